//! A practice form: no account, nothing kept, nothing sent. It is also the first screen that can be
//! typed into, so it waits for nothing.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use client::{device::Surroundings, route::Route};
use leptos::prelude::*;
use shared::{
    form::model::KindId,
    forms::{self, visit},
};

use super::{
    super::{state::App, text},
    fill::{self, Screen, Use},
    missing,
    shell::{self, link},
};
use crate::ui::{
    dom::{View, div, el, live, say},
    form::State,
    parts,
};

/// What was typed: it outlives a page that is made anew in another language.
#[derive(Clone, Default)]
pub struct Typed(Arc<Mutex<State>>);

impl Typed {
    fn place(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A form to try.
pub fn page(app: App, kind: KindId, typed: &Typed) -> View {
    let Some(kind) = forms::kind(kind) else { return missing::no_page(app) };
    app.is_practised.set(false);
    let typed = typed.clone();
    live(move || {
        if app.is_practised.get() {
            *typed.place() = State::default();
            return untrack(|| done(app, kind.id));
        }
        untrack(|| {
            let is_visit = kind.id == visit::VISIT.id;
            let around = Surroundings {
                visit: (!is_visit).then(|| visit::practice(app.today())),
                previous: None,
            };
            let state = typed.place().clone();
            let kept = typed.clone();
            let keep = move |state: &State| kept.place().clone_from(state);
            let form = fill::begin(app, kind, state, around, keep);
            fill::screen_view(Screen { app, form, used: Use::Practice })
        })
    })
}

/// Says on every screen that it does not count.
pub fn banner() -> View {
    say("banner", &text::PRACTICE_BANNER)
}

fn done(app: App, kind: KindId) -> View {
    let again = parts::button("second", &text::PRACTICE_AGAIN, move || {
        app.replace(Route::Practice { kind, section: String::new() });
        app.is_practised.set(false);
    });
    let home = link("button first", &Route::Home).say(&text::TO_HOME);
    let children = vec![
        banner(),
        el("h1").say(&text::PRACTICE_DONE).done(),
        say("", &text::PRACTICE_DONE_HELP),
        div("actions stacked").put(home).put(again).done(),
    ];
    shell::bare(app, shell::HOME, children)
}
