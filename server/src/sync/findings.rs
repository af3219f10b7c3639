//! What was found of a change, and the state that follows from it.

use shared::{
    form::problem::{Code, Path, Problem},
    forms::codes,
    sync::{
        state::RecordState,
        verdict::held_state,
        wire::{Header1, OP_WITHDRAW},
    },
};

use super::tasks::Whom;
use crate::store::record::Record;

/// What was found, and what lists and searches show of the answers.
#[derive(Default)]
pub(super) struct Findings {
    /// Why it is held.
    pub(super) problems: Vec<Problem>,
    /// What is worth a look.
    pub(super) notes: Vec<Problem>,
    /// The words that tell one record from another.
    pub(super) subject: String,
    /// The NIK it is about.
    pub(super) nik: Option<u64>,
    /// How soon somebody should look at it.
    pub(super) urgency: u8,
    /// When the author finished the record before of this kind about the same person.
    pub(super) previous_at_ms: Option<u64>,
    /// Who or which family that is in the register.
    pub(super) whom: Whom,
}

impl Findings {
    pub(super) fn problem(&mut self, code: Code) {
        self.problems.push(code.at(Path::root(), Vec::new()));
    }

    pub(super) fn note(&mut self, code: Code) {
        self.notes.push(code.at(Path::root(), Vec::new()));
    }

    /// The state that a change gets by what was found.
    pub(super) fn state(&self, header: &Header1) -> RecordState {
        if !self.problems.is_empty() {
            held_state(&self.problems)
        } else if header.op == OP_WITHDRAW {
            RecordState::Withdrawn
        } else {
            RecordState::Sent
        }
    }

    /// Takes what only the sending itself shows from what was found then: an account that was switched
    /// on again, or a clock, tells nothing of that moment.
    pub(super) fn keep_of_sending(&mut self, before: &Record) {
        let lists = [(&mut self.problems, &before.problems), (&mut self.notes, &before.notes)];
        for (now, then) in lists {
            now.retain(|problem| !is_of_sending(problem.code));
            let kept = then.iter().filter(|problem| is_of_sending(problem.code)).cloned();
            now.splice(0..0, kept);
        }
    }
}

/// True for what is found of the sender or his phone at the moment of sending, and for a form that was
/// made again soon or says otherwise than another: the earlier of both does not find it by itself.
fn is_of_sending(code: Code) -> bool {
    [
        codes::ACCOUNT_OFF,
        codes::CLOCK_OFF,
        codes::SAME_FORM_SOON,
        codes::MANY_AT_ONCE,
        codes::DEAD_OR_ALIVE,
    ]
    .contains(&code)
}

/// True for the note that the visit had not come.
pub(super) fn lacks_visit(notes: &[Problem]) -> bool {
    notes.iter().any(|note| note.code == codes::VISIT_MISSING)
}

/// True when a village holds these problems that is not the author's.
pub(super) fn is_of_foreign_village(problems: &[Problem]) -> bool {
    problems.iter().any(|problem| problem.code == codes::VILLAGE_NOT_YOURS)
}
