//! The seven WHO reference tables, unpacked from `shared/data/who.bin`.
//!
//! The packed form, made by `pack.rs` from the CSV files: one byte [`FORMAT`], a checksum of what
//! follows (FNV-1a, 32 bits, little-endian), then column by column (all L, all M, all S), within a
//! column table by table in the order of [`SPECS`], within a table boys before girls, every series
//! as zig-zag LEB128 varints of its second differences. Neighbouring rows lie almost on a line and
//! the standing table repeats the lying one, so 62.5 kB of mostly zeros become 5.8 kB in brotli;
//! table by table gave 5.9, first differences 9.0, third 5.9 (measured).

use thiserror::Error;

use crate::sex::Sex;

use super::lms::Lms;

/// The packed tables of this version of the program.
///
/// Naming this places 62.5 kB into the binary, which is right for the server and for tests. The
/// phone fetches the same bytes as a file of their own.
pub const WHO_BIN: &[u8] = include_bytes!("../../data/who.bin");

/// The first byte of the packed form; another layout gets another number.
pub(super) const FORMAT: u8 = 1;

/// Bytes before the first series: the format and the checksum.
pub(super) const HEADER_BYTES: usize = 5;

/// What L and M are multiplied with to be whole numbers (4 decimals in WHO's files).
pub(super) const SCALE_LM: i32 = 10_000;

/// The same for S (5 decimals).
pub(super) const SCALE_S: i32 = 100_000;

/// A reference table. The discriminant is its place in [`SPECS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Table {
    /// Weight in kg by age in days.
    WeightForAge,
    /// Length or height in cm by age in days; the 0.7 cm step at 731 days is in the table.
    LengthForAge,
    /// Body mass index in kg/m² by age in days.
    BmiForAge,
    /// Head circumference in cm by age in days.
    HeadForAge,
    /// Upper arm circumference (LiLA) in cm by age in days.
    ArmForAge,
    /// Weight in kg by recumbent length in mm.
    WeightForLength,
    /// Weight in kg by standing height in mm.
    WeightForHeight,
}

/// The keys that a table covers: days of age, or millimetres.
#[derive(Clone, Copy)]
pub(super) struct Spec {
    /// The key of the first row.
    pub first: i32,
    /// The key of the last row; there is a row for each key between.
    pub last: i32,
}

impl Spec {
    /// How many rows one sex has.
    pub(super) const fn n_rows(self) -> usize {
        (self.last - self.first + 1).unsigned_abs() as usize
    }
}

/// What the tables cover, in the order of [`Table`].
pub(super) const SPECS: [Spec; 7] = [
    Spec { first: 0, last: 1856 },
    Spec { first: 0, last: 1856 },
    Spec { first: 0, last: 1856 },
    Spec { first: 0, last: 1856 },
    Spec { first: 91, last: 1856 },
    Spec { first: 450, last: 1100 },
    Spec { first: 650, last: 1200 },
];

/// The values of one column over all tables and both sexes.
const COLUMN_LEN: usize = {
    let mut sum = 0;
    let mut table_idx = 0;
    while table_idx < SPECS.len() {
        sum += 2 * SPECS[table_idx].n_rows();
        table_idx += 1;
    }
    sum
};

/// The reference tables, ready to be looked up. About 250 kB of memory.
pub struct Tables {
    /// Scaled L, M and S, in the order in which they are packed.
    values: Vec<i32>,
}

/// Why packed tables cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum TablesError {
    /// The first byte is not the format that this program reads.
    #[error("growth tables are of an unknown format")]
    UnknownFormat,
    /// Bytes are missing or changed.
    #[error("growth tables are damaged")]
    Damaged,
    /// The bytes are as they were packed, but are not seven tables of usable rows.
    #[error("growth tables do not have the expected rows")]
    UnexpectedRows,
}

impl Tables {
    /// Unpacks the tables, checking every byte.
    pub fn parse(packed: &[u8]) -> Result<Tables, TablesError> {
        match packed.first() {
            None => return Err(TablesError::Damaged),
            Some(&format) if format != FORMAT => return Err(TablesError::UnknownFormat),
            Some(_) => {}
        }
        let (header, series) = packed.split_at_checked(HEADER_BYTES).ok_or(TablesError::Damaged)?;
        if header[1..] != checksum(series).to_le_bytes() {
            return Err(TablesError::Damaged);
        }
        let values = decode(series).ok_or(TablesError::UnexpectedRows)?;
        // M and S are divided by; L may have any sign.
        if values[COLUMN_LEN..].iter().any(|&value| value <= 0) {
            return Err(TablesError::UnexpectedRows);
        }
        Ok(Tables { values })
    }

    /// The row of a key, or nothing outside the table.
    pub(super) fn row(&self, table: Table, sex: Sex, key: i32) -> Option<Lms> {
        let spec = SPECS[table as usize];
        if key < spec.first || key > spec.last {
            return None;
        }
        let before: usize = SPECS[..table as usize].iter().map(|spec| 2 * spec.n_rows()).sum();
        let of_sex = match sex {
            Sex::Male => 0,
            Sex::Female => spec.n_rows(),
        };
        let idx = before + of_sex + (key - spec.first).unsigned_abs() as usize;
        let value = |column: usize| f64::from(self.values[column * COLUMN_LEN + idx]);
        Some(Lms {
            l: value(0) / f64::from(SCALE_LM),
            m: value(1) / f64::from(SCALE_LM),
            s: value(2) / f64::from(SCALE_S),
        })
    }

    /// The row of a length in 0.1 mm, on the straight line between the two millimetres around it.
    pub(super) fn row_between(&self, table: Table, sex: Sex, length_01mm: i32) -> Option<Lms> {
        let low = self.row(table, sex, length_01mm.div_euclid(10))?;
        let tenths = length_01mm.rem_euclid(10);
        if tenths == 0 {
            return Some(low);
        }
        let high = self.row(table, sex, length_01mm.div_euclid(10) + 1)?;
        let part = f64::from(tenths) / 10.0;
        Some(Lms {
            l: low.l + part * (high.l - low.l),
            m: low.m + part * (high.m - low.m),
            s: low.s + part * (high.s - low.s),
        })
    }
}

/// FNV-1a: each step is one to one, so a changed byte always changes the result.
pub(super) fn checksum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |hash, &byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// All series behind the header, or nothing if they are too few, too many or unreadable.
fn decode(series: &[u8]) -> Option<Vec<i32>> {
    let mut values = Vec::with_capacity(3 * COLUMN_LEN);
    let mut rest = series;
    for _column in 0..3 {
        for spec in SPECS {
            for _sex in 0..2 {
                let (mut value, mut step) = (0_i32, 0_i32);
                for _row in 0..spec.n_rows() {
                    step = step.wrapping_add(read_varint(&mut rest)?);
                    value = value.wrapping_add(step);
                    values.push(value);
                }
            }
        }
    }
    rest.is_empty().then_some(values)
}

/// Takes one zig-zag LEB128 number from the front.
fn read_varint(rest: &mut &[u8]) -> Option<i32> {
    let mut zigzag = 0_u32;
    for shift in [0, 7, 14, 21, 28] {
        let (&byte, tail) = rest.split_first()?;
        *rest = tail;
        zigzag |= u32::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some((zigzag >> 1).cast_signed() ^ -((zigzag & 1).cast_signed()));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_cut_short_anywhere_are_refused() {
        for len in 0..WHO_BIN.len() {
            assert_eq!(Tables::parse(&WHO_BIN[..len]).err(), Some(TablesError::Damaged), "{len}");
        }
    }

    #[test]
    fn tables_with_any_byte_changed_are_refused() {
        let mut bytes = WHO_BIN.to_vec();
        // Steps of 13 meet every bit of a byte in turn.
        for idx in (0..HEADER_BYTES).chain((HEADER_BYTES..WHO_BIN.len()).step_by(13)) {
            let flip = 1 << (idx % 8);
            bytes[idx] ^= flip;
            let expected = if idx == 0 { TablesError::UnknownFormat } else { TablesError::Damaged };
            assert_eq!(Tables::parse(&bytes).err(), Some(expected), "byte {idx}");
            bytes[idx] ^= flip;
        }
        assert!(Tables::parse(&bytes).is_ok());
    }

    #[test]
    fn whole_bytes_that_are_not_seven_tables_are_refused() {
        let with_checksum = |series: &[u8]| {
            let mut bytes = vec![WHO_BIN[0]];
            bytes.extend(checksum(series).to_le_bytes());
            bytes.extend(series);
            bytes
        };
        let series = &WHO_BIN[HEADER_BYTES..];
        assert!(Tables::parse(&with_checksum(series)).is_ok());
        let one_more = [series, &[0]].concat();
        for wrong in [
            &[][..],
            &series[..series.len() - 1],
            &one_more,
            &[0xff; 70_000],
            // As many values as there should be, but an M and S of 0, and negative ones.
            &[0; 62_376],
            &[1; 62_376],
        ] {
            let error = Tables::parse(&with_checksum(wrong)).err();
            let what = (wrong.len(), wrong.first());
            assert_eq!(error, Some(TablesError::UnexpectedRows), "length and first byte: {what:?}");
        }
    }
}
