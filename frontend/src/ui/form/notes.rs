//! What is wrong with an answer, at the answer; and the box for the reason why it is right all the
//! same.

use leptos::prelude::*;
use shared::form::problem::{Problem, Severity};

use super::Place;
use crate::ui::{
    dom::{div, el, live, several, value_of},
    icon, text,
};

/// The problems at a place.
pub fn notes(place: &Place) -> AnyView {
    let seen = {
        let place = place.clone();
        Memo::new(move |_| place.form.visible_at(&place.path))
    };
    let id = [&place.id(), "-notes"].concat();
    let place = place.clone();
    div("notes")
        .attr("id", id)
        .kid(live(move || {
            let notes = seen.get().into_iter().map(|problem| note(&place, problem));
            several(notes.collect())
        }))
        .done()
}

/// True while something at a place keeps from going on.
pub fn has_error(place: &Place) -> Memo<bool> {
    let place = place.clone();
    Memo::new(move |_| {
        let problems = place.form.visible_at(&place.path);
        problems.iter().any(|problem| problem.severity >= Severity::Confirm)
    })
}

fn note(place: &Place, problem: Problem) -> AnyView {
    let (class, sign) = match problem.severity {
        Severity::Error => ("problem error", icon::ALERT),
        Severity::Confirm => ("problem confirm", icon::ALERT),
        Severity::Warning => ("problem warning", icon::ALERT),
        Severity::Info => ("problem info", ""),
    };
    let words = el("p").text(problem.words(place.form.lang));
    let note = div(class).attr("data-code", problem.code.name());
    let note = if sign.is_empty() { note } else { note.kid(icon::icon(sign)) };
    let inner = if problem.severity == Severity::Confirm {
        div("grow").kid(words).kid(reason_box(place, problem))
    } else {
        div("grow").kid(words)
    };
    note.kid(inner).done()
}

fn reason_box(place: &Place, problem: Problem) -> AnyView {
    let (form, lang) = (place.form, place.form.lang);
    let id = [&place.id(), "-why-", &problem.code.0.to_string()].concat();
    let input = el("input")
        .attr("type", "text")
        .attr("id", id.clone())
        .attr("name", [&place.name, ".alasan"].concat())
        .attr("maxlength", "200")
        .attr("placeholder", text::REASON_HINT.get(lang))
        .attr("value", form.reason(&problem))
        .attr("autocomplete", "off")
        .on("input", move |event| form.lift(&problem, value_of(&event)));
    el("div")
        .kid(el("label").class("why").attr("for", id).text(text::REASON.get(lang)))
        .kid(input)
        .done()
}
