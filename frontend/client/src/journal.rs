//! What happened around sending and storing, for a person who asks for help: the last events, without
//! a name, a number or an answer in them. Of a record only the last letters of its id stand here.
//!
//! One line of text each, so that the whole of it fits anywhere text does, also where the database is
//! what is broken.

use std::collections::VecDeque;

use shared::{
    day::{Day, clock_in_tuban},
    sync::{
        client::{Failure, Outcomes},
        verdict::Outcome,
    },
    text::{Lang, Text, t},
};

use crate::store::StoreError;

/// Most events that are kept.
pub const EVENTS_MAX: usize = 200;
/// A longer line is none of ours, bytes.
pub const LINE_BYTES_MAX: usize = 64;
/// No more of a text is read, bytes: every line at its longest, with its end.
pub const TEXT_BYTES_MAX: usize = EVENTS_MAX * (LINE_BYTES_MAX + 1);
/// How many letters of an id are kept, its last: they are the random ones.
const ID_LETTERS: usize = 6;

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The app began to run in this version.
    Version(String),
    /// The office stored changes; so many of them are held by a check.
    Sent {
        /// Stored, also the held ones.
        n: u32,
        /// Held.
        n_held: u32,
    },
    /// The office refused a change: the code, and the end of its id.
    Refused(u16, String),
    /// The office told something of so many records.
    Received(u32),
    /// A request came to nothing.
    Obstacle(String),
    /// The phone could not store something.
    Storage(String),
    /// The office answers from another database than before.
    Epoch,
}

/// An event with its time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// When it happened last, by the phone's clock, Unix milliseconds.
    pub at_ms: u64,
    /// How often it happened in a row.
    pub n_times: u32,
    /// What.
    pub event: Event,
}

/// The last events, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Journal {
    entries: VecDeque<Entry>,
}

impl Event {
    /// What a failed request ran into.
    #[must_use]
    pub fn of_failure(failure: &Failure) -> Self {
        Event::Obstacle(match failure {
            Failure::Offline => String::from("offline"),
            Failure::Timeout => String::from("timeout"),
            Failure::SignedOut => String::from("signed_out"),
            Failure::TooLarge => String::from("too_large"),
            Failure::Busy { .. } => String::from("busy"),
            // Not its code: that is a word of whoever answered.
            Failure::Server { status, .. } => ["server_", &status.to_string()].concat(),
            Failure::Damaged => String::from("damaged"),
            Failure::Storage => String::from("storage"),
        })
    }

    /// What storage failed with; `None` for what another tab did, which is no failure. A browser's own
    /// words are left out: they may hold anything.
    #[must_use]
    pub fn of_store(error: &StoreError) -> Option<Self> {
        let code = match error {
            StoreError::Stale => return None,
            StoreError::Full => "full",
            StoreError::Closed => "closed",
            StoreError::Newer => "newer",
            StoreError::Lost => "lost",
            StoreError::Failed(_) => "failed",
        };
        Some(Event::Storage(String::from(code)))
    }

    /// What an answer of the office brought.
    #[must_use]
    pub fn of_outcomes(outcomes: &Outcomes) -> Vec<Self> {
        let (mut n, mut n_held) = (0, 0);
        let mut events = Vec::new();
        for judged in &outcomes.judged {
            match &judged.verdict.outcome {
                Outcome::Accepted { .. } | Outcome::Conflict { .. } => n += 1,
                Outcome::Held { .. } => (n, n_held) = (n + 1, n_held + 1),
                Outcome::Refused(refusal) => {
                    let id = judged.change.to_string();
                    let from = id.len().saturating_sub(ID_LETTERS);
                    let end = id.get(from..).unwrap_or_default();
                    events.push(Event::Refused(refusal.code(), String::from(end)));
                }
                Outcome::Later { .. } | Outcome::Unknown(_) => {}
            }
        }
        if n > 0 {
            events.insert(0, Event::Sent { n, n_held });
        }
        let n_told = outcomes.statuses.len() + outcomes.own.len();
        if n_told > 0 {
            events.push(Event::Received(u32::try_from(n_told).unwrap_or(u32::MAX)));
        }
        events
    }

    /// As it stands in a line, behind the time.
    fn code(&self) -> String {
        match self {
            Event::Version(version) => format!("version {version}"),
            Event::Sent { n, n_held } => format!("sent {n} {n_held}"),
            Event::Refused(code, id) => format!("refused {code} {id}"),
            Event::Received(n) => format!("received {n}"),
            Event::Obstacle(code) => format!("obstacle {code}"),
            Event::Storage(code) => format!("storage {code}"),
            Event::Epoch => String::from("epoch"),
        }
    }

    fn parse<'w>(mut words: impl Iterator<Item = &'w str>) -> Option<Self> {
        let name = words.next()?;
        let mut word = || words.next();
        let event = match name {
            "version" => Event::Version(String::from(word()?)),
            "sent" => Event::Sent { n: word()?.parse().ok()?, n_held: word()?.parse().ok()? },
            "refused" => Event::Refused(word()?.parse().ok()?, String::from(word()?)),
            "received" => Event::Received(word()?.parse().ok()?),
            "obstacle" => Event::Obstacle(String::from(word()?)),
            "storage" => Event::Storage(String::from(word()?)),
            "epoch" => Event::Epoch,
            _ => return None,
        };
        word().is_none().then_some(event)
    }

    /// What it means, for people; codes stay as they are, for whoever helps.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        let t = |text: Text| text.get(lang);
        match self {
            Event::Version(version) => format!("{} {version}", t(VERSION)),
            Event::Sent { n, n_held: 0 } => format!("{}: {n}", t(SENT)),
            Event::Sent { n, n_held } => format!("{}: {n} ({}: {n_held})", t(SENT), t(HELD)),
            Event::Refused(code, id) => format!("{}: …{id} ({code})", t(REFUSED)),
            Event::Received(n) => format!("{}: {n}", t(RECEIVED)),
            Event::Obstacle(code) => format!("{} ({code})", t(OBSTACLE)),
            Event::Storage(code) => format!("{} ({code})", t(STORAGE)),
            Event::Epoch => String::from(t(EPOCH)),
        }
    }
}

const VERSION: Text = t("Aplikasi dibuka, versi", "App opened, version");
const SENT: Text = t("Terkirim", "Sent");
const HELD: Text = t("perlu diperbaiki", "to be mended");
const REFUSED: Text = t("Ditolak server", "Refused by the server");
const RECEIVED: Text = t("Kabar dari kantor", "News from the office");
const OBSTACLE: Text = t("Belum terkirim", "Not sent yet");
const STORAGE: Text = t("HP tidak bisa menyimpan", "The phone could not store");
const EPOCH: Text = t("Kantor memulihkan datanya", "The office restored its data");

impl Entry {
    fn line(&self) -> String {
        format!("{} {} {}", self.at_ms, self.n_times, self.event.code())
    }

    fn parse(line: &str) -> Option<Self> {
        if line.len() > LINE_BYTES_MAX {
            return None;
        }
        let mut words = line.split(' ');
        let (at_ms, n_times) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
        Some(Self { at_ms, n_times, event: Event::parse(words)? })
    }

    /// One line for people: `30 Nov 2026 15.04 · Terkirim: 3`.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        let (hour, minute) = clock_in_tuban(self.at_ms);
        let day = Day::in_tuban(self.at_ms).words(lang);
        let times = if self.n_times > 1 { format!(" ×{}", self.n_times) } else { String::new() };
        format!("{day} {hour:02}.{minute:02} · {}{times}", self.event.words(lang))
    }
}

impl Journal {
    /// Reads what [`Self::text`] wrote; lines that cannot be read are left out.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        // Whatever somebody put there, no more than this is looked at.
        let mut end = text.len().min(TEXT_BYTES_MAX);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let lines = text.get(..end).unwrap_or_default().lines();
        Self { entries: lines.filter_map(Entry::parse).take(EVENTS_MAX).collect() }
    }

    /// As it is kept.
    #[must_use]
    pub fn text(&self) -> String {
        self.entries.iter().map(|entry| entry.line() + "\n").collect()
    }

    /// Takes in what happened. The same again is counted, so that a day without signal does not push
    /// out what came before it.
    pub fn push(&mut self, at_ms: u64, event: Event) {
        match self.entries.back_mut() {
            Some(last) if last.event == event => {
                (last.at_ms, last.n_times) = (at_ms, last.n_times.saturating_add(1));
            }
            _ => self.entries.push_back(Entry { at_ms, n_times: 1, event }),
        }
        while self.entries.len() > EVENTS_MAX {
            self.entries.pop_front();
        }
    }

    /// When something happened last; 0 for never.
    #[must_use]
    pub fn last_ms(&self) -> u64 {
        self.entries.back().map_or(0, |entry| entry.at_ms)
    }

    /// The version that was opened last.
    #[must_use]
    pub fn version(&self) -> Option<&str> {
        self.entries.iter().rev().find_map(|entry| match &entry.event {
            Event::Version(version) => Some(version.as_str()),
            _ => None,
        })
    }

    /// The events, newest first.
    pub fn newest_first(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().rev()
    }

    /// All of it for people, newest first, below a heading.
    #[must_use]
    pub fn report(&self, heading: &str, lang: Lang) -> String {
        let lines = self.newest_first().map(|entry| entry.words(lang));
        std::iter::once(String::from(heading)).chain(lines).collect::<Vec<_>>().join("\n")
    }
}

#[cfg(test)]
mod tests {
    use shared::{
        id::{ChangeId, ParcelId},
        sync::{
            client::{Book, Judged},
            verdict::{Refusal, Verdict},
        },
    };

    use super::*;

    fn all() -> Vec<Event> {
        vec![
            Event::Version(String::from("1.2.3")),
            Event::Sent { n: 3, n_held: 1 },
            Event::Refused(5, String::from("a1b2c3")),
            Event::Received(7),
            Event::of_failure(&Failure::Server { status: 503, code: String::from("Siti") }),
            Event::Storage(String::from("full")),
            Event::Epoch,
        ]
    }

    #[test]
    fn what_is_kept_reads_back() {
        let mut journal = Journal::default();
        for (at_ms, event) in (1_u64..).zip(all()) {
            journal.push(at_ms, event);
        }
        assert_eq!(Journal::parse(&journal.text()), journal);
        assert_eq!(journal.version(), Some("1.2.3"));
        assert_eq!(journal.last_ms(), 7);
    }

    #[test]
    fn the_same_again_is_counted_and_only_the_last_are_kept() {
        let mut journal = Journal::default();
        for at_ms in 0..1_000 {
            journal.push(at_ms, Event::of_failure(&Failure::Offline));
        }
        assert_eq!(journal.newest_first().count(), 1);
        for n in 0..1_000 {
            journal.push(1_000, Event::Received(n));
        }
        assert_eq!(journal.newest_first().count(), EVENTS_MAX);
        assert!(journal.text().len() <= TEXT_BYTES_MAX);
        assert_eq!(Journal::parse(&journal.text()), journal);
    }

    #[test]
    fn what_is_not_ours_is_left_out() {
        let long = format!("1 1 version {}", "x".repeat(LINE_BYTES_MAX));
        for text in [
            "",
            "\n\n",
            "1 1",
            "1 1 unknown",
            "x 1 epoch",
            "1 1 epoch more",
            "1 1 sent 3",
            "-1 1 epoch",
            "1 1 refused 70000 a",
            long.as_str(),
        ] {
            assert_eq!(Journal::parse(text), Journal::default(), "{text}");
        }
        let much = "1 1 epoch\n".repeat(100_000);
        assert_eq!(Journal::parse(&much).newest_first().count(), EVENTS_MAX);
        // A letter of several bytes across the end of what is read.
        let letters = "é".repeat(TEXT_BYTES_MAX);
        assert_eq!(Journal::parse(&letters), Journal::default());
        assert_eq!(Journal::parse(&["x", &letters].concat()), Journal::default());
    }

    #[test]
    fn people_read_a_day_a_time_and_what_it_means() {
        let entry = Entry { at_ms: 1_795_453_500_000, n_times: 2, event: Event::Received(4) };
        assert_eq!(entry.words(Lang::Id), "24 Nov 2026 00.05 · Kabar dari kantor: 4 ×2");
        let mut journal = Journal::default();
        journal.push(1_795_453_500_000, Event::Epoch);
        journal.push(1_795_453_560_000, Event::Sent { n: 2, n_held: 1 });
        assert_eq!(
            journal.report("Mutakhir", Lang::Id),
            "Mutakhir\n24 Nov 2026 00.06 · Terkirim: 2 (perlu diperbaiki: 1)\n\
             24 Nov 2026 00.05 · Kantor memulihkan datanya"
        );
        for event in all() {
            assert!(!event.words(Lang::Id).contains("Siti"));
        }
        let failed = Event::of_store(&StoreError::Failed(String::from("Siti")));
        assert_eq!(failed, Some(Event::Storage(String::from("failed"))));
    }

    #[test]
    fn an_answer_is_counted_and_a_refusal_keeps_the_end_of_its_id() {
        let judged = |outcome| Judged {
            parcel: ParcelId([7; 16]),
            change: ChangeId([0xab; 16]),
            verdict: Verdict { repeated: false, outcome },
        };
        let outcomes = Outcomes {
            judged: vec![
                judged(Outcome::Refused(Refusal::NotYours)),
                judged(Outcome::Later { after_ms: 9 }),
            ],
            statuses: Vec::new(),
            reviews: Vec::new(),
            own: Vec::new(),
            register: None,
            tasks: None,
            ended: None,
            book: Book::default(),
        };
        let events = Event::of_outcomes(&outcomes);
        assert_eq!(events, [Event::Refused(5, String::from("ababab"))]);
    }
}
