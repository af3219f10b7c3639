//! Records and changes: what the merge rules read and write.

use shared::{
    day::Day,
    id::{AccountId, ChangeId, RecordId},
    kk::NoKk,
    region::VillageCode,
    sync::{
        verdict::Receipt,
        wire::{Header1, OP_WITHDRAW},
    },
};

use super::{
    StoreError,
    record::{Again, Change, Recheck, Record},
};

/// So many withdrawals, one made from the other, are looked through for what was answered before them.
const WITHDRAWALS_MAX: usize = 100;

/// What can be asked in a transaction that only reads, too.
#[expect(clippy::missing_errors_doc, reason = "every method fails when the engine does")]
pub trait View {
    /// Names this database.
    fn epoch(&self) -> Result<u64, StoreError>;

    /// The highest number given out; 0 at the start.
    fn last_seq(&self) -> Result<u64, StoreError>;

    /// Hands over the records of the author with `last_seq > after`, ascending by it, each with the
    /// receipt of its head, one at a time until `take` says that it wants no more; at most `limit`.
    fn each_record_after(
        &self,
        author: AccountId,
        after: u64,
        limit: u32,
        take: &mut dyn FnMut(Record, Receipt) -> bool,
    ) -> Result<(), StoreError>;

    /// All that [`Self::each_record_after`] hands over.
    fn records_after(
        &self,
        author: AccountId,
        after: u64,
        limit: u32,
    ) -> Result<Vec<(Record, Receipt)>, StoreError> {
        let mut found = Vec::new();
        self.each_record_after(author, after, limit, &mut |record, receipt| {
            found.push((record, receipt));
            true
        })?;
        Ok(found)
    }

    /// The last revision of this author's record that was its head and no withdrawal: what was last
    /// answered, also of a record that was taken back.
    ///
    /// Each head was made from the one before it, so the way back leads over parents, and what somebody
    /// else laid beside the record is not met on it. Nobody withdraws a record a hundred times.
    fn last_answers(
        &self,
        record: RecordId,
        author: AccountId,
    ) -> Result<Option<Change>, StoreError> {
        let record = self.record(record)?.filter(|record| record.author == author);
        let mut next = record.as_ref().map(|record| record.head);
        for _ in 0..WITHDRAWALS_MAX {
            let Some(id) = next else { break };
            let Some(change) = self.change(id)? else { break };
            if change.header.op != OP_WITHDRAW {
                return Ok(Some(change));
            }
            next = change.header.parent;
        }
        Ok(None)
    }

    /// True while the account is not switched off.
    fn is_active(&self, account: AccountId) -> Result<bool, StoreError>;

    /// The family card of the account's own family, where it is known.
    fn own_kk(&self, account: AccountId) -> Result<Option<NoKk>, StoreError>;

    /// True when the village was the account's on that day.
    fn is_assigned(
        &self,
        account: AccountId,
        village: VillageCode,
        day: Day,
    ) -> Result<bool, StoreError>;

    /// A stored change.
    fn change(&self, id: ChangeId) -> Result<Option<Change>, StoreError>;

    /// True when a stored revision of the record, by its own author, was made from this change.
    fn has_child(&self, record: RecordId, parent: ChangeId) -> Result<bool, StoreError>;

    /// A record.
    fn record(&self, id: RecordId) -> Result<Option<Record>, StoreError>;

    /// Records of this visit and author whose id is above this one, ascending by it; at most `limit`.
    fn records_of_visit(
        &self,
        visit: RecordId,
        author: AccountId,
        after: RecordId,
        limit: u32,
    ) -> Result<Vec<Record>, StoreError>;

    /// Records of this author that a problem holds and whose id is above this one, ascending by it; at
    /// most `limit`.
    fn held_records(
        &self,
        author: AccountId,
        after: RecordId,
        limit: u32,
    ) -> Result<Vec<Record>, StoreError>;

    /// Records of this visit and author about this NIK, not withdrawn, but for one; at most `limit`.
    fn forms_of_person(
        &self,
        of: (RecordId, AccountId),
        nik: u64,
        except: RecordId,
        limit: u32,
    ) -> Result<Vec<Record>, StoreError>;

    /// Records about this NIK, not withdrawn, that belong to another village or another author; at most
    /// `limit`.
    fn records_elsewhere(
        &self,
        nik: u64,
        place: (VillageCode, AccountId),
        limit: u32,
    ) -> Result<Vec<Record>, StoreError>;

    /// True when a record about this NIK, not withdrawn, belongs to another village or another author.
    fn nik_elsewhere(
        &self,
        nik: u64,
        village: VillageCode,
        author: AccountId,
    ) -> Result<bool, StoreError>;

    /// The last record of the author about this NIK, not withdrawn, that is of the kind of this change
    /// and was finished before it, but for the change's own record.
    fn previous(
        &self,
        header: &Header1,
        nik: u64,
        author: AccountId,
    ) -> Result<Option<Record>, StoreError>;

    /// The NIK of the person with this number in a village's register, or of the one that he turned out
    /// to be.
    fn register_nik(&self, village: VillageCode, number: u32) -> Result<Option<u64>, StoreError>;

    /// The number of the family card of the family with this number in a village's register, or of the
    /// one that it turned out to be.
    fn register_kk(&self, village: VillageCode, number: u32) -> Result<Option<u64>, StoreError>;

    /// What the register has of those with this NIK: the number of the family card, and whether they
    /// are said to have died; at most `limit`.
    fn register_of_nik(&self, nik: u64, limit: u32)
    -> Result<Vec<(Option<u64>, bool)>, StoreError>;

    /// How many of the author's last records were finished between these times, but for those of two
    /// kinds. So many are looked at as `limit` says.
    fn n_made_between(
        &self,
        author: AccountId,
        between_ms: (u64, u64),
        except: [u16; 2],
        limit: u32,
    ) -> Result<u32, StoreError>;

    /// True when the office has let this revision of a record through, whatever held it.
    fn is_released(&self, record: RecordId, change: ChangeId) -> Result<bool, StoreError>;

    /// What is still to be checked again; any one of them.
    fn some_recheck(&self) -> Result<Option<Recheck>, StoreError>;

    /// How far this has come; `None` when it is done or was never wanted.
    fn recheck(&self, author: AccountId, of: Again) -> Result<Option<Recheck>, StoreError>;
}

/// One transaction as the merge rules see it. All or nothing happens of it; in it, an *item* can be
/// undone by itself.
///
/// The order of everything is [`Self::next_seq`], and cursors rely on it: whoever reads `n` has seen
/// all that is below. So an engine takes the number under a lock that it holds until the commit. A
/// sequence of PostgreSQL would not do: there a transaction may commit 8 while the one with 7 is still
/// open, a cursor that stands at 8 skips 7 for good.
///
/// After an error for which [`StoreError::is_of_group`] holds, the transaction is lost and must be
/// given up.
#[expect(clippy::missing_errors_doc, reason = "every method fails when the engine does")]
pub trait Tx: View {
    /// Starts an item: what follows can be undone by [`Tx::undo_item`]. Items do not nest.
    fn begin_item(&mut self) -> Result<(), StoreError>;

    /// Keeps what the item wrote.
    fn keep_item(&mut self) -> Result<(), StoreError>;

    /// Undoes what the item wrote, its seq included.
    fn undo_item(&mut self) -> Result<(), StoreError>;

    /// The next number of the one order of everything, starting at 1. Given back when undone, so the
    /// order has no gaps and nothing lower appears later.
    fn next_seq(&mut self) -> Result<u64, StoreError>;

    /// Stores a change. Its id must be new.
    ///
    /// # Errors
    /// [`StoreError::Constraint`] when its id or seq is there already.
    fn add_change(&mut self, change: &Change) -> Result<(), StoreError>;

    /// Puts a record in place of the one with its id, or as a new one.
    ///
    /// # Errors
    /// [`StoreError::Constraint`] when its head is not stored.
    fn put_record(&mut self, record: &Record) -> Result<(), StoreError>;

    /// Remembers what is to be checked again and from where on, in place of what was remembered of it.
    fn put_recheck(&mut self, recheck: &Recheck) -> Result<(), StoreError>;

    /// Forgets it: all of it was checked again.
    fn end_recheck(&mut self, author: AccountId, of: Again) -> Result<(), StoreError>;
}
