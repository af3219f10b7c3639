//! Sessions: a secret in a cookie that stands for a person and, on a phone, for one browser.

use shared::id::{AccountId, DeviceId};

use super::{StoreError, account::TokenHash};

/// What a session is for. The numbers are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum SessionKind {
    /// A PSM's phone.
    Psm = 1,
    /// The desk.
    Desk = 2,
}

/// A sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Session {
    /// SHA-256 of the secret in the cookie.
    pub token_hash: TokenHash,
    /// The secret before the last rotation, valid until the new one was seen.
    pub previous_hash: Option<TokenHash>,
    /// Whose.
    pub account: AccountId,
    /// The browser; `None` at the desk.
    pub device: Option<DeviceId>,
    /// What for.
    pub kind: SessionKind,
    /// Unix milliseconds.
    pub created_at_ms: u64,
    /// When the present secret was drawn, Unix milliseconds.
    pub rotated_at_ms: u64,
    /// When it was last used, within the grain at which that is written down, Unix milliseconds.
    pub seen_at_ms: u64,
    /// Unix milliseconds.
    pub expires_at_ms: u64,
}

/// What can be asked about sessions.
#[expect(clippy::missing_errors_doc, reason = "every method fails when the engine does")]
pub trait SessionReads {
    /// The session with this secret or, until the new one was seen, the one before it; `None` when it
    /// ended or expired. Whether the account is active is for the caller to ask.
    fn session(&self, token_hash: &TokenHash, now_ms: u64) -> Result<Option<Session>, StoreError>;
}

/// What can be changed about sessions.
#[expect(clippy::missing_errors_doc, reason = "every method fails when the engine does")]
pub trait Sessions: SessionReads {
    /// Adds a session.
    fn add_session(&mut self, session: &Session) -> Result<(), StoreError>;

    /// Gives a session a new secret and keeps the old one until the new one was seen. False when the
    /// old one is not the present one any more: another request was quicker.
    fn rotate_session(
        &mut self,
        old: &TokenHash,
        new: &TokenHash,
        now_ms: u64,
    ) -> Result<bool, StoreError>;

    /// Forgets the secret before the present one: the present one was seen.
    fn confirm_session(&mut self, token_hash: &TokenHash) -> Result<(), StoreError>;

    /// Writes down that a session was used.
    fn see_session(&mut self, token_hash: &TokenHash, now_ms: u64) -> Result<(), StoreError>;

    /// Ends a session, named by its present or its previous secret.
    fn end_session(&mut self, token_hash: &TokenHash, now_ms: u64) -> Result<(), StoreError>;

    /// Ends all sessions of an account; how many were still good.
    fn end_account_sessions(
        &mut self,
        account: AccountId,
        now_ms: u64,
    ) -> Result<usize, StoreError>;

    /// Ends all sessions of a browser.
    fn end_device_sessions(
        &mut self,
        account: AccountId,
        device: DeviceId,
        now_ms: u64,
    ) -> Result<(), StoreError>;

    /// Moves the end of a session.
    fn extend_session(
        &mut self,
        token_hash: &TokenHash,
        expires_at_ms: u64,
    ) -> Result<(), StoreError>;

    /// Bounds the sessions of a door after somebody has set the clock back: none was opened, renewed or
    /// used later than now, and none lives longer than this from now on. How many were changed.
    fn bound_sessions(
        &mut self,
        kind: SessionKind,
        now_ms: u64,
        lives_ms: u64,
    ) -> Result<usize, StoreError>;

    /// Moves the end of the sessions of a door that were good at this time, after the clock was set
    /// forward from there: none is ended by that, and none lives longer than until `latest_ms`. How many
    /// were changed.
    fn prolong_sessions(
        &mut self,
        kind: SessionKind,
        good_at_ms: u64,
        by_ms: u64,
        latest_ms: u64,
    ) -> Result<usize, StoreError>;

    /// Bounds when browsers were taken from their accounts after somebody has set the clock back: none
    /// later than now. How many were changed.
    fn bound_revocations(&mut self, now_ms: u64) -> Result<usize, StoreError>;

    /// Replaces a secret that was given out but not seen yet, found by the one before it.
    fn replace_unseen_secret(
        &mut self,
        previous: &TokenHash,
        new: &TokenHash,
    ) -> Result<(), StoreError>;
}
