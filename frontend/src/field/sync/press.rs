//! "Kirim sekarang": each press is answered with what came of it.

use leptos::prelude::*;
use shared::{
    sync::{client::Activity, limits},
    text::Text,
};

use super::words;
use crate::{
    browser,
    field::phone::{obstacle::Obstacle, sync::Sync, toasts::Toasts},
    ui::{button::Button, lang::t, live::Live},
};

/// The button, for the page that is being drawn.
#[component]
pub fn SendNow() -> impl IntoView {
    let press =
        Press { sync: expect_context(), toasts: expect_context(), asked_at: RwSignal::new(None) };
    Effect::new(move |_| press.follow());
    let words = move || {
        let is_asking = press.asked_at.get().is_some();
        String::from(t(if is_asking { &words::ASKING } else { &words::SEND_NOW }))
    };
    view! {
        <Button class="first" action="send" on_press=move || press.press()>
            <Live words/>
        </Button>
    }
}

/// A press that waits for its answer.
#[derive(Clone, Copy)]
struct Press {
    sync: Sync,
    toasts: Toasts,
    /// How many requests had ended when it came; `None` while none waits.
    asked_at: RwSignal<Option<u32>>,
}

impl Press {
    fn press(self) {
        self.sync.kick();
        let status = self.sync.status.get_untracked();
        match status.obstacle_now() {
            // Nothing is asked before that has changed.
            Some(why @ (Obstacle::NoNetwork | Obstacle::SignedOut | Obstacle::Busy)) => {
                self.answer(Some(why));
            }
            _ => {
                self.asked_at.set(Some(status.n_ended));
                let patience_ms = u32::try_from(limits::REQUEST_TIMEOUT_MS).unwrap_or(u32::MAX);
                browser::after(patience_ms, move || self.give_up(status.n_ended));
            }
        }
    }

    /// Answers once a request that was under way after the press has ended.
    fn follow(self) {
        let (status, asked_at) = (self.sync.status.get(), self.asked_at.get());
        let has_ended = |before: u32| status.n_ended != before && status.activity == Activity::Idle;
        let is_stopped = !status.is_online || status.is_signed_out;
        if asked_at.is_some_and(|before| has_ended(before) || is_stopped) {
            self.answer(status.obstacle_now());
        }
    }

    /// The line neither carries nor breaks, or no tab sends at this moment.
    fn give_up(self, asked_at: u32) {
        // The page may have been left, and the press answered.
        if self.asked_at.try_get_untracked().flatten() == Some(asked_at) {
            let why = self.sync.status.get_untracked().obstacle_now();
            self.answer(Some(why.unwrap_or(Obstacle::Slow)));
        }
    }

    fn answer(self, why: Option<Obstacle>) {
        self.asked_at.set(None);
        self.toasts.say(match why {
            Some(why) => why.words(),
            None => self.reached(),
        });
    }

    /// What to say when the office has answered.
    fn reached(self) -> Text {
        match untrack(|| self.sync.n_waiting()) {
            0 => words::REACHED,
            _ => words::REACHED_SOME_WAIT,
        }
    }
}
