//! The English words as a file: found by the Indonesian ones they stand for.
//!
//! Layout: the seed of the hash and the number of entries (two bytes each, low one first), for each
//! entry how far its hash lies above the one before (one byte, or 255 and two bytes, low one first),
//! then the English words of all in the same order, each ended by a zero byte. The seed is chosen so
//! that no two hashes are equal; the Indonesian words themselves are not in the file.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::OnceLock,
};

/// In place of a step that takes two bytes.
const LONG_STEP: u8 = 255;
/// Prime of the 32-bit FNV hash.
const FNV_PRIME: u32 = 16_777_619;

static WORDS: OnceLock<English> = OnceLock::new();

/// English words by the hash of the Indonesian ones.
#[derive(Debug)]
struct English {
    seed: u16,
    /// Ascending.
    hashes: Vec<u16>,
    words: Vec<String>,
}

/// Takes the words in, once; false when the bytes are damaged.
pub fn install(file: &[u8]) -> bool {
    parse(file).is_some_and(|english| {
        WORDS.get_or_init(|| english);
        true
    })
}

/// True when they were taken in.
#[must_use]
pub fn is_here() -> bool {
    WORDS.get().is_some()
}

/// The English words that stand for Indonesian ones.
#[must_use]
pub fn of(id: &str) -> Option<&'static str> {
    WORDS.get()?.of(id)
}

impl English {
    fn of(&self, id: &str) -> Option<&str> {
        let idx = self.hashes.binary_search(&hash(self.seed, id)).ok()?;
        self.words.get(idx).map(String::as_str)
    }
}

/// The file of these words, Indonesian → English. `None` when no seed keeps their hashes apart: beyond
/// some 1,300 texts; then the hash needs more bits.
#[must_use]
pub fn pack(words: &BTreeMap<String, String>) -> Option<Vec<u8>> {
    let seed = (0..=u16::MAX).find(|seed| keeps_apart(*seed, words.keys()))?;
    let mut file = seed.to_le_bytes().to_vec();
    file.extend(u16::try_from(words.len()).ok()?.to_le_bytes());
    let by_hash: BTreeMap<u16, &String> =
        words.iter().map(|(id, en)| (hash(seed, id), en)).collect();
    let mut before = 0;
    for hash in by_hash.keys() {
        let step = hash - before;
        match u8::try_from(step) {
            Ok(step) if step != LONG_STEP => file.push(step),
            _ => {
                file.push(LONG_STEP);
                file.extend(step.to_le_bytes());
            }
        }
        before = *hash;
    }
    for en in by_hash.values() {
        file.extend(en.bytes());
        file.push(0);
    }
    Some(file)
}

fn keeps_apart<'a>(seed: u16, ids: impl Iterator<Item = &'a String>) -> bool {
    let mut seen = BTreeSet::new();
    ids.map(|id| hash(seed, id)).all(|hash| seen.insert(hash))
}

fn parse(file: &[u8]) -> Option<English> {
    let (&[seed_low, seed_high, low, high], mut rest) = file.split_first_chunk()?;
    let mut hashes = Vec::new();
    let mut hash = 0_u16;
    for _ in 0..u16::from_le_bytes([low, high]) {
        let (&first, after) = rest.split_first()?;
        rest = after;
        let mut step = u16::from(first);
        if first == LONG_STEP {
            let (&long, after) = rest.split_first_chunk()?;
            (step, rest) = (u16::from_le_bytes(long), after);
        }
        hash = hash.checked_add(step)?;
        hashes.push(hash);
    }
    let text = core::str::from_utf8(rest).ok()?;
    // The last one too is ended.
    if !text.is_empty() && !text.ends_with('\0') {
        return None;
    }
    let words: Vec<_> = text.split_terminator('\0').map(String::from).collect();
    (words.len() == hashes.len()).then_some(English {
        seed: u16::from_le_bytes([seed_low, seed_high]),
        hashes,
        words,
    })
}

/// FNV-1a, folded to sixteen bits.
fn hash(seed: u16, id: &str) -> u16 {
    let mut hash = u32::from(seed);
    for byte in id.bytes() {
        hash = (hash ^ u32::from(byte)).wrapping_mul(FNV_PRIME);
    }
    let [low, high, lower, higher] = hash.to_le_bytes();
    u16::from_le_bytes([low ^ lower, high ^ higher])
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn words(n: usize) -> BTreeMap<String, String> {
        (0..n).map(|i| (format!("kalimat {i}"), format!("sentence {i}"))).collect()
    }

    #[test]
    fn each_text_is_found_again_and_no_other() {
        for n in [0, 1, 2, 700] {
            let words = words(n);
            let english = parse(&pack(&words).unwrap()).unwrap();
            for (id, en) in &words {
                assert_eq!(english.of(id), Some(en.as_str()));
            }
        }
        let english = parse(&pack(&words(2)).unwrap()).unwrap();
        assert_eq!(english.of("kalimat 7"), None);
    }

    #[test]
    fn a_damaged_file_is_refused_and_no_panic() {
        let file = pack(&words(300)).unwrap();
        for n_bytes in 0..file.len() {
            assert!(parse(&file[..n_bytes]).is_none(), "cut at {n_bytes}");
        }
        let mut longer = file.clone();
        longer.extend(b"more\0");
        assert!(parse(&longer).is_none());
        assert!(!install(&file[..10]));
        assert!(!is_here());
    }

    #[test]
    fn too_many_texts_are_refused_rather_than_mixed_up() {
        assert_eq!(pack(&words(20_000)), None);
    }
}
