//! A form step by step: one section each, those that ask for nothing needed on one screen, then a
//! review of everything.

use leptos::prelude::*;
use shared::form::{
    model::{Scene, Section},
    problem::Problem,
};

use super::{review::ReviewStep, words};
use crate::{
    app::router::Router,
    browser::taps,
    field::{route::Route, words as common},
    ui::{
        button::Button,
        dom::{focus, focus_soon},
        each::Anew,
        form::{Filling, FormState, ProblemList, SectionFields, SectionResult},
        lang::t,
        live::Live,
        result_card::is_below_questions,
        when::When,
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
    /// True while the person is at a step to change what the review showed: its button leads back.
    pub is_from_review: StoredValue<bool>,
    /// Where the person is.
    pub router: Router<Route>,
}

/// Names of the sections of one screen.
type Screen = Vec<&'static str>;

impl Steps {
    /// The screens that are shown, the review at the end. Folded sections share one.
    fn screens(self, scene: &Scene<'_>) -> Vec<Screen> {
        let mut screens: Vec<Screen> = Vec::new();
        let mut folded_idx: Option<usize> = None;
        for section in self.form.kind.sections.iter().filter(|section| scene.is_shown(section)) {
            match folded_idx.filter(|_| section.is_folded).and_then(|idx| screens.get_mut(idx)) {
                Some(screen) => screen.push(section.name),
                None => {
                    folded_idx = folded_idx.or(section.is_folded.then_some(screens.len()));
                    screens.push(vec![section.name]);
                }
            }
        }
        screens.push(vec![REVIEW]);
        screens
    }

    /// The steps to a section, from the first; only itself where it is not shown.
    pub fn until<'n>(self, scene: &Scene<'_>, section: &'n str) -> Vec<&'n str> {
        let screens = self.screens(scene);
        let idx = screens.iter().position(|screen| screen.contains(&section)).unwrap_or(0);
        let before = screens.iter().take(idx).filter_map(|screen| screen.first());
        before.copied().chain([section]).collect()
    }

    /// The section that the address names; tracked.
    fn named(self) -> String {
        self.router.with(|route| match route {
            Route::Fill { section, .. } | Route::Practice { section, .. } => section.clone(),
            _ => String::new(),
        })
    }

    /// Where the address says we are, among what is shown; tracked. A section that an answer has just
    /// taken away leads to the first.
    fn name(self, screens: &[Screen]) -> &'static str {
        let named = self.named();
        let here = screens.iter().find(|screen| screen.contains(&named.as_str()));
        here.or(screens.first()).and_then(|screen| screen.first()).copied().unwrap_or(REVIEW)
    }

    /// The step after one.
    fn after(self, step: &str) -> Option<&'static str> {
        let screens = untrack(|| self.form.with_scene(|scene| self.screens(scene)));
        let idx = screens.iter().position(|screen| screen.contains(&step))?;
        screens.get(idx + 1)?.first().copied()
    }

    /// To a step.
    pub fn go(self, step: &'static str) {
        self.router.go(self.route.run(step));
    }

    /// To a step from the review, and back to it afterwards.
    pub fn go_from_review(self, step: &'static str) {
        self.is_from_review.set_value(true);
        self.go(step);
    }

    fn go_on_from(self, step: &str) {
        if self.is_from_review.get_value() {
            self.go(REVIEW);
        } else if let Some(next) = self.after(step) {
            self.go(next);
        }
    }

    /// As the browser's own "back": one step back, from the first step to where the person came from.
    fn go_back(self) {
        self.router.back();
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
    let screens = form.follow(move |scene, _| steps.screens(scene));
    let step = Memo::new(move |_| screens.with(|screens| String::from(steps.name(screens))));
    let n_steps = move || screens.with(Vec::len).to_string();
    let number = move || {
        let step = step.get();
        let is_here = |screen: &Screen| screen.contains(&step.as_str());
        let idx = screens.with(|screens| screens.iter().position(is_here));
        (idx.unwrap_or(0) + 1).to_string()
    };
    let progress = move || [&number(), " ", t(&words::OF), " ", &n_steps()].concat();
    let was_drawn = StoredValue::new(false);
    let draw = move |step: String| {
        form.unlist();
        taps::new_screen();
        // Not for the first one, to which nobody has gone.
        if was_drawn.try_update_value(|was_drawn| core::mem::replace(was_drawn, true)) == Some(true)
        {
            steps.on_step.run(());
        }
        match form.kind.sections.iter().find(|section| section.name == step) {
            Some(section) => view! { <Step steps section/> }.into_any(),
            None => view! { <ReviewStep steps/> }.into_any(),
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

/// One screen with its buttons.
#[component]
fn Step(steps: Steps, section: &'static Section) -> impl IntoView {
    let (form, step) = (steps.form, section.name);
    let folded = form.kind.sections.iter().filter(|other| other.is_folded);
    let sections: Vec<&'static Section> =
        if section.is_folded { folded.collect() } else { vec![section] };
    let (title, questions) = if section.is_folded {
        (&words::MORE, view! { <Folds steps sections=sections.clone()/> }.into_any())
    } else {
        let result = view! { <SectionResult form section/> }.into_any();
        let questions = view! { <SectionFields form section/> }.into_any();
        let views =
            if is_below_questions(section) { (questions, result) } else { (result, questions) };
        (&section.title, views.into_any())
    };
    // A form of the browser's: its button is pressed by Enter in a box, too.
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        match form.check(&sections) {
            None => steps.go_on_from(step),
            Some(first) => focus_soon(first),
        }
    };
    view! {
        <form class="as-one" on:submit=submit>
            <h1>{t(title)}</h1>
            <Listed form>
                <Button class="quiet" on_press=move || steps.go_on_from(step)>
                    {t(&words::SKIP)}
                </Button>
            </Listed>
            {questions}
            <div class="actions">
                <Button class="second" action="back" on_press=move || steps.go_back()>
                    {t(&common::BACK)}
                </Button>
                <button class="first" data-action="next">
                    {t(&words::NEXT)}
                </button>
            </div>
        </form>
    }
}

/// Sections that may all be left as they are, each folded away.
#[component]
fn Folds(steps: Steps, sections: Vec<&'static Section>) -> impl IntoView {
    let form = steps.form;
    let named = untrack(|| steps.named());
    let folds = sections.into_iter().map(|section| {
        let is_wanted = steps.is_from_review.get_value() && named == section.name;
        let is_shown = form.follow(move |scene, _| scene.is_shown(section));
        view! {
            <When is=is_shown>
                <Fold form section is_open=is_wanted/>
            </When>
        }
        .into_any()
    });
    view! {
        <p>{t(&words::MORE_HELP)}</p>
        <div class="folds">{folds.collect_view()}</div>
    }
}

/// A section that is folded away, unless it has answers.
#[component]
pub fn Fold(
    /// The form.
    form: Filling,
    /// The section.
    section: &'static Section,
    /// Whether it is seen at once.
    #[prop(optional)]
    is_open: bool,
) -> impl IntoView {
    let has_answers = form.with_untracked(|state| {
        section.fields.iter().any(|field| state.values.at(field.tag).is_some())
    });
    view! {
        <details class="fold" data-fold=section.name open=is_open || has_answers && !form.is_strip>
            <summary>{t(&section.title)}</summary>
            <SectionFields form section/>
        </details>
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
        <ProblemList form problems=FormState::listed on_go=go is_alert=true>
            {children}
        </ProblemList>
    }
}
