//! The page of a visit.

use client::rows::Record;
use leptos::prelude::*;
use shared::{
    day::Day,
    form::{
        model::FormKind,
        value::{Chosen, Values},
    },
    forms::{
        allowed, lists, person,
        visit::{self, VISIT},
    },
    id::RecordId,
    region::VillageCode,
    register::reference::{FamilyRef, about as about_of},
    sync::state::RecordState,
};

use super::{forms::FormsOf, people::People, words};
use crate::{
    field::{
        parts::{following::Following, missing, start_form::Starter},
        phone::{clock::Clock, session::Session, storage::Storage},
        route::Route,
        shell::frame::{Frame, HOME, PlainPage},
        words as common,
    },
    ui::{
        button::Button,
        dom::focus_soon,
        lang::{self, t},
        list::{LinkList, LinkRow},
        note::{Note, NoteKind},
        pictogram::KindIcon,
    },
};

/// The id of the question who a form is about.
const WHOM: &str = "untuk-siapa";

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
        let family = about_of(&VISIT, &values).family;
        view! { <AddForm visit=(id, village) kinds family is_session/> }.into_any()
    };
    let subject =
        if record.subject.is_empty() { String::from(t(&common::VISIT)) } else { record.subject };
    view! {
        <Frame back=HOME>
            <h1>{subject}</h1>
            <p class="below">{about}</p>
            <Following record=id/>
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
    visit: (RecordId, VillageCode),
    kinds: Vec<&'static FormKind>,
    family: Option<FamilyRef>,
    is_session: bool,
) -> impl IntoView {
    let (starter, people) = (Starter::new(), People::new(visit.0, family));
    let asked = RwSignal::new(None::<&'static FormKind>);
    let (id, village) = visit;
    let press = move |kind: &'static FormKind| {
        if kind.person().is_none() || is_session || untrack(|| people.fitting(kind)).is_empty() {
            starter.form((kind.id, village, id), Values::new());
        } else {
            asked.set(Some(kind));
            focus_soon(String::from(WHOM));
        }
    };
    let title = if is_session { &words::ADD_IN_SESSION } else { &words::ADD_FORM };
    let buttons = kinds.into_iter().map(|kind| {
        view! {
            <button
                type="button"
                class="big"
                data-kind=kind.name
                on:click=move |_| press(kind)
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
        <Asked asked people visit/>
        <section hidden=move || asked.get().is_some()>
            <h2>{t(title)}</h2>
            <div class="starts">{buttons.collect_view()}</div>
        </section>
    }
}

/// While a kind was chosen: who the form is about.
#[component]
fn Asked(
    asked: RwSignal<Option<&'static FormKind>>,
    people: People,
    visit: (RecordId, VillageCode),
) -> impl IntoView {
    let (starter, clock) = (Starter::new(), expect_context::<Clock>());
    let (id, village) = visit;
    move || {
        let kind = asked.get()?;
        let begin = move |values| starter.form((kind.id, village, id), values);
        let today = clock.today();
        let buttons = people.fitting(kind).into_iter().map(|(form, group)| {
            let name = group.get(person::NAME).unwrap_or_default();
            let (title, below) = (name.clone(), about_person(&group, today));
            view! {
                <button
                    type="button"
                    class="big"
                    data-person=name
                    on:click=move |_| begin(form.clone())
                >
                    <span>
                        <strong>{title}</strong>
                        <span class="below">{below}</span>
                    </span>
                </button>
            }
            .into_any()
        });
        let buttons = buttons.collect_view();
        Some(view! {
            <section id=WHOM tabindex="-1">
                <h2>{[t(&kind.title), ": ", t(&words::WHOM)].concat()}</h2>
                <div class="starts">{buttons}</div>
                <div class="actions stacked">
                    <Button
                        class="second"
                        action="somebody-else"
                        on_press=move || begin(Values::new())
                    >
                        {t(&words::SOMEBODY_ELSE)}
                    </Button>
                    <Button class="quiet" on_press=move || asked.set(None)>
                        {t(&words::OTHER_FORM)}
                    </Button>
                </div>
            </section>
        })
    }
}

/// Relation and age in one line.
fn about_person(group: &Values, today: Day) -> String {
    let relation =
        group.get(person::RELATION).and_then(|Chosen(code)| lists::RELATION.option(code));
    let years = match group.get(person::BIRTH) {
        Some(birth) => Some(i64::from(today.years_since(birth).max(0))),
        None => group.get(person::AGE_ABOUT),
    };
    let mut words: Vec<String> = Vec::new();
    words.extend(relation.map(|one| String::from(t(&one.label))));
    words.extend(years.map(|years| [&years.to_string(), " ", t(&words::YEARS)].concat()));
    words.join(" · ")
}

/// In a session with one kind of form: one more child.
#[component]
fn NextChild(kind: &'static FormKind, id: RecordId, village: VillageCode) -> impl IntoView {
    let starter = Starter::new();
    view! {
        <Button
            class="first"
            action="next-child"
            on_press=move || starter.form((kind.id, village, id), Values::new())
        >
            {t(&words::NEXT_CHILD)}
        </Button>
    }
}
