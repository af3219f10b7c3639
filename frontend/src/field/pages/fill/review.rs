//! The last look: every answer in words, what is still missing, and the button that finishes.

use leptos::prelude::*;
use shared::form::problem::Problem;

use super::{super::super::text, Screen};
use crate::ui::{
    answers::Reading,
    dom::{div, el, heading, live, nothing, several},
    form::{label_of, section_of},
    parts,
};

/// The last screen of a form.
pub fn view(screen: Screen) -> AnyView {
    several(vec![
        live(move || missing(screen)),
        live(move || sections(screen)),
        finish_buttons(screen),
    ])
}

/// What keeps from finishing, each line leading to its question.
fn missing(screen: Screen) -> AnyView {
    let problems = screen.form.open_problems();
    if problems.is_empty() {
        return nothing();
    }
    let lines = problems.iter().map(|problem| line(screen, problem));
    let list = el("ul").class("summary").kids(lines).done();
    let title = heading(crate::ui::text::PLEASE_MEND.get(screen.form.lang));
    parts::note("note error", vec![title, list])
}

fn line(screen: Screen, problem: &Problem) -> AnyView {
    let form = screen.form;
    let label = label_of(form.kind, &form.content_now(), &problem.path, form.lang);
    let words = [&label, ": ", &problem.words(form.lang)].concat();
    let idx = section_of(form.kind, &problem.path).unwrap_or(0);
    let id = problem.path.dom_id();
    let link = parts::button("link", words, move || screen.go(idx, Some(id.clone())));
    el("li").kid(link).done()
}

fn sections(screen: Screen) -> AnyView {
    let form = screen.form;
    let problems = form.all_problems();
    let shown = form.sections();
    let views = form.look(&mut |scene| {
        let reading = Reading { scene, lang: form.lang, problems: &problems };
        let blocks = shown.iter().map(|idx| {
            let (idx, section) = (*idx, &form.kind.sections[*idx]);
            let change = parts::button("small", screen.app.t(text::CHANGE), move || {
                screen.go(idx, None);
            });
            el("section")
                .class("block")
                .kid(div("block-head").kid(el("h2").text(section.title.get(form.lang))).kid(change))
                .kid(screen.result(section))
                .kid(reading.section(section))
                .done()
        });
        blocks.collect()
    });
    several(views)
}

/// The button that finishes, and why it did not.
fn finish_buttons(screen: Screen) -> AnyView {
    let app = screen.app;
    let is_busy = RwSignal::new(false);
    let finish = parts::button("first", app.t(text::FINISH), move || {
        screen.finish(is_busy, move |draft| screen.leave(&draft));
    })
    .attr("data-action", "finish");
    let back = parts::button("second", app.t(text::BACK), move || app.back());
    div("finish").kid(busy_line(screen, is_busy)).kid(div("actions").kid(back).kid(finish)).done()
}

/// What goes on, or why it failed.
pub fn busy_line(screen: Screen, is_busy: RwSignal<bool>) -> AnyView {
    let app = screen.app;
    live(move || {
        let words = match (is_busy.get(), screen.trouble.get()) {
            (true, _) => return parts::note("note", vec![parts::status(app.t(text::FINISHING))]),
            (false, Some(words)) => words,
            (false, None) => return nothing(),
        };
        parts::note("note error", vec![parts::status(app.t(words))])
    })
}
