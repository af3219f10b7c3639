//! Decides on the changes of a push and stores them.

use std::{collections::BTreeSet, ops::Range};

use shared::{
    id::{AccountId, DeviceId, RecordId},
    sync::{
        limits::REPLY_PROBLEMS_MAX,
        state::RecordState,
        verdict::{Outcome, Receipt, Refusal, Verdict},
        wire::{Answer1, OP_WITHDRAW},
    },
};

use super::{
    References,
    check::Subject,
    findings::is_of_foreign_village,
    newcomers,
    pairs::About,
    position::{Standing, position},
    prepare::{Arrived, Item, Prepared, What},
    recheck::Checks,
    tasks::{Whom, answer},
};
use crate::store::{
    StoreError, Writes,
    record::{Change, Position, Record},
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
    tx: &mut (impl Writes + ?Sized),
    who: &Sender,
    prepared: &Prepared,
    refs: &References,
) -> Result<Vec<Answer1>, StoreError> {
    push_slice(tx, who, (prepared, 0..prepared.items.len()), refs)
}

/// As [`push`], of one of [`Prepared::slices`].
///
/// # Errors
/// As [`push`]; the answer is [`Prepared::later_from`].
pub fn push_slice(
    tx: &mut (impl Writes + ?Sized),
    who: &Sender,
    (prepared, slice): (&Prepared, Range<usize>),
    refs: &References,
) -> Result<Vec<Answer1>, StoreError> {
    let items = &prepared.items[slice];
    let checks = Checks::new(tx, who.account, refs, who.now_ms);
    let mut merge = Merge { checks, who, changed_visits: BTreeSet::new() };
    // An item of its own for each change costs a third of the time, and all but never is one undone:
    // so all of them share one first, and only if that fails each gets its own.
    merge.checks.tx.begin_item()?;
    match merge.take_all(items, Merge::take) {
        Ok(answers) => {
            merge.checks.tx.keep_item()?;
            Ok(answers)
        }
        Err(error) if error.is_of_group() => Err(error),
        Err(_) => {
            merge.undo_item()?;
            merge.take_all(items, Merge::take_alone)
        }
    }
}

/// Cuts the lists of the answers to one push until a phone reads all of them; it hears of the others by
/// its next pull.
pub fn shorten(answers: &mut [Answer1]) {
    let mut room = REPLY_PROBLEMS_MAX;
    for answer in answers {
        for list in [&mut answer.verdict.problems, &mut answer.verdict.notes] {
            // One at least, since a list without any says that nothing holds the record.
            list.truncate(room.max(1));
            room = room.saturating_sub(list.len());
        }
    }
}

fn first_time(outcome: Outcome) -> Verdict {
    Verdict { repeated: false, outcome }
}

/// What one push is merged with.
struct Merge<'m, T: ?Sized> {
    /// Visits of the push itself came first.
    checks: Checks<'m, T>,
    who: &'m Sender,
    /// Visits that this push changed and whose forms are still to be checked again.
    changed_visits: BTreeSet<RecordId>,
}

impl<T: Writes + ?Sized> Merge<'_, T> {
    /// Answers every item, taking what arrived in this way.
    fn take_all(
        &mut self,
        items: &[Item],
        take: fn(&mut Self, &Arrived) -> Result<Verdict, StoreError>,
    ) -> Result<Vec<Answer1>, StoreError> {
        let mut answers = Vec::with_capacity(items.len());
        for item in items {
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
        self.checks.tx.begin_item()?;
        let taken = self.take(arrived);
        match taken.and_then(|verdict| self.recheck_forms().map(|()| verdict)) {
            Ok(verdict) => {
                self.checks.tx.keep_item()?;
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
        self.checks.checker.visits.forget_all();
        self.changed_visits.clear();
        self.checks.tx.undo_item()
    }

    fn take(&mut self, arrived: &Arrived) -> Result<Verdict, StoreError> {
        let header = &arrived.header;
        if let Some(stored) = self.checks.tx.change(header.change)? {
            let is_same = stored.receipt.hash == arrived.hash;
            if !is_same {
                let n_bytes = arrived.bytes.len();
                tracing::warn!(change = %header.change, n_bytes, "refused: its id has other content");
            }
            let outcome =
                if is_same { stored.outcome() } else { Outcome::Refused(Refusal::IdReused) };
            return Ok(Verdict { repeated: is_same, outcome });
        }
        let record = self.checks.tx.record(header.record)?;
        let standing = position(&*self.checks.tx, self.who.account, header, record.as_ref())?;
        let mut found = self.checks.check(Subject::of(arrived), record.as_ref())?;
        if standing.position == Position::Before {
            // A revision that was replaced before it came is history: nobody has to mend it.
            found.problems.clear();
            found.notes.clear();
        }
        // Its position comes first: the rest may follow from it.
        found.problems.splice(0..0, standing.problem.clone());

        let receipt = Receipt {
            seq: self.checks.tx.next_seq()?,
            hash: arrived.hash,
            stored_at_ms: self.who.now_ms,
        };
        let change = Change {
            header: header.clone(),
            author: self.who.account,
            device: self.who.device,
            bytes: arrived.bytes.to_vec(),
            receipt,
            state: found.state(header),
            position: standing.position,
            other: standing.other,
            problems: found.problems,
            notes: found.notes,
        };
        self.checks.tx.add_change(&change)?;
        let outcome = change.outcome();
        let before = record.as_ref().and_then(About::of);
        let whom = found.whom;
        let record =
            record_with(record, change, &standing, (found.subject, found.nik, found.urgency));
        if let Some(record) = record {
            self.checks.tx.put_record(&record)?;
            if standing.position == Position::Head {
                self.checks.head_came(&record, before, Subject::of(arrived), whom)?;
            }
            if record.visit.is_none() && standing.position == Position::Head {
                self.checks.checker.visits.forget(record.id);
                self.changed_visits.insert(record.id);
            }
        }
        Ok(first_time(outcome))
    }

    /// Checks the forms of the changed visits again.
    fn recheck_forms(&mut self) -> Result<(), StoreError> {
        while let Some(visit) = self.changed_visits.pop_first() {
            self.checks.look_at_forms(visit)?;
        }
        Ok(())
    }
}

impl<T: Writes + ?Sized> Checks<'_, T> {
    /// Does what follows from a revision that was just stored and counts from now on.
    pub(super) fn head_came(
        &mut self,
        record: &Record,
        before: Option<About>,
        subject: Subject<'_>,
        whom: Whom,
    ) -> Result<(), StoreError> {
        self.tell_others(record, before)?;
        self.tell_before(record, subject.header, record.author)?;
        self.tell_dead(record, subject)?;
        if record.state == RecordState::Sent {
            if let Some(family) = whom.family
                && let Some(content) = subject.content()
            {
                newcomers::add(self.tx, record.village, (family, &content.values))?;
            }
            answer(self.tx, record, whom)?;
        }
        Ok(())
    }
}

/// The record with a change that was just stored; `None` when the change is nothing to it.
pub(super) fn record_with(
    before: Option<Record>,
    change: Change,
    standing: &Standing,
    (subject, nik, urgency): (String, Option<u64>, u8),
) -> Option<Record> {
    let seq = change.receipt.seq;
    match (standing.position, before) {
        (Position::Head, before) => {
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
                urgency,
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
                    urgency: before.urgency,
                    ..record
                },
                // Held for its village: the office that saw it so far has to settle that.
                Some(before) if is_of_foreign_village(&record.problems) => {
                    Record { village: before.village, ..record }
                }
                _ => record,
            })
        }
        (Position::Beside, Some(before)) => {
            Some(Record { last_seq: seq, n_beside: before.n_beside.saturating_add(1), ..before })
        }
        // History changes nothing of how the record stands now.
        (Position::Before, _) | (Position::Beside, None) => None,
    }
}
