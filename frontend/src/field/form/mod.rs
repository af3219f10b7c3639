//! A form on screen while it is filled, whether it counts or not: its sections one after the other, a
//! review at the end. It knows no storage: what is typed and where a form leads go out by callbacks.

pub mod steps;
pub mod words;

mod review;

use client::device::Surroundings;
use leptos::prelude::*;
use shared::{
    form::model::{FormKind, World},
    forms::visit,
    region::VillageCode,
};

use super::phone::{clock::Clock, toasts::Toasts};
use crate::{
    browser,
    ui::form::{Filling, FormState, Outside},
};

/// Begins to fill a form about a village under the owner of its page; `changed` is called after each change.
pub fn begin(
    (kind, version, village): (&'static FormKind, u16, Option<VillageCode>),
    state: FormState,
    around: Surroundings,
    clock: Clock,
    changed: impl Fn(&FormState) + Send + Sync + 'static,
) -> Filling {
    let is_session = around.visit.as_ref().is_some_and(visit::is_session);
    let is_strip = !kind.strip.is_empty() && is_session;
    let outside = Outside {
        version,
        visit: around.visit,
        previous: around.previous,
        last: around.last,
        world: Box::new(move || World { village, ..clock.world() }),
        changed: Box::new(changed),
        random: || u32::from_le_bytes(browser::random()),
    };
    Filling::new(kind, state, is_strip, outside)
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
