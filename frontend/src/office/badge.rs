//! A state in its words, with a colour that only repeats what the words say.

use leptos::prelude::*;
use shared::{desk::Words, sync::state::State, text::Lang};

/// The badge. A state of a newer server shows by its name.
#[component]
pub fn StateBadge(lang: Lang, state: Option<State>, #[prop(into)] name: String) -> impl IntoView {
    let words = state.map_or(name, |state| state.words().get(lang).to_owned());
    view! { <span class=format!("badge {}", tone(state))>{words}</span> }
}

/// The badge of a revision: a state of a record, or words of its own for one that was superseded.
#[component]
pub fn StandingBadge(lang: Lang, state: String, words: Words) -> impl IntoView {
    let known = State::named(&state);
    let told = if words.is_empty() { state } else { words.get(lang).to_owned() };
    view! { <span class=format!("badge {}", tone(known))>{told}</span> }
}

/// Which colour a state has; also the class of its chip.
#[must_use]
pub fn tone(state: Option<State>) -> &'static str {
    match state {
        Some(State::Sent) => "tone-open",
        Some(State::HeldForAuthor | State::HeldForOffice | State::Returned | State::Refused) => {
            "tone-held"
        }
        Some(State::Checked | State::Forwarded) => "tone-done",
        Some(State::NotUsed | State::Withdrawn | State::Draft | State::Waiting) | None => {
            "tone-quiet"
        }
    }
}
