//! The page with the records: filters on top, states as chips, a table, the next page below.

mod bulk;
pub mod filters;
pub mod model;
mod paper;
pub mod places;
mod states;
mod table;
mod words;

use leptos::prelude::*;
use shared::{
    desk::list::Count,
    nik,
    text::{Lang, Text},
};

use self::{
    bulk::BulkBar,
    filters::Filters,
    model::{List, Loading, News},
    paper::{OnPaper, PrintButton},
    places::Place,
    states::States,
    table::Table,
};
use super::{
    api::ApiError,
    desk::{Desk, Session},
    heading::{HEADING_ID, Heading},
    nav,
    route::{Filter, Route},
    text,
};
use crate::ui::live::Live;

/// The page.
#[component]
pub fn ListPage(lang: Lang) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let list = expect_context::<List>();
    let filter = Memo::new(move |_| match desk.route.get() {
        Route::List(filter) => Some(filter),
        Route::Today
        | Route::Record(..)
        | Route::Version(..)
        | Route::Families(_)
        | Route::Family(..)
        | Route::Files(_)
        | Route::Unknown => None,
    });
    Effect::new(move |_| {
        if let Some(filter) = filter.get() {
            list.open(desk, &filter);
        }
    });
    list.watch(desk);
    desk.title(words::RECORDS_TITLE.get(lang));
    // Back from a record to the list as it was: its row takes the focus (see `Table`).
    let is_return = list.opened.with_untracked(Option::is_some)
        && list.filter.get_untracked() == filter.get_untracked();
    let shown_filter = Signal::derive(move || filter.get().unwrap_or_default());
    let refine = Callback::new(move |(filter, is_typing): (Filter, bool)| {
        desk.route.refine(Route::List(filter), is_typing);
    });
    let places = desk.session.with_untracked(|session| match session {
        Session::In(me) => places::places(&me.villages),
        Session::Opening | Session::Failed(_) | Session::Out(_) => Vec::new(),
    });
    let places = StoredValue::new(places);
    let filtered_by =
        move || places.with_value(|places| places::told(&shown_filter.get(), places, lang));
    let load_news = Callback::new(move |()| {
        list.reload(desk);
        // The button goes away; the heading is above what it brings.
        nav::focus(HEADING_ID);
    });

    view! {
        <div class="page">
            <div class="list-head">
                <Heading waits=is_return>{words::RECORDS_TITLE.get(lang)}</Heading>
                <div class="list-tally">
                    <p role="status"><Live words=move || count_words(list, lang)/></p>
                    {move || (!shown_filter.get().is_empty()).then(|| view! {
                        <Clear lang words=words::CLEAR to=shown_filter.get().nothing() refine/>
                    })}
                    <PrintButton lang list/>
                </div>
            </div>
            <p class="print-only">{filtered_by}</p>
            <OnPaper lang list n_all=move || n_all(list)/>
            <Filters lang filter=shown_filter places refine/>
            <States lang filter=shown_filter counts=list.counts refine/>
            <NewsBar lang news=list.news load=load_news/>
            <Rows lang list filter=shown_filter places refine/>
            <BulkBar lang list filter=shown_filter/>
        </div>
    }
}

/// What stands in the place of the records.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Body {
    Waiting,
    Nothing,
    Empty,
    Rows,
}

/// The table, or what stands in its place; above it, why it is not what was asked for.
#[component]
fn Rows(
    lang: Lang,
    list: List,
    filter: Signal<Filter>,
    places: StoredValue<Vec<Place>>,
    refine: Callback<(Filter, bool)>,
) -> impl IntoView {
    let desk = expect_context::<Desk>();
    // The table is drawn anew only when it comes or goes: the focus may be in it.
    let body = Memo::new(move |_| match (list.rows.with(Vec::is_empty), list.loading.get()) {
        (false, _) => Body::Rows,
        (true, Loading::First) => Body::Waiting,
        (true, Loading::FirstFailed(_)) => Body::Nothing,
        (true, Loading::Done | Loading::More | Loading::MoreFailed(_)) => Body::Empty,
    });
    let is_loading = Memo::new(move |_| list.loading.get() == Loading::First);
    let reload = Callback::new(move |()| {
        list.reload(desk);
        nav::focus(HEADING_ID);
    });
    let failure = move || match list.loading.get() {
        Loading::FirstFailed(error) => {
            let has_rows = body.get() == Body::Rows;
            Some(view! { <Failed lang error has_rows retry=reload/> })
        }
        Loading::Done | Loading::First | Loading::More | Loading::MoreFailed(_) => None,
    };
    let shown = move || match body.get() {
        Body::Waiting => view! {
            <p class="page-wait" role="status">{words::LOADING_RECORDS.get(lang)}</p>
        }
        .into_any(),
        Body::Nothing => ().into_any(),
        Body::Empty => view! { <Empty lang filter places refine/> }.into_any(),
        Body::Rows => view! {
            <div
                class="list-rows"
                class:is-stale=move || is_loading.get()
                aria-busy=move || is_loading.get().to_string()
            >
                <Table lang list filter/>
            </div>
            <More lang list/>
        }
        .into_any(),
    };
    view! { {failure} {shown} }
}

/// What was asked for did not come.
#[component]
fn Failed(lang: Lang, error: ApiError, has_rows: bool, retry: Callback<()>) -> impl IntoView {
    view! {
        <div class="list-failed" role="alert">
            <p>{text::error(&error, lang)}</p>
            {has_rows.then(|| view! { <p>{words::ROWS_ARE_OLD.get(lang)}</p> })}
            <button type="button" class="button" on:click=move |_| retry.run(())>
                {text::TRY_AGAIN.get(lang)}
            </button>
        </div>
    }
}

/// Nothing to show, and why.
#[component]
fn Empty(
    lang: Lang,
    filter: Signal<Filter>,
    places: StoredValue<Vec<Place>>,
    refine: Callback<(Filter, bool)>,
) -> impl IntoView {
    let words = move || {
        let filter = filter.get();
        if places.with_value(|places| places::is_outside(&filter, places)) {
            return (words::OUTSIDE, words::OUTSIDE_WHY);
        }
        match () {
            () if filter.is_empty() => (words::EMPTY, words::EMPTY_WHY),
            () if is_part_of_nik(&filter.words) => (words::NONE_FOUND, words::NIK_LENGTH),
            () => (words::NONE_FOUND, words::NONE_FOUND_WHY),
        }
    };
    let way_out = move || {
        let kept = filter.get();
        let without_place = Filter { kecamatan: None, village: None, ..kept.clone() };
        if places.with_value(|places| places::is_outside(&kept, places)) {
            Some(view! { <Clear lang words=words::CLEAR_PLACE to=without_place refine/> })
        } else if kept.is_empty() {
            None
        } else {
            Some(view! { <Clear lang words=words::CLEAR to=kept.nothing() refine/> })
        }
    };
    view! {
        <div class="list-empty" role="status">
            <p class="list-empty-title">{move || words().0.get(lang)}</p>
            <p>{move || words().1.get(lang)}</p>
            {way_out}
        </div>
    }
}

/// True for digits that are no whole NIK.
fn is_part_of_nik(words: &str) -> bool {
    const NIK_DIGITS: usize = 16;
    nik::typed_digits(words).is_some_and(|digits| digits.len() != NIK_DIGITS)
}

/// Takes filters away, and with them itself: the focus goes to the heading.
#[component]
fn Clear(lang: Lang, words: Text, to: Filter, refine: Callback<(Filter, bool)>) -> impl IntoView {
    let clear = move |_| {
        refine.run((to.clone(), false));
        nav::focus(HEADING_ID);
    };
    view! { <button type="button" class="button-small" on:click=clear>{words.get(lang)}</button> }
}

/// The next page, or the end.
#[component]
fn More(lang: Lang, list: List) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let is_loading = move || list.loading.get() == Loading::More;
    let load = move |_| {
        if matches!(list.loading.get_untracked(), Loading::Done | Loading::MoreFailed(_)) {
            list.load_more(desk, focus_first_new);
        }
    };
    let failure = move || match list.loading.get() {
        Loading::MoreFailed(error) => Some(view! { <p>{text::error(&error, lang)}</p> }),
        Loading::Done | Loading::First | Loading::More | Loading::FirstFailed(_) => None,
    };
    let has_next = Memo::new(move |_| list.next.get().is_some());
    let words = move || match list.loading.get() {
        Loading::More => words::LOADING_MORE.get(lang),
        Loading::MoreFailed(_) => text::TRY_AGAIN.get(lang),
        Loading::Done | Loading::First | Loading::FirstFailed(_) => words::MORE.get(lang),
    };
    view! {
        <div class="list-more">
            <div class="list-more-failed" role="alert">{failure}</div>
            {move || if has_next.get() {
                view! {
                    <button
                        type="button"
                        class="button"
                        aria-disabled=move || is_loading().then_some("true")
                        on:click=load
                    >
                        {words}
                    </button>
                }.into_any()
            } else {
                view! { <p>{words::ALL_SHOWN.get(lang)}</p> }.into_any()
            }}
        </div>
    }
}

/// The keyboard goes on at the first row that came, unless the person has gone elsewhere meanwhile.
fn focus_first_new(record: Option<String>) {
    request_animation_frame(move || {
        let is_elsewhere = document()
            .active_element()
            .is_some_and(|element| !element.matches("body, .list-more *").unwrap_or(false));
        if !is_elsewhere {
            let row = record.is_some_and(|record| nav::focus(&table::row_id(&record)));
            if !row {
                nav::focus(HEADING_ID);
            }
        }
    });
}

/// What came since the list was loaded. Says so without moving what is being read.
#[component]
fn NewsBar(lang: Lang, news: RwSignal<News>, load: Callback<()>) -> impl IntoView {
    view! {
        <div role="status">
            {move || {
                let news = news.get();
                (news.n_records > 0).then(|| view! {
                    <p class="news">
                        {words::news(news.n_records, news.has_more, lang)}
                        <button type="button" class="button-small" on:click=move |_| load.run(())>
                            {words::LOAD_NEWS.get(lang)}
                        </button>
                    </p>
                })
            }}
        </div>
    }
}

fn count_words(list: List, lang: Lang) -> String {
    match list.loading.get() {
        Loading::First => return words::LOADING_RECORDS.get(lang).to_owned(),
        Loading::FirstFailed(_) => return String::new(),
        Loading::Done | Loading::More | Loading::MoreFailed(_) => {}
    }
    let n_shown = list.rows.with(Vec::len);
    if n_shown == 0 {
        return String::new();
    }
    let is_least = list.counts.with(|counts| counts.iter().any(|count| count.is_least));
    if is_least {
        words::shown_at_least(n_shown, n_all(list), lang)
    } else {
        words::shown(n_shown, n_all(list), lang)
    }
}

/// How many the filter finds; tracked.
fn n_all(list: List) -> u64 {
    let state = list.filter.with(|filter| filter.as_ref().and_then(|filter| filter.state));
    list.counts.with(|counts| match state {
        None => counts.iter().map(|count| count.n).sum(),
        Some(state) => {
            let asked = counts.iter().filter(|count| count.state == state.name());
            asked.map(Count::n_found).sum()
        }
    })
}
