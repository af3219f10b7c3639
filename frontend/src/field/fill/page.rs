//! The page of a draft: opens it, or says why that cannot be.

use client::device::DeviceError;
use leptos::{prelude::*, task::spawn_local};
use shared::{
    form::{
        label,
        model::{FormKind, KindId},
        problem::Problem,
    },
    forms,
    id::RecordId,
    register::reference::about,
};

use super::{
    draft::{DeleteButton, Draft, DraftFacts},
    from_office::FromOffice,
    known::{self, Whereabouts},
    saving::SavingLine,
    session::Session,
    twice::Twice,
    unsaved::Unsaved,
    words,
};
use crate::{
    app::router::Router,
    browser::taps,
    field::{
        form::{self, steps::FormSteps},
        parts::{damaged, growth, hotlines::Hotlines, missing, proof::Album},
        phone::{
            clock::Clock,
            storage::{OpenDraft, Storage},
            toasts::Toasts,
        },
        route::Route,
        shell::frame::{Back, Frame, HOME, PlainPage},
        words as common,
    },
    ui::{
        button::Button,
        dom::focus_soon,
        form::{BelowResult, Filling, FormState},
        lang::t,
        note::{Note, NoteKind},
    },
};

type Found = Result<Option<OpenDraft>, DeviceError>;

/// What was typed into the draft before is stored first, then this one takes its place.
#[component]
pub fn Loading(id: RecordId) -> impl IntoView {
    let (storage, toasts) = (expect_context::<Storage>(), expect_context::<Toasts>());
    let found = RwSignal::new(None::<Found>);
    // What was said of the form before would cover this one.
    toasts.pass();
    // Again when another tab has changed the draft.
    Effect::new(move |before: Option<()>| {
        storage.n_reopened.track();
        if before.is_some() {
            toasts.say(words::NEWEST);
        }
        spawn_local(async move {
            let stored = storage.flush().await;
            // Who has gone on meanwhile opens nothing.
            if !found.is_disposed() {
                found.set(Some(stored.and_then(|()| storage.open_draft(id))));
                taps::new_screen();
            }
        });
    });
    move || match found.get() {
        None => view! { <p class="wait">{t(&common::OPENING)}</p> }.into_any(),
        Some(found) => untrack(|| show(id, found)),
    }
}

fn show(id: RecordId, found: Found) -> AnyView {
    match found {
        Ok(Some(open)) => match forms::kind(KindId(open.draft.kind)) {
            Some(kind) => view! { <Form kind open/> }.into_any(),
            None => missing::nothing_here(&common::UNKNOWN_KIND, &common::UNREADABLE),
        },
        Ok(None) => {
            let storage = expect_context::<Storage>();
            if matches!(storage.record(id), Ok(Some(_)) | Err(_)) {
                expect_context::<Router<Route>>().replace(Route::Record(id));
            }
            missing::nothing_here(&words::NO_DRAFT, &common::NO_DRAFT_HELP)
        }
        Err(DeviceError::Damaged(row)) => damaged::page(id, &row),
        Err(error) => view! {
            <PlainPage title=t(&common::NO_STORAGE) back=HOME>
                <p>{t(&error.words())}</p>
            </PlainPage>
        }
        .into_any(),
    }
}

#[component]
fn Form(kind: &'static FormKind, open: OpenDraft) -> impl IntoView {
    let (storage, clock) = (expect_context::<Storage>(), expect_context::<Clock>());
    let OpenDraft { draft, around, copied_from } = open;
    // What the office said is wrong with the record that this draft mends.
    let mends = copied_from.unwrap_or(draft.record);
    let mended = draft.parent.and_then(|_| storage.record(mends).ok().flatten());
    let (comment, problems) =
        mended.map_or_else(Default::default, |record| (record.comment, record.problems));
    let from_office: Vec<Problem> = problems.into_iter().map(Problem::from).collect();
    // The first time, mending begins where something is wrong or was left to be added.
    let is_first = draft.parent.is_some() && draft.section_idx == 0;
    let mut places = from_office.iter().map(|problem| &problem.path);
    let wrong = places.find(|path| label::section(kind, path).is_some()).cloned();
    let wrong = wrong.or_else(|| kind.first_to_follow(&draft.values)).filter(|_| is_first);
    let section = wrong.as_ref().and_then(|path| label::section(kind, path));
    let start = match section {
        Some(wrong) => kind.sections.iter().position(|section| section.name == wrong.name),
        None => Some(usize::from(draft.section_idx)),
    };
    let facts = DraftFacts::of(&draft, copied_from);
    let router = expect_context::<Router<Route>>();
    let save = move |state: &FormState| facts.save(storage, router, kind, state);
    let is_new = draft.parent.is_none() && draft.section_idx == 0;
    let is_known = about(kind, &draft.values).family.is_some();
    let is_said = !comment.is_empty() || !from_office.is_empty();
    let visit = if is_known { Some(draft.values.clone()) } else { around.visit.clone() };
    let state = FormState::new(draft.values, draft.overrides, from_office);
    let version = draft.kind_version;
    known::tell(visit.as_ref());
    provide_context(Album(draft.record));
    let what = (kind, version, Some(facts.village));
    let draft = Draft::new(form::begin(what, state, around, clock, save), facts);
    if draft.form.is_strip {
        return view! { <FormFrame draft><Session draft/></FormFrame> }.into_any();
    }
    let below = move |form: Filling| growth::of_form(form, facts.record);
    provide_context(BelowResult(Callback::new(below)));
    let first = start.unwrap_or(0);
    draft.resume(if is_new && is_known { draft.first_open() } else { first });
    if let Some(path) = wrong {
        focus_soon(path.dom_id());
    }
    view! {
        <FormFrame draft>
            {is_said.then(|| view! { <FromOffice draft comment/> })}
            <FormSteps steps=draft.steps()>
                <SavingLine/>
            </FormSteps>
            {kind.is_confidential.then(|| view! { <Hotlines/> })}
        </FormFrame>
    }
    .into_any()
}

/// The page around the form.
#[component]
fn FormFrame(draft: Draft, children: Children) -> impl IntoView {
    let DraftFacts { record, visit, is_change, copied_from, .. } = draft.facts;
    let back: Back = match visit {
        _ if is_change => Some((draft.facts.changed(), common::BACK)),
        Some(visit) => Some((Route::Visit(visit), common::VISIT)),
        None => HOME,
    };
    let banner = match copied_from {
        Some(_) => view! { <Copy draft/> }.into_any(),
        None => is_change.then(|| view! { <p class="banner">{t(&common::MENDING)}</p> }).into_any(),
    };
    let form: Filling = draft.form;
    // Nothing may be typed that would not be stored while the form is being finished.
    let foot = view! { <Twice form facts=draft.facts/> }.into_any();
    view! {
        <Frame back foot>
            <div class="as-one" inert=move || draft.is_busy.get()>
                {banner}
                <Whereabouts form facts=draft.facts/>
                {children()}
                <DeleteButton draft/>
            </div>
            <Unsaved record/>
        </Frame>
    }
}

/// What a copy of a change is, and the ways on.
#[component]
fn Copy(draft: Draft) -> impl IntoView {
    view! {
        <div data-copy="">
            <Note kind=NoteKind::Warn>
                <p>{t(&words::COPY)}</p>
                <div class="actions wrap">
                    <Button class="first" action="take-over" on_press=move || draft.take_over()>
                        {t(&words::USE_THIS)}
                    </Button>
                    <a class="button second" href=draft.facts.changed().href()>{t(&common::LOOK)}</a>
                </div>
            </Note>
        </div>
    }
}
