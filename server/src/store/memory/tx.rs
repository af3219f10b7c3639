//! Records and changes in memory, as the merge rules see them.

use shared::{
    day::Day,
    id::{AccountId, ChangeId, RecordId},
    kk::NoKk,
    region::VillageCode,
    sync::{review::Deed, state::RecordState, verdict::Receipt, wire::Header1},
};

use super::{
    super::{
        StoreError, Tx, View,
        account::Assignment,
        record::{Again, Change, Recheck, Record},
        register::{MERGES_MAX, PersonState},
    },
    MemoryTx, Undo,
};

impl View for MemoryTx<'_> {
    fn epoch(&self) -> Result<u64, StoreError> {
        Ok(self.memory.epoch)
    }

    fn last_seq(&self) -> Result<u64, StoreError> {
        Ok(self.memory.last_seq)
    }

    fn each_record_after(
        &self,
        author: AccountId,
        after: u64,
        limit: u32,
        take: &mut dyn FnMut(Record, Receipt) -> bool,
    ) -> Result<(), StoreError> {
        let mut found: Vec<&Record> = self
            .memory
            .records
            .values()
            .filter(|record| record.author == author && record.last_seq > after)
            .collect();
        found.sort_by_key(|record| record.last_seq);
        found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        for record in found {
            let head = self.memory.changes.get(&record.head);
            let head = head.ok_or(StoreError::Damaged("a head is missing"))?;
            if !take(record.clone(), head.receipt.clone()) {
                break;
            }
        }
        Ok(())
    }

    fn is_active(&self, account: AccountId) -> Result<bool, StoreError> {
        Ok(self.people().accounts.get(&account).is_some_and(|person| person.is_active))
    }

    fn own_kk(&self, account: AccountId) -> Result<Option<NoKk>, StoreError> {
        Ok(self.people().accounts.get(&account).and_then(|person| person.own_kk))
    }

    fn is_assigned(
        &self,
        account: AccountId,
        village: VillageCode,
        day: Day,
    ) -> Result<bool, StoreError> {
        let holds = |assignment: &Assignment| {
            assignment.village == village
                && assignment.from <= day
                && assignment.to.is_none_or(|last| day <= last)
        };
        Ok(self.people().assignments_of(account).any(|assignment| holds(&assignment)))
    }

    fn change(&self, id: ChangeId) -> Result<Option<Change>, StoreError> {
        Ok(self.memory.changes.get(&id).cloned())
    }

    fn has_child(&self, record: RecordId, parent: ChangeId) -> Result<bool, StoreError> {
        let Some(author) = self.memory.records.get(&record).map(|record| record.author) else {
            return Ok(false);
        };
        Ok(self.memory.changes.values().any(|change| {
            change.header.record == record
                && change.header.parent == Some(parent)
                && change.author == author
        }))
    }

    fn record(&self, id: RecordId) -> Result<Option<Record>, StoreError> {
        Ok(self.memory.records.get(&id).cloned())
    }

    fn records_of_visit(
        &self,
        visit: RecordId,
        author: AccountId,
        after: RecordId,
        limit: u32,
    ) -> Result<Vec<Record>, StoreError> {
        let found = self.memory.records_above(after).filter(|record| record.author == author);
        let found = found.filter(|record| record.visit == Some(visit));
        Ok(found.take(usize::try_from(limit).unwrap_or(usize::MAX)).cloned().collect())
    }

    fn held_records(
        &self,
        author: AccountId,
        after: RecordId,
        limit: u32,
    ) -> Result<Vec<Record>, StoreError> {
        let is_held = |record: &&Record| {
            matches!(record.state, RecordState::HeldForAuthor | RecordState::HeldForOffice)
        };
        let found = self.memory.records_above(after).filter(|record| record.author == author);
        let found = found.filter(is_held).take(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok(found.cloned().collect())
    }

    fn forms_of_person(
        &self,
        (visit, author): (RecordId, AccountId),
        nik: u64,
        except: RecordId,
        limit: u32,
    ) -> Result<Vec<Record>, StoreError> {
        let found = self.memory.records.values().filter(|record| {
            record.visit == Some(visit)
                && record.author == author
                && record.nik == Some(nik)
                && record.id != except
                && record.state != RecordState::Withdrawn
        });
        Ok(found.take(usize::try_from(limit).unwrap_or(usize::MAX)).cloned().collect())
    }

    fn records_elsewhere(
        &self,
        nik: u64,
        (village, author): (VillageCode, AccountId),
        limit: u32,
    ) -> Result<Vec<Record>, StoreError> {
        let found = self.memory.records.values().filter(|record| {
            record.nik == Some(nik)
                && (record.village != village || record.author != author)
                && record.state != RecordState::Withdrawn
        });
        Ok(found.take(usize::try_from(limit).unwrap_or(usize::MAX)).cloned().collect())
    }

    fn nik_elsewhere(
        &self,
        nik: u64,
        village: VillageCode,
        author: AccountId,
    ) -> Result<bool, StoreError> {
        Ok(self.memory.records.values().any(|record| {
            record.nik == Some(nik)
                && (record.village != village || record.author != author)
                && record.state != RecordState::Withdrawn
        }))
    }

    fn previous(
        &self,
        header: &Header1,
        nik: u64,
        author: AccountId,
    ) -> Result<Option<Record>, StoreError> {
        let is_it = |record: &&Record| {
            record.nik == Some(nik)
                && record.author == author
                && record.kind == header.kind
                && record.id != header.record
                && record.made_at_ms < header.made_at_ms
                && record.state != RecordState::Withdrawn
        };
        let found = self.memory.records.values().filter(is_it);
        Ok(found.max_by_key(|record| record.made_at_ms).cloned())
    }

    fn register_nik(&self, village: VillageCode, number: u32) -> Result<Option<u64>, StoreError> {
        let own = self.people().families.values().filter(|family| family.village == village);
        let mut people = own.flat_map(|family| &family.members);
        let mut found = people.find(|person| person.number == number);
        for _ in 1..MERGES_MAX {
            let Some(into) = found.and_then(|person| person.merged_into) else { break };
            let mut all = self.people().families.values().flat_map(|family| &family.members);
            found = all.find(|person| person.id == into);
        }
        Ok(found.filter(|person| person.merged_into.is_none()).and_then(|person| person.nik))
    }

    fn register_kk(&self, village: VillageCode, number: u32) -> Result<Option<u64>, StoreError> {
        let mut families = self.people().families.values();
        let mut found =
            families.find(|family| (family.village, family.number) == (village, number));
        for _ in 1..MERGES_MAX {
            let Some(into) = found.and_then(|family| family.merged_into) else { break };
            found = self.people().families.get(&into);
        }
        Ok(found.filter(|family| family.merged_into.is_none()).and_then(|family| family.no_kk))
    }

    fn register_of_nik(
        &self,
        nik: u64,
        limit: u32,
    ) -> Result<Vec<(Option<u64>, bool)>, StoreError> {
        let families = self.people().families.values();
        let people = families
            .flat_map(|family| family.members.iter().map(move |person| (family.no_kk, person)));
        let own = people
            .filter(|(_, person)| person.nik == Some(nik) && person.state != PersonState::Merged);
        let found = own.map(|(no_kk, person)| (no_kk, person.state == PersonState::Dead));
        Ok(found.take(limit as usize).collect())
    }

    fn n_made_between(
        &self,
        author: AccountId,
        (from_ms, to_ms): (u64, u64),
        except: [u16; 2],
        limit: u32,
    ) -> Result<u32, StoreError> {
        let mut own: Vec<&Record> =
            self.memory.records.values().filter(|record| record.author == author).collect();
        own.sort_by_key(|record| std::cmp::Reverse(record.last_seq));
        let is_it = |record: &&&Record| {
            (from_ms..=to_ms).contains(&record.made_at_ms) && !except.contains(&record.kind)
        };
        let n_made = own.iter().take(limit as usize).filter(is_it).count();
        Ok(u32::try_from(n_made).unwrap_or(limit))
    }

    fn is_released(&self, record: RecordId, change: ChangeId) -> Result<bool, StoreError> {
        Ok(self.memory.decisions.values().any(|one| {
            (one.record, one.change, one.deed) == (record, change, Deed::Release)
                && one.end.seq().is_some()
        }))
    }

    fn some_recheck(&self) -> Result<Option<Recheck>, StoreError> {
        Ok(self.memory.rechecks.iter().next().map(recheck))
    }

    fn recheck(&self, author: AccountId, of: Again) -> Result<Option<Recheck>, StoreError> {
        Ok(self.memory.rechecks.get_key_value(&(author, of)).map(recheck))
    }
}

impl Tx for MemoryTx<'_> {
    fn begin_item(&mut self) -> Result<(), StoreError> {
        self.item_start = Some(self.memory.undo.len());
        self.saved_people = false;
        Ok(())
    }

    fn keep_item(&mut self) -> Result<(), StoreError> {
        self.item_start = None;
        Ok(())
    }

    fn undo_item(&mut self) -> Result<(), StoreError> {
        if let Some(start) = self.item_start.take() {
            self.memory.undo_to(start);
            self.saved_people = false;
        }
        Ok(())
    }

    fn next_seq(&mut self) -> Result<u64, StoreError> {
        self.memory.undo.push(Undo::Seq(self.memory.last_seq));
        self.memory.last_seq += 1;
        Ok(self.memory.last_seq)
    }

    fn add_change(&mut self, change: &Change) -> Result<(), StoreError> {
        let id = change.header.change;
        let is_taken = self.memory.changes.contains_key(&id)
            || self.memory.changes.values().any(|other| other.receipt.seq == change.receipt.seq);
        if is_taken {
            return Err(StoreError::broken("the id or seq of a change is taken"));
        }
        if !self.people().accounts.contains_key(&change.author) {
            return Err(StoreError::broken("the author of a change has no account"));
        }
        self.memory.changes.insert(id, change.clone());
        self.memory.undo.push(Undo::Change(id));
        Ok(())
    }

    fn put_record(&mut self, record: &Record) -> Result<(), StoreError> {
        if !self.memory.changes.contains_key(&record.head) {
            return Err(StoreError::broken("the head of a record is not stored"));
        }
        let before = self.memory.records.insert(record.id, record.clone());
        self.memory.undo.push(Undo::Record(record.id, before.map(Box::new)));
        Ok(())
    }

    fn put_recheck(&mut self, recheck: &Recheck) -> Result<(), StoreError> {
        self.expect_account(recheck.author)?;
        let key = (recheck.author, recheck.of);
        let before = self.memory.rechecks.insert(key, recheck.after);
        self.memory.undo.push(Undo::Recheck(key, before));
        Ok(())
    }

    fn end_recheck(&mut self, author: AccountId, of: Again) -> Result<(), StoreError> {
        let before = self.memory.rechecks.remove(&(author, of));
        self.memory.undo.push(Undo::Recheck((author, of), before));
        Ok(())
    }
}

fn recheck((&(author, of), &after): (&(AccountId, Again), &RecordId)) -> Recheck {
    Recheck { author, of, after }
}
