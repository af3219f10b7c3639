//! What can go wrong, by name, and how often it did.

use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

use server::store::review::{Decision, End};
use shared::sync::{
    review::Deed,
    verdict::{Outcome, Verdict},
};

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

/// What became of a decision of the office.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Decided {
    /// The record was accepted.
    Accepted,
    /// It was returned.
    Returned,
    /// It was not used.
    NotUsed,
    /// The office mended it.
    Mended,
    /// Of several revisions one was chosen.
    Settled,
    /// It was let through.
    Released,
    /// Whoever decided took it back in time.
    Undone,
    /// The record had changed meanwhile.
    FellAway,
}

impl Decided {
    /// All of them.
    pub const ALL: [Decided; 8] = [
        Decided::Accepted,
        Decided::Returned,
        Decided::NotUsed,
        Decided::Mended,
        Decided::Settled,
        Decided::Released,
        Decided::Undone,
        Decided::FellAway,
    ];

    fn of(decision: &Decision) -> Option<Self> {
        Some(match (decision.end, decision.deed) {
            (End::Pending, _) => return None,
            (End::Undone { .. }, _) => Decided::Undone,
            (End::FellAway { .. }, _) => Decided::FellAway,
            (End::Done { .. }, Deed::Accept) => Decided::Accepted,
            (End::Done { .. }, Deed::Return) => Decided::Returned,
            (End::Done { .. }, Deed::NotUse) => Decided::NotUsed,
            (End::Done { .. }, Deed::Mend) => Decided::Mended,
            (End::Done { .. }, Deed::Settle) => Decided::Settled,
            (End::Done { .. }, Deed::Release) => Decided::Released,
        })
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
    decided: BTreeMap<Decided, u64>,
    n_arrived: u64,
    n_finished: u64,
    n_blobs: u64,
    n_steps: u64,
}

fn name(what: &impl std::fmt::Debug) -> String {
    format!("{what:?}")
}

impl Tally {
    pub(super) fn fault(&self, fault: Fault) {
        *self.inner.borrow_mut().faults.entry(fault).or_default() += 1;
    }

    pub(super) fn verdict(&self, verdict: &Verdict) {
        *self.inner.borrow_mut().seen.entry(Seen::of(verdict)).or_default() += 1;
    }

    pub(super) fn decision(&self, decision: &Decision) {
        if let Some(decided) = Decided::of(decision) {
            *self.inner.borrow_mut().decided.entry(decided).or_default() += 1;
        }
    }

    pub(super) fn arrived(&self, n_blobs: usize) {
        self.inner.borrow_mut().n_arrived += n_blobs as u64;
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

    /// How often a decision of the office ended so.
    #[must_use]
    pub fn of_decided(&self, decided: Decided) -> u64 {
        self.inner.borrow().decided.get(&decided).copied().unwrap_or(0)
    }

    /// How many photos were at the office in the end, and shown there.
    #[must_use]
    pub fn n_arrived(&self) -> u64 {
        self.inner.borrow().n_arrived
    }

    /// What never happened, by name: a run of many seeds in which that is so proves less than it seems to.
    #[must_use]
    pub fn never(&self) -> Vec<String> {
        let mut never = Vec::new();
        never.extend(Fault::ALL.iter().filter(|one| self.of_fault(**one) == 0).map(name));
        never.extend(Seen::ALL.iter().filter(|one| self.of_seen(**one) == 0).map(name));
        never.extend(Decided::ALL.iter().filter(|one| self.of_decided(**one) == 0).map(name));
        if self.n_arrived() == 0 {
            never.push(String::from("a photo"));
        }
        never
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
