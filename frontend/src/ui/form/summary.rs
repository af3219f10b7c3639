//! What keeps from going on, each line leading to its question.

use shared::form::problem::Problem;

use super::{Filling, label_of};
use crate::ui::{
    dom::{View, el, focus, heading, nothing, of},
    lang, parts, text,
};

/// Most lines; more would push the questions off the screen.
const LINES_MAX: usize = 6;

/// Leads to a question.
pub type Go = Box<dyn Fn() + Send + Sync>;

/// The list of problems; nothing when there are none. `go` leads to the question of one; `more`
/// stands below.
#[must_use]
pub fn summary(
    form: Filling,
    problems: &[Problem],
    go: Option<&dyn Fn(&Problem) -> Go>,
    more: View,
) -> View {
    if problems.is_empty() {
        return nothing();
    }
    let state = form.now();
    let mut list = of("ul", "summary");
    for problem in problems.iter().take(LINES_MAX) {
        let label = label_of(form.kind, &state.values, &problem.path);
        // A label may be a question of its own.
        let colon = if label.ends_with('?') { " " } else { ": " };
        let words = [&label, colon, &problem.words(lang::now())].concat();
        let go: Go = match go {
            Some(go) => go(problem),
            None => {
                let id = problem.path.dom_id();
                Box::new(move || focus(&id))
            }
        };
        list = list.put(el("li").put(parts::button_of("link", &words, go)));
    }
    if let Some(n_more) = problems.len().checked_sub(LINES_MAX + 1) {
        list = list.put(el("li").text(&["+ ", &(n_more + 1).to_string()].concat()));
    }
    let title = heading(&text::PLEASE_MEND);
    parts::note("note error", vec![title, list.done(), more])
}
