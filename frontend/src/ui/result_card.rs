//! What a form computed: the next step first, marked by a colour and a sign, then one sentence why;
//! the categories and then the figures behind "rincian"; always an estimate, never a decision (G′ 6 of
//! the domain).

use leptos::prelude::*;
use shared::form::{
    edit,
    model::{Field, FormKind, Kind, Section, Shown, Tone},
    value::Values,
};

use super::{
    icon::{Icon, Sign},
    lang::{self, t},
    pairs::Pairs,
    text,
};

/// What a screen computes, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResultWords {
    /// The step to take.
    advice: Line,
    /// How that is marked.
    tone: Tone,
    /// Why, in one sentence; may be empty.
    why: &'static str,
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

/// True when a result follows from answers of its own screen: above them, it would move them away
/// under the finger.
#[must_use]
pub fn is_below_questions(section: &'static Section) -> bool {
    let first =
        section.fields.iter().find(|field| field.shown_as_result || field.kind.is_question());
    first.is_some_and(|field| !field.shown_as_result)
}

/// What a screen computes, in words; `None` when nothing was computed yet.
#[must_use]
pub fn result_words(
    kind: &FormKind,
    section: &'static Section,
    values: &Values,
) -> Option<ResultWords> {
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
    let tone = kind.says(values).map_or(Tone::Plain, |(_, tone)| tone);
    let why = kind.why(values).map_or("", |why| t(&why));
    Some(ResultWords { advice: advice?, tone, why, details })
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
    let ResultWords { advice, tone, why, details } = result;
    let has_details = !details.is_empty();
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
    let details = has_details.then(|| {
        view! {
            <details>
                <summary>{t(&text::DETAILS)}</summary>
                <Pairs>{details}</Pairs>
            </details>
        }
    });
    view! {
        <section
            class="result"
            data-tone=tone.name()
            aria-label=t(&text::RESULT)
            aria-live="polite"
        >
            <p class="advice">
                <ToneSign tone/>
                <span data-result=advice.name>{advice.words}</span>
            </p>
            <p>{why}</p>
            {details}
            <p class="small">{[t(&text::RESULT), ". ", t(&text::NOT_A_DECISION)].concat()}</p>
        </section>
    }
}

/// The sign that says the same as the colour of a tone.
#[component]
pub fn ToneSign(
    /// How something is marked.
    tone: Tone,
) -> impl IntoView {
    let sign = match tone {
        Tone::Plain => None,
        Tone::Well => Some(Sign::Check),
        Tone::Attention => Some(Sign::Alert),
    };
    sign.map(|sign| view! { <Icon sign/> })
}
