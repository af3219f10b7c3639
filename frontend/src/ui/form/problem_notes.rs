//! What is wrong with an answer, at the answer; and the box for the reason why it is right all the
//! same.

use std::sync::Arc;

use leptos::prelude::*;
use shared::{
    form::{
        edit,
        model::{Kind, TextStyle},
        problem::{Problem, Severity},
        value::Value,
    },
    forms::codes,
};

use super::question::Question;
use crate::ui::{
    button::Button,
    each::{Each, Item},
    icon::{Icon, Sign},
    lang::{self, t},
    text,
};

/// The problems that are shown at a question.
#[component]
pub fn ProblemNotes(question: Arc<Question>) -> impl IntoView {
    let id = question.id_with("-notes");
    let items = move || -> Vec<Item> {
        question.track_problems();
        question.form.with_untracked(|state| {
            state
                .visible_at(&question.path)
                .into_iter()
                .map(|found| item(&question, found))
                .collect()
        })
    };
    view! {
        <div class="notes" id=id>
            <Each items/>
        </div>
    }
}

fn item(question: &Arc<Question>, problem: &Problem) -> Item {
    let words = problem.words(lang::now());
    let key = [problem.code.name(), " ", &words].concat();
    let (question, problem) = (Arc::clone(question), problem.clone());
    Item::new(key, move || view! { <ProblemNote question problem words/> }.into_any())
}

#[component]
fn ProblemNote(question: Arc<Question>, problem: Problem, words: String) -> impl IntoView {
    let class = match problem.severity {
        Severity::Error => "problem error",
        Severity::Confirm => "problem confirm",
        Severity::Warning => "problem warning",
        Severity::Info => "problem info",
    };
    let code = problem.code.name();
    let meant = problem.suggestion(&question.field.kind).map(|value| {
        let words = edit::words(&question.field.kind, &value, lang::now());
        let question = Arc::clone(&question);
        view! {
            <Button class="small" action="meant" on_press=move || question.fill(value.clone())>
                {[t(&text::USE), " ", &words].concat()}
            </Button>
        }
    });
    let tidy = (problem.code == codes::CONTROL_CHARACTER).then(|| {
        let question = Arc::clone(&question);
        let press = move || tidy(&question);
        view! { <Button class="small" action="tidy" on_press=press>{t(&text::TIDY)}</Button> }
    });
    let reason =
        (problem.severity == Severity::Confirm).then(|| view! { <ReasonBox question problem/> });
    view! {
        <div class=class data-code=code>
            <Icon sign=Sign::Alert/>
            <div class="grow">
                <p>{words}</p>
                {meant}
                {tidy}
                {reason}
            </div>
        </div>
    }
}

/// Takes out of what stands there by now what nobody can read.
fn tidy(question: &Question) {
    let style = match question.field.kind {
        Kind::Text { style, .. } => style,
        _ => TextStyle::Line,
    };
    if let Some(Value::Text(typed)) = question.answer() {
        question.fill(Value::Text(edit::readable(&typed, style)));
    }
}

#[component]
fn ReasonBox(question: Arc<Question>, problem: Problem) -> impl IntoView {
    let form = question.form;
    let id = question.id_with(&["-why-", &problem.code.0.to_string()].concat());
    let label_for = id.clone();
    let reason = form.with_untracked(|state| String::from(state.reason(&problem)));
    view! {
        <div>
            <label class="why" for=label_for>{t(&text::REASON)}</label>
            <input
                type="text"
                id=id
                name=[&question.name, ".alasan"].concat()
                maxlength="200"
                placeholder=t(&text::REASON_HINT)
                value=reason
                autocomplete="off"
                on:input=move |event| form.lift(&problem, &event_target_value(&event))
            />
        </div>
    }
}
