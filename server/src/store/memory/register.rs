//! Families and their members in memory.

use shared::{
    day::Day,
    id::{FamilyId, PersonId},
    region::VillageCode,
};

use super::{
    super::{
        Scope, StoreError, Tx as _,
        register::{
            Family, FamilyState, MEASURES_MAX, MERGED_WITH_MEMBERS, Person, PersonState, Register,
            RegisterReads, name_key,
        },
    },
    MemoryTx,
};

impl RegisterReads for MemoryTx<'_> {
    fn n_families(&self) -> Result<u64, StoreError> {
        Ok(self.people().families.len() as u64)
    }

    fn families(&self, scope: Scope, village: VillageCode) -> Result<Vec<Family>, StoreError> {
        let mut found: Vec<_> = self
            .all_families()
            .filter(|family| family.village == village && scope.holds(village))
            .filter(|family| family.state == FamilyState::Active)
            .cloned()
            .collect();
        found.sort_by_key(|family| (family.rw, family.rt, family.id));
        Ok(found)
    }

    fn family(&self, id: FamilyId) -> Result<Option<Family>, StoreError> {
        Ok(self.people().families.get(&id).cloned())
    }

    fn family_numbered(
        &self,
        village: VillageCode,
        number: u32,
    ) -> Result<Option<FamilyId>, StoreError> {
        let mut own = self.all_families().filter(|family| family.village == village);
        Ok(own.find(|family| family.number == number).map(|family| family.id))
    }

    fn person_numbered(
        &self,
        village: VillageCode,
        number: u32,
    ) -> Result<Option<(FamilyId, PersonId)>, StoreError> {
        Ok(self
            .find(1, |family, person| family.village == village && person.number == number)
            .pop())
    }

    fn family_of(&self, person: PersonId) -> Result<Option<FamilyId>, StoreError> {
        Ok(self.find(1, |_, other| other.id == person).pop().map(|(family, _)| family))
    }

    fn families_with_kk(&self, no_kk: u64, limit: u32) -> Result<Vec<FamilyId>, StoreError> {
        let has = |family: &&Family| family.no_kk == Some(no_kk) || family.had_kk(no_kk);
        let has = |family: &&Family| has(family) && family.state != FamilyState::Merged;
        Ok(self.all_families().filter(has).map(|family| family.id).take(limit as usize).collect())
    }

    fn people_with_nik(
        &self,
        nik: u64,
        limit: u32,
    ) -> Result<Vec<(FamilyId, PersonId)>, StoreError> {
        let has = |person: &Person| person.nik == Some(nik) || person.had_nik(nik);
        Ok(self.find(limit, |_, person| has(person) && person.state != PersonState::Merged))
    }

    fn people_named(
        &self,
        village: VillageCode,
        name: &str,
        birth: Option<Day>,
        limit: u32,
    ) -> Result<Vec<(FamilyId, PersonId)>, StoreError> {
        let key = name_key(name);
        let is_other = |own: Option<Day>| own.zip(birth).is_some_and(|(own, other)| own != other);
        Ok(self.find(limit, |family, person| {
            family.village == village && name_key(&person.name) == key && !is_other(person.birth)
        }))
    }

    fn families_changed(
        &self,
        village: VillageCode,
        after_seq: u64,
        limit: u32,
    ) -> Result<Vec<Family>, StoreError> {
        let is_new = |family: &&Family| family.village == village && family.last_seq > after_seq;
        let mut found: Vec<_> = self.all_families().filter(is_new).cloned().collect();
        found.sort_by_key(|family| family.last_seq);
        found.truncate(limit as usize);
        Ok(found)
    }

    fn imported(&self, key: &[u8; 16]) -> Result<Option<[u8; 16]>, StoreError> {
        Ok(self.people().imported.get(key).copied())
    }
}

impl Register for MemoryTx<'_> {
    fn put_family(&mut self, mut family: Family) -> Result<Family, StoreError> {
        let before = self.people().families.get(&family.id).cloned();
        let is_known = |family: &Family| {
            before.as_ref().is_some_and(|before| {
                (before.number, before.village) == (family.number, family.village)
            })
        };
        if (family.number == 0) == before.is_some() || family.number > 0 && !is_known(&family) {
            return Err(StoreError::broken("the number is not of this family"));
        }
        if family.merged_into.is_some() && !family.members.is_empty() {
            return Err(StoreError::broken(MERGED_WITH_MEMBERS));
        }
        let numbers = self.people().village_numbers.get(&family.village).copied();
        let (mut last_family, mut last_person) = numbers.unwrap_or_default();
        for person in &mut family.members {
            let known = self.find(1, |_, other| other.id == person.id).pop();
            if person.number == 0 {
                last_person += 1;
                person.number = last_person;
            } else if known.is_none() {
                return Err(StoreError::broken("the number is not of this person"));
            }
        }
        if family.number == 0 {
            last_family += 1;
            family.number = last_family;
        }
        family.last_seq = self.next_seq()?;
        let stored = self.with_the_unnamed(family.clone(), before);
        let people = self.people_mut();
        people.village_numbers.insert(family.village, (last_family, last_person));
        let _before = people.families.remove(&stored.id);
        for person in &family.members {
            let has_left = |other: &Family| other.members.iter().any(|one| one.id == person.id);
            let left = self.people().families.values().find(|other| has_left(other));
            if let Some(left) = left.map(|left| left.id) {
                // The family that is left is another one now too.
                let last_seq = self.next_seq()?;
                if let Some(left) = self.people_mut().families.get_mut(&left) {
                    left.members.retain(|one| one.id != person.id);
                    left.last_seq = last_seq;
                }
            }
        }
        self.people_mut().families.insert(stored.id, stored);
        Ok(family)
    }

    fn set_imported(&mut self, key: &[u8; 16], owner: &[u8; 16]) -> Result<(), StoreError> {
        self.people_mut().imported.insert(*key, *owner);
        Ok(())
    }
}

impl MemoryTx<'_> {
    fn all_families(&self) -> impl Iterator<Item = &Family> {
        self.people().families.values()
    }

    fn find(
        &self,
        limit: u32,
        is_it: impl Fn(&Family, &Person) -> bool,
    ) -> Vec<(FamilyId, PersonId)> {
        let people = self
            .all_families()
            .flat_map(|family| family.members.iter().map(move |person| (family, person)));
        let found = people.filter(|(family, person)| is_it(family, person));
        found.map(|(family, person)| (family.id, person.id)).take(limit as usize).collect()
    }

    /// A family with what was stored of it before and is not named now.
    fn with_the_unnamed(&self, mut family: Family, before: Option<Family>) -> Family {
        for person in &mut family.members {
            let known = self
                .all_families()
                .flat_map(|family| &family.members)
                .find(|other| other.id == person.id);
            let (former, measures) = known
                .map(|known| (known.former_nik.clone(), known.measures.clone()))
                .unwrap_or_default();
            add(&mut person.former_nik, former, |one, other| one.digits == other.digits);
            person.former_nik.sort_unstable();
            add(&mut person.measures, measures, |one, other| one.day == other.day);
            person.measures.sort_by_key(|measure| measure.day);
            let n_surplus = person.measures.len().saturating_sub(MEASURES_MAX);
            person.measures.drain(..n_surplus);
        }
        if let Some(before) = before {
            add(&mut family.former_kk, before.former_kk, |one, other| one.digits == other.digits);
            add(&mut family.programmes, before.programmes, |one, other| {
                (one.person, one.code) == (other.person, other.code)
            });
            add(&mut family.members, before.members, |one, other| one.id == other.id);
        }
        family.former_kk.sort_unstable();
        family.programmes.sort_by_key(|programme| (programme.person, programme.code));
        family
    }
}

/// Adds what is not there.
fn add<T>(list: &mut Vec<T>, others: Vec<T>, is_same: impl Fn(&T, &T) -> bool) {
    for other in others {
        if !list.iter().any(|one| is_same(one, &other)) {
            list.push(other);
        }
    }
}
