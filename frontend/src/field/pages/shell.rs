//! What stands around every page: the bar at its top with the way back and the state of sending, the
//! sentence that passes by, and on the main pages the row of places.

use client::route::Route;
use leptos::{prelude::*, task::spawn_local};
use shared::{sync::client::Activity, text::Text};

use super::super::{state::App, text};
use crate::ui::{
    dom::{El, div, el, live, nothing},
    icon, parts,
};

/// A page one step below another: `back` says which.
pub fn page(app: App, title: Text, back: Option<(Route, Text)>, children: Vec<AnyView>) -> AnyView {
    let heading = el("h1").text(app.t(title)).done();
    let mut all = vec![heading];
    all.extend(children);
    bare(app, back, all)
}

/// A page whose heading its children bring.
pub fn bare(app: App, back: Option<(Route, Text)>, children: Vec<AnyView>) -> AnyView {
    div("page")
        .kid(bar(app, back))
        .kid(update(app))
        .kid(div("content").kids(children))
        .kid(toast(app))
        .done()
}

/// One of the main pages, with the row of places.
pub fn main_page(app: App, here: &Route, children: Vec<AnyView>) -> AnyView {
    div("page has-places")
        .kid(bar(app, None))
        .kid(update(app))
        .kid(div("content").kids(children))
        .kid(toast(app))
        .kid(places(app, here))
        .done()
}

fn bar(app: App, back: Option<(Route, Text)>) -> El {
    let left = match back {
        Some((route, words)) => link(&route)
            .class("back")
            .kid(icon::icon(icon::BACK))
            .kid(el("span").text(app.t(words))),
        None => link(&Route::Home).class("brand").text(app.t(text::APP)),
    };
    el("header").class("bar").kid(left).kid(live(move || chip(app)))
}

/// A plain link to a place; the app's history takes the click.
pub fn link(route: &Route) -> El {
    el("a").attr("href", route.href())
}

/// The state of sending, always in words.
fn chip(app: App) -> AnyView {
    if app.profile.with(Option::is_none) {
        return nothing();
    }
    let status = app.status.get();
    let chip = link(&Route::Sync);
    if status.is_signed_out {
        return chip
            .class("chip alert")
            .kid(icon::icon(icon::ALERT))
            .kid(el("span").text(app.t(text::NEEDS_LINK)))
            .done();
    }
    if status.n_waiting == 0 {
        return chip
            .class("chip")
            .kid(icon::icon(icon::CHECK))
            .kid(el("span").text(app.t(text::ALL_SENT)))
            .done();
    }
    let below = match status.activity {
        Activity::Sending => text::SENDING,
        Activity::Idle | Activity::Fetching => text::SAFE_HERE,
    };
    let words = [&status.n_waiting.to_string(), " ", app.t(text::WAITING)].concat();
    chip.class("chip waits")
        .kid(icon::icon(icon::UP))
        .kid(el("span").text(words).kid(el("br")).text(app.t(below)))
        .done()
}

fn update(app: App) -> AnyView {
    live(move || {
        if !app.update_ready.get() {
            return nothing();
        }
        div("update")
            .attr("role", "status")
            .kid(el("span").text(app.t(text::UPDATE_READY)))
            .kid(parts::button("small", app.t(text::UPDATE), move || app.update()))
            .done()
    })
}

fn toast(app: App) -> AnyView {
    let inner = live(move || {
        let Some(toast) = app.toast.get() else { return nothing() };
        let undo = if toast.can_undo {
            parts::button("small", app.t(text::UNDO), move || {
                spawn_local(async move {
                    if let Err(error) = app.undo_delete().await {
                        app.say(error.words());
                    }
                });
            })
            .done()
        } else {
            nothing()
        };
        div("toast").kid(el("span").text(app.t(toast.words))).kid(undo).done()
    });
    div("toasts").attr("role", "status").attr("aria-live", "polite").kid(inner).done()
}

fn places(app: App, here: &Route) -> AnyView {
    let all = [
        (Route::Home, text::HOME, icon::HOUSE),
        (Route::Records, text::RECORDS, icon::SHEET),
        (Route::Sync, text::SYNC, icon::UP),
        (Route::Settings, text::SETTINGS, icon::GEAR),
    ];
    let links = all.map(|(route, words, sign)| {
        let is_here = route == *here;
        let item = link(&route);
        let item = if is_here { item.attr("aria-current", "page") } else { item };
        item.kid(icon::icon(sign)).kid(el("span").text(app.t(words))).done()
    });
    el("nav").class("places").attr("aria-label", app.t(text::PLACES)).kids(links).done()
}
