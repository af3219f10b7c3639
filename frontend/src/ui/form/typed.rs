//! Boxes that are typed into: numbers, words, and the numbers of people, families and telephones.

use leptos::prelude::*;
use shared::form::{
    edit,
    model::{Kind, TextStyle},
    value::Value,
};

use super::{Place, frame};
use crate::ui::{
    dom::{El, div, el, value_of},
    text,
};

/// Digits of a NIK or a family card number.
const SIXTEEN: usize = 16;

/// One box.
pub fn typed_box(place: &Place) -> AnyView {
    let kind = &place.field.kind;
    let is_paragraph = matches!(kind, Kind::Text { style: TextStyle::Paragraph, .. });
    let start = edit::typed(kind, place.form.answer_now(&place.path).as_ref());
    let input = if is_paragraph {
        el("textarea").attr("rows", "3").text(start)
    } else {
        el("input").attr("type", "text").attr("value", start)
    };
    let input = keyboard(kind, input)
        .attr("id", place.id())
        .attr("name", place.name.clone())
        .attr("autocomplete", "off");
    let control = listen(place, frame::described(place, input)).done();
    let lang = place.form.lang;
    match kind {
        Kind::Int { unit, .. } | Kind::Decimal { unit, .. } if !unit.is_empty() => {
            let unit = el("span").class("unit").text(unit.get(lang));
            frame::labelled(place, div("with-unit").kid(control).kid(unit).done())
        }
        Kind::Nik { .. } | Kind::NoKk => {
            let counted = place.clone();
            let counter = frame::counter(move || {
                grouped(counted.form.answer(&counted.path).as_ref(), text::OF_16.get(lang))
            });
            frame::labelled(place, el("div").kid(control).kid(counter).done())
        }
        _ => frame::labelled(place, control),
    }
}

/// Which keyboard opens, and how wide the box is.
fn keyboard(kind: &Kind, input: El) -> El {
    match kind {
        Kind::Decimal { .. } => input.attr("inputmode", "decimal").class("short"),
        Kind::Int { .. } => input.attr("inputmode", "numeric").class("short"),
        Kind::Nik { .. } | Kind::NoKk => input.attr("inputmode", "numeric").class("digits"),
        Kind::Phone => input.attr("inputmode", "tel"),
        Kind::Text { style, max } => {
            let input = input.attr("maxlength", max.to_string());
            match style {
                TextStyle::Name => {
                    input.attr("autocapitalize", "words").attr("spellcheck", "false")
                }
                TextStyle::Digits => input.attr("inputmode", "numeric").class("short"),
                TextStyle::Line | TextStyle::Paragraph => input,
            }
        }
        _ => input,
    }
}

fn listen(place: &Place, input: El) -> El {
    let typed = place.clone();
    let input = input.on("input", move |event| {
        let words = value_of(&event);
        let value = edit::read(&typed.field.kind, &words);
        let is_whole = is_whole(&typed.field.kind, &words);
        typed.form.put(&typed.path, value);
        if is_whole {
            typed.form.typed(&typed.path);
        }
    });
    // "9.5" becomes "9,5" once the box is left: so the person sees how it was understood.
    let kind = &place.field.kind;
    if !matches!(kind, Kind::Decimal { .. }) {
        return input;
    }
    let left = place.clone();
    input.on("change", move |event| {
        if let Some(value @ Value::Int(_)) = left.form.answer_now(&left.path) {
            crate::ui::dom::set_value(&event, &edit::typed(&left.field.kind, Some(&value)));
        }
    })
}

/// True for what may be judged while its author still types: a number at once, an identity number when
/// it has all its digits, words never.
fn is_whole(kind: &Kind, typed: &str) -> bool {
    match kind {
        Kind::Int { .. } | Kind::Decimal { .. } => true,
        Kind::Nik { .. } | Kind::NoKk => n_digits(typed) >= SIXTEEN,
        _ => false,
    }
}

fn n_digits(words: &str) -> usize {
    words.bytes().filter(u8::is_ascii_digit).count()
}

/// "3523 1641 01 · 10 dari 16 angka", to compare with the card.
fn grouped(value: Option<&Value>, of_16: &str) -> String {
    let typed = edit::typed(&Kind::NoKk, value);
    let digits: Vec<char> = typed.chars().filter(char::is_ascii_digit).collect();
    if digits.is_empty() {
        return String::new();
    }
    let mut words = String::new();
    for (idx, digit) in digits.iter().enumerate() {
        if idx > 0 && idx % 4 == 0 {
            words.push(' ');
        }
        words.push(*digit);
    }
    [&words, " · ", &digits.len().to_string(), " ", of_16].concat()
}
