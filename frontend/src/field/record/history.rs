//! The earlier revisions of a record: each opens where it stands, to be read.

use client::{device::DeviceError, rows::Record};
use leptos::{prelude::*, task::spawn_local};
use shared::{id::ChangeId, sync::wire::OP_WITHDRAW};

use super::{page::answers, words};
use crate::{
    app::dates,
    field::{
        phone::{clock::Clock, storage::Storage},
        words as common,
    },
    ui::lang::{self, t},
};

/// What became of opening a revision.
type Found = Result<Option<Record>, DeviceError>;

/// Earlier revisions, newest first.
#[component]
pub fn History(record: Record) -> impl IntoView {
    if record.history.is_empty() {
        return None;
    }
    let clock = expect_context::<Clock>();
    let versions = record.history.into_iter().rev().map(|past| {
        let when = dates::when(past.made_at_ms, clock.today(), lang::now());
        let what =
            if past.op == OP_WITHDRAW { &words::REVISION_WITHDRAWN } else { &words::REVISION };
        view! { <Version change=past.change title=[t(what), " · ", &when].concat()/> }.into_any()
    });
    Some(view! {
        <details>
            <summary>{t(&words::HISTORY)}</summary>
            <div class="folds">{versions.collect_view()}</div>
        </details>
    })
}

/// One revision; its answers are read when it is opened.
#[component]
fn Version(change: ChangeId, title: String) -> impl IntoView {
    let storage = expect_context::<Storage>();
    let found = RwSignal::new(None::<Found>);
    let is_asked = StoredValue::new(false);
    let open = move |_| {
        if is_asked.try_update_value(|is_asked| core::mem::replace(is_asked, true)) == Some(false) {
            spawn_local(async move {
                let earlier = storage.earlier(change).await;
                // The page may be gone by now.
                let _ = found.try_set(Some(earlier));
            });
        }
    };
    let inside = move || match found.get() {
        None => view! { <p class="wait">{t(&common::OPENING)}</p> }.into_any(),
        Some(Ok(Some(record))) => answers(&record, &[]),
        Some(Ok(None)) => words_of(t(&words::REVISION_ELSEWHERE)),
        Some(Err(error)) => words_of(t(&error.words())),
    };
    view! {
        <details class="fold" data-version=change.to_string()>
            <summary on:click=open>{title}</summary>
            {inside}
        </details>
    }
}

fn words_of(words: &'static str) -> AnyView {
    view! { <p class="quiet-words">{words}</p> }.into_any()
}
