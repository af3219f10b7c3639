//! Invented villages for measuring, the same each time. No number in them is anybody's.

use server::store::register::{Family, Measure, Person};
use shared::{
    day::Day,
    id::{FamilyId, PersonId},
    region::VillageCode,
    sex::Sex,
};

use crate::sim::dice::Dice;

const FIRST: [&str; 40] = [
    "SITI", "MOH.", "SRI", "NUR", "AHMAD", "DWI", "ENDANG", "SUTRISNO", "KASMINAH", "WARTINI",
    "SULASTRI", "DJUMADI", "RUSMIATI", "SUPARDI", "LILIK", "KHOIRUL", "ZAENAL", "TRI", "EKO",
    "BAMBANG", "YULI", "RATNA", "DEWI", "AGUS", "SUMIATI", "KARTINI", "MUNTIAH", "DARSONO",
    "SUGENG", "PONIMAN", "LASMI", "TARMUJI", "RUKAYAH", "JAMILAH", "SAMSUL", "FAISAL", "INDAH",
    "WAHYU", "ARIF", "NANIK",
];
const SECOND: [&str; 40] = [
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
    "MUBAROK",
    "SUGIARTO",
    "PURWANTO",
    "YULIANTI",
    "HASANAH",
    "ARIFIN",
    "MAGHFIROH",
    "SUNDARI",
    "WIDODO",
    "SOLIKAH",
    "ROZIQIN",
    "ISTIQOMAH",
    "GUNAWAN",
    "MARLINA",
    "SUBEKTI",
    "ALFIAN",
];
const PLACES: [&str; 12] = [
    "Utara musala Al-Ikhlas",
    "Barat balai dusun",
    "Gang Melati",
    "Depan warung Bu Tun",
    "Timur sumur bor",
    "Jl. Raya Merakurak",
    "Selatan SDN 2",
    "Pinggir sawah",
    "Belakang masjid Baitur Rohman",
    "Dekat jembatan",
    "Perempatan ke utara",
    "Samping Polindes",
];

/// Families of a village with about so many people.
#[must_use]
pub fn village(code: VillageCode, n_people: usize, today: Day) -> Vec<Family> {
    let dice = Dice::new(u64::from(code.number()));
    let (mut families, mut n) = (Vec::new(), 0);
    while n < n_people {
        let mut family = Family::new(FamilyId(id(&dice)), code);
        family.no_kk = Some(3_523_160_000_000_000 + dice.between(0, 99_999_999));
        family.rt = small(dice.between(1, 9));
        family.rw = small(dice.between(1, 3));
        family.address = String::from(*dice.pick(&PLACES).unwrap_or(&PLACES[0]));
        family.seen = dice.percent(50).then(|| ago(today, dice.between(0, 400)));
        for position in 0..=dice.between(0, 5) {
            n += 1;
            family.members.push(person(&dice, position, today));
        }
        families.push(family);
    }
    families
}

fn person(dice: &Dice, position: u64, today: Day) -> Person {
    let name = [*dice.pick(&FIRST).unwrap_or(&FIRST[0]), *dice.pick(&SECOND).unwrap_or(&SECOND[0])];
    let mut person = Person::new(PersonId(id(dice)), name.join(" "));
    let days_old = if position < 2 { dice.between(9_000, 27_000) } else { dice.between(10, 9_000) };
    person.birth = Some(ago(today, days_old));
    person.sex = dice.pick(&Sex::ALL).copied();
    person.relation = if position == 0 { 1 } else { small(dice.between(3, 7)).unwrap_or(4) };
    person.nik = dice.percent(95).then(|| 3_523_160_000_000_000 + dice.between(0, 99_999_999));
    if dice.percent(10) {
        person.nickname = String::from("Mak Tun");
    }
    if days_old < 1_826 {
        for n_months in (0..(days_old / 30).min(6)).rev() {
            person.measures.push(Measure {
                day: ago(today, n_months * 30),
                weight_g: u32::try_from(3_000 + days_old * 6 + dice.between(0, 900)).ok(),
                length_01mm: u32::try_from(5_000 + days_old * 3 + dice.between(0, 200)).ok(),
                position: 1,
            });
        }
    }
    person
}

fn id(dice: &Dice) -> [u8; 16] {
    let mut id = [0; 16];
    id[..8].copy_from_slice(&dice.number().to_le_bytes());
    id[8..].copy_from_slice(&dice.number().to_le_bytes());
    id
}

fn small(number: u64) -> Option<u16> {
    u16::try_from(number).ok()
}

fn ago(today: Day, n_days: u64) -> Day {
    today.plus(-i32::try_from(n_days).unwrap_or(0))
}
