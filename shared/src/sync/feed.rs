//! Feeds: what a phone is told by the server, each a stream of events with a cursor of its own.
//!
//! A pull names its feed. Own records are the first feed there was: such a pull names none, and its
//! answer is a [`PullReply1`]. For every other feed the answer is a [`PullReply2`], which names it. A
//! server that is older than feeds does not see the name and answers with own records; so the reader
//! finds a [`PullReply1`], and knows that this server does not have that feed.
//!
//! New kinds of events come in a new feed, which old phones never ask for. Where one must come in a
//! feed that they do ask for, they step over it and remember from where ([`Cursor::unread_from`]).

use serde::{Deserialize, Serialize};

use super::{
    limits,
    wire::{self, PullReply1, WireError},
};
use crate::{
    codec::{self, Limits, Message},
    region::VillageCode,
};

/// Names a feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Feed(pub u8);

impl Feed {
    /// Where the person's own records stand.
    pub const OWN_RECORDS: Feed = Feed(0);
    /// The person's own records with their answers, for a phone that has none of them: those that are
    /// open, and those that were finished lately ([`super::own`]).
    pub const OWN_CONTENTS: Feed = Feed(3);
    /// The register of one village ([`crate::register::family`]); each has a cursor of its own.
    pub const REGISTER: Feed = Feed(4);
    /// What the office asks for in one village ([`crate::register::task`]); likewise.
    pub const TASKS: Feed = Feed(5);
    /// What the office decided about the person's own records ([`super::review`]).
    pub const REVIEW: Feed = Feed(6);

    /// How many kinds of events of this feed this program reads. A program that reads more than the one
    /// before goes back to what that one stepped over, and only there.
    #[must_use]
    pub const fn n_kinds(self) -> u8 {
        match self {
            Feed::OWN_RECORDS | Feed::OWN_CONTENTS | Feed::REVIEW => 1,
            Feed::REGISTER | Feed::TASKS => 2,
            Feed(_) => 0,
        }
    }

    /// True for a feed that is read to its end once and then left alone.
    #[must_use]
    pub const fn is_read_once(self) -> bool {
        matches!(self, Feed::OWN_CONTENTS)
    }
}

/// What a pull asks for: a feed, and which village's where each village has its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stream {
    /// Which feed.
    pub feed: Feed,
    /// Of which village; `None` for a feed of the person.
    pub village: Option<VillageCode>,
}

impl Stream {
    /// The register of a village.
    #[must_use]
    pub const fn register(village: VillageCode) -> Self {
        Self { feed: Feed::REGISTER, village: Some(village) }
    }

    /// What the office asks for in a village.
    #[must_use]
    pub const fn tasks(village: VillageCode) -> Self {
        Self { feed: Feed::TASKS, village: Some(village) }
    }
}

impl From<Feed> for Stream {
    fn from(feed: Feed) -> Self {
        Self { feed, village: None }
    }
}

/// How far a phone knows a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// Which.
    pub stream: Stream,
    /// Everything up to this seq is known.
    pub seq: u64,
    /// Events after this seq were stepped over, because this program does not know their kind.
    pub unread_from: Option<u64>,
}

/// The answer to a pull that names its feed; version 2.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PullReply2 {
    /// Names the server's database; another epoch means that all cursors start anew.
    pub epoch: u64,
    /// The server's clock, Unix milliseconds.
    pub server_ms: u64,
    /// The [`Feed`] that this is of.
    pub feed: u8,
    /// The cursor to ask from next time.
    pub next: u64,
    /// True when there is more right now.
    pub more: bool,
    /// Each an event kind byte and its payload, so that an unknown kind can be skipped.
    #[serde(with = "codec::blobs")]
    pub events: Vec<Vec<u8>>,
}

impl Message for PullReply2 {
    const LIMITS: Limits = limits::PULL_REPLY;
    const VERSION: u8 = 2;
}

impl From<PullReply1> for PullReply2 {
    fn from(reply: PullReply1) -> Self {
        let PullReply1 { epoch, server_ms, next, more, events } = reply;
        Self { epoch, server_ms, feed: Feed::OWN_RECORDS.0, next, more, events }
    }
}

/// Reads the answer to a pull, of either version.
///
/// # Errors
/// [`WireError`] as [`wire::decode`].
pub fn decode_reply(bytes: &[u8]) -> Result<PullReply2, WireError> {
    match bytes.first() {
        Some(&PullReply2::VERSION) => wire::decode(bytes),
        _ => wire::decode::<PullReply1>(bytes).map(Into::into),
    }
}
