//! Pictures for the desk.

use axum::Extension;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use shared::hex;
use shared::id::BlobId;

use super::Shared;
use super::desk::record_id;
use super::door::internal;
use super::problem::{Kind, Problem};
use crate::auth::session::AtDesk;
use crate::blobs::{KeptError, Size};
use crate::desk::photos;
use crate::store::blobs::Media;

/// Nothing in a picture runs, is fetched or is shown inside of another page.
const CONTENT_SECURITY_POLICY: HeaderValue =
    HeaderValue::from_static("default-src 'none'; sandbox; frame-ancestors 'none'");
/// The browser may keep a picture, and asks each time whether it may still be seen.
const CACHE_CONTROL: HeaderValue = HeaderValue::from_static("private, no-cache");

/// Which form of a picture.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct PictureQuery {
    small: String,
}

/// `GET /api/v1/desk/blobs/{record}/{blob}`, with `?small=1` the small one. What is not in the reader's
/// area, has not arrived or is no picture of that record is not found.
///
/// # Errors
/// `not_found`, `signed_out`, or what failed.
pub async fn picture(
    State(app): State<Shared>,
    Extension(at_desk): Extension<AtDesk>,
    Path((record, blob)): Path<(String, String)>,
    query: Result<Query<PictureQuery>, QueryRejection>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let Query(PictureQuery { small }) = query.map_err(|_| Problem::from(Kind::BadRequest))?;
    let size = if small.is_empty() { Size::Whole } else { Size::Small };
    let blob = BlobId::parse(&blob).ok_or(Problem::new(Kind::NotFound))?;
    let found = photos::picture(&app.store, at_desk.scope, (record_id(&record)?, blob)).await?;
    let picture = found.ok_or(Problem::new(Kind::NotFound))?;
    let tag = HeaderValue::try_from(format!("\"{}-{size:?}\"", hex::encode(&picture.hash)))
        .map_err(|_| Problem::from(Kind::Internal))?;
    let kept: [(HeaderName, HeaderValue); 3] = [
        (header::ETAG, tag.clone()),
        (header::CACHE_CONTROL, CACHE_CONTROL),
        (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
    ];
    if headers.get(header::IF_NONE_MATCH) == Some(&tag) {
        return Ok((StatusCode::NOT_MODIFIED, kept).into_response());
    }
    let bytes = app.blobs.bytes(&picture, size).await.map_err(|error| match error {
        // The database was copied to another machine without the folder of pictures.
        KeptError::Missing => Problem::from(Kind::NotFound),
        KeptError::Folder(_) | KeptError::Store(_) => internal(&error),
    })?;
    let media = match (size, picture.media) {
        (Size::Small, _) | (Size::Whole, Media::Jpeg) => "image/jpeg",
        (Size::Whole, Media::Png) => "image/png",
        (Size::Whole, Media::WebP) => "image/webp",
    };
    let media = [(header::CONTENT_TYPE, HeaderValue::from_static(media))];
    Ok((kept, media, bytes).into_response())
}
