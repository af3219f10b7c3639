//! The browser's side of the router: the entries of its history, clicks on links, and the heading that
//! names a page. What an address means is the router's business.
//!
//! Each entry stores how many entries it lies above the page that its page was opened from, so that a
//! page with several steps can be left with all of them; which of these steps lie below it, so that a
//! step is gone back to and not made twice; and how far it was scrolled.

use wasm_bindgen::{JsCast as _, prelude::wasm_bindgen};
use web_sys::{CustomEvent, Event};

use super::{listen as hear, window};

#[wasm_bindgen(module = "/src/browser/history.js")]
extern "C" {
    #[wasm_bindgen(js_name = here)]
    fn address() -> String;

    /// How far this entry was scrolled when it was left, pixels.
    pub fn scrolled() -> f64;

    /// Makes an entry above this one; a step stays on its page.
    pub fn push(href: &str, is_step: bool);

    /// Gives this entry another address.
    pub fn put(href: &str);

    /// Goes back one entry, or (`is_out`) out of the page with every step that was made on it; false
    /// where there is nothing of ours to go back to.
    pub fn back(is_out: bool) -> bool;

    /// Goes back to a step of this page that lies below this one; false where there is none.
    #[wasm_bindgen(js_name = backTo)]
    pub fn back_to(href: &str) -> bool;

    /// True when steps of this page lie below this one.
    #[wasm_bindgen(js_name = hasSteps)]
    pub fn has_steps() -> bool;

    /// Makes an entry for something that stands above the page; false where the browser refuses.
    pub fn cover() -> bool;

    /// Takes that entry away; false where there is none.
    pub fn uncover() -> bool;

    #[wasm_bindgen(js_name = listen)]
    fn catch_links(ours: &str, others: &str, scroll_restoration: &str);

    /// Makes the page's heading the title of the document and, after a step, gives it the focus; scrolls
    /// the page to `scroll_y`.
    #[wasm_bindgen(js_name = namePage)]
    pub fn name_page(scroll_y: f64, is_step: bool);
}

#[wasm_bindgen]
extern "C" {
    /// Goes forward one entry.
    #[wasm_bindgen(js_namespace = history)]
    pub fn forward();
}

/// An address in its parts, each without its sign in front.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Address<'a> {
    /// The path.
    pub path: &'a str,
    /// The query; empty when there is none.
    pub query: &'a str,
    /// The fragment; empty when there is none.
    pub fragment: &'a str,
}

impl<'a> Address<'a> {
    /// Takes an address apart.
    #[must_use]
    pub fn parse(address: &'a str) -> Self {
        let (rest, fragment) = address.split_once('#').unwrap_or((address, ""));
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        Self { path, query, fragment }
    }
}

/// Where the address bar says we are: path, query and fragment.
#[must_use]
pub fn here() -> String {
    address()
}

/// Which links an app follows, and who scrolls when a person goes back.
pub struct Links {
    /// What addresses of the app begin with.
    pub ours: &'static str,
    /// What addresses begin with that are left to the server, with spaces between them.
    pub others: &'static str,
    /// True where the browser restores how far a page was scrolled by itself. It does so before a page
    /// that reads storage is drawn.
    pub is_scrolled_by_browser: bool,
}

/// Catches links and the back button for as long as the page lives. `on_link` gets the address and
/// whether the link is marked `data-afresh`.
pub fn listen(
    links: &Links,
    mut on_back: impl FnMut() + 'static,
    mut on_link: impl FnMut(&str, bool) + 'static,
) {
    let scroll_restoration = if links.is_scrolled_by_browser { "auto" } else { "manual" };
    catch_links(links.ours, links.others, scroll_restoration);
    hear(&window(), "popstate", move |_| on_back());
    hear(&window(), "link", move |event: Event| {
        let event: CustomEvent = event.unchecked_into();
        let detail = event.detail().as_string().unwrap_or_default();
        match detail.strip_prefix(' ') {
            Some(address) => on_link(address, true),
            None => on_link(&detail, false),
        }
    });
}
