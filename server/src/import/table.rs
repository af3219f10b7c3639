//! The rows of a list, whatever file they lie in. Knows no columns and no register.

use std::{
    fs::File,
    io::{self, Read as _},
    path::{Path, PathBuf},
};

use shared::day::Day;

use super::{text, xlsx};

/// The longest file that is read, bytes: a million rows of 250 bytes.
pub const FILE_BYTES_MAX: u64 = 256 << 20;
/// Most rows of a list: as many as a sheet of a spreadsheet has.
pub const ROWS_MAX: u32 = 1_000_000;
/// Most columns of a row; the widest export that is known has 70.
pub const COLUMNS_MAX: usize = 250;
/// Most bytes of one cell; what is longer is cut off and refused where somebody looks at it.
pub const CELL_BYTES_MAX: usize = 2_000;

/// What stands in a cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Words or digits, as they were typed.
    Text(String),
    /// A number, of which a spreadsheet keeps fifteen digits.
    Number(f64),
    /// A date that the spreadsheet knows as one.
    Date(Day),
    /// More than [`CELL_BYTES_MAX`].
    TooLong,
}

/// A row and its line or row number in the file, from 1 on.
pub struct Row<'r> {
    /// Where it stands.
    pub line: u64,
    /// Its cells, from the first column on.
    pub cells: &'r [Cell],
}

/// Why a file cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// The disk refuses.
    #[error("cannot read {}", path.display())]
    File {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        #[source]
        source: io::Error,
    },
    /// It is longer than [`FILE_BYTES_MAX`].
    #[error("the file is longer than {FILE_BYTES_MAX} bytes; divide it into several")]
    TooLong,
    /// It has more than [`ROWS_MAX`] rows.
    #[error("the file has more than {ROWS_MAX} rows; divide it into several")]
    TooManyRows,
    /// It has more than [`COLUMNS_MAX`] columns.
    #[error("a row has more than {COLUMNS_MAX} columns")]
    TooManyColumns,
    /// A workbook inflates to more than is read.
    #[error("the workbook is far larger than it looks; save it as CSV and import that")]
    Inflates,
    /// A workbook of a kind that is not read.
    #[error("this is no workbook (.xlsx); save it as .xlsx or .csv and import that")]
    OldWorkbook,
    /// It is no list, or a damaged one.
    #[error("the file does not read: {0}")]
    Damaged(String),
}

/// The bytes of a file, never more than [`FILE_BYTES_MAX`].
///
/// # Errors
/// [`TableError`].
pub fn read_file(path: &Path) -> Result<Vec<u8>, TableError> {
    let failed = |source| TableError::File { path: path.to_owned(), source };
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(failed)?;
    file.take(FILE_BYTES_MAX + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > FILE_BYTES_MAX {
        return Err(TableError::TooLong);
    }
    Ok(bytes)
}

/// Goes through the rows of a list that are not empty, until `take` wants no more.
///
/// # Errors
/// [`TableError`], or what `take` fails with.
pub fn each_row<E: From<TableError>>(
    bytes: &[u8],
    take: &mut dyn FnMut(Row<'_>) -> Result<bool, E>,
) -> Result<(), E> {
    // A workbook is a zip archive; the old format begins with these bytes instead.
    if bytes.starts_with(b"PK\x03\x04") {
        xlsx::each_row(bytes, take)
    } else if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        Err(TableError::OldWorkbook.into())
    } else {
        text::each_row(bytes, take)
    }
}

impl Cell {
    /// Words as a cell holds them: without the space around them.
    #[must_use]
    pub fn of_text(text: &str) -> Self {
        let text = text.trim();
        match text.len() {
            0 => Cell::Empty,
            length if length > CELL_BYTES_MAX => Cell::TooLong,
            _ => Cell::Text(text.to_owned()),
        }
    }

    /// True when there is nothing in it.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        matches!(self, Cell::Empty)
    }

    /// What it shows, where that is a text or a whole number.
    #[must_use]
    pub fn words(&self) -> Option<std::borrow::Cow<'_, str>> {
        match self {
            Cell::Text(text) => Some(text.as_str().into()),
            Cell::Number(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
                Some(format!("{number:.0}").into())
            }
            Cell::Empty | Cell::Number(_) | Cell::Date(_) | Cell::TooLong => None,
        }
    }
}
