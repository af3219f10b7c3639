//! Taps on a screen that nobody has read yet: they do nothing. The second tap of a person who taps
//! twice began before the next screen was there, or so soon after that nobody can have read it.

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(module = "/src/browser/taps.js")]
extern "C" {
    /// Stops such taps for as long as the page lives.
    pub fn guard();

    /// Another screen is drawn now.
    #[wasm_bindgen(js_name = newScreen)]
    pub fn new_screen();
}
