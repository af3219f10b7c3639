//! One sentence that passes by.

use std::{hint::black_box, sync::Arc};

use leptos::prelude::*;
use shared::text::Text;

use crate::browser;

/// How long a sentence stays, milliseconds: twice the time to read twelve words.
const TOAST_MS: u32 = 8_000;

/// Takes back what a sentence tells of.
pub type Undo = Arc<dyn Fn() + Send + Sync>;

/// A sentence that passes by.
#[derive(Clone)]
pub struct Toast {
    /// Grows with each, so that the same words twice are shown twice.
    pub number: u32,
    /// The words.
    pub words: Text,
    /// Takes back what it tells of, where that is possible.
    pub undo: Option<Undo>,
}

/// The sentence on screen. A handle: copies see the same.
#[derive(Clone, Copy)]
pub struct Toasts {
    shown: RwSignal<Option<Toast>>,
    n_shown: StoredValue<u32>,
}

impl Toasts {
    /// Nothing is shown.
    #[must_use]
    pub fn new() -> Self {
        Self { shown: RwSignal::new(None), n_shown: StoredValue::new(0) }
    }

    /// What is shown now, tracked.
    #[must_use]
    pub fn get(self) -> Option<Toast> {
        self.shown.get()
    }

    /// Shows a sentence for some seconds.
    pub fn say(self, words: Text) {
        self.show(words, None);
    }

    /// Shows a sentence with a button that takes back what it tells of.
    pub fn say_with_undo(self, words: Text, undo: Undo) {
        // There is one kind of undo, and the compiler, which sees that, would call it from `show`
        // without asking: then all of storage is in the first part.
        self.show(words, Some(black_box(undo)));
    }

    /// Takes the sentence away.
    pub fn clear(self) {
        self.shown.set(None);
    }

    /// Takes the sentence away, unless it can take something back: it would cover what comes now.
    pub fn pass(self) {
        if self
            .shown
            .with_untracked(|toast| toast.as_ref().is_some_and(|toast| toast.undo.is_none()))
        {
            self.clear();
        }
    }

    fn show(self, words: Text, undo: Option<Undo>) {
        let number = self.n_shown.get_value() + 1;
        self.n_shown.set_value(number);
        self.shown.set(Some(Toast { number, words, undo }));
        browser::after(TOAST_MS, move || {
            let is_same = self
                .shown
                .with_untracked(|toast| toast.as_ref().is_some_and(|toast| toast.number == number));
            if is_same {
                self.clear();
            }
        });
    }
}

impl Default for Toasts {
    fn default() -> Self {
        Self::new()
    }
}
