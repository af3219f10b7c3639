//! What the form computed, as a card of its own: indicators, never a decision.

use leptos::prelude::*;
use shared::{
    desk::{
        Words,
        sheet::{Field, Section},
    },
    form::model::Tone,
    quantity::decimal_mark,
    text::Lang,
};

use super::words;
use crate::ui::result_card::ToneSign;

/// All computed answers of a form, in their order.
#[must_use]
pub fn computed(sections: &[Section]) -> Vec<Field> {
    let fields = sections.iter().flat_map(|section| &section.fields);
    fields.filter(|field| field.computed && field.value.is_some()).cloned().collect()
}

/// The computed answers, sorted to where they are shown. What each is the server says by the form's
/// schema ([`Field::result`], [`Field::category`]).
#[derive(Debug, Default, PartialEq, Eq)]
struct Parts {
    /// The next step.
    action: Option<Words>,
    /// Label, z-score, category.
    scores: Vec<(Words, Option<Words>, Option<Words>)>,
    /// Everything else, also what a later kind computes.
    others: Vec<Field>,
}

impl Parts {
    fn of(results: Vec<Field>) -> Self {
        let (scores, mut others): (Vec<Field>, Vec<Field>) =
            results.into_iter().partition(|field| field.result == "score");
        let action = others.iter().position(|field| field.result == "step");
        let action = action.and_then(|idx| others.remove(idx).value);
        let scores = scores
            .into_iter()
            .map(|score| {
                let is_its = |field: &Field| !field.name.is_empty() && field.name == score.category;
                let category = others.iter().position(is_its);
                let category = category.and_then(|idx| others.remove(idx).value);
                (score.label, score.value, category)
            })
            .collect();
        Self { action, scores, others }
    }
}

/// The card.
#[component]
pub fn Results(
    lang: Lang,
    results: Vec<Field>,
    /// How the next step is marked.
    tone: Tone,
) -> impl IntoView {
    let parts = Parts::of(results);
    let action = parts.action.map(|words| {
        view! {
            <p class="result-action" data-tone=tone.name()>
                <ToneSign tone/> <span>{words.get(lang).to_owned()}</span>
            </p>
        }
    });
    let others = parts.others.into_iter().filter_map(|field| {
        Some((field.label.get(lang).to_owned(), field.value?.get(lang).to_owned()))
    });
    let lines: Vec<_> = others
        .map(|(label, value)| {
            view! { <div class="result"><dt>{label}</dt><dd>{value}</dd></div> }
        })
        .collect();
    view! {
        <section class="card results" aria-labelledby="results-t">
            <h2 id="results-t">
                {words::RESULTS.get(lang)} " " <span class="tag">{words::ESTIMATE.get(lang)}</span>
            </h2>
            {action}
            {score_table(lang, parts.scores)}
            {(!lines.is_empty()).then(|| view! { <dl class="result-list">{lines}</dl> })}
            <p class="no-decision"><strong>{words::NO_DECISION.get(lang)}</strong></p>
        </section>
    }
}

/// A z-score with both digits behind the comma, so that a column of them lines up, and with a minus
/// sign that is as wide as a plus.
fn z_words(number: &str, lang: Lang) -> String {
    let (number, mark) = (number.replacen('-', "−", 1), decimal_mark(lang));
    match number.split_once(mark) {
        Some((whole, digits)) => format!("{whole}{mark}{digits:0<2}"),
        None if number.ends_with(|c: char| c.is_ascii_digit()) => format!("{number}{mark}00"),
        None => number,
    }
}

fn score_table(
    lang: Lang,
    scores: Vec<(Words, Option<Words>, Option<Words>)>,
) -> Option<impl IntoView> {
    let cell = move |words: Option<Words>| {
        words.map_or("–".to_owned(), |words| words.get(lang).to_owned())
    };
    (!scores.is_empty()).then(|| {
        let lines = scores.into_iter().map(|(label, score, category)| {
            view! {
                <tr>
                    <th scope="row">{label.get(lang).to_owned()}</th>
                    <td class="z-score">{z_words(&cell(score), lang)}</td>
                    <td>{cell(category)}</td>
                </tr>
            }
        });
        view! {
            <table class="result-table">
                <thead>
                    <tr>
                        <th scope="col">{words::INDICATOR.get(lang)}</th>
                        <th scope="col" class="z-score">{words::Z_SCORE.get(lang)}</th>
                        <th scope="col">{words::CATEGORY.get(lang)}</th>
                    </tr>
                </thead>
                <tbody>{lines.collect_view()}</tbody>
            </table>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(name: &str, value: &str) -> Field {
        let words = |text: &str| Words { id: text.to_owned(), en: text.to_owned() };
        Field {
            name: name.to_owned(),
            label: words(name),
            value: Some(words(value)),
            computed: true,
            ..Field::default()
        }
    }

    fn score(name: &str, value: &str, category: &str) -> Field {
        let (result, category) = ("score".to_owned(), category.to_owned());
        Field { result, category, ..field(name, value) }
    }

    #[test]
    fn z_scores_line_up() {
        let check = |number: &str, expected: &str| {
            assert_eq!(z_words(number, Lang::Id), expected);
            let english = |words: &str| words.replace(',', ".");
            assert_eq!(z_words(&english(number), Lang::En), english(expected));
        };
        check("-2,31", "−2,31");
        check("-0,7", "−0,70");
        check("2", "2,00");
        check("–", "–");
    }

    #[test]
    fn every_result_is_shown_once_and_beside_its_category() {
        let results = vec![
            field("umur_bulan", "12"),
            score("haz", "-2,31", "kategori_tbu"),
            score("muacz", "-0,10", "kategori_lila"),
            field("kategori_tbu", "Pendek"),
            field("kategori_bbu", "Normal"),
            Field { result: "step".to_owned(), ..field("tindakan", "Ajak periksa") },
        ];
        let parts = Parts::of(results);
        assert_eq!(parts.action.map(|words| words.id).as_deref(), Some("Ajak periksa"));
        let id = |words: &Option<Words>| words.as_ref().map(|words| words.id.clone());
        let scores: Vec<_> = parts
            .scores
            .iter()
            .map(|(label, score, category)| (label.id.as_str(), id(score), id(category)))
            .collect();
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(
            scores,
            [("haz", some("-2,31"), some("Pendek")), ("muacz", some("-0,10"), None)]
        );
        let others: Vec<&str> = parts.others.iter().map(|field| field.name.as_str()).collect();
        assert_eq!(others, ["umur_bulan", "kategori_bbu"], "also a category without its score");
    }
}
