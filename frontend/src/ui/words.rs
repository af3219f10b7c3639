//! Looking for words in words.

/// True when words contain others, whichever of the letters a–z are large: Indonesian names have no
/// other letters, and the tables for those of all the world weigh six kilobytes.
#[must_use]
pub fn contains(words: &str, wanted: &str) -> bool {
    let (words, wanted) = (words.as_bytes(), wanted.as_bytes());
    wanted.is_empty() || words.windows(wanted.len()).any(|part| part.eq_ignore_ascii_case(wanted))
}
