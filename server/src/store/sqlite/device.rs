//! Devices of accounts, and what sessions need beyond [`super::account`], in SQLite.

use rusqlite::params;
use shared::id::{AccountId, DeviceId};

use super::{
    super::{
        StoreError,
        account::{Device, TokenHash},
    },
    codec::{id, int, number, number_opt},
    tx::{ReadTx, WriteTx},
};

impl ReadTx<'_> {
    /// When a browser was taken from an account, Unix milliseconds; `None` while it belongs to it.
    ///
    /// # Errors
    /// When the engine fails, as in all functions here.
    pub fn device_revoked_at_ms(
        &self,
        account: AccountId,
        device: DeviceId,
    ) -> Result<Option<u64>, StoreError> {
        let sql = "SELECT revoked_at FROM device WHERE account = ?1 AND id = ?2";
        self.maybe(sql, [account.0, device.0], |row| number_opt(row, "revoked_at"))
            .map(Option::flatten)
    }

    /// The browsers of an account, by when they were bound.
    ///
    /// # Errors
    /// As all functions here.
    pub fn devices(&self, account: AccountId) -> Result<Vec<Device>, StoreError> {
        let sql = "SELECT d.id, d.bound_at, d.revoked_at, max(s.seen_at) AS seen_at
             FROM device d LEFT JOIN session s ON s.account = d.account AND s.device = d.id
             WHERE d.account = ?1 GROUP BY d.id ORDER BY d.bound_at, d.id";
        self.all(sql, [account.0], |row| {
            Ok(Device {
                id: id(row, "id", DeviceId)?,
                bound_at_ms: number(row, "bound_at")?,
                seen_at_ms: number_opt(row, "seen_at")?,
                revoked_at_ms: number_opt(row, "revoked_at")?,
            })
        })
    }
}

impl WriteTx<'_> {
    /// Takes a browser from an account, for which it cannot use its link again. Its session stays, so
    /// that it can hand in what it holds.
    ///
    /// # Errors
    /// As all functions here.
    pub fn revoke_device(
        &self,
        account: AccountId,
        device: DeviceId,
        now_ms: u64,
    ) -> Result<(), StoreError> {
        self.put(
            "UPDATE device SET revoked_at = ?3 WHERE account = ?1 AND id = ?2 AND revoked_at IS NULL",
            params![account.0, device.0, int(now_ms)],
        )?;
        self.settle_invitations(account, device)
    }

    /// Moves the end of a session.
    ///
    /// # Errors
    /// As all functions here.
    pub fn extend_session(
        &self,
        token_hash: &TokenHash,
        expires_at_ms: u64,
    ) -> Result<(), StoreError> {
        self.put(
            "UPDATE session SET expires_at = ?2 WHERE token_hash = ?1",
            params![token_hash, int(expires_at_ms)],
        )
        .map(drop)
    }

    /// Replaces a secret that was given out but not seen yet, found by the one before it.
    ///
    /// # Errors
    /// As all functions here.
    pub fn replace_unseen_secret(
        &self,
        previous: &TokenHash,
        new: &TokenHash,
    ) -> Result<(), StoreError> {
        self.put(
            "UPDATE session SET token_hash = ?2 WHERE previous_hash = ?1 AND ended_at IS NULL",
            params![previous, new],
        )
        .map(drop)
    }
}
