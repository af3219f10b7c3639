//! The outbox as the machine sees it: what waits, in which order it goes, what is packed together.

use super::{
    message::{Entry, Failure},
    pace::At,
};
use crate::{
    id::{ChangeId, ParcelId},
    sync::limits,
};

/// A parcel that waits.
#[derive(Debug)]
pub(super) struct Waiting {
    pub entry: Entry,
    /// Requests with it that failed.
    pub n_failures: u32,
    /// Of these, requests that arrived and got no proper answer.
    n_chokes: u32,
    /// Answers that put it off: later, or a verdict of a newer server.
    pub n_delays: u32,
    /// Why, the last time.
    pub failure: Option<Failure>,
    /// How many requests were answered when it first failed.
    n_answers_before: u32,
    /// Not sent before this.
    not_before: At,
    /// Whether it is made anew.
    anew: Anew,
    /// Neither packed with others nor taken apart for its size: that was tried.
    leave: bool,
}

/// Whether a parcel is made anew, each change by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Anew {
    No,
    /// To see which of its changes is to blame that the server does not take it.
    Suspect,
    /// The server cannot read it.
    Unreadable,
    /// It was, or cannot be: what is unreadable in it stays so.
    Done,
}

/// What to do next.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Choice {
    Nothing,
    Pack { from: Vec<ParcelId>, into: Vec<Vec<ChangeId>> },
    Push(Vec<ParcelId>),
}

/// All that waits, oldest first.
#[derive(Debug, Default)]
pub(super) struct Queue {
    waiting: Vec<Waiting>,
}

impl Waiting {
    fn new(entry: Entry) -> Self {
        Self {
            entry,
            n_failures: 0,
            n_chokes: 0,
            n_delays: 0,
            failure: None,
            n_answers_before: 0,
            not_before: 0,
            anew: Anew::No,
            leave: false,
        }
    }

    pub fn open(&self) -> impl Iterator<Item = ChangeId> {
        self.entry.items.iter().filter(|item| item.is_open).map(|item| item.change)
    }

    pub fn n_open(&self) -> usize {
        self.open().count()
    }

    /// True when it was tried so often that a person should see it.
    pub fn is_stuck(&self) -> bool {
        self.n_failures.max(self.n_delays) >= limits::FAILURES_UNTIL_SHOWN
    }

    /// True when it is not sent as it is.
    pub fn will_be_taken_apart(&self) -> bool {
        matches!(self.anew, Anew::Suspect | Anew::Unreadable)
    }

    /// True when the server cannot take it although it takes others: later revisions of its records do
    /// not wait for it.
    fn is_poison(&self, n_answers: u32) -> bool {
        self.n_chokes >= limits::CHOKES_UNTIL_OVERTAKEN && n_answers != self.n_answers_before
    }

    /// True when it may be packed with others: a single fresh change, or what is left of a parcel.
    fn is_loose(&self) -> bool {
        let is_single = !self.entry.is_packed && self.entry.items.len() == 1;
        let is_leftover = self.n_open() < self.entry.items.len();
        !self.leave && self.n_failures == 0 && (is_single || is_leftover)
    }
}

impl Queue {
    /// Adds a parcel that is not known yet.
    pub fn add(&mut self, entry: Entry) {
        let is_known = self.waiting.iter().any(|waiting| waiting.entry.parcel == entry.parcel);
        let waiting = Waiting::new(entry);
        if !is_known && waiting.n_open() > 0 {
            self.waiting.push(waiting);
        }
    }

    /// Puts new parcels in the place of old ones. What comes of taking one apart stays apart
    /// and is not made anew once more.
    pub fn replace(&mut self, from: &[ParcelId], into: Vec<Entry>) {
        let place = self
            .waiting
            .iter()
            .position(|waiting| from.contains(&waiting.entry.parcel))
            .unwrap_or(self.waiting.len());
        let is_apart = self.among(from).any(|waiting| waiting.will_be_taken_apart());
        let is_unreadable = self.among(from).any(|waiting| waiting.anew == Anew::Unreadable);
        let leave = is_apart || into.len() > 1;
        self.waiting.retain(|waiting| !from.contains(&waiting.entry.parcel));
        let place = place.min(self.waiting.len());
        let anew = if is_unreadable { Anew::Done } else { Anew::No };
        let mut new: Vec<_> =
            into.into_iter().map(|entry| Waiting { leave, anew, ..Waiting::new(entry) }).collect();
        new.retain(|waiting| self.get(waiting.entry.parcel).is_none());
        self.waiting.splice(place..place, new);
    }

    /// Notes that packing did not work out with this one.
    pub fn leave(&mut self, parcel: ParcelId) {
        for waiting in self.among(&[parcel]) {
            waiting.leave = true;
            waiting.anew = match waiting.anew {
                Anew::No | Anew::Suspect => Anew::No,
                Anew::Unreadable | Anew::Done => Anew::Done,
            };
        }
    }

    pub fn get(&self, parcel: ParcelId) -> Option<&Waiting> {
        self.waiting.iter().find(|waiting| waiting.entry.parcel == parcel)
    }

    pub fn iter(&self) -> impl Iterator<Item = &Waiting> {
        self.waiting.iter()
    }

    pub fn n_open(&self) -> usize {
        self.waiting.iter().map(Waiting::n_open).sum()
    }

    /// A verdict on a change is kept: it waits no more.
    pub fn settle(&mut self, parcel: ParcelId, change: ChangeId) {
        for waiting in self.among(&[parcel]) {
            for item in &mut waiting.entry.items {
                item.is_open &= item.change != change;
            }
        }
        self.waiting.retain(|waiting| waiting.n_open() > 0);
    }

    /// A request with these parcels failed.
    pub fn failed(
        &mut self,
        parcels: &[ParcelId],
        failure: &Failure,
        n_answers: u32,
        again_at: At,
    ) {
        let is_single = parcels.len() == 1;
        for waiting in self.among(parcels) {
            if waiting.n_failures == 0 {
                waiting.n_answers_before = n_answers;
            }
            waiting.n_failures = waiting.n_failures.saturating_add(1);
            if matches!(failure, Failure::Server { .. } | Failure::TooLarge) {
                waiting.n_chokes = waiting.n_chokes.saturating_add(1);
            }
            waiting.failure = Some(failure.clone());
            if is_single {
                waiting.not_before = again_at;
                // The server answers others but not this one: one of its changes may be to blame.
                let others_pass = waiting.n_failures > 1 && n_answers != waiting.n_answers_before;
                let is_suspect = *failure == Failure::TooLarge || others_pass;
                if is_suspect && !waiting.leave && waiting.entry.items.len() > 1 {
                    waiting.anew = Anew::Suspect;
                }
            }
        }
    }

    /// The server put a parcel off.
    pub fn delayed(&mut self, parcel: ParcelId, failure: Option<&Failure>, until: At) {
        for waiting in self.among(&[parcel]) {
            waiting.n_delays = waiting.n_delays.saturating_add(1);
            waiting.not_before = until;
            waiting.failure = failure.cloned();
        }
    }

    /// Has a parcel made anew, change by change, before it is sent again; false when that was tried.
    pub fn take_apart(&mut self, parcel: ParcelId) -> bool {
        let mut will = false;
        for waiting in self.among(&[parcel]) {
            if waiting.anew == Anew::No {
                waiting.anew = Anew::Unreadable;
            }
            will = waiting.will_be_taken_apart();
        }
        will
    }

    /// Ends all pauses.
    pub fn hurry(&mut self) {
        for waiting in &mut self.waiting {
            waiting.not_before = 0;
        }
    }

    /// When there is a parcel to try next, given that everything that could go by `now` went: what is
    /// left without a pause waits for another, whose pause counts. `resume_at` holds up all.
    pub fn next_at(&self, now: At, resume_at: At) -> Option<At> {
        let starts = self.waiting.iter().map(|waiting| waiting.not_before.max(resume_at));
        starts.filter(|at| *at > now).min()
    }

    /// What to do now, with at most this many bytes in a request; `n_answers` requests were answered.
    pub fn choose(&self, now: At, budget_bytes: usize, n_answers: u32) -> Choice {
        let mut order: Vec<&Waiting> =
            self.waiting.iter().filter(|waiting| waiting.not_before <= now).collect();
        // Stable: what failed goes behind what did not, otherwise oldest first.
        order.sort_by_key(|waiting| waiting.n_failures);
        if let Some(waiting) = order.iter().find(|waiting| waiting.will_be_taken_apart()) {
            let into = waiting.open().map(|change| vec![change]).collect();
            return Choice::Pack { from: vec![waiting.entry.parcel], into };
        }
        let loose = self.loose(&order, budget_bytes, n_answers);
        let worth_it = loose.len() > 1
            || loose.iter().any(|waiting| waiting.n_open() < waiting.entry.items.len());
        if worth_it {
            let from = loose.iter().map(|waiting| waiting.entry.parcel).collect();
            let into = vec![loose.iter().flat_map(|waiting| waiting.open()).collect()];
            return Choice::Pack { from, into };
        }
        let parcels = self.request(&order, budget_bytes, n_answers);
        if parcels.is_empty() { Choice::Nothing } else { Choice::Push(parcels) }
    }

    /// What can be packed into one parcel.
    fn loose<'a>(
        &self,
        order: &[&'a Waiting],
        budget_bytes: usize,
        n_answers: u32,
    ) -> Vec<&'a Waiting> {
        let most_bytes = limits::PACK_PLAIN_BYTES_MAX.min(2 * budget_bytes);
        let mut chosen: Vec<&Waiting> = Vec::new();
        let (mut n_bytes, mut n_changes) = (0, 0);
        for waiting in order.iter().filter(|waiting| waiting.is_loose()) {
            // A packed parcel grows when it is opened, by about two.
            let more = waiting.entry.n_bytes as usize * if waiting.entry.is_packed { 2 } else { 1 };
            let n_more = waiting.n_open();
            if n_bytes + more > most_bytes || n_changes + n_more > limits::PARCEL_CHANGES_MAX {
                break;
            }
            if self.is_ready(waiting, &chosen, n_answers) {
                (n_bytes, n_changes) = (n_bytes + more, n_changes + n_more);
                chosen.push(waiting);
            }
        }
        chosen
    }

    /// The parcels of one request: at least one where there is any, then as many as fit.
    fn request(&self, order: &[&Waiting], budget_bytes: usize, n_answers: u32) -> Vec<ParcelId> {
        let mut chosen: Vec<&Waiting> = Vec::new();
        let (mut n_bytes, mut n_changes) = (0, 0);
        for waiting in order {
            let fits = n_bytes + waiting.entry.n_bytes as usize <= budget_bytes
                && n_changes + waiting.entry.items.len() <= limits::PUSH_CHANGES_MAX
                && chosen.len() < limits::PUSH_PARCELS_MAX
                // What failed twice travels alone.
                && waiting.n_failures < 2
                && chosen.first().is_none_or(|first| first.n_failures < 2);
            if !chosen.is_empty() && !fits {
                break;
            }
            if self.is_ready(waiting, &chosen, n_answers) {
                n_bytes += waiting.entry.n_bytes as usize;
                n_changes += waiting.entry.items.len();
                chosen.push(waiting);
            }
        }
        chosen.iter().map(|waiting| waiting.entry.parcel).collect()
    }

    /// True when no earlier revision of its records has to go first: each is settled, goes along
    /// before it, or is poison.
    fn is_ready(&self, waiting: &Waiting, chosen: &[&Waiting], n_answers: u32) -> bool {
        let parents =
            waiting.entry.items.iter().filter(|item| item.is_open).filter_map(|item| item.parent);
        let mut blocking = parents.filter(|parent| {
            self.waiting.iter().any(|other| {
                other.entry.parcel != waiting.entry.parcel
                    && !other.is_poison(n_answers)
                    && other.open().any(|change| change == *parent)
                    && !chosen.iter().any(|first| first.entry.parcel == other.entry.parcel)
            })
        });
        blocking.next().is_none()
    }

    fn among(&mut self, parcels: &[ParcelId]) -> impl Iterator<Item = &mut Waiting> {
        self.waiting.iter_mut().filter(|waiting| parcels.contains(&waiting.entry.parcel))
    }
}
