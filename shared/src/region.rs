//! Administrative codes of the Ministry of Home Affairs (Kemendagri): the villages of Tuban, and
//! which kecamatan codes of the country are in use today.
//!
//! A code is `PP.KK.CC.DDDD`; both the dotted and the bare form circulate. BPS has codes of its own
//! below the regency: never mix them. Match by code, not by name: names get respelled and 18 of
//! them are not unique inside Tuban.

use core::fmt::{self, Write as _};

use serde::{Deserialize, Serialize};

use crate::digits::{is_separator, write_padded};
use crate::quantity;
use crate::text::Text;

/// The villages of Kabupaten Tuban, with approximate centres; see `data/regions/README.md`.
const TUBAN_VILLAGES_CSV: &str = include_str!("../data/regions/tuban_villages.csv");
/// Every kecamatan code in use and where Tuban's villages lie, packed; see [`Regions`].
pub const REGIONS_PACKED: &[u8] = include_bytes!("../data/regions.bin");
/// The province codes of Kepmendagri 300.2.2-2430/2025, checked 2026-11-24.
const PROVINCES: [u32; 38] = [
    11, 12, 13, 14, 15, 16, 17, 18, 19, 21, 31, 32, 33, 34, 35, 36, 51, 52, 53, 61, 62, 63, 64, 65,
    71, 72, 73, 74, 75, 76, 81, 82, 91, 92, 93, 94, 95, 96,
];
/// One more than the highest code of six digits.
const KECAMATAN_END: u32 = 1_000_000;
/// Less than the code of any village of Tuban, to which the first packed one is the difference.
const BEFORE_TUBAN: u32 = 3_523_000_000;
/// West and north of every village of Tuban, thousandths of a degree: packed centres count from here.
const TUBAN_CORNER_E3: (i32, i32) = (111_000, -6_000);

/// True when a province has this two-digit code.
#[must_use]
pub fn is_province(code: u32) -> bool {
    PROVINCES.contains(&code)
}

/// A desa or kelurahan: the ten digits as a number (3523161003).
///
/// A code off the wire may be any number; whether there is such a village, and whether the sender
/// works there, is checked where that is known. Provinces from 43 on do not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct VillageCode(u32);

/// The input is no village code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a village code is ten digits, such as 35.23.16.1003")]
pub struct VillageCodeError;

impl VillageCode {
    /// Takes the ten digits as a number.
    #[must_use]
    pub const fn from_number(number: u32) -> Self {
        Self(number)
    }

    /// The ten digits as a number.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.0
    }

    /// Reads the dotted (`35.23.16.1003`) or the bare form (`3523161003`).
    ///
    /// # Errors
    /// When it is not ten digits or the seventh is not 1 (kelurahan), 2 (desa) or 3 (desa adat).
    pub fn parse(input: &str) -> Result<Self, VillageCodeError> {
        let mut number: u32 = 0;
        let mut n_digits = 0;
        for sign in input.chars().filter(|sign| !is_separator(*sign)) {
            let digit = sign.to_digit(10).ok_or(VillageCodeError)?;
            number = number
                .checked_mul(10)
                .and_then(|tens| tens.checked_add(digit))
                .ok_or(VillageCodeError)?;
            n_digits += 1;
        }
        let is_village = n_digits == 10 && matches!(number / 1000 % 10, 1..=3);
        if is_village { Ok(Self(number)) } else { Err(VillageCodeError) }
    }

    /// The kecamatan it lies in.
    #[must_use]
    pub const fn kecamatan(self) -> KecamatanCode {
        KecamatanCode(self.0 / 10_000)
    }
}

impl fmt::Display for VillageCode {
    /// The dotted form.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.kecamatan(), f)?;
        f.write_char('.')?;
        write_padded(f, self.0, 4)
    }
}

/// A kecamatan: the six digits as a number (352316).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct KecamatanCode(u32);

impl KecamatanCode {
    /// Takes the six digits as a number.
    #[must_use]
    pub const fn from_number(number: u32) -> Self {
        Self(number)
    }

    /// The six digits as a number.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.0
    }

    /// The two digits of the province.
    #[must_use]
    pub const fn province(self) -> u32 {
        self.0 / 10_000
    }
}

impl fmt::Display for KecamatanCode {
    /// The dotted form.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_padded(f, self.province(), 2)?;
        f.write_char('.')?;
        write_padded(f, self.0 / 100, 2)?;
        f.write_char('.')?;
        write_padded(f, self.0, 2)
    }
}

/// What kind of village it is; rights and budgets differ, data collection does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VillageKind {
    /// Led by an elected kepala desa.
    Desa,
    /// Led by an appointed lurah.
    Kelurahan,
}

impl VillageKind {
    /// The word before the name.
    #[must_use]
    pub const fn label(self) -> Text {
        match self {
            Self::Desa => Text::new("Desa", "Village"),
            Self::Kelurahan => Text::new("Kelurahan", "Urban village"),
        }
    }
}

/// One village of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Village<'a> {
    /// Its code.
    pub code: VillageCode,
    /// Its name, perhaps not unique: show [`Village::title`].
    pub name: &'a str,
    /// Desa or kelurahan.
    pub kind: VillageKind,
    /// The kecamatan it lies in.
    pub kecamatan: KecamatanCode,
    /// The name of its kecamatan.
    pub kecamatan_name: &'a str,
    /// Where it lies.
    pub centre: Centre,
}

/// The approximate middle of a village. No village of Tuban reaches further than 6.3 km from its own
/// (measured on the outlines that the list's authors publish).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Centre {
    /// Degrees east, in thousandths (WGS84).
    pub lon_e3: i32,
    /// Degrees north, in thousandths (WGS84).
    pub lat_e3: i32,
}

impl Centre {
    /// How far a place in 0.00001° lies from here, metres.
    ///
    /// At Tuban's 7° of latitude both a degree north and a degree east are 110.5 km long, so the plain
    /// distance is right within 0.3 %.
    #[must_use]
    pub fn metres_to(self, lat_e5: i64, lng_e5: i64) -> u64 {
        // Nothing is further apart than all the way around the earth, and no square overflows.
        let apart = |a: i64, b_e3: i32| a.abs_diff(i64::from(b_e3) * 100).min(36_000_000);
        let (north, east) = (apart(lat_e5, self.lat_e3), apart(lng_e5, self.lon_e3));
        (north * north + east * east).isqrt() * 1_105 / 1_000
    }
}

impl<'a> Village<'a> {
    /// The name that cannot be mistaken for another: `Sidomulyo — Kec. Tuban`.
    #[must_use]
    pub fn title(&self) -> String {
        let mut title = String::from(self.name);
        title.push_str(" — Kec. ");
        title.push_str(self.kecamatan_name);
        title
    }

    /// Reads one row of the list; `None` for the header and for anything else.
    fn from_row(row: &'a str) -> Option<Self> {
        let mut fields = row.split(',');
        let code = VillageCode::parse(fields.next()?).ok()?;
        let name = fields.next()?;
        let kind = match fields.next()? {
            "desa" => VillageKind::Desa,
            "kelurahan" => VillageKind::Kelurahan,
            _ => return None,
        };
        // The district's code repeats the first six digits of the village's.
        let kecamatan_name = fields.nth(1)?;
        let lon_e3 = degrees_e3(fields.next()?)?;
        let lat_e3 = degrees_e3(fields.next()?)?;
        let kecamatan = code.kecamatan();
        let centre = Centre { lon_e3, lat_e3 };
        Some(Self { code, name, kind, kecamatan, kecamatan_name, centre })
    }
}

/// Degrees with three decimals as thousandths.
fn degrees_e3(field: &str) -> Option<i32> {
    quantity::parse_signed_decimal(field, 3).ok()?.try_into().ok()
}

/// The 328 villages of Kabupaten Tuban in the order of their codes. For the server and the desk:
/// a phone gets its own villages from the server and never links this list.
pub fn villages() -> impl Iterator<Item = Village<'static>> {
    TUBAN_VILLAGES_CSV.lines().filter_map(Village::from_row)
}

/// The kecamatan codes in use today, for a hint on a NIK (codes out of use stay on old NIKs), and
/// where Tuban's villages lie.
///
/// Packed as unsigned LEB128 numbers. First the codes, as pairs: codes skipped since the last run, codes
/// in this run; the 7,285 codes are 708 runs (one difference a code would take 7.4 kB). A pair of zeros
/// ends them. Then the villages by their codes, three numbers each: the difference to the code before,
/// and how many thousandths of a degree east and south of [`TUBAN_CORNER_E3`] it lies.
pub struct Regions {
    /// First code and one past the last, ascending.
    runs: Vec<(u32, u32)>,
    /// Ascending by code.
    centres: Vec<(VillageCode, Centre)>,
}

/// The packed list of regions is damaged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("damaged list of regions")]
pub struct RegionsError;

impl Regions {
    /// Unpacks a list.
    ///
    /// # Errors
    /// When it is cut short, or names a kecamatan of more than six digits or a village of more than ten.
    pub fn parse(packed: &[u8]) -> Result<Self, RegionsError> {
        let mut bytes = packed.iter();
        let runs = read_runs(&mut bytes)?;
        let mut centres = Vec::new();
        let mut code = BEFORE_TUBAN;
        while !bytes.as_slice().is_empty() {
            code = code.checked_add(read_leb128(&mut bytes)?).ok_or(RegionsError)?;
            let [east, south] = [read_leb128(&mut bytes)?, read_leb128(&mut bytes)?];
            let lon_e3 = TUBAN_CORNER_E3.0.saturating_add_unsigned(east);
            let lat_e3 = TUBAN_CORNER_E3.1.saturating_sub_unsigned(south);
            centres.push((VillageCode(code), Centre { lon_e3, lat_e3 }));
        }
        Ok(Self { runs, centres })
    }

    /// The list that this build carries; a phone fetches it as a file instead.
    #[must_use]
    pub fn bundled() -> Self {
        // The test of the packer reads the same bytes.
        Self::parse(REGIONS_PACKED).unwrap_or(Self { runs: Vec::new(), centres: Vec::new() })
    }

    /// True when the kecamatan with these six digits is in use.
    #[must_use]
    pub fn contains(&self, kecamatan: u32) -> bool {
        let n_started = self.runs.partition_point(|(start, _)| *start <= kecamatan);
        n_started > 0 && kecamatan < self.runs[n_started - 1].1
    }

    /// Where a village of Tuban lies.
    #[must_use]
    pub fn centre(&self, village: VillageCode) -> Option<Centre> {
        let found = self.centres.binary_search_by_key(&village, |(code, _)| *code).ok()?;
        self.centres.get(found).map(|(_, centre)| *centre)
    }
}

/// The codes in use, up to the pair of zeros that ends them.
fn read_runs(bytes: &mut core::slice::Iter<'_, u8>) -> Result<Vec<(u32, u32)>, RegionsError> {
    let mut runs = Vec::new();
    let mut end = 0;
    loop {
        let (n_skipped, n_in_run) = (read_leb128(bytes)?, read_leb128(bytes)?);
        if (n_skipped, n_in_run) == (0, 0) {
            return Ok(runs);
        }
        let start = end + n_skipped;
        end = start + n_in_run;
        if end == start || end > KECAMATAN_END {
            return Err(RegionsError);
        }
        runs.push((start, end));
    }
}

/// Reads an unsigned LEB128 number of at most 21 bits, more than any code needs.
fn read_leb128(bytes: &mut core::slice::Iter<'_, u8>) -> Result<u32, RegionsError> {
    let mut number = 0;
    for shift in [0, 7, 14] {
        let byte = *bytes.next().ok_or(RegionsError)?;
        number |= u32::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Ok(number);
        }
    }
    Err(RegionsError)
}

#[cfg(test)]
mod tests;
