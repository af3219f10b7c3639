//! What a form computed, as G′ 6 of the domain wants it: the next step first, in calm words; the
//! categories behind "rincian"; always an estimate, never a decision.

use leptos::prelude::*;
use shared::{
    form::{
        edit,
        model::{Class, Field, Kind, Section, Shown},
        value::Values,
    },
    text::Lang,
};

use super::{
    dom::{div, el, para},
    text,
};

/// The card for what a screen computes; `None` when nothing was computed yet.
#[must_use]
pub fn card(section: &'static Section, values: &Values, lang: Lang) -> Option<AnyView> {
    let mut found = results(section).filter_map(|field| {
        let value = values.at(field.tag).filter(|value| !value.is_blank())?;
        Some((field, edit::words(&field.kind, value, lang)))
    });
    let (first, advice) = found.next()?;
    if !matches!(first.kind, Kind::Computed(Shown::Choice(_))) {
        return None;
    }
    let rows = found.map(|(field, words)| {
        div("pair")
            .attr("data-result", field.name)
            .kid(el("dt").text(field.label.get(lang)))
            .kid(el("dd").text(words))
            .done()
    });
    let details = el("details")
        .kid(el("summary").text(text::DETAILS.get(lang)))
        .kid(el("dl").class("pairs").kids(rows));
    Some(
        el("section")
            .class("result")
            .attr("aria-live", "polite")
            .kid(el("h3").text(text::RESULT.get(lang)))
            .kid(el("p").class("advice").attr("data-result", first.name).text(advice))
            .kid(details)
            .kid(para("small", text::NOT_A_DECISION.get(lang)))
            .done(),
    )
}

/// True when a screen computes something to be shown as a result.
#[must_use]
pub fn has_results(section: &'static Section) -> bool {
    results(section).next().is_some()
}

/// Results are about people's health; what else a form computes is no card.
fn results(section: &'static Section) -> impl Iterator<Item = &'static Field> {
    section
        .fields
        .iter()
        .filter(|field| matches!(field.kind, Kind::Computed(_)) && field.class == Class::Specific)
}
