//! The cards of the main column: what holds the record, its answers, its visit.

use leptos::{ev, prelude::*};
use shared::{
    desk::{list::Row, record::Record, sheet::Problem},
    text::{Lang, Text},
};

use wasm_bindgen::JsCast as _;

use super::{
    photos,
    problems::ProblemList,
    sheet::{self, SheetContext},
    words,
};
use crate::office::{
    record_list::{self, record_href},
    route::Filter,
};

/// Before the ids of a visit's fields.
const VISIT_PREFIX: &str = "visit-";
/// Before those of a revision that does not count: nothing can be done there.
const OLD_PREFIX: &str = "s-";

/// One list of problems, notes or confirms.
struct ProblemCard {
    class: &'static str,
    id: &'static str,
    heading: Text,
    why: Option<Text>,
    is_held: bool,
}

/// That an earlier revision is on the page, and the way to the one that counts.
pub fn old(lang: Lang, record: &Record, filter: &Filter) -> Option<AnyView> {
    record.old.as_ref().map(|old| {
        view! {
            <p class="card card-old">
                <strong>{words::revision(old.number, lang)}</strong> " · "
                {words::old(old.beside, old.is_withdrawn, old.ended_at_ms, lang)} " "
                <a href=record_href(&record.row.record, filter)>{words::OPEN_NEWEST.get(lang)}</a>
            </p>
        }
        .into_any()
    })
}

/// What holds the record, what was noticed, what the author confirmed.
pub fn held(lang: Lang, record: &Record) -> AnyView {
    let heading = match record.row.state.as_str() {
        "held_office" => words::PROBLEMS_OFFICE,
        _ => words::PROBLEMS,
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
        heading: words::NOTES,
        why: Some(words::NOTES_WHY),
        is_held: false,
    };
    let overrides = ProblemCard {
        class: "card card-notes",
        id: "overrides-t",
        heading: words::OVERRIDES,
        why: Some(words::OVERRIDES_WHY),
        is_held: false,
    };
    let unreadable = record.unreadable.then(|| {
        view! { <p class="card card-held">{words::UNREADABLE_RECORD.get(lang)}</p> }
    });
    view! {
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
                <h2 id="comment-t">{words::COMMENT.get(lang)}</h2>
                <p>{comment}</p>
            </section>
        }
        .into_any()
    })
}

/// The form's own answers.
pub fn answers(lang: Lang, record: &Record) -> Option<AnyView> {
    let heading = words::ANSWERS.get(lang);
    let ctx = SheetContext {
        lang,
        prefix: record.old.is_some().then_some(OLD_PREFIX),
        problems: &record.problems,
        notes: &record.notes,
        with_computed: !record.has_results(),
        heading,
    };
    (!record.sections.is_empty()).then(|| {
        view! {
            // A touch anywhere at an answer presses the button there. It has the same for the keyboard.
            <section class="card" aria-labelledby="answers-t" on:click=|event| press_at(&event)>
                <h2 id="answers-t">{heading}</h2>
                {record.withdrawn_at_ms.map(|at_ms| view! {
                    <p class="card-why">{words::withdrawn(at_ms, lang)}</p>
                })}
                {sheet::sections(ctx, &record.sections)}
                {sheet::removed(lang, &record.removed)}
            </section>
        }
        .into_any()
    })
}

/// Presses what can be done at the answer that was touched, while something can.
fn press_at(event: &ev::MouseEvent) {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let Some(target) = target else { return };
    // What has a meaning of its own keeps it.
    if target
        .closest("a, button, label, input, select, textarea, .mend-box")
        .ok()
        .flatten()
        .is_some()
    {
        return;
    }
    let place = target.closest(".field, td, .fields-open li").ok().flatten();
    let button = place.and_then(|place| {
        place.query_selector(":scope > dd > .at-field, :scope > .at-field").ok().flatten()
    });
    if let Some(button) = button.and_then(|button| button.dyn_into::<web_sys::HtmlElement>().ok()) {
        button.click();
    }
}

/// What the visit of the form says.
pub fn visit(lang: Lang, record: &Record, filter: &Filter) -> Option<AnyView> {
    let heading = words::VISIT.get(lang);
    let ctx = SheetContext {
        lang,
        prefix: Some(VISIT_PREFIX),
        problems: &[],
        notes: &[],
        with_computed: true,
        heading,
    };
    record.visit_record.as_ref().map(|visit| {
        let is_elsewhere = visit.row.village_title != record.row.village_title;
        let place = (is_elsewhere && !visit.row.village_title.is_empty()).then(|| {
            view! {
                <p class="visit-elsewhere">
                    {words::VISIT_ELSEWHERE.get(lang)} " "
                    <strong>{visit.row.village_title.clone()}</strong>
                </p>
            }
        });
        view! {
            <section class="card" aria-labelledby="visit-t">
                <div class="card-top">
                    <h2 id="visit-t">{heading}</h2>
                    <a href=record_href(&visit.row.record, filter)>{words::OPEN_VISIT.get(lang)}</a>
                </div>
                <p class="card-why">{words::VISIT_WHY.get(lang)}</p>
                {place}
                {photos::of_record(lang, &visit.row.record, &visit.photos)}
                {sheet::sections(ctx, &visit.sections)}
            </section>
        }
        .into_any()
    })
}

/// The forms that belong to a visit.
pub fn forms_of_visit(lang: Lang, forms: &[Row], filter: &Filter) -> Option<AnyView> {
    (!forms.is_empty()).then(|| {
        view! {
            <section class="card" aria-labelledby="forms-t">
                <h2 id="forms-t">{words::FORMS_OF_VISIT.get(lang)}</h2>
                {record_list::records(lang, forms, filter)}
            </section>
        }
        .into_any()
    })
}
