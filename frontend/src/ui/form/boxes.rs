//! A day in three boxes and a month in two. No wheel: typing a birth date from 1958 takes eight keys.

use leptos::prelude::*;
use shared::{
    form::{edit, value::Value},
    text::Text,
};
use wasm_bindgen::JsValue;

use super::{Place, frame};
use crate::ui::{
    attrs::Words,
    dom::{div, el, focus_box, nothing, value_of},
    parts, text,
};

/// One box: which, how many digits, what it is called.
struct Part {
    suffix: &'static str,
    name: &'static str,
    label: Text,
    n_digits: usize,
    /// A first digit above this can only be a whole number.
    first_max: u8,
}

const DAY: Part =
    Part { suffix: "-d", name: ".hari", label: text::DAY, n_digits: 2, first_max: b'3' };
const MONTH: Part =
    Part { suffix: "-m", name: ".bulan", label: text::MONTH, n_digits: 2, first_max: b'1' };
const YEAR: Part =
    Part { suffix: "-y", name: ".tahun", label: text::YEAR, n_digits: 4, first_max: b'9' };

static DAY_PARTS: [Part; 3] = [DAY, MONTH, YEAR];
static MONTH_PARTS: [Part; 2] = [MONTH, YEAR];

/// Day, month, year.
pub fn day(place: &Place) -> AnyView {
    let typed = typed_signal(place, DAY_PARTS.len());
    let today = if place.field.suggest.is_some() || is_recent(place) {
        let place = place.clone();
        let words = text::TODAY.get(place.form.lang);
        parts::button("quiet", words, move || {
            let today = Value::Day(untrack(|| place.form.world().today));
            typed.set(edit::boxes(Some(&today), DAY_PARTS.len()));
            place.form.put(&place.path, Some(today));
        })
        .done()
    } else {
        nothing()
    };
    frame::set(place, vec![boxes(place, &DAY_PARTS, typed), today])
}

/// Month, year.
pub fn month(place: &Place) -> AnyView {
    let typed = typed_signal(place, MONTH_PARTS.len());
    frame::set(place, vec![boxes(place, &MONTH_PARTS, typed)])
}

/// Days about the work itself, where "today" is a likely answer; never a birth or a death.
fn is_recent(place: &Place) -> bool {
    ["tanggal_kunjungan", "tgl_ukur"].contains(&place.field.name)
}

fn typed_signal(place: &Place, n_boxes: usize) -> RwSignal<Vec<String>> {
    RwSignal::new(edit::boxes(place.form.answer_now(&place.path).as_ref(), n_boxes))
}

fn boxes(place: &Place, parts: &'static [Part], typed: RwSignal<Vec<String>>) -> AnyView {
    let row = parts.iter().enumerate().map(|(idx, part)| {
        let id = [&place.id(), part.suffix].concat();
        let next = parts.get(idx + 1).map(|next| [&place.id(), next.suffix].concat());
        let place = place.clone();
        let label = part.label.get(place.form.lang);
        let input = el("input")
            .attr("type", "text")
            .attr("inputmode", "numeric")
            .attr("id", id.clone())
            .attr("name", [&place.name, part.name].concat())
            .attr("maxlength", Words::Borrowed(if part.n_digits == 4 { "4" } else { "2" }))
            .attr("autocomplete", "off")
            .prop_live("value", move || {
                JsValue::from_str(typed.with(|typed| typed[idx].clone()).as_str())
            })
            .on("input", move |event| {
                let words = value_of(&event);
                let is_full = is_full(part, &words);
                typed.update(|typed| typed[idx] = words);
                let value = typed.with_untracked(|typed| match typed.as_slice() {
                    [day, month, year] => edit::read_day(day, month, year),
                    [month, year] => edit::read_month(month, year),
                    _ => None,
                });
                place.form.put(&place.path, value);
                if let (true, Some(next)) = (is_full, &next) {
                    focus_box(next);
                }
            });
        div(if part.n_digits == 4 { "box wide" } else { "box" })
            .kid(el("label").attr("for", id).text(label))
            .kid(input)
            .done()
    });
    div("boxes").kids(row).done()
}

fn is_full(part: &Part, typed: &str) -> bool {
    typed.len() == part.n_digits
        || (typed.len() == 1 && part.n_digits == 2 && typed.as_bytes()[0] > part.first_max)
}
