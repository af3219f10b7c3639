//! The page of one record: what holds it first, then what was computed, then every answer.

mod mask;
pub mod model;
mod problems;
mod results;
mod sheet;
mod side;

use std::sync::Arc;

use leptos::prelude::*;
use shared::text::Lang;

use self::{
    model::{Detail, Loaded},
    problems::ProblemList,
    results::Results,
    sheet::SheetContext,
    side::{Facts, Revisions},
};
use super::{
    api::{
        ApiError,
        types::{Problem, Record, state_named},
    },
    badge::StateBadge,
    desk::Desk,
    heading::Heading,
    list::model::List,
    route::{Filter, Route},
    text,
};

/// Before the ids of a visit's fields.
const VISIT_PREFIX: &str = "visit-";

/// The page.
#[component]
pub fn DetailPage(lang: Lang) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let detail = expect_context::<Detail>();
    let list = expect_context::<List>();
    let place = Memo::new(move |_| match desk.route.get() {
        Route::Record(record, filter) => Some((record, filter)),
        Route::List(_) | Route::Unknown => None,
    });
    let open = move || {
        if let Some((record, _)) = place.get_untracked() {
            list.opened.set(Some(record));
            detail.open(desk, record);
        }
    };
    let record = Memo::new(move |_| place.get().map(|(record, _)| record));
    Effect::new(move |_| {
        if let Some(record) = record.get() {
            list.opened.set(Some(record));
            detail.show(desk, record);
        }
    });
    let filter = move || place.get().map(|(_, filter)| filter).unwrap_or_default();

    view! {
        <div class="page detail">
            <Top lang filter=Signal::derive(filter)/>
            {move || match detail.loaded.get() {
                Loaded::Loading => view! {
                    <p class="page-wait" role="status">{text::LOADING_RECORD.get(lang)}</p>
                }.into_any(),
                Loaded::Failed(error) => view! {
                    <Failed lang error retry=Callback::new(move |()| open())/>
                }.into_any(),
                Loaded::Ready(record) => whole(lang, &record).into_any(),
            }}
        </div>
    }
}

/// The way back and the printer.
#[component]
fn Top(lang: Lang, filter: Signal<Filter>) -> impl IntoView {
    view! {
        <div class="detail-top">
            <a class="back" href=move || Route::List(filter.get()).href()>
                <span aria-hidden="true">"← "</span>{text::BACK.get(lang)}
            </a>
            <button
                type="button"
                class="button-small"
                on:click=move |_| {
                    // A browser that cannot print does nothing.
                    let _ignored = window().print();
                }
            >
                {text::PRINT.get(lang)}
            </button>
        </div>
    }
}

#[component]
fn Failed(lang: Lang, error: ApiError, retry: Callback<()>) -> impl IntoView {
    view! {
        <div class="page-message" role="alert">
            <Heading>{text::RECORD_FAILED.get(lang)}</Heading>
            <p>{text::error(&error, lang)}</p>
            <button type="button" class="button-main" on:click=move |_| retry.run(())>
                {text::TRY_AGAIN.get(lang)}
            </button>
        </div>
    }
}

/// Everything about one record.
fn whole(lang: Lang, record: &Arc<Record>) -> impl IntoView + use<> {
    let subject = if record.subject.trim().is_empty() {
        text::NO_SUBJECT.get(lang).to_owned()
    } else {
        record.subject.clone()
    };
    let results = results::computed(&record.sections);
    let revisions = record.revisions.clone();
    view! {
        <header class="detail-head">
            <p class="detail-kind">{record.kind_title.get(lang).to_owned()}</p>
            <Heading>{subject}</Heading>
            <p class="detail-state">
                <StateBadge lang state=state_named(&record.state) name=record.state.clone()/>
            </p>
        </header>
        <div class="detail-body">
            <div class="detail-main">
                {held(lang, record)}
                {comment(lang, &record.comment)}
                {(!results.is_empty()).then(|| view! { <Results lang results/> })}
                {answers(lang, record)}
            </div>
            <aside class="detail-side">
                <Facts lang record=record/>
                {(!revisions.is_empty()).then(|| view! { <Revisions lang revisions=&revisions/> })}
            </aside>
        </div>
    }
}

/// What holds the record, then what was noticed.
fn held(lang: Lang, record: &Record) -> impl IntoView + use<> {
    let heading = match record.state.as_str() {
        "held_office" => text::PROBLEMS_OFFICE,
        _ => text::PROBLEMS,
    };
    let problems = record.problems.clone();
    let notes = record.notes.clone();
    view! {
        {(!problems.is_empty()).then(|| view! {
            <section class="card card-held" aria-labelledby="problems-t">
                <h2 id="problems-t">{heading.get(lang)}</h2>
                <ProblemList lang problems/>
            </section>
        })}
        {(!notes.is_empty()).then(|| view! {
            <section class="card card-notes" aria-labelledby="notes-t">
                <h2 id="notes-t">{text::NOTES.get(lang)}</h2>
                <p class="card-why">{text::NOTES_WHY.get(lang)}</p>
                <ProblemList lang problems=notes/>
            </section>
        })}
    }
}

fn comment(lang: Lang, comment: &str) -> impl IntoView + use<> {
    let comment = comment.trim().to_owned();
    (!comment.is_empty()).then(|| {
        view! {
            <section class="card" aria-labelledby="comment-t">
                <h2 id="comment-t">{text::COMMENT.get(lang)}</h2>
                <p>{comment}</p>
            </section>
        }
    })
}

/// The form's own answers, then those of its visit.
fn answers(lang: Lang, record: &Record) -> impl IntoView + use<> {
    let problems: Vec<Problem> = record.problems.iter().chain(&record.notes).cloned().collect();
    let form = SheetContext { lang, prefix: "", problems: &problems };
    let visit = SheetContext { lang, prefix: VISIT_PREFIX, problems: &[] };
    let title = record.kind_title.get(lang).to_owned();
    let visit = record.visit.as_ref().map(|there| {
        view! {
            <section class="card" aria-labelledby="visit-t">
                <h2 id="visit-t">{text::VISIT.get(lang)}</h2>
                <p class="card-why">{text::VISIT_WHY.get(lang)}</p>
                {sheet::sections(visit, &there.sections)}
            </section>
        }
    });
    view! {
        <section class="card" aria-labelledby="answers-t">
            <h2 id="answers-t">{title}</h2>
            {sheet::sections(form, &record.sections)}
        </section>
        {visit}
    }
}
