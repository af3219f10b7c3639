//! Lists in text: commas, semicolons or tabs, in the encodings that spreadsheets write.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::table::{COLUMNS_MAX, Cell, ROWS_MAX, Row, TableError};

/// Goes through the rows that are not empty.
pub(super) fn each_row<E: From<TableError>>(
    bytes: &[u8],
    take: &mut dyn FnMut(Row<'_>) -> Result<bool, E>,
) -> Result<(), E> {
    let text = decoded(bytes);
    let (delimiter, text) = delimiter_of(&text);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    let (mut cells, mut n_rows) = (Vec::new(), 0);
    loop {
        let is_there = reader.read_record(&mut record);
        if !is_there.map_err(|error| TableError::Damaged(error.to_string()))? {
            return Ok(());
        }
        if record.len() > COLUMNS_MAX {
            return Err(TableError::TooManyColumns.into());
        }
        cells.clear();
        cells.extend(record.iter().map(Cell::of_text));
        if cells.iter().all(Cell::is_empty) {
            continue;
        }
        n_rows += 1;
        if n_rows > ROWS_MAX {
            return Err(TableError::TooManyRows.into());
        }
        let line = record.position().map_or(0, csv::Position::line);
        if !take(Row { line, cells: &cells })? {
            return Ok(());
        }
    }
}

/// The text of a file. What is no UTF-8 and names no other encoding is of an old Windows, where every
/// byte is a letter.
fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None => match std::str::from_utf8(bytes) {
            Ok(text) if !text.contains('\0') => return Cow::Borrowed(text),
            _ => utf_16_of(bytes).unwrap_or(WINDOWS_1252),
        },
    };
    encoding.decode(bytes).0
}

/// UTF-16 without its mark: every second byte of the beginning is zero.
fn utf_16_of(bytes: &[u8]) -> Option<&'static Encoding> {
    let beginning = &bytes[..bytes.len().min(200)];
    let n_zeros =
        |first: usize| beginning.iter().skip(first).step_by(2).filter(|b| **b == 0).count();
    let many = beginning.len() / 4 + 1;
    if n_zeros(1) >= many {
        Some(UTF_16LE)
    } else if n_zeros(0) >= many {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// What divides the columns: what the first lines have most of, outside of quotes. A first line `sep=;`
/// says it, as spreadsheets write and read it.
fn delimiter_of(text: &str) -> (u8, &str) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    if let Some(&[said]) = first.trim_end().strip_prefix("sep=").map(str::as_bytes) {
        return (said, rest);
    }
    let (mut is_quoted, mut counts) = (false, [0; 3]);
    for byte in text.lines().take(20).flat_map(str::bytes) {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b';' if !is_quoted => counts[0] += 1,
            b'\t' if !is_quoted => counts[1] += 1,
            b',' if !is_quoted => counts[2] += 1,
            _ => {}
        }
    }
    let most = counts.iter().max().copied().unwrap_or_default();
    let found = [b';', b'\t', b','].into_iter().zip(counts).find(|(_, count)| *count == most);
    (found.map_or(b',', |(delimiter, _)| delimiter), text)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    fn rows(bytes: &[u8]) -> Vec<(u64, Vec<String>)> {
        let mut rows = Vec::new();
        each_row::<TableError>(bytes, &mut |row| {
            let words = row.cells.iter().map(|cell| cell.words().unwrap_or_default().into_owned());
            rows.push((row.line, words.collect()));
            Ok(true)
        })
        .unwrap();
        rows
    }

    #[test]
    fn columns_are_divided_by_what_there_is_most_of() {
        let expected = [vec!["nama", "alamat"], vec!["Siti", "Jl. A, no. 3"]];
        for text in [
            "nama;alamat\r\nSiti;Jl. A, no. 3\r\n",
            "nama\talamat\nSiti\tJl. A, no. 3",
            "nama,alamat\n\"Siti\",\"Jl. A, no. 3\"\n",
            "sep=|\nnama|alamat\nSiti|Jl. A, no. 3\n",
        ] {
            let found: Vec<_> = rows(text.as_bytes()).into_iter().map(|(_, words)| words).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn encodings_of_spreadsheets_are_read() {
        let text = "nama;dusun\nNu’man;Kémah\n";
        let utf_16 =
            |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<_>>();
        let with = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
        let windows = WINDOWS_1252.encode(text).0.into_owned();
        for bytes in [
            text.as_bytes().to_vec(),
            with(&[0xef, 0xbb, 0xbf], text.as_bytes()),
            with(&[0xff, 0xfe], &utf_16(u16::to_le_bytes)),
            with(&[0xfe, 0xff], &utf_16(u16::to_be_bytes)),
            utf_16(u16::to_le_bytes),
            windows,
        ] {
            let found = rows(&bytes);
            assert_eq!(found[0].1, ["nama", "dusun"]);
            assert_eq!(found[1].1, ["Nu’man", "Kémah"]);
        }
    }

    #[test]
    fn empty_lines_are_stepped_over_and_lines_are_those_of_the_file() {
        let found = rows(b"a;b\n\n;\n\"x\ny\";2\nz;3\n");
        let lines: Vec<_> = found.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [1, 4, 6]);
    }

    #[test]
    fn more_columns_or_rows_or_letters_than_a_list_has_are_refused() {
        let fails = |text: &str| each_row::<TableError>(text.as_bytes(), &mut |_| Ok(true));
        let wide = ";".repeat(COLUMNS_MAX);
        assert!(matches!(fails(&wide), Err(TableError::TooManyColumns)));
        let long = "a\n".repeat(ROWS_MAX as usize + 1);
        assert!(matches!(fails(&long), Err(TableError::TooManyRows)));
        // A quote that nobody closed makes one cell of the rest.
        let mut cells = Vec::new();
        let open = format!("a;\"{}\n", "b\n".repeat(5_000));
        each_row::<TableError>(open.as_bytes(), &mut |row| {
            cells.extend_from_slice(row.cells);
            Ok(true)
        })
        .unwrap();
        assert_eq!(cells, [Cell::Text(String::from("a")), Cell::TooLong]);
    }
}
