//! What is written beside a record so that the desk finds and counts it without going through all of
//! them: the words of its subject, and how many records there are of its village, kind and state.

use std::collections::BTreeSet;

use rusqlite::{Connection, params};

use super::{
    super::{StoreError, record::Record, search::words_of},
    codec::{count, int, pack},
    tx::SqliteTx,
};

impl SqliteTx<'_> {
    /// Writes what is noted of a record and where it stands in the order, when that is all that is
    /// different: no index of its answers is touched then, and a change that is noted on eight others
    /// writes each of them. False when more is different.
    pub(super) fn put_standing(&self, old: &Record, record: &Record) -> Result<bool, StoreError> {
        let standing = Record {
            last_seq: record.last_seq,
            problems: record.problems.clone(),
            notes: record.notes.clone(),
            comment: record.comment.clone(),
            n_beside: record.n_beside,
            ..old.clone()
        };
        if standing != *record {
            return Ok(false);
        }
        self.put(
            "UPDATE record SET last_seq = ?2, n_problems = ?3, n_notes = ?4, problems = ?5, notes = ?6,
                comment = ?7, n_beside = ?8
             WHERE id = ?1",
            params![
                record.id.0,
                int(record.last_seq),
                count(record.problems.len()),
                count(record.notes.len()),
                pack(&record.problems),
                pack(&record.notes),
                record.comment,
                record.n_beside,
            ],
        )
        .map(|n_rows| n_rows > 0)
    }

    /// Indexes a record as it is now, and no longer as it was.
    pub(super) fn index(&self, old: Option<&Record>, new: &Record) -> Result<(), StoreError> {
        let counted = |record: &Record| (record.village, record.kind, record.state);
        if old.map(counted) != Some(counted(new)) {
            if let Some(old) = old {
                self.count_one(old, -1)?;
            }
            self.count_one(new, 1)?;
        }
        if old.is_some_and(|old| old.subject == new.subject) {
            return Ok(());
        }
        let words = |of: &Record| words_of(&of.subject).into_iter().collect::<BTreeSet<_>>();
        let (before, after) = (old.map(words).unwrap_or_default(), words(new));
        for word in before.difference(&after) {
            let sql = "DELETE FROM record_word WHERE word = ?1 AND record = ?2";
            self.put(sql, params![word, new.id.0])?;
        }
        for word in after.difference(&before) {
            self.put(ADD_WORD, params![word, new.id.0])?;
        }
        Ok(())
    }

    fn count_one(&self, of: &Record, n: i64) -> Result<(), StoreError> {
        let place = params![of.village.number(), of.kind, of.state.code(), n];
        // Two statements, for the same reason as where a record is written.
        let add =
            "UPDATE record_count SET n = n + ?4 WHERE village = ?1 AND kind = ?2 AND state = ?3";
        if self.put(add, place)? == 0 {
            let first =
                "INSERT INTO record_count (village, kind, state, n) VALUES (?1, ?2, ?3, ?4)";
            self.put(first, place)?;
        }
        Ok(())
    }
}

const ADD_WORD: &str =
    "INSERT INTO record_word (word, record) VALUES (?1, ?2) ON CONFLICT DO NOTHING";

/// The words of all records that an older version stored.
pub(super) fn fill_words(conn: &Connection) -> rusqlite::Result<()> {
    let mut records = conn.prepare("SELECT id, subject FROM record WHERE subject <> ''")?;
    let mut add = conn.prepare(ADD_WORD)?;
    let mut rows = records.query([])?;
    while let Some(row) = rows.next()? {
        let (record, subject): ([u8; 16], String) = (row.get(0)?, row.get(1)?);
        for word in words_of(&subject) {
            add.execute(params![word, record])?;
        }
    }
    Ok(())
}
