//! Questions that belong together, such as those about one person.

use std::sync::Arc;

use leptos::prelude::*;
use shared::form::model::Field;

use super::{
    problem_notes::ProblemNotes,
    question::{Question, inner_questions},
};
use crate::ui::lang::t;

/// The questions of a group; without a heading of its own where the screen's says the same.
#[component]
pub fn Group(
    question: Arc<Question>,
    fields: &'static [Field],
    is_headless: bool,
) -> impl IntoView {
    let questions = inner_questions(&question, (&question.path, "."), fields);
    let (id, name) = (question.id.clone(), question.name.clone());
    let (label, hint) = (question.label(), t(&question.field.hint));
    let notes = view! { <ProblemNotes question/> };
    if is_headless {
        return view! { <div class="group" id=id data-group=name>{questions}{notes}</div> }
            .into_any();
    }
    view! {
        <fieldset class="group boxed" id=id data-group=name>
            <legend>{label}</legend>
            <p class="hint">{hint}</p>
            {questions}
            {notes}
        </fieldset>
    }
    .into_any()
}
