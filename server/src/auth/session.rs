//! Sessions: a secret in a cookie stands for a person and, on a phone, for one browser.
//!
//! A secret is replaced now and then. The old one stays valid until the new one was seen, because
//! the answer that carries the new one may be lost. The successor is computed from the old secret
//! and a salt that only this process knows: two requests under way at once are told the same one,
//! so whichever answer arrives last is right. After a restart the salt is another; a successor that
//! nobody has used yet is then replaced by the new one.
//!
//! Sessions are bounded both ways. A machine's clock may stand years ahead for a while, and what was
//! opened then would live for years once it is right again. So a session whose times lie ahead of the
//! clock shows that the clock was set back; all sessions are then bounded by the present time, as they
//! also are at every start ([`bound`]). The other way round, a machine may start with a clock far behind
//! that is put right later: that day must not end the sessions of all phones. So a wall clock that runs
//! ahead of the steady one was set forward, and the ends of phones' sessions go along ([`Watch`]). At the
//! desk one signs in again.

use std::sync::{Mutex, PoisonError};

use shared::id::DeviceId;

use super::secret::{Secret, SecretHash};
use super::{Auth, AuthError};
use crate::clock::{Clock, PLAINLY_WRONG_MS};
use crate::store::account::Account;
use crate::store::session::{Session, SessionKind};
use crate::store::{Scope, Store, StoreError, Writes};

/// A phone that is not heard of for so long must be invited again, milliseconds (180 days: longer
/// than any leave; the data on it stays).
pub const PSM_IDLE_MS: u64 = 180 * DAY_MS;
/// A phone's secret is replaced after so long, milliseconds.
const PSM_ROTATE_MS: u64 = 7 * DAY_MS;
/// A request that shows a cookie so long after the activation that set it proves that the browser has
/// it for good, milliseconds. Chromium may keep a new cookie only in memory for up to 30 s (its SQLite
/// cookie store commits every 30 s), so a phone that is killed then has lost its session and must be
/// able to use its link again; twice that time is on the safe side.
pub const SETTLED_MS: u64 = 60_000;
/// The desk signs in every working day, milliseconds (12 hours).
pub const DESK_MS: u64 = 12 * HOUR_MS;
/// A desk's secret is replaced after so long, milliseconds.
const DESK_ROTATE_MS: u64 = HOUR_MS;
/// When a session was last used is written down at most so often, milliseconds.
const SEEN_GRAIN_MS: u64 = HOUR_MS;

/// A time this far ahead of the clock is one of another clock, milliseconds; less is a correction of
/// the same.
pub const CLOCK_SLACK_MS: u64 = 10 * 60_000;

const HOUR_MS: u64 = 3_600_000;
const DAY_MS: u64 = 24 * HOUR_MS;

/// What a phone asks for; a revoked phone or account may still hand in what it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Something from the server.
    Read,
    /// The server to take records.
    HandIn,
}

/// Who is asking.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// The person.
    pub account: Account,
    /// The browser; `None` at the desk.
    pub device: Option<DeviceId>,
    /// The successor of the secret, to be put into the cookie.
    pub fresh: Option<Secret>,
    /// How long the cookie may live, milliseconds from now.
    pub lives_ms: u64,
}

/// A person at the desk with what may be seen there.
#[derive(Clone, Debug)]
pub struct AtDesk {
    /// Who.
    pub signed_in: SignedIn,
    /// Which villages.
    pub scope: Scope,
}

impl Auth {
    /// Finds out whose phone is asking.
    ///
    /// # Errors
    /// [`AuthError::SignedOut`], [`AuthError::DeviceRevoked`], [`AuthError::AccountOff`], or the
    /// store's.
    pub async fn phone(
        &self,
        secret: Option<&Secret>,
        purpose: Purpose,
    ) -> Result<SignedIn, AuthError> {
        let secret = secret.ok_or(AuthError::SignedOut)?;
        let Found { session, account, revoked_at_ms } = self.find(secret, SessionKind::Psm).await?;
        let now_ms = self.clock.now_ms();
        match (revoked_at_ms, purpose) {
            (Some(_), Purpose::Read) => return Err(AuthError::DeviceRevoked),
            (Some(at_ms), Purpose::HandIn)
                if now_ms > at_ms.saturating_add(self.revoked_push_ms) =>
            {
                return Err(AuthError::SignedOut);
            }
            (Some(_), Purpose::HandIn) | (None, _) => {}
        }
        if !account.is_active && purpose == Purpose::Read {
            return Err(AuthError::AccountOff);
        }
        Ok(self.keep_up(secret, session, account).await)
    }

    /// Finds out who at the desk is asking.
    ///
    /// # Errors
    /// [`AuthError::SignedOut`], [`AuthError::AccountOff`], or the store's.
    pub async fn at_desk(&self, secret: Option<&Secret>) -> Result<AtDesk, AuthError> {
        let secret = secret.ok_or(AuthError::SignedOut)?;
        let Found { session, account, .. } = self.find(secret, SessionKind::Desk).await?;
        if !account.is_active {
            return Err(AuthError::AccountOff);
        }
        let scope = account.scope().ok_or(AuthError::SignedOut)?;
        Ok(AtDesk { signed_in: self.keep_up(secret, session, account).await, scope })
    }

    /// Ends the session of a secret, present or previous.
    ///
    /// # Errors
    /// The store's.
    pub async fn sign_out(&self, secret: &Secret) -> Result<(), AuthError> {
        let (SecretHash(hash), now_ms) = (secret.hash(), self.clock.now_ms());
        Ok(self.store.write(move |tx| tx.end_session(&hash, now_ms)).await?)
    }

    async fn find(&self, secret: &Secret, kind: SessionKind) -> Result<Found, AuthError> {
        if let Some(jump) = self.watch.jump(&self.clock) {
            prolong(&self.store, jump).await;
        }
        let now_ms = self.clock.now_ms();
        let mut found = self.look_up(secret, now_ms).await?;
        if found.as_ref().is_some_and(|found| found.is_of_another_clock(now_ms)) {
            bound(&self.store, now_ms).await;
            found = self.look_up(secret, now_ms).await?;
        }
        found.filter(|found| found.session.kind == kind).ok_or(AuthError::SignedOut)
    }

    async fn look_up(&self, secret: &Secret, now_ms: u64) -> Result<Option<Found>, AuthError> {
        let SecretHash(hash) = secret.hash();
        let found = self
            .store
            .read(move |tx| {
                let Some(session) = tx.session(&hash, now_ms)? else { return Ok(None) };
                let Some(account) = tx.account(session.account)? else { return Ok(None) };
                let revoked_at_ms = match session.device {
                    Some(device) => tx.device_revoked_at_ms(account.id, device)?,
                    None => None,
                };
                Ok(Some(Found { session, account, revoked_at_ms }))
            })
            .await?;
        Ok(found)
    }

    /// Settles, confirms, rotates and notes, each when it is due. A store that cannot write now (a
    /// full disk) must not keep anybody out, so failures are only logged.
    async fn keep_up(&self, secret: &Secret, session: Session, account: Account) -> SignedIn {
        let now_ms = self.clock.now_ms();
        let (rotate_ms, lives_ms) = match session.kind {
            SessionKind::Psm => (PSM_ROTATE_MS, PSM_IDLE_MS),
            SessionKind::Desk => (DESK_ROTATE_MS, session.expires_at_ms.saturating_sub(now_ms)),
        };
        let SecretHash(presented) = secret.hash();
        let is_present = presented == session.token_hash;
        let is_due = now_ms >= session.rotated_at_ms.saturating_add(rotate_ms);
        let fresh = (!is_present || is_due).then(|| secret.successor(&self.successor_salt));
        let upkeep = Upkeep {
            presented,
            is_present,
            successor: fresh.as_ref().map(|fresh| fresh.hash().0),
            expires_at_ms: now_ms.saturating_add(lives_ms),
            now_ms,
            session,
        };
        let kept_up = if upkeep.is_due() {
            self.store.write(move |tx| upkeep.write(tx)).await
        } else {
            Ok(())
        };
        let fresh = match kept_up {
            Ok(()) => fresh,
            Err(error) => {
                tracing::warn!(error = %error, "a session could not be kept up");
                None
            }
        };
        SignedIn { account, device: session.device, fresh, lives_ms }
    }
}

/// How long a session of a door may live without being used (the phone's) or at all (the desk's).
const fn lives_ms(kind: SessionKind) -> u64 {
    match kind {
        SessionKind::Psm => PSM_IDLE_MS,
        SessionKind::Desk => DESK_MS,
    }
}

/// Bounds all sessions, and when phones were taken away, by the present time; not by a clock that is
/// plainly wrong. A store that cannot write now must not keep anybody out, so a failure is only logged.
pub async fn bound(store: &Store, now_ms: u64) {
    if now_ms < PLAINLY_WRONG_MS {
        return;
    }
    let bounded = store.write(move |tx| {
        let mut n_bounded = tx.bound_revocations(now_ms)?;
        for kind in [SessionKind::Psm, SessionKind::Desk] {
            n_bounded += tx.bound_sessions(kind, now_ms, lives_ms(kind))?;
        }
        Ok(n_bounded)
    });
    match bounded.await {
        Ok(0) => {}
        Ok(n_bounded) => tracing::warn!(n_bounded, "the clock was set back: sessions are bounded"),
        Err(error) => tracing::warn!(error = %error, "sessions could not be bounded"),
    }
}

/// A wall clock that was set forward.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Jump {
    /// What it showed before, Unix milliseconds.
    from_ms: u64,
    /// How far it was set, milliseconds.
    by_ms: u64,
    /// What it shows now, Unix milliseconds.
    now_ms: u64,
}

/// Lets no phone's session end because the clock was set forward. A failure is only logged.
async fn prolong(store: &Store, jump: Jump) {
    let Jump { from_ms, by_ms, now_ms } = jump;
    let latest_ms = now_ms.saturating_add(PSM_IDLE_MS);
    let prolonged =
        store.write(move |tx| tx.prolong_sessions(SessionKind::Psm, from_ms, by_ms, latest_ms));
    match prolonged.await {
        Ok(n_prolonged) => {
            tracing::warn!(n_prolonged, by_ms, "the clock was set forward: sessions go along");
        }
        Err(error) => tracing::warn!(error = %error, "sessions could not be prolonged"),
    }
}

/// Compares the wall clock with the steady one.
pub(super) struct Watch {
    /// What both showed when they were compared last.
    last: Mutex<(u64, u64)>,
}

impl Watch {
    /// Compares from now on.
    pub(super) fn new(clock: &Clock) -> Self {
        Self { last: Mutex::new((clock.now_ms(), clock.steady_ms())) }
    }

    /// How the wall clock was set forward since the last time; told once.
    fn jump(&self, clock: &Clock) -> Option<Jump> {
        let (now_ms, steady_ms) = (clock.now_ms(), clock.steady_ms());
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let (last_ms, last_steady_ms) = core::mem::replace(&mut *last, (now_ms, steady_ms));
        let from_ms = last_ms.saturating_add(steady_ms.saturating_sub(last_steady_ms));
        let by_ms = now_ms.saturating_sub(from_ms);
        (by_ms > CLOCK_SLACK_MS).then_some(Jump { from_ms, by_ms, now_ms })
    }
}

/// A session as the store has it.
struct Found {
    session: Session,
    account: Account,
    revoked_at_ms: Option<u64>,
}

impl Found {
    /// True with times that this clock cannot have given, unless it was set back.
    fn is_of_another_clock(&self, now_ms: u64) -> bool {
        let session = &self.session;
        let latest_ms = now_ms.saturating_add(CLOCK_SLACK_MS);
        let times = [session.created_at_ms, session.rotated_at_ms, session.seen_at_ms];
        let mut times = times.into_iter().chain(self.revoked_at_ms);
        times.any(|at_ms| at_ms > latest_ms)
            || session.expires_at_ms > latest_ms.saturating_add(lives_ms(session.kind))
    }
}

/// What there is to write about a session that was used.
struct Upkeep {
    session: Session,
    presented: [u8; 32],
    is_present: bool,
    successor: Option<[u8; 32]>,
    expires_at_ms: u64,
    now_ms: u64,
}

impl Upkeep {
    /// The first request that proves that the cookie lasts.
    fn settles(&self) -> bool {
        let settled_at_ms = self.session.created_at_ms.saturating_add(SETTLED_MS);
        self.session.seen_at_ms < settled_at_ms && self.now_ms >= settled_at_ms
    }

    fn is_due(&self) -> bool {
        let is_unconfirmed = self.is_present && self.session.previous_hash.is_some();
        let is_new_successor = self.successor.is_some_and(|hash| hash != self.session.token_hash);
        let is_long_unseen = self.now_ms >= self.session.seen_at_ms.saturating_add(SEEN_GRAIN_MS);
        is_unconfirmed || is_new_successor || is_long_unseen || self.settles()
    }

    fn write(&self, tx: &mut dyn Writes) -> Result<(), StoreError> {
        let present = self.session.token_hash;
        if self.settles()
            && let Some(device) = self.session.device
        {
            tx.settle_invitations(self.session.account, device)?;
        }
        tx.see_session(&present, self.now_ms)?;
        if self.is_present && self.session.previous_hash.is_some() {
            tx.confirm_session(&present)?;
        }
        match self.successor {
            Some(successor) if self.is_present => {
                // False when another request was quicker: it wrote the same successor.
                tx.rotate_session(&present, &successor, self.now_ms)?;
                if self.session.kind == SessionKind::Psm {
                    tx.extend_session(&successor, self.expires_at_ms)?;
                }
            }
            Some(successor) if successor != present => {
                tx.replace_unseen_secret(&self.presented, &successor)?;
            }
            Some(_) | None => {}
        }
        Ok(())
    }
}
