//! The minute is over: a decision takes effect, or falls away.

use sha2::{Digest as _, Sha256};
use shared::{
    form::{content::Content, model::KindId, problem::Problem},
    forms::codes,
    id::DeviceId,
    sync::{
        review::Deed,
        state::RecordState,
        verdict::Receipt,
        wire::{Header1, OP_WITHDRAW},
    },
};

use super::{
    super::{
        References,
        check::Subject,
        effect::{Accepted, apply},
        pairs::About,
        position::Standing,
        push::record_with,
        recheck::Checks,
    },
    due_ms, is_allowed,
};
use crate::store::{
    StoreError, Writes,
    record::{Change, Position, Record, read_change},
    review::{Decision, End},
};

/// Decisions that take effect in one transaction: an accepted one takes about half a millisecond of the
/// write lock, more with a large family.
const SLICE: u32 = 20;

/// The browser that revisions of the office are of.
const OF_THE_OFFICE: DeviceId = DeviceId([0; 16]);

/// Lets those decisions end whose minute is over, some at a time; true when there may be more. A clock
/// that was set back makes nobody wait until it is there again.
///
/// # Errors
/// When the engine fails; nothing may be kept then.
pub fn take_due(
    tx: &mut (impl Writes + ?Sized),
    refs: &References,
    now_ms: u64,
) -> Result<bool, StoreError> {
    tx.begin_minutes_again(now_ms)?;
    let due = tx.due_decisions(now_ms.saturating_sub(due_ms(0)), SLICE)?;
    for decision in &due {
        end(tx, decision, refs, now_ms)?;
    }
    Ok(due.len() == SLICE as usize)
}

/// Ends a decision: it takes effect if the record is still what was decided on.
pub(super) fn end(
    tx: &mut (impl Writes + ?Sized),
    decision: &Decision,
    refs: &References,
    now_ms: u64,
) -> Result<(), StoreError> {
    let record = tx.record(decision.record)?;
    let as_seen = record.filter(|record| {
        record.head == decision.change && is_allowed(record, decision.deed).is_ok()
    });
    let fell_away = End::FellAway { at_ms: now_ms };
    let Some(record) = as_seen else { return tx.end_decision(decision.id, fell_away) };
    tx.begin_item()?;
    match happen(tx, decision, record, refs, now_ms) {
        Ok(seq) => {
            tx.end_decision(decision.id, End::Done { seq, at_ms: now_ms })?;
            tx.keep_item()
        }
        Err(error) if error.is_of_group() => Err(error),
        Err(error) => {
            // Damage or a bug about this one record: those behind it must not wait for ever.
            tracing::error!(decision = %decision.id, ?error, "a decision could not take effect");
            tx.undo_item()?;
            tx.end_decision(decision.id, fell_away)
        }
    }
}

/// Does what was decided; the number that the record got by it.
fn happen(
    tx: &mut (impl Writes + ?Sized),
    decision: &Decision,
    record: Record,
    refs: &References,
    now_ms: u64,
) -> Result<u64, StoreError> {
    let seq = tx.next_seq()?;
    let comment = decision.comment.clone();
    match decision.deed {
        Deed::Accept => {
            let now = Record {
                state: RecordState::Checked,
                comment,
                problems: Vec::new(),
                last_seq: seq,
                ..record
            };
            tx.put_record(&now)?;
            change_register(tx, &now)?;
        }
        Deed::Return => {
            let is_said = |problem: &Problem| problem.code == codes::OFFICE_COMMENT;
            let found = record.problems.iter().filter(|problem| !is_said(problem)).cloned();
            let problems = decision.fields.iter().cloned().chain(found).collect();
            let state = RecordState::Returned;
            tx.put_record(&Record { state, comment, problems, last_seq: seq, ..record })?;
        }
        Deed::NotUse => {
            let reason = decision.reason.map_or("", |reason| reason.words().id);
            let words = [reason, &comment].into_iter().filter(|words| !words.is_empty());
            let comment = words.collect::<Vec<_>>().join(". ");
            let state = RecordState::NotUsed;
            tx.put_record(&Record { state, comment, last_seq: seq, ..record })?;
        }
        Deed::Release => {
            let head = tx.change(record.head)?.ok_or(StoreError::Damaged("a head is missing"))?;
            let state = RecordState::Sent;
            let village = head.header.village;
            let problems = Vec::new();
            tx.put_record(&Record { state, village, comment, problems, last_seq: seq, ..record })?;
        }
        Deed::Mend => {
            let bytes = decision.bytes.clone().ok_or(StoreError::Damaged("a mend has no bytes"))?;
            let header = read_change(&bytes)?.header;
            let hash = Sha256::digest(&bytes).into();
            let change = Change {
                header,
                author: decision.by,
                device: OF_THE_OFFICE,
                bytes,
                receipt: Receipt { seq, hash, stored_at_ms: now_ms },
                state: RecordState::Sent,
                position: Position::Head,
                other: None,
                problems: Vec::new(),
                notes: Vec::new(),
            };
            becomes_head(tx, record, change, (decision, true), (refs, now_ms))?;
        }
        Deed::Settle => {
            let record = Record { n_beside: 0, last_seq: seq, ..record };
            match decision.revision.filter(|keep| *keep != record.head) {
                None => tx.put_record(&record)?,
                Some(keep) => {
                    let kept = tx.change(keep)?;
                    let mut kept = kept.ok_or(StoreError::Damaged("a revision is missing"))?;
                    // The record stands at the number of the decision, the revision at its own.
                    kept.receipt.seq = seq;
                    becomes_head(tx, record, kept, (decision, false), (refs, now_ms))?;
                }
            }
        }
    }
    Ok(seq)
}

/// Makes a revision the one that counts; one that is new is stored.
fn becomes_head(
    tx: &mut (impl Writes + ?Sized),
    record: Record,
    mut change: Change,
    (decision, is_new): (&Decision, bool),
    (refs, now_ms): (&References, u64),
) -> Result<(), StoreError> {
    let (header, bytes) = (change.header.clone(), change.bytes.clone());
    let subject = Subject { header: &header, bytes: &bytes, looked: None };
    let mut checks = Checks::new(tx, record.author, refs, now_ms);
    let mut found = checks.check(subject, Some(&record))?;
    if record.state == RecordState::Sent {
        // Whatever of the sending holds the one before has been let through already.
        found.problems.retain(|problem| problem.code.is_mendable_by_author());
    }
    change.state = found.state(&header);
    (change.problems, change.notes) = (found.problems, found.notes);
    if is_new {
        checks.tx.add_change(&change)?;
    }
    let (before, author, first_seq) = (About::of(&record), record.author, record.first_seq);
    let standing = Standing { position: Position::Head, other: None, problem: None };
    let words = (found.subject, found.nik, found.urgency);
    let Some(now) = record_with(Some(record), change, &standing, words) else { return Ok(()) };
    // It stays the record of the one who made it.
    let now = Record { author, first_seq, comment: decision.comment.clone(), ..now };
    checks.tx.put_record(&now)?;
    checks.head_came(&now, before, subject, found.whom)?;
    if now.visit.is_none() {
        checks.checker.visits.forget(now.id);
        checks.look_at_forms(now.id)?;
    }
    Ok(())
}

/// Lays an accepted record over the register. Answers that do not read change nothing there.
fn change_register(tx: &mut (impl Writes + ?Sized), record: &Record) -> Result<(), StoreError> {
    let head = tx.change(record.head)?.ok_or(StoreError::Damaged("a head is missing"))?;
    let Header1 { op, .. } = head.header;
    let Ok(content) = Content::from_bytes(&head.content()?) else { return Ok(()) };
    if op == OP_WITHDRAW {
        return Ok(());
    }
    let visit = match record.visit {
        None => None,
        Some(visit) => match tx.last_answers(visit, record.author)? {
            Some(visit) => Content::from_bytes(&visit.content()?).ok(),
            None => None,
        },
    };
    let visit_values = visit.as_ref().map_or(&content.values, |visit| &visit.values);
    if record.visit.is_some() && visit.is_none() {
        // Nobody knows which family it is about.
        return Ok(());
    }
    let accepted = Accepted {
        kind: KindId(record.kind),
        visit: record.visit.unwrap_or(record.id),
        village: record.village,
        visit_values,
        values: &content.values,
        made_at_ms: record.made_at_ms,
    };
    apply(tx, accepted).map(drop)
}
