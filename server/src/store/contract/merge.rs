//! Two entries become one, on every engine.

use shared::{
    day::Day,
    id::{FamilyId, PersonId, TaskId},
    region::VillageCode,
};

use super::{
    super::{
        merge::{self, Done, How, Pair, Refusal},
        register::{Family, FamilyState, Former, Measure, Person, PersonState, Programme},
        tasks::{Task, TaskEnd, TaskSource},
    },
    Db,
    desk::{VILLAGES, village},
    each,
};

const NIK: u64 = 3_523_161_411_240_001;
const KK: u64 = 3_523_160_203_129_991;
const DAY: Day = Day::from_number(20_787);
const HOW: How = How { day: DAY, is_forced: false };

fn person_id(number: u8) -> PersonId {
    PersonId([100 + number; 16])
}

fn person(number: u8, name: &str) -> Person {
    Person { relation: 1, ..Person::new(person_id(number), String::from(name)) }
}

fn family(number: u8, of: VillageCode, members: Vec<Person>) -> Family {
    Family { members, ..Family::new(FamilyId([number; 16]), of) }
}

fn put(db: &Db, family: Family) -> Family {
    db.write(|tx| tx.put_family(family)).unwrap()
}

fn get(db: &Db, number: u8) -> Family {
    db.read(|tx| tx.family(FamilyId([number; 16]))).unwrap().unwrap()
}

fn people(db: &Db, goes: u8, stays: u8, how: How) -> Result<Done, Refusal> {
    let pair = Pair { goes: person_id(goes), stays: person_id(stays) };
    db.write(|tx| merge::people(tx, pair, how)).unwrap()
}

fn families(db: &Db, goes: u8, stays: u8) -> Result<Done, Refusal> {
    let pair = Pair { goes: FamilyId([goes; 16]), stays: FamilyId([stays; 16]) };
    db.write(|tx| merge::families(tx, pair, HOW)).unwrap()
}

fn who_stays(db: &Db, number: u8) -> Option<(FamilyId, PersonId)> {
    db.read(|tx| tx.person_that_stays(person_id(number))).unwrap()
}

fn task(number: u8, family: u8, person: Option<u8>, reason: &str) -> Task {
    Task {
        id: TaskId([number; 16]),
        village: village(VILLAGES[0]),
        family: Some(FamilyId([family; 16])),
        person: person.map(person_id),
        kind: 0,
        name: String::from("Siti"),
        reason: String::from(reason),
        due: None,
        source: TaskSource::Dinsos,
        made: DAY,
        ended: TaskEnd::Open,
        ended_by: None,
        last_seq: 0,
    }
}

fn give(db: &Db, tasks: &[Task]) {
    db.write(|tx| tasks.iter().try_for_each(|task| tx.put_task(task))).unwrap();
}

fn asked(db: &Db, number: u8) -> (Option<FamilyId>, Option<PersonId>, TaskEnd) {
    let task = db.read(|tx| tx.task(TaskId([number; 16]))).unwrap().unwrap();
    (task.family, task.person, task.ended)
}

#[test]
fn all_that_is_known_of_a_person_goes_to_the_entry_that_stays() {
    each(|db| {
        let here = village(VILLAGES[0]);
        let mut goes = person(1, "Siti Aminah");
        goes.set_nik(NIK, DAY);
        goes.set_nik(NIK + 1, DAY);
        goes.birth = Some(Day::from_number(9_000));
        let measure = Measure { day: DAY, weight_g: Some(9_000), length_01mm: None, position: 1 };
        goes.measures = vec![measure];
        let mut left = family(1, here, vec![goes, person(2, "Budi")]);
        let who = Some(person_id(1));
        left.programmes = vec![Programme { person: who, code: 3, since: None, until: None }];
        put(db, left);
        put(db, family(2, here, vec![person(3, "Aminah")]));
        give(db, &[task(1, 1, Some(1), "a"), task(2, 1, None, "b"), task(3, 2, Some(3), "c")]);
        give(db, &[task(4, 1, Some(1), "c")]);

        let done = people(db, 1, 3, HOW).unwrap();
        assert_eq!((done.n_tasks_moved, done.n_tasks_ended, done.family), (1, 1, None));
        let aminah = get(db, 2).members.remove(0);
        assert_eq!(aminah.nik, Some(NIK + 1));
        assert_eq!(aminah.former_nik, [Former { digits: NIK, until: Some(DAY) }]);
        assert_eq!((aminah.birth, aminah.measures), (Some(Day::from_number(9_000)), vec![measure]));
        let programme = Programme { person: Some(person_id(3)), code: 3, since: None, until: None };
        assert_eq!(get(db, 2).programmes, [programme]);

        // The entry that went says whom it is now, and every way to it leads there.
        let gone = get(db, 1).members.remove(0);
        assert_eq!((gone.state, gone.merged_into), (PersonState::Merged, Some(person_id(3))));
        let there = (FamilyId([2; 16]), person_id(3));
        assert_eq!(who_stays(db, 1), Some(there));
        for nik in [NIK, NIK + 1] {
            assert_eq!(db.read(|tx| tx.people_with_nik(nik, 9)).unwrap(), [there]);
        }
        assert_eq!(db.read(|tx| tx.register_nik(here, gone.number)).unwrap(), Some(NIK + 1));
        assert_eq!(asked(db, 1), (Some(there.0), Some(there.1), TaskEnd::Open));
        assert_eq!(asked(db, 2).0, Some(FamilyId([1; 16])), "that is of the family that is left");
        assert_eq!(asked(db, 4).2, TaskEnd::Merged, "the same is asked there");
    });
}

#[test]
fn merging_goes_on_from_whoever_stays_and_never_in_a_circle() {
    each(|db| {
        let here = village(VILLAGES[0]);
        for number in 1..=3 {
            put(
                db,
                family(number, here, vec![person(number, "Siti"), person(10 + number, "Budi")]),
            );
        }
        people(db, 1, 2, HOW).unwrap();
        people(db, 2, 3, HOW).unwrap();
        for number in 1..=3 {
            assert_eq!(who_stays(db, number), Some((FamilyId([3; 16]), person_id(3))), "{number}");
        }
        for (goes, stays) in [(3, 1), (1, 3), (2, 2)] {
            assert_eq!(people(db, goes, stays, HOW), Err(Refusal::Same));
        }
        assert_eq!(people(db, 99, 1, HOW), Err(Refusal::Unknown));
        assert_eq!(who_stays(db, 99), None);
    });
}

#[test]
fn two_niks_are_two_people_but_where_somebody_insists() {
    each(|db| {
        let with_nik = |number, nik| Person { nik: Some(nik), ..person(number, "Siti") };
        let here = village(VILLAGES[0]);
        put(db, family(1, here, vec![with_nik(1, NIK)]));
        put(db, family(2, here, vec![with_nik(2, NIK + 1)]));
        assert_eq!(people(db, 1, 2, HOW), Err(Refusal::TwoNiks));
        assert_eq!(get(db, 1).members[0].merged_into, None);
        people(db, 1, 2, How { is_forced: true, ..HOW }).unwrap();
        let siti = get(db, 2).members.remove(0);
        let former = [Former { digits: NIK, until: Some(DAY) }];
        assert_eq!((siti.nik, &siti.former_nik[..]), (Some(NIK + 1), &former[..]));
    });
}

#[test]
fn a_family_of_which_nobody_else_is_left_goes_along() {
    each(|db| {
        let here = village(VILLAGES[0]);
        let quick =
            Family { address: String::from("utara"), ..family(1, here, vec![person(1, "Ti")]) };
        put(db, quick);
        put(db, family(2, here, vec![person(2, "Siti")]));
        let done = people(db, 1, 2, HOW).unwrap();
        assert!(done.family.is_some());
        let kept = get(db, 2);
        assert_eq!((kept.address.as_str(), get(db, 1).state), ("utara", FamilyState::Merged));
        assert_eq!(db.read(|tx| tx.family_that_stays(FamilyId([1; 16]))).unwrap(), Some(kept.id));
        // Of those who went a phone hears by the family that is there.
        assert_eq!(kept.members.len(), 2);
    });
}

#[test]
fn families_become_one_with_members_cards_and_tasks() {
    each(|db| {
        let here = village(VILLAGES[0]);
        let mut left = family(1, here, vec![person(1, "Karto"), person(2, "Siti")]);
        (left.no_kk, left.rt) = (Some(KK), Some(3));
        left.programmes = vec![Programme { person: None, code: 5, since: None, until: None }];
        put(db, left);
        let mut kept = family(2, here, vec![person(3, "Soekarto"), person(4, "siti")]);
        kept.no_kk = Some(KK + 1);
        put(db, kept);
        give(db, &[task(1, 1, Some(2), "a"), task(2, 1, None, "b")]);
        let done = families(db, 1, 2).unwrap();
        assert_eq!(done.people, [Pair { goes: person_id(2), stays: person_id(4) }]);
        assert_eq!((done.n_came, done.n_tasks_moved), (1, 2));
        let kept = get(db, 2);
        let former = [Former { digits: KK, until: Some(DAY) }];
        assert_eq!(
            (kept.no_kk, &kept.former_kk[..], kept.rt),
            (Some(KK + 1), &former[..], Some(3))
        );
        assert_eq!(kept.programmes.len(), 1);
        let alive = kept.members.iter().filter(|one| one.state == PersonState::Alive);
        assert_eq!(alive.clone().count(), 3);
        assert_eq!(
            alive.filter(|one| one.relation == 1).count(),
            2,
            "one head, and Siti as it was"
        );
        assert_eq!(asked(db, 1), (Some(kept.id), Some(person_id(4)), TaskEnd::Open));
        assert_eq!(asked(db, 2), (Some(kept.id), None, TaskEnd::Open));
        assert_eq!(db.read(|tx| tx.families_with_kk(KK, 9)).unwrap(), [kept.id]);
        let gone = get(db, 1).number;
        assert_eq!(db.read(|tx| tx.register_kk(here, gone)).unwrap(), Some(KK + 1));
        assert_eq!(families(db, 1, 2), Err(Refusal::Same));
    });
}

#[test]
fn of_two_villages_people_become_one_and_families_do_not() {
    each(|db| {
        let [here, there] = [0, 1].map(|idx| village(VILLAGES[idx]));
        put(db, family(1, here, vec![person(1, "Siti")]));
        put(db, family(2, there, vec![person(2, "Siti")]));
        give(db, &[task(1, 1, Some(1), "a")]);
        assert_eq!(families(db, 1, 2), Err(Refusal::TwoVillages));
        people(db, 1, 2, HOW).unwrap();
        assert_eq!(get(db, 1).state, FamilyState::Moved);
        assert_eq!(asked(db, 1).2, TaskEnd::Merged, "nobody is pointed to another village");
        assert_eq!(who_stays(db, 1), Some((FamilyId([2; 16]), person_id(2))));
    });
}

#[test]
fn a_family_has_an_end() {
    each(|db| {
        let here = village(VILLAGES[0]);
        let many =
            |first: u8| (first..first + 51).map(|n| person(n, &format!("Orang {n}"))).collect();
        put(db, family(1, here, many(0)));
        put(db, family(2, here, many(60)));
        assert_eq!(families(db, 1, 2), Err(Refusal::TooLarge));
        assert_eq!(get(db, 1).members.len(), 51);
    });
}
