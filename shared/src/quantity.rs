//! Numbers as people here write them: "9,5" and "9.5" are nine and a half, rupiah have dots. Inside
//! they are integers in the smallest unit, so that nothing is lost and no float is needed.

use crate::digits::{digit_char, digit_of, is_space};
use crate::text::{Lang, Text, t};

/// Decimals of a kilogram in grams.
const KG_SCALE: u8 = 3;
/// Decimals of a centimetre in tenths of a millimetre.
const CM_SCALE: u8 = 2;

/// Kilograms.
pub const KG: Text = t("kg", "kg");
/// Grams.
pub const GRAM: Text = t("gram", "grams");
/// Centimetres.
pub const CM: Text = t("cm", "cm");
/// Square metres.
pub const SQUARE_METRE: Text = t("m²", "m²");
/// Weeks.
pub const WEEKS: Text = t("minggu", "weeks");
/// Years.
pub const YEARS: Text = t("tahun", "years");
/// People.
pub const PEOPLE: Text = t("orang", "people");
/// Animals.
pub const ANIMALS: Text = t("ekor", "animals");
/// Kilometres.
pub const KM: Text = t("km", "km");
/// Rupiah.
pub const RUPIAH: Text = t("rupiah", "rupiah");
/// How often.
pub const TIMES: Text = t("kali", "times");
/// Every unit that stands behind a number.
pub const UNITS: [Text; 11] =
    [KG, GRAM, CM, SQUARE_METRE, WEEKS, YEARS, PEOPLE, ANIMALS, KM, RUPIAH, TIMES];

/// A weight in grams.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Grams(pub i32);

/// A length in tenths of a millimetre, because the WHO tables have rows at 50.05 cm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TenthMm(pub i32);

impl Grams {
    /// Reads kilograms: "9,5" is 9,500 g.
    ///
    /// # Errors
    /// When it is no weight; see [`parse_decimal`].
    pub fn parse_kg(input: &str) -> Result<Self, NumberError> {
        to_i32(parse_decimal(input, KG_SCALE)?).map(Self)
    }

    /// The kilograms as people write them, without the unit.
    #[must_use]
    pub fn kg(self, lang: Lang) -> String {
        format_decimal(i64::from(self.0), KG_SCALE, lang)
    }
}

impl TenthMm {
    /// Reads centimetres: "75,7" is 7,570 tenths of a millimetre.
    ///
    /// # Errors
    /// When it is no length; see [`parse_decimal`].
    pub fn parse_cm(input: &str) -> Result<Self, NumberError> {
        to_i32(parse_decimal(input, CM_SCALE)?).map(Self)
    }

    /// The centimetres as people write them, without the unit.
    #[must_use]
    pub fn cm(self, lang: Lang) -> String {
        format_decimal(i64::from(self.0), CM_SCALE, lang)
    }
}

/// Narrows a number that was read.
fn to_i32(value: i64) -> Result<i32, NumberError> {
    i32::try_from(value).map_err(|_| NumberError::TooLarge)
}

/// Why an input is not the number that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NumberError {
    /// Nothing was written.
    #[error("no number")]
    Empty,
    /// Something that is neither digit nor separator, or a space between two digits.
    #[error("not a number")]
    NotANumber,
    /// More decimals than the quantity has, or decimals of a whole number.
    #[error("more than {n_decimals_max} decimals")]
    TooManyDecimals {
        /// Decimals that the quantity has.
        n_decimals_max: u8,
    },
    /// More than one comma or dot in a decimal number.
    #[error("two decimal separators")]
    TwoSeparators,
    /// Dots of a whole number that are not between groups of three.
    #[error("dots not between groups of three digits")]
    Grouping,
    /// A number below zero where there is none.
    #[error("a negative number")]
    Negative,
    /// Larger than we can hold.
    #[error("too large a number")]
    TooLarge,
}

impl NumberError {
    /// The stable code of the problem.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "angka_kosong",
            Self::NotANumber => "angka_format",
            Self::TooManyDecimals { .. } => "angka_desimal",
            Self::TwoSeparators => "angka_koma_ganda",
            Self::Grouping => "angka_titik",
            Self::Negative => "angka_negatif",
            Self::TooLarge => "angka_besar",
        }
    }
}

/// Reads a number of zero or more as units of 10^-`scale`: "9,5" at scale 3 is 9500.
///
/// With a scale, one comma or dot separates the decimals. Surplus decimals are accepted when they
/// are zeros, unless there are exactly three: "1.000" may mean a thousand. At scale 0 dots (or
/// spaces) separate groups of three digits and nothing else: "1.500.000", but not "1.50".
///
/// # Errors
/// See [`NumberError`].
pub fn parse_decimal(input: &str, scale: u8) -> Result<i64, NumberError> {
    let value = parse_signed_decimal(input, scale)?;
    // "-0" is zero.
    if value < 0 { Err(NumberError::Negative) } else { Ok(value) }
}

/// [`parse_decimal`] that also reads a number below zero.
///
/// # Errors
/// See [`NumberError`].
pub fn parse_signed_decimal(input: &str, scale: u8) -> Result<i64, NumberError> {
    let trimmed = input.trim_matches(is_space);
    let (is_negative, unsigned) = match trimmed.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest.trim_start_matches(is_space)),
        None => (false, trimmed),
    };
    if unsigned.is_empty() {
        return Err(NumberError::Empty);
    }
    let value = if scale == 0 { read_whole(unsigned)? } else { read_fraction(unsigned, scale)? };
    Ok(if is_negative { -value } else { value })
}

/// Reads "1500000", "1.500.000" or "1 500 000".
fn read_whole(input: &str) -> Result<i64, NumberError> {
    let mut value = 0;
    let mut n_in_group = 0;
    let mut is_grouped = false;
    for sign in input.chars() {
        if let Some(digit) = digit_of(sign) {
            value = push_digit(value, digit)?;
            n_in_group += 1;
        } else if sign == '.' || is_space(sign) {
            // A first group of zeros is a fraction ("0.500"), not half a thousand.
            let is_group = if is_grouped { n_in_group == 3 } else { n_in_group <= 3 && value > 0 };
            if !is_group {
                return Err(NumberError::Grouping);
            }
            is_grouped = true;
            n_in_group = 0;
        } else if sign == ',' {
            return Err(NumberError::TooManyDecimals { n_decimals_max: 0 });
        } else {
            return Err(NumberError::NotANumber);
        }
    }
    if is_grouped && n_in_group != 3 { Err(NumberError::Grouping) } else { Ok(value) }
}

/// Reads "9", "9,5", "9.50" or ",5"; "9," while the decimals are still being typed.
fn read_fraction(input: &str, scale: u8) -> Result<i64, NumberError> {
    let (whole, decimals) = input.split_once([',', '.']).unwrap_or((input, ""));
    let (whole, decimals) =
        (whole.trim_end_matches(is_space), decimals.trim_start_matches(is_space));
    if decimals.contains([',', '.']) {
        return Err(NumberError::TwoSeparators);
    }
    if whole.is_empty() && decimals.is_empty() {
        return Err(NumberError::NotANumber);
    }
    let mut value = 0;
    for sign in whole.chars() {
        value = push_digit(value, digit_of(sign).ok_or(NumberError::NotANumber)?)?;
    }
    let scale_digits = usize::from(scale);
    let mut n_decimals = 0;
    let mut has_surplus = false;
    for sign in decimals.chars() {
        let digit = digit_of(sign).ok_or(NumberError::NotANumber)?;
        if n_decimals < scale_digits {
            value = push_digit(value, digit)?;
        } else {
            has_surplus |= digit != 0 || decimals.len() == 3;
        }
        n_decimals += 1;
    }
    if has_surplus {
        return Err(NumberError::TooManyDecimals { n_decimals_max: scale });
    }
    for _ in n_decimals..scale_digits {
        value = push_digit(value, 0)?;
    }
    Ok(value)
}

/// Puts one more digit at the end of a number.
fn push_digit(value: i64, digit: u32) -> Result<i64, NumberError> {
    value
        .checked_mul(10)
        .and_then(|tens| tens.checked_add(i64::from(digit)))
        .ok_or(NumberError::TooLarge)
}

/// Writes units of 10^-`scale` with a comma, in English a point, and without zeros at the end: 9500 at
/// 3 is "9,5". Both read back ([`parse_decimal`]).
#[must_use]
pub fn format_decimal(value: i64, scale: u8, lang: Lang) -> String {
    let mut magnitude = value.unsigned_abs();
    let mut n_decimals = u32::from(scale);
    while n_decimals > 0 && magnitude.is_multiple_of(10) {
        magnitude /= 10;
        n_decimals -= 1;
    }
    let mark = decimal_mark(lang);
    format_digits(value < 0, magnitude, n_decimals, Separators::Decimal(mark))
}

/// What stands before the decimals.
#[must_use]
pub const fn decimal_mark(lang: Lang) -> char {
    match lang {
        Lang::Id => ',',
        Lang::En => '.',
    }
}

/// Writes a whole number with dots, in English commas, between groups of three digits: "1.500.000".
/// Only for reading: in a box the commas would be taken for decimals.
#[must_use]
pub fn format_grouped(value: i64, lang: Lang) -> String {
    let mark = match lang {
        Lang::Id => '.',
        Lang::En => ',',
    };
    format_digits(value < 0, value.unsigned_abs(), 0, Separators::Groups(mark))
}

/// Where [`format_digits`] puts signs.
#[derive(Clone, Copy)]
enum Separators {
    /// This sign before the decimals.
    Decimal(char),
    /// This sign between groups of three.
    Groups(char),
}

/// Writes the digits of `magnitude`, at least one more than there are decimals.
fn format_digits(
    is_negative: bool,
    magnitude: u64,
    n_decimals: u32,
    separators: Separators,
) -> String {
    let mut text = String::new();
    if is_negative {
        text.push('-');
    }
    let n_digits = (magnitude.checked_ilog10().unwrap_or(0) + 1).max(n_decimals + 1);
    for n_after in (0..n_digits).rev() {
        // A power that u64 does not hold is larger than the magnitude.
        let digit = 10_u64.checked_pow(n_after).map_or(0, |power| magnitude / power % 10);
        text.push(digit_char(u32::try_from(digit).unwrap_or(0)));
        match separators {
            Separators::Decimal(mark) if n_after == n_decimals && n_after > 0 => text.push(mark),
            Separators::Groups(mark) if n_after % 3 == 0 && n_after > 0 => text.push(mark),
            Separators::Decimal(_) | Separators::Groups(_) => {}
        }
    }
    text
}

#[cfg(test)]
mod tests;
