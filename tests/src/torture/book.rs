//! What the database of a killed server holds.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::{Connection, OpenFlags};
use shared::id::ChangeId;

use super::Failure;
use super::phone::{Made, Phone};

/// Every stored change with its number and the hash of its bytes.
pub(super) struct Book {
    changes: BTreeMap<ChangeId, (u64, [u8; 32])>,
    n_records: usize,
}

impl Book {
    /// Reads the database beside the server that was just started on it.
    pub(super) fn read(data: &Path) -> Result<Self, Failure> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY;
        let database = Connection::open_with_flags(server::folder::database_path(data), flags)?;
        let found: String = database.query_row("PRAGMA integrity_check", [], |row| row.get(0))?;
        if found != "ok" {
            return Err(format!("the database is damaged: {found}").into());
        }
        let mut statement = database.prepare("SELECT id, seq, hash FROM change")?;
        let mut rows = statement.query(())?;
        let (mut changes, mut n_changes) = (BTreeMap::new(), 0);
        while let Some(row) = rows.next()? {
            let seq: i64 = row.get(1)?;
            changes.insert(ChangeId(row.get(0)?), (u64::try_from(seq)?, row.get(2)?));
            n_changes += 1;
        }
        let (last_seq, n_records) = database.query_row(
            "SELECT (SELECT last_seq FROM meta), (SELECT COUNT(*) FROM record)",
            [],
            |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)),
        )?;
        let book = Self { changes, n_records: usize::try_from(n_records)? };
        if book.changes.len() != n_changes {
            return Err("a change is stored twice".into());
        }
        let highest = book.changes.values().map(|(seq, _)| *seq).max().unwrap_or(0);
        if highest > u64::try_from(last_seq)? {
            return Err(format!("{highest} was given out and {last_seq} is the last").into());
        }
        Ok(book)
    }

    /// Whatever a phone was told is stored is there as it was told; how many that were.
    pub(super) fn holds_what_was_told(&self, phones: &[Phone]) -> Result<usize, Failure> {
        let mut n_told = 0;
        for phone in phones {
            for (change, Made { receipt }) in phone.made()? {
                let Some(receipt) = receipt else { continue };
                n_told += 1;
                match self.changes.get(&change) {
                    Some((seq, hash)) if *seq == receipt.seq && *hash == receipt.hash => {}
                    Some((seq, _)) => {
                        return Err(format!(
                            "{change} was acknowledged as {} and is stored as {seq}",
                            receipt.seq
                        )
                        .into());
                    }
                    None => {
                        return Err(format!(
                            "{change} was acknowledged as {} and is lost",
                            receipt.seq
                        )
                        .into());
                    }
                }
            }
        }
        Ok(n_told)
    }

    /// When everything has arrived: each change of the phones is there, and nothing else.
    pub(super) fn holds_nothing_else(&self, phones: &[Phone]) -> Result<(), Failure> {
        let (mut n_made, mut n_records) = (0, 0);
        for phone in phones {
            n_made += phone.made()?.len();
            n_records += phone.n_records();
        }
        let found = (self.changes.len(), self.n_records);
        if found != (n_made, n_records) {
            return Err(format!(
                "phones made {n_made} changes of {n_records} records, and {found:?} are stored"
            )
            .into());
        }
        Ok(())
    }
}
