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
use shared::text::Text;

use super::{state::App, text, view::Phase};
use crate::ui::{
    dom::{View, live, say},
    lang,
};

/// The page of a place. Called again only when the place is another page
/// ([`Route::is_same_page`]); what shows the section of a form reads `App::route` itself.
#[must_use]
pub fn view(app: App, route: &Route) -> View {
    let (route, typed) = (route.clone(), practice::Typed::default());
    live(move || {
        // A page is made anew in another language; nothing else that it reads while it is made may
        // do that, or a form would lose the box that somebody types into.
        lang::set(app.lang());
        if let Route::Practice { kind, .. } = &route {
            // Waits for no storage: it is the first thing that can be typed into.
            return untrack(|| practice::page(app, *kind, &typed));
        }
        let phase = app.phase.get();
        untrack(|| match phase {
            Phase::Opening => wait(app, &text::OPENING),
            Phase::Leaving => wait(app, &text::SIGNING_OUT),
            _ => opened(app, phase, &route),
        })
    })
}

fn wait(app: App, words: &Text) -> View {
    shell::page(app, &text::APP, None, vec![say("wait", words)])
}

/// Every page but the one for practice.
fn opened(app: App, phase: Phase, route: &Route) -> View {
    match (phase, route) {
        (Phase::NoStorage, _) => missing::no_storage(app),
        (_, Route::Activation { token }) => activation::page(app, token.as_deref()),
        (_, Route::Settings) => settings::page(app),
        (_, Route::Unknown) => missing::no_page(app),
        (Phase::SignedOut, _) => home::welcome(app),
        (Phase::Ready, Route::NewVisit { is_session }) => new_visit::page(app, *is_session),
        (Phase::Ready, Route::Visit(id)) => visit::page(app, *id),
        (Phase::Ready, Route::Fill { draft, .. }) => fill::page(app, *draft),
        (Phase::Ready, Route::Records(_)) => records::page(app),
        (Phase::Ready, Route::Record(id)) => record::page(app, *id),
        (Phase::Ready, Route::Sync) => sync::page(app),
        _ => home::page(app),
    }
}
