//! Passwords of the desk: argon2id.

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher as _, PasswordVerifier as _, Version};

use super::secret::{self, RandomError};

/// OWASP Password Storage Cheat Sheet, argon2id: 19 MiB, 2 passes, 1 lane (checked 2026-11-24).
const MEMORY_KIB: u32 = 19_456;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// Longer input is refused before it is hashed; bytes.
pub const PASSWORD_BYTES_MAX: usize = 1_000;

/// Signs of a generated password: letters and digits that are not mistaken for others.
const SIGNS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
/// At five bits a sign.
const GENERATED_LEN: usize = 12;

/// A hash of no password, checked when there is no such user, so that the time tells nothing.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5bm9ib2R5bm9ib2R5$\
    AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Why a password could not be hashed.
#[derive(Debug, thiserror::Error)]
#[error("the password could not be hashed: {0}")]
pub struct PasswordError(String);

fn argon2() -> Result<Argon2<'static>, PasswordError> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None)
        .map_err(|error| PasswordError(error.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// A new password to be told once and changed by nobody but us: 60 random bits.
///
/// # Errors
/// When the machine has no randomness.
pub fn generate() -> Result<String, RandomError> {
    let bytes: [u8; GENERATED_LEN] = secret::random()?;
    // 256 is a multiple of the 32 signs, so each is equally likely.
    Ok(bytes.iter().map(|byte| char::from(SIGNS[usize::from(byte % 32)])).collect())
}

/// Hashes a new password; the result carries its parameters. Takes about 30 ms: not for an async
/// thread.
///
/// # Errors
/// When the machine has no memory or randomness.
pub fn hash(password: &str) -> Result<String, PasswordError> {
    let hash: PasswordHash = argon2()?
        .hash_password(password.as_bytes())
        .map_err(|error| PasswordError(error.to_string()))?;
    Ok(hash.to_string())
}

/// Whether a password is the one that was hashed; `None` stands for a user who does not exist and
/// takes as long. Not for an async thread.
#[must_use]
pub fn verify(password: &str, hash: Option<&str>) -> bool {
    let Ok(parsed) = PasswordHash::new(hash.unwrap_or(NOBODY)) else { return false };
    let is_right =
        argon2().is_ok_and(|argon2| argon2.verify_password(password.as_bytes(), &parsed).is_ok());
    is_right && hash.is_some()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn only_the_right_password_opens() {
        let hash = hash("ayam goreng 7").unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(verify("ayam goreng 7", Some(&hash)));
        assert!(!verify("ayam goreng 8", Some(&hash)));
        assert!(!verify("ayam goreng 7", Some("damaged")));
    }

    #[test]
    fn generated_passwords_are_long_and_not_the_same() {
        let (one, two) = (generate().unwrap(), generate().unwrap());
        assert_eq!(one.len(), GENERATED_LEN);
        assert!(one.bytes().all(|sign| SIGNS.contains(&sign)), "{one}");
        assert_ne!(one, two);
    }

    #[test]
    fn nobody_has_no_password_but_the_same_work() {
        let parsed = PasswordHash::new(NOBODY).unwrap();
        assert_eq!(Params::try_from(&parsed).unwrap().m_cost(), MEMORY_KIB);
        assert!(!verify("", None));
    }
}
