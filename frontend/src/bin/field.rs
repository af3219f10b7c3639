//! The PSM's phone app.
#![no_main]

use wasm_bindgen::prelude::wasm_bindgen;

/// Where the page begins. A `main` would bring the start of threads along, which a page has none of.
#[wasm_bindgen(start)]
fn start() {
    frontend::field::app::start();
}
