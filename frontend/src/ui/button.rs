//! Buttons that do something on their page. What leads to another page is a link.

use leptos::prelude::*;

use super::icon::{Icon, Sign};

/// A button with words.
#[component]
pub fn Button(
    /// How it looks: `first`, `second`, `quiet`, `small`, `link`, …
    class: &'static str,
    /// Its name for tests.
    #[prop(default = None, into)]
    action: Option<&'static str>,
    /// What it does.
    #[prop(into)]
    on_press: Callback<()>,
    children: Children,
) -> impl IntoView {
    view! {
        <button type="button" class=class data-action=action on:click=move |_| on_press.run(())>
            {children()}
        </button>
    }
}

/// A big button with a sign and two lines: the ways on from the home screen.
#[component]
pub fn BigButton(
    /// Stands beside the words.
    sign: Sign,
    /// The first line.
    title: &'static str,
    /// The second, smaller line.
    below: &'static str,
    /// Its name for tests.
    #[prop(default = None, into)]
    action: Option<&'static str>,
    /// What it does.
    #[prop(into)]
    on_press: Callback<()>,
) -> impl IntoView {
    view! {
        <Button class="big" action on_press>
            <Icon sign/>
            <span>
                <strong>{title}</strong>
                <span class="below">{below}</span>
            </span>
        </Button>
    }
}
