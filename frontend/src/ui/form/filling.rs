//! The form that is being filled, as widgets and pages hold it.

use core::time::Duration;
use std::collections::BTreeMap;

use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};
use shared::form::{
    model::{Field, FormKind, Scene, Section, World},
    place,
    problem::{Override, Path, Problem},
    review::review_computed,
    settle::{put_computed, settle},
    validate::validate_section,
    value::{RowId, Value, Values},
};

use super::{
    boxes,
    state::FormState,
    suggesting::{self, Asking, show_in_boxes},
};

/// While somebody types, a problem waits this long after the last key.
const TYPING: Duration = Duration::from_millis(600);
/// After somebody left a box, a problem waits this long: were it shown at once, the button that is
/// being pressed would move away under the finger.
const LEAVING: Duration = Duration::from_millis(200);

/// What a form gets from outside.
pub struct Outside {
    /// With which version of its kind the form was begun.
    pub version: u16,
    /// The answers of its visit.
    pub visit: Option<Values>,
    /// The last earlier form about the same person.
    pub previous: Option<Values>,
    /// The last form of this kind, which a new one may begin with.
    pub last: Option<Values>,
    /// The world, tracked. It must not read the form.
    pub world: Box<dyn Fn() -> World<'static> + Send + Sync>,
    /// Called after each change, with everything as it now is. It must not change the form.
    pub changed: Box<dyn Fn(&FormState) + Send + Sync>,
    /// A random number for a new row.
    pub random: fn() -> u32,
}

/// The handle of a form that is being filled. The form is changed in place and never copied.
#[derive(Clone, Copy)]
pub struct Filling {
    /// Which form.
    pub kind: &'static FormKind,
    /// With which version of its kind it was begun.
    pub version: u16,
    /// True while all of it is on one screen, the questions of [`FormKind::strip`] first.
    pub is_strip: bool,
    state: RwSignal<FormState>,
    outside: StoredValue<Outside>,
    followers: StoredValue<Followers>,
    /// The questions on screen that may answer themselves.
    asking: StoredValue<Vec<Asking>>,
    /// The timer of [`Filling::typed`].
    typing: StoredValue<Option<TimeoutHandle>>,
}

/// What brings the values of [`Filling::follow`] up to date, by a number of each.
#[derive(Default)]
struct Followers {
    next: u32,
    all: BTreeMap<u32, Refresh>,
}

/// Works a value out anew and sets its signal where it differs.
type Refresh = Box<dyn Fn(&Scene<'_>, &FormState) + Send + Sync>;

impl Outside {
    fn scene<'a>(&'a self, kind: &'static FormKind, state: &'a FormState) -> Scene<'a> {
        Scene {
            kind,
            version: self.version,
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
    pub fn new(
        kind: &'static FormKind,
        state: FormState,
        is_strip: bool,
        outside: Outside,
    ) -> Self {
        let form = Self {
            kind,
            version: outside.version,
            is_strip,
            state: RwSignal::new(state),
            outside: StoredValue::new(outside),
            followers: StoredValue::new(Followers::default()),
            asking: StoredValue::new(Vec::new()),
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
    pub fn with<T>(self, read: impl FnOnce(&FormState) -> T) -> T {
        self.state.with(read)
    }

    /// Reads the form; not tracked.
    pub fn with_untracked<T>(self, read: impl FnOnce(&FormState) -> T) -> T {
        self.state.with_untracked(read)
    }

    /// Reads the form with all that its conditions see; tracked.
    pub fn with_scene<T>(self, read: impl FnOnce(&Scene<'_>) -> T) -> T {
        self.read(|scene, _| read(scene))
    }

    fn read<T>(self, read: impl FnOnce(&Scene<'_>, &FormState) -> T) -> T {
        self.outside.with_value(|outside| {
            self.state.with(|state| read(&outside.scene(self.kind, state), state))
        })
    }

    /// A value that follows the form for as long as the current owner lives.
    ///
    /// It changes only when it differs, as a memo does. But a memo of each value would wake, at each
    /// key, everything that hangs on any of them to find out that nothing changed; here a plain loop
    /// compares. With 600 questions on one page a key takes a tenth of the time: 9 ms in place of 100
    /// at a CPU slowed down six times.
    pub fn follow<T: PartialEq + Send + Sync + 'static>(
        self,
        work_out: impl Fn(&Scene<'_>, &FormState) -> T + Send + Sync + 'static,
    ) -> ReadSignal<T> {
        let value = RwSignal::new(untrack(|| self.read(&work_out)));
        let refresh = move |scene: &Scene<'_>, state: &FormState| {
            let new = work_out(scene, state);
            if value.try_with_untracked(|old| *old != new) == Some(true) {
                value.set(new);
            }
        };
        let number = self.followers.try_update_value(|followers| {
            followers.next += 1;
            followers.all.insert(followers.next, Box::new(refresh));
            followers.next
        });
        on_cleanup(move || {
            self.followers.try_update_value(|followers| {
                number.and_then(|number| followers.all.remove(&number))
            });
        });
        value.read_only()
    }

    /// What still keeps from going on where it did when that was tried last; tracked.
    #[must_use]
    pub fn listed(self) -> Vec<Problem> {
        self.with(FormState::listed)
    }

    /// What keeps the form from being finished; tracked.
    #[must_use]
    pub fn open_problems(self) -> Vec<Problem> {
        self.with(FormState::open_problems)
    }

    /// True while a section is shown; tracked.
    #[must_use]
    pub fn is_shown(self, section: &'static Section) -> bool {
        self.with_scene(|scene| scene.is_shown(section))
    }

    /// The world; tracked.
    #[must_use]
    pub fn world(self) -> World<'static> {
        self.outside.with_value(|outside| (outside.world)())
    }

    /// The answer at a place, not tracked: what a box begins with.
    #[must_use]
    pub fn answer(self, path: &Path) -> Option<Value> {
        // The browser reports a change in a box that is just being removed with its page.
        self.state.try_with_untracked(|state| place::at(&state.values, path).cloned()).flatten()
    }

    /// The answer at a place of the last form of this kind.
    #[must_use]
    pub fn last_answer(self, path: &Path) -> Option<Value> {
        self.outside.with_value(|outside| place::at(outside.last.as_ref()?, path).cloned())
    }

    /// Puts or takes away an answer.
    pub fn put(self, path: &Path, mut value: Option<Value>) {
        self.change(&mut |state| {
            let is_taken_away = value.as_ref().is_none_or(Value::is_blank);
            state.is_answered_by_hand(path, is_taken_away);
            place::put(&mut state.values, path, value.take());
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

    /// Puts an answer that nobody typed, and shows it in the boxes of its question.
    pub fn fill(self, path: &Path, field: &Field, value: Value) {
        let words = boxes::words(&field.kind, Some(&value));
        self.put(path, Some(value));
        show_in_boxes(path, field, &words);
    }

    /// Answers a question by what it suggests, now and after each change, for as long as it is on
    /// screen and nobody has answered it.
    pub fn suggest(self, path: &Path, field: &'static Field) {
        if field.suggest.is_none() && !field.is_remembered {
            return;
        }
        let one = (path.clone(), field);
        let is_wanted = untrack(|| {
            self.outside.with_value(|outside| {
                self.state.with(|state| {
                    let scene = outside.scene(self.kind, state);
                    suggesting::wanted(&scene, state, outside.last.as_ref(), &one).is_some()
                })
            })
        });
        self.asking.update_value(|asking| asking.push(one.clone()));
        on_cleanup(move || {
            self.asking.try_update_value(|asking| {
                // The same question may be on the next screen already.
                if let Some(idx) = asking.iter().position(|(path, _)| *path == one.0) {
                    asking.remove(idx);
                }
            });
        });
        if is_wanted {
            self.change(&mut |_| {});
        }
    }

    /// A number for a new row that no other row of the form has, as good as surely.
    #[must_use]
    pub fn new_row_id(self) -> RowId {
        RowId(self.outside.with_value(|outside| (outside.random)()))
    }

    /// An edit by the person.
    fn change(self, work: &mut dyn FnMut(&mut FormState)) {
        if self.edit(work).is_some() {
            self.outside.with_value(|outside| {
                self.state.with_untracked(|state| (outside.changed)(state));
            });
        }
    }

    /// Changes the answers, and works out what follows, what is computed and what is wrong.
    fn edit(self, work: &mut dyn FnMut(&mut FormState)) -> Option<()> {
        let asking = self.asking.try_get_value()?;
        let mut shown: Vec<(Asking, Vec<String>)> = Vec::new();
        self.update(&mut |state, outside| {
            work(state);
            self.compute(state, outside);
            let wanted = |state: &FormState, one: &Asking| {
                let scene = outside.scene(self.kind, state);
                suggesting::wanted(&scene, state, outside.last.as_ref(), one)
            };
            let put = suggesting::put_all(state, &asking, &wanted);
            if !put.is_empty() {
                self.compute(state, outside);
            }
            for one in put {
                let value = place::at(&state.values, &one.0);
                shown.push((one.clone(), boxes::words(&one.1.kind, value)));
            }
            // What is computed is up to date: settled and checked once.
            state.problems = review_computed(&outside.scene(self.kind, state)).problems;
        })?;
        for ((path, field), words) in shown {
            show_in_boxes(&path, field, &words);
        }
        Some(())
    }

    fn compute(self, state: &mut FormState, outside: &Outside) {
        let mut values = core::mem::take(&mut state.values);
        put_computed(&outside.scene(self.kind, state), &mut values);
        state.values = values;
    }

    /// Changes the form in whatever way and brings what follows it up to date. `None` when the form is
    /// gone with its page.
    fn update(self, work: &mut dyn FnMut(&mut FormState, &Outside)) -> Option<()> {
        untrack(|| {
            self.outside.try_with_value(|outside| {
                self.state.try_update(|state| work(state, outside))?;
                self.state.with_untracked(|state| {
                    let scene = outside.scene(self.kind, state);
                    self.followers.with_value(|followers| {
                        followers.all.values().for_each(|refresh| refresh(&scene, state));
                    });
                });
                Some(())
            })
        })
        .flatten()
    }

    /// Shows everything that is wrong on these screens and lists what keeps from going on. Returns
    /// the id of the first question to mend; `None` when there is none.
    #[must_use]
    pub fn check(self, sections: &[&'static Section]) -> Option<String> {
        self.update(&mut |state, outside| {
            let mut found = Vec::new();
            let scene = outside.scene(self.kind, state);
            // What is not asked any more is not wrong either.
            let values = settle(&scene);
            for section in sections {
                validate_section(&Scene { values: &values, ..scene }, section, &mut found);
            }
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
            self.update(&mut |state, _| state.listed.clear());
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

    /// Shows what is wrong at a place from now on.
    pub(super) fn show(self, path: &Path) {
        // The page may be gone by now.
        if self.state.try_with_untracked(|state| state.is_waiting(path)) == Some(true) {
            self.update(&mut |state, _| state.shown.push(path.clone()));
        }
    }
}

/// Reads the answers around the field at `path`: those of its form, group or row.
pub fn with_around<T>(scene: &Scene<'_>, path: &Path, read: impl FnOnce(&Values) -> T) -> T {
    read(place::around(scene.values, path).unwrap_or(&Values::new()))
}
