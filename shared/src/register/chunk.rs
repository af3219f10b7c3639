//! The register in chunks, as it lies on a phone: which family is in which, and how news change them.

use super::family::{Families1, Family1, Gone1};

/// Families whose numbers follow each other in one chunk: about 200 people.
pub const CHUNK_FAMILIES: u32 = 64;
/// Chunks of one village. The largest of Tuban has about 6,000 families, which is a hundred.
pub const CHUNKS_MAX: u32 = 2_000;

/// The chunk that holds the family with this number; `None` for a number that no village reaches.
#[must_use]
pub fn chunk_of(number: u32) -> Option<u16> {
    let idx = number / CHUNK_FAMILIES;
    u16::try_from(idx).ok().filter(|_| idx < CHUNKS_MAX)
}

/// Splits news by the chunks that they concern, ascending.
#[must_use]
pub fn by_chunk(news: Families1) -> Vec<(u16, Families1)> {
    let mut chunks: Vec<(u16, Families1)> = Vec::new();
    for family in news.families {
        if let Some(idx) = chunk_of(family.number) {
            part_of(&mut chunks, idx).families.push(family);
        }
    }
    for gone in news.gone {
        if let Some(idx) = chunk_of(gone.number) {
            part_of(&mut chunks, idx).gone.push(gone);
        }
    }
    chunks
}

fn part_of(chunks: &mut Vec<(u16, Families1)>, idx: u16) -> &mut Families1 {
    let place = match chunks.binary_search_by_key(&idx, |(other, _)| *other) {
        Ok(place) => place,
        Err(place) => {
            chunks.insert(place, (idx, Families1::default()));
            place
        }
    };
    &mut chunks[place].1
}

impl Families1 {
    /// Takes what is newer: each family and each that is gone replaces what was known of its number.
    pub fn take(&mut self, news: Families1) {
        for family in news.families {
            self.gone.retain(|gone| gone.number != family.number);
            put(&mut self.families, family, |family: &Family1| family.number);
        }
        for gone in news.gone {
            self.families.retain(|family| family.number != gone.number);
            put(&mut self.gone, gone, |gone: &Gone1| gone.number);
        }
    }
}

fn put<T>(all: &mut Vec<T>, one: T, number: fn(&T) -> u32) {
    match all.binary_search_by_key(&number(&one), number) {
        Ok(place) => all[place] = one,
        Err(place) => all.insert(place, one),
    }
}
