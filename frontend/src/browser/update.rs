//! New versions and offline use: what `boot.js` and the service worker say.

use wasm_bindgen::prelude::wasm_bindgen;

/// The window hears this when [`offline`] says something else.
pub const OFFLINE: &str = "offline-state";
/// The window hears this when a new version can be started.
pub const UPDATE_READY: &str = "update-ready";

#[wasm_bindgen(module = "/src/browser/update.js")]
extern "C" {
    /// Whether the app starts without a network: `ready`, `lacking`, `lacking 3` for three files,
    /// `never`; empty while its files are on their way.
    pub fn offline() -> String;

    /// Watches the worker for as long as the page lives.
    pub fn watch();

    /// Asks for a new version, now and then.
    pub fn check();

    /// Starts the new version: loads the page again. Store everything that was typed first.
    #[wasm_bindgen(js_name = changeOver)]
    pub fn change_over();
}
