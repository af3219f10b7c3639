//! Which files were taken out of the database. Rows are added and never changed.

use shared::id::AccountId;

use super::{StoreError, register::codes};

/// One file that was taken out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exported {
    /// Its number in the order, given by the store.
    pub number: u64,
    /// Who.
    pub account: AccountId,
    /// When it was ready, Unix milliseconds.
    pub at_ms: u64,
    /// What kind of file.
    pub what: FileKind,
    /// Which records, in words.
    pub filter: String,
    /// Why with names and numbers; empty without.
    pub reason: String,
    /// True without names and numbers.
    pub is_masked: bool,
    /// How many records.
    pub n_rows: u64,
}

/// What kind of file. The numbers are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum FileKind {
    /// A list as a workbook.
    Xlsx = 1,
    /// A list as CSV.
    Csv = 2,
    /// One record as a workbook.
    Record = 3,
    /// What an operator types.
    Operator = 4,
}

codes! {
    FileKind: Xlsx Csv Record Operator;
}

/// Most files of one page.
pub const EXPORTS_MAX: u32 = 100;

/// What can be asked about files that were taken out.
#[expect(clippy::missing_errors_doc, reason = "every method fails when the engine does")]
pub trait ExportReads {
    /// The last files with a lower number than `before`, the newest first, each with the name of who
    /// took it; at most `limit`, and no more than [`EXPORTS_MAX`].
    fn exports(
        &self,
        before: Option<u64>,
        limit: u32,
    ) -> Result<Vec<(Exported, String)>, StoreError>;
}

/// What can be noted about them.
pub trait Exports: ExportReads {
    /// Notes a file that is ready, under the next number, which it returns.
    ///
    /// # Errors
    /// [`StoreError::Constraint`] when there is no such account.
    fn add_export(&mut self, export: &Exported) -> Result<u64, StoreError>;
}
