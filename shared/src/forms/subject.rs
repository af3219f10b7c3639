//! The person that a form of a visited family is about, asked the same way by several kinds: a group
//! under [`SUBJECT`] with the questions of [`person`].

use super::{codes, person, visit};
use crate::{
    form::{
        model::{Check, Cond, Field, Kind, Num, Ref, Section},
        value::{Key, Values},
    },
    text::{Text, t},
};

/// The person: a group of [`person`] fields.
pub const SUBJECT: Key<Values> = Key::new(1);

/// The day of birth.
pub const BIRTH_DAY: Num = Num::Of(Ref::form(&[SUBJECT.tag, person::BIRTH.tag]));
/// Age in years on the day of the visit; about, where nobody knows the day of birth.
pub const AGE: Num = Num::FirstOf(&[
    Num::YearsBetween(&BIRTH_DAY, &visit::VISIT_DAY),
    Num::Of(Ref::form(&[SUBJECT.tag, person::AGE_ABOUT.tag])),
]);

/// A form of a family that did not agree, in a kind that never was without this check
/// ([`visit::NO_FORM_IF_REFUSED`] leaves out version 1).
pub const NO_FORM_IF_REFUSED: Check =
    Check::When { code: codes::CONSENT_REFUSED, cond: visit::REFUSED, params: &[] };

/// The screen about the person, to be given its question.
pub const SECTION: Section = Section {
    name: "subjek",
    title: t("Orangnya", "The person"),
    relevant: Cond::Always,
    is_folded: false,
    fields: &[],
};

/// The question on that screen, with [`fields`] in it.
#[must_use]
pub const fn question(label: Text, fields: &'static [Field]) -> Field {
    Field::new(SUBJECT.tag, "subjek", Kind::Group(fields), label)
}

/// What is asked about the person; `checks` are those of the kind, shown at the name.
#[must_use]
pub const fn fields(checks: &'static [Check]) -> [Field; 10] {
    [
        person::reference(),
        person::name(Cond::Always).offers(&visit::SAME_NAMES).checks(checks),
        person::nik_matches(person::NIK_OPEN),
        person::nik(person::NIK_OPEN),
        person::no_nik(person::WITHOUT_NIK),
        person::nik_source(),
        person::sex(Cond::Always, Cond::Always),
        person::birth(Cond::Always, person::BIRTH_OPEN, &[person::BORN_AFTER_VISIT]),
        person::age_about(person::WITHOUT_BIRTH),
        person::relation(Cond::Always),
    ]
}
