//! How sending goes.

mod page;
mod press;
mod words;

use leptos::prelude::*;

/// The page about sending.
pub fn page() -> AnyView {
    view! { <page::Sending/> }.into_any()
}
