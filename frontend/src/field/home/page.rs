//! The home page.

use leptos::prelude::*;
use shared::sync::state::RecordState;

use super::{today::Today, words};
use crate::{
    app::{dates, router::Router},
    field::{
        parts::{
            following::Following, install::InstallButton, office::Office,
            practice_links::PracticeLinks, room::KeepButton, rows::Row, start_form::Starter,
        },
        phone::{
            clock::Clock,
            session::Session,
            storage::Storage,
            sync::Sync,
            updates::{Offline, Updates},
        },
        route::{Route, Show},
        shell::{clock_note::ClockNote, frame::MainPage},
        words as common,
    },
    ui::{
        button::BigButton,
        each::{Each, Item},
        icon::{Icon, Sign},
        lang::{self, t},
        list::LinkList,
        live::Live,
        note::{Note, NoteKind},
        when::When,
    },
};

/// Most drafts on the first screen.
const DRAFTS_MAX: usize = 20;

/// The home page of an account.
#[component]
pub fn Home() -> impl IntoView {
    view! {
        <MainPage here=Route::Home>
            <Greeting/>
            <Today/>
            <Starts/>
            <ClockNote/>
            <Drafts/>
            <Counts/>
            <Following/>
            <RoomNote/>
            <PracticeLinks/>
            <StateLine/>
        </MainPage>
    }
}

#[component]
fn Greeting() -> impl IntoView {
    let session = expect_context::<Session>();
    move || {
        let name = session.profile.with(|profile| {
            profile.as_ref().map_or_else(String::new, |profile| profile.name.clone())
        });
        let villages = session.villages_today();
        let has_none = villages.is_empty();
        let titles = villages.into_iter().map(|village| {
            view! { <p class="below">{village.title}</p> }
        });
        view! {
            <div class="greeting">
                <h1>{[t(&words::HELLO), " ", &name].concat()}</h1>
                {titles.collect_view()}
                {has_none.then(|| view! {
                    <Note kind=NoteKind::Warn>
                        <p>{t(&words::NO_VILLAGE)}</p>
                        <Office/>
                    </Note>
                })}
            </div>
        }
    }
}

/// The ways to begin, and to ask for an officer.
#[component]
fn Starts() -> impl IntoView {
    let (session, starter) = (expect_context::<Session>(), Starter::new());
    let router = expect_context::<Router<Route>>();
    // Begins at once where there is one village; otherwise asks which.
    let begin = move |is_session| match untrack(|| session.villages_today()).as_slice() {
        [only] => starter.visit(is_session, only.village),
        _ => router.go(Route::NewVisit { is_session }),
    };
    view! {
        <div class="starts lead">
            <BigButton
                sign=Sign::House
                title=t(&common::NEW_VISIT)
                below=t(&words::NEW_VISIT_BELOW)
                action="new-visit"
                on_press=move || begin(false)
            />
            <BigButton
                sign=Sign::Group
                title=t(&common::NEW_SESSION)
                below=t(&words::NEW_SESSION_BELOW)
                action="new-session"
                on_press=move || begin(true)
            />
            <BigButton
                sign=Sign::Alert
                title=t(&common::NEEDS_OFFICER)
                below=t(&words::NEEDS_OFFICER_BELOW)
                action="help"
                on_press=move || router.go(Route::Help)
            />
            <BigButton
                sign=Sign::Sheet
                title=t(&common::PEOPLE)
                below=t(&words::PEOPLE_BELOW)
                action="people"
                on_press=move || router.go(Route::Register)
            />
        </div>
    }
}

/// What is being filled, with the way back into the form that was open when the app ended.
#[component]
fn Drafts() -> impl IntoView {
    let (storage, clock) = (expect_context::<Storage>(), expect_context::<Clock>());
    let has_drafts = move || storage.drafts.with(|drafts| !drafts.items().is_empty());
    let items = move || {
        storage.drafts.with(|drafts| {
            let first = drafts.items().iter().take(DRAFTS_MAX);
            first.map(|item| Row::of_draft(item, clock).item()).collect::<Vec<_>>()
        })
    };
    let resume = move || {
        let route = Route::Fill { draft: storage.resume.get()?, section: String::new() };
        Some(view! {
            <Note kind=NoteKind::Plain>
                <p>{t(&words::RESUME)}</p>
                <a class="button first" href=route.href()>{t(&common::GO_ON)}</a>
            </Note>
        })
    };
    view! {
        <When is=Signal::derive(has_drafts)>
            <section>
                {resume}
                <h2>{t(&common::DRAFTS)}</h2>
                <LinkList name="drafts">
                    <Each items/>
                </LinkList>
            </section>
        </When>
    }
}

/// How many records there are of which kind, each leading to its list.
#[component]
fn Counts() -> impl IntoView {
    let storage = expect_context::<Storage>();
    let rows = move || {
        let counts = storage.counts.get();
        let rows = [
            (counts.n_to_mend, common::COUNT_TO_MEND, "count mend", Route::Records(Show::ToMend)),
            (counts.n_to_follow, common::COUNT_TO_FOLLOW, "count", Route::Records(Show::ToFollow)),
            (counts.n_waiting, RecordState::Waiting.words(), "count waits", Route::Sync),
            (
                counts.n_held,
                RecordState::HeldForOffice.words(),
                "count waits",
                Route::Records(Show::Held),
            ),
            (counts.n_sent, RecordState::Sent.words(), "count waits", Route::Records(Show::Sent)),
            (counts.n_done, common::COUNT_DONE, "count done", Route::Records(Show::Done)),
            (counts.n_withdrawn, common::COUNT_WITHDRAWN, "count", Route::Records(Show::Withdrawn)),
        ];
        rows.into_iter().filter(|(count, ..)| *count > 0).collect::<Vec<_>>()
    };
    let items = move || {
        let items = rows().into_iter().map(|(count, words, class, to)| {
            let key = [&to.href(), " ", &count.to_string()].concat();
            Item::new(key, move || {
                view! {
                    <li>
                        <a class="row" href=to.href()>
                            <strong class=class>{count.to_string()}</strong>
                            <span class="row-words">{t(&words)}</span>
                            <Icon sign=Sign::Next/>
                        </a>
                    </li>
                }
                .into_any()
            })
        });
        items.collect::<Vec<_>>()
    };
    let has_rows = move || !rows().is_empty();
    view! {
        <section>
            <h2>{t(&words::MY_RECORDS)}</h2>
            <When is=Signal::derive(move || !has_rows())>
                <p class="quiet-words">{t(&common::NOTHING_YET)}</p>
            </When>
            <When is=Signal::derive(has_rows)>
                <LinkList name="counts">
                    <Each items/>
                </LinkList>
            </When>
        </section>
    }
}

/// What endangers the data on this phone.
#[component]
fn RoomNote() -> impl IntoView {
    let storage = expect_context::<Storage>();
    move || {
        let room = storage.room.get();
        if room.is_nearly_full() {
            return view! {
                <Note kind=NoteKind::Warn>
                    <p>{t(&words::NEARLY_FULL)}</p>
                </Note>
            }
            .into_any();
        }
        if room.is_persisted != Some(false) {
            return ().into_any();
        }
        view! {
            <Note kind=NoteKind::Plain>
                <p>{t(&words::NOT_KEPT)}</p>
                <div class="actions wrap">
                    <KeepButton/>
                    <InstallButton/>
                </div>
            </Note>
        }
        .into_any()
    }
}

#[component]
fn StateLine() -> impl IntoView {
    let (updates, sync) = (expect_context::<Updates>(), expect_context::<Sync>());
    let clock = expect_context::<Clock>();
    let offline = move || match updates.offline.get() {
        Offline::Preparing => String::from(t(&words::OFFLINE_NOT_YET)),
        Offline::Ready => String::from(t(&words::OFFLINE_READY)),
        Offline::Lacking(None) => String::from(t(&words::OFFLINE_LACKS_ALL)),
        Offline::Lacking(Some(n_files)) => {
            common::counted(n_files as usize, &words::OFFLINE_LACKS_SOME)
        }
        Offline::Never => String::from(t(&words::OFFLINE_NEVER)),
    };
    let contact = move || {
        let when = match sync.status.with(|status| status.last_ok_ms) {
            0 => String::from(t(&common::NEVER)),
            last_ok_ms => dates::when(last_ok_ms, clock.today(), lang::now()),
        };
        [t(&common::LAST_CONTACT), ": ", &when].concat()
    };
    view! {
        <p class="small">
            <Live words=offline/>
            <br/>
            <Live words=contact/>
        </p>
    }
}
