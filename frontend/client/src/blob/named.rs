//! Which pictures count: those that a draft or a finished form names.
//!
//! A picture of a draft is held back until its form is finished ([`release`]). That of a withdrawn form
//! is held back again for as long as the withdrawal can be taken back ([`hold_back`]), and goes with it
//! ([`let_go`]); so does one that was taken out of a form by changing it. Its row stays a little longer,
//! in the state `Withdrawn`: by it the server is told to forget what it has of the picture. What nobody
//! came to let go of is found when the account is opened ([`forget_loose`]), which is also when those
//! go that were taken out of a draft, so that this can be undone.

use std::collections::BTreeSet;

use shared::{
    form::{
        picture::blob_of,
        value::{Value, Values},
    },
    id::{BlobId, RecordId},
    sync::{client::BlobEntry, state::RecordState},
};

use super::{Blob, delete, delete_parts, find, refuse, small};
use crate::{
    host::key_of,
    rows::{Draft, Held, Record, Stored},
    store::{Expect, Row, Rows, Table, Write},
};

/// What is written, and what whoever sends is told.
pub(crate) type Changed = (Vec<Write>, Vec<BlobEntry>);

/// A form was finished, or its withdrawal is taken back: the pictures that it names go to the office.
#[must_use]
pub(crate) fn release(rows: &Rows, record: RecordId, values: &Values) -> Changed {
    let (mut writes, mut entries) = Changed::default();
    for id in named_in(values) {
        let Some((held, RecordState::Draft | RecordState::Withdrawn)) = lying(rows, id) else {
            continue;
        };
        let held = Held { value: Blob { record, ..held.value }, revision: held.revision };
        entries.push(held.value.entry());
        writes.push(put(&held, RecordState::Waiting));
    }
    (writes, entries)
}

/// A form is withdrawn: its pictures are not sent. Their bytes stay, as that can be taken back.
#[must_use]
pub(crate) fn hold_back(rows: &Rows, record: RecordId, values: &Values) -> Changed {
    let (mut writes, mut entries) = Changed::default();
    for id in named_in(values) {
        if let Some((held, RecordState::Waiting)) = lying(rows, id)
            && !is_named(rows, id, Some(record))
        {
            entries.push(held.value.entry_over());
            writes.push(put(&held, RecordState::Withdrawn));
        }
    }
    (writes, entries)
}

/// A form does not name these pictures any more. What nothing else names leaves the phone.
#[must_use]
pub(crate) fn let_go(rows: &Rows, record: RecordId, ids: Vec<BlobId>) -> Changed {
    let (mut writes, mut entries) = Changed::default();
    for id in ids.into_iter().filter(|id| !is_named(rows, *id, Some(record))) {
        writes.extend(small::forget(rows, id));
        let Some((held, state)) = lying(rows, id) else { continue };
        if matches!(state, RecordState::Waiting | RecordState::Withdrawn) {
            entries.push(held.value.entry_over());
            writes.push(put(&held, RecordState::Withdrawn));
            writes.extend(delete_parts(&held.value));
        } else {
            writes.extend(delete(&held));
        }
    }
    (writes, entries)
}

/// The server is done with a blob: it has it, does not take it, or was told to forget it. A withdrawal
/// that can be taken back keeps its pictures.
#[must_use]
pub(crate) fn settle(rows: &Rows, id: BlobId, refusal: Option<u16>) -> Vec<Write> {
    match (lying(rows, id), refusal) {
        (Some((held, RecordState::Withdrawn)), _) if is_named(rows, id, None) => {
            vec![put(&held, RecordState::Draft)]
        }
        (Some((held, RecordState::Withdrawn)), _) | (Some((held, _)), None) => delete(&held),
        (Some((held, _)), Some(refusal)) => refuse(held, refusal),
        (None, _) => Vec::new(),
    }
}

/// What is written to forget pictures that nothing names any more. A draft that cannot be read may name
/// any, so then nothing is forgotten; nor is one of a finished form that cannot be read.
#[must_use]
pub(crate) fn forget_loose(rows: &Rows) -> Vec<Write> {
    if rows.of(Table::Draft).iter().any(|row| Draft::from_row_bytes(&row.bytes).is_err()) {
        return Vec::new();
    }
    let mut loose = Vec::new();
    for row in rows.of(Table::Blob) {
        let Ok(Blob { blob, record, .. }) = Blob::from_row_bytes(&row.bytes) else { continue };
        let may_go = match RecordState::from_code(row.state) {
            Some(RecordState::Draft) => true,
            Some(RecordState::Waiting | RecordState::Refused) => {
                let own = rows.get(Table::Record, &key_of(&record));
                own.is_some_and(|own| Record::from_row_bytes(&own.bytes).is_ok())
            }
            _ => false,
        };
        if may_go && !is_named(rows, blob, None) {
            loose.extend(let_go(rows, record, vec![blob]).0);
        }
    }
    loose
}

/// What is written to leave nothing of the pictures of a record.
#[must_use]
pub(crate) fn erase(rows: &Rows, record: RecordId) -> Vec<Write> {
    let parent = key_of(&record);
    let mut writes = small::forget_of(rows, &parent);
    for row in rows.of(Table::Blob).iter().filter(|row| row.parent == parent) {
        if let Ok(value) = Blob::from_row_bytes(&row.bytes) {
            writes.extend(delete(&Held { value, revision: row.revision }));
        }
    }
    writes
}

/// The pictures that answers named before and do not name now.
#[must_use]
pub(crate) fn taken_out(before: &Values, now: &Values) -> Vec<BlobId> {
    named_in(before).difference(&named_in(now)).copied().collect()
}

/// Every blob that answers may name, whatever the kind of form: an answer of sixteen bytes.
#[must_use]
pub(crate) fn named_in(values: &Values) -> BTreeSet<BlobId> {
    let mut named = BTreeSet::new();
    for (_, value) in values.iter() {
        match value {
            Value::Group(values) => named.extend(named_in(values)),
            Value::Rows(rows) => rows.iter().for_each(|row| named.extend(named_in(&row.values))),
            other => named.extend(blob_of(Some(other))),
        }
    }
    named
}

/// Whether a draft, a form that was not withdrawn, or one whose withdrawal can be taken back names a
/// blob; `except` is a record that does not count. Found by its bytes, which stand in a row as they
/// are: so a row that cannot be read counts as well.
fn is_named(rows: &Rows, id: BlobId, except: Option<RecordId>) -> bool {
    let except = except.as_ref().map(key_of);
    // The keys of rows of `Meta` end with that of their record.
    let is_other = |row: &&Row| except.as_ref().is_none_or(|key| !row.key.ends_with(key.as_str()));
    let names = |row: &Row| row.bytes.windows(id.0.len()).any(|bytes| bytes == id.0);
    let around = rows.of(Table::Draft).iter().chain(rows.of(Table::Meta));
    around.filter(is_other).any(names)
        || rows.of(Table::Record).iter().filter(is_other).any(|row| names(row) && counts(row))
}

/// True for a record that was not withdrawn.
fn counts(row: &Row) -> bool {
    Record::from_row_bytes(&row.bytes).map_or(true, |record| match record.state() {
        RecordState::Withdrawn => false,
        // The office did not take the withdrawal.
        RecordState::Refused => true,
        _ => !record.is_withdrawal(),
    })
}

fn lying(rows: &Rows, id: BlobId) -> Option<(Held<Blob>, RecordState)> {
    let row = rows.get(Table::Blob, &key_of(&id))?;
    Some((find(rows, id)?, RecordState::from_code(row.state)?))
}

fn put(held: &Held<Blob>, state: RecordState) -> Write {
    let (row, expect) = (held.value.row_in(state), Expect::Revision(held.revision));
    Write::Put { table: Table::Blob, row, expect }
}
