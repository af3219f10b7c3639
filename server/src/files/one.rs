//! One record as a workbook: a sheet of questions and answers, and one for its visit.

use std::io::{Seek, Write};
use std::path::Path;

use shared::{form::model::World, id::RecordId};

use super::{
    FileError,
    list::{common_cells, common_columns},
    read::Taken,
    table::{Cell, Column, Reader, columns},
    xlsx::Book,
};
use crate::store::{Scope, Store, StoreError};

/// The record and its visit, where they are in the scope.
///
/// # Errors
/// The store's.
pub fn read(
    store: &Store,
    scope: Scope,
    record: RecordId,
) -> Result<Option<Vec<Taken>>, StoreError> {
    let found = store.read_for_desk(move |tx| {
        let Some(detail) = tx.detail(scope, record)? else { return Ok(None) };
        let visit = detail.line.visit.map(|visit| tx.detail(scope, visit)).transpose()?.flatten();
        let lines = [Some(detail), visit].into_iter().flatten().map(|detail| detail.line);
        lines.map(|line| Taken::read(tx, line)).collect::<Result<Vec<_>, _>>().map(Some)
    });
    found.wait()
}

/// Writes the workbook.
///
/// # Errors
/// [`FileError`].
pub fn write(
    taken: &[Taken],
    world: World<'_>,
    is_masked: bool,
    (folder, to): (&Path, impl Write + Seek + Send),
) -> Result<u64, FileError> {
    let heads = ["Bagian", "Pertanyaan", "Jawaban"].map(|title| Column::new(title, title));
    let mut book = Book::new(folder)?;
    let how = (Reader::People, is_masked);
    for (idx, one) in taken.iter().enumerate() {
        let kind = one.kind();
        let name = kind.map_or("Formulir", |kind| kind.title.id);
        // Two sheets may not have one name.
        let name = if idx == 0 { name.into() } else { format!("{} {name}", idx + 1) };
        let sheet = book.sheet(&name, heads.iter())?;
        let common = common_columns().into_iter().zip(common_cells(one, kind, world, how));
        for (column, cell) in common.filter(|(_, cell)| *cell != Cell::Empty) {
            book.row(sheet, &[Cell::text("Catatan"), Cell::text(column.title), cell])?;
        }
        let values = one.values(world);
        for asked in kind.map(columns).unwrap_or_default() {
            let cell = asked.cell(&values, Reader::People, is_masked);
            if cell != Cell::Empty {
                let title = Cell::text(asked.column.title);
                book.row(sheet, &[Cell::text(asked.section), title, cell])?;
            }
        }
    }
    book.save(to)?;
    Ok(taken.len() as u64)
}
