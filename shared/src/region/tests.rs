//! The lists agree with themselves, with each other and with what the decree says.

#![expect(clippy::unwrap_used, reason = "tests")]
use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::{codec, sync::limits::ROW_NUMBERS};

const DISTRICTS_CSV: &str = include_str!("../../data/regions/districts.csv");
const REGENCIES_CSV: &str = include_str!("../../data/regions/regencies.csv");
const PROVINCES_CSV: &str = include_str!("../../data/regions/provinces.csv");

fn codes(csv: &str) -> BTreeSet<u32> {
    csv.lines()
        .skip(1)
        .map(|row| row.split(',').next().unwrap().replace('.', "").parse().unwrap())
        .collect()
}

fn write_leb128(packed: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        packed.push(u8::try_from(number & 0x7f).unwrap() | 0x80);
        number >>= 7;
    }
    packed.push(u8::try_from(number).unwrap());
}

/// The other half of [`Regions::parse`].
fn pack(codes: &BTreeSet<u32>, villages: impl Iterator<Item = Village<'static>>) -> Vec<u8> {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for code in codes {
        match runs.last_mut() {
            Some((_, end)) if *end == *code => *end += 1,
            _ => runs.push((*code, code + 1)),
        }
    }
    let mut packed = Vec::new();
    let mut last_end = 0;
    for (start, end) in runs {
        write_leb128(&mut packed, start - last_end);
        write_leb128(&mut packed, end - start);
        last_end = end;
    }
    packed.extend([0, 0]);
    let mut last_code = BEFORE_TUBAN;
    for Village { code, centre, .. } in villages {
        write_leb128(&mut packed, code.number() - last_code);
        write_leb128(&mut packed, u32::try_from(centre.lon_e3 - TUBAN_CORNER_E3.0).unwrap());
        write_leb128(&mut packed, u32::try_from(TUBAN_CORNER_E3.1 - centre.lat_e3).unwrap());
        last_code = code.number();
    }
    packed
}

#[test]
fn the_packed_list_is_what_the_tables_give() {
    let packed = pack(&codes(DISTRICTS_CSV), villages());
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/data/regions.bin");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, &packed).unwrap();
    }
    let committed = std::fs::read(path).unwrap();
    assert_eq!(committed, packed, "run again with UPDATE=1 and commit data/regions.bin");
    assert!(packed.len() < 4_000, "{} bytes", packed.len());
}

#[test]
fn the_packed_list_contains_the_codes_in_use_and_no_other() {
    let in_use = codes(DISTRICTS_CSV);
    assert_eq!(in_use.len(), 7_285);
    let regions = Regions::bundled();
    for code in 0..KECAMATAN_END + 2 {
        assert_eq!(regions.contains(code), in_use.contains(&code), "{code}");
    }
    assert!(!regions.contains(u32::MAX));
}

#[test]
fn a_damaged_list_is_refused() {
    let wrong_runs =
        [&[][..], &[1], &[0x80], &[1, 0], &[0xff, 0xff, 0x7f, 1], &[0xff, 0xff, 0xff, 1]];
    let wrong_villages = [&[0, 0, 1][..], &[0, 0, 1, 1], &[0, 0, 1, 1, 0x80]];
    for packed in wrong_runs.into_iter().chain(wrong_villages) {
        assert!(Regions::parse(packed).is_err(), "{packed:?}");
    }
    let too_many: Vec<u8> =
        [0, 0].into_iter().chain([0xff, 0xff, 0x7f, 0, 0].repeat(400)).collect();
    assert!(Regions::parse(&too_many).is_err(), "codes of more than ten digits");
    assert!(!Regions::parse(&[0, 0]).unwrap().contains(0));
    for end in 1..REGIONS_PACKED.len() {
        let _ = Regions::parse(&REGIONS_PACKED[..end]);
    }
}

#[test]
fn the_provinces_and_regencies_are_those_of_the_kecamatan() {
    let provinces = codes(PROVINCES_CSV);
    assert_eq!(provinces, PROVINCES.into_iter().collect());
    assert_eq!(provinces, codes(DISTRICTS_CSV).iter().map(|code| code / 10_000).collect());
    let regencies = codes(REGENCIES_CSV);
    assert_eq!(regencies.len(), 514);
    assert_eq!(regencies, codes(DISTRICTS_CSV).iter().map(|code| code / 100).collect());
    assert!(is_province(35) && !is_province(99) && !is_province(0));
}

#[test]
fn tuban_has_its_328_villages_in_20_kecamatan() {
    let rows = TUBAN_VILLAGES_CSV.lines().count() - 1;
    assert_eq!((villages().count(), rows), (328, 328));
    let mut n_villages = BTreeMap::new();
    for village in villages() {
        *n_villages.entry(village.kecamatan.number() % 100).or_insert(0) += 1;
    }
    let expected = [9, 18, 14, 24, 12, 18, 12, 17, 18, 13, 23, 17, 19, 16, 17, 17, 18, 19, 16, 11];
    assert_eq!(n_villages.into_values().collect::<Vec<_>>(), expected);
    let codes: Vec<_> = villages().map(|village| village.code).collect();
    assert!(codes.is_sorted_by(|a, b| a < b));
}

#[test]
fn the_17_kelurahan_are_known_by_the_seventh_digit_too() {
    let mut names: Vec<_> = Vec::new();
    for village in villages() {
        let is_kelurahan = village.kind == VillageKind::Kelurahan;
        assert_eq!(village.code.number() / 1000 % 10, if is_kelurahan { 1 } else { 2 });
        if is_kelurahan {
            names.push(village.name);
        }
    }
    assert_eq!(names.len(), 17);
    assert!(names.contains(&"Kebonsari") && names.contains(&"Panyuran"));
}

#[test]
fn eighteen_names_are_not_unique_but_every_title_is() {
    let mut n_by_name: BTreeMap<&str, u32> = BTreeMap::new();
    for village in villages() {
        *n_by_name.entry(village.name).or_default() += 1;
    }
    assert_eq!(n_by_name.values().filter(|n| **n > 1).count(), 18);
    let titles: BTreeSet<_> = villages().map(|village| village.title()).collect();
    assert_eq!(titles.len(), 328);
    assert!(titles.contains("Sidomulyo — Kec. Tuban"));
}

#[test]
fn each_row_agrees_with_itself_and_lies_in_tuban() {
    for (village, row) in villages().zip(TUBAN_VILLAGES_CSV.lines().skip(1)) {
        let fields: Vec<_> = row.split(',').collect();
        assert_eq!(fields.len(), 7, "{row}");
        assert_eq!(village.code.to_string(), fields[0]);
        assert_eq!(village.kecamatan.to_string(), fields[3]);
        assert_eq!(village.kecamatan_name, fields[4]);
        assert!((111_567..=112_223).contains(&village.centre.lon_e3), "{row}");
        assert!((-7_166..=-6_754).contains(&village.centre.lat_e3), "{row}");
    }
}

#[test]
fn the_packed_centres_are_those_of_the_list_and_distances_are_in_metres() {
    let regions = Regions::bundled();
    for village in villages() {
        assert_eq!(regions.centre(village.code), Some(village.centre));
    }
    assert_eq!(regions.centre(VillageCode::from_number(3_578_101_001)), None, "Surabaya");
    let centre = Centre { lon_e3: 112_050, lat_e3: -6_898 };
    assert_eq!(centre.metres_to(-689_800, 11_205_000), 0);
    assert_eq!(centre.metres_to(-689_900, 11_205_000), 110, "0.001° south");
    assert_eq!(centre.metres_to(-689_800, 11_305_000), 110_500, "1° east");
    assert_eq!(centre.metres_to(i64::MIN, i64::MAX), 56_257_415, "no place, and no overflow");
}

#[test]
fn a_village_code_reads_dotted_and_bare() {
    let code = VillageCode::parse("35.23.16.1003").unwrap();
    assert_eq!(VillageCode::parse(" 3523161003 "), Ok(code));
    assert_eq!(code.number(), 3_523_161_003);
    assert_eq!(code.to_string(), "35.23.16.1003");
    assert_eq!(code.kecamatan().to_string(), "35.23.16");
    assert_eq!(code.kecamatan().province(), 35);
    for input in ["", "352316100", "35231610030", "3523160003", "3523169003", "35.23.16.100x"] {
        assert_eq!(VillageCode::parse(input), Err(VillageCodeError), "{input}");
    }
}

#[test]
fn a_village_code_travels_as_its_number() {
    let code = VillageCode::from_number(3_523_161_003);
    assert_eq!(serde_json::to_string(&code).unwrap(), "3523161003");
    let bytes = codec::encode(&code);
    assert_eq!(bytes, codec::encode(&3_523_161_003_u32));
    assert_eq!(codec::whole(&bytes, ROW_NUMBERS), Ok(code));
    assert_eq!(VillageCode::from_number(7).to_string(), "00.00.00.0007");
}
