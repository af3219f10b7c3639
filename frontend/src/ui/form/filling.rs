//! A form while it is filled: the answers as signals, what is wrong with them, and which of that a
//! person should see by now.

use std::{sync::Arc, time::Duration};

use leptos::{
    leptos_dom::helpers::{TimeoutHandle, set_timeout, set_timeout_with_handle},
    prelude::*,
};
use shared::{
    form::{
        model::{Field, FormKind, Scene, Section, World},
        place,
        problem::{Override, Path, Problem, Severity},
        settle,
        validate::{validate, validate_section},
        value::{RowId, Value, Values},
    },
    text::Lang,
};

/// While somebody types, a problem waits this long after the last key.
const TYPING_MS: u64 = 600;
/// After somebody left a box, a problem waits this long: were it shown at once, the button that is
/// being pressed would move away under the finger.
const LEAVING_MS: u64 = 200;

/// What a form gets from outside.
pub struct Outside {
    /// The answers of its visit.
    pub visit: Option<Values>,
    /// The last earlier form about the same person.
    pub previous: Option<Values>,
    /// The world, tracked.
    pub world: Box<dyn Fn() -> World<'static> + Send + Sync>,
    /// Called after each change, with everything as it now stands.
    pub changed: Box<dyn Fn(Values, Vec<Override>) + Send + Sync>,
    /// A random number for a new row.
    pub random: Box<dyn Fn() -> u32 + Send + Sync>,
}

/// What a form starts with.
pub struct Start {
    /// The answers.
    pub values: Values,
    /// The reasons given.
    pub overrides: Vec<Override>,
    /// What the office said is wrong; shown until the answer changes.
    pub from_office: Vec<Problem>,
}

/// The handle that widgets hold.
#[derive(Clone, Copy)]
pub struct Filling {
    /// Which form.
    pub kind: &'static FormKind,
    /// In which language.
    pub lang: Lang,
    answers: RwSignal<Values>,
    /// The answers and what is computed from them.
    view: Memo<Values>,
    overrides: RwSignal<Vec<Override>>,
    problems: Memo<Vec<Problem>>,
    from_office: RwSignal<Vec<Problem>>,
    /// Where problems are shown by now.
    shown: RwSignal<Vec<Path>>,
    typing: StoredValue<Option<TimeoutHandle>>,
    outside: StoredValue<Arc<Outside>>,
}

impl Filling {
    /// Begins.
    #[must_use]
    pub fn new(kind: &'static FormKind, lang: Lang, start: Start, outside: Outside) -> Self {
        let outside = StoredValue::new(Arc::new(outside));
        let answers = RwSignal::new(start.values);
        let view = Memo::new(move |_| {
            let mut values = answers.get();
            let computed =
                scene_of(kind, &values, &[], outside, &mut |scene| settle::computed(scene));
            for (tag, value) in computed {
                values.put(tag, value);
            }
            values
        });
        let problems = Memo::new(move |_| {
            view.with(|values| scene_of(kind, values, &[], outside, &mut |scene| validate(scene)))
        });
        Self {
            kind,
            lang,
            answers,
            view,
            overrides: RwSignal::new(start.overrides),
            problems,
            from_office: RwSignal::new(start.from_office),
            shown: RwSignal::new(Vec::new()),
            typing: StoredValue::new(None),
            outside,
        }
    }

    /// Looks at the form as it stands, tracked.
    pub fn look<T>(self, read: &mut dyn FnMut(&Scene<'_>) -> T) -> T {
        self.overrides.with(|overrides| {
            self.view.with(|values| scene_of(self.kind, values, overrides, self.outside, read))
        })
    }

    /// The answers and the reasons as they stand, for saving.
    #[must_use]
    pub fn content(self) -> (Values, Vec<Override>) {
        (self.view.get_untracked(), self.overrides.get_untracked())
    }

    /// The answers with what is computed from them, tracked.
    #[must_use]
    pub fn content_now(self) -> Values {
        self.view.get()
    }

    /// The answer at a place, tracked.
    #[must_use]
    pub fn answer(self, path: &Path) -> Option<Value> {
        self.answers.with(|values| place::at(values, path).cloned())
    }

    /// The answer at a place, untracked: what a box starts with.
    #[must_use]
    pub fn answer_now(self, path: &Path) -> Option<Value> {
        self.answers.with_untracked(|values| place::at(values, path).cloned())
    }

    /// Puts or takes away an answer.
    pub fn put(self, path: &Path, value: Option<Value>) {
        self.answers.update(|values| place::put(values, path, value));
        let is_office = |problem: &Problem| problem.path.is_within(path);
        if self.from_office.with_untracked(|list| list.iter().any(is_office)) {
            self.from_office.update(|list| list.retain(|problem| !is_office(problem)));
        }
        self.changed();
    }

    /// Puts the reason why a confirm is right all the same; an empty one takes it away.
    pub fn lift(self, problem: &Problem, reason: String) {
        self.overrides.update(|list| {
            list.retain(|lifted| lifted.code != problem.code.0 || lifted.path != problem.path);
            if !reason.trim().is_empty() {
                list.push(Override { path: problem.path.clone(), code: problem.code.0, reason });
            }
        });
        self.changed();
    }

    /// The reason that stands for a confirm.
    #[must_use]
    pub fn reason(self, problem: &Problem) -> String {
        self.overrides.with_untracked(|list| {
            list.iter()
                .find(|lifted| lifted.code == problem.code.0 && lifted.path == problem.path)
                .map_or_else(String::new, |lifted| lifted.reason.clone())
        })
    }

    /// What a person should see at a field by now, tracked.
    #[must_use]
    pub fn visible_at(self, path: &Path) -> Vec<Problem> {
        let at_field = |list: &Vec<Problem>| -> Vec<Problem> {
            list.iter().filter(|problem| problem.path == *path).cloned().collect()
        };
        let mut visible = self.from_office.with(at_field);
        if self.shown.with(|shown| shown.contains(path)) {
            for problem in self.problems.with(at_field) {
                if visible.iter().all(|other| other.code != problem.code) {
                    visible.push(problem);
                }
            }
        }
        visible
    }

    /// True while a field is asked, tracked.
    #[must_use]
    pub fn is_asked(self, path: &Path, field: &'static Field) -> bool {
        let none = Values::new();
        self.look(&mut |scene| {
            scene.is_asked(place::around(scene.values, path).unwrap_or(&none), field)
        })
    }

    /// True while a field must be answered, tracked.
    #[must_use]
    pub fn is_required(self, path: &Path, field: &'static Field) -> bool {
        let none = Values::new();
        self.look(&mut |scene| {
            scene.is_required(place::around(scene.values, path).unwrap_or(&none), field)
        })
    }

    /// Puts the answer that a field suggests, when it is still empty.
    pub fn suggest(self, path: &Path, field: &'static Field) {
        if field.suggest.is_none() {
            return;
        }
        let none = Values::new();
        let value = untrack(|| {
            self.look(&mut |scene| {
                scene.suggestion(place::around(scene.values, path).unwrap_or(&none), field)
            })
        });
        if value.is_some() {
            self.put(path, value);
        }
    }

    /// Sections that are shown, by position, tracked.
    #[must_use]
    pub fn sections(self) -> Vec<usize> {
        self.look(&mut |scene| {
            let all = self.kind.sections.iter().enumerate();
            all.filter(|(_, section)| scene.is_shown(section)).map(|(idx, _)| idx).collect()
        })
    }

    /// Shows everything that is wrong on a screen; returns what keeps from going on.
    #[must_use]
    pub fn check(self, section: &'static Section) -> Vec<Problem> {
        let found = untrack(|| {
            self.look(&mut |scene| {
                let mut problems = Vec::new();
                validate_section(scene, section, &mut problems);
                problems
            })
        });
        for problem in &found {
            self.show(&problem.path);
        }
        self.blocking(found)
    }

    /// What keeps the whole form from being finished, tracked.
    #[must_use]
    pub fn open_problems(self) -> Vec<Problem> {
        self.blocking(self.problems.get())
    }

    /// Everything that was found, tracked.
    #[must_use]
    pub fn all_problems(self) -> Vec<Problem> {
        self.problems.get()
    }

    fn blocking(self, mut found: Vec<Problem>) -> Vec<Problem> {
        let is_lifted = |problem: &Problem| {
            self.overrides.with(|list| {
                list.iter()
                    .any(|lifted| lifted.code == problem.code.0 && lifted.path == problem.path)
            })
        };
        found.retain(|problem| match problem.severity {
            Severity::Error => true,
            Severity::Confirm => !is_lifted(problem),
            Severity::Warning | Severity::Info => false,
        });
        found
    }

    /// Somebody types at a place: problems appear once he pauses.
    pub fn typed(self, path: &Path) {
        if let Some(Some(earlier)) = self.typing.try_get_value() {
            earlier.clear();
        }
        let path = path.clone();
        let later =
            set_timeout_with_handle(move || self.show(&path), Duration::from_millis(TYPING_MS));
        self.typing.set_value(later.ok());
    }

    /// Somebody left a box: problems appear, unless he left it empty or only went to the next box of
    /// the same question.
    pub fn left(self, path: &Path, element: web_sys::Element) {
        let path = path.clone();
        set_timeout(
            move || {
                let is_inside = element.matches(":focus-within").unwrap_or(false);
                let answer = self
                    .answers
                    .try_with_untracked(|values| place::at(values, &path).cloned())
                    .flatten();
                if !is_inside && answer.is_some() {
                    self.show(&path);
                }
            },
            Duration::from_millis(LEAVING_MS),
        );
    }

    fn show(self, path: &Path) {
        let is_new = self.shown.try_with_untracked(|shown| !shown.contains(path));
        if is_new == Some(true) {
            self.shown.update(|shown| shown.push(path.clone()));
        }
    }

    /// A number for a new row that no other row of the form has, as good as surely.
    #[must_use]
    pub fn new_row_id(self) -> RowId {
        RowId((self.outside.get_value().random)())
    }

    /// The world, tracked.
    #[must_use]
    pub fn world(self) -> World<'static> {
        (self.outside.get_value().world)()
    }

    fn changed(self) {
        let (values, overrides) = self.content();
        (self.outside.get_value().changed)(values, overrides);
    }
}

/// Runs `read` on the scene that these answers make.
fn scene_of<T>(
    kind: &'static FormKind,
    values: &Values,
    overrides: &[Override],
    outside: StoredValue<Arc<Outside>>,
    read: &mut dyn FnMut(&Scene<'_>) -> T,
) -> T {
    let outside = outside.get_value();
    read(&Scene {
        kind,
        values,
        visit: outside.visit.as_ref(),
        previous: outside.previous.as_ref(),
        overrides,
        world: (outside.world)(),
    })
}
