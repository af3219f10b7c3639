//! The conversation with the phones.

use std::sync::Arc;

use axum::Extension;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, Request, State};
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use shared::day::Day;
use shared::id::{AccountId, DeviceId};
use shared::region::VillageCode;
use shared::sync::feed::Feed;
use shared::sync::limits::PULL_EVENTS_MAX;
use shared::sync::wire::{self, Answer1, Push1, PushReply1};

use super::Shared;
use super::door::{own_device, own_device_named};
use super::limits::Room;
use super::problem::{Kind, Problem};
use super::review::take_due;
use super::wire::{message_with_room, reply, reply_bytes, reply_packed};
use crate::auth::session::SignedIn;
use crate::store::account::Assignment;
use crate::store::{Reads, StoreError};
use crate::sync::look::look;
use crate::sync::own::{self, Owner};
use crate::sync::prepare::{Prepared, prepare};
use crate::sync::pull;
use crate::sync::push::{LATER_MS, Sender, push_slice, shorten};
use crate::sync::register::{register, works_there};
use crate::sync::review::reviews;
use crate::sync::tasks::tasks;

/// `POST /api/v1/sync/push`: takes what a phone holds; one verdict per change.
///
/// # Errors
/// `signed_out`, also when the push is of another device; or of the body. A store that cannot take
/// anything now is no error of the request: every change is told to come later.
pub async fn push(
    State(app): State<Shared>,
    Extension(signed_in): Extension<SignedIn>,
    request: Request,
) -> Result<Response, Problem> {
    let (wanted, room): (Push1, Room) =
        message_with_room(&app.bodies, request, memory_of_push).await?;
    let device = wanted.device;
    own_device(&signed_in, device)?;
    // Inflating and hashing up to 4 MB is too long for an async thread. The room goes along, because
    // that thread works on when the request has ended.
    let opened = tokio::task::spawn_blocking(move || Opened { prepared: prepare(&wanted), room })
        .await
        .map_err(|_panic| Problem::from(Kind::Internal))?;
    log_refused(&signed_in, device, &opened.prepared);
    let now_ms = app.clock.now_ms();
    let who = Sender { account: signed_in.account.id, device, now_ms };
    let references = Arc::clone(&app.references);
    let looked = app.store.read(move |tx| {
        let Opened { mut prepared, room } = opened;
        look(tx, &who, &mut prepared, &references)?;
        Ok(Opened { prepared, room })
    });
    let answers = store(&app, who, Arc::new(looked.await?)).await?;
    Ok(reply(&PushReply1 { epoch: app.store.epoch(), server_ms: now_ms, answers }))
}

/// The memory that a push of so many bytes takes until it is stored, bytes: itself, its parcels, what
/// comes out of them (up to [`INFLATION_MAX`] times as much), a hundred bytes around each change, and
/// what was found and is answered. Measured by the cost test.
///
/// [`INFLATION_MAX`]: shared::sync::limits::INFLATION_MAX
const fn memory_of_push(n_bytes: usize) -> usize {
    const FACTOR: usize = 20;
    // What a small body may hold at most does not depend on its size.
    const LEAST: usize = 8_000;
    FACTOR * if n_bytes > LEAST { n_bytes } else { LEAST }
}

/// A push with the room it takes up.
struct Opened {
    prepared: Prepared,
    /// Given back when the last one drops it.
    room: Room,
}

/// Stores a push, a slice at a time so that others can write in between.
async fn store(app: &Shared, who: Sender, opened: Arc<Opened>) -> Result<Vec<Answer1>, Problem> {
    let mut answers = Vec::new();
    for slice in opened.prepared.slices() {
        let (to_store, references) = (Arc::clone(&opened), Arc::clone(&app.references));
        let (first, items) = (slice.start, slice);
        let stored = app
            .store
            .write(move |tx| push_slice(tx, &who, (&to_store.prepared, items), &references));
        match stored.await {
            Ok(mut some) => answers.append(&mut some),
            Err(error @ (StoreError::Full | StoreError::Busy | StoreError::Engine(_))) => {
                let n_changes = opened.prepared.n_changes();
                tracing::error!(error = %error, n_changes, "a push could not be stored");
                answers.extend(opened.prepared.later_from(first, LATER_MS));
                break;
            }
            Err(error) => return Err(error.into()),
        }
    }
    if opened.prepared.has_visits() {
        app.rechecks.notify_one();
    }
    shorten(&mut answers);
    Ok(answers)
}

/// Most lines of the log about one push: a phone refused so often has one trouble, not many.
const REFUSED_LINES_MAX: usize = 10;

/// Writes down what was refused because it cannot be read: it is kept on the phone alone, and an
/// administrator finds here whose phone that is. Nothing of the content is told.
fn log_refused(signed_in: &SignedIn, device: DeviceId, prepared: &Prepared) {
    let account = signed_in.account.id;
    let n_refused = prepared.refused().count();
    for refused in prepared.refused().take(REFUSED_LINES_MAX) {
        let change = refused.change.map(|change| change.to_string());
        let (n_bytes, reason) = (refused.n_bytes, refused.refusal);
        tracing::warn!(%account, %device, change, n_bytes, ?reason, n_refused, "refused for ever");
    }
}

/// What `pull` takes.
#[derive(Deserialize)]
pub struct Cursor {
    #[serde(default)]
    after: u64,
    limit: Option<u32>,
    device: String,
    feed: Option<u8>,
    village: Option<u32>,
}

/// `GET /api/v1/sync/pull?after=SEQ&limit=N&device=ID[&feed=F[&village=V]]`: what happened since in a
/// feed. A pull without a feed is one of own records, as phones ask that do not know feeds. The register
/// and the tasks have a feed for each village, packed where the phone can unpack it.
///
/// # Errors
/// `signed_out`, also when another device is named; `account_off`, `device_revoked`, `bad_request`,
/// or the store's.
pub async fn pull(
    State(app): State<Shared>,
    Extension(signed_in): Extension<SignedIn>,
    cursor: Result<Query<Cursor>, QueryRejection>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let Query(Cursor { after, limit, device, feed, village }) = cursor.map_err(|_| {
        Problem::from(Kind::BadRequest).detail(
            "expected ?after=SEQ&limit=N&device=ID[&feed=F[&village=V]], numbers but the device",
        )
    })?;
    own_device_named(&signed_in, &device)?;
    let (account, now_ms) = (signed_in.account.id, app.clock.now_ms());
    let (limit, today) = (limit.unwrap_or(PULL_EVENTS_MAX), app.clock.today());
    if let (Some(feed @ (Feed::REGISTER | Feed::TASKS)), Some(village)) = (feed.map(Feed), village)
    {
        let village = VillageCode::from_number(village);
        let answer = app.store.read(move |tx| {
            let is_here = works_there(&tx.assignments(account)?, village, today);
            let reply = match feed {
                Feed::TASKS => tasks(tx, village, is_here, after, limit, now_ms),
                _ => register(tx, village, is_here, after, limit, now_ms),
            };
            reply.map(|reply| wire::encode(&reply))
        });
        return Ok(reply_packed(answer.await?, &headers));
    }
    take_due(&app).await?;
    let answer = app.store.read(move |tx| match feed.map(Feed) {
        None => pull::pull(tx, account, after, limit, now_ms).map(|reply| wire::encode(&reply)),
        Some(Feed::OWN_CONTENTS) => {
            let villages = works_today(tx, account, today)?;
            let owner = Owner { account, villages, today };
            own::own_contents(tx, &owner, after, limit, now_ms).map(|reply| wire::encode(&reply))
        }
        Some(Feed::REVIEW) => {
            let villages = works_today(tx, account, today)?;
            let owner = Owner { account, villages, today };
            reviews(tx, &owner, after, limit, now_ms).map(|reply| wire::encode(&reply))
        }
        Some(feed) => pull::pull_feed(tx, account, feed, after, limit, now_ms)
            .map(|reply| wire::encode(&reply)),
    });
    let answer = answer.await?;
    if feed.is_none() {
        deliver(&app, account, after).await;
    }
    Ok(reply_bytes(answer))
}

/// Notes that a phone has what was decided up to its cursor: it asks for what came after. Nobody waits
/// for it, so a failure is only logged.
async fn deliver(app: &Shared, account: AccountId, after: u64) {
    let now_ms = app.clock.now_ms();
    let delivered = async {
        if after > 0 && app.store.read(move |tx| tx.is_undelivered(account, after)).await? {
            app.store.write(move |tx| tx.deliver_decisions(account, after, now_ms)).await?;
        }
        Ok::<(), StoreError>(())
    };
    if let Err(error) = delivered.await {
        tracing::warn!(error = %error, "what a phone has could not be noted");
    }
}

/// The villages where a person works on a day.
fn works_today(
    tx: &dyn Reads,
    account: AccountId,
    today: Day,
) -> Result<Vec<VillageCode>, StoreError> {
    let works_there =
        |assigned: &Assignment| assigned.from <= today && assigned.to.is_none_or(|to| today <= to);
    let villages = tx.assignments(account)?.into_iter().filter(works_there);
    Ok(villages.map(|assigned| assigned.village).collect())
}
