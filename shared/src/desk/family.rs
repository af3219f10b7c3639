//! Families of the register: what a search finds, and one family whole.
//!
//! Days travel as `2026-11-30`. National numbers travel whole, and the desk hides their middle until
//! somebody asks for it; a list has their last four digits only.

use serde::{Deserialize, Serialize};

use super::{Words, list::Row};

/// One page of families.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FamilyPage {
    /// By village, then in the order in which the register got to know them.
    pub families: Vec<FamilyRow>,
    /// What to ask `after` for what follows; `None` when all were looked at. There may be more although
    /// the page is not full: one request looks at so many families only.
    #[serde(default)]
    pub next: Option<String>,
}

/// One family in a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FamilyRow {
    /// Which.
    pub family: String,
    /// Name of the head of the family, or of who stands first; may be empty.
    #[serde(default)]
    pub head: String,
    /// RT and RW, as far as they are known.
    #[serde(default)]
    pub neighbourhood: String,
    /// Hamlet, and address or landmark.
    #[serde(default)]
    pub address: String,
    /// "nama — Kec. X".
    #[serde(default)]
    pub village_title: String,
    /// The last four digits of the family card.
    #[serde(default)]
    pub card_end: Option<String>,
    /// How many members live there.
    #[serde(default)]
    pub n_members: u64,
    /// The members whom the search found, where it found people.
    #[serde(default)]
    pub found: Vec<String>,
    /// Stable name of its state: `active`, `moved`, `dissolved`, `merged`.
    #[serde(default)]
    pub state: String,
    /// What that is called.
    #[serde(default)]
    pub state_words: Words,
    /// When a PSM last visited it.
    #[serde(default)]
    pub seen: Option<String>,
}

/// One family whole.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Family {
    /// As in a list.
    #[serde(flatten)]
    pub row: FamilyRow,
    /// Its card number.
    #[serde(default)]
    pub card: Option<String>,
    /// How many former card numbers are known.
    #[serde(default)]
    pub n_former_cards: u64,
    /// Where it was first heard of.
    #[serde(default)]
    pub source: Words,
    /// When a PSM's record about it was accepted.
    #[serde(default)]
    pub verified: Option<String>,
    /// The family that it turned out to be the same as.
    #[serde(default)]
    pub merged_into: Option<String>,
    /// Its members, the head of the family first.
    #[serde(default)]
    pub members: Vec<Member>,
    /// What it receives or received.
    #[serde(default)]
    pub programmes: Vec<Programme>,
    /// What a PSM is asked to do there.
    #[serde(default)]
    pub tasks: Vec<Task>,
    /// Its visits and the forms about its members, the newest first.
    #[serde(default)]
    pub records: Vec<Row>,
    /// True when the village has so many records that the older ones were not looked at.
    #[serde(default)]
    pub has_older: bool,
}

/// One member of a family.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Which.
    pub person: String,
    /// Name.
    pub name: String,
    /// What he is called; may be empty.
    #[serde(default)]
    pub nickname: String,
    /// Relation to the head of the family.
    #[serde(default)]
    pub relation: Option<Words>,
    /// Sex.
    #[serde(default)]
    pub sex: Option<Words>,
    /// Day of birth.
    #[serde(default)]
    pub birth: Option<String>,
    /// The day of birth was reckoned from an age.
    #[serde(default)]
    pub birth_is_about: bool,
    /// NIK.
    #[serde(default)]
    pub nik: Option<String>,
    /// Why there is none.
    #[serde(default)]
    pub no_nik: Option<Words>,
    /// How many former NIKs are known.
    #[serde(default)]
    pub n_former_niks: u64,
    /// Stable name of his state: `alive`, `dead`, `moved`, `merged`.
    #[serde(default)]
    pub state: String,
    /// What that is called.
    #[serde(default)]
    pub state_words: Words,
    /// When a PSM's record about him was accepted.
    #[serde(default)]
    pub verified: Option<String>,
}

/// What a family or one of its members receives or received.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Programme {
    /// What it is called.
    pub title: Words,
    /// Whose it is; empty when it is the whole family's.
    #[serde(default)]
    pub person: String,
    /// The first day, where it is known.
    #[serde(default)]
    pub since: Option<String>,
    /// The last day; `None` while it is received.
    #[serde(default)]
    pub until: Option<String>,
}

/// What a PSM is asked to do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// Whom to ask for.
    #[serde(default)]
    pub name: String,
    /// What for.
    #[serde(default)]
    pub reason: String,
    /// The form that is wanted; none when a visit is enough.
    #[serde(default)]
    pub kind_title: Option<Words>,
    /// The last day.
    #[serde(default)]
    pub due: Option<String>,
}

/// The family that a record is about, and the person in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Home {
    /// Which family.
    pub family: String,
    /// Name of its head.
    #[serde(default)]
    pub head: String,
    /// The member; `None` for the family as a whole.
    #[serde(default)]
    pub person: Option<String>,
}
