//! The words and last digits of one chunk, and who has them.

use super::near;
use crate::register::{
    family::Family1,
    names,
    query::{Query, TERMS_MAX, Term},
};

/// What a term that is found adds to the score: the whole word, its beginning, or nearly that.
const WHOLE: u16 = 4;
const PREFIX: u16 = 3;
const NEAR: u16 = 1;
/// More than a person's own terms can be ([`TERMS_MAX`]).
const OWN_TERMS_MAX: u32 = 9;
const _: () = assert!(TERMS_MAX < OWN_TERMS_MAX as usize, "a search may have more terms");

/// The least score of what fits so many terms as they were typed.
pub(super) fn exact_from(n_terms: usize) -> usize {
    n_terms * usize::from(PREFIX) * OWN_TERMS_MAX as usize
}

/// The bit of an entry that names a family; the rest is its position, or that of a person.
const OF_FAMILY: u16 = 1 << 15;

/// One person in a chunk, or a family without members at `member` 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct At {
    pub(super) family: u16,
    pub(super) member: u16,
}

/// What is found in the families of one chunk.
#[derive(Debug, Default)]
pub(super) struct Index {
    people: Vec<At>,
    /// The words, one after the other.
    text: String,
    /// Sorted by word.
    words: Vec<Word>,
    /// Who has the words.
    entries: Vec<u16>,
    /// Last digits of numbers of now and before, sorted.
    digits: Vec<(u16, u16)>,
}

#[derive(Clone, Copy, Debug)]
struct Word {
    /// Where it ends in the text; it begins where the one before ends.
    end: u32,
    /// Where its entries end.
    entries_end: u32,
    letters: u32,
}

/// The terms of a search with what each may be short for.
pub(super) struct Terms<'q>(Vec<OneTerm<'q>>);

struct OneTerm<'q> {
    term: &'q Term,
    others: Vec<&'static str>,
    is_tolerant: bool,
    n_errors: usize,
    letters: u32,
}

impl<'q> Terms<'q> {
    pub(super) fn of(query: &'q Query, is_tolerant: bool) -> Self {
        let one = |term: &'q Term| {
            let is_number = term.word.bytes().all(|byte| byte.is_ascii_digit());
            OneTerm {
                term,
                others: names::full_of_prefix(&term.word).collect(),
                is_tolerant: is_tolerant && !is_number && term.word.len() >= near::INSIDE_MIN,
                n_errors: near::tolerance(term.word.chars().count()),
                letters: near::letters(term.word.as_bytes()),
            }
        };
        Self(query.terms.iter().map(one).collect())
    }
}

impl Index {
    /// The index of the families of a chunk.
    pub(super) fn of(families: &[Family1]) -> Self {
        let mut index = Index::default();
        let mut pairs: Vec<(String, u16)> = Vec::new();
        for (family_idx, family) in (0_u16..OF_FAMILY).zip(families) {
            let of_family = OF_FAMILY | family_idx;
            for text in [&family.address, &family.hamlet] {
                pairs.extend(names::words(text).map(|word| (word, of_family)));
            }
            let numbers = family.kk.iter().chain(&family.former_kk);
            index.digits.extend(numbers.map(|digits| (*digits, of_family)));
            for (member, person) in (0..).zip(&family.members) {
                let Ok(entry) = u16::try_from(index.people.len()) else { break };
                if entry >= OF_FAMILY {
                    break;
                }
                index.people.push(At { family: family_idx, member });
                for text in [&person.name, &person.nickname] {
                    pairs.extend(names::name_words(text).into_iter().map(|word| (word, entry)));
                }
                let numbers = person.nik.iter().chain(&person.former_nik);
                index.digits.extend(numbers.map(|digits| (*digits, entry)));
            }
        }
        index.digits.sort_unstable();
        pairs.sort_unstable();
        pairs.dedup();
        for group in pairs.chunk_by(|(one, _), (other, _)| one == other) {
            index.text.push_str(&group[0].0);
            index.entries.extend(group.iter().map(|(_, entry)| *entry));
            let end = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
            index.words.push(Word {
                end: end(index.text.len()),
                entries_end: end(index.entries.len()),
                letters: near::letters(group[0].0.as_bytes()),
            });
        }
        index.text.shrink_to_fit();
        index
    }

    fn word(&self, idx: usize) -> &str {
        let start = idx.checked_sub(1).map_or(0, |before| self.words[before].end as usize);
        &self.text[start..self.words[idx].end as usize]
    }

    fn entries(&self, idx: usize) -> &[u16] {
        let start = idx.checked_sub(1).map_or(0, |before| self.words[before].entries_end as usize);
        &self.entries[start..self.words[idx].entries_end as usize]
    }

    /// Tells who fits all terms, with a score.
    pub(super) fn find(
        &self,
        families: &[Family1],
        query: &Query,
        terms: &Terms<'_>,
        found: &mut impl FnMut(u16, At),
    ) {
        let mut marks = Marks {
            people: vec![Mark::default(); self.people.len()],
            families: vec![Mark::default(); families.len()],
        };
        for (idx, term) in terms.0.iter().enumerate() {
            if !self.mark(1 << idx, term, &mut marks) {
                return;
            }
        }
        let all = u8::MAX
            .checked_shl(terms.0.len().try_into().unwrap_or(8))
            .map_or(u8::MAX, |bits| !bits);
        let is_near = |family: &Family1| {
            query.rt.is_none_or(|rt| family.rt == Some(rt))
                && query.rw.is_none_or(|rw| family.rw == Some(rw))
        };
        for (at, mark) in self.people.iter().zip(&marks.people) {
            let of_family = marks.families[usize::from(at.family)];
            // Of those who fit only as members, the first stands for all.
            let is_one = mark.terms != 0 || at.member == 0;
            let is_fit = (mark.terms | of_family.terms) == all;
            if is_one && is_fit && is_near(&families[usize::from(at.family)]) {
                found(mark.joined(of_family), *at);
            }
        }
        for ((idx, family), mark) in (0..).zip(families).zip(&marks.families) {
            if family.members.is_empty() && mark.terms == all && is_near(family) {
                found(mark.joined(Mark::default()), At { family: idx, member: 0 });
            }
        }
    }

    /// Marks who has a term; false when nobody has.
    fn mark(&self, bit: u8, term: &OneTerm<'_>, marks: &mut Marks) -> bool {
        let mut is_found = false;
        let mut put = |entries: &[u16], score: u16| {
            is_found |= !entries.is_empty();
            for entry in entries {
                marks.of(*entry).take(bit, score);
            }
        };
        if let Some(digits) = term.term.digits {
            let from = self.digits.partition_point(|(other, _)| *other < digits);
            let same = self.digits[from..].iter().take_while(|(other, _)| *other == digits);
            for (_, entry) in same {
                put(&[*entry], WHOLE);
            }
        }
        let word = term.term.word.as_str();
        let whole = names::full(word);
        for prefix in core::iter::once(word).chain(term.others.iter().copied()) {
            for idx in self.first_from(prefix)..self.words.len() {
                let other = self.word(idx);
                if !other.starts_with(prefix) {
                    break;
                }
                let is_whole = other == word || other == whole;
                put(self.entries(idx), if is_whole { WHOLE } else { PREFIX });
            }
        }
        if term.is_tolerant {
            for (idx, other) in self.words.iter().enumerate() {
                let missing = (term.letters & !other.letters).count_ones() as usize;
                if missing > term.n_errors {
                    continue;
                }
                let other = self.word(idx);
                // Karto for Sukarto, Yem for Tukiyem.
                let is_inside = missing == 0 && !other.starts_with(word) && other.contains(word);
                let errors = || near::errors(word.as_bytes(), other.as_bytes(), term.n_errors);
                if is_inside || errors().is_some_and(|errors| errors > 0) {
                    put(self.entries(idx), NEAR);
                }
            }
        }
        is_found
    }

    /// The first word that is not before this one.
    fn first_from(&self, prefix: &str) -> usize {
        let (mut low, mut high) = (0, self.words.len());
        while low < high {
            let middle = low.midpoint(high);
            if self.word(middle) < prefix {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}

struct Marks {
    people: Vec<Mark>,
    families: Vec<Mark>,
}

/// Which terms are found of somebody, and the score of each.
#[derive(Clone, Copy, Default)]
struct Mark {
    terms: u8,
    /// Four bits for each term.
    scores: u32,
}

impl Marks {
    fn of(&mut self, entry: u16) -> &mut Mark {
        match entry & OF_FAMILY {
            0 => &mut self.people[usize::from(entry)],
            _ => &mut self.families[usize::from(entry & !OF_FAMILY)],
        }
    }
}

impl Mark {
    /// Of several words that fit one term the best counts.
    fn take(&mut self, bit: u8, score: u16) {
        let shift = 4 * bit.trailing_zeros();
        let before = (self.scores >> shift) & 15;
        let better = before.max(u32::from(score));
        self.scores = (self.scores & !(15 << shift)) | (better << shift);
        self.terms |= bit;
    }

    /// The score with that of the family, and among equals first whom the words name: "su" is Sumadi
    /// before somebody who lives by the sumur.
    fn joined(self, other: Mark) -> u16 {
        let nibble = |scores: u32, idx: u32| (scores >> (4 * idx)) & 15;
        let total: u32 =
            (0..8).map(|idx| nibble(self.scores, idx).max(nibble(other.scores, idx))).sum();
        u16::try_from(total * OWN_TERMS_MAX + self.terms.count_ones()).unwrap_or(u16::MAX)
    }
}
