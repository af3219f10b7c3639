//! How many records there are of which kind.

use client::rows::{DraftItem, RecordItem};
use shared::sync::state::RecordState;

use crate::field::route::Show;

/// How many records stand where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Being filled.
    pub n_drafts: usize,
    /// Finished and only on this phone.
    pub n_waiting: usize,
    /// To be mended by the person: held by a check, returned or refused.
    pub n_to_mend: usize,
    /// Lack a number that was not at hand; counted among the others as well.
    pub n_to_follow: usize,
    /// Held for the office, which looks at them before they count.
    pub n_held: usize,
    /// At the office and not decided.
    pub n_sent: usize,
    /// Decided, in whichever way.
    pub n_done: usize,
    /// Withdrawn.
    pub n_withdrawn: usize,
}

impl Counts {
    /// Counts drafts and records.
    #[must_use]
    pub fn of(drafts: &[DraftItem], records: &[RecordItem]) -> Self {
        let mut counts = Self::default();
        for _ in drafts {
            counts.add(RecordState::Draft);
        }
        for record in records {
            counts.add(record.state);
            counts.n_to_follow += usize::from(record.is_to_follow);
        }
        counts
    }

    fn add(&mut self, state: RecordState) {
        match Show::of(state) {
            Show::Drafts => self.n_drafts += 1,
            Show::Waiting => self.n_waiting += 1,
            Show::ToMend => self.n_to_mend += 1,
            Show::Held => self.n_held += 1,
            Show::Sent => self.n_sent += 1,
            Show::Done => self.n_done += 1,
            Show::Withdrawn => self.n_withdrawn += 1,
            Show::All | Show::ToFollow => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_record_is_counted_once_and_one_that_is_held_for_the_office_by_itself() {
        let mut counts = Counts::default();
        for state in RecordState::ALL {
            counts.add(state);
        }
        let Counts { n_drafts, n_waiting, n_to_mend, n_held, n_sent, n_done, n_withdrawn, .. } =
            counts;
        let all = [n_drafts, n_waiting, n_to_mend, n_held, n_sent, n_done, n_withdrawn];
        assert_eq!(all, [1, 1, 3, 1, 1, 3, 1]);
        assert_eq!(all.iter().sum::<usize>(), RecordState::ALL.len());
    }
}
