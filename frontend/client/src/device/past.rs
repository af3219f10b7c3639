//! Earlier revisions of a record, so that a person can read what was handed in before.
//!
//! They are seldom opened and so lie on the disk alone. Revisions that were made on another phone, or
//! by a release that kept none, are not there.

use shared::id::ChangeId;

use super::{Device, DeviceError, record_row};
use crate::{
    host::{Host, key_of},
    rows::{Damaged, Record, Stored},
    store::{Expect, LocalStore, Row, Table, Write},
};

/// How many earlier revisions of one record are kept; hardly anybody changes a record more often.
const KEPT_MAX: usize = 10;

impl<S: LocalStore, H: Host> Device<S, H> {
    /// The record as it was at an earlier revision, without its history; `None` where this phone has
    /// none.
    ///
    /// # Errors
    /// [`DeviceError::Damaged`] or that of the store.
    pub async fn earlier(&self, change: ChangeId) -> Result<Option<Record>, DeviceError> {
        let table = Table::Chunk;
        let Some(row) = self.store.read(table, &key_past(change)).await? else { return Ok(None) };
        match Record::from_row_bytes(&row.bytes) {
            Ok(record) => Ok(Some(record)),
            Err(error) => Err(DeviceError::Damaged(Box::new(Damaged { table, row, error }))),
        }
    }
}

/// Keeps a record as it is, before another revision takes its place. The oldest one makes room. Of a
/// confidential record nothing is kept.
pub(crate) fn keep(record: &Record) -> Vec<Write> {
    if record.is_confidential() {
        return Vec::new();
    }
    let bare = Record { history: Vec::new(), ..record.clone() };
    let row = Row { key: key_past(record.header.change), ..record_row(&bare) };
    let mut writes = vec![Write::Put { table: Table::Chunk, row, expect: Expect::Any }];
    let oldest = record.history.iter().rev().nth(KEPT_MAX - 1);
    writes.extend(oldest.map(|oldest| Write::Delete {
        table: Table::Chunk,
        key: key_past(oldest.change),
        expect: Expect::Any,
    }));
    writes
}

fn key_past(change: ChangeId) -> String {
    ["past-", &key_of(&change)].concat()
}
