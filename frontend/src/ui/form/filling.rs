//! A form while it is filled: the answers, what is wrong with them, and which of that a person should
//! see by now.
//!
//! The state is one value that is replaced at each change; whoever looks gets it whole, for the price
//! of a pointer. One trigger tells that it changed; memos in the widgets keep a change from reaching
//! questions that it does not touch.

use std::sync::{Arc, Mutex, PoisonError};

use leptos::{prelude::*, reactive::effect::RenderEffect};
use shared::form::{
    model::{Field, FormKind, Scene, Section, World},
    place,
    problem::{Override, Path, Problem, Severity},
    settle,
    validate::{validate, validate_section},
    value::{RowId, Value, Values},
};

use crate::{browser, ui::attrs::follow};

/// While somebody types, a problem waits this long after the last key.
const TYPING_MS: u32 = 600;
/// After somebody left a box, a problem waits this long: were it shown at once, the button that is
/// being pressed would move away under the finger.
const LEAVING_MS: u32 = 200;

/// What a form gets from outside.
pub struct Outside {
    /// The answers of its visit.
    pub visit: Option<Values>,
    /// The last earlier form about the same person.
    pub previous: Option<Values>,
    /// The world, tracked.
    pub world: Box<dyn Fn() -> World<'static> + Send + Sync>,
    /// Called after each change, with everything as it now stands.
    pub changed: Box<dyn Fn(&State) + Send + Sync>,
    /// A random number for a new row.
    pub random: fn() -> u32,
}

/// A form as it stands.
#[derive(Clone, Default)]
pub struct State {
    /// The answers, and what is computed from them.
    pub values: Values,
    /// The reasons given.
    pub overrides: Vec<Override>,
    /// Everything that is wrong.
    pub problems: Vec<Problem>,
    /// What the office said is wrong; shown until the answer changes.
    pub from_office: Vec<Problem>,
    /// Where something kept from going on when it was tried last.
    listed: Vec<Path>,
    /// Where problems are shown by now.
    shown: Vec<Path>,
}

struct Inner {
    kind: &'static FormKind,
    outside: Outside,
    state: Mutex<Arc<State>>,
    changed: ArcTrigger,
    /// The timer of [`Filling::typed`].
    typing: Mutex<Option<i32>>,
    /// What follows the world, for as long as the form is there.
    follows: Mutex<Option<RenderEffect<()>>>,
}

/// The handle that widgets hold.
#[derive(Clone, Copy)]
pub struct Filling {
    /// Which form.
    pub kind: &'static FormKind,
    inner: StoredValue<Arc<Inner>>,
}

impl State {
    /// What a form begins with.
    #[must_use]
    pub fn new(values: Values, overrides: Vec<Override>, from_office: Vec<Problem>) -> Self {
        Self { values, overrides, from_office, ..Self::default() }
    }

    /// What keeps from finishing among these problems: errors, and confirms without a reason.
    fn blocking(&self, mut found: Vec<Problem>) -> Vec<Problem> {
        found.retain(|problem| match problem.severity {
            Severity::Error => true,
            Severity::Confirm => self.reason(problem).is_empty(),
            Severity::Warning | Severity::Info => false,
        });
        found
    }

    /// What keeps the form from being finished.
    #[must_use]
    pub fn open_problems(&self) -> Vec<Problem> {
        self.blocking(self.problems.clone())
    }

    /// The reason that stands for a confirm; empty when there is none.
    #[must_use]
    pub fn reason(&self, problem: &Problem) -> &str {
        for lifted in &self.overrides {
            if lifted.code == problem.code.0 && lifted.path == problem.path {
                return &lifted.reason;
            }
        }
        ""
    }

    /// What a person should see at a place by now.
    #[must_use]
    pub fn visible_at(&self, path: &Path) -> Vec<Problem> {
        let mut visible: Vec<Problem> = Vec::new();
        let all: &[Problem] = if self.shown.contains(path) { &self.problems } else { &[] };
        for problem in self.from_office.iter().chain(all) {
            if problem.path == *path && visible.iter().all(|other| other.code != problem.code) {
                visible.push(problem.clone());
            }
        }
        visible
    }
}

impl Inner {
    fn scene<'a>(&'a self, state: &'a State) -> Scene<'a> {
        Scene {
            kind: self.kind,
            version: self.kind.version,
            values: &state.values,
            visit: self.outside.visit.as_ref(),
            previous: self.outside.previous.as_ref(),
            overrides: &state.overrides,
            world: (self.outside.world)(),
        }
    }

    fn now(&self) -> Arc<State> {
        Arc::clone(&self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Filling {
    /// Begins with a state; what is computed in it is worked out anew.
    #[must_use]
    pub fn new(kind: &'static FormKind, state: State, outside: Outside) -> Self {
        let inner = Inner {
            kind,
            outside,
            state: Mutex::new(Arc::new(state)),
            changed: ArcTrigger::new(),
            typing: Mutex::new(None),
            follows: Mutex::new(None),
        };
        let form = Self { kind, inner: StoredValue::new(Arc::new(inner)) };
        // Now, and again when tables arrive that change results and problems.
        let follows = follow(Box::new(move || {
            let _ = form.world();
            form.recompute();
        }));
        let inner = form.inner.get_value();
        *inner.follows.lock().unwrap_or_else(PoisonError::into_inner) = Some(follows);
        form
    }

    /// The form as it stands, tracked.
    #[must_use]
    pub fn see(self) -> Arc<State> {
        let inner = self.inner.get_value();
        inner.changed.track();
        inner.now()
    }

    /// The form as it stands, not tracked.
    #[must_use]
    pub fn now(self) -> Arc<State> {
        self.inner.get_value().now()
    }

    /// What still keeps from going on where it did when that was tried last, tracked.
    #[must_use]
    pub fn listed(self) -> Vec<Problem> {
        let state = self.see();
        let mut open = state.open_problems();
        open.retain(|problem| state.listed.contains(&problem.path));
        open
    }

    /// What keeps the form from being finished, tracked.
    #[must_use]
    pub fn open_problems(self) -> Vec<Problem> {
        self.see().open_problems()
    }

    /// Looks at the scene of the form as it stands, tracked.
    pub fn look(self, read: &mut dyn FnMut(&Scene<'_>)) {
        let (inner, state) = (self.inner.get_value(), self.see());
        read(&inner.scene(&state));
    }

    /// The answer at a place, not tracked: what a box starts with.
    #[must_use]
    pub fn answer(self, path: &Path) -> Option<Value> {
        // A browser may tell of a box that it is just taking away with its page.
        place::at(&self.inner.try_get_value()?.now().values, path).cloned()
    }

    /// Puts or takes away an answer.
    pub fn put(self, path: &Path, value: Option<Value>) {
        self.change(&mut |state| {
            place::put(&mut state.values, path, value.clone());
            for (answer, computed) in self.kind.renews {
                if *path == Path::root().field(*answer) {
                    state.values.put(*computed, None);
                }
            }
            state.from_office.retain(|problem| !problem.path.is_within(path));
        });
    }

    /// Puts the reason why a confirm is right all the same; an empty one takes it away.
    pub fn lift(self, problem: &Problem, reason: &str) {
        self.change(&mut |state| {
            state
                .overrides
                .retain(|lifted| lifted.code != problem.code.0 || lifted.path != problem.path);
            if !reason.trim().is_empty() {
                let (path, code) = (problem.path.clone(), problem.code.0);
                state.overrides.push(Override { path, code, reason: String::from(reason) });
            }
        });
    }

    fn change(self, work: &mut dyn FnMut(&mut State)) {
        self.edit(work);
        self.recompute();
        let inner = self.inner.get_value();
        (inner.outside.changed)(&inner.now());
    }

    fn edit(self, work: &mut dyn FnMut(&mut State)) {
        let inner = self.inner.get_value();
        let mut state = inner.state.lock().unwrap_or_else(PoisonError::into_inner);
        work(Arc::make_mut(&mut state));
    }

    /// Works out what is computed and what is wrong, and tells everybody.
    fn recompute(self) {
        let inner = self.inner.get_value();
        untrack(|| {
            let computed = settle::computed(&inner.scene(&inner.now()));
            self.edit(&mut |state| {
                for (tag, value) in &computed {
                    state.values.put(*tag, value.clone());
                }
            });
            let problems = validate(&inner.scene(&inner.now()));
            self.edit(&mut |state| state.problems.clone_from(&problems));
        });
        inner.changed.notify();
    }

    /// True while a field is asked, tracked.
    #[must_use]
    pub fn is_asked(self, path: &Path, field: &'static Field) -> bool {
        self.asks(path, &mut |scene, here| scene.is_asked(here, field))
    }

    /// True while a field must be answered, tracked.
    #[must_use]
    pub fn is_required(self, path: &Path, field: &'static Field) -> bool {
        self.asks(path, &mut |scene, here| scene.is_required(here, field))
    }

    fn asks(self, path: &Path, question: &mut dyn FnMut(&Scene<'_>, &Values) -> bool) -> bool {
        let (mut answer, none) = (false, Values::new());
        self.look(&mut |scene| {
            answer = question(scene, place::around(scene.values, path).unwrap_or(&none));
        });
        answer
    }

    /// Puts the answer that a field suggests, when it is still empty.
    pub fn suggest(self, path: &Path, field: &'static Field) {
        let mut value = None;
        untrack(|| {
            self.asks(path, &mut |scene, here| {
                value = scene.suggestion(here, field);
                false
            })
        });
        if value.is_some() {
            self.put(path, value);
        }
    }

    /// True while a section is shown, tracked.
    #[must_use]
    pub fn is_shown(self, section: &'static Section) -> bool {
        let mut is_shown = false;
        self.look(&mut |scene| is_shown = scene.is_shown(section));
        is_shown
    }

    /// Shows everything that is wrong on these screens and lists what keeps from going on. Returns
    /// the id of the first question to mend; `None` when there is none.
    #[must_use]
    pub fn check(self, sections: &[&'static Section]) -> Option<String> {
        let mut found = Vec::new();
        untrack(|| {
            self.look(&mut |scene| {
                for section in sections {
                    validate_section(scene, section, &mut found);
                }
            });
        });
        self.edit(&mut |state| {
            for problem in &found {
                if !state.shown.contains(&problem.path) {
                    state.shown.push(problem.path.clone());
                }
            }
            state.listed.clear();
            for problem in state.blocking(found.clone()) {
                state.listed.push(problem.path);
            }
        });
        self.inner.get_value().changed.notify();
        self.now().listed.first().map(Path::dom_id)
    }

    /// Forgets what was listed, for the next screen.
    pub fn unlist(self) {
        self.edit(&mut |state| state.listed.clear());
    }

    /// Somebody types at a place: problems appear once he pauses.
    pub fn typed(self, path: &Path) {
        self.show_later(path, TYPING_MS, None);
    }

    /// Somebody left a box: problems appear, unless he left it empty or only went to the next box of
    /// the same question.
    pub fn left(self, path: &Path, question: web_sys::Element) {
        self.show_later(path, LEAVING_MS, Some(question));
    }

    fn show_later(self, path: &Path, after_ms: u32, left: Option<web_sys::Element>) {
        let Some(inner) = self.inner.try_get_value() else { return };
        let mut typing = inner.typing.lock().unwrap_or_else(PoisonError::into_inner);
        if let (Some(earlier), None) = (*typing, &left) {
            browser::cancel(earlier);
        }
        let is_typing = left.is_none();
        let path = path.clone();
        let show = move || {
            let is_inside =
                left.as_ref().is_some_and(|left| left.matches(":focus-within").unwrap_or(false));
            if !is_inside {
                self.show(&path);
            }
        };
        let timer = browser::after(after_ms, show);
        if is_typing {
            *typing = Some(timer);
        }
    }

    fn show(self, path: &Path) {
        // The page may be gone by now.
        let Some(inner) = self.inner.try_get_value() else { return };
        let state = inner.now();
        if place::at(&state.values, path).is_none() || state.shown.contains(path) {
            return;
        }
        drop(state);
        self.edit(&mut |state| state.shown.push(path.clone()));
        inner.changed.notify();
    }

    /// A number for a new row that no other row of the form has, as good as surely.
    #[must_use]
    pub fn new_row_id(self) -> RowId {
        RowId((self.inner.get_value().outside.random)())
    }

    /// The world, tracked.
    #[must_use]
    pub fn world(self) -> World<'static> {
        (self.inner.get_value().outside.world)()
    }
}
