//! Jobs for the database's threads, and the answers that wait for them.

use tokio::sync::oneshot;

use super::{
    super::{Pending, StoreError},
    read,
    tx::SqliteTx,
    write,
};

/// A job for the writer. Its result is held back until the group it ran in is committed. Not run at all
/// when nobody waits for it any more: its phone has gone, or was told to come again, and will.
pub(super) fn write_job<T, F>(work: F) -> (write::Job, Pending<T>)
where
    T: Send + 'static,
    F: FnOnce(&mut SqliteTx<'_>) -> Result<T, StoreError> + Send + 'static,
{
    let (answer, pending) = oneshot::channel();
    let job: write::Job = Box::new(move |tx| {
        if answer.is_closed() {
            return write::Done { error: None, tell: Box::new(drop) };
        }
        let result = tx.and_then(|tx| {
            let done = work(tx)?;
            tx.write_seq()?;
            Ok(done)
        });
        let error = result.as_ref().err().cloned();
        let tell = Box::new(move |group: Result<(), StoreError>| {
            // Nobody waits when the request was given up; what was written stays all the same.
            let _ = answer.send(result.and_then(|value| group.map(|()| value)));
        });
        write::Done { error, tell }
    });
    (job, Pending::coming(pending))
}

/// A job for a reader. Not run at all when nobody waits for it any more.
pub(super) fn read_job<T, F>(work: F) -> (read::Job, Pending<T>)
where
    T: Send + 'static,
    F: FnOnce(&SqliteTx<'_>) -> Result<T, StoreError> + Send + 'static,
{
    let (answer, pending) = oneshot::channel();
    let job: read::Job = Box::new(move |tx| {
        if !answer.is_closed() {
            let _ = answer.send(tx.and_then(work));
        }
    });
    (job, Pending::coming(pending))
}
