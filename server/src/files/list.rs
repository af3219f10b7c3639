//! The desk's list as a file: a sheet for each kind of form, or one kind as CSV.

use std::io::{BufWriter, Seek, Write};
use std::path::Path;

use shared::{
    day::Day,
    form::model::{FormKind, World},
    region::VillageCode,
    text::Lang,
};

use super::{
    FileError, csv, mask,
    read::{self, Taken},
    table::{Asked, Cell, Column, Reader, columns},
    xlsx::Book,
};
use crate::places;
use crate::store::{Scope, Store, desk::RecordFilter};

/// Which records, and how much of them.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// What the reader may see.
    pub scope: Scope,
    /// What was asked for.
    pub filter: RecordFilter,
    /// Without names and numbers.
    pub is_masked: bool,
}

/// The columns that every record has, before those of its kind.
#[must_use]
pub fn common_columns() -> Vec<Column> {
    [
        ("catatan", "Nomor catatan"),
        ("status", "Status"),
        ("kode_desa", "Kode desa"),
        ("desa", "Desa/kelurahan"),
        ("perihal", "Perihal"),
        ("ringkasan", "Ringkasan"),
        ("pengirim", "Pengirim"),
        ("selesai", "Selesai diisi"),
        ("diterima", "Diterima kantor"),
        ("versi", "Versi formulir"),
    ]
    .map(|(name, title)| Column::new(name, title))
    .into()
}

/// What stands in them.
#[must_use]
pub fn common_cells(
    taken: &Taken,
    kind: Option<&FormKind>,
    world: World<'_>,
    (reader, is_masked): (Reader, bool),
) -> Vec<Cell> {
    let line = &taken.line;
    let says = kind.and_then(|kind| kind.says(&taken.values(world)));
    let state = match reader {
        Reader::People => line.state.words().get(Lang::Id),
        Reader::Programs => line.state.name(),
    };
    let subject = if is_masked { mask::name(&line.subject) } else { line.subject.clone() };
    vec![
        Cell::text(line.record.to_string()),
        Cell::text(state),
        Cell::text(village_code(line.village)),
        Cell::text(places::village_title(line.village)),
        Cell::text(subject),
        Cell::text(says.map_or("", |(words, _)| words.get(Lang::Id))),
        Cell::text(line.author_name.as_str()),
        Cell::Day(Day::in_tuban(line.made_at_ms)),
        Cell::Day(Day::in_tuban(line.stored_at_ms)),
        Cell::count(i64::from(line.kind_version)),
    ]
}

/// Ten digits, as words.
#[must_use]
pub fn village_code(code: VillageCode) -> String {
    code.number().to_string()
}

/// One kind in a workbook.
struct KindSheet {
    kind: u16,
    sheet: usize,
    asked: Vec<Asked>,
}

/// Writes a workbook with a sheet for each kind; how many records it holds. Blocks.
///
/// # Errors
/// [`FileError`].
pub fn write_xlsx(
    store: &Store,
    wanted: &Wanted,
    world: World<'_>,
    (folder, to): (&Path, impl Write + Seek + Send),
    progress: &dyn Fn(u64) -> Result<(), FileError>,
) -> Result<u64, FileError> {
    let mut book = Book::new(folder)?;
    let mut sheets: Vec<KindSheet> = Vec::new();
    let mut n_done = 0;
    let n_rows = read::each(store, wanted.scope, &wanted.filter, &mut |taken| {
        let kind = taken.kind();
        let idx = match sheets.iter().position(|sheet| sheet.kind == taken.line.kind) {
            Some(idx) => idx,
            None => {
                let asked = kind.map(columns).unwrap_or_default();
                let code = taken.line.kind;
                let name = kind.map_or_else(
                    || format!("Formulir no. {code}"),
                    |kind| String::from(kind.title.id),
                );
                let common = common_columns();
                let own = asked.iter().map(|asked| &asked.column);
                let sheet = book.sheet(&name, common.iter().chain(own))?;
                sheets.push(KindSheet { kind: code, sheet, asked });
                sheets.len() - 1
            }
        };
        let KindSheet { sheet, asked, .. } = &sheets[idx];
        let how = (Reader::People, wanted.is_masked);
        book.row(*sheet, &cells(&taken, (kind, asked), world, how))?;
        n_done += 1;
        progress(n_done)
    })?;
    if sheets.is_empty() {
        book.sheet("Kosong", common_columns().iter())?;
    }
    book.save(to)?;
    Ok(n_rows)
}

/// Writes the records of one kind as CSV; how many there are. Blocks.
///
/// # Errors
/// [`FileError`].
pub fn write_csv(
    store: &Store,
    wanted: &Wanted,
    (kind, world): (&'static FormKind, World<'_>),
    to: impl Write,
    progress: &dyn Fn(u64) -> Result<(), FileError>,
) -> Result<u64, FileError> {
    let asked = columns(kind);
    let common = common_columns();
    let own = asked.iter().map(|asked| &asked.column);
    let mut table = csv::Table::new(BufWriter::new(to), common.iter().chain(own))?;
    let filter = RecordFilter { kind: Some(kind.id.0), ..wanted.filter.clone() };
    let mut n_done = 0;
    let n_rows = read::each(store, wanted.scope, &filter, &mut |taken| {
        let how = (Reader::Programs, wanted.is_masked);
        table.row(&cells(&taken, (Some(kind), &asked), world, how))?;
        n_done += 1;
        progress(n_done)
    })?;
    table.finish()?.flush()?;
    Ok(n_rows)
}

fn cells(
    taken: &Taken,
    (kind, asked): (Option<&FormKind>, &[Asked]),
    world: World<'_>,
    (reader, is_masked): (Reader, bool),
) -> Vec<Cell> {
    let values = taken.values(world);
    let mut cells = common_cells(taken, kind, world, (reader, is_masked));
    cells.extend(asked.iter().map(|asked| asked.cell(&values, reader, is_masked)));
    cells
}
