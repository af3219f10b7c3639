//! Small parts that many screens use.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

use super::{
    dom::{El, div, el, focus_soon},
    icon,
};

/// A button that does something on this page.
#[must_use]
pub fn button(
    class: &'static str,
    words: impl Into<String>,
    action: impl Fn() + Send + Sync + 'static,
) -> El {
    el("button").attr("type", "button").class(class).on("click", move |_| action()).text(words)
}

/// A big button with a sign and two lines: the ways on from the home screen.
#[must_use]
pub fn big_button(
    sign: &'static str,
    title: &'static str,
    below: &'static str,
    action: impl Fn() + Send + Sync + 'static,
) -> El {
    el("button")
        .attr("type", "button")
        .class("big")
        .on("click", move |_| action())
        .kid(icon::icon(sign))
        .kid(el("span").kid(el("strong").text(title)).kid(el("span").class("below").text(below)))
}

/// A note in a box. `class` says how loud: `note`, `note warn`, `note error`, `note done`.
#[must_use]
pub fn note(class: &'static str, children: Vec<AnyView>) -> AnyView {
    let sign = match class {
        "note done" => icon::CHECK,
        "note" => "",
        _ => icon::ALERT,
    };
    let note = div(class);
    let note = if sign.is_empty() { note } else { note.kid(icon::icon(sign)) };
    note.kid(el("div").kids(children)).done()
}

/// Two columns of words: what and how it is.
#[must_use]
pub fn pairs(rows: Vec<(&'static str, AnyView)>) -> AnyView {
    let mut list = el("dl").class("pairs");
    for (term, value) in rows {
        list = list.kid(div("pair").kid(el("dt").text(term)).kid(el("dd").kid(value)));
    }
    list.done()
}

/// One line of a list that leads somewhere: title, what stands below it, and at its end.
#[must_use]
pub fn row_link(
    title: String,
    below: AnyView,
    end: AnyView,
    action: impl Fn() + Send + Sync + 'static,
) -> El {
    el("li").kid(
        el("button")
            .attr("type", "button")
            .class("row")
            .on("click", move |_| action())
            .kid(el("span").class("row-words").kid(el("strong").text(title)).kid(below))
            .kid(end)
            .kid(icon::icon(icon::NEXT)),
    )
}

/// A sentence that is read aloud when it appears.
#[must_use]
pub fn status(words: &'static str) -> AnyView {
    el("p").attr("role", "status").text(words).done()
}

/// A question that stands above the page until it is answered: `yes` does it, the other button or
/// Escape closes it.
#[must_use]
pub fn ask(
    title: &'static str,
    words: &'static str,
    yes: El,
    no: &'static str,
    is_open: RwSignal<bool>,
) -> AnyView {
    focus_soon(String::from("ask-no"));
    let no = button("second", no, move || is_open.set(false)).attr("id", "ask-no");
    let inner = div("dialog")
        .attr("role", "alertdialog")
        .attr("aria-modal", "true")
        .attr("aria-labelledby", "ask-title")
        .attr("aria-describedby", "ask-words")
        .kid(el("h2").attr("id", "ask-title").text(title))
        .kid(el("p").attr("id", "ask-words").text(words))
        .kid(div("actions").kid(no).kid(yes));
    div("veil")
        .on("keydown", move |event| {
            let event: web_sys::KeyboardEvent = event.unchecked_into();
            if event.key() == "Escape" {
                is_open.set(false);
            }
        })
        .kid(inner)
        .done()
}
