//! Results: what a form computes from its answers. The phone computes them to show them; the ones that
//! count here are the server's own, because a phone may lack the tables, be older, or be forged.

use std::borrow::Cow;

use shared::{
    form::{
        model::Scene,
        settle::computed,
        value::{Tag, Value, Values},
    },
    forms::balita::{ALGORITHM, BALITA},
    growth::ALGORITHM_VERSION,
};

/// The answers with the server's own results in the place of the phone's, and true when the phone
/// found others. Without growth tables the phone's stand as they came.
pub(crate) fn own<'v>(scene: &Scene<'v>) -> (Cow<'v, Values>, bool) {
    let theirs = scene.values;
    if scene.world.growth.is_none() {
        return (Cow::Borrowed(theirs), false);
    }
    let ours = computed(scene);
    if ours.iter().all(|(tag, value)| theirs.at(*tag) == value.as_ref()) {
        return (Cow::Borrowed(theirs), false);
    }
    let differs = differs(scene, &ours);
    let mut values = theirs.clone();
    for (tag, value) in ours {
        values.put(tag, value);
    }
    (Cow::Owned(values), differs)
}

/// True when results that should be the same are not. A phone that computed nothing (its tables were
/// not loaded yet) said nothing, and one with rules of another version may well say something else.
fn differs(scene: &Scene<'_>, ours: &[(Tag, Option<Value>)]) -> bool {
    let is_versioned = scene.kind.id == BALITA.id;
    let version = is_versioned.then(|| scene.values.get(ALGORITHM)).flatten();
    if version.is_some_and(|version| version != i64::from(ALGORITHM_VERSION)) {
        return false;
    }
    ours.iter().any(|(tag, value)| match scene.values.at(*tag) {
        None => version.is_some() && value.is_some(),
        theirs => theirs != value.as_ref(),
    })
}
