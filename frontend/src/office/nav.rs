//! Moves between the pages of the desk without loading the document again.
//!
//! Links stay ordinary links, so that a middle click, "copy address" and a reload work; a plain
//! click on one of ours is taken over here. The words of a search stand in no address: they pass
//! from page to page in memory, and a link with `data-afresh` lets them go.

use leptos::{
    ev,
    prelude::{
        RwSignal, Set as _, WithUntracked as _, document, location, window, window_event_listener,
    },
};
use wasm_bindgen::{JsCast as _, JsValue};

use super::route::{self, BASE, Route};

/// The page that the address bar names.
#[must_use]
pub fn current() -> Route {
    let location = location();
    let path = location.pathname().unwrap_or_default();
    let query = location.search().unwrap_or_default();
    Route::parse(&path, &query)
}

/// Follows clicks on links of ours and the browser's back and forward. `arrives` hears of every
/// other page that is reached so, before it is shown.
pub fn install(route: RwSignal<Route>, arrives: impl Fn() + Clone + 'static) {
    let query = location().search().unwrap_or_default();
    if route::has_words(&query) {
        route.with_untracked(|to| write(&to.href(), true));
    }
    let show = move |keeps_words: bool| {
        let mut to = current();
        if keeps_words {
            route.with_untracked(|from| to.take_words(from));
        }
        // A jump within the page, or another filter of the list: the focus stays where it is.
        if !route.with_untracked(|from| from.is_same_page(&to)) {
            arrives();
        }
        route.set(to);
    };
    let follow = show.clone();
    window_event_listener(ev::popstate, move |_event| follow(true));
    window_event_listener(ev::click, move |event| {
        if let Some((href, keeps_words)) = link_of_ours(&event) {
            event.prevent_default();
            write(&href, false);
            window().scroll_to_with_x_and_y(0.0, 0.0);
            show(keeps_words);
        }
    });
}

/// Shows another filter: the same page, so neither scrolls nor moves the focus.
///
/// `replace` is for typing, where every letter would otherwise be a step to go back.
pub fn refine(route: RwSignal<Route>, to: &Route, replace: bool) {
    write(&to.href(), replace);
    route.set(to.clone());
}

fn write(href: &str, replace: bool) {
    let Ok(history) = window().history() else {
        return;
    };
    // Fails only when a page changes its address hundreds of times a minute; the page then still
    // shows what was asked for, and only the address bar lags behind.
    let _refused = if replace {
        history.replace_state_with_url(&JsValue::NULL, "", Some(href))
    } else {
        history.push_state_with_url(&JsValue::NULL, "", Some(href))
    };
}

/// The address of a plain click on a link into the desk, and whether the words of the search go
/// along; `None` for everything else.
fn link_of_ours(event: &ev::MouseEvent) -> Option<(String, bool)> {
    let has_modifier = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
    if event.default_prevented() || event.button() != 0 || has_modifier {
        return None;
    }
    let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    let link = target.closest("a[href]").ok()??;
    if link.has_attribute("target") || link.has_attribute("download") {
        return None;
    }
    let href = link.get_attribute("href").filter(|href| href.starts_with(BASE))?;
    Some((href, !link.has_attribute("data-afresh")))
}

/// Moves the focus to the element with this id and brings it into view; false if there is none.
pub fn focus(id: &str) -> bool {
    let element = document().get_element_by_id(id);
    let element = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
    element.is_some_and(|element| element.focus().is_ok())
}
