//! [`Transport`] over fetch (gloo-net). The session's cookie is the browser's business: this code
//! never sees a secret but the invitation's.

use client::transport::{
    self, Failure, PATH_ACTIVATION, PATH_END_SESSION, PATH_ME, PATH_PUSH, Transport, pull_path,
};
use gloo_net::http::{Request, RequestBuilder};
use js_sys::Uint8Array;
use shared::sync::{
    account::{Activate1, Profile1},
    limits,
    wire::{self, MEDIA_TYPE, PullReply1, Push1, PushReply1},
};
use web_sys::{AbortController, RequestCache};

use crate::browser;

/// The server that this page came from.
#[derive(Clone, Copy, Debug, Default)]
pub struct Fetch;

impl Transport for Fetch {
    async fn activate(&self, request: &Activate1) -> Result<Profile1, Failure> {
        let body = post(PATH_ACTIVATION, &wire::encode(request)).await?;
        wire::decode(&body).map_err(|_| Failure::Damaged)
    }

    async fn me(&self) -> Result<Profile1, Failure> {
        let body = get(PATH_ME).await?;
        wire::decode(&body).map_err(|_| Failure::Damaged)
    }

    async fn push(&self, push: &Push1) -> Result<PushReply1, Failure> {
        let body = post(PATH_PUSH, &wire::encode(push)).await?;
        wire::decode(&body).map_err(|_| Failure::Damaged)
    }

    async fn pull(&self, after: u64, limit: u32) -> Result<PullReply1, Failure> {
        let body = get(&pull_path(after, limit)).await?;
        wire::decode(&body).map_err(|_| Failure::Damaged)
    }

    async fn end_session(&self) -> Result<(), Failure> {
        post(PATH_END_SESSION, &[]).await.map(drop)
    }
}

/// A file of the release, from the service worker's cache where it lies there.
///
/// # Errors
/// [`Failure`].
pub async fn file(url: &str) -> Result<Vec<u8>, Failure> {
    answer(Request::get(url), None).await
}

async fn get(path: &str) -> Result<Vec<u8>, Failure> {
    answer(Request::get(path).header("Accept", MEDIA_TYPE).cache(RequestCache::NoStore), None).await
}

async fn post(path: &str, body: &[u8]) -> Result<Vec<u8>, Failure> {
    let request =
        Request::post(path).header("Accept", MEDIA_TYPE).header("Content-Type", MEDIA_TYPE);
    answer(request.cache(RequestCache::NoStore), Some(body)).await
}

/// Sends a request and reads the whole answer, or gives up after [`limits::REQUEST_TIMEOUT_MS`].
async fn answer(request: RequestBuilder, body: Option<&[u8]>) -> Result<Vec<u8>, Failure> {
    let controller = AbortController::new().map_err(|_| Failure::Offline)?;
    let signal = controller.signal();
    let request = request.abort_signal(Some(&signal));
    let request = match body {
        Some(bytes) => request.body(Uint8Array::from(bytes)),
        None => request.build(),
    };
    let request = request.map_err(|_| Failure::Offline)?;
    let timeout_ms = u32::try_from(limits::REQUEST_TIMEOUT_MS).unwrap_or(u32::MAX);
    let timer = browser::after(timeout_ms, move || controller.abort());
    let answer = read(request).await;
    browser::cancel(timer);
    match answer {
        Some(answer) => answer,
        None if signal.aborted() => Err(Failure::Timeout),
        None => Err(Failure::Offline),
    }
}

/// `None` when the line broke or the request was given up.
async fn read(request: Request) -> Option<Result<Vec<u8>, Failure>> {
    let response = request.send().await.ok()?;
    let body = response.binary().await.ok()?;
    if response.ok() {
        return Some(Ok(body));
    }
    let retry_after = response.headers().get("Retry-After");
    Some(Err(transport::failure_of(response.status(), retry_after.as_deref(), &body)))
}
