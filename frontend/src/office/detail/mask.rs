//! Hides the middle of a national number, so that a glance at the screen does not give it away.

/// Digits of a NIK or KK number. A telephone number has fewer and stays readable: it is there to be
/// called.
const DIGITS: usize = 16;
/// Digits that stay at each end: the province and regency in front, the serial at the end.
const DIGITS_SHOWN: usize = 4;

/// The text with the middle of its number hidden; `None` when there is nothing to hide.
#[must_use]
pub fn masked(text: &str) -> Option<String> {
    let n_digits = text.chars().filter(char::is_ascii_digit).count();
    let is_number = text.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '.' | '-' | '+'));
    if !is_number || n_digits != DIGITS {
        return None;
    }
    let hidden = DIGITS_SHOWN..n_digits - DIGITS_SHOWN;
    let mut digit_idx = 0;
    let hide = |c: char| {
        if !c.is_ascii_digit() {
            return c;
        }
        digit_idx += 1;
        if hidden.contains(&(digit_idx - 1)) { '•' } else { c }
    };
    Some(text.chars().map(hide).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_of_a_national_number_is_hidden() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(masked(text).as_deref(), expected, "{text}");
        };
        check("3523160101909999", Some("3523••••••••9999"));
        check("3523 1601 0190 9999", Some("3523 •••• •••• 9999"));
        check("0812-3456-7890", None);
        check("Siti Aminah", None);
        check("Jalan 3523160101909999", None);
    }
}
