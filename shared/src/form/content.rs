//! The opaque part of a change: answers and the reasons given for confirmed problems.

use serde::{Deserialize, Serialize};

use super::{problem::Override, value::Values};
use crate::sync::wire::{self, WireError};

/// What [`wire::Change1::content`] holds, version 1. Frozen like the rest of the wire.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content1 {
    /// The answers.
    pub values: Values,
    /// Confirms that were lifted, with reasons.
    pub overrides: Vec<Override>,
}

/// The current version.
pub type Content = Content1;

impl Content1 {
    /// The bytes that travel.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        wire::encode(self)
    }

    /// Reads the bytes of any version still in the field.
    ///
    /// # Errors
    /// [`WireError`] when they are damaged or of a newer version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, WireError> {
        wire::decode(bytes)
    }
}
