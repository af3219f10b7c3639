//! The one door to local storage: atomic batches of ready-made bytes.
//!
//! A store never looks inside `bytes`: what they mean is the business of [`crate::rows`], and how they
//! lie on the disk that of a [`Seal`]. Keys and index columns carry only ids, states, times and sizes.
//!
//! The layers, from the screen to the disk: [`LocalStore`] is what the rest of the program knows;
//! [`Store`] keeps the resident rows in memory, open, and seals what it writes; a [`Disk`] is IndexedDB
//! or memory.

mod lost;
mod rows;
mod sealed;
mod turns;

use core::cell::Ref;

pub use self::{
    lost::{KEY_DATABASE, identity},
    rows::Rows,
    sealed::{PassThrough, Seal, Store},
    turns::{Turn, Turns},
};
use crate::host::Host;

/// Where the rows of a table are while the program runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Residence {
    /// In memory, all of them: read when the database is opened, at hand without waiting.
    Resident,
    /// On the disk, as blocks of some hundred entries. Whoever needs them reads them one by one, and may
    /// keep them: there is room for all in memory, but a start should not wait for them.
    Chunked,
    /// On the disk, as parts of something large. Never in memory as a whole.
    Blob,
}

/// The kinds of rows that a phone keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// The account, the cursors, the clock: a handful of rows with fixed keys.
    Meta,
    /// What is being filled.
    Draft,
    /// What was finished: the phone's own copy with its state.
    Record,
    /// Parcels that no receipt covers yet.
    Outbox,
    /// Blobs that are not at the office yet: a short row for each, without its bytes.
    Blob,
    /// Blocks of what is too long to be read at every start.
    Chunk,
    /// The bytes of blobs, in parts.
    BlobPart,
}

impl Table {
    /// All of them.
    pub const ALL: [Table; 7] = [
        Table::Meta,
        Table::Draft,
        Table::Record,
        Table::Outbox,
        Table::Blob,
        Table::Chunk,
        Table::BlobPart,
    ];

    /// The name of the object store.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Table::Meta => "meta",
            Table::Draft => "draft",
            Table::Record => "record",
            Table::Outbox => "outbox",
            Table::Blob => "blob",
            Table::Chunk => "chunk",
            Table::BlobPart => "blob_part",
        }
    }

    /// Where its rows are.
    #[must_use]
    pub const fn residence(self) -> Residence {
        match self {
            Table::Meta | Table::Draft | Table::Record | Table::Outbox | Table::Blob => {
                Residence::Resident
            }
            Table::Chunk => Residence::Chunked,
            Table::BlobPart => Residence::Blob,
        }
    }

    /// The tables that are in memory.
    pub fn resident() -> impl Iterator<Item = Table> {
        Table::ALL.into_iter().filter(|table| table.residence() == Residence::Resident)
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
    /// A newer version of this program has opened the database: this one cannot read it any more.
    #[error("local storage belongs to a newer version of the program")]
    Newer,
    /// The database on the disk is empty or another one: somebody or the browser has cleared it while
    /// this program had it open. The rows in memory are the only ones that are left.
    #[error("local storage was cleared")]
    Lost,
    /// Anything else, in the browser's words.
    #[error("local storage failed: {0}")]
    Failed(String),
}

/// Local storage as the rest of the program knows it.
#[expect(async_fn_in_trait, reason = "everything runs on one thread; no Send bound is wanted")]
pub trait LocalStore {
    /// The rows of the resident tables. Let go of them before waiting for anything.
    fn rows(&self) -> Ref<'_, Rows>;

    /// Reads one row from the disk: of a table that is chunked or holds parts of blobs.
    ///
    /// # Errors
    /// [`StoreError`].
    async fn read(&self, table: Table, key: &str) -> Result<Option<Row>, StoreError>;

    /// Applies a batch, all or nothing, after all that were asked for before. Which rows it changed,
    /// [`Rows::changed_since`] says.
    ///
    /// # Errors
    /// [`StoreError`]; then nothing was written. After [`StoreError::Stale`] the rows are as the
    /// other tab left them.
    async fn apply(&self, batch: Batch) -> Result<(), StoreError>;
}

/// What rows lie on: IndexedDB on the phone, memory in tests, simulation and command line.
#[expect(async_fn_in_trait, reason = "everything runs on one thread; no Send bound is wanted")]
pub trait Disk {
    /// All rows of the resident tables, and no others.
    ///
    /// # Errors
    /// [`StoreError`].
    async fn load(&self) -> Result<Vec<(Table, Row)>, StoreError>;

    /// One row of any table.
    ///
    /// # Errors
    /// [`StoreError`].
    async fn read(&self, table: Table, key: &str) -> Result<Option<Row>, StoreError>;

    /// Accepts the database as it is now, after it was found to be lost ([`StoreError::Lost`]).
    fn adopt(&self) {}

    /// Writes a batch, all or nothing; the new revision of each row, 0 for one that was deleted.
    ///
    /// # Errors
    /// [`StoreError`]; then nothing was written.
    async fn write(&self, batch: Batch) -> Result<Vec<u32>, StoreError>;
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
