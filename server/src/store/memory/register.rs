//! Families and their members in memory.

use shared::region::VillageCode;

use super::{
    super::{
        Scope, StoreError,
        register::{Family, Register, RegisterReads},
    },
    MemoryTx, constraint,
};

impl RegisterReads for MemoryTx<'_> {
    fn n_families(&self) -> Result<u64, StoreError> {
        Ok(self.people().families.len() as u64)
    }

    fn families(&self, scope: Scope, village: VillageCode) -> Result<Vec<Family>, StoreError> {
        let families = self.people().families.values();
        let mut found: Vec<_> = families
            .filter(|family| family.village == village && scope.holds(village))
            .cloned()
            .collect();
        found.sort_by_key(|family| (family.rw, family.rt, family.id));
        Ok(found)
    }
}

impl Register for MemoryTx<'_> {
    fn add_family(&mut self, family: &Family) -> Result<(), StoreError> {
        let is_taken = self.people().families.contains_key(&family.id)
            || family.members.iter().enumerate().any(|(idx, person)| {
                let mut others = family.members[..idx].iter().chain(self.persons());
                others.any(|other| other.id == person.id)
            });
        if is_taken {
            return Err(constraint("the id of a family or person is taken"));
        }
        self.people_mut().families.insert(family.id, family.clone());
        Ok(())
    }
}

impl MemoryTx<'_> {
    fn persons(&self) -> impl Iterator<Item = &super::super::register::Person> {
        self.people().families.values().flat_map(|family| &family.members)
    }
}
