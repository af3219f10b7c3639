//! What the server said, put to the phone's own copy of a record.

use shared::{
    form::{content::Content, model::KindId, problem::Problem},
    forms,
    id::ChangeId,
    sync::{
        own::OwnRecord1,
        state::RecordState,
        verdict::{Outcome, Receipt, Verdict},
        wire::{self, Change1, Problem1, RecordStatus1},
    },
};

use crate::{device::finish::nik_in, rows::Record};

/// Puts the verdict on one change to its record; false when that knows nothing of the change.
pub(crate) fn put_verdict(record: &mut Record, change: ChangeId, verdict: &Verdict) -> bool {
    if record.header.change != change {
        let (receipt, refusal) = (verdict.outcome.receipt(), refusal_of(&verdict.outcome));
        return put_to_history(record, change, receipt, refusal);
    }
    // A pull told of it first, and the office may have said more since: the answer of then is old. With
    // another receipt it is new: the server was set back to a time before the first one.
    if record.receipt.is_some() && is_old(record.receipt.as_ref(), verdict.outcome.receipt()) {
        return true;
    }
    record.unknown_verdict = 0;
    record.refusal = refusal_of(&verdict.outcome);
    record.problems.clear();
    match &verdict.outcome {
        Outcome::Accepted { notes, .. } => record.notes = travelling(notes),
        Outcome::Conflict { other, .. } => record.conflict_with = Some(*other),
        Outcome::Held { problems, .. } => record.problems = travelling(problems),
        Outcome::Unknown(code) => record.unknown_verdict = *code,
        Outcome::Refused(_) | Outcome::Later { .. } => {}
    }
    record.receipt = verdict.outcome.receipt().cloned();
    if let Some(state) = verdict.outcome.state() {
        let is_taken_back =
            record.is_withdrawal() && matches!(verdict.outcome, Outcome::Accepted { .. });
        record.state = if is_taken_back { RecordState::Withdrawn } else { state }.code();
    }
    true
}

/// True for an answer that says nothing of a later storing than the one that is known.
fn is_old(known: Option<&Receipt>, answered: Option<&Receipt>) -> bool {
    answered.is_none() || answered == known
}

/// Puts what the office made of a record to it.
pub(crate) fn put_status(record: &mut Record, status: &RecordStatus1) {
    let is_latest = record.header.change == status.change;
    let is_earlier = record.history.iter().any(|past| past.change == status.change);
    if is_earlier {
        put_to_history(record, status.change, Some(&status.receipt), 0);
        return;
    }
    // A revision that was made elsewhere says nothing of one that only this phone has.
    if !is_latest && record.receipt.is_none() {
        return;
    }
    if is_latest {
        record.receipt = Some(status.receipt.clone());
        record.refusal = 0;
        record.unknown_verdict = 0;
    }
    record.state = status.state;
    record.problems.clone_from(&status.problems);
    record.notes.clone_from(&status.notes);
    record.comment.clone_from(&status.comment);
}

/// A record that the office has and this phone had not; `None` for one that this program cannot read.
pub(crate) fn own_record(own: &OwnRecord1) -> Option<Record> {
    let change: Change1 = wire::decode(&own.change).ok()?;
    let id = KindId(change.header.kind);
    // What a phone has erased never comes back to one, whatever a server sends.
    if forms::is_confidential(id) {
        return None;
    }
    let kind = forms::kind(id);
    let content = Content::from_bytes(&change.content).ok();
    let nik = kind.zip(content).map_or(0, |(kind, content)| nik_in(kind, &content.values));
    Some(Record {
        header: change.header,
        content: change.content,
        state: own.state,
        receipt: Some(own.receipt.clone()),
        conflict_with: None,
        problems: own.problems.clone(),
        notes: own.notes.clone(),
        comment: own.comment.clone(),
        refusal: 0,
        unknown_verdict: 0,
        subject: own.subject.clone(),
        nik,
        history: Vec::new(),
    })
}

/// Erases a confidential record of which the office has any revision: whatever was answered, all that
/// stays is that it was sent.
pub(crate) fn erase_if_sent(record: &mut Record) -> bool {
    let is_there =
        record.receipt.is_some() || record.history.iter().any(|past| past.receipt.is_some());
    if !record.is_confidential() || !is_there {
        return false;
    }
    record.erase();
    record.history.clear();
    if record.receipt.is_some() && record.state() != RecordState::Withdrawn {
        record.state = RecordState::Sent.code();
    }
    true
}

/// False when the history does not have that change.
fn put_to_history(
    record: &mut Record,
    change: ChangeId,
    receipt: Option<&Receipt>,
    refusal: u16,
) -> bool {
    let mut is_there = false;
    for past in record.history.iter_mut().filter(|past| past.change == change) {
        is_there = true;
        if let Some(receipt) = receipt {
            past.receipt = Some(receipt.clone());
        }
        past.refusal = refusal;
    }
    is_there
}

const fn refusal_of(outcome: &Outcome) -> u16 {
    match outcome {
        Outcome::Refused(refusal) => refusal.code(),
        Outcome::Accepted { .. }
        | Outcome::Conflict { .. }
        | Outcome::Held { .. }
        | Outcome::Later { .. }
        | Outcome::Unknown(_) => 0,
    }
}

fn travelling(problems: &[Problem]) -> Vec<Problem1> {
    problems.iter().map(Into::into).collect()
}
