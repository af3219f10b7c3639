//! Why a record is not settled: what to correct, what the server noticed, what a person wrote.

use client::{reviews::Kept1, rows::Record};
use leptos::prelude::*;
use shared::{
    form::{label, model::KindId, problem::Problem},
    forms,
    sync::{review::Deed, state::RecordState, verdict::Refusal, wire::Problem1},
};

use super::{
    decided::{current, returned, who_and_when},
    words,
};
use crate::ui::{
    lang::{self, t},
    note::{Note, NoteKind},
};

/// True while it is the author's turn.
pub fn is_to_mend(state: RecordState) -> bool {
    matches!(state, RecordState::HeldForAuthor | RecordState::Returned | RecordState::Refused)
}

/// All of it, and what is still to be added.
#[component]
pub fn Notes(record: Record, reviews: Vec<Kept1>) -> impl IntoView {
    let mut notes: Vec<AnyView> = Vec::new();
    if record.is_withdrawal() && record.state() == RecordState::Waiting {
        notes.push(note(NoteKind::Warn, None, String::from(t(&words::WITHDRAWAL))));
    }
    // A return stands here; other decisions have a place of their own, where they have come.
    let returned = returned(&record, &reviews);
    if returned.is_some() || !record.comment.is_empty() && current(&record, &reviews).is_none() {
        notes.push(comment(&record, returned));
    }
    if record.refusal != 0 {
        let why = t(&Refusal::from_code(record.refusal).words());
        notes.push(note(NoteKind::Error, None, String::from(why)));
    }
    if record.conflict_with.is_some() {
        notes.push(note(NoteKind::Warn, None, String::from(t(&words::CONFLICT))));
    }
    if !record.problems.is_empty() {
        notes.push(if is_to_mend(record.state()) {
            list(NoteKind::Error, t(&words::TO_MEND), &record, &record.problems)
        } else {
            list(NoteKind::Warn, t(&words::OFFICE_CHECKS), &record, &record.problems)
        });
    }
    if !record.notes.is_empty() {
        notes.push(list(NoteKind::Plain, t(&words::NOTES), &record, &record.notes));
    }
    if record.is_to_follow() {
        notes.push(note(NoteKind::Plain, None, String::from(t(&words::TO_FOLLOW))));
    }
    notes
}

/// What a person at the office wrote, by which office and when.
fn comment(record: &Record, review: Option<&Kept1>) -> AnyView {
    let kind = if is_to_mend(record.state()) { NoteKind::Warn } else { NoteKind::Plain };
    let by = review.map(who_and_when).map(|by| view! { <p class="below">{by}</p> });
    let comment = Some(record.comment.clone()).filter(|comment| !comment.is_empty());
    let title = if comment.is_some() { words::COMMENT } else { Deed::Return.words() };
    let comment = comment.map(|comment| view! { <p class="as-written">{comment}</p> });
    view! {
        <Note kind>
            <h2>{t(&title)}</h2>
            {by}
            {comment}
        </Note>
    }
    .into_any()
}

fn note(kind: NoteKind, title: Option<&'static str>, words: String) -> AnyView {
    view! {
        <Note kind>
            {title.map(|title| view! { <h2>{title}</h2> })}
            <p>{words}</p>
        </Note>
    }
    .into_any()
}

fn list(kind: NoteKind, title: &'static str, record: &Record, problems: &[Problem1]) -> AnyView {
    let form = forms::kind(KindId(record.header.kind));
    let values = record.content().map(|content| content.values).unwrap_or_default();
    let lines = problems.iter().cloned().map(|problem| {
        let problem = Problem::from(problem);
        // Which answer: what an officer says of it need not name it.
        let place = form.map(|form| label::words(form, &values, &problem.path, lang::now()));
        let place = place.filter(|place| !place.is_empty());
        let place = place.map(|place| view! { <strong>{place}</strong> " · " });
        view! { <li><span>{place}{problem.words(lang::now())}</span></li> }
    });
    let lines = lines.collect_view();
    view! {
        <Note kind>
            <h2>{title}</h2>
            <ul class="plain-list">{lines}</ul>
        </Note>
    }
    .into_any()
}
