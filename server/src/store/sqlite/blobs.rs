//! Blobs in SQLite.

use rusqlite::{Row, params};
use shared::id::{AccountId, BlobId, RecordId};

use super::{
    super::{
        StoreError,
        blobs::{Blob, BlobReads, BlobState, BlobUse, Blobs, Media, Picture},
    },
    codec::{get, id, int, number},
    tx::SqliteTx,
};

/// Blobs of a record.
pub(super) const OF_RECORD: &str = "SELECT * FROM blob WHERE record = ?1 ORDER BY id LIMIT ?2";
/// How many blobs an account has under way.
pub(super) const N_ARRIVING: &str = "SELECT count(*) FROM blob WHERE account = ?1 AND state = 1";
/// How many blobs an account has announced since a time, and how many bytes those have.
pub(super) const ANNOUNCED: &str =
    "SELECT count(*) AS n_blobs, coalesce(sum(n_bytes), 0) AS n_bytes
    FROM blob WHERE account = ?1 AND announced_at >= ?2";
/// What has been arriving since before a time.
pub(super) const ARRIVING_SINCE: &str =
    "SELECT id FROM blob WHERE state = 1 AND announced_at < ?1 ORDER BY announced_at LIMIT ?2";

const ARRIVING: u8 = 1;
const ARRIVED: u8 = 2;
const REFUSED: u8 = 3;

impl BlobReads for SqliteTx<'_> {
    fn blob(&self, id: BlobId) -> Result<Option<Blob>, StoreError> {
        self.maybe("SELECT * FROM blob WHERE id = ?1", [id.0], read_blob)
    }

    fn blobs_of_record(&self, record: RecordId, limit: u32) -> Result<Vec<Blob>, StoreError> {
        self.all(OF_RECORD, (record.0, limit), read_blob)
    }

    fn blob_use(&self, account: AccountId, since_ms: u64) -> Result<BlobUse, StoreError> {
        let n_arriving = self.one(N_ARRIVING, [account.0])?;
        let announced = self.maybe(ANNOUNCED, (account.0, int(since_ms)), |row| {
            let (n_announced, n_bytes) = (number(row, "n_blobs")?, number(row, "n_bytes")?);
            Ok(BlobUse { n_arriving, n_announced, n_bytes })
        })?;
        announced.ok_or(StoreError::Damaged("a count has no row"))
    }

    fn blobs_arriving_since(&self, before_ms: u64, limit: u32) -> Result<Vec<BlobId>, StoreError> {
        self.all(ARRIVING_SINCE, (int(before_ms), limit), |row| id(row, "id", BlobId))
    }
}

impl Blobs for SqliteTx<'_> {
    fn put_blob(&mut self, blob: &Blob) -> Result<(), StoreError> {
        let (state, refusal, picture) = match &blob.state {
            BlobState::Arriving => (ARRIVING, None, None),
            BlobState::Arrived(picture) => (ARRIVED, None, Some(picture)),
            BlobState::Refused(refusal) => (REFUSED, Some(refusal), None),
        };
        self.put(
            "INSERT OR REPLACE INTO blob (id, account, record, n_bytes, sha256, announced_at,
                n_wrong, state, refusal, hash, media, width, height, stored_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
            params![
                blob.id.0,
                blob.account.0,
                blob.record.0,
                blob.n_bytes,
                blob.sha256,
                int(blob.announced_at_ms),
                blob.n_wrong,
                state,
                refusal,
                picture.map(|picture| picture.hash),
                picture.map(|picture| picture.media.code()),
                picture.map(|picture| picture.width),
                picture.map(|picture| picture.height),
                picture.map(|picture| int(picture.stored_at_ms)),
            ],
        )
        .map(drop)
    }

    fn delete_blob(&mut self, id: BlobId) -> Result<(), StoreError> {
        self.put("DELETE FROM blob WHERE id = ?1", [id.0]).map(drop)
    }
}

fn read_blob(row: &Row<'_>) -> Result<Blob, StoreError> {
    let state = match number(row, "state")? {
        ARRIVING => BlobState::Arriving,
        ARRIVED => BlobState::Arrived(Picture {
            hash: get(row, "hash")?,
            media: Media::from_code(number(row, "media")?)
                .ok_or(StoreError::Damaged("the kind of a picture is not known"))?,
            width: number(row, "width")?,
            height: number(row, "height")?,
            stored_at_ms: number(row, "stored_at")?,
        }),
        REFUSED => BlobState::Refused(number(row, "refusal")?),
        _ => return Err(StoreError::Damaged("the state of a blob is not known")),
    };
    Ok(Blob {
        id: id(row, "id", BlobId)?,
        account: id(row, "account", AccountId)?,
        record: id(row, "record", RecordId)?,
        n_bytes: number(row, "n_bytes")?,
        sha256: get(row, "sha256")?,
        announced_at_ms: number(row, "announced_at")?,
        n_wrong: number(row, "n_wrong")?,
        state,
    })
}
