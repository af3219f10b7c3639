//! Taking a withdrawal back, for as long as it was not sent.
//!
//! Beside the withdrawal lies the record as it was before. It goes when the office has the withdrawal,
//! and until then hears what the office says of the record. Its pictures are held back as long.

use shared::{
    id::RecordId,
    sync::{state::RecordState, wire::RecordStatus1},
};

use super::{Device, DeviceError, finish::answers, record_row, strict};
use crate::{
    blob::named,
    host::{Host, key_of},
    outcome,
    rows::{self, Outbox, Record, Stored},
    store::{Batch, Expect, LocalStore, Row, Rows, Table, Write},
};

/// What the keys of rows of [`Table::Meta`] begin with that hold a record as it was before it was
/// withdrawn; the record's id follows.
const BEFORE: &str = "before-withdrawal-";

impl<S: LocalStore, H: Host> Device<S, H> {
    /// Takes a withdrawal back: the record is again what it was, and nothing is sent. Whoever sends
    /// must read the outbox anew afterwards.
    ///
    /// # Errors
    /// [`DeviceError::OnItsWay`] once the withdrawal may have left the phone, and as the others say.
    pub fn take_back(&self, record: RecordId) -> Result<Batch, DeviceError> {
        let held = self.record(record)?.ok_or(DeviceError::Missing)?;
        let rows = self.store.rows();
        let before = before(&rows, record).ok_or(DeviceError::OnItsWay)?;
        let is_this = held.value.is_withdrawal()
            && held.value.receipt.is_none()
            && held.value.header.parent == Some(before.header.change);
        let parcel = rows.of(Table::Outbox).iter().find(|row| {
            let outbox = Outbox::from_row_bytes(&row.bytes);
            // In a parcel with others it was about to be sent.
            outbox.is_ok_and(|outbox| {
                outbox.items.len() == 1 && outbox.items[0].change == held.value.header.change
            })
        });
        let parcel = parcel.filter(|_| is_this).ok_or(DeviceError::OnItsWay)?;
        let (table, key) = (Table::Outbox, parcel.key.clone());
        let expect = Expect::Revision(parcel.revision);
        let mut writes = vec![
            Write::Put {
                table: Table::Record,
                row: record_row(&before),
                expect: Expect::Revision(held.revision),
            },
            Write::Delete { table, key, expect },
            forget(record),
        ];
        writes.extend(named::release(&rows, record, &answers(&before)).0);
        Ok(strict(writes))
    }
}

/// Keeps a record as it is, before it is withdrawn.
pub(super) fn keep(record: &Record) -> Write {
    let id = record.header.record;
    let row = Row { key: key_before(id), ..record_row(record) };
    Write::Put { table: Table::Meta, row, expect: Expect::Any }
}

/// What becomes of the record as it was before and of its pictures, when the record itself is written
/// again.
pub(crate) fn follow(rows: &Rows, record: &Record, statuses: &[RecordStatus1]) -> Vec<Write> {
    let id = record.header.record;
    let Some(mut before) = before(rows, id) else { return Vec::new() };
    if !record.is_withdrawal() || record.receipt.is_some() || record.refusal != 0 {
        let answers = answers(&before);
        let (mut writes, _) = if record.state() == RecordState::Withdrawn {
            named::let_go(rows, id, named::named_in(&answers).into_iter().collect())
        } else {
            named::release(rows, id, &answers)
        };
        writes.push(forget(id));
        return writes;
    }
    for status in statuses.iter().filter(|status| status.record == id) {
        outcome::put_status(&mut before, status);
    }
    vec![keep(&before)]
}

fn before(rows: &Rows, record: RecordId) -> Option<Record> {
    let held = rows::find::<Record>(rows, Table::Meta, &key_before(record));
    held.ok().flatten().map(|held| held.value)
}

fn forget(record: RecordId) -> Write {
    Write::Delete { table: Table::Meta, key: key_before(record), expect: Expect::Any }
}

fn key_before(record: RecordId) -> String {
    [BEFORE, &key_of(&record)].concat()
}
