//! The threads that read.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, Mutex, PoisonError, mpsc::Receiver},
    time::{Duration, Instant},
};

use rusqlite::Connection;

use super::{super::StoreError, codec::run, tx::SqliteTx};

/// What a job does with a transaction, or when there is none to be had.
pub(super) type Job = Box<dyn FnOnce(Result<&SqliteTx<'_>, StoreError>) + Send>;

/// SQLite looks at the clock after so many of its steps, some 50 µs.
const STEPS_BETWEEN_LOOKS: i32 = 1_000;

/// How long each job of a reader may take, and when the one that runs has to end.
pub(super) struct Patience {
    time: Option<Duration>,
    end: Arc<Mutex<Option<Instant>>>,
}

impl Patience {
    /// Lets no question on this connection outlive its job's time; `None` for any time.
    pub(super) fn of(conn: &Connection, time: Option<Duration>) -> rusqlite::Result<Self> {
        let end = Arc::new(Mutex::new(None));
        if time.is_some() {
            let end = Arc::clone(&end);
            let is_over = move || {
                let end = *end.lock().unwrap_or_else(PoisonError::into_inner);
                end.is_some_and(|end| Instant::now() >= end)
            };
            conn.progress_handler(STEPS_BETWEEN_LOOKS, Some(is_over))?;
        }
        Ok(Self { time, end })
    }

    /// Begins a job, or ends one.
    fn set(&self, is_running: bool) {
        let end = self.time.filter(|_| is_running).map(|time| Instant::now() + time);
        *self.end.lock().unwrap_or_else(PoisonError::into_inner) = end;
    }
}

/// Runs jobs, each in a transaction of its own, until the queue is closed.
pub(super) fn serve(conn: &Connection, jobs: &Mutex<Receiver<Job>>, patience: &Patience) {
    loop {
        // Held while waiting: one reader waits at the queue, the others behind it.
        let job = jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(job) = job else { return };
        let begun = run(conn, "BEGIN");
        let tx = SqliteTx::new(conn);
        patience.set(true);
        // The answer of a job that panics is dropped on the way, which its caller sees as `Closed`.
        let _ = catch_unwind(AssertUnwindSafe(|| job(begun.map(|()| &tx))));
        patience.set(false);
        if !conn.is_autocommit() {
            // A transaction that only read has nothing to lose.
            let _ = run(conn, "ROLLBACK");
        }
    }
}
