//! Records and changes: what the merge rules read and write.

use shared::{
    day::Day,
    id::{AccountId, ChangeId, RecordId},
    kk::NoKk,
    region::VillageCode,
    sync::{verdict::Receipt, wire::Header1},
};

use super::{
    StoreError,
    record::{Change, Record},
};

/// What can be asked in a transaction that only reads, too: all that a pull needs.
#[expect(clippy::missing_errors_doc, reason = "every method fails when the engine does")]
pub trait View {
    /// Names this database.
    fn epoch(&self) -> Result<u64, StoreError>;

    /// The highest number given out; 0 at the start.
    fn last_seq(&self) -> Result<u64, StoreError>;

    /// Records of the author with `last_seq > after`, ascending by it, each with the receipt of its
    /// head; at most `limit`.
    fn records_after(
        &self,
        author: AccountId,
        after: u64,
        limit: u32,
    ) -> Result<Vec<(Record, Receipt)>, StoreError>;

    /// The content of the last revision of this author's record that was its head and no withdrawal:
    /// what was last answered, also of a record that was taken back.
    fn last_content(
        &self,
        record: RecordId,
        author: AccountId,
    ) -> Result<Option<Vec<u8>>, StoreError>;
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

    /// True while the account is not switched off.
    fn is_active(&mut self, account: AccountId) -> Result<bool, StoreError>;

    /// The family card of the account's own family, where it is known.
    fn own_kk(&mut self, account: AccountId) -> Result<Option<NoKk>, StoreError>;

    /// True when the village was the account's on that day.
    fn is_assigned(
        &mut self,
        account: AccountId,
        village: VillageCode,
        day: Day,
    ) -> Result<bool, StoreError>;

    /// A stored change.
    fn change(&mut self, id: ChangeId) -> Result<Option<Change>, StoreError>;

    /// True when a stored revision of the record, by its own author, was made from this change.
    fn has_child(&mut self, record: RecordId, parent: ChangeId) -> Result<bool, StoreError>;

    /// Stores a change. Its id must be new.
    ///
    /// # Errors
    /// [`StoreError::Constraint`] when its id or seq is there already.
    fn add_change(&mut self, change: &Change) -> Result<(), StoreError>;

    /// A record.
    fn record(&mut self, id: RecordId) -> Result<Option<Record>, StoreError>;

    /// Puts a record in place of the one with its id, or as a new one.
    ///
    /// # Errors
    /// [`StoreError::Constraint`] when its head is not stored.
    fn put_record(&mut self, record: &Record) -> Result<(), StoreError>;

    /// Records of this visit and author that are stored already, oldest first.
    fn records_of_visit(
        &mut self,
        visit: RecordId,
        author: AccountId,
    ) -> Result<Vec<Record>, StoreError>;

    /// Records of this author that a problem holds, oldest first.
    fn held_records(&mut self, author: AccountId) -> Result<Vec<Record>, StoreError>;

    /// True when a record about this NIK, not withdrawn, belongs to another village or another author.
    fn nik_elsewhere(
        &mut self,
        nik: u64,
        village: VillageCode,
        author: AccountId,
    ) -> Result<bool, StoreError>;

    /// The last record of the author about this NIK, not withdrawn, that is of the kind of this change
    /// and was finished before it, but for the change's own record.
    fn previous(
        &mut self,
        header: &Header1,
        nik: u64,
        author: AccountId,
    ) -> Result<Option<Record>, StoreError>;
}
