//! Tasks on their way to a phone, version 1, and the events that carry them ([`Feed::TASKS`]). Frozen, as
//! everything that travels.
//!
//! Each village has its own stream. An event holds tasks as they are now: each takes the place of the one
//! with its id, and one that has ended is named by its id.
//!
//! [`Feed::TASKS`]: crate::sync::feed::Feed::TASKS

use serde::{Deserialize, Serialize};

use crate::{
    codec::{self, Limits, Message},
    day::Day,
    id::TaskId,
};

/// First byte of an event that holds [`Tasks1`].
pub const EVENT_TASKS: u8 = 1;
/// First byte of an event that says that the person does not work in the village (now), so that nothing
/// of it stays on the phone. Nothing follows.
pub const EVENT_NOT_HERE: u8 = 2;

/// Tasks in one event.
pub const EVENT_LEN: u32 = 100;
/// A name or a reason comes to a phone up to this length, bytes.
pub const TEXT_BYTES_MAX: usize = 200;

/// One event: a hundred tasks of at most 450 bytes, and room for as many again.
pub const EVENT: Limits = Limits { n_bytes: 100_000, n_per_list: 500, n_items: 5_000 };

/// Tasks that are open, and tasks that have ended; version 1.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tasks1 {
    /// Open ones, as they are now.
    pub open: Vec<Task1>,
    /// Those that are not open any more.
    pub ended: Vec<Ended1>,
}

/// One open task; version 1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task1 {
    /// Which.
    pub id: TaskId,
    /// The number of the family in the village's register; 0 for one that is not there.
    pub family: u32,
    /// The number of the person whom it is about; 0 for the whole family.
    pub person: u32,
    /// Code of the kind of form that is wanted; 0 where a visit is enough.
    pub kind: u16,
    /// Whom to ask for.
    pub name: String,
    /// What for.
    pub reason: String,
    /// The last day.
    pub due: Option<Day>,
    /// Since when it is known.
    pub made: Day,
}

/// A task that has ended; version 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended1 {
    /// Which.
    pub id: TaskId,
    /// How ([`Ended1::ANSWERED`] and the like).
    pub how: u8,
}

impl Ended1 {
    /// A visit or a form answered it.
    pub const ANSWERED: u8 = 1;
    /// The person has died.
    pub const DIED: u8 = 2;
    /// The person or family has moved away.
    pub const MOVED: u8 = 3;
    /// It is asked of the person or family that this one is the same as.
    pub const MERGED: u8 = 4;
    /// The office took it back.
    pub const TAKEN_BACK: u8 = 5;
}

impl Message for Tasks1 {
    const LIMITS: Limits = EVENT;
}

/// What an event says of tasks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TaskNews {
    /// Tasks that were made, changed or ended.
    Tasks(Tasks1),
    /// The person does not work in this village (now).
    NotHere,
}

/// Writes an event with tasks.
#[must_use]
pub fn event(tasks: &Tasks1) -> Vec<u8> {
    codec::encode(&(EVENT_TASKS, tasks))
}

/// The event for somebody who does not work in the village.
#[must_use]
pub fn not_here() -> Vec<u8> {
    vec![EVENT_NOT_HERE]
}

/// Reads an event; `None` for a kind that this program does not know, and for a damaged one.
#[must_use]
pub fn news(event: &[u8]) -> Option<TaskNews> {
    match event.split_first()? {
        (&EVENT_TASKS, payload) => codec::whole(payload, EVENT).ok().map(TaskNews::Tasks),
        (&EVENT_NOT_HERE, []) => Some(TaskNews::NotHere),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn task(number: u8) -> Task1 {
        Task1 {
            id: TaskId([number; 16]),
            family: u32::MAX,
            person: u32::MAX,
            kind: u16::MAX,
            name: "ā".repeat(TEXT_BYTES_MAX / 2),
            reason: "ā".repeat(TEXT_BYTES_MAX / 2),
            due: Some(Day::from_number(20_000)),
            made: Day::from_number(-1),
        }
    }

    #[test]
    fn the_longest_event_survives_the_way_and_a_longer_one_is_not_read() {
        let open = (0..EVENT_LEN).map(|_| task(7)).collect();
        let ended = vec![Ended1 { id: TaskId([8; 16]), how: Ended1::DIED }; EVENT_LEN as usize];
        let tasks = Tasks1 { open, ended };
        let bytes = event(&tasks);
        assert_eq!(news(&bytes), Some(TaskNews::Tasks(tasks)));
        assert_eq!(news(&bytes[..bytes.len() - 1]), None);
        assert_eq!(news(&[&bytes[..], &[0]].concat()), None);
        let many = Tasks1 {
            ended: vec![Ended1 { id: TaskId([8; 16]), how: 1 }; 501],
            ..Tasks1::default()
        };
        assert_eq!(news(&event(&many)), None, "a list has an end");
        let long = Task1 { reason: "x".repeat(100_000), ..task(1) };
        assert_eq!(news(&event(&Tasks1 { open: vec![long], ended: Vec::new() })), None);
        assert_eq!(news(&not_here()), Some(TaskNews::NotHere));
        for other in [&[][..], &[3, 0], &[EVENT_NOT_HERE, 0]] {
            assert_eq!(news(other), None);
        }
    }
}
