//! Lists whose rows stay in the document while their keys stay.
//!
//! leptos' `<For>` is compiled once for each type of row, key and closure. Here all of them are boxed,
//! so that it is compiled once.

use leptos::prelude::*;

/// One row of an [`Each`].
pub struct Item {
    key: String,
    draw: Box<dyn FnOnce() -> AnyView + Send>,
}

impl Item {
    /// A row. It is drawn once and stays as it is for as long as its key is in the list, so the key
    /// holds all that the row shows, or `draw` makes signals of what may change. No other row of the
    /// list may have the same key.
    #[must_use]
    pub fn new(key: impl Into<String>, draw: impl FnOnce() -> AnyView + Send + 'static) -> Self {
        Self { key: key.into(), draw: Box::new(draw) }
    }
}

/// A list that follows what `items` reads. Only rows with a new key are drawn.
#[component]
pub fn Each(
    /// The rows by now.
    #[prop(into)]
    items: Callback<(), Vec<Item>>,
) -> impl IntoView {
    view! {
        <For
            each=move || items.run(())
            key=|item| item.key.clone()
            children=|item| (item.draw)()
        />
    }
}

/// A view that is drawn anew when its key changes. leptos would change a closure's view in place, and
/// an input box would hand what was typed into it to the question that stands there next.
#[component]
pub fn Anew(
    /// Changes when the view shall be another.
    #[prop(into)]
    key: Signal<String>,
    /// Draws the view for a key; what it reads is not followed.
    #[prop(into)]
    draw: Callback<String, AnyView>,
) -> impl IntoView {
    let items = move || {
        let key = key.get();
        vec![Item::new(key.clone(), move || untrack(|| draw.run(key)))]
    };
    view! { <Each items/> }
}
