//! The loop over storage and a server that a test plays. What a bad line does to it is the
//! simulation's business.
#![expect(clippy::unwrap_used, reason = "tests")]

mod common;

use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    rc::Rc,
    task::{Context, Waker},
};

use client::{
    account::{OnlyHere, may_leave},
    driver::{Handle, Parts, Watch, channel, drive},
    memory::{Faults, MemoryStore},
    rows::{Book1, KEY_BOOK, Outbox, Record, Stored},
    store::{LocalStore, Row, Table, Write},
    transport::{Asked, Failure, Transport},
};
use common::*;
use shared::{
    id::{DeviceId, RecordId},
    sync::{
        account::{Activate1, Profile1},
        client::Status,
        feed::{Feed, PullReply2},
        state::RecordState,
        verdict::{Outcome, Receipt, Refusal, Verdict},
        wire::{self, Answer1, Change1, Header1, Push1, PushReply1, RecordStatus1},
    },
};

const EPOCH: u64 = 3;

/// A server that stores everything it can read, or says what a test told it to.
#[derive(Default)]
struct Server {
    got: RefCell<Vec<Header1>>,
    says: RefCell<VecDeque<Outcome>>,
    /// Events of the next pull.
    news: RefCell<Vec<Vec<u8>>>,
    asked_after: RefCell<Vec<u64>>,
    next: Cell<u64>,
    failures: RefCell<VecDeque<Failure>>,
    /// It says that it had everything already.
    is_repeating: Cell<bool>,
    /// How often it was set back to an older copy.
    n_restores: Cell<u64>,
}

impl Server {
    fn epoch(&self) -> u64 {
        EPOCH + self.n_restores.get()
    }
}

fn receipt(seq: u64) -> Receipt {
    Receipt { seq, hash: [7; 32], stored_at_ms: NOW_MS }
}

impl Transport for Server {
    async fn activate(&self, _request: &Activate1) -> Result<Profile1, Failure> {
        Err(Failure::Offline)
    }

    async fn me(&self) -> Result<Profile1, Failure> {
        Err(Failure::Offline)
    }

    async fn push(&self, push: &Push1) -> Result<PushReply1, Failure> {
        if let Some(failure) = self.failures.borrow_mut().pop_front() {
            return Err(failure);
        }
        let mut answers = Vec::new();
        for (parcel, body) in (0..).zip(&push.parcels) {
            if wire::open_plain(body).is_err() {
                let outcome = Outcome::Refused(Refusal::ParcelUnreadable);
                let verdict = (&Verdict { repeated: false, outcome }).into();
                answers.push(Answer1 { parcel, item: wire::WHOLE_PARCEL, change: None, verdict });
                continue;
            }
            for (item, bytes) in (0..).zip(wire::open_plain(body).unwrap()) {
                let Change1 { header, .. } = wire::decode(bytes).unwrap();
                let seq = self.got.borrow().len() as u64 + 1;
                let accepted = Outcome::Accepted { receipt: receipt(seq), notes: Vec::new() };
                let outcome = self.says.borrow_mut().pop_front().unwrap_or(accepted);
                let verdict = (&Verdict { repeated: self.is_repeating.get(), outcome }).into();
                answers.push(Answer1 { parcel, item, change: Some(header.change), verdict });
                self.got.borrow_mut().push(header);
            }
        }
        Ok(PushReply1 { epoch: self.epoch(), server_ms: NOW_MS, answers })
    }

    async fn pull(&self, _device: DeviceId, asked: Asked) -> Result<PullReply2, Failure> {
        let Asked { stream, after, .. } = asked;
        self.asked_after.borrow_mut().push(after);
        let events = self.news.take();
        let next = self.next.get().max(after);
        let (epoch, server_ms) = (self.epoch(), NOW_MS);
        Ok(PullReply2 { epoch, server_ms, feed: stream.feed.0, next, more: false, events })
    }

    async fn end_session(&self) -> Result<(), Failure> {
        Ok(())
    }
}

#[derive(Default)]
struct Screen {
    status: RefCell<Status>,
    n_changes: Cell<u32>,
}

impl Watch for Screen {
    fn status(&self, status: &Status) {
        self.status.replace(status.clone());
    }

    fn records_changed(&self) {
        self.n_changes.set(self.n_changes.get() + 1);
    }
}

/// Runs the loop for a number of polls with what the test does meanwhile, then stops it.
fn run_loop(
    store: &MemoryStore,
    server: &Rc<Server>,
    meanwhile: impl FnOnce(&Handle),
) -> Rc<Screen> {
    let (handle, inbox) = channel();
    let screen = Rc::new(Screen::default());
    let host = on(store).host;
    let device = DeviceId::new(NOW_MS, [1; 10]);
    let parts = Parts {
        store: store.clone(),
        transport: Rc::clone(server),
        host,
        device,
        feeds: vec![Feed::OWN_RECORDS.into()],
        blobs: None,
    };
    let mut running = Box::pin(drive(parts, inbox, screen.as_ref()));
    let mut cx = Context::from_waker(Waker::noop());
    let mut poll = |n_polls: u32| (0..n_polls).any(|_| running.as_mut().poll(&mut cx).is_ready());
    assert!(!poll(10));
    meanwhile(&handle);
    assert!(!poll(30));
    handle.stop();
    assert!(poll(2), "it stops when told");
    drop(running);
    screen
}

fn record(store: &MemoryStore, id: RecordId) -> Record {
    on(store).record(id).unwrap().unwrap().value
}

fn status_event(record: &Record, state: RecordState) -> Vec<u8> {
    let status = RecordStatus1 {
        record: record.header.record,
        change: record.header.change,
        state: state.code(),
        receipt: receipt(9),
        problems: Vec::new(),
        notes: Vec::new(),
        comment: String::from("Terima kasih."),
    };
    wire::event(&status)
}

#[test]
fn what_was_finished_goes_out_and_the_answer_stands_at_the_record() {
    let device = device();
    let server = Rc::new(Server::default());
    let visit = run(finished_visit(&device)).unwrap();
    let screen = run_loop(&device.store, &server, |handle| {
        let child = run(finished_child(&device, visit.record, 9_000)).unwrap();
        handle.saved(child.entry);
    });
    assert_eq!(server.got.borrow().len(), 2);
    assert_eq!(device.store.rows(Table::Outbox), []);
    for item in device.records() {
        assert_eq!(item.state, RecordState::Sent);
        assert!(record(&device.store, item.record).receipt.is_some());
    }
    assert_eq!(screen.status.borrow().n_waiting, 0);
    assert!(screen.n_changes.get() > 0);
}

#[test]
fn what_the_server_refused_keeps_its_account_on_the_phone() {
    let after = |outcome: Outcome| {
        let device = device();
        let server = Rc::new(Server::default());
        server.says.borrow_mut().push_back(outcome);
        run(finished_visit(&device)).unwrap();
        run_loop(&device.store, &server, |_| {});
        may_leave(&device.store)
    };
    assert_eq!(after(Outcome::Refused(Refusal::NotYours)), Err(OnlyHere::Refused));
    assert_eq!(after(Outcome::Accepted { receipt: receipt(1), notes: Vec::new() }), Ok(()));
}

#[test]
fn each_verdict_shows_at_its_record() {
    let kept = |outcome: Outcome| {
        let device = device();
        let server = Rc::new(Server::default());
        // Also when it is asked again and again.
        server.says.borrow_mut().extend(std::iter::repeat_n(outcome, 100));
        let visit = run(finished_visit(&device)).unwrap();
        run_loop(&device.store, &server, |_| {});
        let is_waiting = !device.store.rows(Table::Outbox).is_empty();
        (record(&device.store, visit.record), is_waiting)
    };
    let other = shared::id::ChangeId::new(1, [1; 10]);
    let (record, is_waiting) = kept(Outcome::Conflict { receipt: receipt(1), other });
    assert_eq!(
        (record.state(), record.conflict_with, is_waiting),
        (RecordState::Sent, Some(other), false)
    );

    let problem =
        shared::forms::codes::VILLAGE_NOT_YOURS.at(shared::form::problem::Path::root(), Vec::new());
    let held = Outcome::Held { receipt: receipt(1), problems: vec![problem] };
    let (record, is_waiting) = kept(held);
    assert_eq!(
        (record.state(), record.problems.len(), is_waiting),
        (RecordState::HeldForOffice, 1, false)
    );

    let (record, is_waiting) = kept(Outcome::Refused(Refusal::NotYours));
    assert_eq!((record.state(), record.refusal, is_waiting), (RecordState::Refused, 5, false));
    assert!(!record.content().unwrap().values.is_empty(), "it is kept");

    let (record, is_waiting) = kept(Outcome::Later { after_ms: 1_000_000 });
    assert_eq!((record.state(), record.receipt, is_waiting), (RecordState::Waiting, None, true));

    let (record, is_waiting) = kept(Outcome::Unknown(77));
    assert_eq!(
        (record.state(), record.unknown_verdict, is_waiting),
        (RecordState::Waiting, 77, true)
    );
}

#[test]
fn an_accepted_withdrawal_is_withdrawn() {
    let device = device();
    let server = Rc::new(Server::default());
    let visit = run(finished_visit(&device)).unwrap();
    run(device.keep(device.withdraw(visit.record).unwrap())).unwrap();
    run_loop(&device.store, &server, |_| {});
    let record = record(&device.store, visit.record);
    assert_eq!(record.state(), RecordState::Withdrawn);
    assert!(record.history[0].receipt.is_some(), "what was sent before has its receipt too");
    let rows = device.store.rows(Table::Meta);
    let is_before = |row: &&Row| row.key.starts_with("before-withdrawal-");
    assert_eq!(rows.iter().find(is_before), None, "what it was before is gone");
    let got: Vec<_> = server.got.borrow().iter().map(|header| header.op).collect();
    assert_eq!(got, [wire::OP_PUT, wire::OP_WITHDRAW], "in the order in which they were made");
}

#[test]
fn news_of_the_office_and_the_cursor_are_kept_together() {
    let device = device();
    let server = Rc::new(Server::default());
    let visit = run(finished_visit(&device)).unwrap();
    run_loop(&device.store, &server, |_| {});
    let event = status_event(&record(&device.store, visit.record), RecordState::Checked);
    server.news.replace(vec![vec![250, 1, 2, 3], event]);
    server.next.set(40);
    run_loop(&device.store, &server, Handle::kick);
    let record = record(&device.store, visit.record);
    assert_eq!((record.state(), record.comment.as_str()), (RecordState::Checked, "Terima kasih."));
    run_loop(&device.store, &server, |_| {});
    assert_eq!(
        server.asked_after.borrow().last(),
        Some(&40),
        "an event of a newer server is no obstacle"
    );
}

#[test]
fn a_program_that_learned_to_read_more_goes_back_to_what_was_stepped_over() {
    let device = device();
    let server = Rc::new(Server::default());
    let book = Book1 {
        epoch: EPOCH,
        cursor: 40,
        offset_ms: 0,
        server_ms: NOW_MS,
        last_ok_ms: NOW_MS,
        events_known: 0,
    };
    let row = Row {
        key: KEY_BOOK.into(),
        revision: 0,
        state: 0,
        at_ms: 0,
        parent: String::new(),
        bytes: book.to_row_bytes(),
    };
    let put = Write::Put { table: Table::Meta, row, expect: client::store::Expect::Any };
    let durability = client::store::Durability::Strict;
    run(device.store.apply(client::store::Batch { writes: vec![put], durability })).unwrap();
    run_loop(&device.store, &server, |_| {});
    assert_eq!(server.asked_after.borrow().first(), Some(&0));
}

#[test]
fn a_parcel_that_cannot_be_read_any_more_is_made_anew_from_its_record() {
    let device = device();
    let server = Rc::new(Server::default());
    let visit = run(finished_visit(&device)).unwrap();
    let key = device.store.rows(Table::Outbox)[0].key.clone();
    device.store.damage(Table::Outbox, &key, |bytes| bytes.truncate(5));
    run_loop(&device.store, &server, |_| {});
    assert_eq!(server.got.borrow()[0].change, visit.change);
    assert_eq!(record(&device.store, visit.record).state(), RecordState::Sent);
    let meta = device.store.rows(Table::Meta);
    assert!(meta.iter().any(|row| row.key == ["damaged-outbox-", &key].concat()), "and kept");
}

/// The parcel in a row of the outbox loses its end; the row itself can be read.
fn damage_parcel(store: &MemoryStore, key: &str) {
    store.damage(Table::Outbox, key, |bytes| {
        let mut outbox = Outbox::from_row_bytes(bytes).unwrap();
        outbox.bytes.truncate(9);
        *bytes = outbox.to_row_bytes();
    });
}

#[test]
fn a_damaged_parcel_of_one_change_is_made_anew_from_its_record() {
    let device = device();
    let server = Rc::new(Server::default());
    let visit = run(finished_visit(&device)).unwrap();
    let key = device.store.rows(Table::Outbox)[0].key.clone();
    damage_parcel(&device.store, &key);
    run_loop(&device.store, &server, |_| {});
    assert_eq!(server.got.borrow()[0].change, visit.change);
    assert_eq!(record(&device.store, visit.record).state(), RecordState::Sent);
    assert_eq!(device.n_unsent(), 0);
}

#[test]
fn a_damaged_parcel_whose_record_is_damaged_too_is_set_aside() {
    let device = device();
    let server = Rc::new(Server::default());
    let visit = run(finished_visit(&device)).unwrap();
    let key = device.store.rows(Table::Outbox)[0].key.clone();
    damage_parcel(&device.store, &key);
    let record_key = device.store.rows(Table::Record)[0].key.clone();
    device.store.damage(Table::Record, &record_key, |bytes| bytes.truncate(7));
    run_loop(&device.store, &server, |_| {});
    assert!(server.got.borrow().is_empty());
    assert!(device.record(visit.record).is_err(), "its bytes are still there");
    assert_eq!(device.n_unsent(), 0, "it is not sent for ever");
    let meta = device.store.rows(Table::Meta);
    assert!(meta.iter().any(|row| row.key == ["damaged-outbox-", &key].concat()), "and kept");
    assert!(may_leave(&device.store).is_err(), "and not taken off with the account");
}

#[test]
fn the_last_bytes_of_what_was_refused_stay_also_when_the_rest_of_the_parcel_goes_on() {
    let device = device();
    let server = Rc::new(Server::default());
    let visit = run(finished_visit(&device)).unwrap();
    run(finished_child(&device, visit.record, 9_000)).unwrap();
    let key = client::host::key_of(&visit.record);
    device.store.damage(Table::Record, &key, |bytes| bytes.truncate(7));
    // The first of the parcel for ever, the second not now and then taken.
    server
        .says
        .borrow_mut()
        .extend([Outcome::Refused(Refusal::TooLong), Outcome::Later { after_ms: 1_000 }]);
    run_loop(&device.store, &server, |_| {});
    assert_eq!(device.n_unsent(), 0);
    let is_aside = |row: &Row| row.key.starts_with("damaged-outbox-");
    assert!(device.store.rows(Table::Meta).iter().any(is_aside));
}

#[test]
fn what_is_nowhere_but_in_a_damaged_parcel_takes_nothing_else_with_it() {
    let device = device();
    let server = Rc::new(Server::default());
    let visit = run(finished_visit(&device)).unwrap();
    let child = run(finished_child(&device, visit.record, 9_000)).unwrap();
    // Packed, but the answer is lost; then the child is mended, so that its record has another change.
    server.failures.borrow_mut().extend((0..50).map(|_| Failure::Offline));
    run_loop(&device.store, &server, |_| {});
    let key = device.store.rows(Table::Outbox)[0].key.clone();
    let device = on(&device.store);
    let mut draft = kept(&device, device.mend(child.record)).unwrap();
    draft.value.values.set(shared::forms::balita::WEIGHT, 9_100);
    let mended = kept(&device, device.finish(&draft, WORLD)).unwrap();
    damage_parcel(&device.store, &key);

    server.failures.borrow_mut().clear();
    run_loop(&device.store, &server, |_| {});
    let got: Vec<_> = server.got.borrow().iter().map(|header| header.change).collect();
    assert_eq!(
        got,
        [mended.change, visit.change],
        "the later revision travelled beside the parcel"
    );
    assert_eq!(record(&device.store, visit.record).state(), RecordState::Sent);
    let child = record(&device.store, child.record);
    assert_eq!(
        (child.state(), child.history[0].refusal),
        (RecordState::Sent, 1),
        "the first was refused"
    );
    assert_eq!(device.n_unsent(), 0);
}

#[test]
fn several_forms_are_packed_into_one_parcel_in_storage_before_they_travel() {
    let device = device();
    let server = Rc::new(Server::default());
    let visit = run(finished_visit(&device)).unwrap().record;
    for weight_g in [9_000, 9_100, 9_200] {
        run(finished_child(&device, visit, weight_g)).unwrap();
    }
    // The answer is lost, so that the packed parcel can be seen.
    server.failures.borrow_mut().extend((0..50).map(|_| Failure::Offline));
    run_loop(&device.store, &server, |_| {});
    let rows = device.store.rows(Table::Outbox);
    let outbox = Outbox::from_row_bytes(&rows[0].bytes).unwrap();
    assert_eq!((rows.len(), outbox.items.len(), outbox.is_packed), (1, 4, true));
    assert_eq!(device.n_unsent(), 4);
}

#[test]
fn an_answer_that_cannot_be_kept_is_asked_for_again() {
    let device = device();
    let server = Rc::new(Server::default());
    let visit = run(finished_visit(&device)).unwrap();
    device.store.set_faults(Faults { room_bytes: Some(0), ..Faults::default() });
    run_loop(&device.store, &server, |_| {});
    assert_eq!(record(&device.store, visit.record).state(), RecordState::Waiting);
    device.store.set_faults(Faults::default());
    run_loop(&device.store, &server, |_| {});
    assert_eq!(record(&device.store, visit.record).state(), RecordState::Sent);
    let again = server.got.borrow().iter().filter(|header| header.change == visit.change).count();
    assert!(again > 1);
}

#[test]
fn a_form_of_another_tab_is_found_by_looking_again() {
    let device = device();
    let server = Rc::new(Server::default());
    run_loop(&device.store, &server, |handle| {
        run(finished_visit(&on(&device.store))).unwrap();
        handle.look_again();
    });
    assert_eq!(server.got.borrow().len(), 1);
}

#[test]
fn verdicts_of_then_do_not_undo_what_the_office_decided_since() {
    let device = device();
    let server = Rc::new(Server::default());
    let visit = run(finished_visit(&device)).unwrap();
    let parcel = device.store.rows(Table::Outbox).remove(0);
    run_loop(&device.store, &server, |_| {});
    let event = status_event(&record(&device.store, visit.record), RecordState::Checked);
    server.news.replace(vec![event]);
    run_loop(&device.store, &server, Handle::kick);
    // The parcel is there again, as when its removal was lost with the power.
    let put = Write::Put { table: Table::Outbox, row: parcel, expect: client::store::Expect::Any };
    let durability = client::store::Durability::Strict;
    run(device.store.apply(client::store::Batch { writes: vec![put], durability })).unwrap();
    let repeated = Outcome::Accepted { receipt: receipt(9), notes: Vec::new() };
    server.says.borrow_mut().push_back(repeated);
    server.is_repeating.set(true);
    run_loop(&device.store, &server, |_| {});
    assert_eq!(record(&device.store, visit.record).state(), RecordState::Checked);
    assert_eq!(device.store.rows(Table::Outbox), []);
}

#[test]
fn a_change_that_a_restored_server_stores_again_has_its_new_receipt() {
    let device = device();
    let server = Rc::new(Server::default());
    let visit = run(finished_visit(&device)).unwrap();
    let parcel = device.store.rows(Table::Outbox).remove(0);
    run_loop(&device.store, &server, |_| {});
    let event = status_event(&record(&device.store, visit.record), RecordState::Checked);
    server.news.replace(vec![event]);
    run_loop(&device.store, &server, Handle::kick);
    // A pull told of it, the answer to the push was lost, and then the server went back to a copy.
    let put = Write::Put { table: Table::Outbox, row: parcel, expect: client::store::Expect::Any };
    let durability = client::store::Durability::Strict;
    run(device.store.apply(client::store::Batch { writes: vec![put], durability })).unwrap();
    let again = Outcome::Accepted { receipt: receipt(12), notes: Vec::new() };
    server.says.borrow_mut().push_back(again);
    run_loop(&device.store, &server, |_| {});
    let record = record(&device.store, visit.record);
    assert_eq!((record.state(), record.receipt), (RecordState::Sent, Some(receipt(12))));
    assert_eq!(device.store.rows(Table::Outbox), []);
}

#[test]
fn after_a_restore_a_receipt_proves_nothing_until_the_record_is_named_again() {
    let device = device();
    let server = Rc::new(Server::default());
    let visit = run(finished_visit(&device)).unwrap().record;
    let child = run(finished_child(&device, visit, 9_000)).unwrap().record;
    let waits = run(finished_child(&device, visit, 9_500)).unwrap().record;
    run_loop(&device.store, &server, |_| {});
    let unlisted = || {
        let device = on(&device.store);
        [visit, child, waits].map(|record| device.is_unlisted(record))
    };
    assert_eq!(unlisted(), [false; 3]);
    assert_eq!(may_leave(&device.store), Ok(()));

    server.n_restores.set(1);
    run_loop(&device.store, &server, Handle::kick);
    assert_eq!(unlisted(), [true; 3]);
    assert_eq!(may_leave(&device.store), Err(OnlyHere::Unlisted));

    // One is named by a pull, one is stored again, and nothing is heard of the third.
    let event = status_event(&record(&device.store, visit), RecordState::Sent);
    server.news.replace(vec![event]);
    let draft = run(device.keep(device.mend(child).unwrap())).unwrap();
    run(device.keep(device.finish(&draft, WORLD).unwrap())).unwrap();
    run_loop(&device.store, &server, Handle::kick);
    assert_eq!(unlisted(), [false, false, true]);
    assert_eq!(record(&device.store, waits).state(), RecordState::Sent, "its state is left alone");
}
