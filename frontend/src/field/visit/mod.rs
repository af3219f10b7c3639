//! One visit: what it is, its forms, and the way to the next one.

mod forms;
mod page;
mod people;
mod words;

use leptos::prelude::*;
use shared::id::RecordId;

/// The page of a visit.
pub fn page(id: RecordId) -> AnyView {
    page::page(id)
}
