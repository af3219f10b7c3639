//! Telephone numbers, for WhatsApp first of all: Indonesian ones, and those of people who work abroad.
//!
//! Lengths follow the numbering metadata of libphonenumber for +62 (a mobile number is `8` and
//! 8–11 more digits, fixed lines have 7–11 digits without the 0). No table of operators, because
//! prefixes move between them, and none of countries: a foreign number is kept as it was given.

use core::fmt::{self, Write as _};

use crate::digits::{Part, digit_char, is_around, parts};
use crate::text::Text;

/// Area codes of two digits without the 0: Jakarta, Bandung, Semarang, Surabaya, Medan.
/// All others, such as Tuban's 356, have three.
const SHORT_AREAS: [u64; 5] = [21, 22, 24, 31, 61];
/// The area code of Tuban with its 0, and how many digits a number there has.
const TUBAN: (&str, usize) = ("0356", 6);
/// Shortest and longest foreign number (E.164), with the country code.
const FOREIGN_DIGITS: core::ops::RangeInclusive<usize> = 8..=15;

/// A number that can be dialled: all digits of the international form. `Display` writes it as
/// people do (`0812-3456-7890`, `+60123456789`); `Debug` gives no digits.
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
    /// Letters or other signs beside enough digits (O for 0, a name).
    #[error("letters in a telephone number")]
    Letters,
    /// Two numbers in one box.
    #[error("two telephone numbers")]
    Two,
    /// A fixed line without its area code.
    #[error("a fixed line without area code")]
    NoArea,
}

impl PhoneError {
    /// The stable code of the problem.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Format { .. } => "hp_format",
            Self::Letters => "hp_huruf",
            Self::Two => "hp_dua",
            Self::NoArea => "hp_tanpa_kode",
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
            Self::Letters => Text::new(
                "Tulis nomornya saja, tanpa huruf atau nama. Contoh: 0812-3456-7890.",
                "Write the number only, without letters or a name. Example: 0812-3456-7890.",
            ),
            Self::Two => Text::new("Tulis satu nomor saja.", "Write one number only."),
            Self::NoArea => Text::new(
                "Nomor telepon rumah: tambahkan 0356 di depannya.",
                "A fixed line: put 0356 in front of it.",
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
    /// Info: a number of another country.
    Foreign,
}

impl PhoneFinding {
    /// The stable code of the problem.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotMobile => "hp_awalan",
            Self::Landline => "hp_rumah",
            Self::Foreign => "hp_luar_negeri",
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
            Self::Foreign => Text::new(
                "Ini nomor luar negeri. Tersimpan dengan kode negaranya.",
                "This is a number of another country, kept with its country code.",
            ),
        }
    }
}

impl Phone {
    /// Reads `0812…`, `62812…`, `+62 812…`, `+62 (0) 812…`, bare `812…`, links to `wa.me` and what
    /// people write around a number ("WA: 0812-…"). A fixed line needs its 0 or 62 and a foreign
    /// number its + or 00, since they cannot be told otherwise.
    ///
    /// # Errors
    /// When it is no number, two numbers, or one without its area code.
    pub fn parse(input: &str) -> Result<Self, PhoneError> {
        let written = Written::read(input)?;
        let digits = written.digits.as_str();
        let n_digits = digits.len();
        let dialled = digits.trim_start_matches('0');
        if written.is_international && !digits.starts_with('0') || digits.starts_with("00") {
            return match dialled.strip_prefix("62") {
                Some(national) => Self::national(national.trim_start_matches('0'), n_digits),
                None => Self::foreign(dialled, n_digits),
            };
        }
        if let Some(national) = digits.strip_prefix("62") {
            Self::national(national.trim_start_matches('0'), n_digits)
        } else if digits.starts_with('0') || digits.starts_with('8') {
            Self::national(dialled, n_digits)
        } else if n_digits == TUBAN.1 && !digits.starts_with('1') {
            Err(PhoneError::NoArea)
        } else {
            Err(PhoneError::Format { digits: n_digits })
        }
    }

    /// Takes a number that was stored ([`Phone::number`]).
    ///
    /// # Errors
    /// When no number of any country has so many digits.
    pub fn from_number(number: i64) -> Result<Self, PhoneError> {
        let digits = number.to_string();
        match digits.strip_prefix("62") {
            Some(national) => Self::national(national, digits.len()),
            None => Self::foreign(&digits, digits.len()),
        }
    }

    /// The number of Tuban that six digits mean.
    #[must_use]
    pub fn in_tuban(input: &str) -> Option<Self> {
        let written = Written::read(input).ok()?;
        (written.digits.len() == TUBAN.1)
            .then(|| Self::parse(&[TUBAN.0, &written.digits].concat()).ok())
            .flatten()
    }

    /// A number of Indonesia, without the 0 or 62.
    fn national(digits: &str, n_written: usize) -> Result<Self, PhoneError> {
        let is_length_right = match digits.bytes().next() {
            Some(b'8') => (9..=12).contains(&digits.len()),
            Some(b'2'..=b'7' | b'9') => (7..=11).contains(&digits.len()),
            _ => false,
        };
        if !is_length_right {
            return Err(PhoneError::Format { digits: n_written });
        }
        let number: Result<u64, _> = digits.parse();
        // At most twelve digits, so that 62 before them fits.
        number
            .map(|number| Self(62 * 10_u64.pow(number.ilog10() + 1) + number))
            .map_err(|_| PhoneError::Format { digits: n_written })
    }

    /// A number of another country, with its code.
    fn foreign(digits: &str, n_written: usize) -> Result<Self, PhoneError> {
        let is_number = FOREIGN_DIGITS.contains(&digits.len()) && !digits.starts_with(['0', '-']);
        match digits.parse() {
            Ok(number) if is_number => Ok(Self(number)),
            _ => Err(PhoneError::Format { digits: n_written }),
        }
    }

    /// The international form: `+6281234567890`.
    #[must_use]
    pub fn e164(self) -> String {
        ["+", &self.0.to_string()].concat()
    }

    /// The digits of the international form as a number, to be stored: 6281234567890.
    #[must_use]
    pub const fn number(self) -> i64 {
        self.0.cast_signed()
    }

    /// The number without 62; `None` for one of another country.
    const fn in_indonesia(self) -> Option<Digits> {
        let digits = Digits(self.0);
        if digits.leading(2) == 62 {
            Some(Digits(self.0 % 10_u64.pow(digits.count() - 2)))
        } else {
            None
        }
    }

    /// True for an Indonesian number that starts with 8, as all mobiles do.
    #[must_use]
    pub fn is_mobile(self) -> bool {
        self.in_indonesia().is_some_and(|digits| digits.leading(1) == 8)
    }

    /// What is unusual about it.
    #[must_use]
    pub fn finding(self) -> Option<PhoneFinding> {
        let Some(digits) = self.in_indonesia() else { return Some(PhoneFinding::Foreign) };
        if digits.leading(1) != 8 {
            Some(PhoneFinding::Landline)
        } else if matches!(digits.leading(2), 80 | 84) {
            // 080x and 084x are not given to mobiles.
            Some(PhoneFinding::NotMobile)
        } else {
            None
        }
    }
}

/// Digits without zeros before them.
#[derive(Clone, Copy)]
struct Digits(u64);

impl Digits {
    /// How many there are.
    const fn count(self) -> u32 {
        self.0.ilog10() + 1
    }

    /// The number made by the first `n_digits`.
    const fn leading(self, n_digits: u32) -> u64 {
        self.0 / 10_u64.pow(self.count() - n_digits)
    }

    /// Writes them with a dash before each position in `dashes`.
    fn write(self, f: &mut impl fmt::Write, dashes: &[u32]) -> fmt::Result {
        for at in 0..self.count() {
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
        let Some(digits) = self.in_indonesia() else {
            f.write_char('+')?;
            return Digits(self.0).write(f, &[]);
        };
        f.write_char('0')?;
        if digits.leading(1) == 8 {
            // The middle group has four digits, or half of what is left of a short number.
            let middle = (digits.count() - 3).div_ceil(2).min(4);
            digits.write(f, &[3, 3 + middle])
        } else {
            let area = if SHORT_AREAS.contains(&digits.leading(2)) { 2 } else { 3 };
            digits.write(f, &[area])
        }
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Phone(…)")
    }
}

/// The digits of an input and whether they begin with a country code.
struct Written {
    digits: String,
    is_international: bool,
}

impl Written {
    /// Digits of one number at most; more are two numbers.
    const ONE_MAX: usize = 17;
    /// Digits that a whole number has at least.
    const FEWEST: usize = 8;

    /// Takes the digits out of an input and refuses what does not belong.
    fn read(input: &str) -> Result<Self, PhoneError> {
        let (rest, is_link) = after_link(input);
        let mut written = Self { digits: String::new(), is_international: is_link };
        let (mut is_clean, mut is_parted, mut n_digits) = (true, false, 0_usize);
        for part in parts(rest) {
            match part {
                Part::Digit(digit) => {
                    n_digits += 1;
                    if n_digits <= Self::ONE_MAX {
                        written.digits.push(digit_char(digit));
                    }
                }
                Part::Sign('+') if n_digits == 0 && !written.is_international => {
                    written.is_international = true;
                }
                Part::Sign('+') if n_digits > 0 => (is_parted, is_clean) = (true, false),
                Part::Sign('/' | ',' | ';' | '&' | '\n') => is_parted = true,
                Part::Word(word) if ["atau", "dan"].contains(&word) => is_parted = true,
                Part::Word(word) if is_label(word) => {}
                Part::Sign(sign) if is_around(sign) || sign == '*' => {}
                Part::Word(_) | Part::Sign(_) => is_clean = false,
            }
        }
        let is_two = n_digits > Self::ONE_MAX || is_parted && n_digits > *FOREIGN_DIGITS.end();
        if is_two && n_digits <= 2 * Self::ONE_MAX {
            Err(PhoneError::Two)
        } else if is_clean && !is_two {
            Ok(written)
        } else if !is_clean && n_digits >= Self::FEWEST && !is_two {
            Err(PhoneError::Letters)
        } else {
            Err(PhoneError::Format { digits: n_digits })
        }
    }
}

/// What follows a link to WhatsApp, up to its options, and whether there was one.
fn after_link(input: &str) -> (&str, bool) {
    let place = ["wa.me/", "phone="].iter().find_map(|mark| Some(input.find(mark)? + mark.len()));
    match place.and_then(|place| input.get(place..)) {
        Some(rest) => {
            let number = rest.trim_start_matches(['+', ' ']);
            let end = number.find(['?', '&', '#', '/']).unwrap_or(number.len());
            (number.get(..end).unwrap_or(number), true)
        }
        None => (input, false),
    }
}

/// What people write before a number.
fn is_label(word: &str) -> bool {
    const LABELS: [&str; 10] =
        ["wa", "hp", "no", "nomor", "telp", "tlp", "tel", "telepon", "telpon", "whatsapp"];
    LABELS.iter().any(|label| word.eq_ignore_ascii_case(label))
}

#[cfg(test)]
mod tests;
