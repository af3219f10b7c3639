//! Words that change while they are on screen.

use leptos::prelude::*;

/// The words. They are put as the content of an element of their own: a translator of the browser's
/// takes text nodes away, and words that are put into such a node would never be seen.
#[component]
pub fn Live(
    /// What to show; a closure may be given.
    #[prop(into)]
    words: Signal<String>,
) -> impl IntoView {
    view! { <span prop:textContent=words></span> }
}
