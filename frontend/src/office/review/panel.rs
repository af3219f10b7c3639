//! The frame of the panels that decide with words: a heading that takes the focus, a box for a comment,
//! the two buttons.

use leptos::{html, prelude::*};
use shared::text::Lang;

use super::{model::Review, words};
use crate::ui::live::Live;

/// A panel beside the record.
#[component]
pub fn Panel(title: &'static str, how: &'static str, children: Children) -> impl IntoView {
    let heading = NodeRef::<html::H2>::new();
    Effect::new(move |_| {
        if let Some(heading) = heading.get() {
            let _ignored = heading.focus();
        }
    });
    view! {
        <section class="card review-panel" aria-labelledby="panel-t">
            <h2 id="panel-t" tabindex="-1" node_ref=heading>{title}</h2>
            <p class="card-why">{how}</p>
            {children()}
        </section>
    }
}

/// The box for what is said of the whole.
#[component]
pub fn CommentBox(
    review: Review,
    /// What it is for.
    #[prop(into)]
    label: Signal<String>,
    /// Most characters.
    max: usize,
) -> impl IntoView {
    view! {
        <div class="box">
            <label for="review-comment"><Live words=label/></label>
            <textarea
                id="review-comment"
                name="review-comment"
                rows="4"
                maxlength=max.to_string()
                prop:value=review.comment
                on:input=move |event| review.comment.set(event_target_value(&event))
            ></textarea>
        </div>
    }
}

/// The button that decides and the one that leaves.
#[component]
pub fn Buttons(
    lang: Lang,
    review: Review,
    /// Words of the first.
    yes: &'static str,
    /// Its name for tests.
    action: &'static str,
    /// What it does.
    #[prop(into)]
    on_yes: Callback<()>,
) -> impl IntoView {
    let words = move || {
        let words = if review.is_busy.get() { words::SENDING.get(lang) } else { yes };
        words.to_owned()
    };
    view! {
        <div class="panel-buttons">
            <button
                type="button"
                class="button-main"
                data-action=action
                aria-disabled=move || review.is_busy.get().then_some("true")
                on:click=move |_| on_yes.run(())
            >
                <Live words/>
            </button>
            <button type="button" class="button" on:click=move |_| review.close()>
                {words::CANCEL.get(lang)}
            </button>
        </div>
    }
}
