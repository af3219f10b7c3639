//! When each feed is asked for, one after the other.

use super::pace::At;
use crate::sync::feed::Feed;

/// The feeds of a machine, each with the time from which it is due.
#[derive(Debug)]
pub(super) struct Feeds {
    due_at: Vec<(Feed, At)>,
}

impl Feeds {
    /// These feeds, all due.
    pub fn new(feeds: &[Feed]) -> Self {
        Self { due_at: feeds.iter().map(|feed| (*feed, 0)).collect() }
    }

    /// Asks for a feed from this time on, and for others of the same time before it.
    pub fn ask(&mut self, feed: Feed, at: At) {
        let n_before = self.due_at.len();
        self.due_at.retain(|(other, _)| *other != feed);
        if self.due_at.len() < n_before {
            self.due_at.push((feed, at));
        }
    }

    /// Asks for a feed no more.
    pub fn end(&mut self, feed: Feed) {
        self.due_at.retain(|(other, _)| *other != feed);
    }

    /// Asks for all of them now. One that waits already keeps its place before the others.
    pub fn ask_all(&mut self, now: At) {
        for (_, due_at) in &mut self.due_at {
            *due_at = now.min(*due_at);
        }
    }

    /// The feed that is due for longest.
    pub fn due(&self, now: At) -> Option<Feed> {
        let first = self.due_at.iter().min_by_key(|(_, at)| *at);
        first.filter(|(_, at)| *at <= now).map(|(feed, _)| *feed)
    }

    /// When the next one is due.
    pub fn next_at(&self) -> Option<At> {
        self.due_at.iter().map(|(_, at)| *at).min()
    }
}
