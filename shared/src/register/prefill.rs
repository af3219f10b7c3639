//! What the register knows, as the first answers of a form.
//!
//! What is put here can be changed by whoever fills the form; the hidden reference says whom it is
//! about, whatever is corrected.

use super::{
    family::{Family1, Person1},
    search::{family_ref, person_ref},
};
use crate::{
    day::Day,
    form::{
        model::{Field, FormKind, Kind},
        value::{Chosen, Value, Values},
    },
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
    if known.relation != 0 {
        values.set(person::RELATION, Chosen(known.relation));
    }
    if known.nik.is_none() {
        // Nothing can be compared: the NIK is asked as of anybody.
        values.set(person::NIK_MATCHES, false);
        if known.no_nik != 0 {
            values.set(person::NO_NIK, Chosen(known.no_nik));
        }
    }
    let reference = person_ref(village, known).to_bytes();
    values.put(person::REFERENCE, Some(Value::Bytes(reference)));
    values
}

/// Younger people are not asked about their family.
const SPEAKS_FROM_YEARS: i32 = 15;

/// True for somebody who may tell about the family: of an age that is not known, too.
#[must_use]
pub fn may_speak(known: &Person1, today: Day) -> bool {
    known.birth.is_none_or(|birth| today.years_since(birth) >= SPEAKS_FROM_YEARS)
}

/// A form of this kind about the person in a group: what another form of the visit says of him, or
/// [`person()`]. What the kind does not ask is left away.
#[must_use]
pub fn form(kind: &FormKind, group: &Values) -> Values {
    let mut values = Values::new();
    let Some(&[tag]) = kind.person() else { return values };
    let field = kind.field(tag);
    let Some(Field { kind: Kind::Group(fields), .. }) = field else { return values };
    let mut inner = Values::new();
    for field in *fields {
        inner.put(field.tag, group.at(field.tag).cloned());
    }
    values.put(tag, Some(Value::Group(inner)));
    values
}

/// What the register knows, and over it what was answered since: nobody is asked the same twice.
#[must_use]
pub fn with_answers(known: &Values, answers: &Values) -> Values {
    let mut both = known.clone();
    for (tag, value) in answers.iter() {
        both.put(tag, Some(value.clone()));
    }
    both
}

/// True when two groups are about one person: by reference, else by NIK, else by name.
#[must_use]
pub fn is_same(one: &Values, other: &Values) -> bool {
    for tag in [person::REFERENCE, person::NIK.tag] {
        if let (Some(one), Some(other)) = (one.at(tag), other.at(tag)) {
            return one == other;
        }
    }
    let name = |values: &Values| values.get(person::NAME).map(|name| name.trim().to_lowercase());
    name(one).is_some_and(|one| !one.is_empty() && Some(one) == name(other))
}

/// The answers of a visit to a family.
#[must_use]
pub fn visit(village: VillageCode, family: &Family1) -> Values {
    let mut values = Values::new();
    values.set(visit::KIND, Chosen(lists::VISIT_FAMILY));
    let reference = family_ref(village, family).to_bytes();
    values.put(visit::FAMILY_REFERENCE, Some(Value::Bytes(reference)));
    if family.kk.is_none() {
        // Nothing can be compared: the number is asked as of any family.
        values.set(visit::KK_MATCHES, false);
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms;

    const VILLAGE: VillageCode = VillageCode::from_number(3_523_161_003);
    const TODAY: Day = Day::from_number(20_787);

    #[test]
    fn what_is_put_into_a_group_of_a_person_fits_the_questions_of_every_kind() {
        let known = Person1 {
            number: 7,
            name: String::from("Siti Aminah"),
            sex: 2,
            birth: Some(Day::from_number(20_000)),
            no_nik: 1,
            relation: 3,
            ..Person1::default()
        };
        let values = person(VILLAGE, &known, TODAY);
        let mut n_groups = 0;
        for kind in forms::ALL {
            for (_, group) in kind.fields() {
                let Kind::Group(fields) = &group.kind else { continue };
                if !fields.iter().any(|field| field.tag == person::REFERENCE) {
                    continue;
                }
                n_groups += 1;
                for field in *fields {
                    if let Some(value) = values.at(field.tag) {
                        let is_fit = matches!(
                            (&field.kind, value),
                            (Kind::Text { .. }, Value::Text(_))
                                | (Kind::Choice(_), Value::Choice(_))
                                | (Kind::Day, Value::Day(_))
                                | (Kind::Int { .. }, Value::Int(_))
                                | (Kind::Reference, Value::Bytes(_))
                                | (Kind::Bool, Value::Bool(_))
                        );
                        assert!(is_fit, "{}.{}: {value:?}", kind.name, field.name);
                        if let Kind::Choice(list) = &field.kind
                            && field.tag == person::RELATION.tag
                            && kind.person() == Some(&[group.tag])
                        {
                            let is_ours = core::ptr::eq(*list, &raw const lists::RELATION);
                            assert!(is_ours, "{}: a relation to somebody else", kind.name);
                        }
                    }
                }
            }
        }
        assert!(n_groups > 1, "{n_groups}");
    }

    #[test]
    fn a_birth_that_was_reckoned_is_an_age() {
        let birth = Some(TODAY.plus(-60 * 366));
        let known = Person1 { birth, birth_is_about: true, ..Person1::default() };
        let values = person(VILLAGE, &known, TODAY);
        assert_eq!((values.get(person::AGE_ABOUT), values.get(person::BIRTH)), (Some(60), None));
    }
}
