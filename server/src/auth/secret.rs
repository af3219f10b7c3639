//! Secrets that stand for a person: sessions and invitations. The server keeps their hashes only,
//! so a copy of the database opens nothing.

use core::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

/// 256 bits: neither guessed nor met twice, so a plain hash of it suffices.
const BYTES: usize = 32;

/// 32 random bytes. `Debug` shows none of them.
#[derive(Clone)]
pub struct Secret([u8; BYTES]);

/// SHA-256 of a secret: what the database keeps.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct SecretHash(pub [u8; 32]);

/// The machine has no randomness to give.
#[derive(Debug, thiserror::Error)]
#[error("the machine gives no random bytes")]
pub struct RandomError(#[from] getrandom::Error);

impl Secret {
    /// A new one.
    ///
    /// # Errors
    /// When the machine has no randomness.
    pub fn random() -> Result<Self, RandomError> {
        let mut bytes = [0; BYTES];
        getrandom::fill(&mut bytes)?;
        Ok(Self(bytes))
    }

    /// Reads the form that stands in links and cookies.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok().map(Self)
    }

    /// The form that stands in links and cookies: 43 characters of base64url.
    #[must_use]
    pub fn to_text(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }

    /// What to keep and look up. Timing tells nothing that helps to guess 256 bits.
    #[must_use]
    pub fn hash(&self) -> SecretHash {
        SecretHash(Sha256::digest(self.0).into())
    }

    /// The secret that follows this one, given random bytes that only the server has. The same
    /// every time, so that requests under way at once are all told the same successor; whoever
    /// steals this secret cannot work it out, nor can whoever steals the database.
    #[must_use]
    pub fn successor(&self, salt: &[u8; 32]) -> Self {
        // Both inputs have a fixed length, so there is no second way to split them.
        Self(
            Sha256::new()
                .chain_update(b"session successor")
                .chain_update(salt)
                .chain_update(self.0)
                .finalize()
                .into(),
        )
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl fmt::Debug for SecretHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretHash(…)")
    }
}

/// Random bytes.
///
/// # Errors
/// When the machine has no randomness.
pub fn random<const N: usize>() -> Result<[u8; N], RandomError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn a_secret_survives_its_text_and_shows_nothing() {
        let secret = Secret::random().unwrap();
        let text = secret.to_text();
        assert_eq!(text.len(), 43);
        assert_eq!(Secret::parse(&text).unwrap().hash(), secret.hash());
        assert_eq!(format!("{secret:?}{:?}", secret.hash()), "Secret(…)SecretHash(…)");
        for damaged in ["", &text[1..], &format!("{text}A"), &text.replace(&text[..1], "%")] {
            assert!(Secret::parse(damaged).is_none(), "{damaged}");
        }
    }

    #[test]
    fn the_successor_hangs_on_both_secrets() {
        let secret = Secret::random().unwrap();
        let (salt, other) = (random().unwrap(), random().unwrap());
        assert_eq!(secret.successor(&salt).hash(), secret.successor(&salt).hash());
        assert_ne!(secret.successor(&salt).hash(), secret.successor(&other).hash());
        assert_ne!(
            secret.successor(&salt).hash(),
            Secret::random().unwrap().successor(&salt).hash()
        );
    }
}
