//! What a phone is told since its cursor.

use shared::{
    form::model::KindId,
    forms,
    id::AccountId,
    sync::{
        feed::{Feed, PullReply2},
        limits::{PULL_BYTES_MAX, PULL_EVENTS_MAX},
        verdict::Receipt,
        wire::{self, Problem1, PullReply1, RecordStatus1},
    },
};

use crate::store::{StoreError, View, record::Record};

/// Where the account's own records stand that something happened to after the cursor, in order.
///
/// The cursor never skips: numbers are given out under the write lock and without gaps, a reader sees
/// one moment, and of that moment everything up to `next` was told.
///
/// # Errors
/// When the engine fails.
pub fn pull(
    view: &(impl View + ?Sized),
    account: AccountId,
    after: u64,
    limit: u32,
    now_ms: u64,
) -> Result<PullReply1, StoreError> {
    let limit = limit.clamp(1, PULL_EVENTS_MAX);
    let page_len = usize::try_from(limit).unwrap_or(usize::MAX);
    let (mut events, mut n_bytes) = (Vec::new(), 0);
    let (mut told, mut n_told, mut more) = (after, 0, false);
    view.each_record_after(account, after, limit.saturating_add(1), &mut |record, receipt| {
        let seq = record.last_seq;
        // Of a confidential record a phone hears nothing after the receipt: a comment would tell.
        let event = (!forms::is_confidential(KindId(record.kind))).then(|| event(record, receipt));
        n_bytes += event.as_ref().map_or(0, Vec::len);
        // One at least, however long it is, or the phone would stand still.
        more = n_told >= page_len || (n_bytes > PULL_BYTES_MAX && !events.is_empty());
        if !more {
            (told, n_told) = (seq, n_told + 1);
            events.extend(event);
        }
        !more
    })?;
    // All was told: nothing of others has to be looked at again.
    let next = if more { told } else { view.last_seq()?.max(after) };
    Ok(PullReply1 { epoch: view.epoch()?, server_ms: now_ms, next, more, events })
}

/// What is new in a feed that the phone named. A feed that this server does not have is answered as by
/// a server that is older than feeds, only shorter: with own records, and nothing of them.
///
/// # Errors
/// When the engine fails.
pub fn pull_feed(
    view: &(impl View + ?Sized),
    account: AccountId,
    feed: Feed,
    after: u64,
    limit: u32,
    now_ms: u64,
) -> Result<PullReply2, StoreError> {
    if feed == Feed::OWN_RECORDS {
        return pull(view, account, after, limit, now_ms).map(Into::into);
    }
    Ok(PullReply2 {
        epoch: view.epoch()?,
        server_ms: now_ms,
        feed: Feed::OWN_RECORDS.0,
        next: 0,
        more: false,
        events: Vec::new(),
    })
}

fn event(record: Record, receipt: Receipt) -> Vec<u8> {
    let status = RecordStatus1 {
        record: record.id,
        change: record.head,
        state: record.state.code(),
        receipt,
        problems: record.problems.iter().map(Problem1::from).collect(),
        notes: record.notes.iter().map(Problem1::from).collect(),
        comment: record.comment,
    };
    wire::event(&status)
}
