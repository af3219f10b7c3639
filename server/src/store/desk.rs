//! What the desk asks for: lists of records and one record whole.

use shared::{
    day::Day,
    form::problem::Problem,
    id::{AccountId, ChangeId, DeviceId, RecordId},
    region::{KecamatanCode, VillageCode},
    sync::{
        state::RecordState,
        verdict::Receipt,
        wire::{Header1, OP_WITHDRAW},
    },
};

use super::{Scope, StoreError, record::Record, register::Family, search::Search};

/// Which records to list; everything that is `None` is not filtered by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordFilter {
    /// Of one village.
    pub village: Option<VillageCode>,
    /// Of one kecamatan.
    pub kecamatan: Option<KecamatanCode>,
    /// Of one kind.
    pub kind: Option<u16>,
    /// In one state. With those that are held for the office come those of any state with a revision
    /// beside the head: that waits for the office, too.
    pub state: Option<RecordState>,
    /// What [`Search`] finds.
    pub words: Option<String>,
    /// Whose head was stored on this day in Tuban or later.
    pub from: Option<Day>,
    /// Whose head was stored on this day in Tuban or before.
    pub to: Option<Day>,
    /// In which order.
    pub order: Order,
    /// Only records behind this seq in the order: the next page.
    pub before: Option<u64>,
    /// Most lines; at most [`RECORDS_MAX`].
    pub limit: u32,
}

/// The order of a list: by when the records last changed here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// What came last comes first.
    #[default]
    Newest,
    /// What came first comes first.
    Oldest,
}

impl RecordFilter {
    /// The first and the last village that both the scope and the filter hold; `None` when there are
    /// none.
    #[must_use]
    pub fn span(&self, scope: Scope) -> Option<(u32, u32)> {
        span(scope, self.village, self.kecamatan)
    }

    /// What to search for; `None` when nothing was typed.
    #[must_use]
    pub fn search(&self) -> Option<Search> {
        Search::of(self.words.as_deref()?)
    }

    /// When the head may have been stored, from the first to the last Unix millisecond; `None` without a
    /// day.
    #[must_use]
    pub fn stored_ms(&self) -> Option<(u64, u64)> {
        if (self.from, self.to) == (None, None) {
            return None;
        }
        let from_ms = self.from.map_or(0, Day::begins_ms);
        let to_ms = self.to.map_or(u64::MAX, |to| to.plus(1).begins_ms().saturating_sub(1));
        Some((from_ms, to_ms))
    }
}

/// The first and the last village that the scope holds and that is wanted; `None` when there are none.
fn span(
    scope: Scope,
    village: Option<VillageCode>,
    kecamatan: Option<KecamatanCode>,
) -> Option<(u32, u32)> {
    let wanted = [village.map(Scope::Village), kecamatan.map(Scope::Kecamatan)];
    let (first, last) = wanted
        .into_iter()
        .flatten()
        .map(Scope::span)
        .fold(scope.span(), |(first, last), (from, to)| (first.max(from), last.min(to)));
    (first <= last).then_some((first, last))
}

/// Which families to list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FamilyFilter {
    /// Of one village.
    pub village: Option<VillageCode>,
    /// Of one kecamatan.
    pub kecamatan: Option<KecamatanCode>,
    /// What [`super::find::FamilySearch`] finds; empty for all.
    pub words: String,
    /// Only families behind this one: the next page.
    pub after: Option<FamilyPlace>,
    /// Most families; at most [`FAMILIES_MAX`].
    pub limit: u32,
}

/// Where a family stands in the order of a list: its village, and its number there.
pub type FamilyPlace = (VillageCode, u32);

impl FamilyFilter {
    /// As [`RecordFilter::span`].
    #[must_use]
    pub fn span(&self, scope: Scope) -> Option<(u32, u32)> {
        span(scope, self.village, self.kecamatan)
    }
}

/// One page of families.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FamilyPage {
    /// By village and number.
    pub families: Vec<Family>,
    /// What to ask `after` for what follows; `None` when all were looked at.
    pub next: Option<FamilyPlace>,
}

/// Most families of one page.
pub const FAMILIES_MAX: u32 = 50;

/// How many people one search looks at before it says how far it came. There is no index over the words
/// of names, so a search of the whole register would hold a reader for seconds: so many people are 31
/// steps of SQLite each, in a search that reads former numbers, too.
pub const LOOKED_AT_MAX: u32 = 10_000;

/// Most lines of one page.
pub const RECORDS_MAX: u32 = 200;

/// Most revisions of a record that are listed. A person who mends a form every day for half a year makes
/// as many.
pub const REVISIONS_MAX: u32 = 200;

/// Most records that are named as having the same NIK.
pub const SAME_NIK_MAX: u32 = 20;

/// One line of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordLine {
    /// The record.
    pub record: RecordId,
    /// Its head revision.
    pub change: ChangeId,
    /// Code of its kind.
    pub kind: u16,
    /// Version of the kind it was filled with.
    pub kind_version: u16,
    /// Where.
    pub village: VillageCode,
    /// Its visit.
    pub visit: Option<RecordId>,
    /// The words that tell one record from another; empty when there are none.
    pub subject: String,
    /// Where it stands.
    pub state: RecordState,
    /// Who made it.
    pub author: AccountId,
    /// That person's name.
    pub author_name: String,
    /// When the head was finished, Unix milliseconds.
    pub made_at_ms: u64,
    /// When the head was stored, Unix milliseconds.
    pub stored_at_ms: u64,
    /// The order of the list: when it last changed here.
    pub seq: u64,
    /// Problems that hold it.
    pub n_problems: u32,
    /// What the server noticed.
    pub n_notes: u32,
    /// Revisions beside the head that somebody has to settle.
    pub n_beside: u32,
    /// The answers of the head ([`shared::form::content::Content`]), as they came.
    pub content: Vec<u8>,
}

impl RecordLine {
    /// The line of a record, with the name of its author, when its head was stored, and the head's
    /// answers.
    #[must_use]
    pub fn of(record: Record, author_name: String, stored_at_ms: u64, content: Vec<u8>) -> Self {
        let count = |list: &[Problem]| u32::try_from(list.len()).unwrap_or(u32::MAX);
        Self {
            record: record.id,
            change: record.head,
            kind: record.kind,
            kind_version: record.kind_version,
            village: record.village,
            visit: record.visit,
            subject: record.subject,
            state: record.state,
            author: record.author,
            author_name,
            made_at_ms: record.made_at_ms,
            stored_at_ms,
            seq: record.last_seq,
            n_problems: count(&record.problems),
            n_notes: count(&record.notes),
            n_beside: record.n_beside,
            content,
        }
    }
}

/// How many records a filter of the state finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StateCount {
    /// The state.
    pub state: RecordState,
    /// Records that stand in it; each record stands in one.
    pub n: u64,
    /// Records of other states that its filter finds besides ([`RecordFilter::state`]).
    pub n_beside: u64,
    /// True when there may be more: so many have the words that not all were looked at.
    pub is_least: bool,
}

/// One page of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordPage {
    /// In the order of the filter.
    pub lines: Vec<RecordLine>,
    /// What to ask `before` for the next page; `None` on the last.
    pub next: Option<u64>,
}

/// One record whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordDetail {
    /// As in the list.
    pub line: RecordLine,
    /// The browser that sent the head.
    pub device: DeviceId,
    /// Proof of storage of the head.
    pub receipt: Receipt,
    /// What was last answered of its visit, if that is stored and of the same author. In whatever
    /// village: results hang on it, and it is not shown.
    pub visit_content: Option<Vec<u8>>,
    /// Why it is held.
    pub problems: Vec<Problem>,
    /// What the server noticed.
    pub notes: Vec<Problem>,
    /// A supervisor's comment; empty when there is none.
    pub comment: String,
    /// The last revisions, oldest first; at most [`REVISIONS_MAX`].
    pub revisions: Vec<Revision>,
    /// How many revisions there were before these.
    pub n_older: u64,
}

/// One revision of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// Which.
    pub change: ChangeId,
    /// Made from.
    pub parent: Option<ChangeId>,
    /// True for one that withdraws the record.
    pub is_withdrawal: bool,
    /// When it was finished, Unix milliseconds.
    pub made_at_ms: u64,
    /// When it was stored, Unix milliseconds.
    pub stored_at_ms: u64,
    /// The server's order.
    pub seq: u64,
    /// The state that it got when it came.
    pub state: RecordState,
    /// True while it stands beside the head and somebody has to settle it.
    pub is_beside: bool,
    /// Who made it.
    pub author: AccountId,
    /// That person's name.
    pub author_name: String,
    /// True when it was of a village of the reader's scope, too: only then it may be opened.
    pub is_in_scope: bool,
}

/// One revision with its answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// As it came.
    pub header: Header1,
    /// Who made it.
    pub author: AccountId,
    /// That person's name.
    pub author_name: String,
    /// The browser that sent it.
    pub device: DeviceId,
    /// Proof of storage.
    pub receipt: Receipt,
    /// Its answers ([`shared::form::content::Content`]), as they came; none for a withdrawal.
    pub content: Vec<u8>,
    /// The state that it got when it came.
    pub state: RecordState,
    /// Why it was held.
    pub problems: Vec<Problem>,
    /// What the server noticed.
    pub notes: Vec<Problem>,
}

impl Version {
    /// True for one that withdraws the record.
    #[must_use]
    pub const fn is_withdrawal(&self) -> bool {
        self.header.op == OP_WITHDRAW
    }
}

/// Other records about the same NIK.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SameNik {
    /// Those that the reader may see, newest first; at most [`SAME_NIK_MAX`].
    pub inside: Vec<RecordLine>,
    /// True when there are others in places that the reader may not see.
    pub is_outside: bool,
}

/// What the desk asks. Every question takes the reader's [`Scope`], and an engine filters by it: a
/// record outside of it is as good as none.
#[expect(clippy::missing_errors_doc, reason = "every method fails when the engine does")]
pub trait DeskReads {
    /// One page of records.
    fn records(&self, scope: Scope, filter: &RecordFilter) -> Result<RecordPage, StoreError>;

    /// How many records there are in each state, whatever state and page the filter asks for.
    fn record_counts(
        &self,
        scope: Scope,
        filter: &RecordFilter,
    ) -> Result<Vec<StateCount>, StoreError>;

    /// One record whole; `None` when there is none in the scope.
    fn detail(&self, scope: Scope, record: RecordId) -> Result<Option<RecordDetail>, StoreError>;

    /// Forms of a visit, oldest first, at most [`RECORDS_MAX`]; those of the scope only.
    fn forms_of_visit(&self, scope: Scope, visit: RecordId) -> Result<Vec<RecordLine>, StoreError>;

    /// One revision of a record; `None` when the record is not in the scope, has no such revision, or
    /// the revision was of a village outside of the scope.
    fn version(
        &self,
        scope: Scope,
        record: RecordId,
        change: ChangeId,
    ) -> Result<Option<Version>, StoreError>;

    /// The other records about the NIK of a record: those of the scope, and whether there are more
    /// outside of it. Nothing for a record that is not in the scope itself.
    fn same_nik(&self, scope: Scope, record: RecordId) -> Result<SameNik, StoreError>;

    /// The other records of the same kind about the NIK of a record, whoever made them, newest first,
    /// at most [`shared::growth::series::MEASURES_MAX`]; those of the scope that were not withdrawn. Nothing for a record that
    /// is not in the scope itself.
    fn same_person(&self, scope: Scope, record: RecordId) -> Result<Vec<RecordLine>, StoreError>;

    /// One page of families of all states but those that turned out to be another: the first ones found,
    /// of at most [`LOOKED_AT_MAX`] people and whoever else is of the last one's family.
    fn find_families(&self, scope: Scope, filter: &FamilyFilter) -> Result<FamilyPage, StoreError>;
}
