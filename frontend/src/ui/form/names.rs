//! What the places of a form are called on screen.

use shared::form::{
    model::{Field, FormKind, Kind, Section},
    problem::{Path, Step},
    value::{Row, Value, Values},
};

use super::is_alone;
use crate::ui::lang::t;

/// The way to a question in words: "Anak: NIK", "Program 2: Status".
#[must_use]
pub fn label_of(kind: &FormKind, values: &Values, path: &Path) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut field: Option<&Field> = None;
    let mut inside: Option<&Values> = Some(values);
    let mut rows: &[Row] = &[];
    for step in &path.0 {
        match step {
            Step::Field(tag) => {
                field = match field.map(|field| &field.kind) {
                    None => kind.field(*tag),
                    Some(Kind::Group(fields) | Kind::Rows { fields, .. }) => {
                        fields.iter().find(|field| field.tag == *tag)
                    }
                    Some(_) => None,
                };
                let Some(field) = field else { break };
                if is_only_heading(kind, field) {
                    inside = inside.and_then(|values| values.group(*tag));
                    continue;
                }
                let value = inside.and_then(|values| values.at(*tag));
                rows = if let Some(Value::Rows(rows)) = value { rows } else { &[] };
                inside = if let Some(Value::Group(group)) = value { Some(group) } else { None };
                words.push(String::from(t(&field.label)));
            }
            Step::Row(id) => {
                let idx = rows.iter().position(|row| row.id == *id);
                inside = idx.map(|idx| &rows[idx].values);
                if let (Some(idx), Some(Kind::Rows { item, .. })) =
                    (idx, field.map(|field| &field.kind))
                {
                    // "Program 2" says more than the name of the whole list.
                    words.pop();
                    words.push([t(item), " ", &(idx + 1).to_string()].concat());
                }
            }
        }
    }
    // The innermost group is enough to tell two questions of one name apart.
    words.drain(..words.len().saturating_sub(2));
    words.join(": ")
}

/// True for a group that has its screen to itself: nothing else there could be meant.
fn is_only_heading(kind: &FormKind, field: &Field) -> bool {
    let asks = |section: &&Section| section.fields.iter().any(|other| other.tag == field.tag);
    matches!(field.kind, Kind::Group(_)) && kind.sections.iter().find(asks).is_some_and(is_alone)
}

/// The section that asks at a place.
#[must_use]
pub fn section_of(kind: &FormKind, path: &Path) -> Option<&'static Section> {
    let Some(Step::Field(tag)) = path.0.first() else { return None };
    let sections: &'static [Section] = kind.sections;
    sections.iter().find(|section| section.fields.iter().any(|field| field.tag == *tag))
}
