//! Threads, groups, a full disk, opening and closing.

use std::{path::PathBuf, sync::mpsc, thread};

use rusqlite::Connection;
use tempfile::TempDir;

use super::super::{
    super::{
        OpenError, Pending, Scope, StoreError, StoreOptions, View as _,
        account::{AccountReads as _, Accounts as _, Role},
        contract::{AUTHOR, account_of, store_numbered},
        desk::{DeskReads as _, RecordFilter},
        record::Record,
    },
    Database, SqliteTx,
};

const VILLAGE: u32 = 3_523_161_003;

fn store(tx: &mut SqliteTx<'_>, number: u32) -> Result<Record, StoreError> {
    store_numbered(tx, number, VILLAGE, "")
}

struct Folder {
    dir: TempDir,
    options: StoreOptions,
}

impl Folder {
    fn new() -> Self {
        let options = StoreOptions { new_epoch: u64::MAX, ..StoreOptions::default() };
        Self { dir: tempfile::tempdir().unwrap(), options }
    }

    fn path(&self) -> PathBuf {
        self.dir.path().join("test.db")
    }

    /// Opened, with one account.
    fn open(&self) -> Database {
        let store = Database::open(&self.path(), &self.options).unwrap();
        let added = store.write(|tx| match tx.account(AUTHOR)? {
            Some(_) => Ok(()),
            None => tx.add_account(&account_of(AUTHOR, Role::Psm)),
        });
        added.wait().unwrap();
        store
    }
}

/// Keeps the writer busy until the returned sender is used or dropped.
fn block(store: &Database) -> (mpsc::Sender<()>, Pending<()>) {
    let (go, wait) = mpsc::channel::<()>();
    let (started, is_started) = mpsc::channel();
    let pending = store.write(move |_| {
        started.send(()).unwrap();
        let _ = wait.recv();
        Ok(())
    });
    is_started.recv().unwrap();
    (go, pending)
}

fn n_records(store: &Database) -> u64 {
    let counts = store.read(|tx| tx.record_counts(Scope::Regency, &RecordFilter::default()));
    counts.wait().unwrap().into_iter().map(|count| count.n).sum()
}

#[test]
fn jobs_of_one_group_fail_each_for_itself() {
    let folder = Folder::new();
    let db = folder.open();
    let (go, blocker) = block(&db);
    let good: Vec<_> = (0..20).map(|n| db.write(move |tx| store(tx, n).map(drop))).collect();
    let twice = db.write(|tx| store(tx, 3).map(drop));
    let panics = db.write(|tx| -> Result<(), StoreError> {
        store(tx, 500)?;
        panic!("a job of a test panics")
    });
    let late = db.write(|tx| store(tx, 600).map(drop));
    go.send(()).unwrap();
    blocker.wait().unwrap();
    assert!(good.into_iter().all(|pending| pending.wait().is_ok()));
    assert!(matches!(twice.wait(), Err(StoreError::Constraint(_))));
    assert!(matches!(panics.wait(), Err(StoreError::Closed)));
    late.wait().unwrap();
    assert_eq!(n_records(&db), 21);
    let last_seq = db.read(|tx| tx.last_seq()).wait().unwrap();
    assert_eq!(last_seq, 21, "what failed took no number");
}

#[test]
fn readers_do_not_wait_for_the_writer_and_see_what_is_committed() {
    let folder = Folder::new();
    let db = folder.open();
    let (go, wait) = mpsc::channel::<()>();
    let (wrote, has_written) = mpsc::channel();
    let pending = db.write(move |tx| {
        store(tx, 1)?;
        wrote.send(()).unwrap();
        let _ = wait.recv();
        Ok(())
    });
    has_written.recv().unwrap();
    assert_eq!(n_records(&db), 0);
    go.send(()).unwrap();
    pending.wait().unwrap();
    assert_eq!(n_records(&db), 1);
}

#[test]
fn what_a_read_job_asks_is_of_one_moment() {
    let folder = Folder::new();
    let db = folder.open();
    let writer = db.clone();
    let counts = db.read(move |tx| {
        let before = tx.last_seq()?;
        writer.write(|tx| store(tx, 1).map(drop)).wait()?;
        Ok((before, tx.last_seq()?))
    });
    assert_eq!(counts.wait().unwrap(), (0, 0));
    assert_eq!(db.read(|tx| tx.last_seq()).wait().unwrap(), 1);
}

#[test]
fn more_jobs_than_the_queue_holds_are_turned_away() {
    let folder = Folder {
        options: StoreOptions { queue_len: 2, ..StoreOptions::default() },
        ..Folder::new()
    };
    let db = folder.open();
    let (go, blocker) = block(&db);
    let waiting: Vec<_> = (0..2).map(|n| db.write(move |tx| store(tx, n).map(drop))).collect();
    let refused = db.write(|tx| store(tx, 9).map(drop));
    assert!(matches!(refused.wait(), Err(StoreError::Busy)));
    drop(go);
    blocker.wait().unwrap();
    assert!(waiting.into_iter().all(|pending| pending.wait().is_ok()));
    assert_eq!(n_records(&db), 2);
}

#[test]
fn closing_finishes_what_waits_and_opening_again_finds_it() {
    let folder = Folder::new();
    let db = folder.open();
    let (go, blocker) = block(&db);
    let waiting = db.write(|tx| store(tx, 1).map(drop));
    let closing = thread::spawn({
        let db = db.clone();
        move || db.close()
    });
    drop(go);
    closing.join().unwrap();
    blocker.wait().unwrap();
    waiting.wait().unwrap();
    assert!(matches!(db.write(|_| Ok(())).wait(), Err(StoreError::Closed)));
    assert!(matches!(db.read(|_| Ok(())).wait(), Err(StoreError::Closed)));
    db.close();

    let other = StoreOptions { new_epoch: 5, ..folder.options.clone() };
    let again = Database::open(&folder.path(), &other).unwrap();
    assert_eq!((again.epoch(), db.epoch()), (u64::MAX, u64::MAX), "a database keeps its name");
    assert_eq!(n_records(&again), 1);
}

#[test]
fn a_full_database_takes_all_or_nothing_of_a_push_and_goes_on_when_there_is_room() {
    let folder = Folder {
        options: StoreOptions { max_page_count: Some(80), ..StoreOptions::default() },
        ..Folder::new()
    };
    let db = folder.open();
    let batch = |from: u32| {
        db.write(move |tx| (from..from + 10).try_for_each(|n| store(tx, n).map(drop))).wait()
    };
    let mut n_stored = 0;
    let error = loop {
        match batch(n_stored) {
            Ok(()) => n_stored += 10,
            Err(error) => break error,
        }
        assert!(n_stored < 1_000, "the database never got full");
    };
    assert!(matches!(error, StoreError::Full), "{error:?}");
    assert_eq!(n_records(&db), u64::from(n_stored));
    assert!(matches!(batch(n_stored), Err(StoreError::Full)), "it is still full");

    let make_room = db.write(|tx| {
        tx.conn.pragma_update_and_check(None, "max_page_count", 10_000, |_| Ok(())).unwrap();
        Ok(())
    });
    make_room.wait().unwrap();
    batch(n_stored).unwrap();
    assert_eq!(n_records(&db), u64::from(n_stored) + 10);
    assert_eq!(db.read(|tx| tx.last_seq()).wait().unwrap(), u64::from(n_stored) + 10);
}

#[test]
fn what_is_no_database_and_what_is_newer_is_not_opened() {
    let folder = Folder::new();
    std::fs::write(folder.path(), vec![b'x'; 8_192]).unwrap();
    let error = Database::open(&folder.path(), &folder.options).err().unwrap();
    assert!(matches!(error, OpenError::Open { .. }), "{error:?}");
    assert!(error.to_string().contains("test.db"));

    std::fs::remove_file(folder.path()).unwrap();
    folder.open().close();
    Connection::open(folder.path()).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let error = Database::open(&folder.path(), &folder.options).err().unwrap();
    assert!(matches!(error, OpenError::Migrate { .. }), "{error:?}");
}

#[test]
fn a_job_that_nobody_waits_for_any_more_is_not_done() {
    let folder = Folder::new();
    let db = folder.open();
    let (go, blocked) = block(&db);
    let given_up = db.write(|tx| store(tx, 1));
    let wanted = db.write(|tx| store(tx, 2));
    drop(given_up);
    drop(go);
    blocked.wait().unwrap();
    assert_eq!(wanted.wait().unwrap().last_seq, 1, "it is the first that was stored");
    db.close();
}
