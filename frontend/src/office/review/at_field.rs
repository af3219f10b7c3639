//! What can be done at one answer of the sheet: write a comment on it, or mend it.

use leptos::prelude::*;
use shared::{
    form::{
        fix, label,
        model::{Field, FormKind, Kind},
        problem::{Path, Step},
    },
    sync::limits,
    text::Lang,
};

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
            let is_ready = move || {
                let form = review.mending.get();
                form.is_some_and(|form| field_id.with_value(|id| is_typed(form.kind, id)))
            };
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

/// True for an answer of words, numbers or choices: pictures and places are not typed.
fn is_typed(kind: &FormKind, field_id: &str) -> bool {
    let steps = Path::from_dom_id(field_id).map(|path| path.0).unwrap_or_default();
    let is_typed = |(field, _): (&Field, &[Field])| {
        !matches!(field.kind, Kind::Picture(_)) && !fix::is_place(&field.kind)
    };
    // Each field on the way: what a place is made of stands inside of it.
    let ways = (1..=steps.len()).map(|n_steps| Path(steps[..n_steps].to_vec()));
    let mut asked = ways.filter(|way| matches!(way.0.last(), Some(Step::Field(_))));
    !steps.is_empty() && asked.all(|way| label::question(kind, &way).is_some_and(is_typed))
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

#[cfg(test)]
mod tests {
    use shared::forms;

    use super::*;

    #[test]
    fn words_numbers_and_choices_can_be_typed_and_pictures_and_places_cannot() {
        let (mut n_typed, mut n_shown) = (0, 0);
        for kind in forms::ALL {
            for field in kind.sections.iter().flat_map(|section| section.fields) {
                let id = Path::root().field(field.tag).dom_id();
                let is_shown = matches!(field.kind, Kind::Picture(_)) || fix::is_place(&field.kind);
                assert_eq!(is_typed(kind, &id), !is_shown, "{} {}", kind.name, field.name);
                if let (Kind::Group(inside), true) = (&field.kind, is_shown) {
                    let inside = Path::root().field(field.tag).field(inside[0].tag);
                    assert!(!is_typed(kind, &inside.dom_id()), "{} {}", kind.name, field.name);
                }
                if is_shown { n_shown += 1 } else { n_typed += 1 }
            }
        }
        assert!(n_typed > 0 && n_shown > 0);
        assert!(!is_typed(forms::ALL[0], "f") && !is_typed(forms::ALL[0], "f-60000"));
    }
}
