//! The server's clock, as a phone keeps it without a network.
//!
//! An answer of the server gives the offset of the device's clock ([`Clock`]). It holds only while
//! nobody sets that clock. Two things show that somebody did: the device's clock went less far than
//! its monotonic one, or it has by itself reached the time that the offset gave before. What cannot be
//! told is a clock that is set further ahead: a monotonic clock stands still while a phone sleeps, so
//! that every sleep looks the same.

use crate::day::Day;

/// The two clocks differ by less than this, milliseconds, while nobody sets one: browsers round both,
/// and a device's clock that asks a time server is moved by some seconds.
const DRIFT_MS: u64 = 30_000;

/// An offset from here on is worth telling the person, milliseconds: ten minutes. Less changes no day
/// that anybody writes down.
const LARGE_MS: u64 = 600_000;

/// What the phone knows of the server's clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clock {
    /// Server's clock minus device's clock, milliseconds.
    pub offset_ms: i64,
    /// The latest that the server's clock ever said, Unix milliseconds; 0 before the first contact.
    pub server_ms: u64,
}

impl Clock {
    /// The device's clock put right, Unix milliseconds: never before what the server said last. True
    /// while nobody has set the device's clock since; see [`CorrectedClock`].
    #[must_use]
    pub fn corrected_ms(&self, device_ms: u64) -> u64 {
        device_ms.saturating_add_signed(self.offset_ms).max(self.server_ms)
    }

    /// Today in Tuban: the latest of the corrected clock, the last server time and the day this
    /// program was built.
    #[must_use]
    pub fn today(&self, device_ms: u64, built: Day) -> Day {
        Day::in_tuban(self.corrected_ms(device_ms)).max(built)
    }
}

/// Both clocks of the device at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The device's clock, Unix milliseconds. It may be wrong and may jump.
    pub wall_ms: u64,
    /// Milliseconds since the program started, by a clock that nobody can set.
    pub running_ms: u64,
}

/// What is remembered over a restart, when the monotonic clock begins anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The device's clock when it was last looked at, Unix milliseconds.
    pub wall_ms: u64,
    /// True when the offset held no more by then.
    pub is_void: bool,
    /// The answer of which the offset was ([`Clock::server_ms`]).
    pub server_ms: u64,
}

/// What is wrong with the device's clock, for the person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ClockTrouble {
    /// Nothing that matters.
    #[default]
    None,
    /// It is behind the server's by this much, milliseconds.
    Behind(u64),
    /// It is ahead of the server's by this much, milliseconds.
    Ahead(u64),
    /// Somebody has set it since the server's last answer: nobody knows until the next one.
    Set,
}

/// The device's clock put right for as long as that is possible. Ask it often: it notices at each
/// question whether the clock was set since the one before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CorrectedClock {
    learned: Clock,
    /// The device's clock was set since the offset was learned.
    is_void: bool,
    /// What the clocks showed at the last question.
    last: Option<Reading>,
    /// [`Reading::running_ms`] when the answer came, of one that came while the program runs.
    answered_at: Option<u64>,
}

impl CorrectedClock {
    /// At the start of the program, with what was stored of the server's clock and remembered of the
    /// device's.
    #[must_use]
    pub fn resume(learned: Clock, seen: Option<Seen>, now: Reading) -> Self {
        let mut clock = Self { learned, last: Some(now), ..Self::default() };
        // What was remembered before the last answer says nothing of it.
        if let Some(seen) = seen.filter(|seen| seen.server_ms == learned.server_ms) {
            let is_back = now.wall_ms + DRIFT_MS < seen.wall_ms;
            clock.is_void =
                seen.is_void || is_back || clock.has_caught_up(seen.wall_ms, now.wall_ms);
        }
        clock
    }

    /// Takes what the server's last answer said; nothing happens when that is known already.
    pub fn learn(&mut self, learned: Clock, now: Reading) {
        if learned != self.learned {
            let answered_at = Some(now.running_ms);
            *self = Self { learned, is_void: false, last: Some(now), answered_at };
        }
    }

    /// Now, Unix milliseconds: the device's clock put right while the offset holds, never before what
    /// the server said and the time that went by since.
    pub fn now_ms(&mut self, now: Reading) -> u64 {
        if let Some(last) = self.last.replace(now) {
            let ran_ms = now.running_ms.saturating_sub(last.running_ms);
            let expected_ms = last.wall_ms.saturating_add(ran_ms);
            let is_back = now.wall_ms.saturating_add(DRIFT_MS) < expected_ms;
            let is_ahead = now.wall_ms > expected_ms.saturating_add(DRIFT_MS);
            self.is_void |= is_back || (is_ahead && self.has_caught_up(expected_ms, now.wall_ms));
        }
        let since_ms = self.answered_at.map_or(0, |at| now.running_ms.saturating_sub(at));
        let offset_ms = if self.is_void { 0 } else { self.learned.offset_ms };
        let floor_ms = match self.learned.server_ms {
            0 => 0,
            server_ms => server_ms.saturating_add(since_ms),
        };
        now.wall_ms.saturating_add_signed(offset_ms).max(floor_ms)
    }

    /// Today in Tuban, never before the day this program was built.
    pub fn today(&mut self, now: Reading, built: Day) -> Day {
        Day::in_tuban(self.now_ms(now)).max(built)
    }

    /// What the server's last answer said.
    #[must_use]
    pub const fn learned(&self) -> Clock {
        self.learned
    }

    /// What to remember for [`Self::resume`].
    #[must_use]
    pub fn seen(&self) -> Option<Seen> {
        let Self { learned, is_void, last, .. } = *self;
        last.map(|last| Seen { wall_ms: last.wall_ms, is_void, server_ms: learned.server_ms })
    }

    /// What to tell the person.
    #[must_use]
    pub fn trouble(&self) -> ClockTrouble {
        let off_ms = self.learned.offset_ms.unsigned_abs();
        match self.learned.offset_ms {
            _ if self.learned.server_ms == 0 || off_ms < LARGE_MS => ClockTrouble::None,
            _ if self.is_void => ClockTrouble::Set,
            0.. => ClockTrouble::Behind(off_ms),
            _ => ClockTrouble::Ahead(off_ms),
        }
    }

    /// True when the device's clock, which was behind, has by itself reached the time that the offset
    /// gave at `then_ms`. One that is still behind shows less: the true time was that already. To
    /// believe it is the safe side: what is dated too late is refused, what is dated too early is not.
    fn has_caught_up(&self, then_ms: u64, now_ms: u64) -> bool {
        let behind_ms = u64::try_from(self.learned.offset_ms).unwrap_or(0);
        behind_ms > DRIFT_MS && now_ms.saturating_add(DRIFT_MS) >= then_ms.saturating_add(behind_ms)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: u64 = 3_600_000;
    const DAY: u64 = 24 * HOUR;
    /// What the server's clock says at the activation.
    const TRUE_MS: u64 = 1_795_506_508_000;

    fn at(wall_ms: u64, running_ms: u64) -> Reading {
        Reading { wall_ms, running_ms }
    }

    /// A phone whose clock is off by this much, just activated.
    fn activated(wall_ms: u64) -> CorrectedClock {
        let offset_ms = TRUE_MS.cast_signed() - wall_ms.cast_signed();
        let mut clock = CorrectedClock::default();
        clock.learn(Clock { offset_ms, server_ms: TRUE_MS }, at(wall_ms, 1_000));
        clock
    }

    /// Ends the program and starts it again.
    fn restarted(clock: CorrectedClock, now: Reading) -> CorrectedClock {
        CorrectedClock::resume(clock.learned, clock.seen(), now)
    }

    #[test]
    fn a_clock_that_nobody_sets_is_put_right_for_as_long_as_it_runs_and_sleeps() {
        for wrong in [TRUE_MS - 20 * DAY, TRUE_MS - 7 * HOUR, TRUE_MS, TRUE_MS + 20 * DAY] {
            let mut clock = activated(wrong);
            assert_eq!(clock.now_ms(at(wrong + HOUR, 1_000 + HOUR)), TRUE_MS + HOUR);
            // The monotonic clock stands still while the phone sleeps for three hours.
            assert_eq!(clock.now_ms(at(wrong + 4 * HOUR, 1_000 + HOUR)), TRUE_MS + 4 * HOUR);
        }
    }

    #[test]
    fn twenty_days_behind_and_put_right_without_a_network_is_not_twenty_days_ahead() {
        let wrong = TRUE_MS - 20 * DAY;
        // While the app is open, and while it is closed.
        let mut clock = activated(wrong);
        assert_eq!(clock.trouble(), ClockTrouble::Behind(20 * DAY));
        assert_eq!(clock.now_ms(at(TRUE_MS + HOUR, 1_000 + HOUR)), TRUE_MS + HOUR);
        assert_eq!(clock.trouble(), ClockTrouble::Set);
        let mut clock = restarted(activated(wrong), at(TRUE_MS + HOUR, 50));
        assert_eq!(clock.now_ms(at(TRUE_MS + HOUR, 60)), TRUE_MS + HOUR);
        // It stays so over the next restart, and until the next answer.
        let mut clock = restarted(clock, at(TRUE_MS + 2 * HOUR, 5));
        assert_eq!(clock.now_ms(at(TRUE_MS + 2 * HOUR, 6)), TRUE_MS + 2 * HOUR);
        clock.learn(
            Clock { offset_ms: 0, server_ms: TRUE_MS + 3 * HOUR },
            at(TRUE_MS + 3 * HOUR, 9),
        );
        assert_eq!(clock.trouble(), ClockTrouble::None);
    }

    #[test]
    fn a_clock_that_was_ahead_and_is_put_right_does_not_hold_today_back() {
        let wrong = TRUE_MS + 20 * DAY;
        let right = TRUE_MS + 3 * DAY;
        let mut clock = activated(wrong);
        assert_eq!(clock.trouble(), ClockTrouble::Ahead(20 * DAY));
        assert_eq!(clock.now_ms(at(right, 1_000 + HOUR)), right, "while the app is open");
        let mut clock = restarted(activated(wrong), at(right, 50));
        assert_eq!(clock.now_ms(at(right, 60)), right, "while it is closed");
    }

    #[test]
    fn less_than_a_day_counts_as_well() {
        let wrong = TRUE_MS - 10 * HOUR;
        let mut clock = activated(wrong);
        assert_eq!(clock.now_ms(at(TRUE_MS + HOUR, 1_000 + HOUR)), TRUE_MS + HOUR);
        let mut clock = restarted(activated(wrong), at(TRUE_MS + HOUR, 50));
        assert_eq!(clock.now_ms(at(TRUE_MS + HOUR, 60)), TRUE_MS + HOUR);
        // Still wrong an hour later: nobody has set it.
        let mut clock = restarted(activated(wrong), at(wrong + HOUR, 50));
        assert_eq!(clock.now_ms(at(wrong + HOUR, 60)), TRUE_MS + HOUR);
    }

    #[test]
    fn a_right_clock_that_is_set_back_goes_on_from_what_the_server_said() {
        let mut clock = activated(TRUE_MS);
        let set_back = TRUE_MS + HOUR - 5 * DAY;
        assert_eq!(clock.now_ms(at(set_back, 1_000 + HOUR)), TRUE_MS + HOUR);
        // After a restart nothing tells how long it is ago.
        let mut clock = restarted(clock, at(set_back + HOUR, 7));
        assert_eq!(clock.now_ms(at(set_back + HOUR, 8)), TRUE_MS);
    }
}
