//! What was typed into SIKS-NG, in memory.

use shared::id::RecordId;

use super::{
    super::{
        StoreError,
        typing::{Typing, TypingReads, Typings},
    },
    MemoryTx,
};

impl TypingReads for MemoryTx<'_> {
    fn typing(&self, record: RecordId) -> Result<Option<(Typing, String)>, StoreError> {
        let found = self.people().typings.get(&record);
        Ok(found.map(|typing| {
            let account = self.people().accounts.get(&typing.account);
            (*typing, account.map_or_else(String::new, |account| account.name.clone()))
        }))
    }
}

impl Typings for MemoryTx<'_> {
    fn put_typing(&mut self, typing: &Typing) -> Result<(), StoreError> {
        self.expect_account(typing.account)?;
        if !self.memory.records.contains_key(&typing.record) {
            return Err(StoreError::broken("there is no such record"));
        }
        self.people_mut().typings.insert(typing.record, *typing);
        Ok(())
    }
}
