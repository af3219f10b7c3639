//! Takes the person of a form of a session from the register: a few letters of the name, and one tap.

use leptos::prelude::*;
use shared::{
    form::{
        model::{Field, Kind},
        problem::{Path, Step},
        value::Values,
    },
    forms::{allowed, person},
    register::{
        prefill,
        query::Query,
        search::{Hit, Register},
    },
};

use super::{draft::Draft, words};
use crate::{
    field::phone::{clock::Clock, register::PhoneRegister},
    ui::{
        button::Button,
        dom::focus_soon,
        each::{Each, Item},
        lang::t,
    },
};

/// Most people on screen: the box and the questions stay in sight.
const ROWS_MAX: usize = 5;
/// Among how many that were found those are looked for whom the form fits.
const AMONG: usize = 60;

/// The box, and who is found; nothing in a form that mends another.
#[component]
pub fn FindChild(draft: Draft) -> impl IntoView {
    let (register, clock) = (expect_context::<PhoneRegister>(), expect_context::<Clock>());
    if draft.facts.is_change {
        return None;
    }
    let search = RwSignal::new(String::new());
    let items = move || -> Vec<Item> {
        let query = search.with(|typed| Query::parse(typed));
        let found = register.with(|people| found(people, &query, draft, clock));
        let items = found.into_iter().map(|(words, group)| {
            let key = [&words, " ", &format!("{:?}", group.at(person::REFERENCE))].concat();
            let press = move || {
                take(draft, &group);
                search.set(String::new());
            };
            Item::new(key, move || {
                view! { <Button class="second" action="take-child" on_press=press>{words}</Button> }
                    .into_any()
            })
        });
        items.collect()
    };
    Some(view! {
        <div class="field">
            <label class="label" for="cari-anak">
                {t(&words::FIND_CHILD)}
            </label>
            <input
                type="search"
                id="cari-anak"
                name="cari-anak"
                autocomplete="off"
                autocapitalize="off"
                prop:value=search
                on:input=move |event| search.set(event_target_value(&event))
            />
            <div class="actions stacked">
                <Each items/>
            </div>
        </div>
    })
}

/// Who fits, each in words and as answers.
fn found(people: &Register, query: &Query, draft: Draft, clock: Clock) -> Vec<(String, Values)> {
    let (kind, today) = (draft.form.kind, clock.today());
    let mut found = Vec::new();
    for Hit { village, family, member, .. } in people.search(query, AMONG) {
        let Some(member) = member.filter(|_| village == draft.facts.village) else { continue };
        let group = prefill::person(village, member, today);
        if !allowed::fits(kind, &prefill::form(kind, &group), today) {
            continue;
        }
        let months = member.birth.map(|birth| today.months_since(birth).max(0).to_string());
        let parts = [
            Some(member.name.clone()),
            months.map(|months| [&months, " ", t(&words::MONTHS)].concat()),
            family.head().map(|head| head.name.clone()).filter(|head| *head != member.name),
        ];
        let words: Vec<String> = parts.into_iter().flatten().collect();
        found.push((words.join(" · "), group));
        if found.len() == ROWS_MAX {
            break;
        }
    }
    found
}

/// Answers the questions about the person, and goes to the first one that is still open.
fn take(draft: Draft, group: &Values) {
    let form = draft.form;
    let Some(&[tag]) = form.kind.person() else { return };
    let path = Path::root().field(tag);
    if let Some(Field { kind: Kind::Group(fields), .. }) = form.kind.field(tag) {
        for field in *fields {
            if let Some(value) = group.at(field.tag) {
                form.fill(&path.field(field.tag), field, value.clone());
            }
        }
    }
    let strip = form.kind.strip.iter();
    let mut paths = strip.map(|tags| Path(tags.iter().map(|tag| Step::Field(*tag)).collect()));
    if let Some(open) = paths.find(|path| form.answer(path).is_none()) {
        focus_soon(open.dom_id());
    }
}
