//! A view that is there while a condition holds.

use leptos::prelude::*;

/// The children while the condition holds, drawn anew each time it begins to. As leptos' `<Show>`, but
/// compiled once for all conditions and children.
#[component]
pub fn When(
    /// The condition; a closure may be given.
    #[prop(into)]
    is: Signal<bool>,
    children: ChildrenFn,
) -> impl IntoView {
    let is = Memo::new(move |_| is.get());
    move || is.get().then(|| untrack(|| children()))
}
