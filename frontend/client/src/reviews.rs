//! What the office decided about records, as it lies on the phone: a row of [`Table::Meta`] for each
//! record, with its last decisions.
//!
//! Where a record stands and what was said at its fields lies in the record itself, which hears of it by
//! the feed of own records: it goes when a new revision is finished. Here is who decided what and when,
//! and which revision the office made count.

use serde::{Deserialize, Serialize};
use shared::{
    codec::{Limits, Message},
    form::{
        content::Content,
        model::KindId,
        problem::{Param, Path},
    },
    forms::{self, codes},
    id::{ChangeId, DecisionId, RecordId},
    sync::{
        limits,
        own::OwnRecord1,
        review::{Deed, Review1},
        wire::{self, Change1, WireError},
    },
};

use crate::{
    device::{
        Device,
        finish::{as_past, nik_in},
        past,
    },
    host::{Host, key_of},
    register::meta_row,
    rows::{Record, Stored},
    store::{Expect, LocalStore, Rows, Table, Write},
};

/// What the keys of the rows begin with; the record's id follows.
const KEY: &str = "review-";
/// Decisions about one record that a phone keeps, the last ones: a record goes back and forth a few
/// times at most.
pub const KEPT_MAX: usize = 8;
/// Eight decisions with a comment and the ways to 200 fields each.
const REVIEWS: Limits = Limits { n_bytes: 100_000, n_per_list: 400, n_items: 20_000 };

/// The last decisions about one record; version 1. Frozen, as all rows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reviews1 {
    /// Oldest first.
    pub decisions: Vec<Kept1>,
}

/// One decision; version 1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept1 {
    /// Which.
    pub decision: DecisionId,
    /// The revision it spoke of.
    pub change: ChangeId,
    /// Code of a [`Deed`].
    pub deed: u8,
    /// Code of a [`shared::sync::review::Reason`]; 0 for none.
    pub reason: u8,
    /// Code of a [`shared::sync::review::Officer`].
    pub officer: u8,
    /// When it was made, Unix milliseconds.
    pub at_ms: u64,
    /// What was said of the whole; may be empty.
    pub comment: String,
    /// The fields that were commented on, or that the office mended.
    pub fields: Vec<Path>,
    /// The revision that the office made count by it.
    pub revision: Option<ChangeId>,
}

impl Message for Reviews1 {
    const LIMITS: Limits = REVIEWS;
}

impl Stored for Reviews1 {
    fn from_row_bytes(bytes: &[u8]) -> Result<Self, WireError> {
        wire::decode(bytes)
    }

    fn to_row_bytes(&self) -> Vec<u8> {
        wire::encode(self)
    }
}

impl Reviews1 {
    fn take(&mut self, review: &Review1) {
        let revision =
            review.now.as_ref().and_then(|now| wire::decode::<Change1>(&now.change).ok());
        self.decisions.retain(|other| other.decision != review.decision);
        self.decisions.push(Kept1 {
            decision: review.decision,
            change: review.change,
            deed: review.deed,
            reason: review.reason,
            officer: review.officer,
            at_ms: review.at_ms,
            comment: review.comment.clone(),
            fields: review.fields.iter().take(limits::PROBLEMS_MAX).cloned().collect(),
            revision: revision.map(|change| change.header.change),
        });
        let n_older = self.decisions.len().saturating_sub(KEPT_MAX);
        self.decisions.drain(..n_older);
    }
}

impl<S: LocalStore, H: Host> Device<S, H> {
    /// What the office decided about a record, oldest first; none that cannot be read.
    #[must_use]
    pub fn reviews(&self, record: RecordId) -> Vec<Kept1> {
        reviews(&self.store.rows(), record).decisions
    }

    /// The decision that the office took last about the revision that the phone shows: what returned
    /// it, accepted it, or made it.
    #[must_use]
    pub fn last_review(&self, record: &Record) -> Option<Kept1> {
        let shown = record.header.change;
        let is_of = |one: &Kept1| one.change == shown || one.revision == Some(shown);
        self.reviews(record.header.record).into_iter().rev().find(is_of)
    }
}

/// What the office said at the fields of a record's latest revision.
#[must_use]
pub fn comments(record: &Record) -> Vec<(Path, String)> {
    let said = record.problems.iter().filter(|one| one.code == codes::OFFICE_COMMENT.0);
    let words = said.filter_map(|one| match one.params.first() {
        Some(Param::Text(text)) => Some((one.path.clone(), text.clone())),
        Some(Param::Number(..) | Param::Day(_)) | None => None,
    });
    words.collect()
}

/// What is stored about a record.
pub(crate) fn reviews(rows: &Rows, record: RecordId) -> Reviews1 {
    let row = rows.get(Table::Meta, &key(record));
    row.and_then(|row| Reviews1::from_row_bytes(&row.bytes).ok()).unwrap_or_default()
}

/// True for a revision that the office made count.
pub(crate) fn is_of_office(rows: &Rows, record: RecordId, change: ChangeId) -> bool {
    let is_it = |one: &Kept1| one.revision == Some(change);
    reviews(rows, record).decisions.iter().any(is_it)
}

/// What is written to put decisions to what is stored.
pub(crate) fn writes(rows: &Rows, news: &[Review1]) -> Vec<Write> {
    let mut stored: Vec<(RecordId, Reviews1)> = Vec::new();
    for review in news {
        let idx = stored.iter().position(|(record, _)| *record == review.record);
        let idx = idx.unwrap_or_else(|| {
            stored.push((review.record, reviews(rows, review.record)));
            stored.len() - 1
        });
        stored[idx].1.take(review);
    }
    let row = |(record, reviews): &(RecordId, Reviews1)| Write::Put {
        table: Table::Meta,
        row: meta_row(&key(*record), reviews.to_row_bytes()),
        expect: Expect::Any,
    };
    stored.iter().map(row).collect()
}

/// Puts the revision that the office made count in place of the record's latest one; what is written to
/// keep that. What only this phone has stays: the office sees both. A revision that the office has decided
/// on is there (`is_at_office`), also where its receipt was lost on the way.
pub(crate) fn put_head(record: &mut Record, review: &Review1, is_at_office: bool) -> Vec<Write> {
    let Some(now) = &review.now else { return Vec::new() };
    let Ok(change) = wire::decode::<Change1>(&now.change) else { return Vec::new() };
    let is_unsent = record.receipt.is_none() && !is_at_office;
    let is_other = change.header.record != record.header.record;
    if is_unsent
        || is_other
        || record.is_confidential()
        || forms::is_confidential(KindId(change.header.kind))
    {
        return Vec::new();
    }
    let mut writes = Vec::new();
    if change.header.change != record.header.change {
        writes = past::keep(record);
        let latest = as_past(record);
        record.history.push(latest);
        record.history.retain(|past| past.change != change.header.change);
    }
    put(record, change, now);
    writes
}

/// True where the office has decided on the latest revision of a record, now or before.
pub(crate) fn is_decided(rows: &Rows, record: &Record, news: &[Review1]) -> bool {
    let (id, latest) = (record.header.record, record.header.change);
    news.iter().any(|one| one.record == id && one.change == latest)
        || reviews(rows, id).decisions.iter().any(|one| one.change == latest)
}

fn put(record: &mut Record, change: Change1, now: &OwnRecord1) {
    let kind = forms::kind(KindId(change.header.kind));
    let content = Content::from_bytes(&change.content).ok();
    record.nik = kind.zip(content).map_or(0, |(kind, content)| nik_in(kind, &content.values));
    record.header = change.header;
    record.content = change.content;
    record.state = now.state;
    record.receipt = Some(now.receipt.clone());
    record.conflict_with = None;
    record.problems.clone_from(&now.problems);
    record.notes.clone_from(&now.notes);
    record.comment.clone_from(&now.comment);
    record.refusal = 0;
    record.unknown_verdict = 0;
    record.subject.clone_from(&now.subject);
}

/// True for a decision after which the phone shows what the office made count.
#[must_use]
pub fn is_mended(review: &Kept1) -> bool {
    review.deed == Deed::Mend.code()
}

fn key(record: RecordId) -> String {
    [KEY, &key_of(&record)].concat()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use shared::{
        forms::balita::BALITA,
        region::VillageCode,
        sync::{
            state::RecordState,
            verdict::Receipt,
            wire::{Header1, OP_PUT},
        },
    };

    use super::*;
    use crate::outcome::own_record;

    const RECORD: RecordId = RecordId([9; 16]);

    /// A revision that is at the office.
    fn revision(number: u8) -> OwnRecord1 {
        let header = Header1 {
            change: ChangeId([number; 16]),
            record: RECORD,
            parent: None,
            visit: None,
            kind: BALITA.id.0,
            kind_version: BALITA.version,
            village: VillageCode::from_number(3_523_161_003),
            made_at_ms: 1,
            op: OP_PUT,
        };
        let content = Content::default().to_bytes();
        OwnRecord1 {
            change: wire::encode(&Change1 { header, content }),
            state: RecordState::Sent.code(),
            receipt: Receipt { seq: number.into(), hash: [number; 32], stored_at_ms: 1 },
            problems: Vec::new(),
            notes: Vec::new(),
            comment: String::new(),
            subject: String::new(),
        }
    }

    /// Found by the simulation once its office mended anything: the receipt was lost on the way, the
    /// office mended the record, and the phone went on showing its own revision.
    #[test]
    fn what_the_office_mended_is_shown_also_where_the_receipt_before_it_was_lost() {
        let mut unsent = own_record(&revision(1)).unwrap();
        unsent.receipt = None;
        let review = Review1 {
            decision: DecisionId([1; 16]),
            record: RECORD,
            change: ChangeId([1; 16]),
            deed: Deed::Mend.code(),
            reason: 0,
            officer: 1,
            at_ms: 1,
            comment: String::new(),
            fields: Vec::new(),
            now: Some(revision(2)),
        };
        let news = [review];
        assert!(is_decided(&Rows::default(), &unsent, &news));
        let mut shown = unsent.clone();
        put_head(&mut shown, &news[0], true);
        assert_eq!((shown.header.change, shown.history.len()), (ChangeId([2; 16]), 1));

        // One that was finished since is only here.
        unsent.header.change = ChangeId([3; 16]);
        assert!(!is_decided(&Rows::default(), &unsent, &news));
        put_head(&mut unsent, &news[0], false);
        assert_eq!(unsent.header.change, ChangeId([3; 16]));
    }
}
