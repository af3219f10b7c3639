//! Which proposals an operator has typed into SIKS-NG.

use shared::id::{AccountId, ChangeId, RecordId};

use super::StoreError;

/// That a revision of a record was typed, or that this was taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Typing {
    /// The record.
    pub record: RecordId,
    /// The revision that counted then. A later one has not been typed.
    pub change: ChangeId,
    /// False when it was taken back.
    pub is_typed: bool,
    /// Who said so.
    pub account: AccountId,
    /// When, Unix milliseconds.
    pub at_ms: u64,
}

/// What can be asked about it.
pub trait TypingReads {
    /// What was last said of a record, with the name of who said it.
    ///
    /// # Errors
    /// When the engine fails.
    fn typing(&self, record: RecordId) -> Result<Option<(Typing, String)>, StoreError>;
}

/// What can be noted about it.
pub trait Typings: TypingReads {
    /// Notes it in place of what was said of the record before.
    ///
    /// # Errors
    /// [`StoreError::Constraint`] when there is no such record or account.
    fn put_typing(&mut self, typing: &Typing) -> Result<(), StoreError>;
}
