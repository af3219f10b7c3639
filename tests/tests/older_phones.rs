//! A phone that was filled by the first released program opens with this one, and loses nothing when it
//! dies at any step of that. The rows are the stored ones under `wire/`. How IndexedDB itself grows is
//! a story in the browser.

#![expect(clippy::unwrap_used, reason = "tests")]

use std::{cell::RefCell, path::Path, rc::Rc, task::Context, task::Waker};

use client::{
    account,
    device::Device,
    driver::{Parts, Watch, channel, drive},
    host::{Host, key_of},
    memory::{Faults, MemoryStore},
    rows::{Account, Book1, Draft, KEY_ACCOUNT, KEY_BOOK, Outbox, Record, Stored, book},
    store::{Batch, Durability, Expect, LocalStore, Row, Table, Write},
    transport::{Asked, Failure, Transport},
};
use shared::{
    id::DeviceId,
    sync::{
        account::{Activate1, Profile1},
        client::Status,
        feed::{Feed, PullReply2},
        wire::{Push1, PushReply1},
    },
};

const NOW_MS: u64 = 1_795_506_508_000;

fn file(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("wire").join(name)).unwrap()
}

fn row(key: String, bytes: Vec<u8>) -> Row {
    Row { key, revision: 0, state: 2, at_ms: 1, parent: String::new(), bytes }
}

/// The storage of a phone, as the first program left it.
fn old_phone() -> MemoryStore {
    let draft = file("row_draft.v1.bin");
    let record = file("row_record.v1.bin");
    let outbox = file("row_outbox.v1.bin");
    let key_of_draft = key_of(&Draft::from_row_bytes(&draft).unwrap().record);
    let key_of_record = key_of(&Record::from_row_bytes(&record).unwrap().header.record);
    let key_of_outbox = key_of(&Outbox::from_row_bytes(&outbox).unwrap().parcel);
    let rows = [
        (Table::Meta, row(KEY_ACCOUNT.into(), file("row_account.v1.bin"))),
        (Table::Meta, row(KEY_BOOK.into(), file("row_book.v1.bin"))),
        (Table::Draft, row(key_of_draft, draft)),
        (Table::Record, row(key_of_record, record)),
        (Table::Outbox, row(key_of_outbox, outbox)),
    ];
    let put = |(table, row)| Write::Put { table, row, expect: Expect::Any };
    let store = MemoryStore::new();
    let writes = rows.into_iter().map(put).collect();
    let batch = Batch { writes, durability: Durability::Strict };
    let mut stored = Box::pin(store.apply(batch));
    assert!(stored.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_ready());
    drop(stored);
    store
}

/// A server of the database that the phone knows, with nothing new, and no answer to a parcel.
#[derive(Default)]
struct Server {
    asked: RefCell<Vec<Asked>>,
}

impl Transport for Server {
    async fn activate(&self, _request: &Activate1) -> Result<Profile1, Failure> {
        Err(Failure::Offline)
    }

    async fn me(&self) -> Result<Profile1, Failure> {
        Err(Failure::Offline)
    }

    async fn push(&self, _push: &Push1) -> Result<PushReply1, Failure> {
        Ok(PushReply1 { epoch: u64::MAX, server_ms: NOW_MS, answers: Vec::new() })
    }

    async fn pull(&self, _device: DeviceId, asked: Asked) -> Result<PullReply2, Failure> {
        self.asked.borrow_mut().push(asked);
        let (feed, next) = (asked.stream.feed.0, asked.after + 1);
        let (epoch, server_ms) = (u64::MAX, NOW_MS);
        Ok(PullReply2 { epoch, server_ms, feed, next, more: false, events: Vec::new() })
    }

    async fn end_session(&self) -> Result<(), Failure> {
        Ok(())
    }
}

struct StillHost;

impl Host for StillHost {
    fn now_ms(&self) -> u64 {
        NOW_MS
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        bytes.fill(5);
    }

    async fn sleep(&self, _ms: u64) {
        std::future::pending::<()>().await;
    }

    async fn gzip(&self, _bytes: &[u8]) -> Option<Vec<u8>> {
        None
    }

    async fn gunzip(&self, _bytes: &[u8], _max: usize) -> Option<Vec<u8>> {
        None
    }
}

struct Nobody;

impl Watch for Nobody {
    fn status(&self, _status: &Status) {}

    fn records_changed(&self) {}
}

/// Opens the app for this many polls of its loop, and then drops it where it stands.
fn open(store: &MemoryStore, server: &Rc<Server>, n_polls: u32) {
    let (_handle, inbox) = channel();
    let parts = Parts {
        store: store.tab(),
        transport: Rc::clone(server),
        host: StillHost,
        device: DeviceId([1; 16]),
        feeds: vec![Feed::OWN_RECORDS.into(), Feed(1).into()],
        blobs: None,
    };
    let mut running = Box::pin(drive(parts, inbox, &Nobody));
    let mut cx = Context::from_waker(Waker::noop());
    for _ in 0..n_polls {
        assert!(running.as_mut().poll(&mut cx).is_pending());
    }
}

/// All that a person has on the phone.
fn is_all_there(store: &MemoryStore) {
    let device = Device::new(store.tab(), StillHost);
    assert_eq!((device.drafts().len(), device.records().len(), device.n_unsent()), (1, 1, 1));
    assert!(device.drafts().iter().all(|draft| !draft.is_damaged));
    assert!(device.records().iter().all(|record| !record.is_damaged));
    assert!(account::load(&device.store).is_some());
    let known = Account::from_row_bytes(&file("row_account.v1.bin")).unwrap();
    assert_eq!(account::load(&device.store), Some(known));
}

#[test]
fn what_the_first_program_left_opens_and_the_cursor_goes_on() {
    let store = old_phone();
    is_all_there(&store);
    let server = Rc::new(Server::default());
    open(&store, &server, 20);
    is_all_there(&store);
    let asked = server.asked.borrow();
    let own: Vec<_> = asked.iter().filter(|asked| asked.stream.feed == Feed::OWN_RECORDS).collect();
    assert_eq!(own[0].after, 40, "as the first program knew it");
    let others: Vec<_> = asked.iter().filter(|asked| asked.stream.feed == Feed(1)).collect();
    assert_eq!(others[0].after, 0, "of this feed it knew nothing");
    let book = book::load(&LocalStore::rows(&store.tab()));
    assert_eq!(book.cursor(Feed::OWN_RECORDS).seq, 41);
    assert_eq!(book.cursor(Feed(1)).seq, 1);
}

#[test]
fn a_phone_that_dies_at_any_write_of_that_has_the_old_row_or_the_new_one() {
    for dies_after in 0..4 {
        for n_polls in 1..12 {
            let store = old_phone();
            store.set_faults(Faults {
                dies_after: Some(dies_after),
                is_slow: true,
                ..Faults::default()
            });
            let server = Rc::new(Server::default());
            open(&store, &server, n_polls);
            store.set_faults(Faults::default());
            is_all_there(&store);
            let book = book::load(&LocalStore::rows(&store.tab()));
            assert_eq!(book.epoch, u64::MAX);
            assert!([40, 41].contains(&book.cursor(Feed::OWN_RECORDS).seq));
            open(&store, &server, 20);
            is_all_there(&store);
        }
    }
}

#[test]
fn a_program_of_before_does_not_take_the_new_row_for_its_own() {
    let store = old_phone();
    open(&store, &Rc::new(Server::default()), 20);
    let rows = store.rows(Table::Meta);
    let row = rows.iter().find(|row| row.key == KEY_BOOK).unwrap();
    assert!(Book1::from_row_bytes(&row.bytes).is_err());
}
