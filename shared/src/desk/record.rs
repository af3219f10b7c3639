//! One record whole.

use serde::{Deserialize, Serialize};

use crate::growth::picture::Growth;

use super::{
    Words,
    family::Home,
    list::Row,
    review::Decision,
    sheet::{Problem, Removed, Section},
};

/// Stable name of the visit among the kinds of form.
pub(super) const VISIT_KIND: &str = "kunjungan";

/// One record, as it stands now or as an earlier revision has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// As in a list.
    #[serde(flatten)]
    pub row: Row,
    /// What there is to know of a revision that does not count.
    #[serde(default)]
    pub old: Option<Old>,
    /// When it was withdrawn, Unix milliseconds; the answers are then those that were.
    #[serde(default)]
    pub withdrawn_at_ms: Option<u64>,
    /// The browser that sent it.
    #[serde(default)]
    pub device: String,
    /// Proof of storage, as the phone shows it too.
    pub receipt: Receipt,
    /// A supervisor's comment; may be empty.
    #[serde(default)]
    pub comment: String,
    /// Why it is held.
    #[serde(default)]
    pub problems: Vec<Problem>,
    /// What the server noticed.
    #[serde(default)]
    pub notes: Vec<Problem>,
    /// Confirms that the author lifted, with the reasons.
    #[serde(default)]
    pub overrides: Vec<Problem>,
    /// True when the answers cannot be read at all; then there are no sections.
    #[serde(default)]
    pub unreadable: bool,
    /// The answers.
    #[serde(default)]
    pub sections: Vec<Section>,
    /// The photos that the answers name, here or not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub photos: Vec<Photo>,
    /// The child's growth by this and its other records, of a kind that measures children.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub growth: Option<Growth>,
    /// Answers that the revision before had and this one has not.
    #[serde(default)]
    pub removed: Vec<Removed>,
    /// The visit it belongs to, if that is stored and in the reader's area.
    #[serde(default)]
    pub visit_record: Option<Visit>,
    /// The family and person of the register whom it is about, if they are in the reader's area.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub home: Option<Home>,
    /// The forms of this visit, if it is one.
    #[serde(default)]
    pub forms: Vec<Row>,
    /// The last revisions, oldest first.
    #[serde(default)]
    pub revisions: Vec<Revision>,
    /// How many revisions there were before these.
    #[serde(default)]
    pub n_older: usize,
    /// What was decided about it, oldest first; also what was undone or fell away.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<Decision>,
    /// What the reader may decide now: stable names of [`crate::sync::review::Deed`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub may: Vec<String>,
}

impl Record {
    /// True for a form with indicators. What a visit computes is about the visit itself, such as the
    /// way consent was given.
    #[must_use]
    pub fn has_results(&self) -> bool {
        self.row.kind.as_deref().is_some_and(|kind| kind != VISIT_KIND)
    }
}

/// A photo, signature or other picture that an answer names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Photo {
    /// Which.
    pub blob: String,
    /// The question that it answers.
    pub label: Words,
    /// Stable name of how it stands: `promised` while the phone has not begun to send it, `arriving`,
    /// `arrived` or `refused`.
    pub state: String,
    /// What that is called; why it is refused.
    pub words: Words,
    /// Pixels, once it is here.
    pub width: u32,
    /// Pixels, once it is here.
    pub height: u32,
}

impl Photo {
    /// True when there is something to show.
    #[must_use]
    pub fn is_here(&self) -> bool {
        self.state == "arrived"
    }
}

/// What there is to know of a revision that does not count (any more).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Old {
    /// Its number in the history, from 1.
    pub number: usize,
    /// True while it stands beside the one that counts.
    #[serde(default)]
    pub beside: bool,
    /// When it was replaced or withdrawn, Unix milliseconds.
    #[serde(default)]
    pub ended_at_ms: Option<u64>,
    /// True when it was withdrawn and not replaced.
    #[serde(default)]
    pub is_withdrawn: bool,
}

/// Proof of storage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The server's order.
    pub seq: u64,
    /// SHA-256 over the bytes of the change, hexadecimal.
    #[serde(default)]
    pub hash: String,
    /// When it was stored, Unix milliseconds.
    #[serde(default)]
    pub stored_at_ms: u64,
}

/// The visit of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    /// As in a list.
    #[serde(flatten)]
    pub row: Row,
    /// Its answers.
    #[serde(default)]
    pub sections: Vec<Section>,
    /// The photos that they name, here or not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub photos: Vec<Photo>,
}

/// One revision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revision {
    /// Which.
    pub change: String,
    /// Made from.
    #[serde(default)]
    pub parent: Option<String>,
    /// True for one that withdraws the record.
    #[serde(default)]
    pub withdrawal: bool,
    /// When it was finished, Unix milliseconds.
    pub made_at_ms: u64,
    /// When it was stored, Unix milliseconds.
    pub stored_at_ms: u64,
    /// The server's order.
    #[serde(default)]
    pub seq: u64,
    /// Stable name of how it stands now: the state of the record for the one that counts, the state
    /// that it got for one beside it, else `superseded` or `withdrawn`.
    pub state: String,
    /// What that is called.
    #[serde(default)]
    pub state_words: Words,
    /// True for the head: the one that counts.
    #[serde(default)]
    pub current: bool,
    /// True while it stands beside the head and somebody has to settle it.
    #[serde(default)]
    pub beside: bool,
    /// Who made it.
    #[serde(default)]
    pub author: String,
    /// True when its answers may be asked for.
    #[serde(default)]
    pub can_open: bool,
}
