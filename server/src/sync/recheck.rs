//! What the changes of one author are checked with, the first time and again: the forms of a visit
//! that is another now, and what was held for a village that is the author's now.
//!
//! A second look changes the record and never the change: what was told then stays on record. The
//! phone hears of it by its next pull.

use std::collections::BTreeMap;

use shared::{
    day::Day,
    form::{content::Content, value::Values},
    id::{AccountId, RecordId},
    region::VillageCode,
    sync::{
        state::State,
        wire::{Change1, Header1, OP_WITHDRAW},
    },
};

use super::{
    References,
    check::{Findings, Rights, Visit, check, is_of_foreign_village, lacks_visit, made_on},
};
use crate::store::{
    StoreError, Tx,
    record::{Record, read_change},
};

/// Everything that the changes of one author are checked with.
pub(super) struct Checks<'m, T: ?Sized> {
    pub(super) tx: &'m mut T,
    author: AccountId,
    /// What the author may do, asked once.
    rights: Rights,
    refs: &'m References,
    /// Answers of visits that were asked for.
    visits: BTreeMap<RecordId, Option<Stored>>,
}

/// What is stored of a visit.
struct Stored {
    /// What was last answered; `None` when it does not read.
    answers: Option<Values>,
    is_withdrawn: bool,
}

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

/// Looks again at what was held because this village was not the author's, after it was given to him.
/// Whose it was is asked for the day on which each record was made, as always.
///
/// # Errors
/// When the engine fails; nothing may be kept then.
pub fn village_given(
    tx: &mut (impl Tx + ?Sized),
    (author, village): (AccountId, VillageCode),
    refs: &References,
    now_ms: u64,
) -> Result<Released, StoreError> {
    let mut released = Released::default();
    let held = tx.held_records(author)?;
    let mut checks = Checks::new(tx, author, refs, now_ms);
    for record in held.iter().filter(|record| is_of_foreign_village(&record.problems)) {
        let looked = checks.head(record).and_then(|head| {
            // A revision made elsewhere stands where its record was: only itself says for where.
            let is_there = head.header.village == village;
            is_there.then(|| checks.look_again(record, &head)).transpose().map(|now| (now, head))
        });
        let Some((Some(now), head)) = or_damaged(record, looked)? else { continue };
        let day = made_on(&head.header);
        if !checks.rights.is_assigned(checks.tx, village, day)? {
            released.n_of_other_days += 1;
            released.first_other_day =
                released.first_other_day.map(|first| first.min(day)).or(Some(day));
        } else if is_held(now.state) || is_of_foreign_village(&now.problems) {
            released.n_held += 1;
        } else {
            released.n_released += 1;
        }
    }
    Ok(released)
}

impl<'m, T: Tx + ?Sized> Checks<'m, T> {
    pub(super) fn new(tx: &'m mut T, author: AccountId, refs: &'m References, now_ms: u64) -> Self {
        let rights = Rights::new(author, now_ms);
        Self { tx, author, rights, refs, visits: BTreeMap::new() }
    }

    /// Forgets what is known of a visit, because it is another now.
    pub(super) fn forget(&mut self, visit: RecordId) {
        self.visits.remove(&visit);
    }

    /// Forgets what is known of all visits, because it may have been undone.
    pub(super) fn forget_all(&mut self) {
        self.visits.clear();
    }

    /// Checks a change with the visit that it names.
    pub(super) fn check(
        &mut self,
        header: &Header1,
        content: Option<&Content>,
        record: Option<&Record>,
    ) -> Result<Findings, StoreError> {
        let visit = match header.visit {
            None => Visit::Itself,
            Some(id) => {
                if !self.visits.contains_key(&id) {
                    let stored = self.stored_visit(id)?;
                    self.visits.insert(id, stored);
                }
                match self.visits.get(&id) {
                    Some(Some(Stored { answers, is_withdrawn })) => {
                        Visit::Stored { answers: answers.as_ref(), is_withdrawn: *is_withdrawn }
                    }
                    Some(None) | None => Visit::Missing,
                }
            }
        };
        check(self.tx, &mut self.rights, (header, content), record, visit, self.refs)
    }

    /// What is stored of a visit. A visit of somebody else is as good as none: what is found wrong
    /// with a form would tell of it.
    fn stored_visit(&mut self, id: RecordId) -> Result<Option<Stored>, StoreError> {
        let own = self.tx.record(id)?.filter(|visit| visit.author == self.author);
        let Some(visit) = own else { return Ok(None) };
        let content = self.tx.last_content(id, visit.author)?;
        let content = content.and_then(|content| Content::from_bytes(&content).ok());
        Ok(Some(Stored {
            answers: content.map(|content| content.values),
            is_withdrawn: visit.state == State::Withdrawn,
        }))
    }

    /// Checks the forms of a visit again: what could not be checked without the visit, and what hangs
    /// on an answer of it that is another now.
    pub(super) fn look_at_forms(&mut self, visit: RecordId) -> Result<(), StoreError> {
        for form in self.tx.records_of_visit(visit, self.author)? {
            let looked = match self.head(&form) {
                Ok(head) => self.look_again(&form, &head),
                Err(error) => Err(error),
            };
            or_damaged(&form, looked)?;
        }
        Ok(())
    }

    fn head(&mut self, record: &Record) -> Result<Change1, StoreError> {
        let head = self.tx.change(record.head)?.ok_or(StoreError::Damaged("a head is missing"))?;
        read_change(&head.bytes)
    }

    /// Looks at a record again and stores it if something about it is different; how it stands then.
    fn look_again(&mut self, record: &Record, head: &Change1) -> Result<Record, StoreError> {
        let Some(now) = self.rechecked(record, head)? else { return Ok(record.clone()) };
        let now = Record { last_seq: self.tx.next_seq()?, ..now };
        self.tx.put_record(&now)?;
        Ok(now)
    }

    /// A record as it stands after another look at it; `None` when nothing is different, or when
    /// nobody waits for it any more.
    fn rechecked(
        &mut self,
        record: &Record,
        Change1 { header, content }: &Change1,
    ) -> Result<Option<Record>, StoreError> {
        let is_withdrawal = header.op == OP_WITHDRAW;
        // Whatever else holds a withdrawal, no answer of a visit does.
        let is_settled = is_withdrawal && !is_of_foreign_village(&record.problems);
        if is_settled || !(record.state == State::Sent || is_held(record.state)) {
            return Ok(None);
        }
        let content = Content::from_bytes(content).ok().filter(|_| !is_withdrawal);
        // Held for its village it is the first of its record that was heard of.
        let before = (!is_withdrawal).then_some(record);
        let mut found = self.check(header, content.as_ref(), before)?;
        if self.is_unreadable(header) && !lacks_visit(&record.notes) {
            // The visit has to be mended first; until then what was found stands.
            return Ok(None);
        }
        found.keep_of_sending(record);
        let is_foreign = is_of_foreign_village(&found.problems);
        let state = found.state(header);
        let village = if is_foreign { record.village } else { header.village };
        let Findings { problems, notes, .. } = found;
        let now = Record { state, village, problems, notes, ..record.clone() };
        Ok((now != *record).then_some(now))
    }

    /// True when the visit of a form just checked stands, but its answers do not read.
    fn is_unreadable(&self, header: &Header1) -> bool {
        let visit = header.visit.and_then(|id| self.visits.get(&id)?.as_ref());
        visit.is_some_and(|visit| visit.answers.is_none() && !visit.is_withdrawn)
    }
}

/// What came of a look at a record; `None` when its bytes are damaged, which keeps no other waiting.
fn or_damaged<R>(record: &Record, looked: Result<R, StoreError>) -> Result<Option<R>, StoreError> {
    match looked {
        Err(StoreError::Damaged(what)) => {
            tracing::error!(record = %record.id, what, "a record cannot be checked again");
            Ok(None)
        }
        other => other.map(Some),
    }
}

const fn is_held(state: State) -> bool {
    matches!(state, State::HeldForAuthor | State::HeldForOffice)
}
