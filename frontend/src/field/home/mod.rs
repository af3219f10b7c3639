//! What there is to do.

mod page;
mod today;
mod words;

use leptos::prelude::*;

/// The home page of an account.
pub fn page() -> AnyView {
    view! { <page::Home/> }.into_any()
}
