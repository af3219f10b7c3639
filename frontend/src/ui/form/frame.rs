//! What stands around every box: label, hint, and the problems below.

use std::sync::Arc;

use leptos::{ev, prelude::*};
use shared::form::model::Mark;

use super::{
    known::{self, Known},
    offers::Offers,
    problem_notes::ProblemNotes,
    question::Question,
};
use crate::ui::{dom::target_of, drawing::HowToMeasure, lang::t, text};

/// A question with one box: the label names it.
#[component]
pub fn Labelled(question: Arc<Question>, children: Children) -> impl IntoView {
    let left = on_left(&question);
    view! {
        <div class="field" data-field=question.name.clone() on:focusout=left>
            <label class="label" for=question.id.clone()>
                <LabelWords question=Arc::clone(&question)/>
            </label>
            {help(&question)}
            {children()}
            <Offers question=Arc::clone(&question)/>
            <ProblemNotes question=Arc::clone(&question)/>
        </div>
    }
}

/// A question with several boxes: a fieldset, named by its legend.
#[component]
pub fn BoxSet(question: Arc<Question>, children: Children) -> impl IntoView {
    let left = on_left(&question);
    view! {
        <fieldset
            class="field"
            id=question.id.clone()
            aria-describedby=described_by(&question)
            aria-invalid=invalid(&question)
            data-field=question.name.clone()
            on:focusout=left
        >
            <legend class="label">
                <LabelWords question=Arc::clone(&question)/>
            </legend>
            {help(&question)}
            {children()}
            <ProblemNotes question=Arc::clone(&question)/>
        </fieldset>
    }
}

/// The label, and whether the question may stay empty or its answer is still to be looked at.
#[component]
fn LabelWords(question: Arc<Question>) -> impl IntoView {
    let label = label(&question);
    let (mark, is_as_last) = (question.follow_mark(), question.follow_as_last());
    let mark = move || match mark.get() {
        _ if is_as_last.get() => t(&text::AS_LAST),
        Mark::Unmarked => "",
        Mark::Optional => t(&text::OPTIONAL),
        Mark::Either => t(&text::EITHER),
    };
    view! {
        <span>{label}</span>
        " "
        <span class="optional" class:as-last=is_as_last>{mark}</span>
    }
}

/// What is asked; of a number in the register, how that ends.
fn label(question: &Question) -> impl Fn() -> String + use<> {
    let (words, number) = (question.label(), known::number(question));
    move || match number.map(|number| number.get()) {
        Some(Known::Digits(digits)) => [t(&text::AS_KNOWN), " ", &digits, "?"].concat(),
        _ => String::from(words),
    }
}

/// The ids of hint and problems, for the box.
pub fn described_by(question: &Question) -> String {
    let notes = question.id_with("-notes");
    if question.field.hint.is_empty() {
        return notes;
    }
    [&question.id_with("-hint"), " ", &notes].concat()
}

/// The value of `aria-invalid` for the box.
pub fn invalid(question: &Arc<Question>) -> impl Fn() -> Option<&'static str> + use<> {
    let question = Arc::clone(question);
    move || question.is_wrong().then_some("true")
}

/// Longer help is folded away where many questions share a screen, characters.
const LONG_HINT: usize = 120;

/// The hint, with a drawing where something is measured.
fn help(question: &Question) -> Option<AnyView> {
    let hint = hint(question);
    let Some(drawing) = question.field.drawing else { return hint };
    let drawn = view! {
        <div class="drawn">
            <HowToMeasure drawing/>
            {hint}
        </div>
    };
    Some(drawn.into_any())
}

fn hint(question: &Question) -> Option<AnyView> {
    let (hint, id) = (t(&question.field.hint), question.id_with("-hint"));
    if hint.is_empty() {
        return None;
    }
    Some(if question.form.is_strip && hint.len() > LONG_HINT {
        view! {
            <details class="hint">
                <summary>{t(&text::READ_ALOUD)}</summary>
                <p id=id>{hint}</p>
            </details>
        }
        .into_any()
    } else {
        view! { <p class="hint" id=id>{hint}</p> }.into_any()
    })
}

fn on_left(question: &Arc<Question>) -> impl Fn(ev::FocusEvent) + use<> {
    let question = Arc::clone(question);
    move |event| {
        let frame = target_of(&event).and_then(|from| from.closest("[data-field]").ok().flatten());
        if let Some(frame) = frame {
            question.form.left(&question.path, frame);
        }
    }
}
