//! The phone's messages as bodies.

use std::io::Write as _;

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use flate2::Compression;
use flate2::write::GzEncoder;
use serde::de::DeserializeOwned;
use shared::codec::Message;
use shared::sync::wire::{MEDIA_TYPE, WireError, decode, encode};

use super::limits::{Bodies, Room, WholeBody};
use super::problem::{Kind, Problem};

/// An answer with a message.
pub fn reply<T: Message>(message: &T) -> Response {
    reply_bytes(encode(message))
}

/// As [`reply`], for a message that is written already.
pub fn reply_bytes(message: Vec<u8>) -> Response {
    let media_type = HeaderValue::from_static(MEDIA_TYPE);
    ([(header::CONTENT_TYPE, media_type)], message).into_response()
}

/// As [`reply_bytes`], packed with gzip for whoever can unpack it: for answers of many kilobytes.
pub fn reply_packed(message: Vec<u8>, request: &HeaderMap) -> Response {
    let accepted = request.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
    let is_packed = accepted.is_some_and(|accepted| {
        accepted.split(',').any(|coding| coding.trim().eq_ignore_ascii_case("gzip"))
    });
    match gzip(&message).filter(|_| is_packed) {
        Some(packed) => {
            let mut response = reply_bytes(packed);
            let gzip = HeaderValue::from_static("gzip");
            response.headers_mut().insert(header::CONTENT_ENCODING, gzip);
            response
        }
        None => reply_bytes(message),
    }
}

/// `None` where it would not be shorter.
fn gzip(message: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(message).ok()?;
    encoder.finish().ok().filter(|packed| packed.len() < message.len())
}

/// Reads JSON from a body of at most so many bytes; `expected` is what a wrong one is told.
///
/// # Errors
/// `wrong_media_type`, `bad_request`, or as [`Bodies::read`].
pub async fn json<T: DeserializeOwned>(
    bodies: &Bodies,
    request: Request,
    n_bytes_max: usize,
    expected: &'static str,
) -> Result<T, Problem> {
    expect_media_type(&request, "application/json")?;
    let body = bodies.read(request, n_bytes_max).await?;
    serde_json::from_slice(&body.bytes)
        .map_err(|_| Problem::from(Kind::BadRequest).detail(expected))
}

/// Reads a message from a body that is no longer than such a one may be.
///
/// # Errors
/// `wrong_media_type`, `version_unknown`, `body_damaged`, or as [`Bodies::read`].
pub async fn message<T: Message>(bodies: &Bodies, request: Request) -> Result<T, Problem> {
    message_with_room(bodies, request, |n_bytes| n_bytes).await.map(|(message, _)| message)
}

/// As [`message`], with room for what is to be made of it: so many bytes for a body of so many.
///
/// # Errors
/// As [`message`]; `overloaded` while there is no room.
pub async fn message_with_room<T: Message>(
    bodies: &Bodies,
    request: Request,
    room_for: fn(usize) -> usize,
) -> Result<(T, Room), Problem> {
    expect_media_type(&request, MEDIA_TYPE)?;
    let WholeBody { bytes, mut room } = bodies.read(request, T::LIMITS.n_bytes).await?;
    bodies.widen(&mut room, room_for(bytes.len()))?;
    let message = decode(&bytes).map_err(|error| match error {
        WireError::Version(_) => Kind::VersionUnknown.into(),
        WireError::Empty | WireError::Damaged | WireError::Coding(_) | WireError::TooLong => {
            Problem::from(Kind::BodyDamaged)
        }
    })?;
    Ok((message, room))
}

/// Refuses other media types; parameters behind a semicolon do not matter.
///
/// # Errors
/// `wrong_media_type`.
pub fn expect_media_type(request: &Request, expected: &str) -> Result<(), Problem> {
    let stated = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let stated = stated.and_then(|value| value.split(';').next()).map(str::trim);
    if stated.is_some_and(|stated| stated.eq_ignore_ascii_case(expected)) {
        Ok(())
    } else {
        Err(Problem::from(Kind::WrongMediaType).detail(format!("expected {expected}")))
    }
}
