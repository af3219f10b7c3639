//! The PSM's phone app.
#![cfg_attr(target_family = "wasm", no_main)]

/// Where the page begins. A `main` would bring the start of threads along, which a page has none of.
#[cfg(target_family = "wasm")]
#[wasm_bindgen::prelude::wasm_bindgen(start)]
fn start() {
    frontend::field::app::start();
}

/// Elsewhere it only compiles.
#[cfg(not(target_family = "wasm"))]
fn main() {
    frontend::field::app::start();
}
