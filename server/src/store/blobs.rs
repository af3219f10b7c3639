//! Blobs: photos and files that arrive by themselves, after the records whose answers name them.

use shared::id::{AccountId, BlobId, RecordId};

use super::StoreError;

/// A blob that was announced. Its bytes lie in files; see [`crate::blobs`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blob {
    /// Given by the phone.
    pub id: BlobId,
    /// Whose phone announced it; nobody else may send it or ask for it.
    pub account: AccountId,
    /// The record that it belongs to, which may come later.
    pub record: RecordId,
    /// Its length.
    pub n_bytes: u32,
    /// SHA-256 of all of it, as announced.
    pub sha256: [u8; 32],
    /// When it was announced, Unix milliseconds.
    pub announced_at_ms: u64,
    /// How often all of it came and was something else.
    pub n_wrong: u32,
    /// How it stands.
    pub state: BlobState,
}

/// How a blob stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlobState {
    /// Not all of it is here.
    Arriving,
    /// It is here for good.
    Arrived(Picture),
    /// It is never taken: the number of the reason.
    Refused(u16),
}

/// A picture that is here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// SHA-256 of the bytes that are kept, by which they are found. Another than what was announced
    /// where the picture had to be drawn anew.
    pub hash: [u8; 32],
    /// What kind of file they are.
    pub media: Media,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
    /// Unix milliseconds.
    pub stored_at_ms: u64,
}

/// What kind of file a picture is, found by decoding it. The numbers are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Media {
    /// JPEG.
    Jpeg = 1,
    /// PNG.
    Png = 2,
    /// WebP.
    WebP = 3,
}

impl Media {
    /// The stored number.
    #[must_use]
    pub const fn code(self) -> u8 {
        self as u8
    }

    /// The kind with this number.
    #[must_use]
    pub fn from_code(code: u8) -> Option<Self> {
        [Self::Jpeg, Self::Png, Self::WebP].into_iter().find(|media| media.code() == code)
    }
}

/// How much of the server an account takes up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BlobUse {
    /// Blobs that are arriving.
    pub n_arriving: u32,
    /// Blobs that were announced in the span that was asked for, whatever became of them.
    pub n_announced: u32,
    /// Bytes that were announced in the span that was asked for.
    pub n_bytes: u64,
}

/// What can be asked about blobs.
#[expect(clippy::missing_errors_doc, reason = "every method fails when the engine does")]
pub trait BlobReads {
    /// A blob.
    fn blob(&self, id: BlobId) -> Result<Option<Blob>, StoreError>;

    /// Blobs of a record, whoever announced them, by id; at most `limit`.
    fn blobs_of_record(&self, record: RecordId, limit: u32) -> Result<Vec<Blob>, StoreError>;

    /// What an account has under way, and what it announced since this time, Unix milliseconds.
    fn blob_use(&self, account: AccountId, since_ms: u64) -> Result<BlobUse, StoreError>;

    /// Blobs that are arriving and were announced before this time, Unix milliseconds; at most `limit`.
    fn blobs_arriving_since(&self, before_ms: u64, limit: u32) -> Result<Vec<BlobId>, StoreError>;
}

/// What can be changed about blobs.
#[expect(clippy::missing_errors_doc, reason = "every method fails when the engine does")]
pub trait Blobs: BlobReads {
    /// Stores a blob in place of the one with its id, or as a new one.
    fn put_blob(&mut self, blob: &Blob) -> Result<(), StoreError>;

    /// Forgets a blob.
    fn delete_blob(&mut self, id: BlobId) -> Result<(), StoreError>;
}
