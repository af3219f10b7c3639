//! A group any number of times: rows are added and removed, and the last removal can be undone.

use std::sync::Arc;

use leptos::prelude::*;
use shared::form::{
    model::Field,
    value::{Row, RowId, Value, Values},
};

use super::{
    problem_notes::ProblemNotes,
    question::{Question, inner_questions},
};
use crate::ui::{
    button::Button,
    dom::focus_soon,
    each::{Each, Item},
    lang::t,
    text,
    when::When,
};

/// The list on screen.
#[derive(Clone)]
struct List {
    question: Arc<Question>,
    fields: &'static [Field],
    /// What one row is called.
    item: &'static str,
    /// The row that was removed last, and where it was.
    removed: RwSignal<Option<(usize, Row)>>,
}

/// The rows, and the button for one more.
#[component]
pub fn RowList(
    question: Arc<Question>,
    fields: &'static [Field],
    /// Most rows.
    max: usize,
    /// What one row is called.
    item: &'static str,
) -> impl IntoView {
    let list = List { question: Arc::clone(&question), fields, item, removed: RwSignal::new(None) };
    // Changes when a row comes or goes, not when something is typed into one.
    let ids = question.follow_answer(|answer| ids_of(rows_of(answer)));
    let items = {
        let list = list.clone();
        move || list.items(&ids.get())
    };
    let may_add = move || ids.with(|ids| ids.split_whitespace().count()) < max;
    let add = {
        let list = list.clone();
        Callback::new(move |()| list.add())
    };
    let name = question.name.clone();
    view! {
        <fieldset class="group" id=question.id.clone() data-field=question.name.clone()>
            <legend>{question.label()}</legend>
            <p class="hint">{t(&question.field.hint)}</p>
            <Each items/>
            <UndoLine list/>
            <When is=may_add>
                <button
                    type="button"
                    class="second"
                    data-add=name.clone()
                    on:click=move |_| add.run(())
                >
                    {[t(&text::ADD), " ", item].concat()}
                </button>
            </When>
            <ProblemNotes question=Arc::clone(&question)/>
        </fieldset>
    }
}

/// Says that a row is gone and brings it back.
#[component]
fn UndoLine(list: List) -> impl IntoView {
    let (item, removed) = (list.item, list.removed);
    let undo = Callback::new(move |()| list.undo());
    view! {
        <When is=move || removed.with(Option::is_some)>
            <div class="undo" role="status">
                <span>{[item, " ", t(&text::REMOVED)].concat()}</span>
                <Button class="quiet" on_press=undo>{t(&text::UNDO)}</Button>
            </div>
        </When>
    }
}

impl List {
    /// A row stays on screen while its number in the list stays: that is in its heading and in the
    /// names of its boxes.
    fn items(&self, ids: &str) -> Vec<Item> {
        let ids = ids.split_whitespace().filter_map(|id| id.parse().ok()).map(RowId);
        ids.enumerate()
            .map(|(idx, id)| {
                let list = self.clone();
                let key = [&idx.to_string(), " ", &id.0.to_string()].concat();
                Item::new(key, move || untrack(|| list.row(idx, id)))
            })
            .collect()
    }

    fn row(&self, idx: usize, id: RowId) -> AnyView {
        let path = self.question.path.row(id);
        let inner = [".", &idx.to_string(), "."].concat();
        let title = [self.item, " ", &(idx + 1).to_string()].concat();
        let words = [t(&text::REMOVE), " ", &title].concat();
        let list = self.clone();
        view! {
            <fieldset class="group boxed" id=path.dom_id()>
                <legend>{title}</legend>
                {inner_questions(&self.question, (&path, &inner), self.fields)}
                <Button class="quiet" on_press=move || list.remove(id)>{words}</Button>
            </fieldset>
        }
        .into_any()
    }

    fn rows(&self) -> Vec<Row> {
        match self.question.answer() {
            Some(Value::Rows(rows)) => rows,
            _ => Vec::new(),
        }
    }

    fn put(&self, rows: Vec<Row>) {
        self.question.put((!rows.is_empty()).then_some(Value::Rows(rows)));
    }

    fn add(&self) {
        self.removed.set(None);
        let mut rows = self.rows();
        let id = self.question.form.new_row_id();
        rows.push(Row { id, values: Values::new() });
        self.put(rows);
        focus_soon(self.question.path.row(id).dom_id());
    }

    fn remove(&self, id: RowId) {
        let mut rows = self.rows();
        if let Some(idx) = rows.iter().position(|row| row.id == id) {
            let row = rows.remove(idx);
            self.put(rows);
            self.removed.set(Some((idx, row)));
        }
    }

    fn undo(&self) {
        if let Some((idx, row)) = self.removed.write().take() {
            let mut rows = self.rows();
            rows.insert(idx.min(rows.len()), row);
            self.put(rows);
        }
    }
}

fn rows_of(answer: Option<&Value>) -> &[Row] {
    match answer {
        Some(Value::Rows(rows)) => rows,
        _ => &[],
    }
}

fn ids_of(rows: &[Row]) -> String {
    let mut ids = String::new();
    for row in rows {
        ids.push_str(&row.id.0.to_string());
        ids.push(' ');
    }
    ids
}
