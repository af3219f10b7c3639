//! What the database of a killed server holds.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};
use sha2::{Digest as _, Sha256};
use shared::hex;
use shared::id::{BlobId, ChangeId};

use super::Failure;
use super::phone::{Made, Phone};

/// Every stored change with its number and the hash of its bytes.
pub(super) struct Book {
    changes: BTreeMap<ChangeId, (u64, [u8; 32])>,
    n_records: usize,
    /// Photos that have arrived, with the hashes by which they lie in their folder.
    photos: BTreeMap<BlobId, [u8; 32]>,
    folder: PathBuf,
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
        let mut statement = database.prepare("SELECT id, hash FROM blob WHERE state = 2")?;
        let photos = statement.query_map([], |row| Ok((BlobId(row.get(0)?), row.get(1)?)))?;
        let photos = photos.collect::<Result<_, _>>()?;
        let folder = data.join("blobs");
        let book = Self { changes, n_records: usize::try_from(n_records)?, photos, folder };
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

    /// Whatever photo a phone gave away is there, every byte of it; how many that were.
    pub(super) fn holds_photos(&self, phones: &[Phone]) -> Result<usize, Failure> {
        let mut n_photos = 0;
        for (blob, sha256) in phones.iter().flat_map(Phone::sent_photos) {
            if self.photos.get(&blob) != Some(&sha256) {
                return Err(format!("photo {blob} was given away and is lost").into());
            }
            let hash = hex::encode(&sha256);
            let file = self.folder.join(&hash[..2]).join(&hash[2..4]).join(&hash);
            let bytes = fs::read(&file).map_err(|error| format!("photo {blob}: {error}"))?;
            let found: [u8; 32] = Sha256::digest(&bytes).into();
            if found != sha256 {
                return Err(format!("photo {blob} is damaged").into());
            }
            n_photos += 1;
        }
        Ok(n_photos)
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
