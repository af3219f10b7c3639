//! What a form computed: the next step first, in calm words; the categories and then the figures
//! behind "rincian"; always an estimate, never a decision (G′ 6 of the domain).

use leptos::prelude::*;
use shared::form::{
    edit,
    model::{Field, Kind, Section, Shown},
    value::Values,
};

use super::{
    lang::{self, t},
    pairs::Pairs,
    text,
};

/// What a screen computes, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResultWords {
    /// The step to take.
    advice: Line,
    /// Everything else.
    details: Vec<Line>,
}

/// One result in words.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    /// The stable name of its field.
    name: &'static str,
    label: &'static str,
    words: String,
}

/// True when a screen computes something to be shown as a result.
#[must_use]
pub fn has_results(section: &'static Section) -> bool {
    section.fields.iter().any(|field| field.shown_as_result)
}

/// What a screen computes, in words; `None` when nothing was computed yet.
#[must_use]
pub fn result_words(section: &'static Section, values: &Values) -> Option<ResultWords> {
    let mut advice = None;
    let (mut details, mut scores) = (Vec::new(), Vec::new());
    for field in section.fields.iter().filter(|field| field.shown_as_result) {
        let Some(value) = values.at(field.tag).filter(|value| !value.is_blank()) else { continue };
        let line = line(field, edit::words(&field.kind, value, lang::now()));
        match field.kind {
            // The first choice is the step to take; figures alone are no card.
            Kind::Computed(Shown::Choice(_)) if advice.is_none() => advice = Some(line),
            Kind::Computed(Shown::Number { .. }) => scores.push(line),
            _ => details.push(line),
        }
    }
    details.append(&mut scores);
    Some(ResultWords { advice: advice?, details })
}

fn line(field: &'static Field, mut words: String) -> Line {
    // Whole numbers are ages; all others count standard deviations.
    if matches!(field.kind, Kind::Computed(Shown::Number { scale: 1.. })) {
        words.push_str(" SD");
    }
    Line { name: field.name, label: t(&field.label), words }
}

/// The card.
#[component]
pub fn ResultCard(
    /// As [`result_words`] made it.
    result: ResultWords,
) -> impl IntoView {
    let ResultWords { advice, details } = result;
    let details = details
        .into_iter()
        .map(|line| {
            view! {
                <div class="pair" data-result=line.name>
                    <dt>{line.label}</dt>
                    <dd>{line.words}</dd>
                </div>
            }
        })
        .collect_view();
    view! {
        <section class="result" aria-live="polite">
            <h2>{t(&text::RESULT)}</h2>
            <p class="advice" data-result=advice.name>{advice.words}</p>
            <details>
                <summary>{t(&text::DETAILS)}</summary>
                <Pairs>{details}</Pairs>
            </details>
            <p class="small">{t(&text::NOT_A_DECISION)}</p>
        </section>
    }
}
