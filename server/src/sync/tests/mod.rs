//! The merge rules as stories, each told on every engine.
#![expect(clippy::unwrap_used, reason = "tests")]

mod answers;
mod effect;
mod given;
mod late;
mod odd;
mod own;
mod pairs;
mod parcels;
mod register;
mod revisions;
mod running;
mod samples;
mod tasks;
mod visits;

use shared::{
    form::problem::Problem,
    id::{AccountId, ChangeId, RecordId},
    sync::{
        state::RecordState,
        verdict::{Outcome, Verdict},
        wire::{self, Answer1, Push1, RecordStatus1},
    },
};

use super::{
    References,
    look::look,
    prepare::prepare,
    pull::pull,
    push::{Sender, push},
};
use crate::store::{
    account::Assignment,
    contract::{self, Engine, account, engines},
    record::Record,
};
use samples::{NOW_MS, TODAY, VILLAGE};

/// A server on one engine with the account of number 1, who works in [`VILLAGE`].
struct Server {
    engine: Box<dyn Engine>,
    refs: References,
    now_ms: u64,
    /// True when answers are looked at before they are stored.
    looks: bool,
}

/// Tells a story on every engine, once with a look before each push and once without: what is found is
/// the same.
fn check(story: impl Fn(&mut Server)) {
    for looks in [true, false] {
        check_looking(looks, &story);
    }
}

fn check_looking(looks: bool, story: &impl Fn(&mut Server)) {
    for (name, mut engine) in engines() {
        println!("engine: {name}, looks: {looks}");
        for number in [1, 2] {
            engine.set_account(account(number), true);
            let assignment = Assignment { village: VILLAGE, from: TODAY.plus(-30), to: None };
            engine.assign(account(number), assignment);
        }
        let refs = References::bundled();
        story(&mut Server { engine, refs, now_ms: NOW_MS, looks });
    }
}

impl Server {
    /// Pushes parcels as the account of this number.
    fn push_parcels(&mut self, number: u8, parcels: Vec<Vec<u8>>) -> Vec<Answer1> {
        let push1 = Push1 { device: samples::device(), parcels };
        let mut prepared = prepare(&push1);
        let who = Sender { account: account(number), device: push1.device, now_ms: self.now_ms };
        let refs = &self.refs;
        if self.looks {
            contract::commit(&mut *self.engine, |tx| look(tx, &who, &mut prepared, refs)).unwrap();
        }
        contract::commit(&mut *self.engine, |tx| push(tx, &who, &prepared, refs)).unwrap()
    }

    /// Pushes changes as one plain parcel; the verdicts in the order of the changes.
    fn push_as(&mut self, number: u8, changes: &[Vec<u8>]) -> Vec<Verdict> {
        let parcel = wire::parcel(wire::CODING_PLAIN, &wire::payload(changes));
        let mut answers = self.push_parcels(number, vec![parcel]);
        answers.sort_by_key(|answer| answer.item);
        assert_eq!(answers.len(), changes.len());
        answers.into_iter().map(|answer| Verdict::from(answer.verdict)).collect()
    }

    /// Pushes one change as the account of number 1.
    fn push_one(&mut self, change: &[u8]) -> Verdict {
        self.push_as(1, &[change.to_vec()]).remove(0)
    }

    fn record(&mut self, id: RecordId) -> Record {
        contract::commit(&mut *self.engine, |tx| tx.record(id)).unwrap().unwrap()
    }

    fn n_stored(&mut self, ids: &[ChangeId]) -> usize {
        contract::commit(&mut *self.engine, |tx| {
            ids.iter().filter(|id| tx.change(**id).unwrap().is_some()).count()
        })
    }

    /// Everything the account of this number is told from the start, page by page.
    fn pull_all(&mut self, number: u8, page: u32) -> Vec<RecordStatus1> {
        let (mut after, mut statuses) = (0, Vec::new());
        loop {
            let reply = contract::commit(&mut *self.engine, |tx| {
                pull(tx, account(number), after, page, NOW_MS)
            });
            let reply = reply.unwrap();
            assert!(reply.next >= after);
            statuses.extend(reply.events.iter().map(|event| wire::record_status(event).unwrap()));
            after = reply.next;
            if !reply.more {
                return statuses;
            }
        }
    }

    /// Puts a record into a state, as a decision at the desk does.
    fn decide(&mut self, id: RecordId, state: RecordState) {
        contract::commit(&mut *self.engine, |tx| {
            let record = tx.record(id).unwrap().unwrap();
            let last_seq = tx.next_seq().unwrap();
            tx.put_record(&Record { state, last_seq, ..record }).unwrap();
        });
    }

    /// What was found of one change, stored or not: codes of problems, codes of notes.
    fn found(&mut self, id: ChangeId) -> (Vec<u16>, Vec<u16>) {
        let change = contract::commit(&mut *self.engine, |tx| tx.change(id)).unwrap().unwrap();
        (codes(&change.problems), codes(&change.notes))
    }
}

fn codes(problems: &[Problem]) -> Vec<u16> {
    problems.iter().map(|problem| problem.code.0).collect()
}

/// Codes of the problems that hold a change.
#[track_caller]
fn held(verdict: &Verdict) -> Vec<u16> {
    match &verdict.outcome {
        Outcome::Held { problems, .. } => codes(problems),
        other => panic!("not held: {other:?}"),
    }
}

/// Codes of the notes on an accepted change about itself: not that its session has the child twice.
fn of_itself(verdict: &Verdict) -> Vec<u16> {
    let mut notes = accepted(verdict);
    notes.retain(|code| *code != shared::forms::codes::SAME_FORM_TWICE.0);
    notes
}

/// Codes of the notes of an accepted change.
#[track_caller]
fn accepted(verdict: &Verdict) -> Vec<u16> {
    match &verdict.outcome {
        Outcome::Accepted { notes, .. } => codes(notes),
        other => panic!("not accepted: {other:?}"),
    }
}

/// No problem, no note.
const NOTHING: [u16; 0] = [];

fn author(number: u8) -> AccountId {
    account(number)
}
