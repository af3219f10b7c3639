//! The rim: everything that only a browser can do, and small functions around its window.
//!
//! Nothing here knows a page, a context or a signal. Beside the Rust that calls them stand small
//! scripts that hold events and promises of the browser and nothing else.
//!
//! Where `web-sys` marks an interface unstable, which would take a compiler flag for everybody, its
//! few functions are named here.

pub mod camera;
pub mod fetch;
pub mod history;
pub mod host;
pub mod indexed_db;
pub mod install;
pub mod pen;
pub mod position;
pub mod prefs;
pub mod quota;
pub mod share;
pub mod tabs;
pub mod taps;
pub mod transport;
pub mod update;

use js_sys::{Function, Promise, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, Event, EventTarget, Window};

#[wasm_bindgen]
extern "C" {
    /// `Date.now()`: the device's clock, Unix milliseconds.
    #[wasm_bindgen(js_namespace = Date, js_name = now)]
    fn date_now() -> f64;

    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    fn performance_now() -> f64;
}

/// The window.
///
/// # Panics
/// In a worker: this code runs on a page.
#[must_use]
pub fn window() -> Window {
    web_sys::window().expect("the app runs on a page, which has a window")
}

/// The document.
///
/// # Panics
/// As [`window`].
#[must_use]
pub fn document() -> Document {
    window().document().expect("a window of a page has a document")
}

/// The device's clock, Unix milliseconds; it may be wrong by years.
#[must_use]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a float's whole milliseconds fit for 285,000 years, a negative clock counts as 1970"
)]
pub fn device_ms() -> u64 {
    date_now() as u64
}

/// `performance.now()`: milliseconds since the page was opened, by a clock that nobody can set.
#[must_use]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "whole milliseconds of a page's life fit, and it is never negative"
)]
pub fn running_ms() -> u64 {
    performance_now() as u64
}

/// What a `<meta name=…>` of the page says; `None` when it is missing or empty.
#[must_use]
pub fn meta(name: &str) -> Option<String> {
    let selector = ["meta[name=", name, "]"].concat();
    let content = document().query_selector(&selector).ok()??.get_attribute("content")?;
    (!content.is_empty()).then_some(content)
}

/// Fills with random bytes for identifiers and keys.
pub fn fill_random(bytes: &mut [u8]) {
    let array = Uint8Array::new_with_length(u32::try_from(bytes.len()).unwrap_or(0));
    // Every browser that runs WebAssembly has this. The zeros of one that refuses would still make
    // an id that the time keeps apart.
    if let Ok(crypto) = window().crypto()
        && crypto.get_random_values_with_array_buffer_view(&array).is_ok()
    {
        array.copy_to(bytes);
    }
}

/// Random bytes as an array.
#[must_use]
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    fill_random(&mut bytes);
    bytes
}

/// Calls `handler` at every such event for as long as the page lives.
pub fn listen(target: &EventTarget, event: &str, handler: impl FnMut(Event) + 'static) {
    listen_boxed(target, event, Box::new(handler));
}

fn listen_boxed(target: &EventTarget, event: &str, handler: Box<dyn FnMut(Event)>) {
    let handler = Closure::wrap(handler);
    let added = target.add_event_listener_with_callback(event, handler.as_ref().unchecked_ref());
    debug_assert!(added.is_ok(), "adding a listener only fails for a detached target");
    handler.forget();
}

/// Calls `work` once after some milliseconds. The number takes it back by [`cancel`].
pub fn after(delay_ms: u32, work: impl FnOnce() + 'static) -> i32 {
    after_boxed(delay_ms, Box::new(work))
}

fn after_boxed(delay_ms: u32, work: Box<dyn FnOnce()>) -> i32 {
    let work = Closure::once_into_js(work);
    set_timeout(work.unchecked_ref(), delay_ms)
}

/// Takes back what [`after`] planned.
pub fn cancel(timer: i32) {
    window().clear_timeout_with_handle(timer);
}

fn set_timeout(work: &Function, delay_ms: u32) -> i32 {
    let delay_ms = i32::try_from(delay_ms).unwrap_or(i32::MAX);
    window()
        .set_timeout_with_callback_and_timeout_and_arguments_0(work, delay_ms)
        .unwrap_or_default()
}

/// A promise that is kept with `undefined` after some milliseconds.
pub fn pause(delay_ms: u32) -> Promise {
    Promise::new(&mut |resolve, _reject| {
        set_timeout(&resolve, delay_ms);
    })
}

/// Comes back after some milliseconds.
pub async fn sleep(delay_ms: u32) {
    let ended = JsFuture::from(pause(delay_ms)).await;
    debug_assert!(ended.is_ok(), "a pause is never broken");
}

/// Waits for a promise.
///
/// # Errors
/// What the promise was broken with.
pub async fn wait(promise: Promise) -> Result<JsValue, JsValue> {
    JsFuture::from(promise).await
}
