//! What is found about a pair of records and stands on both: forms of one visit that contradict each
//! other, and a NIK that is on record elsewhere.
//!
//! The record that comes later finds it in its own check; the earlier one is told here. A few are told
//! at most, so that a change costs what it weighs.

use std::rc::Rc;

use shared::{
    form::{
        model::{FormKind, KindId},
        problem::{Path, Problem},
        value::Values,
    },
    forms::{codes, contradiction::contradictions},
    id::AccountId,
    region::VillageCode,
    sync::state::RecordState,
};

use super::{
    check::{Checker, Subject},
    findings::Findings,
    recheck::{Checks, or_damaged},
};
use crate::store::{StoreError, Tx, View, record::Record};

/// Other forms about the same person in a visit that one is compared with. More than a few say nothing
/// new.
const FORMS_MAX: u32 = 4;
/// Records with the same NIK elsewhere that are told of one more.
const ELSEWHERE_MAX: u32 = 8;
/// The same of one transaction, however many changes it holds: each costs 500 steps of the engine, and all
/// of them 6 ms in the write lock. Beyond that a note is missing, or stays; the desk, which looks for the
/// other records whenever it shows one, says what is true.
const TOLD_MAX: u32 = 128;

/// How many records elsewhere may still be told in this transaction.
pub(super) struct ToTell(u32);

impl ToTell {
    pub(super) const fn new() -> Self {
        Self(TOLD_MAX)
    }

    /// How many a change may tell.
    fn of_change(&self) -> u32 {
        self.0.min(ELSEWHERE_MAX)
    }

    const fn told_one(&mut self) {
        self.0 = self.0.saturating_sub(1);
    }
}

/// Whom a record is about, and where: what others with the same NIK are told of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct About {
    nik: u64,
    village: VillageCode,
}

impl About {
    /// `None` for a record without a NIK, and for one that was withdrawn.
    pub(super) fn of(record: &Record) -> Option<Self> {
        let nik = record.nik.filter(|_| record.state != RecordState::Withdrawn)?;
        Some(Self { nik, village: record.village })
    }
}

impl Checker<'_> {
    /// Notes what other forms of the visit say against this one.
    pub(super) fn note_contradictions(
        &mut self,
        view: &(impl View + ?Sized),
        subject: Subject<'_>,
        kind: &FormKind,
        found: &mut Findings,
    ) -> Result<(), StoreError> {
        let header = subject.header;
        let (Some(visit), Some(nik)) = (header.visit, found.nik) else { return Ok(()) };
        let others = view.forms_of_person((visit, self.author), nik, header.record, FORMS_MAX)?;
        if others.is_empty() {
            return Ok(());
        }
        let Some(content) = subject.content() else { return Ok(()) };
        let mut answers: Vec<(KindId, Rc<Values>)> = Vec::new();
        for other in &others {
            let values = or_damaged(other, self.visits.answers(view, other.head))?.flatten();
            answers.extend(values.map(|values| (KindId(other.kind), values)));
        }
        let mut forms = vec![(kind.id, &content.values)];
        forms.extend(answers.iter().map(|(kind, values)| (*kind, values.as_ref())));
        // This form is the first of the list.
        for against in contradictions(&forms).iter().filter(|against| against.first == 0) {
            if found.notes.iter().all(|note| note.code != against.code) {
                found.notes.push(against.note());
            }
        }
        Ok(())
    }
}

impl<T: Tx + ?Sized> Checks<'_, T> {
    /// Tells the other records of a pair what was found about it, and what is true no longer. `before`
    /// is whom the record was about until now.
    pub(super) fn tell_others(
        &mut self,
        record: &Record,
        before: Option<About>,
    ) -> Result<(), StoreError> {
        if let Some(visit) = record.visit {
            let former = before.map(|before| before.nik).filter(|nik| Some(*nik) != record.nik);
            for nik in record.nik.into_iter().chain(former) {
                let of = (visit, record.author);
                let others = self.tx.forms_of_person(of, nik, record.id, FORMS_MAX)?;
                for other in others.iter().filter(|other| contradicts(other) != contradicts(record))
                {
                    let looked = self.head(other).and_then(|head| self.look_again(other, &head));
                    or_damaged(other, looked)?;
                }
            }
        }
        if let Some(before) = before.filter(|before| About::of(record) != Some(*before)) {
            self.take_back(before, record.author)?;
        }
        match record.nik.filter(|_| has_note(record, is_elsewhere)) {
            Some(nik) => self.tell_elsewhere(record, nik),
            None => Ok(()),
        }
    }

    /// Takes the note on a NIK from records that nothing stands against any more.
    fn take_back(&mut self, before: About, author: AccountId) -> Result<(), StoreError> {
        let About { nik, village } = before;
        let n_most = self.to_tell.of_change();
        let others = self.tx.records_elsewhere(nik, (village, author), n_most)?;
        for mut other in others.into_iter().filter(|other| has_note(other, is_elsewhere)) {
            if !self.tx.nik_elsewhere(nik, other.village, other.author)? {
                other.notes.retain(|note| !is_elsewhere(note));
                other.last_seq = self.tx.next_seq()?;
                self.tx.put_record(&other)?;
                self.to_tell.told_one();
            }
        }
        Ok(())
    }

    fn tell_elsewhere(&mut self, record: &Record, nik: u64) -> Result<(), StoreError> {
        let place = (record.village, record.author);
        let others = self.tx.records_elsewhere(nik, place, self.to_tell.of_change())?;
        for mut other in others.into_iter().filter(|other| !has_note(other, is_elsewhere)) {
            other.notes.push(codes::NIK_ELSEWHERE.at(Path::root(), Vec::new()));
            other.last_seq = self.tx.next_seq()?;
            self.tx.put_record(&other)?;
            self.to_tell.told_one();
        }
        Ok(())
    }
}

/// True for a record that another one of its visit contradicts, as far as it was told.
fn contradicts(record: &Record) -> bool {
    let is_it =
        |note: &Problem| [codes::PROPOSALS_DIFFER, codes::SAME_FORM_TWICE].contains(&note.code);
    record.state != RecordState::Withdrawn && has_note(record, is_it)
}

fn is_elsewhere(note: &Problem) -> bool {
    note.code == codes::NIK_ELSEWHERE
}

fn has_note(record: &Record, is_it: impl Fn(&Problem) -> bool) -> bool {
    record.notes.iter().any(is_it)
}
