//! What one push costs, from its bytes to the commit, gone through as the server does it.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant},
};

use server::{
    store::{
        Steps, Store, StoreError, StoreOptions, Writes,
        account::{Account, Assignment, Role},
    },
    sync::{
        References,
        look::look,
        prepare::{Prepared, prepare},
        push::{Sender, push_slice, shorten},
    },
};
use shared::{
    day::Day,
    id::{AccountId, DeviceId},
    sync::{
        limits::PUSH_REPLY,
        wire::{self, Answer1, Push1, PushReply1},
    },
};

use super::{
    bodies::{NOW_MS, VILLAGE},
    memory::Since,
};

/// A database in a file, an account, and what counts.
pub struct Bench {
    /// The database.
    pub store: Store,
    references: Arc<References>,
    who: Sender,
    steps: Steps,
    folder: tempfile::TempDir,
}

/// What a push has cost.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cost {
    /// The body, bytes.
    pub body: usize,
    /// The most memory at a time, bytes.
    pub memory: usize,
    /// What the file grew by, bytes.
    pub disk: usize,
    /// Steps of the costliest transaction.
    pub lock_steps: u64,
    /// Allocations of the costliest transaction.
    pub lock_allocations: u64,
    /// The longest transaction.
    pub lock_time: Duration,
    /// Changes that were stored.
    pub n_stored: usize,
    /// The answer, bytes.
    pub answer: usize,
}

/// An account that sends.
pub const AUTHOR: AccountId = AccountId([1; 16]);
/// Its phone.
pub const DEVICE: DeviceId = DeviceId([2; 16]);

impl Bench {
    /// An empty database with one account.
    ///
    /// # Panics
    /// When there is no room for it.
    #[must_use]
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let store = open(&folder.path().join("cost.db"));
        let work = |tx: &mut dyn Writes| {
            tx.add_account(&psm(AUTHOR))?;
            let from = Day::from_number(0);
            tx.set_assignment(AUTHOR, &Assignment { village: VILLAGE, from, to: None })
        };
        store.write(work).wait().expect("an empty database takes an account");
        let steps = counted(&store);
        Self {
            store,
            references: Arc::new(References::bundled()),
            who: Sender { account: AUTHOR, device: DEVICE, now_ms: NOW_MS },
            steps,
            folder,
        }
    }

    /// The tables that the checks need.
    #[must_use]
    pub fn references(&self) -> Arc<References> {
        Arc::clone(&self.references)
    }

    /// Writes something.
    ///
    /// # Panics
    /// When it cannot be written.
    pub fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut dyn Writes) -> Result<T, StoreError> + Send + 'static,
    ) -> T {
        self.store.write(work).wait().expect("there is room")
    }

    /// Steps of the writer so far.
    #[must_use]
    pub fn steps(&self) -> u64 {
        self.steps.so_far()
    }

    /// Goes through a push up to where it waits for the writer.
    ///
    /// # Panics
    /// When the body is no push.
    #[must_use]
    pub fn open(&self, body: &[u8]) -> Arc<Prepared> {
        let wanted: Push1 = wire::decode(body).expect("it is a push");
        let mut prepared = prepare(&wanted);
        drop(wanted);
        let (who, references) = (self.who, self.references());
        let looked = self.store.read(move |tx| {
            look(tx, &who, &mut prepared, &references)?;
            Ok(prepared)
        });
        Arc::new(looked.wait().expect("reading does not fail"))
    }

    /// Closes the database and opens it again, as after a kill.
    ///
    /// # Panics
    /// When it does not open.
    pub fn reopen(&mut self) {
        self.store.close();
        self.store = open(&self.path());
        self.steps = counted(&self.store);
    }

    /// Goes through a push, and counts.
    ///
    /// # Panics
    /// When the body is no push, the database fails, or the phone could not read the answer.
    pub fn push(&self, body: &[u8]) -> (Cost, Vec<Answer1>) {
        let pages = self.n_pages();
        let mut cost = Cost { body: body.len(), ..Cost::default() };
        let memory = Since::now();
        let (who, prepared) = (self.who, self.open(body));
        let mut answers = Vec::new();
        let mut lock = cost;
        for slice in prepared.slices() {
            let (to_store, references) = (Arc::clone(&prepared), self.references());
            let (before, inside, began) = (self.steps(), Count::now(), Instant::now());
            let work =
                self.store.write(move |tx| push_slice(tx, &who, (&to_store, slice), &references));
            answers.append(&mut work.wait().expect("there is room"));
            lock.lock_time = lock.lock_time.max(began.elapsed());
            lock.lock_steps = lock.lock_steps.max(self.steps() - before);
            lock.lock_allocations = lock.lock_allocations.max(inside.n_allocations());
        }
        shorten(&mut answers);
        let reply = PushReply1 { epoch: 1, server_ms: NOW_MS, answers };
        let answer = wire::encode(&reply);
        cost = Cost { memory: memory.peak(), answer: answer.len(), ..lock };
        assert!(answer.len() <= PUSH_REPLY.n_bytes);
        wire::decode::<PushReply1>(&answer).expect("a phone can read the answer");
        cost.n_stored =
            reply.answers.iter().filter(|answer| answer.verdict.receipt.is_some()).count();
        cost.disk = (self.n_pages() - pages) * 4_096;
        (cost, reply.answers)
    }

    fn n_pages(&self) -> usize {
        let conn = rusqlite::Connection::open(self.path()).expect("the database is there");
        let n_pages = conn.query_row("PRAGMA page_count", [], |row| row.get::<_, i64>(0));
        usize::try_from(n_pages.expect("it can be counted")).unwrap_or(0)
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("cost.db")
    }
}

impl Default for Bench {
    fn default() -> Self {
        Self::new()
    }
}

impl Drop for Bench {
    fn drop(&mut self) {
        self.store.close();
    }
}

/// Allocations, without touching the peak.
struct Count(u64);

impl Count {
    fn now() -> Self {
        Self(super::memory::n_allocations())
    }

    fn n_allocations(&self) -> u64 {
        super::memory::n_allocations() - self.0
    }
}

fn open(path: &Path) -> Store {
    Store::open(path, &StoreOptions::default()).expect("a database of our own opens")
}

fn counted(store: &Store) -> Steps {
    store.count_steps().expect("SQLite has steps").wait().expect("they are counted")
}

/// An account of a PSM.
#[must_use]
pub fn psm(id: AccountId) -> Account {
    Account {
        id,
        name: String::from("PSM"),
        role: Role::Psm,
        user_name: None,
        password_hash: None,
        phone: None,
        area: None,
        own_kk: None,
        is_active: true,
    }
}
