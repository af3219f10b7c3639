//! A form step by step: one section each, then a review of everything.

use leptos::prelude::*;
use shared::form::{
    model::{Scene, Section},
    problem::Problem,
};

use super::{review::Review, words};
use crate::{
    app::router::Router,
    field::{route::Route, words as common},
    ui::{
        button::Button,
        dom::{focus, focus_soon},
        each::Anew,
        form::{Filling, ProblemList, SectionFields, SectionResult, State},
        lang::t,
        live::Live,
    },
};

/// Name of the last step in the address; no section is called so.
pub const REVIEW: &str = "periksa";

/// A form on screen and the ways between its steps.
#[derive(Clone, Copy)]
pub struct Steps {
    /// The form.
    pub form: Filling,
    /// The place of a step.
    pub route: Callback<&'static str, Route>,
    /// Runs after the person went to another step.
    pub on_step: Callback<()>,
    /// Finishes the form.
    pub on_finish: Callback<()>,
    /// True while it is being finished.
    pub is_busy: RwSignal<bool>,
    /// Where the person is.
    pub router: Router<Route>,
}

impl Steps {
    /// Names of the steps that are shown, the review at the end.
    fn names(self, scene: &Scene<'_>) -> Vec<&'static str> {
        let shown = self.form.kind.sections.iter().filter(|section| scene.is_shown(section));
        shown.map(|section| section.name).chain([REVIEW]).collect()
    }

    /// Where the address says we are, among what is shown; tracked. A section that an answer has just
    /// taken away leads to the first.
    fn name(self, names: &[&'static str]) -> &'static str {
        let named = self.router.with(|route| match route {
            Route::Fill { section, .. } | Route::Practice { section, .. } => {
                names.iter().position(|name| name == section)
            }
            _ => None,
        });
        names.get(named.unwrap_or(0)).copied().unwrap_or(REVIEW)
    }

    /// The step before or after one.
    fn beside(self, step: &str, is_next: bool) -> Option<&'static str> {
        let names = untrack(|| self.form.with_scene(|scene| self.names(scene)));
        let idx = names.iter().position(|other| *other == step)?;
        let beside = if is_next { idx.checked_add(1)? } else { idx.checked_sub(1)? };
        names.get(beside).copied()
    }

    /// To a step.
    pub fn go(self, step: &'static str) {
        self.router.go(self.route.run(step));
        self.on_step.run(());
    }

    fn go_on_from(self, step: &str) {
        if let Some(next) = self.beside(step, true) {
            self.go(next);
        }
    }

    fn go_back_from(self, step: &str) {
        match self.beside(step, false) {
            Some(before) => self.go(before),
            None => self.router.back(),
        }
    }
}

/// The form step by step, its name and progress above.
#[component]
pub fn FormSteps(
    /// The form and its ways.
    steps: Steps,
    /// Stands beside the name: how the form is saved.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let form = steps.form;
    let names = form.follow(move |scene, _| steps.names(scene));
    let step = Memo::new(move |_| names.with(|names| String::from(steps.name(names))));
    let n_steps = move || names.with(Vec::len).to_string();
    let number = move || {
        let step = step.get();
        let idx = names.with(|names| names.iter().position(|other| *other == step));
        (idx.unwrap_or(0) + 1).to_string()
    };
    let progress = move || [&number(), " ", t(&words::OF), " ", &n_steps()].concat();
    let draw = move |step: String| {
        form.unlist();
        match form.kind.sections.iter().find(|section| section.name == step) {
            Some(section) => view! { <Step steps section/> }.into_any(),
            None => view! { <Review steps/> }.into_any(),
        }
    };
    view! {
        <div class="form-head">
            <div class="form-state">
                <NameLine form/>
                <span class="steps"><Live words=progress/></span>
            </div>
            <progress
                max=n_steps
                value=number
                aria-label=move || [t(&words::STEP), " ", &progress()].concat()
            ></progress>
            {children.map(|children| children())}
        </div>
        <Anew key=step draw/>
    }
}

/// What is filled, and about whom.
#[component]
fn NameLine(form: Filling) -> impl IntoView {
    let subject = form.follow(move |_, state| form.kind.subject_of(&state.values));
    let words = move || {
        let subject = subject.get();
        if subject.is_empty() { subject } else { [" · ", &subject].concat() }
    };
    view! {
        <p class="form-name">
            <strong>{t(&form.kind.title)}</strong>
            {words}
        </p>
    }
}

/// One section with its buttons.
#[component]
fn Step(steps: Steps, section: &'static Section) -> impl IntoView {
    let (form, step) = (steps.form, section.name);
    // A form of the browser's: its button is pressed by Enter in a box, too.
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        match form.check(&[section]) {
            None => steps.go_on_from(step),
            Some(first) => focus_soon(first),
        }
    };
    view! {
        <form class="as-one" on:submit=submit>
            <h1>{t(&section.title)}</h1>
            <Listed form>
                <Button class="quiet" on_press=move || steps.go_on_from(step)>
                    {t(&words::SKIP)}
                </Button>
            </Listed>
            <SectionResult form section/>
            <SectionFields form section/>
            <div class="actions">
                <Button class="second" action="back" on_press=move || steps.go_back_from(step)>
                    {t(&common::BACK)}
                </Button>
                <button class="first" data-action="next">
                    {t(&words::NEXT)}
                </button>
            </div>
        </form>
    }
}

/// What kept from going on when that was tried last.
#[component]
pub fn Listed(
    /// The form.
    form: Filling,
    /// Stands below the list: a way on in spite of it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let go = |problem: Problem| focus(&problem.path.dom_id());
    let children = children.map_or_else(|| ().into_any(), |children| children().into_any());
    view! {
        <ProblemList form problems=State::listed on_go=go is_alert=true>
            {children}
        </ProblemList>
    }
}
