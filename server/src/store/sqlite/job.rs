//! Jobs for the database's threads, and the answers that wait for them.

use std::{
    pin::Pin,
    task::{Context, Poll},
};

use tokio::sync::oneshot;

use super::{
    super::StoreError,
    read,
    tx::{ReadTx, WriteTx},
    write,
};

/// The answer to a job: await it, or block on it where there is no async.
#[must_use = "a job's failure is only told here"]
pub struct Pending<T>(oneshot::Receiver<Result<T, StoreError>>);

impl<T> Pending<T> {
    /// Blocks until the answer is there. Panics inside of an async runtime.
    ///
    /// # Errors
    /// What the job failed with, or why it could not be done.
    pub fn wait(self) -> Result<T, StoreError> {
        self.0.blocking_recv().unwrap_or(Err(StoreError::Closed))
    }

    /// The answer to a job that was never taken.
    pub(super) fn failed(error: StoreError) -> Self {
        let (answer, pending) = oneshot::channel();
        // The other half is right here, so this always arrives.
        let _ = answer.send(Err(error));
        Self(pending)
    }
}

impl<T> Future for Pending<T> {
    type Output = Result<T, StoreError>;

    fn poll(mut self: Pin<&mut Self>, ctx: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut self.0).poll(ctx).map(|answer| answer.unwrap_or(Err(StoreError::Closed)))
    }
}

/// A job for the writer. Its result is held back until the group it ran in is committed.
pub(super) fn write_job<T, F>(work: F) -> (write::Job, Pending<T>)
where
    T: Send + 'static,
    F: FnOnce(&mut WriteTx<'_>) -> Result<T, StoreError> + Send + 'static,
{
    let (answer, pending) = oneshot::channel();
    let job: write::Job = Box::new(move |tx| {
        let result = tx.and_then(work);
        let error = result.as_ref().err().cloned();
        let tell = Box::new(move |group: Result<(), StoreError>| {
            // Nobody waits when the request was given up; what was written stays all the same.
            let _ = answer.send(result.and_then(|value| group.map(|()| value)));
        });
        write::Done { error, tell }
    });
    (job, Pending(pending))
}

/// A job for a reader. Not run at all when nobody waits for it any more.
pub(super) fn read_job<T, F>(work: F) -> (read::Job, Pending<T>)
where
    T: Send + 'static,
    F: FnOnce(&ReadTx<'_>) -> Result<T, StoreError> + Send + 'static,
{
    let (answer, pending) = oneshot::channel();
    let job: read::Job = Box::new(move |tx| {
        if !answer.is_closed() {
            let _ = answer.send(tx.and_then(work));
        }
    });
    (job, Pending(pending))
}
