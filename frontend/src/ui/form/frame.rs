//! What stands around every box: label, hint, and the problems below.

use std::sync::Arc;

use super::{Place, notes};
use crate::ui::{
    cell::claim,
    dom::{El, View, div, el, live_words, nothing, of, target_of},
    lang::t,
    text,
};

/// A question with one box: the label names it.
pub fn labelled(place: &Place, control: View) -> View {
    let label = label_words(place, of("label", "label").attr("for", &place.id));
    around(place, div("field"), vec![label, hint(place), control])
}

/// A question with several boxes: a fieldset, named by its legend.
pub fn set(place: &Place, controls: Vec<View>) -> View {
    let legend = label_words(place, of("legend", "label"));
    let fieldset = described(place, of("fieldset", "field").id(&place.id));
    let mut children = vec![legend, hint(place)];
    children.extend(controls);
    around(place, fieldset, children)
}

fn around(place: &Place, frame: El, children: Vec<View>) -> View {
    let left = Arc::clone(place);
    frame
        .attr("data-field", &place.name)
        .on("focusout", move |event| {
            let question = target_of(&event)
                .and_then(|element| element.closest("[data-field]").ok().flatten());
            if let Some(question) = question {
                left.form.left(&left.path, question);
            }
        })
        .kids(children)
        .kid(notes::notes(place))
        .done()
}

/// Ties a box to its hint and its problems.
pub fn described(place: &Place, control: El) -> El {
    let mut ids = place.id_with("-notes");
    if !place.field.hint.is_empty() {
        ids = [&place.id_with("-hint"), " ", &ids].concat();
    }
    let invalid = notes::has_error(place);
    control.attr("aria-describedby", &ids).flag_of("aria-invalid", "true", move || invalid.holds())
}

fn label_words(place: &Place, label: El) -> View {
    let asking = Arc::clone(place);
    let required = claim(move || {
        asking.field.is_unmarked || asking.form.is_required(&asking.path, asking.field)
    });
    let optional = t(&text::OPTIONAL);
    let mark = live_words(move || String::from(if required.holds() { "" } else { optional }));
    label.put(el("span").text(place.label())).text(" ").put(of("span", "optional").kid(mark)).done()
}

fn hint(place: &Place) -> View {
    let words = place.field.hint;
    if words.is_empty() {
        return nothing();
    }
    of("p", "hint").id(&place.id_with("-hint")).say(&words).done()
}
