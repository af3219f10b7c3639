//! The page of a visit.

use client::rows::Record;
use leptos::prelude::*;
use shared::{
    form::{model::FormKind, value::Values},
    forms::{allowed, visit},
    id::RecordId,
    region::VillageCode,
    sync::state::RecordState,
};

use super::{forms::FormsOf, words};
use crate::{
    field::{
        parts::{missing, start_form::Starter},
        phone::{clock::Clock, session::Session, storage::Storage},
        route::Route,
        shell::frame::{Frame, HOME, PlainPage},
        words as common,
    },
    ui::{
        button::Button,
        lang::{self, t},
        list::{LinkList, LinkRow},
        note::{Note, NoteKind},
        pictogram::KindIcon,
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
    let is_session = visit::is_session(&values);
    let village = record.header.village;
    let about = about(&values, village);
    let clock = expect_context::<Clock>();
    let kinds: Vec<_> = allowed::kinds_on(&values, untrack(|| clock.today())).collect();
    // A family that does not agree is a whole visit without a form.
    let add = if record.state() == RecordState::Withdrawn {
        view! {
            <Note kind=NoteKind::Warn>
                <p>{t(&words::VISIT_WITHDRAWN)}</p>
            </Note>
        }
        .into_any()
    } else if kinds.is_empty() {
        view! {
            <Note kind=NoteKind::Plain>
                <p>{t(&words::NO_CONSENT)}</p>
            </Note>
        }
        .into_any()
    } else if let (true, [only]) = (is_session, kinds.as_slice()) {
        view! { <NextChild kind=only id village/> }.into_any()
    } else {
        view! { <AddForm id village kinds is_session/> }.into_any()
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

/// The forms that may be begun here.
#[component]
fn AddForm(
    id: RecordId,
    village: VillageCode,
    kinds: Vec<&'static FormKind>,
    is_session: bool,
) -> impl IntoView {
    let starter = Starter::new();
    let title = if is_session { &words::ADD_IN_SESSION } else { &words::ADD_FORM };
    let buttons = kinds.into_iter().map(|kind| {
        view! {
            <button
                type="button"
                class="big"
                data-kind=kind.name
                on:click=move |_| starter.form(kind.id, village, id)
            >
                <KindIcon pictogram=kind.pictogram/>
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
            <h2>{t(title)}</h2>
            <div class="starts">{buttons.collect_view()}</div>
        </section>
    }
}

/// In a session with one kind of form: one more child.
#[component]
fn NextChild(kind: &'static FormKind, id: RecordId, village: VillageCode) -> impl IntoView {
    let starter = Starter::new();
    view! {
        <Button
            class="first"
            action="next-child"
            on_press=move || starter.form(kind.id, village, id)
        >
            {t(&words::NEXT_CHILD)}
        </Button>
    }
}
