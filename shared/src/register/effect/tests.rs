//! Answers of each kind, and what they change.
#![expect(clippy::unwrap_used, reason = "tests")]
use super::*;
use crate::{
    form::value::{Row, RowId},
    forms::{ats::ATS, lists::change, mutasi_keluarga as mutasi},
    region::VillageCode,
};

fn day(month: u32) -> Day {
    Day::from_ymd(2026, month, 1).unwrap()
}

fn someone(name: &str) -> Values {
    let mut group = Values::new();
    group.set(person::NAME, String::from(name));
    group.set(person::BIRTH, day(1));
    group
}

fn named(name: &str) -> Described {
    Described { name: String::from(name), birth: Some(day(1)), ..Described::default() }
}

fn visit_values() -> Values {
    let mut values = Values::new();
    values.set(visit::KIND, Chosen(lists::VISIT_FAMILY));
    values.set(visit::DATE, day(11));
    values.set(visit::OUTCOME, Chosen(lists::OUTCOME_COMPLETE));
    values.set(visit::RT, 3);
    values.set(visit::ADDRESS, String::from(" utara masjid "));
    values.set(visit::KK, 3_523_160_203_129_991);
    values
}

fn of(kind: &crate::form::model::FormKind, form: &Values) -> Vec<RegisterChange> {
    effect(kind.id, &visit_values(), form)
}

#[test]
fn a_visit_tells_where_a_family_lives_and_that_it_was_seen() {
    let place =
        Place { rt: Some(3), address: Some(String::from("utara masjid")), ..Place::default() };
    let card = RegisterChange::Card(3_523_160_203_129_991);
    let expected = [RegisterChange::Seen(day(11)), RegisterChange::Place(place), card];
    assert_eq!(of(&VISIT, &visit_values()), expected);
    let ended = |outcome| {
        let mut values = visit_values();
        values.set(visit::OUTCOME, Chosen(outcome));
        of(&VISIT, &values)
    };
    assert_eq!(ended(lists::OUTCOME_GONE), [RegisterChange::FamilyMoved]);
    assert_eq!(ended(ALL_DIED), [RegisterChange::FamilyEnded]);
    for outcome in [lists::OUTCOME_NOBODY, lists::OUTCOME_REFUSED, lists::OUTCOME_NOT_FOUND] {
        assert_eq!(ended(outcome), [], "{outcome}");
    }
    let mut session = visit_values();
    session.set(visit::KIND, Chosen(lists::VISIT_SESSION));
    assert_eq!(of(&VISIT, &session), []);
}

#[test]
fn a_measured_child_has_one_measure_more() {
    let mut form = Values::new();
    let mut child = someone("Ahmad");
    let village = VillageCode::from_number(3_523_161_003);
    let reference = PersonRef::Numbered { village, number: 7 };
    child.put(person::REFERENCE, Some(Value::Bytes(reference.to_bytes())));
    child.set(person::RELATION, Chosen(1));
    form.set(balita::CHILD, child);
    form.set(balita::WEIGHT, 9_500);
    form.set(balita::POSITION, Chosen(2));
    let child = Described { reference: Some(reference), ..named("Ahmad") };
    let measured = RegisterChange::Measured {
        child: child.clone(),
        day: day(11),
        weight_g: Some(9_500),
        length_01mm: None,
        position: 2,
    };
    assert_eq!(of(&BALITA, &form), [RegisterChange::Person(child.clone()), measured]);
    form.put(balita::WEIGHT.tag, None);
    assert_eq!(of(&BALITA, &form), [RegisterChange::Person(child)]);
    // A damaged answer names nobody.
    assert_eq!(of(&BALITA, &Values::new()), []);
}

#[test]
fn a_proposal_tells_what_is_received_and_not_what_is_proposed() {
    let mut form = Values::new();
    form.set(bansos::SUBJECT, someone("Budi"));
    form.set(bansos::PROPOSAL, Chosen(assistance::REMOVE));
    let program = |row, code, participation| {
        let mut values = Values::new();
        values.set(bansos::PROGRAM, Chosen(code));
        values.set(bansos::PARTICIPATION, Chosen(participation));
        Row { id: RowId(row), values }
    };
    form.set(bansos::PROGRAMS, vec![program(1, 1, 1), program(2, 2, 2), program(3, 3, 5)]);
    let mut age = Values::new();
    age.set(person::NAME, String::from("Mbah Sri"));
    age.set(person::AGE_ABOUT, 70);
    form.set(bansos::PEOPLE, vec![Row { id: RowId(9), values: age }]);
    form.set(bansos::DIED_ON, day(10));
    let about = Described {
        name: String::from("Mbah Sri"),
        birth: Day::from_ymd(1956, 1, 1),
        birth_is_about: true,
        ..Described::default()
    };
    let expected = [
        RegisterChange::Person(named("Budi")),
        RegisterChange::Person(about),
        RegisterChange::Programme { code: 1, receives: true },
        RegisterChange::Programme { code: 2, receives: false },
        RegisterChange::Died(named("Budi")),
    ];
    assert_eq!(of(&BANSOS, &form), expected);
}

#[test]
fn each_change_in_a_family_has_its_effect() {
    let form = |kind| {
        let mut form = Values::new();
        form.set(mutasi::KIND, Chosen(kind));
        form.set(mutasi::SUBJECT, someone("Budi"));
        form
    };
    let with = |kind, change: &dyn Fn(&mut Values)| {
        let mut form = form(kind);
        change(&mut form);
        of(&MUTASI_KELUARGA, &form)
    };
    let none: &dyn Fn(&mut Values) = &|_| {};
    let budi = || named("Budi");
    let rows = |names: &[&str]| {
        let rows = names.iter().zip(1..);
        rows.map(|(name, id)| Row { id: RowId(id), values: someone(name) }).collect::<Vec<_>>()
    };

    let mut mother = someone("Siti");
    mother.set(person::RELATION, Chosen(3));
    let baby = Described { relation: Some(4), ..named("Ahmad") };
    let born = with(change::BORN, &|form| {
        form.set(mutasi::BABY, someone("Ahmad"));
        form.set(mutasi::MOTHER, mother.clone());
    });
    assert_eq!(born, [RegisterChange::Person(baby)]);
    assert_eq!(with(change::DIED, none), [RegisterChange::Died(budi())]);
    assert_eq!(with(change::MOVED_OUT, none), [RegisterChange::MovedOut(budi())]);
    let all = with(change::MOVED_OUT, &|form| form.set(mutasi::WHOLE_FAMILY, true));
    assert_eq!(all, [RegisterChange::FamilyMoved]);
    let came = with(change::MOVED_IN, &|form| form.set(mutasi::PEOPLE, rows(&["Siti"])));
    assert_eq!(came, [RegisterChange::Person(budi()), RegisterChange::Person(named("Siti"))]);
    assert_eq!(with(change::MARRIED, none), [RegisterChange::Person(budi())]);
    let widowed = with(change::DIVORCED, &|form| {
        form.set(mutasi::PARTNER, someone("Siti"));
        form.set(mutasi::DIVORCE, Chosen(change::DIVORCED_BY_DEATH));
    });
    assert_eq!(widowed, [RegisterChange::Person(budi()), RegisterChange::Died(named("Siti"))]);
    for kind in [change::SPLIT, change::JOINED] {
        let card = with(kind, &|form| {
            form.set(mutasi::NEW_KK, 3_523_160_203_129_992);
            form.set(mutasi::NEW_HEAD, someone("Budi"));
            form.set(mutasi::PEOPLE, rows(&["Budi", "Siti"]));
        });
        let no_kk = Some(3_523_160_203_129_992);
        let people = vec![budi(), named("Siti")];
        assert_eq!(card, [RegisterChange::OnCard { no_kk, people }]);
    }
    let head = with(change::NEW_HEAD, &|form| form.set(mutasi::NEW_HEAD, someone("Siti")));
    assert_eq!(head, [RegisterChange::Head(named("Siti"))]);
    for kind in [change::MISSING, change::AWAY] {
        assert_eq!(with(kind, none), [RegisterChange::Person(budi())]);
    }
    let nik = with(change::CORRECTED, &|form| {
        form.set(mutasi::ELEMENT, Chosen(change::ELEMENT_NIK));
        form.set(mutasi::NEW_NIK, 3_523_160_101_809_991);
    });
    assert_eq!(nik, [RegisterChange::Nik(budi(), 3_523_160_101_809_991)]);
    let birth = with(change::CORRECTED, &|form| {
        form.set(mutasi::ELEMENT, Chosen(change::ELEMENT_BIRTH));
        form.set(mutasi::NEW_BIRTH, day(2));
    });
    let corrected = Described { birth: Some(day(2)), ..budi() };
    assert_eq!(birth, [RegisterChange::Person(corrected)]);
}

#[test]
fn the_other_kinds_say_who_somebody_is() {
    let mut form = Values::new();
    form.set(SUBJECT, someone("Budi"));
    assert_eq!(of(&ATS, &form), [RegisterChange::Person(named("Budi"))]);
}

#[test]
fn what_is_confidential_changes_nothing() {
    let mut form = Values::new();
    form.set(SUBJECT, someone("Budi"));
    for kind in forms::ALL.iter().filter(|kind| kind.is_confidential) {
        assert_eq!(of(kind, &form), [], "{}", kind.name);
    }
}
