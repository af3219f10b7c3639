//! Photos and signatures on this phone: kept with the draft that names them.

use client::{
    blob::Following,
    device::{DeviceError, NewBlob},
    store::StoreError,
};
use shared::{
    form::{problem::Path, value::Value},
    id::{BlobId, RecordId},
};

use super::Storage;

/// A picture as the camera made it.
pub struct Taken {
    /// What it is ([`client::blob::Blob1::media`]).
    pub media: u8,
    /// SHA-256 of its bytes.
    pub sha256: [u8; 32],
    /// All of it.
    pub bytes: Vec<u8>,
    /// What stays of it when the office has it.
    pub small: Vec<u8>,
}

impl Storage {
    /// Keeps a picture and the answer that names it in one strict write, so that a full phone loses
    /// neither. What is typed meanwhile is stored by the next one. The answer, to be put into the form.
    ///
    /// # Errors
    /// [`DeviceError`], with words. Nothing was changed then.
    pub async fn add_picture(
        self,
        record: RecordId,
        path: &Path,
        taken: &Taken,
    ) -> Result<Value, DeviceError> {
        let inner = self.inner();
        let _turn = inner.turns.turn().await;
        self.write_draft().await?;
        let open = self.open()?;
        let plan = {
            let mut slot = inner.slot.borrow_mut();
            let slot = slot.as_mut().filter(|slot| slot.record() == record);
            let slot = slot.ok_or(DeviceError::Missing)?;
            let Taken { media, sha256, ref bytes, ref small } = *taken;
            let record = slot.held.value.record;
            let new = NewBlob { record, media, sha256, bytes };
            let plan = open.phone.add_picture(&slot.held, path, &new, small)?;
            slot.is_writing = true;
            plan
        };
        let done = open.phone.keep(plan).await;
        let mut slot = inner.slot.borrow_mut();
        if let Some(slot) = slot.as_mut().filter(|slot| slot.record() == record) {
            slot.is_writing = false;
            slot.held.revision += u32::from(done.is_ok());
        }
        drop(slot);
        if let Err(error) = &done {
            self.failed(error);
        }
        Ok(done?)
    }

    /// The bytes of a picture that is still on this phone; `None` for one that the office has.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn picture(self, blob: BlobId) -> Result<Option<Vec<u8>>, StoreError> {
        match self.open() {
            Ok(open) => open.phone.picture(blob).await,
            Err(_) => Err(StoreError::Closed),
        }
    }

    /// The small picture that stays of one that the office has; `None` where there is none.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn small_picture(self, blob: BlobId) -> Result<Option<Vec<u8>>, StoreError> {
        match self.open() {
            Ok(open) => open.phone.small_picture(blob).await,
            Err(_) => Err(StoreError::Closed),
        }
    }

    /// The pictures of a record, or of all where none is named, that are not at the office. Ask again
    /// when [`Self::n_changes`] grows.
    #[must_use]
    pub fn following(self, record: Option<RecordId>) -> Following {
        self.open().map(|open| open.phone.following(record)).unwrap_or_default()
    }

    /// Forgets pictures that nothing names any more; what cannot be stored now is forgotten next time.
    pub(in crate::field::phone) async fn forget_loose_pictures(self) {
        drop(self.change(&mut |phone| Ok((phone.forget_loose_pictures(), None))).await);
    }
}
