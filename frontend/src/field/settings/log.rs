//! The journal: what happened around sending and storing, to be shown to whoever helps.

use std::sync::Arc;

use client::journal::Journal;
use leptos::{prelude::*, task::spawn_local};

use super::words;
use crate::{
    browser::share::{self, Shared},
    field::phone::{log::Log, toasts::Toasts},
    ui::{
        button::Button,
        file::FileLink,
        lang::{self, t},
    },
};

/// What the file is called.
const FILE: &str = "mutakhir-catatan.txt";

/// The block, with its lines folded away.
#[component]
pub fn LogBlock() -> impl IntoView {
    let (log, toasts) = (expect_context::<Log>(), expect_context::<Toasts>());
    let share = move || {
        let report = log.journal.with_untracked(report);
        spawn_local(async move {
            match share::text(&report).await {
                Shared::ByPhone => {}
                Shared::Copied => toasts.say(words::LOG_COPIED),
                Shared::Failed => toasts.say(words::LOG_NOT_SHARED),
            }
        });
    };
    let bytes = move || Arc::<[u8]>::from(log.journal.with_untracked(report).as_bytes());
    let lines = move || {
        log.journal.with(|journal| {
            let lines = journal.newest_first().map(|entry| entry.words(lang::now()));
            lines.map(|words| view! { <li>{words}</li> }.into_any()).collect_view()
        })
    };
    view! {
        <section class="block" data-block="log">
            <h2>{t(&words::LOG)}</h2>
            <p class="small">{t(&words::LOG_WHAT)}</p>
            <div class="actions wrap">
                <FileLink
                    name=String::from(FILE)
                    bytes=bytes()
                    fresh=move || Some(bytes())
                >
                    {t(&words::LOG_SAVE)}
                </FileLink>
                <Button class="second" action="share-log" on_press=share>
                    {t(&words::LOG_SHARE)}
                </Button>
            </div>
            <details>
                <summary>{t(&words::LOG_LINES)}</summary>
                <ol class="log">{lines}</ol>
            </details>
        </section>
    }
}

fn report(journal: &Journal) -> String {
    let heading = [t(&words::LOG), " · Mutakhir ", env!("CARGO_PKG_VERSION")].concat();
    journal.report(&heading, lang::now())
}
