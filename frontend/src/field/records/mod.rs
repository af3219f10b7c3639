//! Everything that was filled on this phone: by state and by name.

mod page;
mod words;

use leptos::prelude::*;

/// The list of records.
pub fn page() -> AnyView {
    view! { <page::Records/> }.into_any()
}
