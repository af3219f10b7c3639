//! A sentence that a screen reader says when it appears.

use leptos::prelude::*;

/// The sentence.
#[component]
pub fn Status(
    /// What it says.
    #[prop(into)]
    words: String,
) -> impl IntoView {
    view! { <p role="status">{words}</p> }
}
