//! Which engine a program has: decided here once, and nowhere else asked for.

use std::{
    path::{Path, PathBuf},
    pin::Pin,
    task::{Context, Poll},
};

use tokio::sync::oneshot;

use super::{Cause, Reads, StoreError, Writes, memory, sqlite, sqlite::Steps};

/// The running database. Clones share it.
#[derive(Clone)]
pub enum Store {
    /// One file of SQLite.
    Sqlite(sqlite::Database),
    /// Maps in memory, gone with the last clone.
    Memory(memory::Database),
}

/// How to open a store in a file.
#[derive(Clone, Debug)]
pub struct StoreOptions {
    /// Names a new database; a random number. One that exists keeps its name.
    pub new_epoch: u64,
    /// Threads that read.
    pub n_readers: usize,
    /// Threads that read for the desk alone.
    pub n_desk_readers: usize,
    /// Jobs of the desk that may wait for those before more are turned away.
    pub desk_queue_len: usize,
    /// Jobs that may wait for the writer, and again for the readers, before more are turned away.
    pub queue_len: usize,
    /// Most pages of 4 KiB; `None` for as many as the disk holds.
    pub max_page_count: Option<u32>,
    /// False while another program has the database open: its tables stay as they are.
    pub may_migrate: bool,
}

impl Default for StoreOptions {
    fn default() -> Self {
        Self {
            new_epoch: 0,
            n_readers: 4,
            // Two, as an office's machine has two cores; an export takes one of them for a slice at a
            // time.
            n_desk_readers: 2,
            // Twice as many as there are desks in 21 offices and villages that look at once.
            desk_queue_len: 128,
            queue_len: 1024,
            max_page_count: None,
            may_migrate: true,
        }
    }
}

/// Why a database could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The file cannot be opened, or is no database.
    #[error("cannot open the database {}", path.display())]
    Open {
        /// Which file.
        path: PathBuf,
        /// What the engine says.
        #[source]
        source: Cause,
    },
    /// A newer version of this program wrote it, or a step failed.
    #[error("cannot bring the database {} up to date", path.display())]
    Migrate {
        /// Which file.
        path: PathBuf,
        /// What failed.
        #[source]
        source: Cause,
    },
    /// It is of an older version, and another program has it open.
    #[error(
        "the database {} is of an older version, and a server is running on it: stop the server \
         first, or use the program that it runs", path.display()
    )]
    Older {
        /// Which file.
        path: PathBuf,
    },
    /// No thread could be started.
    #[error("cannot start a thread for the database")]
    Thread(#[source] std::io::Error),
}

impl Store {
    /// Opens the database in a file, makes it when there is none, and brings it up to date.
    ///
    /// # Errors
    /// [`OpenError`].
    pub fn open(path: &Path, options: &StoreOptions) -> Result<Self, OpenError> {
        sqlite::Database::open(path, options).map(Store::Sqlite)
    }

    /// An empty database in memory with this name.
    #[must_use]
    pub fn in_memory(epoch: u64) -> Self {
        Store::Memory(memory::Database::new(epoch))
    }

    /// What is in memory, once more and under another name, as a restored copy is. A database in a file
    /// has none here: its file is copied, see [`crate::restore`].
    #[must_use]
    pub fn copy_in_memory(&self, epoch: u64) -> Option<Self> {
        match self {
            Store::Sqlite(_) => None,
            Store::Memory(database) => Some(Store::Memory(database.copy(epoch))),
        }
    }

    /// Names this database.
    #[must_use]
    pub fn epoch(&self) -> u64 {
        match self {
            Store::Sqlite(database) => database.epoch(),
            Store::Memory(database) => database.epoch(),
        }
    }

    /// Does work in a transaction that writes. An `Err` undoes what it wrote. The answer comes once all
    /// of it is stored for good.
    pub fn write<T, F>(&self, work: F) -> Pending<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut dyn Writes) -> Result<T, StoreError> + Send + 'static,
    {
        match self {
            Store::Sqlite(database) => database.write(move |tx| work(tx)),
            Store::Memory(database) => database.write(move |tx| work(tx)),
        }
    }

    /// Does work in a transaction that reads. It sees one moment of the database from begin to end.
    pub fn read<T, F>(&self, work: F) -> Pending<T>
    where
        T: Send + 'static,
        F: FnOnce(&dyn Reads) -> Result<T, StoreError> + Send + 'static,
    {
        match self {
            Store::Sqlite(database) => database.read(move |tx| work(tx)),
            Store::Memory(database) => database.read(move |tx| work(tx)),
        }
    }

    /// As [`Self::read`], for what somebody at the desk asks: by readers of the desk's own, so that no
    /// phone waits for it. What takes longer than some seconds is given up as [`StoreError::Busy`].
    pub fn read_for_desk<T, F>(&self, work: F) -> Pending<T>
    where
        T: Send + 'static,
        F: FnOnce(&dyn Reads) -> Result<T, StoreError> + Send + 'static,
    {
        match self {
            Store::Sqlite(database) => database.read_for_desk(move |tx| work(tx)),
            Store::Memory(database) => database.read(move |tx| work(tx)),
        }
    }

    /// Counts the steps of the engine that writes, for measurements; `None` for one without any.
    #[must_use]
    pub fn count_steps(&self) -> Option<Pending<Steps>> {
        match self {
            Store::Sqlite(database) => Some(database.count_steps()),
            Store::Memory(_) => None,
        }
    }

    /// Takes no more work, finishes what waits and leaves everything in order. Blocks; calling it again
    /// does nothing.
    pub fn close(&self) {
        match self {
            Store::Sqlite(database) => database.close(),
            Store::Memory(database) => database.close(),
        }
    }
}

/// The answer to a job: await it, or block on it where there is no async.
#[must_use = "a job's failure is only told here"]
pub struct Pending<T>(Answer<T>);

enum Answer<T> {
    /// It is there; `None` once it was taken.
    Here(Option<Result<T, StoreError>>),
    /// Somebody else works on it.
    Coming(oneshot::Receiver<Result<T, StoreError>>),
}

impl<T> Pending<T> {
    /// Blocks until the answer is there. Panics inside of an async runtime.
    ///
    /// # Errors
    /// What the job failed with, or why it could not be done.
    pub fn wait(self) -> Result<T, StoreError> {
        match self.0 {
            Answer::Here(answer) => answer.unwrap_or(Err(StoreError::Closed)),
            Answer::Coming(answer) => answer.blocking_recv().unwrap_or(Err(StoreError::Closed)),
        }
    }

    /// The answer to a job that was done at once, or never taken.
    pub(super) fn here(answer: Result<T, StoreError>) -> Self {
        Self(Answer::Here(Some(answer)))
    }

    /// The answer that somebody else will send. Should he not, it is [`StoreError::Closed`].
    pub(super) fn coming(answer: oneshot::Receiver<Result<T, StoreError>>) -> Self {
        Self(Answer::Coming(answer))
    }
}

// No answer is ever pinned in place: it is moved out when it is asked for.
impl<T> Unpin for Pending<T> {}

impl<T> Future for Pending<T> {
    type Output = Result<T, StoreError>;

    fn poll(self: Pin<&mut Self>, ctx: &mut Context<'_>) -> Poll<Self::Output> {
        match &mut self.get_mut().0 {
            Answer::Here(answer) => Poll::Ready(answer.take().unwrap_or(Err(StoreError::Closed))),
            Answer::Coming(answer) => {
                Pin::new(answer).poll(ctx).map(|answer| answer.unwrap_or(Err(StoreError::Closed)))
            }
        }
    }
}
