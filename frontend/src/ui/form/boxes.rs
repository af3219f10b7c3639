//! A day in three boxes and a month in two. No wheel: typing a birth date from 1958 takes eight keys.

use std::sync::Arc;

use leptos::prelude::untrack;
use shared::{
    form::{edit, value::Value},
    text::Text,
};

use super::{Place, frame};
use crate::ui::{
    dom::{View, div, el, focus_box, nothing, of, put_value, value_at, value_of},
    parts, text,
};

/// One box.
struct Part {
    /// What its id ends with.
    suffix: &'static str,
    /// What its name ends with.
    name: &'static str,
    label: Text,
    class: &'static str,
    /// As an attribute has it.
    n_digits: &'static str,
    /// A first digit above this can only be a whole number.
    first_max: &'static str,
}

static PARTS: [Part; 3] = [
    Part {
        suffix: "-d",
        name: ".hari",
        label: text::DAY,
        class: "box",
        n_digits: "2",
        first_max: "3",
    },
    Part {
        suffix: "-m",
        name: ".bulan",
        label: text::MONTH,
        class: "box",
        n_digits: "2",
        first_max: "1",
    },
    Part {
        suffix: "-y",
        name: ".tahun",
        label: text::YEAR,
        class: "box wide",
        n_digits: "4",
        first_max: "9",
    },
];

/// Day, month, year.
pub fn day(place: &Place) -> View {
    let today = if place.field.suggest.is_some() || is_recent(place) {
        let today = Arc::clone(place);
        parts::button("quiet", &text::TODAY, move || {
            let value = Value::Day(untrack(|| today.form.world().today));
            for (part, words) in PARTS.iter().zip(edit::boxes(Some(&value), PARTS.len())) {
                put_value(&today.id_with(part.suffix), &words);
            }
            today.form.put(&today.path, Some(value));
        })
        .done()
    } else {
        nothing()
    };
    frame::set(place, vec![boxes(place, &PARTS), today])
}

/// Month, year.
pub fn month(place: &Place) -> View {
    frame::set(place, vec![boxes(place, &PARTS[1..])])
}

/// Days about the work itself, where "today" is a likely answer; never a birth or a death.
fn is_recent(place: &Place) -> bool {
    matches!(place.field.name, "tanggal_kunjungan" | "tgl_ukur")
}

fn boxes(place: &Place, parts: &'static [Part]) -> View {
    let start = edit::boxes(place.form.answer(&place.path).as_ref(), parts.len());
    let mut row = div("boxes");
    for (idx, part) in parts.iter().enumerate() {
        let id = place.id_with(part.suffix);
        let typed = Arc::clone(place);
        let input = el("input")
            .attr("type", "text")
            .attr("inputmode", "numeric")
            .id(&id)
            .attr("name", &[&place.name, part.name].concat())
            .attr("maxlength", part.n_digits)
            .attr("autocomplete", "off")
            .attr("value", &start[idx])
            .on("input", move |event| {
                typed.form.put(&typed.path, read(&typed, parts));
                if let (true, Some(next)) = (is_full(part, &value_of(&event)), parts.get(idx + 1)) {
                    focus_box(&typed.id_with(next.suffix));
                }
            });
        let label = el("label").attr("for", &id).say(&part.label);
        row = row.put(of("div", part.class).put(label).put(input));
    }
    row.done()
}

/// What stands in the boxes now.
fn read(place: &Place, parts: &[Part]) -> Option<Value> {
    let typed = |part: &Part| value_at(&place.id_with(part.suffix));
    match parts {
        [day, month, year] => edit::read_day(&typed(day), &typed(month), &typed(year)),
        [month, year] => edit::read_month(&typed(month), &typed(year)),
        _ => None,
    }
}

/// True when the next digit can only belong to the next box.
fn is_full(part: &Part, typed: &str) -> bool {
    match part.n_digits {
        "2" => typed.len() == 2 || (typed.len() == 1 && typed > part.first_max),
        _ => false,
    }
}
