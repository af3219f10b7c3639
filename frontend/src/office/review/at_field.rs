//! What can be done at one answer of the sheet: write a comment on it, or mend it.

use leptos::prelude::*;
use shared::{form::problem::Path, sync::limits, text::Lang};

use super::{
    model::{Mode, Review},
    words,
};
use crate::ui::{dom::focus_soon, form::OneQuestion};

/// The button at an answer, and what it opens. Nothing while the record is only read.
#[component]
pub fn AtField(lang: Lang, field_id: String, label: String) -> impl IntoView {
    let review = expect_context::<Review>();
    let (field_id, label) = (StoredValue::new(field_id), StoredValue::new(label));
    // What is said or mended stays open, whatever else is pressed.
    let is_open = RwSignal::new(false);
    Effect::new(move |_| {
        let has_note =
            || review.at_fields.with_untracked(|all| all.contains_key(&field_id.get_value()));
        is_open.set(review.mode.get() == Mode::Returning && has_note());
    });
    move || match (review.mode.get(), is_open.get()) {
        (Mode::Reading | Mode::NotUsing, _) => ().into_any(),
        (Mode::Returning, false) => {
            let open = move || {
                is_open.set(true);
                focus_soon(box_id(&field_id.get_value()));
            };
            opener(words::NOTE_HERE.get(lang), label, open)
        }
        (Mode::Returning, true) => {
            view! { <NoteBox lang review field_id label is_open/> }.into_any()
        }
        (Mode::Mending, false) => {
            let is_ready = move || review.mending.with(Option::is_some);
            let open = move || {
                is_open.set(true);
                focus_soon(field_id.get_value());
            };
            let button =
                move || is_ready().then(|| opener(words::CHANGE_HERE.get(lang), label, open));
            button.into_any()
        }
        (Mode::Mending, true) => mend_box(review, field_id),
    }
}

fn opener(words: &'static str, label: StoredValue<String>, open: impl Fn() + 'static) -> AnyView {
    view! {
        <button
            type="button"
            class="button-small at-field"
            aria-label=[words, ": ", &label.get_value()].concat()
            on:click=move |_| open()
        >
            {words}
        </button>
    }
    .into_any()
}

/// The same box as on the phone.
fn mend_box(review: Review, field_id: StoredValue<String>) -> AnyView {
    let path = field_id.with_value(|id| Path::from_dom_id(id));
    let form = review.mending.get_untracked();
    match form.zip(path) {
        Some((form, path)) => {
            view! { <div class="mend-box"><OneQuestion form path/></div> }.into_any()
        }
        None => ().into_any(),
    }
}

/// The id of the box for a comment at a field.
fn box_id(field_id: &str) -> String {
    ["note-", field_id].concat()
}

/// A comment at an answer.
#[component]
fn NoteBox(
    lang: Lang,
    review: Review,
    field_id: StoredValue<String>,
    label: StoredValue<String>,
    is_open: RwSignal<bool>,
) -> impl IntoView {
    let id = box_id(&field_id.get_value());
    let start = review
        .at_fields
        .with_untracked(|all| all.get(&field_id.get_value()).cloned().unwrap_or_default());
    let typed = move |event| {
        let text = event_target_value(&event);
        review.at_fields.update(|all| drop(all.insert(field_id.get_value(), text)));
    };
    let remove = move |_| {
        review.at_fields.update(|all| drop(all.remove(&field_id.get_value())));
        is_open.set(false);
    };
    view! {
        <div class="note-box">
            <label for=id.clone()>{[words::NOTE_AT.get(lang), " ", &label.get_value()].concat()}</label>
            <div class="note-line">
                <input
                    id=id
                    type="text"
                    autocomplete="off"
                    maxlength=limits::FIELD_COMMENT_CHARS_MAX.to_string()
                    value=start
                    on:input=typed
                />
                <button type="button" class="button-small" on:click=remove>
                    {words::REMOVE_NOTE.get(lang)}
                </button>
            </div>
        </div>
    }
}
