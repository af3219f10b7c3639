//! The register in memory, and the search in it.
//!
//! Each chunk has an index of its own, so that one that arrives or changes costs only itself: its
//! folded words, sorted, each with the people and families it belongs to. A search looks for each word
//! as a prefix by halving, and only where that finds few, compares all words with an error or two.

mod index;
mod near;

use self::index::Index;
use super::{
    family::{Families1, Family1, Gone1, Person1},
    query::Query,
    reference::{FamilyRef, PersonRef},
};
use crate::region::VillageCode;

/// Fewer exact hits than this, and errors are tolerated.
const FEW: usize = 5;
/// How often something may have become something else; more is damage.
const MERGES_MAX: usize = 32;
/// The chunk of families that this phone has added and the office does not have yet.
pub const OWN_CHUNK: u16 = u16::MAX;

/// The register of a phone.
#[derive(Debug, Default)]
pub struct Register {
    /// By village and chunk.
    parts: Vec<Part>,
}

#[derive(Debug)]
struct Part {
    village: VillageCode,
    chunk: u16,
    families: Families1,
    index: Index,
}

/// A person that was found, or a family of which nobody is known.
#[derive(Clone, Copy, Debug)]
pub struct Hit<'r> {
    /// Where.
    pub village: VillageCode,
    /// The family.
    pub family: &'r Family1,
    /// The member; `None` for a family without.
    pub member: Option<&'r Person1>,
    /// What was typed is written a little otherwise.
    pub is_near: bool,
}

impl Register {
    /// Puts a chunk in place of what was known of it.
    pub fn put(&mut self, village: VillageCode, chunk: u16, families: Families1) {
        let index = Index::of(&families.families);
        let part = Part { village, chunk, families, index };
        match self.place(village, chunk) {
            Ok(idx) => self.parts[idx] = part,
            Err(idx) => self.parts.insert(idx, part),
        }
    }

    /// Forgets a chunk.
    pub fn remove(&mut self, village: VillageCode, chunk: u16) {
        if let Ok(idx) = self.place(village, chunk) {
            self.parts.remove(idx);
        }
    }

    fn place(&self, village: VillageCode, chunk: u16) -> Result<usize, usize> {
        let key = (village.number(), chunk);
        self.parts.binary_search_by_key(&key, |part| (part.village.number(), part.chunk))
    }

    /// The chunks that are here.
    pub fn chunks(&self) -> impl Iterator<Item = (VillageCode, u16)> + '_ {
        self.parts.iter().map(|part| (part.village, part.chunk))
    }

    /// All families, by village and number.
    pub fn families(&self) -> impl Iterator<Item = (VillageCode, &Family1)> {
        self.parts.iter().flat_map(|part| {
            part.families.families.iter().map(move |family| (part.village, family))
        })
    }

    /// How many people there are.
    #[must_use]
    pub fn n_people(&self) -> usize {
        self.families().map(|(_, family)| family.members.len()).sum()
    }

    /// A family, however it is named. One that is the same as another is that one.
    #[must_use]
    pub fn family(&self, reference: FamilyRef) -> Option<(VillageCode, &Family1)> {
        match reference {
            FamilyRef::Numbered { village, number } => {
                let mut number = number;
                for _ in 0..MERGES_MAX {
                    if let Some(found) = self.numbered(village, number) {
                        return Some(found);
                    }
                    number = self.gone_family(village, number)?;
                }
                None
            }
            FamilyRef::New(id) => {
                let mut all = self.families();
                // One that has come from the office stands before the phone's own.
                all.find(|(_, family)| family.id == Some(id))
            }
        }
    }

    fn numbered(&self, village: VillageCode, number: u32) -> Option<(VillageCode, &Family1)> {
        let chunk = super::chunk::chunk_of(number)?;
        let part = &self.parts[self.place(village, chunk).ok()?];
        let families = &part.families.families;
        let idx = families.binary_search_by_key(&number, |family| family.number).ok()?;
        Some((village, &families[idx]))
    }

    /// What a family that was merged became; that may have been merged again since.
    fn gone_family(&self, village: VillageCode, number: u32) -> Option<u32> {
        let of_village = self.parts.iter().filter(|part| part.village == village);
        into(of_village.flat_map(|part| &part.families.gone), number)
    }

    /// The same of a person.
    fn gone_person(&self, village: VillageCode, number: u32) -> Option<u32> {
        // A family that is not there any more takes those who are gone along; they are named in it.
        let of_village = self.families().filter(|(there, _)| *there == village);
        into(of_village.flat_map(|(_, family)| &family.gone), number)
    }

    /// A person with the family, however named. One that is the same as another is that one.
    #[must_use]
    pub fn person(&self, reference: PersonRef) -> Option<(VillageCode, &Family1, &Person1)> {
        let mut reference = reference;
        for _ in 0..MERGES_MAX {
            let is_it = |village: VillageCode, person: &Person1| match reference {
                PersonRef::Numbered { village: there, number } => {
                    village == there && person.number == number
                }
                PersonRef::New(id) => person.id == Some(id),
            };
            let found = self.families().find_map(|(village, family)| {
                let member = family.members.iter().find(|person| is_it(village, person))?;
                Some((village, family, member))
            });
            if found.is_some() {
                return found;
            }
            let PersonRef::Numbered { village, number } = reference else { return None };
            let number = self.gone_person(village, number)?;
            reference = PersonRef::Numbered { village, number };
        }
        None
    }

    /// People who fit what was typed, the best first, at most `limit`. Where only the address, the card
    /// or the neighbourhood of a family fits, its head stands for it.
    #[must_use]
    pub fn search(&self, query: &Query, limit: usize) -> Vec<Hit<'_>> {
        if query.is_empty() {
            return Vec::new();
        }
        let mut found = self.found(query, false);
        let is_near = found.len() < FEW && !query.terms.is_empty();
        if is_near {
            found = self.found(query, true);
        }
        found.sort_by_key(|(score, part, at)| {
            let family = &self.parts[*part].families.families[usize::from(at.family)];
            (core::cmp::Reverse(*score), family.rw, family.rt, *part, at.family, at.member)
        });
        found.truncate(limit);
        let exact_from = index::exact_from(query.terms.len());
        let hits = found.into_iter().map(|(score, part, at)| {
            let part = &self.parts[part];
            let family = &part.families.families[usize::from(at.family)];
            let member = family.members.get(usize::from(at.member));
            let is_near = usize::from(score) < exact_from;
            Hit { village: part.village, family, member, is_near }
        });
        hits.collect()
    }

    fn found(&self, query: &Query, is_tolerant: bool) -> Vec<(u16, usize, index::At)> {
        let mut found = Vec::new();
        let terms = index::Terms::of(query, is_tolerant);
        for (idx, part) in self.parts.iter().enumerate() {
            part.index.find(&part.families.families, query, &terms, &mut |score, at| {
                found.push((score, idx, at));
            });
        }
        found
    }
}

/// What one of this number became.
fn into<'g>(gone: impl Iterator<Item = &'g Gone1>, number: u32) -> Option<u32> {
    let mut found = gone.filter(|gone| gone.number == number && gone.into != 0);
    found.next().map(|gone| gone.into)
}

/// How a form names this family.
#[must_use]
pub const fn family_ref(village: VillageCode, family: &Family1) -> FamilyRef {
    match (family.number, family.id) {
        (0, Some(id)) => FamilyRef::New(id),
        (number, _) => FamilyRef::Numbered { village, number },
    }
}

/// How a form names this person.
#[must_use]
pub const fn person_ref(village: VillageCode, person: &Person1) -> PersonRef {
    match (person.number, person.id) {
        (0, Some(id)) => PersonRef::New(id),
        (number, _) => PersonRef::Numbered { village, number },
    }
}
