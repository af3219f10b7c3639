//! What the form computed, as a card of its own: indicators, never a decision.

use leptos::prelude::*;
use shared::text::Lang;

use crate::office::{
    api::types::{Field, Section},
    text,
};

/// All computed answers of a form, in their order.
#[must_use]
pub fn computed(sections: &[Section]) -> Vec<Field> {
    let fields = sections.iter().flat_map(|section| &section.fields);
    fields.filter(|field| field.computed && field.value.is_some()).cloned().collect()
}

/// The card.
#[component]
pub fn Results(lang: Lang, results: Vec<Field>) -> impl IntoView {
    let lines = results.into_iter().map(|field| {
        let value = field.value.map(|words| words.get(lang).to_owned());
        view! {
            <div class="result" id=field.field_id tabindex="-1">
                <dt>{field.label.get(lang).to_owned()}</dt>
                <dd>{value}</dd>
            </div>
        }
    });
    view! {
        <section class="card results" aria-labelledby="results-t">
            <h2 id="results-t">
                {text::RESULTS.get(lang)} " " <span class="tag">{text::ESTIMATE.get(lang)}</span>
            </h2>
            <dl class="result-list">{lines.collect_view()}</dl>
            <p class="no-decision">{text::NO_DECISION.get(lang)}</p>
        </section>
    }
}
