//! Which forms may be begun on a visit. The kinds' own checks say it: a form that is still empty and
//! already wrong, where it would not be at a family that agreed, is one that the visit does not allow.

use super::{ALL, codes, lists, visit};
use crate::{
    day::Day,
    form::{
        model::{FormKind, Scene, World},
        problem::{Code, Severity},
        validate::validate,
        value::{Chosen, Values},
    },
};

/// The kinds of form that may be begun on a visit with these answers, in the order of the registry.
pub fn kinds_on(visit: &Values, today: Day) -> impl Iterator<Item = &'static FormKind> {
    let agreed = agreed(today);
    ALL.iter().copied().filter(move |kind| {
        let has_place = !visit::is_session(visit) || !kind.strip.is_empty();
        let against = errors(kind, &agreed, today);
        kind.id != visit::VISIT.id
            && !kind.is_confidential
            && has_place
            && errors(kind, visit, today).iter().all(|error| against.contains(error))
    })
}

/// True when a form of this kind can be about somebody: what is known of him is no mistake in it. (A form
/// of children under five is none for a man of sixty.)
#[must_use]
pub fn fits(kind: &'static FormKind, values: &Values, today: Day) -> bool {
    let agreed = agreed(today);
    let against = errors(kind, &agreed, today);
    let wrong = errors_in(kind, (values, &agreed), today);
    let is_open = |error: &Code| [codes::REQUIRED, codes::REQUIRED_OR_WHY].contains(error);
    wrong.iter().all(|error| is_open(error) || against.contains(error))
}

/// What is wrong with an empty form.
fn errors(kind: &'static FormKind, visit: &Values, today: Day) -> Vec<Code> {
    errors_in(kind, (&Values::new(), visit), today)
}

fn errors_in(
    kind: &'static FormKind,
    (values, visit): (&Values, &Values),
    today: Day,
) -> Vec<Code> {
    let scene = Scene {
        kind,
        version: kind.version,
        values,
        visit: Some(visit),
        previous: None,
        overrides: &[],
        world: World::on(today),
    };
    let problems = validate(&scene).into_iter();
    let errors = problems.filter(|problem| problem.severity == Severity::Error);
    errors.map(|problem| problem.code).collect()
}

/// A visit of a family that agreed to everything.
fn agreed(today: Day) -> Values {
    let mut visit = visit::practice(today);
    visit.set(visit::MET_SOMEBODY, true);
    visit.set(visit::CONSENT, Chosen(lists::CONSENT_GIVEN));
    visit.set(visit::BASIS, Chosen(lists::BASIS_CONSENT));
    visit.set(visit::OUTCOME, Chosen(lists::OUTCOME_COMPLETE));
    visit
}
