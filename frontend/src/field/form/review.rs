//! The last step: every answer in words, what is still missing, and the button that finishes.

use leptos::prelude::*;
use shared::form::{
    label,
    model::{Scene, Section},
    problem::Problem,
    review::{Review, review},
};

use super::{steps::Steps, words};
use crate::{
    field::words as common,
    ui::{
        answers::{AnswerLine, AnswerList, answer_lines},
        button::Button,
        dom::focus_soon,
        form::{Filling, FormState, ProblemList, SectionResult},
        lang::t,
        live::Live,
        text,
    },
};

/// The last step of a form.
#[component]
pub fn ReviewStep(steps: Steps) -> impl IntoView {
    let form = steps.form;
    steps.is_from_review.set_value(false);
    let go = move |problem: Problem| {
        if let Some(section) = label::section(form.kind, &problem.path) {
            steps.go_from_review(section.name);
            focus_soon(problem.path.dom_id());
        }
    };
    let sections = move || {
        let views = answers(form).into_iter().map(|(section, lines)| {
            view! { <SectionAnswers steps section lines/> }
        });
        views.collect_view()
    };
    let finish = move || {
        let is_busy = steps.is_busy.get();
        String::from(t(if is_busy { &words::FINISHING } else { &words::FINISH }))
    };
    view! {
        <h1>{t(&words::REVIEW)}</h1>
        <ProblemList form problems=FormState::open_problems on_go=go/>
        {sections}
        <div class="actions">
            <Button class="second" on_press=move || steps.router.back()>{t(&common::BACK)}</Button>
            <Button class="first" action="finish" on_press=steps.on_finish>
                <Live words=finish/>
            </Button>
        </div>
    }
}

/// The answers of the sections that are shown, as they would be sent, with what the office said of
/// those that were not changed since; tracked.
fn answers(form: Filling) -> Vec<(&'static Section, Vec<AnswerLine>)> {
    let said = form.with(FormState::said_by_office);
    form.with_scene(|scene| {
        let Review { values, mut problems } = review(scene);
        problems.extend(said);
        let scene = &Scene { values: &values, ..*scene };
        let shown = form.kind.sections.iter().filter(|section| scene.is_shown(section));
        shown.map(|section| (section, answer_lines(scene, &problems, section))).collect()
    })
}

#[component]
fn SectionAnswers(
    steps: Steps,
    section: &'static Section,
    lines: Vec<AnswerLine>,
) -> impl IntoView {
    let answers = if lines.is_empty() {
        view! { <p class="quiet-words">{t(&text::NO_ANSWER)}</p> }.into_any()
    } else {
        view! { <AnswerList lines/> }.into_any()
    };
    view! {
        <section class="block">
            <div class="block-head">
                <h2>{t(&section.title)}</h2>
                <Button
                    class="small"
                    action="change"
                    on_press=move || steps.go_from_review(section.name)
                >
                    {t(&common::CHANGE)}
                </Button>
            </div>
            <SectionResult form=steps.form section/>
            {answers}
        </section>
    }
}
