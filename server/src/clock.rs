//! Time as the server sees it: the machine's two clocks, which tests may move.
//!
//! The wall clock says what day it is, and somebody may set it. The steady clock says how long
//! something took, and nobody can. Delays are measured with the steady one.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use shared::day::Day;

/// A wall clock that shows an earlier time is plainly wrong, Unix milliseconds: 1 January 2026, before
/// there was this program.
pub const PLAINLY_WRONG_MS: u64 = 1_767_200_400_000;

/// The clocks of one server. Clones show the same times.
#[derive(Clone, Debug)]
pub struct Clock {
    /// Where the steady clock began to count.
    began: Instant,
    moved: Arc<Moved>,
}

/// How far a test has moved the clocks; zero elsewhere.
#[derive(Debug, Default)]
struct Moved {
    /// Added to the wall clock, milliseconds.
    wall_ms: AtomicI64,
    /// Added to the steady clock, milliseconds.
    steady_ms: AtomicU64,
}

impl Clock {
    /// The machine's clocks.
    #[must_use]
    pub fn system() -> Self {
        Self { began: Instant::now(), moved: Arc::default() }
    }

    /// The wall clock: Unix time in milliseconds; zero on a machine whose clock shows a time before
    /// 1970.
    #[must_use]
    pub fn now_ms(&self) -> u64 {
        let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let now_ms = u64::try_from(since_1970.as_millis()).unwrap_or(u64::MAX);
        now_ms.saturating_add_signed(self.moved.wall_ms.load(Ordering::Relaxed))
    }

    /// The steady clock: milliseconds since this clock was made. It never goes back.
    #[must_use]
    pub fn steady_ms(&self) -> u64 {
        let since_began = u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX);
        since_began.saturating_add(self.moved.steady_ms.load(Ordering::Relaxed))
    }

    /// The civil day in Tuban.
    #[must_use]
    pub fn today(&self) -> Day {
        Day::in_tuban(self.now_ms())
    }

    /// Lets time pass on both clocks, so that a test need not wait for an invitation to expire.
    pub fn advance_ms(&self, ms: u64) {
        self.moved.steady_ms.fetch_add(ms, Ordering::Relaxed);
        self.set_forward_ms(i64::try_from(ms).unwrap_or(i64::MAX));
    }

    /// Sets the wall clock forward, or back when negative, as a person or a time server does. The
    /// steady clock does not notice.
    pub fn set_forward_ms(&self, ms: i64) {
        self.moved.wall_ms.fetch_add(ms, Ordering::Relaxed);
    }
}

impl Default for Clock {
    fn default() -> Self {
        Self::system()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR_MS: u64 = 3_600_000;

    #[test]
    fn clones_of_a_moved_clock_agree() {
        let clock = Clock::system();
        let clone = clock.clone();
        let (before_ms, steady_before_ms) = (clone.now_ms(), clone.steady_ms());
        clock.advance_ms(HOUR_MS);
        assert!(clone.now_ms() >= before_ms + HOUR_MS);
        assert!(clone.steady_ms() >= steady_before_ms + HOUR_MS);
    }

    #[test]
    fn only_the_wall_clock_can_be_set() {
        let clock = Clock::system();
        let (before_ms, steady_before_ms) = (clock.now_ms(), clock.steady_ms());
        clock.set_forward_ms(-86_400_000);
        assert!(clock.now_ms() < before_ms);
        assert!((steady_before_ms..steady_before_ms + HOUR_MS).contains(&clock.steady_ms()));
    }
}
