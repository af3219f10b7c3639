//! Pictures of forms that were withdrawn, with an office that answers: they leave the phone, and the
//! server is told to forget what it has of them.
#![expect(clippy::unwrap_used, reason = "tests")]

mod common;

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    task::{Context, Waker},
};

use client::{
    account::{forget_pictures, make_room, may_leave},
    blob::Blob,
    driver::{Parts, Watch, channel, drive},
    memory::MemoryStore,
    store::{Batch, Durability, Expect, LocalStore as _, Row, Table, Write},
    transport::{
        Asked, Failure, Transport,
        blobs::{Answer, BlobReply, BlobTransport},
    },
};
use common::*;
use shared::{
    id::{BlobId, DeviceId},
    sync::{
        account::{Activate1, Profile1},
        client::Status,
        feed::{Feed, PullReply2},
        limits::BLOB_PART_BYTES,
        state::RecordState,
        verdict::{Outcome, Receipt, Refusal, Verdict},
        wire::{self, Answer1, Change1, Push1, PushReply1},
    },
};

/// An office that answers every change in the same way, and takes one part of a blob before its line
/// for blobs breaks.
struct Office {
    outcome: RefCell<Outcome>,
    n_here: Cell<usize>,
    is_cut: Cell<bool>,
    forgotten: RefCell<Vec<BlobId>>,
}

impl Office {
    fn that_says(outcome: Outcome) -> Rc<Self> {
        let (n_here, is_cut) = (Cell::new(0), Cell::new(false));
        let outcome = RefCell::new(outcome);
        Rc::new(Self { outcome, n_here, is_cut, forgotten: RefCell::default() })
    }

    fn blob(&self, reply: BlobReply) -> Answer<'_> {
        let is_cut = self.is_cut.get();
        Box::pin(async move { if is_cut { Err(Failure::Offline) } else { Ok(reply) } })
    }
}

impl Transport for Office {
    async fn activate(&self, _request: &Activate1) -> Result<Profile1, Failure> {
        Err(Failure::Offline)
    }

    async fn me(&self) -> Result<Profile1, Failure> {
        Err(Failure::Offline)
    }

    async fn push(&self, push: &Push1) -> Result<PushReply1, Failure> {
        let mut answers = Vec::new();
        for (parcel, body) in (0..).zip(&push.parcels) {
            for (item, bytes) in (0..).zip(wire::open_plain(body).unwrap()) {
                let Change1 { header, .. } = wire::decode(bytes).unwrap();
                let outcome = self.outcome.borrow().clone();
                let verdict = (&Verdict { repeated: false, outcome }).into();
                answers.push(Answer1 { parcel, item, change: Some(header.change), verdict });
            }
        }
        Ok(PushReply1 { epoch: 3, server_ms: NOW_MS, answers })
    }

    async fn pull(&self, _device: DeviceId, asked: Asked) -> Result<PullReply2, Failure> {
        let (feed, next) = (asked.stream.feed.0, asked.after);
        Ok(PullReply2 { epoch: 3, server_ms: NOW_MS, feed, next, more: false, events: Vec::new() })
    }

    async fn end_session(&self) -> Result<(), Failure> {
        Ok(())
    }
}

impl BlobTransport for Office {
    fn create<'a>(&'a self, _device: DeviceId, blob: &'a Blob) -> Answer<'a> {
        self.blob(BlobReply::Created(blob.blob.to_string()))
    }

    fn offset<'a>(&'a self, _place: &'a str) -> Answer<'a> {
        self.blob(BlobReply::Offset(self.n_here.get() as u64))
    }

    fn append<'a>(&'a self, _place: &'a str, offset: u64, part: Vec<u8>) -> Answer<'a> {
        assert_eq!(offset, self.n_here.get() as u64);
        assert!(part.len() <= BLOB_PART_BYTES);
        self.n_here.set(self.n_here.get() + part.len());
        self.is_cut.set(true);
        self.blob(BlobReply::Gone)
    }

    fn finish<'a>(&'a self, _place: &'a str) -> Answer<'a> {
        panic!("it never comes so far");
    }

    fn terminate(&self, blob: BlobId) -> Answer<'_> {
        if !self.is_cut.get() {
            self.forgotten.borrow_mut().push(blob);
        }
        self.blob(BlobReply::Gone)
    }
}

struct Nobody;

impl Watch for Nobody {
    fn status(&self, _status: &Status) {}

    fn records_changed(&self) {}
}

/// The phone, started anew, speaks with the office for a while.
fn speak(store: &MemoryStore, office: &Rc<Office>) {
    let (_handle, inbox) = channel();
    let parts = Parts {
        store: store.clone(),
        transport: Rc::clone(office),
        host: on(store).host,
        device: DeviceId([1; 16]),
        feeds: vec![Feed::OWN_RECORDS.into()],
        blobs: Some(Rc::clone(office) as Rc<dyn BlobTransport>),
    };
    let mut running = Box::pin(drive(parts, inbox, &Nobody));
    let mut cx = Context::from_waker(Waker::noop());
    for _ in 0..60 {
        assert!(running.as_mut().poll(&mut cx).is_pending());
    }
}

fn accepted() -> Outcome {
    let receipt = Receipt { seq: 5, hash: [7; 32], stored_at_ms: NOW_MS };
    Outcome::Accepted { receipt, notes: Vec::new() }
}

#[test]
fn a_photo_of_which_a_part_was_sent_is_taken_back_with_its_form() {
    let (device, office) = (device(), Office::that_says(accepted()));
    let (record, id) = finished_with_picture(&device);
    speak(&device.store, &office);
    assert!(office.n_here.get() > 0, "a part of it is at the office");
    assert_eq!(waiting(&device), [(id, false)]);

    kept(&device, device.withdraw(record)).unwrap();
    // The withdrawal gets through, and then the line is cut.
    speak(&device.store, &office);
    assert_eq!(device.record(record).unwrap().unwrap().value.state(), RecordState::Withdrawn);
    assert_eq!(device.store.keys(Table::BlobPart), [""; 0]);
    assert_eq!((run(device.picture(id)).unwrap(), small(&device, id)), (None, None));
    assert_eq!(waiting(&device), [(id, true)], "the server has to be told");
    assert_eq!(make_room(&device.store, false), Ok(()));
    assert_eq!(may_leave(&device.store), Ok(()));
    // Whoever signs out now leaves nothing, in the way of the database's end either.
    let copy = device.store.copy();
    run(copy.apply(forget_pictures(&copy))).unwrap();
    assert_eq!(copy.keys(Table::Blob), [""; 0]);

    office.is_cut.set(false);
    speak(&device.store, &office);
    assert_eq!(*office.forgotten.borrow(), [id]);
    assert_eq!(device.store.keys(Table::Blob), [""; 0]);
    speak(&device.store, &office);
    assert_eq!(office.forgotten.borrow().len(), 1, "once is enough");
}

#[test]
fn a_withdrawal_that_the_office_does_not_take_sends_the_pictures_after_all() {
    let refused = Outcome::Refused(Refusal::ChangeUnreadable);
    let (device, office) = (device(), Office::that_says(refused));
    let (record, id) = finished_with_picture(&device);
    kept(&device, device.withdraw(record)).unwrap();
    office.is_cut.set(true);
    speak(&device.store, &office);
    assert_eq!(waiting(&device), [(id, false)]);
    forget(&device);
    assert_eq!(waiting(&device), [(id, false)]);
    assert_eq!(run(device.picture(id)).unwrap().as_deref(), Some(BYTES));
}

#[test]
fn while_a_withdrawal_can_be_taken_back_its_pictures_stay_though_the_server_was_told() {
    let (device, office) = (device(), Office::that_says(accepted()));
    let (record, id) = finished_with_picture(&device);
    speak(&device.store, &office);
    office.is_cut.set(false);
    office.outcome.replace(Outcome::Later { after_ms: 1 });
    kept(&device, device.withdraw(record)).unwrap();
    speak(&device.store, &office);
    assert_eq!(*office.forgotten.borrow(), [id]);
    assert_eq!(waiting(&device), []);
    run(device.keep((device.take_back(record).unwrap(), ()))).unwrap();
    assert_eq!(waiting(&device), [(id, false)]);
    assert_eq!(run(device.picture(id)).unwrap().as_deref(), Some(BYTES));
}

#[test]
fn pictures_of_forms_that_an_older_release_withdrew_go_when_the_account_is_opened() {
    let (device, office) = (device(), Office::that_says(accepted()));
    let (record, id) = finished_with_picture(&device);
    let waits = device.store.rows(Table::Blob)[0].clone();
    kept(&device, device.withdraw(record)).unwrap();
    office.is_cut.set(true);
    speak(&device.store, &office);
    // As that release left it.
    let row = Row { state: RecordState::Waiting.code(), ..waits };
    let put = Write::Put { table: Table::Blob, row, expect: Expect::Any };
    let batch = Batch { writes: vec![put], durability: Durability::Strict };
    run(device.store.apply(batch)).unwrap();
    assert_eq!(waiting(&device), [(id, false)]);
    forget(&device);
    assert_eq!(waiting(&device), [(id, true)]);
}
