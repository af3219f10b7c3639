//! Tasks in SQLite.

use rusqlite::{Row, params};
use shared::{
    day::Day,
    id::{FamilyId, PersonId, RecordId, TaskId},
    region::VillageCode,
};

use super::{
    super::{
        StoreError, Tx as _,
        tasks::{Task, TaskEnd, TaskReads, TaskSource, Tasks},
    },
    codec::{get, id, id_opt, int, number},
    tx::SqliteTx,
};

/// Open tasks about a family.
pub(super) const OPEN_TASKS_OF_FAMILY: &str =
    "SELECT * FROM task WHERE family = ?1 AND ended = 0 LIMIT ?2";
/// The feed of a village.
pub(super) const TASKS_CHANGED: &str =
    "SELECT * FROM task WHERE village = ?1 AND last_seq > ?2 ORDER BY last_seq LIMIT ?3";

impl TaskReads for SqliteTx<'_> {
    fn task(&self, id: TaskId) -> Result<Option<Task>, StoreError> {
        self.maybe("SELECT * FROM task WHERE id = ?1", [id.0], read_task)
    }

    fn open_tasks_of(&self, family: FamilyId, limit: u32) -> Result<Vec<Task>, StoreError> {
        self.all(OPEN_TASKS_OF_FAMILY, (family.0, limit), read_task)
    }

    fn tasks_changed(
        &self,
        village: VillageCode,
        after_seq: u64,
        limit: u32,
    ) -> Result<Vec<Task>, StoreError> {
        self.all(TASKS_CHANGED, (village.number(), int(after_seq), limit), read_task)
    }
}

impl Tasks for SqliteTx<'_> {
    fn put_task(&mut self, task: &Task) -> Result<(), StoreError> {
        let last_seq = self.next_seq()?;
        self.put(
            "INSERT OR REPLACE INTO task (id, village, family, person, kind, name, reason, due_day,
                source, made_day, ended, ended_by, last_seq)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
            params![
                task.id.0,
                task.village.number(),
                task.family.map(|id| id.0),
                task.person.map(|id| id.0),
                task.kind,
                task.name,
                task.reason,
                task.due.map(Day::number),
                task.source.code(),
                task.made.number(),
                task.ended.code(),
                task.ended_by.map(|id| id.0),
                int(last_seq),
            ],
        )
        .map(drop)
    }
}

fn read_task(row: &Row<'_>) -> Result<Task, StoreError> {
    Ok(Task {
        id: id(row, "id", TaskId)?,
        village: VillageCode::from_number(number(row, "village")?),
        family: id_opt(row, "family", FamilyId)?,
        person: id_opt(row, "person", PersonId)?,
        kind: number(row, "kind")?,
        name: get(row, "name")?,
        reason: get(row, "reason")?,
        due: get::<Option<i32>>(row, "due_day")?.map(Day::from_number),
        source: TaskSource::from_code(number(row, "source")?)
            .ok_or(StoreError::Damaged("the source of a task is not known"))?,
        made: Day::from_number(get(row, "made_day")?),
        ended: TaskEnd::from_code(number(row, "ended")?)
            .ok_or(StoreError::Damaged("the end of a task is not known"))?,
        ended_by: id_opt(row, "ended_by", RecordId)?,
        last_seq: number(row, "last_seq")?,
    })
}
