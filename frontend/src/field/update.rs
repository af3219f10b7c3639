//! New versions and offline use: what the service worker tells, heard by the script beside this.

use wasm_bindgen::prelude::wasm_bindgen;

use super::state::App;
use crate::browser;

#[wasm_bindgen(module = "/src/field/update.js")]
extern "C" {
    #[wasm_bindgen(js_name = watch)]
    fn listen();

    /// Asks for a new version, now and then.
    pub(super) fn look();

    #[wasm_bindgen(js_name = changeOver)]
    fn change_over();
}

/// Watches the worker for as long as the page lives.
pub(super) fn watch(app: App) {
    let window = browser::window();
    browser::listen(&window, "offline-ready", move |_| app.offline_ready.set(true));
    browser::listen(&window, "update-ready", move |_| app.update_ready.set(true));
    listen();
}

/// Starts the new version: everything typed is stored first.
pub(super) async fn start_new(app: App) {
    match app.flush().await {
        Ok(()) => change_over(),
        Err(error) => app.say(error.words()),
    }
}
