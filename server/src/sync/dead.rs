//! One form says that somebody has died, a later one that he is alive: a note on both, as soon as both
//! are here, whichever came first. It says neither where nor by whom.

use shared::{
    form::{
        model::KindId,
        problem::Path,
        value::{Chosen, Values},
    },
    forms::{
        bansos::{self, BANSOS},
        codes,
        lists::change,
        mutasi_keluarga::{self, MUTASI_KELUARGA},
    },
    sync::{state::RecordState, wire::Header1},
};

use super::{
    check::{Checker, Subject},
    findings::Findings,
    recheck::{Checks, or_damaged},
};
use crate::store::{StoreError, Tx, View, record::Record};

/// Records about the same person elsewhere that are looked at: each costs steps in the write lock.
const ELSEWHERE_MAX: u32 = 2;

/// Other records about the same person.
struct Others {
    all: Vec<Record>,
    /// Some of them are another's, or of another village.
    is_elsewhere: bool,
}

/// The answers say that the person whom the form is about has died.
fn says_died(kind: KindId, values: &Values) -> bool {
    if kind == MUTASI_KELUARGA.id {
        values.get(mutasi_keluarga::KIND) == Some(Chosen(change::DIED))
    } else {
        kind == BANSOS.id && values.get(bansos::DIED_ON).is_some()
    }
}

fn is_change_in_family(kind: u16) -> bool {
    kind == MUTASI_KELUARGA.id.0
}

impl Checker<'_> {
    /// Notes that the person is on record elsewhere too, and that another form says otherwise.
    pub(super) fn note_others(
        &mut self,
        view: &(impl View + ?Sized),
        subject: Subject<'_>,
        found: &mut Findings,
    ) -> Result<(), StoreError> {
        let Some(nik) = found.nik else { return Ok(()) };
        let others = self.others_about(view, subject.header, nik)?;
        if !others.all.is_empty()
            && let Some(content) = subject.content()
        {
            let is_dead = says_died(KindId(subject.header.kind), &content.values);
            if self.one_against(view, subject.header, is_dead, &others.all)?.is_some() {
                found.note(codes::DEAD_OR_ALIVE);
            }
        }
        if others.is_elsewhere {
            found.note(codes::NIK_ELSEWHERE);
        }
        Ok(())
    }

    /// The last changes in the family that the author has about a person; of others, those before a form,
    /// and forms after a change in the family.
    fn others_about(
        &self,
        view: &(impl View + ?Sized),
        header: &Header1,
        nik: u64,
    ) -> Result<Others, StoreError> {
        let of_kind = Header1 { kind: MUTASI_KELUARGA.id.0, ..header.clone() };
        let own = view.previous(&of_kind, nik, self.author)?;
        let place = (header.village, self.author);
        let mut all = view.records_elsewhere(nik, place, ELSEWHERE_MAX)?;
        let is_elsewhere = !all.is_empty();
        all.splice(0..0, own);
        Ok(Others { all, is_elsewhere })
    }

    /// The first of them that says the opposite and stands on the other side in time: whoever died later
    /// was alive before.
    fn one_against(
        &mut self,
        view: &(impl View + ?Sized),
        header: &Header1,
        is_dead: bool,
        others: &[Record],
    ) -> Result<Option<Record>, StoreError> {
        for other in others {
            let is_after = other.made_at_ms > header.made_at_ms;
            // Of the dead nothing but a change in the family is read: most forms say that he lives.
            let is_read = is_change_in_family(other.kind) || is_dead && other.kind == BANSOS.id.0;
            if is_after != is_dead || !is_dead && !is_read {
                continue;
            }
            let says_so = is_read && {
                let values = or_damaged(other, self.visits.answers(view, other.head))?.flatten();
                values.is_some_and(|values| says_died(KindId(other.kind), &values))
            };
            if says_so != is_dead {
                return Ok(Some(other.clone()));
            }
        }
        Ok(None)
    }
}

impl<T: Tx + ?Sized> Checks<'_, T> {
    /// Tells the other form too.
    pub(super) fn tell_dead(
        &mut self,
        record: &Record,
        subject: Subject<'_>,
    ) -> Result<(), StoreError> {
        let Some(nik) = record.nik else { return Ok(()) };
        if record.state == RecordState::Withdrawn || !has_note(record) {
            return Ok(());
        }
        let Some(content) = subject.content() else { return Ok(()) };
        let is_dead = says_died(KindId(record.kind), &content.values);
        let others = self.checker.others_about(&*self.tx, subject.header, nik)?;
        let against = self.checker.one_against(&*self.tx, subject.header, is_dead, &others.all)?;
        if let Some(mut other) = against.filter(|other| !has_note(other)) {
            other.notes.push(codes::DEAD_OR_ALIVE.at(Path::root(), Vec::new()));
            other.last_seq = self.tx.next_seq()?;
            self.tx.put_record(&other)?;
        }
        Ok(())
    }
}

fn has_note(record: &Record) -> bool {
    record.notes.iter().any(|note| note.code == codes::DEAD_OR_ALIVE)
}
