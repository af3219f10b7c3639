//! What is left of an answer in a file without names and numbers.

/// Instead of words that may name somebody.
pub const HIDDEN: &str = "(disembunyikan)";
/// Instead of a letter or digit.
const DOT: char = '•';
/// Digits that stay in front, the place of issue, and again at the end.
const DIGITS_SHOWN: usize = 4;

/// A name by the first letter of each word: two people in one list are told apart, and none is named.
#[must_use]
pub fn name(name: &str) -> String {
    let initials = name.split_whitespace().filter_map(|word| word.chars().next());
    initials.map(|first| format!("{first}{DOT}{DOT}")).collect::<Vec<_>>().join(" ")
}

/// A number with only its ends; a short one is hidden whole.
#[must_use]
pub fn number(digits: &str) -> String {
    let n_digits = digits.chars().count();
    if n_digits < 3 * DIGITS_SHOWN {
        return DOT.to_string().repeat(n_digits);
    }
    let is_shown = |idx: usize| idx < DIGITS_SHOWN || idx >= n_digits - DIGITS_SHOWN;
    let digit = |(idx, digit)| if is_shown(idx) { digit } else { DOT };
    digits.chars().enumerate().map(digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_numbers_keep_what_tells_them_apart_only() {
        assert_eq!(name("Siti  Nurhaliza"), "S•• N••");
        assert_eq!(name(""), "");
        assert_eq!(number("3523160101909999"), "3523••••••••9999");
        assert_eq!(number("081234567890"), "0812••••7890");
        assert_eq!(number("0356123456"), "••••••••••");
    }
}
