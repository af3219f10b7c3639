//! What the rows of local storage hold.
//!
//! A row's bytes are one version byte and those of its struct. Structs with a number are frozen: a grown
//! one is a new struct with the next number and a `From`, and [`Stored::from_row_bytes`] learns to read
//! both.
//! A row that cannot be read is a value too ([`Damaged`]): it can be shown, and its bytes stay.

pub mod book;

pub use self::book::{Book2, Book3, FeedCursor1, FeedCursor2};

use serde::{Deserialize, Serialize};
use shared::{
    codec::{Limits, Message},
    day::Day,
    form::{
        content::Content,
        model::{KindId, Tone},
        problem::Override,
        value::Values,
    },
    forms,
    id::{ChangeId, DeviceId, ParcelId, RecordId},
    region::VillageCode,
    register::reference::About,
    sync::{
        account::Profile1,
        client::{Entry, Item},
        limits,
        state::RecordState,
        wire::{self, Change1, Header1, OP_WITHDRAW, Problem1, Receipt1, WireError},
    },
    text::Text,
};

use crate::store::{Expect, Row, Rows, Table, Write};

/// Something that is kept as the bytes of a row.
pub trait Stored: Sized {
    /// Reads the bytes of any version ever written.
    ///
    /// # Errors
    /// [`WireError`] when they are damaged or of a newer version.
    fn from_row_bytes(bytes: &[u8]) -> Result<Self, WireError>;

    /// The bytes in the current version.
    fn to_row_bytes(&self) -> Vec<u8>;
}

/// A value with the revision of the row it was read from, for the next write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held<T> {
    /// The value.
    pub value: T,
    /// The row's revision; 0 when it is not stored yet.
    pub revision: u32,
}

/// A row that cannot be read. Nothing deletes it but a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damaged {
    /// Where it lies.
    pub table: Table,
    /// The row, raw.
    pub row: Row,
    /// What is wrong with its bytes.
    pub error: WireError,
}

/// A form that is being filled; version 1. Its key is the record that it will be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft1 {
    /// The record that it will be, or that it mends.
    pub record: RecordId,
    /// Code of the form kind.
    pub kind: u16,
    /// Version of the form kind with which it was last saved.
    pub kind_version: u16,
    /// The visit a form belongs to; `None` for a visit itself.
    pub visit: Option<RecordId>,
    /// The village it is about.
    pub village: VillageCode,
    /// The answers, also what does not parse yet.
    pub values: Values,
    /// Confirms that were lifted, with reasons.
    pub overrides: Vec<Override>,
    /// Where the person was: position of the section.
    pub section_idx: u16,
    /// When it was begun, corrected clock, Unix milliseconds.
    pub started_ms: u64,
    /// When it was last saved, corrected clock, Unix milliseconds.
    pub updated_ms: u64,
    /// The revision it mends; `None` for a new record.
    pub parent: Option<ChangeId>,
}

/// The current version.
pub type Draft = Draft1;

/// One revision of a record, as its history tells; version 1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Past1 {
    /// Which.
    pub change: ChangeId,
    /// When it was finished, corrected clock, Unix milliseconds.
    pub made_at_ms: u64,
    /// `OP_PUT` or `OP_WITHDRAW` of [`wire`].
    pub op: u8,
    /// Proof of storage, once there is one.
    pub receipt: Option<Receipt1>,
    /// Why it was refused ([`shared::sync::verdict::Refusal`]); 0 when it was not.
    pub refusal: u16,
}

/// A finished record: the phone's own copy of its latest revision; version 1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record1 {
    /// The header of the latest revision.
    pub header: Header1,
    /// The answers ([`Content`]), exactly as they are sent; a withdrawal keeps the last ones here.
    #[serde(with = "shared::codec::blob")]
    pub content: Vec<u8>,
    /// Code of a [`RecordState`].
    pub state: u8,
    /// Proof that the latest revision is stored.
    pub receipt: Option<Receipt1>,
    /// The revision it stands beside in a conflict.
    pub conflict_with: Option<ChangeId>,
    /// Why it is held or returned.
    pub problems: Vec<Problem1>,
    /// What the server noticed; nothing to mend.
    pub notes: Vec<Problem1>,
    /// A supervisor's comment; empty when there is none.
    pub comment: String,
    /// Why it was refused; 0 when it was not.
    pub refusal: u16,
    /// A verdict of a newer server that this program does not know; 0 for none. Tried again later.
    pub unknown_verdict: u8,
    /// The words that tell it from others in a list.
    pub subject: String,
    /// The NIK of the person it is about; 0 when it has none.
    pub nik: i64,
    /// Earlier revisions, oldest first.
    pub history: Vec<Past1>,
}

/// The current version.
pub type Record = Record1;

/// One change in a parcel; version 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutboxItem1 {
    /// Which.
    pub change: ChangeId,
    /// The record it belongs to.
    pub record: RecordId,
    /// The revision it was made from.
    pub parent: Option<ChangeId>,
    /// True until a verdict settled it.
    pub is_open: bool,
}

/// A parcel that waits; version 1. Its key is the parcel's id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outbox1 {
    /// Which.
    pub parcel: ParcelId,
    /// True when it is not to be packed with others: because it was, or because its change is
    /// confidential.
    pub is_packed: bool,
    /// Its changes, in the order of its payload.
    pub items: Vec<OutboxItem1>,
    /// What is sent, unchanged.
    #[serde(with = "shared::codec::blob")]
    pub bytes: Vec<u8>,
}

/// The current version.
pub type Outbox = Outbox1;

/// Whose database this is; version 1. Key [`KEY_ACCOUNT`] of [`Table::Meta`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account1 {
    /// Who works here.
    pub profile: Profile1,
    /// The device key with which this account was activated.
    pub device: DeviceId,
}

/// The current version.
pub type Account = Account1;

/// Where the conversation with the server stands; version 1. Key [`KEY_BOOK`] of [`Table::Meta`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Book1 {
    /// The server's database.
    pub epoch: u64,
    /// Everything up to this seq is known here.
    pub cursor: u64,
    /// Server's clock minus device's clock, milliseconds.
    pub offset_ms: i64,
    /// The latest that the server's clock ever said, Unix milliseconds.
    pub server_ms: u64,
    /// When the server last answered, device's clock, Unix milliseconds.
    pub last_ok_ms: u64,
    /// How many kinds of pull events the program knew that moved the cursor.
    pub events_known: u8,
}

/// Key of the [`Account`] row.
pub const KEY_ACCOUNT: &str = "account";
/// Key of the row whose bytes are a [`crate::account::kept_key`].
pub const KEY_LINK: &str = "link";
/// Key of the row that is there until the person's own records have come from the office
/// ([`shared::sync::feed::Feed::OWN_CONTENTS`]). Its bytes mean nothing.
pub const KEY_FRESH: &str = "fresh";
/// Key of the [`Book3`] row.
pub const KEY_BOOK: &str = "book";
/// What the keys of rows of [`Table::Meta`] begin with that could not be read where they lay.
pub const ASIDE: &str = "damaged-";

macro_rules! stored {
    ($($row:ty => $limits:expr;)*) => {$(
        impl Message for $row {
            const LIMITS: Limits = $limits;
        }

        impl Stored for $row {
            fn from_row_bytes(bytes: &[u8]) -> Result<Self, WireError> {
                wire::decode(bytes)
            }

            fn to_row_bytes(&self) -> Vec<u8> {
                wire::encode(self)
            }
        }
    )*};
}

// Rows of which version 1 is the only one so far, so that reading needs no `From` yet, and versions
// that a later one reads.
stored! {
    Draft1 => limits::ROW_DRAFT;
    Record1 => limits::ROW_RECORD;
    Outbox1 => limits::ROW_OUTBOX;
    Account1 => limits::PROFILE;
    Book1 => limits::ROW_NUMBERS;
}

/// Reads a row; `None` when there is none.
///
/// # Errors
/// [`Damaged`], with the raw row, when its bytes cannot be read.
pub fn find<T: Stored>(
    rows: &Rows,
    table: Table,
    key: &str,
) -> Result<Option<Held<T>>, Box<Damaged>> {
    let Some(row) = rows.get(table, key) else { return Ok(None) };
    match T::from_row_bytes(&row.bytes) {
        Ok(value) => Ok(Some(Held { value, revision: row.revision })),
        Err(error) => Err(Box::new(Damaged { table, row: row.clone(), error })),
    }
}

/// Moves a row that cannot be read out of the way, byte by byte, so that its place can be used again:
/// it stays in [`Table::Meta`] under `damaged-<table>-<key>`.
#[must_use]
pub fn set_aside(table: Table, row: &Row) -> [Write; 2] {
    let (key, expect) = (row.key.clone(), Expect::Revision(row.revision));
    [copy_aside(table, row), Write::Delete { table, key, expect }]
}

/// As [`set_aside`], with the row left where it is.
#[must_use]
pub fn copy_aside(table: Table, row: &Row) -> Write {
    let key = [ASIDE, table.name(), "-", &row.key].concat();
    Write::Put { table: Table::Meta, row: Row { key, ..row.clone() }, expect: Expect::Any }
}

/// One line in a list of what is being filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftItem {
    /// The record that it will be; opens it.
    pub record: RecordId,
    /// Code of the form kind; 0 when it cannot be read.
    pub kind: u16,
    /// Its visit.
    pub visit: Option<RecordId>,
    /// Its village; `None` when it cannot be read.
    pub village: Option<VillageCode>,
    /// The words that tell it from others; may be empty.
    pub subject: String,
    /// Whom it is about, by the register.
    pub about: About,
    /// When it was last saved, Unix milliseconds.
    pub updated_ms: u64,
    /// True when it mends a finished record.
    pub is_mending: bool,
    /// True when its bytes cannot be read: offer to set it aside.
    pub is_damaged: bool,
}

/// One line in a list of what was finished.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordItem {
    /// Which.
    pub record: RecordId,
    /// Code of the form kind; 0 when it cannot be read.
    pub kind: u16,
    /// Its visit.
    pub visit: Option<RecordId>,
    /// Its village; `None` when it cannot be read.
    pub village: Option<VillageCode>,
    /// The words that tell it from others; may be empty.
    pub subject: String,
    /// Whom it is about, by the register.
    pub about: About,
    /// Where it stands; a state of a newer server counts as [`RecordState::Sent`].
    pub state: RecordState,
    /// When its latest revision was finished, Unix milliseconds.
    pub made_at_ms: u64,
    /// True while its latest revision is a withdrawal.
    pub is_withdrawal: bool,
    /// How many things are to be mended.
    pub n_problems: usize,
    /// True while a number that was not at hand is to be added, and its author may still do so.
    pub is_to_follow: bool,
    /// What it says in one line, and how that is marked ([`shared::form::model::FormKind::says`]).
    pub says: Option<(Text, Tone)>,
    /// The NIK of the person it is about; 0 when it has none.
    pub nik: i64,
    /// The day on which somebody is to come again, of a visit.
    pub return_day: Option<Day>,
    /// True for a visit at which nobody was met.
    pub is_in_vain: bool,
    /// True when its bytes cannot be read: they are kept.
    pub is_damaged: bool,
}

impl Record1 {
    /// Where it stands; a state of a newer server counts as [`RecordState::Sent`].
    #[must_use]
    pub fn state(&self) -> RecordState {
        RecordState::from_code(self.state).unwrap_or(RecordState::Sent)
    }

    /// The answers.
    ///
    /// # Errors
    /// [`WireError`] when they are damaged or of a newer version.
    pub fn content(&self) -> Result<Content, WireError> {
        Content::from_bytes(&self.content)
    }

    /// The latest revision as it travels: always the same bytes.
    #[must_use]
    pub fn change_bytes(&self) -> Vec<u8> {
        let content = if self.is_withdrawal() { Vec::new() } else { self.content.clone() };
        wire::encode(&Change1 { header: self.header.clone(), content })
    }

    /// True while a number that was not at hand is to be added, and its author may still do so.
    #[must_use]
    pub fn is_to_follow(&self) -> bool {
        let kind = forms::kind(KindId(self.header.kind));
        !self.is_withdrawal()
            && self.state().may_change()
            && kind
                .zip(self.content().ok())
                .is_some_and(|(kind, content)| kind.is_to_follow(&content.values))
    }

    /// True when its latest revision is a withdrawal.
    #[must_use]
    pub fn is_withdrawal(&self) -> bool {
        self.header.op == OP_WITHDRAW
    }

    /// True when it must not be read here once the office has it.
    #[must_use]
    pub fn is_confidential(&self) -> bool {
        forms::is_confidential(KindId(self.header.kind))
    }

    /// Takes away all that it says, and all that was said of it: only that there was one stays.
    pub fn erase(&mut self) {
        self.content = Content::default().to_bytes();
        self.subject = String::new();
        self.nik = 0;
        self.comment = String::new();
        self.problems = Vec::new();
        self.notes = Vec::new();
        self.conflict_with = None;
        // Few answers are possible, so that one could be found by trying which has this hash.
        if let Some(receipt) = &mut self.receipt {
            receipt.hash = [0; 32];
        }
    }
}

impl Outbox1 {
    /// True while a change in it waits for a verdict.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.items.iter().any(|item| item.is_open)
    }

    /// What the machine knows of it.
    #[must_use]
    pub fn entry(&self) -> Entry {
        Entry {
            parcel: self.parcel,
            n_bytes: u32::try_from(self.bytes.len()).unwrap_or(u32::MAX),
            is_packed: self.is_packed,
            items: self
                .items
                .iter()
                .map(|item| Item {
                    change: item.change,
                    parent: item.parent,
                    is_open: item.is_open,
                })
                .collect(),
        }
    }
}
