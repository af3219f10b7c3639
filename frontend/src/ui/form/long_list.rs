//! One of a long list: folded to what is chosen, and searched by any part of its words.

use std::sync::Arc;

use leptos::prelude::*;
use shared::form::{
    edit,
    model::{ChoiceList, Opt},
    value::Value,
};

use super::{choice::options, frame::BoxSet, question::Question};
use crate::ui::{
    dom::focus_soon,
    each::{Each, Item},
    lang::{self, t},
    live::Live,
    text,
    when::When,
};

/// Longer lists are searched: the phone's own list shows about so many at once.
pub const LISTED_MAX: usize = 12;

/// A button that says what is chosen and opens the list, with a box to search in it.
#[component]
pub fn LongList(question: Arc<Question>, list: &'static ChoiceList) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let search_id = question.id_with("-search");
    let open_id = question.id_with("-open");
    let chosen = {
        let kind = &question.field.kind;
        question.follow_answer(move |answer| {
            answer.map_or_else(
                || String::from(t(&text::CHOOSE)),
                |value| edit::words(kind, value, lang::now()),
            )
        })
    };
    let turn = {
        let search_id = search_id.clone();
        move |_| {
            is_open.update(|is_open| *is_open = !*is_open);
            if is_open.get_untracked() {
                focus_soon(search_id.clone());
            }
        }
    };
    let choose = {
        let (question, open_id) = (Arc::clone(&question), open_id.clone());
        Callback::new(move |code| {
            question.put(Some(Value::Choice(code)));
            question.typed();
            is_open.set(false);
            focus_soon(open_id.clone());
        })
    };
    let inside = {
        let question = Arc::clone(&question);
        move || view! { <Options question=Arc::clone(&question) list id=search_id.clone() choose/> }
    };
    view! {
        <BoxSet question=Arc::clone(&question)>
            <button
                type="button"
                class="long-list"
                id=open_id
                data-long-list=question.name.clone()
                aria-expanded=move || is_open.get().to_string()
                on:click=turn
            >
                <span class="grow"><Live words=move || chosen.get()/></span>
                <span aria-hidden="true">"▾"</span>
            </button>
            <When is=is_open>{inside()}</When>
        </BoxSet>
    }
}

/// The box to search in, and what is found.
#[component]
fn Options(
    question: Arc<Question>,
    list: &'static ChoiceList,
    /// The id of the box.
    id: String,
    /// Gets the code that is touched.
    choose: Callback<u16>,
) -> impl IntoView {
    let searched = RwSignal::new(String::new());
    let label_for = id.clone();
    let items = {
        let question = Arc::clone(&question);
        move || -> Vec<Item> {
            let words = searched.with(|words| words.to_lowercase());
            options(&question, list)
                .filter(|option| has_words(option, &words))
                .map(|option| item(&question.name, option, choose))
                .collect()
        }
    };
    let none = {
        let question = Arc::clone(&question);
        move || {
            let words = searched.with(|words| words.to_lowercase());
            !options(&question, list).any(|option| has_words(option, &words))
        }
    };
    view! {
        <label class="hint" for=label_for>{t(&text::SEARCH)}</label>
        <input
            type="search"
            id=id
            autocomplete="off"
            enterkeyhint="search"
            on:input=move |event| searched.set(event_target_value(&event))
            // Enter here is no press on the button of the form.
            on:keydown=|event| {
                if event.key() == "Enter" {
                    event.prevent_default();
                }
            }
        />
        <div class="options found">
            <Each items/>
            <When is=none><p class="hint" role="status">{t(&text::NOT_IN_LIST)}</p></When>
        </div>
    }
}

fn item(name: &str, option: &'static Opt, choose: Callback<u16>) -> Item {
    let (code, words) = (option.code, t(&option.label));
    let name = String::from(name);
    Item::new(code.to_string(), move || {
        view! {
            <button
                type="button"
                class="option"
                name=name
                value=code.to_string()
                on:click=move |_| choose.run(code)
            >
                {words}
            </button>
        }
        .into_any()
    })
}

/// True for an option that has each of the words, in lower case, somewhere.
fn has_words(option: &Opt, words: &str) -> bool {
    let label = t(&option.label).to_lowercase();
    words.split_whitespace().all(|word| label.contains(word))
}
