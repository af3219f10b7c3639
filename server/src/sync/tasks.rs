//! The tasks of a village on their way to a phone ([`Feed::TASKS`]), and what ends them.

use shared::{
    id::{FamilyId, PersonId},
    region::VillageCode,
    register::{
        reference::{FamilyRef, PersonRef, Reference},
        task::{self, EVENT_LEN, Ended1, TEXT_BYTES_MAX, Task1, Tasks1},
    },
    sync::{
        feed::{Feed, PullReply2},
        limits::PULL_BYTES_MAX,
    },
};

use super::whom::referred;
use crate::store::{
    Reads, StoreError, Writes,
    record::Record,
    tasks::{Task, TaskEnd},
};

/// Open tasks of one family that are looked at; nobody is asked for the same family so often.
const OF_FAMILY_MAX: u32 = 64;
/// People with one number that are looked at.
const SAME_MAX: u32 = 4;

/// The tasks of a village that were changed after the cursor. `is_here` says whether the asking person
/// works in the village today; whoever does not hears that and nothing else.
///
/// # Errors
/// When the engine fails.
pub fn tasks(
    tx: &(impl Reads + ?Sized),
    village: VillageCode,
    is_here: bool,
    after: u64,
    limit: u32,
    now_ms: u64,
) -> Result<PullReply2, StoreError> {
    let reply = |next, more, events| {
        let (epoch, feed) = (tx.epoch()?, Feed::TASKS.0);
        Ok(PullReply2 { epoch, server_ms: now_ms, feed, next, more, events })
    };
    if !is_here {
        return reply(after, false, vec![task::not_here()]);
    }
    let (mut events, mut n_bytes, mut told) = (Vec::new(), 0, after);
    loop {
        let page = tx.tasks_changed(village, told, EVENT_LEN)?;
        let is_last = page.len() < EVENT_LEN as usize;
        let mut packed = Tasks1::default();
        for task in &page {
            told = task.last_seq;
            match task.ended {
                TaskEnd::Open => packed.open.push(open(tx, task)?),
                // A phone that asks for the first time never had those that have ended.
                _ if after == 0 => {}
                ended => packed.ended.push(Ended1 { id: task.id, how: ended.code() }),
            }
        }
        if packed != Tasks1::default() {
            let event = task::event(&packed);
            n_bytes += event.len();
            events.push(event);
        }
        if is_last {
            // Nothing of other villages has to be looked at again.
            return reply(tx.last_seq()?.max(told), false, events);
        }
        if events.len() >= limit.max(1) as usize || n_bytes >= PULL_BYTES_MAX {
            return reply(told, true, events);
        }
    }
}

fn open(tx: &(impl Reads + ?Sized), task: &Task) -> Result<Task1, StoreError> {
    let family = match task.family {
        Some(family) => tx.family(family)?.filter(|family| family.village == task.village),
        None => None,
    };
    let person = family.as_ref().zip(task.person).and_then(|(family, id)| {
        family.members.iter().find(|person| person.id == id).map(|person| person.number)
    });
    Ok(Task1 {
        id: task.id,
        family: family.map_or(0, |family| family.number),
        person: person.unwrap_or(0),
        kind: task.kind,
        name: cut(&task.name),
        reason: cut(&task.reason),
        due: task.due,
        made: task.made,
    })
}

fn cut(text: &str) -> String {
    String::from(&text[..text.floor_char_boundary(TEXT_BYTES_MAX)])
}

/// Whom answers name beside a NIK.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Whom {
    /// The family that a visit is about, by the register.
    pub(super) family: Option<FamilyRef>,
    /// The person that a form is about, by the register.
    pub(super) person: Option<PersonRef>,
    /// The family card of a visit.
    pub(super) no_kk: Option<u64>,
}

/// Ends the tasks that a record answers. It is about the person of its reference or its NIK, or about the
/// family of its reference or its card, as the register of its village has them.
pub(super) fn answer(
    tx: &mut (impl Writes + ?Sized),
    record: &Record,
    whom: Whom,
) -> Result<(), StoreError> {
    let mut found: Vec<(FamilyId, Option<PersonId>)> = Vec::new();
    if let Some(reference) = whom.person {
        let person = referred(tx, record.village, reference)?;
        found.extend(person.map(|(family, person)| (family, Some(person))));
    }
    let family = match whom.family {
        Some(Reference::Numbered { village, number }) if village == record.village => {
            tx.family_numbered(village, number)?
        }
        Some(Reference::New(id)) => Some(id),
        Some(Reference::Numbered { .. }) | None => None,
    };
    if let Some(family) = family {
        found.extend(tx.family_that_stays(family)?.map(|family| (family, None)));
    }
    if let Some(nik) = record.nik.filter(|_| found.is_empty()) {
        let people = tx.people_with_nik(nik, SAME_MAX)?;
        found.extend(people.into_iter().map(|(family, person)| (family, Some(person))));
    }
    if let Some(no_kk) = whom.no_kk {
        let families = tx.families_with_kk(no_kk, SAME_MAX)?;
        found.extend(families.into_iter().map(|family| (family, None)));
    }
    found.into_iter().try_for_each(|whom| answered(tx, whom, record))
}

/// Ends the tasks about a family, or about one of it: those that any visit answers, and those for a form
/// of this kind.
fn answered(
    tx: &mut (impl Writes + ?Sized),
    (family, person): (FamilyId, Option<PersonId>),
    record: &Record,
) -> Result<(), StoreError> {
    for task in tx.open_tasks_of(family, OF_FAMILY_MAX)? {
        let is_kind = task.kind == 0 || task.kind == record.kind;
        // Whoever is visited for one person has seen that one.
        let is_about = task.person.is_none() || task.person == person || person.is_none();
        if task.village == record.village && is_kind && is_about {
            tx.put_task(&Task { ended: TaskEnd::Answered, ended_by: Some(record.id), ..task })?;
        }
    }
    Ok(())
}

/// Ends the tasks about somebody who is not there any more, or about a whole family (`person` is `None`).
///
/// # Errors
/// When the engine fails.
pub fn ended(
    tx: &mut (impl Writes + ?Sized),
    (family, person): (FamilyId, Option<PersonId>),
    how: TaskEnd,
) -> Result<(), StoreError> {
    for task in tx.open_tasks_of(family, OF_FAMILY_MAX)? {
        if person.is_none() || task.person == person {
            tx.put_task(&Task { ended: how, ..task })?;
        }
    }
    Ok(())
}
