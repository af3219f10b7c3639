//! What data alone cannot say about a visit: answers to begin with, and what follows from others.

use super::{
    BASIS, CONSENT, CONSENT_FORM, LOCATION, NOTICE_READ, NOTICE_VERSION, PROOF, RESPONDENT,
    questions::{AGREED, CONSENT_ASKED, MET, OUTSIDER},
};
use crate::{
    form::{
        fix,
        model::{Cond, Scene},
        problem::Param,
        value::{Chosen, Key, Tag, Value, Values},
    },
    forms::{lists, person},
};

#[expect(clippy::unnecessary_wraps, reason = "the shape of every suggestion")]
pub(super) fn today(scene: &Scene<'_>, _here: &Values) -> Option<Value> {
    Some(Value::Day(scene.world.today))
}

/// A place that can be in no part of the visit's village, with how many kilometres off it is.
pub(super) fn far_from_village(scene: &Scene<'_>, here: &Values) -> Option<Vec<Param>> {
    let km = fix::km_outside_village(&scene.world, &here.get(LOCATION)?)?;
    Some(vec![Param::Number(km, 0)])
}

/// Most visits find somebody; whoever that is is asked next.
#[expect(clippy::unnecessary_wraps, reason = "the shape of every suggestion")]
pub(super) fn somebody(_scene: &Scene<'_>, _here: &Values) -> Option<Value> {
    Some(Value::Bool(true))
}

/// Most agreement is spoken.
#[expect(clippy::unnecessary_wraps, reason = "the shape of every suggestion")]
pub(super) fn spoken(_scene: &Scene<'_>, _here: &Values) -> Option<Value> {
    Some(Value::Choice(lists::CONSENT_SPOKEN))
}

/// The respondent, where that is the head of the family.
pub(super) fn respondent_who_is_head(scene: &Scene<'_>, _here: &Values) -> Option<Value> {
    let respondent = scene.values.group(RESPONDENT.tag)?;
    let is_head = respondent.get(person::RELATION) == Some(Chosen(lists::RESPONDENT_HEAD));
    respondent.get(person::NAME).filter(|_| is_head).map(Value::Text)
}

/// How a visit of a family that agreed, or did not, ends as a rule.
pub(super) fn likely_outcome(scene: &Scene<'_>, _here: &Values) -> Option<Value> {
    if !scene.holds(scene.values, Cond::All(&[Cond::Since(2), CONSENT_ASKED])) {
        return None;
    }
    let outcome = match scene.values.get(CONSENT)?.0 {
        lists::CONSENT_DECLINED => lists::OUTCOME_REFUSED,
        _ => lists::OUTCOME_COMPLETE,
    };
    Some(Value::Choice(outcome))
}

/// Whoever agreed signed, or did so in words. Which words were read stays as it was when the
/// question was answered last, also where a later program computes anew; a number that no program has
/// written is none.
pub(super) fn compute(scene: &Scene<'_>) -> Vec<(Tag, Option<Value>)> {
    let holds = |cond| scene.holds(scene.values, cond);
    let consent = scene.values.get(CONSENT).filter(|_| holds(CONSENT_ASKED));
    let proof = scene.values.get(PROOF).filter(|_| holds(Cond::Since(4)));
    let form = proof.map_or(lists::CONSENT_SPOKEN, |proof| proof.0);
    let form = holds(AGREED).then_some(Value::Choice(form));
    let basis = match consent.map(|consent| consent.0) {
        _ if !holds(Cond::All(&[Cond::Since(2), MET])) => None,
        Some(lists::CONSENT_GIVEN) => Some(lists::BASIS_CONSENT),
        Some(lists::CONSENT_NOT_NEEDED) => Some(lists::BASIS_TASK),
        Some(_) => None,
        None => holds(OUTSIDER).then_some(lists::BASIS_TASK),
    };
    let read = notice_read(scene.values, NOTICE_READ);
    vec![
        (CONSENT_FORM.tag, form),
        (NOTICE_READ.tag, consent.map(|_| read)),
        (BASIS.tag, basis.map(Value::Choice)),
    ]
}

/// Which words were read: those of `key`, as long as a program has written it.
pub(in crate::forms) fn notice_read(values: &Values, key: Key<i64>) -> Value {
    let read = values.get(key).filter(|read| (1..=NOTICE_VERSION).contains(read));
    Value::Int(read.unwrap_or(NOTICE_VERSION))
}
