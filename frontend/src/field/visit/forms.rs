//! What was filled on a visit so far.

use leptos::prelude::*;
use shared::{id::RecordId, sync::state::RecordState};

use super::words;
use crate::{
    field::{
        parts::rows::Row,
        phone::{clock::Clock, storage::Storage},
    },
    ui::{
        each::{Each, Item},
        lang::t,
        list::LinkList,
        live::Live,
        when::When,
    },
};

/// The list, drafts first, with how many are finished.
#[component]
pub fn FormsOf(id: RecordId, is_session: bool) -> impl IntoView {
    let (storage, clock) = (expect_context::<Storage>(), expect_context::<Clock>());
    let (title, none) = if is_session {
        (&words::CHILDREN, &words::NO_CHILDREN)
    } else {
        (&words::FORMS, &words::NO_FORMS)
    };
    let n_finished = move || {
        storage
            .records
            .with(|records| records.items().iter().filter(|item| item.visit == Some(id)).count())
    };
    let has_drafts = move || {
        storage.drafts.with(|drafts| drafts.items().iter().any(|item| item.visit == Some(id)))
    };
    let is_empty = move || !has_drafts() && n_finished() == 0;
    let items = move || {
        let mut items: Vec<Item> = Vec::new();
        storage.drafts.with(|drafts| {
            for item in drafts.items().iter().filter(|item| item.visit == Some(id)) {
                items.push(Row::of_draft(item, clock).with_state(RecordState::Draft).item());
            }
        });
        storage.records.with(|records| {
            for item in records.items().iter().filter(|item| item.visit == Some(id)) {
                items.push(Row::of_record(item, clock).item());
            }
        });
        items
    };
    view! {
        <section>
            <h2><Live words=move || [t(title), " (", &n_finished().to_string(), ")"].concat()/></h2>
            <When is=Signal::derive(is_empty)>
                <p class="quiet-words">{t(none)}</p>
            </When>
            <When is=Signal::derive(move || !is_empty())>
                <LinkList name="forms">
                    <Each items/>
                </LinkList>
            </When>
        </section>
    }
}
