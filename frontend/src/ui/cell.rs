//! Memos of two types. Each type of memo and each closure in one costs the phone code of its own, so
//! that everything a widget waits for is a claim or a few words.

use leptos::prelude::*;

use super::attrs::Ask;

/// A claim that is told on only when it changes.
#[must_use]
pub fn claim(claim: impl Fn() -> bool + Send + Sync + 'static) -> Memo<bool> {
    claim_boxed(Box::new(claim))
}

fn claim_boxed(claim: Box<dyn Ask<bool>>) -> Memo<bool> {
    Memo::new(move |_| claim.ask())
}

/// Words that are told on only when they change; often only a name for what is to be drawn.
#[must_use]
pub fn saying(words: impl Fn() -> String + Send + Sync + 'static) -> Memo<String> {
    saying_boxed(Box::new(words))
}

fn saying_boxed(words: Box<dyn Ask<String>>) -> Memo<String> {
    Memo::new(move |_| words.ask())
}
