//! Handing text to another app of the phone, or to its clipboard.

use js_sys::Promise;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::browser;

#[wasm_bindgen(module = "/src/browser/share.js")]
extern "C" {
    fn share(text: &str) -> Promise;
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shared {
    /// The phone took it.
    ByPhone,
    /// It is on the clipboard.
    Copied,
    /// This browser can do neither.
    Failed,
}

/// Offers the text to the phone's apps; where that is not possible, copies it. To be called by a press.
pub async fn text(text: &str) -> Shared {
    let done = browser::wait(share(text)).await.ok().and_then(|done| done.as_string());
    match done.as_deref() {
        Some("shared") => Shared::ByPhone,
        Some("copied") => Shared::Copied,
        _ => Shared::Failed,
    }
}
