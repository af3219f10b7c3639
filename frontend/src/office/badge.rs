//! A state in its words, with a colour that only repeats what the words say.

use leptos::prelude::*;
use shared::{desk::Words, sync::state::RecordState, text::Lang};

/// The badge. A state of a newer server shows by its name.
#[component]
pub fn StateBadge(
    lang: Lang,
    state: Option<RecordState>,
    #[prop(into)] name: String,
) -> impl IntoView {
    let words = state.map_or(name, |state| state.words().get(lang).to_owned());
    view! { <span class=format!("badge {}", tone(state))>{words}</span> }
}

/// The badge of a revision: a state of a record, or words of its own for one that was superseded.
#[component]
pub fn StandingBadge(lang: Lang, state: String, words: Words) -> impl IntoView {
    let known = RecordState::named(&state);
    let told = if words.is_empty() { state } else { words.get(lang).to_owned() };
    view! { <span class=format!("badge {}", tone(known))>{told}</span> }
}

/// Which colour a state has; also the class of its chip.
#[must_use]
pub fn tone(state: Option<RecordState>) -> &'static str {
    match state {
        Some(RecordState::Sent) => "tone-open",
        Some(
            RecordState::HeldForAuthor
            | RecordState::HeldForOffice
            | RecordState::Returned
            | RecordState::Refused,
        ) => "tone-held",
        Some(RecordState::Checked | RecordState::Forwarded) => "tone-done",
        Some(
            RecordState::NotUsed
            | RecordState::Withdrawn
            | RecordState::Draft
            | RecordState::Waiting,
        )
        | None => "tone-quiet",
    }
}
