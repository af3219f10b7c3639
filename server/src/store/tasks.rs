//! Tasks: what the office asks a PSM to do, in which village, until when.

use shared::{
    day::Day,
    id::{FamilyId, PersonId, RecordId, TaskId},
    region::VillageCode,
};

use super::{StoreError, register::codes};

/// One task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// UUIDv7.
    pub id: TaskId,
    /// Where.
    pub village: VillageCode,
    /// The family to be visited, if the register has it.
    pub family: Option<FamilyId>,
    /// The person it is about, if it is one alone.
    pub person: Option<PersonId>,
    /// Code of the kind of form that is wanted; 0 when a visit is enough.
    pub kind: u16,
    /// Whom to ask for, as the list has it.
    pub name: String,
    /// What for.
    pub reason: String,
    /// The last day.
    pub due: Option<Day>,
    /// Who asks.
    pub source: TaskSource,
    /// Since when it is known.
    pub made: Day,
    /// Whether and how it ended.
    pub ended: TaskEnd,
    /// The record that answered it.
    pub ended_by: Option<RecordId>,
    /// Seq of the last change; what cursors compare with. Given by the store.
    pub last_seq: u64,
}

/// Who asks for something. The numbers are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum TaskSource {
    /// A list of Dinsos.
    Dinsos = 1,
}

/// How a task ended. The numbers are stored, and phones are told them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum TaskEnd {
    /// It is still to be done.
    Open = 0,
    /// A visit or a form answered it.
    Answered = 1,
    /// The person has died.
    Died = 2,
    /// The person or family has moved away.
    Moved = 3,
    /// The same was asked of the person or family that this one was merged into.
    Merged = 4,
    /// The office took it back.
    TakenBack = 5,
}

codes! {
    TaskSource: Dinsos;
    TaskEnd: Open Answered Died Moved Merged TakenBack;
}

/// What can be asked about tasks.
#[expect(clippy::missing_errors_doc, reason = "every method fails when the engine does")]
pub trait TaskReads {
    /// A task.
    fn task(&self, id: TaskId) -> Result<Option<Task>, StoreError>;

    /// Open tasks about a family or about one of its members; at most `limit`.
    fn open_tasks_of(&self, family: FamilyId, limit: u32) -> Result<Vec<Task>, StoreError>;

    /// Tasks of a village, open or not, that were changed after this seq, in that order; at most
    /// `limit`.
    fn tasks_changed(
        &self,
        village: VillageCode,
        after_seq: u64,
        limit: u32,
    ) -> Result<Vec<Task>, StoreError>;
}

/// What can be changed about tasks.
pub trait Tasks: TaskReads {
    /// Stores a task in place of the one with its id, or as a new one. Its `last_seq` becomes the
    /// store's next.
    ///
    /// # Errors
    /// [`StoreError::Constraint`] when its family is not stored.
    fn put_task(&mut self, task: &Task) -> Result<(), StoreError>;
}
