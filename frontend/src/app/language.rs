//! The language on screen: a preference that both apps follow.

use leptos::prelude::*;
use shared::text::Lang;

use super::english;
use crate::browser::{document, prefs};

/// The language on screen. A handle: copies see the same.
#[derive(Clone, Copy)]
pub struct Language(RwSignal<Lang>);

impl Language {
    /// Indonesian, whatever was chosen before: its words are part of the program.
    #[must_use]
    pub fn indonesian() -> Self {
        mark(Lang::Id);
        Self(RwSignal::new(Lang::Id))
    }

    /// The language, tracked.
    #[must_use]
    pub fn get(self) -> Lang {
        self.0.get()
    }

    /// The language, not tracked.
    #[must_use]
    pub fn get_untracked(self) -> Lang {
        self.0.get_untracked()
    }

    /// Changes the language as soon as its words are here, and remembers it. False when they could not
    /// be fetched; then nothing changes.
    pub async fn choose(self, lang: Lang) -> bool {
        if lang == Lang::En && !english::load().await {
            return false;
        }
        prefs::set_lang(lang);
        // Pages are drawn anew in another language, but not for the one that they have already.
        if self.0.get_untracked() != lang {
            self.0.set(lang);
            mark(lang);
        }
        true
    }
}

/// Tells browser and screen reader in which language the page is.
fn mark(lang: Lang) {
    if let Some(root) = document().document_element() {
        // An element of the document always takes an attribute of plain letters.
        drop(root.set_attribute("lang", prefs::lang_code(lang)));
    }
}
