//! Time as the server sees it: the machine's clock, which tests may move.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use shared::day::Day;

/// The clock of one server. Clones show the same time.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    /// Added to the machine's clock, milliseconds; zero outside tests.
    offset_ms: Arc<AtomicI64>,
}

impl Clock {
    /// The machine's clock.
    #[must_use]
    pub fn system() -> Self {
        Self::default()
    }

    /// Unix time in milliseconds; zero on a machine whose clock stands before 1970.
    #[must_use]
    pub fn now_ms(&self) -> u64 {
        let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let now_ms = u64::try_from(since_1970.as_millis()).unwrap_or(u64::MAX);
        now_ms.saturating_add_signed(self.offset_ms.load(Ordering::Relaxed))
    }

    /// The civil day in Tuban.
    #[must_use]
    pub fn today(&self) -> Day {
        Day::in_tuban(self.now_ms())
    }

    /// Moves the clock, so that a test need not wait for an invitation to expire.
    pub fn advance_ms(&self, ms: i64) {
        self.offset_ms.fetch_add(ms, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clones_of_a_moved_clock_agree() {
        let clock = Clock::system();
        let clone = clock.clone();
        let before_ms = clone.now_ms();
        clock.advance_ms(3_600_000);
        assert!(clone.now_ms() >= before_ms + 3_600_000);
    }
}
