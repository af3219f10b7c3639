//! The thread that writes: groups of jobs, one commit each.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::mpsc::Receiver,
};

use rusqlite::Connection;

use super::{super::StoreError, codec::run, tx::SqliteTx};

/// Most jobs that share one commit: enough that the fsync is paid once for all phones that wait, few
/// enough that the first of them does not wait long (64 pushes of 50 forms are well under a second).
const GROUP_JOBS_MAX: usize = 64;

/// What a job does with a transaction, or when there is none to be had.
pub(super) type Job = Box<dyn FnOnce(Result<&mut SqliteTx<'_>, StoreError>) -> Done + Send>;

/// Sends the answer of a job: the job's own failure, else that of its group, else its result.
pub(super) type Tell = Box<dyn FnOnce(Result<(), StoreError>) + Send>;

/// A job that ran, and whose answer waits for the commit.
pub(super) struct Done {
    /// Why it failed, if it did.
    pub error: Option<StoreError>,
    /// Tells the one who waits.
    pub tell: Tell,
}

/// Runs jobs until the queue is closed and all that waited are done; then tidies up.
pub(super) fn serve(conn: &Connection, jobs: &Receiver<Job>) {
    while let Ok(first) = jobs.recv() {
        let mut group = vec![first];
        group.extend(jobs.try_iter().take(GROUP_JOBS_MAX - 1));
        run_group(conn, group);
    }
    // Failing here loses nothing: the log is read at the next start.
    let _ = conn.pragma_update(None, "optimize", 0x1_0002);
    let _ = conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
}

/// Runs jobs in one transaction and answers all of them once it is on disk.
fn run_group(conn: &Connection, group: Vec<Job>) {
    let mut ran = Vec::with_capacity(group.len());
    let mut jobs = group.into_iter();
    let result = run(conn, "BEGIN IMMEDIATE")
        .and_then(|()| jobs.by_ref().try_for_each(|job| run_job(conn, job, &mut ran)))
        .and_then(|()| run(conn, "COMMIT"));
    if !conn.is_autocommit() {
        // SQLite undoes some failures by itself and leaves others to us. Should even this fail, the
        // next BEGIN fails too, and its jobs are told so.
        let _ = run(conn, "ROLLBACK");
    }
    if let Err(error) = &result {
        ran.extend(jobs.map(|job| job(Err(error.clone())).tell));
    }
    for tell in ran {
        tell(result.clone());
    }
}

/// Runs one job in a savepoint.
///
/// # Errors
/// When the whole group is lost: the disk is full or failing, or SQLite gave up the transaction.
fn run_job(conn: &Connection, job: Job, ran: &mut Vec<Tell>) -> Result<(), StoreError> {
    run(conn, "SAVEPOINT job")?;
    // A job that panics must not take the thread, and with it the server, along. Its answer is
    // dropped on the way, which its caller sees as `Closed`.
    let done = catch_unwind(AssertUnwindSafe(|| job(Ok(&mut SqliteTx::new(conn)))));
    let error = match done {
        Ok(Done { error, tell }) => {
            ran.push(tell);
            error
        }
        Err(_) => Some(StoreError::Closed),
    };
    match error {
        None => run(conn, "RELEASE job"),
        Some(error) if conn.is_autocommit() || error.is_of_group() => Err(error),
        Some(_) => {
            run(conn, "ROLLBACK TO job")?;
            run(conn, "RELEASE job")
        }
    }
}
