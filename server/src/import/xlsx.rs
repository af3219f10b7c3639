//! Lists in workbooks: the first sheet that has rows.
//!
//! A workbook is an archive, and a small one may inflate to anything. So it is inflated once into
//! nothing, counted, before somebody reads it; then its cells come one after the other, because a sheet
//! with two cells in far corners would take more memory than there is.

use std::io::{self, Cursor, Read};

use calamine::{DataRef, Reader as _, Xlsx};
use shared::day::Day;

use super::table::{COLUMNS_MAX, Cell, ROWS_MAX, Row, TableError};

/// All files of a workbook together, bytes: a million rows of 500 bytes of markup.
const INFLATED_MAX: u64 = 512 << 20;
/// Its words, which are held in memory, bytes.
const STRINGS_MAX: u64 = 128 << 20;
/// How many words it may say it has: memory is set aside for so many before they are read.
const N_STRINGS_MAX: u64 = 5_000_000;
/// Files in a workbook.
const FILES_MAX: usize = 2_000;
/// Where a list of words says how many there are, bytes from its beginning.
const HEAD_BYTES: u64 = 2_000;

/// Goes through the rows that are not empty.
pub(super) fn each_row<E: From<TableError>>(
    bytes: &[u8],
    take: &mut dyn FnMut(Row<'_>) -> Result<bool, E>,
) -> Result<(), E> {
    measure(bytes, INFLATED_MAX)?;
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    for name in book.sheet_names() {
        let Ok(mut sheet) = book.worksheet_cells_reader(&name) else { continue };
        let (mut cells, mut row, mut n_rows) = (Vec::new(), None, 0);
        loop {
            let next = sheet.next_cell().map_err(damaged)?;
            let position = next.as_ref().map(calamine::Cell::get_position);
            if row.is_some() && position.map(|(row, _)| row) != row {
                let line = u64::from(row.unwrap_or_default()) + 1;
                if cells.iter().any(|cell: &Cell| !cell.is_empty()) {
                    n_rows += 1;
                    if !take(Row { line, cells: &cells })? {
                        return Ok(());
                    }
                }
                cells.clear();
            }
            let (Some(cell), Some((of, column))) = (next, position) else { break };
            if of >= ROWS_MAX {
                return Err(TableError::TooManyRows.into());
            }
            row = Some(of);
            let value = read(cell.get_value());
            if value.is_empty() {
                continue;
            }
            let column = column as usize;
            if column >= COLUMNS_MAX {
                return Err(TableError::TooManyColumns.into());
            }
            if cells.len() <= column {
                cells.resize(column + 1, Cell::Empty);
            }
            cells[column] = value;
        }
        if n_rows > 0 {
            return Ok(());
        }
    }
    Ok(())
}

fn read(value: &DataRef<'_>) -> Cell {
    match value {
        DataRef::Empty => Cell::Empty,
        DataRef::String(text) => Cell::of_text(text),
        DataRef::SharedString(text) => Cell::of_text(text),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Cell::of_text(text),
        DataRef::Float(number) => Cell::Number(*number),
        #[expect(clippy::cast_precision_loss, reason = "a spreadsheet has no more digits either")]
        DataRef::Int(number) => Cell::Number(*number as f64),
        DataRef::DateTime(date) => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            let day = Day::from_ymd(i32::from(year), u32::from(month), u32::from(day));
            day.filter(|_| date.is_datetime()).map_or(Cell::Number(date.as_f64()), Cell::Date)
        }
        DataRef::Bool(is_true) => Cell::Text(String::from(if *is_true { "ya" } else { "tidak" })),
        // #N/A and its like: a formula that found nothing.
        DataRef::Error(_) => Cell::Empty,
    }
}

/// Inflates all of an archive into nothing, as far as it may go. What it says of its own size is not
/// believed.
fn measure(bytes: &[u8], inflated_max: u64) -> Result<(), TableError> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    if archive.len() > FILES_MAX {
        return Err(TableError::Inflates);
    }
    let mut left = inflated_max;
    for idx in 0..archive.len() {
        let mut file = archive.by_index(idx).map_err(damaged)?;
        let name = file.name().map_err(damaged)?.to_ascii_lowercase();
        let is_strings = name.ends_with("sharedstrings.xml");
        let most = if is_strings { left.min(STRINGS_MAX) } else { left };
        let mut head = Vec::new();
        if is_strings {
            (&mut file).take(HEAD_BYTES).read_to_end(&mut head).map_err(damaged)?;
            if n_strings(&head).is_none_or(|said| said > N_STRINGS_MAX) {
                return Err(TableError::Inflates);
            }
        }
        let rest = io::copy(&mut file.take(most + 1), &mut io::sink()).map_err(damaged)?;
        let n_bytes = head.len() as u64 + rest;
        if n_bytes > most {
            return Err(TableError::Inflates);
        }
        left -= n_bytes;
    }
    Ok(())
}

/// How many words a list of them says it has; `None` when it does not begin like one. The largest number
/// after the name counts, whichever of two a reader takes.
fn n_strings(head: &[u8]) -> Option<u64> {
    let head = String::from_utf8_lossy(head);
    let (_, tag) = head.split_once("sst")?;
    let (tag, _) = tag.split_once('>')?;
    let said = tag.split("uniqueCount").skip(1).map(|rest| {
        let digits = rest.trim_start_matches(|sign: char| !sign.is_ascii_digit());
        let end = digits.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(digits.len());
        digits[..end].parse().unwrap_or(if end == 0 { 0 } else { u64::MAX })
    });
    Some(said.max().unwrap_or_default())
}

fn damaged(error: impl std::fmt::Display) -> TableError {
    TableError::Damaged(error.to_string())
}

#[cfg(test)]
pub(super) mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use std::io::Write as _;

    use zip::write::SimpleFileOptions;

    use super::*;

    /// A workbook with one sheet of this markup, and these words.
    pub(crate) fn workbook(sheet: &str, strings: &str) -> Vec<u8> {
        const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>"#;
        const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let files = [
            (
                "_rels/.rels",
                format!(
                    r#"<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
                ),
            ),
            (
                "xl/workbook.xml",
                format!(
                    r#"<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="Data" sheetId="1" r:id="r1"/></sheets></workbook>"#
                ),
            ),
            (
                "xl/_rels/workbook.xml.rels",
                format!(
                    r#"<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#
                ),
            ),
            (
                "xl/styles.xml",
                format!(
                    r#"<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#
                ),
            ),
            ("xl/sharedStrings.xml", strings.to_owned()),
            (
                "xl/worksheets/sheet1.xml",
                format!(r#"<worksheet xmlns="{MAIN}"><sheetData>{sheet}</sheetData></worksheet>"#),
            ),
        ];
        for (name, content) in files {
            archive.start_file(name, SimpleFileOptions::default()).unwrap();
            write!(archive, "{HEAD}{content}").unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    fn words(strings: &str) -> String {
        format!("<sst uniqueCount=\"9\">{strings}</sst>")
    }

    fn rows(bytes: &[u8]) -> Result<Vec<(u64, Vec<Cell>)>, TableError> {
        let mut rows = Vec::new();
        each_row::<TableError>(bytes, &mut |row| {
            rows.push((row.line, row.cells.to_vec()));
            Ok(true)
        })?;
        Ok(rows)
    }

    #[test]
    fn words_numbers_and_dates_come_as_what_they_are() {
        let sheet = r#"<row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2"><v>3.52316010190999E+15</v></c></row>
            <row r="4"><c r="B4" s="1"><v>29221</v></c><c r="D4" t="inlineStr"><is><t> RT 3 </t></is></c></row>"#;
        let found = rows(&workbook(sheet, &words("<si><t>Siti</t></si>"))).unwrap();
        let text = |words: &str| Cell::Text(String::from(words));
        let birth = Day::from_ymd(1980, 1, 1).unwrap();
        assert_eq!(
            found,
            [
                (2, vec![text("Siti"), Cell::Empty, Cell::Number(3_523_160_101_909_990.0)]),
                (4, vec![Cell::Empty, Cell::Date(birth), Cell::Empty, text("RT 3")]),
            ]
        );
    }

    #[test]
    fn a_workbook_that_inflates_to_anything_is_refused_before_it_is_read() {
        let bomb = workbook(&" ".repeat(3 << 20), &words(""));
        assert!(bomb.len() < 100_000, "{}", bomb.len());
        assert!(matches!(measure(&bomb, 1 << 20), Err(TableError::Inflates)));
        assert!(measure(&bomb, 4 << 20).is_ok());
        for said in
            ["<sst uniqueCount=\"99999999999999\"/>", "<sst uniqueCount='6000000'/>", "<a/>"]
        {
            let refused = rows(&workbook("", said));
            assert!(matches!(refused, Err(TableError::Inflates)), "{said}");
        }
    }

    #[test]
    fn far_corners_cost_nothing_and_are_refused() {
        let far = r#"<row r="1"><c r="XFD1"><v>1</v></c></row>"#;
        assert!(matches!(rows(&workbook(far, &words(""))), Err(TableError::TooManyColumns)));
        let far = r#"<row r="1048576"><c r="A1048576"><v>1</v></c></row>"#;
        assert!(matches!(rows(&workbook(far, &words(""))), Err(TableError::TooManyRows)));
    }

    #[test]
    fn a_damaged_workbook_is_an_error_and_no_panic() {
        let whole = workbook(r#"<row r="1"><c r="A1"><v>1</v></c></row>"#, &words(""));
        for length in (4..whole.len()).step_by(37) {
            assert!(rows(&whole[..length]).is_err(), "{length}");
        }
        for at in (4..whole.len()).step_by(5) {
            let mut damaged = whole.clone();
            damaged[at] ^= 0x55;
            // Whatever comes of it.
            let _ = rows(&damaged);
        }
    }
}
