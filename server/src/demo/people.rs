//! The invented register: about nine families in each of the 328 villages.
//!
//! Every number is well formed and nobody's: serials start at 9990, which no office reaches in one
//! day of one kecamatan.

use std::collections::HashSet;

use shared::{
    day::Day,
    id::{FamilyId, PersonId},
    region::{KecamatanCode, Village, villages},
    sex::Sex,
};

use super::{names, random::Dice};
use crate::store::register::{Family, Person};

/// Families per village, one more in every seventh: 2,999 in all.
const FAMILIES_PER_VILLAGE: i64 = 9;
/// The first serial that is certainly nobody's; the last is 9999.
const SERIAL_FIRST: u64 = 9_990;
/// Fixes the demo; another seed is another register.
const SEED: u64 = 0x3523_2026;
/// When the ids were made, Unix milliseconds: 2026-01-01.
const MADE_AT_MS: u64 = 1_767_225_600_000;

/// Codes of the relation to the head of the family, as in the civil register.
pub(super) mod relation {
    pub(in super::super) const HEAD: u16 = 1;
    pub(in super::super) const HUSBAND: u16 = 2;
    pub(in super::super) const WIFE: u16 = 3;
    pub(in super::super) const CHILD: u16 = 4;
    pub(in super::super) const GRANDCHILD: u16 = 6;
    pub(in super::super) const PARENT: u16 = 7;
}

/// All families, ordered by village. `today` decides how old people are.
#[must_use]
pub fn families(today: Day) -> Vec<Family> {
    let mut maker = Maker { dice: Dice::new(SEED), today, used: HashSet::new() };
    let mut families = Vec::new();
    for (idx, village) in villages().enumerate() {
        for _ in 0..FAMILIES_PER_VILLAGE + i64::from(idx % 7 == 0) {
            families.push(maker.family(&village));
        }
    }
    families
}

struct Maker {
    dice: Dice,
    today: Day,
    /// NIKs and card numbers given out; both kinds in one set, so that none is also the other.
    used: HashSet<u64>,
}

impl Maker {
    fn family(&mut self, village: &Village<'_>) -> Family {
        let is_old = self.dice.percent(25);
        let head_age = if is_old { self.dice.between(62, 84) } else { self.dice.between(26, 58) };
        // Widows head a quarter of the old households.
        let head_sex =
            if self.dice.percent(if is_old { 40 } else { 8 }) { Sex::Female } else { Sex::Male };
        let mut members = vec![self.person(village.kecamatan, head_sex, head_age, relation::HEAD)];
        if head_sex == Sex::Male && self.dice.percent(88) {
            let age = (head_age - self.dice.between(-2, 8)).max(20);
            members.push(self.person(village.kecamatan, Sex::Female, age, relation::WIFE));
        }
        self.add_children(village.kecamatan, head_age, is_old, &mut members);
        if !is_old && self.dice.percent(15) {
            let sex = if self.dice.percent(70) { Sex::Female } else { Sex::Male };
            let age = head_age + self.dice.between(20, 30);
            members.push(self.person(village.kecamatan, sex, age, relation::PARENT));
        }
        let id = FamilyId(self.id());
        Family {
            no_kk: Some(self.no_kk(village.kecamatan)),
            rt: u16::try_from(self.dice.between(1, 9)).ok(),
            rw: u16::try_from(self.dice.between(1, 4)).ok(),
            address: names::address(&mut self.dice),
            members,
            ..Family::new(id, village.code)
        }
    }

    fn add_children(
        &mut self,
        kecamatan: KecamatanCode,
        head_age: i64,
        is_old: bool,
        members: &mut Vec<Person>,
    ) {
        let (n_children, oldest, relation) = if is_old {
            (self.dice.between(0, 2), head_age - 50, relation::GRANDCHILD)
        } else {
            (self.dice.between(0, 3), head_age - 22, relation::CHILD)
        };
        for _ in 0..n_children {
            // Families whom a PSM visits often have a child below five.
            let age = if self.dice.percent(35) {
                self.dice.between(0, 4)
            } else {
                self.dice.between(0, oldest.clamp(1, 20))
            };
            let age = age.min(oldest.max(0));
            let sex = *self.dice.pick(&Sex::ALL);
            members.push(self.person(kecamatan, sex, age, relation));
        }
    }

    fn person(&mut self, kecamatan: KecamatanCode, sex: Sex, age: i64, relation: u16) -> Person {
        let days_old = age * 365 + self.dice.between(20, 360);
        let birth = self.today.plus(-i32::try_from(days_old).unwrap_or(0));
        // Newborns and some of the oldest have no number yet.
        let has_nik = days_old > 200 && !(age > 75 && self.dice.percent(5));
        let id = PersonId(self.id());
        let nik = has_nik.then(|| self.nik(kecamatan, birth, sex));
        let name = names::person(&mut self.dice, sex, birth.ymd().0);
        Person { nik, sex: Some(sex), birth: Some(birth), relation, ..Person::new(id, name) }
    }

    fn id(&mut self) -> [u8; 16] {
        let random = self.dice.bytes();
        shared::id::RecordId::new(MADE_AT_MS, random).0
    }

    /// The kecamatan, the day of birth (a woman's plus 40) and a serial.
    fn nik(&mut self, kecamatan: KecamatanCode, birth: Day, sex: Sex) -> u64 {
        let offset = if sex == Sex::Female { 40 } else { 0 };
        self.number(kecamatan, birth, offset)
    }

    /// As a NIK, with the day on which the card was made.
    fn no_kk(&mut self, kecamatan: KecamatanCode) -> u64 {
        let made = self.today.plus(-i32::try_from(self.dice.between(200, 6_000)).unwrap_or(0));
        self.number(kecamatan, made, 0)
    }

    fn number(&mut self, kecamatan: KecamatanCode, day: Day, day_offset: u64) -> u64 {
        let (year, month, day_of_month) = day.ymd();
        let date = (u64::from(day_of_month) + day_offset) * 10_000
            + u64::from(month) * 100
            + u64::try_from(year % 100).unwrap_or(0);
        let mut region = u64::from(kecamatan.number());
        loop {
            let stem = (region * 1_000_000 + date) * 10_000;
            let free = (SERIAL_FIRST..=9_999)
                .map(|serial| stem + serial)
                .find(|number| self.used.insert(*number));
            match free {
                Some(number) => return number,
                // Ten people of one day: the next was registered in a neighbouring kecamatan.
                None => region = if region % 100 == 20 { region - 19 } else { region + 1 },
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use shared::{
        kk::NoKk,
        nik::{Nik, NikContext},
        region::Regions,
    };

    fn today() -> Day {
        Day::from_ymd(2026, 11, 24).unwrap()
    }

    #[test]
    fn every_village_has_families_and_the_same_ones_each_time() {
        let families = families(today());
        assert_eq!(families.len(), 2_999);
        let villages: HashSet<_> = families.iter().map(|family| family.village).collect();
        assert_eq!(villages.len(), 328);
        assert_eq!(families, super::families(today()));
        let n_people: usize = families.iter().map(|family| family.members.len()).sum();
        assert!((7_000..13_000).contains(&n_people), "{n_people}");
    }

    #[test]
    fn numbers_are_well_formed_unique_and_nobodys() {
        let regions = Regions::bundled();
        let mut seen = HashSet::new();
        for family in families(today()) {
            let kk = NoKk::from_number(family.no_kk.unwrap().cast_signed()).unwrap();
            assert_eq!(kk.findings(today(), Some(&regions)), [], "{kk}");
            assert!(seen.insert(family.no_kk.unwrap()));
            for person in family.members {
                let Some(number) = person.nik else { continue };
                let nik = Nik::from_number(number.cast_signed()).unwrap();
                let context = NikContext {
                    today: today(),
                    sex: person.sex,
                    birth: person.birth,
                    regions: Some(&regions),
                };
                assert_eq!(nik.findings(&context), [], "{nik}");
                assert!(nik.serial() >= 9_990);
                assert!(seen.insert(number));
            }
        }
    }

    #[test]
    fn there_are_children_below_five_to_weigh() {
        let n_small = families(today())
            .iter()
            .flat_map(|family| &family.members)
            .filter(|person| today().years_since(person.birth.unwrap()) < 5)
            .count();
        assert!(n_small > 500, "{n_small}");
    }
}
