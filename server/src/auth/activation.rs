//! Binding one browser to an account with an invitation.
//!
//! The secret of an invitation stands in the fragment of its link, which browsers do not send, so
//! that opening the page (or the preview of a messenger) uses nothing up. The button's POST does,
//! and may be repeated by the same browser until a request has shown that its cookie lasts
//! ([`super::session::SETTLED_MS`]).

use std::net::IpAddr;

use shared::id::{AccountId, DeviceId};

use super::secret::Secret;
use super::session::{CLOCK_SLACK_MS, PSM_IDLE_MS};
use super::{Auth, AuthError, counted};
use crate::store::account::{Account, Consumed, Invitation};
use crate::store::session::{Session, SessionKind};
use crate::store::{Store, StoreError};

/// How long a link lives, milliseconds (72 hours).
pub const LINK_MS: u64 = 72 * 3_600_000;

/// A phone that was just bound.
#[derive(Clone, Debug)]
pub struct Activated {
    /// To whom.
    pub account: Account,
    /// The session's secret, for the cookie.
    pub secret: Secret,
}

impl Auth {
    /// Uses an invitation for a browser and opens its session. Earlier sessions of the same browser
    /// for the same account end.
    ///
    /// # Errors
    /// [`AuthError::LinkUnknown`], [`AuthError::LinkUsed`], [`AuthError::LinkExpired`],
    /// [`AuthError::TooManyTries`], or the store's.
    pub async fn activate(
        &self,
        token: &str,
        device: DeviceId,
        address: IpAddr,
    ) -> Result<Activated, AuthError> {
        let now_ms = self.clock.now_ms();
        let address = counted(address);
        self.activations
            .begin(&address, self.clock.steady_ms())
            .map_err(|wait_ms| AuthError::TooManyTries { wait_ms })?;
        let token = Secret::parse(token).ok_or(AuthError::LinkUnknown)?.hash().0;
        let secret = Secret::random()?;
        let session = secret.hash().0;
        let bound = self
            .store
            .write(move |tx| {
                // Made by a clock that stood far ahead: it would live until then.
                let latest_ms = now_ms.saturating_add(LINK_MS).saturating_add(CLOCK_SLACK_MS);
                if tx.invitation(&token)?.is_some_and(|made| made.expires_at_ms > latest_ms) {
                    return Ok(Err(Consumed::Expired));
                }
                let account = match tx.consume_invitation(&token, device, now_ms)? {
                    Consumed::Bound(account) => account,
                    refused => return Ok(Err(refused)),
                };
                tx.end_device_sessions(account, device, now_ms)?;
                tx.add_session(&Session {
                    token_hash: session,
                    previous_hash: None,
                    account,
                    device: Some(device),
                    kind: SessionKind::Psm,
                    created_at_ms: now_ms,
                    rotated_at_ms: now_ms,
                    seen_at_ms: now_ms,
                    expires_at_ms: now_ms.saturating_add(PSM_IDLE_MS),
                })?;
                let account =
                    tx.account(account)?.ok_or(StoreError::Damaged("an invitation of nobody"))?;
                Ok(Ok(account))
            })
            .await?;
        match bound {
            Ok(account) => {
                self.activations.succeeded(&address);
                Ok(Activated { account, secret })
            }
            Err(Consumed::Used) => Err(AuthError::LinkUsed),
            Err(Consumed::Expired) => Err(AuthError::LinkExpired),
            Err(Consumed::Unknown | Consumed::Bound(_)) => Err(AuthError::LinkUnknown),
        }
    }
}

/// Makes a new invitation and returns its secret, which is kept nowhere else.
///
/// # Errors
/// The store's, or when the machine has no randomness.
pub async fn invite(store: &Store, account: AccountId, now_ms: u64) -> Result<Secret, AuthError> {
    let secret = Secret::random()?;
    let invitation = Invitation {
        token_hash: secret.hash().0,
        account,
        expires_at_ms: now_ms.saturating_add(LINK_MS),
        consumed: None,
        is_settled: false,
    };
    store.write(move |tx| tx.add_invitation(&invitation)).await?;
    Ok(secret)
}

/// Takes a phone from an account; false when it was never bound to it. What it sent stays. It is
/// signed out at once, or, when it may hand in, reads nothing any more and can send for a while what
/// it still holds.
///
/// # Errors
/// The store's.
pub async fn revoke(
    store: &Store,
    account: AccountId,
    device: DeviceId,
    may_hand_in: bool,
    now_ms: u64,
) -> Result<bool, AuthError> {
    let revoked = store.write(move |tx| {
        if !tx.devices(account)?.iter().any(|bound| bound.id == device) {
            return Ok(false);
        }
        tx.revoke_device(account, device, now_ms)?;
        if !may_hand_in {
            tx.end_device_sessions(account, device, now_ms)?;
        }
        Ok(true)
    });
    Ok(revoked.await?)
}

/// The link of an invitation, below the address that phones know the server by.
#[must_use]
pub fn link(base_url: &str, secret: &Secret) -> String {
    format!("{}/aktivasi#t={}", base_url.trim_end_matches('/'), secret.to_text())
}
