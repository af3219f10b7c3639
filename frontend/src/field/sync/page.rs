//! The page about sending: what waits, what failed and why, when the office last answered.

use client::account::Unsent;
use leptos::prelude::*;
use shared::sync::{client::Activity, state::RecordState};

use super::{press::SendNow, words};
use crate::{
    app::dates,
    field::{
        parts::{damaged::Aside, following::Following, office::Office, room::RoomBlock, rows::Row},
        phone::{clock::Clock, obstacle::Obstacle, session::Session, storage::Storage, sync::Sync},
        route::Route,
        shell::{clock_note::ClockNote, frame::MainPage},
        words as common,
    },
    ui::{
        each::{Each, Item},
        lang::{self, t},
        list::LinkList,
        note::{Note, NoteKind},
        pairs::Pair,
        when::When,
    },
};

/// Most rows of the list of what waits.
const ROWS_MAX: usize = 50;

/// The page.
#[component]
pub fn Sending() -> impl IntoView {
    view! {
        <MainPage here=Route::Sync>
            <h1>{t(&words::SYNC_TITLE)}</h1>
            <SendNow/>
            <Summary/>
            <Following/>
            <ClockNote/>
            <Details/>
            <Waiting/>
            <Aside/>
            <RoomBlock/>
            <p class="small">{t(&words::OTHER_TABS)}</p>
        </MainPage>
    }
}

/// What to know first.
#[component]
fn Summary() -> impl IntoView {
    let (sync, session) = (expect_context::<Sync>(), expect_context::<Session>());
    let storage = expect_context::<Storage>();
    let notes = move || {
        let (status, n_waiting) = (sync.status.get(), sync.n_waiting());
        let mut notes: Vec<AnyView> = Vec::new();
        let obstacle = status.obstacle();
        if let Some(obstacle) = obstacle {
            let with_office = obstacle == Obstacle::SignedOut;
            notes.push(note(NoteKind::Warn, t(&obstacle.words()), with_office));
        }
        let (others, n_unlisted) = (storage.others.get(), storage.n_unlisted.get());
        if n_unlisted > 0 {
            let words = common::counted(n_unlisted, &words::UNLISTED);
            notes.push(note(NoteKind::Warn, words, true));
        } else if n_waiting == 0 && obstacle != Some(Obstacle::SignedOut) {
            // With another person's work on the phone "everything" would not be true.
            let words = match own_name(session).filter(|_| !others.is_empty()) {
                Some(name) => {
                    [t(&words::SYNC_ALL_OF), " ", &name, " ", t(&words::SYNC_ALL_CAME)].concat()
                }
                None => String::from(t(&words::SYNC_ALL)),
            };
            notes.push(note(NoteKind::Done, words, false));
        }
        for other in others {
            notes.push(note(NoteKind::Warn, of_other(&other), false));
            notes.push(note(NoteKind::Plain, t(&words::OTHER_LATER), false));
        }
        if n_waiting > 0 {
            let waits = common::counted(n_waiting, &words::SYNC_WAITS);
            let words = [&waits, " · ", t(&common::SAFE_HERE)].concat();
            let note = view! {
                <Note kind=NoteKind::Plain>
                    <p class="strong">{words}</p>
                </Note>
            };
            notes.push(note.into_any());
        }
        if status.n_stuck > 0 {
            let stuck = common::counted(status.n_stuck as usize, &words::SYNC_STUCK);
            notes.push(note(NoteKind::Error, stuck, true));
        }
        notes
    };
    view! { <section role="status">{notes}</section> }
}

fn note(kind: NoteKind, words: impl Into<String>, with_office: bool) -> AnyView {
    let words: String = words.into();
    view! {
        <Note kind>
            <p>{words}</p>
            {with_office.then(|| view! { <Office/> })}
        </Note>
    }
    .into_any()
}

/// What another account has on this phone that is not at the office, and whose it is.
fn of_other(other: &Unsent) -> String {
    let name = if other.name.is_empty() { t(&words::OTHER_UNKNOWN) } else { &other.name };
    let counts = [(other.n_waiting, common::WAITING), (other.n_drafts, common::UNFINISHED_HERE)];
    let counts = counts.into_iter().filter(|(count, _)| *count > 0);
    let counts: Vec<_> = counts.map(|(count, what)| common::counted(count, &what)).collect();
    [t(&words::OTHER_ALSO), " ", name, ": ", &counts.join(", "), "."].concat()
}

/// Who works here, tracked.
fn own_name(session: Session) -> Option<String> {
    session.profile.with(|profile| profile.as_ref().map(|profile| profile.name.clone()))
}

#[component]
fn Details() -> impl IntoView {
    let (sync, clock) = (expect_context::<Sync>(), expect_context::<Clock>());
    move || {
        let status = sync.status.get();
        let when = |unix_ms| dates::when(unix_ms, clock.today(), lang::now());
        let now = match status.activity {
            Activity::Idle => &words::IDLE,
            Activity::Sending => &common::SENDING,
            Activity::Fetching => &words::FETCHING,
        };
        let contact = match status.last_ok_ms {
            0 => String::from(t(&common::NEVER)),
            last_ok_ms => when(last_ok_ms),
        };
        let next = status.next_try_ms.map(when);
        view! {
            <dl class="pairs block">
                <Pair term=t(&words::NOW) value=t(now)/>
                <Pair term=t(&common::LAST_CONTACT) value=contact/>
                {next.map(|next| view! { <Pair term=t(&words::NEXT_TRY) value=next/> })}
            </dl>
        }
    }
}

/// The records that only this phone has.
#[component]
fn Waiting() -> impl IntoView {
    let (storage, clock) = (expect_context::<Storage>(), expect_context::<Clock>());
    let is_here = |state: RecordState| matches!(state, RecordState::Waiting | RecordState::Refused);
    let has_rows = move || {
        storage.records.with(|records| records.items().iter().any(|item| is_here(item.state)))
    };
    let items = move || -> Vec<Item> {
        storage.records.with(|records| {
            let here = records.items().iter().filter(|item| is_here(item.state)).take(ROWS_MAX);
            here.map(|item| Row::of_record(item, clock).item()).collect()
        })
    };
    view! {
        <When is=Signal::derive(has_rows)>
            <section>
                <h2>{t(&words::WAITING_LIST)}</h2>
                <LinkList name="waiting">
                    <Each items/>
                </LinkList>
            </section>
        </When>
    }
}
