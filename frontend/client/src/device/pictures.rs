//! Photos and signatures of forms: kept beside the answer that names them, in one transaction.

use shared::{
    form::{place, problem::Path, value::Value},
    id::{BlobId, RecordId},
    sync::{client::BlobEntry, limits},
};

use super::{Device, DeviceError, Plan, draft_row, expected, strict};
use crate::{
    blob::{self, Blob, Following, named, small},
    host::{self, Host},
    rows::{Draft, Held},
    store::{Batch, LocalStore, StoreError, Table, Write},
};

/// A blob to be kept.
#[derive(Clone, Copy, Debug)]
pub struct NewBlob<'a> {
    /// The record it belongs to.
    pub record: RecordId,
    /// What it is ([`crate::blob::Blob1::media`]).
    pub media: u8,
    /// SHA-256 of its bytes.
    pub sha256: [u8; 32],
    /// All of it.
    pub bytes: &'a [u8],
}

impl<S: LocalStore, H: Host> Device<S, H> {
    /// Keeps a blob of a record, to be sent when no data waits. The entry is for
    /// [`crate::driver::Handle::blob_saved`].
    ///
    /// # Errors
    /// [`DeviceError::TooLong`].
    pub fn save_blob(&self, new: &NewBlob<'_>) -> Result<Plan<BlobEntry>, DeviceError> {
        let blob = self.new_blob(new)?;
        Ok((strict(blob::put(&blob, new.bytes)), blob.entry()))
    }

    /// Keeps a picture and the answer of a draft that names it, all or nothing, with a `small` one of a
    /// few kB that stays. It is sent once the form is finished. The answer that was put; the draft is one
    /// revision further then.
    ///
    /// # Errors
    /// [`DeviceError::TooLong`].
    pub fn add_picture(
        &self,
        draft: &Held<Draft>,
        path: &Path,
        new: &NewBlob<'_>,
        small: &[u8],
    ) -> Result<Plan<Value>, DeviceError> {
        let blob = self.new_blob(new)?;
        let answer = Value::Bytes(blob.blob.0.to_vec());
        let mut values = draft.value.values.clone();
        place::put(&mut values, path, Some(answer.clone()));
        let row = draft_row(&Draft { values, updated_ms: self.now_ms(), ..draft.value.clone() });
        let mut writes = blob::put_in_draft(&blob, new.bytes);
        writes.extend(small::keep(&self.store.rows(), &blob, small));
        writes.push(Write::Put { table: Table::Draft, row, expect: expected(draft.revision) });
        Ok((strict(writes), answer))
    }

    /// The bytes of a picture that is still on this phone; `None` for one that the office has.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn picture(&self, blob: BlobId) -> Result<Option<Vec<u8>>, StoreError> {
        let held = blob::find(&self.store.rows(), blob);
        let Some(Held { value: blob, .. }) = held else { return Ok(None) };
        blob::read(&self.store, &blob, 0, blob.n_bytes as usize).await
    }

    /// The small picture that stays of one that the office has; `None` where there is none.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn small_picture(&self, blob: BlobId) -> Result<Option<Vec<u8>>, StoreError> {
        small::read(&self.store, blob).await
    }

    /// Forgets pictures that nothing names any more: they were taken again, taken away, or their form was
    /// deleted or withdrawn.
    #[must_use]
    pub fn forget_loose_pictures(&self) -> Batch {
        super::relaxed(named::forget_loose(&self.store.rows()))
    }

    /// The pictures of a record, or of all where none is named, that are not at the office.
    #[must_use]
    pub fn following(&self, record: Option<RecordId>) -> Following {
        blob::following(&self.store.rows(), record)
    }

    fn new_blob(&self, new: &NewBlob<'_>) -> Result<Blob, DeviceError> {
        let n_bytes = u32::try_from(new.bytes.len()).map_err(|_| DeviceError::TooLong)?;
        if new.bytes.len() > limits::BLOB_BYTES_MAX {
            return Err(DeviceError::TooLong);
        }
        let now_ms = self.now_ms();
        Ok(Blob {
            blob: BlobId::new(now_ms, host::random(&self.host)),
            record: new.record,
            media: new.media,
            n_bytes,
            sha256: new.sha256,
            made_at_ms: now_ms,
            refusal: 0,
        })
    }
}
