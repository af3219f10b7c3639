//! The one door to local storage: atomic batches of ready-made bytes.
//!
//! A store never looks inside `bytes`: sealing and compressing happen before a batch is made, so that
//! an IndexedDB transaction awaits nothing but IndexedDB. Keys and index columns carry only ids,
//! states, times and sizes.

use core::cell::Ref;

use crate::host::Host;

/// The kinds of rows that a phone keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// The account, the cursor, the clock: a handful of rows with fixed keys.
    Meta,
    /// What is being filled.
    Draft,
    /// What was finished: the phone's own copy with its state.
    Record,
    /// Parcels that no receipt covers yet.
    Outbox,
}

impl Table {
    /// All of them.
    pub const ALL: [Table; 4] = [Table::Meta, Table::Draft, Table::Record, Table::Outbox];

    /// The name of the object store.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Table::Meta => "meta",
            Table::Draft => "draft",
            Table::Record => "record",
            Table::Outbox => "outbox",
        }
    }
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its key: sixteen bytes of an id in hex, or a fixed word in [`Table::Meta`].
    pub key: String,
    /// Grows by one at each put; 0 is never stored.
    pub revision: u32,
    /// Code of the state, so that lists can be counted without opening rows; 0 where it means nothing.
    pub state: u8,
    /// When it last changed, Unix milliseconds.
    pub at_ms: u64,
    /// The row it belongs to (a form's visit), as a key; empty where there is none.
    pub parent: String,
    /// What it holds, opaque here.
    pub bytes: Vec<u8>,
}

/// What must be true of a row for a batch to be applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expect {
    /// Whatever is there.
    Any,
    /// There is no row.
    Absent,
    /// The row has this revision.
    Revision(u32),
}

/// One change of one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Write {
    /// Puts a row; its `revision` is set by the store to the old one plus one.
    Put {
        /// Where.
        table: Table,
        /// What.
        row: Row,
        /// What must be there before.
        expect: Expect,
    },
    /// Takes a row away; nothing happens when it is not there and `Expect::Any`.
    Delete {
        /// Where.
        table: Table,
        /// Which.
        key: String,
        /// What must be there before.
        expect: Expect,
    },
}

impl Expect {
    /// Whether it is so for a row of this revision; 0 when there is none.
    #[must_use]
    pub const fn holds(self, revision: u32) -> bool {
        match self {
            Expect::Any => true,
            Expect::Absent => revision == 0,
            Expect::Revision(expected) => revision == expected,
        }
    }
}

impl Write {
    /// Where it goes and what it expects there.
    #[must_use]
    pub fn place(&self) -> (Table, &str, Expect) {
        match self {
            Write::Put { table, row, expect } => (*table, &row.key, *expect),
            Write::Delete { table, key, expect } => (*table, key, *expect),
        }
    }
}

/// How sure a batch must be on disk before it counts as done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// Handed to the system: survives the browser, not a power cut. For drafts, at every change.
    Relaxed,
    /// On disk. For everything that a person was told is safe.
    Strict,
}

/// Writes that happen together or not at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// In order.
    pub writes: Vec<Write>,
    /// How sure.
    pub durability: Durability,
}

/// Why local storage did not do as asked. Nothing of the batch was written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// No room: the phone or the browser's quota is full.
    #[error("local storage is full")]
    Full,
    /// A row was not as expected: another tab was quicker.
    #[error("a row changed meanwhile")]
    Stale,
    /// The database is gone or closed (storage wiped, another version opened it).
    #[error("local storage is closed")]
    Closed,
    /// Anything else, in the browser's words.
    #[error("local storage failed: {0}")]
    Failed(String),
}

/// All rows of one database, in memory.
///
/// A phone has some thousand rows of a kilobyte, and every list opens them all: with them at hand a
/// question needs no waiting, and only what writes is asynchronous.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// By the position of the table in [`Table::ALL`], each ascending by key.
    tables: [Vec<Row>; Table::ALL.len()],
}

impl Rows {
    /// All rows of a table, ascending by key.
    #[must_use]
    pub fn of(&self, table: Table) -> &[Row] {
        &self.tables[table as usize]
    }

    /// One row.
    #[must_use]
    pub fn get(&self, table: Table, key: &str) -> Option<&Row> {
        self.find(table, key).ok().and_then(|idx| self.of(table).get(idx))
    }

    /// Takes a row in, in place of the one with its key.
    pub fn put(&mut self, table: Table, row: Row) {
        let place = self.find(table, &row.key);
        let rows = &mut self.tables[table as usize];
        match place {
            Ok(idx) => rows[idx] = row,
            Err(idx) => rows.insert(idx, row),
        }
    }

    /// Takes a row away, if there is one.
    pub fn remove(&mut self, table: Table, key: &str) {
        if let Ok(idx) = self.find(table, key) {
            self.tables[table as usize].remove(idx);
        }
    }

    fn find(&self, table: Table, key: &str) -> Result<usize, usize> {
        self.of(table).binary_search_by(|row| row.key.as_str().cmp(key))
    }
}

/// Local storage. Two real implementations: IndexedDB on the phone, and the memory store of tests,
/// simulation and command line.
#[expect(
    async_fn_in_trait,
    reason = "both implementations run on one thread; no Send bound is wanted"
)]
pub trait LocalStore {
    /// What is stored. Let go of it before waiting for anything.
    fn rows(&self) -> Ref<'_, Rows>;

    /// Applies a batch, all or nothing.
    ///
    /// # Errors
    /// [`StoreError`]; then nothing was written. After [`StoreError::Stale`] the rows are as the
    /// other tab left them.
    async fn apply(&self, batch: Batch) -> Result<(), StoreError>;
}

/// The first pause between two tries to open local storage, milliseconds; each is twice the last.
const PAUSE_FIRST_MS: u64 = 150;
/// No try begins later than this, milliseconds: the process of a browser that was killed may hold the
/// database for some seconds, and nobody looks at an empty page for much longer.
const TRIES_WITHIN_MS: u64 = 5_000;

/// Tries to open local storage until it works or some seconds are over.
///
/// # Errors
/// That of the last try.
pub async fn patiently<T>(
    host: &impl Host,
    mut open: impl AsyncFnMut() -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    let began_ms = host.now_ms();
    let mut pause_ms = PAUSE_FIRST_MS;
    loop {
        match open().await {
            Err(_) if host.now_ms().abs_diff(began_ms) + pause_ms <= TRIES_WITHIN_MS => {
                host.sleep(pause_ms).await;
                pause_ms *= 2;
            }
            done => return done,
        }
    }
}
