//! What the server says of one change, as the code inside thinks of it.

use super::{state::RecordState, wire};
use crate::{
    form::problem::Problem,
    id::ChangeId,
    text::{Text, t},
};

pub use super::wire::Receipt1 as Receipt;

/// The server's answer to one change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// True when this very change was stored by an earlier request; the outcome is the one of then.
    pub repeated: bool,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Stored; the notes say what the server noticed.
    Accepted {
        /// Proof of storage.
        receipt: Receipt,
        /// Nothing to mend, but worth seeing.
        notes: Vec<Problem>,
    },
    /// Stored beside another revision; a supervisor settles it.
    Conflict {
        /// Proof of storage.
        receipt: Receipt,
        /// The revision that was the head.
        other: ChangeId,
    },
    /// Stored in quarantine.
    Held {
        /// Proof of storage.
        receipt: Receipt,
        /// Which checks failed, and where.
        problems: Vec<Problem>,
    },
    /// Not stored: it can never be as it is.
    Refused(Refusal),
    /// Not stored: try again.
    Later {
        /// Milliseconds from now.
        after_ms: u32,
    },
    /// An outcome of a newer server: kept and shown, tried again later.
    Unknown(u8),
}

/// Why a change can never be stored as it is. Codes are stable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The parcel cannot be opened.
    ParcelUnreadable,
    /// The change cannot be parsed.
    ChangeUnreadable,
    /// The change is longer than its limit.
    TooLong,
    /// The same ChangeId came before with other content.
    IdReused,
    /// The record belongs to somebody else.
    NotYours,
    /// A code of a newer server.
    Other(u16),
}

impl Refusal {
    /// The code on the wire.
    #[must_use]
    pub const fn code(self) -> u16 {
        match self {
            Refusal::ParcelUnreadable => 1,
            Refusal::ChangeUnreadable => 2,
            Refusal::TooLong => 3,
            Refusal::IdReused => 4,
            Refusal::NotYours => 5,
            Refusal::Other(code) => code,
        }
    }

    /// The refusal with this code.
    #[must_use]
    pub const fn from_code(code: u16) -> Self {
        match code {
            1 => Refusal::ParcelUnreadable,
            2 => Refusal::ChangeUnreadable,
            3 => Refusal::TooLong,
            4 => Refusal::IdReused,
            5 => Refusal::NotYours,
            other => Refusal::Other(other),
        }
    }

    /// What to tell the person.
    #[must_use]
    pub const fn words(self) -> Text {
        match self {
            Refusal::ParcelUnreadable | Refusal::ChangeUnreadable => t(
                "Server tidak dapat membaca data ini. Data tetap aman di HP. Hubungi petugas kecamatan.",
                "The server cannot read this record. It stays safe on the phone. Call the district office.",
            ),
            Refusal::TooLong => t(
                "Data ini terlalu besar. Pendekkan catatan, lalu simpan lagi.",
                "This record is too large. Shorten the notes and save again.",
            ),
            Refusal::IdReused => t(
                "Nomor kirim data ini sudah dipakai isi lain. Buka, lalu simpan lagi.",
                "The send number of this record was used for other content. Open it and save again.",
            ),
            Refusal::NotYours => t(
                "Data ini milik akun lain. Hubungi petugas kecamatan.",
                "This record belongs to another account. Call the district office.",
            ),
            Refusal::Other(_) => t(
                "Server menolak data ini. Data tetap aman di HP. Perbarui aplikasi atau hubungi petugas.",
                "The server refused this record. It stays safe on the phone. Update the app or call the office.",
            ),
        }
    }
}

impl Outcome {
    /// The proof of storage, where there is one.
    #[must_use]
    pub fn receipt(&self) -> Option<&Receipt> {
        match self {
            Outcome::Accepted { receipt, .. }
            | Outcome::Conflict { receipt, .. }
            | Outcome::Held { receipt, .. } => Some(receipt),
            Outcome::Refused(_) | Outcome::Later { .. } | Outcome::Unknown(_) => None,
        }
    }

    /// The state a record gets by this outcome; `None` when it stays as it is.
    #[must_use]
    pub fn state(&self) -> Option<RecordState> {
        match self {
            Outcome::Accepted { .. } | Outcome::Conflict { .. } => Some(RecordState::Sent),
            Outcome::Held { problems, .. } => Some(held_state(problems)),
            Outcome::Refused(_) => Some(RecordState::Refused),
            Outcome::Later { .. } | Outcome::Unknown(_) => None,
        }
    }
}

/// Whose turn it is when these problems hold a record: the author's, as soon as one is his to mend.
#[must_use]
pub fn held_state(problems: &[Problem]) -> RecordState {
    if problems.iter().any(|problem| problem.code.is_mendable_by_author()) {
        RecordState::HeldForAuthor
    } else {
        RecordState::HeldForOffice
    }
}

impl From<&Verdict> for wire::Verdict1 {
    fn from(verdict: &Verdict) -> Self {
        let mut out = wire::Verdict1 {
            code: 0,
            repeated: verdict.repeated,
            receipt: verdict.outcome.receipt().cloned(),
            problems: Vec::new(),
            notes: Vec::new(),
            other: None,
            refusal: 0,
            after_ms: 0,
        };
        match &verdict.outcome {
            Outcome::Accepted { notes, .. } => {
                out.code = 1;
                out.notes = notes.iter().map(Into::into).collect();
            }
            Outcome::Conflict { other, .. } => {
                out.code = 2;
                out.other = Some(*other);
            }
            Outcome::Held { problems, .. } => {
                out.code = 3;
                out.problems = problems.iter().map(Into::into).collect();
            }
            Outcome::Refused(refusal) => {
                out.code = 4;
                out.refusal = refusal.code();
            }
            Outcome::Later { after_ms } => {
                out.code = 5;
                out.after_ms = *after_ms;
            }
            Outcome::Unknown(code) => out.code = *code,
        }
        out
    }
}

impl From<wire::Verdict1> for Verdict {
    fn from(wire: wire::Verdict1) -> Self {
        let problems = |list: Vec<wire::Problem1>| list.into_iter().map(Into::into).collect();
        let outcome = match (wire.code, wire.receipt, wire.other) {
            (1, Some(receipt), _) => Outcome::Accepted { receipt, notes: problems(wire.notes) },
            (2, Some(receipt), Some(other)) => Outcome::Conflict { receipt, other },
            (3, Some(receipt), _) => Outcome::Held { receipt, problems: problems(wire.problems) },
            (4, ..) => Outcome::Refused(Refusal::from_code(wire.refusal)),
            (5, ..) => Outcome::Later { after_ms: wire.after_ms },
            (code, ..) => Outcome::Unknown(code),
        };
        Verdict { repeated: wire.repeated, outcome }
    }
}
