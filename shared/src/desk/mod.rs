//! What the desk's endpoints answer, as JSON: written by the server, read by the desk.
//!
//! A desk that is open in a browser may be older or newer than its server. So fields are only ever
//! added, a reader ignores those that it does not know, and what a server of another version may lack
//! has a default: a missing count must not hide a record. States, kinds and codes travel by their
//! stable names, because a name that is not known here can still be shown.

pub mod diff;
pub mod family;
pub mod files;
pub mod list;
pub mod record;
pub mod review;
pub mod session;
pub mod sheet;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::text::{Lang, Text};

/// Words in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// Bahasa Indonesia.
    #[serde(default)]
    pub id: String,
    /// English.
    #[serde(default)]
    pub en: String,
}

impl From<Text> for Words {
    fn from(text: Text) -> Self {
        Self::each(|lang| text.get(lang).into())
    }
}

impl Words {
    /// The same words in both languages: a name, a number, something typed.
    #[must_use]
    pub fn same(words: String) -> Self {
        Self { en: words.clone(), id: words }
    }

    /// Words made for each language.
    #[must_use]
    pub fn each(mut words: impl FnMut(Lang) -> String) -> Self {
        Self { id: words(Lang::Id), en: words(Lang::En) }
    }

    /// The words in `lang`.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Id => &self.id,
            Lang::En => &self.en,
        }
    }

    /// True when there is nothing to show.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.id.trim().is_empty()
    }
}
