//! Blobs by the protocol tus 1.0 (<https://tus.io/protocols/resumable-upload>): creation, termination,
//! expiration. Any client of it may send; `Upload-Metadata` says which blob of which record it is.

use std::time::{Duration, UNIX_EPOCH};

use axum::Extension;
use axum::body::{Body, Bytes};
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http_body_util::BodyExt as _;
use shared::hex;
use shared::id::{BlobId, RecordId};
use shared::sync::blob::words_of;
use shared::sync::limits::BLOB_BYTES_MAX;
use tokio::runtime::Handle;
use tokio::time::timeout;

use super::Shared;
use super::door::{internal, own_device_named};
use super::problem::{Kind, Problem};
use super::wire::expect_media_type;
use crate::auth::session::SignedIn;
use crate::blobs::{Announced, BlobError, Cut, Pieces};
use crate::store::blobs::Blob;

const TUS_RESUMABLE: HeaderName = HeaderName::from_static("tus-resumable");
const TUS_VERSION: HeaderName = HeaderName::from_static("tus-version");
const TUS_EXTENSION: HeaderName = HeaderName::from_static("tus-extension");
const TUS_MAX_SIZE: HeaderName = HeaderName::from_static("tus-max-size");
const UPLOAD_LENGTH: HeaderName = HeaderName::from_static("upload-length");
const UPLOAD_OFFSET: HeaderName = HeaderName::from_static("upload-offset");
const UPLOAD_METADATA: HeaderName = HeaderName::from_static("upload-metadata");
const UPLOAD_EXPIRES: HeaderName = HeaderName::from_static("upload-expires");
const VERSION: HeaderValue = HeaderValue::from_static("1.0.0");

/// The media type of parts.
const PART: &str = "application/offset+octet-stream";
/// When to come back where too much is under way or there is no room, milliseconds: things do not
/// change in seconds, and nothing is lost by waiting.
const LATER_MS: u64 = 600_000;
/// What is read of a body that is not taken, bytes: two parts of a phone.
const DISCARD_BYTES_MAX: usize = 128_000;
/// And for how long.
const DISCARD_FOR: Duration = Duration::from_secs(10);
/// When to come back where another request is sending the blob, milliseconds.
const BUSY_MS: u64 = 5_000;

/// Lets requests of our version of tus through, and says so in every answer.
pub async fn version(request: Request, next: Next) -> Response {
    let is_asking = request.method() == axum::http::Method::OPTIONS;
    let is_known = request.headers().get(TUS_RESUMABLE) == Some(&VERSION);
    let mut response = if is_known || is_asking {
        next.run(request).await
    } else {
        let mut refused = Problem::from(Kind::TusVersion).into_response();
        refused.headers_mut().insert(TUS_VERSION, VERSION);
        refused
    };
    response.headers_mut().insert(TUS_RESUMABLE, VERSION);
    response
}

/// `OPTIONS /api/v1/blobs`: what this server does of tus.
pub async fn options() -> Response {
    let extensions = HeaderValue::from_static("creation,termination,expiration");
    let headers = [
        (TUS_VERSION, VERSION),
        (TUS_EXTENSION, extensions),
        (TUS_MAX_SIZE, HeaderValue::from(BLOB_BYTES_MAX)),
    ];
    (StatusCode::NO_CONTENT, headers).into_response()
}

/// `POST /api/v1/blobs`: announces a blob. `Upload-Metadata` has `blob`, `record`, `device` and `sha256`
/// (hexadecimal, of the whole). The same blob again is answered in the same way.
///
/// # Errors
/// `bad_request` naming the header or key, `signed_out` for another device, `body_too_large`,
/// `uploads_too_many`, `blob_refused`, `not_found` for somebody else's, or the store's.
pub async fn create(
    State(app): State<Shared>,
    Extension(signed_in): Extension<SignedIn>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let n_bytes = number(&headers, &UPLOAD_LENGTH, "Upload-Length")?;
    let metadata = Metadata::read(&headers);
    own_device_named(&signed_in, &metadata.text("device")?)?;
    if n_bytes > BLOB_BYTES_MAX as u64 {
        return Err(Kind::BodyTooLarge.into());
    }
    let announced = Announced {
        id: metadata.get("blob", BlobId::parse)?,
        record: metadata.get("record", RecordId::parse)?,
        n_bytes: u32::try_from(n_bytes).map_err(|_| Problem::from(Kind::BodyTooLarge))?,
        sha256: metadata.get("sha256", |text| hex::decode(text.chars()))?,
    };
    let blob = app.blobs.announce(signed_in.account.id, announced).await?;
    let place = HeaderValue::try_from(format!("/api/v1/blobs/{}", blob.id))
        .map_err(|_| Problem::from(Kind::Internal))?;
    let mut response = (StatusCode::CREATED, [(header::LOCATION, place)]).into_response();
    expires(&app, &blob, &mut response);
    Ok(response)
}

/// `HEAD /api/v1/blobs/{id}`: how many bytes are here. All of them only where the blob is kept.
///
/// # Errors
/// `not_found`, `upload_busy`, `upload_digest`, `blob_refused`, or what failed.
pub async fn stand(
    State(app): State<Shared>,
    Extension(signed_in): Extension<SignedIn>,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let (blob, n_here) = app.blobs.stand(signed_in.account.id, blob_id(&id)?).await?;
    let headers = [
        (UPLOAD_OFFSET, HeaderValue::from(n_here)),
        (UPLOAD_LENGTH, HeaderValue::from(blob.n_bytes)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    let mut response = (StatusCode::OK, headers).into_response();
    expires(&app, &blob, &mut response);
    Ok(response)
}

/// `PATCH /api/v1/blobs/{id}`: takes bytes from an offset on. What came of a cut body is here.
///
/// # Errors
/// `wrong_media_type`, `bad_request`, `upload_offset`, `upload_busy`, `body_too_large`, `body_slow`,
/// `upload_digest`, `blob_refused`, `disk_full`, or what failed.
pub async fn append(
    State(app): State<Shared>,
    Extension(signed_in): Extension<SignedIn>,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Problem> {
    let id = blob_id(&id)?;
    expect_media_type(&request, PART)?;
    let offset = number(request.headers(), &UPLOAD_OFFSET, "Upload-Offset")?;
    let pieces = BodyPieces { body: request.into_body(), idle: app.blobs.idle(), is_over: false };
    let (blob, n_here) = app.blobs.append(signed_in.account.id, id, offset, pieces).await?;
    let offset = [(UPLOAD_OFFSET, HeaderValue::from(n_here))];
    let mut response = (StatusCode::NO_CONTENT, offset).into_response();
    expires(&app, &blob, &mut response);
    Ok(response)
}

/// `DELETE /api/v1/blobs/{id}`: forgets a blob that has not arrived.
///
/// # Errors
/// `not_found`, `upload_busy`, `upload_arrived`, or what failed.
pub async fn terminate(
    State(app): State<Shared>,
    Extension(signed_in): Extension<SignedIn>,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    app.blobs.terminate(signed_in.account.id, blob_id(&id)?).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// A body that may take as long as it makes progress.
struct BodyPieces {
    body: Body,
    idle: Duration,
    is_over: bool,
}

impl Pieces for BodyPieces {
    async fn next(&mut self) -> Result<Option<Bytes>, Cut> {
        loop {
            let frame = timeout(self.idle, self.body.frame()).await.map_err(|_late| Cut::Slow)?;
            match frame {
                None => {
                    self.is_over = true;
                    return Ok(None);
                }
                Some(Err(_broken)) => {
                    self.is_over = true;
                    return Err(Cut::Broken);
                }
                // Trailers say nothing.
                Some(Ok(frame)) => match frame.into_data() {
                    Ok(data) if !data.is_empty() => return Ok(Some(data)),
                    Ok(_) | Err(_) => {}
                },
            }
        }
    }
}

impl Drop for BodyPieces {
    /// What was not asked for is read and thrown away: a client that is still sending would see a cut
    /// line in place of the answer.
    fn drop(&mut self) {
        let mut rest = std::mem::replace(&mut self.body, Body::empty());
        let discard = async move {
            let mut n_bytes = 0;
            while n_bytes < DISCARD_BYTES_MAX
                && let Some(Ok(frame)) = rest.frame().await
            {
                n_bytes += frame.data_ref().map_or(0, Bytes::len);
            }
        };
        if let (false, Ok(runtime)) = (self.is_over, Handle::try_current()) {
            runtime.spawn(timeout(DISCARD_FOR, discard));
        }
    }
}

fn blob_id(text: &str) -> Result<BlobId, Problem> {
    BlobId::parse(text).ok_or(Problem::new(Kind::NotFound))
}

/// A header that is a number.
fn number(headers: &HeaderMap, name: &HeaderName, shown: &'static str) -> Result<u64, Problem> {
    let text = headers.get(name).and_then(|value| value.to_str().ok());
    let is_digits = |text: &&str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let number = text.filter(is_digits).and_then(|text| text.parse().ok());
    number.ok_or_else(|| Problem::from(Kind::BadRequest).field(shown))
}

/// `Upload-Metadata`: names with values in base64, separated by commas.
struct Metadata<'h>(&'h str);

impl<'h> Metadata<'h> {
    fn read(headers: &'h HeaderMap) -> Self {
        let text = headers.get(UPLOAD_METADATA).and_then(|value| value.to_str().ok());
        Self(text.unwrap_or_default())
    }

    fn text(&self, name: &'static str) -> Result<String, Problem> {
        self.get(name, |text| Some(String::from(text)))
    }

    fn get<T>(
        &self,
        name: &'static str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Result<T, Problem> {
        let mut pairs = self.0.split(',').filter_map(|pair| pair.trim().split_once(' '));
        let value = pairs.find(|(other, _)| *other == name).map(|(_, value)| value);
        let bytes = value.and_then(|value| STANDARD.decode(value.trim()).ok());
        let text = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
        text.as_deref()
            .and_then(read)
            .ok_or_else(|| Problem::from(Kind::BadRequest).field(name).detail("Upload-Metadata"))
    }
}

/// Says until when the blob may arrive.
fn expires(app: &Shared, blob: &Blob, response: &mut Response) {
    let at = app.blobs.expires_at_ms(blob);
    let at = at.and_then(|ms| UNIX_EPOCH.checked_add(Duration::from_millis(ms)));
    // The format has four digits for the year.
    let at = at.filter(|at| *at < UNIX_EPOCH + Duration::from_secs(253_402_300_800));
    if let Some(value) = at.and_then(|at| HeaderValue::try_from(httpdate::fmt_http_date(at)).ok()) {
        response.headers_mut().insert(UPLOAD_EXPIRES, value);
    }
}

impl From<BlobError> for Problem {
    fn from(error: BlobError) -> Self {
        match error {
            BlobError::NotFound => Kind::NotFound.into(),
            BlobError::Busy => Problem::from(Kind::UploadBusy).retry_after_ms(BUSY_MS),
            BlobError::TooMany => Problem::from(Kind::UploadsTooMany).retry_after_ms(LATER_MS),
            BlobError::Offset { has } => {
                Problem::from(Kind::UploadOffset).detail(format!("the blob stands at {has}"))
            }
            BlobError::TooLong => Kind::BodyTooLarge.into(),
            BlobError::Full => {
                tracing::error!("there is no room for blobs");
                Problem::from(Kind::DiskFull).retry_after_ms(LATER_MS)
            }
            BlobError::Cut(Cut::Broken) => Kind::BodyDamaged.into(),
            BlobError::Cut(Cut::Slow) => Kind::BodySlow.into(),
            BlobError::Digest => Kind::UploadDigest.into(),
            BlobError::Refused(refusal) => {
                Problem::from(Kind::BlobRefused).refusal(refusal).detail(words_of(refusal).id)
            }
            BlobError::Arrived => Kind::UploadArrived.into(),
            BlobError::Store(error) => error.into(),
            BlobError::Io(_) | BlobError::Kept(_) | BlobError::Panicked => internal(&error),
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    fn headers(metadata: &str) -> HeaderMap {
        HeaderMap::from_iter([(UPLOAD_METADATA, metadata.parse().unwrap())])
    }

    #[test]
    fn metadata_is_read_by_its_names() {
        let headers = headers("blob YWJj,empty, device  eA==,other !");
        let metadata = Metadata::read(&headers);
        assert_eq!(metadata.text("blob").unwrap(), "abc");
        assert_eq!(metadata.text("device").unwrap(), "x");
        for missing in ["empty", "other", "blo", "record"] {
            assert_eq!(metadata.text(missing).unwrap_err().kind(), Kind::BadRequest, "{missing}");
        }
        assert!(Metadata::read(&HeaderMap::new()).text("blob").is_err());
    }

    #[test]
    fn lengths_and_offsets_are_digits_only() {
        let of = |value: &str| {
            let headers = HeaderMap::from_iter([(UPLOAD_LENGTH, value.parse().unwrap())]);
            number(&headers, &UPLOAD_LENGTH, "Upload-Length").ok()
        };
        assert_eq!((of("0"), of("120000")), (Some(0), Some(120_000)));
        for value in ["", "-1", "+1", "1.5", "0x10", "99999999999999999999"] {
            assert_eq!(of(value), None, "{value}");
        }
    }
}
