//! Decides on the changes of a push and stores them.

use std::collections::{BTreeMap, BTreeSet};

use shared::{
    form::{content::Content, value::Values},
    id::{AccountId, DeviceId, RecordId},
    sync::{
        state::State,
        verdict::{Outcome, Receipt, Refusal, Verdict, held_state},
        wire::{Answer1, Change1, Header1, OP_WITHDRAW},
    },
};

use super::{
    References,
    check::{Findings, Rights, Visit, check, is_of_foreign_village, lacks_visit},
    place::{Standing, place},
    prepare::{Arrived, Prepared, What},
};
use crate::store::{
    StoreError, Tx,
    record::{Change, Place, Record, read_change},
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
    let mut merge = Merge {
        tx,
        rights: Rights::new(who),
        who,
        refs,
        visits: BTreeMap::new(),
        changed_visits: BTreeSet::new(),
    };
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
            merge.undo_item()?;
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
    visits: BTreeMap<RecordId, Option<Stored>>,
    /// Visits that this push changed and whose forms are still to be checked again.
    changed_visits: BTreeSet<RecordId>,
}

/// What is stored of a visit.
struct Stored {
    /// What was last answered; `None` when it does not read.
    answers: Option<Values>,
    is_withdrawn: bool,
}

impl<T: Tx + ?Sized> Merge<'_, T> {
    /// Answers every item, taking what arrived in this way.
    fn take_all(
        &mut self,
        prepared: &Prepared,
        take: fn(&mut Self, &Arrived) -> Result<Verdict, StoreError>,
    ) -> Result<Vec<Answer1>, StoreError> {
        let mut answers = Vec::with_capacity(prepared.items.len());
        for item in &prepared.items {
            let verdict = match &item.what {
                What::Arrived(arrived) => {
                    if arrived.header.visit.is_some() {
                        // The visits of the push are through, and the forms of it not stored yet:
                        // those that are stored are looked at once, whatever came of their visit.
                        self.recheck_forms()?;
                    }
                    take(self, arrived)?
                }
                What::Refused(refused) => first_time(Outcome::Refused(refused.refusal)),
                // The parcels before it will be gone from the next request.
                What::TooMuch => first_time(Outcome::Later { after_ms: 0 }),
            };
            answers.push(item.answer(&verdict));
        }
        self.recheck_forms()?;
        Ok(answers)
    }

    /// Takes one change, or leaves it without a trace.
    fn take_alone(&mut self, arrived: &Arrived) -> Result<Verdict, StoreError> {
        self.tx.begin_item()?;
        let taken = self.take(arrived);
        match taken.and_then(|verdict| self.recheck_forms().map(|()| verdict)) {
            Ok(verdict) => {
                self.tx.keep_item()?;
                Ok(verdict)
            }
            Err(error) if error.is_of_group() => Err(error),
            Err(error) => {
                // Damage or a bug about this one change: those behind it must not wait for it.
                tracing::error!(change = %arrived.header.change, ?error, "a change could not be stored");
                self.undo_item()?;
                Ok(first_time(Outcome::Later { after_ms: LATER_MS }))
            }
        }
    }

    /// Undoes the item, and forgets what was known because of it.
    fn undo_item(&mut self) -> Result<(), StoreError> {
        self.visits.clear();
        self.changed_visits.clear();
        self.tx.undo_item()
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
        let mut found = self.check(header, arrived.content.as_ref(), record.as_ref())?;
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
        let record = record_with(record, change, &standing, (found.subject, found.nik));
        if let Some(record) = record {
            self.tx.put_record(&record)?;
            if record.visit.is_none() && standing.place == Place::Head {
                self.visits.remove(&record.id);
                self.changed_visits.insert(record.id);
            }
        }
        Ok(first_time(outcome))
    }
    fn check(
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
        let own = self.tx.record(id)?.filter(|visit| visit.author == self.who.account);
        let Some(visit) = own else { return Ok(None) };
        let content = self.tx.last_content(id, visit.author)?;
        let content = content.and_then(|content| Content::from_bytes(&content).ok());
        Ok(Some(Stored {
            answers: content.map(|content| content.values),
            is_withdrawn: visit.state == State::Withdrawn,
        }))
    }

    /// Checks the forms of the changed visits again: what could not be checked without the visit, and
    /// what hangs on an answer of it that is another now. The phone hears of it by its next pull; what
    /// was told before stays on record with the change.
    fn recheck_forms(&mut self) -> Result<(), StoreError> {
        while let Some(visit) = self.changed_visits.pop_first() {
            for form in self.tx.records_of_visit(visit, self.who.account)? {
                match self.rechecked(&form) {
                    Ok(Some(form)) => {
                        let last_seq = self.tx.next_seq()?;
                        self.tx.put_record(&Record { last_seq, ..form })?;
                    }
                    Ok(None) => {}
                    // A damaged form keeps neither its visit nor the other forms waiting.
                    Err(StoreError::Damaged(what)) => {
                        tracing::error!(record = %form.id, what, "a form cannot be checked again");
                    }
                    Err(error) => return Err(error),
                }
            }
        }
        Ok(())
    }

    /// A form as it stands after another look at it; `None` when nothing is different, or when nobody
    /// waits for it any more.
    fn rechecked(&mut self, form: &Record) -> Result<Option<Record>, StoreError> {
        let is_open =
            matches!(form.state, State::Sent | State::HeldForAuthor | State::HeldForOffice);
        if !is_open {
            return Ok(None);
        }
        let head = self.tx.change(form.head)?.ok_or(StoreError::Damaged("a head is missing"))?;
        let Change1 { header, content } = read_change(&head.bytes)?;
        let content = Content::from_bytes(&content).ok().filter(|_| header.op != OP_WITHDRAW);
        let Some(content) = content else { return Ok(None) };
        let mut found = self.check(&header, Some(&content), Some(form))?;
        if self.is_unreadable(&header) && !lacks_visit(&form.notes) {
            // The visit has to be mended first; until then what was found stands.
            return Ok(None);
        }
        found.keep_of_sending(form);
        let is_foreign = is_of_foreign_village(&found.problems);
        let state = state_of(&header, &found);
        let village = if is_foreign { form.village } else { header.village };
        let Findings { problems, notes, .. } = found;
        let now = Record { state, village, problems, notes, ..form.clone() };
        Ok((now != *form).then_some(now))
    }

    /// True when the visit of a form just checked stands, but its answers do not read.
    fn is_unreadable(&self, header: &Header1) -> bool {
        let visit = header.visit.and_then(|id| self.visits.get(&id)?.as_ref());
        visit.is_some_and(|visit| visit.answers.is_none() && !visit.is_withdrawn)
    }
}

/// The record with a change that was just stored; `None` when the change is nothing to it.
fn record_with(
    before: Option<Record>,
    change: Change,
    standing: &Standing,
    (subject, nik): (String, Option<u64>),
) -> Option<Record> {
    let seq = change.receipt.seq;
    match (standing.place, before) {
        (Place::Head, before) => {
            let header = change.header;
            let record = Record {
                id: header.record,
                kind: header.kind,
                kind_version: header.kind_version,
                village: header.village,
                author: change.author,
                visit: header.visit,
                head: header.change,
                state: change.state,
                subject,
                nik,
                made_at_ms: header.made_at_ms,
                first_seq: before.as_ref().map_or(seq, |before| before.first_seq),
                last_seq: seq,
                problems: change.problems,
                notes: change.notes,
                comment: String::new(),
                n_beside: before.as_ref().map_or(0, |before| before.n_beside),
            };
            Some(match before {
                // A withdrawal says that a record goes, and nothing of what and where it was: the
                // desk goes on seeing and naming what was withdrawn.
                Some(before) if header.op == OP_WITHDRAW => Record {
                    kind: before.kind,
                    kind_version: before.kind_version,
                    village: before.village,
                    visit: before.visit,
                    subject: before.subject,
                    nik: before.nik,
                    ..record
                },
                // Held for its village: the office that saw it so far has to settle that.
                Some(before) if is_of_foreign_village(&record.problems) => {
                    Record { village: before.village, ..record }
                }
                _ => record,
            })
        }
        (Place::Beside, Some(before)) => {
            Some(Record { last_seq: seq, n_beside: before.n_beside.saturating_add(1), ..before })
        }
        // History changes nothing of how the record stands now.
        (Place::Before, _) | (Place::Beside, None) => None,
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
