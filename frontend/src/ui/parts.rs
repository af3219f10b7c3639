//! Small parts that many screens use.

use shared::text::Text;

use super::{
    dom::{ASK, El, View, close_modal, div, el, of, para, show_modal_soon},
    icon,
    lang::t,
};

/// A button that does something on this page.
#[must_use]
pub fn button(class: &'static str, words: &Text, action: impl Fn() + Send + Sync + 'static) -> El {
    button_of(class, t(words), action)
}

/// As [`button`], with words of somebody else.
#[must_use]
pub fn button_of(
    class: &'static str,
    words: &str,
    action: impl Fn() + Send + Sync + 'static,
) -> El {
    bare_button(class).press(action).text(words)
}

#[inline(never)]
fn bare_button(class: &'static str) -> El {
    of("button", class).attr("type", "button")
}

/// A big button with a sign and two lines: the ways on from the home screen.
#[must_use]
pub fn big_button(
    sign: &'static str,
    title: &Text,
    below: &Text,
    action: impl Fn() + Send + Sync + 'static,
) -> El {
    let words = el("span").put(el("strong").say(title)).put(of("span", "below").say(below));
    button_of("big", "", action).kid(icon::icon(sign)).put(words)
}

/// A note in a box. `class` says how loud: `note`, `note warn`, `note error`, `note done`.
#[must_use]
pub fn note(class: &'static str, children: Vec<View>) -> View {
    let sign = match class {
        "note done" => icon::CHECK,
        "note" => "",
        _ => icon::ALERT,
    };
    let inner = el("div").kids(children);
    if sign.is_empty() {
        return div(class).put(inner).done();
    }
    div(class).kid(icon::icon(sign)).put(inner).done()
}

/// One line of two columns: what, and how it is.
#[must_use]
pub fn pair(term: &Text, value: &str) -> El {
    div("pair").put(el("dt").say(term)).put(el("dd").text(value))
}

/// A sentence that is read aloud when it appears.
#[must_use]
pub fn status(words: &str) -> View {
    el("p").attr("role", "status").text(words).done()
}

/// A question that stands above the page until it is answered: by `yes`, or by the other button or
/// Escape, which only close it. The browser keeps the focus inside, and gives it back.
#[must_use]
pub fn question(
    [title, no]: [&Text; 2],
    words: &str,
    yes: El,
    closed: impl Fn() + Send + Sync + 'static,
) -> View {
    show_modal_soon();
    let no = button("second", no, close_modal);
    of("dialog", "dialog")
        .id(ASK)
        .attr("aria-labelledby", "ask-title")
        .on("close", move |_| closed())
        .put(el("h2").id("ask-title").say(title))
        .kid(para("", words))
        .put(div("actions").put(no).put(yes))
        .done()
}
