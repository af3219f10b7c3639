//! What a form says and what is wrong with it, judged by the answers that are asked alone.
//!
//! An answer that is no longer asked (a date of death, after "died" was taken back) stays in the draft,
//! so that changing the mind once more brings it back. It must neither be shown nor speak: whoever
//! shows, checks or counts a whole form begins here.

use super::{
    model::{Scene, Section},
    problem::{Problem, Severity},
    settle::{settle, settle_computed},
    unknown::unknown,
    validate::{validate, validate_section},
    value::Values,
};

/// A form as it would be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// The settled answers.
    pub values: Values,
    /// Everything about them that is wrong or worth knowing, in the order of the fields.
    pub problems: Vec<Problem>,
}

/// Something that did not keep a form from being finished, for the people who read it afterwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What it is.
    pub problem: Problem,
    /// Why it is right all the same; for a [`Severity::Confirm`] only.
    pub reason: Option<String>,
}

/// Settles the answers of a scene and checks what is left. Answers under numbers that nobody here
/// knows are dropped with the others, but not in silence.
#[must_use]
pub fn review(scene: &Scene<'_>) -> Review {
    judge(scene, settle(scene))
}

/// As [`review`], of answers whose computed ones are up to date already: the one pass of each key.
#[must_use]
pub fn review_computed(scene: &Scene<'_>) -> Review {
    judge(scene, settle_computed(scene))
}

fn judge(scene: &Scene<'_>, values: Values) -> Review {
    let mut problems = validate(&Scene { values: &values, ..*scene });
    problems.extend(unknown(scene));
    Review { values, problems }
}

/// What is wrong on one screen while it is being filled, by the answers that are asked.
#[must_use]
pub fn review_section(scene: &Scene<'_>, section: &Section) -> Vec<Problem> {
    let values = settle(scene);
    let mut problems = Vec::new();
    validate_section(&Scene { values: &values, ..*scene }, section, &mut problems);
    problems
}

impl Review {
    /// What keeps the form from being finished: errors, and confirms that nobody gave a reason for.
    #[must_use]
    pub fn blocking(&self, scene: &Scene<'_>) -> Vec<Problem> {
        self.problems.iter().filter(|problem| scene.is_blocked_by(problem)).cloned().collect()
    }

    /// The warnings and lifted confirms that stand, worst first; what is merely worth knowing comes
    /// last.
    #[must_use]
    pub fn notes(&self, scene: &Scene<'_>) -> Vec<Note> {
        let mut notes: Vec<Note> = self
            .problems
            .iter()
            .filter(|problem| !scene.is_blocked_by(problem))
            .map(|problem| Note { problem: problem.clone(), reason: reason(scene, problem) })
            .collect();
        notes.sort_by_key(|note| core::cmp::Reverse(note.problem.severity));
        notes
    }
}

/// The reason that was given for a confirm.
fn reason(scene: &Scene<'_>, problem: &Problem) -> Option<String> {
    let lifted = scene.overrides.iter().find(|lifted| {
        lifted.code == problem.code.0 && lifted.path == problem.path && !lifted.reason.is_empty()
    });
    lifted.filter(|_| problem.severity == Severity::Confirm).map(|lifted| lifted.reason.clone())
}
