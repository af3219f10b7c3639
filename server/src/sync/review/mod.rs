//! What the office decides about records.
//!
//! A decision names the revision that was seen. It waits for a minute ([`PENDING_MS`]), in which the one
//! who made it may undo it and nobody else can decide; then [`take_due`] gives it its number in the
//! order, changes the record and, by an accepted one, the register, all in one transaction. A server that
//! was killed finds it again in the store. When the record is another one by then, the decision falls
//! away, and whoever made it is told.

mod feed;
mod happen;
mod mend;

use shared::{
    desk::review::{PENDING_MS, RefusalCode},
    form::model::KindId,
    form::problem::{Param, Path, Problem},
    forms::{self, codes},
    id::{AccountId, ChangeId, DecisionId, RecordId},
    sync::{
        limits,
        review::{Deed, Officer, Reason},
        state::RecordState,
    },
};

pub use feed::reviews;
pub use happen::take_due;

use super::References;
use crate::store::{
    Reads, Scope, StoreError, Writes,
    record::{Change, Position, Record},
    review::{Decision, End},
};

/// Revisions of a record among which one is chosen; the last ones.
const BESIDE_MAX: usize = 200;

/// Somebody at the desk who may decide.
#[derive(Clone, Copy, Debug)]
pub struct Decider {
    /// Who.
    pub account: AccountId,
    /// As what.
    pub officer: Officer,
    /// Where.
    pub scope: Scope,
    /// The server's clock, Unix milliseconds.
    pub now_ms: u64,
}

/// What somebody wants to decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// About which record.
    pub record: RecordId,
    /// The revision that was seen.
    pub change: ChangeId,
    /// What is said of the whole; cleaned.
    pub comment: String,
    /// What.
    pub what: What,
}

/// What is wanted, with all that it needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// The record is right.
    Accept,
    /// Its author is to mend it; what is said at fields, cleaned.
    Return(Vec<(Path, String)>),
    /// It does not count; of a duplicate with the record that stays.
    NotUse(Reason, Option<RecordId>),
    /// These answers take the place of those that count ([`shared::form::content::Content`]).
    Mend(Vec<u8>),
    /// This revision counts from now on.
    Settle(ChangeId),
    /// What was held goes on to be checked.
    Release,
}

impl What {
    /// Which of the decisions it is.
    #[must_use]
    pub const fn deed(&self) -> Deed {
        match self {
            What::Accept => Deed::Accept,
            What::Return(_) => Deed::Return,
            What::NotUse(..) => Deed::NotUse,
            What::Mend(_) => Deed::Mend,
            What::Settle(_) => Deed::Settle,
            What::Release => Deed::Release,
        }
    }
}

/// New ids for a decision and for the revision that it may make.
#[derive(Clone, Copy, Debug)]
pub struct NewIds {
    /// For the decision.
    pub decision: DecisionId,
    /// For the revision.
    pub change: ChangeId,
}

/// Why a decision was not taken, or not undone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Why.
    pub code: RefusalCode,
    /// Whose decision is in the way, and when that was made, Unix milliseconds.
    pub by: Option<(AccountId, u64)>,
    /// What is wrong with the answers that were to be.
    pub problems: Vec<Problem>,
}

impl From<RefusalCode> for Refused {
    fn from(code: RefusalCode) -> Self {
        Self { code, by: None, problems: Vec::new() }
    }
}

/// What came of a wish.
pub type Answer = Result<Decision, Refused>;

/// When a decision that was made at this time takes effect, Unix milliseconds.
#[must_use]
pub const fn due_ms(made_at_ms: u64) -> u64 {
    made_at_ms.saturating_add(PENDING_MS)
}

/// True when there is something to do about the oldest decision that waits: its minute is over, or the
/// clock was set back and it must begin again.
#[must_use]
pub const fn is_due(made_at_ms: u64, now_ms: u64) -> bool {
    due_ms(made_at_ms) <= now_ms || made_at_ms > now_ms
}

/// Takes a decision, which waits from now on.
///
/// # Errors
/// When the engine fails; nothing may be kept then.
pub fn decide(
    tx: &mut (impl Writes + ?Sized),
    who: &Decider,
    wish: Wish,
    ids: NewIds,
    refs: &References,
) -> Result<Answer, StoreError> {
    let Some(mut record) = seen(tx, who, wish.record)? else {
        return Ok(Err(RefusalCode::NotFound.into()));
    };
    if let Some(pending) = tx.pending_decision(record.id)? {
        let is_over = who.now_ms >= due_ms(pending.made_at_ms) || pending.change != record.head;
        // Whoever has mended a slip goes on with what came of it.
        let goes_on = pending.deed == Deed::Mend
            && pending.by == who.account
            && pending.revision == Some(wish.change);
        if !is_over && !goes_on {
            return Ok(Err(taken(&pending)));
        }
        happen::end(tx, &pending, refs, who.now_ms)?;
        let missing = StoreError::Damaged("a record is missing");
        record = tx.record(record.id)?.ok_or(missing)?;
    }
    if let Err(code) = is_allowed(&record, wish.what.deed()) {
        return Ok(Err(in_the_way(tx, &record, wish.change)?.unwrap_or_else(|| code.into())));
    }
    if wish.change != record.head {
        let code = RefusalCode::Changed;
        return Ok(Err(in_the_way(tx, &record, wish.change)?.unwrap_or_else(|| code.into())));
    }
    let made = match made(tx, who, &record, wish, ids, refs)? {
        Ok(made) => made,
        Err(refused) => return Ok(Err(refused)),
    };
    tx.add_decision(&made)?;
    Ok(Ok(made))
}

/// Takes a decision back while it waits.
///
/// # Errors
/// When the engine fails; nothing may be kept then.
pub fn undo(
    tx: &mut (impl Writes + ?Sized),
    who: &Decider,
    id: DecisionId,
    refs: &References,
) -> Result<Answer, StoreError> {
    let Some(decision) = tx.decision(id)? else { return Ok(Err(RefusalCode::NotFound.into())) };
    if seen(tx, who, decision.record)?.is_none() {
        return Ok(Err(RefusalCode::NotFound.into()));
    }
    if decision.by != who.account {
        return Ok(Err(Refused { code: RefusalCode::NotYours, ..taken(&decision) }));
    }
    if matches!(decision.end, End::Undone { .. }) {
        // The answer to the first time was lost.
        return Ok(Ok(decision));
    }
    if decision.end != End::Pending {
        return Ok(Err(RefusalCode::TooLate.into()));
    }
    if who.now_ms >= due_ms(decision.made_at_ms) {
        happen::end(tx, &decision, refs, who.now_ms)?;
        return Ok(Err(RefusalCode::TooLate.into()));
    }
    let end = End::Undone { at_ms: who.now_ms };
    tx.end_decision(id, end)?;
    Ok(Ok(Decision { end, ..decision }))
}

/// What may be decided about a record as it stands now; nothing while something is pending.
///
/// # Errors
/// When the engine fails.
pub fn may(tx: &(impl Reads + ?Sized), record: RecordId) -> Result<Vec<Deed>, StoreError> {
    let Some(record) = tx.record(record)? else { return Ok(Vec::new()) };
    if tx.pending_decision(record.id)?.is_some() {
        return Ok(Vec::new());
    }
    let may = Deed::ALL.iter().copied().filter(|deed| is_allowed(&record, *deed).is_ok());
    Ok(may.collect())
}

/// Whether a record in this state can be decided on like this.
fn is_allowed(record: &Record, deed: Deed) -> Result<(), RefusalCode> {
    use RecordState::{HeldForAuthor, HeldForOffice, Returned, Sent};
    let is_confidential = forms::is_confidential(KindId(record.kind));
    if is_confidential && matches!(deed, Deed::Return | Deed::Mend) {
        return Err(RefusalCode::Confidential);
    }
    let is_in_state = match deed {
        Deed::Accept => matches!(record.state, Sent | Returned),
        Deed::Return | Deed::NotUse | Deed::Mend => {
            matches!(record.state, Sent | Returned | HeldForAuthor | HeldForOffice)
        }
        Deed::Settle => record.n_beside > 0 && record.state != RecordState::Withdrawn,
        Deed::Release => record.state == HeldForOffice,
    };
    if !is_in_state {
        return Err(RefusalCode::WrongState);
    }
    if record.n_beside > 0 && !matches!(deed, Deed::Settle | Deed::Release) {
        return Err(RefusalCode::Unsettled);
    }
    Ok(())
}

/// The decision as it would be, or why not.
fn made(
    tx: &mut (impl Writes + ?Sized),
    who: &Decider,
    record: &Record,
    wish: Wish,
    ids: NewIds,
    refs: &References,
) -> Result<Answer, StoreError> {
    let mut made = Decision {
        id: ids.decision,
        record: record.id,
        change: record.head,
        deed: wish.what.deed(),
        reason: None,
        same_as: None,
        by: who.account,
        officer: who.officer,
        author: record.author,
        village: record.village,
        made_at_ms: who.now_ms,
        comment: wish.comment,
        fields: Vec::new(),
        revision: None,
        bytes: None,
        end: End::Pending,
        delivered_at_ms: None,
    };
    let refused = |code: RefusalCode| Ok(Err(code.into()));
    match wish.what {
        What::Accept => {}
        What::Return(fields) => {
            if fields.is_empty() && made.comment.is_empty() {
                return refused(RefusalCode::CommentMissing);
            }
            if fields.len() > limits::FIELD_COMMENTS_MAX {
                return refused(RefusalCode::CommentTooLong);
            }
            let said = |(path, text)| codes::OFFICE_COMMENT.at(path, vec![Param::Text(text)]);
            made.fields = fields.into_iter().map(said).collect();
        }
        What::NotUse(reason, same_as) => {
            if reason.needs_comment() && made.comment.is_empty() {
                return refused(RefusalCode::CommentMissing);
            }
            if let Some(other) = same_as
                && (other == record.id || seen(tx, who, other)?.is_none())
            {
                return refused(RefusalCode::NotFound);
            }
            (made.reason, made.same_as) = (Some(reason), same_as);
        }
        What::Mend(content) => {
            let mended = match mend::mended(tx, record, ids.change, (&content, who.now_ms), refs)? {
                Ok(mended) => mended,
                Err(refused) => return Ok(Err(refused)),
            };
            let said = |path| codes::OFFICE_COMMENT.at(path, Vec::new());
            made.fields = mended.fields.into_iter().map(said).collect();
            made.fields.truncate(limits::PROBLEMS_MAX);
            (made.revision, made.bytes) = (Some(ids.change), Some(mended.bytes));
        }
        What::Settle(keep) => {
            let Some(kept) = choosable(tx, record, keep)? else {
                return refused(RefusalCode::NoSuchRevision);
            };
            if !who.scope.holds(kept.header.village) {
                return refused(RefusalCode::OtherArea);
            }
            made.revision = Some(keep);
        }
        What::Release => {
            let head = tx.change(record.head)?.ok_or(StoreError::Damaged("a head is missing"))?;
            if !who.scope.holds(head.header.village) {
                return refused(RefusalCode::OtherArea);
            }
        }
    }
    Ok(Ok(made))
}

/// A revision that may be chosen to count: the one that does, or one that stands beside it and is of the
/// record's author or of the office.
fn choosable(
    tx: &(impl Reads + ?Sized),
    record: &Record,
    keep: ChangeId,
) -> Result<Option<Change>, StoreError> {
    let Some(change) = tx.change(keep)?.filter(|change| change.header.record == record.id) else {
        return Ok(None);
    };
    if keep == record.head {
        return Ok(Some(change));
    }
    let is_settled = change.receipt.seq <= settled_seq(tx, record.id)?;
    let is_own = change.author == record.author;
    let is_beside = change.position == Position::Beside && !is_settled && is_own;
    Ok(is_beside.then_some(change))
}

/// The number of the last decision that settled what stood beside a record; 0 for none. What came
/// before it waits for nobody any more.
///
/// # Errors
/// When the engine fails.
pub fn settled_seq(tx: &(impl Reads + ?Sized), record: RecordId) -> Result<u64, StoreError> {
    let decisions = tx.decisions_of(record, u32::try_from(BESIDE_MAX).unwrap_or(u32::MAX))?;
    let settled = decisions.iter().filter(|decision| decision.deed == Deed::Settle);
    Ok(settled.filter_map(|decision| decision.end.seq()).max().unwrap_or(0))
}

/// The record, where the one who decides may see it.
fn seen(
    tx: &(impl Reads + ?Sized),
    who: &Decider,
    record: RecordId,
) -> Result<Option<Record>, StoreError> {
    let record = tx.record(record)?;
    Ok(record.filter(|record| who.scope.holds(record.village) && !who.scope.hides(record.kind)))
}

fn taken(other: &Decision) -> Refused {
    Refused {
        code: RefusalCode::Taken,
        by: Some((other.by, other.made_at_ms)),
        problems: Vec::new(),
    }
}

/// The last decision that took effect on the revision that was seen, where there is one: that is why it
/// cannot be decided on any more.
fn in_the_way(
    tx: &(impl Reads + ?Sized),
    record: &Record,
    change: ChangeId,
) -> Result<Option<Refused>, StoreError> {
    let last = tx.decisions_of(record.id, 8)?;
    let last = last.iter().rev().find(|other| matches!(other.end, End::Done { .. }));
    Ok(last.filter(|other| other.change == change).map(taken))
}
