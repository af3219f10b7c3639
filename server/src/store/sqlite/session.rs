//! Invitations and sessions in SQLite.

use rusqlite::{Row, params};
use shared::id::{AccountId, DeviceId};

use super::{
    super::{
        StoreError,
        account::{Consumed, Invitation, Session, SessionKind, TokenHash},
    },
    codec::{get, id, id_opt, int, number, number_opt},
    tx::{ReadTx, WriteTx},
};

fn read_invitation(row: &Row<'_>) -> Result<Invitation, StoreError> {
    let device = id_opt(row, "device", DeviceId)?;
    Ok(Invitation {
        token_hash: get(row, "token_hash")?,
        account: id(row, "account", AccountId)?,
        expires_at_ms: number(row, "expires_at")?,
        consumed: device.zip(number_opt(row, "consumed_at")?),
        is_settled: get(row, "is_settled")?,
    })
}

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

impl ReadTx<'_> {
    /// An invitation.
    ///
    /// # Errors
    /// As all functions here.
    pub fn invitation(&self, token_hash: &TokenHash) -> Result<Option<Invitation>, StoreError> {
        self.maybe("SELECT * FROM invitation WHERE token_hash = ?1", [token_hash], read_invitation)
    }

    /// The session with this secret or, until the new one was seen, the one before it; `None` when it
    /// ended or expired. Whether the account is active is for the caller to ask.
    ///
    /// # Errors
    /// As all functions here.
    pub fn session(
        &self,
        token_hash: &TokenHash,
        now_ms: u64,
    ) -> Result<Option<Session>, StoreError> {
        let live = "ended_at IS NULL AND expires_at > ?2";
        let present = format!("SELECT * FROM session WHERE token_hash = ?1 AND {live}");
        let previous = format!("SELECT * FROM session WHERE previous_hash = ?1 AND {live}");
        Ok(match self.maybe(&present, params![token_hash, int(now_ms)], read_session)? {
            Some(session) => Some(session),
            None => self.maybe(&previous, params![token_hash, int(now_ms)], read_session)?,
        })
    }
}

impl WriteTx<'_> {
    /// Adds an invitation.
    ///
    /// # Errors
    /// As all functions here.
    pub fn add_invitation(&self, invitation: &Invitation) -> Result<(), StoreError> {
        self.put(
            "INSERT INTO invitation (token_hash, account, expires_at, device, consumed_at, is_settled)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![
                invitation.token_hash,
                invitation.account.0,
                int(invitation.expires_at_ms),
                invitation.consumed.map(|(device, _)| device.0),
                invitation.consumed.map(|(_, at_ms)| int(at_ms)),
                invitation.is_settled,
            ],
        )
        .map(drop)
    }

    /// Uses an invitation for a browser. The same browser may again until the invitation is settled:
    /// the answer may have been lost on the way.
    ///
    /// # Errors
    /// As all functions here.
    pub fn consume_invitation(
        &self,
        token_hash: &TokenHash,
        device: DeviceId,
        now_ms: u64,
    ) -> Result<Consumed, StoreError> {
        let Some(invitation) = self.invitation(token_hash)? else { return Ok(Consumed::Unknown) };
        let is_active = self.account(invitation.account)?.is_some_and(|account| account.is_active);
        match invitation.consumed {
            _ if !is_active => return Ok(Consumed::Unknown),
            Some((bound, _)) if bound != device || invitation.is_settled => {
                return Ok(Consumed::Used);
            }
            _ if invitation.expires_at_ms <= now_ms => return Ok(Consumed::Expired),
            Some(_) => {}
            None => {
                self.put(
                    "UPDATE invitation SET device = ?2, consumed_at = ?3 WHERE token_hash = ?1",
                    params![token_hash, device.0, int(now_ms)],
                )?;
                self.put(
                    "INSERT INTO device (id, account, bound_at) VALUES (?1, ?2, ?3)
                     ON CONFLICT DO UPDATE SET bound_at = excluded.bound_at, revoked_at = NULL",
                    params![device.0, invitation.account.0, int(now_ms)],
                )?;
            }
        }
        Ok(Consumed::Bound(invitation.account))
    }

    /// Spends the invitations that this browser used: it has shown that it keeps its session.
    ///
    /// # Errors
    /// As all functions here.
    pub fn settle_invitations(
        &self,
        account: AccountId,
        device: DeviceId,
    ) -> Result<(), StoreError> {
        self.put(
            "UPDATE invitation SET is_settled = 1 WHERE account = ?1 AND device = ?2 AND NOT is_settled",
            params![account.0, device.0],
        )
        .map(drop)
    }

    /// Adds a session.
    ///
    /// # Errors
    /// As all functions here.
    pub fn add_session(&self, session: &Session) -> Result<(), StoreError> {
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

    /// Gives a session a new secret and keeps the old one until the new one was seen. False when the
    /// old one is not the present one any more: another request was quicker.
    ///
    /// # Errors
    /// As all functions here.
    pub fn rotate_session(
        &self,
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

    /// Forgets the secret before the present one: the present one was seen.
    ///
    /// # Errors
    /// As all functions here.
    pub fn confirm_session(&self, token_hash: &TokenHash) -> Result<(), StoreError> {
        self.put("UPDATE session SET previous_hash = NULL WHERE token_hash = ?1", [token_hash])
            .map(drop)
    }

    /// Writes down that a session was used.
    ///
    /// # Errors
    /// As all functions here.
    pub fn see_session(&self, token_hash: &TokenHash, now_ms: u64) -> Result<(), StoreError> {
        self.put(
            "UPDATE session SET seen_at = ?2 WHERE token_hash = ?1",
            params![token_hash, int(now_ms)],
        )
        .map(drop)
    }

    /// Ends a session, named by its present or its previous secret.
    ///
    /// # Errors
    /// As all functions here.
    pub fn end_session(&self, token_hash: &TokenHash, now_ms: u64) -> Result<(), StoreError> {
        self.put(
            "UPDATE session SET ended_at = ?2
             WHERE (token_hash = ?1 OR previous_hash = ?1) AND ended_at IS NULL",
            params![token_hash, int(now_ms)],
        )
        .map(drop)
    }

    /// Ends all sessions of an account; how many were still good.
    ///
    /// # Errors
    /// As all functions here.
    pub fn end_account_sessions(
        &self,
        account: AccountId,
        now_ms: u64,
    ) -> Result<usize, StoreError> {
        self.put(
            "UPDATE session SET ended_at = ?2
             WHERE account = ?1 AND ended_at IS NULL AND expires_at > ?2",
            params![account.0, int(now_ms)],
        )
    }

    /// Ends all sessions of a browser.
    ///
    /// # Errors
    /// As all functions here.
    pub fn end_device_sessions(
        &self,
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
}
