//! Fills a draft: opens it, and keeps it at every change.

mod review;
mod screen;
mod session;

use client::{
    device::{DeviceError, Surroundings},
    route::Route,
};
use shared::{
    form::{
        model::{FormKind, KindId},
        problem::Problem,
    },
    forms::{self, lists, visit},
    id::RecordId,
};

pub use screen::{Screen, Use, view as screen_view};

use super::{
    super::{state::App, text, view::OpenDraft},
    damaged, missing, shell,
};
use crate::{
    browser,
    ui::{
        dom::{Make, View, later, say},
        form::{Filling, Outside, State, section_of},
        lang::t,
    },
};

/// The page of one draft.
pub fn page(app: App, id: RecordId) -> View {
    let work = async move {
        let settled = app.settle().await;
        let make: Make = Box::new(move || show(app, id, settled.and_then(|()| app.open_draft(id))));
        make
    };
    later(t(&text::OPENING), Box::pin(work))
}

fn show(app: App, id: RecordId, found: Result<Option<OpenDraft>, DeviceError>) -> View {
    match found {
        Ok(Some(open)) => match forms::kind(KindId(open.draft.kind)) {
            Some(kind) => open_form(app, kind, open),
            None => missing::nothing_here(app, text::UNKNOWN_KIND, text::UNREADABLE),
        },
        Ok(None) => {
            if app.records.with(|list| list.iter().any(|item| item.record == id)) {
                app.replace(Route::Record(id));
            }
            missing::nothing_here(app, text::NO_DRAFT, text::NO_DRAFT_HELP)
        }
        Err(DeviceError::Damaged(row)) => damaged::page(app, id, &row),
        Err(error) => {
            let words = say("", &error.words());
            shell::page(app, &text::NO_STORAGE, shell::HOME, vec![words])
        }
    }
}

fn open_form(app: App, kind: &'static FormKind, open: OpenDraft) -> View {
    let OpenDraft { draft, around } = open;
    // What the office said is wrong with the record that this draft mends.
    let mended = draft.parent.and_then(|_| app.record(draft.record));
    let from_office: Vec<_> =
        mended.into_iter().flat_map(|record| record.problems).map(Problem::from).collect();
    let is_session = is_session(&around);
    let kept = screen::Frame::of(&draft);
    // The first time, mending begins where something is wrong.
    let wrong = from_office.first().and_then(|problem| section_of(kind, &problem.path));
    let start = match (draft.section_idx, wrong) {
        (0, Some(wrong)) => kind.sections.iter().position(|section| section.name == wrong.name),
        (section_idx, _) => Some(usize::from(section_idx)),
    };
    let start = start.unwrap_or(0);
    let state = State::new(draft.values, draft.overrides, from_office);
    let form = begin(app, kind, state, around, move |state| {
        kept.save(app, kind, state);
    });
    let screen = Screen { app, form, used: Use::Draft(kept) };
    if is_session {
        return session::view(screen);
    }
    screen.resume(start);
    screen_view(screen)
}

/// A form that is filled, with what the app knows of the world.
pub fn begin(
    app: App,
    kind: &'static FormKind,
    state: State,
    around: Surroundings,
    changed: impl Fn(&State) + Send + Sync + 'static,
) -> Filling {
    let outside = Outside {
        visit: around.visit,
        previous: around.previous,
        world: Box::new(move || app.world()),
        changed: Box::new(changed),
        random: || u32::from_le_bytes(browser::random()),
    };
    Filling::new(kind, state, outside)
}

/// True for a form that belongs to a session of many people.
fn is_session(around: &Surroundings) -> bool {
    let kind = around.visit.as_ref().and_then(|values| values.get(visit::KIND));
    kind.is_some_and(|kind| kind.0 == lists::VISIT_SESSION)
}
