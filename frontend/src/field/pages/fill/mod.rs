//! Fills a draft: opens it, and keeps it at every change.

mod review;
mod screen;
mod session;

use client::{
    device::{DeviceError, Surroundings},
    route::Route,
    rows::{Damaged, Draft},
};
use leptos::{prelude::*, task::spawn_local};
use shared::{
    form::model::{FormKind, KindId},
    forms::{self, lists, visit},
    id::RecordId,
    text::Text,
};

pub use screen::{Screen, Use, view as screen_view};

use super::{
    super::{state::App, text, view::OpenDraft},
    damaged, missing, shell, wait,
};
use crate::{
    browser,
    ui::{
        dom::{live, para},
        form::{Filling, Outside, Start},
    },
};

/// What was found under the id.
#[derive(Clone)]
enum Found {
    Draft(Box<OpenDraft>),
    Gone,
    Damaged(Box<Damaged>),
    Trouble(Text),
}

/// The page of one draft.
pub fn page(app: App, id: RecordId) -> AnyView {
    let found: RwSignal<Option<Found>> = RwSignal::new(None);
    spawn_local(async move {
        let answer = match app.open_draft(id).await {
            Ok(Some(open)) => Found::Draft(Box::new(open)),
            Ok(None) => Found::Gone,
            Err(DeviceError::Damaged(damaged)) => Found::Damaged(damaged),
            Err(error) => Found::Trouble(error.words()),
        };
        found.try_set(Some(answer));
    });
    live(move || match found.get() {
        None => shell::bare(app, None, vec![wait(app)]),
        Some(found) => untrack(|| show(app, id, found)),
    })
}

fn show(app: App, id: RecordId, found: Found) -> AnyView {
    match found {
        Found::Draft(open) => match forms::kind(KindId(open.draft.kind)) {
            Some(kind) => open_form(app, kind, *open),
            None => missing::nothing_here(app, text::UNKNOWN_KIND, text::UNREADABLE),
        },
        Found::Gone => {
            let is_finished =
                |list: &Vec<client::rows::RecordItem>| list.iter().any(|item| item.record == id);
            if app.records.with(is_finished) {
                app.replace(Route::Record(id));
            }
            missing::nothing_here(app, text::NO_DRAFT, text::NO_DRAFT_HELP)
        }
        Found::Damaged(row) => damaged::page(app, id, &row),
        Found::Trouble(words) => {
            let back = Some((Route::Home, text::HOME));
            shell::page(app, text::NO_STORAGE, back, vec![para("", app.t(words))])
        }
    }
}

fn open_form(app: App, kind: &'static FormKind, open: OpenDraft) -> AnyView {
    let OpenDraft { draft, around } = open;
    let is_session = draft.visit.is_some() && is_session(&around);
    let start = Start {
        values: draft.values.clone(),
        overrides: draft.overrides.clone(),
        from_office: Vec::new(),
    };
    let kept = StoredValue::new(draft);
    let form = begin(app, kind, start, around, move |values, overrides| {
        kept.update_value(|draft: &mut Draft| {
            draft.values = values;
            draft.overrides = overrides;
        });
        app.save_draft(&kept.get_value());
    });
    let screen = Screen { app, form, used: Use::Draft(kept), trouble: RwSignal::new(None) };
    if is_session { session::view(screen) } else { screen_view(screen) }
}

/// A form that is filled, with what the app knows of the world.
pub fn begin(
    app: App,
    kind: &'static FormKind,
    start: Start,
    around: Surroundings,
    changed: impl Fn(shared::form::value::Values, Vec<shared::form::problem::Override>)
    + Send
    + Sync
    + 'static,
) -> Filling {
    let outside = Outside {
        visit: around.visit,
        previous: around.previous,
        world: Box::new(move || app.world()),
        changed: Box::new(changed),
        random: Box::new(|| u32::from_le_bytes(browser::random())),
    };
    Filling::new(kind, app.lang(), start, outside)
}

/// True for a form that belongs to a session of many people.
fn is_session(around: &Surroundings) -> bool {
    let kind = around.visit.as_ref().and_then(|values| values.get(visit::KIND));
    kind.is_some_and(|kind| kind.0 == lists::VISIT_SESSION)
}
