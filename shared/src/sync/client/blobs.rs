//! The blobs that wait: which goes next, and by which step.
//!
//! Each goes by itself, a part at a time, from the byte that the server says it has. What the machine
//! knows of the way (the place, the offset) is not stored: announcing a blob once more gives its place
//! again, and the server knows the offset best.

use super::{
    message::{BlobEntry, BlobReply, BlobStep, Failure},
    pace::Pace,
};
use crate::id::BlobId;

/// All blobs that wait, oldest first.
#[derive(Debug)]
pub(super) struct Blobs {
    waiting: Vec<Waiting>,
    /// The rhythm of blobs alone: a failure here makes no parcel wait.
    pub pace: Pace,
}

#[derive(Debug)]
struct Waiting {
    entry: BlobEntry,
    place: Option<String>,
    /// How many bytes the server has, where it said so since the last failure.
    offset: Option<u64>,
    /// The most that it ever had.
    most: u64,
    /// Failures since then.
    n_failures: u32,
}

/// What an answer means for a blob.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Progress {
    /// It goes on, now or after a pause.
    Going,
    /// There is no session.
    SignedOut,
    /// It is at the office or over, or refused for this reason.
    Settled(Option<u16>),
}

impl Blobs {
    pub fn new() -> Self {
        Self { waiting: Vec::new(), pace: Pace::new() }
    }

    /// Adds a blob that is not known yet. One that is known may be over by now, or not any more.
    pub fn add(&mut self, entry: BlobEntry) {
        let known = self.waiting.iter_mut().find(|waiting| waiting.entry.blob == entry.blob);
        let begun = Waiting { entry, place: None, offset: None, most: 0, n_failures: 0 };
        match known {
            Some(known) if known.entry.is_over != entry.is_over => *known = begun,
            Some(_) => {}
            None => self.waiting.push(begun),
        }
    }

    pub fn n_waiting(&self) -> u32 {
        u32::try_from(self.to_send().count()).unwrap_or(u32::MAX)
    }

    /// Bytes that the server does not have.
    pub fn bytes_waiting(&self) -> u64 {
        let of_one = |waiting: &Waiting| waiting.entry.n_bytes.saturating_sub(waiting.most);
        self.to_send().map(of_one).sum()
    }

    fn to_send(&self) -> impl Iterator<Item = &Waiting> {
        self.waiting.iter().filter(|waiting| !waiting.entry.is_over)
    }

    /// When one of them may go; `None` when there is none.
    pub fn next_at(&self) -> Option<u64> {
        (!self.waiting.is_empty()).then_some(self.pace.resume_at)
    }

    /// What to do next. What failed goes behind what did not, otherwise the oldest goes first.
    pub fn choose(&self) -> Option<(BlobId, BlobStep)> {
        if self.pace.now < self.pace.resume_at {
            return None;
        }
        let waiting = self.waiting.iter().min_by_key(|waiting| waiting.n_failures)?;
        Some((waiting.entry.blob, waiting.step(self.pace.budget_bytes as u64)))
    }

    /// An answer came, after this long.
    pub fn answered(
        &mut self,
        blob: BlobId,
        took_ms: u64,
        result: Result<BlobReply, Failure>,
    ) -> Progress {
        let Some(waiting) = self.waiting.iter_mut().find(|waiting| waiting.entry.blob == blob)
        else {
            return Progress::Going;
        };
        match result {
            Ok(BlobReply::Stored) => return Progress::Settled(None),
            Ok(BlobReply::Refused(reason)) => return Progress::Settled(Some(reason)),
            Ok(BlobReply::Gone) if waiting.entry.is_over => return Progress::Settled(None),
            Ok(BlobReply::Gone) => self.settled(blob),
            Ok(BlobReply::Created(place)) => {
                waiting.place = Some(place);
                waiting.offset = None;
            }
            Ok(BlobReply::Offset(offset)) if waiting.may_be_at(offset) => {
                if waiting.offset.replace(offset).is_some() {
                    self.pace.sent_in(took_ms);
                }
                // Only bytes that the server did not have before end a row of failures.
                if offset > waiting.most {
                    waiting.most = offset;
                    waiting.n_failures = 0;
                    self.pace.recovered();
                }
            }
            Ok(BlobReply::Offset(_)) => self.failed(blob, Failure::Damaged),
            Err(Failure::SignedOut) => return Progress::SignedOut,
            Err(failure) => self.failed(blob, failure),
        }
        Progress::Going
    }

    /// A step failed: the blob goes behind the others, and all of them after a pause.
    pub fn failed(&mut self, blob: BlobId, failure: Failure) {
        for waiting in self.waiting.iter_mut().filter(|waiting| waiting.entry.blob == blob) {
            waiting.n_failures = waiting.n_failures.saturating_add(1);
            waiting.offset = None;
            // The server dropped what it had of it (404, 410).
            if matches!(failure, Failure::Server { status: 404 | 410, .. }) {
                waiting.place = None;
            }
        }
        self.pace.failed(failure);
    }

    /// It is settled in storage, or was never there.
    pub fn settled(&mut self, blob: BlobId) {
        self.waiting.retain(|waiting| waiting.entry.blob != blob);
        self.pace.recovered();
    }
}

impl Waiting {
    fn step(&self, budget_bytes: u64) -> BlobStep {
        if self.entry.is_over {
            return BlobStep::Forget;
        }
        let Some(place) = self.place.clone() else { return BlobStep::Create };
        match self.offset {
            None => BlobStep::Offset { place },
            Some(offset) if offset < self.entry.n_bytes => {
                let n_bytes = budget_bytes.min(self.entry.n_bytes - offset);
                BlobStep::Append { place, offset, n_bytes }
            }
            Some(_) => BlobStep::Finish { place },
        }
    }

    /// True when the server may have this many bytes now: an answer to a part must be a step forward.
    fn may_be_at(&self, offset: u64) -> bool {
        offset <= self.entry.n_bytes && self.offset.is_none_or(|before| offset > before)
    }
}
