//! A practice form: no account, nothing kept, nothing sent. It is also the first screen that can be
//! typed into, so it waits for nothing.

use client::{device::Surroundings, route::Route};
use leptos::prelude::*;
use shared::{
    form::{model::KindId, value::Values},
    forms::{self, visit},
};

use super::{
    super::{state::App, text},
    fill::{self, Screen, Use},
    missing, shell,
};
use crate::ui::{
    dom::{div, el, live, para},
    form::Start,
    icon, parts,
};

/// A form to try.
pub fn page(app: App, kind: KindId) -> AnyView {
    let Some(kind) = forms::kind(kind) else { return missing::no_page(app) };
    let is_done = RwSignal::new(false);
    live(move || {
        if is_done.get() {
            return done(app, kind.id, is_done);
        }
        untrack(|| {
            let is_visit = kind.id == visit::VISIT.id;
            let around = Surroundings {
                visit: (!is_visit).then(|| visit::practice(app.today())),
                previous: None,
            };
            let start =
                Start { values: Values::new(), overrides: Vec::new(), from_office: Vec::new() };
            let form = fill::begin(app, kind, start, around, |_, _| {});
            let used = Use::Practice(is_done);
            fill::screen_view(Screen { app, form, used, trouble: RwSignal::new(None) })
        })
    })
}

/// Says on every screen that it does not count.
pub fn banner(app: App) -> AnyView {
    div("banner practice").text(app.t(text::PRACTICE_BANNER)).done()
}

fn done(app: App, kind: KindId, is_done: RwSignal<bool>) -> AnyView {
    let again = parts::button("second", app.t(text::PRACTICE_AGAIN), move || {
        app.replace(Route::Practice { kind, section: String::new() });
        is_done.set(false);
    });
    let home = shell::link(&Route::Home).class("button first").text(app.t(text::TO_HOME));
    let children = vec![
        banner(app),
        el("h1").kid(icon::icon(icon::CHECK)).text(app.t(text::PRACTICE_DONE)).done(),
        para("", app.t(text::PRACTICE_DONE_HELP)),
        div("actions stacked").kid(home).kid(again).done(),
    ];
    shell::bare(app, Some((Route::Home, text::HOME)), children)
}
