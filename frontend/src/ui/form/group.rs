//! Questions that belong together, such as those about one person.

use std::sync::Arc;

use leptos::prelude::*;
use shared::form::{
    edit,
    model::{Field, Kind},
    value::{Value, Values},
};

use super::{
    known::FromRegister,
    problem_notes::ProblemNotes,
    question::{Question, inner_questions},
};
use crate::ui::{
    button::Button,
    each::{Each, Item},
    lang::{self, t},
};

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
    let family = view! { <OfFamily question=Arc::clone(&question) fields/> };
    let notes = view! { <ProblemNotes question/> };
    if is_headless {
        return view! { <div class="group" id=id data-group=name>{family}{questions}{notes}</div> }
            .into_any();
    }
    view! {
        <fieldset class="group boxed" id=id data-group=name>
            <legend>{label}</legend>
            <p class="hint">{hint}</p>
            {family}
            {questions}
            {notes}
        </fieldset>
    }
    .into_any()
}

/// Those of the family who may be meant, each for one tap, while nothing is answered.
#[component]
fn OfFamily(question: Arc<Question>, fields: &'static [Field]) -> impl IntoView {
    let FromRegister { speakers, .. } = use_context().filter(|_| question.field.offers_family)?;
    let is_open = question.follow_answer(|answer| answer.is_none_or(Value::is_blank));
    let items = move || -> Vec<Item> {
        let people = if is_open.get() { speakers.run(()) } else { Vec::new() };
        let one = |person: Values| {
            let answers: Vec<(&Field, Value)> =
                fields.iter().filter_map(|field| Some((field, answer(field, &person)?))).collect();
            let words =
                |(field, value): &(&Field, Value)| edit::words(&field.kind, value, lang::now());
            let words = answers.iter().map(words).collect::<Vec<_>>().join(" · ");
            let (key, question) = (words.clone(), Arc::clone(&question));
            let press = move || {
                for (field, value) in &answers {
                    question.form.fill(&question.path.field(field.tag), field, value.clone());
                }
            };
            Item::new(key, move || {
                view! {
                    <Button class="small" action="of-family" on_press=press>{words}</Button>
                }
                .into_any()
            })
        };
        people.into_iter().map(one).collect()
    };
    Some(view! {
        <div class="offers">
            <Each items/>
        </div>
    })
}

/// What is known of a person, as the answer of this question, where it asks for that.
fn answer(field: &Field, person: &Values) -> Option<Value> {
    let value = person.at(field.tag)?;
    let is_asked = match (&field.kind, value) {
        (Kind::Choice(list), Value::Choice(code)) => list.option(*code).is_some(),
        (Kind::Text { .. }, Value::Text(_)) => true,
        _ => false,
    };
    is_asked.then(|| value.clone())
}
