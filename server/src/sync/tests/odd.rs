//! What is worth a look at the desk.

use shared::{
    form::{
        content::Content,
        value::{Chosen, Value, Values},
    },
    forms::{
        ats::ATS,
        codes,
        lists::{self, change},
        mutasi_keluarga::{self, MUTASI_KELUARGA},
        person,
        schooling::PUPIL,
        visit::{self, VISIT},
    },
    id::{FamilyId, PersonId},
    register::reference::{FamilyRef, PersonRef},
};

use super::{
    Server, check, codes as codes_of,
    samples::{Draft, NIK, NOW_MS, TODAY, VILLAGE, change_id, record_id, settled},
};
use crate::store::{
    contract,
    register::{Family, Person, PersonState},
};

const KK: u64 = 3_523_160_203_129_991;
const DAY_MS: u64 = 24 * 60 * 60 * 1_000;

/// A visit of a family with this card.
fn family(kk: u64) -> Draft {
    let mut values = Values::new();
    values.set(visit::KIND, Chosen(lists::VISIT_FAMILY));
    values.set(visit::DATE, TODAY);
    values.set(visit::KK, kk.cast_signed());
    let values = settled(&VISIT, &values, None);
    let content = Content { values, overrides: Vec::new() }.to_bytes();
    Draft { content, ..Draft::session() }
}

/// A form about a pupil, with nothing but who it is.
fn pupil(number: u8, made_at_ms: u64, group: Values) -> Draft {
    let mut values = Values::new();
    values.set(PUPIL, group);
    Draft::of_child(number, &values).with(|header| {
        header.kind = ATS.id.0;
        header.kind_version = ATS.version;
        header.made_at_ms = made_at_ms;
    })
}

fn typed() -> Values {
    let mut group = Values::new();
    group.set(person::NIK, NIK);
    group
}

fn notes(server: &mut Server, number: u8) -> Vec<u16> {
    let mut notes = codes_of(&server.record(record_id(number)).notes);
    let odd = codes::SAME_FORM_SOON.0..=codes::DEAD_OR_ALIVE.0;
    notes.retain(|code| odd.contains(code));
    notes
}

fn add_pupil(server: &mut Server, state: PersonState) {
    contract::commit(&mut *server.engine, |tx| {
        let mut pupil = Person::new(PersonId([101; 16]), String::from("Siti"));
        pupil.nik = u64::try_from(NIK).ok();
        pupil.state = state;
        let members = vec![pupil];
        let family = Family::new(FamilyId([1; 16]), VILLAGE);
        tx.put_family(Family { no_kk: Some(KK), members, ..family }).map(drop)
    })
    .unwrap();
}

#[test]
fn the_same_form_within_thirty_days_is_noted_on_both() {
    check(|server| {
        server.push_one(&Draft::session().bytes());
        server.push_one(&pupil(2, NOW_MS - 70 * DAY_MS, typed()).bytes());
        server.push_one(&pupil(3, NOW_MS - 20 * DAY_MS, typed()).bytes());
        assert_eq!(notes(server, 3), [0_u16; 0], "more than thirty days lie between");
        server.push_one(&pupil(4, NOW_MS, typed()).bytes());
        assert_eq!(notes(server, 2), [0_u16; 0]);
        for number in [3, 4] {
            assert_eq!(notes(server, number), [codes::SAME_FORM_SOON.0], "{number}");
        }
    });
}

#[test]
fn somebody_of_another_card_or_among_the_dead_is_noted() {
    for (kk, state, expected) in [
        (KK, PersonState::Alive, vec![]),
        (KK + 1, PersonState::Alive, vec![codes::ON_OTHER_CARD.0]),
        (KK, PersonState::Dead, vec![codes::SAID_TO_BE_DEAD.0]),
    ] {
        check(|server| {
            add_pupil(server, state);
            server.push_one(&family(kk).bytes());
            server.push_one(&pupil(2, NOW_MS, typed()).bytes());
            assert_eq!(notes(server, 2), expected, "{kk} {state:?}");
        });
    }
}

#[test]
fn a_reference_whose_nik_matches_has_the_whole_number() {
    check(|server| {
        add_pupil(server, PersonState::Alive);
        server.push_one(&Draft::session().bytes());
        let group = |matches| {
            let reference = PersonRef::Numbered { village: VILLAGE, number: 1 };
            let mut group = Values::new();
            group.put(person::REFERENCE, Some(Value::Bytes(reference.to_bytes())));
            group.set(person::NIK_MATCHES, matches);
            group
        };
        server.push_one(&pupil(2, NOW_MS, group(true)).bytes());
        assert_eq!(server.record(record_id(2)).nik, u64::try_from(NIK).ok());
        server.push_one(&pupil(3, NOW_MS, group(false)).bytes());
        assert_eq!(server.record(record_id(3)).nik, None);
    });
}

#[test]
fn twenty_forms_in_ten_minutes_are_noted_and_a_posyandu_is_not() {
    check(|server| {
        server.push_one(&Draft::session().bytes());
        for number in 1..=20_u8 {
            let at_ms = NOW_MS - 1_000 * u64::from(21 - number);
            let form = pupil(100 + number, at_ms, Values::new());
            server.push_one(&form.bytes());
            let expected = if number == 20 { vec![codes::MANY_AT_ONCE.0] } else { vec![] };
            assert_eq!(notes(server, 100 + number), expected, "{number}");
        }
        let child = Draft::child(2);
        server.push_one(&child.bytes());
        assert_eq!(notes(server, 2), [0_u16; 0], "{}", change_id(2));
    });
}

#[test]
fn a_card_that_is_as_in_the_register_has_its_whole_number() {
    check(|server| {
        add_pupil(server, PersonState::Alive);
        contract::commit(&mut *server.engine, |tx| {
            let family = Family::new(FamilyId([2; 16]), VILLAGE);
            tx.put_family(Family { no_kk: Some(KK + 1), ..family }).map(drop)
        })
        .unwrap();
        let visit = |number, matches| {
            let mut values = Values::new();
            values.set(visit::KIND, Chosen(lists::VISIT_FAMILY));
            values.set(visit::DATE, TODAY);
            let reference = FamilyRef::Numbered { village: VILLAGE, number }.to_bytes();
            values.put(visit::FAMILY_REFERENCE, Some(Value::Bytes(reference)));
            values.set(visit::KK_MATCHES, matches);
            let values = settled(&VISIT, &values, None);
            let content = Content { values, overrides: Vec::new() }.to_bytes();
            Draft { content, ..Draft::session() }
        };
        let other_card = [codes::ON_OTHER_CARD.0];
        let cases: [(_, _, &[u16]); 3] = [(1, true, &[]), (2, true, &other_card), (2, false, &[])];
        for (idx, (number, matches, expected)) in (10_u8..).step_by(10).zip(cases) {
            let visit = visit(number, matches).with(|header| {
                header.record = record_id(idx);
                header.change = change_id(idx);
            });
            server.push_one(&visit.bytes());
            let form = pupil(idx + 1, NOW_MS, typed());
            server.push_one(&form.with(|header| header.visit = Some(record_id(idx))).bytes());
            let mut found = notes(server, idx + 1);
            found.retain(|code| *code == codes::ON_OTHER_CARD.0);
            assert_eq!(found, expected, "{number} {matches}");
        }
    });
}

/// A change in the family, about the same person.
fn change_in_family(number: u8, made_at_ms: u64, kind: u16) -> Draft {
    let mut values = Values::new();
    values.set(mutasi_keluarga::KIND, Chosen(kind));
    values.set(mutasi_keluarga::SUBJECT, typed());
    Draft::of_child(number, &values).with(|header| {
        header.kind = MUTASI_KELUARGA.id.0;
        header.kind_version = MUTASI_KELUARGA.version;
        header.made_at_ms = made_at_ms;
    })
}

#[test]
fn alive_after_a_death_is_noted_on_both_and_alive_before_it_is_not() {
    for (kind, days_later, expected) in [
        (change::DIED, 40, vec![codes::DEAD_OR_ALIVE.0]),
        (change::DIED, -40, vec![]),
        (change::MOVED_OUT, 40, vec![]),
    ] {
        check(|server| {
            server.push_one(&Draft::session().bytes());
            let death_ms = NOW_MS - 50 * DAY_MS;
            let form_ms = death_ms.checked_add_signed(days_later * DAY_MS.cast_signed()).unwrap();
            server.push_one(&change_in_family(2, death_ms, kind).bytes());
            server.push_one(&pupil(3, form_ms, typed()).bytes());
            for number in [2, 3] {
                assert_eq!(notes(server, number), expected, "{number} {kind} {days_later}");
            }
        });
    }
}

#[test]
fn what_is_noted_says_neither_where_nor_who() {
    check(|server| {
        server.push_one(&Draft::session().bytes());
        server.push_one(&change_in_family(2, NOW_MS - 50 * DAY_MS, change::DIED).bytes());
        server.push_one(&pupil(3, NOW_MS, typed()).bytes());
        for number in [2, 3] {
            let record = server.record(record_id(number));
            let odd = record.notes.iter().filter(|note| note.code == codes::DEAD_OR_ALIVE);
            assert!(odd.clone().count() == 1 && odd.clone().all(|note| note.params.is_empty()));
        }
    });
}
