//! What every local storage promises, on each that there is, and that nothing passes a seal by.
#![expect(clippy::unwrap_used, reason = "tests")]

mod common;

use std::{cell::Cell, task::Context};

use client::{
    device::{DeviceError, Plan},
    memory::{Faults, MemoryDisk, MemoryStore},
    store::{
        Batch, Durability, Expect, LocalStore, PassThrough, Row, Seal, Store, StoreError, Table,
        Write,
    },
};
use common::*;

/// Reverses the bytes between a mark for the place and an end, after it let others go first: so a row
/// opens at its own place only, and a later batch could overtake an earlier one.
#[derive(Default)]
struct Toy {
    n_sealed: Cell<u32>,
}

fn mark(table: Table, key: &str) -> Vec<u8> {
    [table.name(), "/", key, "/"].concat().into_bytes()
}

impl Seal for &Toy {
    async fn seal(&self, table: Table, key: &str, open: Vec<u8>) -> Result<Vec<u8>, StoreError> {
        self.n_sealed.set(self.n_sealed.get() + 1);
        // Long rows take longer.
        for _ in 0..open.len() {
            let mut is_first = true;
            std::future::poll_fn(|_| {
                if std::mem::take(&mut is_first) {
                    return std::task::Poll::Pending;
                }
                std::task::Poll::Ready(())
            })
            .await;
        }
        let mut sealed = mark(table, key);
        sealed.extend(open.iter().rev());
        Ok(sealed)
    }

    async fn open(&self, table: Table, key: &str, sealed: &[u8]) -> Option<Vec<u8>> {
        Some(sealed.strip_prefix(mark(table, key).as_slice())?.iter().rev().copied().collect())
    }
}

fn row(key: &str, bytes: &[u8]) -> Row {
    Row {
        key: key.into(),
        revision: 0,
        state: 2,
        at_ms: 7,
        parent: String::new(),
        bytes: bytes.to_vec(),
    }
}

fn put(table: Table, key: &str, bytes: &[u8], expect: Expect) -> Write {
    Write::Put { table, row: row(key, bytes), expect }
}

fn delete(table: Table, key: &str, expect: Expect) -> Write {
    Write::Delete { table, key: key.into(), expect }
}

fn batch(writes: Vec<Write>) -> Batch {
    Batch { writes, durability: Durability::Strict }
}

fn bytes_of(store: &impl LocalStore, table: Table, key: &str) -> Option<(u32, Vec<u8>)> {
    store.rows().get(table, key).map(|row| (row.revision, row.bytes.clone()))
}

fn changed(store: &impl LocalStore, table: Table, since: u64) -> Vec<String> {
    store.rows().changed_since(table, since).map(String::from).collect()
}

/// The contract. `open` gives a tab on the same disk.
async fn holds<S: LocalStore>(disk: &MemoryDisk, open: impl AsyncFn(MemoryDisk) -> S) {
    let store = open(disk.clone()).await;
    let n_opened = store.rows().n_changes();

    // All or nothing, with what is expected, each write over the one before it.
    let writes = vec![
        put(Table::Record, "b", &[1, 2, 3], Expect::Absent),
        put(Table::Record, "a", &[4], Expect::Any),
        put(Table::Record, "a", &[5], Expect::Revision(1)),
        put(Table::Draft, "a", &[6], Expect::Absent),
        delete(Table::Draft, "a", Expect::Revision(1)),
        delete(Table::Draft, "nothing", Expect::Any),
    ];
    assert_eq!(store.apply(batch(writes)).await, Ok(()));
    assert_eq!(bytes_of(&store, Table::Record, "a"), Some((2, vec![5])));
    assert_eq!(bytes_of(&store, Table::Draft, "a"), None);
    let keys: Vec<_> = store.rows().of(Table::Record).iter().map(|row| row.key.clone()).collect();
    assert_eq!(keys, ["a", "b"], "ascending");
    let (state, at_ms) =
        store.rows().get(Table::Record, "b").map(|row| (row.state, row.at_ms)).unwrap();
    assert_eq!((state, at_ms), (2, 7));
    assert_eq!(changed(&store, Table::Record, n_opened), ["a", "b"]);
    assert_eq!(changed(&store, Table::Draft, n_opened), ["a", "nothing"]);
    let n_written = store.rows().n_changes();
    assert_eq!(changed(&store, Table::Record, n_written), Vec::<String>::new());

    let stale = vec![
        put(Table::Record, "c", &[1], Expect::Any),
        put(Table::Record, "a", &[9], Expect::Revision(1)),
    ];
    assert_eq!(store.apply(batch(stale)).await, Err(StoreError::Stale));
    assert_eq!(bytes_of(&store, Table::Record, "c"), None, "nothing of it");
    assert_eq!(store.rows().n_changes(), n_written);

    // What is not resident is read one by one, also by a tab that was opened later.
    let writes = vec![
        put(Table::Chunk, "register-0", &[7; 9], Expect::Any),
        put(Table::BlobPart, "x-0", &[8; 9], Expect::Any),
    ];
    assert_eq!(store.apply(batch(writes)).await, Ok(()));
    let second = open(disk.clone()).await;
    for store in [&store, &second] {
        assert_eq!(store.rows().of(Table::Chunk), []);
        assert_eq!(store.rows().of(Table::BlobPart), []);
        let part = store.read(Table::BlobPart, "x-0").await.unwrap().unwrap();
        assert_eq!((part.revision, part.bytes), (1, vec![8; 9]));
        let chunk = store.read(Table::Chunk, "register-0").await.unwrap().unwrap();
        assert_eq!(chunk.bytes, [7; 9]);
        assert_eq!(store.read(Table::Chunk, "register-1").await, Ok(None));
        assert_eq!(bytes_of(store, Table::Record, "b"), Some((1, vec![1, 2, 3])));
    }

    // A tab that is behind is told so, and then has what the other one left, and which rows those are.
    let writes = vec![
        put(Table::Record, "b", &[3], Expect::Revision(1)),
        delete(Table::Record, "a", Expect::Any),
    ];
    assert_eq!(second.apply(batch(writes)).await, Ok(()));
    let n_before = store.rows().n_changes();
    let late = batch(vec![put(Table::Record, "b", &[4], Expect::Revision(1))]);
    assert_eq!(store.apply(late).await, Err(StoreError::Stale));
    assert_eq!(bytes_of(&store, Table::Record, "b"), Some((2, vec![3])));
    assert_eq!(changed(&store, Table::Record, n_before), ["a", "b"]);
}

#[test]
fn local_storage_keeps_its_contract() {
    let disk = MemoryDisk::default();
    run(holds(&disk, async |disk| MemoryStore::on(disk)));
    let disk = MemoryDisk::default();
    run(holds(&disk, async |disk| Store::open(disk, PassThrough).await.unwrap()));
    let (disk, toy) = (MemoryDisk::default(), Toy::default());
    run(holds(&disk, async |disk| Store::open(disk, &toy).await.unwrap()));
    assert!(toy.n_sealed.get() > 8);
}

#[test]
fn every_byte_on_the_disk_went_through_the_seal() {
    let (disk, toy) = (MemoryDisk::default(), Toy::default());
    let store = run(Store::open(disk.clone(), &toy)).unwrap();
    let writes = Table::ALL.map(|table| put(table, "k", b"Siti", Expect::Any)).to_vec();
    run(store.apply(batch(writes))).unwrap();
    for table in Table::ALL {
        let sealed = [table.name(), "/k/itiS"].concat();
        assert_eq!(disk.rows(table)[0].bytes, sealed.as_bytes(), "{table:?}");
    }
}

#[test]
fn a_row_that_does_not_open_keeps_its_bytes() {
    let (disk, toy) = (MemoryDisk::default(), Toy::default());
    let plain = MemoryStore::on(disk.clone());
    run(plain.apply(batch(vec![put(Table::Record, "k", b"Siti", Expect::Any)]))).unwrap();
    let sealed = run(Store::open(disk, &toy)).unwrap();
    assert_eq!(bytes_of(&sealed, Table::Record, "k"), Some((1, b"Siti".to_vec())));
}

#[test]
fn batches_reach_the_disk_in_the_order_in_which_they_were_asked_for() {
    let (disk, toy) = (MemoryDisk::default(), Toy::default());
    let store = run(Store::open(disk, &toy)).unwrap();
    // The first takes long to seal, the second would be ready before it and the third is a reading.
    let first = batch(vec![put(Table::Draft, "k", &[1; 50], Expect::Absent)]);
    let second = batch(vec![put(Table::Draft, "k", &[2], Expect::Revision(1))]);
    let mut first = Box::pin(store.apply(first));
    let mut second = Box::pin(store.apply(second));
    let mut third = Box::pin(store.reread());
    let mut cx = Context::from_waker(std::task::Waker::noop());
    let mut n_done = 0;
    for _ in 0..200 {
        if n_done == 0 && first.as_mut().poll(&mut cx).is_ready() {
            n_done = 1;
        }
        if n_done < 2 && second.as_mut().poll(&mut cx).is_ready() {
            assert_eq!(n_done, 1, "the second overtook the first");
            n_done = 2;
        }
        if n_done < 3 && third.as_mut().poll(&mut cx).is_ready() {
            assert_eq!(n_done, 2, "the reading overtook the second");
            n_done = 3;
        }
    }
    assert_eq!(n_done, 3);
    assert_eq!(bytes_of(&store, Table::Draft, "k"), Some((2, vec![2])));
}

#[test]
fn changes_are_planned_one_after_the_other_and_none_is_dropped() {
    let device = device();
    device.store.set_faults(Faults { is_slow: true, ..Faults::default() });
    let add = |device: &TestDevice| -> Result<Plan<()>, DeviceError> {
        let before = bytes_of(&device.store, Table::Draft, "k");
        let (revision, mut bytes) = before.unwrap_or_default();
        bytes.push(1);
        let expect = if revision == 0 { Expect::Absent } else { Expect::Revision(revision) };
        Ok((batch(vec![put(Table::Draft, "k", &bytes, expect)]), ()))
    };
    let mut changes: Vec<_> = (0..5).map(|_| Box::pin(device.change(add))).collect();
    let mut cx = Context::from_waker(std::task::Waker::noop());
    for _ in 0..50 {
        changes.retain_mut(|change| match change.as_mut().poll(&mut cx) {
            std::task::Poll::Ready(done) => {
                assert_eq!(done, Ok(()), "no change sees the rows of before another one");
                false
            }
            std::task::Poll::Pending => true,
        });
    }
    assert!(changes.is_empty());
    assert_eq!(bytes_of(&device.store, Table::Draft, "k"), Some((5, vec![1; 5])));
}
