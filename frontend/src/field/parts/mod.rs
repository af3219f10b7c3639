//! What the pages of several features show alike.

pub mod damaged;
pub mod missing;
pub mod practice_links;
pub mod room;
pub mod rows;
pub mod start_form;

use shared::text::Text;

use crate::ui::lang::t;

/// A number with words behind it.
pub fn counted(count: usize, words: &Text) -> String {
    [&count.to_string(), " ", t(words)].concat()
}
