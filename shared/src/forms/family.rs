//! The people of a family as rows, one each, for every kind that lists them.
//!
//! A row begins with the fields of [`person`], under their numbers. The rules over all rows go once
//! over them or sort them, so that a family of forty costs about forty times what a person costs.

use std::collections::BTreeSet;

use super::{
    codes,
    lists::{self, house, people},
    person::{self, AGE_ABOUT, BIRTH, NAME, NIK, REFERENCE, RELATION, SEX},
    visit::{self, VISIT_DAY},
};
use crate::{
    form::{
        model::{Check, Class, Cond, Field, Kind, Num, Ref, Scene},
        value::{Chosen, Key, Row, RowId, Tag, Value, Values},
    },
    sex::Sex,
    text::{Text, t},
};

/// Most people of one family. The largest family cards have some twenty names.
pub const MEMBERS_MAX: u16 = 40;

/// Marital status ([`people::MARITAL`]).
pub const MARITAL: Key<Chosen> = Key::new(20);
/// Whether the person goes to school ([`people::SCHOOLING`]).
pub const SCHOOLING: Key<Chosen> = Key::new(21);
/// The highest diploma ([`people::DIPLOMA`]).
pub const DIPLOMA: Key<Chosen> = Key::new(22);
/// The work ([`house::WORK`]).
pub const WORK: Key<Chosen> = Key::new(23);
/// Has a disability.
pub const DISABLED: Key<bool> = Key::new(24);
/// Has an illness that lasts.
pub const ILL: Key<bool> = Key::new(25);
/// Is pregnant.
pub const PREGNANT: Key<bool> = Key::new(26);

/// The age from which a marriage needs no leave of a court (UU 16/2019 article 7, domain G.0).
pub const MARRIAGE_AGE: Num = Num::Const(19);

/// Full years on the day of the visit, by the day of birth or as guessed.
const AGE: Num = Num::FirstOf(&[
    Num::YearsBetween(&Num::Of(Ref::here(&[BIRTH.tag])), &VISIT_DAY),
    Num::Of(Ref::here(&[AGE_ABOUT.tag])),
]);
const FROM_5: Cond = Cond::AtMost(Num::Const(5), AGE);
const FROM_10: Cond = Cond::AtMost(Num::Const(10), AGE);
/// The work of the head is asked with the family.
const WORK_ASKED: Cond = Cond::All(&[
    FROM_10,
    Cond::Answered(Ref::here(&[RELATION.tag])),
    Cond::Not(&Cond::Has(Ref::here(&[RELATION.tag]), lists::RELATION_HEAD)),
]);
/// Of these a pregnancy is asked (Regsosek: women of 10 to 54).
const MAY_BE_PREGNANT: Cond = Cond::All(&[
    Cond::Has(Ref::here(&[SEX.tag]), Sex::Female.code()),
    FROM_10,
    Cond::AtMost(AGE, Num::Const(54)),
]);

static MARRIED_YOUNG: [Check; 1] = [Check::When {
    code: codes::MARRIED_YOUNG,
    cond: Cond::All(&[
        Cond::Has(Ref::here(&[MARITAL.tag]), people::MARRIED),
        Cond::Less(AGE, MARRIAGE_AGE),
    ]),
    params: &[],
}];

/// Who somebody is: name, relation, number, sex and age. The line of a folded row begins with the
/// first two.
#[must_use]
pub const fn identity() -> [Field; 9] {
    [
        person::reference(),
        person::name(Cond::Always),
        person::relation(Cond::Always),
        person::nik_matches(person::NIK_OPEN),
        person::nik(person::NIK_OPEN),
        person::no_nik(person::WITHOUT_NIK),
        person::sex(Cond::Always, Cond::Always),
        person::birth(Cond::Always, person::BIRTH_OPEN, &[person::BORN_AFTER_VISIT]),
        person::age_about(person::WITHOUT_BIRTH),
    ]
}

/// All that a proposal asks of one person; what is more than [`identity`] while `required` holds.
#[must_use]
pub const fn member(required: Cond) -> [Field; 16] {
    let [reference, name, relation, matches, nik, no_nik, sex, birth, age] = identity();
    let marital = t("Status kawin", "Marital status");
    let schooling = t("Sekolah?", "At school?");
    let diploma = t("Ijazah tertinggi", "Highest diploma");
    let work = t("Pekerjaan", "Work");
    [
        reference,
        name,
        relation,
        matches,
        nik,
        no_nik,
        sex,
        birth,
        age,
        Field::new(MARITAL.tag, "status_kawin", Kind::Choice(&people::MARITAL), marital)
            .when(FROM_10)
            .required_when(required)
            .checks(&MARRIED_YOUNG),
        Field::new(
            SCHOOLING.tag,
            "partisipasi_sekolah",
            Kind::Choice(&people::SCHOOLING),
            schooling,
        )
        .when(FROM_5)
        .required_when(required),
        Field::new(DIPLOMA.tag, "ijazah_tertinggi", Kind::Choice(&people::DIPLOMA), diploma)
            .when(Cond::Has(Ref::here(&[SCHOOLING.tag]), people::LEFT_SCHOOL))
            .required_when(required),
        Field::new(WORK.tag, "pekerjaan", Kind::Choice(&house::WORK), work)
            .when(WORK_ASKED)
            .required_when(required),
        about_health(DISABLED.tag, "disabilitas", t("Punya disabilitas?", "Has a disability?"))
            .required_when(required),
        about_health(ILL.tag, "penyakit_kronis", t("Sakit menahun?", "Has a lasting illness?"))
            .required_when(required),
        about_health(PREGNANT.tag, "hamil", t("Sedang hamil?", "Is pregnant?"))
            .when(MAY_BE_PREGNANT)
            .required_when(required),
    ]
}

const fn about_health(tag: Tag, name: &'static str, label: Text) -> Field {
    Field::new(tag, name, Kind::Bool, label).class(Class::Specific)
}

/// Nobody stands twice in a list of people.
pub const EACH_ONCE: [Check; 2] = [
    Check::Rows { code: codes::NIK_TWICE_IN_FAMILY, rule: same_number },
    Check::Rows { code: codes::PERSON_TWICE_IN_FAMILY, rule: same_person },
];

/// What may be wrong with a whole family: besides [`EACH_ONCE`], its head and the ages around it.
pub const WHOLE: [Check; 5] = [
    Check::Rows { code: codes::NO_HEAD, rule: no_head },
    Check::Rows { code: codes::TWO_HEADS, rule: second_heads },
    Check::Rows { code: codes::CHILD_BEFORE_HEAD, rule: older_children },
    Check::Rows { code: codes::NIK_TWICE_IN_FAMILY, rule: same_number },
    Check::Rows { code: codes::PERSON_TWICE_IN_FAMILY, rule: same_person },
];

fn is(row: &Row, relation: u16) -> bool {
    row.values.get(RELATION) == Some(Chosen(relation))
}

/// Told of the first row, when everybody has a relation and nobody is the head.
fn no_head(_scene: &Scene<'_>, rows: &[Row]) -> Vec<(RowId, Tag)> {
    let may_be_head =
        |row: &Row| row.values.at(RELATION.tag).is_none() || is(row, lists::RELATION_HEAD);
    if rows.iter().any(may_be_head) {
        return Vec::new();
    }
    rows.first().map(|row| (row.id, RELATION.tag)).into_iter().collect()
}

fn second_heads(_scene: &Scene<'_>, rows: &[Row]) -> Vec<(RowId, Tag)> {
    let heads = rows.iter().filter(|row| is(row, lists::RELATION_HEAD));
    heads.skip(1).map(|row| (row.id, RELATION.tag)).collect()
}

/// Children who were born before the head of their family.
fn older_children(scene: &Scene<'_>, rows: &[Row]) -> Vec<(RowId, Tag)> {
    let head = rows.iter().find(|row| is(row, lists::RELATION_HEAD));
    let Some((head_born, _)) = head.and_then(|head| born(scene, &head.values)) else {
        return Vec::new();
    };
    let children = rows.iter().filter(|row| is(row, lists::RELATION_CHILD));
    children
        .filter_map(|row| born(scene, &row.values).map(|(day, tag)| (day, (row.id, tag))))
        .filter(|(day, _)| *day < head_born)
        .map(|(_, place)| place)
        .collect()
}

/// The number of the day on which somebody was born, about where only the age is known, and which
/// answer says it.
fn born(scene: &Scene<'_>, person: &Values) -> Option<(i64, Tag)> {
    if let Some(day) = person.get(BIRTH) {
        return Some((i64::from(day.number()), BIRTH.tag));
    }
    let today = scene.visit.and_then(|visit| visit.get(visit::DATE)).unwrap_or(scene.world.today);
    // Nobody is older than what the field takes, which is checked by itself.
    let years = person.get(AGE_ABOUT).filter(|years| (0..=120).contains(years))?;
    Some((i64::from(today.number()) - years * 365, AGE_ABOUT.tag))
}

fn same_number(_scene: &Scene<'_>, rows: &[Row]) -> Vec<(RowId, Tag)> {
    repeated(rows, NIK.tag)
}

fn same_person(_scene: &Scene<'_>, rows: &[Row]) -> Vec<(RowId, Tag)> {
    let twice = repeated(rows, REFERENCE).into_iter();
    // The reference itself is on no screen.
    twice.map(|(row, _)| (row, NAME.tag)).collect()
}

/// Rows after the first that have the same number or reference under this tag.
fn repeated(rows: &[Row], tag: Tag) -> Vec<(RowId, Tag)> {
    let mut seen = BTreeSet::new();
    let mut repeated = Vec::new();
    for row in rows {
        let said = match row.values.at(tag) {
            Some(Value::Int(number)) => number.to_le_bytes().to_vec(),
            Some(Value::Bytes(bytes)) => bytes.clone(),
            _ => continue,
        };
        if !seen.insert(said) {
            repeated.push((row.id, tag));
        }
    }
    repeated
}

/// The person of a group as the first row of a list, so that nobody is typed twice.
#[must_use]
pub fn first_row(group: &Values) -> Option<Value> {
    let mut values = Values::new();
    for field in &identity() {
        values.put(field.tag, group.at(field.tag).cloned());
    }
    // Rows that people add have random numbers.
    let row = Row { id: RowId(1), values };
    (!row.values.is_empty()).then(|| Value::Rows(vec![row]))
}

/// True when a person stands in a list: by reference, number or name.
#[must_use]
pub fn lists_person(rows: &[Row], person: &Values) -> bool {
    let same = |row: &Row, tag: Tag| {
        let said = person.at(tag).filter(|value| !value.is_blank());
        said.is_some_and(|said| row.values.at(tag) == Some(said))
    };
    let name = person.get(NAME).map(|name| name.trim().to_lowercase());
    rows.iter().any(|row| {
        same(row, REFERENCE)
            || same(row, NIK.tag)
            || name.is_some() && row.values.get(NAME).map(|name| name.trim().to_lowercase()) == name
    })
}
