//! The one fetch of both apps: a request out, its whole answer in.

use js_sys::Promise;
use wasm_bindgen::{JsCast as _, prelude::wasm_bindgen};

use super::{meta, wait};

/// How long a file of the release may take, milliseconds.
const FILE_TIMEOUT_MS: u32 = 30_000;
/// Statuses of success.
const OK: core::ops::Range<u16> = 200..300;

#[wasm_bindgen(module = "/src/browser/fetch.js")]
extern "C" {
    fn exchange(
        method: &str,
        path: &str,
        body: Option<&[u8]>,
        media: &str,
        accept: &str,
        timeout_ms: u32,
        more: Vec<String>,
    ) -> Promise;
}

#[wasm_bindgen]
extern "C" {
    /// What [`exchange`] resolves to.
    type Exchanged;

    #[wasm_bindgen(method, getter)]
    fn s(this: &Exchanged) -> u16;

    #[wasm_bindgen(method)]
    fn h(this: &Exchanged, name: &str) -> String;

    #[wasm_bindgen(method, getter)]
    fn b(this: &Exchanged) -> Vec<u8>;
}

/// A request to the server that the page came from.
pub struct Request<'a> {
    /// The HTTP method.
    pub method: &'static str,
    /// The path with its query.
    pub path: &'a str,
    /// What is sent; `None` for a request without a body.
    pub body: Option<&'a [u8]>,
    /// The media type of the body.
    pub media: &'static str,
    /// The media types that the answer may have; empty for a file of the release.
    pub accept: &'static str,
    /// How long the whole answer may take, milliseconds.
    pub timeout_ms: u32,
    /// Further headers, a name and its value in turn.
    pub more: Vec<String>,
}

/// The server's answer.
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The whole body.
    pub body: Vec<u8>,
    head: Exchanged,
}

impl Answer {
    /// True for a status of success.
    #[must_use]
    pub fn is_ok(&self) -> bool {
        OK.contains(&self.status)
    }

    /// A header; empty when there is none.
    #[must_use]
    pub fn header(&self, name: &str) -> String {
        self.head.h(name)
    }
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoAnswer {
    /// It took too long.
    Late,
    /// The connection broke, or there was none.
    Broken,
}

/// Sends a request and reads the whole answer.
///
/// # Errors
/// [`NoAnswer`]. An answer that refuses is no error here.
pub async fn send(request: Request<'_>) -> Result<Answer, NoAnswer> {
    let Request { method, path, body, media, accept, timeout_ms, more } = request;
    match wait(exchange(method, path, body, media, accept, timeout_ms, more)).await {
        Ok(answer) => {
            let head = answer.unchecked_into::<Exchanged>();
            Ok(Answer { status: head.s(), body: head.b(), head })
        }
        Err(is_late) if is_late.is_truthy() => Err(NoAnswer::Late),
        Err(_) => Err(NoAnswer::Broken),
    }
}

/// The file of the release whose address stands in the page under this name, from the service
/// worker's cache if it is there. `None` when it cannot be fetched now.
pub async fn file(name: &str) -> Option<Vec<u8>> {
    let path = meta(name)?;
    let request = Request {
        method: "GET",
        path: &path,
        body: None,
        media: "",
        accept: "",
        timeout_ms: FILE_TIMEOUT_MS,
        more: Vec::new(),
    };
    let answer = send(request).await.ok()?;
    answer.is_ok().then_some(answer.body)
}
