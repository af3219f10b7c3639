//! What the places of a form are called: from a [`Path`] to words.

use super::{
    edit,
    model::{Class, Field, FormKind, Kind, Section},
    problem::{Path, Step},
    value::{Row, RowId, Tag, Value, Values},
};
use crate::text::{Lang, Text};

/// One step of a path with what the schema says of it.
pub enum Named {
    /// Into a field.
    Field {
        /// Its number.
        tag: Tag,
        /// The question; `None` where this version of the kind does not know it.
        field: Option<&'static Field>,
        /// True for a group that has its section to itself: nothing else there could be meant.
        is_alone: bool,
    },
    /// Into a row.
    Row {
        /// Its stable number.
        id: RowId,
        /// What one row is called ("Program"); empty where nobody here knows.
        title: Text,
        /// Its place among the rows, from 1, where the answers are known and it is among them.
        number: Option<usize>,
    },
}

/// What tells one row from another, for a line: its first two short answers that are nobody's number.
#[must_use]
pub fn row(fields: &[Field], values: &Values, lang: Lang) -> String {
    let is_short = |field: &&Field| {
        matches!(field.kind, Kind::Text { .. } | Kind::Choice(_)) && field.class != Class::Identity
    };
    let answers = fields.iter().filter(is_short).filter_map(|field| {
        let value = values.at(field.tag).filter(|value| !value.is_blank())?;
        Some(edit::words(&field.kind, value, lang))
    });
    answers.take(2).collect::<Vec<_>>().join(" · ")
}

/// Follows a path through the schema of a kind and, where they are given, the answers.
#[must_use]
pub fn steps(kind: Option<&'static FormKind>, values: Option<&Values>, path: &Path) -> Vec<Named> {
    let mut steps = Vec::new();
    let mut field: Option<&'static Field> = None;
    let mut inside = values;
    let mut rows: &[Row] = &[];
    for (idx, step) in path.0.iter().enumerate() {
        match step {
            Step::Field(tag) => {
                field = if idx == 0 {
                    kind.and_then(|kind| kind.field(*tag))
                } else {
                    field.and_then(|field| inner(&field.kind).iter().find(|one| one.tag == *tag))
                };
                let value = inside.and_then(|values| values.at(*tag));
                rows = if let Some(Value::Rows(rows)) = value { rows } else { &[] };
                inside = if let Some(Value::Group(group)) = value { Some(group) } else { None };
                let section =
                    if idx == 0 { kind.and_then(|kind| section(kind, path)) } else { None };
                let is_group = field.is_some_and(|field| matches!(field.kind, Kind::Group(_)));
                let is_alone = is_group && section.is_some_and(Section::asks_one_thing);
                steps.push(Named::Field { tag: *tag, field, is_alone });
            }
            Step::Row(id) => {
                let row_idx = rows.iter().position(|row| row.id == *id);
                inside = row_idx.map(|idx| &rows[idx].values);
                let title = match field.map(|field| &field.kind) {
                    Some(Kind::Rows { item, .. }) => *item,
                    _ => Text::EMPTY,
                };
                steps.push(Named::Row { id: *id, title, number: row_idx.map(|idx| idx + 1) });
            }
        }
    }
    steps
}

/// The way to a question in words: "Anak: NIK", "Program 2: Status". The innermost group is enough to
/// tell two questions of one name apart.
#[must_use]
pub fn words(kind: &'static FormKind, values: &Values, path: &Path, lang: Lang) -> String {
    let mut words: Vec<String> = Vec::new();
    for step in steps(Some(kind), Some(values), path) {
        match step {
            Named::Field { field: None, .. } => break,
            Named::Field { is_alone: true, .. } | Named::Row { number: None, .. } => {}
            Named::Field { field: Some(field), .. } => words.push(field.label.get(lang).into()),
            Named::Row { title, number: Some(number), .. } => {
                // "Program 2" says more than the name of the whole list.
                words.pop();
                words.push([title.get(lang), " ", &number.to_string()].concat());
            }
        }
    }
    words.drain(..words.len().saturating_sub(2));
    words.join(": ")
}

/// The question at a place, with those of its section, group or row.
#[must_use]
pub fn question(kind: &FormKind, path: &Path) -> Option<(&'static Field, &'static [Field])> {
    let mut beside: &'static [Field] = section(kind, path)?.fields;
    let mut found = None;
    for step in &path.0 {
        let Step::Field(tag) = step else { continue };
        let field = beside.iter().find(|field| field.tag == *tag)?;
        found = Some((field, beside));
        beside = inner(&field.kind);
    }
    found
}

/// The section that asks at a place.
#[must_use]
pub fn section(kind: &FormKind, path: &Path) -> Option<&'static Section> {
    let Some(Step::Field(tag)) = path.0.first() else { return None };
    let sections: &'static [Section] = kind.sections;
    sections.iter().find(|section| section.fields.iter().any(|field| field.tag == *tag))
}

/// The fields inside of a group or of each row; none inside of anything else.
fn inner(kind: &Kind) -> &'static [Field] {
    match kind {
        Kind::Group(fields) | Kind::Rows { fields, .. } => fields,
        _ => &[],
    }
}
