//! What data alone cannot say about a change in a family.

use super::{BIRTH_WEIGHT, NEW_VALUE, OLD_KK, OLD_VALUE, SUBJECT, WEIGHT_HINT, questions::BORN};
use crate::{
    form::{
        model::Scene,
        problem::Param,
        value::{Tag, Value, Values},
    },
    forms::{person, visit},
};

/// Below this a child is born with a low weight (BBLR): 2,500 g (domain G.2).
const LOW_WEIGHT_G: i64 = 2_500;

/// The card of the family that is visited.
pub(super) fn kk_of_visit(scene: &Scene<'_>, _here: &Values) -> Option<Value> {
    scene.visit?.get(visit::KK).map(Value::Int)
}

/// What should be right is what stands there already.
pub(super) fn nothing_changes(scene: &Scene<'_>, _here: &Values) -> Option<Vec<Param>> {
    let (old, new) = (scene.values.get(OLD_VALUE)?, scene.values.get(NEW_VALUE)?);
    (old.trim() == new.trim()).then(Vec::new)
}

/// The new card is the old one.
pub(super) fn same_card(scene: &Scene<'_>, here: &Values) -> Option<Vec<Param>> {
    let old = scene.values.get(OLD_KK)?;
    (here.get(super::NEW_KK) == Some(old)).then(Vec::new)
}

/// Husband or wife, or the new head, is the person whom the change is about.
pub(super) fn same_as_subject(scene: &Scene<'_>, here: &Values) -> Option<Vec<Param>> {
    let subject = scene.values.group(SUBJECT.tag)?;
    let same = |tag: Tag| {
        let said = here.at(tag).filter(|value| !value.is_blank());
        said.is_some() && said == subject.at(tag)
    };
    (same(person::NIK.tag) || same(person::REFERENCE)).then(Vec::new)
}

/// What the weight at birth hints at.
pub(super) fn compute(scene: &Scene<'_>) -> Vec<(Tag, Option<Value>)> {
    let weight = scene.values.get(BIRTH_WEIGHT).filter(|_| scene.holds(scene.values, BORN));
    let is_low = weight.is_some_and(|weight| (1..LOW_WEIGHT_G).contains(&weight));
    vec![(WEIGHT_HINT.tag, is_low.then_some(Value::Choice(1)))]
}
