//! What the office decides about records, as rows: each waits for its minute to pass and then ends.

use shared::{
    form::problem::Problem,
    id::{AccountId, ChangeId, DecisionId, RecordId},
    region::VillageCode,
    sync::review::{Deed, Officer, Reason},
};

use super::{Scope, StoreError, account::Account, desk::RecordLine};

/// One decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Which.
    pub id: DecisionId,
    /// The record it is about.
    pub record: RecordId,
    /// The revision that was seen.
    pub change: ChangeId,
    /// What was decided.
    pub deed: Deed,
    /// Why a record is not used.
    pub reason: Option<Reason>,
    /// Of a duplicate, the record that stays.
    pub same_as: Option<RecordId>,
    /// Who decided.
    pub by: AccountId,
    /// As what.
    pub officer: Officer,
    /// Author of the record: whose phone hears of it.
    pub author: AccountId,
    /// Where the record was when it was made.
    pub village: VillageCode,
    /// Unix milliseconds.
    pub made_at_ms: u64,
    /// What was said of the whole; may be empty.
    pub comment: String,
    /// What was said at fields; of a mend, the fields that it mends, without words.
    pub fields: Vec<Problem>,
    /// The revision that it makes or chooses.
    pub revision: Option<ChangeId>,
    /// The whole change of one that it makes.
    pub bytes: Option<Vec<u8>>,
    /// How it ended.
    pub end: End,
    /// When a phone of the author had it, Unix milliseconds.
    pub delivered_at_ms: Option<u64>,
}

/// How a decision ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// It has not: it waits for its minute to pass.
    Pending,
    /// It took effect.
    Done {
        /// Its number in the order of everything: the one that its record got by it.
        seq: u64,
        /// Unix milliseconds.
        at_ms: u64,
    },
    /// Whoever made it took it back.
    Undone {
        /// Unix milliseconds.
        at_ms: u64,
    },
    /// The record was not any more what had been decided on.
    FellAway {
        /// Unix milliseconds.
        at_ms: u64,
    },
}

impl End {
    /// The number that is stored.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            End::Pending => 0,
            End::Done { .. } => 1,
            End::Undone { .. } => 2,
            End::FellAway { .. } => 3,
        }
    }

    /// The end with this number and these columns.
    #[must_use]
    pub const fn of(code: u8, at_ms: Option<u64>, seq: Option<u64>) -> Option<Self> {
        match (code, at_ms, seq) {
            (0, None, None) => Some(End::Pending),
            (1, Some(at_ms), Some(seq)) => Some(End::Done { seq, at_ms }),
            (2, Some(at_ms), None) => Some(End::Undone { at_ms }),
            (3, Some(at_ms), None) => Some(End::FellAway { at_ms }),
            _ => None,
        }
    }

    /// When it ended, Unix milliseconds.
    #[must_use]
    pub const fn at_ms(self) -> Option<u64> {
        match self {
            End::Pending => None,
            End::Done { at_ms, .. } | End::Undone { at_ms } | End::FellAway { at_ms } => {
                Some(at_ms)
            }
        }
    }

    /// Its number in the order, once it took effect.
    #[must_use]
    pub const fn seq(self) -> Option<u64> {
        match self {
            End::Done { seq, .. } => Some(seq),
            End::Pending | End::Undone { .. } | End::FellAway { .. } => None,
        }
    }
}

/// A returned record of which its phone has not heard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreached {
    /// The record.
    pub line: RecordLine,
    /// When it was returned, Unix milliseconds.
    pub since_ms: u64,
}

/// Somebody who works in a village, and when anything was last heard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worker {
    /// Who.
    pub account: Account,
    /// Where, in the order of their codes.
    pub villages: Vec<VillageCode>,
    /// When a phone last asked for something, or what counts of the last record came: sessions that
    /// ended are forgotten. Unix milliseconds.
    pub seen_at_ms: Option<u64>,
    /// The first day of work, days since 1970.
    pub since_day: i32,
}

/// What can be asked about decisions.
#[expect(clippy::missing_errors_doc, reason = "every method fails when the engine does")]
pub trait ReviewReads {
    /// A decision.
    fn decision(&self, id: DecisionId) -> Result<Option<Decision>, StoreError>;

    /// The decision about a record that waits for its minute to pass.
    fn pending_decision(&self, record: RecordId) -> Result<Option<Decision>, StoreError>;

    /// The last decisions about a record, oldest first; at most `limit`.
    fn decisions_of(&self, record: RecordId, limit: u32) -> Result<Vec<Decision>, StoreError>;

    /// Decisions that wait and were made at this time or before, oldest first; at most `limit`.
    fn due_decisions(&self, made_until_ms: u64, limit: u32) -> Result<Vec<Decision>, StoreError>;

    /// When the oldest decision that waits was made, Unix milliseconds.
    fn first_pending_ms(&self) -> Result<Option<u64>, StoreError>;

    /// Decisions that took effect on records of this author after the number, ascending by it; at most
    /// `limit`.
    fn decisions_after(
        &self,
        author: AccountId,
        after: u64,
        limit: u32,
    ) -> Result<Vec<Decision>, StoreError>;

    /// True when a decision about a record of this author, up to the number, counts as not delivered.
    fn is_undelivered(&self, author: AccountId, up_to_seq: u64) -> Result<bool, StoreError>;

    /// When a phone of the account last asked for something, Unix milliseconds, within the grain of
    /// sessions.
    fn last_contact_ms(&self, account: AccountId) -> Result<Option<u64>, StoreError>;
}

/// What needs somebody at the desk: the first of each kind and how many there are, counted to a limit.
/// What is pending counts as decided.
#[expect(clippy::missing_errors_doc, reason = "every method fails when the engine does")]
pub trait PileReads {
    /// Records on which nobody has decided: the most urgent first, then the oldest.
    fn to_review(&self, scope: Scope, limit: u32) -> Result<Vec<RecordLine>, StoreError>;

    /// How many of those there are of this urgency or a higher one, and no more than `max`.
    fn n_to_review(&self, scope: Scope, urgency: u8, max: u64) -> Result<u64, StoreError>;

    /// Records that are held for the office, oldest first, and how many, no more than `max`.
    fn held(
        &self,
        scope: Scope,
        limit: u32,
        max: u64,
    ) -> Result<(Vec<RecordLine>, u64), StoreError>;

    /// Records with a revision beside the one that counts, oldest first, and how many, no more than
    /// `max`.
    fn conflicts(
        &self,
        scope: Scope,
        limit: u32,
        max: u64,
    ) -> Result<(Vec<RecordLine>, u64), StoreError>;

    /// Records that are returned and of which their phone has not heard, oldest first, and how many, no
    /// more than `max`.
    fn unreached(
        &self,
        scope: Scope,
        limit: u32,
        max: u64,
    ) -> Result<(Vec<Unreached>, u64), StoreError>;

    /// Records on which this person decided after this time, in vain because they had changed, and on
    /// which nobody has decided since; newest first, at most `limit`.
    fn fell_away(
        &self,
        scope: Scope,
        by: AccountId,
        after_ms: u64,
        limit: u32,
    ) -> Result<Vec<RecordLine>, StoreError>;

    /// The PSM who work in the scope on a day and whose account is on, by account.
    fn workers(&self, scope: Scope, day: i32) -> Result<Vec<Worker>, StoreError>;
}

/// What can be changed about decisions.
#[expect(clippy::missing_errors_doc, reason = "every method fails when the engine does")]
pub trait Reviews: ReviewReads {
    /// Adds a decision.
    ///
    /// # Errors
    /// [`StoreError::Constraint`] when its id is taken or another one waits about the record.
    fn add_decision(&mut self, decision: &Decision) -> Result<(), StoreError>;

    /// Ends a decision that waits; nothing happens to one that has ended.
    fn end_decision(&mut self, id: DecisionId, end: End) -> Result<(), StoreError>;

    /// Decisions that wait and say that they are made later than now, because the clock was set back,
    /// are made now: their minute begins again.
    fn begin_minutes_again(&mut self, now_ms: u64) -> Result<(), StoreError>;

    /// Notes that a phone of the author has all decisions up to the number.
    fn deliver_decisions(
        &mut self,
        author: AccountId,
        up_to_seq: u64,
        now_ms: u64,
    ) -> Result<(), StoreError>;
}
