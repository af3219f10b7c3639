//! What data alone cannot say about a pupil.

use super::{DIPLOMA_HELD, FLAGS, RISKS, STATE};
use crate::{
    form::{
        model::Scene,
        value::{Tag, Value, Values},
    },
    forms::{lists::school, schooling},
    text::{Text, t},
};

/// What an official should look at.
pub(super) fn compute(scene: &Scene<'_>) -> Vec<(Tag, Option<Value>)> {
    let is_pupil = scene.values.get(STATE).is_some_and(|state| state.0 == school::PUPIL_AT_SCHOOL);
    let works = scene.values.get(RISKS).is_some_and(|risks| risks.contains(&school::RISK_WORKS));
    vec![(FLAGS.tag, schooling::child_labour(scene, is_pupil && works))]
}

/// What an official should know first, in one sentence.
pub(super) fn why(values: &Values) -> Option<Text> {
    if values.get(RISKS).is_some_and(|risks| !risks.is_empty() && risks != [school::RISK_NONE]) {
        Some(t("Ada risiko putus sekolah.", "May leave school."))
    } else if values.get(DIPLOMA_HELD) == Some(true) {
        Some(t("Ijazah ditahan sekolah.", "The school keeps the diploma."))
    } else {
        None
    }
}
