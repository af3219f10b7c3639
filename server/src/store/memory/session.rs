//! Sessions in memory.

use shared::id::{AccountId, DeviceId};

use super::{
    super::{
        StoreError,
        account::TokenHash,
        session::{Session, SessionKind, SessionReads, Sessions},
    },
    MemoryTx,
};

impl SessionReads for MemoryTx<'_> {
    fn session(&self, token_hash: &TokenHash, now_ms: u64) -> Result<Option<Session>, StoreError> {
        let sessions = &self.people().sessions;
        let is_live = |(session, ended): &&(Session, Option<u64>)| {
            ended.is_none() && session.expires_at_ms > now_ms
        };
        let previous = || {
            let mut live = sessions.values().filter(is_live);
            live.find(|(session, _)| session.previous_hash == Some(*token_hash))
        };
        let found = sessions.get(token_hash).filter(is_live).or_else(previous);
        Ok(found.map(|(session, _)| *session))
    }
}

impl Sessions for MemoryTx<'_> {
    fn add_session(&mut self, session: &Session) -> Result<(), StoreError> {
        self.expect_account(session.account)?;
        let sessions = &self.people().sessions;
        let same_previous = |(other, _): &(Session, Option<u64>)| {
            session.previous_hash.is_some() && other.previous_hash == session.previous_hash
        };
        if sessions.contains_key(&session.token_hash) || sessions.values().any(same_previous) {
            return Err(StoreError::broken("the token of a session is taken"));
        }
        self.people_mut().sessions.insert(session.token_hash, (*session, None));
        Ok(())
    }

    fn rotate_session(
        &mut self,
        old: &TokenHash,
        new: &TokenHash,
        now_ms: u64,
    ) -> Result<bool, StoreError> {
        let Some(session) = self.open(old) else { return Ok(false) };
        self.rename(&session, new, |session| {
            session.previous_hash = Some(*old);
            session.rotated_at_ms = now_ms;
            session.seen_at_ms = now_ms;
        })
        .map(|()| true)
    }

    fn confirm_session(&mut self, token_hash: &TokenHash) -> Result<(), StoreError> {
        self.change_session(token_hash, |session| session.previous_hash = None);
        Ok(())
    }

    fn see_session(&mut self, token_hash: &TokenHash, now_ms: u64) -> Result<(), StoreError> {
        self.change_session(token_hash, |session| session.seen_at_ms = now_ms);
        Ok(())
    }

    fn end_session(&mut self, token_hash: &TokenHash, now_ms: u64) -> Result<(), StoreError> {
        self.end_where(now_ms, |session| {
            session.token_hash == *token_hash || session.previous_hash == Some(*token_hash)
        });
        Ok(())
    }

    fn end_account_sessions(
        &mut self,
        account: AccountId,
        now_ms: u64,
    ) -> Result<usize, StoreError> {
        Ok(self.end_where(now_ms, |session| {
            session.account == account && session.expires_at_ms > now_ms
        }))
    }

    fn end_device_sessions(
        &mut self,
        account: AccountId,
        device: DeviceId,
        now_ms: u64,
    ) -> Result<(), StoreError> {
        self.end_where(now_ms, |session| {
            session.account == account && session.device == Some(device)
        });
        Ok(())
    }

    fn extend_session(
        &mut self,
        token_hash: &TokenHash,
        expires_at_ms: u64,
    ) -> Result<(), StoreError> {
        self.change_session(token_hash, |session| session.expires_at_ms = expires_at_ms);
        Ok(())
    }

    fn bound_sessions(
        &mut self,
        kind: SessionKind,
        now_ms: u64,
        lives_ms: u64,
    ) -> Result<usize, StoreError> {
        let mut n_bounded = 0;
        let sessions = self.people_mut().sessions.values_mut();
        for (session, _) in sessions.filter(|(session, _)| session.kind == kind) {
            let before = *session;
            session.created_at_ms = session.created_at_ms.min(now_ms);
            session.rotated_at_ms = session.rotated_at_ms.min(now_ms);
            session.seen_at_ms = session.seen_at_ms.min(now_ms);
            session.expires_at_ms = session.expires_at_ms.min(now_ms.saturating_add(lives_ms));
            n_bounded += usize::from(*session != before);
        }
        Ok(n_bounded)
    }

    fn prolong_sessions(
        &mut self,
        kind: SessionKind,
        good_at_ms: u64,
        by_ms: u64,
        latest_ms: u64,
    ) -> Result<usize, StoreError> {
        let mut n_changed = 0;
        for (session, ended) in self.people_mut().sessions.values_mut() {
            let is_good = ended.is_none() && session.expires_at_ms > good_at_ms;
            if session.kind == kind && is_good && session.expires_at_ms < latest_ms {
                session.expires_at_ms = session.expires_at_ms.saturating_add(by_ms).min(latest_ms);
                n_changed += 1;
            }
        }
        Ok(n_changed)
    }

    fn bound_revocations(&mut self, now_ms: u64) -> Result<usize, StoreError> {
        let mut n_changed = 0;
        for device in self.people_mut().devices.values_mut() {
            if let Some(revoked_at_ms) = &mut device.revoked_at_ms
                && *revoked_at_ms > now_ms
            {
                *revoked_at_ms = now_ms;
                n_changed += 1;
            }
        }
        Ok(n_changed)
    }

    fn replace_unseen_secret(
        &mut self,
        previous: &TokenHash,
        new: &TokenHash,
    ) -> Result<(), StoreError> {
        let mut sessions = self.people().sessions.values();
        let found = sessions
            .find(|(session, ended)| session.previous_hash == Some(*previous) && ended.is_none());
        let Some(session) = found.map(|(session, _)| session.token_hash) else { return Ok(()) };
        self.rename(&session, new, |_| {})
    }
}

impl MemoryTx<'_> {
    /// The token of a session with this token that was not ended.
    fn open(&self, token_hash: &TokenHash) -> Option<TokenHash> {
        let found = self.people().sessions.get(token_hash);
        found.filter(|(_, ended)| ended.is_none()).map(|(session, _)| session.token_hash)
    }

    /// Puts a session under another token.
    fn rename(
        &mut self,
        old: &TokenHash,
        new: &TokenHash,
        change: impl FnOnce(&mut Session),
    ) -> Result<(), StoreError> {
        if old != new && self.people().sessions.contains_key(new) {
            return Err(StoreError::broken("the token of a session is taken"));
        }
        let sessions = &mut self.people_mut().sessions;
        if let Some((mut session, ended)) = sessions.remove(old) {
            change(&mut session);
            session.token_hash = *new;
            sessions.insert(*new, (session, ended));
        }
        Ok(())
    }

    fn change_session(&mut self, token_hash: &TokenHash, change: impl FnOnce(&mut Session)) {
        if let Some((session, _)) = self.people_mut().sessions.get_mut(token_hash) {
            change(session);
        }
    }

    /// Ends those of the open sessions that are meant; how many.
    fn end_where(&mut self, now_ms: u64, is_meant: impl Fn(&Session) -> bool) -> usize {
        let sessions = self.people_mut().sessions.values_mut();
        let mut n_ended = 0;
        for (_, ended) in sessions.filter(|(session, ended)| ended.is_none() && is_meant(session)) {
            *ended = Some(now_ms);
            n_ended += 1;
        }
        n_ended
    }
}
