//! Where the phone is, as its receiver says.

use js_sys::{Array, Promise};
use shared::form::fix::Fix;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::browser;

#[wasm_bindgen(module = "/src/browser/position.js")]
extern "C" {
    fn find(timeout_ms: u32) -> Promise;
}

/// Why there is no place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoPlace {
    /// The person or the phone does not let us.
    Refused,
    /// The receiver has found nothing, also not in time.
    NotFound,
}

/// The place, found anew within this time. `now_ms` is the time to be written beside it.
///
/// # Errors
/// [`NoPlace`].
#[expect(clippy::cast_possible_truncation, reason = "an age in milliseconds, whole")]
pub async fn fix(timeout_ms: u32, now_ms: u64) -> Result<Fix, NoPlace> {
    let found = browser::wait(find(timeout_ms)).await.map_err(|code| match code.as_f64() {
        Some(1.0) => NoPlace::Refused,
        _ => NoPlace::NotFound,
    })?;
    let found = Array::from(&found);
    let number = |idx| found.get(idx).as_f64().unwrap_or(f64::NAN);
    Ok(Fix {
        lat: number(0),
        lng: number(1),
        accuracy_m: number(2),
        age_ms: number(3) as i64,
        now_ms,
    })
}
