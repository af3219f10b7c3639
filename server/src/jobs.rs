//! Work that nobody waits for.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::{sleep, timeout};

use crate::blobs::{BlobError, Blobs};
use crate::clock::Clock;
use crate::files::shelf::Shelf;
use crate::store::{Store, StoreError};
use crate::sync::{References, recheck::next_slice, review};

/// How often it is looked whether another program left something to check again.
const LOOK_EVERY: Duration = Duration::from_secs(60);

/// How often what never arrived is looked for.
const TIDY_EVERY: Duration = Duration::from_secs(3_600);

/// Forgets blobs that have been arriving for too long. Ends with the store.
pub async fn tidy_blobs(blobs: Arc<Blobs>) {
    loop {
        match blobs.tidy().await {
            Ok(true) => continue,
            Ok(false) => {}
            Err(BlobError::Store(StoreError::Closed)) => return,
            Err(error) => tracing::error!(error = %error, "old blobs could not be removed"),
        }
        sleep(TIDY_EVERY).await;
    }
}

/// Checks again what the store remembers, a slice at a time, and then waits until it is told that there
/// may be more. Ends with the store.
pub async fn check_again(
    store: Store,
    references: Arc<References>,
    clock: Clock,
    wake: Arc<Notify>,
) {
    loop {
        match slice(&store, &references, &clock).await {
            Ok(true) => continue,
            Ok(false) => {}
            Err(StoreError::Closed) => return,
            Err(error) => tracing::error!(error = %error, "records could not be checked again"),
        }
        // Whether it was told or the time is up, it looks.
        let _ = timeout(LOOK_EVERY, wake.notified()).await;
    }
}

/// Deletes files whose time is over.
pub async fn delete_files(files: Arc<Shelf>) {
    loop {
        sleep(LOOK_EVERY).await;
        files.sweep();
    }
}

/// One slice; false when there is none. The writer is not asked for nothing.
async fn slice(
    store: &Store,
    references: &Arc<References>,
    clock: &Clock,
) -> Result<bool, StoreError> {
    if store.read(|tx| tx.some_recheck()).await?.is_none() {
        return Ok(false);
    }
    let (references, now_ms) = (Arc::clone(references), clock.now_ms());
    store.write(move |tx| next_slice(tx, &references, now_ms)).await
}

/// Lets decisions take effect when their minute is over. Ends with the store.
pub async fn take_effect(
    store: Store,
    references: Arc<References>,
    clock: Clock,
    wake: Arc<Notify>,
) {
    loop {
        let pause = match due(&store, &references, &clock).await {
            Ok(None) => continue,
            Ok(Some(pause)) => pause,
            Err(StoreError::Closed) => return,
            Err(error) => {
                tracing::error!(error = %error, "decisions could not take effect");
                LOOK_EVERY
            }
        };
        // Whether it was told or the time is up, it looks.
        let _ = timeout(pause, wake.notified()).await;
    }
}

/// Some of what is due; how long there is nothing to do, or `None` when there may be more.
async fn due(
    store: &Store,
    references: &Arc<References>,
    clock: &Clock,
) -> Result<Option<Duration>, StoreError> {
    let first_ms = store.read(|tx| tx.first_pending_ms()).await?;
    let now_ms = clock.now_ms();
    match first_ms {
        None => Ok(Some(LOOK_EVERY)),
        Some(made_at_ms) if review::is_due(made_at_ms, now_ms) => {
            let references = Arc::clone(references);
            store.write(move |tx| review::take_due(tx, &references, now_ms)).await?;
            Ok(None)
        }
        // The clock may be set meanwhile.
        Some(made_at_ms) => {
            let left_ms = review::due_ms(made_at_ms).saturating_sub(now_ms);
            Ok(Some(Duration::from_millis(left_ms).min(LOOK_EVERY)))
        }
    }
}
