//! The page of one record: what holds it first, then what was computed, then every answer.

mod cards;
mod mask;
pub mod model;
mod photos;
mod problems;
mod results;
pub mod sheet;
mod side;
mod words;

use std::sync::Arc;

use leptos::prelude::*;
use shared::{desk::record::Record, form::model::Tone, id::RecordId, text::Lang};

use self::{
    model::{Detail, Loaded},
    results::Results,
    side::{Facts, Revisions},
};
use super::{
    api::ApiError,
    badge::StandingBadge,
    desk::Desk,
    files::OneRecord,
    heading::Heading,
    list::model::List,
    review::{
        self, Keys, OpenPanel,
        bar::{self, Bar, Deciding},
        model::{Mode, Review},
    },
    route::{Filter, Route},
    text,
};
use crate::ui::chart::GrowthView;

/// The page.
#[component]
pub fn DetailPage(lang: Lang) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let detail = expect_context::<Detail>();
    let list = expect_context::<List>();
    let place = Memo::new(move |_| match desk.route.get() {
        Route::Record(record, filter) => Some(((record, None), filter)),
        Route::Version(record, change, filter) => Some(((record, Some(change)), filter)),
        Route::Today
        | Route::List(_)
        | Route::Families(_)
        | Route::Family(..)
        | Route::Files(_)
        | Route::Unknown => None,
    });
    let page = Memo::new(move |_| place.get().map(|(page, _)| page));
    Effect::new(move |_| {
        if let Some(page) = page.get() {
            // The visit of a record is one step further in; back leads to the first.
            list.opened.update(|opened| *opened = opened.or(Some(page.0)));
            detail.show(desk, page);
        }
    });
    let retry = Callback::new(move |()| {
        if let Some(page) = page.get_untracked() {
            detail.open(desk, page);
        }
    });
    let can_print =
        Signal::derive(move || detail.loaded.with(|loaded| matches!(loaded, Loaded::Ready(_))));
    let record = Signal::derive(move || page.get().map(|(record, _)| record));
    let filter = Signal::derive(move || place.get().map(|(_, filter)| filter).unwrap_or_default());

    view! {
        <div class="page detail">
            <Top lang filter can_print record/>
            {move || match detail.loaded.get() {
                Loaded::Loading => view! {
                    <p class="page-wait" role="status">{words::LOADING_RECORD.get(lang)}</p>
                }.into_any(),
                Loaded::Failed(error) => view! { <Failed lang error retry/> }.into_any(),
                Loaded::Ready(record) => {
                    desk.title(record.row.kind_title.get(lang));
                    untrack(|| whole(lang, &record, &filter.get()))
                }
            }}
        </div>
    }
}

/// The way back and the printer.
#[component]
fn Top(
    lang: Lang,
    filter: Signal<Filter>,
    can_print: Signal<bool>,
    record: Signal<Option<RecordId>>,
) -> impl IntoView {
    let as_file = move || {
        let record = record.get().filter(|_| can_print.get())?;
        Some(view! { <OneRecord lang record/> })
    };
    view! {
        <div class="detail-top">
            <a class="back" href=move || Route::List(filter.get()).href()>
                <span aria-hidden="true">"← "</span>{text::BACK.get(lang)}
            </a>
            {as_file}
            {move || can_print.get().then(|| view! {
                <button
                    type="button"
                    class="button-small"
                    on:click=move |_| {
                        // A browser that cannot print does nothing.
                        let _ignored = window().print();
                    }
                >
                    {words::PRINT.get(lang)}
                </button>
            })}
        </div>
    }
}

#[component]
fn Failed(lang: Lang, error: ApiError, retry: Callback<()>) -> impl IntoView {
    let is_missing = error == ApiError::NotFound;
    let heading = if is_missing { words::RECORD_MISSING } else { words::RECORD_FAILED };
    expect_context::<Desk>().title(heading.get(lang));
    view! {
        <div class="page-message" role="alert">
            <Heading>{heading.get(lang)}</Heading>
            <p>{text::error(&error, lang)}</p>
            {(!is_missing).then(|| view! {
                <button type="button" class="button-main" on:click=move |_| retry.run(())>
                    {text::TRY_AGAIN.get(lang)}
                </button>
            })}
        </div>
    }
}

/// The child's growth by this record and the others about it.
fn growth_card(lang: Lang, record: &Record) -> Option<AnyView> {
    let growth = record.growth.clone()?;
    Some(
        view! {
            <section class="card" aria-labelledby="growth-t">
                <h2 id="growth-t">{words::GROWTH.get(lang)}</h2>
                <GrowthView growth lang is_open=true/>
            </section>
        }
        .into_any(),
    )
}

/// Everything about one record. `filter` goes into links to its visit and forms.
fn whole(lang: Lang, record: &Arc<Record>, filter: &Filter) -> AnyView {
    let subject = text::subject(&record.row.subject, lang);
    let tone = Tone::named(&record.row.tone);
    let results =
        if record.has_results() { results::computed(&record.sections) } else { Vec::new() };
    // What does not count is not decided on.
    let deciding = bar::place(record, filter, subject.clone())
        .filter(|_| record.old.is_none())
        .map(|place| arrive(record, place));
    let (mode, decides) = (expect_context::<Review>().mode, expect_context::<Desk>().decides());
    let settle = deciding.map(|deciding| review::settling::cards(lang, record, deciding));
    let panel = deciding.map(|deciding| {
        let record = Arc::clone(record);
        view! { <OpenPanel lang deciding record/> }
    });
    let buttons = deciding.map(|deciding| {
        let filter = filter.clone();
        view! { <Bar lang deciding filter/> }
    });
    view! {
        <header class="detail-head">
            <p class="detail-kind">{record.row.kind_title.get(lang).to_owned()}</p>
            <Heading>{subject}</Heading>
            <p class="detail-state">
                <StandingBadge lang state=record.row.state.clone() words=record.row.state_words.clone()/>
                <span>{record.row.village_title.clone()}</span>
                {record.row.typed.is_some().then(|| view! {
                    <span class="badge tone-done">{words::TYPED.get(lang)}</span>
                })}
            </p>
        </header>
        <div class="detail-body" class:is-deciding=move || mode.get() != Mode::Reading>
            {panel}
            <div class="detail-main">
                {cards::old(lang, record, filter)}
                {settle}
                {cards::held(lang, record)}
                {review::decisions::card(lang, &record.decisions, filter)}
                {record.decisions.is_empty().then(|| cards::comment(lang, &record.comment))}
                {(!results.is_empty()).then(|| view! { <Results lang results tone/> })}
                {growth_card(lang, record)}
                {photos::card(lang, record)}
                {cards::answers(lang, record)}
                {cards::forms_of_visit(lang, &record.forms, filter)}
                {cards::visit(lang, record, filter)}
            </div>
            <aside class="detail-side">
                {side::home(lang, record, filter)}
                <Facts lang record/>
                <Revisions lang record filter/>
                {deciding.filter(|_| decides).map(|deciding| view! { <Keys lang review=deciding.review/> })}
            </aside>
        </div>
        {buttons}
    }
    .into_any()
}

/// A record is on the page that may be decided on.
fn arrive(record: &Record, place: review::model::Place) -> Deciding {
    let deciding = Deciding::on(record, place);
    deciding.arrive();
    let subject = text::subject(&record.row.subject, Lang::Id);
    review::decisions::take_up(deciding.review, &subject, &record.decisions);
    deciding
}
