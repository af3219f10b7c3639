//! Questions answered by choosing: yes or no, one of a list, several of a list.

use std::sync::Arc;

use leptos::prelude::*;
use shared::form::{
    edit,
    model::{ChoiceList, Opt},
    value::Value,
};

use super::{
    frame::{BoxSet, Labelled, described_by, invalid},
    question::Question,
};
use crate::ui::{button::Button, lang::t, text, when::When};

/// Longer lists open as the phone's own list: more would push the next question off the screen.
pub const RADIO_MAX: usize = 6;

/// Two big buttons.
#[component]
pub fn YesNo(question: Arc<Question>) -> impl IntoView {
    let chosen = chosen(&question);
    let radios = [true, false].map(|yes| {
        let question = Arc::clone(&question);
        // "No" to a number of the register is an answer that asks for another one.
        let is_typed = !yes && question.field.compares.is_some();
        let words = if is_typed { t(&text::NOT_AS_KNOWN) } else { t(&edit::yes_no(yes)) };
        view! { <Radio question chosen value=Value::Bool(yes) words/> }
    });
    view! {
        <BoxSet question=Arc::clone(&question)>
            <div class="yes-no">{radios.collect_view()}</div>
            <Clear question chosen/>
        </BoxSet>
    }
}

/// Three options stand side by side when none has more letters than this, and no word more than
/// [`WORD_MAX`].
const SHORT_MAX: usize = 18;
/// The letters of one line in a third of a narrow screen.
const WORD_MAX: usize = 9;

/// True for options that three side by side have room for.
fn is_short(option: &Opt) -> bool {
    let fits = |words: &str| {
        words.len() <= SHORT_MAX && words.split(' ').all(|word| word.len() <= WORD_MAX)
    };
    fits(t(&option.label))
}

/// All options below each other; two, or three short ones, stand side by side.
#[component]
pub fn Radios(question: Arc<Question>, list: &'static ChoiceList) -> impl IntoView {
    let chosen = chosen(&question);
    let class = match list.options {
        [_, _] => "yes-no",
        [_, _, _] if list.options.iter().all(is_short) => "yes-no thirds",
        _ => "options",
    };
    let radios = options(&question, list).map(|option| {
        let (question, value) = (Arc::clone(&question), Value::Choice(option.code));
        view! { <Radio question chosen value words=t(&option.label)/> }
    });
    let radios = radios.collect_view();
    view! {
        <BoxSet question=Arc::clone(&question)>
            <div class=class>{radios}</div>
            <Clear question chosen/>
        </BoxSet>
    }
}

/// The options that the version of the form has.
pub(super) fn options(
    question: &Question,
    list: &'static ChoiceList,
) -> impl Iterator<Item = &'static Opt> + use<> {
    let version = question.form.version;
    list.options.iter().filter(move |option| option.since <= version)
}

/// The names of what is chosen, with a space around each: one value for all options of a question.
fn chosen(question: &Question) -> ReadSignal<String> {
    question.follow_answer(|answer| match answer {
        Some(Value::Choices(codes)) => {
            let mut names = String::from(" ");
            for code in codes {
                names.push_str(&code.to_string());
                names.push(' ');
            }
            names
        }
        Some(value) => spaced(&option_name(value)),
        None => String::new(),
    })
}

fn spaced(name: &str) -> String {
    [" ", name, " "].concat()
}

/// What the id of an option ends with, and its value in the page.
fn option_name(value: &Value) -> String {
    match value {
        Value::Bool(true) => String::from("ya"),
        Value::Bool(false) => String::from("tidak"),
        Value::Choice(code) => code.to_string(),
        _ => String::new(),
    }
}

/// One option: a card that is touched anywhere.
#[component]
fn Radio(
    question: Arc<Question>,
    chosen: ReadSignal<String>,
    value: Value,
    words: &'static str,
) -> impl IntoView {
    let name = option_name(&value);
    let change = {
        let question = Arc::clone(&question);
        Callback::new(move |_is_ticked| {
            question.put(Some(value.clone()));
            question.typed();
        })
    };
    view! { <Card question kind="radio" chosen name words change/> }
}

/// A radio button or checkbox with its words.
#[component]
fn Card(
    question: Arc<Question>,
    /// The type of the input.
    kind: &'static str,
    chosen: ReadSignal<String>,
    name: String,
    words: &'static str,
    /// Gets whether it is ticked now.
    change: Callback<bool>,
) -> impl IntoView {
    let id = [&question.id, "-", &name].concat();
    let (label_for, spaced) = (id.clone(), spaced(&name));
    view! {
        <label class="option" for=label_for>
            <input
                type=kind
                id=id
                name=question.name.clone()
                value=name
                prop:checked=move || chosen.with(|chosen| chosen.contains(&spaced))
                on:change=move |event| change.run(event_target_checked(&event))
            />
            <span>{words}</span>
        </label>
    }
}

/// Takes an answer away that need not be given.
#[component]
fn Clear(question: Arc<Question>, chosen: ReadSignal<String>) -> impl IntoView {
    let is_required = question.follow_cond(question.field.required);
    let may_clear = move || !is_required.get() && chosen.with(|chosen| !chosen.is_empty());
    let clear = Callback::new(move |()| question.put(None));
    view! {
        <When is=may_clear>
            <Button class="quiet" on_press=clear>{t(&text::CLEAR)}</Button>
        </When>
    }
}

/// The phone's own list.
#[component]
pub fn Select(question: Arc<Question>, list: &'static ChoiceList) -> impl IntoView {
    let now = question.answer();
    let options = options(&question, list).map(|option| {
        let is_now = now == Some(Value::Choice(option.code));
        view! {
            <option value=option.code.to_string() selected=is_now>{t(&option.label)}</option>
        }
    });
    let options = options.collect_view();
    let change = {
        let question = Arc::clone(&question);
        move |code: String| {
            question.put(code.parse().ok().map(Value::Choice));
            question.typed();
        }
    };
    view! {
        <Labelled question=Arc::clone(&question)>
            <select
                id=question.id.clone()
                name=question.name.clone()
                aria-describedby=described_by(&question)
                aria-invalid=invalid(&question)
                on:change=move |event| change(event_target_value(&event))
            >
                <option value="">{t(&text::CHOOSE)}</option>
                {options}
            </select>
        </Labelled>
    }
}

/// All options to tick; `none` is the one that excludes the others.
#[component]
pub fn Checkboxes(
    question: Arc<Question>,
    list: &'static ChoiceList,
    none: Option<u16>,
) -> impl IntoView {
    let chosen = chosen(&question);
    let boxes = options(&question, list).map(|option| {
        let (question, code) = (Arc::clone(&question), option.code);
        let change = {
            let question = Arc::clone(&question);
            Callback::new(move |is_ticked| {
                question.put(tick(question.answer(), code, is_ticked, none));
                question.typed();
            })
        };
        let (name, words) = (code.to_string(), t(&option.label));
        view! { <Card question kind="checkbox" chosen name words change/> }
    });
    let boxes = boxes.collect_view();
    view! {
        <BoxSet question>
            <div class="options">{boxes}</div>
        </BoxSet>
    }
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
