//! Lists of records.

use serde::{Deserialize, Serialize};

use super::{Words, review::Waiting};

/// One page of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// The newest first.
    pub records: Vec<Row>,
    /// What to ask `before` for the next page; `None` on the last.
    #[serde(default)]
    pub next: Option<u64>,
    /// How many there are in each state under the other filters, over all pages.
    #[serde(default)]
    pub counts: Vec<Count>,
}

/// How many records stand in one state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// Its stable name.
    pub state: String,
    /// What it is called.
    #[serde(default)]
    pub words: Words,
    /// How many; each record stands in one state.
    pub n: u64,
    /// How many of other states the filter of this one finds besides, because a revision beside the
    /// head waits for the office.
    #[serde(default)]
    pub n_beside: u64,
    /// True when there may be more: so many have the words that not all were counted.
    #[serde(default)]
    pub is_least: bool,
}

impl Count {
    /// How many records the filter of the state finds.
    #[must_use]
    pub const fn n_found(&self) -> u64 {
        self.n.saturating_add(self.n_beside)
    }
}

/// One record in a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The record.
    pub record: String,
    /// The revision that is shown: its head in a list.
    #[serde(default)]
    pub change: String,
    /// Stable name of its kind; `None` for a kind that the server does not know.
    #[serde(default)]
    pub kind: Option<String>,
    /// What the kind is called.
    pub kind_title: Words,
    /// Version of the kind it was filled with.
    #[serde(default)]
    pub kind_version: u16,
    /// Code of the village.
    #[serde(default)]
    pub village: String,
    /// "nama — Kec. X".
    pub village_title: String,
    /// The record of its visit.
    #[serde(default)]
    pub visit: Option<String>,
    /// Whom or what it is about; may be empty.
    #[serde(default)]
    pub subject: String,
    /// Stable name of the state.
    pub state: String,
    /// What the state is called.
    #[serde(default)]
    pub state_words: Words,
    /// Who sent it.
    #[serde(default)]
    pub author: String,
    /// When it was finished on the phone, Unix milliseconds.
    #[serde(default)]
    pub made_at_ms: u64,
    /// When the server stored it, Unix milliseconds.
    pub stored_at_ms: u64,
    /// Its place in the order of the list.
    pub seq: u64,
    /// Problems that hold it.
    #[serde(default)]
    pub n_problems: u64,
    /// What the server noticed and that does not hold it.
    #[serde(default)]
    pub n_notes: u64,
    /// Revisions beside the head that somebody has to settle.
    #[serde(default)]
    pub n_beside: u64,
    /// Doubts of the form that the author answered with a reason.
    #[serde(default)]
    pub n_overrides: u64,
    /// What it proposes or found, in one line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub says: Option<Words>,
    /// How that is marked: the name of a [`crate::form::model::Tone`].
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub tone: String,
    /// A decision that waits for its minute to pass.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiting: Option<Waiting>,
    /// That it was typed into SIKS-NG as it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub typed: Option<Typed>,
}

/// That a proposal was typed into SIKS-NG.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Typed {
    /// Who did it.
    pub by: String,
    /// When, Unix milliseconds.
    pub at_ms: u64,
}
