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
        button::Button,
        each::{Each, Item},
        lang::t,
        list::LinkList,
        when::When,
    },
};

/// Rows at first: what is open, and the last visit.
const ROWS_AT_FIRST: usize = 3;

/// The list, what is being filled first.
#[component]
pub fn OfFamily(family: FamilyRef) -> impl IntoView {
    let (storage, clock) = (expect_context::<Storage>(), expect_context::<Clock>());
    let register = expect_context::<PhoneRegister>();
    let all = move || register.with(|people| items(people, family, (storage, clock)));
    let n_rows = Memo::new(move |_| all().len());
    let is_whole = RwSignal::new(false);
    let has_rows = Signal::derive(move || n_rows.get() > 0);
    let is_cut = Signal::derive(move || n_rows.get() > ROWS_AT_FIRST && !is_whole.get());
    let items = move || {
        let mut items = all();
        items.truncate(if is_whole.get() { usize::MAX } else { ROWS_AT_FIRST });
        items
    };
    let show_all = move |()| is_whole.set(true);
    let words = move || [t(&words::ALL_RECORDS), " (", &n_rows.get().to_string(), ")"].concat();
    view! {
        <When is=has_rows>
            <h2>{t(&words::RECORDS)}</h2>
            <LinkList name="of-family">
                <Each items/>
            </LinkList>
            <When is=is_cut>
                <Button class="second" action="all-of-family" on_press=show_all>{words}</Button>
            </When>
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
    items
}
