//! All that there is to do: by kind, by neighbourhood, by name.

mod page;
mod words;

use leptos::prelude::*;

/// The page.
pub fn page() -> AnyView {
    view! { <page::Tasks/> }.into_any()
}
