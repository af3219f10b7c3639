//! What stands around every page: the bar at its top with the way back and the state of sending, the
//! sentence that passes by, and on the main pages the row of places.

use client::route::{Route, Show};
use leptos::prelude::untrack;
use shared::{sync::client::Activity, text::Text};

use super::{
    super::{state::App, text},
    when,
};
use crate::ui::{
    dom::{El, View, div, el, live, nothing, of},
    icon,
    lang::t,
    parts,
};

/// Where a page leads back to, and what that is called.
pub type Back = Option<(Route, Text)>;

/// Back to the home page.
pub const HOME: Back = Some((Route::Home, text::HOME));

/// A page one step below another.
pub fn page(app: App, title: &Text, back: Back, children: Vec<View>) -> View {
    let heading = el("h1").say(title);
    frame(app, back, el("div").put(heading).kids(children), None)
}

/// A page whose heading its children bring.
pub fn bare(app: App, back: Back, children: Vec<View>) -> View {
    frame(app, back, el("div").kids(children), None)
}

/// One of the main pages, with the row of places.
pub fn main_page(app: App, here: &Route, children: Vec<View>) -> View {
    frame(app, None, el("div").kids(children), Some(here))
}

fn frame(app: App, back: Back, content: El, here: Option<&Route>) -> View {
    app.question.set(None);
    let page = div("page")
        .put(bar(app, back))
        .kid(live(move || update(app)))
        .put(content.class("content"))
        .kid(live(move || asked(app)))
        .put(
            div("toasts")
                .attr("role", "status")
                .attr("aria-live", "polite")
                .kid(live(move || toast(app))),
        );
    match here {
        Some(here) => page.kid(places(here)).done(),
        None => page.done(),
    }
}

fn bar(app: App, back: Back) -> El {
    let left = match back {
        Some((route, words)) => {
            link("back", &route).kid(icon::icon(icon::BACK)).put(el("span").say(&words))
        }
        None => link("brand", &Route::Home).say(&text::APP),
    };
    of("header", "bar").put(left).kid(live(move || chip(app)))
}

/// A question above the page, for [`App::ask`]: the button of this label and name closes it and does
/// what it is about.
pub fn question(
    app: App,
    titles: [&Text; 2],
    words: &str,
    (label, name): (&Text, &'static str),
    action: impl Fn() + Send + Sync + 'static,
) -> View {
    let close = move || app.question.set(None);
    let yes = parts::button("first", label, move || {
        close();
        action();
    });
    parts::question(titles, words, yes.attr("data-action", name), close)
}

/// The question above the page stays as it was asked, whatever changes below it.
fn asked(app: App) -> View {
    app.question.get().map_or_else(nothing, |question| untrack(|| question()))
}

/// Why what was tried on this page failed.
pub fn trouble(app: App) -> View {
    live(move || {
        let words = app.trouble.get();
        if words.is_empty() {
            return nothing();
        }
        parts::note("note error", vec![parts::status(t(&words))])
    })
}

/// A plain link to a place; the app's history takes the click.
pub fn link(class: &'static str, route: &Route) -> El {
    of("a", class).attr("href", &route.href())
}

/// The state of sending, always in words.
fn chip(app: App) -> View {
    if app.profile.with(Option::is_none) {
        return nothing();
    }
    let (status, counts, n_waiting) = (app.status.get(), app.counts.get(), app.n_waiting());
    // The last is where what the chip speaks of is listed.
    let (class, sign, words, to) = if status.is_signed_out {
        ("chip alert", icon::ALERT, String::from(t(&text::NEEDS_LINK)), Route::Sync)
    } else if n_waiting > 0 {
        let words = when::counted(n_waiting, t(&text::WAITING));
        ("chip waits", icon::UP, words, Route::Sync)
    } else if counts.n_to_mend > 0 {
        let words = when::counted(counts.n_to_mend, t(&text::TO_MEND_HERE));
        ("chip alert", icon::ALERT, words, Route::Records(Show::ToMend))
    } else if counts.n_drafts > 0 {
        let words = when::counted(counts.n_drafts, t(&text::UNFINISHED_HERE));
        ("chip", icon::SHEET, words, Route::Records(Show::Drafts))
    } else {
        ("chip", icon::CHECK, String::from(t(&text::ALL_SENT)), Route::Sync)
    };
    let mut inner = el("span").text(&words);
    if class == "chip waits" {
        let below = match status.activity {
            Activity::Sending => text::SENDING,
            Activity::Idle | Activity::Fetching => text::SAFE_HERE,
        };
        inner = inner.put(el("br")).say(&below);
    }
    link(class, &to).kid(icon::icon(sign)).put(inner).done()
}

fn update(app: App) -> View {
    if !app.update_ready.get() {
        return nothing();
    }
    div("update")
        .attr("role", "status")
        .put(el("span").say(&text::UPDATE_READY))
        .put(parts::button("small", &text::UPDATE, move || app.update()))
        .done()
}

fn toast(app: App) -> View {
    let Some(toast) = app.toast.get() else { return nothing() };
    let view = div("toast").put(el("span").say(&toast.words));
    if !toast.can_undo {
        return view.done();
    }
    let undo = parts::button("small", &text::UNDO, move || app.undo_delete());
    view.put(undo).done()
}

fn places(here: &Route) -> View {
    let mut nav = of("nav", "places").attr("aria-label", t(&text::PLACES));
    for (route, words, sign) in [
        (Route::Home, text::HOME, icon::HOUSE),
        (Route::Records(Show::All), text::RECORDS, icon::SHEET),
        (Route::Sync, text::SYNC, icon::UP),
        (Route::Settings, text::SETTINGS, icon::GEAR),
    ] {
        let mut item = link("", &route);
        if route.is_same_page(here) {
            item = item.attr("aria-current", "page");
        }
        nav = nav.put(item.kid(icon::icon(sign)).put(el("span").say(&words)));
    }
    nav.done()
}
