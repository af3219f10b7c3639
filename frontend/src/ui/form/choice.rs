//! Questions answered by choosing: yes or no, one of a list, several of a list.

use leptos::prelude::*;
use shared::form::{
    edit,
    model::{ChoiceList, Opt},
    value::Value,
};
use wasm_bindgen::JsValue;

use super::{Place, frame};
use crate::ui::{
    dom::{div, el, is_ticked, live, nothing, value_of},
    parts, text,
};

/// Longer lists open as the phone's own list.
pub const RADIO_MAX: usize = 8;

/// Two big buttons.
pub fn yes_no(place: &Place) -> AnyView {
    let answer = answer(place);
    let buttons = [true, false].map(|yes| {
        let (suffix, name) = if yes { ("-ya", "ya") } else { ("-tidak", "tidak") };
        let words = edit::yes_no(yes).get(place.form.lang);
        radio(place, answer, (suffix, name, words), Value::Bool(yes))
    });
    frame::set(place, vec![div("yes-no").kids(buttons).done(), clear(place, answer)])
}

/// All options below each other.
pub fn radios(place: &Place, list: &'static ChoiceList) -> AnyView {
    let answer = answer(place);
    let options = list.options.iter().map(|option| {
        let suffix = ["-", &option.code.to_string()].concat();
        let words = option.label.get(place.form.lang);
        radio(place, answer, (&suffix, option.name, words), Value::Choice(option.code))
    });
    let class = if list.options.len() == 2 { "yes-no" } else { "options" };
    frame::set(place, vec![div(class).kids(options).done(), clear(place, answer)])
}

/// One option: a card that is touched anywhere. Named by the end of its id, its stable name and words.
fn radio(
    place: &Place,
    answer: Memo<Option<Value>>,
    (suffix, name, words): (&str, &'static str, &'static str),
    value: Value,
) -> AnyView {
    let id = [&place.id(), suffix].concat();
    let chosen = place.clone();
    let put = value.clone();
    let input = el("input")
        .attr("type", "radio")
        .attr("id", id.clone())
        .attr("name", place.name.clone())
        .attr("value", name)
        .prop_live("checked", move || {
            JsValue::from_bool(answer.with(|answer| answer.as_ref() == Some(&value)))
        })
        .on("change", move |_| {
            chosen.form.put(&chosen.path, Some(put.clone()));
            chosen.form.typed(&chosen.path);
        });
    el("label").class("option").attr("for", id).kid(input).kid(el("span").text(words)).done()
}

/// Takes an answer away that need not be given.
fn clear(place: &Place, answer: Memo<Option<Value>>) -> AnyView {
    let asking = place.clone();
    let may_clear = Memo::new(move |_| {
        answer.with(Option::is_some) && !asking.form.is_required(&asking.path, asking.field)
    });
    let place = place.clone();
    live(move || {
        if !may_clear.get() {
            return nothing();
        }
        let place = place.clone();
        let words = text::CLEAR.get(place.form.lang);
        parts::button("quiet", words, move || place.form.put(&place.path, None)).done()
    })
}

/// The phone's own list.
pub fn select(place: &Place, list: &'static ChoiceList) -> AnyView {
    let lang = place.form.lang;
    let now = place.form.answer_now(&place.path);
    let empty = el("option").attr("value", "").text(text::CHOOSE.get(lang)).done();
    let options = list.options.iter().map(|option| {
        el("option")
            .attr("value", option.name)
            .flag("selected", now == Some(Value::Choice(option.code)))
            .text(option.label.get(lang))
            .done()
    });
    let chosen = place.clone();
    let control = el("select")
        .attr("id", place.id())
        .attr("name", place.name.clone())
        .on("change", move |event| {
            let name = value_of(&event);
            let option = list.options.iter().find(|option| option.name == name);
            chosen.form.put(&chosen.path, option.map(|option| Value::Choice(option.code)));
            chosen.form.typed(&chosen.path);
        })
        .kid(empty)
        .kids(options);
    frame::labelled(place, frame::described(place, control).done())
}

/// All options to tick; `none` is the one that excludes the others.
pub fn checkboxes(place: &Place, list: &'static ChoiceList, none: Option<u16>) -> AnyView {
    let answer = answer(place);
    let options = list.options.iter().map(|option| checkbox(place, answer, option, none));
    frame::set(place, vec![div("options").kids(options).done()])
}

fn checkbox(
    place: &Place,
    answer: Memo<Option<Value>>,
    option: &'static Opt,
    none: Option<u16>,
) -> AnyView {
    let code = option.code;
    let id = [&place.id(), "-", &code.to_string()].concat();
    let ticked = place.clone();
    let input = el("input")
        .attr("type", "checkbox")
        .attr("id", id.clone())
        .attr("name", place.name.clone())
        .attr("value", option.name)
        .prop_live("checked", move || {
            JsValue::from_bool(answer.with(
                |answer| matches!(answer, Some(Value::Choices(codes)) if codes.contains(&code)),
            ))
        })
        .on("change", move |event| {
            let now = ticked.form.answer_now(&ticked.path);
            let codes = tick(now, code, is_ticked(&event), none);
            ticked.form.put(&ticked.path, codes);
            ticked.form.typed(&ticked.path);
        });
    el("label")
        .class("option")
        .attr("for", id)
        .kid(input)
        .kid(el("span").text(option.label.get(place.form.lang)))
        .done()
}

/// The codes after one was ticked or not: ascending, and "none of these" alone.
fn tick(now: Option<Value>, code: u16, is_ticked: bool, none: Option<u16>) -> Option<Value> {
    let mut codes = match now {
        Some(Value::Choices(codes)) => codes,
        _ => Vec::new(),
    };
    codes.retain(|other| *other != code);
    if is_ticked {
        let excludes_others = none == Some(code);
        codes.retain(|other| !excludes_others && none != Some(*other));
        codes.push(code);
        codes.sort_unstable();
    }
    (!codes.is_empty()).then_some(Value::Choices(codes))
}

fn answer(place: &Place) -> Memo<Option<Value>> {
    let place = place.clone();
    Memo::new(move |_| place.form.answer(&place.path))
}
