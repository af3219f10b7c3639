//! What keeps one client, or many, from taking the whole server: bodies, time and numbers.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody as _};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use http_body_util::BodyExt as _;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, timeout, timeout_at};

use super::problem::{Kind, Problem};

/// When to come back to a busy server, milliseconds.
const BUSY_RETRY_MS: u64 = 5_000;
/// A body over its limit is read on and thrown away up to this length, so that the client gets the
/// answer instead of a cut connection; bytes.
const DISCARD_BYTES_MAX: u64 = 16_000_000;

/// Slots for requests that are being answered.
#[derive(Clone)]
pub struct Slots {
    free: Arc<Semaphore>,
    answer: Duration,
}

impl Slots {
    /// So many slots, and so long for each request.
    #[must_use]
    pub fn new(requests_max: usize, answer_ms: u64) -> Self {
        Self {
            free: Arc::new(Semaphore::new(requests_max)),
            answer: Duration::from_millis(answer_ms),
        }
    }
}

/// Refuses at once what finds no slot (queueing would only make everybody late), and gives up what
/// takes too long. Work that was committed by then is found again by the repeated request. A part of a
/// blob has as long as it makes progress, which its endpoint sees to: what came of it is kept, and a slow
/// line would never get through otherwise.
pub async fn in_time(State(slots): State<Slots>, request: Request, next: Next) -> Response {
    let busy = || Problem::from(Kind::Overloaded).retry_after_ms(BUSY_RETRY_MS).into_response();
    let Ok(_slot) = slots.free.try_acquire_owned() else { return busy() };
    if request.method() == Method::PATCH {
        return next.run(request).await;
    }
    timeout(slots.answer, next.run(request)).await.unwrap_or_else(|_| busy())
}

/// Room for bodies that are being read, and for what is made of them until it is stored.
pub struct Bodies {
    free: Arc<Semaphore>,
    patience: Duration,
}

/// A body that is there, and the room it takes up.
pub struct WholeBody {
    /// The body.
    pub bytes: Bytes,
    /// Given back when it is dropped.
    pub room: Room,
}

/// A part of the memory for all requests, until it is dropped.
pub struct Room(OwnedSemaphorePermit);

impl Bodies {
    /// Room for so many bytes over all requests, and so long for each body.
    #[must_use]
    pub fn new(bytes_at_once: u32, body_ms: u64) -> Self {
        let free = usize::try_from(bytes_at_once).unwrap_or(Semaphore::MAX_PERMITS);
        Self {
            free: Arc::new(Semaphore::new(free.min(Semaphore::MAX_PERMITS))),
            patience: Duration::from_millis(body_ms),
        }
    }

    /// Reads the body of a request.
    ///
    /// # Errors
    /// `body_too_large`, `body_slow`, `overloaded` while there is no room, or `body_damaged` when
    /// the client went away half-way.
    pub async fn read(&self, request: Request, bytes_max: usize) -> Result<WholeBody, Problem> {
        let deadline = Instant::now() + self.patience;
        let stated = stated_bytes(request.headers());
        if stated.is_some_and(|bytes| bytes > DISCARD_BYTES_MAX) {
            return Err(Kind::BodyTooLarge.into());
        }
        // Whoever does not say how long it is may use all that the endpoint takes.
        let room = stated.map_or(bytes_max, |bytes| usize::try_from(bytes).unwrap_or(bytes_max));
        let room = u32::try_from(room.min(bytes_max)).unwrap_or(u32::MAX);
        let busy = || Problem::from(Kind::Overloaded).retry_after_ms(BUSY_RETRY_MS);
        let room = Arc::clone(&self.free).try_acquire_many_owned(room).map_err(|_full| busy())?;
        match timeout_at(deadline, collect(request.into_body(), bytes_max)).await {
            Ok(read) => Ok(WholeBody { bytes: read?, room: Room(room) }),
            Err(_elapsed) => Err(Kind::BodySlow.into()),
        }
    }

    /// Makes room for so many bytes in all, for what is to be made of a body.
    ///
    /// # Errors
    /// `overloaded` while there is none.
    pub fn widen(&self, room: &mut Room, n_bytes: usize) -> Result<(), Problem> {
        let n_more = n_bytes.saturating_sub(room.0.num_permits());
        let n_more = u32::try_from(n_more).unwrap_or(u32::MAX);
        let more = Arc::clone(&self.free).try_acquire_many_owned(n_more);
        let busy = |_full| Problem::from(Kind::Overloaded).retry_after_ms(BUSY_RETRY_MS);
        room.0.merge(more.map_err(busy)?);
        Ok(())
    }
}

fn stated_bytes(headers: &HeaderMap) -> Option<u64> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
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
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    fn request(n_bytes: usize) -> Request {
        Request::new(Body::from(vec![7; n_bytes]))
    }

    #[tokio::test]
    async fn a_body_over_its_limit_is_refused_and_one_at_its_limit_is_not() {
        let bodies = Bodies::new(1_000, 1_000);
        for (n_bytes, expected) in [(10, Ok(10)), (11, Err(Kind::BodyTooLarge))] {
            let read = bodies.read(request(n_bytes), 10).await;
            let read = read.map(|body| body.bytes.len()).map_err(|problem| problem.kind());
            assert_eq!(read, expected);
        }
    }

    #[tokio::test]
    async fn bodies_that_find_no_room_are_told_to_come_back() {
        let bodies = Bodies::new(25, 1_000);
        // Neither says how long it is, so each takes up the ten bytes that it may use.
        let first = bodies.read(request(1), 10).await.unwrap();
        let second = bodies.read(request(1), 10).await.unwrap();
        let third = bodies.read(request(1), 10).await;
        assert_eq!(third.map(|_| ()).unwrap_err().kind(), Kind::Overloaded);
        drop(first);
        assert!(bodies.read(request(1), 10).await.is_ok());
        drop(second);
    }

    #[tokio::test]
    async fn what_is_made_of_a_body_takes_room_until_it_is_dropped() {
        let bodies = Bodies::new(100, 1_000);
        let mut first = bodies.read(request(1), 10).await.unwrap();
        bodies.widen(&mut first.room, 90).unwrap();
        let mut second = bodies.read(request(1), 10).await.unwrap();
        assert_eq!(bodies.widen(&mut second.room, 11).unwrap_err().kind(), Kind::Overloaded);
        drop(first);
        bodies.widen(&mut second.room, 100).unwrap();
    }
}
