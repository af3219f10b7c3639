//! One finished record: its state, what to correct, the receipt, every answer.

mod actions;
mod decided;
mod history;
mod notes;
mod page;
mod receipt;
mod words;

use leptos::prelude::*;
use shared::id::RecordId;

/// The page of a record.
pub fn page(id: RecordId) -> AnyView {
    view! { <page::Page id/> }.into_any()
}
