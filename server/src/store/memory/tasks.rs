//! Tasks in memory.

use shared::{
    id::{FamilyId, TaskId},
    region::VillageCode,
};

use super::{
    super::{
        StoreError, Tx as _,
        tasks::{Task, TaskEnd, TaskReads, Tasks},
    },
    MemoryTx,
};

impl TaskReads for MemoryTx<'_> {
    fn task(&self, id: TaskId) -> Result<Option<Task>, StoreError> {
        Ok(self.people().tasks.get(&id).cloned())
    }

    fn open_tasks_of(&self, family: FamilyId, limit: u32) -> Result<Vec<Task>, StoreError> {
        let tasks = self.people().tasks.values();
        let open = tasks.filter(|task| task.family == Some(family) && task.ended == TaskEnd::Open);
        Ok(open.take(limit as usize).cloned().collect())
    }

    fn tasks_changed(
        &self,
        village: VillageCode,
        after_seq: u64,
        limit: u32,
    ) -> Result<Vec<Task>, StoreError> {
        let is_new = |task: &&Task| task.village == village && task.last_seq > after_seq;
        let mut found: Vec<_> = self.people().tasks.values().filter(is_new).cloned().collect();
        found.sort_by_key(|task| task.last_seq);
        found.truncate(limit as usize);
        Ok(found)
    }
}

impl Tasks for MemoryTx<'_> {
    fn put_task(&mut self, task: &Task) -> Result<(), StoreError> {
        if task.family.is_some_and(|family| !self.people().families.contains_key(&family)) {
            return Err(StoreError::broken("there is no such family"));
        }
        let last_seq = self.next_seq()?;
        self.people_mut().tasks.insert(task.id, Task { last_seq, ..task.clone() });
        Ok(())
    }
}
