//! A form screen by screen: one section each, then a look at everything, then done.

use std::sync::Arc;

use client::{route::Route, rows::Draft};
use leptos::prelude::*;
use shared::{
    form::{
        model::{FormKind, KindId, Section},
        problem::Problem,
    },
    forms::visit::VISIT,
    id::RecordId,
    region::VillageCode,
};

use super::{
    super::{
        super::{state::App, text, view::Saving},
        practice, shell, when,
    },
    review,
};
use crate::{
    browser,
    ui::{
        cell::saying,
        dom::{View, div, el, focus, focus_soon, live, live_words, nothing, of, say},
        form::{Filling, State, section_view, summary},
        lang::t,
        parts, result,
    },
};

/// Name of the last screen in the address; no section is called so.
const REVIEW: &str = "periksa";

/// What a screen knows of its draft besides the answers: it does not change while it is filled.
#[derive(Clone, Copy)]
pub struct Frame {
    /// The record that it will be, or that it mends.
    pub record: RecordId,
    /// Code of the form kind.
    pub kind: u16,
    /// Its visit.
    pub visit: Option<RecordId>,
    /// Its village.
    pub village: VillageCode,
    /// True when it mends what was finished before.
    pub is_change: bool,
}

impl Frame {
    /// Takes it from a draft.
    pub fn of(draft: &Draft) -> Self {
        let Draft { record, kind, visit, village, parent, .. } = *draft;
        Self { record, kind, visit, village, is_change: parent.is_some() }
    }

    /// Keeps the draft as it stands, with the section where the address says that the person is.
    pub fn save(self, app: App, form: &FormKind, state: &State) {
        let section_idx = app.route.with_untracked(|route| match route {
            Route::Fill { section, .. } if !section.is_empty() => {
                let known = form.sections.iter().position(|known| known.name == section);
                known.unwrap_or(if section == REVIEW { form.sections.len() } else { 0 })
            }
            _ => 0,
        });
        let section_idx = u16::try_from(section_idx).unwrap_or(0);
        app.save_draft(self.record, (&state.values, &state.overrides), section_idx);
    }
}

/// Whether what is filled counts.
#[derive(Clone, Copy)]
pub enum Use {
    /// A draft on this phone.
    Draft(Frame),
    /// Practice: nothing is kept.
    Practice,
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
}

/// The form, screen by screen.
pub fn view(screen: Screen) -> View {
    let step = saying(move || String::from(screen.step_name()));
    let progress = saying(move || {
        let (number, n_steps) = screen.progress(&step.get());
        let of = [" ", t(&text::OF), " "].concat();
        [&number.to_string(), of.as_str(), &n_steps.to_string()].concat()
    });
    let bar = live(move || {
        let words = progress.get();
        let (number, n_steps) = untrack(|| screen.progress(&step.get()));
        el("progress")
            .attr("max", &n_steps.to_string())
            .attr("value", &number.to_string())
            .attr("aria-label", &[t(&text::STEP), " ", &words].concat())
            .done()
    });
    let name = div("form-state")
        .kid(screen.name_line())
        .put(of("span", "steps").kid(live_words(move || progress.get())));
    let body = live(move || {
        let step = step.get();
        untrack(|| screen.body(&step))
    });
    screen.page(vec![div("form-head").put(name).kid(bar).kid(screen.saving()).done(), body])
}

impl Screen {
    /// The page around the form.
    pub fn page(self, children: Vec<View>) -> View {
        let app = self.app;
        let (back, banner) = match self.used {
            Use::Practice => (shell::HOME, practice::banner()),
            Use::Draft(Frame { is_change: true, record, .. }) => {
                (Some((Route::Record(record), text::BACK)), say("banner", &text::MENDING))
            }
            Use::Draft(Frame { visit: Some(visit), .. }) => {
                (Some((Route::Visit(visit), text::VISIT)), nothing())
            }
            Use::Draft(..) => (shell::HOME, nothing()),
        };
        let mut all = vec![banner, self.twice()];
        all.extend(children);
        if let Use::Draft(frame) = self.used {
            all.push(self.delete_button(frame));
        }
        // Nothing may be typed that would not be kept while the form is being finished.
        app.is_busy.set(false);
        let all = div("as-one").flag("inert", move || app.is_busy.get()).kids(all).done();
        shell::bare(app, back, vec![all])
    }

    /// Another form of the same visit and kind about somebody of the same name: a child that comes to
    /// the scales twice.
    fn twice(self) -> View {
        let Use::Draft(Frame { record, kind, visit: Some(visit), .. }) = self.used else {
            return nothing();
        };
        let (app, form) = (self.app, self.form);
        let other = saying(move || {
            let name = form.kind.subject_of(&form.see().values);
            let name = name.trim();
            let is_other = |of: (Option<RecordId>, u16, RecordId), subject: &str| {
                (of.0, of.1) == (Some(visit), kind)
                    && of.2 != record
                    && !name.is_empty()
                    && subject.trim().eq_ignore_ascii_case(name)
            };
            for item in app.records.look().iter() {
                let of = (item.visit, item.kind, item.record);
                if !item.is_withdrawal && is_other(of, &item.subject) {
                    return Route::Record(item.record).href();
                }
            }
            for item in app.drafts.look().iter() {
                if is_other((item.visit, item.kind, item.record), &item.subject) {
                    return Route::Fill { draft: item.record, section: String::new() }.href();
                }
            }
            String::new()
        });
        let note = live(move || {
            let href = other.get();
            if href.is_empty() {
                return nothing();
            }
            let look = of("a", "plain").attr("href", &href).say(&text::LOOK).done();
            parts::note("note warn", vec![say("", &text::TWICE), look])
        });
        div("").attr("role", "status").kid(note).done()
    }

    /// Names of the screens that are shown, the last look at the end; tracked.
    fn steps(self) -> Vec<&'static str> {
        let mut steps = Vec::new();
        for section in self.form.kind.sections {
            if self.form.is_shown(section) {
                steps.push(section.name);
            }
        }
        steps.push(REVIEW);
        steps
    }

    /// Where the address says we are, among what is shown; tracked.
    fn step_name(self) -> &'static str {
        let steps = self.steps();
        let named = self.app.route.with(|route| match route {
            Route::Fill { section, .. } | Route::Practice { section, .. } => {
                steps.iter().position(|step| step == section)
            }
            _ => None,
        });
        // A section that an answer has just taken away leads to the first.
        steps.get(named.unwrap_or(0)).copied().unwrap_or(REVIEW)
    }

    /// Which step of how many; tracked.
    fn progress(self, step: &str) -> (usize, usize) {
        let steps = self.steps();
        let idx = steps.iter().position(|other| *other == step).unwrap_or(0);
        (idx + 1, steps.len())
    }

    /// The step before or after one.
    fn beside(self, step: &str, is_next: bool) -> Option<&'static str> {
        let steps = untrack(|| self.steps());
        let idx = steps.iter().position(|other| *other == step)?;
        let beside = if is_next { idx.checked_add(1)? } else { idx.checked_sub(1)? };
        steps.get(beside).copied()
    }

    /// Goes back to where the person was when the draft was left.
    pub fn resume(self, section_idx: usize) {
        let is_unnamed = self.app.route.with_untracked(
            |route| matches!(route, Route::Fill { section, .. } if section.is_empty()),
        );
        if is_unnamed && section_idx > 0 {
            self.app.replace(self.route(self.name_of(section_idx)));
        }
    }

    fn name_of(self, section_idx: usize) -> &'static str {
        let section = self.form.kind.sections.get(section_idx);
        section.map_or(REVIEW, |section| section.name)
    }

    fn route(self, section: &str) -> Route {
        let section = String::from(section);
        match self.used {
            Use::Draft(frame) => Route::Fill { draft: frame.record, section },
            Use::Practice => Route::Practice { kind: self.form.kind.id, section },
        }
    }

    /// To a step.
    pub fn go(self, step: &'static str) {
        self.app.go(self.route(step));
        if let Use::Draft(frame) = self.used {
            frame.save(self.app, self.form.kind, &self.form.now());
        }
    }

    /// What is filled, and for whom.
    pub fn name_line(self) -> View {
        let form = self.form;
        let subject = live_words(move || {
            let subject = form.kind.subject_of(&form.see().values);
            if subject.is_empty() { subject } else { [" · ", &subject].concat() }
        });
        of("p", "form-name").put(el("strong").say(&form.kind.title)).kid(subject).done()
    }

    /// Whether what was typed is on the phone.
    pub fn saving(self) -> View {
        let app = self.app;
        if matches!(self.used, Use::Practice) {
            return nothing();
        }
        let inner = live(move || {
            let (class, words) = match app.saving.get() {
                Saving::Untouched => ("saving", t(&text::SAVES_ITSELF)),
                Saving::Pending => ("saving", t(&text::SAVING)),
                Saving::Saved => ("saving done", t(&text::SAVED)),
                Saving::Failed(words) => ("saving failed", t(&words)),
            };
            let time =
                if class == "saving done" { when::time_of(app.now_ms()) } else { String::new() };
            of("span", class).text(&[words, " ", &time].concat()).done()
        });
        el("span").attr("role", "status").kid(inner).done()
    }

    fn body(self, step: &str) -> View {
        self.form.unlist();
        for section in self.form.kind.sections {
            if section.name == step {
                return self.section(section);
            }
        }
        review::view(self)
    }

    /// One section with its buttons.
    fn section(self, section: &'static Section) -> View {
        let app = self.app;
        let step = section.name;
        // A form of the browser's: its button is pressed by Enter in a box, too.
        let next = of("button", "first").attr("data-action", "next").say(&text::NEXT);
        let back = parts::button("second", &text::BACK, move || match self.beside(step, false) {
            Some(before) => self.go(before),
            None => app.back(),
        })
        .attr("data-action", "back");
        of("form", "as-one")
            .on("submit", move |event| {
                event.prevent_default();
                match self.form.check(&[section]) {
                    None => self.on_from(step),
                    Some(first) => focus_soon(first),
                }
            })
            .put(el("h1").say(&section.title))
            .kid(self.missing(Some(step)))
            .kid(self.result(section))
            .kid(section_view(self.form, section))
            .put(div("actions").put(back).put(next))
            .done()
    }

    fn on_from(self, step: &str) {
        if let Some(next) = self.beside(step, true) {
            self.go(next);
        }
    }

    /// What kept from going on; from a step it can be left for later.
    pub fn missing(self, step: Option<&'static str>) -> View {
        let skip = match step {
            Some(step) => parts::button("quiet", &text::SKIP, move || self.on_from(step)).done(),
            None => nothing(),
        };
        let go = |problem: &Problem| focus(&problem.path.dom_id());
        summary(self.form, Filling::listed, Arc::new(go), skip).attr("role", "alert").done()
    }

    /// The result card of a section that computes something.
    pub fn result(self, section: &'static Section) -> View {
        if !result::has_results(section) {
            return nothing();
        }
        let form = self.form;
        live(move || match result::card(section, &form.see().values) {
            Some(card) => card,
            None if form.world().growth.is_none() => {
                parts::note("note", vec![say("", &crate::ui::text::TABLES_MISSING)])
            }
            None => nothing(),
        })
    }

    /// Finishes, or says what keeps from it; then goes on to what `next` says.
    pub fn finish(self, next: fn(Screen)) {
        if !self.form.now().open_problems().is_empty() {
            // Each stands in the list at the top of the page.
            self.app.say(text::STILL_OPEN);
            browser::window().scroll_to_with_x_and_y(0.0, 0.0);
            return;
        }
        let frame = match self.used {
            Use::Practice => {
                self.app.is_practised.set(true);
                self.app.leave(self.route(""));
                return;
            }
            Use::Draft(frame) => frame,
        };
        let app = self.app;
        if app.is_busy.get_untracked() {
            return;
        }
        app.is_busy.set(true);
        frame.save(app, self.form.kind, &self.form.now());
        app.finish(frame.record, move |is_kept| {
            if !is_kept {
                app.is_busy.set(false);
                return;
            }
            app.say(text::FINISHED);
            // Who has gone on meanwhile stays there.
            if self.is_here() {
                next(self);
            }
        });
    }

    /// True while the person is at this form.
    fn is_here(self) -> bool {
        let here = self.route("");
        self.app.route.with_untracked(|route| route.is_same_page(&here))
    }

    /// Where a finished form leads.
    pub fn leave(self) {
        let Use::Draft(frame) = self.used else { return };
        let next = match frame {
            Frame { is_change: true, record, .. } => Route::Record(record),
            Frame { visit: Some(visit), .. } => Route::Visit(visit),
            Frame { record, kind, .. } if KindId(kind) == VISIT.id => Route::Visit(record),
            Frame { record, .. } => Route::Record(record),
        };
        self.app.leave(next);
    }

    fn delete_button(self, frame: Frame) -> View {
        let app = self.app;
        // What was finished before stays as it was.
        let is_change = frame.is_change;
        let [delete, sure, what, yes, no] =
            if is_change { &text::DROP_CHANGES } else { &text::DELETE_DRAFT };
        let ask = move || {
            let delete = move || {
                app.is_busy.set(true);
                app.delete_draft(frame.record, move |is_gone| {
                    if !is_gone {
                        app.is_busy.set(false);
                    } else if self.is_here() {
                        app.leave(match frame.visit {
                            _ if is_change => Route::Record(frame.record),
                            Some(visit) => Route::Visit(visit),
                            None => Route::Home,
                        });
                    }
                });
            };
            shell::question(app, [sure, no], t(what), (yes, "delete-yes"), delete)
        };
        let delete = parts::button("quiet danger", delete, move || app.ask(ask));
        div("foot").put(delete.attr("data-action", "delete")).done()
    }
}
