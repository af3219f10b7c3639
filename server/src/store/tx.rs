//! The narrow door of the merge rules.

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
///
/// Every method fails with a [`StoreError`] when the engine does.
pub trait View {
    /// Names this database.
    ///
    /// # Errors
    /// As all of them.
    fn epoch(&self) -> Result<u64, StoreError>;

    /// The highest number given out; 0 at the start.
    ///
    /// # Errors
    /// As all of them.
    fn last_seq(&self) -> Result<u64, StoreError>;

    /// Records of the author with `last_seq > after`, ascending by it, each with the receipt of its
    /// head; at most `limit`.
    ///
    /// # Errors
    /// As all of them.
    fn records_after(
        &self,
        author: AccountId,
        after: u64,
        limit: u32,
    ) -> Result<Vec<(Record, Receipt)>, StoreError>;

    /// The content of the last revision of this author's record that was its head and no withdrawal:
    /// what was last answered, also of a record that was taken back.
    ///
    /// # Errors
    /// As all of them.
    fn last_content(
        &self,
        record: RecordId,
        author: AccountId,
    ) -> Result<Option<Vec<u8>>, StoreError>;
}

/// One transaction as the merge rules see it. All or nothing happens of it; in it, an *item* can be
/// undone by itself. Synchronous, because SQLite and PostgreSQL's blocking client are.
///
/// Every method fails with a [`StoreError`] when the engine does; after one for which
/// [`StoreError::is_of_group`] holds the transaction is lost and must be given up.
pub trait Tx: View {
    /// Starts an item: what follows can be undone by [`Tx::undo_item`]. Items do not nest.
    ///
    /// # Errors
    /// As all of them.
    fn begin_item(&mut self) -> Result<(), StoreError>;

    /// Keeps what the item wrote.
    ///
    /// # Errors
    /// As all of them.
    fn keep_item(&mut self) -> Result<(), StoreError>;

    /// Undoes what the item wrote, its seq included.
    ///
    /// # Errors
    /// As all of them.
    fn undo_item(&mut self) -> Result<(), StoreError>;

    /// The next number of the one order of everything, starting at 1. Given back when undone, so the
    /// order has no gaps and nothing lower appears later.
    ///
    /// # Errors
    /// As all of them.
    fn next_seq(&mut self) -> Result<u64, StoreError>;

    /// True while the account is not switched off.
    ///
    /// # Errors
    /// As all of them.
    fn is_active(&mut self, account: AccountId) -> Result<bool, StoreError>;

    /// The family card of the account's own family, where it is known.
    ///
    /// # Errors
    /// As all of them.
    fn own_kk(&mut self, account: AccountId) -> Result<Option<NoKk>, StoreError>;

    /// True when the village was the account's on that day.
    ///
    /// # Errors
    /// As all of them.
    fn is_assigned(
        &mut self,
        account: AccountId,
        village: VillageCode,
        day: Day,
    ) -> Result<bool, StoreError>;

    /// A stored change.
    ///
    /// # Errors
    /// As all of them.
    fn change(&mut self, id: ChangeId) -> Result<Option<Change>, StoreError>;

    /// True when a stored revision of the record, by its own author, was made from this change.
    ///
    /// # Errors
    /// As all of them.
    fn has_child(&mut self, record: RecordId, parent: ChangeId) -> Result<bool, StoreError>;

    /// Stores a change. Its id must be new.
    ///
    /// # Errors
    /// As all of them; [`StoreError::Constraint`] when its id or seq is there already.
    fn add_change(&mut self, change: &Change) -> Result<(), StoreError>;

    /// A record.
    ///
    /// # Errors
    /// As all of them.
    fn record(&mut self, id: RecordId) -> Result<Option<Record>, StoreError>;

    /// Puts a record in place of the one with its id, or as a new one.
    ///
    /// # Errors
    /// As all of them; [`StoreError::Constraint`] when its head is not stored.
    fn put_record(&mut self, record: &Record) -> Result<(), StoreError>;

    /// Records of this visit and author that are stored already, oldest first.
    ///
    /// # Errors
    /// As all of them.
    fn records_of_visit(
        &mut self,
        visit: RecordId,
        author: AccountId,
    ) -> Result<Vec<Record>, StoreError>;

    /// Records of this author that a problem holds, oldest first.
    ///
    /// # Errors
    /// As all of them.
    fn held_records(&mut self, author: AccountId) -> Result<Vec<Record>, StoreError>;

    /// True when a record about this NIK, not withdrawn, belongs to another village or another author.
    ///
    /// # Errors
    /// As all of them.
    fn nik_elsewhere(
        &mut self,
        nik: u64,
        village: VillageCode,
        author: AccountId,
    ) -> Result<bool, StoreError>;

    /// The last record of the author about this NIK, not withdrawn, that is of the kind of this change
    /// and was finished before it, but for the change's own record.
    ///
    /// # Errors
    /// As all of them.
    fn previous(
        &mut self,
        header: &Header1,
        nik: u64,
        author: AccountId,
    ) -> Result<Option<Record>, StoreError>;
}
