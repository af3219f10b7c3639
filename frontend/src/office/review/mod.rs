//! Deciding on records: the buttons of a record's page, the panels that decide with words, the keys, the
//! choice between two versions, and the bar that undoes the last decision.

mod at_field;
pub mod bar;
pub mod decisions;
pub mod failure;
mod keys;
mod mending;
pub mod model;
mod next;
mod not_using;
mod panel;
mod returning;
pub mod settling;
pub mod undo_bar;
mod words;

use std::sync::Arc;

use leptos::prelude::*;
use shared::{
    desk::{
        record::Record,
        sheet::{Field, Other},
    },
    id::RecordId,
    text::Lang,
};

use self::{
    bar::Deciding, mending::Mending, model::Mode, not_using::NotUsing, returning::Returning,
};

pub use at_field::AtField;
pub use keys::Keys;

/// The panel that is open beside the record, if one is.
#[component]
pub fn OpenPanel(lang: Lang, deciding: Deciding, record: Arc<Record>) -> impl IntoView {
    let record = StoredValue::new(record);
    let mode = deciding.review.mode;
    move || {
        let panel = match mode.get() {
            Mode::Reading => return None,
            Mode::Returning => {
                let label = move |field_id: String| {
                    record.with_value(|record| label(record, &field_id, lang))
                };
                view! { <Returning lang deciding label/> }.into_any()
            }
            Mode::NotUsing => {
                let others = record.with_value(|record| others(record));
                view! { <NotUsing lang deciding others/> }.into_any()
            }
            Mode::Mending => {
                let id = record.with_value(|record| RecordId::parse(&record.row.record))?;
                view! { <Mending lang deciding record=id/> }.into_any()
            }
        };
        Some(view! { <div class="detail-panel">{panel}</div> })
    }
}

/// The question of a field of the record.
fn label(record: &Record, field_id: &str, lang: Lang) -> String {
    fn find<'f>(fields: &'f [Field], field_id: &str) -> Option<&'f Field> {
        fields.iter().find_map(|field| {
            if field.field_id == field_id { Some(field) } else { find(&field.children, field_id) }
        })
    }
    let found = record.sections.iter().find_map(|section| find(&section.fields, field_id));
    found.map_or_else(String::new, |field| field.label.get(lang).to_owned())
}

/// Other records about the same NIK.
fn others(record: &Record) -> Vec<Other> {
    let notes = record.notes.iter().filter_map(|note| note.others.as_ref());
    notes.flat_map(|others| others.records.iter().cloned()).collect()
}
