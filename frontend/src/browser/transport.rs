//! [`Transport`] over fetch. The session's cookie is the browser's business: this code never sees a
//! secret but the invitation's.

use client::transport::{
    self, Asked, Failure, PATH_ACTIVATION, PATH_BOUND, PATH_END_SESSION, PATH_ME, PATH_PUSH,
    Transport, pull_path,
    tus::{Exchange, TusAnswer, TusRequest},
};
use shared::{
    id::DeviceId,
    sync::{
        account::{Activate1, Bound1, Profile1},
        blob::REFUSAL_HEADER,
        feed::{self, PullReply2},
        limits,
        wire::{self, MEDIA_TYPE, Push1, PushReply1},
    },
};

use super::fetch::{self, NoAnswer, Request};

const RETRY_AFTER: &str = "Retry-After";

/// The server that this page came from.
#[derive(Clone, Copy, Debug, Default)]
pub struct Fetch;

impl Fetch {
    /// Who is signed in on this phone, and by which key the server knows it.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn bound(self) -> Result<Bound1, Failure> {
        let body = get(PATH_BOUND).await?;
        wire::decode(&body).map_err(|_| Failure::Damaged)
    }
}

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

async fn get(path: &str) -> Result<Vec<u8>, Failure> {
    answer("GET", path, None).await
}

async fn post(path: &str, body: &[u8]) -> Result<Vec<u8>, Failure> {
    answer("POST", path, Some(body)).await
}

async fn answer(method: &'static str, path: &str, body: Option<&[u8]>) -> Result<Vec<u8>, Failure> {
    let answer = sent(method, path, body, Vec::new()).await?;
    if answer.is_ok() {
        return Ok(answer.body);
    }
    Err(transport::failure_of(answer.status, Some(&answer.header(RETRY_AFTER)), &answer.body))
}

/// Sends a request and reads the whole answer, or gives up after [`limits::REQUEST_TIMEOUT_MS`].
async fn sent(
    method: &'static str,
    path: &str,
    body: Option<&[u8]>,
    more: Vec<String>,
) -> Result<fetch::Answer, Failure> {
    let timeout_ms = u32::try_from(limits::REQUEST_TIMEOUT_MS).unwrap_or(u32::MAX);
    let (media, accept) = (MEDIA_TYPE, MEDIA_TYPE);
    let request = Request { method, path, body, media, accept, timeout_ms, more };
    fetch::send(request).await.map_err(|error| match error {
        NoAnswer::Late => Failure::Timeout,
        NoAnswer::Broken => Failure::Offline,
    })
}

impl Exchange for Fetch {
    async fn exchange(&self, request: TusRequest<'_>) -> Result<TusAnswer, Failure> {
        let TusRequest { method, path, headers, body } = request;
        let more = headers.into_iter().flat_map(|(name, value)| [name.into(), value]).collect();
        let answer = sent(method, path, body, more).await?;
        let [retry_after, location, offset, length, refusal] =
            [RETRY_AFTER, "Location", "Upload-Offset", "Upload-Length", REFUSAL_HEADER]
                .map(|name| answer.header(name));
        let fetch::Answer { status, body, .. } = answer;
        Ok(TusAnswer { status, retry_after, location, offset, length, refusal, body })
    }
}
