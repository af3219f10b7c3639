//! Boxes that are typed into: numbers, words, and the numbers of people, families and telephones.

use std::sync::Arc;

use shared::form::{
    edit,
    model::{Kind, TextStyle},
    place,
    value::Value,
};

use super::{Place, frame};
use crate::ui::{
    dom::{El, View, div, el, live_words, of, set_value, value_of},
    lang::{self, t},
    text,
};

/// Digits of a NIK or a family card number.
const SIXTEEN: usize = 16;

/// One box.
pub fn typed_box(place: &Place) -> View {
    let kind = &place.field.kind;
    let start = edit::typed(kind, place.form.answer(&place.path).as_ref(), lang::now());
    let is_paragraph = matches!(kind, Kind::Text { style: TextStyle::Paragraph, .. });
    let input = if is_paragraph {
        el("textarea").attr("rows", "3").text(&start)
    } else {
        el("input").attr("type", "text").attr("value", &start)
    };
    let input =
        keyboard(kind, input).id(&place.id).attr("name", &place.name).attr("autocomplete", "off");
    let control = listen(place, frame::described(place, input)).done();
    match kind {
        Kind::Int { unit, .. } | Kind::Decimal { unit, .. } if !unit.is_empty() => {
            let unit = of("span", "unit").say(unit);
            frame::labelled(place, div("with-unit").kid(control).put(unit).done())
        }
        Kind::Nik { .. } | Kind::NoKk => {
            let counted = Arc::clone(place);
            let counter = live_words(move || {
                let state = counted.form.see();
                grouped(place::at(&state.values, &counted.path), t(&text::OF_16))
            });
            let counter = of("p", "counter").kid(counter);
            frame::labelled(place, el("div").kid(control).put(counter).done())
        }
        _ => frame::labelled(place, control),
    }
}

/// Which keyboard opens, and how wide the box is.
fn keyboard(kind: &Kind, input: El) -> El {
    let (mode, class, max) = match kind {
        Kind::Decimal { .. } => ("decimal", "short", 12),
        Kind::Int { .. } => ("numeric", "short", 12),
        Kind::Nik { .. } | Kind::NoKk => ("numeric", "digits", 30),
        Kind::Phone => ("tel", "", 30),
        Kind::Text { style: TextStyle::Digits, max } => ("numeric", "short", *max),
        Kind::Text { style: TextStyle::Name, max } => {
            let input = input.attr("autocapitalize", "words").attr("spellcheck", "false");
            return input.attr("maxlength", &max.to_string());
        }
        Kind::Text { max, .. } => ("text", "", *max),
        _ => ("text", "", 100),
    };
    input.attr("inputmode", mode).class(class).attr("maxlength", &max.to_string())
}

fn listen(place: &Place, input: El) -> El {
    let typed = Arc::clone(place);
    let input = input.on("input", move |event| {
        let (kind, words) = (&typed.field.kind, value_of(&event));
        typed.form.put(&typed.path, edit::read(kind, &words));
        if is_whole(kind, &words) {
            typed.form.typed(&typed.path);
        }
    });
    if !matches!(place.field.kind, Kind::Decimal { .. }) {
        return input;
    }
    // "9.5" becomes "9,5" once the box is left: so the person sees how it was understood.
    let left = Arc::clone(place);
    input.on("change", move |event| {
        if let Some(value @ Value::Int(_)) = left.form.answer(&left.path) {
            set_value(&event, &edit::typed(&left.field.kind, Some(&value), lang::now()));
        }
    })
}

/// True for what may be judged while its author still types: a number at once, an identity number when
/// it has all its digits, words never.
fn is_whole(kind: &Kind, typed: &str) -> bool {
    match kind {
        Kind::Int { .. } | Kind::Decimal { .. } => true,
        Kind::Nik { .. } | Kind::NoKk => {
            typed.bytes().filter(u8::is_ascii_digit).count() >= SIXTEEN
        }
        _ => false,
    }
}

/// "3523 1641 01 · 10 dari 16 angka", to compare with the card.
fn grouped(value: Option<&Value>, of_16: &str) -> String {
    let typed = edit::typed(&Kind::NoKk, value, lang::now());
    let mut words = String::new();
    let mut n_digits = 0_usize;
    for byte in typed.bytes().filter(u8::is_ascii_digit) {
        if n_digits > 0 && n_digits.is_multiple_of(4) {
            words.push(' ');
        }
        words.push(char::from(byte));
        n_digits += 1;
    }
    if n_digits == 0 {
        return words;
    }
    [&words, " · ", &n_digits.to_string(), " ", of_16].concat()
}
