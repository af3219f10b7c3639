//! What can go wrong, by name, and how often it did.

use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

use shared::sync::verdict::{Outcome, Verdict};

/// Something that goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// The request never arrives.
    DropRequest,
    /// The server commits and its answer never arrives.
    DropReply,
    /// The request arrives twice.
    Duplicate,
    /// The request arrives minutes later, after others that were sent after it.
    Reorder,
    /// Everything takes long.
    Delay,
    /// A phone has no network for a while and does not know it.
    Partition,
    /// The phone itself says that there is no network.
    Offline,
    /// The request's body is cut.
    CutRequest,
    /// The answer's body is cut.
    CutReply,
    /// The session ends.
    Status401,
    /// The request is said to be too large.
    Status413,
    /// Too many requests.
    Status429,
    /// The server fails, as it does when it is broken or being restarted.
    Status5xx,
    /// The server dies before its commit, and is away for a while.
    ServerCrash,
    /// The server's disk is full.
    ServerFull,
    /// A newer server answers with a verdict that this phone does not know.
    NewerServer,
    /// The phone dies between any two steps.
    DeviceKilled,
    /// The phone's storage is full.
    Quota,
    /// The phone's clock jumps by years.
    ClockJump,
    /// A second tab finishes, mends or withdraws something.
    SecondTab,
    /// A second tab is behind the first one, and told so.
    StaleTab,
    /// The server goes back to a copy of its database.
    Restored,
    /// The phone's storage is lost.
    Wiped,
    /// The phone's storage is set back to an earlier time.
    RolledBack,
    /// Bytes of a parcel at rest change.
    BitRot,
    /// Bytes of a blob at rest change, or some of them are lost.
    BlobRot,
    /// The server drops blobs that are not whole.
    UploadExpired,
    /// An older server answers, which knows own records only.
    OlderServer,
}

impl Fault {
    /// All of them.
    pub const ALL: [Fault; 28] = [
        Fault::DropRequest,
        Fault::DropReply,
        Fault::Duplicate,
        Fault::Reorder,
        Fault::Delay,
        Fault::Partition,
        Fault::Offline,
        Fault::CutRequest,
        Fault::CutReply,
        Fault::Status401,
        Fault::Status413,
        Fault::Status429,
        Fault::Status5xx,
        Fault::ServerCrash,
        Fault::ServerFull,
        Fault::NewerServer,
        Fault::DeviceKilled,
        Fault::Quota,
        Fault::ClockJump,
        Fault::SecondTab,
        Fault::StaleTab,
        Fault::Restored,
        Fault::Wiped,
        Fault::RolledBack,
        Fault::BitRot,
        Fault::BlobRot,
        Fault::UploadExpired,
        Fault::OlderServer,
    ];
}

/// What a phone was told of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Seen {
    /// Stored.
    Accepted,
    /// Stored beside another.
    Conflict,
    /// Stored in quarantine.
    Held,
    /// Can never be stored.
    Refused,
    /// Come again.
    Later,
    /// Of a newer server.
    Unknown,
    /// Stored by an earlier request.
    Repeated,
}

impl Seen {
    /// All of them.
    pub const ALL: [Seen; 7] = [
        Seen::Accepted,
        Seen::Conflict,
        Seen::Held,
        Seen::Refused,
        Seen::Later,
        Seen::Unknown,
        Seen::Repeated,
    ];

    fn of(verdict: &Verdict) -> Self {
        match &verdict.outcome {
            _ if verdict.repeated => Seen::Repeated,
            Outcome::Accepted { .. } => Seen::Accepted,
            Outcome::Conflict { .. } => Seen::Conflict,
            Outcome::Held { .. } => Seen::Held,
            Outcome::Refused(_) => Seen::Refused,
            Outcome::Later { .. } => Seen::Later,
            Outcome::Unknown(_) => Seen::Unknown,
        }
    }
}

/// How often what happened.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    inner: Rc<RefCell<Counted>>,
}

#[derive(Debug, Default)]
struct Counted {
    faults: BTreeMap<Fault, u64>,
    seen: BTreeMap<Seen, u64>,
    n_finished: u64,
    n_blobs: u64,
    n_steps: u64,
}

impl Tally {
    pub(super) fn fault(&self, fault: Fault) {
        *self.inner.borrow_mut().faults.entry(fault).or_default() += 1;
    }

    pub(super) fn verdict(&self, verdict: &Verdict) {
        *self.inner.borrow_mut().seen.entry(Seen::of(verdict)).or_default() += 1;
    }

    pub(super) fn finished(&self) {
        self.inner.borrow_mut().n_finished += 1;
    }

    pub(super) fn blob(&self) {
        self.inner.borrow_mut().n_blobs += 1;
    }

    pub(super) fn steps(&self, n_steps: u64) {
        self.inner.borrow_mut().n_steps += n_steps;
    }

    /// How often this went wrong.
    #[must_use]
    pub fn of_fault(&self, fault: Fault) -> u64 {
        self.inner.borrow().faults.get(&fault).copied().unwrap_or(0)
    }

    /// How often a phone was told this.
    #[must_use]
    pub fn of_seen(&self, seen: Seen) -> u64 {
        self.inner.borrow().seen.get(&seen).copied().unwrap_or(0)
    }

    /// How many changes were finished on phones.
    #[must_use]
    pub fn n_finished(&self) -> u64 {
        self.inner.borrow().n_finished
    }

    /// How many blobs were kept on phones.
    #[must_use]
    pub fn n_blobs(&self) -> u64 {
        self.inner.borrow().n_blobs
    }

    /// How many steps were run.
    #[must_use]
    pub fn n_steps(&self) -> u64 {
        self.inner.borrow().n_steps
    }
}
