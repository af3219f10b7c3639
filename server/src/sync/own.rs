//! A person's own records for a phone that has none of them ([`Feed::OWN_CONTENTS`]).

use shared::{
    day::Day,
    form::model::KindId,
    forms,
    id::AccountId,
    region::VillageCode,
    sync::{
        feed::{Feed, PullReply2},
        limits::{OWN_RECORD_DAYS, OWN_RECORDS_BYTES, PULL_EVENTS_MAX},
        own::{self, OwnRecord1},
        state::RecordState,
        wire::Problem1,
    },
};

use crate::store::{StoreError, View, record::Record};

/// Whose records, and which of them.
#[derive(Clone, Debug)]
pub struct Owner {
    /// The author.
    pub account: AccountId,
    /// Where the author works today: nothing leaves for a phone that is of another village.
    pub villages: Vec<VillageCode>,
    /// Today in Tuban.
    pub today: Day,
}

/// The author's records after the cursor, with their answers: those that are open, and those that were
/// made lately. An answer ends when it is long enough.
///
/// # Errors
/// When the engine fails.
pub fn own_contents(
    view: &(impl View + ?Sized),
    owner: &Owner,
    after: u64,
    limit: u32,
    now_ms: u64,
) -> Result<PullReply2, StoreError> {
    let limit = limit.clamp(1, PULL_EVENTS_MAX);
    let found = view.records_after(owner.account, after, limit)?;
    let is_page_full = u32::try_from(found.len()).is_ok_and(|n_found| n_found == limit);
    let (mut events, mut n_bytes, mut read_to) = (Vec::new(), 0, after);
    let mut is_cut = false;
    for (record, receipt) in found {
        if n_bytes >= OWN_RECORDS_BYTES {
            is_cut = true;
            break;
        }
        read_to = record.last_seq;
        if !owner.gets(&record) {
            continue;
        }
        let missing = StoreError::Damaged("a head is missing");
        let head = view.change(record.head)?.ok_or(missing)?;
        let event = own::event(&OwnRecord1 {
            change: head.bytes.to_vec(),
            state: record.state.code(),
            receipt,
            problems: record.problems.iter().map(Problem1::from).collect(),
            notes: record.notes.iter().map(Problem1::from).collect(),
            comment: record.comment,
            subject: record.subject,
        });
        n_bytes += event.len();
        events.push(event);
    }
    let more = is_cut || is_page_full;
    Ok(PullReply2 {
        epoch: view.epoch()?,
        server_ms: now_ms,
        feed: Feed::OWN_CONTENTS.0,
        next: if more { read_to } else { view.last_seq()?.max(after) },
        more,
        events,
    })
}

impl Owner {
    fn gets(&self, record: &Record) -> bool {
        let is_lately = || {
            let made_on = Day::in_tuban(record.made_at_ms);
            self.today.number() - made_on.number() <= OWN_RECORD_DAYS
        };
        let is_open = match record.state {
            RecordState::Draft
            | RecordState::Waiting
            | RecordState::Sent
            | RecordState::HeldForAuthor
            | RecordState::HeldForOffice
            | RecordState::Returned
            | RecordState::Refused => true,
            RecordState::Checked
            | RecordState::NotUsed
            | RecordState::Withdrawn
            | RecordState::Forwarded => false,
        };
        // What a phone has erased never comes back to one.
        !forms::is_confidential(KindId(record.kind))
            && self.villages.contains(&record.village)
            && (is_open || is_lately())
    }
}
