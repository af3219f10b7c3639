//! The size of the text.

use leptos::prelude::*;

use crate::browser::{document, prefs};

/// Steps of text size above the browser's own (0–2); `<html data-text="1">` carries it to the style. A
/// handle: copies see the same.
#[derive(Clone, Copy)]
pub struct TextSize(RwSignal<u8>);

impl TextSize {
    /// As it was chosen.
    #[must_use]
    pub fn chosen() -> Self {
        let steps = prefs::text_size();
        mark(steps);
        Self(RwSignal::new(steps))
    }

    /// The steps, tracked.
    #[must_use]
    pub fn get(self) -> u8 {
        self.0.get()
    }

    /// Changes the size and remembers it.
    pub fn choose(self, steps: u8) {
        prefs::set_text_size(steps);
        mark(steps);
        self.0.set(steps);
    }
}

fn mark(steps: u8) {
    if let Some(root) = document().document_element() {
        // An element of the document always takes a plain value.
        drop(root.set_attribute("data-text", &steps.to_string()));
    }
}
