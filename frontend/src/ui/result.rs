//! What a form computed, as G′ 6 of the domain wants it: the next step first, in calm words; the
//! categories and then the figures behind "rincian"; always an estimate, never a decision.

use shared::form::{
    edit,
    model::{Class, Field, Kind, Section, Shown},
    value::Values,
};

use super::{
    dom::{El, View, el, of, say},
    lang, parts, text,
};

/// The card for what a screen computes; `None` when nothing was computed yet.
#[must_use]
pub fn card(section: &'static Section, values: &Values) -> Option<View> {
    let mut card: Option<(&Field, String)> = None;
    let (mut rows, mut scores) = (of("dl", "pairs"), Vec::new());
    for field in section.fields.iter().filter(|field| is_result(field)) {
        let Some(value) = values.at(field.tag).filter(|value| !value.is_blank()) else { continue };
        let mut words = edit::words(&field.kind, value, lang::now());
        match field.kind {
            // The first choice is the step to take; figures alone are no card.
            Kind::Computed(Shown::Choice(_)) if card.is_none() => card = Some((field, words)),
            Kind::Computed(Shown::Number { scale }) => {
                // Whole numbers are ages; all others count standard deviations.
                if scale > 0 {
                    words.push_str(" SD");
                }
                scores.push(row(field, &words));
            }
            _ => rows = rows.put(row(field, &words)),
        }
    }
    for score in scores {
        rows = rows.put(score);
    }
    let (first, advice) = card?;
    let details = el("details").put(el("summary").say(&text::DETAILS)).put(rows);
    Some(
        of("section", "result")
            .attr("aria-live", "polite")
            .put(el("h2").say(&text::RESULT))
            .put(of("p", "advice").attr("data-result", first.name).text(&advice))
            .put(details)
            .kid(say("small", &text::NOT_A_DECISION))
            .done(),
    )
}

/// True when a screen computes something to be shown as a result.
#[must_use]
pub fn has_results(section: &'static Section) -> bool {
    section.fields.iter().any(is_result)
}

fn row(field: &Field, words: &str) -> El {
    parts::pair(&field.label, words).attr("data-result", field.name)
}

/// Results are about people's health; what else a form computes is no card, nor is what only the
/// office compares.
fn is_result(field: &Field) -> bool {
    matches!(field.kind, Kind::Computed(_))
        && field.class == Class::Specific
        && !matches!(field.name, "umur_hari" | "versi_hitungan")
}
