//! What keeps from going on, each line leading to its question.

use std::sync::Arc;

use leptos::prelude::*;
use shared::form::problem::Problem;

use super::{Filling, label_of};
use crate::ui::{
    cell::saying,
    dom::{El, View, el, heading, live, of, several},
    lang::{self, t},
    parts, text,
};

/// Most lines; more would push the questions off the screen.
const LINES_MAX: usize = 6;

/// Leads to the question of a problem.
pub type Go = Arc<dyn Fn(&Problem) + Send + Sync>;

/// The list of these problems, tracked: what is mended leaves it, and without any it is hidden. `more`
/// stands below.
#[must_use]
pub fn summary(form: Filling, problems: fn(Filling) -> Vec<Problem>, go: Go, more: View) -> El {
    let seen = saying(move || {
        let mut words = String::new();
        for problem in problems(form) {
            words.push_str(&line(form, &problem));
        }
        words
    });
    let lines = live(move || {
        let _ = seen.get();
        untrack(|| lines(form, &problems(form), &go))
    });
    // What appears is read aloud, not what goes.
    let list = of("ul", "summary").attr("aria-live", "off").kid(lines);
    let note = parts::note("note error", vec![heading(&text::PLEASE_MEND), list.done(), more]);
    el("div").flag("hidden", move || seen.get().is_empty()).kid(note)
}

fn lines(form: Filling, problems: &[Problem], go: &Go) -> View {
    let mut lines = Vec::new();
    for problem in problems.iter().take(LINES_MAX) {
        let (go, leads_to) = (Arc::clone(go), problem.clone());
        let press = move || go(&leads_to);
        let line = parts::button_of("link", &line(form, problem), press);
        lines.push(el("li").put(line).done());
    }
    if let Some(n_more) = problems.len().checked_sub(LINES_MAX).filter(|n_more| *n_more > 0) {
        let words = [t(&text::AND), " ", &n_more.to_string(), " ", t(&text::OTHERS)].concat();
        lines.push(el("li").text(&words).done());
    }
    several(lines)
}

/// Which question, and what is wrong there.
fn line(form: Filling, problem: &Problem) -> String {
    let label = label_of(form.kind, &form.now().values, &problem.path);
    // A label may be a question of its own.
    let colon = if label.ends_with('?') { " " } else { ": " };
    [&label, colon, &problem.words(lang::now())].concat()
}
