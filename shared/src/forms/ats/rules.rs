//! What data alone cannot say about a child that is said not to go to school.

use super::{
    CATEGORY, FLAGS, MAIN_REASON, REASONS, RESULT, STATUS, WORKS, YEAR_LEFT, questions::OUT,
};
use crate::{
    form::{
        model::Scene,
        problem::Param,
        value::{Tag, Value, Values},
    },
    forms::{
        lists::{people, school},
        person, schooling, visit,
    },
    text::{Text, t},
};

/// The youngest age at which somebody leaves school (domain G.4).
const AGE_FIRST_LEFT: i64 = 5;
/// The year, once it has four digits.
fn year(here: &Values) -> Option<i64> {
    let typed = here.get(YEAR_LEFT)?;
    let typed = typed.trim();
    (typed.len() == 4).then(|| typed.parse().ok()).flatten()
}

fn is_all_digits(typed: &str) -> bool {
    typed.bytes().all(|byte| byte.is_ascii_digit())
}

/// Fewer than four digits; more are refused by the length of the field.
pub(super) fn year_digits(_scene: &Scene<'_>, here: &Values) -> Option<Vec<Param>> {
    let typed = here.get(YEAR_LEFT)?;
    let typed = typed.trim();
    (is_all_digits(typed) && typed.len() < 4).then(Vec::new)
}

/// Before the child was five, where its birth is known.
pub(super) fn year_too_early(scene: &Scene<'_>, here: &Values) -> Option<Vec<Param>> {
    let birth = scene.values.group(schooling::PUPIL.tag)?.get(person::BIRTH)?;
    let first = i64::from(birth.ymd().0).checked_add(AGE_FIRST_LEFT)?;
    (year(here)? < first).then(Vec::new)
}

/// After the visit.
pub(super) fn year_too_late(scene: &Scene<'_>, here: &Values) -> Option<Vec<Param>> {
    let visited = scene.visit?.get(visit::DATE)?;
    (year(here)? > i64::from(visited.ymd().0)).then(Vec::new)
}

/// The first reason is none of those that were chosen.
pub(super) fn main_is_no_reason(scene: &Scene<'_>, here: &Values) -> Option<Vec<Param>> {
    let (main, reasons) = (here.get(MAIN_REASON)?, scene.values.get(REASONS)?);
    (!reasons.contains(&main.0)).then(Vec::new)
}

/// Whether the child goes to school, and what an official should look at.
pub(super) fn compute(scene: &Scene<'_>) -> Vec<(Tag, Option<Value>)> {
    let values = scene.values;
    let category = values.get(CATEGORY).map(|category| category.0);
    let status = match (values.get(RESULT).map(|result| result.0), category) {
        (Some(school::RESULT_AT_SCHOOL | school::RESULT_PESANTREN | school::RESULT_PAKET), _) => {
            Some(people::AT_SCHOOL)
        }
        (Some(school::RESULT_FINISHED), _)
        | (Some(school::RESULT_OUT), Some(school::LEFT_EARLY | school::NOT_CONTINUED)) => {
            Some(people::LEFT_SCHOOL)
        }
        (Some(school::RESULT_OUT), Some(school::NEVER)) => Some(people::NEVER_AT_SCHOOL),
        _ => None,
    };
    let works = scene.holds(values, OUT) && values.get(WORKS) == Some(true);
    vec![
        (STATUS.tag, status.map(Value::Choice)),
        (FLAGS.tag, schooling::child_labour(scene, works)),
    ]
}

/// How it came, in one sentence.
pub(super) fn why(values: &Values) -> Option<Text> {
    if values.get(RESULT)?.0 != school::RESULT_OUT {
        return None;
    }
    Some(match values.get(CATEGORY)?.0 {
        school::LEFT_EARLY => t("Berhenti sebelum lulus.", "Left before the end."),
        school::NOT_CONTINUED => t("Lulus, tidak melanjutkan.", "Finished and did not go on."),
        school::NEVER => t("Belum pernah sekolah.", "Never was at school."),
        _ => return None,
    })
}
