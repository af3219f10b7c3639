//! How fast: pauses after failures, the size of a request, and a time that only goes forward.

use super::message::{Failure, Now};
use crate::sync::limits;

/// A point of the machine's own time, milliseconds since it started.
pub(super) type At = u64;

/// The rhythm of the conversation.
#[derive(Debug)]
pub(super) struct Pace {
    /// The machine's time: the sum of the steps forward of the device's clock. A clock that is set
    /// back stops it for a moment; one that leaps ahead only ends pauses early.
    pub now: At,
    device_ms: Option<u64>,
    random: u32,
    /// No request before this.
    pub resume_at: At,
    /// The server asked for silence until this; a person's impatience does not shorten it.
    busy_until: At,
    /// Bytes of parcels in one request.
    pub budget_bytes: usize,
    /// Failures in a row.
    pub n_failures: u32,
    /// The last of them.
    pub failure: Option<Failure>,
    /// Requests that were answered.
    pub n_answers: u32,
    /// Requests that ended, answered or not.
    pub n_ended: u32,
}

impl Pace {
    pub fn new() -> Self {
        Self {
            now: 0,
            device_ms: None,
            random: 0,
            resume_at: 0,
            busy_until: 0,
            budget_bytes: limits::PUSH_BYTES_START,
            n_failures: 0,
            failure: None,
            n_answers: 0,
            n_ended: 0,
        }
    }

    /// Lets time pass.
    pub fn advance(&mut self, now: Now) {
        let before = self.device_ms.replace(now.ms).unwrap_or(now.ms);
        self.now = self.now.saturating_add(now.ms.saturating_sub(before));
        self.random = now.random;
    }

    /// The pause after this many failures: doubling, capped, and by chance between half and all of it,
    /// so that the phones of a kecamatan do not come back in one moment.
    pub fn pause_ms(&self, n_failures: u32) -> u64 {
        let doublings = n_failures.saturating_sub(1).min(20);
        let longest = (limits::BACKOFF_FIRST_MS << doublings).min(limits::BACKOFF_MAX_MS);
        let half = longest / 2;
        half + u64::from(self.random) % (half + 1)
    }

    /// A request was answered. Full storage is not over by that.
    pub fn answered(&mut self) {
        self.n_answers = self.n_answers.wrapping_add(1);
        self.n_ended = self.n_ended.wrapping_add(1);
        if self.failure != Some(Failure::Storage) {
            self.recovered();
        }
    }

    /// An answer is in storage: all is well again.
    pub fn recovered(&mut self) {
        self.n_failures = 0;
        self.failure = None;
        self.resume_at = self.now;
    }

    /// Records got through in this time: the next request may carry more.
    pub fn sent_in(&mut self, took_ms: u64) {
        if took_ms <= limits::QUICK_ANSWER_MS {
            self.budget_bytes = (self.budget_bytes * 2).min(limits::PUSH_BYTES_MAX);
        }
    }

    /// A request failed, or its answer could not be kept.
    pub fn failed(&mut self, failure: Failure) {
        self.n_failures = self.n_failures.saturating_add(1);
        self.n_ended = self.n_ended.wrapping_add(1);
        let mut pause_ms = self.pause_ms(self.n_failures);
        match &failure {
            Failure::Timeout | Failure::TooLarge | Failure::Server { .. } | Failure::Damaged => {
                // A smaller request gets through a bad line, and finds the one change that a server
                // chokes on.
                self.budget_bytes = (self.budget_bytes / 2).max(limits::PUSH_BYTES_MIN);
            }
            Failure::Busy { after_ms } => {
                pause_ms =
                    (*after_ms).min(limits::RETRY_AFTER_MAX_MS) + u64::from(self.random) % 1_000;
                self.busy_until = self.now + pause_ms;
            }
            Failure::Offline | Failure::SignedOut | Failure::Storage => {}
        }
        self.resume_at = self.now + pause_ms;
        self.failure = Some(failure);
    }

    /// Ends a pause, but for one that the server asked for.
    pub fn hurry(&mut self) {
        self.resume_at = self.busy_until.max(self.now);
    }
}
