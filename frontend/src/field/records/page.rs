//! The list of records.

use leptos::prelude::*;
use shared::{sync::state::RecordState, text::Text};

use super::words;
use crate::{
    app::router::Router,
    field::{
        parts::rows::Row,
        phone::{clock::Clock, storage::Storage},
        route::{Route, Show},
        shell::frame::MainPage,
        words as common,
    },
    ui::{
        each::{Each, Item},
        lang::t,
        list::LinkList,
        live::Live,
        words::contains,
    },
};

/// Most rows on screen; a phone with thousands searches.
const ROWS_MAX: usize = 200;

/// The page: a box to search, filters, the rows.
#[component]
pub fn Records() -> impl IntoView {
    let search = RwSignal::new(String::new());
    let filters = Show::EACH.map(|show| view! { <Filter show/> }.into_any());
    view! {
        <MainPage here=Route::Records(Show::All)>
            <h1>{t(&common::ALL_RECORDS)}</h1>
            <div class="field">
                <label class="label" for="cari">
                    {t(&words::SEARCH)}
                </label>
                <input
                    type="search"
                    id="cari"
                    name="cari"
                    autocomplete="off"
                    on:input=move |event| search.set(event_target_value(&event))
                />
            </div>
            <div class="filters">{filters.into_iter().collect_view()}</div>
            <Found search/>
        </MainPage>
    }
}

const fn name_of(show: Show) -> Text {
    match show {
        Show::All => words::ALL,
        Show::Drafts => common::DRAFTS,
        Show::ToMend => common::COUNT_TO_MEND,
        Show::ToFollow => common::COUNT_TO_FOLLOW,
        Show::Waiting => RecordState::Waiting.words(),
        Show::Held => RecordState::HeldForOffice.words(),
        Show::Sent => RecordState::Sent.words(),
        Show::Done => common::COUNT_DONE,
        Show::Withdrawn => common::COUNT_WITHDRAWN,
    }
}

/// What is shown now, tracked.
fn shown(router: Router<Route>) -> Show {
    router.with(|route| match route {
        Route::Records(show) => *show,
        _ => Show::All,
    })
}

/// How many there are, tracked.
fn count(storage: Storage, show: Show) -> usize {
    let counts = storage.counts.get();
    match show {
        Show::All => storage.records.with(|records| records.items().len()) + counts.n_drafts,
        Show::Drafts => counts.n_drafts,
        Show::ToMend => counts.n_to_mend,
        Show::ToFollow => counts.n_to_follow,
        Show::Waiting => counts.n_waiting,
        Show::Held => counts.n_held,
        Show::Sent => counts.n_sent,
        Show::Done => counts.n_done,
        Show::Withdrawn => counts.n_withdrawn,
    }
}

/// Chooses which records are shown; hidden where there would be none.
#[component]
fn Filter(show: Show) -> impl IntoView {
    let (storage, router) = (expect_context::<Storage>(), expect_context::<Router<Route>>());
    let name = name_of(show);
    let is_hidden = move || show != Show::All && show != shown(router) && count(storage, show) == 0;
    view! {
        <button
            type="button"
            class="filter"
            data-filter=show.name()
            hidden=is_hidden
            aria-pressed=move || (shown(router) == show).then_some("true")
            on:click=move |_| router.replace(Route::Records(show))
        >
            <Live words=move || common::counted(count(storage, show), &name)/>
        </button>
    }
}

/// What fits filter and search.
#[component]
fn Found(search: RwSignal<String>) -> impl IntoView {
    let (storage, router) = (expect_context::<Storage>(), expect_context::<Router<Route>>());
    let clock = expect_context::<Clock>();
    let rows = Memo::new(move |_| {
        search.with(|search| found(storage, shown(router), search.trim(), clock))
    });
    let items =
        move || -> Vec<Item> { rows.get().into_iter().take(ROWS_MAX).map(Row::item).collect() };
    let below = move || match rows.with(Vec::len) {
        0 if count(storage, Show::All) == 0 => t(&common::NOTHING_YET),
        0 => t(&words::NONE_FOUND),
        n_rows if n_rows > ROWS_MAX => t(&words::MORE_THAN),
        _ => "",
    };
    view! {
        <LinkList name="records">
            <Each items/>
        </LinkList>
        <p class="quiet-words" hidden=move || below().is_empty()>
            <Live words=move || String::from(below())/>
        </p>
    }
}

/// The rows that fit, tracked: one more than are shown tells that there are more.
fn found(storage: Storage, show: Show, wanted: &str, clock: Clock) -> Vec<Row> {
    let mut rows = Vec::new();
    // What is being filled comes first: only this phone has it.
    storage.drafts.with(|drafts| {
        for item in drafts.items() {
            if matches!(show, Show::All | Show::Drafts) && contains(&item.subject, wanted) {
                rows.push(Row::of_draft(item, clock).with_state(RecordState::Draft));
            }
        }
    });
    storage.records.with(|records| {
        for item in records.items() {
            if rows.len() > ROWS_MAX {
                break;
            }
            let is_shown = match show {
                Show::All => true,
                Show::ToFollow => item.is_to_follow,
                show => show == Show::of(item.state),
            };
            if is_shown && contains(&item.subject, wanted) {
                rows.push(Row::of_record(item, clock));
            }
        }
    });
    rows
}
