//! The photos that go along with proposals, named as an operator looks for them.

use shared::{
    form::{
        model::{FormKind, Picture},
        picture::pictures,
        problem::Step,
        value::Values,
    },
    id::{AccountId, BlobId, RecordId},
};
use tokio::runtime::Handle;

use super::FileError;
use crate::blobs::{Blobs, Size};
use crate::store::{
    Store,
    blobs::{BlobState, Media},
};

/// The beginning of the names of fields with photos, which the names of files do without.
const FIELD: &str = "foto_";
/// Papers about the consent, which no other office needs.
const CONSENT: &str = "foto_persetujuan";

/// A photo that answers name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Photo {
    /// The record whose answers name it.
    pub record: RecordId,
    /// What it shows, as in the name of its field: `rumah_depan`.
    pub name: String,
    blob: BlobId,
}

/// The photos that a record names; no signatures.
#[must_use]
pub fn named(record: RecordId, kind: &'static FormKind, values: &Values) -> Vec<Photo> {
    let photo = |one: shared::form::picture::Pictured| {
        if one.picture == Picture::Signature {
            return None;
        }
        // Of a photo in a list, the list says what it shows.
        let Some(Step::Field(tag)) = one.path.0.first() else { return None };
        let field = kind.field(*tag)?;
        let name = field.name.strip_prefix(FIELD).filter(|_| field.name != CONSENT)?;
        Some(Photo { record, name: name.into(), blob: one.blob })
    };
    pictures(kind, values).into_iter().filter_map(photo).collect()
}

/// Where photos are read from.
pub struct Photos<'s> {
    /// What is known of them.
    pub store: &'s Store,
    /// Their bytes.
    pub blobs: &'s Blobs,
}

impl Photos<'_> {
    /// The bytes of a photo and the ending of its name; `None` while it is not here, or when another
    /// person sent it. Blocks.
    ///
    /// # Errors
    /// The store's, or the disk's.
    pub fn bytes(
        &self,
        photo: &Photo,
        author: AccountId,
    ) -> Result<Option<(Vec<u8>, &'static str)>, FileError> {
        let (blob, record) = (photo.blob, photo.record);
        let found = self.store.read_for_desk(move |tx| tx.blob(blob)).wait()?;
        let found = found.filter(|blob| blob.record == record && blob.account == author);
        let Some(BlobState::Arrived(picture)) = found.map(|blob| blob.state) else {
            return Ok(None);
        };
        let ending = match picture.media {
            Media::Jpeg => "jpg",
            Media::Png => "png",
            Media::WebP => "webp",
        };
        // A picture that cannot be read is told as one that is not here; the log has why.
        match Handle::current().block_on(self.blobs.bytes(&picture, Size::Whole)) {
            Ok(bytes) => Ok(Some((bytes, ending))),
            Err(error) => {
                tracing::error!(%error, "a photo for a file cannot be read");
                Ok(None)
            }
        }
    }
}
