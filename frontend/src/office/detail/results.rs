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

/// A z-score, and the category that belongs to it, by their names.
const PAIRS: [(&str, &str); 6] = [
    ("haz", "kategori_tbu"),
    ("waz", "kategori_bbu"),
    ("whz", "kategori_bbtb"),
    ("baz", "kategori_imtu"),
    ("muacz", "kategori_lila"),
    ("hcz", ""),
];
/// The next step, which comes before every number.
const ACTION: &str = "tindakan";

/// The age, as the form counts its months.
const AGE_MONTHS: &str = "umur_bulan";
/// The age, computed in days.
const AGE_DAYS: &str = "umur_hari";
/// Which version of the computation it was.
const ALGORITHM: &str = "versi_hitungan";

/// The computed answers, sorted to where they are shown.
#[derive(Debug, Default, PartialEq, Eq)]
struct Parts {
    /// The next step.
    action: Option<Words>,
    /// Label, z-score, category.
    scores: Vec<(Words, Option<Words>, Option<Words>)>,
    /// The age: label, months, days.
    age: Option<(Words, i64, i64)>,
    /// The version of the computation.
    algorithm: Option<Field>,
    /// Everything else, also what a later kind computes.
    others: Vec<Field>,
}

impl Parts {
    fn of(mut results: Vec<Field>) -> Self {
        let mut take = |name: &str| {
            let idx = results.iter().position(|field| field.name == name && !name.is_empty())?;
            Some(results.remove(idx))
        };
        let action = take(ACTION).and_then(|field| field.value);
        let mut scores = Vec::new();
        for (score, category) in PAIRS {
            let (score, category) = (take(score), take(category));
            // Without a score the category's own label stands in front.
            if let Some(label) =
                score.as_ref().or(category.as_ref()).map(|field| field.label.clone())
            {
                let score = score.and_then(|field| field.value);
                scores.push((label, score, category.and_then(|field| field.value)));
            }
        }
        let (months, days) = (take(AGE_MONTHS), take(AGE_DAYS));
        let age = months.as_ref().zip(days.as_ref()).and_then(|(months, days)| {
            Some((months.label.clone(), whole_number(months)?, whole_number(days)?))
        });
        let algorithm = take(ALGORITHM);
        if age.is_none() {
            // One without the other is shown as it is.
            results.extend(months.into_iter().chain(days));
        }
        Self { action, scores, age, algorithm, others: results }
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
    let age = parts
        .age
        .map(|(label, months, days)| (plain_label(&label, lang), words::age(months, days, lang)));
    let others = parts.others.into_iter().filter_map(|field| {
        Some((field.label.get(lang).to_owned(), field.value?.get(lang).to_owned()))
    });
    let lines: Vec<_> = age
        .into_iter()
        .chain(others)
        .map(|(label, value)| {
            view! { <div class="result"><dt>{label}</dt><dd>{value}</dd></div> }
        })
        .collect();
    let algorithm = parts
        .algorithm
        .and_then(|field| Some(format!(" {} {}.", field.label.get(lang), field.value?.get(lang))));
    view! {
        <section class="card results" aria-labelledby="results-t">
            <h2 id="results-t">
                {words::RESULTS.get(lang)} " " <span class="tag">{words::ESTIMATE.get(lang)}</span>
            </h2>
            {action}
            {score_table(lang, parts.scores)}
            {(!lines.is_empty()).then(|| view! { <dl class="result-list">{lines}</dl> })}
            <p class="no-decision">
                <strong>{words::NO_DECISION.get(lang)}</strong>
                <span>{algorithm}</span>
            </p>
        </section>
    }
}

fn whole_number(field: &Field) -> Option<i64> {
    field.value.as_ref()?.id.parse().ok()
}

/// A label without the unit behind it, since the value carries its own.
fn plain_label(label: &Words, lang: Lang) -> String {
    let label = label.get(lang);
    label.split_once(" (").map_or(label, |(label, _)| label).to_owned()
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
            field_id: String::new(),
            name: name.to_owned(),
            label: words(name),
            value: Some(words(value)),
            before: None,
            class: String::new(),
            computed: true,
            children: Vec::new(),
        }
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
        let results = [
            ("umur_bulan", "12"),
            ("umur_hari", "365"),
            ("versi_hitungan", "1"),
            ("haz", "-2,31"),
            ("muacz", "-0,10"),
            ("kategori_tbu", "Pendek"),
            ("kategori_bbu", "Normal"),
            ("tindakan", "Ajak periksa"),
            ("luas_per_jiwa", "7,1"),
        ];
        let parts = Parts::of(results.map(|(name, value)| field(name, value)).to_vec());
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
            [
                ("haz", some("-2,31"), some("Pendek")),
                ("kategori_bbu", None, some("Normal")),
                ("muacz", some("-0,10"), None),
            ]
        );
        let age = parts.age.map(|(label, months, days)| (label.id, months, days));
        assert_eq!(age, Some(("umur_bulan".to_owned(), 12, 365)));
        assert!(parts.algorithm.is_some());
        let others: Vec<&str> = parts.others.iter().map(|field| field.name.as_str()).collect();
        assert_eq!(others, ["luas_per_jiwa"]);
    }

    #[test]
    fn an_age_of_which_half_is_missing_is_shown_as_it_is() {
        let parts = Parts::of(vec![field("umur_hari", "365")]);
        assert_eq!(parts.age, None);
        assert_eq!(parts.others, [field("umur_hari", "365")]);
    }
}
