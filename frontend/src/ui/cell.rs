//! Memos of one type. Each type of memo and each closure in one costs the phone code of its own, so that
//! everything a widget waits for is a few words.

use leptos::prelude::*;

use super::attrs::Ask;

/// Words that are told on only when they change; often only a name for what is to be drawn.
#[must_use]
pub fn saying(words: impl Fn() -> String + Send + Sync + 'static) -> Memo<String> {
    saying_boxed(Box::new(words))
}

fn saying_boxed(words: Box<dyn Ask<String>>) -> Memo<String> {
    Memo::new(move |_| words.ask())
}

/// A claim that is told on only when it changes: a word while it holds, none while it does not.
#[derive(Clone, Copy)]
pub struct Claim(Memo<String>);

impl Claim {
    /// Whether it holds, tracked.
    #[must_use]
    pub fn holds(self) -> bool {
        !self.0.get().is_empty()
    }
}

/// Makes a claim.
#[must_use]
pub fn claim(claim: impl Fn() -> bool + Send + Sync + 'static) -> Claim {
    Claim(saying(move || String::from(if claim() { "yes" } else { "" })))
}
