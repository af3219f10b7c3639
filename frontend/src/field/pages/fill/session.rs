//! A form of a posyandu session: everything on one page, because twenty seconds a child leave no time
//! for steps.

use client::route::Route;
use leptos::{prelude::*, task::spawn_local};
use shared::{
    form::{model::KindId, problem::Problem},
    text::Text,
};

use super::{super::super::text, Screen, Use, review};
use crate::ui::{
    dom::{div, el, focus_soon, live, nothing},
    form::{section_view, summary},
    parts,
};

/// All sections below each other, and two ways to finish.
pub fn view(screen: Screen) -> AnyView {
    let (app, form) = (screen.app, screen.form);
    let problems: RwSignal<Vec<Problem>> = RwSignal::new(Vec::new());
    let is_busy = RwSignal::new(false);
    let head = div("form-head")
        .kid(div("form-state").kid(screen.saving()))
        .kid(el("h1").text(app.t(form.kind.title)));
    let sections = form.kind.sections.iter().enumerate().map(|(idx, section)| {
        let is_shown = Memo::new(move |_| form.sections().contains(&idx));
        live(move || {
            if !is_shown.get() {
                return nothing();
            }
            el("section")
                .class("part")
                .kid(el("h2").text(section.title.get(form.lang)))
                .kid(section_view(form, section))
                .kid(screen.result(section))
                .done()
        })
    });
    let missing = live(move || {
        let problems = problems.get();
        el("div").attr("role", "alert").kid(untrack(|| summary(form, &problems, nothing()))).done()
    });
    let finish = move |words: Text, class: &'static str, is_next: bool| {
        parts::button(class, app.t(words), move || {
            let found = untrack(|| check_all(screen));
            match found.first() {
                Some(first) => {
                    focus_soon(first.path.dom_id());
                    problems.set(found);
                }
                None => finish(screen, is_busy, is_next),
            }
        })
    };
    let actions = div("actions stacked")
        .kid(finish(text::FINISH_NEXT, "first", true).attr("data-action", "finish-next"))
        .kid(finish(text::FINISH, "second", false).attr("data-action", "finish"));
    let mut children = vec![head.done()];
    children.extend(sections);
    children.extend([missing, review::busy_line(screen, is_busy), actions.done()]);
    screen.page(children)
}

fn check_all(screen: Screen) -> Vec<Problem> {
    let shown = screen.form.sections();
    let sections = shown.iter().map(|idx| &screen.form.kind.sections[*idx]);
    sections.flat_map(|section| screen.form.check(section)).collect()
}

fn finish(screen: Screen, is_busy: RwSignal<bool>, is_next: bool) {
    let app = screen.app;
    screen.finish(is_busy, move |draft| {
        if !is_next || !matches!(screen.used, Use::Draft(_)) {
            screen.leave(&draft);
            return;
        }
        spawn_local(async move {
            let next = app.new_draft(KindId(draft.kind), draft.village, draft.visit).await;
            match next {
                Ok(draft) => app.replace(Route::Fill { draft, section: String::new() }),
                Err(error) => {
                    app.say(error.words());
                    screen.leave(&draft);
                }
            }
        });
    });
}
