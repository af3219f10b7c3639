//! Work that nobody waits for.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::timeout;

use crate::clock::Clock;
use crate::files::shelf::Shelf;
use crate::store::{Store, StoreError};
use crate::sync::{References, recheck::next_slice};

/// How often it is looked whether another program left something to check again.
const LOOK_EVERY: Duration = Duration::from_secs(60);

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
        tokio::time::sleep(LOOK_EVERY).await;
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
