//! Questions about a pupil and a school, shared by the two kinds about school. Their numbers mean the
//! same in both.

use super::{codes, lists::school, person, visit::VISIT_DAY};
use crate::{
    form::{
        model::{Check, Class, Cond, Field, Kind, Num, Ref, Scene, Shown, TextStyle},
        problem::Param,
        value::{Chosen, Key, Value, Values},
    },
    text::{Text, t},
};

/// The child or pupil: a group of [`person`] fields.
pub const PUPIL: Key<Values> = Key::new(1);
/// The level ([`school::LEVEL`]).
pub const LEVEL: Key<Chosen> = Key::new(5);
/// The grade, 1 to 12.
pub const GRADE: Key<i64> = Key::new(6);
/// The name or number of the school.
pub const SCHOOL: Key<String> = Key::new(7);
/// The pupil's number (NISN).
pub const NISN: Key<String> = Key::new(8);

/// Full years on the day of the visit, by the day of birth.
pub const AGE_BY_BIRTH: Num =
    Num::YearsBetween(&Num::Of(Ref::form(&[PUPIL.tag, person::BIRTH.tag])), &VISIT_DAY);
/// The age that somebody guessed.
pub const AGE_GUESSED: Num = Num::Of(Ref::form(&[PUPIL.tag, person::AGE_ABOUT.tag]));
/// Full years, by the day of birth or as guessed.
pub const AGE: Num = Num::FirstOf(&[AGE_BY_BIRTH, AGE_GUESSED]);

/// Below this age work is child labour (domain G.4).
const AGE_TO_WORK: i64 = 15;

/// Where digits are expected that a card or a report shows.
const IF_SEEN: Text =
    t("Isi hanya bila terlihat di rapor atau kartu.", "Only if a report or card shows it.");

/// The level; asked and required while the conditions hold.
#[must_use]
pub const fn level(label: Text, asked: Cond, required: Cond, checks: &'static [Check]) -> Field {
    Field::new(LEVEL.tag, "jenjang", Kind::Choice(&school::LEVEL), label)
        .when(asked)
        .required_when(required)
        .checks(checks)
}

/// The grade; asked and required while the conditions hold.
#[must_use]
pub const fn grade(label: Text, asked: Cond, required: Cond) -> Field {
    Field::new(GRADE.tag, "kelas", Kind::Int { min: 1, max: 12, unit: Text::EMPTY }, label)
        .example(7)
        .hint(t("1 sampai 12. Kelas 1 SMP ditulis 7.", "1 to 12. First grade of SMP is 7."))
        .when(asked)
        .required_when(required)
        .checks(&GRADE_CHECKS)
}

/// The age minus the grade: six or seven as a rule, four at least (domain G.4).
const AGE_ABOVE_GRADE: Num = Num::Minus(&AGE, &Num::Of(Ref::form(&[GRADE.tag])));

static GRADE_CHECKS: [Check; 2] = [
    Check::Rule { code: codes::GRADE_OUTSIDE_LEVEL, rule: grade_outside_level },
    Check::When {
        code: codes::AGE_BELOW_GRADE,
        cond: Cond::All(&[
            Cond::AtMost(Num::Const(0), AGE),
            Cond::AtMost(Num::Of(Ref::form(&[GRADE.tag])), Num::Const(12)),
            Cond::Less(AGE_ABOVE_GRADE, Num::Const(4)),
        ]),
        params: &[],
    },
];

/// What somebody should look at ([`child_labour`]).
#[must_use]
pub const fn flags(flags: Key<Vec<u16>>) -> Field {
    Field::new(
        flags.tag,
        "perlu_dilihat",
        Kind::Computed(Shown::Choices(&school::FLAG)),
        t("Perkiraan: perlu dilihat", "Estimate: to be looked at"),
    )
    .class(Class::Specific)
    .shown_as_result()
}

/// The name of the school; asked and required while the conditions hold.
#[must_use]
pub const fn school(label: Text, asked: Cond, required: Cond) -> Field {
    Field::new(SCHOOL.tag, "sekolah", Kind::Text { max: 100, style: TextStyle::Line }, label)
        .hint(t("Nama sekolah, atau NPSN bila tahu.", "Its name, or its NPSN if known."))
        .when(asked)
        .required_when(required)
}

/// The pupil's number, optional.
#[must_use]
pub const fn nisn(asked: Cond) -> Field {
    let kind = Kind::Text { max: 10, style: TextStyle::Digits };
    Field::new(NISN.tag, "nisn", kind, t("NISN", "NISN"))
        .hint(IF_SEEN)
        .when(asked)
        .class(Class::Identity)
        .checks(&[Check::Rule { code: codes::NISN_DIGITS, rule: nisn_too_short }])
}

/// The grade is none of the level; named with the first and the last that are.
fn grade_outside_level(scene: &Scene<'_>, _here: &Values) -> Option<Vec<Param>> {
    let grade = scene.values.get(GRADE).filter(|grade| (1..=12).contains(grade))?;
    let (first, last) = school::grades(scene.values.get(LEVEL)?.0)?;
    let is_outside = !(first..=last).contains(&grade);
    is_outside.then(|| vec![Param::Number(first, 0), Param::Number(last, 0)])
}

/// Fewer than ten digits; more are refused by the length of the field.
fn nisn_too_short(_scene: &Scene<'_>, here: &Values) -> Option<Vec<Param>> {
    (here.get(NISN)?.trim().len() < 10).then(Vec::new)
}

/// The flag of a child that works below the age for it, for an official to look at.
pub(super) fn child_labour(scene: &Scene<'_>, works: bool) -> Option<Value> {
    let age = scene.number(scene.values, AGE)?;
    let is_child = (0..AGE_TO_WORK).contains(&age);
    (works && is_child).then(|| Value::Choices(vec![school::FLAG_CHILD_WORKER]))
}
