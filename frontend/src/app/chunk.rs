//! A part of an app that is fetched when somebody comes to it, and what the person reads meanwhile.
//!
//! A part is a function that is marked with `#[wasm_split(name, fallible)]` and gives back how to draw
//! it, not what is drawn: what is drawn while loading would belong to nobody.

use std::{
    pin::Pin,
    task::{Context, Poll, Waker},
};

use leptos::{prelude::*, task::spawn_local};
use shared::text::{Text, t};
use wasm_split_helpers::SplitLoaderError;
use web_sys::Event;

use crate::{browser, ui::lang};

/// After this long the person is told why nothing is there yet, milliseconds.
const SLOW_MS: u32 = 1_500;

const LOADING: Text = t("Memuat bagian ini…", "Loading this part…");
const FAILED: Text = t(
    "Bagian ini belum termuat. Periksa sinyal, lalu coba lagi. Data yang sudah disimpan tetap aman.",
    "This part has not loaded. Check the signal, then try again. What you saved is safe.",
);
const AGAIN: Text = t("Coba lagi", "Try again");
const RENEW: Text = t("Muat ulang aplikasi", "Reload the app");
/// After so many tries the server may have replaced the release that runs here.
const N_TRIES: u32 = 2;
/// Asks `boot.js` for the newest release.
const RENEW_EVENT: &str = "renew";

/// The part is not on this device and could not be fetched. Another try may have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotHere;

impl From<SplitLoaderError> for NotHere {
    fn from(_logged_by_the_loader: SplitLoaderError) -> Self {
        Self
    }
}

/// A part that is on its way.
pub type Loading<P> = Pin<Box<dyn Future<Output = Result<P, NotHere>>>>;

#[derive(Clone, Copy)]
enum Phase<P> {
    Loading,
    Slow,
    Here(P),
    Failed,
}

/// Fetches a part and draws it. One that is here already is drawn at once.
#[component]
pub fn Chunk<P: Copy + Send + Sync + 'static>(
    /// Fetches the part; called again when the person wants another try.
    load: fn() -> Loading<P>,
    /// Draws it.
    draw: impl Fn(P) -> AnyView + Send + 'static,
    /// Draws the app's frame around the words that stand in its place meanwhile.
    frame: fn(AnyView) -> AnyView,
) -> impl IntoView {
    let mut loading = load();
    let state =
        RwSignal::new(match loading.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(Ok(part)) => Phase::Here(part),
            Poll::Ready(Err(NotHere)) => Phase::Failed,
            Poll::Pending => Phase::Loading,
        });
    if matches!(state.get_untracked(), Phase::Loading) {
        wait(loading, state);
    }
    let n_tries = StoredValue::new(1);
    let try_again = Callback::new(move |()| {
        n_tries.update_value(|n_tries| *n_tries += 1);
        state.set(Phase::Loading);
        wait(load(), state);
    });
    move || match state.get() {
        Phase::Here(part) => {
            browser::taps::new_screen();
            untrack(|| draw(part))
        }
        Phase::Loading => ().into_any(),
        Phase::Slow => frame(words(&LOADING)),
        Phase::Failed => frame(failure(try_again, n_tries.get_value() >= N_TRIES)),
    }
}

/// The person may be somewhere else when it ends.
fn wait<P: Copy + Send + Sync + 'static>(loading: Loading<P>, state: RwSignal<Phase<P>>) {
    let slow = browser::after(SLOW_MS, move || {
        state.try_set(Phase::Slow);
    });
    spawn_local(async move {
        let part = loading.await;
        browser::cancel(slow);
        state.try_set(part.map_or(Phase::Failed, Phase::Here));
    });
}

fn words(text: &Text) -> AnyView {
    view! { <p class="page-wait" role="status" data-state="loading">{lang::t(text)}</p> }.into_any()
}

fn failure(again: Callback<()>, is_stubborn: bool) -> AnyView {
    let renew = is_stubborn.then(|| {
        view! {
            <button type="button" data-action="renew" on:click=move |_| renew()>
                {lang::t(&RENEW)}
            </button>
        }
    });
    view! {
        <div class="page-wait" role="alert" data-state="not-loaded">
            <p>{lang::t(&FAILED)}</p>
            <button type="button" data-action="load-again" on:click=move |_| again.run(())>
                {lang::t(&AGAIN)}
            </button>
            {renew}
        </div>
    }
    .into_any()
}

fn renew() {
    if let Ok(event) = Event::new(RENEW_EVENT) {
        let is_heard = browser::window().dispatch_event(&event);
        debug_assert!(is_heard.is_ok(), "only an event that is under way cannot be sent");
    }
}
