//! What a NIK and a family card number share: sixteen printed digits, of which six are a region
//! and six a date. It knows neither what the date means nor which numbers are allowed.

use core::fmt::{self, Write as _};

use crate::day::Day;

/// Sixteen digits in one word; leading zeros are kept because the width is fixed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Sixteen(u64);

impl Sixteen {
    /// Reads the digits and skips what people put between them.
    ///
    /// # Errors
    /// The number of ASCII digits found, when it is not sixteen or something else stands among
    /// them.
    pub(crate) fn parse(input: &str) -> Result<Self, usize> {
        let mut value: u64 = 0;
        let mut n_digits: usize = 0;
        let mut is_clean = true;
        for sign in input.chars() {
            if let Some(digit) = sign.to_digit(10) {
                n_digits += 1;
                if n_digits <= 16 {
                    value = value * 10 + u64::from(digit);
                }
            } else if !is_separator(sign) {
                is_clean = false;
            }
        }
        if is_clean && n_digits == 16 { Ok(Self(value)) } else { Err(n_digits) }
    }

    /// The digits as a number, without the zeros before it.
    pub(crate) const fn number(self) -> i64 {
        self.0.cast_signed()
    }

    /// The digits of a number that was stored; `None` when it has more than sixteen or is negative.
    pub(crate) fn from_number(number: i64) -> Option<Self> {
        (0..10_000_000_000_000_000).contains(&number).then(|| Self(number.cast_unsigned()))
    }

    /// The number made by the `n_digits` (at most 9) digits that follow the first `skipped`.
    pub(crate) const fn part(self, skipped: u32, n_digits: u32) -> u32 {
        let shifted = self.0 / 10_u64.pow(16 - skipped - n_digits);
        #[expect(clippy::cast_possible_truncation, reason = "nine digits fit in u32")]
        let part = (shifted % 10_u64.pow(n_digits)) as u32;
        part
    }

    /// The first six digits: province, regency and district.
    pub(crate) const fn region(self) -> u32 {
        self.part(0, 6)
    }

    /// True for 1111111111111111, 1234567890123456, 9876543210987654 and their like.
    pub(crate) fn is_made_up(self) -> bool {
        let step = |at: u32| (self.part(at + 1, 1) + 10 - self.part(at, 1)) % 10;
        let first = step(0);
        matches!(first, 0 | 1 | 9) && (1..15).all(|at| step(at) == first)
    }

    /// The days that `day_of_month` and the printed month and two-digit year can mean: in 19YY and
    /// in 20YY, each only if it exists and is not after `today`.
    pub(crate) fn days(self, day_of_month: u32, today: Day) -> [Option<Day>; 2] {
        let month = self.part(8, 2);
        let year = i32::try_from(self.part(10, 2)).unwrap_or(0);
        [1900, 2000].map(|century| {
            Day::from_ymd(century + year, month, day_of_month).filter(|day| *day <= today)
        })
    }

    /// Writes the sixteen digits, the middle eight as dots when `is_masked`.
    pub(crate) fn write(self, f: &mut impl fmt::Write, is_masked: bool) -> fmt::Result {
        for at in 0..16 {
            let is_hidden = is_masked && (4..12).contains(&at);
            f.write_char(if is_hidden { '•' } else { digit_char(self.part(at, 1)) })?;
        }
        Ok(())
    }

    /// The digits with the middle eight hidden.
    pub(crate) fn masked(self) -> String {
        let mut text = String::with_capacity(8 + 8 * '•'.len_utf8());
        // Writing to a `String` cannot fail.
        let _ = self.write(&mut text, true);
        text
    }
}

/// The character of a digit 0–9.
pub(crate) fn digit_char(digit: u32) -> char {
    char::from_digit(digit, 10).unwrap_or('?')
}

/// Writes `value` with at least `width` digits.
pub(crate) fn write_padded(f: &mut fmt::Formatter<'_>, value: u32, width: u32) -> fmt::Result {
    for at in (0..width).rev() {
        f.write_char(digit_char(value / 10_u32.pow(at) % 10))?;
    }
    Ok(())
}

/// What people and other programs put between the digits of a number: spaces, dots, dashes, and the
/// invisible direction marks that a contact copied from a messenger carries.
pub(crate) const fn is_separator(sign: char) -> bool {
    is_space(sign)
        || matches!(sign, '.' | '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{feff}')
        || matches!(sign, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(sign, '\u{2060}'..='\u{2069}')
}

/// The spaces that keyboards and web pages produce.
pub(crate) const fn is_space(sign: char) -> bool {
    matches!(sign, ' ' | '\t' | '\n' | '\r' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}')
}
