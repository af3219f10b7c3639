//! Questions answered by choosing: yes or no, one of a list, several of a list.

use std::sync::Arc;

use shared::form::{
    edit,
    model::{ChoiceList, Opt},
    place,
    value::Value,
};

use super::{Place, frame};
use crate::ui::{
    cell::claim,
    dom::{El, View, div, el, is_ticked, live, nothing, of, value_of},
    lang::t,
    parts, text,
};

/// Longer lists open as the phone's own list: more would push the next question off the screen.
pub const RADIO_MAX: usize = 6;

/// Two big buttons.
pub fn yes_no(place: &Place) -> View {
    let mut buttons = div("yes-no");
    for yes in [true, false] {
        let name = if yes { "ya" } else { "tidak" };
        let words = t(&edit::yes_no(yes));
        buttons = buttons.kid(radio(place, [name, words], Value::Bool(yes)));
    }
    frame::set(place, vec![buttons.done(), clear(place)])
}

/// All options below each other; two stand side by side.
pub fn radios(place: &Place, list: &'static ChoiceList) -> View {
    let mut options = div(if list.options.len() == 2 { "yes-no" } else { "options" });
    for option in list.options {
        let code = option.code.to_string();
        let words = t(&option.label);
        options = options.kid(radio(place, [&code, words], Value::Choice(option.code)));
    }
    frame::set(place, vec![options.done(), clear(place)])
}

/// One option: a card that is touched anywhere. Named by what ends its id, and its words.
fn radio(place: &Place, named: [&str; 2], value: Value) -> View {
    let (seen, chosen) = (Arc::clone(place), Arc::clone(place));
    let put = value.clone();
    let input = el("input")
        .attr("type", "radio")
        .ticked(move || place::at(&seen.form.see().values, &seen.path) == Some(&value))
        .on("change", move |_| {
            chosen.form.put(&chosen.path, Some(put.clone()));
            chosen.form.typed(&chosen.path);
        });
    option(place, input, named)
}

fn option(place: &Place, input: El, [name, words]: [&str; 2]) -> View {
    let id = [&place.id, "-", name].concat();
    let input = input.id(&id).attr("name", &place.name).attr("value", name);
    of("label", "option").attr("for", &id).put(input).put(el("span").text(words)).done()
}

/// Takes an answer away that need not be given.
fn clear(place: &Place) -> View {
    let asking = Arc::clone(place);
    let may_clear = claim(move || {
        let (form, path) = (asking.form, &asking.path);
        place::at(&form.see().values, path).is_some() && !form.is_required(path, asking.field)
    });
    let place = Arc::clone(place);
    live(move || {
        if !may_clear.holds() {
            return nothing();
        }
        let place = Arc::clone(&place);
        parts::button("quiet", &text::CLEAR, move || place.form.put(&place.path, None)).done()
    })
}

/// The phone's own list.
pub fn select(place: &Place, list: &'static ChoiceList) -> View {
    let now = place.form.answer(&place.path);
    let chosen = Arc::clone(place);
    let control = el("select").id(&place.id).attr("name", &place.name).on("change", move |event| {
        let code = value_of(&event).parse().ok();
        chosen.form.put(&chosen.path, code.map(Value::Choice));
        chosen.form.typed(&chosen.path);
    });
    let mut control =
        frame::described(place, control).put(el("option").attr("value", "").say(&text::CHOOSE));
    for option in list.options {
        let line = el("option").attr("value", &option.code.to_string()).say(&option.label);
        let is_now = now == Some(Value::Choice(option.code));
        control = control.put(if is_now { line.attr("selected", "") } else { line });
    }
    frame::labelled(place, control.done())
}

/// All options to tick; `none` is the one that excludes the others.
pub fn checkboxes(place: &Place, list: &'static ChoiceList, none: Option<u16>) -> View {
    let mut options = div("options");
    for option in list.options {
        options = options.kid(checkbox(place, option, none));
    }
    frame::set(place, vec![options.done()])
}

fn checkbox(place: &Place, opt: &'static Opt, none: Option<u16>) -> View {
    let code = opt.code;
    let (seen, ticked) = (Arc::clone(place), Arc::clone(place));
    let input = el("input")
        .attr("type", "checkbox")
        .ticked(move || {
            let state = seen.form.see();
            let answer = place::at(&state.values, &seen.path);
            matches!(answer, Some(Value::Choices(codes)) if codes.contains(&code))
        })
        .on("change", move |event| {
            let now = ticked.form.answer(&ticked.path);
            ticked.form.put(&ticked.path, tick(now, code, is_ticked(&event), none));
            ticked.form.typed(&ticked.path);
        });
    option(place, input, [&code.to_string(), t(&opt.label)])
}

/// The codes after one was ticked or not: ascending, and "none of these" alone.
fn tick(now: Option<Value>, code: u16, is_ticked: bool, none: Option<u16>) -> Option<Value> {
    let mut codes = match now {
        Some(Value::Choices(codes)) => codes,
        _ => Vec::new(),
    };
    let excludes_others = is_ticked && none == Some(code);
    codes
        .retain(|other| *other != code && !excludes_others && !(is_ticked && none == Some(*other)));
    if is_ticked {
        let idx = codes.iter().take_while(|other| **other < code).count();
        codes.insert(idx, code);
    }
    (!codes.is_empty()).then_some(Value::Choices(codes))
}
