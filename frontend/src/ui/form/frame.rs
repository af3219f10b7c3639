//! What stands around every box: label, hint, and the problems below.

use leptos::prelude::*;

use super::{Place, notes};
use crate::ui::{
    attrs::Words,
    dom::{El, div, el, live_words, nothing, para, target_of},
    text,
};

/// A question with one box: the label names it.
pub fn labelled(place: &Place, control: AnyView) -> AnyView {
    let label = el("label").class("label").attr("for", place.id()).kids(label_words(place));
    around(place, div("field"), vec![label.done(), hint(place), control])
}

/// A question with several boxes: a fieldset, named by its legend.
pub fn set(place: &Place, controls: Vec<AnyView>) -> AnyView {
    let legend = el("legend").class("label").kids(label_words(place));
    let fieldset = described(place, el("fieldset").class("field").attr("id", place.id()));
    let mut children = vec![legend.done(), hint(place)];
    children.extend(controls);
    around(place, fieldset, children)
}

fn around(place: &Place, frame: El, children: Vec<AnyView>) -> AnyView {
    let leaving = place.clone();
    frame
        .attr("data-field", place.name.clone())
        .on("focusout", move |event| {
            let closest = target_of::<web_sys::Element>(&event)
                .and_then(|element| element.closest("[data-field]").ok().flatten());
            if let Some(element) = closest {
                leaving.form.left(&leaving.path, element);
            }
        })
        .kids(children)
        .kid(notes::notes(place))
        .done()
}

/// Ties a box to its hint and its problems.
pub fn described(place: &Place, control: El) -> El {
    let id = place.id();
    let mut described = [&id, "-notes"].concat();
    if !place.field.hint.is_empty() {
        described = [&described, " ", &id, "-hint"].concat();
    }
    let invalid = notes::has_error(place);
    control
        .attr("aria-describedby", described)
        .attr_live("aria-invalid", move || invalid.get().then_some(Words::Borrowed("true")))
}

fn label_words(place: &Place) -> Vec<AnyView> {
    let lang = place.form.lang;
    let required = {
        let place = place.clone();
        Memo::new(move |_| place.form.is_required(&place.path, place.field))
    };
    let optional = el("span").class("optional").kid(live_words(move || {
        String::from(if required.get() { "" } else { text::OPTIONAL.get(lang) })
    }));
    vec![el("span").text(place.field.label.get(lang)).done(), optional.done()]
}

fn hint(place: &Place) -> AnyView {
    let words = place.field.hint;
    if words.is_empty() {
        return nothing();
    }
    el("p")
        .class("hint")
        .attr("id", [&place.id(), "-hint"].concat())
        .text(words.get(place.form.lang))
        .done()
}

/// Words that stand below a box and change while it is typed into.
pub fn counter(words: impl Fn() -> String + Send + 'static) -> AnyView {
    el("p").class("counter").kid(live_words(words)).done()
}

/// An empty place where a paragraph might stand.
pub fn maybe(class: &'static str, words: &str) -> AnyView {
    if words.is_empty() { nothing() } else { para(class, words) }
}
