//! A form of a posyandu session: everything on one page, because twenty seconds a child leave no time
//! for steps.

use client::route::Route;
use shared::form::{
    model::{KindId, Section},
    value::Values,
};

use super::{super::super::text, Screen, Use};
use crate::ui::{
    cell::claim,
    dom::{View, div, el, focus_soon, live, nothing, of},
    form::section_view,
    parts,
};

/// All sections below each other, and two ways to finish.
pub fn view(screen: Screen) -> View {
    let form = screen.form;
    let head = div("form-head")
        .put(el("h1").say(&form.kind.title))
        .put(div("form-state").kid(screen.saving()));
    let mut children = vec![head.done()];
    for section in form.kind.sections {
        let is_shown = claim(move || form.is_shown(section));
        children.push(live(move || {
            if !is_shown.holds() {
                return nothing();
            }
            of("section", "part")
                .put(el("h2").say(&section.title))
                .kid(screen.result(section))
                .kid(section_view(form, section))
                .done()
        }));
    }
    let finish = |next: fn(Screen)| {
        move || {
            let sections: Vec<&'static Section> = form.kind.sections.iter().collect();
            match form.check(&sections) {
                Some(first) => focus_soon(first),
                None => screen.finish(next),
            }
        }
    };
    let next = parts::button("first", &text::FINISH_NEXT, finish(next_child))
        .attr("data-action", "finish-next");
    let last =
        parts::button("second", &text::FINISH, finish(Screen::leave)).attr("data-action", "finish");
    children.push(screen.missing(None));
    children.push(div("actions stacked").put(next).put(last).done());
    screen.page(children)
}

fn next_child(screen: Screen) {
    let (app, Use::Draft(frame)) = (screen.app, screen.used) else { return };
    let place = (KindId(frame.kind), frame.village, frame.visit);
    app.new_draft(place, Values::new(), move |next| match next {
        Some(next) => app.replace(Route::Fill { draft: next, section: String::new() }),
        None => screen.leave(),
    });
}
