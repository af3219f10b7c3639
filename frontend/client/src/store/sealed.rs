//! Local storage over a disk: the resident rows lie open in memory, everything on the disk is sealed.
//!
//! Sealing waits (WebCrypto is asynchronous) and an IndexedDB transaction ends when it has nothing to
//! do, so that rows are opened after a read and sealed before a batch is begun. Batches go to the disk
//! one after the other, in the order in which they were asked for, however long each takes to seal.

use core::cell::{Ref, RefCell};
use std::rc::Rc;

use super::{
    Batch, Disk, Durability, LocalStore, Residence, Row, Rows, StoreError, Table, Turns, Write,
    lost::{is_lost, left_behind},
};

/// How the bytes of rows lie on the disk.
#[expect(async_fn_in_trait, reason = "everything runs on one thread; no Send bound is wanted")]
pub trait Seal {
    /// The bytes as they lie on the disk. Table and key belong to the seal, so that a row opens at its
    /// own place only.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot seal; then nothing of the batch is written.
    async fn seal(&self, table: Table, key: &str, open: Vec<u8>) -> Result<Vec<u8>, StoreError>;

    /// The bytes as they were before; `None` leaves them as they lie. A row that does not open keeps
    /// its sealed bytes so, and whoever reads it finds it damaged.
    async fn open(&self, table: Table, key: &str, sealed: &[u8]) -> Option<Vec<u8>>;
}

/// Leaves rows as they are.
#[derive(Clone, Copy, Debug, Default)]
pub struct PassThrough;

impl Seal for PassThrough {
    async fn seal(&self, _table: Table, _key: &str, open: Vec<u8>) -> Result<Vec<u8>, StoreError> {
        Ok(open)
    }

    async fn open(&self, _table: Table, _key: &str, _sealed: &[u8]) -> Option<Vec<u8>> {
        None
    }
}

/// Local storage over a disk; see the module. A clone is another door of the same tab.
#[derive(Debug)]
pub struct Store<D, S> {
    inner: Rc<Inner<D, S>>,
}

#[derive(Debug)]
struct Inner<D, S> {
    disk: D,
    seal: S,
    rows: RefCell<Rows>,
    turns: Turns,
}

impl<D, S> Clone for Store<D, S> {
    fn clone(&self) -> Self {
        Self { inner: Rc::clone(&self.inner) }
    }
}

impl<D, S> Store<D, S> {
    /// The store over this disk, with rows that were read from it already.
    pub(crate) fn with_rows(disk: D, seal: S, rows: Rows) -> Self {
        let (rows, turns) = (RefCell::new(rows), Turns::default());
        Self { inner: Rc::new(Inner { disk, seal, rows, turns }) }
    }

    /// What it stores to.
    #[must_use]
    pub fn disk(&self) -> &D {
        &self.inner.disk
    }

    /// Takes rows that were just read from the disk.
    pub(crate) fn replace(&self, rows: Rows) {
        self.inner.rows.borrow_mut().replace(rows);
    }
}

impl<D: Disk, S: Seal> Store<D, S> {
    /// Reads and opens the resident rows of a disk.
    ///
    /// # Errors
    /// [`StoreError`] of the disk.
    pub async fn open(disk: D, seal: S) -> Result<Self, StoreError> {
        let rows = load(&disk, &seal).await?;
        Ok(Self::with_rows(disk, seal, rows))
    }

    /// Reads all resident rows anew: another tab may have changed them.
    ///
    /// # Errors
    /// [`StoreError`]; then the rows stay as they were. [`StoreError::Lost`] asks for
    /// [`Self::write_back`].
    pub async fn reread(&self) -> Result<(), StoreError> {
        let _turn = self.inner.turns.turn().await;
        self.load_again().await
    }

    async fn load_again(&self) -> Result<(), StoreError> {
        let rows = load(&self.inner.disk, &self.inner.seal).await?;
        if is_lost(&self.rows(), &rows) {
            return Err(StoreError::Lost);
        }
        self.replace(rows);
        Ok(())
    }

    /// Puts what is in memory into a database that was cleared. What another tab has put there
    /// already stays, unless this tab has a later version of it.
    ///
    /// # Errors
    /// [`StoreError`]; then the rows in memory are still the only ones.
    pub async fn write_back(&self) -> Result<(), StoreError> {
        let _turn = self.inner.turns.turn().await;
        self.inner.disk.adopt();
        let there = load(&self.inner.disk, &self.inner.seal).await?;
        let writes = left_behind(&self.rows(), &there);
        if !writes.is_empty() {
            let (batch, _) = self.sealed(Batch { writes, durability: Durability::Strict }).await?;
            self.inner.disk.write(batch).await?;
        }
        self.replace(load(&self.inner.disk, &self.inner.seal).await?);
        Ok(())
    }

    /// Seals a batch; what is to be done to the rows in memory once it is written, beside it.
    async fn sealed(&self, batch: Batch) -> Result<(Batch, Vec<Done>), StoreError> {
        let mut writes = Vec::with_capacity(batch.writes.len());
        let mut done = Vec::with_capacity(batch.writes.len());
        for write in batch.writes {
            let is_resident = write.place().0.residence() == Residence::Resident;
            writes.push(match write {
                Write::Put { table, row, expect } => {
                    done.push(if is_resident {
                        Done::Put(table, row.clone())
                    } else {
                        Done::Nothing
                    });
                    let Row { key, bytes, .. } = row;
                    let bytes = self.inner.seal.seal(table, &key, bytes).await?;
                    Write::Put { table, row: Row { key, bytes, ..row }, expect }
                }
                Write::Delete { table, ref key, .. } => {
                    let deleted = || Done::Deleted(table, key.clone());
                    done.push(if is_resident { deleted() } else { Done::Nothing });
                    write
                }
            });
        }
        Ok((Batch { writes, durability: batch.durability }, done))
    }
}

/// What a write means for the rows in memory.
enum Done {
    Nothing,
    Put(Table, Row),
    Deleted(Table, String),
}

async fn load(disk: &impl Disk, seal: &impl Seal) -> Result<Rows, StoreError> {
    let mut rows = Rows::default();
    for (table, row) in disk.load().await? {
        let row = opened(seal, table, row).await;
        rows.put(table, row);
    }
    Ok(rows)
}

async fn opened(seal: &impl Seal, table: Table, row: Row) -> Row {
    match seal.open(table, &row.key, &row.bytes).await {
        Some(bytes) => Row { bytes, ..row },
        None => row,
    }
}

impl<D: Disk, S: Seal> LocalStore for Store<D, S> {
    fn rows(&self) -> Ref<'_, Rows> {
        self.inner.rows.borrow()
    }

    async fn read(&self, table: Table, key: &str) -> Result<Option<Row>, StoreError> {
        match self.inner.disk.read(table, key).await? {
            Some(row) => Ok(Some(opened(&self.inner.seal, table, row).await)),
            None => Ok(None),
        }
    }

    async fn apply(&self, batch: Batch) -> Result<(), StoreError> {
        if batch.writes.is_empty() {
            return Ok(());
        }
        let _turn = self.inner.turns.turn().await;
        let (batch, done) = self.sealed(batch).await?;
        match self.inner.disk.write(batch).await {
            Ok(revisions) => {
                let mut rows = self.inner.rows.borrow_mut();
                for (done, revision) in done.into_iter().zip(revisions) {
                    match done {
                        Done::Nothing => {}
                        Done::Put(table, row) => rows.change(table, Row { revision, ..row }),
                        Done::Deleted(table, key) => rows.delete(table, key),
                    }
                }
                Ok(())
            }
            Err(StoreError::Stale) => match self.load_again().await {
                Err(StoreError::Lost) => Err(StoreError::Lost),
                // Where this fails too, the next batch is as stale as this one.
                Ok(()) | Err(_) => Err(StoreError::Stale),
            },
            Err(error) => Err(error),
        }
    }
}
