//! The rows that lie in memory, and which of them changed since somebody read them.

use std::collections::BTreeMap;

use super::{Row, Table};

/// All rows of the resident tables of one database, in memory.
///
/// A phone has some thousand of them of a kilobyte each. With them at hand a question needs no
/// waiting, and only what writes is asynchronous.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// By the position of the table in [`Table::ALL`], each ascending by key.
    tables: [Vec<Row>; Table::ALL.len()],
    /// How many changes there were since the rows were first read.
    n_changes: u64,
    /// The number of the last change of each row that was put or deleted since then.
    changed: BTreeMap<(Table, String), u64>,
}

impl Rows {
    /// All rows of a table, ascending by key.
    #[must_use]
    pub fn of(&self, table: Table) -> &[Row] {
        &self.tables[table as usize]
    }

    /// One row.
    #[must_use]
    pub fn get(&self, table: Table, key: &str) -> Option<&Row> {
        self.find(table, key).ok().and_then(|idx| self.of(table).get(idx))
    }

    /// How many changes there were; the argument of the next [`Self::changed_since`].
    #[must_use]
    pub const fn n_changes(&self) -> u64 {
        self.n_changes
    }

    /// The keys of a table's rows that were put or deleted after this many changes, whoever did it:
    /// this tab, another one, or the sender. A row that is not there any more was deleted.
    pub fn changed_since(&self, table: Table, n_changes: u64) -> impl Iterator<Item = &str> {
        let changed =
            self.changed.iter().filter(move |((of, _), at)| *of == table && **at > n_changes);
        changed.map(|((_, key), _)| key.as_str())
    }

    /// Puts a row in place of the one with its key. Nobody is told of it.
    pub(crate) fn put(&mut self, table: Table, row: Row) {
        let place = self.find(table, &row.key);
        let rows = &mut self.tables[table as usize];
        match place {
            Ok(idx) => rows[idx] = row,
            Err(idx) => rows.insert(idx, row),
        }
    }

    /// Takes a row away, if there is one. Nobody is told of it.
    pub(crate) fn remove(&mut self, table: Table, key: &str) {
        if let Ok(idx) = self.find(table, key) {
            self.tables[table as usize].remove(idx);
        }
    }

    /// As [`Self::put`], and the row counts as changed.
    pub(crate) fn change(&mut self, table: Table, row: Row) {
        self.note(table, row.key.clone());
        self.put(table, row);
    }

    /// As [`Self::remove`], and the row counts as changed.
    pub(crate) fn delete(&mut self, table: Table, key: String) {
        self.remove(table, &key);
        self.note(table, key);
    }

    /// Takes the rows of `now` instead of these. What differs counts as changed.
    pub(crate) fn replace(&mut self, now: Self) {
        for table in Table::ALL {
            let gone = self.of(table).iter().filter(|row| now.get(table, &row.key).is_none());
            let other = now.of(table).iter().filter(|row| self.get(table, &row.key) != Some(row));
            let keys: Vec<_> = gone.chain(other).map(|row| row.key.clone()).collect();
            for key in keys {
                self.note(table, key);
            }
        }
        self.tables = now.tables;
    }

    fn note(&mut self, table: Table, key: String) {
        self.n_changes += 1;
        self.changed.insert((table, key), self.n_changes);
    }

    fn find(&self, table: Table, key: &str) -> Result<usize, usize> {
        self.of(table).binary_search_by(|row| row.key.as_str().cmp(key))
    }
}
