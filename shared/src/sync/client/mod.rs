//! The phone's half of the conversation, without IO: [`Machine::step`] takes what happened and says
//! what is to be done. Time, chance, network and disk come in as arguments, so the very same code runs
//! on the phone, natively, and in the simulation.
//!
//! What holds at every moment:
//! - A parcel is in storage before it is sent, and stays until the answer to it is in storage.
//! - One thing at a time is under way: packing, a request, or a write.
//! - A failure costs a pause and perhaps size, never a change. What the server cannot take goes behind
//!   what it can, and becomes visible.
//! - A 401 stops everything and deletes nothing.
//!
//! - Blobs go when no parcel can go and no feed is due, a part at a time; whatever becomes of them holds
//!   up nothing else.
//!
//! Only outbox, blobs, cursors and clock are durable ([`Durable`]); the rest is rebuilt.

mod answers;
mod blobs;
mod clock;
mod feeds;
mod message;
mod pace;
mod queue;
#[cfg(test)]
mod tests;

pub use clock::{Clock, ClockTrouble, CorrectedClock, Reading, Seen};
pub use message::{
    Activity, BlobEntry, BlobReply, BlobStep, Book, Durable, Effect, Entry, Event, Failure, Item,
    Judged, Now, Outcomes, RegisterNews, Status, TasksNews,
};

use self::{
    blobs::{Blobs, Progress},
    feeds::Feeds,
    pace::{At, Pace},
    queue::{Choice, Queue},
};
use super::{
    feed::{Cursor, Feed, Stream},
    limits,
};
use crate::id::{BlobId, ChangeId, ParcelId};

/// The machine. One per database; the holder of the Web Lock has it.
#[derive(Debug)]
pub struct Machine {
    is_loaded: bool,
    is_online: bool,
    is_signed_out: bool,
    queue: Queue,
    book: Book,
    pace: Pace,
    work: Work,
    n_requests: u32,
    feeds: Feeds,
    blobs: Blobs,
    /// A pull goes before the next push: the last push failed, and news must not wait for it.
    is_pull_first: bool,
    shown: Option<Status>,
}

/// What is under way.
#[derive(Debug, Default)]
enum Work {
    #[default]
    Idle,
    Packing(Vec<ParcelId>),
    Pushing {
        request: u32,
        parcels: Vec<ParcelId>,
        since: At,
    },
    Pulling {
        request: u32,
        asked: Cursor,
        since: At,
    },
    SendingBlob {
        request: u32,
        blob: BlobId,
        since: At,
    },
    Persisting {
        settled: Vec<(ParcelId, ChangeId)>,
        book: Book,
        /// When to ask for which stream again; `None` for never.
        pull_at: (Stream, Option<At>),
    },
    SettlingBlob(BlobId),
}

impl Default for Machine {
    fn default() -> Self {
        Self::new(&[Feed::OWN_RECORDS.into()])
    }
}

impl Machine {
    /// A machine that waits for [`Event::Loaded`] and then asks for these streams.
    #[must_use]
    pub fn new(streams: &[Stream]) -> Self {
        Self {
            is_loaded: false,
            is_online: true,
            is_signed_out: false,
            queue: Queue::default(),
            book: Book::default(),
            pace: Pace::new(),
            work: Work::Idle,
            n_requests: 0,
            feeds: Feeds::new(streams),
            blobs: Blobs::new(),
            is_pull_first: false,
            shown: None,
        }
    }

    /// What is known of the conversation so far.
    #[must_use]
    pub const fn book(&self) -> &Book {
        &self.book
    }

    /// Takes what happened; says what is to be done, in order.
    #[must_use]
    pub fn step(&mut self, now: Now, event: Event) -> Vec<Effect> {
        self.pace.advance(now);
        self.blobs.pace.advance(now);
        let mut effects = Vec::new();
        self.take(now, event, &mut effects);
        self.give_up_waiting();
        if matches!(self.work, Work::Idle)
            && self.may_talk()
            && self.pace.now >= self.pace.resume_at
        {
            effects.extend(self.begin_work());
        }
        let wake_at = self.wake_at();
        if let Some(at) = wake_at {
            effects.push(Effect::WakeIn(at.saturating_sub(self.pace.now)));
        }
        let status = self.status(now, wake_at);
        if self.shown.as_ref() != Some(&status) {
            effects.push(Effect::Status(status.clone()));
            self.shown = Some(status);
        }
        effects
    }

    fn take(&mut self, now: Now, event: Event, effects: &mut Vec<Effect>) {
        match event {
            Event::Loaded(durable) => self.load(durable),
            Event::Tick => {}
            Event::Online(is_online) => {
                self.is_online = is_online;
                if is_online {
                    self.pace.hurry();
                    self.blobs.pace.hurry();
                    self.feeds.ask_all(self.pace.now);
                }
            }
            Event::Saved(entry) => self.queue.add(entry),
            Event::BlobSaved(entry) => self.blobs.add(entry),
            Event::Packed { from, into } => {
                self.end_packing();
                self.queue.replace(&from, into);
            }
            Event::PackFailed { by_storage } => {
                for parcel in self.end_packing().unwrap_or_default() {
                    self.pack_failed(parcel, by_storage);
                }
            }
            Event::Persisted => self.persisted(),
            Event::PersistFailed => match self.work {
                Work::Persisting { .. } => {
                    self.work = Work::Idle;
                    self.pace.failed(Failure::Storage);
                }
                Work::SettlingBlob(blob) => {
                    self.work = Work::Idle;
                    self.blobs.failed(blob, Failure::Storage);
                }
                _ => {}
            },
            Event::PushReply { request, result } => {
                if let Some((parcels, since)) = self.end_push(request) {
                    match result {
                        Ok(reply) => effects.push(self.push_answered(now, &parcels, since, reply)),
                        Err(failure) => self.push_failed(&parcels, failure),
                    }
                }
            }
            Event::PullReply { request, result } => {
                if let Some((asked, since)) = self.end_pull(request) {
                    match result {
                        Ok(reply) => effects.push(self.pull_answered(now, asked, since, &reply)),
                        Err(failure) => self.pull_failed(asked.stream, failure),
                    }
                }
            }
            Event::BlobReply { request, result } => {
                if let Some((blob, since)) = self.end_blob(request) {
                    effects.extend(self.blob_answered(blob, since, result));
                }
            }
            Event::Ask(streams) => {
                streams.into_iter().for_each(|stream| self.feeds.add(stream, self.pace.now));
            }
            Event::Unreadable { stream, is_of_persist } => self.unreadable(stream, is_of_persist),
            Event::SignedOut => self.is_signed_out = true,
            Event::SignedIn | Event::Kick => self.begin_anew(),
        }
    }

    fn load(&mut self, durable: Durable) {
        if !self.is_loaded {
            self.is_loaded = true;
            self.book = durable.book;
        }
        for entry in durable.entries {
            self.queue.add(entry);
        }
        for entry in durable.blobs {
            self.blobs.add(entry);
        }
    }

    /// Forgets pauses: there is a session again, or a person wants it now. A spurious 401 ends so too:
    /// if it was a true one, the next request says so again.
    fn begin_anew(&mut self) {
        self.is_signed_out = false;
        self.pace.hurry();
        self.queue.hurry();
        self.blobs.pace.hurry();
        self.feeds.ask_all(self.pace.now);
    }

    fn end_packing(&mut self) -> Option<Vec<ParcelId>> {
        match core::mem::take(&mut self.work) {
            Work::Packing(from) => Some(from),
            other => {
                self.work = other;
                None
            }
        }
    }

    /// A parcel that was to be packed with others is sent as it is. One that was to be made anew waits for
    /// room, and with it the later revisions of its records, as they do for every parcel.
    fn pack_failed(&mut self, parcel: ParcelId, by_storage: bool) {
        match self.queue.get(parcel) {
            Some(waiting) if by_storage && waiting.will_be_taken_apart() => {
                let until = self.pace.now + self.pace.pause_ms(waiting.n_delays + 1);
                self.queue.delayed(parcel, Some(&Failure::Storage), until);
            }
            _ => self.queue.leave(parcel),
        }
    }

    fn end_push(&mut self, reply_to: u32) -> Option<(Vec<ParcelId>, At)> {
        match core::mem::take(&mut self.work) {
            Work::Pushing { request, parcels, since } if request == reply_to => {
                Some((parcels, since))
            }
            other => {
                self.work = other;
                None
            }
        }
    }

    fn end_pull(&mut self, reply_to: u32) -> Option<(Cursor, At)> {
        match core::mem::take(&mut self.work) {
            Work::Pulling { request, asked, since } if request == reply_to => Some((asked, since)),
            other => {
                self.work = other;
                None
            }
        }
    }

    fn end_blob(&mut self, reply_to: u32) -> Option<(BlobId, At)> {
        match core::mem::take(&mut self.work) {
            Work::SendingBlob { request, blob, since } if request == reply_to => {
                Some((blob, since))
            }
            other => {
                self.work = other;
                None
            }
        }
    }

    fn blob_answered(
        &mut self,
        blob: BlobId,
        since: At,
        result: Result<BlobReply, Failure>,
    ) -> Option<Effect> {
        match self.blobs.answered(blob, self.pace.now - since, result) {
            Progress::Going => None,
            Progress::SignedOut => {
                self.is_signed_out = true;
                None
            }
            Progress::Settled(refusal) => {
                self.work = Work::SettlingBlob(blob);
                Some(Effect::SettleBlob { blob, refusal })
            }
        }
    }

    /// A transport that never answers does not hold the machine up for ever.
    fn give_up_waiting(&mut self) {
        let patience_ms = 2 * limits::REQUEST_TIMEOUT_MS;
        match &self.work {
            Work::Pushing { parcels, since, .. } if self.pace.now - since >= patience_ms => {
                let parcels = parcels.clone();
                self.work = Work::Idle;
                self.push_failed(&parcels, Failure::Timeout);
            }
            Work::Pulling { since, asked, .. } if self.pace.now - since >= patience_ms => {
                let stream = asked.stream;
                self.work = Work::Idle;
                self.pull_failed(stream, Failure::Timeout);
            }
            Work::SendingBlob { since, blob, .. } if self.pace.now - since >= patience_ms => {
                let blob = *blob;
                self.work = Work::Idle;
                self.blobs.failed(blob, Failure::Timeout);
            }
            _ => {}
        }
    }

    fn push_failed(&mut self, parcels: &[ParcelId], failure: Failure) {
        match &failure {
            Failure::Timeout | Failure::TooLarge | Failure::Server { .. } | Failure::Damaged => {
                let n_before = parcels.iter().filter_map(|parcel| self.queue.get(*parcel));
                let n_failures = n_before.map(|waiting| waiting.n_failures).max().unwrap_or(0);
                let again_at = self.pace.now + self.pace.pause_ms(n_failures + 1);
                self.queue.failed(parcels, &failure, self.pace.n_answers, again_at);
                self.is_pull_first = true;
            }
            Failure::Offline | Failure::SignedOut | Failure::Busy { .. } | Failure::Storage => {}
        }
        self.request_failed(failure);
    }

    /// A stream that the server cannot give goes behind the others.
    fn pull_failed(&mut self, stream: Stream, failure: Failure) {
        self.feeds.ask(stream, self.pace.now);
        self.request_failed(failure);
    }

    fn request_failed(&mut self, failure: Failure) {
        match failure {
            Failure::SignedOut => {
                self.is_signed_out = true;
                self.pace.n_ended = self.pace.n_ended.wrapping_add(1);
            }
            failure => self.pace.failed(failure),
        }
    }

    fn persisted(&mut self) {
        match core::mem::take(&mut self.work) {
            Work::Persisting { settled, book, pull_at } => {
                for (parcel, change) in settled {
                    self.queue.settle(parcel, change);
                }
                if self.book.epoch != 0 && self.book.epoch != book.epoch {
                    self.feeds.ask_all(self.pace.now);
                }
                match pull_at {
                    (stream, Some(at)) => self.feeds.ask(stream, at),
                    (stream, None) => self.feeds.end(stream),
                }
                self.book = book;
                self.pace.recovered();
            }
            Work::SettlingBlob(blob) => self.blobs.settled(blob),
            other => self.work = other,
        }
    }

    /// What is known of a stream is worth nothing: it is asked for from its start.
    fn unreadable(&mut self, stream: Stream, is_of_persist: bool) {
        self.book.forget(stream);
        match &mut self.work {
            Work::Persisting { .. } if is_of_persist => self.work = Work::Idle,
            Work::Persisting { book, .. } => book.forget(stream),
            _ => {}
        }
        self.feeds.ask(stream, self.pace.now);
    }

    const fn may_talk(&self) -> bool {
        self.is_loaded && self.is_online && !self.is_signed_out
    }

    fn begin_work(&mut self) -> Option<Effect> {
        let due = self.feeds.due(self.pace.now);
        let choice = if due.is_some() && core::mem::take(&mut self.is_pull_first) {
            Choice::Nothing
        } else {
            self.queue.choose(self.pace.now, self.pace.budget_bytes, self.pace.n_answers)
        };
        let since = self.pace.now;
        match choice {
            Choice::Pack { from, into } => {
                self.work = Work::Packing(from.clone());
                Some(Effect::Pack { from, into })
            }
            Choice::Push(parcels) => {
                let request = self.next_request();
                self.work = Work::Pushing { request, parcels: parcels.clone(), since };
                Some(Effect::Push { request, parcels })
            }
            Choice::Nothing => match due {
                Some(stream) => {
                    let (request, asked) = (self.next_request(), self.book.cursor(stream));
                    self.work = Work::Pulling { request, asked, since };
                    let (after, limit) = (asked.seq, limits::PULL_EVENTS_MAX);
                    Some(Effect::Pull { request, stream, after, limit })
                }
                None => {
                    let (blob, step) = self.blobs.choose()?;
                    let request = self.next_request();
                    self.work = Work::SendingBlob { request, blob, since };
                    Some(Effect::SendBlob { request, blob, step })
                }
            },
        }
    }

    fn next_request(&mut self) -> u32 {
        self.n_requests = self.n_requests.wrapping_add(1);
        self.n_requests
    }

    fn wake_at(&self) -> Option<At> {
        match &self.work {
            Work::Pushing { since, .. }
            | Work::Pulling { since, .. }
            | Work::SendingBlob { since, .. } => Some(since + 2 * limits::REQUEST_TIMEOUT_MS),
            Work::Packing(_) | Work::Persisting { .. } | Work::SettlingBlob(_) => None,
            Work::Idle if self.may_talk() => {
                let next_at = self.queue.next_at(self.pace.now, self.pace.resume_at);
                let others = [self.feeds.next_at(), self.blobs.next_at()];
                let others = others.into_iter().flatten().map(|at| at.max(self.pace.resume_at));
                others.chain(next_at).min()
            }
            Work::Idle => None,
        }
    }

    fn status(&self, now: Now, wake_at: Option<At>) -> Status {
        let stuck: Vec<_> = self.queue.iter().filter(|waiting| waiting.is_stuck()).collect();
        let failure = if self.pace.n_failures >= limits::FAILURES_UNTIL_SHOWN {
            self.pace.failure.clone()
        } else {
            stuck.first().and_then(|waiting| waiting.failure.clone())
        };
        let n_stuck: usize = stuck.iter().map(|waiting| waiting.n_open()).sum();
        let has_waiting = self.queue.n_open() > 0;
        let is_pausing =
            matches!(self.work, Work::Idle) && (self.pace.n_failures > 0 || has_waiting);
        Status {
            n_waiting: u32::try_from(self.queue.n_open()).unwrap_or(u32::MAX),
            n_stuck: u32::try_from(n_stuck).unwrap_or(u32::MAX),
            n_blobs_waiting: self.blobs.n_waiting(),
            blob_bytes_waiting: self.blobs.bytes_waiting(),
            activity: match self.work {
                Work::Idle => Activity::Idle,
                Work::Packing(_)
                | Work::Pushing { .. }
                | Work::SendingBlob { .. }
                | Work::SettlingBlob(_) => Activity::Sending,
                Work::Pulling { .. } => Activity::Fetching,
                Work::Persisting { ref settled, .. } if settled.is_empty() => Activity::Fetching,
                Work::Persisting { .. } => Activity::Sending,
            },
            is_online: self.is_online,
            is_signed_out: self.is_signed_out,
            last_ok_ms: self.book.last_ok_ms,
            failure,
            last_failure: self.pace.failure.clone(),
            n_ended: self.pace.n_ended,
            next_try_ms: wake_at
                .filter(|_| is_pausing)
                .map(|at| now.ms.saturating_add(at.saturating_sub(self.pace.now))),
        }
    }
}
