//! A database for tests that need no threads: one connection, in memory.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::path::Path;

use rusqlite::Connection;

use super::{StoreOptions, codec::run, epoch_of, open_writer, schema, tx::SqliteTx};

/// An empty database in memory.
pub(crate) struct TestDb {
    conn: Connection,
}

impl TestDb {
    /// With this name.
    pub(crate) fn new(epoch: u64) -> Self {
        let mut conn = open_writer(Path::new(":memory:"), &StoreOptions::default()).unwrap();
        schema::MIGRATIONS.to_latest(&mut conn).unwrap();
        epoch_of(&conn, epoch).unwrap();
        Self { conn }
    }

    /// Runs work in a transaction that is kept or given up.
    pub(crate) fn transaction<R>(
        &self,
        keep: bool,
        work: impl FnOnce(&mut SqliteTx<'_>) -> R,
    ) -> R {
        run(&self.conn, "BEGIN IMMEDIATE").unwrap();
        let result = work(&mut SqliteTx::new(&self.conn));
        run(&self.conn, if keep { "COMMIT" } else { "ROLLBACK" }).unwrap();
        result
    }

    /// Makes every stored change one that does not read.
    pub(crate) fn spoil_changes(&self) {
        self.conn.execute("UPDATE change SET bytes = x'00'", ()).unwrap();
    }

    /// Asks outside of a transaction.
    pub(crate) fn read(&self) -> SqliteTx<'_> {
        SqliteTx::new(&self.conn)
    }
}
