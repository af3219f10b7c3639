//! Boxes that are typed into: numbers, words, and the numbers of people, families and telephones.

use std::sync::Arc;

use leptos::{ev, prelude::*};
use shared::{
    form::{
        edit,
        model::{Kind, TextStyle},
        value::Value,
    },
    text::Text,
};

use super::{
    frame::{Labelled, described_by, invalid},
    question::Question,
};
use crate::ui::{
    dom::set_value_of,
    lang::{self, t},
    text,
};

/// Numbers up to this are reached by a few touches: children, times a month, a grade.
const STEPPED_MAX: i64 = 30;

/// Digits of a NIK or a family card number.
const SIXTEEN: usize = 16;

/// One box.
#[component]
pub fn TypedBox(question: Arc<Question>) -> impl IntoView {
    let kind = &question.field.kind;
    let control = match kind {
        Kind::Text { style: TextStyle::Paragraph, .. } => paragraph(&question),
        _ => one_line(&question),
    };
    let control = match kind {
        Kind::Int { min, max, unit } if *max <= STEPPED_MAX => {
            view! { <Stepper question=Arc::clone(&question) min=*min max=*max unit=*unit>{control}</Stepper> }
                .into_any()
        }
        Kind::Text { max, .. } => {
            view! {
                <div>
                    {control}
                    {full(&question, *max)}
                </div>
            }
            .into_any()
        }
        Kind::Int { unit, .. } | Kind::Decimal { unit, .. } if !unit.is_empty() => view! {
            <div class="with-unit">
                {control}
                <span class="unit">{t(unit)}</span>
            </div>
        }
        .into_any(),
        Kind::Nik { .. } | Kind::NoKk => view! {
            <div>
                {control}
                {counter(&question)}
            </div>
        }
        .into_any(),
        _ => control,
    };
    view! { <Labelled question>{control}</Labelled> }
}

/// A small number between two buttons. The first touch of either begins at the least.
#[component]
fn Stepper(
    question: Arc<Question>,
    min: i64,
    max: i64,
    unit: Text,
    children: Children,
) -> impl IntoView {
    let now = question.follow_answer(|answer| match answer {
        Some(Value::Int(number)) => Some(*number),
        _ => None,
    });
    let step = move |by: i64, words: &'static str, sign: &'static str| {
        let question = Arc::clone(&question);
        let ends_at = if by < 0 { min } else { max };
        let name = [question.label(), ": ", words].concat();
        let press = move |_| {
            let next = now.get_untracked().map_or(min, |now| (now + by).clamp(min, max));
            question.fill(Value::Int(next));
            question.typed();
        };
        view! {
            <button
                type="button"
                class="second step"
                aria-label=name
                data-step=sign
                disabled=move || now.get() == Some(ends_at)
                on:click=press
            >
                {sign}
            </button>
        }
    };
    let unit = (!unit.is_empty()).then(|| view! { <span class="unit">{t(&unit)}</span> });
    view! {
        <div class="with-unit stepper">
            {step(-1, t(&text::LESS), "−")}
            {children()}
            {step(1, t(&text::MORE), "+")}
            {unit}
        </div>
    }
}

/// Says that a box takes no more: the browser cuts what is pasted without a word.
fn full(question: &Question, max: u16) -> impl IntoView + use<> {
    let is_full = question.follow_answer(move |answer| match answer {
        // As the browser counts.
        Some(Value::Text(typed)) => typed.encode_utf16().count() >= usize::from(max),
        _ => false,
    });
    let words = move || {
        if is_full.get() {
            let number = max.to_string();
            [t(&text::BOX_FULL), " ", &number, " ", t(&text::BOX_FULL_END)].concat()
        } else {
            String::new()
        }
    };
    view! { <p class="hint" role="status" prop:textContent=words></p> }
}

fn one_line(question: &Arc<Question>) -> AnyView {
    let keyboard = keyboard(&question.field.kind);
    let (input, changed) = (on_input(question), on_change(question));
    view! {
        <input
            type="text"
            value=start(question)
            inputmode=keyboard.mode
            class=keyboard.class
            autocapitalize=keyboard.capitalize
            spellcheck=keyboard.spellcheck
            maxlength=keyboard.max.to_string()
            id=question.id.clone()
            name=question.name.clone()
            autocomplete="off"
            aria-describedby=described_by(question)
            aria-invalid=invalid(question)
            on:input=input
            on:change=changed
        />
    }
    .into_any()
}

fn paragraph(question: &Arc<Question>) -> AnyView {
    let keyboard = keyboard(&question.field.kind);
    view! {
        <textarea
            rows="3"
            prop:value=start(question)
            inputmode=keyboard.mode
            maxlength=keyboard.max.to_string()
            id=question.id.clone()
            name=question.name.clone()
            autocomplete="off"
            aria-describedby=described_by(question)
            aria-invalid=invalid(question)
            on:input=on_input(question)
        ></textarea>
    }
    .into_any()
}

/// What the box begins with. Afterwards it belongs to the person: nothing is ever written into it while
/// somebody types.
fn start(question: &Question) -> String {
    edit::typed(&question.field.kind, question.answer().as_ref(), lang::now())
}

/// Which keyboard opens, and how wide the box is.
struct Keyboard {
    mode: Option<&'static str>,
    class: Option<&'static str>,
    capitalize: Option<&'static str>,
    spellcheck: Option<&'static str>,
    /// Most characters.
    max: u16,
}

fn keyboard(kind: &Kind) -> Keyboard {
    let (mode, class, max) = match kind {
        Kind::Decimal { .. } => ("decimal", Some("short"), 12),
        Kind::Int { .. } => ("numeric", Some("short"), 12),
        Kind::Nik { .. } | Kind::NoKk => ("numeric", Some("digits"), 30),
        Kind::Phone => ("tel", None, 30),
        Kind::Text { style: TextStyle::Digits, max } => ("numeric", Some("short"), *max),
        Kind::Text { style: TextStyle::Name, max } => {
            return Keyboard {
                mode: None,
                class: None,
                capitalize: Some("words"),
                spellcheck: Some("false"),
                max: *max,
            };
        }
        Kind::Text { max, .. } => ("text", None, *max),
        _ => ("text", None, 100),
    };
    Keyboard { mode: Some(mode), class, capitalize: None, spellcheck: None, max }
}

fn on_input(question: &Arc<Question>) -> impl Fn(ev::Event) + use<> {
    let question = Arc::clone(question);
    move |event| {
        let (kind, words) = (&question.field.kind, event_target_value(&event));
        question.put(edit::read(kind, &words));
        if is_whole(kind, &words) {
            question.typed();
        }
    }
}

/// "9.5" becomes "9,5" once the box is left: so the person sees how it was understood.
fn on_change(question: &Arc<Question>) -> impl Fn(ev::Event) + use<> {
    let question = Arc::clone(question);
    move |event| {
        let kind = &question.field.kind;
        if let (Kind::Decimal { .. }, Some(value @ Value::Int(_))) = (kind, question.answer()) {
            set_value_of(&event, &edit::typed(kind, Some(&value), lang::now()));
        }
    }
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

/// How many digits were typed, in fours.
fn counter(question: &Question) -> impl IntoView + use<> {
    let words = question.follow_answer(grouped);
    // Put as content: see `ui/live.rs`.
    view! { <p class="counter" prop:textContent=move || words.get()></p> }
}

/// "3523 1641 01 · 10 dari 16 angka", to compare with the card.
fn grouped(value: Option<&Value>) -> String {
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
    [&words, " · ", &n_digits.to_string(), " ", t(&text::OF_16)].concat()
}
