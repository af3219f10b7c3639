//! Whose phone this is: activation, and the page while nobody is activated.

mod activation;
mod welcome;
mod words;

use leptos::prelude::*;

/// The page that an invitation's link opens.
pub fn page(token: Option<&str>) -> AnyView {
    view! { <activation::Activation token=token.map(String::from)/> }.into_any()
}

/// The home page while nobody is activated.
pub fn welcome() -> AnyView {
    view! { <welcome::Welcome/> }.into_any()
}
