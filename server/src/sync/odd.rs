//! What is worth a look at the desk and no fault of a form: the same form soon again, somebody whom the
//! register has elsewhere or among the dead, many forms in a few minutes. No note says where or whose.

use std::collections::VecDeque;

use shared::{
    form::{
        model::{FormKind, KindId},
        problem::Path,
    },
    forms::{
        balita::BALITA,
        codes,
        mutasi_keluarga::MUTASI_KELUARGA,
        visit::{self, VISIT},
    },
    id::AccountId,
    sync::{state::RecordState, wire::Header1},
};

use super::{check::Checker, findings::Findings, recheck::Checks, visits::Visit};
use crate::store::{StoreError, Tx, View, record::Record};

/// Within so long the same form about the same person is odd, milliseconds: 30 days (domain G.9).
const SOON_MS: u64 = 30 * 24 * 60 * 60 * 1_000;
/// So many forms (domain G.9) ...
const MANY: u32 = 20;
/// ... within so long are odd, milliseconds: 10 minutes.
const HASTE_MS: u64 = 10 * 60 * 1_000;
/// The author's last records that are looked at: forms and their visits.
const LOOKED_AT: u32 = 40;
/// People with one NIK that are looked at.
const SAME_MAX: u32 = 4;

/// When the forms of an author were made, as far as one push tells.
#[derive(Default)]
pub(super) struct Haste {
    /// The time of the first form, and how many stored ones were made shortly before it.
    before: Option<(u64, u32)>,
    /// The times of those after it, the last first.
    made_ms: VecDeque<u64>,
}

/// A child is measured every month, and much may happen in one family.
fn is_soon(kind: KindId, made_at_ms: u64, before_ms: Option<u64>) -> bool {
    ![BALITA.id, MUTASI_KELUARGA.id].contains(&kind)
        && before_ms.is_some_and(|before| made_at_ms.saturating_sub(before) <= SOON_MS)
}

impl Checker<'_> {
    /// Notes what is odd about a form beside the register and the author's other forms.
    pub(super) fn note_odd(
        &mut self,
        view: &(impl View + ?Sized),
        header: &Header1,
        (kind, visit): (&FormKind, Visit),
        found: &mut Findings,
    ) -> Result<(), StoreError> {
        if is_soon(kind.id, header.made_at_ms, found.previous_at_ms) {
            found.note(codes::SAME_FORM_SOON);
        }
        if let Some(nik) = found.nik {
            let known = view.register_of_nik(nik, SAME_MAX)?;
            if !known.is_empty() && known.iter().all(|(_, is_dead)| *is_dead) {
                found.note(codes::SAID_TO_BE_DEAD);
            }
            let no_kk = self.kk_of_visit(view, visit)?;
            let cards = || known.iter().filter_map(|(card, _)| *card);
            let is_elsewhere =
                |no_kk: u64| cards().next().is_some() && cards().all(|card| card != no_kk);
            if no_kk.is_some_and(is_elsewhere) {
                found.note(codes::ON_OTHER_CARD);
            }
        }
        // In a posyandu forms come quickly; a visit alone is no form.
        let except = [VISIT.id, BALITA.id];
        if !except.contains(&kind.id) && self.is_in_haste(view, header, except.map(|id| id.0))? {
            found.note(codes::MANY_AT_ONCE);
        }
        Ok(())
    }

    /// The store is asked once; what comes after in the same push is counted here.
    fn is_in_haste(
        &mut self,
        view: &(impl View + ?Sized),
        header: &Header1,
        except: [u16; 2],
    ) -> Result<bool, StoreError> {
        let made_at_ms = header.made_at_ms;
        let (first_ms, n_before) = match self.haste.before {
            Some(before) => before,
            None => {
                let between = (made_at_ms.saturating_sub(HASTE_MS), made_at_ms);
                let n = view.n_made_between(self.author, between, except, LOOKED_AT)?;
                *self.haste.before.insert((made_at_ms, n))
            }
        };
        let is_near = |at: u64| at.abs_diff(made_at_ms) <= HASTE_MS;
        let n_here = self.haste.made_ms.iter().filter(|at| is_near(**at)).count();
        let n_before = if is_near(first_ms) { n_before } else { 0 };
        self.haste.made_ms.push_front(made_at_ms);
        self.haste.made_ms.truncate(MANY as usize);
        Ok(u32::try_from(n_here).unwrap_or(MANY) + n_before >= MANY - 1)
    }

    /// The family card of the visit of a form.
    fn kk_of_visit(
        &mut self,
        view: &(impl View + ?Sized),
        visit: Visit,
    ) -> Result<Option<u64>, StoreError> {
        let Visit::Stored { answers: Some(change), .. } = visit else { return Ok(None) };
        let answers = self.visits.answers(view, change)?;
        let no_kk = answers.and_then(|answers| answers.get(visit::KK));
        Ok(no_kk.and_then(|number| u64::try_from(number).ok()))
    }
}

impl<T: Tx + ?Sized> Checks<'_, T> {
    /// Tells the form before that the same was made soon again.
    pub(super) fn tell_before(
        &mut self,
        record: &Record,
        header: &Header1,
        author: AccountId,
    ) -> Result<(), StoreError> {
        let Some(nik) = record.nik else { return Ok(()) };
        let is_it = record.notes.iter().any(|note| note.code == codes::SAME_FORM_SOON);
        if !is_it || record.state == RecordState::Withdrawn {
            return Ok(());
        }
        let Some(mut before) = self.tx.previous(header, nik, author)? else { return Ok(()) };
        if before.notes.iter().all(|note| note.code != codes::SAME_FORM_SOON) {
            before.notes.push(codes::SAME_FORM_SOON.at(Path::root(), Vec::new()));
            before.last_seq = self.tx.next_seq()?;
            self.tx.put_record(&before)?;
        }
        Ok(())
    }
}
