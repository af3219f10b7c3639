//! Local storage in memory, for tests, the simulation and the command line. It does what IndexedDB
//! promises, and on request what it may do besides: be full, be gone, or stop in the middle because
//! the phone died.

use core::{
    cell::{Ref, RefCell},
    future::poll_fn,
    task::Poll,
};
use std::rc::Rc;

use crate::store::{Batch, LocalStore, Row, Rows, StoreError, Table, Write};

/// Rows in memory. A clone is another door to the same rows, as another tab has.
#[derive(Clone, Debug, Default)]
pub struct MemoryStore {
    inner: Rc<RefCell<Inner>>,
}

#[derive(Debug, Default)]
struct Inner {
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

    /// Sets what goes wrong from now on.
    pub fn set_faults(&self, faults: Faults) {
        self.inner.borrow_mut().faults = faults;
    }

    /// How many batches were written.
    #[must_use]
    pub fn n_batches(&self) -> u32 {
        self.inner.borrow().n_batches
    }

    /// Bytes of all rows together.
    #[must_use]
    pub fn used_bytes(&self) -> usize {
        used_bytes(&self.inner.borrow().rows)
    }

    /// Storage of its own with the same rows and no faults, as a backup is.
    #[must_use]
    pub fn copy(&self) -> Self {
        let rows = self.inner.borrow().rows.clone();
        Self { inner: Rc::new(RefCell::new(Inner { rows, ..Inner::default() })) }
    }

    /// Loses everything, as when a person clears the browser's data.
    pub fn wipe(&self) {
        self.inner.borrow_mut().rows = Rows::default();
    }

    /// Changes the bytes of a row behind everybody's back.
    pub fn damage(&self, table: Table, key: &str, change: impl FnOnce(&mut Vec<u8>)) {
        let rows = &mut self.inner.borrow_mut().rows;
        if let Some(mut row) = rows.get(table, key).cloned() {
            change(&mut row.bytes);
            rows.put(table, row);
        }
    }

    /// All rows of a table, for tests to look at.
    #[must_use]
    pub fn rows(&self, table: Table) -> Vec<Row> {
        self.inner.borrow().rows.of(table).to_vec()
    }

    async fn turn(&self) -> Result<(), StoreError> {
        if self.inner.borrow().faults.is_slow {
            yield_now().await;
        }
        if self.inner.borrow().faults.dies_after == Some(0) {
            Err(StoreError::Closed)
        } else {
            Ok(())
        }
    }
}

impl Inner {
    fn apply(&mut self, batch: Batch) -> Result<(), StoreError> {
        let mut next = self.rows.clone();
        let puts = batch.writes.iter().any(|write| matches!(write, Write::Put { .. }));
        for write in batch.writes {
            let (table, key, expect) = write.place();
            let revision = next.get(table, key).map(|row| row.revision);
            if !expect.holds(revision.unwrap_or(0)) {
                return Err(StoreError::Stale);
            }
            match write {
                Write::Put { row, .. } => {
                    next.put(table, Row { revision: revision.unwrap_or(0) + 1, ..row });
                }
                Write::Delete { key, .. } => next.remove(table, &key),
            }
        }
        if puts && self.faults.room_bytes.is_some_and(|room| used_bytes(&next) > room) {
            return Err(StoreError::Full);
        }
        self.rows = next;
        self.n_batches += 1;
        if let Some(left) = &mut self.faults.dies_after {
            *left -= 1;
        }
        Ok(())
    }
}

impl LocalStore for MemoryStore {
    fn rows(&self) -> Ref<'_, Rows> {
        Ref::map(self.inner.borrow(), |inner| &inner.rows)
    }

    async fn apply(&self, batch: Batch) -> Result<(), StoreError> {
        self.turn().await?;
        self.inner.borrow_mut().apply(batch)
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
