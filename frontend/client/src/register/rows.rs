//! What the rows around the register hold. Frozen, as all rows.

use serde::{Deserialize, Serialize};
use shared::{
    codec::{Limits, Message},
    region::VillageCode,
    register::family::Family1,
    sync::wire::{self, WireError},
};

use crate::rows::Stored;

/// Key of the [`Register1`] row of [`crate::store::Table::Meta`].
pub const KEY_REGISTER: &str = "register";
/// Key of the [`OwnFamilies1`] row of [`crate::store::Table::Meta`].
pub const KEY_OWN: &str = "register-own";

/// Forty villages of a hundred chunks.
const REGISTER: Limits = Limits { n_bytes: 100_000, n_per_list: 2_000, n_items: 8_000 };
/// Families that a phone adds before the office has them: a year of one a day.
pub(super) const OWN_MAX: usize = 400;
const OWN: Limits = Limits { n_bytes: 400_000, n_per_list: OWN_MAX, n_items: 4 * OWN_MAX };

/// Which chunks of the register are stored; version 1.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Register1 {
    /// Of which villages.
    pub villages: Vec<Village1>,
    /// How often a chunk was written; the version of the last one.
    pub n_written: u32,
}

/// The chunks of a village; version 1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Village1 {
    /// Which.
    pub village: VillageCode,
    /// All that the office has told has come.
    pub is_whole: bool,
    /// Its chunks, ascending.
    pub chunks: Vec<Chunk1>,
}

/// A chunk that is stored; version 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chunk1 {
    /// Which of the village.
    pub idx: u16,
    /// Another one each time it is written.
    pub version: u32,
}

/// Families that the person added in the field and the office does not have yet; version 1.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnFamilies1 {
    /// The oldest first.
    pub families: Vec<OwnFamily1>,
}

/// One of them; version 1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnFamily1 {
    /// Where.
    pub village: VillageCode,
    /// What is known of it. It has no number, and an id.
    pub family: Family1,
}

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

stored! {
    Register1 => REGISTER;
    OwnFamilies1 => OWN;
}

impl Register1 {
    /// What is here of a village.
    #[must_use]
    pub fn village(&self, code: VillageCode) -> Option<&Village1> {
        self.villages.iter().find(|village| village.village == code)
    }

    /// Takes out what is here of a village; nothing of one that is new.
    pub(super) fn take(&mut self, code: VillageCode) -> Village1 {
        match self.villages.iter().position(|village| village.village == code) {
            Some(idx) => self.villages.remove(idx),
            None => Village1 { village: code, is_whole: false, chunks: Vec::new() },
        }
    }
}

impl Village1 {
    /// One of its chunks.
    #[must_use]
    pub fn chunk(&self, idx: u16) -> Option<&Chunk1> {
        self.chunks.iter().find(|chunk| chunk.idx == idx)
    }

    pub(super) fn put(&mut self, chunk: Chunk1) {
        match self.chunks.binary_search_by_key(&chunk.idx, |other| other.idx) {
            Ok(place) => self.chunks[place] = chunk,
            Err(place) => self.chunks.insert(place, chunk),
        }
    }
}

impl OwnFamilies1 {
    /// Where they are, each village once.
    pub(super) fn villages(&self) -> Vec<VillageCode> {
        let mut villages: Vec<_> = self.families.iter().map(|own| own.village).collect();
        villages.sort_unstable();
        villages.dedup();
        villages
    }
}
