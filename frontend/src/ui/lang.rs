//! The language on screen. One place for all components instead of an argument of each: pages are made
//! anew when it changes, so nobody has to follow it.

use std::sync::atomic::{AtomicBool, Ordering};

use shared::text::{Lang, Text};

static IS_ENGLISH: AtomicBool = AtomicBool::new(false);

/// Chooses the language of everything that is drawn from now on.
pub fn set(lang: Lang) {
    IS_ENGLISH.store(lang == Lang::En, Ordering::Relaxed);
}

/// The language that things are drawn in.
#[must_use]
pub fn now() -> Lang {
    if IS_ENGLISH.load(Ordering::Relaxed) { Lang::En } else { Lang::Id }
}

/// The words in that language.
#[must_use]
#[inline(never)]
pub fn t(text: &Text) -> &'static str {
    text.get(now())
}
