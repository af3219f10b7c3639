//! What the office decided about a person's records, on its way to the phone ([`Feed::REVIEW`]), and
//! the codes that decisions are stored and sent with.
//!
//! Where a record stands and what to mend in it comes by the feed of own records, as for older phones:
//! a comment at a field is a problem of the record ([`codes::OFFICE_COMMENT`]). This feed adds who
//! decided what and when, and the answers that count where they are not the person's own last ones.
//!
//! [`Feed::REVIEW`]: super::feed::Feed::REVIEW
//! [`codes::OFFICE_COMMENT`]: crate::forms::codes::OFFICE_COMMENT

use serde::{Deserialize, Serialize};

use super::{limits, own::OwnRecord1};
use crate::{
    codec::{self, Limits, Message},
    form::problem::Path,
    id::{ChangeId, DecisionId, RecordId},
    text::{Text, t},
};

/// First byte of an event that holds a [`Review1`].
pub const EVENT_REVIEW: u8 = 1;

/// One decision that took effect; version 1. Frozen, as everything that travels.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review1 {
    /// Which.
    pub decision: DecisionId,
    /// The record it is about.
    pub record: RecordId,
    /// The revision it spoke of.
    pub change: ChangeId,
    /// Code of a [`Deed`].
    pub deed: u8,
    /// Code of a [`Reason`]; 0 for none.
    pub reason: u8,
    /// Code of an [`Officer`].
    pub officer: u8,
    /// When it was made, Unix milliseconds.
    pub at_ms: u64,
    /// What was said of the whole; may be empty.
    pub comment: String,
    /// The fields that were commented on, or that the office mended.
    pub fields: Vec<Path>,
    /// The revision that counts since then, where the decision made another one count and it still
    /// does.
    pub now: Option<OwnRecord1>,
}

impl Message for Review1 {
    const LIMITS: Limits = limits::REVIEW;
}

/// Writes an event with a decision.
#[must_use]
pub fn event(review: &Review1) -> Vec<u8> {
    codec::encode(&(EVENT_REVIEW, review))
}

/// Reads an event; `None` for a kind that this program does not know, and for a damaged one.
#[must_use]
pub fn review(event: &[u8]) -> Option<Review1> {
    match event.split_first()? {
        (&EVENT_REVIEW, payload) => codec::whole(payload, limits::REVIEW).ok(),
        _ => None,
    }
}

macro_rules! coded {
    ($($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $code:literal, $stable:literal, $words:expr;)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum $name {
            $($(#[$variant_doc])* $variant = $code,)*
        }

        impl $name {
            /// All of them.
            pub const ALL: &[$name] = &[$($name::$variant,)*];

            /// The code that is stored and sent.
            #[must_use]
            pub const fn code(self) -> u8 {
                self as u8
            }

            /// The one with this code; `None` for one of a newer version.
            #[must_use]
            pub fn from_code(code: u8) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.code() == code)
            }

            /// The stable name in JSON.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $($name::$variant => $stable,)* }
            }

            /// The one with this stable name.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.name() == name)
            }

            /// What people read.
            #[must_use]
            pub const fn words(self) -> Text {
                match self { $($name::$variant => $words,)* }
            }
        }
    )*};
}

coded! {
    /// What was decided. The codes are stored and sent: never reuse one.
    Deed {
        /// The record is right.
        Accept = 1, "accept", t("Diterima", "Accepted");
        /// Its author is to mend it.
        Return = 2, "return", t("Dikembalikan untuk diperbaiki", "Returned to be corrected");
        /// It does not count.
        NotUse = 3, "not_use", t("Tidak dipakai", "Not used");
        /// The office mended a plain slip.
        Mend = 4, "mend", t("Diperbaiki petugas", "Corrected by the office");
        /// Of several revisions one counts.
        Settle = 5, "settle", t("Versi yang dipakai dipilih petugas", "The office chose the version that counts");
        /// What was held goes on to be checked.
        Release = 6, "release", t("Dilanjutkan ke pemeriksaan", "Let through to be checked");
    }

    /// Why a record is not used. The codes are stored and sent: never reuse one.
    Reason {
        /// The same is in another record.
        Duplicate = 1, "duplicate", t("Data ganda", "Recorded twice");
        /// About somebody else.
        WrongPerson = 2, "wrong_person", t("Salah orang atau salah keluarga", "The wrong person or family");
        /// Somebody of another place.
        NotResident = 3, "not_resident", t("Bukan warga wilayah ini", "Does not live in this area");
        /// It is not so.
        Untrue = 4, "untrue", t("Tidak sesuai keadaan", "Not as things are");
        /// A newer record says it better.
        Outdated = 5, "outdated", t("Sudah ada data yang lebih baru", "There is newer data");
        /// Somebody tried the app.
        Trial = 6, "trial", t("Hanya percobaan", "Only a trial");
        /// What the comment says.
        Other = 7, "other", t("Alasan lain", "Another reason");
    }

    /// Who decided, by office. The codes are stored and sent: never reuse one.
    Officer {
        /// The kecamatan.
        Kecamatan = 3, "kecamatan", t("petugas kecamatan", "the district office");
        /// The regency's social affairs office.
        Dinsos = 4, "dinsos", t("petugas Dinsos", "the social affairs office");
    }
}

impl Reason {
    /// True where the comment has to say it.
    #[must_use]
    pub const fn needs_comment(self) -> bool {
        matches!(self, Reason::Other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::value::Tag;

    fn longest() -> Review1 {
        let path = (0..8).fold(Path::root(), |path, tag| path.field(Tag(60_000 + tag)));
        Review1 {
            decision: DecisionId([1; 16]),
            record: RecordId([2; 16]),
            change: ChangeId([3; 16]),
            deed: Deed::Return.code(),
            reason: 0,
            officer: Officer::Kecamatan.code(),
            at_ms: u64::MAX,
            comment: "ā".repeat(limits::COMMENT_CHARS_MAX),
            fields: vec![path; limits::VALUES_MAX],
            now: None,
        }
    }

    #[test]
    fn the_longest_event_survives_the_way_and_a_longer_one_is_not_read() {
        let longest = longest();
        let bytes = event(&longest);
        assert_eq!(review(&bytes), Some(longest.clone()));
        assert_eq!(review(&bytes[..bytes.len() - 1]), None);
        assert_eq!(review(&[&bytes[..], &[0]].concat()), None);
        assert_eq!(review(&[]), None);
        assert_eq!(review(&[9, 0]), None);
        let long = Review1 { comment: "x".repeat(limits::REVIEW.n_bytes), ..longest.clone() };
        assert_eq!(review(&event(&long)), None);
        let many = Review1 { fields: vec![Path::root(); 5_000], ..longest };
        assert_eq!(review(&event(&many)), None, "a list has an end");
    }

    #[test]
    fn codes_and_names_are_found_again() {
        for deed in Deed::ALL {
            assert_eq!(Deed::from_code(deed.code()), Some(*deed));
            assert_eq!(Deed::named(deed.name()), Some(*deed));
        }
        assert_eq!((Deed::from_code(0), Reason::named("")), (None, None));
    }
}
