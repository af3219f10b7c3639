//! A group any number of times: rows are added and taken away, with a way back.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use leptos::prelude::*;
use shared::{
    form::{
        model::Field,
        place,
        value::{Row, RowId, Value, Values},
    },
    text::Text,
};

use super::{Place, inner_questions, notes};
use crate::ui::{
    cell::saying,
    dom::{View, div, el, focus_soon, live, nothing, of, say, several},
    lang::t,
    parts, text,
};

/// The list on screen.
struct List {
    place: Place,
    fields: &'static [Field],
    /// What one row is called.
    item: &'static str,
    max: usize,
    /// The row that was taken away last, and where it stood.
    removed: Mutex<Option<(usize, Row)>>,
    /// Tells that another is the last, or none.
    changed: ArcTrigger,
}

/// The rows, and the button for one more.
pub fn rows(place: &Place, fields: &'static [Field], max: u16, item: Text) -> View {
    let list = Arc::new(List {
        place: Arc::clone(place),
        fields,
        item: t(&item),
        max: usize::from(max),
        removed: Mutex::new(None),
        changed: ArcTrigger::new(),
    });
    let counted = Arc::clone(place);
    // Rows are drawn anew when one comes or goes, not when something is typed into one.
    let ids = saying(move || {
        let mut ids = String::new();
        for row in rows_of(place::at(&counted.form.see().values, &counted.path)) {
            ids.push_str(&row.id.0.to_string());
            ids.push(' ');
        }
        ids
    });
    let (drawn, undone, added) = (Arc::clone(&list), Arc::clone(&list), Arc::clone(&list));
    of("fieldset", "group")
        .id(&place.id)
        .attr("data-field", &place.name)
        .put(el("legend").text(place.label()))
        .kid(say("hint", &place.field.hint))
        .kid(live(move || {
            let _ = ids.get();
            untrack(|| draw(&drawn))
        }))
        .kid(live(move || undo_line(&undone)))
        .kid(live(move || {
            let _ = ids.get();
            add_button(&added)
        }))
        .kid(notes::notes(place))
        .done()
}

fn draw(list: &Arc<List>) -> View {
    let place = &list.place;
    let mut views = Vec::new();
    for (idx, row) in list.rows().iter().enumerate() {
        let path = place.path.row(row.id);
        let inner = [".", &idx.to_string(), "."].concat();
        let title = [list.item, " ", &(idx + 1).to_string()].concat();
        let words = [t(&text::REMOVE), " ", &title].concat();
        let (id, from) = (row.id, Arc::clone(list));
        let remove = parts::button_of("quiet", &words, move || from.remove(id));
        views.push(
            of("fieldset", "group boxed")
                .id(&path.dom_id())
                .put(el("legend").text(&title))
                .kids(inner_questions(place, (&path, &inner), list.fields))
                .put(remove)
                .done(),
        );
    }
    several(views)
}

fn add_button(list: &Arc<List>) -> View {
    let rows = list.rows();
    if rows.len() >= list.max {
        return nothing();
    }
    let words = [t(&text::ADD), " ", list.item].concat();
    let added = Arc::clone(list);
    parts::button_of("second", &words, move || added.add())
        .attr("data-add", &list.place.name)
        .done()
}

fn undo_line(list: &Arc<List>) -> View {
    list.changed.track();
    if list.removed().is_none() {
        return nothing();
    }
    let back = Arc::clone(list);
    let undo = parts::button("quiet", &text::UNDO, move || back.undo());
    let words = [list.item, " ", t(&text::REMOVED)].concat();
    div("undo").attr("role", "status").put(el("span").text(&words)).put(undo).done()
}

impl List {
    fn rows(&self) -> Vec<Row> {
        rows_of(self.place.form.answer(&self.place.path).as_ref()).to_vec()
    }

    fn put(&self, rows: Vec<Row>) {
        let answer = (!rows.is_empty()).then_some(Value::Rows(rows));
        self.place.form.put(&self.place.path, answer);
    }

    fn add(&self) {
        self.remember(None);
        let mut rows = self.rows();
        let id = self.place.form.new_row_id();
        rows.push(Row { id, values: Values::new() });
        self.put(rows);
        focus_soon(self.place.path.row(id).dom_id());
    }

    fn remove(&self, id: RowId) {
        let mut rows = self.rows();
        if let Some(idx) = rows.iter().position(|row| row.id == id) {
            let row = rows.remove(idx);
            self.put(rows);
            self.remember(Some((idx, row)));
        }
    }

    fn undo(&self) {
        let removed = self.removed().take();
        if let Some((idx, row)) = removed {
            let mut rows = self.rows();
            rows.insert(idx.min(rows.len()), row);
            self.put(rows);
        }
        self.remember(None);
    }

    fn removed(&self) -> MutexGuard<'_, Option<(usize, Row)>> {
        self.removed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn remember(&self, removed: Option<(usize, Row)>) {
        *self.removed() = removed;
        self.changed.notify();
    }
}

fn rows_of(answer: Option<&Value>) -> &[Row] {
    match answer {
        Some(Value::Rows(rows)) => rows,
        _ => &[],
    }
}
