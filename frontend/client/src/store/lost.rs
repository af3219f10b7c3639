//! A database that was cleared while a tab had it open.
//!
//! Each database has an identity: random bytes that are written once, and a count of how often a tab had
//! to write it back. A tab that finds another identity on the disk than in its memory, or none, does not
//! believe the disk.

use super::{Expect, Row, Rows, Table, Write};

/// Key of the row of [`Table::Meta`] with the identity of the database.
pub const KEY_DATABASE: &str = "database";
/// Length of the random part of an identity.
const RANDOM_BYTES: usize = 16;

/// The row that gives a new database its identity.
#[must_use]
pub fn identity(random: [u8; RANDOM_BYTES]) -> Write {
    let row = row([&random[..], &[0]].concat());
    Write::Put { table: Table::Meta, row, expect: Expect::Absent }
}

/// True when the rows on the disk are not those of the database that the rows in memory were read from.
pub(super) fn is_lost(memory: &Rows, disk: &Rows) -> bool {
    let known = memory.get(Table::Meta, KEY_DATABASE);
    let found = disk.get(Table::Meta, KEY_DATABASE);
    known.is_some_and(|known| found.is_none_or(|found| found.bytes != known.bytes))
}

/// What memory has and the disk has not. Nothing, when the disk has all of it.
pub(super) fn left_behind(memory: &Rows, disk: &Rows) -> Vec<Write> {
    let mut writes = Vec::new();
    for table in Table::resident() {
        for row in memory.of(table).iter().filter(|row| row.key != KEY_DATABASE) {
            let expect = match disk.get(table, &row.key) {
                None => Expect::Absent,
                // Of a draft the later one counts; everything else is the same or later there.
                Some(there) if table == Table::Draft && there.at_ms < row.at_ms => {
                    Expect::Revision(there.revision)
                }
                Some(_) => continue,
            };
            writes.push(Write::Put { table, row: row.clone(), expect });
        }
    }
    let known = memory.get(Table::Meta, KEY_DATABASE);
    let found = disk.get(Table::Meta, KEY_DATABASE);
    if let Some(known) = known
        && (!writes.is_empty() || found.is_none())
    {
        let n_times = |row: &Row| row.bytes.get(RANDOM_BYTES).copied().unwrap_or(0);
        let n_times = n_times(known).max(found.map_or(0, n_times)).wrapping_add(1);
        let random = known.bytes.get(..RANDOM_BYTES).unwrap_or_default();
        let row = row([random, &[n_times]].concat());
        writes.push(Write::Put { table: Table::Meta, row, expect: Expect::Any });
    }
    writes
}

fn row(bytes: Vec<u8>) -> Row {
    let (key, parent) = (String::from(KEY_DATABASE), String::new());
    Row { key, revision: 0, state: 0, at_ms: 0, parent, bytes }
}
