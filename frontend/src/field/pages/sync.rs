//! How sending goes: what waits, what failed and why, when the office last answered.

use client::route::Route;
use shared::sync::{client::Activity, state::State};

use super::{
    super::{state::App, text},
    damaged, lists, shell, when,
};
use crate::ui::{
    dom::{View, el, heading, live, nothing, of, para, say},
    lang::t,
    parts,
};

/// Most lines of the list of what waits.
const LINES_MAX: usize = 50;

/// The page about sending.
pub fn page(app: App) -> View {
    let send = parts::button("first", &text::SEND_NOW, move || app.kick_sync());
    let children = vec![
        el("h1").say(&text::SYNC_TITLE).done(),
        live(move || summary(app)),
        send.attr("data-action", "send").done(),
        live(move || details(app)),
        live(move || waiting(app)),
        live(move || damaged::aside(app)),
        live(move || storage(app)),
        say("small", &text::OTHER_TABS),
    ];
    shell::main_page(app, &Route::Sync, children)
}

/// What to know first.
fn summary(app: App) -> View {
    let (status, n_waiting) = (app.status.get(), app.n_waiting());
    let mut notes = Vec::new();
    if status.is_signed_out {
        notes.push(parts::note("note warn", vec![say("", &text::SIGNED_OUT), office(app)]));
    }
    if n_waiting == 0 && !status.is_signed_out {
        notes.push(parts::note("note done", vec![say("", &text::SYNC_ALL)]));
    }
    if n_waiting > 0 {
        let waits = when::counted(n_waiting, t(&text::SYNC_WAITS));
        let safe = [&waits, " · ", t(&text::SAFE_HERE)].concat();
        notes.push(parts::note("note", vec![para("strong", &safe)]));
    }
    if status.n_stuck > 0 {
        let stuck = when::counted(status.n_stuck as usize, t(&text::SYNC_STUCK));
        notes.push(parts::note("note error", vec![para("", &stuck), office(app)]));
    }
    if !status.is_online {
        notes.push(parts::note("note", vec![say("", &text::SYNC_OFFLINE)]));
    }
    if let Some(trouble) = status.trouble {
        notes.push(parts::note("note warn", vec![say("", &trouble.words())]));
    }
    of("section", "").attr("role", "status").kids(notes).done()
}

/// Whom to call.
fn office(app: App) -> View {
    let words = app.profile.with(|profile| match profile {
        Some(profile) if !profile.office_phone.is_empty() => {
            [t(&text::OFFICE), ": ", &profile.office_name, " ", &profile.office_phone].concat()
        }
        _ => String::new(),
    });
    para("", &words)
}

fn details(app: App) -> View {
    let status = app.status.get();
    let now = match status.activity {
        Activity::Idle => text::IDLE,
        Activity::Sending => text::SENDING,
        Activity::Fetching => text::FETCHING,
    };
    let list = of("dl", "pairs block")
        .put(parts::pair(&text::NOW, t(&now)))
        .put(parts::pair(&text::LAST_CONTACT, &when::contact(app)));
    match status.next_try_ms {
        Some(next_ms) => list.put(parts::pair(&text::NEXT_TRY, &when::when(app, next_ms))).done(),
        None => list.done(),
    }
}

fn waiting(app: App) -> View {
    let mut lines = Vec::new();
    for item in app.records.look().iter() {
        if matches!(item.state, State::Waiting | State::Refused) && lines.len() < LINES_MAX {
            lines.push(lists::record(app, item));
        }
    }
    if lines.is_empty() {
        return nothing();
    }
    let rows = lists::rows("waiting", lines);
    el("section").kid(heading(&text::WAITING_LIST)).put(rows).done()
}

/// How safe the phone's storage is.
pub fn storage(app: App) -> View {
    const MEGABYTE: u64 = 1_000_000;
    let storage = app.storage.get();
    let is_kept = storage.is_persisted == Some(true);
    let kept = if is_kept { text::STORAGE_KEPT } else { text::STORAGE_NOT_KEPT };
    let used = [&storage.used_bytes.div_ceil(MEGABYTE).to_string(), " MB"].concat();
    let list = of("dl", "pairs")
        .put(parts::pair(&text::STORAGE, t(&kept)))
        .put(parts::pair(&text::STORAGE_USED, &used));
    let block = of("section", "block").put(list);
    if is_kept {
        return block.done();
    }
    block.put(parts::button("small", &text::KEEP, move || app.ask_to_persist())).done()
}
