//! The database of a running server: SQLite in one file.
//!
//! One thread writes. Jobs that arrive while a commit is under way are committed together with one
//! fsync (`synchronous=FULL`: a phone forgets its copy on our answer, so an answer must survive a
//! power cut). A few threads read, each with its own read-only connection, and never wait for the
//! writer (WAL). This is the only place that knows `rusqlite`.

mod account;
mod blobs;
mod codec;
pub mod copy;
mod desk;
mod exports;
mod find;
mod index;
mod job;
mod meter;
mod narrow;
mod read;
mod register;
mod review;
mod schema;
mod session;
mod tasks;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod tx;
mod typing;
mod write;

use std::{
    path::Path,
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{SyncSender, TrySendError, sync_channel},
    },
    thread::JoinHandle,
    time::Duration,
};

use rusqlite::{Connection, OpenFlags, config::DbConfig};

#[cfg(test)]
pub(crate) use testing::{Shell, TestDb};

pub use meter::Steps;

use self::tx::SqliteTx;
use super::{OpenError, Pending, StoreError, StoreOptions};

/// How long a connection waits for a lock that another process holds (a backup, a repair).
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// How long one job of the desk may ask the database. A list takes some milliseconds.
const DESK_TIME: Duration = Duration::from_secs(5);
/// How much of the file is mapped into memory, bytes: a modest part that a small server has.
const MMAP_BYTES: i64 = 64 << 20;
/// The log is cut back to this after a rush, bytes.
const LOG_BYTES_KEPT: i64 = 64 << 20;
/// Statements kept ready per connection: all there are.
const STATEMENTS_KEPT: usize = 192;

/// The running database. Clones share it.
#[derive(Clone)]
pub struct Database {
    inner: Arc<Inner>,
}

struct Inner {
    epoch: u64,
    queues: Mutex<Option<Queues>>,
    threads: Mutex<Vec<JoinHandle<()>>>,
}

/// Where jobs go in; dropped to close.
struct Queues {
    write: SyncSender<write::Job>,
    read: SyncSender<read::Job>,
    desk: SyncSender<read::Job>,
}

impl Database {
    /// Opens the database, makes it when there is none, and brings it up to date.
    ///
    /// # Errors
    /// [`OpenError`].
    pub fn open(path: &Path, options: &StoreOptions) -> Result<Self, OpenError> {
        let open_error = |error: rusqlite::Error| OpenError::Open {
            path: path.to_path_buf(),
            source: Arc::new(error),
        };
        let mut writer = open_writer(path, options).map_err(open_error)?;
        if !options.may_migrate && !schema::is_latest(&writer).map_err(open_error)? {
            return Err(OpenError::Older { path: path.to_path_buf() });
        }
        schema::MIGRATIONS.to_latest(&mut writer).map_err(|error| OpenError::Migrate {
            path: path.to_path_buf(),
            source: Arc::new(error),
        })?;
        let epoch = epoch_of(&writer, options.new_epoch).map_err(open_error)?;

        let (write_queue, write_jobs) = sync_channel(options.queue_len);
        let (read_queue, read_jobs) = sync_channel(options.queue_len);
        let (desk_queue, desk_jobs) = sync_channel(options.desk_queue_len);
        let mut threads = Vec::with_capacity(options.n_readers + options.n_desk_readers + 1);
        threads.push(start("db-write", move || write::serve(&writer, &write_jobs))?);
        let readers = [
            ("db-read", options.n_readers, read_jobs, None),
            ("db-desk", options.n_desk_readers, desk_jobs, Some(DESK_TIME)),
        ];
        for (name, n_readers, jobs, time) in readers {
            let jobs = Arc::new(Mutex::new(jobs));
            for _ in 0..n_readers.max(1) {
                let reader = open_reader(path).map_err(open_error)?;
                let patience = read::Patience::of(&reader, time).map_err(open_error)?;
                let jobs = Arc::clone(&jobs);
                threads.push(start(name, move || read::serve(&reader, &jobs, &patience))?);
            }
        }
        let queues = Queues { write: write_queue, read: read_queue, desk: desk_queue };
        let inner = Inner { epoch, queues: Mutex::new(Some(queues)), threads: Mutex::new(threads) };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// Names this database.
    #[must_use]
    pub fn epoch(&self) -> u64 {
        self.inner.epoch
    }

    /// Hands a job to the writer. It runs in a savepoint of a transaction that it may share with
    /// others; an `Err` undoes what it wrote. The answer comes once all of it is on disk.
    pub fn write<T, F>(&self, work: F) -> Pending<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut SqliteTx<'_>) -> Result<T, StoreError> + Send + 'static,
    {
        let (job, pending) = job::write_job(work);
        self.send(|queues| queues.write.try_send(job).map_err(|error| queue_error(&error)), pending)
    }

    /// Hands a job to the readers. It sees one moment of the database from begin to end.
    pub fn read<T, F>(&self, work: F) -> Pending<T>
    where
        T: Send + 'static,
        F: FnOnce(&SqliteTx<'_>) -> Result<T, StoreError> + Send + 'static,
    {
        let (job, pending) = job::read_job(work);
        self.send(|queues| queues.read.try_send(job).map_err(|error| queue_error(&error)), pending)
    }

    /// As [`Self::read`], for what somebody at the desk asks: by readers of the desk's own, so that no
    /// phone waits for it, and for a bounded time.
    pub fn read_for_desk<T, F>(&self, work: F) -> Pending<T>
    where
        T: Send + 'static,
        F: FnOnce(&SqliteTx<'_>) -> Result<T, StoreError> + Send + 'static,
    {
        let (job, pending) = job::read_job(work);
        self.send(|queues| queues.desk.try_send(job).map_err(|error| queue_error(&error)), pending)
    }

    /// Takes no more jobs, finishes those that wait, moves the log into the file and ends the
    /// threads. Blocks; calling it again does nothing.
    pub fn close(&self) {
        let queues = self.inner.queues.lock().unwrap_or_else(PoisonError::into_inner).take();
        let threads =
            std::mem::take(&mut *self.inner.threads.lock().unwrap_or_else(PoisonError::into_inner));
        let (write_queue, read_queues) =
            queues.map(|Queues { write, read, desk }| (write, (read, desk))).unzip();
        // The writer started first and ends last: the last connection removes the log, and a reader
        // may not.
        let mut threads = threads.into_iter();
        let writer = threads.next();
        drop(read_queues);
        for reader in threads {
            // A thread that panicked has nothing left to finish; the panic was printed.
            let _ = reader.join();
        }
        drop(write_queue);
        let _ = writer.map(JoinHandle::join);
    }

    fn send<T>(
        &self,
        into: impl FnOnce(&Queues) -> Result<(), StoreError>,
        pending: Pending<T>,
    ) -> Pending<T> {
        let queues = self.inner.queues.lock().unwrap_or_else(PoisonError::into_inner);
        match queues.as_ref().map_or(Err(StoreError::Closed), into) {
            Ok(()) => pending,
            Err(error) => Pending::here(Err(error)),
        }
    }
}

fn queue_error<T>(error: &TrySendError<T>) -> StoreError {
    match error {
        TrySendError::Full(_) => StoreError::Busy,
        TrySendError::Disconnected(_) => StoreError::Closed,
    }
}

fn start(name: &str, work: impl FnOnce() + Send + 'static) -> Result<JoinHandle<()>, OpenError> {
    std::thread::Builder::new().name(String::from(name)).spawn(work).map_err(OpenError::Thread)
}

fn open_writer(path: &Path, options: &StoreOptions) -> rusqlite::Result<Connection> {
    let conn = Connection::open(path)?;
    conn.busy_timeout(BUSY_TIMEOUT)?;
    conn.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()))?;
    conn.pragma_update(None, "synchronous", "full")?;
    conn.pragma_update(None, "foreign_keys", true)?;
    conn.pragma_update(None, "journal_size_limit", LOG_BYTES_KEPT)?;
    // Savepoints keep copies of pages in temporary files; in memory they cost nothing.
    conn.pragma_update(None, "temp_store", "memory")?;
    conn.pragma_update(None, "mmap_size", MMAP_BYTES)?;
    if let Some(pages) = options.max_page_count {
        conn.pragma_update_and_check(None, "max_page_count", pages, |_| Ok(()))?;
    }
    keep_statements(&conn)?;
    desk::add_finds(&conn)?;
    Ok(conn)
}

fn open_reader(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)?;
    conn.busy_timeout(BUSY_TIMEOUT)?;
    conn.pragma_update(None, "mmap_size", MMAP_BYTES)?;
    keep_statements(&conn)?;
    desk::add_finds(&conn)?;
    Ok(conn)
}

/// Keeps prepared statements, and their plans with them. Without this promise SQLite may choose the plan
/// by the values of the parameters, and parses a statement anew whenever they are others: that was half
/// of the time of a push.
fn keep_statements(conn: &Connection) -> rusqlite::Result<()> {
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    conn.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
    Ok(())
}

/// Reads the database's name, or gives a new one its name.
fn epoch_of(conn: &Connection, new_epoch: u64) -> rusqlite::Result<u64> {
    conn.execute(
        "INSERT INTO meta (one, epoch, last_seq) VALUES (1, ?1, 0) ON CONFLICT DO NOTHING",
        // All 64 bits are kept: SQLite's integers are signed, the bits are the same.
        [new_epoch.cast_signed()],
    )?;
    conn.query_row("SELECT epoch FROM meta", [], |row| row.get(0)).map(i64::cast_unsigned)
}
