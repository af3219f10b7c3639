//! A form while it is filled: the answers, what is wrong with them, and which of that a person should
//! see by now.

use core::time::Duration;

use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};
use shared::form::{
    model::{Field, FormKind, Scene, Section, World},
    place,
    problem::{Override, Path, Problem, Severity},
    settle,
    validate::{validate, validate_section},
    value::{RowId, Value, Values},
};

/// While somebody types, a problem waits this long after the last key.
const TYPING: Duration = Duration::from_millis(600);
/// After somebody left a box, a problem waits this long: were it shown at once, the button that is
/// being pressed would move away under the finger.
const LEAVING: Duration = Duration::from_millis(200);

/// What a form gets from outside.
pub struct Outside {
    /// The answers of its visit.
    pub visit: Option<Values>,
    /// The last earlier form about the same person.
    pub previous: Option<Values>,
    /// The world, tracked. It must not read the form.
    pub world: Box<dyn Fn() -> World<'static> + Send + Sync>,
    /// Called after each change, with everything as it now is. It must not change the form.
    pub changed: Box<dyn Fn(&State) + Send + Sync>,
    /// A random number for a new row.
    pub random: fn() -> u32,
}

/// A form at one moment.
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

/// The handle that widgets hold. The form is changed in place and never copied; what is drawn follows
/// it through memos, so that a change redraws only what it touches.
#[derive(Clone, Copy)]
pub struct Filling {
    /// Which form.
    pub kind: &'static FormKind,
    state: RwSignal<State>,
    outside: StoredValue<Outside>,
    /// The timer of [`Filling::typed`].
    typing: StoredValue<Option<TimeoutHandle>>,
}

impl State {
    /// What a form begins with.
    #[must_use]
    pub fn new(values: Values, overrides: Vec<Override>, from_office: Vec<Problem>) -> Self {
        Self { values, overrides, from_office, ..Self::default() }
    }

    /// True for an error, and for a confirm without a reason.
    fn is_blocked_by(&self, problem: &Problem) -> bool {
        match problem.severity {
            Severity::Error => true,
            Severity::Confirm => self.reason(problem).is_empty(),
            Severity::Warning | Severity::Info => false,
        }
    }

    /// What keeps the form from being finished.
    #[must_use]
    pub fn open_problems(&self) -> Vec<Problem> {
        self.problems.iter().filter(|problem| self.is_blocked_by(problem)).cloned().collect()
    }

    /// What still keeps from going on where it did when that was tried last.
    #[must_use]
    pub fn listed(&self) -> Vec<Problem> {
        let is_listed =
            |problem: &&Problem| self.listed.contains(&problem.path) && self.is_blocked_by(problem);
        self.problems.iter().filter(is_listed).cloned().collect()
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
    pub fn visible_at(&self, path: &Path) -> Vec<&Problem> {
        let mut visible: Vec<&Problem> = Vec::new();
        for problem in self.from_office.iter().filter(|problem| problem.path == *path) {
            visible.push(problem);
        }
        let found = self.problems.iter().filter(|problem| problem.path == *path);
        for problem in found.filter(|_| self.shown.contains(path)) {
            if visible.iter().all(|other| other.code != problem.code) {
                visible.push(problem);
            }
        }
        visible
    }
}

impl Outside {
    fn scene<'a>(&'a self, kind: &'static FormKind, state: &'a State) -> Scene<'a> {
        Scene {
            kind,
            values: &state.values,
            visit: self.visit.as_ref(),
            previous: self.previous.as_ref(),
            overrides: &state.overrides,
            world: (self.world)(),
        }
    }
}

impl Filling {
    /// Begins with a state; what is computed in it is worked out anew. It lives as long as the reactive
    /// owner that it is made under.
    #[must_use]
    pub fn new(kind: &'static FormKind, state: State, outside: Outside) -> Self {
        let form = Self {
            kind,
            state: RwSignal::new(state),
            outside: StoredValue::new(outside),
            typing: StoredValue::new(None),
        };
        form.edit(&mut |_| {});
        // Again when tables arrive that change results and problems.
        Effect::watch(
            move || {
                let _ = form.world();
            },
            move |(), _, _| {
                form.edit(&mut |_| {});
            },
            false,
        );
        form
    }

    /// Reads the form; tracked.
    pub fn with<T>(self, read: impl FnOnce(&State) -> T) -> T {
        self.state.with(read)
    }

    /// Reads the form; not tracked.
    pub fn with_untracked<T>(self, read: impl FnOnce(&State) -> T) -> T {
        self.state.with_untracked(read)
    }

    /// Reads the form with all that its conditions see; tracked.
    pub fn with_scene<T>(self, read: impl FnOnce(&Scene<'_>) -> T) -> T {
        self.outside
            .with_value(|outside| self.state.with(|state| read(&outside.scene(self.kind, state))))
    }

    /// What still keeps from going on where it did when that was tried last; tracked.
    #[must_use]
    pub fn listed(self) -> Vec<Problem> {
        self.with(State::listed)
    }

    /// What keeps the form from being finished; tracked.
    #[must_use]
    pub fn open_problems(self) -> Vec<Problem> {
        self.with(State::open_problems)
    }

    /// The answer at a place, not tracked: what a box begins with.
    #[must_use]
    pub fn answer(self, path: &Path) -> Option<Value> {
        // The browser reports a change in a box that is just being removed with its page.
        self.state.try_with_untracked(|state| place::at(&state.values, path).cloned()).flatten()
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
        if self.edit(work).is_some() {
            self.outside.with_value(|outside| {
                self.state.with_untracked(|state| (outside.changed)(state));
            });
        }
    }

    /// Changes the form, works out what is computed and what is wrong, and tells everybody. `None` when
    /// the form is gone with its page.
    fn edit(self, work: &mut dyn FnMut(&mut State)) -> Option<()> {
        untrack(|| {
            self.outside.try_with_value(|outside| {
                self.state.try_update(|state| {
                    work(state);
                    for (tag, value) in settle::computed(&outside.scene(self.kind, state)) {
                        state.values.put(tag, value);
                    }
                    state.problems = validate(&outside.scene(self.kind, state));
                })
            })
        })
        .flatten()
    }

    /// True while a field is asked; tracked.
    #[must_use]
    pub fn is_asked(self, path: &Path, field: &'static Field) -> bool {
        self.with_scene(|scene| with_around(scene, path, |here| scene.is_asked(here, field)))
    }

    /// True while a field must be answered; tracked.
    #[must_use]
    pub fn is_required(self, path: &Path, field: &'static Field) -> bool {
        self.with_scene(|scene| with_around(scene, path, |here| scene.is_required(here, field)))
    }

    /// Puts the answer that a field suggests, when it is still empty.
    pub fn suggest(self, path: &Path, field: &'static Field) {
        if field.suggest.is_none() {
            return;
        }
        let value = untrack(|| {
            self.with_scene(|scene| with_around(scene, path, |here| scene.suggestion(here, field)))
        });
        if value.is_some() {
            self.put(path, value);
        }
    }

    /// True while a section is shown; tracked.
    #[must_use]
    pub fn is_shown(self, section: &'static Section) -> bool {
        self.with_scene(|scene| scene.is_shown(section))
    }

    /// Shows everything that is wrong on these screens and lists what keeps from going on. Returns
    /// the id of the first question to mend; `None` when there is none.
    #[must_use]
    pub fn check(self, sections: &[&'static Section]) -> Option<String> {
        let mut found = Vec::new();
        untrack(|| {
            self.with_scene(|scene| {
                for section in sections {
                    validate_section(scene, section, &mut found);
                }
            });
        });
        self.state.update(|state| {
            state.listed.clear();
            for problem in found {
                if state.is_blocked_by(&problem) {
                    state.listed.push(problem.path.clone());
                }
                if !state.shown.contains(&problem.path) {
                    state.shown.push(problem.path);
                }
            }
        });
        self.with_untracked(|state| state.listed.first().map(Path::dom_id))
    }

    /// Forgets what was listed, for the next screen.
    pub fn unlist(self) {
        if self.with_untracked(|state| !state.listed.is_empty()) {
            self.state.update(|state| state.listed.clear());
        }
    }

    /// Somebody types at a place: problems appear after a pause.
    pub fn typed(self, path: &Path) {
        let earlier = self.typing.try_with_value(|timer| *timer).flatten();
        if let Some(earlier) = earlier {
            earlier.clear();
        }
        let path = path.clone();
        let timer = set_timeout_with_handle(move || self.show(&path), TYPING);
        self.typing.try_update_value(|typing| *typing = timer.ok());
    }

    /// Somebody left a box of a question: problems appear, unless it is empty or the focus only went to
    /// the next box of the same question.
    pub fn left(self, path: &Path, question: web_sys::Element) {
        let path = path.clone();
        set_timeout(
            move || {
                if !question.matches(":focus-within").unwrap_or(false) {
                    self.show(&path);
                }
            },
            LEAVING,
        );
    }

    fn show(self, path: &Path) {
        let is_new =
            |state: &State| place::at(&state.values, path).is_some() && !state.shown.contains(path);
        // The page may be gone by now.
        if self.state.try_with_untracked(is_new) == Some(true) {
            self.state.update(|state| state.shown.push(path.clone()));
        }
    }

    /// A number for a new row that no other row of the form has, as good as surely.
    #[must_use]
    pub fn new_row_id(self) -> RowId {
        RowId(self.outside.with_value(|outside| (outside.random)()))
    }

    /// The world; tracked.
    #[must_use]
    pub fn world(self) -> World<'static> {
        self.outside.with_value(|outside| (outside.world)())
    }
}

/// Reads the answers around the field at `path`: those of its form, group or row.
fn with_around<T>(scene: &Scene<'_>, path: &Path, read: impl FnOnce(&Values) -> T) -> T {
    read(place::around(scene.values, path).unwrap_or(&Values::new()))
}
