//! Files for people and programs: the desk's lists, one record, and what an operator types into
//! SIKS-NG.
//!
//! `table` turns answers into cells by the schema and knows no file; `xlsx` and `csv` write cells;
//! `list`, `one` and `operator` say which records a file holds, `typing` which an operator is done
//! with; `shelf` makes files in the background
//! and keeps them for a while.

pub mod csv;
pub mod limits;
pub mod list;
pub mod mask;
pub mod menu;
pub mod one;
pub mod operator;
pub mod order;
pub mod photos;
pub mod read;
pub mod shelf;
pub mod table;
pub mod typing;
pub mod xlsx;

use std::io;

use crate::store::StoreError;

/// Why a file was not made.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// More records than one file holds.
    #[error("too many records for one file")]
    TooMany,
    /// Nothing that a file could hold.
    #[error("there is nothing for this file")]
    Nothing,
    /// All that it could hold is done.
    #[error("all proposals for this file are typed already")]
    AllTyped,
    /// Whoever asked does not want it any more.
    #[error("the file was cancelled")]
    Cancelled,
    /// The store's.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The disk's.
    #[error("the file cannot be written")]
    Disk(#[from] io::Error),
    /// The writer of workbooks.
    #[error("the workbook cannot be written")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// The writer of archives.
    #[error("the archive cannot be written")]
    Archive(#[from] zip::result::ZipError),
}

impl From<::csv::Error> for FileError {
    fn from(error: ::csv::Error) -> Self {
        FileError::Disk(error.into())
    }
}
