//! What keeps from going on, at the top of the screen, each line leading to its question.

use leptos::prelude::*;
use shared::form::problem::Problem;

use super::{Filling, label_of};
use crate::ui::{
    dom::{el, focus, heading, nothing},
    parts, text,
};

/// Most lines; more would push the questions off the screen.
const LINES_MAX: usize = 6;

/// The list of problems; nothing when there are none. `more` stands below it.
#[must_use]
pub fn summary(form: Filling, problems: &[Problem], more: AnyView) -> AnyView {
    if problems.is_empty() {
        return nothing();
    }
    let (values, _) = form.content();
    let lines = problems.iter().take(LINES_MAX).map(|problem| {
        let id = problem.path.dom_id();
        let words = [
            &label_of(form.kind, &values, &problem.path, form.lang),
            ": ",
            &problem.words(form.lang),
        ]
        .concat();
        el("li").kid(parts::button("link", words, move || focus(&id))).done()
    });
    let list = el("ul").class("summary").kids(lines).done();
    let title = heading(text::PLEASE_MEND.get(form.lang));
    parts::note("note error", vec![title, list, more])
}
