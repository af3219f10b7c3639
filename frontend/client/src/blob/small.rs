//! Small pictures: what stays on the phone of a photo that the office has, so that its author sees which
//! one it was.
//!
//! A row of [`Table::Meta`] without bytes says that there is one, of which record, and how old it is; the
//! picture itself lies in [`Table::Chunk`] and is read when somebody looks at it.

use core::cmp::Reverse;

use shared::id::BlobId;

use super::Blob;
use crate::{
    host::key_of,
    store::{Expect, LocalStore, Row, Rows, StoreError, Table, Write},
};

/// How many are kept: the photos of two to four weeks. The oldest make room.
pub const N_SMALL_MAX: usize = 200;
/// The longest that is kept, bytes; 800 kB in all.
pub const SMALL_BYTES_MAX: usize = 4_000;

/// What their keys begin with; the blob's key follows.
const SMALL: &str = "small-";

/// What is written to keep one beside its blob. A longer one is not kept, and stops nothing.
#[must_use]
pub(crate) fn keep(rows: &Rows, blob: &Blob, bytes: &[u8]) -> Vec<Write> {
    if bytes.is_empty() || bytes.len() > SMALL_BYTES_MAX {
        return Vec::new();
    }
    let mut others: Vec<&Row> = all(rows).collect();
    others.sort_by_key(|row| Reverse((row.at_ms, &row.key)));
    let too_many = others.iter().skip(N_SMALL_MAX - 1);
    let mut writes: Vec<Write> = too_many.flat_map(|row| delete(&row.key)).collect();
    let row = Row {
        key: key(blob.blob),
        revision: 0,
        state: 0,
        at_ms: blob.made_at_ms,
        parent: key_of(&blob.record),
        bytes: Vec::new(),
    };
    let picture = Row { bytes: bytes.to_vec(), ..row.clone() };
    writes.push(Write::Put { table: Table::Meta, row, expect: Expect::Any });
    writes.push(Write::Put { table: Table::Chunk, row: picture, expect: Expect::Any });
    writes
}

/// The small picture of a blob; `None` where there is none.
///
/// # Errors
/// [`StoreError`].
pub async fn read(store: &impl LocalStore, id: BlobId) -> Result<Option<Vec<u8>>, StoreError> {
    Ok(store.read(Table::Chunk, &key(id)).await?.map(|row| row.bytes))
}

/// What is written to forget that of a blob.
#[must_use]
pub(super) fn forget(rows: &Rows, id: BlobId) -> Vec<Write> {
    let row = rows.get(Table::Meta, &key(id));
    row.into_iter().flat_map(|row| delete(&row.key)).collect()
}

/// What is written to forget those of the record with this key.
#[must_use]
pub(super) fn forget_of(rows: &Rows, record: &str) -> Vec<Write> {
    all(rows).filter(|row| row.parent == record).flat_map(|row| delete(&row.key)).collect()
}

fn all(rows: &Rows) -> impl Iterator<Item = &Row> {
    rows.of(Table::Meta).iter().filter(|row| row.key.starts_with(SMALL))
}

fn delete(key: &str) -> [Write; 2] {
    [Table::Meta, Table::Chunk].map(|table| {
        let (key, expect) = (String::from(key), Expect::Any);
        Write::Delete { table, key, expect }
    })
}

fn key(id: BlobId) -> String {
    [SMALL, &key_of(&id)].concat()
}
