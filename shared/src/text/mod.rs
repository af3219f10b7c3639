//! Words in both languages, side by side: a missing translation does not compile.
//!
//! A program for browsers carries only the Indonesian ones; the English ones lie in a file of their
//! own ([`english`]), which only those who chose English fetch.

pub mod english;

/// The language a person reads. Indonesian comes first everywhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// Bahasa Indonesia.
    #[default]
    Id,
    /// English.
    En,
}

/// One sentence or label in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    /// Bahasa Indonesia.
    pub id: &'static str,
    /// English.
    #[cfg(not(target_family = "wasm"))]
    pub en: &'static str,
    /// Which English words for the Indonesian ones ([`english::mark`]).
    #[cfg(target_family = "wasm")]
    mark: u16,
}

impl Text {
    /// No words at all, for an optional hint.
    pub const EMPTY: Text = Text::new("", "");

    /// Joins the two languages of one sentence.
    #[inline(always)]
    #[must_use]
    pub const fn new(id: &'static str, en: &'static str) -> Self {
        Self {
            id,
            #[cfg(not(target_family = "wasm"))]
            en,
            #[cfg(target_family = "wasm")]
            mark: english::mark(en),
        }
    }

    /// The words in `lang`.
    #[must_use]
    #[cfg(not(target_family = "wasm"))]
    pub const fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Id => self.id,
            Lang::En => self.en,
        }
    }

    /// The words in `lang`; Indonesian ones while the English ones are not there.
    #[must_use]
    #[cfg(target_family = "wasm")]
    pub fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Id => self.id,
            Lang::En => english::of(self.id, self.mark).unwrap_or(self.id),
        }
    }

    /// True when there is nothing to show.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.id.is_empty()
    }
}

/// Short for [`Text::new`], for the long tables of labels.
#[inline(always)]
#[must_use]
pub const fn t(id: &'static str, en: &'static str) -> Text {
    Text::new(id, en)
}
