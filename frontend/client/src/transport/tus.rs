//! tus 1.0 as the phone speaks it, over whatever carries requests: creation, offset, parts.
//!
//! Our server keeps a blob before it tells that all of its bytes are here, so that asking for the offset
//! once more is the question whether it is stored.

use core::future::Future;

use shared::{
    hex,
    id::{BlobId, DeviceId},
};

use super::{
    Failure,
    blobs::{Answer, BlobReply, BlobTransport},
    failure_of,
};
use crate::blob::Blob;

/// Where blobs are announced: POST. Below it each has its place, named by its id.
pub const PATH_BLOBS: &str = "/api/v1/blobs";

/// One request.
#[derive(Clone, Debug)]
pub struct TusRequest<'a> {
    /// The HTTP method.
    pub method: &'static str,
    /// The path.
    pub path: &'a str,
    /// Headers by their names.
    pub headers: Vec<(&'static str, String)>,
    /// Bytes of the blob.
    pub body: Option<&'a [u8]>,
}

/// What an answer says. Headers that are not there are empty.
#[derive(Clone, Debug, Default)]
pub struct TusAnswer {
    /// The HTTP status.
    pub status: u16,
    /// `Retry-After`.
    pub retry_after: String,
    /// `Location`.
    pub location: String,
    /// `Upload-Offset`.
    pub offset: String,
    /// `Upload-Length`.
    pub length: String,
    /// Why the blob is refused ([`shared::sync::blob::REFUSAL_HEADER`]).
    pub refusal: String,
    /// The body.
    pub body: Vec<u8>,
}

/// What carries requests.
pub trait Exchange {
    /// Sends a request and reads the whole answer.
    ///
    /// # Errors
    /// [`Failure`] when there is none; an answer that refuses is no error here.
    fn exchange(&self, request: TusRequest<'_>)
    -> impl Future<Output = Result<TusAnswer, Failure>>;
}

impl<X: Exchange> Exchange for std::rc::Rc<X> {
    async fn exchange(&self, request: TusRequest<'_>) -> Result<TusAnswer, Failure> {
        (**self).exchange(request).await
    }
}

/// A server that speaks tus.
#[derive(Clone, Debug)]
pub struct Tus<X>(pub X);

impl<X: Exchange> Tus<X> {
    async fn ask(
        &self,
        method: &'static str,
        path: &str,
        headers: Vec<(&'static str, String)>,
        body: Option<&[u8]>,
    ) -> Result<TusAnswer, Refused> {
        let version = ("Tus-Resumable", String::from("1.0.0"));
        let headers = [version].into_iter().chain(headers).collect();
        let answer = self.0.exchange(TusRequest { method, path, headers, body }).await?;
        if (200..300).contains(&answer.status) {
            return Ok(answer);
        }
        if let Ok(reason) = answer.refusal.trim().parse() {
            return Err(Refused::ForGood(reason));
        }
        let retry_after = Some(answer.retry_after.as_str());
        Err(failure_of(answer.status, retry_after, &answer.body).into())
    }
}

/// Why a request was not done.
enum Refused {
    ForGood(u16),
    Now(Failure),
}

impl From<Failure> for Refused {
    fn from(failure: Failure) -> Self {
        Self::Now(failure)
    }
}

/// A refusal for good is an answer like others.
fn told(result: Result<BlobReply, Refused>) -> Result<BlobReply, Failure> {
    match result {
        Ok(reply) => Ok(reply),
        Err(Refused::ForGood(reason)) => Ok(BlobReply::Refused(reason)),
        Err(Refused::Now(failure)) => Err(failure),
    }
}

impl<X: Exchange> BlobTransport for Tus<X> {
    fn create<'a>(&'a self, device: DeviceId, blob: &'a Blob) -> Answer<'a> {
        Box::pin(async move {
            let headers = vec![
                ("Upload-Length", blob.n_bytes.to_string()),
                ("Upload-Metadata", metadata(device, blob)),
            ];
            told(self.ask("POST", PATH_BLOBS, headers, None).await.and_then(|answer| {
                // The session goes along with what is sent there, so it is at the same server.
                let place = answer.location;
                let is_here = place.starts_with('/') && !place.starts_with("//");
                if is_here { Ok(BlobReply::Created(place)) } else { Err(Failure::Damaged.into()) }
            }))
        })
    }

    fn offset<'a>(&'a self, place: &'a str) -> Answer<'a> {
        Box::pin(async move { told(self.ask("HEAD", place, Vec::new(), None).await.and_then(at)) })
    }

    fn append<'a>(&'a self, place: &'a str, offset: u64, part: Vec<u8>) -> Answer<'a> {
        Box::pin(async move {
            let headers = vec![
                ("Upload-Offset", offset.to_string()),
                ("Content-Type", String::from("application/offset+octet-stream")),
            ];
            told(self.ask("PATCH", place, headers, Some(&part)).await.and_then(at))
        })
    }

    fn finish<'a>(&'a self, place: &'a str) -> Answer<'a> {
        Box::pin(async move {
            told(self.ask("HEAD", place, Vec::new(), None).await.and_then(|answer| {
                let is_whole = !answer.offset.is_empty() && answer.offset == answer.length;
                if is_whole { Ok(BlobReply::Stored) } else { at(answer) }
            }))
        })
    }

    fn terminate(&self, blob: BlobId) -> Answer<'_> {
        Box::pin(async move {
            let place = [PATH_BLOBS, "/", &blob.to_string()].concat();
            match self.ask("DELETE", &place, Vec::new(), None).await {
                // It never came, its time is over, or all of it was there already.
                Ok(_)
                | Err(
                    Refused::ForGood(_)
                    | Refused::Now(Failure::Server { status: 404 | 409 | 410, .. }),
                ) => Ok(BlobReply::Gone),
                Err(Refused::Now(failure)) => Err(failure),
            }
        })
    }
}

/// How many bytes the server has.
fn at(answer: TusAnswer) -> Result<BlobReply, Refused> {
    let offset = answer.offset.trim().parse().map_err(|_| Failure::Damaged)?;
    Ok(BlobReply::Offset(offset))
}

/// `Upload-Metadata`: which blob of which record it is, and its digest.
fn metadata(device: DeviceId, blob: &Blob) -> String {
    let pairs = [
        ("blob ", blob.blob.to_string()),
        ("record ", blob.record.to_string()),
        ("device ", device.to_string()),
        ("sha256 ", hex::encode(&blob.sha256)),
    ];
    pairs.map(|(name, value)| [name, &base64(value.as_bytes())].concat()).join(",")
}

/// Base64, of which the phone has no other use.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let byte = |idx: usize| three.get(idx).copied().map_or(0, u32::from);
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for idx in 0..4 {
            let digit = char::from(DIGITS[(bits >> (18 - 6 * idx) & 63) as usize]);
            text.push(if idx > three.len() { '=' } else { digit });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use std::{
        cell::RefCell,
        pin::pin,
        task::{Context, Poll, Waker},
    };

    use shared::id::{BlobId, RecordId};

    use super::*;

    /// Answers each request in the same way, and remembers it.
    struct Server {
        answer: Result<TusAnswer, Failure>,
        asked: RefCell<Vec<String>>,
    }

    impl Exchange for Server {
        async fn exchange(&self, request: TusRequest<'_>) -> Result<TusAnswer, Failure> {
            let headers = request.headers.iter().map(|(name, value)| format!(" {name}:{value}"));
            let line =
                format!("{} {}{}", request.method, request.path, headers.collect::<String>());
            self.asked.borrow_mut().push(line);
            self.answer.clone()
        }
    }

    fn blob() -> Blob {
        Blob {
            blob: BlobId([1; 16]),
            record: RecordId([2; 16]),
            media: 1,
            n_bytes: 9,
            sha256: [3; 32],
            made_at_ms: 0,
            refusal: 0,
        }
    }

    type Step = fn(&Tus<Server>) -> Answer<'_>;

    fn asked(
        answer: Result<TusAnswer, Failure>,
        step: Step,
    ) -> (Result<BlobReply, Failure>, String) {
        let tus = Tus(Server { answer, asked: RefCell::default() });
        let mut context = Context::from_waker(Waker::noop());
        let Poll::Ready(reply) = pin!(step(&tus)).poll(&mut context) else {
            panic!("nothing is waited for");
        };
        let asked = tus.0.asked.borrow().join("\n");
        (reply, asked)
    }

    fn status(status: u16) -> TusAnswer {
        TusAnswer { status, ..TusAnswer::default() }
    }

    #[test]
    fn base64_is_that_of_the_standard() {
        for (bytes, text) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")]
        {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
        assert_eq!(base64(&[0xff, 0xef, 0xbe]), "/+++");
    }

    #[test]
    fn an_announcement_says_which_blob_it_is_and_leads_to_a_place_on_the_same_server() {
        let create: Step = |tus| {
            static BLOB: std::sync::LazyLock<Blob> = std::sync::LazyLock::new(blob);
            tus.create(DeviceId([4; 16]), &BLOB)
        };
        let at = |location: &str| TusAnswer { location: location.into(), ..status(201) };
        let (reply, line) = asked(Ok(at("/api/v1/blobs/x")), create);
        assert_eq!(reply, Ok(BlobReply::Created("/api/v1/blobs/x".into())));
        assert!(line.starts_with("POST /api/v1/blobs Tus-Resumable:1.0.0 Upload-Length:9 "));
        assert_eq!(line.matches(',').count(), 3, "{line}");
        for location in ["", "https://elsewhere.example/x", "//elsewhere.example/x"] {
            assert_eq!(asked(Ok(at(location)), create).0, Err(Failure::Damaged), "{location}");
        }
    }

    #[test]
    fn offsets_and_the_end_are_read_from_headers() {
        let offset: Step = |tus| tus.offset("/p");
        let append: Step = |tus| tus.append("/p", 3, vec![1]);
        let finish: Step = |tus| tus.finish("/p");
        let at =
            |offset: &str| TusAnswer { offset: offset.into(), length: "9".into(), ..status(200) };
        assert_eq!(asked(Ok(at("4")), offset).0, Ok(BlobReply::Offset(4)));
        let (reply, line) = asked(Ok(at("9")), append);
        assert_eq!(reply, Ok(BlobReply::Offset(9)));
        assert!(line.starts_with("PATCH /p ") && line.contains(" Upload-Offset:3 "), "{line}");
        assert_eq!(asked(Ok(at("9")), finish).0, Ok(BlobReply::Stored));
        assert_eq!(asked(Ok(at("8")), finish).0, Ok(BlobReply::Offset(8)));
        for broken in ["", "x", "-1"] {
            assert_eq!(asked(Ok(at(broken)), offset).0, Err(Failure::Damaged), "{broken}");
        }
    }

    #[test]
    fn a_blob_that_will_not_come_is_forgotten_whatever_the_server_has_of_it() {
        let forget: Step = |tus| tus.terminate(BlobId([1; 16]));
        let (reply, line) = asked(Ok(status(204)), forget);
        assert_eq!(reply, Ok(BlobReply::Gone));
        assert!(line.starts_with(&format!("DELETE {PATH_BLOBS}/{} ", BlobId([1; 16]))), "{line}");
        for known in [404, 409, 410] {
            assert_eq!(asked(Ok(status(known)), forget).0, Ok(BlobReply::Gone), "{known}");
        }
        assert_eq!(asked(Ok(status(401)), forget).0, Err(Failure::SignedOut));
        assert_eq!(asked(Err(Failure::Timeout), forget).0, Err(Failure::Timeout));
        assert!(asked(Ok(status(503)), forget).0.is_err());
    }

    #[test]
    fn a_refusal_for_good_is_told_apart_from_trouble() {
        let offset: Step = |tus| tus.offset("/p");
        let refused = TusAnswer { refusal: "3".into(), ..status(422) };
        assert_eq!(asked(Ok(refused), offset).0, Ok(BlobReply::Refused(3)));
        let server = |status| Failure::Server { status, code: String::new() };
        for (answer, failure) in [
            (status(404), server(404)),
            (status(409), server(409)),
            (status(422), server(422)),
            (status(507), server(507)),
            (status(401), Failure::SignedOut),
            (
                TusAnswer { retry_after: "7".into(), ..status(429) },
                Failure::Busy { after_ms: 7_000 },
            ),
            (TusAnswer { body: b"<html>".to_vec(), ..status(404) }, Failure::Damaged),
        ] {
            assert_eq!(asked(Ok(answer), offset).0, Err(failure));
        }
        assert_eq!(asked(Err(Failure::Timeout), offset).0, Err(Failure::Timeout));
    }
}
