//! What the changes of one author are checked with, the first time and again: the forms of a visit
//! that is another now, and what was held for a village that is the author's now.
//!
//! However many there are, others can write in between: one transaction looks at a slice of them, and
//! the store remembers where the next begins.
//!
//! A second look changes the record and never the change: what was told then stays on record. The
//! phone hears of it by its next pull.

use shared::{
    day::Day,
    id::{AccountId, RecordId},
    region::VillageCode,
    sync::{
        state::RecordState,
        wire::{Header1, OP_WITHDRAW},
    },
};

use super::{
    References,
    check::{Checker, Subject, made_on},
    findings::{Findings, is_of_foreign_village, lacks_visit},
    pairs::ToTell,
    visits::Visit,
};
use crate::store::{
    StoreError, Tx,
    record::{Again, Change, Recheck, Record, read_change},
};

/// Records that are looked at again in one transaction: at a third of a millisecond each the write lock
/// is held for 15 ms, and most visits have fewer forms. What is left is remembered in the store and done
/// later, a slice at a time, so that others can write in between.
const SLICE: u32 = 40;

/// What became of the records that were held for a village when that was given to their author.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Released {
    /// Nothing holds them any more.
    pub n_released: u64,
    /// Something else holds them still.
    pub n_held: u64,
    /// The village was not the author's on their day.
    pub n_of_other_days: u64,
    /// The first of those days.
    pub first_other_day: Option<Day>,
}

impl Released {
    /// Both together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            n_released: self.n_released + other.n_released,
            n_held: self.n_held + other.n_held,
            n_of_other_days: self.n_of_other_days + other.n_of_other_days,
            first_other_day: [self.first_other_day, other.first_other_day]
                .into_iter()
                .flatten()
                .min(),
        }
    }
}

/// Remembers that what was held because this village was not the author's is to be looked at again,
/// after it was given to him. [`village_slice`] does it, or whoever comes to [`next_slice`].
///
/// # Errors
/// When the engine fails.
pub fn village_given(
    tx: &mut (impl Tx + ?Sized),
    (author, village): (AccountId, VillageCode),
) -> Result<(), StoreError> {
    tx.put_recheck(&Recheck { author, of: Again::Village(village), after: Recheck::START })
}

/// Looks at some of what [`village_given`] remembered; `None` when all was looked at. Whose the village
/// was is asked for the day on which each record was made, as always.
///
/// # Errors
/// When the engine fails; nothing may be kept then.
pub fn village_slice(
    tx: &mut (impl Tx + ?Sized),
    (author, village): (AccountId, VillageCode),
    refs: &References,
    now_ms: u64,
) -> Result<Option<Released>, StoreError> {
    let Some(recheck) = tx.recheck(author, Again::Village(village))? else { return Ok(None) };
    Checks::new(tx, author, refs, now_ms).slice(recheck).map(Some)
}

/// Looks at some of what is remembered, whatever it is; false when there is nothing.
///
/// # Errors
/// When the engine fails; nothing may be kept then.
pub fn next_slice(
    tx: &mut (impl Tx + ?Sized),
    refs: &References,
    now_ms: u64,
) -> Result<bool, StoreError> {
    let Some(recheck) = tx.some_recheck()? else { return Ok(false) };
    Checks::new(tx, recheck.author, refs, now_ms).slice(recheck)?;
    Ok(true)
}

/// Checks the changes of one author in a transaction that writes.
pub(super) struct Checks<'m, T: ?Sized> {
    pub(super) tx: &'m mut T,
    pub(super) checker: Checker<'m>,
    pub(super) to_tell: ToTell,
    author: AccountId,
}

impl<'m, T: Tx + ?Sized> Checks<'m, T> {
    pub(super) fn new(tx: &'m mut T, author: AccountId, refs: &'m References, now_ms: u64) -> Self {
        let checker = Checker::new(author, refs, now_ms);
        Self { tx, checker, to_tell: ToTell::new(), author }
    }

    /// Checks a change with the visit that it names.
    pub(super) fn check(
        &mut self,
        subject: Subject<'_>,
        record: Option<&Record>,
    ) -> Result<Findings, StoreError> {
        self.checker.check(&*self.tx, subject, record)
    }

    /// Checks the forms of a visit again: what could not be checked without the visit, and what hangs
    /// on an answer of it that is another now. The first of them at once, the others later.
    pub(super) fn look_at_forms(&mut self, visit: RecordId) -> Result<(), StoreError> {
        let of = Again::Visit(visit);
        self.slice(Recheck { author: self.author, of, after: Recheck::START }).map(drop)
    }

    /// Looks at the records that come next, and remembers where it ended.
    fn slice(&mut self, recheck: Recheck) -> Result<Released, StoreError> {
        let mut released = Released::default();
        let Recheck { author, of, after } = recheck;
        let found = match of {
            Again::Visit(visit) => self.tx.records_of_visit(visit, author, after, SLICE)?,
            Again::Village(_) => self.tx.held_records(author, after, SLICE)?,
        };
        for record in &found {
            match of {
                Again::Visit(_) => {
                    let looked = self.head(record).and_then(|head| self.look_again(record, &head));
                    or_damaged(record, looked)?;
                }
                Again::Village(village) if is_of_foreign_village(&record.problems) => {
                    released = released.and(self.look_at_held(record, village)?);
                }
                Again::Village(_) => {}
            }
        }
        match found.last() {
            Some(last) if found.len() >= SLICE as usize => {
                self.tx.put_recheck(&Recheck { after: last.id, ..recheck })?;
            }
            _ => self.tx.end_recheck(author, of)?,
        }
        Ok(released)
    }

    /// Looks at what was held for its village, which may be this one.
    fn look_at_held(
        &mut self,
        record: &Record,
        village: VillageCode,
    ) -> Result<Released, StoreError> {
        let looked = self.head(record).and_then(|head| {
            // A revision made elsewhere stands where its record was: only itself says for where.
            let is_there = head.header.village == village;
            is_there.then(|| self.look_again(record, &head)).transpose().map(|now| (now, head))
        });
        let nothing = Released::default();
        let Some((Some(now), head)) = or_damaged(record, looked)? else { return Ok(nothing) };
        let day = made_on(&head.header);
        Ok(if !self.checker.rights.is_assigned(&*self.tx, village, day)? {
            Released { n_of_other_days: 1, first_other_day: Some(day), ..nothing }
        } else if is_held(now.state) || is_of_foreign_village(&now.problems) {
            Released { n_held: 1, ..nothing }
        } else {
            Released { n_released: 1, ..nothing }
        })
    }

    pub(super) fn head(&self, record: &Record) -> Result<Change, StoreError> {
        let head = self.tx.change(record.head)?.ok_or(StoreError::Damaged("a head is missing"))?;
        // One that does not read is left as it stands.
        read_change(&head.bytes)?;
        Ok(head)
    }

    /// Looks at a record again and stores it if something about it is different; how it stands then.
    pub(super) fn look_again(
        &mut self,
        record: &Record,
        head: &Change,
    ) -> Result<Record, StoreError> {
        let Some(now) = self.rechecked(record, head)? else { return Ok(record.clone()) };
        let now = Record { last_seq: self.tx.next_seq()?, ..now };
        self.tx.put_record(&now)?;
        Ok(now)
    }

    /// A record as it stands after another look at it; `None` when nothing is different, or when
    /// nobody waits for it any more.
    fn rechecked(&mut self, record: &Record, head: &Change) -> Result<Option<Record>, StoreError> {
        let header = &head.header;
        let is_withdrawal = header.op == OP_WITHDRAW;
        // Whatever else holds a withdrawal, no answer of a visit does.
        let is_settled = is_withdrawal && !is_of_foreign_village(&record.problems);
        if is_settled || !(record.state == RecordState::Sent || is_held(record.state)) {
            return Ok(None);
        }
        // Held for its village it is the first of its record that was heard of.
        let before = (!is_withdrawal).then_some(record);
        let subject = Subject { header, bytes: &head.bytes, looked: None };
        let mut found = self.check(subject, before)?;
        if self.is_unreadable(header)? && !lacks_visit(&record.notes) {
            // The visit has to be mended first; until then what was found stands.
            return Ok(None);
        }
        found.keep_of_sending(record);
        if !found.problems.is_empty() && self.tx.is_released(record.id, header.change)? {
            // The office has let this revision through, and a later look does not know better.
            found.problems.clear();
        }
        let is_foreign = is_of_foreign_village(&found.problems);
        let state = found.state(header);
        let village = if is_foreign { record.village } else { header.village };
        let Findings { problems, notes, .. } = found;
        let now = Record { state, village, problems, notes, ..record.clone() };
        Ok((now != *record).then_some(now))
    }

    /// True when the visit of a form just checked stands, but its answers do not read.
    fn is_unreadable(&mut self, header: &Header1) -> Result<bool, StoreError> {
        let visits = &mut self.checker.visits;
        Ok(match visits.of(&*self.tx, header)? {
            Visit::Stored { answers: Some(answers), is_withdrawn: false } => {
                visits.answers(&*self.tx, answers)?.is_none()
            }
            Visit::Stored { answers, is_withdrawn } => answers.is_none() && !is_withdrawn,
            Visit::Itself | Visit::Missing => false,
        })
    }
}

/// What came of a look at a record; `None` when its bytes are damaged, which keeps no other waiting.
pub(super) fn or_damaged<R>(
    record: &Record,
    looked: Result<R, StoreError>,
) -> Result<Option<R>, StoreError> {
    match looked {
        Err(StoreError::Damaged(what)) => {
            tracing::error!(record = %record.id, what, "a record cannot be checked again");
            Ok(None)
        }
        other => other.map(Some),
    }
}

const fn is_held(state: RecordState) -> bool {
    matches!(state, RecordState::HeldForAuthor | RecordState::HeldForOffice)
}
