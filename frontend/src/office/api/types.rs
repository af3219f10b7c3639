//! What the desk's endpoints answer, as this app sees it.
//!
//! Fields that an older or newer server may lack have a default: a missing count must not hide a
//! record. Unknown fields are ignored.

use serde::Deserialize;
use shared::{sync::state::State, text::Lang};

/// Stable name of the visit among the kinds of form.
const VISIT_KIND: &str = "kunjungan";

/// Words that the server sends in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Words {
    /// Bahasa Indonesia.
    #[serde(default)]
    pub id: String,
    /// English.
    #[serde(default)]
    pub en: String,
}

impl Words {
    /// The words in `lang`.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Id => &self.id,
            Lang::En => &self.en,
        }
    }

    /// True when there is nothing to show.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.id.trim().is_empty()
    }
}

/// Who is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Me {
    /// The name to sign in with.
    #[serde(default)]
    pub user: String,
    /// The person's name.
    pub name: String,
    /// Stable name of the role: `desa`, `kecamatan`, `dinsos`, `admin`.
    pub role: String,
    /// What the person may see.
    pub scope: Scope,
    /// The villages of that.
    #[serde(default)]
    pub villages: Vec<VillageOption>,
}

/// What a person may see.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Scope {
    /// `regency`, `kecamatan` or `desa`.
    #[serde(default)]
    pub kind: String,
    /// What it is called.
    #[serde(default)]
    pub title: String,
}

/// A village to filter by.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct VillageOption {
    /// Its code, dotted or not.
    pub code: String,
    /// "nama — Kec. X".
    pub title: String,
}

/// One page of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Page {
    /// The newest first.
    pub records: Vec<Row>,
    /// Where the next page begins; `None` at the end.
    #[serde(default)]
    pub next: Option<u64>,
    /// How many records there are of each state, under the other filters.
    #[serde(default)]
    pub counts: Vec<Count>,
}

/// How many records stand in one state, over all pages.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Count {
    /// Its stable name.
    pub state: String,
    /// How many; each record stands in one state.
    pub n: u64,
    /// How many of other states its filter finds besides.
    #[serde(default)]
    pub n_beside: u64,
}

impl Count {
    /// How many records the filter of the state finds.
    #[must_use]
    pub const fn n_found(&self) -> u64 {
        self.n.saturating_add(self.n_beside)
    }
}

/// One record in the list.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Row {
    /// Its id.
    pub record: String,
    /// What its kind is called.
    pub kind_title: Words,
    /// "nama — Kec. X".
    pub village_title: String,
    /// Whom or what it is about; may be empty.
    #[serde(default)]
    pub subject: String,
    /// Stable name of the state.
    pub state: String,
    /// Who sent it.
    #[serde(default)]
    pub author: String,
    /// When the server stored it, Unix milliseconds.
    pub stored_at_ms: u64,
    /// Its place in the order of storing.
    pub seq: u64,
    /// Problems that hold it.
    #[serde(default)]
    pub n_problems: u64,
    /// Warnings and remarks that do not.
    #[serde(default)]
    pub n_notes: u64,
    /// Revisions beside the one that counts, to be settled.
    #[serde(default)]
    pub n_beside: u64,
    /// Doubts that the author answered with a reason.
    #[serde(default)]
    pub n_overrides: u64,
}

/// Reads the stable name of a state; `None` for one of a newer server.
#[must_use]
pub fn state_named(name: &str) -> Option<State> {
    State::ALL.into_iter().find(|state| state.name() == name)
}

/// One record whole, as it stands or as an earlier revision has it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Record {
    /// Its id.
    pub record: String,
    /// The revision that is shown.
    #[serde(default)]
    pub change: String,
    /// Stable name of its kind; `None` for a kind that the server does not know.
    #[serde(default)]
    pub kind: Option<String>,
    /// What its kind is called.
    pub kind_title: Words,
    /// "nama — Kec. X".
    pub village_title: String,
    /// Whom or what it is about; may be empty.
    #[serde(default)]
    pub subject: String,
    /// Stable name of the state.
    pub state: String,
    /// What the state is called.
    #[serde(default)]
    pub state_words: Words,
    /// What there is to know of a revision that does not count.
    #[serde(default)]
    pub old: Option<Old>,
    /// When it was withdrawn, Unix milliseconds; the answers are then those that were.
    #[serde(default)]
    pub withdrawn_at_ms: Option<u64>,
    /// Who sent it.
    #[serde(default)]
    pub author: String,
    /// The browser that sent it.
    #[serde(default)]
    pub device: String,
    /// Proof of storage, as the phone shows it too.
    pub receipt: Receipt,
    /// When it was finished on the phone, Unix milliseconds.
    pub made_at_ms: u64,
    /// When the server stored it, Unix milliseconds.
    pub stored_at_ms: u64,
    /// A supervisor's comment; may be empty.
    #[serde(default)]
    pub comment: String,
    /// What holds it.
    #[serde(default)]
    pub problems: Vec<Problem>,
    /// What was noticed but does not hold it.
    #[serde(default)]
    pub notes: Vec<Problem>,
    /// Doubts that the author answered with a reason.
    #[serde(default)]
    pub overrides: Vec<Problem>,
    /// True when the answers cannot be read at all.
    #[serde(default)]
    pub unreadable: bool,
    /// Its answers.
    #[serde(default)]
    pub sections: Vec<Section>,
    /// Answers that the revision before had and this one has not.
    #[serde(default)]
    pub removed: Vec<Removed>,
    /// The visit it belongs to.
    #[serde(default)]
    pub visit_record: Option<Visit>,
    /// The forms of this visit, if it is one.
    #[serde(default)]
    pub forms: Vec<Row>,
    /// All its revisions, the oldest first.
    #[serde(default)]
    pub revisions: Vec<Revision>,
}

impl Record {
    /// True for a form with indicators. What a visit computes is about the visit itself, such as
    /// the way consent was given.
    #[must_use]
    pub fn has_results(&self) -> bool {
        self.kind.as_deref().is_some_and(|kind| kind != VISIT_KIND)
    }
}

/// What there is to know of a revision that does not count.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
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

/// An answer that a revision does not have any more.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Removed {
    /// The labels on the way to it.
    pub path: Vec<Words>,
    /// What it was.
    pub value: Words,
    /// As of a field.
    #[serde(default)]
    pub class: String,
}

/// Proof of storage.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Receipt {
    /// Its number: the place in the order of storing.
    pub seq: u64,
    /// Fingerprint of what was stored, hexadecimal.
    #[serde(default)]
    pub hash: String,
}

/// What the forms of one visit share.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Visit {
    /// The visit's own record.
    pub record: String,
    /// "nama — Kec. X".
    #[serde(default)]
    pub village_title: String,
    /// Its answers.
    #[serde(default)]
    pub sections: Vec<Section>,
}

/// One screen of a form.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Section {
    /// Its heading.
    pub title: Words,
    /// Its answers and open questions.
    #[serde(default)]
    pub fields: Vec<Field>,
}

/// One answer, or a group of them.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Field {
    /// The element id that problems point at, too.
    pub field_id: String,
    /// Its stable name; empty for a row.
    #[serde(default)]
    pub name: String,
    /// The question.
    pub label: Words,
    /// The answer; `None` for an open question, a group or rows.
    #[serde(default)]
    pub value: Option<Words>,
    /// What stood here in the revision before, where that was something else.
    #[serde(default)]
    pub before: Option<Words>,
    /// `general`, `identity` or `specific`.
    #[serde(default)]
    pub class: String,
    /// True when the form computed it.
    #[serde(default)]
    pub computed: bool,
    /// The fields of a group, or the rows.
    #[serde(default)]
    pub children: Vec<Field>,
}

/// A problem or a note.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
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
    #[serde(default)]
    pub others: Option<Others>,
}

/// Other records about the same NIK.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Others {
    /// Those that this person may see.
    pub records: Vec<Other>,
    /// True when there are others in other areas.
    pub is_outside: bool,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Other {
    /// Its id.
    pub record: String,
    /// What its kind is called.
    pub kind_title: Words,
    /// "nama — Kec. X".
    pub village_title: String,
    /// When the server stored it, Unix milliseconds.
    pub stored_at_ms: u64,
}

/// One revision of a record.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Revision {
    /// Which.
    pub change: String,
    /// When it was finished, Unix milliseconds.
    pub made_at_ms: u64,
    /// When the server stored it, Unix milliseconds.
    pub stored_at_ms: u64,
    /// Stable name of how it stands now.
    pub state: String,
    /// What that is called.
    #[serde(default)]
    pub state_words: Words,
    /// Who made it.
    #[serde(default)]
    pub author: String,
    /// True for one that withdraws the record.
    #[serde(default)]
    pub withdrawal: bool,
    /// True for the one that counts.
    #[serde(default)]
    pub current: bool,
    /// True while it stands beside the head and somebody has to settle it.
    #[serde(default)]
    pub beside: bool,
    /// True when its answers may be asked for.
    #[serde(default)]
    pub can_open: bool,
}
