//! How much room there is on the phone, and the browser's promise not to clear our storage by itself.

use js_sys::{Array, Promise};
use wasm_bindgen::prelude::wasm_bindgen;

use super::wait;

#[wasm_bindgen(module = "/src/browser/quota.js")]
extern "C" {
    fn estimate(is_asking: bool) -> Promise;
}

/// How safe the phone's storage is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Room {
    /// Whether the browser promised not to clear it by itself; `None` while unknown.
    pub is_persisted: Option<bool>,
    /// Bytes in use.
    pub used_bytes: u64,
    /// Bytes that the browser allows; 0 while unknown.
    pub quota_bytes: u64,
}

/// What should be free for a day's work, bytes: 100 forms of 10 kB, ten times over.
const ROOM_BYTES_MIN: u64 = 10_000_000;

impl Room {
    /// True when there may not be room for a day's work.
    #[must_use]
    pub const fn is_nearly_full(self) -> bool {
        self.quota_bytes > 0 && self.quota_bytes.saturating_sub(self.used_bytes) < ROOM_BYTES_MIN
    }
}

/// How things are now; asks the browser for its promise first where `is_asking`. Chromium decides by
/// itself, Firefox asks the person: so ask only when the person has just done something worth keeping.
/// `None` when the browser does not say.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "bytes of a disk, whole and positive"
)]
pub async fn room(is_asking: bool) -> Option<Room> {
    let found = Array::from(&wait(estimate(is_asking)).await.ok()?);
    let number = |idx| found.get(idx).as_f64().unwrap_or_default();
    Some(Room {
        is_persisted: (number(0) >= 0.0).then_some(number(0) > 0.0),
        used_bytes: number(1) as u64,
        quota_bytes: number(2) as u64,
    })
}
