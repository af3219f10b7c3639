//! All measures of a child as a table, the newest first: what the pictures say, for those who listen.

use leptos::prelude::*;
use shared::{
    day::Day,
    growth::picture::Row,
    quantity::{Grams, TenthMm, format_decimal},
    text::Lang,
};

use super::words;

/// The table.
#[component]
pub fn Measures(
    /// Oldest first.
    rows: Vec<Row>,
    /// In which language.
    lang: Lang,
) -> impl IntoView {
    let rows = rows.into_iter().rev().map(|row| line(row, lang)).collect_view();
    view! {
        <table class="measures">
            <thead>
                <tr>
                    <th scope="col">{words::WHEN.get(lang)}</th>
                    <th scope="col">{words::WEIGHT.get(lang)}</th>
                    <th scope="col">{words::LENGTH.get(lang)}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

fn line(row: Row, lang: Lang) -> AnyView {
    let age = [&row.months.to_string(), " ", words::MONTHS.get(lang)].concat();
    let odd = row.is_flagged.then(|| view! { <strong>{words::ODD.get(lang)}</strong> });
    let weight = row.weight_g.map(|grams| [&Grams(grams).kg(lang), " kg"].concat());
    let length = row.length_01mm.map(|length| [&TenthMm(length).cm(lang), " cm"].concat());
    view! {
        <tr>
            <th scope="row">
                <span>{Day::from_number(row.day).words(lang)}</span>
                <small>{age}</small>
                {odd}
            </th>
            <td>{measured(weight, row.waz, lang)}</td>
            <td>{measured(length, row.haz, lang)}</td>
        </tr>
    }
    .into_any()
}

/// A measure and the z-score for its age.
fn measured(value: Option<String>, centi: Option<i32>, lang: Lang) -> AnyView {
    let score = centi.map(|centi| {
        let number = format_decimal(i64::from(centi), 2, lang).replace('-', "−");
        view! { <small>{[&number, " SD"].concat()}</small> }
    });
    view! {
        <span>{value.unwrap_or_else(|| String::from("–"))}</span>
        {score}
    }
    .into_any()
}
