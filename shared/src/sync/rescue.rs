//! A rescue file: what only one phone had, saved by hand when its storage could not keep it any more.
//!
//! The file is the encoded bytes of a [`Rescue1`], as every message: one byte of version, then the
//! struct. Nothing in it is sealed: whoever has the file can read the answers. `mutakhir push FILE`
//! hands it in at the server.
//!
//! No photos are in it. Their bytes lie in the phone's storage alone, never in memory, and such a file is
//! made where that storage was cleared or fails; beside the link to it stands how many they are.

use serde::{Deserialize, Serialize};

use super::limits;
use crate::{
    codec::{Limits, Message},
    id::{AccountId, DeviceId},
};

/// What the names of such files end with.
pub const FILE_EXTENSION: &str = ".mutakhir";

/// The contents of a rescue file; version 1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rescue1 {
    /// Whose.
    pub account: AccountId,
    /// The phone's key.
    pub device: DeviceId,
    /// When the file was made, by the phone's corrected clock, Unix milliseconds.
    pub made_at_ms: u64,
    /// Parcels as they lay in the outbox, each as it would have been sent.
    #[serde(with = "crate::codec::blobs")]
    pub parcels: Vec<Vec<u8>>,
    /// What was being filled: the bytes of rows that only the phone's program reads. They cannot be
    /// handed in, because nobody has finished them.
    #[serde(with = "crate::codec::blobs")]
    pub drafts: Vec<Vec<u8>>,
}

impl Message for Rescue1 {
    const LIMITS: Limits = limits::RESCUE;
}
