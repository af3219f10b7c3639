//! Whether a word begins with nearly what was typed.

/// How many errors are tolerated in a word of this length: one in four letters, two in eight.
pub(super) const fn tolerance(n_letters: usize) -> usize {
    match n_letters {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    }
}

/// A word is found by its middle from so many letters on.
pub(super) const INSIDE_MIN: usize = 3;
/// Longer words are compared by their beginning.
const LETTERS_MAX: usize = 31;

/// A bit for each letter and digit of a word, so that most words are set aside without comparing.
pub(super) fn letters(word: &[u8]) -> u32 {
    word.iter().fold(0, |bits, byte| {
        bits | match byte {
            b'a'..=b'z' => 1 << (byte - b'a'),
            b'0'..=b'9' => 1 << 26,
            _ => 1 << 27,
        }
    })
}

/// The errors between what was typed and the beginning of a word that fits it best: letters too many,
/// too few, wrong, or two in exchanged order. `None` for more than `max`.
pub(super) fn errors(typed: &[u8], word: &[u8], max: usize) -> Option<usize> {
    let typed = &typed[..typed.len().min(LETTERS_MAX)];
    let word = &word[..word.len().min(typed.len() + max)];
    if word.len() + max < typed.len() {
        return None;
    }
    // Rows of the usual table: errors between the first i letters typed and the first j of the word.
    let mut rows = [[0_u8; LETTERS_MAX + 4]; 3];
    let (mut before, mut last, mut this) = (0, 1, 2);
    for (idx, cell) in rows[last].iter_mut().enumerate() {
        *cell = u8::try_from(idx).unwrap_or(u8::MAX);
    }
    for (i, letter) in typed.iter().enumerate() {
        let mut least = u8::try_from(i + 1).unwrap_or(u8::MAX);
        rows[this][0] = least;
        for (j, other) in word.iter().enumerate() {
            let wrong = rows[last][j] + u8::from(letter != other);
            let mut cell = wrong.min(rows[last][j + 1] + 1).min(rows[this][j] + 1);
            if i > 0 && j > 0 && *letter == word[j - 1] && typed[i - 1] == *other {
                cell = cell.min(rows[before][j - 1] + 1);
            }
            rows[this][j + 1] = cell;
            least = least.min(cell);
        }
        if usize::from(least) > max {
            return None;
        }
        (before, last, this) = (last, this, before);
    }
    let best = rows[last][..=word.len()].iter().min().map(|least| usize::from(*least));
    best.filter(|errors| *errors <= max)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_counted_against_the_beginning() {
        let errors = |typed: &str, word: &str| errors(typed.as_bytes(), word.as_bytes(), 2);
        assert_eq!(errors("sulastri", "sulastri"), Some(0));
        assert_eq!(errors("sulas", "sulastri"), Some(0));
        assert_eq!(errors("sulatsri", "sulastri"), Some(1), "exchanged");
        assert_eq!(errors("sulstri", "sulastri"), Some(1), "too few");
        assert_eq!(errors("sullastri", "sulastri"), Some(1), "too many");
        assert_eq!(errors("jusuf", "yusuf"), Some(1), "wrong");
        assert_eq!(errors("sumarti", "sulastri"), None);
        assert_eq!(errors("kartono", "kar"), None);
        assert_eq!(errors(&"a".repeat(300), &"a".repeat(400)), Some(0));
        assert_eq!(errors("ab", ""), Some(2));
    }
}
