//! What the office asks for, as it lies on the phone: a row of [`Table::Meta`] for each village, with the
//! tasks that are open there.
//!
//! A village has some dozens of them, so they are in memory and home shows them at once. The row and the
//! cursor of its stream move in one transaction; a village that is taken away takes its row along.

use serde::{Deserialize, Serialize};
use shared::{
    codec::{Limits, Message},
    region::VillageCode,
    register::task::{Task1, Tasks1},
    sync::{
        client::TasksNews,
        feed::Stream,
        wire::{self, WireError},
    },
};

use crate::{
    register::{Trouble, meta_row},
    rows::Stored,
    store::{Expect, Rows, Table, Write},
};

/// What the keys of the rows begin with; the number of the village follows.
const KEY: &str = "tasks-";
/// Tasks of one village that a phone keeps: nobody visits so many before the office has ended most. Of
/// more, those that are due first stay.
pub const TASKS_MAX: usize = 1_000;
/// A thousand tasks of at most 450 bytes, three texts and numbers each.
const TASKS: Limits = Limits { n_bytes: 500_000, n_per_list: TASKS_MAX, n_items: 4 * TASKS_MAX };

/// What the office asks for in one village; version 1. Frozen, as all rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VillageTasks1 {
    /// In which.
    pub village: VillageCode,
    /// What is open, in the order in which it is due.
    pub open: Vec<Task1>,
}

impl Message for VillageTasks1 {
    const LIMITS: Limits = TASKS;
}

impl Stored for VillageTasks1 {
    fn from_row_bytes(bytes: &[u8]) -> Result<Self, WireError> {
        wire::decode(bytes)
    }

    fn to_row_bytes(&self) -> Vec<u8> {
        wire::encode(self)
    }
}

impl VillageTasks1 {
    /// Takes what is newer: each open task in place of the one with its id, without those that ended.
    fn take(&mut self, news: &Tasks1) {
        let is_told = |task: &Task1| {
            news.open.iter().any(|other| other.id == task.id)
                || news.ended.iter().any(|ended| ended.id == task.id)
        };
        self.open.retain(|task| !is_told(task));
        for (idx, task) in news.open.iter().enumerate() {
            // Of two in one answer the later one holds.
            let is_last = news.open[idx + 1..].iter().all(|later| later.id != task.id);
            let is_ended = news.ended.iter().any(|ended| ended.id == task.id);
            if is_last && !is_ended {
                self.open.push(task.clone());
            }
        }
        self.open
            .sort_by_key(|task| (task.due.is_none(), task.due.map(|due| due.number()), task.id));
        self.open.truncate(TASKS_MAX);
    }
}

/// What the office asks for in the villages of this phone. What cannot be read is not there: its stream
/// is read from the start when sending begins.
#[must_use]
pub fn tasks(rows: &Rows) -> Vec<VillageTasks1> {
    let rows = rows.of(Table::Meta).iter().filter(|row| row.key.starts_with(KEY));
    rows.filter_map(|row| VillageTasks1::from_row_bytes(&row.bytes).ok()).collect()
}

/// What is here of a village; `None` where nothing is, or nothing that can be read.
pub(crate) fn of_village(rows: &Rows, village: VillageCode) -> Option<VillageTasks1> {
    let row = rows.get(Table::Meta, &key(village))?;
    VillageTasks1::from_row_bytes(&row.bytes).ok()
}

/// What is written to put news to what is stored.
pub(crate) fn writes(rows: &Rows, news: &TasksNews) -> Result<Vec<Write>, Trouble> {
    let TasksNews { village, is_from_start, is_here, tasks } = news;
    if !is_here {
        return Ok(vec![delete(key(*village))]);
    }
    let mut held = if *is_from_start {
        VillageTasks1 { village: *village, open: Vec::new() }
    } else {
        if *tasks == Tasks1::default() {
            return Ok(Vec::new());
        }
        of_village(rows, *village).ok_or(Trouble::Unreadable(Stream::tasks(*village)))?
    };
    held.take(tasks);
    let row = meta_row(&key(*village), held.to_row_bytes());
    Ok(vec![Write::Put { table: Table::Meta, row, expect: Expect::Any }])
}

/// What is written to keep nothing of villages that are not asked for any more.
pub(crate) fn drop_others(rows: &Rows, streams: &[Stream]) -> Vec<Write> {
    let asked: Vec<_> = streams.iter().filter_map(|stream| stream.village).map(key).collect();
    let all = rows.of(Table::Meta).iter().filter(|row| row.key.starts_with(KEY));
    all.filter(|row| !asked.contains(&row.key)).map(|row| delete(row.key.clone())).collect()
}

fn delete(key: String) -> Write {
    Write::Delete { table: Table::Meta, key, expect: Expect::Any }
}

fn key(village: VillageCode) -> String {
    [KEY, &village.number().to_string()].concat()
}

#[cfg(test)]
mod tests {
    use shared::{day::Day, id::TaskId, register::task::Ended1};

    use super::*;

    fn task(number: u16, due: Option<i32>) -> Task1 {
        let mut id = [0; 16];
        id[..2].copy_from_slice(&number.to_be_bytes());
        Task1 {
            id: TaskId(id),
            family: 1,
            person: 0,
            kind: 0,
            name: "Siti".into(),
            reason: String::new(),
            due: due.map(Day::from_number),
            made: Day::from_number(0),
        }
    }

    fn numbers(held: &VillageTasks1) -> Vec<u8> {
        held.open.iter().map(|task| task.id.0[1]).collect()
    }

    #[test]
    fn news_take_the_place_of_what_was_known_and_what_ended_goes() {
        let village = VillageCode::from_number(3_523_161_003);
        let mut held = VillageTasks1 { village, open: Vec::new() };
        let open = vec![task(1, None), task(2, Some(9)), task(3, Some(4))];
        held.take(&Tasks1 { open, ended: Vec::new() });
        assert_eq!(numbers(&held), [3, 2, 1], "by the day they are due");
        let ended = vec![Ended1 { id: task(3, None).id, how: Ended1::ANSWERED }];
        held.take(&Tasks1 { open: vec![task(1, Some(2)), task(1, Some(1))], ended });
        assert_eq!(numbers(&held), [1, 2]);
        assert_eq!(held.open[0].due, Some(Day::from_number(1)), "the later word holds");
    }

    #[test]
    fn more_tasks_than_anybody_visits_are_not_kept_and_the_longest_row_is_read() {
        let village = VillageCode::from_number(3_523_161_003);
        let mut held = VillageTasks1 { village, open: Vec::new() };
        let long = |number| Task1 {
            name: "x".repeat(200),
            reason: "y".repeat(200),
            ..task(number, Some(i32::from(number)))
        };
        held.take(&Tasks1 { open: (0..1_500).map(long).collect(), ended: Vec::new() });
        assert_eq!(held.open.len(), TASKS_MAX);
        assert_eq!(VillageTasks1::from_row_bytes(&held.to_row_bytes()), Ok(held.clone()));
        held.open.push(long(2_000));
        assert!(VillageTasks1::from_row_bytes(&held.to_row_bytes()).is_err(), "a list has an end");
    }
}
