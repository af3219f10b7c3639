//! Accepted records and the register.

use shared::{
    day::Day,
    form::{
        model::FormKind,
        value::{Chosen, Value, Values},
    },
    forms::{
        balita::{self, BALITA},
        lists::{self, change},
        mutasi_keluarga::{self as mutasi, MUTASI_KELUARGA},
        person,
        visit::{self, VISIT},
    },
    id::{FamilyId, PersonId, RecordId, TaskId},
    region::VillageCode,
    register::{
        reference::PersonRef,
        task::{Ended1, TaskNews, news},
    },
};

use crate::{
    store::{
        Store,
        register::{Family, FamilyState, Former, Person, PersonState},
        tasks::{Task, TaskEnd, TaskSource},
    },
    sync::{
        effect::{Accepted, apply},
        tasks::tasks,
    },
};

const VILLAGE: VillageCode = VillageCode::from_number(3_523_161_003);
const KK: u64 = 3_523_160_203_129_991;
const NIK: u64 = 3_523_160_101_809_991;

fn birth(year: i32) -> Option<Day> {
    Day::from_ymd(year, 1, 1)
}

/// A village with one family of two.
fn village() -> Store {
    let store = Store::in_memory(7);
    let person = |number: u8, name: &str, year| Person {
        birth: birth(year),
        relation: u16::from(number),
        ..Person::new(PersonId([100 + number; 16]), String::from(name))
    };
    let mut head = person(1, "Budi", 1980);
    head.nik = Some(NIK);
    let members = vec![head, person(3, "Siti", 1985)];
    let family = Family { no_kk: Some(KK), members, ..Family::new(FamilyId([1; 16]), VILLAGE) };
    store.write(move |tx| tx.put_family(family)).wait().unwrap();
    store
}

fn visit_values(kk: Option<u64>) -> Values {
    let mut values = Values::new();
    values.set(visit::KIND, Chosen(lists::VISIT_FAMILY));
    values.set(visit::DATE, Day::from_ymd(2026, 11, 30).unwrap());
    values.set(visit::OUTCOME, Chosen(lists::OUTCOME_COMPLETE));
    values.set(visit::RT, 5);
    if let Some(kk) = kk {
        values.set(visit::KK, kk.cast_signed());
    }
    values
}

fn accept(store: &Store, kind: &'static FormKind, visit: &Values, form: &Values) {
    let (visit, form) = (visit.clone(), form.clone());
    let done = store.write(move |tx| {
        let record = Accepted {
            kind: kind.id,
            visit: RecordId([9; 16]),
            village: VILLAGE,
            visit_values: &visit,
            values: &form,
            made_at_ms: 1_795_000_000_000,
        };
        apply(tx, record)
    });
    done.wait().unwrap();
}

fn families(store: &Store) -> Vec<Family> {
    store.read(|tx| tx.families_changed(VILLAGE, 0, 99)).wait().unwrap()
}

fn someone(name: &str, born: Option<Day>) -> Values {
    let mut group = Values::new();
    group.set(person::NAME, String::from(name));
    if let Some(born) = born {
        group.set(person::BIRTH, born);
    }
    group
}

fn change_of(kind: u16, subject: Values) -> Values {
    let mut form = Values::new();
    form.set(mutasi::KIND, Chosen(kind));
    form.set(mutasi::SUBJECT, subject);
    form
}

fn task(number: u8, person: Option<u8>, kind: u16) -> Task {
    Task {
        id: TaskId([number; 16]),
        village: VILLAGE,
        family: Some(FamilyId([1; 16])),
        person: person.map(|number| PersonId([100 + number; 16])),
        kind,
        name: String::from("Budi"),
        reason: String::from("Verifikasi"),
        due: None,
        source: TaskSource::Dinsos,
        made: Day::from_number(20_000),
        ended: TaskEnd::Open,
        ended_by: None,
        last_seq: 0,
    }
}

fn give(store: &Store, tasks: &[Task]) {
    let tasks = tasks.to_vec();
    let done = store.write(move |tx| tasks.iter().try_for_each(|task| tx.put_task(task)));
    done.wait().unwrap();
}

fn ends(store: &Store) -> Vec<TaskEnd> {
    let mut tasks = store.read(|tx| tx.tasks_changed(VILLAGE, 0, 99)).wait().unwrap();
    tasks.sort_by_key(|task| task.id);
    tasks.iter().map(|task| task.ended).collect()
}

#[test]
fn a_visit_and_its_forms_change_the_family_of_the_card() {
    let store = village();
    let visit = visit_values(Some(KK));
    accept(&store, &VISIT, &visit, &visit);
    let mut form = Values::new();
    form.set(balita::CHILD, someone("Ahmad", birth(2024)));
    form.set(balita::WEIGHT, 9_500);
    for _ in 0..2 {
        accept(&store, &BALITA, &visit, &form);
    }
    let families = families(&store);
    assert_eq!(families.len(), 1);
    assert_eq!((families[0].rt, families[0].seen), (Some(5), visit.get(visit::DATE)));
    let [_, _, ahmad] = &families[0].members[..] else { panic!("{families:?}") };
    assert_eq!((ahmad.birth, ahmad.measures.len()), (birth(2024), 1));
    assert!(ahmad.verified.is_some() && families[0].members[0].verified.is_none());
}

#[test]
fn a_family_that_nobody_knew_is_added_once_with_all_its_forms() {
    let store = village();
    let visit = visit_values(None);
    accept(&store, &VISIT, &visit, &visit);
    let mut form = Values::new();
    form.set(balita::CHILD, someone("Nur", birth(2025)));
    for _ in 0..2 {
        accept(&store, &BALITA, &visit, &form);
    }
    let families = families(&store);
    assert_eq!(families.len(), 2);
    assert_eq!((families[1].number, families[1].members.len()), (2, 1));
}

#[test]
fn a_person_named_by_reference_is_found_whatever_the_answers_say() {
    let store = village();
    let mut subject = someone("Siti Aminah", None);
    let reference = PersonRef::Numbered { village: VILLAGE, number: 2 };
    subject.put(person::REFERENCE, Some(Value::Bytes(reference.to_bytes())));
    subject.set(person::NIK, i64::try_from(NIK + 1).unwrap());
    let form = change_of(change::AWAY, subject);
    accept(&store, &MUTASI_KELUARGA, &visit_values(None), &form);
    let families = families(&store);
    assert_eq!(families.len(), 1);
    let siti = &families[0].members[1];
    assert_eq!((siti.name.as_str(), siti.nik), ("Siti Aminah", Some(NIK + 1)));
    // A replaced number stays known.
    let mut subject = someone("Siti Aminah", None);
    subject.set(person::NIK, i64::try_from(NIK + 1).unwrap());
    let mut form = change_of(change::CORRECTED, subject);
    form.set(mutasi::ELEMENT, Chosen(change::ELEMENT_NIK));
    form.set(mutasi::NEW_NIK, i64::try_from(NIK + 2).unwrap());
    accept(&store, &MUTASI_KELUARGA, &visit_values(None), &form);
    let siti = &self::families(&store)[0].members[1];
    let day = Day::from_ymd(2026, 11, 30);
    let former = [Former { digits: NIK + 1, until: day }];
    assert_eq!((siti.nik, &siti.former_nik[..]), (Some(NIK + 2), &former[..]));
}

#[test]
fn tasks_of_the_dead_and_of_those_who_moved_end() {
    let store = village();
    give(&store, &[task(1, Some(1), 0), task(2, Some(3), 0), task(3, None, 0)]);
    let dies = |name, year| {
        let form = change_of(change::DIED, someone(name, birth(year)));
        accept(&store, &MUTASI_KELUARGA, &visit_values(Some(KK)), &form);
    };
    dies("Budi", 1980);
    assert_eq!(ends(&store), [TaskEnd::Died, TaskEnd::Open, TaskEnd::Open]);
    assert_eq!(families(&store)[0].members[0].state, PersonState::Dead);
    dies("Siti", 1985);
    assert_eq!(ends(&store), [TaskEnd::Died; 3]);
    assert_eq!(families(&store)[0].state, FamilyState::Dissolved);

    let store = village();
    give(&store, &[task(1, Some(1), 0), task(2, None, 0)]);
    let mut form = change_of(change::MOVED_OUT, someone("Budi", birth(1980)));
    form.set(mutasi::WHOLE_FAMILY, true);
    accept(&store, &MUTASI_KELUARGA, &visit_values(Some(KK)), &form);
    assert_eq!(ends(&store), [TaskEnd::Moved; 2]);
}

#[test]
fn some_of_a_family_get_a_card_of_their_own() {
    let store = village();
    let mut form = Values::new();
    form.set(mutasi::KIND, Chosen(change::SPLIT));
    form.set(mutasi::NEW_KK, i64::try_from(KK + 1).unwrap());
    form.set(mutasi::NEW_HEAD, someone("Siti", birth(1985)));
    accept(&store, &MUTASI_KELUARGA, &visit_values(Some(KK)), &form);
    let families = families(&store);
    let people: Vec<_> = families
        .iter()
        .map(|family| (family.no_kk, family.members.iter().map(|one| one.number).collect()))
        .collect::<Vec<(_, Vec<_>)>>();
    assert_eq!(people.len(), 2);
    assert!(people.contains(&(Some(KK), vec![1])), "{people:?}");
    assert!(people.contains(&(Some(KK + 1), vec![2])), "{people:?}");
}

#[test]
fn the_tasks_of_a_village_are_told_once_and_to_nobody_else() {
    let store = village();
    let many: Vec<_> = (1..=250_u8).map(|number| task(number, Some(3), 0)).collect();
    give(&store, &many);
    let pull = |is_here, after| {
        store.read(move |tx| tasks(tx, VILLAGE, is_here, after, 1, 0)).wait().unwrap()
    };
    let foreign = pull(false, 0);
    assert_eq!(
        foreign.events.iter().map(|event| news(event)).collect::<Vec<_>>(),
        [Some(TaskNews::NotHere)]
    );
    let (mut after, mut n_open) = (0, 0);
    loop {
        let reply = pull(true, after);
        for event in &reply.events {
            let Some(TaskNews::Tasks(told)) = news(event) else { panic!("{event:?}") };
            n_open += told.open.len();
            assert!(told.open.iter().all(|task| (task.family, task.person) == (1, 2)));
        }
        after = reply.next;
        if !reply.more {
            break;
        }
    }
    assert_eq!(n_open, 250);
    assert_eq!(pull(true, after).events, [] as [Vec<u8>; 0]);
    give(&store, &[Task { ended: TaskEnd::Died, ..many[6].clone() }]);
    let Some(TaskNews::Tasks(told)) = news(&pull(true, after).events[0]) else { panic!() };
    assert_eq!(told.ended, [Ended1 { id: many[6].id, how: Ended1::DIED }]);
}
