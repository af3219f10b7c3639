//! What this phone has about a family: its visits, and forms about its people.

use leptos::prelude::*;
use shared::{
    id::RecordId,
    register::{
        reference::{About, FamilyRef, PersonRef},
        search::Register,
    },
    sync::state::RecordState,
};

use super::words;
use crate::{
    field::{
        parts::rows::Row,
        phone::{clock::Clock, register::PhoneRegister, storage::Storage},
    },
    ui::{
        each::{Each, Item},
        lang::t,
        list::LinkList,
        when::When,
    },
};

/// Most rows: the last visits, and what is open.
const ROWS_MAX: usize = 12;

/// The list, what is being filled first.
#[component]
pub fn OfFamily(family: FamilyRef) -> impl IntoView {
    let (storage, clock) = (expect_context::<Storage>(), expect_context::<Clock>());
    let register = expect_context::<PhoneRegister>();
    let items = move || register.with(|people| items(people, family, (storage, clock)));
    let has_rows = Memo::new(move |_| !items().is_empty());
    view! {
        <When is=has_rows>
            <h2>{t(&words::RECORDS)}</h2>
            <LinkList name="of-family">
                <Each items/>
            </LinkList>
        </When>
    }
}

fn items(people: &Register, family: FamilyRef, (storage, clock): (Storage, Clock)) -> Vec<Item> {
    // One that was added here is named by its id in what was filled before it had a number.
    let number_of = |family: FamilyRef| people.family(family).map(|(_, it)| (it.number, it.id));
    let Some(here) = number_of(family) else { return Vec::new() };
    let lives_here = |person: PersonRef| {
        people.person(person).is_some_and(|(_, it, _)| (it.number, it.id) == here)
    };
    let is_about = |about: &About| {
        about.family.is_some_and(|other| number_of(other) == Some(here))
            || about.person.is_some_and(lives_here)
    };
    let mut visits: Vec<RecordId> = Vec::new();
    storage.drafts.with(|drafts| {
        let of_family = drafts.items().iter().filter(|item| is_about(&item.about));
        visits.extend(of_family.map(|item| item.record));
    });
    storage.records.with(|records| {
        let of_family = records.items().iter().filter(|item| is_about(&item.about));
        visits.extend(of_family.map(|item| item.record));
    });
    let is_it = |record: RecordId, visit: Option<RecordId>| {
        visits.contains(&record) || visit.is_some_and(|visit| visits.contains(&visit))
    };
    let mut items: Vec<Item> = Vec::new();
    storage.drafts.with(|drafts| {
        for item in drafts.items().iter().filter(|item| is_it(item.record, item.visit)) {
            items.push(Row::of_draft(item, clock).with_state(RecordState::Draft).item());
        }
    });
    storage.records.with(|records| {
        for item in records.items().iter().filter(|item| is_it(item.record, item.visit)) {
            items.push(Row::of_record(item, clock).item());
        }
    });
    items.truncate(ROWS_MAX);
    items
}
