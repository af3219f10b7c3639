//! What every engine does with the register.

use shared::{
    day::Day,
    id::{FamilyId, PersonId},
    sex::Sex,
};

use super::{
    super::{
        Scope, StoreError,
        register::{Family, FamilyState, Former, MEASURES_MAX, Measure, Person, Programme},
    },
    Db,
    desk::{VILLAGES, kecamatan, village},
    each,
};

const NIK: u64 = 3_523_161_411_240_001;
const KK: u64 = 3_523_160_203_129_991;
const DAY: Day = Day::from_number(20_787);

fn person_id(number: u8) -> PersonId {
    PersonId([100 + number; 16])
}

fn person(number: u8) -> Person {
    Person {
        sex: Some(Sex::Female),
        birth: Some(Day::from_number(-5)),
        relation: u16::from(number),
        ..Person::new(person_id(number), format!("Siti {number}"))
    }
}

fn family(number: u8, members: &[u8]) -> Family {
    Family {
        rt: Some(3),
        address: String::from("utara masjid"),
        members: members.iter().map(|number| person(*number)).collect(),
        ..Family::new(FamilyId([number; 16]), village(VILLAGES[0]))
    }
}

fn put(db: &Db, family: Family) -> Family {
    db.write(|tx| tx.put_family(family)).unwrap()
}

fn get(db: &Db, number: u8) -> Family {
    db.read(|tx| tx.family(FamilyId([number; 16]))).unwrap().unwrap()
}

#[test]
fn families_are_found_in_their_village_by_those_who_may_see_it() {
    each(|db| {
        let stored = put(db, family(1, &[9, 2]));
        assert_eq!(db.read(|tx| tx.n_families()).unwrap(), 1);
        assert_eq!(get(db, 1), stored);
        let found = |scope| db.read(|tx| tx.families(scope, village(VILLAGES[0]))).unwrap();
        assert_eq!(found(Scope::Kecamatan(kecamatan(352_316))), std::slice::from_ref(&stored));
        assert_eq!(found(Scope::Kecamatan(kecamatan(352_317))), []);
        assert_eq!(found(Scope::Village(village(VILLAGES[1]))), []);
        put(db, Family { state: FamilyState::Moved, ..stored });
        assert_eq!(found(Scope::Regency), []);
    });
}

#[test]
fn numbers_are_given_once_in_a_village() {
    each(|db| {
        let first = put(db, family(1, &[1, 2]));
        let second = put(db, family(2, &[3]));
        let numbers = |family: &Family| {
            (family.number, family.members.iter().map(|one| one.number).collect::<Vec<_>>())
        };
        assert_eq!(numbers(&first), (1, vec![1, 2]));
        assert_eq!(numbers(&second), (2, vec![3]));
        let of = village(VILLAGES[0]);
        assert_eq!(db.read(|tx| tx.family_numbered(of, 2)).unwrap(), Some(second.id));
        let third = (second.id, person_id(3));
        assert_eq!(db.read(|tx| tx.person_numbered(of, 3)).unwrap(), Some(third));
        assert_eq!(db.read(|tx| tx.person_numbered(of, 4)).unwrap(), None);
        // A person keeps his number in his village, and gets another one in the next.
        let mut leaves = first.members[1].clone();
        let joined = put(db, Family { members: vec![leaves.clone()], ..second });
        assert_eq!(joined.members[0].number, 2);
        assert_eq!(get(db, 1).members.len(), 1);
        assert_eq!(get(db, 2).members.len(), 2);
        leaves.number = 0;
        let elsewhere = Family {
            members: vec![leaves],
            ..Family::new(FamilyId([7; 16]), village(VILLAGES[1]))
        };
        assert_eq!(numbers(&put(db, elsewhere)), (1, vec![1]));
        assert_eq!(db.read(|tx| tx.family_of(person_id(2))).unwrap(), Some(FamilyId([7; 16])));
        // His number there is nobody's now.
        assert_eq!(db.read(|tx| tx.person_numbered(of, 2)).unwrap(), None);
        assert_eq!(numbers(&put(db, family(4, &[4]))), (3, vec![4]));
    });
}

#[test]
fn a_number_that_is_not_of_this_family_and_members_of_a_merged_one_are_refused() {
    each(|db| {
        let stored = put(db, family(1, &[1]));
        for family in [
            Family { number: 0, ..stored.clone() },
            Family { number: 9, ..stored.clone() },
            Family { id: FamilyId([2; 16]), ..stored.clone() },
            Family { members: vec![Person { number: 9, ..person(2) }], ..stored.clone() },
            // One that is another one by now keeps nobody.
            Family { merged_into: Some(FamilyId([2; 16])), ..stored.clone() },
        ] {
            let refused = db.write(|tx| {
                tx.begin_item().unwrap();
                let refused = tx.put_family(family);
                tx.undo_item().unwrap();
                refused
            });
            assert!(matches!(refused, Err(StoreError::Constraint(_))), "{refused:?}");
        }
        assert_eq!(get(db, 1), stored);
    });
}

#[test]
fn nothing_is_taken_away_by_not_being_named() {
    each(|db| {
        let mut stored = put(db, family(1, &[1, 2]));
        stored.set_no_kk(KK, DAY);
        stored.set_no_kk(KK + 1, DAY);
        stored.members[0].set_nik(NIK, DAY);
        stored.members[0].set_nik(NIK + 1, DAY);
        stored.members[0].measures = (0..8)
            .map(|month| Measure {
                day: Day::from_number(month * 30),
                weight_g: Some(9_000),
                length_01mm: None,
                position: 1,
            })
            .collect();
        let who = stored.members[0].id;
        let program = |person| Programme { person, code: 1, since: None, until: None };
        stored.programmes = vec![program(None), program(Some(who))];
        put(db, stored.clone());
        let whole = get(db, 1);
        let former = |digits| vec![Former { digits, until: Some(DAY) }];
        assert_eq!((whole.no_kk, &whole.former_kk), (Some(KK + 1), &former(KK)));
        assert_eq!(whole.members[0].former_nik, former(NIK));
        assert_eq!(whole.members[0].measures.len(), MEASURES_MAX);
        assert_eq!(whole.members[0].measures[0].day, Day::from_number(60));
        assert_eq!(whole.programmes, stored.programmes);

        let mut bare = whole.clone();
        bare.former_kk.clear();
        bare.programmes.clear();
        bare.members.truncate(1);
        bare.members[0].former_nik.clear();
        bare.members[0].measures.clear();
        let last_seq = put(db, bare).last_seq;
        assert_eq!(get(db, 1), Family { last_seq, ..whole });
    });
}

#[test]
fn people_and_families_are_found_by_present_and_former_numbers_and_by_name() {
    each(|db| {
        let mut stored = family(1, &[1]);
        stored.set_no_kk(KK, DAY);
        stored.set_no_kk(KK + 1, DAY);
        stored.members[0].set_nik(NIK, DAY);
        stored.members[0].set_nik(NIK + 1, DAY);
        let stored = put(db, stored);
        put(db, family(2, &[2]));
        let who = (stored.id, stored.members[0].id);
        for (more, found) in [(0, true), (1, true), (2, false)] {
            let people = db.read(|tx| tx.people_with_nik(NIK + more, 5)).unwrap();
            assert_eq!(people, if found { vec![who] } else { vec![] }, "{more}");
            let families = db.read(|tx| tx.families_with_kk(KK + more, 5)).unwrap();
            assert_eq!(families, if found { vec![who.0] } else { vec![] }, "{more}");
        }
        let named = |of, name: &str, birth: Option<i32>| {
            let birth = birth.map(Day::from_number);
            db.read(|tx| tx.people_named(village(of), name, birth, 5)).unwrap()
        };
        assert_eq!(named(VILLAGES[0], "SITI  1", None), [who]);
        assert_eq!(named(VILLAGES[0], "siti 1", Some(-5)), [who]);
        assert_eq!(named(VILLAGES[0], "siti 1", Some(-6)), []);
        assert_eq!(named(VILLAGES[0], "Siti 3", None), []);
        assert_eq!(named(VILLAGES[1], "Siti 1", None), []);
    });
}

#[test]
fn the_feed_of_a_village_tells_each_change_in_order() {
    each(|db| {
        let stored = put(db, family(1, &[1]));
        put(db, family(2, &[2]));
        put(db, Family::new(FamilyId([3; 16]), village(VILLAGES[1])));
        let ids = |after, limit| {
            let found = db.read(|tx| tx.families_changed(village(VILLAGES[0]), after, limit));
            found
                .unwrap()
                .iter()
                .map(|family| (family.id.0[0], family.last_seq))
                .collect::<Vec<_>>()
        };
        assert_eq!(ids(0, 9), [(1, 1), (2, 2)]);
        assert_eq!(ids(0, 1), [(1, 1)]);
        assert_eq!(put(db, Family { state: FamilyState::Moved, ..stored }).last_seq, 4);
        assert_eq!(ids(1, 9), [(2, 2), (1, 4)]);
        assert_eq!(ids(4, 9), []);
    });
}

#[test]
fn what_came_out_of_a_line_of_a_list_is_remembered() {
    each(|db| {
        assert_eq!(db.read(|tx| tx.imported(&[1; 16])).unwrap(), None);
        db.write(|tx| tx.set_imported(&[1; 16], &[2; 16])).unwrap();
        db.write(|tx| tx.set_imported(&[1; 16], &[3; 16])).unwrap();
        assert_eq!(db.read(|tx| tx.imported(&[1; 16])).unwrap(), Some([3; 16]));
    });
}

#[test]
fn the_family_that_somebody_leaves_is_changed_too() {
    each(|db| {
        let left = put(db, family(1, &[1, 2]));
        let mut joined = put(db, family(2, &[3]));
        joined.members.push(left.members[1].clone());
        let joined = put(db, joined);
        let changed = db
            .read(|tx| tx.families_changed(village(VILLAGES[0]), joined.last_seq - 1, 10))
            .unwrap();
        let ids: Vec<u8> = changed.iter().map(|family| family.id.0[0]).collect();
        assert_eq!(ids, [2, 1]);
        assert_eq!(get(db, 1).members.len(), 1);
    });
}
