//! Sessions in SQLite.

use rusqlite::{Row, params};
use shared::id::{AccountId, DeviceId};

use super::{
    super::{
        StoreError,
        account::TokenHash,
        session::{Session, SessionKind, SessionReads, Sessions},
    },
    codec::{get, id, id_opt, int, number},
    tx::SqliteTx,
};

fn read_session(row: &Row<'_>) -> Result<Session, StoreError> {
    Ok(Session {
        token_hash: get(row, "token_hash")?,
        previous_hash: get(row, "previous_hash")?,
        account: id(row, "account", AccountId)?,
        device: id_opt(row, "device", DeviceId)?,
        kind: match number::<u8>(row, "kind")? {
            1 => SessionKind::Psm,
            2 => SessionKind::Desk,
            _ => return Err(StoreError::Damaged("a kind of session is not known")),
        },
        created_at_ms: number(row, "created_at")?,
        rotated_at_ms: number(row, "rotated_at")?,
        seen_at_ms: number(row, "seen_at")?,
        expires_at_ms: number(row, "expires_at")?,
    })
}

impl SessionReads for SqliteTx<'_> {
    fn session(&self, token_hash: &TokenHash, now_ms: u64) -> Result<Option<Session>, StoreError> {
        let live = "ended_at IS NULL AND expires_at > ?2";
        let present = format!("SELECT * FROM session WHERE token_hash = ?1 AND {live}");
        let previous = format!("SELECT * FROM session WHERE previous_hash = ?1 AND {live}");
        Ok(match self.maybe(&present, params![token_hash, int(now_ms)], read_session)? {
            Some(session) => Some(session),
            None => self.maybe(&previous, params![token_hash, int(now_ms)], read_session)?,
        })
    }
}

impl Sessions for SqliteTx<'_> {
    fn add_session(&mut self, session: &Session) -> Result<(), StoreError> {
        self.put(
            "INSERT INTO session (token_hash, previous_hash, account, device, kind, created_at, rotated_at,
                seen_at, expires_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            params![
                session.token_hash,
                session.previous_hash,
                session.account.0,
                session.device.map(|device| device.0),
                session.kind as u8,
                int(session.created_at_ms),
                int(session.rotated_at_ms),
                int(session.seen_at_ms),
                int(session.expires_at_ms),
            ],
        )
        .map(drop)
    }

    fn rotate_session(
        &mut self,
        old: &TokenHash,
        new: &TokenHash,
        now_ms: u64,
    ) -> Result<bool, StoreError> {
        self.put(
            "UPDATE session SET token_hash = ?2, previous_hash = ?1, rotated_at = ?3, seen_at = ?3
             WHERE token_hash = ?1 AND ended_at IS NULL",
            params![old, new, int(now_ms)],
        )
        .map(|n_rows| n_rows == 1)
    }

    fn confirm_session(&mut self, token_hash: &TokenHash) -> Result<(), StoreError> {
        self.put("UPDATE session SET previous_hash = NULL WHERE token_hash = ?1", [token_hash])
            .map(drop)
    }

    fn see_session(&mut self, token_hash: &TokenHash, now_ms: u64) -> Result<(), StoreError> {
        self.put(
            "UPDATE session SET seen_at = ?2 WHERE token_hash = ?1",
            params![token_hash, int(now_ms)],
        )
        .map(drop)
    }

    fn end_session(&mut self, token_hash: &TokenHash, now_ms: u64) -> Result<(), StoreError> {
        self.put(
            "UPDATE session SET ended_at = ?2
             WHERE (token_hash = ?1 OR previous_hash = ?1) AND ended_at IS NULL",
            params![token_hash, int(now_ms)],
        )
        .map(drop)
    }

    fn end_account_sessions(
        &mut self,
        account: AccountId,
        now_ms: u64,
    ) -> Result<usize, StoreError> {
        self.put(
            "UPDATE session SET ended_at = ?2
             WHERE account = ?1 AND ended_at IS NULL AND expires_at > ?2",
            params![account.0, int(now_ms)],
        )
    }

    fn end_device_sessions(
        &mut self,
        account: AccountId,
        device: DeviceId,
        now_ms: u64,
    ) -> Result<(), StoreError> {
        self.put(
            "UPDATE session SET ended_at = ?3 WHERE account = ?1 AND device = ?2 AND ended_at IS NULL",
            params![account.0, device.0, int(now_ms)],
        )
        .map(drop)
    }

    fn extend_session(
        &mut self,
        token_hash: &TokenHash,
        expires_at_ms: u64,
    ) -> Result<(), StoreError> {
        self.put(
            "UPDATE session SET expires_at = ?2 WHERE token_hash = ?1",
            params![token_hash, int(expires_at_ms)],
        )
        .map(drop)
    }

    fn bound_sessions(
        &mut self,
        kind: SessionKind,
        now_ms: u64,
        lives_ms: u64,
    ) -> Result<usize, StoreError> {
        self.put(
            "UPDATE session SET created_at = min(created_at, ?2), rotated_at = min(rotated_at, ?2),
                seen_at = min(seen_at, ?2), expires_at = min(expires_at, ?3)
             WHERE kind = ?1 AND (max(created_at, rotated_at, seen_at) > ?2 OR expires_at > ?3)",
            params![kind as u8, int(now_ms), int(now_ms.saturating_add(lives_ms))],
        )
    }

    fn prolong_sessions(
        &mut self,
        kind: SessionKind,
        good_at_ms: u64,
        by_ms: u64,
        latest_ms: u64,
    ) -> Result<usize, StoreError> {
        self.put(
            "UPDATE session SET expires_at = min(expires_at + ?3, ?4)
             WHERE kind = ?1 AND ended_at IS NULL AND expires_at > ?2 AND expires_at < ?4",
            params![kind as u8, int(good_at_ms), int(by_ms), int(latest_ms)],
        )
    }

    fn bound_revocations(&mut self, now_ms: u64) -> Result<usize, StoreError> {
        self.put("UPDATE device SET revoked_at = ?1 WHERE revoked_at > ?1", [int(now_ms)])
    }

    fn replace_unseen_secret(
        &mut self,
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
