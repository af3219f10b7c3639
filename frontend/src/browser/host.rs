//! Clock, dice, timers and compression of the browser.

use client::host::Host;
use js_sys::{Promise, Uint8Array};
use wasm_bindgen::{JsCast as _, prelude::wasm_bindgen};

use crate::browser;

#[wasm_bindgen(module = "/src/browser/fetch.js")]
extern "C" {
    fn gzip(bytes: &[u8], is_opening: bool) -> Promise;
}

/// The browser.
#[derive(Clone, Copy, Debug, Default)]
pub struct BrowserHost;

impl Host for BrowserHost {
    fn now_ms(&self) -> u64 {
        browser::device_ms()
    }

    fn running_ms(&self) -> u64 {
        browser::running_ms()
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        browser::fill_random(bytes);
    }

    async fn sleep(&self, ms: u64) {
        browser::sleep(u32::try_from(ms).unwrap_or(u32::MAX)).await;
    }

    async fn gzip(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        through(bytes, false).await
    }

    /// Only ever opens parcels that this phone packed itself, so it may look at the length at the end.
    async fn gunzip(&self, bytes: &[u8], max: usize) -> Option<Vec<u8>> {
        through(bytes, true).await.filter(|opened| opened.len() <= max)
    }
}

async fn through(bytes: &[u8], is_opening: bool) -> Option<Vec<u8>> {
    let made = browser::wait(gzip(bytes, is_opening)).await.ok()?;
    Some(made.unchecked_into::<Uint8Array>().to_vec())
}
