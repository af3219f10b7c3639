//! Files that were taken out, in SQLite.

use rusqlite::{Row, params};
use shared::id::AccountId;

use super::{
    super::{
        StoreError,
        exports::{EXPORTS_MAX, ExportReads, Exported, Exports, FileKind},
    },
    codec::{get, id, int, number},
    tx::SqliteTx,
};

impl ExportReads for SqliteTx<'_> {
    fn exports(
        &self,
        before: Option<u64>,
        limit: u32,
    ) -> Result<Vec<(Exported, String)>, StoreError> {
        let sql = "SELECT e.*, a.name FROM export e JOIN account a ON a.id = e.account
            WHERE e.number < ?1 ORDER BY e.number DESC LIMIT ?2";
        let before = before.map_or(i64::MAX, int);
        self.all(sql, params![before, limit.min(EXPORTS_MAX)], read_export)
    }
}

impl Exports for SqliteTx<'_> {
    fn add_export(&mut self, export: &Exported) -> Result<u64, StoreError> {
        let next: i64 = self.one("SELECT coalesce(max(number), 0) + 1 FROM export", [])?;
        self.put(
            "INSERT INTO export (number, account, at, what, filter, reason, is_masked, n_rows)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![
                next,
                export.account.0,
                int(export.at_ms),
                export.what.code(),
                export.filter,
                export.reason,
                export.is_masked,
                int(export.n_rows),
            ],
        )?;
        Ok(next.cast_unsigned())
    }
}

fn read_export(row: &Row<'_>) -> Result<(Exported, String), StoreError> {
    let what = FileKind::from_code(number(row, "what")?)
        .ok_or(StoreError::Damaged("a kind of file is not known"))?;
    let exported = Exported {
        number: number(row, "number")?,
        account: id(row, "account", AccountId)?,
        at_ms: number(row, "at")?,
        what,
        filter: get(row, "filter")?,
        reason: get(row, "reason")?,
        is_masked: get(row, "is_masked")?,
        n_rows: number(row, "n_rows")?,
    };
    Ok((exported, get(row, "name")?))
}
