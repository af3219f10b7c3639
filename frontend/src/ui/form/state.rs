//! A form at one moment: the answers, what is wrong with them, and which of that a person should see
//! by now.

use shared::form::{
    place,
    problem::{Override, Path, Problem, Severity},
    value::{Value, Values},
};

/// A form at one moment.
#[derive(Clone, Default)]
pub struct FormState {
    /// The answers, and what is computed from them.
    pub values: Values,
    /// The reasons given.
    pub overrides: Vec<Override>,
    /// Everything that is wrong.
    pub problems: Vec<Problem>,
    /// What the office said is wrong; shown until the answer changes.
    pub from_office: Vec<Problem>,
    /// Where something kept from going on when it was tried last.
    pub(super) listed: Vec<Path>,
    /// Where problems are shown by now.
    pub(super) shown: Vec<Path>,
    /// What the form answered by itself and nobody has changed since.
    pub(super) suggested: Vec<(Path, Value)>,
    /// What somebody took away: not to be suggested again.
    pub(super) cleared: Vec<Path>,
    /// What a person has answered here.
    pub(super) by_hand: Vec<Path>,
}

impl FormState {
    /// What a form begins with.
    #[must_use]
    pub fn new(values: Values, overrides: Vec<Override>, from_office: Vec<Problem>) -> Self {
        Self { values, overrides, from_office, ..Self::default() }
    }

    /// True while an answer stands as the form suggested it.
    pub(super) fn is_suggested(&self, path: &Path, now: Option<&Value>) -> bool {
        self.suggested.iter().any(|(other, value)| other == path && Some(value) == now)
    }

    /// True while an answer only repeats the last form: nobody has said that it is right here, too.
    pub(super) fn is_as_last(&self, path: &Path, last: &Value) -> bool {
        place::at(&self.values, path) == Some(last) && !self.by_hand.contains(path)
    }

    /// A person answers, or takes an answer away: it is not the form's own any more.
    pub(super) fn is_answered_by_hand(&mut self, path: &Path, is_taken_away: bool) {
        self.suggested.retain(|(other, _)| other != path);
        if !self.by_hand.contains(path) {
            self.by_hand.push(path.clone());
        }
        self.cleared.retain(|other| other != path);
        if is_taken_away {
            self.cleared.push(path.clone());
        }
    }

    /// True for an error, and for a confirm without a reason.
    pub(super) fn is_blocked_by(&self, problem: &Problem) -> bool {
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

    /// What the office said is wrong at answers that were not changed since.
    #[must_use]
    pub fn said_by_office(&self) -> Vec<Problem> {
        let at_an_answer = |problem: &&Problem| problem.path != Path::root();
        self.from_office.iter().filter(at_an_answer).cloned().collect()
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
        let is_here = |problem: &&Problem| problem.path == *path;
        let found = self.problems.iter().filter(is_here).filter(|_| self.shown.contains(path));
        let mut visible: Vec<&Problem> = Vec::new();
        for problem in self.from_office.iter().filter(is_here).chain(found) {
            if visible.iter().all(|other| other.code != problem.code) {
                visible.push(problem);
            }
        }
        visible
    }

    /// True while problems at an answer wait for a pause of its author.
    pub(super) fn is_waiting(&self, path: &Path) -> bool {
        place::at(&self.values, path).is_some() && !self.shown.contains(path)
    }
}
