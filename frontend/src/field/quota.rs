//! How much room there is, and the browser's promise not to clear our storage by itself.

use js_sys::{Array, Promise};
use leptos::task::spawn_local;
use wasm_bindgen::prelude::wasm_bindgen;

use super::{state::App, view::Storage};
use crate::browser;

#[wasm_bindgen(module = "/src/field/quota.js")]
extern "C" {
    #[wasm_bindgen(js_name = look)]
    fn told(is_asking: bool) -> Promise;
}

/// Looks how things stand.
pub(super) fn look(app: App) {
    show(app, false);
}

/// Asks for the promise unless it is given. Chromium decides by itself, Firefox asks the person: so
/// only when the person has just done something worth keeping.
pub(super) fn ask_to_persist(app: App) {
    show(app, true);
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "bytes of a disk, whole and positive"
)]
fn show(app: App, is_asking: bool) {
    spawn_local(async move {
        let Ok(told) = browser::wait(told(is_asking)).await else { return };
        let told = Array::from(&told);
        let number = |idx| told.get(idx).as_f64().unwrap_or_default();
        app.storage.set(Storage {
            is_persisted: (number(0) >= 0.0).then_some(number(0) > 0.0),
            used_bytes: number(1) as u64,
            quota_bytes: number(2) as u64,
        });
    });
}
