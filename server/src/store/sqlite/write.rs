//! The thread that writes: groups of jobs, one commit each.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::mpsc::Receiver,
    time::{Duration, Instant},
};

use rusqlite::Connection;

use super::{super::StoreError, codec::run, tx::SqliteTx};

/// Most jobs that share one commit: enough that the fsync is paid once for all phones that wait, few
/// enough that the first of them does not wait long (64 pushes of 50 forms are well under a second).
const GROUP_JOBS_MAX: usize = 64;
/// No more jobs join a group after so long: other processes (the command line, a backup) wait for the
/// commit, and a job takes up to as long again.
const GROUP_TIME: Duration = Duration::from_millis(50);

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
        run_group(conn, first, jobs);
    }
    // Failing here loses nothing: the log is read at the next start.
    let _ = conn.pragma_update(None, "optimize", 0x1_0002);
    let _ = conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
}

/// Runs a job, and those that wait behind it while there is time, in one transaction, and answers all of
/// them once it is on disk.
fn run_group(conn: &Connection, first: Job, waiting: &Receiver<Job>) {
    let mut ran = Vec::new();
    let result = match run(conn, "BEGIN IMMEDIATE") {
        Ok(()) => run_jobs(conn, first, waiting, &mut ran).and_then(|()| run(conn, "COMMIT")),
        Err(error) => {
            // Somebody else holds the lock: those that wait need not wait for it one after the other.
            for job in std::iter::once(first).chain(waiting.try_iter().take(GROUP_JOBS_MAX - 1)) {
                ran.push(job(Err(error.clone())).tell);
            }
            Err(error)
        }
    };
    if !conn.is_autocommit() {
        // SQLite undoes some failures by itself and leaves others to us. Should even this fail, the
        // next BEGIN fails too, and its jobs are told so.
        let _ = run(conn, "ROLLBACK");
    }
    for tell in ran {
        tell(result.clone());
    }
}

fn run_jobs(
    conn: &Connection,
    first: Job,
    waiting: &Receiver<Job>,
    ran: &mut Vec<Tell>,
) -> Result<(), StoreError> {
    let began = Instant::now();
    let mut next = Some(first);
    while let Some(job) = next {
        run_job(conn, job, ran)?;
        let is_full = ran.len() >= GROUP_JOBS_MAX || began.elapsed() >= GROUP_TIME;
        next = if is_full { None } else { waiting.try_recv().ok() };
    }
    Ok(())
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
