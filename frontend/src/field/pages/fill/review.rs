//! The last look: every answer in words, what is still missing, and the button that finishes.

use std::sync::Arc;

use shared::form::problem::Problem;

use super::{super::super::text, Screen};
use crate::ui::{
    answers::Reading,
    dom::{View, div, el, focus_soon, live, live_words, nothing, of, say, several},
    form::{Filling, section_of, summary},
    lang::t,
    parts,
};

/// The last screen of a form.
pub fn view(screen: Screen) -> View {
    let app = screen.app;
    let go = move |problem: &Problem| {
        if let Some(section) = section_of(screen.form.kind, &problem.path) {
            screen.go(section.name);
            focus_soon(problem.path.dom_id());
        }
    };
    let missing = summary(screen.form, Filling::open_problems, Arc::new(go), nothing());
    let back = parts::button("second", &text::BACK, move || app.back());
    several(vec![
        el("h1").say(&text::REVIEW).done(),
        missing.done(),
        live(move || sections(screen)),
        div("actions").put(back).put(finish_button(screen, Screen::leave)).done(),
    ])
}

/// The button that finishes.
pub fn finish_button(screen: Screen, next: fn(Screen)) -> crate::ui::dom::El {
    let words = live_words(move || {
        let words = if screen.app.is_busy.get() { text::FINISHING } else { text::FINISH };
        String::from(t(&words))
    });
    parts::button_of("first", "", move || screen.finish(next))
        .kid(words)
        .attr("data-action", "finish")
}

fn sections(screen: Screen) -> View {
    let form = screen.form;
    let state = form.see();
    let mut views = Vec::new();
    form.look(&mut |scene| {
        let reading = Reading { scene, problems: &state.problems };
        for section in form.kind.sections {
            if !scene.is_shown(section) {
                continue;
            }
            let change = parts::button("small", &text::CHANGE, move || {
                screen.go(section.name);
            });
            let head = div("block-head").put(el("h2").say(&section.title)).put(change);
            let answers = reading
                .section(section)
                .unwrap_or_else(|| say("quiet-words", &crate::ui::text::NO_ANSWER));
            let block = of("section", "block").put(head).kid(screen.result(section));
            views.push(block.kid(answers).done());
        }
    });
    several(views)
}
