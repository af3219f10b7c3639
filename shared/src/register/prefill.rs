//! What the register knows, as the first answers of a form.
//!
//! What is put here can be changed by whoever fills the form; the hidden reference says whom it is
//! about, whatever is corrected.

use super::{
    family::{Family1, Person1},
    search::person_ref,
};
use crate::{
    day::Day,
    form::value::{Chosen, Value, Values},
    forms::{lists, person, visit},
    region::VillageCode,
};

/// The answers of a group that holds a person, whatever the kind of form: their numbers mean the same
/// everywhere. What a kind does not ask, its form leaves away.
#[must_use]
pub fn person(village: VillageCode, known: &Person1, today: Day) -> Values {
    let mut values = Values::new();
    values.set(person::NAME, known.name.clone());
    if let Some(sex) = known.sex() {
        values.set(person::SEX, Chosen(sex.code()));
    }
    match known.birth {
        Some(birth) if known.birth_is_about => {
            values.set(person::AGE_ABOUT, i64::from(today.years_since(birth).max(0)));
        }
        Some(birth) => values.set(person::BIRTH, birth),
        None => {}
    }
    if known.nik.is_none() && known.no_nik != 0 {
        values.set(person::NO_NIK, Chosen(known.no_nik));
    }
    let reference = person_ref(village, known).to_bytes();
    values.put(person::REFERENCE, Some(Value::Bytes(reference)));
    values
}

/// The answers of a visit to a family.
#[must_use]
pub fn visit(_village: VillageCode, family: &Family1) -> Values {
    let mut values = Values::new();
    values.set(visit::KIND, Chosen(lists::VISIT_FAMILY));
    if let Some(head) = family.head() {
        values.set(visit::HEAD, head.name.clone());
    }
    if let Some(rt) = family.rt {
        values.set(visit::RT, i64::from(rt));
    }
    if let Some(rw) = family.rw {
        values.set(visit::RW, i64::from(rw));
    }
    for (key, text) in [(visit::HAMLET, &family.hamlet), (visit::ADDRESS, &family.address)] {
        if !text.is_empty() {
            values.set(key, text.clone());
        }
    }
    values
}
