//! The threads that read.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Mutex, PoisonError, mpsc::Receiver},
};

use rusqlite::Connection;

use super::{super::StoreError, codec::run, tx::SqliteTx};

/// What a job does with a transaction, or when there is none to be had.
pub(super) type Job = Box<dyn FnOnce(Result<&SqliteTx<'_>, StoreError>) + Send>;

/// Runs jobs, each in a transaction of its own, until the queue is closed.
pub(super) fn serve(conn: &Connection, jobs: &Mutex<Receiver<Job>>) {
    loop {
        // Held while waiting: one reader waits at the queue, the others behind it.
        let job = jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(job) = job else { return };
        let begun = run(conn, "BEGIN");
        let tx = SqliteTx::new(conn);
        // The answer of a job that panics is dropped on the way, which its caller sees as `Closed`.
        let _ = catch_unwind(AssertUnwindSafe(|| job(begun.map(|()| &tx))));
        if !conn.is_autocommit() {
            // A transaction that only read has nothing to lose.
            let _ = run(conn, "ROLLBACK");
        }
    }
}
