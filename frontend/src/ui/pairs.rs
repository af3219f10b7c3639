//! Lists of two columns: what, and how it is.

use leptos::prelude::*;

/// The list.
#[component]
pub fn Pairs(children: Children) -> impl IntoView {
    view! { <dl class="pairs">{children()}</dl> }
}

/// One line of a [`Pairs`].
#[component]
pub fn Pair(
    /// What.
    term: &'static str,
    /// How it is.
    #[prop(into)]
    value: String,
) -> impl IntoView {
    view! {
        <div class="pair">
            <dt>{term}</dt>
            <dd>{value}</dd>
        </div>
    }
}
