//! Indonesian telephone numbers, for WhatsApp first of all.
//!
//! Lengths follow the numbering metadata of libphonenumber for +62 (a mobile number is `8` and
//! 8–11 more digits, fixed lines have 7–11 digits without the 0). No table of operators: prefixes
//! move between them and new ones appear.

use core::fmt::{self, Write as _};

use crate::digits::{digit_char, is_separator};
use crate::text::Text;

/// Area codes of two digits without the 0: Jakarta, Bandung, Semarang, Surabaya, Medan.
/// All others, such as Tuban's 356, have three.
const SHORT_AREAS: [u64; 5] = [21, 22, 24, 31, 61];

/// A number that can be dialled in Indonesia, without the 0 or 62 before it. `Display` writes it as
/// people do (`0812-3456-7890`); `Debug` gives no digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Phone(u64);

/// Why an input is no number that we can dial.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PhoneError {
    /// Letters, or too few or too many digits.
    #[error("not a telephone number, found {digits} digits")]
    Format {
        /// Digits found, with the 0 or 62 before the number.
        digits: usize,
    },
    /// A number of another country.
    #[error("a foreign telephone number")]
    Foreign,
}

impl PhoneError {
    /// The stable code of the problem.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Format { .. } => "hp_format",
            Self::Foreign => "hp_luar_negeri",
        }
    }

    /// What the person is told.
    #[must_use]
    pub const fn message(self) -> Text {
        match self {
            Self::Format { .. } => Text::new(
                "Nomor HP tidak lengkap atau kelebihan angka. Contoh: 0812-3456-7890.",
                "The number has too few or too many digits. Example: 0812-3456-7890.",
            ),
            Self::Foreign => Text::new(
                "Tulis nomor Indonesia, mulai dengan 0 atau 62.",
                "Write an Indonesian number, starting with 0 or 62.",
            ),
        }
    }
}

/// Something unusual about a number that is still accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhoneFinding {
    /// Warning: 080x and 084x are not given to mobiles.
    NotMobile,
    /// Info: a fixed line, which has no WhatsApp as a rule.
    Landline,
}

impl PhoneFinding {
    /// The stable code of the problem.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotMobile => "hp_awalan",
            Self::Landline => "hp_rumah",
        }
    }

    /// What the person is told.
    #[must_use]
    pub const fn message(self) -> Text {
        match self {
            Self::NotMobile => Text::new(
                "Awalan ini tidak dipakai nomor HP. Periksa lagi.",
                "Mobile numbers do not start like this. Please check again.",
            ),
            Self::Landline => Text::new(
                "Ini nomor telepon rumah, biasanya tanpa WhatsApp.",
                "This is a fixed line, usually without WhatsApp.",
            ),
        }
    }
}

impl Phone {
    /// Reads `0812…`, `62812…`, `+62 812…`, `+62 (0) 812…` and bare `812…` with spaces, dots,
    /// dashes and brackets; a fixed line needs its 0 or 62, since it cannot be told otherwise.
    ///
    /// # Errors
    /// When it is no number, or one of another country.
    pub fn parse(input: &str) -> Result<Self, PhoneError> {
        let dialled = Dialled::read(input)?;
        let mut digits = dialled.digits();
        let mut has_prefix = true;
        if dialled.is_international || digits.starts_with(b"00") {
            digits = skip_zeros(digits);
            digits = skip_zeros(digits.strip_prefix(b"62").ok_or(PhoneError::Foreign)?);
        } else if digits.starts_with(b"62") {
            digits = skip_zeros(&digits[2..]);
        } else if let Some(national) = digits.strip_prefix(b"0") {
            digits = national;
        } else {
            has_prefix = false;
        }
        let is_length_right = match digits.first() {
            Some(b'8') => (9..=12).contains(&digits.len()),
            Some(b'2'..=b'7' | b'9') => has_prefix && (7..=11).contains(&digits.len()),
            _ => false,
        };
        if !is_length_right {
            return Err(PhoneError::Format { digits: dialled.n_digits });
        }
        Ok(Self(digits.iter().fold(0, |number, digit| number * 10 + u64::from(digit - b'0'))))
    }

    /// The international form that is stored: `+6281234567890`.
    #[must_use]
    pub fn e164(self) -> String {
        let mut text = String::from("+62");
        // Writing to a `String` cannot fail.
        let _ = self.write_digits(&mut text, &[]);
        text
    }

    /// The digits of the international form as a number, to be stored: 6281234567890. Its text
    /// reads back with [`Phone::parse`].
    #[must_use]
    pub fn number(self) -> i64 {
        let number = 62 * 10_u64.pow(self.n_digits()) + self.0;
        number.cast_signed()
    }

    /// True for a number that starts with 8, as all mobiles do.
    #[must_use]
    pub const fn is_mobile(self) -> bool {
        self.leading(1) == 8
    }

    /// True for 080x and 084x, which are not given to mobiles.
    #[must_use]
    pub const fn is_unassigned_prefix(self) -> bool {
        matches!(self.leading(2), 80 | 84)
    }

    /// What is unusual about it.
    #[must_use]
    pub fn finding(self) -> Option<PhoneFinding> {
        if !self.is_mobile() {
            Some(PhoneFinding::Landline)
        } else if self.is_unassigned_prefix() {
            Some(PhoneFinding::NotMobile)
        } else {
            None
        }
    }

    /// Digits without the 0 or 62.
    const fn n_digits(self) -> u32 {
        self.0.ilog10() + 1
    }

    /// The number made by the first `n_digits`.
    const fn leading(self, n_digits: u32) -> u64 {
        self.0 / 10_u64.pow(self.n_digits() - n_digits)
    }

    /// Writes the digits with a dash before each position in `dashes`.
    fn write_digits(self, f: &mut impl fmt::Write, dashes: &[u32]) -> fmt::Result {
        let n_digits = self.n_digits();
        for at in 0..n_digits {
            if dashes.contains(&at) {
                f.write_char('-')?;
            }
            let digit = self.leading(at + 1) % 10;
            f.write_char(digit_char(u32::try_from(digit).unwrap_or(0)))?;
        }
        Ok(())
    }
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_char('0')?;
        if self.is_mobile() {
            // The middle group has four digits, or half of what is left of a short number.
            let middle = (self.n_digits() - 3).div_ceil(2).min(4);
            self.write_digits(f, &[3, 3 + middle])
        } else {
            let area = if SHORT_AREAS.contains(&self.leading(2)) { 2 } else { 3 };
            self.write_digits(f, &[area])
        }
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Phone(…)")
    }
}

/// The digits of an input and whether a `+` stood before them.
struct Dialled {
    digits: [u8; Self::DIGITS_MAX],
    n_digits: usize,
    is_international: bool,
}

impl Dialled {
    /// `+62`, `(0)` and the longest mobile number, with room to spare.
    const DIGITS_MAX: usize = 20;

    /// Takes the digits out of an input and refuses what does not belong.
    fn read(input: &str) -> Result<Self, PhoneError> {
        let mut dialled =
            Self { digits: [0; Self::DIGITS_MAX], n_digits: 0, is_international: false };
        let mut is_clean = true;
        for sign in input.chars() {
            if let Some(digit) = sign.to_digit(10) {
                if let Some(slot) = dialled.digits.get_mut(dialled.n_digits) {
                    *slot = b'0' + u8::try_from(digit).unwrap_or(0);
                } else {
                    is_clean = false;
                }
                dialled.n_digits += 1;
            } else if sign == '+' && dialled.n_digits == 0 && !dialled.is_international {
                dialled.is_international = true;
            } else if !is_separator(sign) && !matches!(sign, '(' | ')') {
                is_clean = false;
            }
        }
        if is_clean { Ok(dialled) } else { Err(PhoneError::Format { digits: dialled.n_digits }) }
    }

    /// The digits read.
    fn digits(&self) -> &[u8] {
        &self.digits[..self.n_digits]
    }
}

/// `digits` without the zeros before them.
fn skip_zeros(digits: &[u8]) -> &[u8] {
    let n_zeros = digits.iter().take_while(|digit| **digit == b'0').count();
    &digits[n_zeros..]
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    fn check(input: &str, e164: &str, shown: &str, finding: Option<PhoneFinding>) {
        let phone = Phone::parse(input).unwrap_or_else(|error| panic!("{input}: {error}"));
        assert_eq!(phone.e164(), e164, "{input}");
        assert_eq!(phone.to_string(), shown, "{input}");
        assert_eq!(phone.finding(), finding, "{input}");
    }

    #[test]
    fn every_way_of_writing_a_mobile_number_is_one_number() {
        for input in [
            "081234567890",
            "0812-3456-7890",
            "0812 3456 7890",
            "0812.3456.7890",
            "(0812) 34567890",
            "6281234567890",
            "+6281234567890",
            "+62 812-3456-7890",
            "+62 0812 3456 7890",
            "+62 (0) 812 3456 7890",
            "62 0 812 3456 7890",
            "0062 812 3456 7890",
            "81234567890",
            "\u{202a}+62 812\u{2011}3456\u{2011}7890\u{202c}",
            " 081234567890 ",
        ] {
            check(input, "+6281234567890", "0812-3456-7890", None);
        }
    }

    #[test]
    fn short_and_long_numbers_are_grouped_to_be_read_aloud() {
        check("0811123456", "+62811123456", "0811-123-456", None);
        check("08111234567", "+628111234567", "0811-1234-567", None);
        check("0895123456789", "+62895123456789", "0895-1234-56789", None);
    }

    #[test]
    fn a_fixed_line_is_kept_and_told() {
        let landline = Some(PhoneFinding::Landline);
        check("0356-321123", "+62356321123", "0356-321123", landline);
        check("(0356) 321 123", "+62356321123", "0356-321123", landline);
        check("+62 31 5012345", "+62315012345", "031-5012345", landline);
        check("035632112345", "+6235632112345", "0356-32112345", landline);
        check("0215012345", "+62215012345", "021-5012345", landline);
    }

    #[test]
    fn prefixes_that_mobiles_do_not_have_are_a_warning() {
        check("084112345678", "+6284112345678", "0841-1234-5678", Some(PhoneFinding::NotMobile));
        check("08001234567", "+628001234567", "0800-1234-567", Some(PhoneFinding::NotMobile));
        assert_eq!(PhoneFinding::NotMobile.code(), "hp_awalan");
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for input in [
            "",
            "-",
            "+",
            "0",
            "62",
            "08123456",
            "081234567",
            "08123456789012",
            "0812345O7890",
            "081234567890/081234567891",
            "0812+34567890",
            "++6281234567890",
            "356321123",
            "0156321123",
            "0356321",
            "0356321123456",
            "000000000000",
            "0812345678908123456789081234567890",
            "٠٨١٢٣٤٥٦٧٨٩٠",
        ] {
            assert!(Phone::parse(input).is_err(), "{input}");
        }
    }

    #[test]
    fn a_number_of_another_country_is_told_as_such() {
        for input in ["+60 12 345 6789", "+1 202 555 0143", "0060123456789"] {
            assert_eq!(Phone::parse(input), Err(PhoneError::Foreign), "{input}");
        }
    }

    #[test]
    fn the_stored_form_and_the_shown_form_read_back_as_the_same_number() {
        for input in ["0811123456", "081234567890", "0356321123", "+62 31 5012345"] {
            let phone = Phone::parse(input).unwrap();
            assert_eq!(Phone::parse(&phone.e164()), Ok(phone));
            assert_eq!(Phone::parse(&phone.number().to_string()), Ok(phone));
            assert_eq!(Phone::parse(&phone.to_string()), Ok(phone));
        }
    }

    #[test]
    fn debug_shows_no_digits() {
        let debug = format!("{:?}", Phone::parse("081234567890").unwrap());
        assert!(!debug.chars().any(|sign| sign.is_ascii_digit()), "{debug}");
    }
}
