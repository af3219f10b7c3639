//! The invented accounts: a PSM for every village, and one of each desk role.

use shared::{
    day::Day,
    id::AccountId,
    region::{KecamatanCode, VillageCode},
    sex::Sex,
};

use super::{names, random::Dice};
use crate::places;
use crate::store::account::{Account, Assignment, Office, Role};

/// Fixes names and ids.
const SEED: u64 = 0x3523_0001;
/// When the ids were made, Unix milliseconds: 2026-01-01.
const MADE_AT_MS: u64 = 1_767_225_600_000;
/// Where the demo's desk is: Kecamatan Plumpang.
const KECAMATAN: KecamatanCode = KecamatanCode::from_number(352_317);

/// A PSM with the villages of the assignments.
#[derive(Clone, Debug)]
pub struct Psm {
    /// The person.
    pub account: Account,
    /// Where the person works, first village first.
    pub villages: Vec<VillageCode>,
}

/// Everybody in the demo.
#[derive(Clone, Debug)]
pub struct People {
    /// All PSM; the [`Role::Psm`] with links come first: one with two villages in the kecamatan of
    /// the desk, one of two who share a village there, one in another kecamatan.
    pub psm: Vec<Psm>,
    /// One of each desk role.
    pub desk: Vec<Account>,
    /// The offices to call.
    pub offices: Vec<Office>,
}

/// How many PSM get an invitation at each start; see [`People::psm`].
pub const N_INVITED: usize = 3;

/// The number of the PSM in whose first village there is an operator.
const OF_OPERATOR: usize = 1;

/// The other PSM of the village with an operator, and that village: what a PSM with a link begins with
/// on the phone stays as it is.
#[must_use]
pub fn of_operator(psm: &[Psm]) -> Option<(&Psm, VillageCode)> {
    let village = *psm.get(OF_OPERATOR)?.villages.first()?;
    let other = psm.iter().skip(N_INVITED).find(|psm| psm.villages.first() == Some(&village));
    Some((other?, village))
}

/// Everybody, the same in every run.
#[must_use]
pub fn people() -> People {
    let mut maker = Maker { dice: Dice::new(SEED) };
    let psm = maker.psm();
    let own_village =
        psm.get(OF_OPERATOR).and_then(|psm| psm.villages.first()).map_or(0, |code| code.number());
    let desk = vec![
        maker.desk(Role::Desa, "desa", Some(own_village)),
        maker.desk(Role::Kecamatan, "kecamatan", Some(KECAMATAN.number())),
        maker.desk(Role::Dinsos, "dinsos", None),
        maker.desk(Role::Admin, "admin", None),
    ];
    People { psm, desk, offices: offices() }
}

/// The assignment that every PSM of the demo has.
#[must_use]
pub fn assignment(village: VillageCode) -> Assignment {
    // Before any visit that a form accepts.
    let from = Day::from_ymd(2023, 1, 1).unwrap_or(Day::from_number(0));
    Assignment { village, from, to: None }
}

struct Maker {
    dice: Dice,
}

impl Maker {
    /// Of the villages of the desk's kecamatan the first two have one PSM together, the third has
    /// two, every other village of the regency has one of its own.
    fn psm(&mut self) -> Vec<Psm> {
        let (own, others): (Vec<_>, Vec<_>) = places::all()
            .iter()
            .map(|village| village.code)
            .partition(|code| code.kecamatan() == KECAMATAN);
        let (first, rest) = own.split_at(own.len().min(3));
        let mut areas: Vec<Vec<VillageCode>> = Vec::new();
        if let [one, two, shared] = first {
            areas.extend([vec![*one, *two], vec![*shared]]);
            areas.extend(others.first().map(|other| vec![*other]));
            areas.push(vec![*shared]);
        }
        areas.extend(rest.iter().chain(others.iter().skip(1)).map(|code| vec![*code]));
        areas
            .into_iter()
            .map(|villages| Psm { account: self.account(Role::Psm, None, None), villages })
            .collect()
    }

    fn desk(&mut self, role: Role, user: &str, area: Option<u32>) -> Account {
        self.account(role, Some(user), area)
    }

    fn account(&mut self, role: Role, user: Option<&str>, area: Option<u32>) -> Account {
        let sex = *self.dice.pick(&Sex::ALL);
        let year = i32::try_from(self.dice.between(1967, 1997)).unwrap_or(1980);
        Account {
            id: AccountId::new(MADE_AT_MS, self.dice.bytes()),
            name: names::person(&mut self.dice, sex, year),
            role,
            user_name: user.map(String::from),
            password_hash: None,
            // A number that looks real is somebody's.
            phone: None,
            area,
            own_kk: None,
            is_active: true,
        }
    }
}

/// One office a kecamatan, with numbers that cannot be dialled.
fn offices() -> Vec<Office> {
    let mut offices: Vec<Office> = Vec::new();
    for village in places::all() {
        if offices.iter().all(|office| office.kecamatan != village.kecamatan) {
            offices.push(Office {
                kecamatan: village.kecamatan,
                name: format!("Kantor Kecamatan {}", village.kecamatan_name),
                phone: format!("(0356) 000-{:03}", village.kecamatan.number() % 100),
            });
        }
    }
    offices
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    #[test]
    fn every_village_has_a_psm_one_has_two_and_one_psm_has_two_villages() {
        let people = people();
        let mut n_psm: HashMap<VillageCode, usize> = HashMap::new();
        for psm in &people.psm {
            for village in &psm.villages {
                *n_psm.entry(*village).or_default() += 1;
            }
        }
        assert_eq!(n_psm.len(), 328);
        assert_eq!(n_psm.values().filter(|n| **n == 2).count(), 1);
        assert_eq!(people.psm.iter().filter(|psm| psm.villages.len() == 2).count(), 1);
        assert_eq!(people.psm[0].villages.len(), 2);
        assert_eq!(n_psm[&people.psm[1].villages[0]], 2);
        assert_ne!(people.psm[2].villages[0].kecamatan(), KECAMATAN);
    }

    #[test]
    fn the_desk_has_every_role_and_ids_are_unique() {
        let people = people();
        let roles: Vec<_> = people.desk.iter().map(|account| account.role).collect();
        assert_eq!(roles, [Role::Desa, Role::Kecamatan, Role::Dinsos, Role::Admin]);
        assert_eq!(people.offices.len(), 20);
        let all = people.psm.iter().map(|psm| &psm.account).chain(&people.desk);
        let mut ids: Vec<_> = all.map(|account| account.id).collect();
        let n = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), n);
        assert!(people.desk.iter().all(|account| account.scope().is_some()));
    }
}
