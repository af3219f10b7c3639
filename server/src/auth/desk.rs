//! Signing in at the desk with user name and password.

use std::net::IpAddr;

use super::names::USER_BYTES_MAX;
use super::password::{self, PASSWORD_BYTES_MAX};
use super::secret::Secret;
use super::session::{AtDesk, DESK_MS, SignedIn};
use super::{Auth, AuthError, counted};
use crate::store::session::{Session, SessionKind};

impl Auth {
    /// Checks a password and opens a session; its secret is in [`SignedIn::fresh`]. Who does not
    /// exist, has no desk or typed a wrong password is told the same, after the same work.
    ///
    /// # Errors
    /// [`AuthError::WrongPassword`], [`AuthError::AccountOff`] (only after the right password),
    /// [`AuthError::TooManyTries`], or the store's.
    pub async fn sign_in(
        &self,
        user: &str,
        password: &str,
        address: IpAddr,
    ) -> Result<AtDesk, AuthError> {
        let user = user.trim().to_lowercase();
        if user.len() > USER_BYTES_MAX || password.len() > PASSWORD_BYTES_MAX {
            return Err(AuthError::WrongPassword);
        }
        let address = counted(address);
        let now_ms = self.clock.now_ms();
        let too_many = |wait_ms| AuthError::TooManyTries { wait_ms };
        let steady_ms = self.clock.steady_ms();
        self.by_address.begin(&address, steady_ms).map_err(too_many)?;
        self.by_user.begin(&user, steady_ms).map_err(too_many)?;

        let name = user.clone();
        let account = self.store.read(move |tx| tx.account_named(&name)).await?;
        let hash = account.as_ref().and_then(|account| account.password_hash.clone());
        let is_right = self.check(String::from(password), hash).await?;
        let (Some(account), true) = (account, is_right) else {
            return Err(AuthError::WrongPassword);
        };
        let scope = account.scope().ok_or(AuthError::WrongPassword)?;
        self.by_user.succeeded(&user);
        self.by_address.succeeded(&address);
        if !account.is_active {
            return Err(AuthError::AccountOff);
        }

        let secret = Secret::random()?;
        let session = Session {
            token_hash: secret.hash().0,
            previous_hash: None,
            account: account.id,
            device: None,
            kind: SessionKind::Desk,
            created_at_ms: now_ms,
            rotated_at_ms: now_ms,
            seen_at_ms: now_ms,
            expires_at_ms: now_ms.saturating_add(DESK_MS),
        };
        self.store.write(move |tx| tx.add_session(&session)).await?;
        let signed_in = SignedIn { account, device: None, fresh: Some(secret), lives_ms: DESK_MS };
        Ok(AtDesk { signed_in, scope })
    }

    /// On a thread of its own, few at a time: each check takes 19 MB and a core.
    async fn check(&self, password: String, hash: Option<String>) -> Result<bool, AuthError> {
        let _turn = self.password_checks.acquire().await;
        tokio::task::spawn_blocking(move || password::verify(&password, hash.as_deref()))
            .await
            .map_err(AuthError::Check)
    }
}
