//! Where the conversation with the server stands, as it is stored.

use serde::{Deserialize, Serialize};
use shared::{
    codec::{Limits, Message},
    region::VillageCode,
    sync::{
        client::{Book, Clock},
        feed::{Cursor, Feed, Stream},
        limits,
        wire::{self, WireError},
    },
};

use super::{Book1, KEY_BOOK, Stored};
use crate::store::{Rows, Table};

/// How far one feed is known; version 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedCursor1 {
    /// Which [`Feed`].
    pub feed: u8,
    /// Everything up to this seq is known here.
    pub seq: u64,
    /// Events after this seq were stepped over.
    pub unread_from: Option<u64>,
    /// How many kinds of its events the program knew that moved the cursor ([`Feed::n_kinds`]).
    pub n_kinds: u8,
}

/// Where the conversation with the server stands; version 2: a cursor for each feed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Book2 {
    /// The server's database.
    pub epoch: u64,
    /// How far each feed is known.
    pub cursors: Vec<FeedCursor1>,
    /// Server's clock minus device's clock, milliseconds.
    pub offset_ms: i64,
    /// The latest that the server's clock ever said, Unix milliseconds.
    pub server_ms: u64,
    /// When the server last answered, device's clock, Unix milliseconds.
    pub last_ok_ms: u64,
}

impl Message for Book2 {
    const LIMITS: Limits = limits::ROW_BOOK;
    const VERSION: u8 = 2;
}

impl Stored for Book2 {
    fn from_row_bytes(bytes: &[u8]) -> Result<Self, WireError> {
        match bytes.first() {
            Some(&Self::VERSION) => wire::decode(bytes),
            _ => Book1::from_row_bytes(bytes).map(Into::into),
        }
    }

    fn to_row_bytes(&self) -> Vec<u8> {
        wire::encode(self)
    }
}

impl From<Book1> for Book2 {
    fn from(book: Book1) -> Self {
        let own_records = FeedCursor1 {
            feed: Feed::OWN_RECORDS.0,
            seq: book.cursor,
            // Version 1 did not note what it stepped over.
            unread_from: Some(0),
            n_kinds: book.events_known,
        };
        Self {
            epoch: book.epoch,
            cursors: vec![own_records],
            offset_ms: book.offset_ms,
            server_ms: book.server_ms,
            last_ok_ms: book.last_ok_ms,
        }
    }
}

/// How far one stream is known; version 2: of a village, where each has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedCursor2 {
    /// Which [`Feed`].
    pub feed: u8,
    /// Of which village; `None` for a feed of the person.
    pub village: Option<VillageCode>,
    /// Everything up to this seq is known here.
    pub seq: u64,
    /// Events after this seq were stepped over.
    pub unread_from: Option<u64>,
    /// How many kinds of its events the program knew that moved the cursor ([`Feed::n_kinds`]).
    pub n_kinds: u8,
}

/// Where the conversation with the server stands; version 3: a cursor for each stream. Key
/// [`KEY_BOOK`] of [`Table::Meta`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Book3 {
    /// The server's database.
    pub epoch: u64,
    /// How far each stream is known.
    pub cursors: Vec<FeedCursor2>,
    /// Server's clock minus device's clock, milliseconds.
    pub offset_ms: i64,
    /// The latest that the server's clock ever said, Unix milliseconds.
    pub server_ms: u64,
    /// When the server last answered, device's clock, Unix milliseconds.
    pub last_ok_ms: u64,
}

impl Message for Book3 {
    const LIMITS: Limits = limits::ROW_BOOK;
    const VERSION: u8 = 3;
}

impl Stored for Book3 {
    fn from_row_bytes(bytes: &[u8]) -> Result<Self, WireError> {
        match bytes.first() {
            Some(&Self::VERSION) => wire::decode(bytes),
            _ => Book2::from_row_bytes(bytes).map(Into::into),
        }
    }

    fn to_row_bytes(&self) -> Vec<u8> {
        wire::encode(self)
    }
}

impl From<Book2> for Book3 {
    fn from(book: Book2) -> Self {
        let Book2 { epoch, cursors, offset_ms, server_ms, last_ok_ms } = book;
        let cursor = |FeedCursor1 { feed, seq, unread_from, n_kinds }| FeedCursor2 {
            feed,
            village: None,
            seq,
            unread_from,
            n_kinds,
        };
        let cursors = cursors.into_iter().map(cursor).collect();
        Self { epoch, cursors, offset_ms, server_ms, last_ok_ms }
    }
}

impl From<&Book> for Book3 {
    fn from(book: &Book) -> Self {
        let cursor = |cursor: &Cursor| FeedCursor2 {
            feed: cursor.stream.feed.0,
            village: cursor.stream.village,
            seq: cursor.seq,
            unread_from: cursor.unread_from,
            n_kinds: cursor.stream.feed.n_kinds(),
        };
        Self {
            epoch: book.epoch,
            cursors: book.cursors.iter().map(cursor).collect(),
            offset_ms: book.clock.offset_ms,
            server_ms: book.clock.server_ms,
            last_ok_ms: book.last_ok_ms,
        }
    }
}

impl From<Book3> for Book {
    fn from(row: Book3) -> Self {
        let cursor = |row: FeedCursor2| {
            let stream = Stream { feed: Feed(row.feed), village: row.village };
            let seq = row.seq;
            match row.unread_from {
                // This program may read what the one before stepped over.
                Some(from) if row.n_kinds < stream.feed.n_kinds() => {
                    Cursor { stream, seq: from, unread_from: None }
                }
                unread_from => Cursor { stream, seq, unread_from },
            }
        };
        Self {
            epoch: row.epoch,
            cursors: row.cursors.into_iter().map(cursor).collect(),
            clock: Clock { offset_ms: row.offset_ms, server_ms: row.server_ms },
            last_ok_ms: row.last_ok_ms,
        }
    }
}

/// What is stored of the conversation; nothing before the first contact, and where the row is damaged.
#[must_use]
pub fn load(rows: &Rows) -> Book {
    let row = rows.get(Table::Meta, KEY_BOOK);
    let book = row.and_then(|row| Book3::from_row_bytes(&row.bytes).ok());
    book.map(Book::from).unwrap_or_default()
}
