//! Cells as CSV for programs: RFC 4180, UTF-8, a row of stable names, days as 2026-11-30, a point in
//! numbers.
//!
//! No byte order mark: programs that do not expect one take it for a part of the first name, and people
//! are given a workbook. A spreadsheet would turn a NIK into 3.52E+15 in any case; the desk's page says so.

use std::io::Write;

use csv::{Terminator, Writer, WriterBuilder};
use shared::form::{edit, model::TextStyle};

use super::{
    FileError,
    table::{Cell, Column, Reader, plain},
};

/// A file that is being written.
pub struct Table<W: Write>(Writer<W>);

impl<W: Write> Table<W> {
    /// Begins with the names of the columns.
    ///
    /// # Errors
    /// When the disk is full.
    pub fn new<'c>(to: W, columns: impl Iterator<Item = &'c Column>) -> Result<Self, FileError> {
        let mut table = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(to);
        table.write_record(columns.map(|column| column.heading(Reader::Programs)))?;
        Ok(Self(table))
    }

    /// Adds a row.
    ///
    /// # Errors
    /// When the disk is full.
    pub fn row(&mut self, cells: &[Cell]) -> Result<(), FileError> {
        Ok(self.0.write_record(cells.iter().map(written))?)
    }

    /// Ends the file.
    ///
    /// # Errors
    /// When the disk is full.
    pub fn finish(mut self) -> Result<W, FileError> {
        self.0.flush()?;
        self.0.into_inner().map_err(|error| FileError::Disk(error.into_error()))
    }
}

/// A cell as it is written. Words that a spreadsheet would take for a formula get an apostrophe in front
/// (OWASP, CSV injection); numbers are ours, and one below zero stays a number.
fn written(cell: &Cell) -> String {
    let Cell::Text(text) = cell else { return plain(cell) };
    // Before what steers is taken out: a tab in front is one of the tricks.
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    let mut text = edit::readable(text, TextStyle::Paragraph);
    if is_formula || text.trim_start().starts_with(['=', '+', '-', '@']) {
        text.insert(0, '\'');
    }
    text
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use shared::day::Day;

    use super::*;

    #[test]
    fn cells_come_back_as_they_were_and_formulas_are_words() {
        let columns = ["a", "b", "c", "d"].map(|name| Column::new(name, "x"));
        let mut table = Table::new(Vec::new(), columns.iter()).unwrap();
        let day = Day::from_ymd(2026, 11, 30).unwrap();
        table
            .row(&[
                Cell::text("Siti \"Ti\",\nKrajan"),
                Cell::Day(day),
                Cell::Number { value: -231, scale: 2 },
                Cell::text("3523160101909999"),
            ])
            .unwrap();
        let formulas = ["=1+1", "+62", "@SUM(A1)", "\t=1"];
        table.row(&formulas.map(Cell::text)).unwrap();
        table.row(&["-x", "\r=1", " =1", "a=b"].map(Cell::text)).unwrap();
        table.row(&["\u{202e}=1", "ok", "", "é"].map(Cell::text)).unwrap();
        let bytes = table.finish().unwrap();
        assert!(bytes.starts_with(b"a,b,c,d\r\n"));
        let mut read = csv::Reader::from_reader(bytes.as_slice());
        let rows: Vec<Vec<String>> =
            read.records().map(|row| row.unwrap().iter().map(String::from).collect()).collect();
        assert_eq!(rows[0], ["Siti \"Ti\",\nKrajan", "2026-11-30", "-2.31", "3523160101909999"]);
        assert_eq!(rows[1], ["'=1+1", "'+62", "'@SUM(A1)", "'=1"]);
        assert_eq!(rows[2], ["'-x", "'=1", "' =1", "a=b"]);
        assert_eq!(rows[3], ["'=1", "ok", "", "é"]);
    }
}
