//! Questions above the page.

use std::sync::Arc;

use leptos::prelude::*;
use shared::text::Text;

use crate::{
    app::router::Router,
    browser::taps,
    field::{route::Route, words},
    ui::{dialog::Question, lang::t},
};

/// A question to be asked.
#[derive(Clone)]
pub struct Ask {
    /// The question.
    pub title: Text,
    /// What will happen.
    pub words: String,
    /// Label of the button that does it.
    pub yes: Text,
    /// Label of the button that only closes.
    pub no: Text,
    /// Name of the button that does it, for tests.
    pub action: &'static str,
    /// True where it takes something away: the button is red.
    pub is_danger: bool,
}

impl Ask {
    /// A question that "Batal" closes.
    #[must_use]
    pub fn new(title: Text, what: &Text, yes: Text, action: &'static str) -> Self {
        Self {
            title,
            words: String::from(t(what)),
            yes,
            no: words::CANCEL,
            action,
            is_danger: false,
        }
    }

    /// The same, where it takes something away.
    #[must_use]
    pub fn danger(self) -> Self {
        Self { is_danger: true, ..self }
    }
}

type OnYes = Arc<dyn Fn() + Send + Sync>;

/// The question above the page. It stays as it was asked, whatever changes below it, until it is
/// answered or another page is opened. A handle: copies see the same.
#[derive(Clone, Copy)]
pub struct Questions(RwSignal<Option<(Ask, OnYes)>>);

impl Questions {
    /// Nothing is asked.
    #[must_use]
    pub fn none() -> Self {
        Self(RwSignal::new(None))
    }

    /// Asks; `on_yes` does what it is about.
    pub fn ask(self, ask: Ask, on_yes: impl Fn() + Send + Sync + 'static) {
        self.0.set(Some((ask, Arc::new(on_yes))));
    }

    /// Takes the question off the page.
    pub fn close(self) {
        self.0.set(None);
    }
}

/// The place of the question in a page.
#[component]
pub fn Asked() -> impl IntoView {
    let questions = expect_context::<Questions>();
    let router = expect_context::<Router<Route>>();
    move || {
        let (ask, on_yes) = questions.0.get()?;
        let Ask { title, words, yes, no, action, is_danger } = ask;
        // "Back" closes the question and leaves the page where it is.
        router.cover(move || questions.close());
        taps::new_screen();
        let close = move || {
            if questions.0.with_untracked(Option::is_some) {
                questions.close();
                router.uncover(|| {});
            }
        };
        Some(view! {
            <Question
                title=t(&title)
                words
                yes=t(&yes)
                no=t(&no)
                action
                is_danger
                on_yes=move || {
                    let on_yes = Arc::clone(&on_yes);
                    router.uncover(move || on_yes());
                }
                on_close=close
            />
        })
    }
}
