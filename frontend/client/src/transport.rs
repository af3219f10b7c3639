//! The door to the server: one trait, and what its implementations share.
//!
//! On the phone it is fetch (in the package `frontend`), natively reqwest (`native`).

pub mod blobs;
#[cfg(feature = "native")]
pub mod native;
pub mod tus;

pub use shared::sync::client::Failure;
use shared::{
    id::DeviceId,
    sync::{
        account::{Activate1, Profile1},
        feed::{Feed, PullReply2, Stream},
        wire::{Push1, PushReply1},
    },
};

/// Binds this browser to an invitation: POST.
pub const PATH_ACTIVATION: &str = "/api/v1/activation";
/// Who is signed in: GET.
pub const PATH_ME: &str = "/api/v1/me";
/// Who is signed in and on which phone: GET.
pub const PATH_BOUND: &str = "/api/v1/me/bound";
/// Sends parcels: POST.
pub const PATH_PUSH: &str = "/api/v1/sync/push";
/// Asks what is new, with `after`, `limit`, `device` and, but for own records, `feed`; where each
/// village has a feed of its own, with `village`: GET.
pub const PATH_PULL: &str = "/api/v1/sync/pull";
/// Ends the session: POST.
pub const PATH_END_SESSION: &str = "/api/v1/session/end";

/// A pause when the server is busy and does not say for how long, milliseconds.
const BUSY_UNSAID_MS: u64 = 30_000;

/// The server, as the phone sees it. Each call ends within
/// [`shared::sync::limits::REQUEST_TIMEOUT_MS`].
#[expect(async_fn_in_trait, reason = "everything runs on one thread; no Send bound is wanted")]
pub trait Transport {
    /// Binds this browser to an invitation and opens a session.
    ///
    /// # Errors
    /// [`Failure`]; a link that is used, too old or unknown is [`Failure::Server`] with its code.
    async fn activate(&self, request: &Activate1) -> Result<Profile1, Failure>;

    /// Who is signed in.
    ///
    /// # Errors
    /// [`Failure`].
    async fn me(&self) -> Result<Profile1, Failure>;

    /// Sends parcels.
    ///
    /// # Errors
    /// [`Failure`].
    async fn push(&self, push: &Push1) -> Result<PushReply1, Failure>;

    /// Asks what is new in a feed. The answer says of which feed it is ([`shared::sync::feed`]).
    ///
    /// # Errors
    /// [`Failure`].
    async fn pull(&self, device: DeviceId, asked: Asked) -> Result<PullReply2, Failure>;

    /// Ends the session.
    ///
    /// # Errors
    /// [`Failure`].
    async fn end_session(&self) -> Result<(), Failure>;
}

/// What a pull asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Of which stream.
    pub stream: Stream,
    /// What came after this seq.
    pub after: u64,
    /// Events at most.
    pub limit: u32,
}

/// The address of a pull. Own records are asked for without a name: every server knows that.
#[must_use]
pub fn pull_path(device: DeviceId, asked: Asked) -> String {
    let Asked { stream: Stream { feed, village }, after, limit } = asked;
    let mut path = format!("{PATH_PULL}?after={after}&limit={limit}&device={device}");
    if feed != Feed::OWN_RECORDS {
        path.push_str(&format!("&feed={}", feed.0));
    }
    if let Some(village) = village {
        path.push_str(&format!("&village={}", village.number()));
    }
    path
}

/// Reads an answer that is no success: its status, its `Retry-After` header and its body.
#[must_use]
pub fn failure_of(status: u16, retry_after: Option<&str>, body: &[u8]) -> Failure {
    let after_ms = retry_after
        .and_then(|seconds| seconds.trim().parse::<u64>().ok())
        .map(|seconds| seconds.saturating_mul(1_000));
    match (status, after_ms) {
        _ if is_of_somebody_else(status, body) => Failure::Damaged,
        (401, _) => Failure::SignedOut,
        (413, _) => Failure::TooLarge,
        (429, _) => Failure::Busy { after_ms: after_ms.unwrap_or(BUSY_UNSAID_MS) },
        (503, Some(after_ms)) => Failure::Busy { after_ms },
        (408 | 504, _) => Failure::Timeout,
        _ => Failure::Server { status, code: problem_code(body) },
    }
}

/// True for the answer of a public Wi-Fi that wants people to sign in first: our server never sends a
/// browser elsewhere, and says what is wrong as JSON. What stands in front of our own server answers
/// with pages as well, but for faults of the server (5xx) and for what it refuses by itself (413, 429).
fn is_of_somebody_else(status: u16, body: &[u8]) -> bool {
    let is_page = body.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'<');
    match status {
        SENT_ELSEWHERE | 300..=399 | 407 | 511 => true,
        408 | 413 | 429 | 500.. => false,
        _ => is_page,
    }
}

/// What a browser gives as the status of an answer that leads elsewhere, when it may not follow.
const SENT_ELSEWHERE: u16 = 0;

/// The `code` of a problem+json, found without a JSON parser: our codes are plain words.
fn problem_code(body: &[u8]) -> String {
    const KEY: &[u8] = b"\"code\"";
    let after_key = body
        .windows(KEY.len())
        .position(|window| window == KEY)
        .map_or(&[][..], |idx| &body[idx + KEY.len()..]);
    let mut parts = after_key.split(|byte| *byte == b'"');
    let colon = parts.next().unwrap_or_default();
    let is_colon = colon.iter().all(|byte| byte.is_ascii_whitespace() || *byte == b':');
    let word = parts.next().unwrap_or_default();
    let is_word = word.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
    if is_colon && is_word {
        word.iter().map(|byte| char::from(*byte)).collect()
    } else {
        String::new()
    }
}

impl<T: Transport> Transport for std::rc::Rc<T> {
    async fn activate(&self, request: &Activate1) -> Result<Profile1, Failure> {
        (**self).activate(request).await
    }

    async fn me(&self) -> Result<Profile1, Failure> {
        (**self).me().await
    }

    async fn push(&self, push: &Push1) -> Result<PushReply1, Failure> {
        (**self).push(push).await
    }

    async fn pull(&self, device: DeviceId, asked: Asked) -> Result<PullReply2, Failure> {
        (**self).pull(device, asked).await
    }

    async fn end_session(&self) -> Result<(), Failure> {
        (**self).end_session().await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pull_of_own_records_is_the_one_that_every_server_knows() {
        let device = DeviceId([1; 16]);
        let path = |stream| pull_path(device, Asked { stream, after: 7, limit: 500 });
        let own = format!("{PATH_PULL}?after=7&limit=500&device={device}");
        assert_eq!(path(Feed::OWN_RECORDS.into()), own);
        assert_eq!(path(Feed(3).into()), own.clone() + "&feed=3");
        let village = shared::region::VillageCode::from_number(3_523_161_003);
        assert_eq!(path(Stream::register(village)), own + "&feed=4&village=3523161003");
    }

    #[test]
    fn an_answer_that_is_no_success_says_why() {
        let server = |status, code: &str| Failure::Server { status, code: code.into() };
        let used =
            br#"{"type":"about:blank","title":"Sudah dipakai","status":410, "code" : "link_used"}"#;
        for (status, retry_after, body, expected) in [
            (401, None, &b""[..], Failure::SignedOut),
            (413, None, b"", Failure::TooLarge),
            (429, Some("7"), b"", Failure::Busy { after_ms: 7_000 }),
            (429, None, b"", Failure::Busy { after_ms: BUSY_UNSAID_MS }),
            (503, Some(" 2 "), b"", Failure::Busy { after_ms: 2_000 }),
            (503, Some("Wed, 21 Oct 2026 07:28:00 GMT"), b"", server(503, "")),
            (504, None, b"", Failure::Timeout),
            (410, None, used, server(410, "link_used")),
            (500, None, b"<html>", server(500, "")),
            (413, None, b"<html>", Failure::TooLarge),
            (401, None, b" <!doctype html>", Failure::Damaged),
            (404, None, b"<html>", Failure::Damaged),
            (302, None, b"", Failure::Damaged),
            (0, None, b"", Failure::Damaged),
            (511, None, b"", Failure::Damaged),
            (500, None, br#"{"code":7,"title":"x"}"#, server(500, "")),
        ] {
            assert_eq!(failure_of(status, retry_after, body), expected, "{status}");
        }
    }
}
