//! The browser's offer to put the app on the home screen.

use wasm_bindgen::prelude::wasm_bindgen;

/// The window hears this when the offer comes or goes.
pub const OFFER: &str = "install-offer";

#[wasm_bindgen(module = "/src/browser/install.js")]
extern "C" {
    /// True while the browser offers it.
    #[wasm_bindgen(js_name = isOffered)]
    pub fn is_offered() -> bool;

    /// True when the app runs from the home screen.
    #[wasm_bindgen(js_name = isInstalled)]
    pub fn is_installed() -> bool;

    /// Asks the person, in the browser's own words.
    pub fn ask();
}
