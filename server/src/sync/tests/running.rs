//! The rules on the running database: many sides at once, and damage on its disk.

use std::{sync::Arc, thread};

use shared::sync::{
    verdict::{Outcome, Verdict},
    wire::{self, CODING_PLAIN, Push1},
};
use tempfile::TempDir;

use super::samples::{Draft, NOW_MS, TODAY, VILLAGE, change_id, device, record_id};
use crate::{
    store::{
        Store, StoreError, StoreOptions, TestDb,
        account::Assignment,
        contract::{Engine as _, account, psm},
    },
    sync::{
        References,
        prepare::{Prepared, prepare},
        pull::pull,
        push::{LATER_MS, Sender, push},
    },
};

fn session(number: u8) -> Vec<u8> {
    let numbered = |header: &mut wire::Header1| {
        header.record = record_id(number);
        header.change = change_id(number);
    };
    Draft::session().with(numbered).bytes()
}

fn prepared(changes: &[Vec<u8>]) -> Prepared {
    let parcels = vec![wire::parcel(CODING_PLAIN, &wire::payload(changes))];
    prepare(&Push1 { device: device(), parcels })
}

fn sender(now_ms: u64) -> Sender {
    Sender { account: account(1), device: device(), now_ms }
}

fn assignment() -> Assignment {
    Assignment { village: VILLAGE, from: TODAY.plus(-30), to: None }
}

/// A running database with account 1 in its village.
fn open(dir: &TempDir, options: &StoreOptions) -> Store {
    let store = Store::open(&dir.path().join("test.db"), options).unwrap();
    let account_added = store.write(|tx| {
        tx.add_account(&psm(account(1), true))?;
        tx.set_assignment(account(1), &assignment())
    });
    account_added.wait().unwrap();
    store
}

#[test]
fn the_same_push_from_many_sides_at_once_is_stored_once() {
    let dir = tempfile::tempdir().unwrap();
    let db = open(&dir, &StoreOptions::default());
    let prepared = Arc::new(prepared(&[session(1)]));
    let refs = Arc::new(References::bundled());
    let senders: Vec<_> = (0..8)
        .map(|n| {
            let (db, prepared, refs) = (db.clone(), Arc::clone(&prepared), Arc::clone(&refs));
            thread::spawn(move || {
                let who = sender(NOW_MS + n);
                db.write(move |tx| push(tx, &who, &prepared, &refs)).wait().unwrap()
            })
        })
        .collect();
    let verdicts: Vec<Verdict> = senders
        .into_iter()
        .flat_map(|sender| sender.join().unwrap())
        .map(|answer| Verdict::from(answer.verdict))
        .collect();
    assert_eq!(verdicts.len(), 8);
    assert_eq!(verdicts.iter().filter(|verdict| !verdict.repeated).count(), 1);
    assert!(matches!(verdicts[0].outcome, Outcome::Accepted { .. }));
    assert!(verdicts.iter().all(|verdict| verdict.outcome == verdicts[0].outcome));
    assert_eq!(db.read(|tx| tx.last_seq()).wait().unwrap(), 1);
}

#[test]
fn a_cursor_that_follows_writers_misses_nothing() {
    const N_RECORDS: u8 = 120;
    let dir = tempfile::tempdir().unwrap();
    let db = open(&dir, &StoreOptions::default());
    let refs = Arc::new(References::bundled());
    let writers: Vec<_> = (0..3)
        .map(|first| {
            let (db, refs) = (db.clone(), Arc::clone(&refs));
            thread::spawn(move || {
                for number in (first..N_RECORDS).step_by(3) {
                    let (prepared, refs) = (prepared(&[session(number)]), Arc::clone(&refs));
                    let who = sender(NOW_MS);
                    db.write(move |tx| push(tx, &who, &prepared, &refs)).wait().unwrap();
                }
            })
        })
        .collect();
    let (mut after, mut told) = (0, 0);
    while told < usize::from(N_RECORDS) {
        let is_over = writers.iter().all(thread::JoinHandle::is_finished);
        let reply = db.read(move |tx| pull(tx, account(1), after, 2, NOW_MS)).wait().unwrap();
        assert!(!(is_over && reply.events.is_empty()), "only {told} were told");
        told += reply.events.len();
        after = reply.next;
    }
    assert_eq!(told, usize::from(N_RECORDS));
}

#[test]
fn a_push_that_finds_no_room_is_stored_whole_when_it_comes_again() {
    let dir = tempfile::tempdir().unwrap();
    let options = StoreOptions { max_page_count: Some(75), ..StoreOptions::default() };
    let db = open(&dir, &options);
    let refs = Arc::new(References::bundled());
    let push_ten = |db: &Store, first: u8| {
        let changes: Vec<_> = (first..first + 10).map(session).collect();
        let (prepared, refs) = (Arc::new(prepared(&changes)), Arc::clone(&refs));
        let (to_store, who) = (Arc::clone(&prepared), sender(NOW_MS));
        let stored = db.write(move |tx| push(tx, &who, &to_store, &refs)).wait();
        (stored, prepared)
    };
    let (error, first, prepared) = loop_until_full(&db, push_ten);
    assert!(matches!(error, StoreError::Full), "{error:?}");
    let later = prepared.later(LATER_MS);
    assert!(later.iter().all(|answer| answer.verdict.code == 5 && answer.change.is_some()));
    assert_eq!(db.read(|tx| tx.last_seq()).wait().unwrap(), u64::from(first));
    db.close();

    // Somebody made room.
    let db = Store::open(&dir.path().join("test.db"), &StoreOptions::default()).unwrap();
    let (stored, _) = push_ten(&db, first);
    let answers = stored.unwrap();
    assert!(answers.iter().all(|answer| answer.verdict.code == 1 && !answer.verdict.repeated));
    assert_eq!(db.read(|tx| tx.last_seq()).wait().unwrap(), u64::from(first) + 10);
}

type Pushed = (Result<Vec<wire::Answer1>, StoreError>, Arc<Prepared>);

/// Pushes ten after ten; the first failure, how many were stored before it, and what met it.
fn loop_until_full(
    db: &Store,
    push_ten: impl Fn(&Store, u8) -> Pushed,
) -> (StoreError, u8, Arc<Prepared>) {
    for first in (0..240).step_by(10) {
        if let (Err(error), prepared) = push_ten(db, first) {
            return (error, first, prepared);
        }
    }
    panic!("the database never got full");
}

#[test]
fn a_change_that_meets_a_damaged_row_waits_and_those_behind_it_do_not() {
    let mut db = TestDb::new(1);
    db.set_account(account(1), true);
    db.assign(account(1), assignment());
    let refs = References::bundled();
    let outcomes = |db: &TestDb, changes: &[Vec<u8>]| -> Vec<Outcome> {
        let prepared = prepared(changes);
        let answers = db.transaction(true, |tx| push(tx, &sender(NOW_MS), &prepared, &refs));
        answers.unwrap().into_iter().map(|answer| Verdict::from(answer.verdict).outcome).collect()
    };
    assert!(matches!(outcomes(&db, &[session(1)])[0], Outcome::Accepted { .. }));
    db.spoil_changes();
    let outcomes = outcomes(&db, &[session(1), session(2)]);
    assert_eq!(outcomes[0], Outcome::Later { after_ms: LATER_MS });
    assert!(matches!(&outcomes[1], Outcome::Accepted { receipt, .. } if receipt.seq == 2));
}
