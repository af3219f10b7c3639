//! What is written beside a record so that the desk finds and counts it without going through all of
//! them: the words of its subject, and how many records there are of its village, kind and state.

use std::collections::BTreeSet;

use rusqlite::{Connection, Row, params};
use shared::id::RecordId;

use super::{
    super::{StoreError, record::Record, search::words_of},
    codec::{get, number},
    tx::SqliteTx,
};

/// What the indexes know a record by.
pub(super) struct Indexed {
    village: u32,
    kind: u16,
    state: u8,
    subject: String,
}

impl Indexed {
    fn of(record: &Record) -> Self {
        Self {
            village: record.village.number(),
            kind: record.kind,
            state: record.state.code(),
            subject: record.subject.clone(),
        }
    }

    fn read(row: &Row<'_>) -> Result<Self, StoreError> {
        Ok(Self {
            village: number(row, "village")?,
            kind: number(row, "kind")?,
            state: number(row, "state")?,
            subject: get(row, "subject")?,
        })
    }

    fn is_counted_as(&self, other: &Self) -> bool {
        (self.village, self.kind, self.state) == (other.village, other.kind, other.state)
    }
}

impl SqliteTx<'_> {
    /// How a record is indexed before it is written; `None` for a new one.
    pub(super) fn indexed(&self, record: RecordId) -> Result<Option<Indexed>, StoreError> {
        let sql = "SELECT village, kind, state, subject FROM record WHERE id = ?1";
        self.maybe(sql, [record.0], Indexed::read)
    }

    /// Indexes a record as it is now, and no longer as it was.
    pub(super) fn index(&self, old: Option<&Indexed>, record: &Record) -> Result<(), StoreError> {
        let new = Indexed::of(record);
        match old {
            Some(old) if old.is_counted_as(&new) => {}
            Some(old) => {
                self.count_one(old, -1)?;
                self.count_one(&new, 1)?;
            }
            None => self.count_one(&new, 1)?,
        }
        if old.is_some_and(|old| old.subject == new.subject) {
            return Ok(());
        }
        let words = |of: &Indexed| words_of(&of.subject).into_iter().collect::<BTreeSet<_>>();
        let (before, after) = (old.map(words).unwrap_or_default(), words(&new));
        for word in before.difference(&after) {
            let sql = "DELETE FROM record_word WHERE word = ?1 AND record = ?2";
            self.put(sql, params![word, record.id.0])?;
        }
        for word in after.difference(&before) {
            self.put(ADD_WORD, params![word, record.id.0])?;
        }
        Ok(())
    }

    fn count_one(&self, of: &Indexed, n: i64) -> Result<(), StoreError> {
        let sql = "INSERT INTO record_count (village, kind, state, n) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT DO UPDATE SET n = n + excluded.n";
        self.put(sql, params![of.village, of.kind, of.state, n]).map(drop)
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
