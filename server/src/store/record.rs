//! Records and changes as rows: what the merge rules read and write through [`super::Tx`].

use shared::{
    form::problem::Problem,
    id::{AccountId, ChangeId, DeviceId, RecordId},
    region::VillageCode,
    sync::{
        state::RecordState,
        verdict::{Outcome, Receipt},
        wire::{self, Change1, Header1},
    },
};

use super::StoreError;

/// Where a change stands in its record. The numbers are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Position {
    /// It became the head when it came.
    Head = 1,
    /// It stands beside the head until somebody settles it.
    Beside = 2,
    /// It came after a revision made from it: history from the start.
    Before = 3,
}

impl Position {
    /// All of them.
    pub const ALL: [Position; 3] = [Position::Head, Position::Beside, Position::Before];

    /// The number that is stored.
    #[must_use]
    pub const fn code(self) -> u8 {
        self as u8
    }

    /// The position with this number.
    #[must_use]
    pub fn from_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|position| position.code() == code)
    }
}

/// One revision with what became of it. A row is written once and never changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// As it came.
    pub header: Header1,
    /// Who sent it.
    pub author: AccountId,
    /// From which browser.
    pub device: DeviceId,
    /// The whole change as it came: what the receipt's hash is over.
    pub bytes: Vec<u8>,
    /// Proof of storage.
    pub receipt: Receipt,
    /// The state that it got.
    pub state: RecordState,
    /// Where it stands.
    pub position: Position,
    /// The head it stands beside, in a conflict.
    pub other: Option<ChangeId>,
    /// Why it is held.
    pub problems: Vec<Problem>,
    /// What the server noticed.
    pub notes: Vec<Problem>,
}

impl Change {
    /// The answers as they came.
    ///
    /// # Errors
    /// [`StoreError::Damaged`].
    pub fn content(&self) -> Result<Vec<u8>, StoreError> {
        Ok(read_change(&self.bytes)?.content)
    }

    /// What its sender was told; told again when it is sent again.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        let receipt = self.receipt.clone();
        match (self.other, self.state) {
            (Some(other), _) => Outcome::Conflict { receipt, other },
            (None, RecordState::HeldForAuthor | RecordState::HeldForOffice) => {
                Outcome::Held { receipt, problems: self.problems.clone() }
            }
            (None, _) => Outcome::Accepted { receipt, notes: self.notes.clone() },
        }
    }
}

/// A stored change as it came.
///
/// # Errors
/// [`StoreError::Damaged`].
pub fn read_change(bytes: &[u8]) -> Result<Change1, StoreError> {
    wire::decode(bytes).map_err(|_| StoreError::Damaged("a stored change does not read"))
}

/// One record: its head and where it stands. Changes with every change and decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Which.
    pub id: RecordId,
    /// Code of its kind.
    pub kind: u16,
    /// Version of the kind the head was filled with.
    pub kind_version: u16,
    /// Where.
    pub village: VillageCode,
    /// Who made it; nobody else may change it.
    pub author: AccountId,
    /// Its visit.
    pub visit: Option<RecordId>,
    /// The revision that counts.
    pub head: ChangeId,
    /// Where it stands.
    pub state: RecordState,
    /// The words that tell one record from another; empty when there are none.
    pub subject: String,
    /// The NIK of the person it is about, sixteen digits as a number.
    pub nik: Option<u64>,
    /// When the head was finished, Unix milliseconds.
    pub made_at_ms: u64,
    /// Seq of the first change.
    pub first_seq: u64,
    /// Seq of the last thing that happened to it; what cursors compare with.
    pub last_seq: u64,
    /// Why it is held or returned.
    pub problems: Vec<Problem>,
    /// What the server noticed.
    pub notes: Vec<Problem>,
    /// A supervisor's comment; empty when there is none.
    pub comment: String,
    /// Changes beside the head that somebody has to settle.
    pub n_beside: u32,
    /// How soon somebody should look at it; 0 when its turn comes
    /// ([`shared::form::model::FormKind::urgency`]).
    pub urgency: u8,
}

/// Records that are to be checked again, a slice at a time, so that others can write in between. It is
/// stored until all were, so that nothing is lost when the server is killed half-way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recheck {
    /// Whose records.
    pub author: AccountId,
    /// Which of them.
    pub of: Again,
    /// Those up to this one are done; [`Recheck::START`] for none.
    pub after: RecordId,
}

impl Recheck {
    /// Before the first record.
    pub const START: RecordId = RecordId([0; 16]);
}

/// Which records of an author are to be checked again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Again {
    /// The forms of a visit that is another now.
    Visit(RecordId),
    /// What was held because this village was not the author's.
    Village(VillageCode),
}
