//! Records and changes in memory, as the merge rules see them.

use shared::{
    day::Day,
    id::{AccountId, ChangeId, RecordId},
    kk::NoKk,
    region::VillageCode,
    sync::{
        state::State,
        verdict::Receipt,
        wire::{Header1, OP_WITHDRAW},
    },
};

use super::{
    super::{
        StoreError, Tx, View,
        account::Assignment,
        record::{Change, Position, Record, read_change},
    },
    MemoryTx, Undo, constraint,
};

impl View for MemoryTx<'_> {
    fn epoch(&self) -> Result<u64, StoreError> {
        Ok(self.memory.epoch)
    }

    fn last_seq(&self) -> Result<u64, StoreError> {
        Ok(self.memory.last_seq)
    }

    fn records_after(
        &self,
        author: AccountId,
        after: u64,
        limit: u32,
    ) -> Result<Vec<(Record, Receipt)>, StoreError> {
        let mut found: Vec<&Record> = self
            .memory
            .records
            .values()
            .filter(|record| record.author == author && record.last_seq > after)
            .collect();
        found.sort_by_key(|record| record.last_seq);
        found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        let with_receipt = |record: &Record| {
            let head = self
                .memory
                .changes
                .get(&record.head)
                .ok_or(StoreError::Damaged("a head is missing"))?;
            Ok((record.clone(), head.receipt.clone()))
        };
        found.into_iter().map(with_receipt).collect()
    }

    fn last_content(
        &self,
        record: RecordId,
        author: AccountId,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        let is_it = |change: &&Change| {
            change.header.record == record
                && change.author == author
                && change.position == Position::Head
                && change.header.op != OP_WITHDRAW
        };
        let found =
            self.memory.changes.values().filter(is_it).max_by_key(|change| change.receipt.seq);
        found.map(|change| Ok(read_change(&change.bytes)?.content)).transpose()
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

    fn is_active(&mut self, account: AccountId) -> Result<bool, StoreError> {
        Ok(self.people().accounts.get(&account).is_some_and(|person| person.is_active))
    }

    fn own_kk(&mut self, account: AccountId) -> Result<Option<NoKk>, StoreError> {
        Ok(self.people().accounts.get(&account).and_then(|person| person.own_kk))
    }

    fn is_assigned(
        &mut self,
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

    fn change(&mut self, id: ChangeId) -> Result<Option<Change>, StoreError> {
        Ok(self.memory.changes.get(&id).cloned())
    }

    fn has_child(&mut self, record: RecordId, parent: ChangeId) -> Result<bool, StoreError> {
        let Some(author) = self.memory.records.get(&record).map(|record| record.author) else {
            return Ok(false);
        };
        Ok(self.memory.changes.values().any(|change| {
            change.header.record == record
                && change.header.parent == Some(parent)
                && change.author == author
        }))
    }

    fn add_change(&mut self, change: &Change) -> Result<(), StoreError> {
        let id = change.header.change;
        let is_taken = self.memory.changes.contains_key(&id)
            || self.memory.changes.values().any(|other| other.receipt.seq == change.receipt.seq);
        if is_taken {
            return Err(constraint("the id or seq of a change is taken"));
        }
        if !self.people().accounts.contains_key(&change.author) {
            return Err(constraint("the author of a change has no account"));
        }
        self.memory.changes.insert(id, change.clone());
        self.memory.undo.push(Undo::Change(id));
        Ok(())
    }

    fn record(&mut self, id: RecordId) -> Result<Option<Record>, StoreError> {
        Ok(self.memory.records.get(&id).cloned())
    }

    fn put_record(&mut self, record: &Record) -> Result<(), StoreError> {
        if !self.memory.changes.contains_key(&record.head) {
            return Err(constraint("the head of a record is not stored"));
        }
        let before = self.memory.records.insert(record.id, record.clone());
        self.memory.undo.push(Undo::Record(record.id, before.map(Box::new)));
        Ok(())
    }

    fn records_of_visit(
        &mut self,
        visit: RecordId,
        author: AccountId,
    ) -> Result<Vec<Record>, StoreError> {
        let mut found: Vec<Record> = self
            .memory
            .records
            .values()
            .filter(|record| record.visit == Some(visit) && record.author == author)
            .cloned()
            .collect();
        found.sort_by_key(|record| record.last_seq);
        Ok(found)
    }

    fn held_records(&mut self, author: AccountId) -> Result<Vec<Record>, StoreError> {
        let is_held = |record: &&Record| {
            record.author == author
                && matches!(record.state, State::HeldForAuthor | State::HeldForOffice)
        };
        let mut found: Vec<Record> =
            self.memory.records.values().filter(is_held).cloned().collect();
        found.sort_by_key(|record| record.last_seq);
        Ok(found)
    }

    fn nik_elsewhere(
        &mut self,
        nik: u64,
        village: VillageCode,
        author: AccountId,
    ) -> Result<bool, StoreError> {
        Ok(self.memory.records.values().any(|record| {
            record.nik == Some(nik)
                && (record.village != village || record.author != author)
                && record.state != State::Withdrawn
        }))
    }

    fn previous(
        &mut self,
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
                && record.state != State::Withdrawn
        };
        let found = self.memory.records.values().filter(is_it);
        Ok(found.max_by_key(|record| record.made_at_ms).cloned())
    }
}
