//! What is wrong with an answer, at the answer; and the box for the reason why it is right all the
//! same.

use std::sync::Arc;

use leptos::prelude::*;
use shared::form::problem::{Problem, Severity};

use super::Place;
use crate::ui::{
    cell::{Claim, claim, saying},
    dom::{View, div, el, live, of, several, value_of},
    icon,
    lang::{self, t},
    text,
};

/// The problems at a place.
pub fn notes(place: &Place) -> View {
    let shown = Arc::clone(place);
    // The words name the problems: they are drawn anew only when they read differently.
    let seen = saying(move || {
        let mut words = String::new();
        for problem in shown.form.see().visible_at(&shown.path) {
            words.push_str(&problem.words(lang::now()));
        }
        words
    });
    let shown = Arc::clone(place);
    let inner = live(move || {
        // A memo must be read, or it never begins to look.
        let _ = seen.get();
        let mut notes = Vec::new();
        for problem in shown.form.now().visible_at(&shown.path) {
            notes.push(note(&shown, problem));
        }
        several(notes)
    });
    div("notes").id(&place.id_with("-notes")).kid(inner).done()
}

/// True while something at a place keeps from going on.
pub fn has_error(place: &Place) -> Claim {
    let place = Arc::clone(place);
    claim(move || {
        let problems = place.form.see().visible_at(&place.path);
        problems.iter().any(|problem| problem.severity >= Severity::Confirm)
    })
}

fn note(place: &Place, problem: Problem) -> View {
    let class = match problem.severity {
        Severity::Error => "problem error",
        Severity::Confirm => "problem confirm",
        Severity::Warning => "problem warning",
        Severity::Info => "problem info",
    };
    let note = div(class).attr("data-code", problem.code.name()).kid(icon::icon(icon::ALERT));
    let inner = div("grow").put(el("p").text(&problem.words(lang::now())));
    if problem.severity == Severity::Confirm {
        return note.put(inner.kid(reason_box(place, problem))).done();
    }
    note.put(inner).done()
}

fn reason_box(place: &Place, problem: Problem) -> View {
    let form = place.form;
    let id = place.id_with(&["-why-", &problem.code.0.to_string()].concat());
    let input = el("input")
        .attr("type", "text")
        .id(&id)
        .attr("name", &[&place.name, ".alasan"].concat())
        .attr("maxlength", "200")
        .attr("placeholder", t(&text::REASON_HINT))
        .attr("value", form.now().reason(&problem))
        .attr("autocomplete", "off")
        .on("input", move |event| form.lift(&problem, &value_of(&event)));
    let label = of("label", "why").attr("for", &id).say(&text::REASON);
    el("div").put(label).put(input).done()
}
