//! What own records have done already, also what the office does not know yet.

use shared::{
    day::Day,
    forms::visit::VISIT,
    region::VillageCode,
    register::{
        family::{Family1, Person1},
        reference::{PersonRef, Reference, ReferredId},
        search::{family_ref, person_ref},
        task::Task1,
    },
    sync::state::RecordState,
};

use super::{counts, measures};
use crate::rows::RecordItem;

/// One thing that was done.
#[derive(Clone, Copy, Debug)]
struct Deed {
    /// By which kind of form.
    kind: u16,
    /// When it was finished.
    day: Day,
    /// Only this phone has it.
    is_waiting: bool,
}

/// What was done, by whom it was done for.
#[derive(Debug)]
pub(super) struct Deeds {
    /// By the bytes of the reference, sorted.
    people: Vec<(Vec<u8>, Deed)>,
    /// Likewise.
    families: Vec<(Vec<u8>, Deed)>,
}

impl Deeds {
    /// Takes them from the records.
    pub(super) fn of(records: &[RecordItem]) -> Self {
        let (mut people, mut families) = (Vec::new(), Vec::new());
        for record in records {
            if record.is_withdrawal || record.is_in_vain || !counts(record.state) {
                continue;
            }
            let deed = Deed {
                kind: record.kind,
                day: Day::in_tuban(record.made_at_ms),
                is_waiting: record.state == RecordState::Waiting,
            };
            people.extend(record.about.person.map(|person| (person.to_bytes(), deed)));
            families.extend(record.about.family.map(|family| (family.to_bytes(), deed)));
        }
        people.sort_by(|(one, _), (other, _)| one.cmp(other));
        families.sort_by(|(one, _), (other, _)| one.cmp(other));
        Self { people, families }
    }

    /// Whether a task is answered here. The server decides the same when it gets the record
    /// (`server/src/sync/tasks.rs`); what it has got and left open, is not answered.
    pub(super) fn answer(
        &self,
        village: VillageCode,
        task: &Task1,
        family: Option<&Family1>,
    ) -> bool {
        let answers = |deed: &Deed| {
            let is_new = deed.is_waiting || deed.day > task.made;
            is_new && (task.kind == 0 || task.kind == deed.kind)
        };
        let Some(family) = family else { return false };
        if of(&self.families, family_ref(village, family)).any(answers) {
            return true;
        }
        let is_asked = |person: &&Person1| task.person == 0 || task.person == person.number;
        let mut people = family.members.iter().filter(is_asked);
        people.any(|person| of(&self.people, person_ref(village, person)).any(answers))
    }

    /// When a family was visited last.
    pub(super) fn seen(&self, village: VillageCode, family: &Family1) -> Option<Day> {
        let visits = of(&self.families, family_ref(village, family));
        visits.filter(|deed| deed.kind == VISIT.id.0).map(|deed| deed.day).max()
    }

    /// When a child was measured last.
    pub(super) fn measured(&self, child: PersonRef) -> Option<Day> {
        of(&self.people, child).filter(|deed| measures(deed.kind)).map(|deed| deed.day).max()
    }
}

/// What was done for one of them.
fn of<Id: ReferredId>(
    all: &[(Vec<u8>, Deed)],
    reference: Reference<Id>,
) -> impl Iterator<Item = &Deed> {
    let key = if all.is_empty() { Vec::new() } else { reference.to_bytes() };
    let from = all.partition_point(|(other, _)| *other < key);
    all[from..].iter().take_while(move |(other, _)| *other == key).map(|(_, deed)| deed)
}
