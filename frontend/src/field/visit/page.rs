//! The page of a visit.

use client::rows::Record;
use leptos::prelude::*;
use shared::{
    form::value::Values,
    forms::{self, balita::BALITA, lists as options, visit},
    id::RecordId,
    region::VillageCode,
    sync::state::RecordState,
};

use super::{forms::FormsOf, words};
use crate::{
    field::{
        parts::{missing, start_form::Starter},
        phone::{session::Session, storage::Storage},
        route::Route,
        shell::frame::{Frame, HOME, PlainPage},
        words as common,
    },
    ui::{
        button::Button,
        icon::{Icon, Sign},
        lang::{self, t},
        list::{LinkList, LinkRow},
        note::{Note, NoteKind},
    },
};

/// The visit as it was finished, or the way on while it is a draft.
pub fn page(id: RecordId) -> AnyView {
    let storage = expect_context::<Storage>();
    if let Ok(Some(record)) = storage.record(id) {
        return view! { <Finished id record/> }.into_any();
    }
    if storage.drafts.with_untracked(|drafts| drafts.items().iter().any(|item| item.record == id)) {
        return view! { <Unfinished id/> }.into_any();
    }
    missing::nothing_here(&common::NO_RECORD, &common::NO_DRAFT_HELP)
}

#[component]
fn Unfinished(id: RecordId) -> impl IntoView {
    let route = Route::Fill { draft: id, section: String::new() };
    view! {
        <PlainPage title=t(&common::VISIT) back=HOME>
            <Note kind=NoteKind::Warn>
                <p>{t(&words::VISIT_OPEN)}</p>
            </Note>
            <a class="button first" href=route.href()>{t(&common::GO_ON)}</a>
        </PlainPage>
    }
}

#[component]
fn Finished(id: RecordId, record: Record) -> impl IntoView {
    let values = record.content().map(|content| content.values).unwrap_or_default();
    let is_session = values.get(visit::KIND).is_some_and(|kind| kind.0 == options::VISIT_SESSION);
    let village = record.header.village;
    let about = about(&values, village);
    // A family that does not agree is a whole visit without a form.
    let add = match (is_session, visit::may_have_forms(&values)) {
        _ if record.state() == RecordState::Withdrawn => view! {
            <Note kind=NoteKind::Warn>
                <p>{t(&words::VISIT_WITHDRAWN)}</p>
            </Note>
        }
        .into_any(),
        (true, _) => view! { <NextChild id village/> }.into_any(),
        (false, true) => {
            let has_children = visit::may_have_children(&values);
            view! { <AddForm id village has_children/> }.into_any()
        }
        (false, false) => view! {
            <Note kind=NoteKind::Plain>
                <p>{t(&words::NO_CONSENT)}</p>
            </Note>
        }
        .into_any(),
    };
    let subject =
        if record.subject.is_empty() { String::from(t(&common::VISIT)) } else { record.subject };
    view! {
        <Frame back=HOME>
            <h1>{subject}</h1>
            <p class="below">{about}</p>
            {add}
            <FormsOf id is_session/>
            <LinkList name="visit">
                <LinkRow href=Route::Record(id).href()>
                    <span class="row-words">{t(&words::VISIT_DATA)}</span>
                </LinkRow>
            </LinkList>
            <a class="button second" href=Route::Home.href()>{t(&words::VISIT_DONE)}</a>
        </Frame>
    }
}

/// Day, address and village in one line.
fn about(values: &Values, village: VillageCode) -> String {
    let session = expect_context::<Session>();
    let mut words = untrack(|| session.village_title(village));
    if let Some(address) = values.get(visit::ADDRESS) {
        words = [&address, " · ", &words].concat();
    }
    match values.get(visit::DATE) {
        Some(day) => [&day.words(lang::now()), " · ", &words].concat(),
        None => words,
    }
}

/// The forms that may be filled about this family.
#[component]
fn AddForm(
    id: RecordId,
    village: VillageCode,
    /// Whether the family agreed, so that its children may be recorded.
    has_children: bool,
) -> impl IntoView {
    let starter = Starter::new();
    let kinds = forms::ALL
        .iter()
        .filter(|kind| !kind.is_confidential)
        .filter(move |kind| kind.id != visit::VISIT.id && (has_children || kind.id != BALITA.id));
    let buttons = kinds.map(|kind| {
        view! {
            <button
                type="button"
                class="big"
                data-kind=kind.name
                on:click=move |_| starter.form(kind.id, village, id)
            >
                <Icon sign=Sign::Sheet/>
                <span>
                    <strong>{t(&kind.title)}</strong>
                    <span class="below">{t(&kind.purpose)}</span>
                </span>
            </button>
        }
        .into_any()
    });
    view! {
        <section>
            <h2>{t(&words::ADD_FORM)}</h2>
            <div class="starts">{buttons.collect_view()}</div>
        </section>
    }
}

/// In a session: one more child.
#[component]
fn NextChild(id: RecordId, village: VillageCode) -> impl IntoView {
    let starter = Starter::new();
    view! {
        <Button
            class="first"
            action="next-child"
            on_press=move || starter.form(BALITA.id, village, id)
        >
            {t(&words::NEXT_CHILD)}
        </Button>
    }
}
