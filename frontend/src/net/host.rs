//! Clock, dice, timers and compression of the browser.

use client::host::Host;
use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue, prelude::wasm_bindgen};
use web_sys::{ReadableWritablePair, Response};

use crate::browser;

#[wasm_bindgen]
extern "C" {
    /// Compresses what flows through; `web-sys` marks it unstable.
    type CompressionStream;

    /// Throws where the browser does not have it (Chrome before 80, Firefox before 113).
    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<CompressionStream, JsValue>;

    /// Its counterpart.
    type DecompressionStream;

    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<DecompressionStream, JsValue>;
}

/// The browser.
#[derive(Clone, Copy, Debug, Default)]
pub struct BrowserHost;

impl Host for BrowserHost {
    fn now_ms(&self) -> u64 {
        browser::device_ms()
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        browser::fill_random(bytes);
    }

    async fn sleep(&self, ms: u64) {
        browser::sleep(u32::try_from(ms).unwrap_or(u32::MAX)).await;
    }

    async fn gzip(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        let stream = CompressionStream::new("gzip").ok()?;
        through(bytes, &JsValue::from(stream).unchecked_into()).await
    }

    /// Only ever opens parcels that this phone packed itself, so it may look at the length at the end.
    async fn gunzip(&self, bytes: &[u8], max: usize) -> Option<Vec<u8>> {
        let stream = DecompressionStream::new("gzip").ok()?;
        let opened = through(bytes, &JsValue::from(stream).unchecked_into()).await?;
        (opened.len() <= max).then_some(opened)
    }
}

/// Sends bytes through a transforming stream.
async fn through(bytes: &[u8], transform: &ReadableWritablePair) -> Option<Vec<u8>> {
    let source = Response::new_with_opt_js_u8_array(Some(&Uint8Array::from(bytes))).ok()?;
    let stream = source.body()?.pipe_through(transform);
    let sink = Response::new_with_opt_readable_stream(Some(&stream)).ok()?;
    let buffer: ArrayBuffer = browser::wait(sink.array_buffer().ok()?).await.ok()?.unchecked_into();
    Some(Uint8Array::new(&buffer).to_vec())
}
