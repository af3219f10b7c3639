//! What is said, where it cannot scroll away, when what is typed is not stored as it should be.

use leptos::{prelude::*, task::spawn_local};
use shared::id::RecordId;

use super::words;
use crate::{
    app::router::Router,
    field::{
        phone::{
            storage::{Conflict, Saving, Storage},
            toasts::Toasts,
        },
        route::Route,
        shell::loss::RescueLink,
    },
    ui::{button::Button, lang::t},
};

/// The note at the bottom of the screen; nothing while all is stored.
#[component]
pub fn Unsaved(record: RecordId) -> impl IntoView {
    let storage = expect_context::<Storage>();
    // Drawn anew when it becomes another one, not at every letter.
    let state = Memo::new(move |_| match storage.saving.get() {
        Saving::Untouched | Saving::Pending | Saving::Saved => None,
        Saving::Failed(words) => Some(Err(t(&words))),
        Saving::Conflict(conflict) => Some(Ok(conflict)),
    });
    let note = move || {
        let (name, words) = match state.get()? {
            Err(words) => ("failed", view! { <p>{words}</p> <RescueLink storage/> }.into_any()),
            Ok(conflict) => ("conflict", view! { <Choice record conflict/> }.into_any()),
        };
        Some(view! { <div class="unsaved" data-unsaved=name>{words}</div> })
    };
    view! { <div class="unsaved-place" role="alert">{note}</div> }
}

/// Asks which of two versions counts.
#[component]
fn Choice(record: RecordId, conflict: Conflict) -> impl IntoView {
    let (storage, toasts) = (expect_context::<Storage>(), expect_context::<Toasts>());
    let router = expect_context::<Router<Route>>();
    let this = move || {
        spawn_local(async move {
            if let Err(error) = storage.use_this(record).await {
                toasts.say(error.words());
            }
        });
    };
    let that = move || {
        spawn_local(async move {
            // What was typed last belongs into the copy.
            match storage.flush().await {
                Ok(()) => drop(storage.use_that(record)),
                Err(error) => toasts.say(error.words()),
            }
        });
    };
    let copy = move || {
        spawn_local(async move {
            match storage.flush().await {
                Ok(()) => {
                    if let Some(draft) = storage.use_that(record) {
                        router.replace(Route::Fill { draft, section: String::new() });
                    }
                }
                Err(error) => toasts.say(error.words()),
            }
        });
    };
    match conflict {
        Conflict::Changed => view! {
            <p>{t(&words::CONFLICT)}</p>
            <div class="actions">
                <Button class="second" action="use-that" on_press=that>{t(&words::USE_THAT)}</Button>
                <Button class="first" action="use-this" on_press=this>{t(&words::USE_THIS)}</Button>
            </div>
        }
        .into_any(),
        Conflict::Gone => view! {
            <p>{t(&words::GONE)}</p>
            <div class="actions">
                <Button class="first" action="open-copy" on_press=copy>{t(&words::OPEN_COPY)}</Button>
            </div>
        }
        .into_any(),
    }
}
