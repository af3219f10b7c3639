//! Whom to visit, on top of the home page.

use client::todo::{Urgency, What};
use leptos::prelude::*;

use super::words;
use crate::{
    field::{
        parts::todo::{TodoList, TodoRow, words as todo},
        route::Route,
        words as common,
    },
    ui::{
        each::{Each, Item},
        lang::t,
        list::LinkList,
        live::Live,
        when::When,
    },
};

/// Most rows on the first screen; the page of all has the rest.
const ROWS_MAX: usize = 5;
/// Rows where nothing is late or due: what a visit begins with should not be far below.
const ROWS_CALM: usize = 3;

/// What the section shows.
#[derive(Clone, PartialEq, Eq)]
struct Shown {
    rows: Vec<TodoRow>,
    n_late: usize,
    n_all: usize,
}

/// The most urgent things to do. What is being filled stands in a list of its own below.
#[component]
pub fn Today() -> impl IntoView {
    let list = TodoList::follow();
    let shown = Memo::new(move |_| {
        list.with(|todos| {
            let is_shown = |todo: &&client::todo::Todo<'_>| {
                todo.what != What::Draft && todo.urgency != Urgency::Done
            };
            let n_late = todos.n_of(Urgency::Overdue);
            let n_urgent = n_late + todos.n_of(Urgency::Today);
            let n_rows = n_urgent.clamp(ROWS_CALM, ROWS_MAX);
            let first = todos.items.iter().filter(is_shown).take(n_rows);
            Shown {
                rows: first.map(|todo| TodoRow::of(todo, list.today())).collect(),
                n_late,
                n_all: todos.items.len(),
            }
        })
    });
    let title = move || match shown.with(|shown| shown.n_late) {
        0 => String::from(t(&words::TODAY)),
        n_late => [t(&words::TODAY), " · ", &common::counted(n_late, &todo::N_LATE)].concat(),
    };
    let items = move || -> Vec<Item> {
        shown.with(|shown| shown.rows.iter().cloned().map(TodoRow::item).collect())
    };
    let all = move || {
        let n_all = shown.with(|shown| shown.n_all).to_string();
        [t(&words::SEE_ALL), " (", &n_all, ")"].concat()
    };
    view! {
        <When is=Signal::derive(move || shown.with(|shown| !shown.rows.is_empty()))>
            <section data-section="today">
                <h2>
                    <Live words=title/>
                </h2>
                <LinkList name="today">
                    <Each items/>
                </LinkList>
                <a class="button second" data-action="all-tasks" href=Route::Tasks.href()>
                    <Live words=all/>
                </a>
            </section>
        </When>
    }
}
