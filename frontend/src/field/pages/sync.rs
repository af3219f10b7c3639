//! How sending goes: what waits, what failed and why, when the office last answered.

use client::route::Route;
use leptos::prelude::*;
use shared::sync::{client::Activity, state::State};

use super::{
    super::{state::App, text},
    lists, shell, when,
};
use crate::ui::{
    dom::{div, el, heading, live, nothing, para, several, words},
    parts,
};

/// Most lines of the list of what waits.
const LINES_MAX: usize = 50;

/// The page about sending.
pub fn page(app: App) -> AnyView {
    let children = vec![
        el("h1").text(app.t(text::SYNC_TITLE)).done(),
        live(move || summary(app)),
        div("actions")
            .kid(
                parts::button("first", app.t(text::SEND_NOW), move || app.kick_sync())
                    .attr("data-action", "send"),
            )
            .done(),
        live(move || details(app)),
        live(move || waiting(app)),
        live(move || storage(app)),
        para("small", app.t(text::OTHER_TABS)),
    ];
    shell::main_page(app, &Route::Sync, children)
}

/// The one thing to know.
fn summary(app: App) -> AnyView {
    let status = app.status.get();
    let mut notes = Vec::new();
    if status.is_signed_out {
        notes.push(parts::note("note warn", vec![para("", app.t(text::SIGNED_OUT)), office(app)]));
    }
    if status.n_waiting == 0 {
        notes.push(parts::note("note done", vec![para("", app.t(text::SYNC_ALL))]));
    } else {
        let waits = when::counted(status.n_waiting as usize, text::SYNC_WAITS, app.lang());
        let safe = [&waits, " · ", app.t(text::SAFE_HERE)].concat();
        notes.push(parts::note("note", vec![para("strong", safe)]));
    }
    if status.n_stuck > 0 {
        let stuck = when::counted(status.n_stuck as usize, text::SYNC_STUCK, app.lang());
        notes.push(parts::note("note error", vec![para("", stuck), office(app)]));
    }
    if !status.is_online {
        notes.push(parts::note("note", vec![para("", app.t(text::SYNC_OFFLINE))]));
    }
    if let Some(trouble) = status.trouble {
        notes.push(parts::note("note warn", vec![para("", app.t(trouble.words()))]));
    }
    el("div").attr("role", "status").kids(notes).done()
}

/// Whom to call.
fn office(app: App) -> AnyView {
    let words = app.profile.with(|profile| {
        let profile = profile.as_ref()?;
        if profile.office_name.is_empty() && profile.office_phone.is_empty() {
            return None;
        }
        let title = app.t(text::OFFICE);
        Some([title, ": ", &profile.office_name, " ", &profile.office_phone].concat())
    });
    words.map_or_else(nothing, |words| para("", words))
}

fn details(app: App) -> AnyView {
    let status = app.status.get();
    let now = match status.activity {
        Activity::Idle => text::IDLE,
        Activity::Sending => text::SENDING,
        Activity::Fetching => text::FETCHING,
    };
    let contact = if status.last_ok_ms == 0 {
        String::from(app.t(text::NEVER))
    } else {
        when::when(app, status.last_ok_ms)
    };
    let mut rows =
        vec![(app.t(text::NOW), words(app.t(now))), (app.t(text::LAST_CONTACT), words(contact))];
    if let Some(next_ms) = status.next_try_ms {
        rows.push((app.t(text::NEXT_TRY), words(when::when(app, next_ms))));
    }
    parts::pairs(rows)
}

fn waiting(app: App) -> AnyView {
    let lines: Vec<AnyView> = app.records.with(|records| {
        records
            .iter()
            .filter(|item| matches!(item.state, State::Waiting | State::Refused))
            .take(LINES_MAX)
            .map(|item| lists::record(app, item))
            .collect()
    });
    if lines.is_empty() {
        return nothing();
    }
    several(vec![
        heading(app.t(text::WAITING_LIST)),
        el("ul").class("rows").attr("data-list", "waiting").kids(lines).done(),
    ])
}

/// How safe the phone's storage is.
pub fn storage(app: App) -> AnyView {
    const MEGABYTE: u64 = 1_000_000;
    let storage = app.storage.get();
    let is_kept = storage.is_persisted == Some(true);
    let kept = if is_kept { text::STORAGE_KEPT } else { text::STORAGE_NOT_KEPT };
    let used = [&storage.used_bytes.div_ceil(MEGABYTE).to_string(), " MB"].concat();
    let ask = if is_kept {
        nothing()
    } else {
        parts::button("small", app.t(text::KEEP), move || app.ask_to_persist()).done()
    };
    el("section")
        .kid(heading(app.t(text::STORAGE)))
        .kid(parts::pairs(vec![
            (app.t(text::STORAGE), words(app.t(kept))),
            (app.t(text::STORAGE_USED), words(used)),
        ]))
        .kid(ask)
        .done()
}
