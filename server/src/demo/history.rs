//! What the register of the demo has beside names and numbers: earlier measures, programmes, former
//! numbers, nicknames, days of visits, and what the office asks for.

use shared::{
    day::Day,
    forms::{balita::BALITA, bansos::BANSOS, lists::assistance},
    id::{PersonId, RecordId, TaskId},
    region::VillageCode,
    sex::Sex,
};

use super::{answers, names, people::relation, random::Dice};
use crate::store::{
    register::{Family, Former, MEASURES_MAX, Measure, Person, PersonState, Programme},
    tasks::{Task, TaskEnd, TaskSource},
};

/// Fixes the histories.
const SEED: u64 = 0x3523_0003;
/// When the ids were made, Unix milliseconds: 2026-01-01.
const MADE_AT_MS: u64 = 1_767_225_600_000;
/// Days between two sessions of a posyandu.
const MONTH_DAYS: i32 = 30;
/// A child is measured lying up to so many days of age (24 months).
const LYING_DAYS: i32 = 730;
/// Tasks in each village of a PSM with a link.
const TASKS_PER_VILLAGE: usize = 7;

/// Gives the families histories.
pub fn tell(families: &mut [Family], today: Day) {
    let mut dice = Dice::new(SEED);
    for (idx, family) in families.iter_mut().enumerate() {
        let address = family.address.strip_prefix("Dusun ").and_then(|rest| rest.split_once(", "));
        if let Some((hamlet, landmark)) = address {
            (family.hamlet, family.address) = (String::from(hamlet), String::from(landmark));
        }
        // Every third was visited this year, every ninth long ago.
        family.seen = match idx % 9 {
            0 | 3 | 6 => Some(today.plus(-days(&mut dice, 5, 300))),
            8 => Some(today.plus(-days(&mut dice, 400, 700))),
            _ => None,
        };
        if idx % 7 == 2 {
            let until = today.plus(-days(&mut dice, 100, 900));
            family.former_kk.extend(family.no_kk.map(|now| former(now, until)));
        }
        if idx % 11 == 6 {
            // Nobody has seen a card of this family.
            family.no_kk = None;
        }
        for code in [assistance::PROGRAM_PKH, assistance::PROGRAM_FOOD] {
            if dice.percent(22) {
                let since = Some(today.plus(-days(&mut dice, 200, 1_500)));
                let until = dice.percent(20).then(|| today.plus(-days(&mut dice, 10, 150)));
                family.programmes.push(Programme { person: None, code, since, until });
            }
        }
        if idx % 13 == 4
            && let Some(head) = family.members.first_mut()
        {
            // The temporary number before the one of today.
            let until = today.plus(-days(&mut dice, 100, 900));
            head.former_nik.extend(head.nik.map(|now| former(now, until)));
        }
        if let [head] = &*family.members
            && idx % 2 == 0
        {
            family.members.push(departed(&mut dice, head, today));
        }
        for person in &mut family.members {
            let Some(birth) = person.birth else { continue };
            if today.years_since(birth) > 60 {
                let first = person.name.split(' ').next().unwrap_or_default();
                person.nickname = format!("Mbah {first}");
            }
            person.measures = measures(&mut dice, person, today);
        }
    }
}

/// A number that was replaced: the last serial of its day, which no number of the demo has today.
const fn former(now: u64, until: Day) -> Former {
    Former { digits: now - now % 10_000 + 9_999, until: Some(until) }
}

/// Somebody who lived with the head and has died.
fn departed(dice: &mut Dice, head: &Person, today: Day) -> Person {
    let (sex, relation) = match head.sex {
        Some(Sex::Female) => (Sex::Male, relation::HUSBAND),
        _ => (Sex::Female, relation::WIFE),
    };
    let birth = head.birth.unwrap_or(today).plus(-days(dice, 0, 1_500));
    let id = PersonId(RecordId::new(MADE_AT_MS, dice.bytes()).0);
    let name = names::person(dice, sex, birth.ymd().0);
    Person {
        sex: Some(sex),
        birth: Some(birth),
        relation,
        state: PersonState::Dead,
        ..Person::new(id, name)
    }
}

/// Several months of a small child's measures. Most grow as they should; some have not since spring.
fn measures(dice: &mut Dice, child: &Person, today: Day) -> Vec<Measure> {
    let Some(birth) = child.birth.filter(|birth| today.since(*birth) < 1_826) else {
        return Vec::new();
    };
    let (share, is_slow) = (dice.between(86, 104), dice.percent(15));
    let n_months = i32::try_from(MEASURES_MAX).unwrap_or(0);
    let mut measures = Vec::new();
    for before in (1..=n_months).rev() {
        let day = session_day(today, before);
        let age = day.since(birth);
        if age < 25 || dice.percent(10) {
            continue;
        }
        let grown = if is_slow { age.min(today.since(birth) - 120).max(25) } else { age };
        let months = i64::from(grown) * 12 / 365;
        let weight = answers::typical_g(months) * share / 100 + dice.between(-8, 8) * 10;
        let length = answers::typical_01mm(months) * (share / 4 + 75) / 100;
        measures.push(Measure {
            day,
            weight_g: u32::try_from(weight / 100 * 100).ok(),
            length_01mm: u32::try_from(length / 10 * 10).ok(),
            position: if age <= LYING_DAYS { 1 } else { 2 },
        });
    }
    measures
}

/// The day of the posyandu so many months ago.
#[must_use]
pub fn session_day(today: Day, months: i32) -> Day {
    today.plus(-months * MONTH_DAYS + 8)
}

/// What the office asks for in these villages: some of it was due days ago.
#[must_use]
pub fn tasks(families: &[Family], villages: &[VillageCode], today: Day) -> Vec<Task> {
    let mut dice = Dice::new(SEED ^ 1);
    let mut tasks = Vec::new();
    for village in villages {
        // The last of a village are those that nobody has visited in the demo.
        let own = families.iter().rev().filter(|family| family.village == *village);
        for (idx, family) in own.take(TASKS_PER_VILLAGE).enumerate() {
            let child = family.members.iter().find(|person| !person.measures.is_empty());
            let child = child.filter(|_| idx % 2 == 1);
            let (kind, reason) = match (child, idx % 3) {
                (Some(_), _) => (BALITA.id.0, "Berat badan tidak naik, timbang ulang"),
                (None, 0) => (BANSOS.id.0, "Verifikasi DTSEN sebelum tanggal 25"),
                (None, 1) => (0, "Belum pernah didata"),
                (None, _) => (BANSOS.id.0, "Sanggahan lewat Cek Bansos"),
            };
            let whom = child.or(family.members.first());
            let n_days = [-6, 0, -1, 3, 20, 7, 40][idx % 7];
            tasks.push(Task {
                id: TaskId::new(MADE_AT_MS, dice.bytes()),
                village: *village,
                family: Some(family.id),
                person: child.map(|child| child.id),
                kind,
                name: whom.map_or_else(String::new, |whom| whom.name.clone()),
                reason: String::from(reason),
                due: (idx % 7 != 6).then(|| today.plus(n_days)),
                source: TaskSource::Dinsos,
                made: today.plus(-14),
                ended: TaskEnd::Open,
                ended_by: None,
                last_seq: 0,
            });
        }
    }
    tasks
}

fn days(dice: &mut Dice, from: i64, to: i64) -> i32 {
    i32::try_from(dice.between(from, to)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn children_have_months_of_measures_and_tasks_are_of_their_village() {
        let today = Day::from_ymd(2026, 11, 24).unwrap();
        let mut families = super::super::people::families(today);
        tell(&mut families, today);
        let people: Vec<_> = families.iter().flat_map(|family| &family.members).collect();
        let n_measured = people.iter().filter(|person| person.measures.len() >= 3).count();
        assert!(n_measured > 300, "{n_measured}");
        for person in &people {
            assert!(person.measures.is_sorted_by_key(|measure| measure.day));
            assert!(person.measures.len() <= MEASURES_MAX);
        }
        assert!(families.iter().any(|family| !family.former_kk.is_empty()));
        let villages: Vec<_> = families.iter().map(|family| family.village).take(1).collect();
        let tasks = tasks(&families, &villages, today);
        assert_eq!(tasks.len(), TASKS_PER_VILLAGE);
        let own: HashSet<_> = families.iter().map(|family| (family.id, family.village)).collect();
        for task in &tasks {
            assert!(own.contains(&(task.family.unwrap(), task.village)));
        }
        assert!(tasks.iter().any(|task| task.due.is_some_and(|due| due < today)));
    }
}
