//! New versions and offline use: what the service worker says. The script beside this turns it into
//! the events [`OFFLINE_READY`] and [`UPDATE_READY`] of the window.

use wasm_bindgen::prelude::wasm_bindgen;

/// The window hears this once the app starts without a network.
pub const OFFLINE_READY: &str = "offline-ready";
/// The window hears this when a new version can be started.
pub const UPDATE_READY: &str = "update-ready";

#[wasm_bindgen(module = "/src/browser/update.js")]
extern "C" {
    /// Watches the worker for as long as the page lives.
    pub fn watch();

    /// Asks for a new version, now and then.
    pub fn check();

    /// Starts the new version: loads the page again. Store everything that was typed first.
    #[wasm_bindgen(js_name = changeOver)]
    pub fn change_over();
}
