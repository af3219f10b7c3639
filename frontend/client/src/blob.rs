//! Blobs: photos and files that travel by themselves, after the data.
//!
//! A short row says what a blob is ([`Blob1`], in memory like all rows); its bytes lie on the disk in
//! parts of [`BLOB_PART_BYTES`], of which never more than a few are read at once. Both are written in
//! one batch, and go in one batch once the office has the blob. Its bytes never change. Of a photo a
//! picture of a few kB stays ([`small`]).
//!
//! A blob of a form that is still being filled is not sent: its row has the state of a draft
//! ([`put_in_draft`]) until the form that names it is finished. [`named`] says which forms count.

pub(crate) mod named;
pub mod small;

use serde::{Deserialize, Serialize};
use shared::{
    codec::{Limits, Message},
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
    rows::{self, Held, Stored},
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
        BlobEntry { blob: self.blob, n_bytes: u64::from(self.n_bytes), is_over: false }
    }

    fn entry_over(&self) -> BlobEntry {
        BlobEntry { is_over: true, ..self.entry() }
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
    let row = Write::Delete { table: Table::Blob, key, expect };
    core::iter::once(row).chain(delete_parts(blob)).collect()
}

fn delete_parts(blob: &Blob) -> impl Iterator<Item = Write> {
    (0..blob.n_parts()).map(|idx| {
        let key = blob.part_key(idx);
        Write::Delete { table: Table::BlobPart, key, expect: Expect::Any }
    })
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

/// A blob that is to be sent; `None` also for one that is held back.
#[must_use]
pub(crate) fn find_to_send(rows: &Rows, blob: BlobId) -> Option<Held<Blob>> {
    let row = rows.get(Table::Blob, &key_of(&blob))?;
    (row.state == RecordState::Waiting.code()).then(|| find(rows, blob)).flatten()
}

/// The blobs that wait, oldest first, and those that the server is to forget.
#[must_use]
pub fn waiting(rows: &Rows) -> Vec<BlobEntry> {
    let of_row = |row: &Row| {
        let blob = Blob::from_row_bytes(&row.bytes).ok()?;
        match RecordState::from_code(row.state) {
            Some(RecordState::Waiting) => Some(blob.entry()),
            Some(RecordState::Withdrawn) => Some(blob.entry_over()),
            _ => None,
        }
    };
    rows.of(Table::Blob).iter().filter_map(of_row).collect()
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
