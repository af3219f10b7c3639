//! When each stream is asked for, one after the other.

use super::pace::At;
use crate::sync::feed::Stream;

/// The streams of a machine, each with the time from which it is due.
#[derive(Debug)]
pub(super) struct Feeds {
    due_at: Vec<(Stream, At)>,
}

impl Feeds {
    /// These streams, all due.
    pub fn new(streams: &[Stream]) -> Self {
        Self { due_at: streams.iter().map(|stream| (*stream, 0)).collect() }
    }

    /// Asks for a stream from this time on, and for others of the same time before it.
    pub fn ask(&mut self, stream: Stream, at: At) {
        let n_before = self.due_at.len();
        self.due_at.retain(|(other, _)| *other != stream);
        if self.due_at.len() < n_before {
            self.due_at.push((stream, at));
        }
    }

    /// Asks for a stream as well, from this time on.
    pub fn add(&mut self, stream: Stream, at: At) {
        if self.due_at.iter().all(|(other, _)| *other != stream) {
            self.due_at.push((stream, at));
        }
    }

    /// Asks for a stream no more.
    pub fn end(&mut self, stream: Stream) {
        self.due_at.retain(|(other, _)| *other != stream);
    }

    /// Asks for all of them now. One that waits already keeps its place before the others.
    pub fn ask_all(&mut self, now: At) {
        for (_, due_at) in &mut self.due_at {
            *due_at = now.min(*due_at);
        }
    }

    /// The stream that is due for longest.
    pub fn due(&self, now: At) -> Option<Stream> {
        let first = self.due_at.iter().min_by_key(|(_, at)| *at);
        first.filter(|(_, at)| *at <= now).map(|(stream, _)| *stream)
    }

    /// When the next one is due.
    pub fn next_at(&self) -> Option<At> {
        self.due_at.iter().map(|(_, at)| *at).min()
    }
}
