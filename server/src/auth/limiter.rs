//! Slows down guessing: after a few free tries each further one has to wait longer.
//!
//! Counts per key (a user name, an address) in a bounded map in memory. A restart forgets, which
//! gives a guesser a handful of tries; argon2 and 256-bit secrets carry the weight.
//!
//! The times that come in are those of a steady clock: setting the machine's clock must neither end a
//! wait nor make one longer.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Keys counted at once. At about 100 bytes each this is 1 MB; the one untouched for longest goes
/// first, which an attacker with that many addresses does not need.
const KEYS_MAX: usize = 10_000;

/// How patient to be.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// Tries before the first wait.
    pub n_free: u32,
    /// The first wait, milliseconds; doubles with each further try.
    pub first_ms: u64,
    /// The longest wait, milliseconds.
    pub max_ms: u64,
    /// Tries are forgotten after so long without one, milliseconds.
    pub forget_ms: u64,
}

impl Patience {
    /// For one user name: a typo is free, ten thousand guesses take a week. The longest wait is
    /// short, since anybody can make somebody else wait by naming them.
    pub const USER: Self =
        Self { n_free: 5, first_ms: 1_000, max_ms: 60_000, forget_ms: 3_600_000 };
    /// For one address; an office shares one, so it is looser at first and longer at last.
    pub const ADDRESS: Self =
        Self { n_free: 20, first_ms: 1_000, max_ms: 300_000, forget_ms: 3_600_000 };
    /// For activations from one address: a whole training room, or thousands of phones behind the
    /// one address of a carrier. The secrets cannot be guessed; this bounds the load only.
    pub const ACTIVATION: Self =
        Self { n_free: 60, first_ms: 500, max_ms: 10_000, forget_ms: 600_000 };
}

#[derive(Clone, Copy)]
struct Tries {
    n: u32,
    last_ms: u64,
    next_ms: u64,
}

/// Counts tries per key.
#[derive(Debug)]
pub struct Limiter<K> {
    patience: Patience,
    tries: Mutex<HashMap<K, Tries>>,
}

impl core::fmt::Debug for Tries {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{}", self.n)
    }
}

impl<K: Eq + Hash + Clone> Limiter<K> {
    /// Nobody has tried yet.
    #[must_use]
    pub fn new(patience: Patience) -> Self {
        Self { patience, tries: Mutex::default() }
    }

    /// Counts a try as failed before its outcome is known, so that many at once gain nothing; a
    /// success is told to [`Limiter::succeeded`].
    ///
    /// # Errors
    /// How long to wait, milliseconds, never more than [`Patience::max_ms`]; this try does not count.
    pub fn begin(&self, key: &K, now_ms: u64) -> Result<(), u64> {
        let mut map = self.lock();
        let forget_ms = self.patience.forget_ms;
        let known = map.get(key).filter(|tries| now_ms.saturating_sub(tries.last_ms) < forget_ms);
        let n = match known {
            Some(tries) if now_ms < tries.next_ms => {
                return Err((tries.next_ms - now_ms).min(self.patience.max_ms));
            }
            Some(tries) => tries.n.saturating_add(1),
            None => 1,
        };
        if map.len() >= KEYS_MAX && !map.contains_key(key) {
            make_room(&mut map, now_ms, forget_ms);
        }
        let next_ms = now_ms.saturating_add(self.wait_ms(n));
        map.insert(key.clone(), Tries { n, last_ms: now_ms, next_ms });
        Ok(())
    }

    /// Forgets the tries of a key.
    pub fn succeeded(&self, key: &K) {
        self.lock().remove(key);
    }

    /// The wait after so many tries.
    fn wait_ms(&self, n: u32) -> u64 {
        let Some(n_over) = n.checked_sub(self.patience.n_free) else { return 0 };
        self.patience.first_ms.saturating_mul(1 << n_over.min(30)).min(self.patience.max_ms)
    }

    /// The map is whole even after a panic: every change to it is one call.
    fn lock(&self) -> MutexGuard<'_, HashMap<K, Tries>> {
        self.tries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn make_room<K: Eq + Hash + Clone>(map: &mut HashMap<K, Tries>, now_ms: u64, forget_ms: u64) {
    map.retain(|_, tries| now_ms.saturating_sub(tries.last_ms) < forget_ms);
    if map.len() < KEYS_MAX {
        return;
    }
    if let Some(oldest) =
        map.iter().min_by_key(|(_, tries)| tries.last_ms).map(|(key, _)| key.clone())
    {
        map.remove(&oldest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATIENCE: Patience =
        Patience { n_free: 2, first_ms: 100, max_ms: 300, forget_ms: 10_000 };

    #[test]
    fn waits_grow_after_the_free_tries_and_end_at_the_longest() {
        let limiter = Limiter::new(PATIENCE);
        assert_eq!(limiter.begin(&"siti", 0), Ok(()));
        assert_eq!(limiter.begin(&"siti", 0), Ok(()));
        assert_eq!(limiter.begin(&"siti", 10), Err(90));
        assert_eq!(limiter.begin(&"siti", 100), Ok(()));
        assert_eq!(limiter.begin(&"siti", 100), Err(200));
        assert_eq!(limiter.begin(&"siti", 300), Ok(()));
        assert_eq!(limiter.begin(&"siti", 300), Err(300));
        assert_eq!(limiter.begin(&"budi", 300), Ok(()), "others do not wait");
    }

    #[test]
    fn success_and_time_forget() {
        let limiter = Limiter::new(PATIENCE);
        for _ in 0..2 {
            assert_eq!(limiter.begin(&1, 0), Ok(()));
        }
        limiter.succeeded(&1);
        assert_eq!(limiter.begin(&1, 0), Ok(()));
        assert_eq!(limiter.begin(&1, 0), Ok(()));
        assert!(limiter.begin(&1, 0).is_err());
        assert_eq!(limiter.begin(&1, 10_000), Ok(()));
        assert_eq!(limiter.begin(&1, 10_000), Ok(()));
    }

    #[test]
    fn a_wait_is_never_longer_than_the_longest_whatever_the_clock_does() {
        let limiter = Limiter::new(PATIENCE);
        for _ in 0..2 {
            assert_eq!(limiter.begin(&"siti", 86_400_000), Ok(()));
        }
        assert_eq!(limiter.begin(&"siti", 0), Err(PATIENCE.max_ms));
    }

    #[test]
    fn the_map_does_not_grow_without_end() {
        let limiter = Limiter::new(PATIENCE);
        for key in 0..KEYS_MAX + 50 {
            assert_eq!(limiter.begin(&key, key as u64 / 100), Ok(()));
        }
        assert_eq!(limiter.lock().len(), KEYS_MAX);
    }
}
