//! Above a form that mends a record: what the office said of the whole, and at which answers it said
//! something, each leading there.

use leptos::prelude::*;
use shared::form::{label, problem::Problem};

use super::{draft::Draft, words};
use crate::ui::{
    dom::focus_soon,
    form::{FormState, ProblemList},
    lang::t,
    note::{Note, NoteKind},
};

/// The message, and the answers that are to be mended.
#[component]
pub fn FromOffice(draft: Draft, comment: String) -> impl IntoView {
    let form = draft.form;
    let steps = draft.steps();
    let go = move |problem: Problem| {
        if let Some(section) = label::section(form.kind, &problem.path) {
            steps.go(section.name);
            focus_soon(problem.path.dom_id());
        }
    };
    let message = (!comment.is_empty()).then(|| {
        view! {
            <Note kind=NoteKind::Warn>
                <h2>{t(&words::FROM_OFFICE)}</h2>
                <p class="as-written">{comment}</p>
            </Note>
        }
    });
    view! {
        <details class="fold" data-from-office="" open>
            <summary>{t(&words::WHAT_TO_MEND)}</summary>
            {message}
            <ProblemList form problems=FormState::said_by_office on_go=go/>
        </details>
    }
}
