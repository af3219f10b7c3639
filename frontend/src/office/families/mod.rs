//! The page with the families of the register: a search, and what it found.

pub mod model;
mod words;

use leptos::prelude::*;
use shared::{day::Day, desk::family::FamilyRow, id::FamilyId, text::Lang};

use self::model::{Families, Loading};
use super::{
    desk::{Desk, Session},
    heading::Heading,
    list::{
        filters::{PlaceBoxes, Search},
        places::{self, Place},
    },
    route::{Filter, Route},
    text,
};
use crate::ui::live::Live;

/// The page.
#[component]
pub fn FamiliesPage(lang: Lang) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let families = expect_context::<Families>();
    let filter = Memo::new(move |_| match desk.route.get() {
        Route::Families(filter) => Some(filter),
        Route::Today
        | Route::List(_)
        | Route::Record(..)
        | Route::Version(..)
        | Route::Family(..)
        | Route::Files(_)
        | Route::Unknown => None,
    });
    Effect::new(move |_| {
        if let Some(filter) = filter.get() {
            families.open(desk, &filter);
        }
    });
    desk.title(words::TITLE.get(lang));
    let shown = Signal::derive(move || filter.get().unwrap_or_default());
    let refine = Callback::new(move |(filter, is_typing): (Filter, bool)| {
        desk.route.refine(Route::Families(filter), is_typing);
    });
    let all = desk.session.with_untracked(|session| match session {
        Session::In(me) => places::places(&me.villages),
        Session::Opening | Session::Failed(_) | Session::Out(_) => Vec::new(),
    });
    let all: StoredValue<Vec<Place>> = StoredValue::new(all);
    let told = move || match families.loading.get() {
        Loading::Searching => String::from(words::SEARCHING.get(lang)),
        Loading::Failed(_) => String::new(),
        Loading::Done => {
            let is_all = families.next.with(Option::is_none);
            words::found(families.rows.with(Vec::len), is_all, lang)
        }
    };
    view! {
        <div class="page">
            <div class="list-head">
                <Heading>{words::TITLE.get(lang)}</Heading>
                <div class="list-tally"><p role="status"><Live words=told/></p></div>
            </div>
            <form
                class="filters filters-families"
                role="search"
                aria-label=words::SEARCH_FAMILIES.get(lang)
                on:submit=|event| event.prevent_default()
            >
                <Search lang filter=shown refine label=words::SEARCH example=words::EXAMPLE/>
                <PlaceBoxes lang filter=shown places=all refine/>
            </form>
            <Found lang families filter=shown/>
        </div>
    }
}

/// What was found so far, and the way on.
#[component]
fn Found(lang: Lang, families: Families, filter: Signal<Filter>) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let failure = move || match families.loading.get() {
        Loading::Failed(error) => Some(view! {
            <div class="list-failed" role="alert">
                <p>{text::error(&error, lang)}</p>
                <button type="button" class="button" on:click=move |_| families.go_on(desk)>
                    {text::TRY_AGAIN.get(lang)}
                </button>
            </div>
        }),
        Loading::Done | Loading::Searching => None,
    };
    let is_empty = move || families.rows.with(Vec::is_empty);
    let nothing = move || {
        let is_over =
            families.loading.get() == Loading::Done && families.next.with(Option::is_none);
        (is_over && is_empty()).then(|| {
            view! {
                <div class="list-empty" role="status">
                    <p class="list-empty-title">{words::NONE_FOUND.get(lang)}</p>
                    <p>{words::NONE_FOUND_WHY.get(lang)}</p>
                </div>
            }
        })
    };
    let has_rows = Memo::new(move |_| !is_empty());
    let table = move || has_rows.get().then(|| view! { <Table lang families filter/> });
    let has_more = Memo::new(move |_| {
        families.loading.get() == Loading::Done && families.next.with(Option::is_some)
    });
    let more = move || {
        has_more.get().then(|| {
            let words = if has_rows.get() { words::MORE } else { words::SEARCH_ON };
            view! {
                <div class="list-more">
                    <button type="button" class="button" on:click=move |_| families.go_on(desk)>
                        {words.get(lang)}
                    </button>
                </div>
            }
        })
    };
    view! { {table} {failure} {nothing} {more} }
}

#[component]
fn Table(lang: Lang, families: Families, filter: Signal<Filter>) -> impl IntoView {
    let head = [
        (words::HEAD, "col-subject"),
        (words::PLACE, "col-home"),
        (words::VILLAGE, "col-village"),
        (words::CARD, "col-card"),
        (words::MEMBERS, "col-number"),
        (words::SEEN, "col-seen"),
    ]
    .map(|(words, class)| {
        view! { <th scope="col" role="columnheader" class=class>{words.get(lang)}</th> }
    });
    view! {
        <table class="records families" role="table" aria-label=words::TITLE.get(lang)>
            <thead role="rowgroup"><tr role="row">{head}</tr></thead>
            <tbody role="rowgroup">
                <For
                    each=move || families.rows.get()
                    key=|row| row.family.clone()
                    children=move |row| line(lang, &row, filter)
                />
            </tbody>
        </table>
    }
}

fn line(lang: Lang, row: &FamilyRow, filter: Signal<Filter>) -> impl IntoView + use<> {
    let id = FamilyId::parse(&row.family);
    let href = move || id.map_or_else(String::new, |id| Route::Family(id, filter.get()).href());
    let found: Vec<String> = row.found.iter().filter(|name| **name != row.head).cloned().collect();
    let found = (!found.is_empty())
        .then(|| view! { <p class="says">{words::found_people(&found, lang)}</p> });
    let gone = (row.state != "active").then(|| {
        view! { <span class="badge tone-quiet">{row.state_words.get(lang).to_owned()}</span> }
    });
    let card = row
        .card_end
        .clone()
        .map_or_else(|| words::NO_CARD.get(lang).to_owned(), |digits| format!("•••• {digits}"));
    let seen = row.seen.as_deref().and_then(Day::parse);
    view! {
        <tr role="row">
            <td role="cell" class="col-subject">
                <a class="row-link" href=href>{text::subject(&row.head, lang)}</a>
                {found}
            </td>
            <td role="cell" class="col-home">
                <span class="home-rt">{row.neighbourhood.clone()}</span> " "
                {row.address.clone()} " " {gone}
            </td>
            <td role="cell" class="col-village">{row.village_title.clone()}</td>
            <td role="cell" class="col-card number" data-label=words::CARD.get(lang)>{card}</td>
            <td role="cell" class="col-number">{words::members(row.n_members, lang)}</td>
            <td role="cell" class="col-seen" data-label=words::SEEN.get(lang)>
                {seen.map_or_else(|| words::NEVER.get(lang).to_owned(), |day| day.words(lang))}
            </td>
        </tr>
    }
}
