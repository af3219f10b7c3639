//! The state of sending, always in words.

use leptos::prelude::*;
use shared::sync::client::Activity;

use super::words;
use crate::{
    field::{
        phone::{session::Session, storage::Storage, sync::Sync},
        route::{Route, Show},
        words as common,
    },
    ui::{
        icon::{Icon, Sign},
        lang::t,
    },
};

/// What is shown, and where what it speaks of is listed.
struct Shown {
    class: &'static str,
    sign: Sign,
    words: String,
    below: Option<String>,
    to: Route,
}

/// The link at the top of each page; nothing while nobody is activated.
#[component]
pub fn Chip() -> impl IntoView {
    let session = expect_context::<Session>();
    move || {
        if session.profile.with(Option::is_none) {
            return ().into_any();
        }
        // Whoever has a profile has the running phone behind it.
        let (storage, sync) = (expect_context::<Storage>(), expect_context::<Sync>());
        let Shown { class, sign, words, below, to } = shown(storage, sync);
        let below = below.map(|below| view! { <br/> {below} });
        view! {
            <a class=class href=to.href()>
                <Icon sign/>
                <span>{words} {below}</span>
            </a>
        }
        .into_any()
    }
}

fn shown(storage: Storage, sync: Sync) -> Shown {
    let (status, counts, n_waiting) = (sync.status.get(), storage.counts.get(), sync.n_waiting());
    let plain = |class, sign, words, to| Shown { class, sign, words, below: None, to };
    let obstacle = status.obstacle();
    if status.is_signed_out {
        plain("chip alert", Sign::Alert, String::from(t(&words::NEEDS_LINK)), Route::Sync)
    } else if n_waiting > 0 {
        let below = match (status.activity, obstacle) {
            (Activity::Sending, _) => String::from(t(&common::SENDING)),
            (_, None) => String::from(t(&common::SAFE_HERE)),
            (_, Some(why)) => [t(&common::SAFE_HERE), " · ", t(&why.name())].concat(),
        };
        let words = common::counted(n_waiting, &common::WAITING);
        Shown { below: Some(below), ..plain("chip waits", Sign::Up, words, Route::Sync) }
    } else if counts.n_to_mend > 0 {
        let words = [t(&words::TO_MEND_HERE), ": ", &counts.n_to_mend.to_string()].concat();
        plain("chip alert", Sign::Alert, words, Route::Records(Show::ToMend))
    } else if counts.n_drafts > 0 {
        let words = common::counted(counts.n_drafts, &common::UNFINISHED_HERE);
        plain("chip", Sign::Sheet, words, Route::Records(Show::Drafts))
    } else if counts.n_held > 0 {
        let words = common::counted(counts.n_held, &words::HELD_HERE);
        plain("chip", Sign::Sheet, words, Route::Records(Show::Held))
    } else if storage.n_unlisted.get() > 0 {
        let words = common::counted(storage.n_unlisted.get(), &common::UNLISTED_HERE);
        plain("chip waits", Sign::Alert, words, Route::Sync)
    } else if let Some(words) = others(storage) {
        plain("chip waits", Sign::Up, words, Route::Sync)
    } else if let Some(why) = obstacle {
        let below = Some(String::from(t(&why.name())));
        let words = String::from(t(&words::ALL_SENT));
        Shown { below, ..plain("chip", Sign::Check, words, Route::Sync) }
    } else {
        plain("chip", Sign::Check, String::from(t(&words::ALL_SENT)), Route::Sync)
    }
}

/// What other accounts have on this phone that is not sent; tracked.
fn others(storage: Storage) -> Option<String> {
    storage.others.with(|others| {
        let n_waiting: usize = others.iter().map(|other| other.n_waiting).sum();
        let name = others.iter().find(|other| other.n_waiting > 0)?.name.clone();
        Some([&common::counted(n_waiting, &common::WAITING), " · ", &name].concat())
    })
}
