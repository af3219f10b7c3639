//! A copy of a database on its way into the place of another ([`crate::restore`]).
//!
//! Each function here opens a file by itself and leaves it closed, whole, and without a log beside it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rusqlite::config::DbConfig;
use rusqlite::types::Value;
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension as _, Row, params_from_iter};
use rusqlite_migration::Error as MigrationError;
use shared::id::RecordId;

use super::{super::Cause, BUSY_TIMEOUT, schema};

/// Tables without which a database is none of ours.
const TABLES: [&str; 4] = ["meta", "account", "change", "record"];

/// What a copy holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contents {
    /// Records.
    pub n_records: u64,
    /// When the newest change was stored, Unix milliseconds.
    pub newest_ms: Option<u64>,
}

/// Why a copy cannot take the place of a database.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    /// The file holds something else, or a copy that was cut off before its first table.
    #[error("{} is no database of mutakhir, or an interrupted copy of one", path.display())]
    NotOurs {
        /// Which file.
        path: PathBuf,
    },
    /// The engine finds contradictions in it.
    #[error("{} is damaged: {what}", path.display())]
    Damaged {
        /// Which file.
        path: PathBuf,
        /// The first that was found.
        what: String,
    },
    /// A newer program wrote it.
    #[error("{} was written by a newer version of mutakhir: use that one", path.display())]
    Newer {
        /// Which file.
        path: PathBuf,
    },
    /// Another program has it open.
    #[error("another program has {} open: end it first", path.display())]
    InUse {
        /// Which file.
        path: PathBuf,
    },
    /// It cannot be read or written, or not be brought up to date.
    #[error("cannot prepare {}", path.display())]
    Engine {
        /// Which file.
        path: PathBuf,
        /// What the engine says.
        #[source]
        source: Cause,
    },
}

impl CopyError {
    /// The same of another file, of which the one that was looked at is a copy.
    #[must_use]
    pub fn of(self, path: &Path) -> Self {
        let path = path.to_path_buf();
        match self {
            CopyError::NotOurs { .. } => CopyError::NotOurs { path },
            CopyError::Damaged { what, .. } => CopyError::Damaged { path, what },
            CopyError::Newer { .. } => CopyError::Newer { path },
            CopyError::InUse { .. } => CopyError::InUse { path },
            CopyError::Engine { source, .. } => CopyError::Engine { path, source },
        }
    }
}

/// Checks a copy, brings it up to date and gives it another name, by which phones see that what they
/// know of the server is of another time.
///
/// # Errors
/// [`CopyError`]; the copy is then of no use.
pub fn renew(path: &Path, new_epoch: u64) -> Result<Contents, CopyError> {
    let failed = |error| failed(path, error);
    let mut conn = open(path).map_err(failed)?;
    for find in [contradiction, orphan, stranger] {
        if let Some(what) = find(&conn).map_err(failed)? {
            return Err(CopyError::Damaged { path: path.to_path_buf(), what });
        }
    }
    if !is_ours(&conn).map_err(failed)? {
        return Err(CopyError::NotOurs { path: path.to_path_buf() });
    }
    if schema::is_newer(&conn).map_err(failed)? {
        return Err(CopyError::Newer { path: path.to_path_buf() });
    }
    schema::MIGRATIONS.to_latest(&mut conn).map_err(|error: MigrationError| CopyError::Engine {
        path: path.to_path_buf(),
        source: Arc::new(error),
    })?;
    conn.execute("UPDATE meta SET epoch = ?1", [new_epoch.cast_signed()]).map_err(failed)?;
    let contents = contents(&conn).map_err(failed)?;
    fold_and_close(conn).map_err(failed)?;
    Ok(contents)
}

/// Moves the log of a database into its file, so that the file alone is all of it.
///
/// # Errors
/// When it is damaged or in use; nothing of it is lost.
pub fn fold_log(path: &Path) -> Result<(), CopyError> {
    let conn = open(path).map_err(|error| failed(path, error))?;
    if let Some(what) = contradiction(&conn).map_err(|error| failed(path, error))? {
        return Err(CopyError::Damaged { path: path.to_path_buf(), what });
    }
    fold_and_close(conn).map_err(|error| failed(path, error))
}

/// Adds the photos to a copy that have arrived since at the database whose place it takes: their files lie
/// where they lay, and no phone has them any more. How many; none of a database that has no photos.
///
/// # Errors
/// When the copy cannot be written.
pub fn keep_photos(path: &Path, old: &Path) -> Result<u64, CopyError> {
    const COLUMNS: &str =
        "id, account, record, n_bytes, sha256, announced_at, n_wrong, state, refusal,
        hash, media, width, height, stored_at";
    let failed = |error| failed(path, error);
    let Ok(old) = Connection::open_with_flags(old, OpenFlags::SQLITE_OPEN_READ_ONLY) else {
        return Ok(0);
    };
    let arrived = format!("SELECT {COLUMNS} FROM blob WHERE state = 2");
    let Ok(mut arrived) = old.prepare(&arrived) else { return Ok(0) };
    let mut conn = open(path).map_err(failed)?;
    let tx = conn.transaction().map_err(failed)?;
    let mut n_kept = 0;
    {
        let mut forget =
            tx.prepare("DELETE FROM blob WHERE id = ?1 AND state <> 2").map_err(failed)?;
        let parameters = vec!["?"; arrived.column_count()].join(", ");
        // Whoever was made a PSM since is none by the copy.
        let add = format!(
            "INSERT INTO blob ({COLUMNS}) SELECT {parameters}
             WHERE EXISTS (SELECT 1 FROM account WHERE id = ?2)
             ON CONFLICT DO NOTHING"
        );
        let mut add = tx.prepare(&add).map_err(failed)?;
        let columns = 0..arrived.column_count();
        let mut rows = arrived.query([]).map_err(failed)?;
        while let Ok(Some(row)) = rows.next() {
            let values: Vec<Value> = columns
                .clone()
                .map(|idx| row.get(idx))
                .collect::<Result<_, _>>()
                .map_err(failed)?;
            forget.execute([&values[0]]).map_err(failed)?;
            n_kept += add.execute(params_from_iter(&values)).map_err(failed)?;
        }
    }
    tx.commit().map_err(failed)?;
    fold_and_close(conn).map_err(failed)?;
    Ok(u64::try_from(n_kept).unwrap_or(u64::MAX))
}

/// Tells of each photo that has arrived by a closed database: its record and the hash of its bytes.
///
/// # Errors
/// When it cannot be read.
pub fn photos(path: &Path, mut tell: impl FnMut(RecordId, [u8; 32])) -> Result<(), CopyError> {
    let failed = |error| failed(path, error);
    let conn =
        Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).map_err(failed)?;
    let sql = "SELECT record, hash FROM blob WHERE state = 2 ORDER BY record, id";
    let mut statement = conn.prepare(sql).map_err(failed)?;
    let mut rows = statement.query([]).map_err(failed)?;
    while let Some(row) = rows.next().map_err(failed)? {
        let (record, hash): ([u8; 16], [u8; 32]) =
            row.get(0).and_then(|record| Ok((record, row.get(1)?))).map_err(failed)?;
        tell(RecordId(record), hash);
    }
    Ok(())
}

fn failed(path: &Path, error: rusqlite::Error) -> CopyError {
    let path = path.to_path_buf();
    match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => CopyError::NotOurs { path },
        Some(ErrorCode::DatabaseCorrupt) => CopyError::Damaged { path, what: error.to_string() },
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => CopyError::InUse { path },
        _ => CopyError::Engine { path, source: Arc::new(error) },
    }
}

fn open(path: &Path) -> rusqlite::Result<Connection> {
    let conn = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    // Closing writes a log into the file, also into one that turns out to be damaged. That stays as it
    // was found.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    conn.busy_timeout(BUSY_TIMEOUT)?;
    conn.pragma_update(None, "synchronous", "full")?;
    Ok(conn)
}

fn fold_and_close(conn: Connection) -> rusqlite::Result<()> {
    conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0))?;
    // Without a log: SQLite would play one that is left lying back into whatever file has the name.
    conn.pragma_update_and_check(None, "journal_mode", "delete", |_| Ok(()))?;
    conn.close().map_err(|(_, error)| error)
}

/// The first thing that is wrong with the structure of a database.
fn contradiction(conn: &Connection) -> rusqlite::Result<Option<String>> {
    let first: String = conn.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    Ok((first != "ok").then_some(first))
}

/// The first row that names another which is not there.
fn orphan(conn: &Connection) -> rusqlite::Result<Option<String>> {
    let table: Option<String> =
        conn.query_row("PRAGMA foreign_key_check", [], |row| row.get(0)).optional()?;
    Ok(table.map(|table| format!("a row of the table {table} names one that is not there")))
}

/// The first thing in a database that would act by itself. Ours have nothing of the kind, and one that
/// somebody has put there could undo what is acknowledged.
fn stranger(conn: &Connection) -> rusqlite::Result<Option<String>> {
    let sql = "SELECT type || ' ' || name FROM sqlite_schema WHERE type IN ('trigger', 'view')";
    let found: Option<String> = conn.query_row(sql, [], |row| row.get(0)).optional()?;
    Ok(found.map(|what| format!("it has a {what} that is none of ours")))
}

fn is_ours(conn: &Connection) -> rusqlite::Result<bool> {
    for table in TABLES {
        if !conn.table_exists(None, table)? {
            return Ok(false);
        }
    }
    conn.query_row("SELECT EXISTS (SELECT 1 FROM meta)", [], |row| row.get(0))
}

fn contents(conn: &Connection) -> rusqlite::Result<Contents> {
    let newest = "SELECT stored_at FROM change ORDER BY seq DESC LIMIT 1";
    let number = |row: &Row<'_>| row.get::<_, i64>(0).map(i64::cast_unsigned);
    Ok(Contents {
        n_records: conn.query_row("SELECT COUNT(*) FROM record", [], number)?,
        newest_ms: conn.query_row(newest, [], number).optional()?,
    })
}
