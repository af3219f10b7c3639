//! One revision of a record, and who else has its NIK. Like all that the desk asks, within a [`Scope`].

use rusqlite::{Row, params};
use shared::{
    id::{AccountId, ChangeId, DeviceId, RecordId},
    sync::{
        state::State,
        wire::{self, Change1},
    },
};

use super::{
    super::{
        Scope, StoreError,
        desk::{SAME_NIK_MAX, SameNik, Version},
    },
    codec::{get, id, problems, state},
    desk::{LINE, read_line},
    tx::{ReadTx, read_receipt},
};

/// Other records about the NIK of a record: of another village or another author, as the note says.
pub(super) const SAME_NIK: &str = "r.nik = own.nik AND r.id <> own.id AND r.state <> ?4
    AND (r.village <> own.village OR r.author <> own.author)";

impl ReadTx<'_> {
    /// One revision of a record; `None` when the record is not in the scope, has no such revision, or
    /// the revision was of a village outside of the scope.
    ///
    /// # Errors
    /// As all functions here.
    pub fn version(
        &self,
        scope: Scope,
        record: RecordId,
        change: ChangeId,
    ) -> Result<Option<Version>, StoreError> {
        let (first, last) = scope.span();
        let sql = "SELECT c.*, a.name AS author_name
            FROM change c JOIN record r ON r.id = c.record JOIN account a ON a.id = c.author
            WHERE c.id = ?1 AND c.record = ?2 AND r.village BETWEEN ?3 AND ?4";
        let version = self.maybe(sql, params![change.0, record.0, first, last], read_version)?;
        Ok(version.filter(|version| scope.holds(version.header.village)))
    }

    /// The other records about the NIK of a record: those of the scope, and whether there are more
    /// outside of it. Nothing for a record that is not in the scope itself.
    ///
    /// # Errors
    /// As all functions here.
    pub fn same_nik(&self, scope: Scope, record: RecordId) -> Result<SameNik, StoreError> {
        let (first, last) = scope.span();
        let withdrawn = State::Withdrawn.code();
        let own = "own.id = ?1 AND own.village BETWEEN ?2 AND ?3";
        let inside = format!(
            "{LINE} JOIN record own ON {own} WHERE {SAME_NIK} AND +r.village BETWEEN ?2 AND ?3
             ORDER BY r.last_seq DESC LIMIT {SAME_NIK_MAX}"
        );
        let outside = format!(
            "SELECT EXISTS (SELECT 1 FROM record r JOIN record own ON {own}
             WHERE {SAME_NIK} AND +r.village NOT BETWEEN ?2 AND ?3)"
        );
        Ok(SameNik {
            inside: self.all(&inside, params![record.0, first, last, withdrawn], read_line)?,
            is_outside: self.one(&outside, params![record.0, first, last, withdrawn])?,
        })
    }
}

fn read_version(row: &Row<'_>) -> Result<Version, StoreError> {
    let bytes: Vec<u8> = get(row, "bytes")?;
    let change: Change1 =
        wire::decode(&bytes).map_err(|_| StoreError::Damaged("a stored change does not read"))?;
    Ok(Version {
        header: change.header,
        author: id(row, "author", AccountId)?,
        author_name: get(row, "author_name")?,
        device: id(row, "device", DeviceId)?,
        receipt: read_receipt(row)?,
        content: change.content,
        state: state(row, "state")?,
        problems: problems(row, "problems")?,
        notes: problems(row, "notes")?,
    })
}
