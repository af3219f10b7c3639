//! A person's own records, on their way to a phone that has none of them ([`Feed::OWN_CONTENTS`]).
//!
//! A phone that was lost, or whose storage was cleared, is replaced by one with a new link. What is
//! held or returned must be mended by its author, so the answers have to come back with it.
//!
//! [`Feed::OWN_CONTENTS`]: super::feed::Feed::OWN_CONTENTS

use serde::{Deserialize, Serialize};

use super::{
    limits,
    wire::{Problem1, Receipt1},
};
use crate::codec::{self, Limits, Message};

/// First byte of an event that holds an [`OwnRecord1`].
pub const EVENT_OWN_RECORD: u8 = 1;

/// A record with its answers and where it stands; version 1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnRecord1 {
    /// Its head as it was sent: the encoded bytes of a [`super::wire::Change1`].
    #[serde(with = "crate::codec::blob")]
    pub change: Vec<u8>,
    /// Code of a [`super::state::RecordState`].
    pub state: u8,
    /// Proof that the head is stored.
    pub receipt: Receipt1,
    /// Why it is held or returned.
    pub problems: Vec<Problem1>,
    /// What the server noticed.
    pub notes: Vec<Problem1>,
    /// A supervisor's comment; empty when there is none.
    pub comment: String,
    /// The words that tell it from others in a list; a withdrawal has no answers to take them from.
    pub subject: String,
}

impl Message for OwnRecord1 {
    const LIMITS: Limits = limits::OWN_RECORD;
}

/// Writes an event with an own record.
#[must_use]
pub fn event(record: &OwnRecord1) -> Vec<u8> {
    codec::encode(&(EVENT_OWN_RECORD, record))
}

/// Reads an event; `None` for a kind that this program does not know, and for a damaged one.
#[must_use]
pub fn own_record(event: &[u8]) -> Option<OwnRecord1> {
    match event.split_first()? {
        (&EVENT_OWN_RECORD, payload) => codec::whole(payload, limits::OWN_RECORD).ok(),
        _ => None,
    }
}
