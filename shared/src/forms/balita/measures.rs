//! What a record of a child says about its growth, to be set beside other records of the same child.

use super::{AGE_DAYS, CHILD, LENGTH, OEDEMA, POSITION, SOURCE, WEIGHT};
use crate::{
    form::value::{Key, Values},
    forms::{lists::child, person},
    growth::{
        Position,
        series::{Child, Measure},
    },
    sex::Sex,
};

/// Weights and lengths that the questions take; others are being typed, or were refused.
const WEIGHTS_G: core::ops::RangeInclusive<i64> = 500..=60_000;
const LENGTHS_01MM: core::ops::RangeInclusive<i64> = 3_000..=15_000;

/// The child and what was measured; `None` without sex or day of birth, for what was only told, and
/// where nothing was measured.
pub(super) fn measured(values: &Values) -> Option<(Child, Measure)> {
    if values.get(SOURCE).is_some_and(|source| source.0 == child::SOURCE_TOLD) {
        return None;
    }
    let of = values.group(CHILD.tag)?;
    let birth = of.get(person::BIRTH)?;
    let child = Child { sex: Sex::from_code(of.get(person::SEX)?.0)?, birth };
    let number = |key: Key<i64>, range: &core::ops::RangeInclusive<i64>| {
        let number = values.get(key).filter(|number| range.contains(number))?;
        i32::try_from(number).ok()
    };
    let age_days = i32::try_from(values.get(AGE_DAYS)?).ok()?;
    let measure = Measure {
        day: birth.plus(age_days),
        weight_g: number(WEIGHT, &WEIGHTS_G),
        length_01mm: number(LENGTH, &LENGTHS_01MM),
        position: values.get(POSITION).and_then(|position| match position.0 {
            child::LYING => Some(Position::Lying),
            child::STANDING => Some(Position::Standing),
            _ => None,
        }),
        oedema: values.get(OEDEMA).unwrap_or(false),
    };
    (measure.weight_g.is_some() || measure.length_01mm.is_some()).then_some((child, measure))
}
