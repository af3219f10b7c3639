//! What the office decided about a person's records, on its way to the phone ([`Feed::REVIEW`]).

use shared::{
    form::model::KindId,
    forms,
    sync::{
        feed::{Feed, PullReply2},
        limits::{OWN_RECORDS_BYTES, PULL_EVENTS_MAX},
        own::OwnRecord1,
        review::{self, Deed, Review1},
        wire::Problem1,
    },
};

use super::super::own::Owner;
use crate::store::{
    Reads, StoreError,
    record::Record,
    review::{Decision, End},
};

/// The decisions about the person's records after the cursor, ascending. An answer ends when it is long
/// enough.
///
/// # Errors
/// When the engine fails.
pub fn reviews(
    tx: &(impl Reads + ?Sized),
    owner: &Owner,
    after: u64,
    limit: u32,
    now_ms: u64,
) -> Result<PullReply2, StoreError> {
    let limit = limit.clamp(1, PULL_EVENTS_MAX);
    let found = tx.decisions_after(owner.account, after, limit)?;
    let is_page_full = u32::try_from(found.len()).is_ok_and(|n_found| n_found == limit);
    let (mut events, mut n_bytes, mut read_to) = (Vec::new(), 0, after);
    let mut is_cut = false;
    for decision in found {
        if n_bytes >= OWN_RECORDS_BYTES {
            is_cut = true;
            break;
        }
        read_to = decision.end.seq().unwrap_or(read_to);
        let Some(record) = tx.record(decision.record)? else { continue };
        // Of a confidential record a phone hears nothing after the receipt.
        let is_confidential = forms::is_confidential(KindId(record.kind));
        // A phone that asks for the first time is told of each record what was decided last.
        let is_old = after == 0 && !is_last(tx, &decision)?;
        if is_confidential || is_old {
            continue;
        }
        let event = review::event(&view(tx, owner, decision, record)?);
        n_bytes += event.len();
        events.push(event);
    }
    let more = is_cut || is_page_full;
    Ok(PullReply2 {
        epoch: tx.epoch()?,
        server_ms: now_ms,
        feed: Feed::REVIEW.0,
        next: if more { read_to } else { tx.last_seq()?.max(after) },
        more,
        events,
    })
}

fn is_last(tx: &(impl Reads + ?Sized), decision: &Decision) -> Result<bool, StoreError> {
    let of_record = tx.decisions_of(decision.record, 8)?;
    let last = of_record.iter().rev().find(|other| matches!(other.end, End::Done { .. }));
    // What the office has made count has to come along, whatever was decided since.
    Ok(matches!(decision.deed, Deed::Mend | Deed::Settle)
        || last.is_none_or(|last| last.id == decision.id))
}

fn view(
    tx: &(impl Reads + ?Sized),
    owner: &Owner,
    decision: Decision,
    record: Record,
) -> Result<Review1, StoreError> {
    // Also where the office chose what counted before: the phone may show the revision that stood beside.
    let is_head = decision.revision == Some(record.head);
    let now = if is_head && owner.villages.contains(&record.village) {
        let missing = StoreError::Damaged("a head is missing");
        let head = tx.change(record.head)?.ok_or(missing)?;
        Some(OwnRecord1 {
            change: head.bytes,
            state: record.state.code(),
            receipt: head.receipt,
            problems: record.problems.iter().map(Problem1::from).collect(),
            notes: record.notes.iter().map(Problem1::from).collect(),
            comment: record.comment,
            subject: record.subject,
        })
    } else {
        None
    };
    Ok(Review1 {
        decision: decision.id,
        record: decision.record,
        change: decision.change,
        deed: decision.deed.code(),
        reason: decision.reason.map_or(0, |reason| reason.code()),
        officer: decision.officer.code(),
        at_ms: decision.made_at_ms,
        comment: decision.comment,
        fields: decision.fields.into_iter().map(|problem| problem.path).collect(),
        now,
    })
}
