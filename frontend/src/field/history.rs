//! The router: a [`Route`] over the History API.
//!
//! Links are plain `<a href>`; a click on one of ours is caught here. After each step the new page's
//! heading gets the focus and its words become the title; going back restores how far the page was
//! scrolled. Each entry knows how many entries it lies above the page that its page was opened from,
//! so that a finished form is left with all its steps. A link to `#id` moves the focus within the page and leaves the address alone, because
//! the fragment of an address names the section of a form.

use client::route::Route;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{
    Event, FocusOptions, History, HtmlAnchorElement, HtmlElement, MouseEvent, ScrollRestoration,
};

use super::state::App;
use crate::browser;

/// What carries the page's name: its first heading, unless one is marked.
const HEADING: &str = "[data-heading], h1";
/// How often a page is looked at for its heading: five seconds in all.
const LOOKS: u32 = 60;
/// How many of these looks come with each frame.
const QUICK_LOOKS: u32 = 12;
/// Between quick looks, milliseconds: one frame.
const FRAME_MS: u32 = 16;
/// Between the others, milliseconds.
const SLOW_LOOK_MS: u32 = 100;
/// What an entry keeps is one number: how deep it lies times this, and how far it was scrolled. No page
/// is as long, pixels.
const LONGEST_PX: f64 = 1e7;
/// Links that leave the phone app for the server.
const ELSEWHERE: [&str; 3] = ["/kantor", "/api", "/healthz"];

fn history() -> Option<History> {
    browser::window().history().ok()
}

/// Where the address bar says we are.
pub(super) fn here() -> Route {
    let location = browser::window().location();
    Route::parse(&location.pathname().unwrap_or_default(), &location.hash().unwrap_or_default())
}

/// Catches links and the back button for as long as the page lives.
pub(super) fn listen(app: App) {
    if let Some(history) = history() {
        // Ours, because a page is drawn after the browser would have scrolled.
        drop(history.set_scroll_restoration(ScrollRestoration::Manual));
    }
    browser::listen(&browser::window(), "popstate", move |_| {
        let leaving = app.core().leaving.take();
        match leaving {
            Some(to) => left(app, to),
            None => arrive(app, here(), Some(scroll_y())),
        }
    });
    browser::listen(&browser::document(), "click", move |event: Event| {
        let event: MouseEvent = event.unchecked_into();
        if let Some(link) = our_link(&event) {
            follow(app, &event, &link);
        }
    });
    name_page(false, None);
}

/// What the present entry keeps; nothing where the app began.
fn kept() -> f64 {
    let state = history().and_then(|history| history.state().ok());
    state.and_then(|kept| kept.as_f64()).unwrap_or(0.0)
}

/// How many entries lie between this one and the page that this page was opened from.
fn depth() -> f64 {
    (kept() / LONGEST_PX).floor()
}

/// How far this entry was scrolled when it was left.
fn scroll_y() -> f64 {
    kept() - depth() * LONGEST_PX
}

/// Goes to a place.
pub(super) fn go(app: App, to: Route) {
    let Some(history) = history() else { return };
    let href = to.href();
    if to == app.route.get_untracked() {
        arrive(app, to, None);
        return;
    }
    let scroll_y = browser::window().scroll_y().unwrap_or_default();
    let depth = depth() * LONGEST_PX;
    let is_step = app.route.with_untracked(|from| from.is_same_page(&to));
    let next = if is_step { depth + LONGEST_PX } else { LONGEST_PX };
    // Browsers refuse more than some hundred steps in half a minute: then only the address lags.
    drop(history.replace_state_with_url(&JsValue::from(depth + scroll_y), "", None));
    drop(history.push_state_with_url(&JsValue::from(next), "", Some(&href)));
    arrive(app, to, None);
}

/// Goes to a place instead of the present one.
pub(super) fn replace(app: App, to: Route) {
    if let Some(history) = history() {
        let kept = JsValue::from(depth() * LONGEST_PX);
        drop(history.replace_state_with_url(&kept, "", Some(&to.href())));
    }
    arrive(app, to, None);
}

/// As the browser's back button; home where there is nothing of ours to go back to.
pub(super) fn back(app: App) {
    match history() {
        Some(history) if depth() > 0.0 => drop(history.back()),
        _ => replace(app, Route::Home),
    }
}

/// Leaves a page for good, with every step that was made on it: "back" never returns there.
pub(super) fn leave(app: App, to: Route) {
    let n_back = depth();
    match history() {
        Some(history) if n_back > 0.0 && n_back < f64::from(history.length().unwrap_or(0)) => {
            app.core().leaving.replace(Some(to));
            #[expect(clippy::cast_possible_truncation, reason = "less than the entries there are")]
            drop(history.go_with_delta(-(n_back as i32)));
        }
        _ => replace(app, to),
    }
}

/// On the way out, where the page was opened from. If that is where to go, it is reached; if not, it
/// stays, and the page's own first entry becomes what comes next.
fn left(app: App, to: Route) {
    let here = here();
    if here == to {
        arrive(app, to, Some(scroll_y()));
    } else if app.route.with_untracked(|page| page.is_same_page(&here)) {
        replace(app, to);
    } else if let Some(history) = history() {
        app.core().leaving.replace(Some(to));
        drop(history.forward());
    }
}

fn arrive(app: App, to: Route, scroll_y: Option<f64>) {
    let from = app.route.get_untracked();
    if from != to {
        app.route.set(to.clone());
    }
    if !from.is_same_page(&to)
        && let Route::Fill { draft, .. } = from
    {
        spawn_local(super::drafts::close(app, draft));
    }
    name_page(true, Some(scroll_y.unwrap_or(0.0)));
}

/// While the page is being drawn: its heading becomes the title and, after a step, gets the focus. A
/// page that is still reading storage changes its heading a moment later; that one counts too, unless
/// the person has gone on to something else by then.
fn name_page(is_step: bool, scroll_y: Option<f64>) {
    let place = browser::window().location().pathname().unwrap_or_default();
    spawn_local(async move {
        let mut shown = String::new();
        for look in 0..LOOKS {
            browser::sleep(if look < QUICK_LOOKS { FRAME_MS } else { SLOW_LOOK_MS }).await;
            if browser::window().location().pathname().unwrap_or_default() != place {
                return;
            }
            let Some(heading) = heading() else { continue };
            let name = heading.text_content().unwrap_or_default();
            if name == shown {
                continue;
            }
            browser::document().set_title(&[name.trim(), " · Mutakhir"].concat());
            if shown.is_empty() || is_nothing_focused() {
                if is_step {
                    focus(&heading);
                }
                if let Some(y) = scroll_y {
                    browser::window().scroll_to_with_x_and_y(0.0, y);
                }
            }
            shown = name;
        }
    });
}

fn is_nothing_focused() -> bool {
    let document = browser::document();
    match document.active_element() {
        Some(element) => document.body().is_some_and(|body| *body == element),
        None => true,
    }
}

fn heading() -> Option<HtmlElement> {
    browser::document().query_selector(HEADING).ok()?.map(|heading| heading.unchecked_into())
}

/// Focuses something that may not be focusable by itself, without scrolling to it.
fn focus(element: &HtmlElement) {
    if element.tab_index() < 0 {
        drop(element.set_attribute("tabindex", "-1"));
    }
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    drop(element.focus_with_options(&options));
}

/// The link that a plain click means, if it is one that this app answers.
fn our_link(event: &MouseEvent) -> Option<HtmlAnchorElement> {
    let is_plain = event.button() == 0
        && !(event.meta_key() || event.ctrl_key() || event.shift_key() || event.alt_key());
    if !is_plain || event.default_prevented() {
        return None;
    }
    let element: web_sys::Element = event.target()?.dyn_into().ok()?;
    let link: HtmlAnchorElement = element.closest("a[href]").ok()??.unchecked_into();
    let is_here = link.origin() == browser::window().location().origin().ok()?
        && link.target().is_empty()
        && !link.has_attribute("download");
    let leaves = ELSEWHERE.iter().any(|path| link.pathname().starts_with(path));
    (is_here && !leaves).then_some(link)
}

fn follow(app: App, event: &MouseEvent, link: &HtmlAnchorElement) {
    event.prevent_default();
    let href = link.get_attribute("href").unwrap_or_default();
    match href.strip_prefix('#') {
        Some(id) => {
            if let Some(target) = browser::document().get_element_by_id(id) {
                let target: HtmlElement = target.unchecked_into();
                target.scroll_into_view();
                focus(&target);
            }
        }
        None => go(app, Route::parse(&link.pathname(), &link.hash())),
    }
}
