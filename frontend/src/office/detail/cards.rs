//! The cards of the main column: what holds the record, its answers, its visit.

use leptos::prelude::*;
use shared::{
    id::RecordId,
    text::{Lang, Text},
};

use super::{
    problems::ProblemList,
    sheet::{self, SheetContext},
};
use crate::office::{
    api::types::{Problem, Record, Row, Visit, state_named},
    badge::StateBadge,
    route::{Filter, Route},
    text,
};

/// Before the ids of a visit's fields.
const VISIT_PREFIX: &str = "visit-";

/// One list of problems, notes or confirms.
struct ProblemCard {
    class: &'static str,
    id: &'static str,
    heading: Text,
    why: Option<Text>,
    is_held: bool,
}

/// What holds the record, what was noticed, what the author confirmed.
pub fn held(lang: Lang, record: &Record) -> AnyView {
    let heading = match record.state.as_str() {
        "held_office" => text::PROBLEMS_OFFICE,
        _ => text::PROBLEMS,
    };
    let problems = ProblemCard {
        class: "card card-held",
        id: "problems-t",
        heading,
        why: None,
        is_held: true,
    };
    let notes = ProblemCard {
        class: "card card-notes",
        id: "notes-t",
        heading: text::NOTES,
        why: Some(text::NOTES_WHY),
        is_held: false,
    };
    let overrides = ProblemCard {
        class: "card card-notes",
        id: "overrides-t",
        heading: text::OVERRIDES,
        why: Some(text::OVERRIDES_WHY),
        is_held: false,
    };
    let conflict = record.revisions.iter().any(|revision| revision.beside).then(|| {
        view! { <p class="card card-held">{text::CONFLICT.get(lang)}</p> }
    });
    let unreadable = record.unreadable.then(|| {
        view! { <p class="card card-held">{text::UNREADABLE_RECORD.get(lang)}</p> }
    });
    view! {
        {conflict}
        {unreadable}
        {problem_card(lang, &problems, record.problems.clone())}
        {problem_card(lang, &notes, record.notes.clone())}
        {problem_card(lang, &overrides, confirmed(record))}
    }
    .into_any()
}

/// Confirms that no note tells already, with its reason.
fn confirmed(record: &Record) -> Vec<Problem> {
    let is_told = |lifted: &Problem| {
        let mut told = record.problems.iter().chain(&record.notes);
        told.any(|problem| problem.code == lifted.code && problem.field_id == lifted.field_id)
    };
    record.overrides.iter().filter(|lifted| !is_told(lifted)).cloned().collect()
}

fn problem_card(lang: Lang, card: &ProblemCard, problems: Vec<Problem>) -> Option<AnyView> {
    let ProblemCard { class, id, heading, why, is_held } = *card;
    (!problems.is_empty()).then(|| {
        view! {
            <section class=class aria-labelledby=id>
                <h2 id=id>{heading.get(lang)}</h2>
                {why.map(|why| view! { <p class="card-why">{why.get(lang)}</p> })}
                <ProblemList lang problems is_held/>
            </section>
        }
        .into_any()
    })
}

/// What a supervisor wrote.
pub fn comment(lang: Lang, comment: &str) -> Option<AnyView> {
    let comment = comment.trim().to_owned();
    (!comment.is_empty()).then(|| {
        view! {
            <section class="card" aria-labelledby="comment-t">
                <h2 id="comment-t">{text::COMMENT.get(lang)}</h2>
                <p>{comment}</p>
            </section>
        }
        .into_any()
    })
}

/// The form's own answers.
pub fn answers(lang: Lang, record: &Record) -> Option<AnyView> {
    let heading = text::ANSWERS.get(lang);
    let ctx = SheetContext {
        lang,
        prefix: "",
        problems: &record.problems,
        notes: &record.notes,
        with_computed: !record.has_results(),
        heading,
    };
    (!record.sections.is_empty()).then(|| {
        view! {
            <section class="card" aria-labelledby="answers-t">
                <h2 id="answers-t">{heading}</h2>
                {sheet::sections(ctx, &record.sections)}
            </section>
        }
        .into_any()
    })
}

/// What the visit of the form says.
pub fn visit(lang: Lang, visit: Option<&Visit>, filter: &Filter) -> Option<AnyView> {
    let heading = text::VISIT.get(lang);
    let ctx = SheetContext {
        lang,
        prefix: VISIT_PREFIX,
        problems: &[],
        notes: &[],
        with_computed: true,
        heading,
    };
    visit.map(|visit| {
        view! {
            <section class="card" aria-labelledby="visit-t">
                <div class="card-top">
                    <h2 id="visit-t">{heading}</h2>
                    <a href=record_href(&visit.record, filter)>{text::OPEN_VISIT.get(lang)}</a>
                </div>
                <p class="card-why">{text::VISIT_WHY.get(lang)}</p>
                {sheet::sections(ctx, &visit.sections)}
            </section>
        }
        .into_any()
    })
}

/// The forms that belong to a visit.
pub fn forms_of_visit(lang: Lang, forms: &[Row], filter: &Filter) -> Option<AnyView> {
    let line = |form: &Row| {
        view! {
            <li>
                <a href=record_href(&form.record, filter)>
                    {form.kind_title.get(lang).to_owned()} " · " {text::subject(&form.subject, lang)}
                </a>
                <StateBadge lang state=state_named(&form.state) name=form.state.clone()/>
            </li>
        }
    };
    (!forms.is_empty()).then(|| {
        view! {
            <section class="card" aria-labelledby="forms-t">
                <h2 id="forms-t">{text::FORMS_OF_VISIT.get(lang)}</h2>
                <ul class="forms">{forms.iter().map(line).collect_view()}</ul>
            </section>
        }
        .into_any()
    })
}

/// Where a record is shown; the list, if its id cannot be read.
fn record_href(record: &str, filter: &Filter) -> String {
    let filter = filter.clone();
    match RecordId::parse(record) {
        Some(record) => Route::Record(record, filter).href(),
        None => Route::List(filter).href(),
    }
}
