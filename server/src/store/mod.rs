//! What the server keeps, and the doors to it.
//!
//! - [`Tx`] is the narrow, synchronous door of the merge rules ([`crate::sync`]). Two engines stand
//!   behind it: SQLite ([`sqlite`]) and maps in memory ([`memory`], for the simulation); one suite
//!   (`contract`) runs against both.
//! - [`sqlite::Store`] is the running database: jobs for the writer thread and for a few readers.
//!   Accounts ([`account`]), the desk ([`desk`]) and the register ([`register`]) are asked through
//!   it, and every question of the desk takes a [`Scope`] that its SQL filters by.
//!
//! Nothing here knows HTTP, clocks or randomness: times, ids and secrets' hashes come in.

pub mod account;
pub mod desk;
pub mod memory;
pub mod record;
pub mod register;
pub mod sqlite;
mod tx;

#[cfg(test)]
pub(crate) mod contract;

use std::sync::Arc;

use shared::region::{KecamatanCode, VillageCode};

pub use tx::{Tx, View};

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

    /// True when the village may be seen.
    #[must_use]
    pub const fn holds(self, village: VillageCode) -> bool {
        let (first, last) = self.span();
        first <= village.number() && village.number() <= last
    }
}
