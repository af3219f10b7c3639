//! Maps in memory that stand for a database: for the simulation, which crashes and restarts a server
//! thousands of times, for tests, and to keep what asks the store honest about what it asks of an
//! engine. Nothing of it is quick: most questions go through all that there is.

mod account;
mod blobs;
mod desk;
mod exports;
mod register;
mod review;
mod session;
mod tasks;
mod tx;
mod typing;

use std::{
    collections::BTreeMap,
    ops::Bound,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use shared::{
    day::Day,
    id::{AccountId, BlobId, ChangeId, DecisionId, DeviceId, FamilyId, RecordId, TaskId},
    region::{KecamatanCode, VillageCode},
};

use super::{
    Pending, StoreError,
    account::{Account, Assignment, Device, Invitation, Office, TokenHash},
    blobs::Blob,
    exports::Exported,
    record::{Again, Change, Record},
    register::Family,
    review::Decision,
    session::Session,
    tasks::Task,
    typing::Typing,
};

/// A running database in memory. Clones share it.
#[derive(Clone)]
pub struct Database {
    epoch: u64,
    /// `None` once it was closed.
    memory: Arc<Mutex<Option<Memory>>>,
}

impl Database {
    /// An empty database with this name.
    pub(super) fn new(epoch: u64) -> Self {
        Self { epoch, memory: Arc::new(Mutex::new(Some(Memory::new(epoch)))) }
    }

    /// Another database with the same rows under this name; empty when it was closed.
    pub(super) fn copy(&self, epoch: u64) -> Self {
        let mut copy = Memory::new(epoch);
        if let Some(memory) = self.lock().as_ref() {
            copy.last_seq = memory.last_seq;
            copy.changes = memory.changes.clone();
            copy.records = memory.records.clone();
            copy.rechecks = memory.rechecks.clone();
            copy.decisions = memory.decisions.clone();
            copy.people = Arc::clone(&memory.people);
        }
        Self { epoch, memory: Arc::new(Mutex::new(Some(copy))) }
    }

    pub(super) const fn epoch(&self) -> u64 {
        self.epoch
    }

    /// Does work at once. One that panics is undone and answered like one that was never done, as a
    /// database with threads of its own does it.
    pub(super) fn write<T, F>(&self, work: F) -> Pending<T>
    where
        F: FnOnce(&mut MemoryTx<'_>) -> Result<T, StoreError>,
    {
        Pending::here(self.with(|memory| {
            let mut tx = memory.begin();
            let result = work(&mut tx)?;
            tx.commit();
            Ok(result)
        }))
    }

    pub(super) fn read<T, F>(&self, work: F) -> Pending<T>
    where
        F: FnOnce(&MemoryTx<'_>) -> Result<T, StoreError>,
    {
        Pending::here(self.with(|memory| work(&memory.begin())))
    }

    pub(super) fn close(&self) {
        drop(self.lock().take());
    }

    fn with<T>(
        &self,
        work: impl FnOnce(&mut Memory) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let mut memory = self.lock();
        let memory = memory.as_mut().ok_or(StoreError::Closed)?;
        catch_unwind(AssertUnwindSafe(|| work(memory))).unwrap_or(Err(StoreError::Closed))
    }

    fn lock(&self) -> MutexGuard<'_, Option<Memory>> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What is stored.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    epoch: u64,
    last_seq: u64,
    changes: BTreeMap<ChangeId, Change>,
    records: BTreeMap<RecordId, Record>,
    rechecks: BTreeMap<(AccountId, Again), RecordId>,
    decisions: BTreeMap<DecisionId, Decision>,
    people: Arc<People>,
    /// How to take back what was not committed, oldest first.
    undo: Vec<Undo>,
}

/// Everything but records. It is small and seldom changes, so a transaction that changes it works on
/// a copy.
#[derive(Clone, Debug, Default)]
struct People {
    accounts: BTreeMap<AccountId, Account>,
    /// The last day by whose it is, where, and the first day.
    assignments: BTreeMap<(AccountId, Day, VillageCode), Option<Day>>,
    offices: BTreeMap<KecamatanCode, Office>,
    devices: BTreeMap<(AccountId, DeviceId), Device>,
    invitations: BTreeMap<TokenHash, Invitation>,
    /// With when each was ended, Unix milliseconds.
    sessions: BTreeMap<TokenHash, (Session, Option<u64>)>,
    families: BTreeMap<FamilyId, Family>,
    /// The last numbers given to a family and to a person.
    village_numbers: BTreeMap<VillageCode, (u32, u32)>,
    tasks: BTreeMap<TaskId, Task>,
    /// By number.
    exports: Vec<Exported>,
    imported: BTreeMap<[u8; 16], [u8; 16]>,
    blobs: BTreeMap<BlobId, Blob>,
    typings: BTreeMap<RecordId, Typing>,
}

impl People {
    /// Where a person works, by first day.
    fn assignments_of(&self, account: AccountId) -> impl Iterator<Item = Assignment> {
        let own = self.assignments.iter().filter(move |((whose, ..), _)| *whose == account);
        own.map(|(&(_, from, village), &to)| Assignment { village, from, to })
    }
}

#[derive(Debug)]
enum Undo {
    Seq(u64),
    Change(ChangeId),
    Record(RecordId, Option<Box<Record>>),
    Recheck((AccountId, Again), Option<RecordId>),
    Decision(DecisionId, Option<Box<Decision>>),
    People(Arc<People>),
}

impl Memory {
    /// An empty database with this name.
    pub(crate) fn new(epoch: u64) -> Self {
        Self { epoch, ..Self::default() }
    }

    /// Begins a transaction.
    pub(crate) fn begin(&mut self) -> MemoryTx<'_> {
        MemoryTx { memory: self, item_start: None, saved_people: false }
    }

    /// Records whose id is above this one, ascending by it.
    fn records_above(&self, after: RecordId) -> impl Iterator<Item = &Record> {
        self.records.range((Bound::Excluded(after), Bound::Unbounded)).map(|(_, record)| record)
    }

    /// Takes back what was written since there were `len` things to undo.
    fn undo_to(&mut self, len: usize) {
        for undo in self.undo.drain(len..).rev() {
            match undo {
                Undo::Seq(seq) => self.last_seq = seq,
                Undo::Change(id) => drop(self.changes.remove(&id)),
                Undo::Record(id, Some(record)) => drop(self.records.insert(id, *record)),
                Undo::Record(id, None) => drop(self.records.remove(&id)),
                Undo::Recheck(key, Some(after)) => drop(self.rechecks.insert(key, after)),
                Undo::Recheck(key, None) => drop(self.rechecks.remove(&key)),
                Undo::Decision(id, Some(before)) => drop(self.decisions.insert(id, *before)),
                Undo::Decision(id, None) => drop(self.decisions.remove(&id)),
                Undo::People(people) => self.people = people,
            }
        }
    }
}

/// A transaction over a [`Memory`]. Dropped without [`MemoryTx::commit`] it never happened, as when
/// the server is killed.
#[derive(Debug)]
pub struct MemoryTx<'m> {
    memory: &'m mut Memory,
    item_start: Option<usize>,
    /// True when the people of before are among what can be undone, since the item began if there is
    /// one.
    saved_people: bool,
}

impl MemoryTx<'_> {
    /// Makes all of it last.
    pub(crate) fn commit(self) {
        self.memory.undo.clear();
    }

    fn people(&self) -> &People {
        &self.memory.people
    }

    /// The people to be changed.
    fn people_mut(&mut self) -> &mut People {
        if !self.saved_people {
            self.memory.undo.push(Undo::People(Arc::clone(&self.memory.people)));
            self.saved_people = true;
        }
        Arc::make_mut(&mut self.memory.people)
    }

    /// Fails as a foreign key does when there is no such account.
    fn expect_account(&self, account: AccountId) -> Result<(), StoreError> {
        if self.people().accounts.contains_key(&account) {
            Ok(())
        } else {
            Err(StoreError::broken("there is no such account"))
        }
    }
}

impl Drop for MemoryTx<'_> {
    fn drop(&mut self) {
        self.memory.undo_to(0);
    }
}
