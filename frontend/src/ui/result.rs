//! What a form computed, as G′ 6 of the domain wants it: the next step first, in calm words; the
//! categories behind "rincian"; always an estimate, never a decision.

use shared::form::{
    edit,
    model::{Class, Field, Kind, Section, Shown},
    value::Values,
};

use super::{
    dom::{View, el, of, say},
    lang, parts, text,
};

/// The card for what a screen computes; `None` when nothing was computed yet.
#[must_use]
pub fn card(section: &'static Section, values: &Values) -> Option<View> {
    let mut card: Option<(&Field, String)> = None;
    let mut rows = of("dl", "pairs");
    for field in section.fields.iter().filter(|field| is_result(field)) {
        let Some(value) = values.at(field.tag).filter(|value| !value.is_blank()) else { continue };
        let words = edit::words(&field.kind, value, lang::now());
        if card.is_some() {
            let pair = parts::pair(&field.label, &words);
            rows = rows.put(pair.attr("data-result", field.name));
        } else if matches!(field.kind, Kind::Computed(Shown::Choice(_))) {
            // The first choice is the step to take; figures alone are no card.
            card = Some((field, words));
        }
    }
    let (first, advice) = card?;
    let details = el("details").put(el("summary").say(&text::DETAILS)).put(rows);
    Some(
        of("section", "result")
            .attr("aria-live", "polite")
            .put(el("h3").say(&text::RESULT))
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

/// Results are about people's health; what else a form computes is no card.
fn is_result(field: &Field) -> bool {
    matches!(field.kind, Kind::Computed(_)) && field.class == Class::Specific
}
