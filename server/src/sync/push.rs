//! Decides on the changes of a push and stores them.

use std::collections::BTreeMap;

use shared::{
    form::{content::Content, value::Values},
    id::{AccountId, DeviceId, RecordId},
    sync::{
        state::State,
        verdict::{Outcome, Receipt, Refusal, Verdict, held_state},
        wire::{self, Answer1, Change1, Header1, OP_WITHDRAW},
    },
};

use super::{
    References,
    check::{Findings, Rights, Visit, as_visit, check},
    place::{Standing, place},
    prepare::{Arrived, Item, Prepared, What},
};
use crate::store::{
    StoreError, Tx,
    record::{Change, Place, Record},
};

/// When to try again what could not be stored for a reason of ours, milliseconds.
pub const LATER_MS: u32 = 10_000;

/// Who sends, and when.
#[derive(Clone, Copy, Debug)]
pub struct Sender {
    /// The signed-in account.
    pub account: AccountId,
    /// Its browser.
    pub device: DeviceId,
    /// The server's clock, Unix milliseconds.
    pub now_ms: u64,
}

/// Decides on every item and stores what can be stored; one answer each. Each item is taken or left
/// by itself.
///
/// # Errors
/// When the engine fails as a whole; then nothing may be kept, and [`Prepared::later`] is the answer.
pub fn push(
    tx: &mut (impl Tx + ?Sized),
    who: &Sender,
    prepared: &Prepared,
    refs: &References,
) -> Result<Vec<Answer1>, StoreError> {
    let mut merge = Merge { tx, rights: Rights::new(who), who, refs, visits: BTreeMap::new() };
    // An item of its own for each change costs a third of the time, and all but never is one undone:
    // so all of them share one first, and only if that fails each gets its own.
    merge.tx.begin_item()?;
    match merge.take_all(prepared, Merge::take) {
        Ok(answers) => {
            merge.tx.keep_item()?;
            Ok(answers)
        }
        Err(error) if error.is_of_group() => Err(error),
        Err(_) => {
            merge.tx.undo_item()?;
            merge.visits.clear();
            merge.take_all(prepared, Merge::take_alone)
        }
    }
}

fn first_time(outcome: Outcome) -> Verdict {
    Verdict { repeated: false, outcome }
}

/// What one push is merged with.
struct Merge<'m, T: ?Sized> {
    tx: &'m mut T,
    who: &'m Sender,
    /// What the sender may do, asked once.
    rights: Rights,
    refs: &'m References,
    /// Answers of visits that forms of this push belong to; visits of the push itself came first.
    visits: BTreeMap<RecordId, Stored>,
}

/// What is stored of a visit.
enum Stored {
    Answers(Values),
    Unreadable,
    Nothing,
}

impl<T: Tx + ?Sized> Merge<'_, T> {
    /// Answers every item, taking what arrived in this way.
    fn take_all(
        &mut self,
        prepared: &Prepared,
        take: fn(&mut Self, &Arrived) -> Result<Verdict, StoreError>,
    ) -> Result<Vec<Answer1>, StoreError> {
        let answer = |item: &Item| {
            let verdict = match &item.what {
                What::Arrived(arrived) => take(self, arrived)?,
                What::Refused(refused) => first_time(Outcome::Refused(refused.refusal)),
                // The parcels before it will be gone from the next request.
                What::TooMuch => first_time(Outcome::Later { after_ms: 0 }),
            };
            Ok(item.answer(&verdict))
        };
        prepared.items.iter().map(answer).collect()
    }

    /// Takes one change, or leaves it without a trace.
    fn take_alone(&mut self, arrived: &Arrived) -> Result<Verdict, StoreError> {
        self.tx.begin_item()?;
        match self.take(arrived) {
            Ok(verdict) => {
                self.tx.keep_item()?;
                Ok(verdict)
            }
            Err(error) if error.is_of_group() => Err(error),
            Err(error) => {
                // Damage or a bug about this one change: those behind it must not wait for it.
                tracing::error!(change = %arrived.header.change, ?error, "a change could not be stored");
                self.tx.undo_item()?;
                self.visits.clear();
                Ok(first_time(Outcome::Later { after_ms: LATER_MS }))
            }
        }
    }

    fn take(&mut self, arrived: &Arrived) -> Result<Verdict, StoreError> {
        let header = &arrived.header;
        if let Some(stored) = self.tx.change(header.change)? {
            let is_same = stored.receipt.hash == arrived.hash;
            if !is_same {
                let n_bytes = arrived.bytes.len();
                tracing::warn!(change = %header.change, n_bytes, "refused: its id has other content");
            }
            let outcome =
                if is_same { stored.outcome() } else { Outcome::Refused(Refusal::IdReused) };
            return Ok(Verdict { repeated: is_same, outcome });
        }
        let record = self.tx.record(header.record)?;
        let standing = place(self.tx, self.who.account, header, record.as_ref())?;
        let mut found = self.check(header, arrived.content.as_ref())?;
        if standing.place == Place::Before {
            // A revision that was replaced before it came is history: nobody has to mend it.
            found.problems.clear();
            found.notes.clear();
        }
        // Its place speaks first: the rest may follow from it.
        found.problems.splice(0..0, standing.problem.clone());

        let receipt =
            Receipt { seq: self.tx.next_seq()?, hash: arrived.hash, stored_at_ms: self.who.now_ms };
        let change = Change {
            header: header.clone(),
            author: self.who.account,
            device: self.who.device,
            bytes: arrived.bytes.clone(),
            receipt,
            state: state_of(header, &found),
            place: standing.place,
            other: standing.other,
            problems: found.problems,
            notes: found.notes,
        };
        self.tx.add_change(&change)?;
        let outcome = change.outcome();
        self.put_record(record, change, &standing, (found.subject, found.nik))?;
        if let (Some(visit), Place::Head) = (as_visit(header), standing.place) {
            self.visits.remove(&visit);
            self.recheck_forms(visit)?;
        }
        Ok(first_time(outcome))
    }

    /// Brings the record up to date with a change that was just stored.
    fn put_record(
        &mut self,
        before: Option<Record>,
        change: Change,
        standing: &Standing,
        (subject, nik): (String, Option<u64>),
    ) -> Result<(), StoreError> {
        let seq = change.receipt.seq;
        let record = match (standing.place, before) {
            (Place::Head, before) => {
                let is_withdrawal = change.header.op == OP_WITHDRAW;
                // A withdrawal has no answers: the desk goes on naming what was withdrawn.
                let (subject, nik) = match &before {
                    Some(before) if is_withdrawal => (before.subject.clone(), before.nik),
                    _ => (subject, nik),
                };
                Record {
                    id: change.header.record,
                    kind: change.header.kind,
                    kind_version: change.header.kind_version,
                    village: change.header.village,
                    author: change.author,
                    visit: change.header.visit,
                    head: change.header.change,
                    state: change.state,
                    subject,
                    nik,
                    made_at_ms: change.header.made_at_ms,
                    first_seq: before.as_ref().map_or(seq, |before| before.first_seq),
                    last_seq: seq,
                    problems: change.problems,
                    notes: change.notes,
                    comment: String::new(),
                    n_beside: before.map_or(0, |before| before.n_beside),
                }
            }
            (Place::Beside, Some(before)) => {
                Record { last_seq: seq, n_beside: before.n_beside.saturating_add(1), ..before }
            }
            // History changes nothing of how the record stands now.
            (Place::Before, _) | (Place::Beside, None) => return Ok(()),
        };
        self.tx.put_record(&record)
    }

    fn check(
        &mut self,
        header: &Header1,
        content: Option<&Content>,
    ) -> Result<Findings, StoreError> {
        let visit = match header.visit {
            None => Visit::Itself,
            Some(id) => {
                if !self.visits.contains_key(&id) {
                    let stored = self.stored_visit(id)?;
                    self.visits.insert(id, stored);
                }
                match self.visits.get(&id) {
                    Some(Stored::Answers(values)) => Visit::Known(values),
                    Some(Stored::Unreadable) => Visit::Unreadable,
                    Some(Stored::Nothing) | None => Visit::Missing,
                }
            }
        };
        check(self.tx, &mut self.rights, header, content, visit, self.refs)
    }

    /// The answers of a visit. A visit of somebody else is as good as none: what is found wrong with
    /// a form would tell of it.
    fn stored_visit(&mut self, id: RecordId) -> Result<Stored, StoreError> {
        let own = self.tx.record(id)?.filter(|visit| visit.author == self.who.account);
        let Some(visit) = own else { return Ok(Stored::Nothing) };
        let head = self.content_of(&visit)?;
        Ok(head.map_or(Stored::Unreadable, |(_, content)| Stored::Answers(content.values)))
    }

    /// Header and answers of a record's head; `None` when the answers do not read.
    fn content_of(&mut self, record: &Record) -> Result<Option<(Header1, Content)>, StoreError> {
        let head = self.tx.change(record.head)?.ok_or(StoreError::Damaged("a head is missing"))?;
        let change: Change1 = wire::decode(&head.bytes)
            .map_err(|_| StoreError::Damaged("a stored change does not read"))?;
        Ok(Content::from_bytes(&change.content).ok().map(|content| (change.header, content)))
    }

    /// A visit came after forms of it: what could not be checked without it is checked now. The phone
    /// hears of it by its next pull; what was told before stays on record with the change.
    fn recheck_forms(&mut self, visit: RecordId) -> Result<(), StoreError> {
        for form in self.tx.records_of_visit(visit, self.who.account)? {
            let is_open =
                matches!(form.state, State::Sent | State::HeldForAuthor | State::HeldForOffice);
            if !is_open || !Findings::lacks_visit(&form.notes) {
                continue;
            }
            let Some((header, content)) = self.content_of(&form)? else { continue };
            let found = self.check(&header, Some(&content))?;
            let state = state_of(&header, &found);
            let last_seq = self.tx.next_seq()?;
            let Findings { problems, notes, .. } = found;
            self.tx.put_record(&Record { state, last_seq, problems, notes, ..form })?;
        }
        Ok(())
    }
}

/// The state that a change gets by what was found.
fn state_of(header: &Header1, found: &Findings) -> State {
    if !found.problems.is_empty() {
        held_state(&found.problems)
    } else if header.op == OP_WITHDRAW {
        State::Withdrawn
    } else {
        State::Sent
    }
}
