//! The bytes on the line and at rest, version 1. Frozen: a grown struct is read as wrong data without
//! an error, so a new version is a new struct with its own number and a `From`.
//!
//! Every message starts with one byte, its version. Numbers stand where enums might grow, so
//! that an unknown code is one unknown answer and not an unreadable message.

use serde::{Deserialize, Serialize};

use super::{
    account::{Activate1, Bound1, Profile1},
    limits,
};
use crate::{
    codec::{self, Blob, Limits, Message, Unreadable},
    form::{
        content::Content1,
        problem::{Param, Path},
    },
    id::{ChangeId, DeviceId, RecordId},
    region::VillageCode,
};

/// The version this code writes.
pub const VERSION: u8 = 1;
/// Media type of requests and answers.
pub const MEDIA_TYPE: &str = "application/vnd.mutakhir.sync";

/// A change that puts values into a record.
pub const OP_PUT: u8 = 0;
/// A change that withdraws a record; its content may be empty.
pub const OP_WITHDRAW: u8 = 1;

/// A parcel whose payload stands as it is.
pub const CODING_PLAIN: u8 = 0;
/// A parcel whose payload is gzip (RFC 1952).
pub const CODING_GZIP: u8 = 1;
/// Reserved: a payload sealed to the server's public key.
pub const CODING_SEALED: u8 = 2;

/// What a reader needs to scope, store and pass on a change of a kind it does not know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header1 {
    /// This revision.
    pub change: ChangeId,
    /// The record it belongs to.
    pub record: RecordId,
    /// The revision it was made from.
    pub parent: Option<ChangeId>,
    /// The visit a form belongs to; `None` for a visit itself.
    pub visit: Option<RecordId>,
    /// Code of the form kind.
    pub kind: u16,
    /// Version of the form kind it was filled with.
    pub kind_version: u16,
    /// The village it is about.
    pub village: VillageCode,
    /// The device's clock when it was finished, Unix milliseconds, corrected by the server's clock.
    pub made_at_ms: u64,
    /// [`OP_PUT`] or [`OP_WITHDRAW`].
    pub op: u8,
}

/// One change: a header and the answers as bytes that only a reader of the kind opens
/// ([`crate::form::content::Content`]).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change1 {
    /// Who, what, where, when.
    pub header: Header1,
    /// The answers.
    #[serde(with = "crate::codec::blob")]
    pub content: Vec<u8>,
}

/// A push: parcels as they lie in the outbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Push1 {
    /// The browser that sends.
    pub device: DeviceId,
    /// Parcels, each readable by itself ([`open_plain`]).
    #[serde(with = "crate::codec::blobs")]
    pub parcels: Vec<Vec<u8>>,
}

/// The proof that a change is stored durably.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt1 {
    /// The server's order.
    pub seq: u64,
    /// SHA-256 over the bytes of the change.
    pub hash: [u8; 32],
    /// The server's clock when it was stored, Unix milliseconds.
    pub stored_at_ms: u64,
}

/// A problem as it travels ([`crate::form::problem::Problem`]).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem1 {
    /// Where in the form.
    pub path: Path,
    /// Which problem.
    pub code: u16,
    /// 1 info, 2 warning, 3 confirm, 4 error.
    pub severity: u8,
    /// What the words need.
    pub params: Vec<Param>,
}

/// A verdict as it travels ([`super::verdict::Verdict`]).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict1 {
    /// 1 accepted, 2 conflict, 3 held, 4 refused, 5 later.
    pub code: u8,
    /// True when the server had stored this very change before.
    pub repeated: bool,
    /// Present when it is stored.
    pub receipt: Option<Receipt1>,
    /// Why it is held.
    pub problems: Vec<Problem1>,
    /// What the server noticed; nothing to mend.
    pub notes: Vec<Problem1>,
    /// The revision it stands beside in a conflict.
    pub other: Option<ChangeId>,
    /// Why it is refused ([`super::verdict::Refusal`]).
    pub refusal: u16,
    /// When to try again, milliseconds from now.
    pub after_ms: u32,
}

/// The verdict on one item of a push.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer1 {
    /// Position of the parcel in the push.
    pub parcel: u16,
    /// Position of the change in the parcel; [`WHOLE_PARCEL`] when the parcel could not be opened.
    pub item: u16,
    /// The change, where it could be read.
    pub change: Option<ChangeId>,
    /// What became of it.
    pub verdict: Verdict1,
}

/// An [`Answer1::item`] that speaks of every change of its parcel.
pub const WHOLE_PARCEL: u16 = u16::MAX;

/// The answer to a push.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PushReply1 {
    /// Names this database; another epoch means that cursors start anew.
    pub epoch: u64,
    /// The server's clock, Unix milliseconds.
    pub server_ms: u64,
    /// One per change, in any order.
    pub answers: Vec<Answer1>,
}

/// The answer to a pull.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PullReply1 {
    /// As in [`PushReply1`].
    pub epoch: u64,
    /// The server's clock, Unix milliseconds.
    pub server_ms: u64,
    /// The cursor to ask from next time.
    pub next: u64,
    /// True when there is more right now.
    pub more: bool,
    /// Each an event kind byte and its payload, so that an unknown kind can be skipped.
    #[serde(with = "crate::codec::blobs")]
    pub events: Vec<Vec<u8>>,
}

/// First byte of an event that holds a [`RecordStatus1`].
pub const EVENT_RECORD_STATUS: u8 = 1;

/// Where one of the device's own records stands at the office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordStatus1 {
    /// The record.
    pub record: RecordId,
    /// The revision this speaks of.
    pub change: ChangeId,
    /// Code of a [`super::state::RecordState`].
    pub state: u8,
    /// Proof of storage.
    pub receipt: Receipt1,
    /// Why it is held or returned.
    pub problems: Vec<Problem1>,
    /// What the server noticed.
    pub notes: Vec<Problem1>,
    /// A supervisor's comment; empty when there is none.
    pub comment: String,
}

/// Says how much each of these may hold.
macro_rules! messages {
    ($($type:ty => $limits:expr;)*) => {$(
        impl Message for $type {
            const LIMITS: Limits = $limits;
        }
    )*};
}

messages! {
    Content1 => limits::CONTENT;
    Change1 => limits::CHANGE;
    Push1 => limits::PUSH;
    PushReply1 => limits::PUSH_REPLY;
    PullReply1 => limits::PULL_REPLY;
    RecordStatus1 => limits::RECORD_STATUS;
    Activate1 => limits::ACTIVATE;
    Profile1 => limits::PROFILE;
    Bound1 => limits::PROFILE;
    Vec<Problem1> => limits::STORED_PROBLEMS;
}

/// Why bytes could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WireError {
    /// No bytes at all.
    #[error("the message is empty")]
    Empty,
    /// A version this code does not know.
    #[error("the message has version {0}, this code reads {VERSION}")]
    Version(u8),
    /// Cut or damaged.
    #[error("the message is damaged")]
    Damaged,
    /// A parcel coding this reader does not open.
    #[error("the parcel has coding {0}")]
    Coding(u8),
    /// It holds more than its limits allow.
    #[error("the message holds more than its limits allow")]
    TooLong,
}

impl From<Unreadable> for WireError {
    fn from(why: Unreadable) -> Self {
        match why {
            Unreadable::Damaged => WireError::Damaged,
            Unreadable::TooMuch => WireError::TooLong,
        }
    }
}

/// Writes a message: its version, then its bytes.
#[must_use]
pub fn encode<T: Message>(message: &T) -> Vec<u8> {
    codec::encode(&(T::VERSION, message))
}

/// Reads a message of this struct; bytes left over count as damage.
///
/// # Errors
/// [`WireError`] when the bytes are empty, of another version, cut or damaged, or hold too much.
pub fn decode<T: Message>(bytes: &[u8]) -> Result<T, WireError> {
    let (version, rest) = bytes.split_first().ok_or(WireError::Empty)?;
    if *version != T::VERSION {
        return Err(WireError::Version(*version));
    }
    Ok(codec::whole(rest, T::LIMITS)?)
}

/// Reads the header of a change, also when its answers are damaged or too long.
#[must_use]
pub fn header_of(change: &[u8]) -> Option<Header1> {
    let (version, rest) = change.split_first()?;
    (*version == VERSION).then(|| codec::first(rest, limits::CHANGE).ok())?
}

/// Writes an event of a pull that says where a record stands.
#[must_use]
pub fn event(status: &RecordStatus1) -> Vec<u8> {
    codec::encode(&(EVENT_RECORD_STATUS, status))
}

/// Reads an event of a pull; `None` for a kind that this program does not know, and for a damaged one.
#[must_use]
pub fn record_status(event: &[u8]) -> Option<RecordStatus1> {
    match event.split_first()? {
        (&EVENT_RECORD_STATUS, payload) => codec::whole(payload, limits::RECORD_STATUS).ok(),
        _ => None,
    }
}

/// The payload of a parcel with these changes (each the [`encode`]d bytes of a [`Change1`]).
#[must_use]
pub fn payload(changes: &[Vec<u8>]) -> Vec<u8> {
    let changes: Vec<_> = changes.iter().map(|change| Blob(change)).collect();
    codec::encode(&changes)
}

/// A parcel around a payload.
#[must_use]
pub fn parcel(coding: u8, payload: &[u8]) -> Vec<u8> {
    let mut parcel = Vec::with_capacity(payload.len() + 2);
    parcel.extend_from_slice(&[VERSION, coding]);
    parcel.extend_from_slice(payload);
    parcel
}

/// Splits a parcel into its coding and its payload.
///
/// # Errors
/// [`WireError::Empty`], [`WireError::Version`] or [`WireError::Damaged`].
pub fn split_parcel(parcel: &[u8]) -> Result<(u8, &[u8]), WireError> {
    match parcel {
        [] => Err(WireError::Empty),
        [VERSION, coding, payload @ ..] => Ok((*coding, payload)),
        [VERSION] => Err(WireError::Damaged),
        [version, ..] => Err(WireError::Version(*version)),
    }
}

/// The changes of a plain payload, each still as bytes, so that one damaged item is refused alone.
///
/// # Errors
/// [`WireError::Damaged`] when the list itself cannot be read, [`WireError::TooLong`] for too many.
pub fn open_payload(payload: &[u8]) -> Result<Vec<&[u8]>, WireError> {
    Ok(codec::whole(payload, limits::PAYLOAD)?)
}

/// Reads a plain parcel.
///
/// # Errors
/// As [`split_parcel`] and [`open_payload`]; [`WireError::Coding`] when it is not plain.
pub fn open_plain(parcel: &[u8]) -> Result<Vec<&[u8]>, WireError> {
    match split_parcel(parcel)? {
        (CODING_PLAIN, payload) => open_payload(payload),
        (coding, _) => Err(WireError::Coding(coding)),
    }
}
