//! Fills a draft: opens it, stores it at every change, finishes or deletes it.

mod draft;
mod find_child;
mod from_office;
mod known;
mod page;
mod saving;
mod session;
mod twice;
mod unsaved;
mod words;

use leptos::prelude::*;
use shared::id::RecordId;

/// The page of a draft.
pub fn page(id: RecordId) -> AnyView {
    view! { <page::Loading id/> }.into_any()
}
