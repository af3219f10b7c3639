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
        let mut tx = SqliteTx::new(&self.conn);
        let result = work(&mut tx);
        tx.write_seq().unwrap();
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

/// A file opened as `sqlite3` on the command line does, by somebody who knows nothing of us.
pub(crate) struct Shell(Connection);

impl Shell {
    pub(crate) fn open(path: &Path) -> Self {
        Self(Connection::open(path).unwrap())
    }

    pub(crate) fn execute(&self, sql: &str) {
        self.0.execute_batch(sql).unwrap();
    }

    /// The first column of the first row, as text.
    pub(crate) fn text(&self, sql: &str) -> String {
        let sql = format!("SELECT CAST(({sql}) AS TEXT)");
        self.0.query_row(&sql, [], |row| row.get(0)).unwrap()
    }
}
