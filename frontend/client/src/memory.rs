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

/// The storage of one account as one tab has it: what is stored, which all tabs share, and the tab's
/// own copy of the rows. A clone is another door of the same tab; [`MemoryStore::tab`] is another tab.
///
/// What tests look at and spoil is what is stored.
#[derive(Clone, Debug, Default)]
pub struct MemoryStore {
    stored: Rc<RefCell<Stored>>,
    /// As this tab read and wrote them.
    seen: Rc<RefCell<Rows>>,
}

#[derive(Debug, Default)]
struct Stored {
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

    /// Another tab on the same storage, opened now.
    #[must_use]
    pub fn tab(&self) -> Self {
        let tab = Self { stored: Rc::clone(&self.stored), seen: Rc::default() };
        tab.look();
        tab
    }

    /// Reads all rows anew: another tab may have changed them.
    pub fn look(&self) {
        self.seen.replace(self.stored.borrow().rows.clone());
    }

    /// Sets what goes wrong from now on, in all tabs.
    pub fn set_faults(&self, faults: Faults) {
        self.stored.borrow_mut().faults = faults;
    }

    /// How many batches were written, by all tabs together.
    #[must_use]
    pub fn n_batches(&self) -> u32 {
        self.stored.borrow().n_batches
    }

    /// Bytes of all rows together.
    #[must_use]
    pub fn used_bytes(&self) -> usize {
        used_bytes(&self.stored.borrow().rows)
    }

    /// Storage of its own with the same rows and no faults, as a backup is.
    #[must_use]
    pub fn copy(&self) -> Self {
        let rows = self.stored.borrow().rows.clone();
        let stored = Rc::new(RefCell::new(Stored { rows, ..Stored::default() }));
        Self { stored, seen: Rc::default() }.tab()
    }

    /// Loses everything, as when a person clears the browser's data.
    pub fn wipe(&self) {
        self.stored.borrow_mut().rows = Rows::default();
        self.look();
    }

    /// Changes the bytes of a row behind everybody's back; this tab sees it as after a restart.
    pub fn damage(&self, table: Table, key: &str, change: impl FnOnce(&mut Vec<u8>)) {
        let row = self.stored.borrow().rows.get(table, key).cloned();
        if let Some(mut row) = row {
            change(&mut row.bytes);
            self.stored.borrow_mut().rows.put(table, row);
        }
        self.look();
    }

    /// All stored rows of a table, for tests to look at.
    #[must_use]
    pub fn rows(&self, table: Table) -> Vec<Row> {
        self.stored.borrow().rows.of(table).to_vec()
    }

    async fn turn(&self) -> Result<(), StoreError> {
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
    /// Stores a batch; what became of its writes, with the revisions of the rows.
    fn apply(&mut self, batch: Batch) -> Result<Vec<Done>, StoreError> {
        let mut next = self.rows.clone();
        let puts = batch.writes.iter().any(|write| matches!(write, Write::Put { .. }));
        let mut done = Vec::with_capacity(batch.writes.len());
        for write in batch.writes {
            let (table, key, expect) = write.place();
            let revision = next.get(table, key).map_or(0, |row| row.revision);
            if !expect.holds(revision) {
                return Err(StoreError::Stale);
            }
            let write = match write {
                Write::Put { row, .. } => Done::Put(table, Row { revision: revision + 1, ..row }),
                Write::Delete { key, .. } => Done::Deleted(table, key),
            };
            write.clone().keep(&mut next);
            done.push(write);
        }
        if puts && self.faults.room_bytes.is_some_and(|room| used_bytes(&next) > room) {
            return Err(StoreError::Full);
        }
        self.rows = next;
        self.n_batches += 1;
        if let Some(left) = &mut self.faults.dies_after {
            *left -= 1;
        }
        Ok(done)
    }
}

/// A write that was stored.
#[derive(Clone)]
enum Done {
    Put(Table, Row),
    Deleted(Table, String),
}

impl Done {
    fn keep(self, rows: &mut Rows) {
        match self {
            Done::Put(table, row) => rows.put(table, row),
            Done::Deleted(table, key) => rows.remove(table, &key),
        }
    }
}

impl LocalStore for MemoryStore {
    fn rows(&self) -> Ref<'_, Rows> {
        self.seen.borrow()
    }

    async fn apply(&self, batch: Batch) -> Result<(), StoreError> {
        self.turn().await?;
        let applied = self.stored.borrow_mut().apply(batch);
        match applied {
            // Only what it wrote itself: what other tabs wrote meanwhile it does not see.
            Ok(done) => {
                let mut seen = self.seen.borrow_mut();
                done.into_iter().for_each(|write| write.keep(&mut seen));
                Ok(())
            }
            Err(error) => {
                if error == StoreError::Stale {
                    self.look();
                }
                Err(error)
            }
        }
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
