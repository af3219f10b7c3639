//! The English words as a file: each found by the Indonesian ones that it stands for.
//!
//! The module carries the Indonesian words and, of the English ones, a [`mark`]: so the same Indonesian
//! may have several English sentences. Both give the key. It depends on nothing else: not on the place
//! in the source, nor on how the program is cut into chunks.
//!
//! Layout: [`VERSION`], the seed of the keys (one byte), the number of entries (four bytes), their keys
//! ascending (four bytes each), then the English words of all in the same order, each ended by a zero
//! byte. Numbers have their low byte first. No two keys of a file are equal: the seed is chosen so, and
//! 20,000 texts have 50 million pairs for four thousand million keys. Only who writes the file needs to
//! know the words; a reader only ever asks for words that are in it.

use std::sync::OnceLock;

/// The layout that this code writes and reads.
const VERSION: u8 = 2;
/// Prime of the 64-bit FNV hash.
const FNV_PRIME: u64 = 0x0100_0000_01b3;
/// Start of the 64-bit FNV hash.
const FNV_START: u64 = 0xcbf2_9ce4_8422_2325;
/// Bytes of a key.
const KEY_BYTES: usize = 4;

static WORDS: OnceLock<English> = OnceLock::new();

/// English words by their keys.
#[derive(Debug)]
struct English {
    seed: u8,
    /// Ascending.
    keys: Vec<u32>,
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

/// The English words with this [`mark`] that stand for Indonesian ones.
#[must_use]
pub fn of(id: &str, mark: u16) -> Option<&'static str> {
    WORDS.get()?.of(id, mark)
}

/// What tells English sentences for the same Indonesian words apart: their length and three of their
/// letters.
///
/// Without a loop, for the module to hold this number and not the words: where `t(…)` does not stand in
/// a constant, the optimiser works it out, and it does so only for straight code. Two sentences with the
/// same mark are refused when the file is made.
#[inline(always)]
#[must_use]
pub const fn mark(en: &str) -> u16 {
    let bytes = en.as_bytes();
    if bytes.is_empty() {
        return 0;
    }
    let (first, middle, last) = (bytes[0], bytes[bytes.len() / 2], bytes[bytes.len() - 1]);
    let [low, high, ..] = (bytes.len() * 64).to_le_bytes();
    u16::from_le_bytes([low, high])
        ^ u16::from_le_bytes([first, 0])
        ^ u16::from_le_bytes([middle, 0]).rotate_left(5)
        ^ u16::from_le_bytes([last, 0]).rotate_left(9)
}

impl English {
    fn of(&self, id: &str, mark: u16) -> Option<&str> {
        let idx = self.keys.binary_search(&key(self.seed, id, mark)).ok()?;
        self.words.get(idx).map(String::as_str)
    }
}

/// The file of these texts, Indonesian and English; each pair once.
///
/// `None` when two English sentences for the same Indonesian words have the same [`mark`].
#[must_use]
pub fn pack(texts: &[(&str, &str)]) -> Option<Vec<u8>> {
    let (seed, entries) = (0..=u8::MAX).find_map(|seed| Some((seed, keyed(seed, texts)?)))?;
    let mut file = vec![VERSION, seed];
    file.extend(u32::try_from(entries.len()).ok()?.to_le_bytes());
    for (key, _) in &entries {
        file.extend(key.to_le_bytes());
    }
    for (_, en) in &entries {
        file.extend(en.bytes());
        file.push(0);
    }
    Some(file)
}

/// The English words by their keys, ascending; `None` when two are equal.
fn keyed<'a>(seed: u8, texts: &[(&str, &'a str)]) -> Option<Vec<(u32, &'a str)>> {
    let mut entries: Vec<_> = texts.iter().map(|(id, en)| (key(seed, id, mark(en)), *en)).collect();
    entries.sort_unstable();
    entries.windows(2).all(|pair| pair[0].0 < pair[1].0).then_some(entries)
}

fn parse(file: &[u8]) -> Option<English> {
    let (&[VERSION, seed, a, b, c, d], rest) = file.split_first_chunk()? else { return None };
    let n_entries = usize::try_from(u32::from_le_bytes([a, b, c, d])).ok()?;
    let (keys, words) = rest.split_at_checked(n_entries.checked_mul(KEY_BYTES)?)?;
    let (keys, _) = keys.as_chunks::<KEY_BYTES>();
    let keys: Vec<u32> = keys.iter().map(|bytes| u32::from_le_bytes(*bytes)).collect();
    let text = core::str::from_utf8(words).ok()?;
    // The last one too is ended.
    let is_ended = text.is_empty() || text.ends_with('\0');
    let words: Vec<_> = text.split_terminator('\0').map(String::from).collect();
    let is_sound = is_ended && words.len() == n_entries && keys.is_sorted_by(|a, b| a < b);
    is_sound.then_some(English { seed, keys, words })
}

/// FNV-1a over the seed, the Indonesian words and the mark, folded to 32 bits.
fn key(seed: u8, id: &str, mark: u16) -> u32 {
    let mut hash = FNV_START;
    for byte in [seed].into_iter().chain(id.bytes()).chain(mark.to_le_bytes()) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(FNV_PRIME);
    }
    let [a, b, c, d, e, f, g, h] = hash.to_le_bytes();
    u32::from_le_bytes([a ^ e, b ^ f, c ^ g, d ^ h])
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn texts(n: usize) -> Vec<(String, String)> {
        (0..n).map(|i| (format!("kalimat {i}"), format!("sentence {i}"))).collect()
    }

    fn packed(texts: &[(String, String)]) -> Option<Vec<u8>> {
        let texts: Vec<_> = texts.iter().map(|(id, en)| (id.as_str(), en.as_str())).collect();
        pack(&texts)
    }

    #[test]
    fn each_text_is_found_again_and_no_other() {
        for n in [0, 1, 2, 700, 20_000] {
            let texts = texts(n);
            let english = parse(&packed(&texts).unwrap()).unwrap();
            for (id, en) in &texts {
                assert_eq!(english.of(id, mark(en)), Some(en.as_str()));
            }
        }
        let english = parse(&packed(&texts(2)).unwrap()).unwrap();
        assert_eq!(english.of("kalimat 7", mark("sentence 7")), None);
        assert_eq!(english.of("kalimat 1", mark("children")), None);
    }

    #[test]
    fn the_same_indonesian_has_several_english_sentences() {
        let pairs = [("Anak", "Child"), ("Anak", "Children"), ("Kirim", "Send"), ("Kirim", "Sent")];
        let english = parse(&pack(&pairs).unwrap()).unwrap();
        for (id, en) in pairs {
            assert_eq!(english.of(id, mark(en)), Some(en));
        }
        // The same length and letters: refused, and nothing mixed up.
        assert_eq!(pack(&[("Anak", "a kid!"), ("Anak", "a-kid!")]), None);
    }

    #[test]
    fn marks_of_sentences_that_are_alike_differ() {
        let alike = ["Send", "Sent", "Sends", "Lend", "Send.", "Saved", "Saves", "Saver", "Sided"];
        let marks: BTreeSet<_> = alike.iter().map(|en| mark(en)).collect();
        assert_eq!(marks.len(), alike.len());
        assert_eq!(mark(""), 0);
    }

    #[test]
    fn a_damaged_file_is_refused_and_no_panic() {
        let file = packed(&texts(300)).unwrap();
        for n_bytes in 0..file.len() {
            assert!(parse(&file[..n_bytes]).is_none(), "cut at {n_bytes}");
        }
        for (idx, with) in [(0, 1), (2, 0xff), (5, 0xff), (9, 0xff)] {
            let mut damaged = file.clone();
            damaged[idx] = with;
            assert!(parse(&damaged).is_none(), "byte {idx}");
        }
        let mut longer = file.clone();
        longer.extend(b"more\0");
        assert!(parse(&longer).is_none());
        assert!(!install(&file[..10]));
        assert!(!is_here());
    }
}
