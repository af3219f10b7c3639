//! A question above the page.

use leptos::{html, prelude::*};

use super::button::Button;

/// A question that stands above the page until it is answered: by "yes", or by "no" or Escape, which
/// only close it. The browser keeps the focus inside, and gives it back to what opened the question.
#[component]
pub fn Question(
    /// The question.
    title: &'static str,
    /// What will happen.
    #[prop(into)]
    words: String,
    /// Label of the button that only closes.
    no: &'static str,
    /// Label of the button that does it.
    yes: &'static str,
    /// Name of that button for tests.
    action: &'static str,
    /// True where "yes" takes something away.
    #[prop(optional)]
    is_danger: bool,
    /// Runs after the question was closed by "yes".
    #[prop(into)]
    on_yes: Callback<()>,
    /// Runs when the question is closed in whichever way; takes it off the page.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get() {
            // Fails only for one that is open already.
            drop(dialog.show_modal());
        }
    });
    let close = move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    let answer = move || {
        close();
        on_close.run(());
        on_yes.run(());
    };
    let class = if is_danger { "first danger" } else { "first" };
    view! {
        <dialog
            class="dialog"
            id="ask"
            aria-labelledby="ask-title"
            node_ref=dialog
            on:close=move |_| on_close.run(())
        >
            <h2 id="ask-title">{title}</h2>
            <p>{words}</p>
            <div class="actions">
                <Button class="second" on_press=close>{no}</Button>
                <Button class=class action on_press=answer>{yes}</Button>
            </div>
        </dialog>
    }
}
