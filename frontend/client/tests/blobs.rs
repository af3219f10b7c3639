//! Blobs in storage and on their way: written whole or not at all, read in parts, gone when the office
//! has them. What a bad line does to them is the simulation's business.
#![expect(clippy::unwrap_used, reason = "tests")]

mod common;

use std::{cell::RefCell, rc::Rc, task::Context, task::Waker};

use client::{
    account::{OnlyHere, make_room, may_leave},
    blob::{self, Blob, REFUSED_UNREADABLE},
    device::{DeviceError, NewBlob},
    driver::{Handle, Parts, Watch, channel, drive},
    host::Host,
    memory::{Faults, MemoryStore},
    rows::Stored as _,
    store::{Batch, Durability, Expect, LocalStore, StoreError, Table, Write},
    transport::{
        Asked, Failure, Transport,
        blobs::{Answer, BlobReply, BlobTransport},
    },
};
use common::*;
use shared::{
    id::{BlobId, DeviceId, RecordId},
    sync::{
        account::{Activate1, Profile1},
        client::{BlobEntry, Status},
        feed::{Feed, PullReply2},
        limits::{BLOB_BYTES_MAX, BLOB_PART_BYTES},
        wire::{Push1, PushReply1},
    },
};

const RECORD: RecordId = RecordId([7; 16]);

fn photo(n_bytes: usize) -> Vec<u8> {
    (0..n_bytes).map(|idx| idx.to_le_bytes()[0] ^ idx.to_le_bytes()[1]).collect()
}

fn saved(device: &TestDevice, bytes: &[u8]) -> Result<BlobEntry, DeviceError> {
    let new = NewBlob { record: RECORD, media: 1, sha256: [9; 32], bytes };
    run(device.change(|device| device.save_blob(&new)))
}

fn only_blob(store: &MemoryStore) -> Blob {
    Blob::from_row_bytes(&store.rows(Table::Blob)[0].bytes).unwrap()
}

#[test]
fn any_bytes_of_a_blob_are_read_from_the_parts_they_lie_in() {
    for n_bytes in [0, 1, BLOB_PART_BYTES - 1, BLOB_PART_BYTES, 2 * BLOB_PART_BYTES + 9] {
        let device = device();
        let bytes = photo(n_bytes);
        saved(&device, &bytes).unwrap();
        assert_eq!(device.store.keys(Table::BlobPart).len(), n_bytes.div_ceil(BLOB_PART_BYTES));
        let blob = only_blob(&device.store);
        let read = |offset, n| run(blob::read(&device.store, &blob, offset, n)).unwrap();
        let near = [0, 1, 100, BLOB_PART_BYTES - 1, BLOB_PART_BYTES, BLOB_PART_BYTES + 1, n_bytes];
        for offset in near {
            for n in near {
                let expected = bytes.get(offset..offset + n).map(<[u8]>::to_vec);
                assert_eq!(read(offset, n), expected, "{offset} {n} of {n_bytes}");
            }
        }
    }
}

#[test]
fn opening_reads_no_bytes_of_blobs() {
    let device = device();
    saved(&device, &photo(200_000)).unwrap();
    let again = device.store.tab();
    let rows = LocalStore::rows(&again);
    assert_eq!(rows.of(Table::Blob).len(), 1);
    assert_eq!(rows.of(Table::BlobPart), []);
    let n_resident: usize =
        Table::ALL.iter().flat_map(|table| rows.of(*table)).map(|row| row.bytes.len()).sum();
    assert!(n_resident < 200, "{n_resident}");
}

#[test]
fn a_blob_is_written_whole_or_not_at_all() {
    let device = device();
    device.store.set_faults(Faults { room_bytes: Some(70_000), ..Faults::default() });
    let refused = saved(&device, &photo(100_000));
    assert_eq!(refused, Err(DeviceError::Store(StoreError::Full)));
    assert!(device.store.keys(Table::BlobPart).is_empty());
    assert!(device.store.keys(Table::Blob).is_empty());
    device.store.set_faults(Faults::default());
    assert_eq!(saved(&device, &photo(BLOB_BYTES_MAX + 1)), Err(DeviceError::TooLong));
}

/// A server that has nothing to say but of blobs.
#[derive(Default)]
struct Server {
    got: RefCell<Vec<u8>>,
    asked: RefCell<Vec<String>>,
    refuses: Option<u16>,
}

impl Transport for Server {
    async fn activate(&self, _request: &Activate1) -> Result<Profile1, Failure> {
        Err(Failure::Offline)
    }

    async fn me(&self) -> Result<Profile1, Failure> {
        Err(Failure::Offline)
    }

    async fn push(&self, _push: &Push1) -> Result<PushReply1, Failure> {
        Err(Failure::Offline)
    }

    async fn pull(&self, _device: DeviceId, asked: Asked) -> Result<PullReply2, Failure> {
        let (feed, next) = (asked.stream.feed.0, asked.after);
        Ok(PullReply2 { epoch: 3, server_ms: NOW_MS, feed, next, more: false, events: Vec::new() })
    }

    async fn end_session(&self) -> Result<(), Failure> {
        Ok(())
    }
}

impl Server {
    fn answer(&self, asked: &str, reply: BlobReply) -> Answer<'_> {
        self.asked.borrow_mut().push(asked.into());
        Box::pin(std::future::ready(Ok(reply)))
    }
}

impl BlobTransport for Server {
    fn create<'a>(&'a self, _device: DeviceId, blob: &'a Blob) -> Answer<'a> {
        let created = BlobReply::Created(blob.blob.to_string());
        self.answer("create", self.refuses.map_or(created, BlobReply::Refused))
    }

    fn offset<'a>(&'a self, _place: &'a str) -> Answer<'a> {
        let n_bytes = self.got.borrow().len();
        self.answer("offset", BlobReply::Offset(n_bytes as u64))
    }

    fn append<'a>(&'a self, _place: &'a str, offset: u64, part: Vec<u8>) -> Answer<'a> {
        assert_eq!(offset, self.got.borrow().len() as u64);
        self.got.borrow_mut().extend(part);
        let n_bytes = self.got.borrow().len();
        self.answer("append", BlobReply::Offset(n_bytes as u64))
    }

    fn finish<'a>(&'a self, _place: &'a str) -> Answer<'a> {
        self.answer("finish", BlobReply::Stored)
    }

    fn terminate(&self, _blob: BlobId) -> Answer<'_> {
        self.answer("terminate", BlobReply::Gone)
    }
}

#[derive(Default)]
struct Screen {
    status: RefCell<Status>,
}

impl Watch for Screen {
    fn status(&self, status: &Status) {
        self.status.replace(status.clone());
    }

    fn records_changed(&self) {}
}

fn parts(
    store: &MemoryStore,
    server: &Rc<Server>,
) -> Parts<MemoryStore, Rc<Server>, impl Host + use<>> {
    Parts {
        store: store.clone(),
        transport: Rc::clone(server),
        host: on(store).host,
        device: DeviceId([1; 16]),
        feeds: vec![Feed::OWN_RECORDS.into()],
        blobs: Some(Rc::clone(server) as Rc<dyn BlobTransport>),
    }
}

/// Runs the loop for this many polls, then drops it where it stands.
fn run_loop(store: &MemoryStore, server: &Rc<Server>, n_polls: u32) -> Status {
    let (handle, inbox): (Handle, _) = channel();
    let screen = Screen::default();
    let mut running = Box::pin(drive(parts(store, server), inbox, &screen));
    let mut cx = Context::from_waker(Waker::noop());
    for _ in 0..n_polls {
        assert!(running.as_mut().poll(&mut cx).is_pending());
    }
    drop(running);
    drop(handle);
    screen.status.take()
}

#[test]
fn a_blob_goes_to_the_office_and_leaves_nothing_behind() {
    let device = device();
    let bytes = photo(100_000);
    saved(&device, &bytes).unwrap();
    assert_eq!(may_leave(&device.store), Err(OnlyHere::Unsent));
    assert_eq!(make_room(&device.store, false), Err(OnlyHere::Unsent));
    let server = Rc::new(Server::default());
    let status = run_loop(&device.store, &server, 30);
    assert_eq!(*server.got.borrow(), bytes);
    assert_eq!((status.n_blobs_waiting, status.blob_bytes_waiting), (0, 0));
    assert!(device.store.keys(Table::Blob).is_empty());
    assert!(device.store.keys(Table::BlobPart).is_empty());
    assert_eq!(may_leave(&device.store), Ok(()));
}

#[test]
fn a_phone_that_dies_at_any_step_goes_on_at_the_byte_that_the_server_has() {
    for is_slow in [false, true] {
        let device = device();
        let bytes = photo(150_000);
        saved(&device, &bytes).unwrap();
        device.store.set_faults(Faults { is_slow, ..Faults::default() });
        let server = Rc::new(Server::default());
        // Each time a poll later, so that every step is the last one once.
        let mut n_deaths = 0;
        while !device.store.keys(Table::Blob).is_empty() {
            n_deaths += 1;
            assert!(n_deaths < 100);
            run_loop(&device.store.tab(), &server, n_deaths);
        }
        assert_eq!(*server.got.borrow(), bytes);
        assert!(device.store.keys(Table::BlobPart).is_empty());
    }
}

#[test]
fn a_refused_blob_keeps_its_bytes_and_its_reason() {
    let device = device();
    saved(&device, &photo(10_000)).unwrap();
    let server = Rc::new(Server { refuses: Some(77), ..Server::default() });
    let status = run_loop(&device.store, &server, 30);
    assert_eq!(status.n_blobs_waiting, 0);
    assert_eq!(only_blob(&device.store).refusal, 77);
    assert_eq!(device.store.keys(Table::BlobPart).len(), 1);
    assert_eq!(may_leave(&device.store), Err(OnlyHere::Refused));
    run_loop(&device.store.tab(), &server, 30);
    assert_eq!(server.asked.borrow().len(), 1, "it is not sent again");
}

#[test]
fn the_server_is_told_of_a_blob_that_is_gone_from_the_phone() {
    let device = device();
    saved(&device, &photo(200_000)).unwrap();
    // So that not all of it goes in one poll.
    device.store.set_faults(Faults { is_slow: true, ..Faults::default() });
    let server = Rc::new(Server::default());
    let (handle, inbox): (Handle, _) = channel();
    let screen = Screen::default();
    let parts = parts(&device.store, &server);
    let mut running = Box::pin(drive(parts, inbox, &screen));
    let mut cx = Context::from_waker(Waker::noop());
    while server.got.borrow().is_empty() {
        assert!(running.as_mut().poll(&mut cx).is_pending());
    }
    device.store.set_faults(Faults::default());
    let key = device.store.keys(Table::Blob)[0].clone();
    let writes = vec![Write::Delete { table: Table::Blob, key, expect: Expect::Any }];
    run(device.store.apply(Batch { writes, durability: Durability::Strict })).unwrap();
    for _ in 0..10 {
        assert!(running.as_mut().poll(&mut cx).is_pending());
    }
    drop(running);
    drop(handle);
    assert_eq!(server.asked.borrow().iter().filter(|asked| *asked == "terminate").count(), 1);
    assert_eq!(screen.status.borrow().n_blobs_waiting, 0);
}

#[test]
fn a_blob_whose_bytes_are_lost_says_so() {
    let device = device();
    saved(&device, &photo(10_000)).unwrap();
    let key = device.store.keys(Table::BlobPart)[0].clone();
    device.store.damage(Table::BlobPart, &key, |bytes| bytes.truncate(9_999));
    run_loop(&device.store, &Rc::new(Server::default()), 30);
    assert_eq!(only_blob(&device.store).refusal, REFUSED_UNREADABLE);
}
