//! Local storage in memory, for tests, the simulation and the command line. It does what IndexedDB
//! promises, and on request what it may do besides: be full, be gone, or stop in the middle because
//! the phone died.

use core::{
    cell::{Ref, RefCell},
    future::poll_fn,
    task::Poll,
};
use std::{collections::BTreeMap, rc::Rc};

use crate::store::{
    Batch, Disk, LocalStore, PassThrough, Row, Rows, Store, StoreError, Table, Write,
};

/// The storage of one account as one tab has it: what is stored, which all tabs share, and the tab's
/// own copy of the rows. A clone is another door of the same tab; [`MemoryStore::tab`] is another tab.
///
/// What tests look at and spoil is what is stored.
#[derive(Clone, Debug, Default)]
pub struct MemoryStore {
    /// As this tab read and wrote them.
    tab: Store<MemoryDisk, PassThrough>,
}

/// What is stored, for all tabs.
#[derive(Clone, Debug, Default)]
pub struct MemoryDisk {
    stored: Rc<RefCell<Stored>>,
}

#[derive(Debug, Default)]
struct Stored {
    /// Of all tables.
    rows: Rows,
    faults: Faults,
    n_batches: u32,
}

/// What goes wrong from now on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Faults {
    /// A batch that puts a row is refused as full when all rows together would be longer than this,
    /// also when it makes them shorter: a full disk has no room for the journal either.
    pub room_bytes: Option<usize>,
    /// The phone dies after this many further batches: nothing is written any more.
    pub dies_after: Option<u32>,
    /// Every batch first waits for its turn, so that others may come in between.
    pub is_slow: bool,
}

impl MemoryStore {
    /// Storage without rows.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A tab on this disk, opened now.
    #[must_use]
    pub fn on(disk: MemoryDisk) -> Self {
        let rows = disk.resident();
        Self { tab: Store::with_rows(disk, PassThrough, rows) }
    }

    /// Another tab on the same storage, opened now.
    #[must_use]
    pub fn tab(&self) -> Self {
        Self::on(self.tab.disk().clone())
    }

    /// What is stored, for all tabs.
    #[must_use]
    pub fn disk(&self) -> &MemoryDisk {
        self.tab.disk()
    }

    /// The store of this tab, with what only a real one can do.
    #[must_use]
    pub const fn store(&self) -> &Store<MemoryDisk, PassThrough> {
        &self.tab
    }

    /// Loses everything behind the back of the tabs that are open.
    pub fn wipe_unseen(&self) {
        self.disk().stored.borrow_mut().rows = Rows::default();
    }

    /// Reads all rows anew: another tab may have changed them.
    pub fn reread(&self) {
        self.tab.replace(self.disk().resident());
    }

    /// Sets what goes wrong from now on, in all tabs.
    pub fn set_faults(&self, faults: Faults) {
        self.disk().stored.borrow_mut().faults = faults;
    }

    /// How many batches were written, by all tabs together.
    #[must_use]
    pub fn n_batches(&self) -> u32 {
        self.disk().stored.borrow().n_batches
    }

    /// Bytes of all rows together.
    #[must_use]
    pub fn used_bytes(&self) -> usize {
        used_bytes(&self.disk().stored.borrow().rows)
    }

    /// Storage of its own with the same rows and no faults, as a backup is.
    #[must_use]
    pub fn copy(&self) -> Self {
        let rows = self.disk().stored.borrow().rows.clone();
        let stored = Stored { rows, ..Stored::default() };
        Self::on(MemoryDisk { stored: Rc::new(RefCell::new(stored)) })
    }

    /// Loses everything, as when a person clears the browser's data.
    pub fn wipe(&self) {
        self.disk().stored.borrow_mut().rows = Rows::default();
        self.reread();
    }

    /// Changes the bytes of a row behind everybody's back; this tab sees it as after a restart.
    pub fn damage(&self, table: Table, key: &str, change: impl FnOnce(&mut Vec<u8>)) {
        let row = self.disk().stored.borrow().rows.get(table, key).cloned();
        if let Some(mut row) = row {
            change(&mut row.bytes);
            self.disk().stored.borrow_mut().rows.put(table, row);
        }
        self.reread();
    }

    /// All stored rows of a table, for tests to look at.
    #[must_use]
    pub fn rows(&self, table: Table) -> Vec<Row> {
        self.disk().rows(table)
    }
}

impl MemoryStore {
    /// The keys of all stored rows of a table, without their bytes.
    #[must_use]
    pub fn keys(&self, table: Table) -> Vec<String> {
        self.disk().stored.borrow().rows.of(table).iter().map(|row| row.key.clone()).collect()
    }
}

impl Default for Store<MemoryDisk, PassThrough> {
    fn default() -> Self {
        Self::with_rows(MemoryDisk::default(), PassThrough, Rows::default())
    }
}

impl MemoryDisk {
    /// All stored rows of a table, as they lie there.
    #[must_use]
    pub fn rows(&self, table: Table) -> Vec<Row> {
        self.stored.borrow().rows.of(table).to_vec()
    }

    fn resident(&self) -> Rows {
        let mut rows = Rows::default();
        let stored = self.stored.borrow();
        for table in Table::resident() {
            stored.rows.of(table).iter().for_each(|row| rows.put(table, row.clone()));
        }
        rows
    }

    async fn wait(&self) -> Result<(), StoreError> {
        if self.stored.borrow().faults.is_slow {
            yield_now().await;
        }
        if self.stored.borrow().faults.dies_after == Some(0) {
            Err(StoreError::Closed)
        } else {
            Ok(())
        }
    }
}

impl Stored {
    /// Stores a batch; the revisions of its rows.
    fn apply(&mut self, batch: Batch) -> Result<Vec<u32>, StoreError> {
        let revisions = self.revisions_after(&batch)?;
        let puts = batch.writes.iter().any(|write| matches!(write, Write::Put { .. }));
        let before = self.faults.room_bytes.filter(|_| puts).map(|room| (room, self.rows.clone()));
        for (write, revision) in batch.writes.into_iter().zip(&revisions) {
            match write {
                Write::Put { table, row, .. } => {
                    self.rows.put(table, Row { revision: *revision, ..row });
                }
                Write::Delete { table, key, .. } => self.rows.remove(table, &key),
            }
        }
        if let Some((room, before)) = before
            && used_bytes(&self.rows) > room
        {
            self.rows = before;
            return Err(StoreError::Full);
        }
        self.n_batches += 1;
        if let Some(left) = &mut self.faults.dies_after {
            *left -= 1;
        }
        Ok(revisions)
    }

    /// The revision of each row after its write, 0 for one that is deleted.
    fn revisions_after(&self, batch: &Batch) -> Result<Vec<u32>, StoreError> {
        // An earlier write of the same batch may have changed the same row.
        let mut now = BTreeMap::new();
        let mut revisions = Vec::with_capacity(batch.writes.len());
        for write in &batch.writes {
            let (table, key, expect) = write.place();
            let stored = || self.rows.get(table, key).map_or(0, |row| row.revision);
            let before = now.get(&(table, key)).copied().unwrap_or_else(stored);
            if !expect.holds(before) {
                return Err(StoreError::Stale);
            }
            let after = if matches!(write, Write::Put { .. }) { before + 1 } else { 0 };
            now.insert((table, key), after);
            revisions.push(after);
        }
        Ok(revisions)
    }
}

impl Disk for MemoryDisk {
    async fn load(&self) -> Result<Vec<(Table, Row)>, StoreError> {
        let stored = self.stored.borrow();
        let rows_of = |table| stored.rows.of(table).iter().map(move |row| (table, row.clone()));
        Ok(Table::resident().flat_map(rows_of).collect())
    }

    async fn read(&self, table: Table, key: &str) -> Result<Option<Row>, StoreError> {
        self.wait().await?;
        Ok(self.stored.borrow().rows.get(table, key).cloned())
    }

    async fn write(&self, batch: Batch) -> Result<Vec<u32>, StoreError> {
        self.wait().await?;
        self.stored.borrow_mut().apply(batch)
    }
}

impl LocalStore for MemoryStore {
    fn rows(&self) -> Ref<'_, Rows> {
        LocalStore::rows(&self.tab)
    }

    async fn read(&self, table: Table, key: &str) -> Result<Option<Row>, StoreError> {
        self.tab.read(table, key).await
    }

    async fn apply(&self, batch: Batch) -> Result<(), StoreError> {
        self.tab.apply(batch).await
    }
}

/// Lets others go first, once.
async fn yield_now() {
    let mut is_first = true;
    poll_fn(|cx| {
        if core::mem::take(&mut is_first) {
            cx.waker().wake_by_ref();
            Poll::Pending
        } else {
            Poll::Ready(())
        }
    })
    .await;
}

fn used_bytes(rows: &Rows) -> usize {
    let rows = Table::ALL.iter().flat_map(|table| rows.of(*table));
    rows.map(|row| row.key.len() + row.parent.len() + row.bytes.len()).sum()
}
