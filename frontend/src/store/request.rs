//! Turns IndexedDB's events into futures and its exceptions into [`StoreError`].

use client::store::StoreError;
use js_sys::{Array, Promise};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{DomException, IdbRequest, IdbTransaction};

use crate::browser;

/// No answer of the database after this long counts as a failure, milliseconds. A strict write took
/// 13 ms at the 95th percentile on a slow phone; a busy one may take a hundred times as long, but a
/// database that Chromium cannot open sometimes stays silent for ever.
const ANSWER_TIMEOUT_MS: u32 = 10_000;

/// The result of a request.
///
/// A promise's reactions run before the event's dispatch ends, while the transaction is still
/// active, so further requests may follow an awaited one.
pub async fn result(request: &IdbRequest) -> Result<JsValue, StoreError> {
    answered(request).await?;
    request.result().map_err(|error| from_js(&error))
}

/// Waits until a request has succeeded or failed.
async fn answered(request: &IdbRequest) -> Result<(), StoreError> {
    let settled = Promise::new(&mut |resolve, _reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&resolve));
    });
    let event: web_sys::Event = in_time(settled).await?.unchecked_into();
    if event.type_() == "success" { Ok(()) } else { Err(failure(request)) }
}

/// Why a request failed.
pub fn failure(request: &IdbRequest) -> StoreError {
    match request.error() {
        Ok(Some(exception)) => from_exception(&exception),
        Ok(None) => StoreError::Failed(String::from("unknown")),
        Err(error) => from_js(&error),
    }
}

/// Waits until a transaction is committed.
///
/// `settled` comes from [`settled`], taken before the last request was awaited.
pub async fn committed(tx: &IdbTransaction, settled: Promise) -> Result<(), StoreError> {
    let event = in_time(settled).await?;
    let event: web_sys::Event = event.unchecked_into();
    if event.type_() == "complete" {
        return Ok(());
    }
    Err(tx.error().map_or(StoreError::Closed, |exception| from_exception(&exception)))
}

/// A promise of the event that ends a transaction.
pub fn settled(tx: &IdbTransaction) -> Promise {
    Promise::new(&mut |resolve, _reject| {
        tx.set_oncomplete(Some(&resolve));
        tx.set_onabort(Some(&resolve));
    })
}

/// Waits for a promise, but not for ever.
pub async fn in_time(promise: Promise) -> Result<JsValue, StoreError> {
    let either = Array::of2(&promise, &browser::pause(ANSWER_TIMEOUT_MS));
    let first = browser::wait(Promise::race(&either)).await.map_err(|error| from_js(&error))?;
    // Only the pause is kept with nothing.
    if first.is_undefined() { Err(StoreError::Failed(String::from("timeout"))) } else { Ok(first) }
}

/// What a thrown value means.
pub fn from_js(error: &JsValue) -> StoreError {
    match error.dyn_ref::<DomException>() {
        Some(exception) => from_exception(exception),
        None => StoreError::Failed(String::from("unknown")),
    }
}

/// What an exception means. Its message may quote a key but never a value, and keys are ids.
fn from_exception(exception: &DomException) -> StoreError {
    match exception.name().as_str() {
        "QuotaExceededError" => StoreError::Full,
        "InvalidStateError" | "NotFoundError" => StoreError::Closed,
        name => StoreError::Failed([name, ": ", &exception.message()].concat()),
    }
}
