//! The answers of a record in words, and what is wrong with them.

use serde::{Deserialize, Serialize};

use super::Words;
use crate::text::{Text, t};

/// What stands for an answer that is not there.
pub const NOT_ANSWERED: Text = t("Belum diisi", "Not answered");

/// One section of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Its stable name.
    #[serde(default)]
    pub name: String,
    /// Its heading.
    pub title: Words,
    /// Its answers and open questions.
    #[serde(default)]
    pub fields: Vec<Field>,
}

/// One answer, or a group of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// The element id that problems point at, too.
    pub field_id: String,
    /// Its stable name; empty for a row and for an answer that the server does not know.
    #[serde(default)]
    pub name: String,
    /// The question.
    pub label: Words,
    /// The answer; `None` for an open question, a group or rows.
    #[serde(default)]
    pub value: Option<Words>,
    /// What stood here in the revision before, where that was something else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Words>,
    /// `general`, `identity` or `specific`.
    #[serde(default)]
    pub class: String,
    /// True when the form computed it.
    #[serde(default)]
    pub computed: bool,
    /// Of a computed answer, what it is among the results: `step` for the one to take next, `score` for a
    /// number of standard deviations; empty for any other.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub result: String,
    /// Of a number: the stable name of the computed answer that says what it means.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub category: String,
    /// The fields of a group, or the rows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub children: Vec<Field>,
}

/// An answer that a revision does not have any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Removed {
    /// The labels on the way to it.
    pub path: Vec<Words>,
    /// What it was.
    pub value: Words,
    /// As of a field.
    #[serde(default)]
    pub class: String,
}

/// A problem or a note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The labels on the way to the field; none for the form as a whole.
    #[serde(default)]
    pub path: Vec<Words>,
    /// The element id of the field.
    #[serde(default)]
    pub field_id: String,
    /// Its stable name.
    #[serde(default)]
    pub code: String,
    /// `info`, `warning`, `confirm` or `error`.
    #[serde(default)]
    pub severity: String,
    /// What it says.
    pub words: Words,
    /// Why the author says that it is right all the same.
    #[serde(default)]
    pub reason: Option<String>,
    /// Of a note on a NIK: where else that is on record now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub others: Option<Others>,
}

/// Other records about the same NIK.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Others {
    /// Those that the reader may see.
    pub records: Vec<Other>,
    /// True when there are others in places that the reader may not see; nothing tells where.
    pub is_outside: bool,
}

/// One of them, to be opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Other {
    /// Which.
    pub record: String,
    /// What its kind is called.
    pub kind_title: Words,
    /// "nama — Kec. X".
    pub village_title: String,
    /// When the server stored it, Unix milliseconds.
    pub stored_at_ms: u64,
}
