//! Keys that decide, so that thirty records need thirty keys. They rest while somebody types, and can be
//! switched off: a program that types by voice, or a slip of the hand, would decide.

use leptos::{ev, prelude::*};
use shared::text::{Lang, Text};
use wasm_bindgen::JsCast as _;

use super::{model::Review, words};

/// The element that names them.
pub const HELP_ID: &str = "review-keys";
/// Where letters are words.
const BOXES: &str = "input, select, textarea, [contenteditable], dialog *";

/// What a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// Accepts.
    Accept,
    /// Opens the panel of a return.
    Return,
    /// Opens that of what is not used.
    NotUse,
    /// Opens that of a correction.
    Mend,
    /// Goes to the next record.
    Next,
    /// Undoes the last decision.
    Undo,
    /// Shows the list of keys.
    Help,
    /// Leaves a panel.
    Leave,
}

impl Key {
    /// All of them, as the list names them.
    pub const ALL: [Key; 8] = [
        Key::Accept,
        Key::Return,
        Key::NotUse,
        Key::Mend,
        Key::Next,
        Key::Undo,
        Key::Leave,
        Key::Help,
    ];

    /// What is printed on it: the first free letter of the Indonesian word.
    #[must_use]
    pub const fn letter(self) -> &'static str {
        match self {
            Key::Accept => "T",
            Key::Return => "K",
            Key::NotUse => "D",
            Key::Mend => "P",
            Key::Next => "B",
            Key::Undo => "U",
            Key::Help => "?",
            Key::Leave => "Esc",
        }
    }

    const fn words(self) -> Text {
        match self {
            Key::Accept => words::ACCEPT,
            Key::Return => words::RETURN,
            Key::NotUse => words::NOT_USE,
            Key::Mend => words::MEND,
            Key::Next => words::NEXT,
            Key::Undo => words::UNDO,
            Key::Help => words::KEYS_HELP,
            Key::Leave => words::KEYS_LEAVE,
        }
    }

    /// The key of an event's name.
    fn named(name: &str) -> Option<Self> {
        if name == "Escape" {
            return Some(Key::Leave);
        }
        Key::ALL.into_iter().find(|key| key.letter().eq_ignore_ascii_case(name))
    }
}

/// Hears keys for as long as the owner lives.
pub fn listen(review: Review, press: impl Fn(Key) + 'static) {
    let heard = move |event: ev::KeyboardEvent| {
        let Some(key) = Key::named(&event.key()) else { return };
        let is_chord = event.ctrl_key() || event.alt_key() || event.meta_key();
        // A key that is held down decides nothing.
        let is_meant = !is_chord && !event.repeat() && !is_typing(&event);
        if is_meant && (review.takes_keys() || key == Key::Leave) {
            event.prevent_default();
            press(key);
        }
    };
    let listener = window_event_listener(ev::keydown, heard);
    on_cleanup(move || listener.remove());
}

fn is_typing(event: &ev::KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|element| element.matches(BOXES).unwrap_or(false))
}

/// The list of keys, and the switch.
#[component]
pub fn Keys(lang: Lang, review: Review) -> impl IntoView {
    let lines = Key::ALL.map(|key| {
        view! { <div><dt><kbd>{key.letter()}</kbd></dt><dd>{key.words().get(lang)}</dd></div> }
    });
    view! {
        <section class="card facts review-keys" aria-labelledby=HELP_ID>
            <h2 id=HELP_ID tabindex="-1">{words::KEYS.get(lang)}</h2>
            <dl>{lines.into_iter().collect_view()}</dl>
            <p class="card-why">{words::KEYS_WHEN.get(lang)}</p>
            <label class="check-line">
                <input
                    type="checkbox"
                    prop:checked=review.has_keys
                    on:change=move |event| review.has_keys.set(event_target_checked(&event))
                />
                {words::KEYS_ON.get(lang)}
            </label>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_key_does_one_thing_in_either_case() {
        for key in Key::ALL {
            let found = Key::ALL.into_iter().filter(|other| other.letter() == key.letter());
            assert_eq!(found.count(), 1, "{}", key.letter());
        }
        assert_eq!((Key::named("t"), Key::named("T")), (Some(Key::Accept), Some(Key::Accept)));
        assert_eq!((Key::named("Escape"), Key::named("F5")), (Some(Key::Leave), None));
    }
}
