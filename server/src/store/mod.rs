//! What the server stores, and the traits that the rest of the program reads and writes it by.
//!
//! Each concern has one trait for reading and, where somebody writes, one for writing:
//! [`View`] and [`Tx`] (records and changes, for the merge rules), [`AccountReads`] and [`Accounts`],
//! [`SessionReads`] and [`Sessions`], [`DeskReads`], [`RegisterReads`] and [`Register`], [`TaskReads`]
//! and [`Tasks`], [`ReviewReads`] and [`Reviews`] (decisions), [`PileReads`] (what needs somebody),
//! [`BlobReads`] and [`Blobs`], [`ExportReads`] and [`Exports`]. [`Reads`] and [`Writes`] join them: they are what a job gets.
//!
//! Two engines implement all of them: SQLite for the running server, and maps in memory for the
//! simulation and for tests. [`Store`] decides once which of them a program has; nothing outside of
//! this folder names one. One suite of tests per concern (`contract`) runs on both. What only SQLite
//! has (named indexes, hints to its planner, a thread that writes, commits shared by many jobs) is
//! known to `sqlite` alone.
//!
//! The traits are synchronous, because SQLite and PostgreSQL's blocking client are. Nothing here knows
//! HTTP, clocks or randomness: times, ids and hashes of secrets come in.
//!
//! Every method of these traits fails with a [`StoreError`] when the engine does.

pub mod account;
pub mod blobs;
#[cfg(test)]
pub(crate) mod contract;
pub mod desk;
mod engine;
pub mod exports;
pub mod find;
mod memory;
pub mod merge;
pub mod record;
pub mod register;
pub mod review;
pub mod search;
pub mod session;
mod sqlite;
pub mod tasks;
mod tx;
pub mod typing;

use std::sync::Arc;

use shared::{
    form::model::KindId,
    forms,
    region::{KecamatanCode, VillageCode},
};

pub use engine::{OpenError, Pending, Store, StoreOptions};
pub use sqlite::Steps;
pub use sqlite::copy;
pub use tx::{Tx, View};

#[cfg(test)]
pub(crate) use {
    memory::Memory,
    sqlite::{Shell, TestDb},
};

use self::{
    account::{AccountReads, Accounts},
    blobs::{BlobReads, Blobs},
    desk::DeskReads,
    exports::{ExportReads, Exports},
    register::{Register, RegisterReads},
    review::{PileReads, ReviewReads, Reviews},
    session::{SessionReads, Sessions},
    tasks::{TaskReads, Tasks},
    typing::{TypingReads, Typings},
};

/// Everything that can be asked in a transaction that reads. It sees one moment of the database.
pub trait Reads:
    View
    + AccountReads
    + SessionReads
    + DeskReads
    + RegisterReads
    + TaskReads
    + ReviewReads
    + PileReads
    + ExportReads
    + BlobReads
    + TypingReads
{
}

/// Everything that can be done in a transaction that writes.
pub trait Writes:
    Reads + Tx + Accounts + Sessions + Register + Tasks + Reviews + Exports + Blobs + Typings
{
}

impl<T> Reads for T where
    T: View
        + AccountReads
        + SessionReads
        + DeskReads
        + RegisterReads
        + TaskReads
        + ReviewReads
        + PileReads
        + ExportReads
        + BlobReads
        + TypingReads
{
}

impl<T> Writes for T where
    T: Reads + Tx + Accounts + Sessions + Register + Tasks + Reviews + Exports + Blobs + Typings
{
}

/// What an engine reports, kept for the log; shared, because one failure may end many jobs.
pub type Cause = Arc<dyn core::error::Error + Send + Sync>;

/// Why the store did not do as asked. Nothing of the job was written.
#[derive(Clone, Debug, thiserror::Error)]
pub enum StoreError {
    /// Too many jobs wait already.
    #[error("too many jobs are waiting for the database")]
    Busy,
    /// The disk or the database's page limit is full.
    #[error("the database is full")]
    Full,
    /// The store was closed, or the job panicked.
    #[error("the database is closed")]
    Closed,
    /// A row contradicts another: a bug, or two jobs that want the same unique name.
    #[error("a constraint of the database failed")]
    Constraint(#[source] Cause),
    /// A stored row does not read: damage, or a newer version wrote it.
    #[error("a stored row is damaged: {0}")]
    Damaged(&'static str),
    /// Anything else that the engine reports.
    #[error("the database failed")]
    Engine(#[source] Cause),
}

impl StoreError {
    /// [`StoreError::Constraint`] for what no engine would find.
    fn broken(what: &'static str) -> Self {
        #[derive(Debug, thiserror::Error)]
        #[error("{0}")]
        struct Broken(&'static str);
        Self::Constraint(Arc::new(Broken(what)))
    }

    /// True when more than the job at hand is lost: the whole group of jobs is undone.
    #[must_use]
    pub const fn is_of_group(&self) -> bool {
        match self {
            StoreError::Full | StoreError::Engine(_) => true,
            StoreError::Constraint(_)
            | StoreError::Damaged(_)
            | StoreError::Busy
            | StoreError::Closed => false,
        }
    }
}

/// Which villages a person at the desk may see. Only [`account::Account::scope`] makes one for
/// requests; every query of the desk filters by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All of the regency.
    Regency,
    /// The villages of one kecamatan.
    Kecamatan(KecamatanCode),
    /// One village.
    Village(VillageCode),
}

impl Scope {
    /// The first and the last village code it holds: codes of a kecamatan are one span of numbers.
    #[must_use]
    pub const fn span(self) -> (u32, u32) {
        match self {
            Scope::Regency => (0, u32::MAX),
            Scope::Kecamatan(code) => {
                let first = code.number().saturating_mul(10_000);
                (first, first.saturating_add(9_999))
            }
            Scope::Village(code) => (code.number(), code.number()),
        }
    }

    /// True for a kind whose records are not for whoever sees one village only: of a confidential report
    /// the whole village would soon know. Engines filter by it as by the villages.
    #[must_use]
    pub fn hides(self, kind: u16) -> bool {
        match self {
            Scope::Regency | Scope::Kecamatan(_) => false,
            Scope::Village(_) => forms::is_confidential(KindId(kind)),
        }
    }

    /// True when the village may be seen.
    #[must_use]
    pub const fn holds(self, village: VillageCode) -> bool {
        let (first, last) = self.span();
        first <= village.number() && village.number() <= last
    }
}
