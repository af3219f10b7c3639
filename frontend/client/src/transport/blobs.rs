//! The door to the server for blobs: tus 1.0 in its shape (creation, offset, parts, end), so that any
//! such server can stand behind it. [`super::tus`] speaks it.

use core::{future::Future, pin::Pin};

pub use shared::sync::client::BlobReply;
use shared::{
    id::{BlobId, DeviceId},
    sync::client::Failure,
};

use crate::blob::Blob;

/// An answer that is waited for.
pub type Answer<'a> = Pin<Box<dyn Future<Output = Result<BlobReply, Failure>> + 'a>>;

/// The server, as blobs see it. Each call ends within
/// [`shared::sync::limits::REQUEST_TIMEOUT_MS`], and each may be answered with
/// [`BlobReply::Refused`].
pub trait BlobTransport {
    /// Announces a blob: [`BlobReply::Created`]. The server knows it by its id, so that it gives the
    /// place of a blob that was announced before.
    fn create<'a>(&'a self, device: DeviceId, blob: &'a Blob) -> Answer<'a>;

    /// How many bytes the server has: [`BlobReply::Offset`].
    fn offset<'a>(&'a self, place: &'a str) -> Answer<'a>;

    /// Sends the bytes after an offset: [`BlobReply::Offset`] with the next one.
    fn append<'a>(&'a self, place: &'a str, offset: u64, part: Vec<u8>) -> Answer<'a>;

    /// Whether it is whole and stored: [`BlobReply::Stored`]. The server compares its digest.
    fn finish<'a>(&'a self, place: &'a str) -> Answer<'a>;

    /// It will not come, and the server need not wait for it: [`BlobReply::Gone`], also for one that
    /// the server does not know or has whole. By its id: after a start nobody remembers its place.
    fn terminate(&self, blob: BlobId) -> Answer<'_>;
}
