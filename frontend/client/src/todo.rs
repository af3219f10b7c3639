//! What there is to do, put together on the phone from what it has: tasks of the office, own records that
//! come back or lack a number, appointments, small children to be measured, families that nobody has
//! visited for a year, and what is being filled.
//!
//! Pure, and one pass over each source. Nothing here is stored: whatever is done falls out by itself,
//! also before the office knows of it.

mod deeds;
#[cfg(test)]
mod tests;

use shared::{
    day::Day,
    form::model::KindId,
    forms::{self, visit::VISIT},
    id::RecordId,
    region::VillageCode,
    register::{
        family::{Family1, Person1},
        reference::FamilyRef,
        search::{Register, person_ref},
        task::Task1,
    },
    sync::state::RecordState,
};

use self::deeds::Deeds;
use crate::{
    rows::{DraftItem, RecordItem},
    tasks::VillageTasks1,
};

/// A child is measured every month until it is five (Permenkes 2/2020: up to 60 months).
const MEASURED_UNTIL_MONTHS: i32 = 60;
/// Between two measures, months.
const MEASURE_EVERY_MONTHS: i32 = 1;
/// Between two visits of one family, months: DTSEN is renewed every year.
const VISIT_EVERY_MONTHS: i32 = 12;

/// What kind of thing it is, in the order in which they stand where nothing else decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// The office asks for it.
    Asked,
    /// A visit said when somebody would come again.
    Appointment,
    /// A record was held or returned, and its author is to mend it.
    ToMend,
    /// A number that was not at hand is to be added.
    ToFollow,
    /// A small child was not measured for a month.
    Measure,
    /// Something is being filled.
    Draft,
    /// Nobody visited the family for a year.
    NotSeen,
}

impl What {
    /// All of them.
    pub const ALL: [What; 7] = [
        What::Asked,
        What::Appointment,
        What::ToMend,
        What::ToFollow,
        What::Measure,
        What::Draft,
        What::NotSeen,
    ];
}

/// How urgent it is, the most urgent first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// The day is over.
    Overdue,
    /// Today.
    Today,
    /// On a later day.
    Later,
    /// On no certain day.
    Someday,
    /// Done on this phone; the office does not know yet.
    Done,
}

/// One thing to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Todo<'a> {
    /// What kind of thing.
    pub what: What,
    /// How urgent.
    pub urgency: Urgency,
    /// Where.
    pub village: Option<VillageCode>,
    /// The family, where this phone has it.
    pub family: Option<&'a Family1>,
    /// The person of it whom it is about.
    pub person: Option<&'a Person1>,
    /// Whom it is about in the words of its source; empty where the register says it.
    pub name: &'a str,
    /// What for, in the office's words; empty where [`Self::what`] says it all.
    pub reason: &'a str,
    /// Code of the form that is wanted, or that it is about; 0 for none.
    pub kind: u16,
    /// The last day.
    pub due: Option<Day>,
    /// When it was last done: measured, visited.
    pub last: Option<Day>,
    /// The record or draft that it is about.
    pub record: Option<RecordId>,
    /// A draft of that record is open.
    pub has_draft: bool,
    /// Somebody or something said why it came back: that is read before anything is changed.
    pub is_read_first: bool,
}

/// The families of one neighbourhood, and how many of them were visited within a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Where.
    pub village: VillageCode,
    /// The RW; `None` for families of which it is not known.
    pub rw: Option<u16>,
    /// The RT; likewise.
    pub rt: Option<u16>,
    /// All.
    pub n_families: usize,
    /// Those that were visited.
    pub n_seen: usize,
}

/// All that there is to do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Todos<'a> {
    /// The most urgent first.
    pub items: Vec<Todo<'a>>,
    /// By village, RW and RT.
    pub progress: Vec<Progress>,
}

/// What this phone has.
#[derive(Clone, Copy)]
pub struct Sources<'a> {
    /// Today.
    pub today: Day,
    /// Families and people.
    pub register: &'a Register,
    /// What the office asks for.
    pub tasks: &'a [VillageTasks1],
    /// What was finished, latest first.
    pub records: &'a [RecordItem],
    /// What is being filled.
    pub drafts: &'a [DraftItem],
}

impl<'a> Todos<'a> {
    /// Puts together what there is to do.
    #[must_use]
    pub fn of(sources: Sources<'a>) -> Self {
        let deeds = Deeds::of(sources.records);
        let mut items = Vec::new();
        asked(sources, &deeds, &mut items);
        of_records(sources, &mut items);
        of_drafts(sources, &mut items);
        // Whoever goes there for another reason visits the family.
        let mut awaited: Vec<(VillageCode, u32)> = items.iter().filter_map(Todo::place).collect();
        awaited.sort_unstable();
        let progress = of_register(sources, &deeds, &awaited, &mut items);
        items.sort_by_key(|todo| {
            let place = todo.family.map(|family| (family.rw, family.rt));
            (todo.urgency, todo.due.map_or(i32::MAX, Day::number), todo.what, place)
        });
        Self { items, progress }
    }

    /// How many are so urgent.
    #[must_use]
    pub fn n_of(&self, urgency: Urgency) -> usize {
        self.items.iter().filter(|todo| todo.urgency == urgency).count()
    }
}

impl Todo<'_> {
    /// The family by village and number, unless it is done.
    fn place(&self) -> Option<(VillageCode, u32)> {
        let family = self.family.filter(|_| self.urgency != Urgency::Done)?;
        Some((self.village?, family.number)).filter(|(_, number)| *number != 0)
    }
}

fn urgency(due: Option<Day>, today: Day) -> Urgency {
    match due.map(|due| due.since(today)) {
        Some(..0) => Urgency::Overdue,
        Some(0) => Urgency::Today,
        Some(_) => Urgency::Later,
        None => Urgency::Someday,
    }
}

/// When a family was visited last, by the register and by this phone's own records.
#[must_use]
pub fn last_visit(records: &[RecordItem], village: VillageCode, family: &Family1) -> Option<Day> {
    family.seen.max(Deeds::of(records).seen(village, family))
}

/// What the office asks for.
fn asked<'a>(sources: Sources<'a>, deeds: &Deeds, items: &mut Vec<Todo<'a>>) {
    for VillageTasks1 { village, open } in sources.tasks {
        for task in open {
            let family = family_of(sources.register, *village, task);
            let person = family.and_then(|family| family.member(task.person));
            let is_done = deeds.answer(*village, task, family);
            items.push(Todo {
                what: What::Asked,
                urgency: if is_done { Urgency::Done } else { urgency(task.due, sources.today) },
                village: Some(*village),
                family,
                person,
                name: &task.name,
                reason: &task.reason,
                kind: task.kind,
                due: task.due,
                last: None,
                record: None,
                has_draft: false,
                is_read_first: false,
            });
        }
    }
}

fn family_of<'a>(
    register: &'a Register,
    village: VillageCode,
    task: &Task1,
) -> Option<&'a Family1> {
    let number = Some(task.family).filter(|number| *number != 0)?;
    register.family(FamilyRef::Numbered { village, number }).map(|(_, family)| family)
}

/// What comes back, lacks a number, or was put off to another day.
fn of_records<'a>(sources: Sources<'a>, items: &mut Vec<Todo<'a>>) {
    let mut drafts: Vec<RecordId> = sources.drafts.iter().map(|draft| draft.record).collect();
    drafts.sort_unstable();
    // Latest first: whoever is met again later was visited after the appointment.
    let mut visited: Vec<Vec<u8>> = Vec::new();
    for record in sources.records.iter().filter(|record| !record.is_withdrawal) {
        let is_visit = record.kind == VISIT.id.0;
        let is_first = is_visit && is_first_visit(record, &mut visited);
        let due = record.return_day.filter(|_| is_first && counts(record.state));
        let what = match (record.state, due) {
            _ if record.is_damaged => continue,
            (RecordState::HeldForAuthor | RecordState::Returned | RecordState::Refused, _) => {
                What::ToMend
            }
            _ if record.is_to_follow => What::ToFollow,
            (_, Some(_)) => What::Appointment,
            _ => continue,
        };
        let family = record.about.family.and_then(|family| sources.register.family(family));
        let todo = Todo {
            what,
            urgency: if what == What::ToMend { Urgency::Today } else { Urgency::Someday },
            village: record.village,
            family: family.map(|(_, family)| family),
            person: None,
            name: &record.subject,
            reason: "",
            kind: record.kind,
            due: None,
            last: None,
            record: Some(record.record),
            has_draft: drafts.binary_search(&record.record).is_ok(),
            is_read_first: matches!(record.state, RecordState::Returned | RecordState::Refused)
                || forms::is_confidential(KindId(record.kind)),
        };
        if what != What::Appointment {
            items.push(todo);
        }
        // A visit that lacks a number may as well be put off: these are two things to do.
        if due.is_some() {
            let urgency = urgency(due, sources.today);
            items.push(Todo { what: What::Appointment, urgency, due, ..todo });
        }
    }
}

/// True for a record in a state in which it is what happened.
const fn counts(state: RecordState) -> bool {
    !matches!(
        state,
        RecordState::Draft | RecordState::Refused | RecordState::NotUsed | RecordState::Withdrawn
    )
}

/// True for the latest visit of its family; of one that the register does not know, of the same name in
/// the same village.
fn is_first_visit(record: &RecordItem, visited: &mut Vec<Vec<u8>>) -> bool {
    let key = match (record.about.family, record.village) {
        (Some(family), _) => family.to_bytes(),
        (None, Some(village)) if !record.subject.is_empty() => {
            [&village.number().to_be_bytes(), record.subject.as_bytes()].concat()
        }
        (None, _) => return true,
    };
    match visited.binary_search(&key) {
        Ok(_) => false,
        Err(place) => {
            visited.insert(place, key);
            true
        }
    }
}

/// What is being filled; not what mends a record that stands there already.
fn of_drafts<'a>(sources: Sources<'a>, items: &mut Vec<Todo<'a>>) {
    let mut listed: Vec<RecordId> = items.iter().filter_map(|todo| todo.record).collect();
    listed.sort_unstable();
    let others = sources.drafts.iter().filter(|draft| listed.binary_search(&draft.record).is_err());
    items.extend(others.map(|draft| Todo {
        what: What::Draft,
        urgency: Urgency::Someday,
        village: draft.village,
        family: draft.about.family.and_then(|family| Some(sources.register.family(family)?.1)),
        person: None,
        name: &draft.subject,
        reason: "",
        kind: draft.kind,
        due: None,
        last: None,
        record: Some(draft.record),
        has_draft: true,
        is_read_first: false,
    }));
}

/// Children to be measured and families to be visited; how far each neighbourhood is.
fn of_register<'a>(
    Sources { today, register, .. }: Sources<'a>,
    deeds: &Deeds,
    awaited: &[(VillageCode, u32)],
    items: &mut Vec<Todo<'a>>,
) -> Vec<Progress> {
    let growth = forms::ALL.iter().find(|kind| kind.growth.is_some()).map_or(0, |kind| kind.id.0);
    let mut progress = Vec::new();
    for (village, family) in register.families() {
        let seen = family.seen.max(deeds.seen(village, family));
        let is_seen = seen.is_some_and(|day| today.months_since(day) < VISIT_EVERY_MONTHS);
        count(&mut progress, village, family, is_seen);
        let todo = Todo {
            what: What::NotSeen,
            urgency: Urgency::Someday,
            village: Some(village),
            family: Some(family),
            person: None,
            name: "",
            reason: "",
            kind: 0,
            due: None,
            last: seen,
            record: None,
            has_draft: false,
            is_read_first: false,
        };
        let mut is_awaited = awaited.binary_search(&(village, family.number)).is_ok();
        for child in &family.members {
            let is_small =
                child.birth.is_some_and(|birth| today.months_since(birth) < MEASURED_UNTIL_MONTHS);
            if !is_small {
                continue;
            }
            let last = child.measures.last().map(|measure| measure.day);
            let last = last.max(deeds.measured(person_ref(village, child)));
            if last.is_none_or(|day| today.months_since(day) >= MEASURE_EVERY_MONTHS) {
                let what = What::Measure;
                items.push(Todo { what, person: Some(child), kind: growth, last, ..todo });
                is_awaited = true;
            }
        }
        if !is_seen && !is_awaited {
            items.push(todo);
        }
    }
    progress
}

fn count(all: &mut Vec<Progress>, village: VillageCode, family: &Family1, is_seen: bool) {
    let key = |one: &Progress| (one.village, one.rw, one.rt);
    let Family1 { rw, rt, .. } = *family;
    let place = match all.binary_search_by_key(&(village, rw, rt), key) {
        Ok(place) => place,
        Err(place) => {
            all.insert(place, Progress { village, rw, rt, n_families: 0, n_seen: 0 });
            place
        }
    };
    all[place].n_families += 1;
    all[place].n_seen += usize::from(is_seen);
}

/// True for a kind of form that measures a child.
fn measures(kind: u16) -> bool {
    forms::kind(KindId(kind)).is_some_and(|kind| kind.growth.is_some())
}
