//! The pages, one file each. A page gets the [`App`] and knows no storage, no fetch and no clock.

mod activation;
mod damaged;
mod fill;
mod home;
mod lists;
mod missing;
mod new_visit;
mod practice;
mod record;
mod records;
mod settings;
mod shell;
mod sync;
mod visit;
mod when;

use client::route::Route;
use leptos::prelude::*;

use super::{state::App, text, view::Phase};
use crate::ui::dom::{live, para};

/// The page of a place. Called again only when the place is another page
/// ([`Route::is_same_page`]); what shows the section of a form reads [`App::route`] itself.
#[must_use]
pub fn view(app: App, route: &Route) -> AnyView {
    let route = route.clone();
    live(move || {
        // A page is made anew in another language; nothing else that it reads while it is made may
        // do that, or a form would lose the box that somebody types into.
        let _ = app.lang();
        if let Route::Practice { kind, .. } = &route {
            // Waits for no storage: it is the first thing that can be typed into.
            return untrack(|| practice::page(app, *kind));
        }
        let phase = app.phase.get();
        untrack(|| in_phase(app, phase, &route))
    })
}

fn in_phase(app: App, phase: Phase, route: &Route) -> AnyView {
    match (phase, route) {
        (Phase::Opening, _) => shell::page(app, text::APP, None, vec![wait(app)]),
        (Phase::NoStorage, _) => missing::no_storage(app),
        (_, Route::Activation { token }) => activation::page(app, token.clone()),
        (_, Route::Settings) => settings::page(app),
        (_, Route::Unknown) => missing::no_page(app),
        (Phase::SignedOut, _) => home::welcome(app),
        (Phase::Ready, route) => of_account(app, route),
    }
}

/// Pages that need an account.
fn of_account(app: App, route: &Route) -> AnyView {
    match route {
        Route::NewVisit => new_visit::page(app),
        Route::Visit(id) => visit::page(app, *id),
        Route::Fill { draft, .. } => fill::page(app, *draft),
        Route::Records => records::page(app),
        Route::Record(id) => record::page(app, *id),
        Route::Sync => sync::page(app),
        Route::Practice { kind, .. } => practice::page(app, *kind),
        Route::Home | Route::Activation { .. } | Route::Settings | Route::Unknown => {
            home::page(app)
        }
    }
}

/// Words in place of a page that is still being read.
fn wait(app: App) -> AnyView {
    para("wait", app.t(text::OPENING))
}
