//! A group any number of times: rows are added and removed, and the last removal can be undone.
//!
//! Rows of many questions are folded to a line each, and one is open at a time: a family of forty
//! people is forty lines, and a key has the questions of one person to bring up to date.

use std::sync::Arc;

use leptos::prelude::*;
use shared::form::{
    label,
    model::{Field, Kind},
    place,
    problem::Path,
    value::{Row, RowId, Tag, Value, Values},
};

use super::{
    known::FromRegister,
    problem_notes::ProblemNotes,
    question::{Question, inner_questions},
};
use crate::ui::{
    button::Button,
    dom::focus_soon,
    each::{Each, Item},
    lang::{self, t},
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
    /// The one row that is not folded, where rows are.
    open: RwSignal<Option<RowId>>,
}

/// Rows with more questions than this are folded: a programme has three, a person fifteen.
const QUESTIONS_MAX: usize = 6;

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
    let list = List {
        question: Arc::clone(&question),
        fields,
        item,
        removed: RwSignal::new(None),
        open: RwSignal::new(None),
    };
    if let [only] = list.rows().as_slice() {
        list.open.set(Some(only.id));
    }
    // Changes when a row comes or goes, not when something is typed into one.
    let ids = question.follow_answer(|answer| ids_of(rows_of(answer)));
    let items = {
        let list = list.clone();
        move || list.items(&ids.get())
    };
    let may_add = move || ids.with(|ids| ids.split_whitespace().count()) < max;
    let full = [t(&text::ROWS_FULL), " ", &max.to_string(), "."].concat();
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
            <UndoLine list=list.clone()/>
            <FromFamily list max/>
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
            <When is=move || !may_add()>
                <p class="hint">{full.clone()}</p>
            </When>
            <ProblemNotes question=Arc::clone(&question)/>
        </fieldset>
    }
}

/// Takes the people of the family that the list does not have yet, in one tap.
#[component]
fn FromFamily(list: List, max: usize) -> impl IntoView {
    let reference = list.fields.iter().find(|field| matches!(field.kind, Kind::Reference));
    let tag = reference.map(|field| field.tag)?;
    let FromRegister { people, .. } = use_context()?;
    let there = list.question.follow_answer(move |answer| references(rows_of(answer), tag));
    let missing = move || {
        let there = there.get();
        let mut people = people.run(());
        people.retain(|one| one.at(tag).is_some_and(|one| !there.contains(one)));
        people
    };
    let words = move || match missing().len() {
        0 => None,
        n => Some([t(&text::TAKE), " ", &n.to_string(), " ", t(&text::FROM_REGISTER)].concat()),
    };
    let take = Callback::new(move |()| list.take(untrack(missing), max));
    let name = "take-family";
    Some(move || {
        let words = words()?;
        let press = move || take.run(());
        Some(view! { <Button class="second" action=name on_press=press>{words}</Button> })
    })
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
        let title = [self.item, " ", &(idx + 1).to_string()].concat();
        let dom_id = path.dom_id();
        let inside = if self.is_folding() {
            self.folded((idx, id), path, title.clone())
        } else {
            self.questions((idx, id), &path, &title)
        };
        view! {
            <fieldset class="group boxed" id=dom_id>
                <legend>{title}</legend>
                {inside}
            </fieldset>
        }
        .into_any()
    }

    /// True for rows of many questions.
    fn is_folding(&self) -> bool {
        self.fields.iter().filter(|field| field.kind.is_question()).count() > QUESTIONS_MAX
    }

    /// All that a row asks, and the button that removes it.
    fn questions(&self, (idx, id): (usize, RowId), path: &Path, title: &str) -> AnyView {
        let inner = [".", &idx.to_string(), "."].concat();
        let words = [t(&text::REMOVE), " ", title].concat();
        let list = self.clone();
        view! {
            {inner_questions(&self.question, (path, &inner), self.fields)}
            <Button class="quiet" on_press=move || list.remove(id)>{words}</Button>
        }
        .into_any()
    }

    /// The questions while this is the row that is open, and otherwise its line.
    fn folded(&self, (idx, id): (usize, RowId), path: Path, title: String) -> AnyView {
        let open = self.open;
        let is_open = move || open.with(|open| *open == Some(id));
        let line = self.line(&path);
        let name = [&self.question.name, ".", &idx.to_string()].concat();
        let list = self.clone();
        let show = {
            let path = path.dom_id();
            Callback::new(move |()| {
                open.set(Some(id));
                focus_soon(path.clone());
            })
        };
        view! {
            <When is=is_open>
                {list.questions((idx, id), &path, &title)}
                <Button class="second" on_press=move || open.set(None)>{t(&text::FOLD)}</Button>
            </When>
            <When is=move || !is_open()>
                <button
                    type="button"
                    class="row-line"
                    data-open=name.clone()
                    on:click=move |_| show.run(())
                >
                    <span class="grow">{move || line.get()}</span>
                    <span class="link">{t(&text::OPEN)}</span>
                </button>
            </When>
        }
        .into_any()
    }

    /// What a folded row says: who or what it is, and whether something is still to be answered.
    fn line(&self, path: &Path) -> ReadSignal<String> {
        let (path, fields) = (path.clone(), self.fields);
        self.question.form.follow(move |_, state| {
            let inside = path.field(Tag(0));
            let values = place::around(&state.values, &inside);
            let mut line =
                values.map_or_else(String::new, |values| label::row(fields, values, lang::now()));
            let is_blocked = state
                .problems
                .iter()
                .any(|one| one.path.is_within(&path) && state.is_blocked_by(one));
            if is_blocked {
                let space = if line.is_empty() { "" } else { " · " };
                line.extend([space, t(&text::ROW_OPEN)]);
            }
            line
        })
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
        self.open.set(Some(id));
        focus_soon(self.question.path.row(id).dom_id());
    }

    /// Adds a row for each, as far as there is room. A row in which nothing was answered makes room.
    fn take(&self, people: Vec<Values>, max: usize) {
        let mut rows = self.rows();
        rows.retain(|row| !row.values.is_empty());
        for person in people {
            if rows.len() >= max {
                break;
            }
            let mut values = Values::new();
            for field in self.fields {
                values.put(field.tag, person.at(field.tag).cloned());
            }
            rows.push(Row { id: self.question.form.new_row_id(), values });
        }
        self.removed.set(None);
        self.open.set(None);
        self.put(rows);
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

/// Whom rows name.
fn references(rows: &[Row], tag: Tag) -> Vec<Value> {
    rows.iter().filter_map(|row| row.values.at(tag).cloned()).collect()
}

fn ids_of(rows: &[Row]) -> String {
    let mut ids = String::new();
    for row in rows {
        ids.push_str(&row.id.0.to_string());
        ids.push(' ');
    }
    ids
}
