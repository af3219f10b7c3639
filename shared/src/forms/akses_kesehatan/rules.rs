//! What data alone cannot say about access to health care.

use super::{
    ARM, JKN_NUMBER, LAST_PERIOD, MIDWIFE_SAYS, OFF_SINCE, PREGNANCY, RISKS, URGENT, WEEKS,
    insurance::REACTIVATING, questions::PREGNANT,
};
use crate::{
    form::{
        model::{Kind, Scene},
        problem::Param,
        value::{Tag, Value, Values},
    },
    forms::{lists::health, visit},
    text::{Text, t},
};

/// Below this arm a pregnant woman lacks energy (KEK): 23.5 cm (domain F, S47), in 0.1 mm.
const ARM_THIN: i64 = 2_350;
/// Up to so many months a free insurance is reactivated, later it is proposed anew (domain F, S29).
const MONTHS_TO_REACTIVATE: i64 = 6;
/// The digits of an insurance number (domain G.5, general knowledge).
const JKN_DIGITS: usize = 13;
/// Weeks by which a count from the last period may differ.
const WEEKS_APART: i64 = 2;

/// Months from the one in which the insurance was switched off to that of the visit.
fn months_off(scene: &Scene<'_>) -> Option<i64> {
    let (year, month, _) = scene.visit?.get(visit::DATE)?.ymd();
    let visited = i64::from(year) * 12 + i64::from(month) - 1;
    visited.checked_sub(scene.values.get(OFF_SINCE)?)
}

/// After the visit, though not after today, which is named by itself.
pub(super) fn month_after_visit(scene: &Scene<'_>, _here: &Values) -> Option<Vec<Param>> {
    let (year, month, _) = scene.world.today.ymd();
    let this_month = i64::from(year) * 12 + i64::from(month) - 1;
    let is_past = scene.values.get(OFF_SINCE)? <= this_month;
    (is_past && months_off(scene)? < 0).then(Vec::new)
}

/// Off for too long to be simply reactivated.
pub(super) fn off_for_long(scene: &Scene<'_>, here: &Values) -> Option<Vec<Param>> {
    let is_long = months_off(scene)? > MONTHS_TO_REACTIVATE;
    (is_long && scene.holds(here, REACTIVATING)).then(Vec::new)
}

/// A number of another length.
pub(super) fn jkn_not_13(_scene: &Scene<'_>, here: &Values) -> Option<Vec<Param>> {
    let number = here.get(JKN_NUMBER)?;
    let is_number = number.bytes().all(|byte| byte.is_ascii_digit());
    (is_number && number.trim().len() != JKN_DIGITS).then(Vec::new)
}

/// Full weeks from the last period to the visit, where that can be a pregnancy.
fn weeks(scene: &Scene<'_>) -> Option<i64> {
    let visited = scene.visit?.get(visit::DATE)?;
    let days = i64::from(visited.since(scene.values.get(LAST_PERIOD)?));
    let weeks = days / 7;
    (days >= 0 && (1..=45).contains(&weeks)).then_some(weeks)
}

/// The weeks that the last period gives.
pub(super) fn weeks_by_period(scene: &Scene<'_>, _here: &Values) -> Option<Value> {
    weeks(scene).map(Value::Int)
}

/// The weeks are others than the last period gives.
pub(super) fn weeks_differ(scene: &Scene<'_>, here: &Values) -> Option<Vec<Param>> {
    let (by_period, said) = (weeks(scene)?, here.get(WEEKS)?);
    let differs = said.checked_sub(by_period)?.abs() > WEEKS_APART;
    (differs && (1..=45).contains(&said)).then(|| vec![Param::Number(by_period, 0)])
}

/// How the pregnancy stands, as far as the arm and the risks tell.
pub(super) fn compute(scene: &Scene<'_>) -> Vec<(Tag, Option<Value>)> {
    let estimate = if scene.holds(scene.values, PREGNANT) { pregnancy(scene) } else { None };
    vec![(PREGNANCY.tag, estimate.map(Value::Choice))]
}

fn pregnancy(scene: &Scene<'_>) -> Option<u16> {
    let values = scene.values;
    let is_taken = |number: &i64| match scene.kind.field(ARM.tag).map(|field| &field.kind) {
        Some(Kind::Decimal { min, max, .. }) => (*min..=*max).contains(number),
        _ => false,
    };
    let arm = values.get(ARM).filter(is_taken);
    let risks = values.get(RISKS).filter(|risks| !risks.is_empty());
    if arm.is_some_and(|arm| arm < ARM_THIN) {
        Some(health::PREGNANCY_THIN)
    } else if risks.as_ref().is_some_and(|risks| *risks != [health::RISK_NONE]) {
        Some(health::PREGNANCY_RISK)
    } else {
        (arm.is_some() && risks.is_some()).then_some(health::PREGNANCY_NORMAL)
    }
}

/// What an official should know first, in one sentence.
pub(super) fn why(values: &Values) -> Option<Text> {
    if values.get(URGENT) == Some(true) {
        return Some(t("Darurat saat dicatat.", "An emergency when it was recorded."));
    }
    if let Some(said) = values.get(MIDWIFE_SAYS) {
        return match said.0 {
            health::PREGNANCY_THIN => {
                Some(t("Ibu hamil, KEK menurut bidan.", "Pregnant, KEK by the midwife."))
            }
            health::PREGNANCY_RISK => Some(t(
                "Ibu hamil, risiko tinggi menurut bidan.",
                "Pregnant, high risk by the midwife.",
            )),
            _ => None,
        };
    }
    match values.get(PREGNANCY)?.0 {
        health::PREGNANCY_THIN => Some(t(
            "Perkiraan KEK: LiLA ibu hamil di bawah 23,5 cm.",
            "KEK estimated: the arm of a pregnant woman is below 23.5 cm.",
        )),
        health::PREGNANCY_RISK => {
            Some(t("Perkiraan ibu hamil berisiko.", "Pregnancy with risks, estimated."))
        }
        _ => None,
    }
}
