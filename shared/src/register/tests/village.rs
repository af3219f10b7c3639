//! An invented village, the same each time.

use super::{Family1, Person1};
use crate::{day::Day, region::VillageCode, register::family::Measure1};

pub(super) const VILLAGE: VillageCode = VillageCode::from_number(3_523_161_003);

const FIRST: [&str; 24] = [
    "SITI", "MOH.", "SRI", "NUR", "AHMAD", "DWI", "ENDANG", "SUTRISNO", "KASMINAH", "WARTINI",
    "SULASTRI", "DJUMADI", "RUSMIATI", "SUPARDI", "LILIK", "KHOIRUL", "ZAENAL", "TRI", "EKO",
    "BAMBANG", "YULI", "RATNA", "DEWI", "AGUS",
];
const SECOND: [&str; 24] = [
    "AMINAH",
    "WAHYUNI",
    "HIDAYAT",
    "LESTARI",
    "SANTOSO",
    "RAHAYU",
    "SUSANTI",
    "PRASETYO",
    "KHASANAH",
    "FITRIANI",
    "MUSTOFA",
    "SETIAWAN",
    "HANDAYANI",
    "ROHMAN",
    "UTOMO",
    "WIBOWO",
    "MAULIDIYAH",
    "ANGGRAINI",
    "KURNIAWAN",
    "PUSPITASARI",
    "NINGSIH",
    "HARTONO",
    "SAPUTRA",
    "ZAHROTUL",
];
const PLACES: [&str; 8] = [
    "Utara musala Al-Ikhlas",
    "Barat balai dusun",
    "Gang Melati",
    "Depan warung Bu Tun",
    "Timur sumur bor",
    "Jl. Raya Merakurak",
    "Selatan SDN 2",
    "Pinggir sawah",
];
const TODAY: i32 = 20_787;

/// Families with so many people.
pub(in crate::register) fn village(n_people: u32) -> Vec<Family1> {
    let mut state = 0x3523_2026_u64;
    let mut dice = |n: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap_or(0) % n
    };
    let (mut families, mut number) = (Vec::new(), 0);
    while number < n_people {
        let mut family = Family1 {
            number: u32::try_from(families.len()).unwrap_or(0) + 1,
            kk: small(dice(10_000)),
            rt: small(dice(9) + 1),
            rw: small(dice(3) + 1),
            address: String::from(PLACES[dice(PLACES.len())]),
            programmes: if dice(3) == 0 { vec![1] } else { Vec::new() },
            seen: (dice(2) == 0).then(|| day(TODAY, dice(400))),
            ..Family1::default()
        };
        for position in 0..=dice(6) {
            number += 1;
            let age_days = match position {
                0 | 1 => 9_000 + dice(18_000),
                _ => dice(9_000),
            };
            let birth = day(TODAY, age_days);
            let n_measures = if age_days < 1_826 { age_days / 30 } else { 0 };
            let measures: Vec<_> = (0..n_measures.min(6))
                .rev()
                .map(|ago| Measure1 {
                    day: day(TODAY, ago * 30),
                    weight_g: 3_000 + u32::try_from(age_days * 6 + dice(900)).unwrap_or(0),
                    length_01mm: 5_000 + u32::try_from(age_days * 3 + dice(200)).unwrap_or(0),
                    position: 1,
                })
                .collect();
            family.members.push(Person1 {
                number,
                name: [FIRST[dice(24)], " ", SECOND[dice(24)]].concat(),
                nickname: if dice(9) == 0 { String::from("Mak Tun") } else { String::new() },
                sex: u8::try_from(dice(2) + 1).unwrap_or(1),
                birth: Some(birth),
                relation: [1, 3, 4, 4, 4, 7, 6][position],
                nik: if dice(20) > 0 { small(dice(10_000)) } else { None },
                measures,
                ..Person1::default()
            });
        }
        families.push(family);
    }
    families
}

fn small(number: usize) -> Option<u16> {
    u16::try_from(number).ok()
}

fn day(today: i32, ago: usize) -> Day {
    Day::from_number(today - i32::try_from(ago).unwrap_or(0))
}
