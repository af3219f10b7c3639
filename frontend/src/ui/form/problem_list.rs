//! What keeps from going on, each line leading to its question.

use leptos::prelude::*;
use shared::form::{label, problem::Problem};

use super::{Filling, FormState};
use crate::ui::{
    button::Button,
    each::{Each, Item},
    lang::{self, t},
    note::{Note, NoteKind},
    text,
};

/// Most lines; more would push the questions off the screen.
const LINES_MAX: usize = 6;

/// The list of these problems: what is mended leaves it, and without any it is hidden.
#[component]
pub fn ProblemList(
    /// The form they belong to.
    form: Filling,
    /// What is to be mended: [`FormState::listed`] or [`FormState::open_problems`].
    problems: fn(&FormState) -> Vec<Problem>,
    /// Leads to the question of a problem.
    #[prop(into)]
    on_go: Callback<Problem>,
    /// True where it appears because somebody wanted to go on: then it is read aloud.
    #[prop(optional)]
    is_alert: bool,
    /// Stands below the list.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    // The labels hold the numbers of rows, so that the lines are words before they are compared.
    let lines = form.follow(move |_, state| {
        let mut lines = String::new();
        for problem in problems(state) {
            lines.push_str(&line(form, state, &problem));
            lines.push('\n');
        }
        lines
    });
    let items = move || {
        lines.track();
        form.with_untracked(|state| items(form, state, problems, on_go))
    };
    view! {
        <div role=is_alert.then_some("alert") hidden=move || lines.with(String::is_empty)>
            <Note kind=NoteKind::Error>
                <h2>{t(&text::PLEASE_MEND)}</h2>
                // What appears is read aloud, not what goes.
                <ul class="summary" aria-live="off">
                    <Each items/>
                </ul>
                {children.map(|children| children())}
            </Note>
        </div>
    }
}

fn items(
    form: Filling,
    state: &FormState,
    problems: fn(&FormState) -> Vec<Problem>,
    on_go: Callback<Problem>,
) -> Vec<Item> {
    let mut items = Vec::new();
    let problems = problems(state);
    for problem in problems.iter().take(LINES_MAX) {
        let (words, problem) = (line(form, state, problem), problem.clone());
        let key = [&problem.path.dom_id(), problem.code.name(), &words].concat();
        let press = move || on_go.run(problem.clone());
        let draw = move || {
            view! { <li><Button class="link" on_press=press>{words}</Button></li> }.into_any()
        };
        items.push(Item::new(key, draw));
    }
    if let Some(n_more) = problems.len().checked_sub(LINES_MAX).filter(|n_more| *n_more > 0) {
        let words = [t(&text::AND), " ", &n_more.to_string(), " ", t(&text::OTHERS)].concat();
        items.push(Item::new(words.clone(), move || view! { <li>{words}</li> }.into_any()));
    }
    items
}

/// Which question, and what is wrong there.
fn line(form: Filling, state: &FormState, problem: &Problem) -> String {
    let label = label::words(form.kind, &state.values, &problem.path, lang::now());
    // A label may be a question of its own.
    let colon = if label.ends_with('?') { " " } else { ": " };
    [&label, colon, &problem.words(lang::now())].concat()
}
