//! The family card number (No. KK): `PPKKCC` of the issuing kecamatan, `DDMMYY` of the recording
//! and a serial.
//!
//! It changes when a family moves, splits or loses its head, so it is an attribute with a history
//! and never a key. Only its length is an error; offices have issued odd ones.

use core::fmt;

use crate::day::Day;
use crate::digits::{Sixteen, Unreadable};
use crate::nik::Nik;
use crate::region::{KecamatanCode, Regions};
use crate::text::Text;

/// No Indonesian office recorded a family before independence.
const YEAR_MIN: i32 = 1945;

/// A family card number. `Display` gives the bare digits; `Debug` gives none.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NoKk(Sixteen);

/// Why an input is no family card number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoKkError {
    /// Not sixteen digits.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// It is the NIK of a member.
    #[error("a family card number is not a NIK")]
    SameAsNik,
}

impl NoKkError {
    /// The stable code of the problem.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unreadable(unreadable) => match unreadable {
                Unreadable::Format { .. } => "kk_format",
                other => other.code(),
            },
            Self::SameAsNik => "nik_sama_kk",
        }
    }

    /// What the person is told.
    #[must_use]
    pub const fn message(self) -> Text {
        match self {
            Self::Unreadable(Unreadable::Format { .. }) => Text::new(
                "No. KK harus 16 angka, ini {0}. Bila tidak ada, kosongkan lalu pilih alasannya di bawah.",
                "A family card has 16 digits, this {0}. If there is none, leave it empty and choose why below.",
            ),
            Self::Unreadable(other) => other.message(),
            Self::SameAsNik => Text::new(
                "NIK sama dengan No. KK. Cocokkan dengan kartunya.",
                "The NIK is the same as the family card number. Compare with the cards.",
            ),
        }
    }
}

/// Something unusual about a family card number that is still accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoKkFinding {
    /// Warning: one digit sixteen times, or counting up or down.
    MadeUp,
    /// Warning: the recording date is no day, before 1945 or in the future.
    Date,
    /// Info: the kecamatan code is not in use today.
    RegionNotCurrent,
}

impl NoKkFinding {
    /// The stable code of the problem.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::MadeUp => "kk_palsu",
            Self::Date => "kk_tanggal",
            Self::RegionNotCurrent => "kk_wilayah_lama",
        }
    }

    /// What the person is told.
    #[must_use]
    pub const fn message(self) -> Text {
        match self {
            Self::MadeUp => Text::new(
                "No. KK tampaknya bukan nomor asli. Periksa lagi.",
                "This does not look like a real family card number. Please check again.",
            ),
            Self::Date => Text::new(
                "Tanggal di No. KK tidak wajar. Periksa lagi.",
                "The date in the family card number is unlikely. Please check again.",
            ),
            Self::RegionNotCurrent => Text::new(
                "6 angka pertama tidak ada di daftar kecamatan sekarang. Tidak apa-apa bila di KK \
                 memang begitu.",
                "The first 6 digits are no district of today. That is fine if the card shows them.",
            ),
        }
    }
}

impl NoKk {
    /// Reads a number as people paste it; see [`Nik::parse`].
    ///
    /// # Errors
    /// [`NoKkError::Unreadable`] when it has not sixteen digits.
    pub fn parse(input: &str) -> Result<Self, NoKkError> {
        Ok(Self(Sixteen::parse(input)?))
    }

    /// Takes a number that was stored as an integer, which has lost its leading zeros.
    ///
    /// # Errors
    /// [`NoKkError::Unreadable`] when it has more than sixteen digits or is negative.
    pub fn from_number(number: i64) -> Result<Self, NoKkError> {
        Ok(Self(Sixteen::from_number(number)?))
    }

    /// The digits as a number, to be stored.
    #[must_use]
    pub const fn number(self) -> i64 {
        self.0.number()
    }

    /// Checks that the number is not the NIK of a member, a slip that cards invite.
    ///
    /// # Errors
    /// [`NoKkError::SameAsNik`] when it is.
    pub fn differs_from(self, nik: Nik) -> Result<(), NoKkError> {
        if self.0 == nik.digits() { Err(NoKkError::SameAsNik) } else { Ok(()) }
    }

    /// The number with its middle hidden, for lists: `3523••••••••0001`.
    #[must_use]
    pub fn masked(self) -> String {
        self.0.masked()
    }

    /// The kecamatan that issued the card.
    #[must_use]
    pub const fn issued_in(self) -> KecamatanCode {
        KecamatanCode::from_number(self.0.region())
    }

    /// The day the family was recorded, if the digits are one that is not after `today`.
    #[must_use]
    pub fn recorded(self, today: Day) -> Option<Day> {
        let [in_1900s, in_2000s] = self.0.days(self.0.part(6, 2), today);
        in_2000s.or(in_1900s.filter(|day| day.ymd().0 >= YEAR_MIN))
    }

    /// What is unusual about it on `today`; the region is looked at only with a list.
    #[must_use]
    pub fn findings(self, today: Day, regions: Option<&Regions>) -> Vec<NoKkFinding> {
        if self.0.is_made_up() {
            return vec![NoKkFinding::MadeUp];
        }
        let mut findings = Vec::new();
        if self.recorded(today).is_none() {
            findings.push(NoKkFinding::Date);
        }
        if regions.is_some_and(|codes| !codes.contains(self.issued_in().number())) {
            findings.push(NoKkFinding::RegionNotCurrent);
        }
        findings
    }
}

impl fmt::Display for NoKk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.write(f, false)
    }
}

impl fmt::Debug for NoKk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NoKk(…)")
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    fn today() -> Day {
        Day::from_ymd(2026, 11, 24).unwrap()
    }

    fn check(digits: &str, expected: &[&str]) {
        let findings = NoKk::parse(digits).unwrap().findings(today(), Some(&Regions::bundled()));
        let codes: Vec<_> = findings.into_iter().map(NoKkFinding::code).collect();
        assert_eq!(codes, expected, "{digits}");
    }

    #[test]
    fn a_number_without_sixteen_digits_is_refused() {
        for (input, expected) in [
            ("352316010190999", Unreadable::Format { digits: 15 }),
            ("", Unreadable::Format { digits: 0 }),
            ("35231602031290000A", Unreadable::Many { digits: 17 }),
        ] {
            assert_eq!(NoKk::parse(input), Err(expected.into()), "{input}");
        }
        assert_eq!(NoKk::parse("35231602O3129001").unwrap_err().code(), "nomor_berhuruf");
        assert_eq!(NoKk::parse("35231602").unwrap_err().code(), "kk_format");
    }

    #[test]
    fn only_the_length_is_an_error() {
        check("3523160203129991", &[]);
        check("3523 1602 0312 9991", &[]);
        check("3523164203129991", &["kk_tanggal"]); // No +40 for women on a card.
        check("3523162511269991", &["kk_tanggal"]); // Tomorrow, or 1926.
        check("3523162411269991", &[]);
        check("3523160101449991", &["kk_tanggal"]);
        check("3523160101459991", &[]);
        check("3523990203129991", &["kk_wilayah_lama"]);
        check("0000000000000000", &["kk_palsu"]);
        check("1234567890123456", &["kk_palsu"]);
    }

    #[test]
    fn leading_zeros_are_kept() {
        let number = NoKk::parse("0000160203129991").unwrap();
        assert_eq!(number.to_string(), "0000160203129991");
        assert_eq!(NoKk::from_number(number.number()), Ok(number));
        assert!(NoKk::from_number(-1).is_err());
        assert!(NoKk::from_number(10_000_000_000_000_000).is_err());
    }

    #[test]
    fn a_nik_in_the_place_of_the_card_number_is_refused() {
        let nik = Nik::parse("3523160101909999").unwrap();
        let same = NoKk::parse("3523160101909999").unwrap().differs_from(nik).unwrap_err();
        assert_eq!(same.code(), "nik_sama_kk");
        assert_eq!(NoKk::parse("3523160101909998").unwrap().differs_from(nik), Ok(()));
    }

    #[test]
    fn lists_show_the_masked_number_and_debug_shows_nothing() {
        let number = NoKk::parse("3523160203129991").unwrap();
        assert_eq!(number.masked(), "3523••••••••9991");
        let debug = format!("{number:?}");
        assert!(!debug.chars().any(|sign| sign.is_ascii_digit()), "{debug}");
    }
}
