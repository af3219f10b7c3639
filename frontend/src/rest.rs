//! The rest of the program: everything that typing into a form does without. `cargo xtask build` cuts
//! it off and says what belongs to it (`split.rs` there).

use js_sys::Promise;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

use crate::browser;

#[wasm_bindgen(module = "/src/rest.js")]
extern "C" {
    fn join(exports: &JsValue) -> Promise;
}

/// Has the rest at hand from then on; false when it cannot be fetched now.
pub async fn load() -> bool {
    browser::wait(join(&wasm_bindgen::exports())).await.is_ok_and(|is_here| is_here.is_truthy())
}
