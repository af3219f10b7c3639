//! What the phone knows of an office that was set back to an older copy of its database.
//!
//! Such an office names a new epoch, and the phone reads everything anew. Until the office has listed a
//! record again, its receipt proves nothing: a mark in [`Table::Meta`] says so, and nothing else of the
//! record is changed.

use shared::{
    id::RecordId,
    sync::client::{Judged, Outcomes},
};

use crate::{
    device::Device,
    host::{Host, key_of},
    rows::{Held, Record, Stored, book},
    store::{Expect, LocalStore, Row, Rows, Table, Write},
};

/// What the keys of the marks begin with; the record's id follows. Their bytes mean nothing.
const UNLISTED: &str = "unlisted-";

impl<S: LocalStore, H: Host> Device<S, H> {
    /// True while the office, which was set back, has not listed this record again.
    #[must_use]
    pub fn is_unlisted(&self, record: RecordId) -> bool {
        self.store.rows().get(Table::Meta, &key_unlisted(&key_of(&record))).is_some()
    }
}

/// How many records the office has not listed again.
#[must_use]
pub fn n_unlisted(rows: &Rows) -> usize {
    rows.of(Table::Meta).iter().filter(|row| row.key.starts_with(UNLISTED)).count()
}

/// The marks after an answer of the office: all records with a receipt get one when the epoch is
/// another, and lose it when their latest revision is heard of again. `records` are those that the
/// answer speaks of.
pub(crate) fn follow(rows: &Rows, outcomes: &Outcomes, records: &[Held<Record>]) -> Vec<Write> {
    let is_heard = |record: &Record| {
        let change = record.header.change;
        let is_judged =
            |judged: &Judged| judged.change == change && judged.verdict.outcome.receipt().is_some();
        outcomes.statuses.iter().any(|status| status.change == change)
            || outcomes.judged.iter().any(is_judged)
    };
    let heard = records.iter().map(|held| &held.value).filter(|record| is_heard(record));
    let heard: Vec<String> = heard.map(|record| key_of(&record.header.record)).collect();
    let epoch = book::load(rows).epoch;
    let mut writes = Vec::new();
    if epoch != 0 && epoch != outcomes.book.epoch {
        for row in rows.of(Table::Record).iter().filter(|row| !heard.contains(&row.key)) {
            let record = Record::from_row_bytes(&row.bytes);
            // Of a confidential one the office never speaks again.
            let is_listed = |record: Record| record.receipt.is_some() && !record.is_confidential();
            if record.is_ok_and(is_listed) {
                writes.push(mark(&row.key));
            }
        }
    }
    for key in heard.iter().map(|key| key_unlisted(key)) {
        if rows.get(Table::Meta, &key).is_some() {
            writes.push(Write::Delete { table: Table::Meta, key, expect: Expect::Any });
        }
    }
    writes
}

fn mark(key: &str) -> Write {
    let row = Row {
        key: key_unlisted(key),
        revision: 0,
        state: 0,
        at_ms: 0,
        parent: String::new(),
        bytes: Vec::new(),
    };
    Write::Put { table: Table::Meta, row, expect: Expect::Any }
}

fn key_unlisted(key: &str) -> String {
    [UNLISTED, key].concat()
}
