//! Between rows and our types.

use std::sync::Arc;

use rusqlite::{Connection, ErrorCode, Row, types::FromSql};
use shared::{
    form::problem::{Problem, at_most},
    sync::{limits::PROBLEMS_MAX, state::RecordState, wire::Problem1},
};

use super::super::StoreError;

/// Runs a statement without parameters or rows.
pub(super) fn run(conn: &Connection, sql: &str) -> Result<(), StoreError> {
    let mut statement = conn.prepare_cached(sql).map_err(store_error)?;
    statement.execute([]).map(|_| ()).map_err(store_error)
}

/// Sorts an error of SQLite by what it means for the job and its group.
pub(super) fn store_error(error: rusqlite::Error) -> StoreError {
    use rusqlite::Error as E;
    match &error {
        E::FromSqlConversionFailure(..)
        | E::IntegralValueOutOfRange(..)
        | E::InvalidColumnType(..)
        | E::Utf8Error(..) => return StoreError::Damaged("a column has another shape"),
        _ => {}
    }
    match error.sqlite_error_code() {
        Some(ErrorCode::ConstraintViolation) => StoreError::Constraint(Arc::new(error)),
        Some(ErrorCode::DiskFull) => StoreError::Full,
        // Interrupted: a question of the desk that took too long.
        Some(
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::OperationInterrupted,
        ) => StoreError::Busy,
        _ => StoreError::Engine(Arc::new(error)),
    }
}

/// A number as SQLite keeps it. What does not fit (a clock millions of years ahead) becomes the
/// largest number; where the exact one counts, the bytes as they came are kept beside.
pub(super) fn int(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A count as SQLite keeps it.
pub(super) fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A column.
pub(super) fn get<T: FromSql>(row: &Row<'_>, column: &str) -> Result<T, StoreError> {
    row.get(column).map_err(store_error)
}

/// A column that holds a number which is never negative.
pub(super) fn number<N: TryFrom<i64>>(row: &Row<'_>, column: &str) -> Result<N, StoreError> {
    let stored: i64 = get(row, column)?;
    N::try_from(stored).map_err(|_| StoreError::Damaged("a number is out of its range"))
}

/// A column that holds such a number or nothing.
pub(super) fn number_opt<N: TryFrom<i64>>(
    row: &Row<'_>,
    column: &str,
) -> Result<Option<N>, StoreError> {
    let stored: Option<i64> = get(row, column)?;
    stored
        .map(N::try_from)
        .transpose()
        .map_err(|_| StoreError::Damaged("a number is out of its range"))
}

/// A column that holds an id.
pub(super) fn id<T>(row: &Row<'_>, column: &str, make: fn([u8; 16]) -> T) -> Result<T, StoreError> {
    get(row, column).map(make)
}

/// A column that holds an id or nothing.
pub(super) fn id_opt<T>(
    row: &Row<'_>,
    column: &str,
    make: fn([u8; 16]) -> T,
) -> Result<Option<T>, StoreError> {
    get::<Option<[u8; 16]>>(row, column).map(|bytes| bytes.map(make))
}

/// A column that holds a state.
pub(super) fn state(row: &Row<'_>, column: &str) -> Result<RecordState, StoreError> {
    RecordState::from_code(number(row, column)?).ok_or(StoreError::Damaged("a state is not known"))
}

/// Problems as they lie in a column; nothing for none, the usual case.
pub(super) fn pack(problems: &[Problem]) -> Option<Vec<u8>> {
    (!problems.is_empty()).then(|| {
        let wire: Vec<Problem1> = problems.iter().map(Problem1::from).collect();
        shared::sync::wire::encode(&wire)
    })
}

/// A column that holds problems.
pub(super) fn problems(row: &Row<'_>, column: &str) -> Result<Vec<Problem>, StoreError> {
    let Some(bytes) = get::<Option<Vec<u8>>>(row, column)? else { return Ok(Vec::new()) };
    let wire: Vec<Problem1> = shared::sync::wire::decode(&bytes)
        .map_err(|_| StoreError::Damaged("a list of problems does not read"))?;
    // Older versions wrote lists without an end.
    Ok(at_most(wire.into_iter().map(Problem::from).collect(), PROBLEMS_MAX))
}
