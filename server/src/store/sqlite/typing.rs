//! What was typed into SIKS-NG, in SQLite.

use rusqlite::{Row, params};
use shared::id::{AccountId, ChangeId, RecordId};

use super::{
    super::{
        StoreError,
        typing::{Typing, TypingReads, Typings},
    },
    codec::{get, id, int, number},
    tx::SqliteTx,
};

impl TypingReads for SqliteTx<'_> {
    fn typing(&self, record: RecordId) -> Result<Option<(Typing, String)>, StoreError> {
        let sql = "SELECT t.*, a.name FROM typing t JOIN account a ON a.id = t.account
            WHERE t.record = ?1";
        self.maybe(sql, [record.0], read_typing)
    }
}

impl Typings for SqliteTx<'_> {
    fn put_typing(&mut self, typing: &Typing) -> Result<(), StoreError> {
        let Typing { record, change, is_typed, account, at_ms } = *typing;
        self.put(
            "INSERT OR REPLACE INTO typing (record, change, is_typed, account, at)
             VALUES (?1, ?2, ?3, ?4, ?5)",
            params![record.0, change.0, is_typed, account.0, int(at_ms)],
        )
        .map(drop)
    }
}

fn read_typing(row: &Row<'_>) -> Result<(Typing, String), StoreError> {
    let typing = Typing {
        record: id(row, "record", RecordId)?,
        change: id(row, "change", ChangeId)?,
        is_typed: get(row, "is_typed")?,
        account: id(row, "account", AccountId)?,
        at_ms: number(row, "at")?,
    };
    Ok((typing, get(row, "name")?))
}
