//! A day in three boxes and a month in two. No wheel: typing a birth date from 1958 takes eight keys.

use std::sync::Arc;

use leptos::prelude::*;
use shared::{
    form::{edit, value::Value},
    text::Text,
};

use super::{frame::BoxSet, question::Question};
use crate::ui::{
    button::Button,
    dom::{focus_box, set_value_at, value_at},
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
            let today = untrack(|| question.form.world().today);
            let value = Some(Value::Day(today));
            for (part, words) in PARTS.iter().zip(edit::boxes(value.as_ref(), PARTS.len())) {
                set_value_at(&question.id_with(part.suffix), &words);
            }
            question.put(value);
        };
        view! { <Button class="quiet" on_press=put>{t(&text::TODAY)}</Button> }
    });
    view! {
        <BoxSet question=Arc::clone(&question)>
            {boxes(&question, &PARTS)}
            {today}
        </BoxSet>
    }
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
