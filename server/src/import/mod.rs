//! Lists of people that the office lays over the register, again and again: read whatever a village, SIAK
//! or OpenSID exports, store what is clear, and say of every other row what to do about it.
//!
//! A row goes through [`table`] (the file), [`columns`] (which column says what), [mod@line] (what a row
//! says, or why it is refused) and [mod@merge] (who is meant, and what is different). Rows are stored in
//! slices, so that a server can write in between; a list that was cut off goes on when it is run again,
//! because what is known already is the same.

pub mod columns;
pub mod date;
pub mod line;
pub mod merge;
pub mod place;
pub mod report;
pub mod table;
pub mod tasks;
mod text;
mod xlsx;

#[cfg(test)]
mod tests;

use std::io;

use self::{
    columns::{Columns, ColumnsError, Mapping, TITLE_ROWS_MAX},
    line::{Line, Reading},
    merge::{Merged, Told, merge},
    report::{Outcome, Report},
    table::{TableError, each_row},
};
use crate::store::{Store, StoreError};

/// Rows of one transaction: some 30 ms in which nobody else writes.
pub const SLICE_ROWS: usize = 300;

/// Why a list could not be imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file.
    #[error(transparent)]
    Table(#[from] TableError),
    /// Its columns.
    #[error(transparent)]
    Columns(#[from] ColumnsError),
    /// The database. Slices before are stored; the list can be run again.
    #[error("the list is stored only in part; run the same command again and it goes on")]
    Store(#[from] StoreError),
    /// The list of errors.
    #[error("the list of errors cannot be written")]
    Report(#[from] io::Error),
}

/// What the beginning of a list shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beginning {
    /// The line of the titles; rows begin after it.
    pub title_line: u64,
    /// Which column says what.
    pub columns: Columns,
}

/// Finds the row of titles of a list: of the first rows the one that is understood best.
///
/// # Errors
/// [`ImportError`]; when a mapping names a column that no row has, which.
pub fn beginning(bytes: &[u8], mapping: &Mapping) -> Result<Beginning, ImportError> {
    let mut rows = Vec::new();
    each_row::<TableError>(bytes, &mut |row| {
        rows.push((row.line, row.cells.to_vec()));
        Ok(rows.len() < TITLE_ROWS_MAX)
    })?;
    let mut best: Option<(usize, Beginning)> = None;
    let mut failed = None;
    for (title_line, titles) in rows {
        match Columns::guess(&titles, mapping) {
            Ok(columns) => {
                let worth = columns.worth();
                if worth > best.as_ref().map_or(0, |(worth, _)| *worth) {
                    best = Some((worth, Beginning { title_line, columns }));
                }
            }
            Err(error) => failed = Some(error),
        }
    }
    match (best, failed) {
        (Some((_, best)), _) => Ok(best),
        (None, Some(error)) => Err(error.into()),
        (None, None) => Err(ColumnsError::NoTitles.into()),
    }
}

/// Stores the rows of a list, or only says what would become of them.
pub struct Import<'i> {
    /// Where.
    pub store: &'i Store,
    /// How rows are read.
    pub reading: Reading<'i>,
    /// The line of the titles.
    pub title_line: u64,
    /// Nothing is stored.
    pub is_dry: bool,
    /// When new ids are made, Unix milliseconds.
    pub now_ms: u64,
}

impl Import<'_> {
    /// Does it; `progress` is told how many rows were read after each slice. Blocks.
    ///
    /// # Errors
    /// [`ImportError`].
    pub fn run(
        &self,
        bytes: &[u8],
        report: &mut Report<'_>,
        progress: &mut dyn FnMut(u64),
    ) -> Result<(), ImportError> {
        let (mut told, mut slice, mut remarks) = (Told::default(), Vec::new(), Vec::new());
        each_row::<ImportError>(bytes, &mut |row| {
            if row.line <= self.title_line {
                return Ok(true);
            }
            match self.reading.line(&row, &mut remarks) {
                Some(line) => slice.push(line),
                None => report.count(Outcome::Refused),
            }
            for remark in remarks.drain(..) {
                report.remark(&remark)?;
            }
            if slice.len() >= SLICE_ROWS {
                told = self.store_slice(
                    std::mem::take(&mut slice),
                    std::mem::take(&mut told),
                    report,
                )?;
                progress(report.counts.n_read);
            }
            Ok(true)
        })?;
        self.store_slice(slice, told, report)?;
        progress(report.counts.n_read);
        Ok(())
    }

    fn store_slice(
        &self,
        lines: Vec<Line>,
        mut told: Told,
        report: &mut Report<'_>,
    ) -> Result<Told, ImportError> {
        if lines.is_empty() {
            return Ok(told);
        }
        let (is_dry, now_ms) = (self.is_dry, self.now_ms);
        let done = self.store.write(move |tx| {
            if !is_dry {
                return merge(tx, &lines, &mut told, now_ms).map(|merged| (merged, told));
            }
            tx.begin_item()?;
            let merged = merge(tx, &lines, &mut told, now_ms)?;
            tx.undo_item()?;
            Ok((merged, told))
        });
        let (merged, told) = done.wait()?;
        for Merged { outcome, remarks } in merged {
            report.count(outcome);
            for remark in &remarks {
                report.remark(remark)?;
            }
        }
        Ok(told)
    }
}
