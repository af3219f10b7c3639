//! Who is sending which blob now. Two requests never write to one file.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use shared::id::{AccountId, BlobId};
use tokio::sync::watch;
use tokio::time::timeout;

use super::limits::Limits;

/// How long somebody who asks waits for the one who sends.
const PATIENCE: Duration = Duration::from_secs(10);

/// The blobs that somebody is sending, or that are being looked at.
pub struct Busy {
    held: Mutex<HashMap<BlobId, Held>>,
    n_max: usize,
    n_of_account_max: usize,
}

struct Held {
    account: AccountId,
    /// True: stop. Closed once the holder is gone.
    stop: watch::Sender<bool>,
}

/// Why a blob cannot be held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// Somebody else holds this one.
    ByAnother,
    /// The account, or all together, hold too many.
    TooMany,
}

/// The only one who may touch the bytes of a blob, until it is dropped.
pub struct Hold {
    busy: Arc<Busy>,
    blob: BlobId,
    stop: watch::Receiver<bool>,
}

impl Busy {
    /// Nobody sends anything.
    #[must_use]
    pub fn new(limits: &Limits) -> Arc<Self> {
        let (n_max, n_of_account_max) = (limits.n_sending_max, limits.n_sending_of_account_max);
        Arc::new(Self { held: Mutex::default(), n_max, n_of_account_max })
    }

    /// Holds a blob.
    ///
    /// # Errors
    /// [`Taken`].
    pub fn hold(self: &Arc<Self>, blob: BlobId, account: AccountId) -> Result<Hold, Taken> {
        let mut held = self.lock();
        if held.contains_key(&blob) {
            return Err(Taken::ByAnother);
        }
        let n_of_account = held.values().filter(|one| one.account == account).count();
        if held.len() >= self.n_max || n_of_account >= self.n_of_account_max {
            return Err(Taken::TooMany);
        }
        let (tell, stop) = watch::channel(false);
        held.insert(blob, Held { account, stop: tell });
        drop(held);
        Ok(Hold { busy: Arc::clone(self), blob, stop })
    }

    /// Holds a blob, after whoever sends it was told to stop: a line that broke may look open from here
    /// for minutes, and the phone that asks is the one that was sending.
    ///
    /// # Errors
    /// [`Taken::ByAnother`] when the other does not stop in time.
    pub async fn take_over(
        self: &Arc<Self>,
        blob: BlobId,
        account: AccountId,
    ) -> Result<Hold, Taken> {
        let other = self.lock().get(&blob).map(|held| held.stop.clone());
        if let Some(other) = other {
            other.send_replace(true);
            if timeout(PATIENCE, other.closed()).await.is_err() {
                return Err(Taken::ByAnother);
            }
        }
        self.hold(blob, account)
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<BlobId, Held>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Hold {
    /// Waits until somebody else asks for the blob.
    pub async fn asked_for(&mut self) {
        // The sender lives as long as this does.
        if self.stop.wait_for(|stop| *stop).await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        // The entry goes before the receiver, so that whoever waits finds the place free.
        self.busy.lock().remove(&self.blob);
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    const ACCOUNT: AccountId = AccountId([1; 16]);

    fn blob(number: u8) -> BlobId {
        BlobId([number; 16])
    }

    fn busy() -> Arc<Busy> {
        let limits = Limits { n_sending_max: 3, n_sending_of_account_max: 2, ..Limits::default() };
        Busy::new(&limits)
    }

    #[test]
    fn one_blob_has_one_holder_and_there_are_not_too_many() {
        let busy = busy();
        let first = busy.hold(blob(1), ACCOUNT).unwrap();
        assert_eq!(busy.hold(blob(1), ACCOUNT).err(), Some(Taken::ByAnother));
        let _second = busy.hold(blob(2), ACCOUNT).unwrap();
        assert_eq!(busy.hold(blob(3), ACCOUNT).err(), Some(Taken::TooMany), "of one account");
        let _third = busy.hold(blob(3), AccountId([2; 16])).unwrap();
        assert_eq!(busy.hold(blob(4), AccountId([3; 16])).err(), Some(Taken::TooMany), "of all");
        drop(first);
        assert!(busy.hold(blob(1), ACCOUNT).is_ok());
    }

    #[tokio::test]
    async fn who_asks_stops_the_one_who_sends() {
        let busy = busy();
        let mut sending = busy.hold(blob(1), ACCOUNT).unwrap();
        let sender = tokio::spawn(async move { sending.asked_for().await });
        assert!(busy.take_over(blob(1), ACCOUNT).await.is_ok());
        sender.await.unwrap();
    }
}
