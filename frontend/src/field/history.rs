//! The router: a [`Route`] over the History API.
//!
//! Links are plain `<a href>`; the script beside this catches a click on one of ours. After each step the
//! new page's heading gets the focus and its words become the title; going back restores how far the page
//! was scrolled. Each entry knows how many entries it lies above the page that its page was opened from,
//! so that a finished form is left with all its steps.

use client::route::Route;
use leptos::task::spawn_local;
use shared::text::Text;
use wasm_bindgen::{JsCast as _, prelude::wasm_bindgen};
use web_sys::{CustomEvent, Event};

use super::state::App;
use crate::browser;

#[wasm_bindgen(module = "/src/field/history.js")]
extern "C" {
    #[wasm_bindgen(js_name = here)]
    fn address() -> String;

    fn scrolled() -> f64;

    fn push(href: &str, is_step: bool);

    fn put(href: &str);

    #[wasm_bindgen(js_name = back)]
    fn go_back(is_out: bool) -> bool;

    #[wasm_bindgen(js_name = listen)]
    fn catch_links();

    #[wasm_bindgen(js_name = namePage)]
    fn name_page(scroll_y: Option<f64>);
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = history)]
    fn forward();
}

/// Where the address bar says we are.
pub(super) fn here() -> Route {
    route(&address())
}

fn route(address: &str) -> Route {
    let (path, fragment) = address.split_once('#').unwrap_or((address, ""));
    Route::parse(path, fragment)
}

/// Catches links and the back button for as long as the page lives.
pub(super) fn listen(app: App) {
    catch_links();
    browser::listen(&browser::window(), "popstate", move |_| {
        let leaving = app.core().leaving.take();
        match leaving {
            Some(to) => left(app, to),
            None => arrive(app, here(), scrolled()),
        }
    });
    browser::listen(&browser::window(), "link", move |event: Event| {
        let event: CustomEvent = event.unchecked_into();
        go(app, route(&event.detail().as_string().unwrap_or_default()));
    });
    name_page(None);
}

/// Goes to a place.
pub(super) fn go(app: App, to: Route) {
    let from = app.route.get_untracked();
    if to != from {
        push(&to.href(), from.is_same_page(&to));
    }
    arrive(app, to, 0.0);
}

/// Goes to a place instead of the present one.
pub(super) fn replace(app: App, to: Route) {
    put(&to.href());
    arrive(app, to, 0.0);
}

/// As the browser's back button; home where there is nothing of ours to go back to.
pub(super) fn back(app: App) {
    if !go_back(false) {
        replace(app, Route::Home);
    }
}

/// Leaves a page for good, with every step that was made on it: "back" never returns there.
pub(super) fn leave(app: App, to: Route) {
    if go_back(true) {
        app.core().leaving.replace(Some(to));
    } else {
        replace(app, to);
    }
}

/// On the way out, where the page was opened from. If that is where to go, it is reached; if not, it
/// stays, and the page's own first entry becomes what comes next.
fn left(app: App, to: Route) {
    let here = here();
    if here == to {
        arrive(app, to, scrolled());
    } else if app.route.with_untracked(|page| page.is_same_page(&here)) {
        replace(app, to);
    } else {
        app.core().leaving.replace(Some(to));
        forward();
    }
}

fn arrive(app: App, to: Route, scroll_y: f64) {
    let from = app.route.get_untracked();
    if from != to {
        app.route.set(to.clone());
    }
    if !from.is_same_page(&to) {
        app.trouble.set(Text::EMPTY);
        if let Route::Fill { draft, .. } = from {
            spawn_local(super::drafts::close(app, draft));
        }
    }
    name_page(Some(scroll_y));
}
