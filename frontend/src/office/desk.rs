//! What all pages of the desk share: who is signed in, which page is open, in which language.

use leptos::{prelude::*, task::spawn_local};
use shared::{
    desk::session::Me,
    text::{Lang, Text},
};

use super::{api::ApiError, route::Route};
use crate::{
    app::{language::Language, router::Router},
    ui::live::Live,
};

/// Whether somebody is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Session {
    /// Not known yet.
    Opening,
    /// The server was not reached, so it stays unknown.
    Failed(ApiError),
    /// Nobody is.
    Out(Why),
    /// This person is.
    In(Me),
}

/// Why nobody is signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Nobody was when the app was opened.
    Fresh,
    /// The session ended by itself.
    Ended,
    /// The person left.
    Left,
    /// The account is switched off.
    Off,
}

/// How far signing out is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Leaving {
    /// Nobody asked for it.
    Not,
    /// The server is being told.
    Asking,
    /// The server was not told, so the session goes on.
    Failed(ApiError),
}

/// The shared state. A handle: copies see the same.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The language on screen.
    pub lang: Language,
    /// Who is signed in.
    pub session: RwSignal<Session>,
    /// How far signing out is.
    pub leaving: RwSignal<Leaving>,
    /// True after English was asked for and its words did not come.
    pub lacks_english: RwSignal<bool>,
    /// The page that is open.
    pub route: Router<Route>,
    /// True after a move to another page, until its heading has taken the focus.
    pub wants_focus: StoredValue<bool>,
}

impl Desk {
    /// The state of an app that has just been opened at a page.
    #[must_use]
    pub fn new(route: Router<Route>, wants_focus: StoredValue<bool>) -> Self {
        Self {
            lang: Language::indonesian(),
            session: RwSignal::new(Session::Opening),
            leaving: RwSignal::new(Leaving::Not),
            lacks_english: RwSignal::new(false),
            route,
            wants_focus,
        }
    }

    /// True where somebody is signed in who decides on records.
    #[must_use]
    pub fn decides(self) -> bool {
        self.session.with_untracked(|session| matches!(session, Session::In(me) if me.decides))
    }

    /// Words in the language on screen for an attribute; follows a change of it.
    pub fn say(self, words: Text) -> impl Fn() -> &'static str + Copy + Send + Sync + 'static {
        move || words.get(self.lang.get())
    }

    /// [`Self::say`] on screen, in an element that a translator of the browser's leaves to us ([`Live`]).
    pub fn show(self, words: Text) -> AnyView {
        view! { <Live words=move || words.get(self.lang.get()).to_owned()/> }.into_any()
    }

    /// Changes the language as soon as its words are here, and remembers it; without them it stays as it is.
    pub fn speak(self, lang: Lang) {
        spawn_local(async move {
            let has_words = self.lang.choose(lang).await;
            self.lacks_english.set(!has_words);
        });
    }

    /// Names the page in the browser's tab and history. Never with the name of a citizen.
    pub fn title(self, page: &str) {
        document().set_title(&format!("{page} — Mutakhir Kantor"));
    }

    /// Takes note of a failed request: one that says that nobody is signed in, or nobody who may be,
    /// ends the session on screen. Of one that has ended already the first reason stays: what was under
    /// way when a person left is answered after that.
    pub fn note(self, error: &ApiError) {
        let why = match error {
            ApiError::SignedOut => Why::Ended,
            ApiError::AccountOff => Why::Off,
            _ => return,
        };
        if !self.session.with_untracked(|session| matches!(session, Session::Out(_))) {
            self.session.set(Session::Out(why));
        }
    }
}
