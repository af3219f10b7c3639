//! The page with the records: filters on top, states as chips, a table, the next page below.

mod filters;
pub mod model;
mod table;

use leptos::prelude::*;
use shared::text::Lang;

use self::{
    filters::{Filters, States},
    model::{List, Loading, News},
    table::Table,
};
use super::{
    desk::{Desk, Session},
    heading::Heading,
    nav,
    route::{Filter, Route},
    text,
};

/// The page.
#[component]
pub fn ListPage(lang: Lang) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let list = expect_context::<List>();
    let filter = Memo::new(move |_| match desk.route.get() {
        Route::List(filter) => Some(filter),
        Route::Record(..) | Route::Version(..) | Route::Unknown => None,
    });
    Effect::new(move |_| {
        if let Some(filter) = filter.get() {
            list.open(desk, &filter);
        }
    });
    list.watch(desk);
    desk.title(text::RECORDS_TITLE.get(lang));
    // Back from a record to the list as it was: its row takes the focus (see `Table`).
    let is_return = list.opened.with_untracked(Option::is_some)
        && list.filter.get_untracked() == filter.get_untracked();
    let shown_filter = Signal::derive(move || filter.get().unwrap_or_default());
    let refine = Callback::new(move |(filter, is_typing): (Filter, bool)| {
        nav::refine(desk.route, &Route::List(filter), is_typing);
    });
    let places = desk.session.with_untracked(|session| match session {
        Session::In(me) => filters::places(&me.villages),
        Session::Opening | Session::Failed(_) | Session::Out(_) => Vec::new(),
    });

    view! {
        <div class="page">
            <div class="list-head">
                <Heading waits=is_return>{text::RECORDS_TITLE.get(lang)}</Heading>
                <div class="list-tally">
                    <p role="status">{move || count_words(list, lang)}</p>
                    {move || (!shown_filter.get().is_empty()).then(|| view! {
                        <ClearFilters lang refine/>
                    })}
                </div>
            </div>
            <Filters lang filter=shown_filter places refine/>
            <States lang filter=shown_filter counts=list.counts refine/>
            <NewsBar lang news=list.news load=Callback::new(move |()| list.reload(desk))/>
            <Rows lang list filter=shown_filter refine/>
        </div>
    }
}

/// The table, or what stands in its place.
#[component]
fn Rows(
    lang: Lang,
    list: List,
    filter: Signal<Filter>,
    refine: Callback<(Filter, bool)>,
) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let is_empty = Memo::new(move |_| list.rows.with(Vec::is_empty));
    let is_first = Memo::new(move |_| list.loading.get() == Loading::First);
    move || {
        let failure = match list.loading.get() {
            Loading::Failed(error) => Some(view! {
                <div class="list-failed" role="alert">
                    <p>{text::error(&error, lang)}</p>
                    <button type="button" class="button" on:click=move |_| list.reload(desk)>
                        {text::TRY_AGAIN.get(lang)}
                    </button>
                </div>
            }),
            Loading::Done | Loading::First | Loading::More => None,
        };
        if failure.is_some() {
            return failure.into_any();
        }
        if is_empty.get() && is_first.get() {
            return view! {
                <p class="page-wait" role="status">{text::LOADING_RECORDS.get(lang)}</p>
            }
            .into_any();
        }
        if is_empty.get() {
            return view! { <Empty lang filter refine/> }.into_any();
        }
        view! {
            <div class="list-rows" class:is-stale=move || is_first.get() aria-busy=move || is_first.get().to_string()>
                <Table lang rows=list.rows today=list.today.into() filter opened=list.opened/>
            </div>
            <More lang list/>
        }
        .into_any()
    }
}

/// Nothing to show, and why.
#[component]
fn Empty(lang: Lang, filter: Signal<Filter>, refine: Callback<(Filter, bool)>) -> impl IntoView {
    let has_filter = move || !filter.get().is_empty();
    let words = move || {
        if has_filter() {
            (text::NONE_FOUND, text::NONE_FOUND_WHY)
        } else {
            (text::EMPTY, text::EMPTY_WHY)
        }
    };
    view! {
        <div class="list-empty">
            <p class="list-empty-title">{move || words().0.get(lang)}</p>
            <p>{move || words().1.get(lang)}</p>
            {move || has_filter().then(|| view! {
                <ClearFilters lang refine/>
            })}
        </div>
    }
}

#[component]
fn ClearFilters(lang: Lang, refine: Callback<(Filter, bool)>) -> impl IntoView {
    view! {
        <button
            type="button"
            class="button-small"
            on:click=move |_| refine.run((Filter::default(), false))
        >
            {text::CLEAR.get(lang)}
        </button>
    }
}

/// The next page, or the end.
#[component]
fn More(lang: Lang, list: List) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let is_loading = move || list.loading.get() == Loading::More;
    view! {
        <div class="list-more">
            {move || if list.next.get().is_some() {
                view! {
                    <button
                        type="button"
                        class="button"
                        aria-disabled=move || is_loading().then_some("true")
                        on:click=move |_| if list.loading.get_untracked() == Loading::Done {
                            list.load_more(desk);
                        }
                    >
                        {move || if is_loading() { text::LOADING_MORE } else { text::MORE }.get(lang)}
                    </button>
                }.into_any()
            } else {
                view! { <p>{text::ALL_SHOWN.get(lang)}</p> }.into_any()
            }}
        </div>
    }
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
                        {text::news(news.n_records, news.has_more, lang)}
                        <button type="button" class="button-small" on:click=move |_| load.run(())>
                            {text::LOAD_NEWS.get(lang)}
                        </button>
                    </p>
                })
            }}
        </div>
    }
}

fn count_words(list: List, lang: Lang) -> String {
    match list.loading.get() {
        Loading::First => return text::LOADING_RECORDS.get(lang).to_owned(),
        Loading::Failed(_) => return String::new(),
        Loading::Done | Loading::More => {}
    }
    let n_shown = list.rows.with(Vec::len);
    let state = list.filter.with(|filter| filter.as_ref().and_then(|filter| filter.state));
    let n_all = list.counts.with(|counts| {
        let asked =
            counts.iter().filter(|count| state.is_none_or(|state| state.name() == count.state));
        asked.map(|count| count.n).sum()
    });
    if n_shown == 0 {
        return String::new();
    }
    text::shown(n_shown, n_all, lang)
}
