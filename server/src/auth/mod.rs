//! Who is asking, and what that person may do.
//!
//! Two doors: a phone that was activated with an invitation ([`activation`]), and the desk with user
//! name and password ([`desk`]). Behind both a session in a cookie ([`session`]). What a person may
//! see follows from role and assignments in the store; this module never decides it per request.
//!
//! Knows no HTTP: secrets and addresses come in, outcomes go out.

pub mod activation;
pub mod desk;
pub mod limiter;
pub mod names;
pub mod password;
pub mod secret;
pub mod session;

use std::net::{IpAddr, Ipv6Addr};

use tokio::sync::Semaphore;

use crate::clock::Clock;
use crate::config::Limits;
use crate::store::Store;
use crate::store::StoreError;
use limiter::{Limiter, Patience};
use secret::RandomError;

/// The doorkeeper of one server.
pub struct Auth {
    store: Store,
    clock: Clock,
    /// Makes successors of session secrets; drawn at every start, see [`session`].
    successor_salt: [u8; 32],
    password_checks: Semaphore,
    by_user: Limiter<String>,
    by_address: Limiter<IpAddr>,
    activations: Limiter<IpAddr>,
    revoked_push_ms: u64,
    watch: session::Watch,
}

/// Why somebody is not let in, or why it could not be found out.
#[derive(Debug, thiserror::Error)]
pub enum AuthError {
    /// No session, or one that ended.
    #[error("nobody is signed in")]
    SignedOut,
    /// The account is switched off.
    #[error("the account is switched off")]
    AccountOff,
    /// The device was taken from the account.
    #[error("the device is revoked")]
    DeviceRevoked,
    /// User name or password wrong.
    #[error("user name or password is wrong")]
    WrongPassword,
    /// No invitation has this token.
    #[error("no such invitation")]
    LinkUnknown,
    /// Another browser used the invitation.
    #[error("the invitation is used")]
    LinkUsed,
    /// The invitation is too old.
    #[error("the invitation has expired")]
    LinkExpired,
    /// Too many tries.
    #[error("too many tries")]
    TooManyTries {
        /// How long to wait, milliseconds.
        wait_ms: u64,
    },
    /// The store did not answer.
    #[error("the store did not answer")]
    Store(#[from] StoreError),
    /// The machine gave no randomness.
    #[error(transparent)]
    Random(#[from] RandomError),
    /// The thread that checks a password is gone.
    #[error("the password could not be checked")]
    Check(#[source] tokio::task::JoinError),
}

impl Auth {
    /// A doorkeeper for a store.
    ///
    /// # Errors
    /// When the machine has no randomness.
    pub fn new(store: Store, clock: Clock, limits: &Limits) -> Result<Self, RandomError> {
        Ok(Self {
            store,
            watch: session::Watch::new(&clock),
            clock,
            successor_salt: secret::random()?,
            password_checks: Semaphore::new(limits.password_checks_max),
            by_user: Limiter::new(Patience::USER),
            by_address: Limiter::new(Patience::ADDRESS),
            activations: Limiter::new(Patience::ACTIVATION),
            revoked_push_ms: limits.revoked_push_ms,
        })
    }
}

/// What tries are counted by: an address of IPv4, or the 64 bits of IPv6 that one customer has.
fn counted(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(v6) => match v6.to_ipv4_mapped() {
            Some(v4) => IpAddr::V4(v4),
            None => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() >> 64 << 64)),
        },
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn one_customer_of_ipv6_counts_as_one_address() {
        let counted = |text: &str| counted(text.parse().unwrap()).to_string();
        assert_eq!(counted("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
        assert_eq!(counted("::ffff:10.0.0.7"), "10.0.0.7");
        assert_eq!(counted("10.0.0.7"), "10.0.0.7");
    }
}
