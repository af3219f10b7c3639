//! A group any number of times: rows are added and taken away, with a way back.

use leptos::prelude::*;
use shared::{
    form::{
        model::Field,
        value::{Row, RowId, Value, Values},
    },
    text::Text,
};

use super::{Place, frame, is_visible, notes, question};
use crate::ui::{
    dom::{div, el, focus, live, several},
    parts, text,
};

/// A row that was taken away, and where it stood.
type Removed = RwSignal<Option<(usize, Row)>>;

/// The rows, and the button for one more.
pub fn rows(place: &Place, fields: &'static [Field], max: u16, item: Text) -> AnyView {
    let (form, lang) = (place.form, place.form.lang);
    let item = item.get(lang);
    let removed: Removed = RwSignal::new(None);
    let ids = {
        let place = place.clone();
        Memo::new(move |_| {
            rows_of(place.form.answer(&place.path)).iter().map(|row| row.id).collect::<Vec<_>>()
        })
    };
    let list = {
        let place = place.clone();
        live(move || {
            let ids = ids.get();
            let rows = ids
                .into_iter()
                .enumerate()
                .map(|(idx, id)| row(&place, fields, (idx, id, item), removed));
            several(rows.collect())
        })
    };
    let undo = {
        let place = place.clone();
        live(move || undo_line(&place, item, removed))
    };
    let add = {
        let name = place.name.clone();
        let place = place.clone();
        let words = [text::ADD.get(lang), " ", item].concat();
        parts::button("second", words, move || {
            removed.set(None);
            let mut rows = rows_of(place.form.answer_now(&place.path));
            let id = form.new_row_id();
            rows.push(Row { id, values: Values::new() });
            put(&place, rows);
            focus(&place.path.row(id).dom_id());
        })
        .attr("data-add", name)
        .attr_live("hidden", move || (ids.with(Vec::len) >= usize::from(max)).then_some("".into()))
        .done()
    };
    let hint = frame::maybe("hint", place.field.hint.get(lang));
    el("fieldset")
        .class("group")
        .attr("id", place.id())
        .attr("data-field", place.name.clone())
        .kid(el("legend").text(place.field.label.get(lang)))
        .kid(hint)
        .kid(list)
        .kid(undo)
        .kid(add)
        .kid(notes::notes(place))
        .done()
}

fn row(
    place: &Place,
    fields: &'static [Field],
    (idx, id, item): (usize, RowId, &'static str),
    removed: Removed,
) -> AnyView {
    let path = place.path.row(id);
    let inner = [".", &idx.to_string(), "."].concat();
    let title = [item, " ", &(idx + 1).to_string()].concat();
    let questions = fields
        .iter()
        .filter(|field| is_visible(field))
        .map(|field| question(place.below(&inner, &path, field), false));
    let words = [text::REMOVE.get(place.form.lang), " ", &title].concat();
    let from = place.clone();
    let remove = parts::button("quiet", words, move || {
        let mut rows = rows_of(from.form.answer_now(&from.path));
        if let Some(idx) = rows.iter().position(|row| row.id == id) {
            removed.set(Some((idx, rows.remove(idx))));
            put(&from, rows);
        }
    });
    el("fieldset")
        .class("group boxed")
        .attr("id", path.dom_id())
        .kid(el("legend").text(title))
        .kids(questions)
        .kid(remove)
        .done()
}

fn undo_line(place: &Place, item: &'static str, removed: Removed) -> AnyView {
    let Some((idx, row)) = removed.get() else { return several(Vec::new()) };
    let lang = place.form.lang;
    let words = [item, " ", &(idx + 1).to_string(), " ", text::REMOVED.get(lang)].concat();
    let back = place.clone();
    let undo = parts::button("quiet", text::UNDO.get(lang), move || {
        let mut rows = rows_of(back.form.answer_now(&back.path));
        rows.insert(idx.min(rows.len()), row.clone());
        put(&back, rows);
        removed.set(None);
    });
    div("undo").attr("role", "status").kid(el("span").text(words)).kid(undo).done()
}

fn rows_of(answer: Option<Value>) -> Vec<Row> {
    match answer {
        Some(Value::Rows(rows)) => rows,
        _ => Vec::new(),
    }
}

fn put(place: &Place, rows: Vec<Row>) {
    let answer = (!rows.is_empty()).then_some(Value::Rows(rows));
    place.form.put(&place.path, answer);
}
