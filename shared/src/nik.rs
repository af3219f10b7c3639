//! The NIK, the 16-digit number of a person: `PPKKCC` (where it was first issued), `DDMMYY` of
//! birth (women: day + 40) and a serial from 0001.
//!
//! A NIK stays for life: it follows neither a move, nor a corrected birth date, nor a new regency.
//! So only what can never be a NIK is an error, and everything else is a finding that the person
//! in the field may overrule. No prefix is demanded: people in Tuban were born everywhere.

use core::fmt;

use crate::day::Day;
use crate::digits::{Sixteen, Unreadable, digit_of, is_separator};
use crate::region::{self, KecamatanCode, Regions};
use crate::sex::Sex;
use crate::text::Text;

/// What a woman's day of birth is raised by.
const FEMALE_DAY_OFFSET: u32 = 40;

/// A NIK that can exist. `Display` gives the bare digits; `Debug` gives none.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Nik(Sixteen);

/// Why an input is no NIK at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NikError {
    /// Not sixteen digits.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// One digit sixteen times, or counting up or down.
    #[error("a made-up NIK")]
    MadeUp,
    /// No province starts with 0; some offices write 0 for "has no NIK".
    #[error("a NIK does not start with 0")]
    LeadingZero,
}

impl NikError {
    /// The stable code of the problem.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unreadable(unreadable) => match unreadable {
                Unreadable::Format { .. } => "nik_format",
                other => other.code(),
            },
            Self::MadeUp => "nik_palsu",
            Self::LeadingZero => "nik_nol",
        }
    }

    /// What the person is told.
    #[must_use]
    pub const fn message(self) -> Text {
        match self {
            Self::Unreadable(Unreadable::Format { .. }) => Text::new(
                "NIK harus 16 angka, ini {0}. Bila tidak ada, kosongkan lalu pilih alasannya di bawah.",
                "A NIK has 16 digits, this has {0}. If there is none, leave it empty and choose why below.",
            ),
            Self::Unreadable(other) => other.message(),
            Self::MadeUp => Text::new(
                "Ini bukan NIK sungguhan. Bila tidak ada, kosongkan lalu pilih alasannya di bawah.",
                "This is no real NIK. If there is none, leave it empty and choose why below.",
            ),
            Self::LeadingZero => Text::new(
                "NIK tidak diawali 0. Bila belum ada, kosongkan lalu pilih alasannya di bawah.",
                "A NIK does not begin with 0. If there is none, leave it empty and choose why below.",
            ),
        }
    }
}

/// The digits of a NIK, or of its beginning, as people type them into a search: what stands between
/// the digits does not matter. `None` when there are no digits, or letters among them.
#[must_use]
pub fn typed_digits(input: &str) -> Option<String> {
    let signs = input.chars().filter(|sign| !is_separator(*sign));
    let digits: Option<String> =
        signs.map(|sign| digit_of(sign).and_then(|digit| char::from_digit(digit, 10))).collect();
    digits.filter(|digits| !digits.is_empty())
}

/// Something unusual about a NIK that is still accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NikFinding {
    /// Confirm: the digits of the birth date are no day, or one in the future.
    Date,
    /// Confirm: serials start at 0001, yet a few cards show 0000.
    Serial,
    /// Confirm: no province has this code.
    Province,
    /// Info: the district code is not in use today; many older ones are right.
    RegionNotCurrent,
    /// Warning: the other sex was chosen.
    Sex,
    /// Warning: another birth date was given; after a correction at Dukcapil that is lawful.
    BirthDiffers,
}

impl NikFinding {
    /// The stable code of the problem.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Date => "nik_tanggal",
            Self::Serial => "nik_urut",
            Self::Province => "nik_provinsi",
            Self::RegionNotCurrent => "nik_wilayah_lama",
            Self::Sex => "nik_jk",
            Self::BirthDiffers => "nik_tgl_beda",
        }
    }

    /// What the person is told.
    #[must_use]
    pub const fn message(self) -> Text {
        match self {
            Self::Date => Text::new(
                "Angka ke-7 sampai 12 NIK bukan tanggal. Cocokkan dengan KTP/KK.",
                "Digits 7 to 12 of the NIK are no date. Compare with the identity or family card.",
            ),
            Self::Serial => Text::new(
                "Empat angka terakhir NIK 0000. Cocokkan dengan KTP/KK.",
                "The last four digits of the NIK are 0000. Compare with the card.",
            ),
            Self::Province => {
                Text::new("Kode provinsi tidak dikenal.", "The province code is not known.")
            }
            Self::RegionNotCurrent => Text::new(
                "6 angka pertama tidak ada di daftar kecamatan sekarang. Tidak apa-apa bila di KTP \
                 memang begitu.",
                "The first 6 digits are no district of today. That is fine if the card shows them.",
            ),
            Self::Sex => Text::new(
                "Jenis kelamin tidak sama dengan NIK.",
                "The sex is not the one in the NIK.",
            ),
            Self::BirthDiffers => Text::new(
                "Tanggal lahir tidak sama dengan NIK. Cocokkan dengan KK.",
                "The birth date is not the one in the NIK. Compare with the family card.",
            ),
        }
    }
}

/// What else is known when a NIK is looked at.
#[derive(Clone, Copy)]
pub struct NikContext<'a> {
    /// The day on which it is looked at.
    pub today: Day,
    /// The sex that was chosen, if it was.
    pub sex: Option<Sex>,
    /// The birth date that was given, if it was.
    pub birth: Option<Day>,
    /// The codes in use today, where they are at hand.
    pub regions: Option<&'a Regions>,
}

impl Nik {
    /// Reads a NIK as people paste it: "NIK: 3523 1641…" with quotes, colons, dashes and other digits
    /// than ASCII.
    ///
    /// # Errors
    /// When it cannot be a NIK of anybody. A leading zero is told before a made-up number, so that
    /// sixteen zeros lead to "has no NIK yet".
    pub fn parse(input: &str) -> Result<Self, NikError> {
        Self::check(Sixteen::parse(input)?)
    }

    /// Takes a NIK that was stored as a number; leading zeros never belong to one.
    ///
    /// # Errors
    /// As for [`Nik::parse`].
    pub fn from_number(number: i64) -> Result<Self, NikError> {
        Self::check(Sixteen::from_number(number)?)
    }

    /// Refuses digits that can be nobody's.
    fn check(digits: Sixteen) -> Result<Self, NikError> {
        let nik = Self(digits);
        if digits.part(0, 1) == 0 {
            Err(NikError::LeadingZero)
        } else if digits.is_made_up() {
            Err(NikError::MadeUp)
        } else {
            Ok(nik)
        }
    }

    /// The digits as a number, to be stored.
    #[must_use]
    pub const fn number(self) -> i64 {
        self.0.number()
    }

    /// The number with its middle hidden, for lists: `3523••••••••9999`.
    #[must_use]
    pub fn masked(self) -> String {
        self.0.masked()
    }

    /// The kecamatan that issued it, often not where the person lives and perhaps no longer in use.
    #[must_use]
    pub const fn issued_in(self) -> KecamatanCode {
        KecamatanCode::from_number(self.0.region())
    }

    /// The last four digits.
    #[must_use]
    pub const fn serial(self) -> u32 {
        self.0.part(12, 4)
    }

    /// The sex that the day tells; `None` when it is a day of neither (00, 32–40, 72–99).
    #[must_use]
    pub const fn sex(self) -> Option<Sex> {
        match self.0.part(6, 2) {
            1..=31 => Some(Sex::Male),
            41..=71 => Some(Sex::Female),
            _ => None,
        }
    }

    /// The birth days that the NIK allows: in 19YY, then in 20YY, each only if the day exists and
    /// is not after `today`. Both are there for centenarians and for people born since 2000.
    #[must_use]
    pub fn birth_candidates(self, today: Day) -> [Option<Day>; 2] {
        let day_of_month = match self.sex() {
            Some(Sex::Male) => self.0.part(6, 2),
            Some(Sex::Female) => self.0.part(6, 2) - FEMALE_DAY_OFFSET,
            None => return [None, None],
        };
        self.0.days(day_of_month, today)
    }

    /// The birth date to go by: the stated one always wins; else the later candidate, because a
    /// child is likelier than someone over 100.
    #[must_use]
    pub fn birth(self, today: Day, stated: Option<Day>) -> Option<Day> {
        let [in_1900s, in_2000s] = self.birth_candidates(today);
        stated.or(in_2000s).or(in_1900s)
    }

    /// What is unusual about it. One cause gives one finding: a date that is none is not compared
    /// as well, and an unknown province has no districts to look up.
    #[must_use]
    pub fn findings(self, ctx: &NikContext<'_>) -> Vec<NikFinding> {
        let mut findings = Vec::new();
        let candidates = self.birth_candidates(ctx.today);
        let is_date = candidates.iter().any(Option::is_some);
        if !is_date {
            findings.push(NikFinding::Date);
        }
        if self.serial() == 0 {
            findings.push(NikFinding::Serial);
        }
        let issued_in = self.issued_in();
        if !region::is_province(issued_in.province()) {
            findings.push(NikFinding::Province);
        } else if ctx.regions.is_some_and(|codes| !codes.contains(issued_in.number())) {
            findings.push(NikFinding::RegionNotCurrent);
        }
        if matches!((self.sex(), ctx.sex), (Some(told), Some(chosen)) if told != chosen) {
            findings.push(NikFinding::Sex);
        }
        if is_date && ctx.birth.is_some() && !candidates.contains(&ctx.birth) {
            findings.push(NikFinding::BirthDiffers);
        }
        findings
    }

    /// The digits, for comparing with a family card number.
    pub(crate) const fn digits(self) -> Sixteen {
        self.0
    }
}

impl fmt::Display for Nik {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.write(f, false)
    }
}

impl fmt::Debug for Nik {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Nik(…)")
    }
}

#[cfg(test)]
mod tests;
