//! A day in three boxes and a month in two. No wheel: typing a birth date from 1958 takes eight keys.

use std::sync::Arc;

use leptos::prelude::*;
use shared::{
    day::Day,
    form::{edit, value::Value},
    text::Text,
};

use super::{frame::BoxSet, question::Question};
use crate::ui::{
    button::Button,
    dom::{focus_box, value_at},
    lang::t,
    text,
};

/// One box.
struct Part {
    /// What its id ends with.
    suffix: &'static str,
    /// What its name ends with.
    name: &'static str,
    label: Text,
    class: &'static str,
    n_digits: usize,
    /// A first digit above this can only be a whole number.
    first_max: &'static str,
}

static PARTS: [Part; 3] = [
    Part {
        suffix: "-d",
        name: ".hari",
        label: text::DAY,
        class: "box",
        n_digits: 2,
        first_max: "3",
    },
    Part {
        suffix: "-m",
        name: ".bulan",
        label: text::MONTH,
        class: "box",
        n_digits: 2,
        first_max: "1",
    },
    Part {
        suffix: "-y",
        name: ".tahun",
        label: text::YEAR,
        class: "box wide",
        n_digits: 4,
        first_max: "9",
    },
];

/// Day, month, year.
#[component]
pub fn DayBoxes(question: Arc<Question>) -> impl IntoView {
    let today = question.field.offers_today.then(|| {
        let question = Arc::clone(&question);
        let put = move || {
            question.fill(Value::Day(untrack(|| question.form.world().today)));
        };
        view! { <Button class="quiet" on_press=put>{t(&text::TODAY)}</Button> }
    });
    let age = question.field.says_age.then(|| view! { <Age question=Arc::clone(&question)/> });
    view! {
        <BoxSet question=Arc::clone(&question)>
            {boxes(&question, &PARTS)}
            {today}
            {age}
        </BoxSet>
    }
}

/// Says the age back, so that a wrong year is seen at once.
#[component]
fn Age(question: Arc<Question>) -> impl IntoView {
    let form = question.form;
    let birth = question.follow_answer(|answer| match answer {
        Some(Value::Day(day)) => Some(*day),
        _ => None,
    });
    let words = move || birth.get().map_or_else(String::new, |day| age(day, form.world().today));
    view! { <p class="age" role="status">{words}</p> }
}

/// The longest age that is said in months, too.
const MONTHS_MAX: i32 = 60;

/// "Umur 1 tahun 3 bulan"; empty for a day that is still to come.
fn age(birth: Day, today: Day) -> String {
    let (days, months) = (today.since(birth), today.months_since(birth));
    let (years, rest) = (months / 12, months % 12);
    let part = |number: i32, unit: &Text| [&number.to_string(), " ", t(unit)].concat();
    let words = match (days, months) {
        (..0, _) => return String::new(),
        (_, 0) => part(days, &text::DAYS),
        (_, ..12) => part(months, &text::MONTHS),
        (_, ..MONTHS_MAX) if rest > 0 => {
            [&part(years, &text::YEARS), " ", &part(rest, &text::MONTHS)].concat()
        }
        _ => part(years, &text::YEARS),
    };
    [t(&text::AGE), " ", &words].concat()
}

/// Month, year.
#[component]
pub fn MonthBoxes(question: Arc<Question>) -> impl IntoView {
    view! { <BoxSet question=Arc::clone(&question)>{boxes(&question, &PARTS[1..])}</BoxSet> }
}

fn boxes(question: &Arc<Question>, parts: &'static [Part]) -> impl IntoView + use<> {
    let start = edit::boxes(question.answer().as_ref(), parts.len());
    let boxes = parts.iter().zip(start).enumerate().map(|(idx, (part, words))| {
        let id = question.id_with(part.suffix);
        let label_for = id.clone();
        let name = [&question.name, part.name].concat();
        let question = Arc::clone(question);
        let typed = move |words: String| {
            question.put(read(&question, parts));
            if let (true, Some(next)) = (is_full(part, &words), parts.get(idx + 1)) {
                focus_box(&question.id_with(next.suffix));
            }
        };
        view! {
            <div class=part.class>
                <label for=label_for>{t(&part.label)}</label>
                <input
                    type="text"
                    inputmode="numeric"
                    id=id
                    name=name
                    maxlength=part.n_digits.to_string()
                    autocomplete="off"
                    value=words
                    on:input=move |event| typed(event_target_value(&event))
                />
            </div>
        }
    });
    view! { <div class="boxes">{boxes.collect_view()}</div> }
}

/// What stands in the boxes now.
fn read(question: &Question, parts: &[Part]) -> Option<Value> {
    let typed = |part: &Part| value_at(&question.id_with(part.suffix));
    match parts {
        [day, month, year] => edit::read_day(&typed(day), &typed(month), &typed(year)),
        [month, year] => edit::read_month(&typed(month), &typed(year)),
        _ => None,
    }
}

/// True when the next digit can only belong to the next box.
fn is_full(part: &Part, typed: &str) -> bool {
    part.n_digits == 2 && (typed.len() == 2 || (typed.len() == 1 && typed > part.first_max))
}
