//! A form screen by screen: one section each, then a look at everything, then done.

use client::{device::DeviceError, route::Route, rows::Draft};
use leptos::{prelude::*, task::spawn_local};
use shared::{
    form::{
        model::{KindId, Section},
        problem::Problem,
    },
    forms::visit::VISIT,
    text::Text,
};

use super::{
    super::{
        super::{state::App, text, view::Saving},
        practice, shell, when,
    },
    review,
};
use crate::ui::{
    dom::{div, el, focus_soon, live, live_words, nothing, several},
    form::{Filling, section_view, summary},
    parts, result,
};

/// Name of the last screen in the address; no section is called so.
const REVIEW: &str = "periksa";

/// Whether what is filled counts.
#[derive(Clone, Copy)]
pub enum Use {
    /// A draft on this phone.
    Draft(StoredValue<Draft>),
    /// Practice: nothing is kept. The signal says when it is done.
    Practice(RwSignal<bool>),
}

/// A form on screen.
#[derive(Clone, Copy)]
pub struct Screen {
    /// The app.
    pub app: App,
    /// The form.
    pub form: Filling,
    /// Whether it counts.
    pub used: Use,
    /// Why it could not be finished.
    pub trouble: RwSignal<Option<Text>>,
}

/// Where in the form.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Section(usize),
    Review,
}

/// The form, screen by screen.
pub fn view(screen: Screen) -> AnyView {
    let sections = Memo::new(move |_| screen.form.sections());
    let step = Memo::new(move |_| screen.step(&sections.get()));
    if let Use::Draft(draft) = screen.used {
        screen.resume(draft);
    }
    let head = live(move || screen.head(step.get(), &sections.get()));
    let body = live(move || {
        let step = step.get();
        untrack(|| match step {
            Step::Section(idx) => screen.section(idx, sections),
            Step::Review => review::view(screen),
        })
    });
    screen.page(vec![head, body])
}

impl Screen {
    /// The page around the form.
    pub fn page(self, children: Vec<AnyView>) -> AnyView {
        let app = self.app;
        let (back, banner) = match self.used {
            Use::Practice(_) => ((Route::Home, text::HOME), practice::banner(app)),
            Use::Draft(draft) => {
                let back = draft.with_value(|draft| {
                    if draft.parent.is_some() {
                        (Route::Record(draft.record), text::BACK)
                    } else if let Some(visit) = draft.visit {
                        (Route::Visit(visit), text::VISIT)
                    } else {
                        (Route::Home, text::HOME)
                    }
                });
                let is_mending = draft.with_value(|draft| draft.parent.is_some());
                let banner = if is_mending {
                    div("banner").text(app.t(text::MENDING)).done()
                } else {
                    nothing()
                };
                (back, banner)
            }
        };
        let mut all = vec![banner];
        all.extend(children);
        if let Use::Draft(draft) = self.used {
            all.push(self.delete_button(draft));
        }
        shell::bare(app, Some(back), all)
    }

    /// Where the address says we are, among the sections that are shown.
    fn step(self, shown: &[usize]) -> Step {
        let name = self.app.route.with(|route| match route {
            Route::Fill { section, .. } | Route::Practice { section, .. } => section.clone(),
            _ => String::new(),
        });
        if name == REVIEW {
            return Step::Review;
        }
        let sections = self.form.kind.sections;
        let named = sections.iter().position(|section| section.name == name).unwrap_or(0);
        // A section that an answer has just taken away leads to the one before.
        let found = shown.iter().rev().find(|idx| **idx <= named).or(shown.first());
        found.map_or(Step::Review, |idx| Step::Section(*idx))
    }

    /// Goes back to where the person was when the draft was left.
    fn resume(self, draft: StoredValue<Draft>) {
        let section_idx = usize::from(draft.with_value(|draft| draft.section_idx));
        let is_unnamed = self.app.route.with_untracked(
            |route| matches!(route, Route::Fill { section, .. } if section.is_empty()),
        );
        if is_unnamed && section_idx > 0 {
            let name = self.form.kind.sections.get(section_idx).map_or(REVIEW, |found| found.name);
            self.app.replace(self.route(name));
        }
    }

    fn route(self, section: &str) -> Route {
        let section = String::from(section);
        match self.used {
            Use::Draft(draft) => {
                Route::Fill { draft: draft.with_value(|draft| draft.record), section }
            }
            Use::Practice(_) => Route::Practice { kind: self.form.kind.id, section },
        }
    }

    /// To a section, and to a question on it.
    pub fn go(self, section_idx: usize, focus: Option<String>) {
        self.remember(section_idx);
        let name = self.form.kind.sections.get(section_idx).map_or(REVIEW, |found| found.name);
        self.app.go(self.route(name));
        if let Some(id) = focus {
            focus_soon(id);
        }
    }

    fn remember(self, section_idx: usize) {
        if let Use::Draft(draft) = self.used {
            draft.update_value(|draft| draft.section_idx = u16::try_from(section_idx).unwrap_or(0));
            self.app.save_draft(&draft.get_value());
        }
    }

    /// Name of the form, progress, how it is saved, and the heading.
    fn head(self, step: Step, shown: &[usize]) -> AnyView {
        let app = self.app;
        let n_steps = shown.len() + 1;
        let (number, title) = match step {
            Step::Section(idx) => (
                shown.iter().position(|other| *other == idx).unwrap_or(0) + 1,
                self.form.kind.sections[idx].title,
            ),
            Step::Review => (n_steps, text::REVIEW),
        };
        let progress = [
            app.t(text::STEP),
            " ",
            &number.to_string(),
            " ",
            app.t(text::OF),
            " ",
            &n_steps.to_string(),
        ]
        .concat();
        div("form-head")
            .kid(self.name_line())
            .kid(
                el("progress")
                    .attr("max", n_steps.to_string())
                    .attr("value", number.to_string())
                    .attr("aria-label", progress.clone()),
            )
            .kid(div("form-state").kid(el("span").text(progress)).kid(self.saving()))
            .kid(el("h1").text(app.t(title)))
            .done()
    }

    /// What is filled, and for whom.
    pub fn name_line(self) -> AnyView {
        let (app, form) = (self.app, self.form);
        let subject = live_words(move || {
            let subject = form.kind.subject_of(&form.content_now());
            if subject.is_empty() { subject } else { [" · ", &subject].concat() }
        });
        el("p")
            .class("form-name")
            .kid(el("strong").text(app.t(form.kind.title)))
            .kid(subject)
            .done()
    }

    /// Whether what was typed is on the phone.
    pub fn saving(self) -> AnyView {
        let app = self.app;
        if matches!(self.used, Use::Practice(_)) {
            return nothing();
        }
        let inner = live(move || {
            let saving = app.saving.get();
            let (class, words) = match saving {
                Saving::Untouched => ("saving", String::from(app.t(text::SAVES_ITSELF))),
                Saving::Pending => ("saving", String::from(app.t(text::SAVING))),
                Saving::Saved => {
                    let time = when::time_of(app.now_ms());
                    ("saving done", [app.t(text::SAVED), " ", &time].concat())
                }
                Saving::Failed(words) => ("saving failed", String::from(app.t(words))),
            };
            el("span").class(class).text(words).done()
        });
        el("span").attr("role", "status").kid(inner).done()
    }

    /// One section with its buttons.
    fn section(self, idx: usize, sections: Memo<Vec<usize>>) -> AnyView {
        let section: &'static Section = &self.form.kind.sections[idx];
        let problems: RwSignal<Vec<Problem>> = RwSignal::new(Vec::new());
        let shown = live(move || {
            let problems = problems.get();
            let skip = parts::button("quiet", self.app.t(text::SKIP), move || {
                self.on_from(idx, sections);
            });
            el("div")
                .attr("role", "alert")
                .kid(untrack(|| summary(self.form, &problems, skip.done())))
                .done()
        });
        let next = parts::button("first", self.app.t(text::NEXT), move || {
            let found = self.form.check(section);
            match found.first() {
                None => self.on_from(idx, sections),
                Some(first) => {
                    focus_soon(first.path.dom_id());
                    problems.set(found);
                }
            }
        })
        .attr("data-action", "next");
        let back = parts::button("second", self.app.t(text::BACK), move || {
            let shown = sections.get_untracked();
            match shown.iter().rev().find(|other| **other < idx) {
                Some(before) => self.go(*before, None),
                None => self.app.back(),
            }
        })
        .attr("data-action", "back");
        several(vec![
            shown,
            self.result(section),
            section_view(self.form, section),
            div("actions").kid(back).kid(next).done(),
        ])
    }

    /// To the section after this one, or to the last look.
    fn on_from(self, idx: usize, sections: Memo<Vec<usize>>) {
        let shown = sections.get_untracked();
        let next = shown.iter().find(|other| **other > idx);
        self.go(next.copied().unwrap_or(usize::from(u16::MAX)), None);
    }

    /// The result card of a section that computes something.
    pub fn result(self, section: &'static Section) -> AnyView {
        if !result::has_results(section) {
            return nothing();
        }
        let form = self.form;
        live(move || match result::card(section, &form.content_now(), form.lang) {
            Some(card) => card,
            None if form.world().growth.is_none() => {
                let words = crate::ui::text::TABLES_MISSING.get(form.lang);
                parts::note("note", vec![crate::ui::dom::para("", words)])
            }
            None => nothing(),
        })
    }

    /// Finishes, or shows what keeps from it.
    pub fn finish(self, is_busy: RwSignal<bool>, then: impl FnOnce(Draft) + 'static) {
        let draft = match self.used {
            Use::Practice(done) => {
                done.set(true);
                return;
            }
            Use::Draft(draft) => draft,
        };
        is_busy.set(true);
        self.trouble.set(None);
        let (values, overrides) = self.form.content();
        let draft = Draft { values, overrides, ..draft.get_value() };
        spawn_local(async move {
            match self.app.finish(draft.clone()).await {
                Ok(_) => {
                    self.app.say(text::FINISHED);
                    then(draft);
                }
                Err(error) => {
                    is_busy.set(false);
                    // What blocks stands at its fields; the sentence says where to look.
                    self.trouble.set(Some(DeviceError::words(&error)));
                }
            }
        });
    }

    /// Where a finished form leads.
    pub fn leave(self, draft: &Draft) {
        let next = match draft {
            Draft { parent: Some(_), record, .. } => Route::Record(*record),
            Draft { visit: Some(visit), .. } => Route::Visit(*visit),
            Draft { record, kind, .. } if KindId(*kind) == VISIT.id => Route::Visit(*record),
            Draft { record, .. } => Route::Record(*record),
        };
        self.app.replace(next);
    }

    fn delete_button(self, draft: StoredValue<Draft>) -> AnyView {
        let app = self.app;
        let is_asking = RwSignal::new(false);
        let ask = parts::button("quiet danger", app.t(text::DELETE_DRAFT), move || {
            is_asking.set(true);
        });
        let dialog = live(move || {
            if !is_asking.get() {
                return nothing();
            }
            let yes = parts::button("first", app.t(text::DELETE), move || {
                let (id, visit) = draft.with_value(|draft| (draft.record, draft.visit));
                spawn_local(async move {
                    match app.delete_draft(id).await {
                        Ok(()) => app.replace(visit.map_or(Route::Home, Route::Visit)),
                        Err(error) => app.say(error.words()),
                    }
                });
            });
            parts::ask(
                app.t(text::DELETE_SURE),
                app.t(text::DELETE_WHAT),
                yes,
                app.t(text::CANCEL),
                is_asking,
            )
        });
        div("foot").kid(ask).kid(dialog).done()
    }
}
