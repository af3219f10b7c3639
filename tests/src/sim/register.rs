//! The register in the simulation: the office changes families and gives villages to people and takes
//! them away; in the end each phone has what the office knows of its villages, and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use client::{
    register::{self, stored},
    store::{LocalStore, Table},
    tasks::tasks,
};
use server::store::{
    StoreError, Writes,
    merge::{self, How, Pair},
    register::{Family, FamilyState, Person, PersonState, Source},
    tasks::{Task, TaskEnd, TaskSource},
};
use shared::{
    day::Day,
    id::{AccountId, FamilyId, PersonId, TaskId},
    region::VillageCode,
    register::{
        chunk::by_chunk,
        family::{Families1, Family1, News, news},
        task::{self, TaskNews},
    },
    sync::{feed::Stream, wire},
};

use super::{
    dice::Dice,
    laws::Broken,
    office::Office,
    person::{OTHER_VILLAGE, VILLAGE},
    phone::{Phone, START_MS},
};

/// Where people work from time to time.
pub(super) const NEIGHBOUR: VillageCode = VillageCode::from_number(3_523_161_005);

/// The registers that each phone asks for, whether the person works there or not.
pub(super) fn streams() -> Vec<Stream> {
    register::streams([VILLAGE, NEIGHBOUR, OTHER_VILLAGE])
}

const NAMES: [&str; 6] = ["Sukarto", "Siti Aminah", "Moh. Ali", "Sulastri", "Djumadi", "Tun"];

/// What the office does to the register once.
#[derive(Clone, Copy, Debug)]
pub(super) struct Change {
    what: u64,
    village: VillageCode,
    pick: usize,
    other: usize,
    id: [u8; 10],
}

impl Change {
    pub(super) fn draw(dice: &Dice) -> Self {
        let villages = [VILLAGE, VILLAGE, NEIGHBOUR, OTHER_VILLAGE];
        let small = || usize::try_from(dice.between(0, 1_000)).unwrap_or(0);
        let mut id = [0; 10];
        id[..8].copy_from_slice(&dice.number().to_le_bytes()[..8]);
        Self {
            what: dice.between(0, 10),
            village: dice.pick(&villages).copied().unwrap_or(VILLAGE),
            pick: small(),
            other: small(),
            id,
        }
    }

    /// Does it.
    pub(super) fn make(self, tx: &mut (impl Writes + ?Sized)) -> Result<(), StoreError> {
        let Self { what, village, pick, other, id } = self;
        let mut families = tx.families_changed(village, 0, 10_000)?;
        families.sort_by_key(|family| family.number);
        if families.is_empty() || what < 4 {
            let mut family = Family::new(FamilyId::new(START_MS, id), village);
            family.source = if pick.is_multiple_of(3) { Source::Psm } else { Source::List };
            family.no_kk = Some(3_523_160_000_000_000 + pick as u64);
            family.rt = u16::try_from(other % 9).ok();
            for position in 0..=(other % 3) {
                let mut id = id;
                id[9] = u8::try_from(position).unwrap_or(0);
                let name = NAMES[(pick + position) % NAMES.len()];
                family.members.push(Person::new(PersonId::new(START_MS, id), name.into()));
            }
            return tx.put_family(family).map(drop);
        }
        let n_families = families.len();
        ask_or_end(tx, self, families[other % n_families].id)?;
        let (pick, other) = (pick % n_families, other % n_families);
        let mut family = families[pick].clone();
        match what {
            4 | 5 => {
                family.address.push('x');
                if let Some(person) = family.members.first_mut() {
                    person.nickname.push('o');
                    person.set_nik(3_523_164_111_240_000 + other as u64, Day::in_tuban(START_MS));
                }
            }
            6 if family.merged_into.is_none() => {
                family.state = match family.state {
                    FamilyState::Active => FamilyState::Moved,
                    _ => FamilyState::Active,
                };
            }
            7 if pick != other => {
                let pair = Pair { goes: family.id, stays: families[other].id };
                let how = How { day: Day::in_tuban(START_MS), is_forced: true };
                return merge::families(tx, pair, how).map(drop);
            }
            8 if pick != other => {
                let people = |family: &Family| family.members.first().map(|one| one.id);
                if let (Some(goes), Some(stays)) = (people(&family), people(&families[other])) {
                    let how = How { day: Day::in_tuban(START_MS), is_forced: true };
                    return merge::people(tx, Pair { goes, stays }, how).map(drop);
                }
            }
            9 => {
                let last = family.members.last_mut();
                if let Some(person) = last.filter(|one| one.merged_into.is_none()) {
                    person.state = PersonState::Dead;
                }
            }
            _ if pick != other && families[other].merged_into.is_none() => {
                // Somebody joins another family.
                let Some(person) = family.members.pop() else { return Ok(()) };
                family = families[other].clone();
                family.members.push(person);
            }
            _ => {}
        }
        tx.put_family(family).map(drop)
    }
}

/// The office asks for something at a family, or takes back what it asked for before.
fn ask_or_end(
    tx: &mut (impl Writes + ?Sized),
    Change { village, pick, id, .. }: Change,
    family: FamilyId,
) -> Result<(), StoreError> {
    let open = tx.open_tasks_of(family, 10)?;
    let task = match open.into_iter().next().filter(|_| pick.is_multiple_of(2)) {
        Some(task) => Task { ended: TaskEnd::TakenBack, ..task },
        None => Task {
            id: TaskId::new(START_MS, id),
            village,
            family: Some(family),
            person: None,
            kind: 0,
            name: String::from("Sukarto"),
            reason: String::new(),
            due: None,
            source: TaskSource::Dinsos,
            made: Day::from_number(0),
            ended: TaskEnd::Open,
            ended_by: None,
            last_seq: 0,
        },
    };
    tx.put_task(&task)
}

/// The tasks that the office would tell a person of a village now, by their ids.
fn asked(office: &Office, account: AccountId, village: VillageCode) -> BTreeSet<TaskId> {
    let (mut open, mut after) = (BTreeSet::new(), 0);
    loop {
        let reply = office.tasks(account, village, after, 500, START_MS);
        for event in &reply.events {
            match task::news(event) {
                Some(TaskNews::Tasks(tasks)) => {
                    open.extend(tasks.open.iter().map(|task| task.id));
                    open.retain(|id| tasks.ended.iter().all(|ended| ended.id != *id));
                }
                Some(TaskNews::NotHere) => return BTreeSet::new(),
                None => panic!("the office writes what phones read"),
            }
        }
        after = reply.next;
        if !reply.more {
            return open;
        }
    }
}

/// When all is quiet: each phone has the tasks of its villages and no others.
fn tasks_are_settled(phone: &Phone, office: &Office) -> Result<(), Broken> {
    let held = tasks(&LocalStore::rows(&phone.store()));
    for village in [VILLAGE, NEIGHBOUR, OTHER_VILLAGE] {
        let of_village = held.iter().filter(|held| held.village == village);
        let ours: BTreeSet<TaskId> =
            of_village.flat_map(|held| held.open.iter().map(|task| task.id)).collect();
        let theirs = asked(office, phone.account, village);
        if ours != theirs {
            let (idx, number) = (phone.idx, village.number());
            return Err(format!("phone {idx} has the tasks {ours:?} of {number}, not {theirs:?}"));
        }
    }
    Ok(())
}

/// All that the office would tell a person of a village now.
fn told(office: &Office, account: AccountId, village: VillageCode) -> BTreeMap<u16, Families1> {
    let mut all = Families1::default();
    let mut after = 0;
    loop {
        let reply = office.register(account, village, after, 500, START_MS);
        for event in &reply.events {
            match news(event) {
                Some(News::Families(some)) => all.take(some),
                Some(News::NotHere) => return BTreeMap::new(),
                None => panic!("the office writes what phones read"),
            }
        }
        after = reply.next;
        if !reply.more {
            return by_chunk(all).into_iter().collect();
        }
    }
}

/// A phone's storage holds nothing of a village where the person never worked.
pub(super) fn check(phone: &Phone) -> Result<(), Broken> {
    let own = format!("register-{}", OTHER_VILLAGE.number());
    match phone.store().keys(Table::Chunk).iter().find(|key| key.starts_with(&own)) {
        Some(key) => Err(format!("phone {} has {key}", phone.idx)),
        None => Ok(()),
    }
}

/// Tells the loop of chunks that cannot be read, as the screen does that finds one.
pub(super) fn report_damage(phone: &Phone) {
    let mut damaged: Vec<Stream> = Vec::new();
    for village in [VILLAGE, NEIGHBOUR] {
        if held(phone, village).is_err() {
            damaged.push(Stream::register(village));
        }
    }
    for stream in damaged {
        phone.tell(|handle| handle.unreadable(stream));
    }
}

/// The chunks of a village on a phone.
fn held(phone: &Phone, village: VillageCode) -> Result<BTreeMap<u16, Families1>, Broken> {
    let store = phone.store();
    let stored = stored(&LocalStore::rows(&store));
    let chunks = stored.village(village).map(|village| village.chunks.as_slice()).unwrap_or(&[]);
    let rows = store.disk().rows(Table::Chunk);
    let one = |idx: u16| {
        let key = format!("register-{}-{idx:05}", village.number());
        let row = rows.iter().find(|row| row.key == key);
        let row = row.ok_or_else(|| format!("phone {} lacks {key}", phone.idx))?;
        let families: Families1 =
            wire::decode(&row.bytes).map_err(|error| format!("{key}: {error}"))?;
        Ok((idx, families))
    };
    chunks.iter().map(|chunk| one(chunk.idx)).collect()
}

/// When all is quiet: each phone has what the office knows.
pub(super) fn is_settled(phone: &Phone, office: &Office) -> Result<(), Broken> {
    for village in [VILLAGE, NEIGHBOUR, OTHER_VILLAGE] {
        let (ours, theirs) = (held(phone, village)?, told(office, phone.account, village));
        let families = |all: &BTreeMap<u16, Families1>| {
            all.values().flat_map(|chunk| chunk.families.clone()).collect::<Vec<Family1>>()
        };
        let (ours, theirs) = (families(&ours), families(&theirs));
        if ours != theirs {
            let wrong = theirs.iter().find(|family| !ours.contains(family));
            let more = ours.iter().find(|family| !theirs.contains(family));
            return Err(format!(
                "phone {} has {} families of {} and the office {}: {wrong:?} is not there, {more:?} is",
                phone.idx,
                ours.len(),
                village.number(),
                theirs.len(),
            ));
        }
    }
    tasks_are_settled(phone, office)
}
