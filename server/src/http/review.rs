//! Deciding on records at the desk.

use std::sync::Arc;

use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse as _, Response};
use axum::{Extension, Json};
use shared::desk::review::{
    BULK_MAX, Bulk, BulkDecided, Decide, Decided, FieldComment, RefusalCode, What as Asked,
    comment, field_comment,
};
use shared::form::model::KindId;
use shared::form::problem::Path as FieldPath;
use shared::id::{ChangeId, DecisionId, RecordId};
use shared::sync::limits::{CHANGE_BYTES_MAX, FIELD_COMMENTS_MAX};
use shared::sync::review::{Officer, Reason};
use shared::{forms, hex};

use super::Shared;
use super::desk::record_id;
use super::problem::{Kind, Problem};
use super::wire::json;
use crate::auth::secret::random;
use crate::auth::session::AtDesk;
use crate::desk::review::{self as desk, Reader, is_place};
use crate::store::account::Role;
use crate::store::{Reads, StoreError};
use crate::sync::review::{self, Decider, NewIds, What, Wish};

/// The longest decision: answers in hexadecimal and a comment, each character of it escaped; bytes.
const DECIDE_BYTES_MAX: usize = 2 * CHANGE_BYTES_MAX + 20_000 + FIELD_COMMENTS_MAX * 4_000;
/// The longest bulk: two ids and their names for each record, bytes.
const BULK_BYTES_MAX: usize = BULK_MAX * 200;

/// What is said of a body that is no decision.
const EXPECTED: &str = "expected a decision as documented";

/// `POST /api/v1/desk/records/{id}/decision`.
///
/// # Errors
/// `not_allowed`, `not_found`, those of the body, or the store's. What cannot be decided is an answer
/// with a refusal.
pub async fn decide(
    State(app): State<Shared>,
    Extension(at_desk): Extension<AtDesk>,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Problem> {
    let record = record_id(&id)?;
    let who = decider(&app, &at_desk)?;
    let Decide { change, what } = json(&app.bodies, request, DECIDE_BYTES_MAX, EXPECTED).await?;
    let change = parsed(&change, "change", ChangeId::parse)?;
    let ids = new_ids(who.now_ms)?;
    let references = Arc::clone(&app.references);
    let decided = app.store.write(move |tx| {
        let answer = match wish(&*tx, &who, (record, change), what)? {
            Ok(wish) => review::decide(tx, &who, wish, ids, &references)?,
            Err(code) => Err(review::Refused::from(code)),
        };
        desk::decided(as_reads(tx), &reader(&who), record, &answer)
    });
    let decided = decided.await?;
    app.decisions.notify_one();
    answer(decided)
}

/// `POST /api/v1/desk/decisions`: accepts many, each by itself.
///
/// # Errors
/// As [`decide`]; `bad_request` for too many.
pub async fn bulk(
    State(app): State<Shared>,
    Extension(at_desk): Extension<AtDesk>,
    request: Request,
) -> Result<Response, Problem> {
    let who = decider(&app, &at_desk)?;
    let Bulk { records } = json(&app.bodies, request, BULK_BYTES_MAX, EXPECTED).await?;
    if records.len() > BULK_MAX {
        return Err(Problem::from(Kind::BadRequest).field("records"));
    }
    let mut wishes = Vec::with_capacity(records.len());
    for seen in &records {
        let record = parsed(&seen.record, "record", RecordId::parse)?;
        let change = parsed(&seen.change, "change", ChangeId::parse)?;
        wishes.push((record, change, new_ids(who.now_ms)?));
    }
    let references = Arc::clone(&app.references);
    let answers = app.store.write(move |tx| {
        let mut answers = Vec::with_capacity(wishes.len());
        for (record, change, ids) in wishes {
            let wish = Wish { record, change, comment: String::new(), what: What::Accept };
            let answer = review::decide(tx, &who, wish, ids, &references)?;
            answers.push(desk::decided(as_reads(tx), &reader(&who), record, &answer)?);
        }
        Ok(answers)
    });
    let answers = answers.await?;
    app.decisions.notify_one();
    Ok(Json(BulkDecided { answers }).into_response())
}

/// `DELETE /api/v1/desk/decisions/{id}`: takes a decision back while it waits.
///
/// # Errors
/// `not_allowed`, `not_found`, or the store's.
pub async fn undo(
    State(app): State<Shared>,
    Extension(at_desk): Extension<AtDesk>,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id = DecisionId::parse(&id).ok_or(Problem::new(Kind::NotFound))?;
    let who = decider(&app, &at_desk)?;
    let references = Arc::clone(&app.references);
    let decided = app.store.write(move |tx| {
        let Some(decision) = tx.decision(id)? else { return Ok(None) };
        let answer = review::undo(tx, &who, id, &references)?;
        desk::decided(as_reads(tx), &reader(&who), decision.record, &answer).map(Some)
    });
    let decided = decided.await?.ok_or(Problem::new(Kind::NotFound))?;
    answer(decided)
}

/// `GET /api/v1/desk/records/{id}/content`: the answers that count, for mending them.
///
/// # Errors
/// `not_found`, `signed_out`, or the store's.
pub async fn content(
    State(app): State<Shared>,
    Extension(at_desk): Extension<AtDesk>,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let (record, scope) = (record_id(&id)?, at_desk.scope);
    let raw = app.store.read_for_desk(move |tx| desk::raw(tx, scope, record)).await?;
    Ok(Json(raw.ok_or(Problem::new(Kind::NotFound))?).into_response())
}

/// `GET /api/v1/desk/today`: what needs the reader today.
///
/// # Errors
/// `signed_out`, or the store's.
pub async fn today(
    State(app): State<Shared>,
    Extension(at_desk): Extension<AtDesk>,
) -> Result<Response, Problem> {
    take_due(&app).await?;
    let reader = reader_of(&app, &at_desk);
    let today = app.store.read_for_desk(move |tx| desk::today(tx, &reader)).await?;
    Ok(Json(today).into_response())
}

/// Lets end what is due, so that nobody is shown as pending what is over. The job does the same without
/// being asked.
///
/// # Errors
/// The store's.
pub(super) async fn take_due(app: &Shared) -> Result<(), StoreError> {
    let now_ms = app.clock.now_ms();
    let is_due = |made_at_ms: u64| review::is_due(made_at_ms, now_ms);
    if app.store.read(|tx| tx.first_pending_ms()).await?.is_some_and(is_due) {
        let references = Arc::clone(&app.references);
        app.store.write(move |tx| review::take_due(tx, &references, now_ms)).await?;
    }
    Ok(())
}

/// Whoever reads at the desk.
pub(super) fn reader_of(app: &Shared, at_desk: &AtDesk) -> Reader {
    let (account, scope) = (at_desk.signed_in.account.id, at_desk.scope);
    Reader { account, scope, now_ms: app.clock.now_ms() }
}

/// What this person may decide as; `None` for one who reads only.
pub(super) const fn officer(role: Role) -> Option<Officer> {
    match role {
        Role::Kecamatan => Some(Officer::Kecamatan),
        Role::Dinsos => Some(Officer::Dinsos),
        // The village reads, and whoever keeps the accounts does not decide on records.
        Role::Psm | Role::Desa | Role::Admin => None,
    }
}

fn decider(app: &Shared, at_desk: &AtDesk) -> Result<Decider, Problem> {
    let account = &at_desk.signed_in.account;
    let officer = officer(account.role).ok_or(Problem::new(Kind::NotAllowed))?;
    let (scope, now_ms) = (at_desk.scope, app.clock.now_ms());
    Ok(Decider { account: account.id, officer, scope, now_ms })
}

const fn reader(who: &Decider) -> Reader {
    Reader { account: who.account, scope: who.scope, now_ms: who.now_ms }
}

/// The same transaction for whoever only reads.
fn as_reads(tx: &dyn crate::store::Writes) -> &dyn Reads {
    tx
}

/// A record that is not there is an error of the address, all else an answer.
fn answer(decided: Decided) -> Result<Response, Problem> {
    let is_missing =
        |refusal: &shared::desk::review::Refusal| refusal.code == RefusalCode::NotFound.name();
    if decided.refusal.as_ref().is_some_and(is_missing) {
        return Err(Problem::from(Kind::NotFound));
    }
    Ok(Json(decided).into_response())
}

/// A part of a body, read from its text; else `bad_request` that names it.
pub(super) fn parsed<T>(
    text: &str,
    field: &'static str,
    read: impl FnOnce(&str) -> Option<T>,
) -> Result<T, Problem> {
    read(text).ok_or_else(|| Problem::from(Kind::BadRequest).field(field))
}

fn new_ids(now_ms: u64) -> Result<NewIds, Problem> {
    let random = || random().map_err(|_| Problem::from(Kind::Internal));
    let (decision, change) = (random()?, random()?);
    Ok(NewIds {
        decision: DecisionId::new(now_ms, decision),
        change: ChangeId::new(now_ms, change),
    })
}

/// What was asked for, read and cleaned, or why it cannot be.
fn wish(
    tx: &dyn Reads,
    who: &Decider,
    (record, change): (RecordId, ChangeId),
    asked: Asked,
) -> Result<Result<Wish, RefusalCode>, StoreError> {
    let of = tx.record(record)?.filter(|record| who.scope.holds(record.village));
    let Some(of) = of else { return Ok(Err(RefusalCode::NotFound)) };
    let kind = forms::kind(KindId(of.kind));
    let (said, what) = match asked {
        Asked::Accept { comment } => (comment, Ok(What::Accept)),
        Asked::Return { comment, fields } => {
            let is_place = |path: &FieldPath| is_place(kind, path);
            (comment, at_fields(fields, is_place).map(What::Return))
        }
        Asked::NotUse { reason, comment, same_as } => {
            let same_as = same_as.filter(|record| !record.is_empty());
            let other = same_as.as_deref().map(RecordId::parse);
            let what = match (Reason::named(&reason), other) {
                (Some(_), Some(None)) => Err(RefusalCode::NotFound),
                (Some(reason), other) => Ok(What::NotUse(reason, other.flatten())),
                (None, _) => Err(RefusalCode::CommentMissing),
            };
            (comment, what)
        }
        Asked::Mend { content, comment } => {
            let content = hex::bytes(&content);
            (comment, content.map(What::Mend).ok_or(RefusalCode::Unreadable))
        }
        Asked::Settle { keep, comment } => {
            let keep = ChangeId::parse(&keep).ok_or(RefusalCode::NoSuchRevision);
            (comment, keep.map(What::Settle))
        }
        Asked::Release { comment } => (comment, Ok(What::Release)),
    };
    Ok(what.and_then(|what| {
        let comment = comment(&said).ok_or(RefusalCode::CommentTooLong)?;
        Ok(Wish { record, change, comment, what })
    }))
}

/// Comments at fields that the form has; those without words are left out.
fn at_fields(
    fields: Vec<FieldComment>,
    is_place: impl Fn(&FieldPath) -> bool,
) -> Result<Vec<(FieldPath, String)>, RefusalCode> {
    if fields.len() > FIELD_COMMENTS_MAX {
        return Err(RefusalCode::CommentTooLong);
    }
    let mut read = Vec::with_capacity(fields.len());
    for FieldComment { field_id, text } in fields {
        let text = field_comment(&text).ok_or(RefusalCode::CommentTooLong)?;
        let path = FieldPath::from_dom_id(&field_id).filter(|path| is_place(path));
        let path = path.ok_or(RefusalCode::NoSuchField)?;
        if !text.is_empty() {
            read.push((path, text));
        }
    }
    Ok(read)
}
