//! Packs WHO's CSV files into `shared/data/who.bin` (layout: see `tables.rs`) and holds the
//! committed file to them. Compiled for tests only.
#![expect(clippy::unwrap_used, reason = "tests")]

use crate::sex::Sex;

use super::tables::{
    FORMAT, HEADER_BYTES, SCALE_LM, SCALE_S, SPECS, Spec, Table, Tables, WHO_BIN, checksum,
};

/// The files in the order of [`Table`].
const CSVS: [(Table, &str); 7] = [
    (Table::WeightForAge, include_str!("../../data/who/wfa_0_1856d.csv")),
    (Table::LengthForAge, include_str!("../../data/who/lhfa_0_1856d.csv")),
    (Table::BmiForAge, include_str!("../../data/who/bfa_0_1856d.csv")),
    (Table::HeadForAge, include_str!("../../data/who/hcfa_0_1856d.csv")),
    (Table::ArmForAge, include_str!("../../data/who/acfa_91_1856d.csv")),
    (Table::WeightForLength, include_str!("../../data/who/wfl_45_110cm.csv")),
    (Table::WeightForHeight, include_str!("../../data/who/wfh_65_120cm.csv")),
];

/// One line of a CSV file in whole numbers.
struct Row {
    sex: Sex,
    key: i32,
    lms: [i32; 3],
}

#[test]
fn the_packed_tables_are_those_of_the_csv_files() {
    let packed = pack();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/data/who.bin"), &packed).unwrap();
        return;
    }
    assert!(
        packed == WHO_BIN,
        "shared/data/who.bin does not hold what shared/data/who/*.csv do; if the CSV files or the \
         layout were meant to change, write it anew with `UPDATE=1 cargo test -p shared growth`"
    );
}

#[test]
fn every_row_reads_back_as_its_csv_line_says() {
    let tables = Tables::parse(&pack()).unwrap();
    for (table, csv) in CSVS {
        for row in rows(table, csv) {
            let lms = tables.row(table, row.sex, row.key).unwrap();
            let [l, m, s] = row.lms.map(f64::from);
            assert_eq!(lms.l, l / f64::from(SCALE_LM), "L of {table:?} {}", row.key);
            assert_eq!(lms.m, m / f64::from(SCALE_LM), "M of {table:?} {}", row.key);
            assert_eq!(lms.s, s / f64::from(SCALE_S), "S of {table:?} {}", row.key);
        }
        let Spec { first, last } = SPECS[table as usize];
        assert_eq!(tables.row(table, Sex::Male, first - 1), None);
        assert_eq!(tables.row(table, Sex::Female, last + 1), None);
    }
}

/// The bytes of `who.bin`.
fn pack() -> Vec<u8> {
    let parsed = CSVS.map(|(table, csv)| rows(table, csv));
    let mut series = Vec::new();
    for column in 0..3 {
        for rows in &parsed {
            for sex in [Sex::Male, Sex::Female] {
                let (mut value, mut step) = (0, 0);
                for row in rows.iter().filter(|row| row.sex == sex) {
                    let next_step = row.lms[column] - value;
                    write_varint(&mut series, next_step - step);
                    (value, step) = (row.lms[column], next_step);
                }
            }
        }
    }
    let mut packed = vec![FORMAT];
    packed.extend(checksum(&series).to_le_bytes());
    assert_eq!(packed.len(), HEADER_BYTES);
    packed.extend(series);
    packed
}

/// Reads a file and checks that both sexes have exactly the rows that the table promises.
fn rows(table: Table, csv: &str) -> Vec<Row> {
    let by_length = matches!(table, Table::WeightForLength | Table::WeightForHeight);
    let rows: Vec<Row> = csv
        .lines()
        .skip(1)
        .map(|line| {
            let [sex, key, l, m, s] = line.split(',').collect::<Vec<_>>().try_into().unwrap();
            Row {
                sex: match sex {
                    "M" => Sex::Male,
                    "F" => Sex::Female,
                    _ => panic!("{table:?}: unknown sex {sex}"),
                },
                key: scaled(key, if by_length { 10 } else { 1 }),
                lms: [scaled(l, SCALE_LM), scaled(m, SCALE_LM), scaled(s, SCALE_S)],
            }
        })
        .collect();
    let Spec { first, last } = SPECS[table as usize];
    for sex in [Sex::Male, Sex::Female] {
        let keys = rows.iter().filter(|row| row.sex == sex).map(|row| row.key);
        assert!(keys.eq(first..=last), "{table:?} {sex:?}: rows other than {first} to {last}");
    }
    rows
}

/// A decimal fraction times a power of ten, exactly.
pub(super) fn scaled(text: &str, scale: i32) -> i32 {
    let exact = text.parse::<f64>().unwrap() * f64::from(scale);
    assert!((exact - exact.round()).abs() < 1e-6, "{text} has more decimals than 1/{scale}");
    #[expect(clippy::cast_possible_truncation, reason = "no value of these files is that large")]
    let whole = exact.round() as i32;
    whole
}

/// Writes a number as zig-zag LEB128.
fn write_varint(bytes: &mut Vec<u8>, value: i32) {
    let mut zigzag = ((value << 1) ^ (value >> 31)).cast_unsigned();
    loop {
        let [low, ..] = (zigzag & 0x7f).to_le_bytes();
        zigzag >>= 7;
        if zigzag == 0 {
            bytes.push(low);
            return;
        }
        bytes.push(low | 0x80);
    }
}
