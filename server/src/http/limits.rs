//! What keeps one client, or many, from taking the whole server: bodies, time and numbers.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody as _};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use http_body_util::BodyExt as _;
use tokio::sync::Semaphore;
use tokio::time::{Instant, timeout, timeout_at};

use super::problem::{Kind, Problem};

/// When to come back to a busy server, milliseconds.
const BUSY_RETRY_MS: u64 = 5_000;
/// A body over its limit is read on and thrown away up to this length, so that the client gets the
/// answer instead of a cut connection; bytes.
const DISCARD_BYTES_MAX: u64 = 16_000_000;

/// The places for requests that are being answered.
#[derive(Clone)]
pub struct Places {
    free: Arc<Semaphore>,
    answer: Duration,
}

impl Places {
    /// So many places, and so long for each request.
    #[must_use]
    pub fn new(requests_max: usize, answer_ms: u64) -> Self {
        Self {
            free: Arc::new(Semaphore::new(requests_max)),
            answer: Duration::from_millis(answer_ms),
        }
    }
}

/// Refuses at once what finds no place (queueing would only make everybody late), and gives up what
/// takes too long. Work that was committed by then is found again by the repeated request.
pub async fn in_time(State(places): State<Places>, request: Request, next: Next) -> Response {
    let busy = || Problem::from(Kind::Overloaded).retry_after_ms(BUSY_RETRY_MS).into_response();
    let Ok(_place) = places.free.try_acquire_owned() else { return busy() };
    timeout(places.answer, next.run(request)).await.unwrap_or_else(|_| busy())
}

/// Reads a body.
///
/// # Errors
/// `body_too_large`, `body_slow`, or `body_damaged` when the client went away half-way.
pub async fn read_body(
    headers: &HeaderMap,
    body: Body,
    bytes_max: usize,
    body_ms: u64,
) -> Result<Bytes, Problem> {
    let deadline = Instant::now() + Duration::from_millis(body_ms);
    let stated =
        headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
    if stated.is_some_and(|bytes: u64| bytes > DISCARD_BYTES_MAX) {
        return Err(Kind::BodyTooLarge.into());
    }
    match timeout_at(deadline, collect(body, bytes_max)).await {
        Ok(result) => result,
        Err(_elapsed) => Err(Kind::BodySlow.into()),
    }
}

async fn collect(mut body: Body, bytes_max: usize) -> Result<Bytes, Problem> {
    let stated = usize::try_from(body.size_hint().lower()).unwrap_or(bytes_max);
    let mut read = Vec::with_capacity(stated.min(bytes_max));
    let mut n_bytes = 0_u64;
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame.map_err(|_cut| Problem::from(Kind::BodyDamaged))?.into_data() else {
            continue;
        };
        n_bytes += data.len() as u64;
        if n_bytes <= bytes_max as u64 {
            read.extend_from_slice(&data);
        } else if n_bytes > DISCARD_BYTES_MAX {
            break;
        }
    }
    if n_bytes > bytes_max as u64 { Err(Kind::BodyTooLarge.into()) } else { Ok(read.into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_body_over_its_limit_is_refused_and_one_at_its_limit_is_not() {
        for (n_bytes, expected) in [(10, Ok(10)), (11, Err(Kind::BodyTooLarge))] {
            let body = Body::from(vec![7; n_bytes]);
            let read = read_body(&HeaderMap::new(), body, 10, 1_000).await;
            assert_eq!(read.map(|bytes| bytes.len()).map_err(|problem| problem.kind()), expected);
        }
    }
}
