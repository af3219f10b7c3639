//! [`Transport`] over fetch. The session's cookie is the browser's business: this code never sees a
//! secret but the invitation's.

use client::transport::{
    self, Asked, Failure, PATH_ACTIVATION, PATH_END_SESSION, PATH_ME, PATH_PUSH, Transport,
    pull_path,
};
use js_sys::Promise;
use shared::{
    id::DeviceId,
    sync::{
        account::{Activate1, Profile1},
        feed::{self, PullReply2},
        limits,
        wire::{self, MEDIA_TYPE, Push1, PushReply1},
    },
};
use wasm_bindgen::{JsCast as _, prelude::wasm_bindgen};

use crate::browser;

/// Statuses of success.
const OK: core::ops::Range<u16> = 200..300;

#[wasm_bindgen(module = "/src/net/fetch.js")]
extern "C" {
    fn exchange(path: &str, body: Option<&[u8]>, media: &str, timeout_ms: u32) -> Promise;
}

#[wasm_bindgen]
extern "C" {
    /// What [`exchange`] keeps its promise with.
    type Answer;

    #[wasm_bindgen(method, getter)]
    fn s(this: &Answer) -> u16;

    #[wasm_bindgen(method, getter)]
    fn r(this: &Answer) -> String;

    #[wasm_bindgen(method, getter)]
    fn b(this: &Answer) -> Vec<u8>;
}

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

    async fn pull(&self, device: DeviceId, asked: Asked) -> Result<PullReply2, Failure> {
        let body = get(&pull_path(device, asked)).await?;
        feed::decode_reply(&body).map_err(|_| Failure::Damaged)
    }

    async fn end_session(&self) -> Result<(), Failure> {
        post(PATH_END_SESSION, &[]).await.map(drop)
    }
}

/// The file of the release whose address stands in the page under this name, from the service
/// worker's cache where it lies there. `None` when it cannot be had now.
pub async fn named(name: &str) -> Option<Vec<u8>> {
    answer(&browser::meta(name)?, None, "").await.ok()
}

async fn get(path: &str) -> Result<Vec<u8>, Failure> {
    answer(path, None, MEDIA_TYPE).await
}

async fn post(path: &str, body: &[u8]) -> Result<Vec<u8>, Failure> {
    answer(path, Some(body), MEDIA_TYPE).await
}

/// Sends a request and reads the whole answer, or gives up after [`limits::REQUEST_TIMEOUT_MS`].
async fn answer(path: &str, body: Option<&[u8]>, media: &str) -> Result<Vec<u8>, Failure> {
    let timeout_ms = u32::try_from(limits::REQUEST_TIMEOUT_MS).unwrap_or(u32::MAX);
    let answer = match browser::wait(exchange(path, body, media, timeout_ms)).await {
        Ok(answer) => answer.unchecked_into::<Answer>(),
        Err(is_late) if is_late.is_truthy() => return Err(Failure::Timeout),
        Err(_) => return Err(Failure::Offline),
    };
    let (status, body) = (answer.s(), answer.b());
    if OK.contains(&status) {
        return Ok(body);
    }
    let retry_after = answer.r();
    Err(transport::failure_of(status, Some(&retry_after), &body))
}
