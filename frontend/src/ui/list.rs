//! Lists of links, one below the other.

use leptos::prelude::*;

use super::icon::{Icon, Sign};

/// The list; its children are [`LinkRow`]s, mostly in an [`Each`](super::each::Each).
#[component]
pub fn LinkList(
    /// Its name for tests.
    name: &'static str,
    children: Children,
) -> impl IntoView {
    view! { <ul class="rows" data-list=name>{children()}</ul> }
}

/// A row that leads somewhere.
#[component]
pub fn LinkRow(
    /// The address.
    #[prop(into)]
    href: String,
    /// Runs before it leads there.
    #[prop(default = None, into)]
    on_press: Option<Callback<()>>,
    children: Children,
) -> impl IntoView {
    let press = move |_| {
        if let Some(on_press) = on_press {
            on_press.run(());
        }
    };
    view! {
        <li>
            <a class="row" href=href on:click=press>
                {children()}
                <Icon sign=Sign::Next/>
            </a>
        </li>
    }
}
