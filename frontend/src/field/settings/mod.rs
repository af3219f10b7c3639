//! Language, text size, the account, and how to install.

mod log;
mod page;
mod sign_out;
mod words;

use leptos::prelude::*;

/// The page of settings.
pub fn page() -> AnyView {
    view! { <page::Settings/> }.into_any()
}
