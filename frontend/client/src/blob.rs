//! Blobs: photos and files that travel by themselves, after the data.
//!
//! A short row says what a blob is ([`Blob1`], in memory like all rows); its bytes lie on the disk in
//! parts of [`BLOB_PART_BYTES`], of which never more than a few are read at once. Both are written in
//! one batch, and go in one batch once the office has the blob. Its bytes never change.
//!
//! A blob of a form that is still being filled is not sent: its row has the state of a draft
//! ([`put_in_draft`]) until the form that names it is finished ([`release`]). Pictures that no draft
//! names any more are forgotten when the account is opened ([`forget_loose`]), so that taking one away
//! can be undone.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use shared::{
    codec::{Limits, Message},
    form::value::{Value, Values},
    id::{BlobId, RecordId},
    sync::{
        blob::BlobRefusal,
        client::BlobEntry,
        limits::{self, BLOB_PART_BYTES},
        state::RecordState,
        wire,
    },
};

use crate::{
    host::key_of,
    rows::{self, Draft, Held, Stored},
    store::{Expect, LocalStore, Row, Rows, StoreError, Table, Write},
};

/// A photo ([`Blob1::media`]).
pub const MEDIA_JPEG: u8 = 1;
/// A signature.
pub const MEDIA_PNG: u8 = 2;

/// Why a blob is not sent any more, where the phone itself finds that: its bytes cannot be read.
pub const REFUSED_UNREADABLE: u16 = BlobRefusal::Unreadable.code();

/// A blob that is not at the office yet; version 1. Its key is the blob's id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Blob1 {
    /// Which.
    pub blob: BlobId,
    /// The record it belongs to.
    pub record: RecordId,
    /// What it is: [`MEDIA_JPEG`] or [`MEDIA_PNG`].
    pub media: u8,
    /// Its length.
    pub n_bytes: u32,
    /// SHA-256 of its bytes.
    pub sha256: [u8; 32],
    /// When it was made, corrected clock, Unix milliseconds.
    pub made_at_ms: u64,
    /// Code of the reason why it is not sent any more; 0 while it waits.
    pub refusal: u16,
}

/// The current version.
pub type Blob = Blob1;

impl Message for Blob1 {
    const LIMITS: Limits = limits::ROW_NUMBERS;
}

impl Stored for Blob1 {
    fn from_row_bytes(bytes: &[u8]) -> Result<Self, wire::WireError> {
        wire::decode(bytes)
    }

    fn to_row_bytes(&self) -> Vec<u8> {
        wire::encode(self)
    }
}

impl Blob1 {
    /// What the machine knows of it.
    #[must_use]
    pub fn entry(&self) -> BlobEntry {
        BlobEntry { blob: self.blob, n_bytes: u64::from(self.n_bytes) }
    }

    fn row(&self) -> Row {
        let state = if self.refusal == 0 { RecordState::Waiting } else { RecordState::Refused };
        self.row_in(state)
    }

    fn row_in(&self, state: RecordState) -> Row {
        Row {
            key: key_of(&self.blob),
            revision: 0,
            state: state.code(),
            at_ms: self.made_at_ms,
            parent: key_of(&self.record),
            bytes: self.to_row_bytes(),
        }
    }

    fn n_parts(&self) -> usize {
        (self.n_bytes as usize).div_ceil(BLOB_PART_BYTES)
    }

    fn part_key(&self, idx: usize) -> String {
        format!("{}-{idx:04}", key_of(&self.blob))
    }
}

/// What is written to keep a blob: its row, and its bytes in parts.
#[must_use]
pub fn put(blob: &Blob, bytes: &[u8]) -> Vec<Write> {
    put_as(blob.row(), blob, bytes)
}

/// As [`put`], for a picture of a form that is still being filled: it is not sent yet.
#[must_use]
pub fn put_in_draft(blob: &Blob, bytes: &[u8]) -> Vec<Write> {
    put_as(blob.row_in(RecordState::Draft), blob, bytes)
}

fn put_as(row: Row, blob: &Blob, bytes: &[u8]) -> Vec<Write> {
    let mut writes = vec![Write::Put { table: Table::Blob, row, expect: Expect::Absent }];
    for (idx, part) in bytes.chunks(BLOB_PART_BYTES).enumerate() {
        let row = Row {
            key: blob.part_key(idx),
            revision: 0,
            state: 0,
            at_ms: blob.made_at_ms,
            parent: key_of(&blob.blob),
            bytes: part.to_vec(),
        };
        writes.push(Write::Put { table: Table::BlobPart, row, expect: Expect::Any });
    }
    writes
}

/// What is written when a form is finished that names pictures: those that lie here go with it. Second,
/// what the machine is told.
#[must_use]
pub(crate) fn release(
    rows: &Rows,
    record: RecordId,
    values: &Values,
) -> (Vec<Write>, Vec<BlobEntry>) {
    let (mut writes, mut entries) = (Vec::new(), Vec::new());
    for id in named_in(values) {
        let is_held_back =
            rows.get(Table::Blob, &key_of(&id)).is_some_and(|row| row.state == DRAFT);
        let Some(held) = find(rows, id).filter(|_| is_held_back) else { continue };
        let blob = Blob { record, ..held.value };
        entries.push(blob.entry());
        let expect = Expect::Revision(held.revision);
        writes.push(Write::Put { table: Table::Blob, row: blob.row(), expect });
    }
    (writes, entries)
}

/// What is written to forget pictures that no draft names any more. A draft that cannot be read may name
/// any, so then nothing is forgotten.
#[must_use]
pub(crate) fn forget_loose(rows: &Rows) -> Vec<Write> {
    let mut kept = BTreeSet::new();
    for row in rows.of(Table::Draft) {
        let Ok(draft) = Draft::from_row_bytes(&row.bytes) else { return Vec::new() };
        kept.extend(named_in(&draft.values));
    }
    let loose = rows.of(Table::Blob).iter().filter(|row| row.state == DRAFT).filter_map(|row| {
        let value = Blob::from_row_bytes(&row.bytes).ok()?;
        (!kept.contains(&value.blob)).then_some(Held { value, revision: row.revision })
    });
    loose.flat_map(|held| delete(&held)).collect()
}

const DRAFT: u8 = RecordState::Draft.code();

/// Every blob that answers may name, whatever the kind of form: an answer of sixteen bytes.
fn named_in(values: &Values) -> Vec<BlobId> {
    let mut named = Vec::new();
    for (_, value) in values.iter() {
        match value {
            Value::Bytes(bytes) => named.extend(BlobId::from_slice(bytes)),
            Value::Group(values) => named.extend(named_in(values)),
            Value::Rows(rows) => named.extend(rows.iter().flat_map(|row| named_in(&row.values))),
            _ => {}
        }
    }
    named
}

/// How the pictures of one record stand that are not at the office.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Following {
    /// How many are still to be sent.
    pub n_waiting: usize,
    /// Of each that the office does not take: the code of the reason.
    pub refusals: Vec<u16>,
}

/// The pictures of a record, or of all where none is named, that are not at the office.
#[must_use]
pub fn following(rows: &Rows, record: Option<RecordId>) -> Following {
    let parent = record.as_ref().map(key_of);
    let is_of = |row: &&Row| parent.as_ref().is_none_or(|parent| row.parent == *parent);
    let mut following = Following::default();
    for row in rows.of(Table::Blob).iter().filter(is_of) {
        if row.state == RecordState::Waiting.code() {
            following.n_waiting += 1;
        } else if row.state == RecordState::Refused.code() {
            let blob = Blob::from_row_bytes(&row.bytes);
            following.refusals.push(blob.map_or(REFUSED_UNREADABLE, |blob| blob.refusal));
        }
    }
    following
}

/// What is written when the office has a blob: nothing of it stays.
#[must_use]
pub(crate) fn delete(held: &Held<Blob>) -> Vec<Write> {
    let blob = &held.value;
    let (key, expect) = (key_of(&blob.blob), Expect::Revision(held.revision));
    let mut writes = vec![Write::Delete { table: Table::Blob, key, expect }];
    for idx in 0..blob.n_parts() {
        let key = blob.part_key(idx);
        writes.push(Write::Delete { table: Table::BlobPart, key, expect: Expect::Any });
    }
    writes
}

/// What is written when a blob is refused: the reason. Its bytes stay.
#[must_use]
pub(crate) fn refuse(held: Held<Blob>, refusal: u16) -> Vec<Write> {
    let row = Blob { refusal, ..held.value }.row();
    vec![Write::Put { table: Table::Blob, row, expect: Expect::Revision(held.revision) }]
}

/// A blob; `None` when there is none, or its row is damaged.
#[must_use]
pub fn find(rows: &Rows, blob: BlobId) -> Option<Held<Blob>> {
    rows::find(rows, Table::Blob, &key_of(&blob)).ok().flatten()
}

/// The blobs that wait, oldest first.
#[must_use]
pub fn waiting(rows: &Rows) -> Vec<BlobEntry> {
    let waiting = rows.of(Table::Blob).iter().filter(|row| row.state != DRAFT);
    let blobs = waiting.filter_map(|row| Blob::from_row_bytes(&row.bytes).ok());
    blobs.filter(|blob| blob.refusal == 0).map(|blob| blob.entry()).collect()
}

/// Some bytes of a blob; `None` when they are not all there. Reads no more parts than they lie in.
///
/// # Errors
/// [`StoreError`].
pub async fn read(
    store: &impl LocalStore,
    blob: &Blob,
    offset: usize,
    n_bytes: usize,
) -> Result<Option<Vec<u8>>, StoreError> {
    let end = offset.saturating_add(n_bytes);
    if end > blob.n_bytes as usize {
        return Ok(None);
    }
    let mut bytes = Vec::with_capacity(n_bytes);
    for idx in offset / BLOB_PART_BYTES..end.div_ceil(BLOB_PART_BYTES) {
        let first = idx * BLOB_PART_BYTES;
        let Some(part) = store.read(Table::BlobPart, &blob.part_key(idx)).await? else {
            return Ok(None);
        };
        let from = offset.saturating_sub(first);
        let to = (end - first).min(BLOB_PART_BYTES);
        let Some(part) = part.bytes.get(from..to) else { return Ok(None) };
        bytes.extend_from_slice(part);
    }
    Ok(Some(bytes))
}
