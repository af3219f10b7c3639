//! What the office decided about a record: who by office, when, why, and what it mended, before and after.

use client::{
    reviews::{Kept1, is_mended},
    rows::Record,
};
use leptos::{prelude::*, task::spawn_local};
use shared::{
    form::{
        changes::{Change, changes},
        edit, label,
        model::{FormKind, KindId},
        value::Values,
    },
    forms,
    sync::review::{Deed, Officer, Reason},
};

use super::{notes::is_to_mend, words};
use crate::{
    app::dates,
    field::phone::{clock::Clock, storage::Storage},
    ui::{
        lang::{self, t},
        note::{Note, NoteKind},
    },
};

/// "petugas kecamatan · hari ini 10.42"
pub fn who_and_when(review: &Kept1) -> String {
    let officer = Officer::from_code(review.officer);
    let who = officer.map_or_else(|| t(&words::OFFICER), |officer| t(&officer.words()));
    let today = expect_context::<Clock>().today();
    [who, " · ", &dates::when(review.at_ms, today, lang::now())].concat()
}

/// The decision that the record stands by now: the last one about the revision that is shown.
pub fn current<'r>(record: &Record, reviews: &'r [Kept1]) -> Option<&'r Kept1> {
    let shown = record.header.change;
    let is_of = |review: &&Kept1| review.change == shown || review.revision == Some(shown);
    reviews.iter().rev().find(is_of)
}

/// The return that the record waits with to be mended.
pub fn returned<'r>(record: &Record, reviews: &'r [Kept1]) -> Option<&'r Kept1> {
    let review = current(record, reviews).filter(|_| is_to_mend(record.state()));
    review.filter(|review| review.deed == Deed::Return.code())
}

/// The decisions, the latest first, but for the return that stands on top of the page. Those of a newer
/// server that this program does not know are left out.
#[component]
pub fn Decided(record: Record, reviews: Vec<Kept1>) -> impl IntoView {
    let above = returned(&record, &reviews).map(|review| review.decision);
    let lines = reviews.iter().rev().filter(|review| Some(review.decision) != above);
    let lines = lines.filter_map(|review| line(&record, review));
    let lines: Vec<AnyView> = lines.collect();
    (!lines.is_empty()).then(|| {
        view! {
            <section class="block" data-decided="">
                <h2>{t(&words::DECIDED)}</h2>
                {lines}
            </section>
        }
    })
}

fn line(record: &Record, review: &Kept1) -> Option<AnyView> {
    let deed = Deed::from_code(review.deed)?;
    let kind = match deed {
        Deed::Accept | Deed::Release => NoteKind::Done,
        Deed::Return => NoteKind::Warn,
        Deed::NotUse | Deed::Mend | Deed::Settle => NoteKind::Plain,
    };
    let reason = Reason::from_code(review.reason).map(|reason| t(&reason.words()));
    let comment = Some(review.comment.clone()).filter(|comment| !comment.is_empty());
    let comment = comment.map(|comment| view! { <p class="as-written">{comment}</p> });
    let by = who_and_when(review);
    let mended = is_mended(review).then(|| mended(record, review));
    let view = view! {
        <div data-deed=deed.name()>
            <Note kind>
                <h3>{t(&deed.words())}</h3>
                <p class="below">{by}</p>
                {reason.map(|reason| view! { <p>{reason}</p> })}
                {comment}
                {mended}
            </Note>
        </div>
    };
    Some(view.into_any())
}

/// What an officer mended, answer by answer. Both revisions are read from what this phone keeps; without
/// one of them only that something was mended is said.
fn mended(record: &Record, review: &Kept1) -> AnyView {
    let storage = expect_context::<Storage>();
    let Some(kind) = forms::kind(KindId(record.header.kind)) else { return ().into_any() };
    let (before, now) = (review.change, review.revision);
    let latest = (Some(record.header.change) == now).then(|| values(record)).flatten();
    let found = RwSignal::new(None::<(Values, Values)>);
    spawn_local(async move {
        let Ok(Some(before)) = storage.earlier(before).await else { return };
        let now = match (latest, now) {
            (Some(latest), _) => Some(latest),
            (None, Some(now)) => match storage.earlier(now).await {
                Ok(Some(now)) => values(&now),
                _ => None,
            },
            (None, None) => None,
        };
        // The page may be gone by now.
        let _gone = found.try_set(values(&before).zip(now));
    });
    let lines = move || found.with(|found| found.as_ref().map(|found| lines(kind, found)));
    view! { {lines} }.into_any()
}

fn values(record: &Record) -> Option<Values> {
    record.content().ok().map(|content| content.values)
}

fn lines(kind: &'static FormKind, (before, now): &(Values, Values)) -> AnyView {
    let line = |Change { path, field, before: was, now: is }: Change| {
        let values = if is.is_some() { now } else { before };
        let words = |value: Option<_>| match value {
            Some(value) => edit::words(&field.kind, &value, lang::now()),
            None => String::from(t(&words::EMPTY)),
        };
        view! {
            <li>
                <span>
                    <strong>{label::words(kind, values, &path, lang::now())}</strong>
                    <br/>
                    {t(&words::BEFORE)} ": " <del>{words(was)}</del>
                    <br/>
                    {t(&words::AFTER)} ": " <ins>{words(is)}</ins>
                </span>
            </li>
        }
    };
    let lines = changes(kind, before, now).into_iter().map(line).collect_view();
    view! { <ul class="plain-list" data-mended="">{lines}</ul> }.into_any()
}
