//! A form on screen while it is filled, whether it counts or not: its sections one after the other, a
//! review at the end. It knows no storage: what is typed and where a form leads go out by callbacks.

pub mod steps;
pub mod words;

mod review;

use client::device::Surroundings;
use leptos::prelude::*;
use shared::{
    form::model::FormKind,
    forms::{lists, visit},
};

use super::phone::{clock::Clock, toasts::Toasts};
use crate::{
    browser,
    ui::form::{Filling, FormState, Outside},
};

/// Begins to fill a form under the owner of its page; `changed` is called after each change.
pub fn begin(
    (kind, version): (&'static FormKind, u16),
    state: FormState,
    around: Surroundings,
    clock: Clock,
    changed: impl Fn(&FormState) + Send + Sync + 'static,
) -> Filling {
    let is_strip = !kind.strip.is_empty() && is_session(&around);
    let outside = Outside {
        version,
        visit: around.visit,
        previous: around.previous,
        last: around.last,
        world: Box::new(move || clock.world()),
        changed: Box::new(changed),
        random: || u32::from_le_bytes(browser::random()),
    };
    Filling::new(kind, state, is_strip, outside)
}

/// True for a form that belongs to a session of many people.
fn is_session(around: &Surroundings) -> bool {
    let kind = around.visit.as_ref().and_then(|values| values.get(visit::KIND));
    kind.is_some_and(|kind| kind.0 == lists::VISIT_SESSION)
}

/// True when nothing keeps a form from being finished; otherwise says so and leads to the list of what
/// does, at the top of the page.
pub fn is_whole(form: Filling, toasts: Toasts) -> bool {
    let is_whole = form.with_untracked(|state| state.open_problems().is_empty());
    if !is_whole {
        toasts.say(words::STILL_OPEN);
        window().scroll_to_with_x_and_y(0.0, 0.0);
    }
    is_whole
}
