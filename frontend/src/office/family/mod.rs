//! The page of one family of the register: its people, what it receives, what was asked and recorded.

mod people;
mod words;

use std::sync::Arc;

use leptos::{prelude::*, task::spawn_local};
use shared::{
    day::Day,
    desk::family::{Family, Programme, Task},
    id::FamilyId,
    text::{Lang, Text},
};

use super::{
    api::{self, ApiError},
    desk::Desk,
    detail::sheet,
    heading::Heading,
    record_list,
    route::{Filter, Route},
    text,
};

/// How far loading is.
#[derive(Clone)]
enum Loaded {
    Loading,
    Ready(Arc<Family>),
    Failed(ApiError),
}

/// The page. The family is asked for each time: a PSM may have changed it since.
#[component]
pub fn FamilyPage(lang: Lang) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let place = Memo::new(move |_| match desk.route.get() {
        Route::Family(family, filter) => Some((family, filter)),
        Route::Today
        | Route::List(_)
        | Route::Record(..)
        | Route::Version(..)
        | Route::Families(_)
        | Route::Files(_)
        | Route::Unknown => None,
    });
    let id = Memo::new(move |_| place.get().map(|(id, _)| id));
    let filter = Signal::derive(move || place.get().map(|(_, filter)| filter).unwrap_or_default());
    let loaded = RwSignal::new(Loaded::Loading);
    let load = move || {
        let Some(asked) = id.get_untracked() else { return };
        loaded.set(Loaded::Loading);
        spawn_local(async move {
            let answer = api::family(asked).await;
            // The page may be gone by now, or show another family.
            if id.try_get_untracked().flatten() != Some(asked) {
                return;
            }
            loaded.set(match answer {
                Ok(family) => Loaded::Ready(Arc::new(family)),
                Err(error) => {
                    desk.note(&error);
                    Loaded::Failed(error)
                }
            });
        });
    };
    Effect::new(move |_| {
        if id.get().is_some() {
            load();
        }
    });
    desk.title(words::TITLE.get(lang));
    view! {
        <div class="page detail">
            <div class="detail-top">
                <a class="back" href=move || Route::Families(filter.get()).href()>
                    <span aria-hidden="true">"← "</span>{words::BACK.get(lang)}
                </a>
            </div>
            {move || match loaded.get() {
                Loaded::Loading => view! {
                    <p class="page-wait" role="status">{words::LOADING.get(lang)}</p>
                }.into_any(),
                Loaded::Failed(error) => failed(lang, &error, Callback::new(move |()| load())),
                Loaded::Ready(family) => whole(lang, &family, &filter.get_untracked()),
            }}
        </div>
    }
}

fn failed(lang: Lang, error: &ApiError, retry: Callback<()>) -> AnyView {
    let is_missing = *error == ApiError::NotFound;
    let heading = if is_missing { words::MISSING } else { words::FAILED };
    view! {
        <div class="page-message" role="alert">
            <Heading>{heading.get(lang)}</Heading>
            <p>{text::error(error, lang)}</p>
            {(!is_missing).then(|| view! {
                <button type="button" class="button-main" on:click=move |_| retry.run(())>
                    {text::TRY_AGAIN.get(lang)}
                </button>
            })}
        </div>
    }
    .into_any()
}

fn whole(lang: Lang, family: &Family, filter: &Filter) -> AnyView {
    let row = &family.row;
    let place = [row.neighbourhood.as_str(), row.address.as_str(), row.village_title.as_str()];
    let place: Vec<&str> = place.into_iter().filter(|text| !text.is_empty()).collect();
    let head = text::subject(&row.head, lang);
    let is_here = row.state == "active";
    let gone = (!is_here).then(|| {
        let words = row.state_words.get(lang).to_owned();
        view! { <span class="badge tone-quiet">{words}</span> }
    });
    let same = family.merged_into.as_deref().and_then(FamilyId::parse).map(|other| {
        let href = Route::Family(other, filter.clone()).href();
        view! { <p class="card card-old"><a href=href>{words::OPEN_SAME.get(lang)}</a></p> }
    });
    view! {
        <header class="detail-head">
            <p class="detail-kind">{words::TITLE.get(lang)}</p>
            <Heading>{head}</Heading>
            <p class="detail-state">{gone} <span>{place.join(" · ")}</span></p>
        </header>
        <div class="detail-body">
            <div class="detail-main">
                {same}
                {people::card(lang, &family.members)}
                {tasks(lang, &family.tasks)}
                {records(lang, family, filter)}
            </div>
            <aside class="detail-side">
                {facts(lang, family)}
                {programmes(lang, &family.programmes)}
            </aside>
        </div>
    }
    .into_any()
}

/// The day in words; what no day is stays as it is.
fn day(text: &str, lang: Lang) -> String {
    Day::parse(text).map_or_else(|| text.to_owned(), |day| day.words(lang))
}

fn facts(lang: Lang, family: &Family) -> AnyView {
    let fact = |label: Text, value: AnyView| {
        view! { <div><dt>{label.get(lang)}</dt><dd>{value}</dd></div> }
    };
    let card = match &family.card {
        Some(card) => sheet::identity(lang, words::CARD.get(lang), card),
        None => view! { <span>{words::NO_CARD.get(lang)}</span> }.into_any(),
    };
    let former = (family.n_former_cards > 0)
        .then(|| fact(words::FORMER_CARDS, family.n_former_cards.to_string().into_any()));
    let seen = family.row.seen.as_deref();
    let seen = seen.map_or_else(|| words::NEVER.get(lang).to_owned(), |seen| day(seen, lang));
    let verified = family.verified.as_deref();
    let verified = verified.map(|verified| fact(words::VERIFIED, day(verified, lang).into_any()));
    view! {
        <section class="card facts" aria-labelledby="facts-t">
            <h2 id="facts-t">{words::FACTS.get(lang)}</h2>
            <dl>
                {fact(words::CARD, card)}
                {former}
                {fact(words::SEEN, seen.into_any())}
                {verified}
                {fact(words::SOURCE, family.source.get(lang).to_owned().into_any())}
            </dl>
        </section>
    }
    .into_any()
}

fn programmes(lang: Lang, programmes: &[Programme]) -> Option<AnyView> {
    let line = |one: &Programme| {
        let since = one.since.as_deref().map(|since| words::since(&day(since, lang), lang));
        let until = one.until.as_deref().map(|until| words::until(&day(until, lang), lang));
        let person = Some(one.person.clone()).filter(|person| !person.is_empty());
        let about: Vec<String> = [person, since, until].into_iter().flatten().collect();
        view! {
            <li>
                <strong>{one.title.get(lang).to_owned()}</strong>
                <p class="card-why">{about.join(" · ")}</p>
            </li>
        }
    };
    (!programmes.is_empty()).then(|| {
        view! {
            <section class="card revisions" aria-labelledby="programmes-t">
                <h2 id="programmes-t">{words::PROGRAMMES.get(lang)}</h2>
                <ol>{programmes.iter().map(line).collect_view()}</ol>
            </section>
        }
        .into_any()
    })
}

fn tasks(lang: Lang, tasks: &[Task]) -> Option<AnyView> {
    let line = |task: &Task| {
        let kind = task.kind_title.as_ref().map(|kind| kind.get(lang).to_owned());
        let due = task.due.as_deref().map(|due| words::due(&day(due, lang), lang));
        let name = Some(task.name.clone()).filter(|name| !name.is_empty());
        let about: Vec<String> = [name, kind, due].into_iter().flatten().collect();
        view! {
            <li>
                <div class="forms-words">
                    <strong>{task.reason.clone()}</strong>
                    <p class="card-why">{about.join(" · ")}</p>
                </div>
            </li>
        }
    };
    (!tasks.is_empty()).then(|| {
        view! {
            <section class="card" aria-labelledby="tasks-t">
                <h2 id="tasks-t">{words::TASKS.get(lang)}</h2>
                <ul class="forms">{tasks.iter().map(line).collect_view()}</ul>
            </section>
        }
        .into_any()
    })
}

fn records(lang: Lang, family: &Family, filter: &Filter) -> AnyView {
    let list = if family.records.is_empty() {
        view! { <p class="card-why">{words::NO_RECORDS.get(lang)}</p> }.into_any()
    } else {
        record_list::records(lang, &family.records, filter)
    };
    let older = family.has_older.then(|| {
        view! { <p class="card-why">{words::OLDER.get(lang)}</p> }
    });
    view! {
        <section class="card" aria-labelledby="records-t">
            <h2 id="records-t">{words::RECORDS.get(lang)}</h2>
            {list}
            {older}
        </section>
    }
    .into_any()
}
