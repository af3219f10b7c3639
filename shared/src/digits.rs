//! What a NIK and a family card number share: sixteen printed digits, of which six are a region
//! and six a date. It knows neither what the date means nor which numbers are allowed.

use core::fmt::{self, Write as _};

use crate::day::Day;
use crate::text::Text;

/// Sixteen digits in one word; leading zeros are kept because the width is fixed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(test, derive(Debug))]
pub(crate) struct Sixteen(u64);

impl Sixteen {
    /// Reads the digits and skips what stands between and around them in pasted text.
    ///
    /// # Errors
    /// [`Unreadable`] when that leaves no sixteen digits.
    pub(crate) fn parse(input: &str) -> Result<Self, Unreadable> {
        let mut value: u64 = 0;
        let (mut n_digits, mut n_masked) = (0, 0);
        let (mut is_clean, mut is_power, mut has_x) = (true, false, false);
        for part in parts(input) {
            match part {
                Part::Digit(digit) => {
                    n_digits += 1;
                    if n_digits <= 16 {
                        value = value * 10 + u64::from(digit);
                    }
                }
                Part::Word(word) if is_label(word) => {}
                Part::Word("e" | "E") => is_power = true,
                Part::Word(word) if word.chars().all(|sign| matches!(sign, 'x' | 'X')) => {
                    has_x = true;
                    n_masked += word.len();
                }
                Part::Sign('*' | '•' | '●' | '·' | '#' | '?') => n_masked += 1,
                Part::Sign(sign) if is_around(sign) => {}
                Part::Word(_) | Part::Sign(_) => is_clean = false,
            }
        }
        if is_power {
            Err(Unreadable::Rounded)
        } else if n_digits < 16 && n_masked > 2 && is_clean {
            Err(Unreadable::Masked)
        } else if n_digits > 16 {
            Err(Unreadable::Many { digits: n_digits })
        } else if is_clean && !has_x && n_digits == 16 {
            Ok(Self(value))
        } else if n_digits >= 15 && (!is_clean || has_x) {
            Err(Unreadable::Letters)
        } else {
            Err(Unreadable::Format { digits: n_digits })
        }
    }

    /// The digits as a number, without the zeros before it.
    pub(crate) const fn number(self) -> i64 {
        self.0.cast_signed()
    }

    /// The digits of a number that was stored.
    ///
    /// # Errors
    /// When it has more than sixteen or is negative.
    pub(crate) fn from_number(number: i64) -> Result<Self, Unreadable> {
        match number {
            ..0 => Err(Unreadable::Format { digits: 0 }),
            0..10_000_000_000_000_000 => Ok(Self(number.cast_unsigned())),
            more => Err(Unreadable::Many { digits: more.to_string().len() }),
        }
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

/// Why an input is no number of sixteen digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// Fewer than sixteen digits, or words among them.
    #[error("sixteen digits are needed, found {digits}")]
    Format {
        /// Digits found, whatever else stands among them.
        digits: usize,
    },
    /// More than sixteen digits: a slip, or two numbers.
    #[error("sixteen digits are needed, found {digits}")]
    Many {
        /// Digits found.
        digits: usize,
    },
    /// Letters or other signs among as many digits as there should be (O for 0, a name behind them).
    #[error("letters among the digits")]
    Letters,
    /// Some digits are hidden (`3523********0001`).
    #[error("some digits are hidden")]
    Masked,
    /// A spreadsheet has rounded it (`3,52E+15`); the digits are lost.
    #[error("rounded by a spreadsheet")]
    Rounded,
}

impl Unreadable {
    /// The stable code of the problem; [`Self::Format`] has one for each of the two numbers.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Format { .. } => "nomor_format",
            Self::Many { .. } => "nomor_kelebihan",
            Self::Letters => "nomor_berhuruf",
            Self::Masked => "nomor_tertutup",
            Self::Rounded => "nomor_dibulatkan",
        }
    }

    /// What the person is told.
    #[must_use]
    pub const fn message(self) -> Text {
        match self {
            Self::Format { .. } => {
                Text::new("Harus 16 angka, ini {0}.", "There are 16 digits, this has {0}.")
            }
            Self::Many { .. } => Text::new(
                "Ada {0} angka, harus 16. Hapus yang lebih; tulis satu nomor saja.",
                "There are {0} digits, not 16. Remove the surplus; write one number only.",
            ),
            Self::Letters => Text::new(
                "Ada huruf atau tanda lain di antara angkanya. Tulis 16 angkanya saja.",
                "There are letters or other signs among the digits. Write the 16 digits only.",
            ),
            Self::Masked => Text::new(
                "Sebagian angka tertutup. Lihat kartunya, atau kosongkan dan pilih \"Belum dilihat\".",
                "Some digits are hidden. See the card, or leave it empty and choose \"Not seen yet\".",
            ),
            Self::Rounded => Text::new(
                "Nomor ini rusak karena Excel. Salin dari kartu, atau kosongkan dan pilih alasannya.",
                "A spreadsheet has spoilt it. Copy it from the card, or leave it empty and choose why.",
            ),
        }
    }
}

/// True for what people write into the box of a number that there is none: "-", "0", "tidak ada".
#[must_use]
pub fn says_none(input: &str) -> bool {
    const WORDS: [&str; 14] = [
        "tidakada",
        "tdkada",
        "takada",
        "gakada",
        "nggakada",
        "belumada",
        "blmada",
        "tidakpunya",
        "belumpunya",
        "blmpunya",
        "belum",
        "kosong",
        "nihil",
        "tidaktahu",
    ];
    let letters: String =
        input.chars().filter(|sign| sign.is_ascii_alphanumeric()).take(16).collect();
    let letters = letters.to_ascii_lowercase();
    let is_ascii_or_space = input.chars().all(|sign| sign.is_ascii() || is_separator(sign));
    let is_zero = letters.len() < 4 && letters.bytes().all(|sign| sign == b'0');
    is_ascii_or_space && (is_zero || WORDS.contains(&letters.as_str()))
}

/// A piece of pasted text.
pub(crate) enum Part<'t> {
    /// 0–9.
    Digit(u32),
    /// Letters without anything between them.
    Word(&'t str),
    /// Anything else.
    Sign(char),
}

/// Takes text apart into digits, words and single signs.
pub(crate) fn parts(input: &str) -> impl Iterator<Item = Part<'_>> {
    let mut rest = input;
    core::iter::from_fn(move || {
        let sign = rest.chars().next()?;
        let is_letter = |sign: char| sign.is_ascii_alphabetic();
        let length = match rest.find(|sign| !is_letter(sign)) {
            Some(0) => sign.len_utf8(),
            Some(length) => length,
            None => rest.len(),
        };
        let (first, after) = rest.split_at(length);
        rest = after;
        Some(match digit_of(sign) {
            Some(digit) => Part::Digit(digit),
            None if is_letter(sign) => Part::Word(first),
            None => Part::Sign(sign),
        })
    })
}

/// What stands before a number on a card or in a message.
fn is_label(word: &str) -> bool {
    const LABELS: [&str; 7] = ["nik", "kk", "nokk", "no", "nomor", "ktp", "kia"];
    LABELS.iter().any(|label| word.eq_ignore_ascii_case(label))
}

/// What other programs and people put around a number, besides [`is_separator`].
pub(crate) const fn is_around(sign: char) -> bool {
    is_separator(sign)
        || matches!(sign, '"' | '\'' | '`' | '´' | '‘' | '’' | '“' | '”' | '«' | '»' | 'ʼ')
        || matches!(sign, ':' | ';' | '/' | '_' | ',' | '(' | ')' | '[' | ']' | '=' | '|')
        || matches!(sign, '：' | '，' | '／')
}

/// The value of a digit 0–9: as everywhere, fullwidth, and the two kinds of Arabic keyboards.
pub(crate) const fn digit_of(sign: char) -> Option<u32> {
    let zero = match sign {
        '0'..='9' => '0',
        '０'..='９' => '０',
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        _ => return None,
    };
    Some(sign as u32 - zero as u32)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_through_what_surrounds_it() {
        for input in [
            "'3523160101909999",
            "\"3523160101909999\"",
            "“3523160101909999”",
            "NIK: 3523160101909999",
            "nik 3523-1601-0190-9999.",
            "No. KK : 3523 1601 0190 9999",
            "KTP=3523160101909999;",
            "KK/NIK 3523_1601_0190_9999",
            "*3523160101909999*",
            "*NIK*: _3523160101909999_,",
            "３５２３１６０１０１９０９９９９",
            "٣٥٢٣١٦٠١٠١٩٠٩٩٩٩",
            "۳۵۲۳۱۶۰۱۰۱۹۰۹۹۹۹",
            "[3523160101909999]",
        ] {
            let read = Sixteen::parse(input).map(Sixteen::number);
            assert_eq!(read, Ok(3_523_160_101_909_999), "{input}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_told_apart() {
        for (input, expected) in [
            ("352316010190999", Unreadable::Format { digits: 15 }),
            ("*352316010190999*", Unreadable::Format { digits: 15 }),
            ("35231601O1909999", Unreadable::Letters),
            ("3523160101909999x", Unreadable::Letters),
            ("3523160101909999 Budi", Unreadable::Letters),
            ("35231601019099999", Unreadable::Many { digits: 17 }),
            ("3523160101909999/3523160101909998", Unreadable::Many { digits: 32 }),
            ("3523********9999", Unreadable::Masked),
            ("3523••••••••9999", Unreadable::Masked),
            ("3523XXXXXXXX9999", Unreadable::Masked),
            ("352316010190****", Unreadable::Masked),
            ("3,52316E+15", Unreadable::Rounded),
            ("3.52E15", Unreadable::Rounded),
        ] {
            assert_eq!(Sixteen::parse(input), Err(expected), "{input}");
        }
    }

    #[test]
    fn what_people_write_for_none_is_known() {
        for input in
            ["-", "0", "00", ".", "tidak ada", "Tdk ada", "BELUM PUNYA", "belum", "--", " "]
        {
            assert!(says_none(input), "{input}");
        }
        for input in ["1", "0000000000000000", "0812", "Siti", "٠", "tidak ada surat"] {
            assert!(!says_none(input), "{input}");
        }
    }
}
