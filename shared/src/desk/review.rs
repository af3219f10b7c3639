//! Deciding on records at the desk: what is asked, what is answered, and what needs somebody today.
//!
//! A decision names the revision that was seen. It is pending for [`PENDING_MS`], in which the one who
//! made it may undo it and nobody else can decide; then it takes effect. What cannot be decided is
//! answered with a [`Refusal`] in words, beside what is there instead.

use serde::{Deserialize, Serialize};

use super::{Words, list::Row, sheet::Problem};
use crate::{
    form::{edit::readable, model::TextStyle},
    sync::{limits, review::Deed},
    text::{Text, t},
};

/// So long a decision can be undone and has no effect, milliseconds: a minute. A slip is noticed within
/// seconds, mostly when the next record is shown; a phone that waits a minute longer loses nothing.
pub const PENDING_MS: u64 = 60_000;
/// Records in one bulk of decisions: four pages of a list. Each takes about half a millisecond of the
/// write lock.
pub const BULK_MAX: usize = 200;
/// Decisions of a record that are shown, the last ones.
pub const DECISIONS_MAX: u32 = 50;
/// Lines of each pile of [`Today`].
pub const PILE_LEN: u32 = 10;
/// A pile is counted to this number and no further, so that counting costs the same in any backlog.
pub const PILE_COUNT_MAX: u64 = 10_000;
/// After so long without contact somebody should call a PSM, days.
pub const SILENT_DAYS: u64 = 14;

/// `POST /api/v1/desk/records/{id}/decision`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decide {
    /// The revision that was seen.
    pub change: String,
    /// What is decided.
    pub what: What,
}

/// What is decided, with all that it needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum What {
    /// The record is right.
    Accept {
        /// May be empty.
        #[serde(default)]
        comment: String,
    },
    /// Its author is to mend it: a comment, comments at fields, or both.
    Return {
        /// What is said of the whole.
        #[serde(default)]
        comment: String,
        /// What is said at fields.
        #[serde(default)]
        fields: Vec<FieldComment>,
    },
    /// It does not count.
    NotUse {
        /// Stable name of a [`crate::sync::review::Reason`].
        reason: String,
        /// Needed where the reason is another one.
        #[serde(default)]
        comment: String,
        /// Of a duplicate, the record that stays.
        #[serde(default)]
        same_as: Option<String>,
    },
    /// A plain slip is mended.
    Mend {
        /// All answers as they are to be: a [`crate::form::content::Content`], hexadecimal.
        content: String,
        /// Why.
        #[serde(default)]
        comment: String,
    },
    /// Of several revisions one counts.
    Settle {
        /// The revision that counts from now on; the one that was seen to leave it so.
        keep: String,
        /// Why.
        #[serde(default)]
        comment: String,
    },
    /// What was held for the office goes on to be checked.
    Release {
        /// Why.
        #[serde(default)]
        comment: String,
    },
}

impl What {
    /// Which of the decisions it is.
    #[must_use]
    pub const fn deed(&self) -> Deed {
        match self {
            What::Accept { .. } => Deed::Accept,
            What::Return { .. } => Deed::Return,
            What::NotUse { .. } => Deed::NotUse,
            What::Mend { .. } => Deed::Mend,
            What::Settle { .. } => Deed::Settle,
            What::Release { .. } => Deed::Release,
        }
    }
}

/// A comment at a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldComment {
    /// The element id of the field, as the sheet has it.
    pub field_id: String,
    /// What is to be mended there, in one line.
    pub text: String,
}

/// `POST /api/v1/desk/decisions`: accepts many records, each by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bulk {
    /// At most [`BULK_MAX`].
    pub records: Vec<Seen>,
}

/// A record as it was seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// Which.
    pub record: String,
    /// Its revision.
    pub change: String,
}

/// The answer to a [`Bulk`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkDecided {
    /// One for each record, in the order of the question.
    #[serde(default)]
    pub answers: Vec<Decided>,
}

/// What became of a decision, or of undoing one (`DELETE /api/v1/desk/decisions/{id}`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// The record.
    #[serde(default)]
    pub record: String,
    /// The decision as it stands now; none where it was refused.
    #[serde(default)]
    pub decision: Option<Decision>,
    /// Why nothing was done.
    #[serde(default)]
    pub refusal: Option<Refusal>,
}

/// Why a decision was not taken, or not undone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// Stable name: see [`RefusalCode`].
    #[serde(default)]
    pub code: String,
    /// What to tell the person.
    #[serde(default)]
    pub words: Words,
    /// Whose decision is in the way.
    #[serde(default)]
    pub by: Option<String>,
    /// When that was made, Unix milliseconds.
    #[serde(default)]
    pub at_ms: Option<u64>,
    /// What is wrong with the answers that were to be.
    #[serde(default)]
    pub problems: Vec<Problem>,
}

/// Why a decision was not taken, or not undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefusalCode {
    /// There is no such record in the reader's area.
    NotFound,
    /// Another revision counts now.
    Changed,
    /// Somebody's decision is pending or was taken.
    Taken,
    /// The state of the record does not allow it.
    WrongState,
    /// Revisions beside it have to be settled first.
    Unsettled,
    /// A confidential record goes back to no phone.
    Confidential,
    /// A comment is missing.
    CommentMissing,
    /// A comment is too long, or there are too many.
    CommentTooLong,
    /// A comment is at no field of this form.
    NoSuchField,
    /// The answers that were to be cannot be read, or are too long.
    Unreadable,
    /// The answers that were to be have problems.
    Blocked,
    /// Nothing would be different.
    NothingChanged,
    /// There is no such revision to choose.
    NoSuchRevision,
    /// The minute is over.
    TooLate,
    /// Somebody else made it.
    NotYours,
    /// It is of a village outside of the reader's area.
    OtherArea,
}

impl RefusalCode {
    /// The stable name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            RefusalCode::NotFound => "not_found",
            RefusalCode::Changed => "changed",
            RefusalCode::Taken => "taken",
            RefusalCode::WrongState => "wrong_state",
            RefusalCode::Unsettled => "unsettled",
            RefusalCode::Confidential => "confidential",
            RefusalCode::CommentMissing => "comment_missing",
            RefusalCode::CommentTooLong => "comment_too_long",
            RefusalCode::NoSuchField => "no_such_field",
            RefusalCode::Unreadable => "unreadable",
            RefusalCode::Blocked => "blocked",
            RefusalCode::NothingChanged => "nothing_changed",
            RefusalCode::NoSuchRevision => "no_such_revision",
            RefusalCode::TooLate => "too_late",
            RefusalCode::NotYours => "not_yours",
            RefusalCode::OtherArea => "other_area",
        }
    }

    /// What to tell the person.
    #[must_use]
    pub const fn words(self) -> Text {
        match self {
            RefusalCode::NotFound => t("Data ini tidak ditemukan.", "This record was not found."),
            RefusalCode::Changed => t(
                "Data ini baru saja berubah. Lihat dulu isinya yang sekarang, lalu putuskan lagi.",
                "This record has just changed. Look at it as it is now, then decide again.",
            ),
            RefusalCode::Taken => {
                t("Data ini sudah diputuskan.", "This record has been decided on.")
            }
            RefusalCode::WrongState => t(
                "Keputusan ini tidak bisa diambil untuk data dalam keadaan sekarang.",
                "This cannot be decided for a record as it stands now.",
            ),
            RefusalCode::Unsettled => t(
                "Ada versi lain dari data ini. Pilih dulu versi yang dipakai.",
                "There is another version of this record. Choose first which one counts.",
            ),
            RefusalCode::Confidential => t(
                "Laporan rahasia tidak dikirim kembali ke HP. Hubungi PSM lewat telepon.",
                "A confidential report goes back to no phone. Call the PSM.",
            ),
            RefusalCode::CommentMissing => t(
                "Tulis dulu apa yang harus diperbaiki, atau alasannya.",
                "First write what is to be corrected, or why.",
            ),
            RefusalCode::CommentTooLong => t(
                "Catatan terlalu panjang atau terlalu banyak. Pendekkan.",
                "A comment is too long, or there are too many. Shorten them.",
            ),
            RefusalCode::NoSuchField => t(
                "Ada catatan pada isian yang tidak ada di formulir ini.",
                "A comment is at a field that this form does not have.",
            ),
            RefusalCode::Unreadable => t(
                "Isian yang dikirim tidak terbaca. Muat ulang halaman, lalu coba lagi.",
                "The answers that were sent cannot be read. Reload the page and try again.",
            ),
            RefusalCode::Blocked => {
                t("Masih ada isian yang perlu diperiksa.", "Some answers still need a look.")
            }
            RefusalCode::NothingChanged => {
                t("Tidak ada isian yang berubah.", "No answer is different.")
            }
            RefusalCode::NoSuchRevision => {
                t("Versi itu tidak bisa dipilih.", "That version cannot be chosen.")
            }
            RefusalCode::TooLate => {
                t("Waktu untuk mengurungkan sudah lewat.", "The time to undo this is over.")
            }
            RefusalCode::NotYours => t(
                "Hanya petugas yang memutuskan yang bisa mengurungkan.",
                "Only the one who decided can undo this.",
            ),
            RefusalCode::OtherArea => t(
                "Data ini untuk desa di luar wilayah Anda. Hubungi Dinsos.",
                "This record is of a village outside your area. Call the social affairs office.",
            ),
        }
    }
}

/// A decision that was made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Which; for undoing it.
    #[serde(default)]
    pub decision: String,
    /// The record it is about.
    #[serde(default)]
    pub record: String,
    /// The revision that was seen.
    #[serde(default)]
    pub change: String,
    /// Stable name of a [`Deed`].
    #[serde(default)]
    pub kind: String,
    /// What that is called.
    #[serde(default)]
    pub kind_words: Words,
    /// Stable name of the reason, where one was given.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// What that says.
    #[serde(default, skip_serializing_if = "Words::is_empty")]
    pub reason_words: Words,
    /// What was said of the whole; may be empty.
    #[serde(default)]
    pub comment: String,
    /// What was said at fields.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldNote>,
    /// The revision that it made, or chose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<String>,
    /// Of a duplicate, the record that stays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub same_as: Option<String>,
    /// Name of the one who decided.
    #[serde(default)]
    pub by: String,
    /// Stable name of that one's role.
    #[serde(default)]
    pub by_role: String,
    /// True when the reader made it.
    #[serde(default)]
    pub is_mine: bool,
    /// When it was made, Unix milliseconds.
    #[serde(default)]
    pub at_ms: u64,
    /// `pending`, `done`, `undone`, or `fell_away` when the record changed within the minute.
    #[serde(default)]
    pub state: String,
    /// What that is called.
    #[serde(default)]
    pub state_words: Words,
    /// How long it can still be undone, milliseconds from now; 0 when it is not pending.
    #[serde(default)]
    pub left_ms: u64,
    /// When its author's phone had it, Unix milliseconds; `None` while that is not known.
    #[serde(default)]
    pub delivered_at_ms: Option<u64>,
}

/// What was said at a field.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldNote {
    /// The element id of the field.
    #[serde(default)]
    pub field_id: String,
    /// The labels on the way to it.
    #[serde(default)]
    pub path: Vec<Words>,
    /// What was said.
    #[serde(default)]
    pub text: String,
}

/// A decision that waits for its minute to pass, in a line of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// Which.
    #[serde(default)]
    pub decision: String,
    /// Stable name of a [`Deed`].
    #[serde(default)]
    pub kind: String,
    /// What that is called.
    #[serde(default)]
    pub kind_words: Words,
    /// Name of the one who decided.
    #[serde(default)]
    pub by: String,
    /// True when the reader made it.
    #[serde(default)]
    pub is_mine: bool,
    /// How long it can still be undone, milliseconds from now.
    #[serde(default)]
    pub left_ms: u64,
}

/// `GET /api/v1/desk/records/{id}/content`: the answers that count as the phone's app reads them, so
/// that the desk can mend them with the same boxes and checks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Raw {
    /// The record.
    #[serde(default)]
    pub record: String,
    /// Its revision.
    #[serde(default)]
    pub change: String,
    /// Code of its kind.
    #[serde(default)]
    pub kind: u16,
    /// Version of the kind it was filled with.
    #[serde(default)]
    pub kind_version: u16,
    /// Number of its village.
    #[serde(default)]
    pub village: u32,
    /// A [`crate::form::content::Content`], hexadecimal.
    #[serde(default)]
    pub content: String,
    /// The same of its visit.
    #[serde(default)]
    pub visit_content: Option<String>,
}

/// `GET /api/v1/desk/today`: what needs the reader today.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Today {
    /// Nobody has decided yet: those that somebody should act on first, then the oldest.
    #[serde(default)]
    pub to_review: Pile<Row>,
    /// How many of these somebody should act on.
    #[serde(default)]
    pub n_urgent: u64,
    /// Held for the office, the oldest first.
    #[serde(default)]
    pub held: Pile<Row>,
    /// With a revision beside the one that counts, the oldest first.
    #[serde(default)]
    pub conflicts: Pile<Row>,
    /// Returned, and the phone has not heard of it: the oldest first.
    #[serde(default)]
    pub unreached: Pile<Unreached>,
    /// PSM of whom nothing was heard for [`SILENT_DAYS`], the longest first.
    #[serde(default)]
    pub silent: Pile<Silent>,
    /// The reader's own decisions of the last days that fell away because the record changed within the
    /// minute, and on which nobody has decided since.
    #[serde(default)]
    pub fell_away: Pile<Row>,
}

/// Some of many.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pile<T> {
    /// How many there are, up to [`PILE_COUNT_MAX`].
    #[serde(default)]
    pub n: u64,
    /// True when there are more than were counted.
    #[serde(default)]
    pub is_more: bool,
    /// The first of them, at most [`PILE_LEN`].
    #[serde(default = "Vec::new")]
    pub rows: Vec<T>,
}

impl<T> Default for Pile<T> {
    fn default() -> Self {
        Self { n: 0, is_more: false, rows: Vec::new() }
    }
}

/// A returned record of which its phone has not heard.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unreached {
    /// The record.
    pub row: Row,
    /// Since when it is on its way, Unix milliseconds.
    #[serde(default)]
    pub since_ms: u64,
    /// When anything was last heard of its author, Unix milliseconds.
    #[serde(default)]
    pub last_contact_ms: Option<u64>,
    /// The author's telephone, as one dials it; empty when it is not known.
    #[serde(default)]
    pub phone: String,
}

/// A PSM of whom nothing was heard for long.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Silent {
    /// Who.
    #[serde(default)]
    pub name: String,
    /// Where he works today: "nama — Kec. X" each.
    #[serde(default)]
    pub villages: Vec<String>,
    /// When anything was last heard, Unix milliseconds; `None` when the app was never used.
    #[serde(default)]
    pub last_contact_ms: Option<u64>,
    /// The telephone, as one dials it; empty when it is not known.
    #[serde(default)]
    pub phone: String,
    /// The same for an address of WhatsApp: digits with the country's code; empty when it is not known.
    #[serde(default)]
    pub phone_e164: String,
}

/// What is often said when a record goes back, to be taken by a tap and changed.
pub const TEMPLATES: &[Text] = &[
    t(
        "Mohon periksa lagi NIK dan nama, cocokkan dengan KTP atau KK.",
        "Please check NIK and name again with the identity or family card.",
    ),
    t(
        "Foto kurang jelas. Mohon foto ulang di tempat terang.",
        "The photo is not clear. Please take it again in good light.",
    ),
    t(
        "Mohon ukur ulang berat dan tinggi anak.",
        "Please measure the child's weight and height again.",
    ),
    t("Alamat atau RT/RW belum lengkap.", "The address or RT/RW is not complete."),
    t(
        "Alasan usulan belum jelas. Mohon jelaskan keadaan keluarga.",
        "The reason for the proposal is not clear. Please describe how the family lives.",
    ),
    t(
        "Isian ini bertentangan dengan isian lain. Mohon periksa keduanya.",
        "This answer contradicts another one. Please check both.",
    ),
    t("Mohon datangi lagi keluarga ini.", "Please visit this family again."),
];

/// What was said of the whole, without what nobody can read and with its lines; `None` when it is too
/// long.
#[must_use]
pub fn comment(typed: &str) -> Option<String> {
    cleaned(typed, TextStyle::Paragraph, limits::COMMENT_CHARS_MAX)
}

/// What was said at a field, in one line; `None` when it is too long.
#[must_use]
pub fn field_comment(typed: &str) -> Option<String> {
    cleaned(typed, TextStyle::Line, limits::FIELD_COMMENT_CHARS_MAX)
}

fn cleaned(typed: &str, style: TextStyle, n_chars_max: usize) -> Option<String> {
    // So that cleaning costs no more than what may come out of it.
    if typed.len() > 8 * n_chars_max {
        return None;
    }
    let words = readable(&typed.replace("\r\n", "\n"), style);
    let words = words.trim();
    (words.chars().count() <= n_chars_max).then(|| words.into())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn comments_lose_what_nobody_can_read_and_only_the_whole_has_lines() {
        let typed = "  =SUM(A1)\u{202e}\r\nbaris dua\u{7}\u{0} \n";
        assert_eq!(comment(typed).unwrap(), "=SUM(A1) \nbaris dua");
        assert_eq!(field_comment(typed).unwrap(), "=SUM(A1) baris dua");
        assert_eq!(comment(" \n\t ").unwrap(), "");
        assert_eq!(comment(&"é".repeat(limits::COMMENT_CHARS_MAX)).unwrap().chars().count(), 1_000);
        assert_eq!(comment(&"x".repeat(limits::COMMENT_CHARS_MAX + 1)), None);
        assert_eq!(field_comment(&"x".repeat(limits::FIELD_COMMENT_CHARS_MAX + 1)), None);
        assert_eq!(comment(&"\u{202e}".repeat(1_000_000)), None);
    }

    #[test]
    fn what_is_decided_holds_its_names() {
        let decide = Decide {
            change: "c".into(),
            what: What::NotUse {
                reason: "duplicate".into(),
                comment: String::new(),
                same_as: None,
            },
        };
        let json = r#"{"change":"c","what":{"kind":"not_use","reason":"duplicate","comment":"","same_as":null}}"#;
        assert_eq!(serde_json::to_string(&decide).unwrap(), json);
        assert_eq!(serde_json::from_str::<Decide>(json).unwrap(), decide);
        let short = r#"{"change":"c","what":{"kind":"accept"}}"#;
        assert_eq!(serde_json::from_str::<Decide>(short).unwrap().what.deed(), Deed::Accept);
        assert!(serde_json::from_str::<Decide>(r#"{"change":"c","what":{"kind":"x"}}"#).is_err());
        for deed in Deed::ALL {
            let json =
                format!(r#"{{"kind":"{}","reason":"","content":"","keep":""}}"#, deed.name());
            assert_eq!(serde_json::from_str::<What>(&json).unwrap().deed(), *deed);
        }
    }
}
