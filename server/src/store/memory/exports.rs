//! Files that were taken out, in memory.

use super::{
    super::{
        StoreError,
        exports::{EXPORTS_MAX, ExportReads, Exported, Exports},
    },
    MemoryTx,
};

impl ExportReads for MemoryTx<'_> {
    fn exports(
        &self,
        before: Option<u64>,
        limit: u32,
    ) -> Result<Vec<(Exported, String)>, StoreError> {
        let is_asked = |one: &&Exported| before.is_none_or(|before| one.number < before);
        let found = self.people().exports.iter().rev().filter(is_asked);
        let named = |one: &Exported| {
            let account = self.people().accounts.get(&one.account);
            let name = account.map_or_else(String::new, |account| account.name.clone());
            (one.clone(), name)
        };
        Ok(found.take(limit.min(EXPORTS_MAX) as usize).map(named).collect())
    }
}

impl Exports for MemoryTx<'_> {
    fn add_export(&mut self, export: &Exported) -> Result<u64, StoreError> {
        self.expect_account(export.account)?;
        let number = self.people().exports.len() as u64 + 1;
        self.people_mut().exports.push(Exported { number, ..export.clone() });
        Ok(number)
    }
}
