//! How sending goes, in plain values.

use shared::sync::client::{Activity, Status};

use super::obstacle::Obstacle;

/// How sending goes, as far as a person wants to know. Times by the device's clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SyncStatus {
    /// False while the phone itself says that there is no network.
    pub is_online: bool,
    /// What goes on.
    pub activity: Activity,
    /// Changes that only this phone has.
    pub n_waiting: u32,
    /// Of these, changes that were tried several times in vain while others got through.
    pub n_stuck: u32,
    /// When the office last answered, Unix milliseconds; 0 for never.
    pub last_ok_ms: u64,
    /// The server no longer knows this phone; everything is kept, a new link is needed.
    pub is_signed_out: bool,
    /// What requests ran into many times in a row; `None` while all is well.
    pub trouble: Option<Obstacle>,
    /// What the last request ran into; `None` once one is answered.
    pub last_trouble: Option<Obstacle>,
    /// Requests that ended so far, whatever came of them.
    pub n_ended: u32,
    /// When the next try comes, Unix milliseconds; `None` when none is due.
    pub next_try_ms: Option<u64>,
}

impl SyncStatus {
    /// What the machine says; an unreachable server has another name at a clock that cannot be right.
    #[must_use]
    pub fn of(status: &Status, is_clock_wrong: bool) -> Self {
        let obstacle = |failure| Obstacle::of(failure, is_clock_wrong);
        Self {
            is_online: status.is_online,
            activity: status.activity,
            n_waiting: status.n_waiting,
            n_stuck: status.n_stuck,
            last_ok_ms: status.last_ok_ms,
            is_signed_out: status.is_signed_out,
            trouble: status.failure.as_ref().map(obstacle),
            last_trouble: status.last_failure.as_ref().map(obstacle),
            n_ended: status.n_ended,
            next_try_ms: status.next_try_ms,
        }
    }

    /// What stands between phone and office; `None` while nothing is known to. A single failed request
    /// is no obstacle yet.
    #[must_use]
    pub const fn obstacle(&self) -> Option<Obstacle> {
        match self {
            Self { is_signed_out: true, .. } => Some(Obstacle::SignedOut),
            Self { is_online: false, .. } => Some(Obstacle::NoNetwork),
            Self { trouble, .. } => *trouble,
        }
    }

    /// As [`Self::obstacle`], for a person who asks now: the last request counts.
    #[must_use]
    pub const fn obstacle_now(&self) -> Option<Obstacle> {
        match (self.obstacle(), self.last_trouble) {
            (Some(obstacle), _) => Some(obstacle),
            (None, last) => last,
        }
    }
}
