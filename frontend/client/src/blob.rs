//! Blobs: photos and files that travel by themselves, after the data.
//!
//! A short row says what a blob is ([`Blob1`], in memory like all rows); its bytes lie on the disk in
//! parts of [`BLOB_PART_BYTES`], of which never more than a few are read at once. Both are written in
//! one batch, and go in one batch once the office has the blob. Its bytes never change.

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

/// Why a blob is not sent any more, where the phone itself finds that: its bytes cannot be read.
pub const REFUSED_UNREADABLE: u16 = BlobRefusal::Unreadable.code();

/// A blob that is not at the office yet; version 1. Its key is the blob's id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Blob1 {
    /// Which.
    pub blob: BlobId,
    /// The record it belongs to.
    pub record: RecordId,
    /// What it is: 1 for JPEG.
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
    let mut writes =
        vec![Write::Put { table: Table::Blob, row: blob.row(), expect: Expect::Absent }];
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
    let blobs = rows.of(Table::Blob).iter().filter_map(|row| Blob::from_row_bytes(&row.bytes).ok());
    blobs.filter(|blob| blob.refusal == 0).map(|blob| blob.entry()).collect()
}

/// How the blobs of a phone stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// How many wait to be sent.
    pub n_waiting: usize,
    /// Why others are not sent any more, one code for each.
    pub refused: Vec<u16>,
}

/// Counts the blobs that are on this phone.
#[must_use]
pub fn standing(rows: &Rows) -> Standing {
    let mut standing = Standing::default();
    for row in rows.of(Table::Blob) {
        match Blob::from_row_bytes(&row.bytes).map(|blob| blob.refusal) {
            Ok(0) => standing.n_waiting += 1,
            Ok(refusal) => standing.refused.push(refusal),
            // Told where all rows are told that cannot be read.
            Err(_) => {}
        }
    }
    standing
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
