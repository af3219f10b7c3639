//! Cells as a workbook. Rows go to a file of their own as they come, so that the memory it takes does
//! not grow with them; that file lies in the folder of the files, which is the server's alone.

use std::io::{Seek, Write};
use std::path::Path;

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet};
use shared::{day::Day, form::edit, form::model::TextStyle};

use super::{
    FileError,
    limits::{CELL_CHARS_MAX, FILE_BYTES_MAX},
    table::{Cell, Column, Reader},
};

/// The day before which Excel has no dates.
const FIRST_YEAR: i32 = 1900;
/// Characters of a sheet's name.
const NAME_CHARS_MAX: usize = 31;

/// A workbook that is being written.
pub struct Book {
    book: Workbook,
    sheets: Vec<Sheet>,
    formats: Formats,
    /// Letters of all cells so far.
    n_chars: u64,
}

struct Sheet {
    sheet: Worksheet,
    n_rows: u32,
}

struct Formats {
    head: Format,
    text: Format,
    day: Format,
    numbers: Vec<Format>,
}

impl Book {
    /// An empty one, whose rows lie in this folder until it is saved.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn new(folder: &Path) -> Result<Self, FileError> {
        let mut book = Workbook::new();
        book.set_tempdir(folder)?;
        let number = |scale: usize| match scale {
            0 => Format::new().set_num_format("0"),
            _ => Format::new().set_num_format(["0.", &"0".repeat(scale)].concat()),
        };
        let formats = Formats {
            head: Format::new().set_bold().set_text_wrap(),
            // As text, so that a spreadsheet keeps all sixteen digits also when a cell is typed anew.
            text: Format::new().set_num_format("@"),
            // With the language: a spreadsheet set to American English would turn day and month around.
            day: Format::new().set_num_format("[$-421]dd/mm/yyyy"),
            numbers: (0..=9).map(number).collect(),
        };
        Ok(Self { book, sheets: Vec::new(), formats, n_chars: 0 })
    }

    /// Adds a sheet with a row of headings that stays on top; its number.
    ///
    /// # Errors
    /// When the disk is full.
    pub fn sheet<'c>(
        &mut self,
        name: &str,
        columns: impl Iterator<Item = &'c Column>,
    ) -> Result<usize, FileError> {
        let mut sheet = self.book.new_worksheet_with_constant_memory()?;
        sheet.set_name(sheet_name(name))?;
        sheet.set_freeze_panes(1, 0)?;
        for (idx, column) in (0..).zip(columns) {
            let width = u32::try_from(column.width()).unwrap_or(u32::MAX);
            sheet.set_column_width(idx, width)?;
            let heading = column.heading(Reader::People);
            sheet.write_string_with_format(0, idx, heading, &self.formats.head)?;
        }
        self.sheets.push(Sheet { sheet, n_rows: 1 });
        Ok(self.sheets.len() - 1)
    }

    /// Adds a row to a sheet.
    ///
    /// # Errors
    /// When the disk is full.
    pub fn row(&mut self, sheet: usize, cells: &[Cell]) -> Result<(), FileError> {
        let Some(Sheet { sheet, n_rows }) = self.sheets.get_mut(sheet) else { return Ok(()) };
        let (row, formats) = (*n_rows, &self.formats);
        for (idx, cell) in (0..).zip(cells) {
            match cell {
                Cell::Empty => {}
                Cell::Text(text) => {
                    self.n_chars += text.len() as u64;
                    sheet.write_string_with_format(row, idx, safe(text), &formats.text)?;
                }
                Cell::Number { value, scale } => {
                    let format = formats.numbers.get(usize::from(*scale));
                    let format = format.unwrap_or(&formats.text);
                    sheet.write_number_with_format(row, idx, float(*value, *scale), format)?;
                }
                Cell::Day(day) => match date(*day) {
                    Some(date) => {
                        sheet.write_datetime_with_format(row, idx, &date, &formats.day)?;
                    }
                    None => {
                        let text = day.to_string();
                        sheet.write_string_with_format(row, idx, text, &formats.text)?;
                    }
                },
            }
        }
        *n_rows += 1;
        if self.n_chars > FILE_BYTES_MAX { Err(FileError::TooMany) } else { Ok(()) }
    }

    /// Writes the whole workbook.
    ///
    /// # Errors
    /// When the disk is full.
    pub fn save(mut self, to: impl Write + Seek + Send) -> Result<(), FileError> {
        for Sheet { sheet, .. } in self.sheets {
            self.book.push_worksheet(sheet);
        }
        Ok(self.book.save_to_writer(to)?)
    }
}

/// Words without what a spreadsheet cannot hold. They are written as words, so that none of them is a
/// formula.
fn safe(text: &str) -> String {
    let text = edit::readable(text, TextStyle::Paragraph);
    text.chars().take(CELL_CHARS_MAX).collect()
}

#[expect(clippy::cast_precision_loss, reason = "answers have far fewer digits than a float keeps")]
fn float(value: i64, scale: u8) -> f64 {
    value as f64 / 10_f64.powi(i32::from(scale))
}

fn date(day: Day) -> Option<ExcelDateTime> {
    let (year, month, day) = day.ymd();
    if year < FIRST_YEAR {
        return None;
    }
    let (year, month) = (u16::try_from(year).ok()?, u8::try_from(month).ok()?);
    ExcelDateTime::from_ymd(year, month, u8::try_from(day).ok()?).ok()
}

/// A name that a sheet may have.
fn sheet_name(name: &str) -> String {
    let is_allowed = |char: &char| !matches!(char, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'');
    name.chars().filter(is_allowed).take(NAME_CHARS_MAX).collect()
}
