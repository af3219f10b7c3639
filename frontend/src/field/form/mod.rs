//! A form on screen while it is filled, whether it counts or not: its sections one after the other, a
//! review at the end. It knows no storage: what is typed and where a form leads go out by callbacks.

pub mod steps;
pub mod words;

mod review;

use client::device::Surroundings;
use leptos::prelude::*;
use shared::form::model::FormKind;

use super::phone::{clock::Clock, toasts::Toasts};
use crate::{
    browser,
    ui::form::{Filling, Outside, State},
};

/// Begins to fill a form under the owner of its page; `changed` is called after each change.
pub fn begin(
    kind: &'static FormKind,
    state: State,
    around: Surroundings,
    clock: Clock,
    changed: impl Fn(&State) + Send + Sync + 'static,
) -> Filling {
    let outside = Outside {
        visit: around.visit,
        previous: around.previous,
        world: Box::new(move || clock.world()),
        changed: Box::new(changed),
        random: || u32::from_le_bytes(browser::random()),
    };
    Filling::new(kind, state, outside)
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
