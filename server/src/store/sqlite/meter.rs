//! Counts what the writer does, for those who measure it.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use super::{super::Pending, Database, codec::store_error};

/// Steps of SQLite's machine since it began to count. Unlike time they are the same on every computer.
#[derive(Clone, Debug, Default)]
pub struct Steps(Arc<AtomicU64>);

impl Steps {
    /// So many so far.
    #[must_use]
    pub fn so_far(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

impl Database {
    /// Counts the writer's steps from here on. It becomes slower by that.
    pub fn count_steps(&self) -> Pending<Steps> {
        let steps = Steps::default();
        self.write(move |tx| {
            let counted = Arc::clone(&steps.0);
            let count = move || {
                counted.fetch_add(1, Ordering::Relaxed);
                false
            };
            tx.conn.progress_handler(1, Some(count)).map_err(store_error)?;
            Ok(steps)
        })
    }
}
