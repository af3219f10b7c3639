//! Photos and files that phones send by themselves, after the data.
//!
//! A phone announces a blob with its length and digest, and sends its bytes in as many requests as the
//! line needs. They lie in a file of the [`Spool`] until all are there; then they are compared with the
//! digest, looked at as a picture, and kept by the hash of their bytes ([`Kept`]). The store has a row
//! for each. A server that is killed at any point finds what is next from the row and the length of the
//! file. Knows no HTTP.
//!
//! Order of the last steps: the picture is on the disk before its row says so, and the row is committed
//! before the file of the spool goes and the phone is told. Each of them may be repeated.

mod bare;
mod busy;
mod kept;
pub mod limits;
mod picture;
mod spool;

use std::future::Future;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use sha2::{Digest as _, Sha256};
use shared::id::{AccountId, BlobId, RecordId};
use shared::sync::blob::BlobRefusal;
use tokio::sync::Semaphore;

use self::busy::{Busy, Hold, Taken};
use self::kept::Kept;
pub use self::kept::{KeptError, Size, is_kept};
use self::limits::{DAY_MS, Limits, N_WRONG_MAX};
pub use self::picture::drawn_jpeg;
use self::picture::{Checked, check};
use self::spool::{Part, Spool, SpoolError};
use crate::clock::Clock;
use crate::store::blobs::{Blob, BlobState, Picture};
use crate::store::{Store, StoreError};

/// Rows that one round of tidying looks at.
const TIDY_ROWS: u32 = 100;

/// The blobs of a server.
pub struct Blobs {
    store: Store,
    clock: Clock,
    spool: Spool,
    kept: Kept,
    busy: Arc<Busy>,
    /// One picture is decoded at a time: [`limits::DECODING_BYTES_MAX`] is much for a small server.
    decoding: Semaphore,
    limits: Limits,
}

/// What a phone announces.
#[derive(Clone, Debug)]
pub struct Announced {
    /// Which.
    pub id: BlobId,
    /// The record that it belongs to.
    pub record: RecordId,
    /// Its length.
    pub n_bytes: u32,
    /// SHA-256 of all of it.
    pub sha256: [u8; 32],
}

/// The body of a request, piece by piece.
pub trait Pieces: Send + 'static {
    /// The next piece; `None` at the end.
    fn next(&mut self) -> impl Future<Output = Result<Option<Bytes>, Cut>> + Send;
}

/// Why a body ended before its end. What came of it stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// The line broke, or the phone went on by another request.
    Broken,
    /// Nothing came for too long.
    Slow,
}

/// Why a blob was not done with as asked.
#[derive(Debug, thiserror::Error)]
pub enum BlobError {
    /// There is none, or it is somebody else's.
    #[error("there is no such blob")]
    NotFound,
    /// Another request is sending it.
    #[error("another request is sending this blob")]
    Busy,
    /// The account sends, or has announced, too much.
    #[error("too many blobs are under way")]
    TooMany,
    /// Bytes that do not follow on those that are here.
    #[error("the blob stands at another offset")]
    Offset {
        /// How many are here.
        has: u64,
    },
    /// More bytes than were announced.
    #[error("the blob is longer than announced")]
    TooLong,
    /// No room on the disk, or in the spool.
    #[error("there is no room for blobs")]
    Full,
    /// The body was cut; what came is here.
    #[error("the body was cut")]
    Cut(Cut),
    /// All of it came and was something else: it begins anew.
    #[error("the bytes are not those that were announced")]
    Digest,
    /// It is never taken.
    #[error("the blob is refused")]
    Refused(u16),
    /// It belongs to its record for good.
    #[error("the blob has arrived and stays")]
    Arrived,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The file system failed.
    #[error("a file of blobs failed")]
    Io(#[source] io::Error),
    /// The folder of pictures failed.
    #[error(transparent)]
    Kept(KeptError),
    /// A thread panicked.
    #[error("the picture could not be looked at")]
    Panicked,
}

impl From<io::Error> for BlobError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full,
            _ => Self::Io(error),
        }
    }
}

impl From<SpoolError> for BlobError {
    fn from(error: SpoolError) -> Self {
        match error {
            SpoolError::Full => Self::Full,
            SpoolError::Io(error) => error.into(),
        }
    }
}

impl From<Taken> for BlobError {
    fn from(taken: Taken) -> Self {
        match taken {
            Taken::ByAnother => Self::Busy,
            Taken::TooMany => Self::TooMany,
        }
    }
}

impl From<BlobRefusal> for BlobError {
    fn from(refusal: BlobRefusal) -> Self {
        Self::Refused(refusal.code())
    }
}

impl Blobs {
    /// The blobs of the server whose folder this is.
    #[must_use]
    pub fn new(store: Store, clock: Clock, data: &Path, limits: Limits) -> Arc<Self> {
        Arc::new(Self {
            store,
            clock,
            spool: Spool::new(data, limits.spool_bytes_max),
            kept: Kept::new(data),
            busy: Busy::new(&limits),
            decoding: Semaphore::new(1),
            limits,
        })
    }

    /// How long the next piece of a body is waited for.
    #[must_use]
    pub const fn idle(&self) -> Duration {
        self.limits.idle
    }

    /// Until when a blob may arrive, Unix milliseconds; `None` for one that has.
    #[must_use]
    pub fn expires_at_ms(&self, blob: &Blob) -> Option<u64> {
        let is_arriving = blob.state == BlobState::Arriving;
        is_arriving.then(|| blob.announced_at_ms.saturating_add(self.limits.arriving_ms))
    }

    /// Takes note of a blob. The same one again is no error: a phone that lost the answer, or was
    /// started anew, asks again.
    ///
    /// # Errors
    /// [`BlobError::Refused`], `NotFound` for one of somebody else, `TooMany`, `Full`, or the store's.
    pub async fn announce(
        &self,
        account: AccountId,
        announced: Announced,
    ) -> Result<Blob, BlobError> {
        if announced.n_bytes == 0 {
            return Err(BlobRefusal::TooSmall.into());
        }
        let (now_ms, limits) = (self.clock.now_ms(), self.limits);
        let stored = self.store.write(move |tx| {
            let Announced { id, record, n_bytes, sha256 } = announced;
            if let Some(known) = tx.blob(id)? {
                let is_same =
                    (known.record, known.n_bytes, known.sha256) == (record, n_bytes, sha256);
                return Ok(match &known.state {
                    _ if known.account != account => Err(BlobError::NotFound),
                    _ if !is_same => Err(BlobRefusal::OtherBytes.into()),
                    BlobState::Refused(refusal) => Err(BlobError::Refused(*refusal)),
                    BlobState::Arriving | BlobState::Arrived(_) => Ok(known),
                });
            }
            let used = tx.blob_use(account, now_ms.saturating_sub(DAY_MS))?;
            let n_bytes_of_day = used.n_bytes.saturating_add(n_bytes.into());
            let is_too_much = used.n_arriving >= limits.n_arriving_max
                || used.n_announced >= limits.day_blobs_max
                || n_bytes_of_day > limits.day_bytes_max;
            if is_too_much {
                return Ok(Err(BlobError::TooMany));
            }
            let (announced_at_ms, n_wrong, state) = (now_ms, 0, BlobState::Arriving);
            let blob =
                Blob { id, account, record, n_bytes, sha256, announced_at_ms, n_wrong, state };
            tx.put_blob(&blob)?;
            Ok(Ok(blob))
        });
        stored.await?
    }

    /// A blob of an account, and how many of its bytes are here. One that is whole is looked at first,
    /// so that all bytes being here means that it is kept. Whoever is sending it is told to stop.
    ///
    /// # Errors
    /// [`BlobError::NotFound`], `Busy`, `Refused`, `Digest`, or what failed.
    pub async fn stand(
        self: &Arc<Self>,
        account: AccountId,
        id: BlobId,
    ) -> Result<(Blob, u64), BlobError> {
        let blob = self.of_account(account, id).await?;
        match blob.state {
            BlobState::Refused(refusal) => return Err(BlobError::Refused(refusal)),
            BlobState::Arrived(_) => {
                let n_bytes = blob.n_bytes.into();
                return Ok((blob, n_bytes));
            }
            BlobState::Arriving => {}
        }
        let hold = self.busy.take_over(id, account).await?;
        let blobs = Arc::clone(self);
        // Not ended by a phone that does not wait for the answer.
        let looked = tokio::spawn(async move {
            // The one who was sending may have finished it.
            let blob = blobs.of_account(account, id).await?;
            let n_bytes = match blob.state {
                BlobState::Arriving => blobs.spool.n_bytes(id).await?,
                BlobState::Arrived(_) => return Ok((blob.clone(), blob.n_bytes.into())),
                BlobState::Refused(refusal) => return Err(BlobError::Refused(refusal)),
            };
            let blob = if n_bytes >= u64::from(blob.n_bytes) {
                blobs.finish(blob, hold).await?
            } else {
                blob
            };
            Ok((blob, n_bytes))
        });
        looked.await.unwrap_or(Err(BlobError::Panicked))
    }

    /// Takes more bytes of a blob, from this offset on; how many are here then. With the last byte the
    /// blob is looked at and kept.
    ///
    /// # Errors
    /// [`BlobError`]. Whatever came and could be written is here, also after a cut.
    pub async fn append(
        self: &Arc<Self>,
        account: AccountId,
        id: BlobId,
        offset: u64,
        pieces: impl Pieces,
    ) -> Result<(Blob, u64), BlobError> {
        self.of_account(account, id).await?;
        let hold = self.busy.hold(id, account)?;
        // Whoever held it until now may have finished it.
        let blob = self.of_account(account, id).await?;
        match blob.state {
            BlobState::Arriving => {}
            BlobState::Arrived(_) => return Err(BlobError::Offset { has: blob.n_bytes.into() }),
            BlobState::Refused(refusal) => return Err(BlobError::Refused(refusal)),
        }
        let blobs = Arc::clone(self);
        // Where the line breaks, the request is dropped but what came of it is still written down.
        let taken = tokio::spawn(async move { blobs.take(blob, offset, pieces, hold).await });
        taken.await.unwrap_or(Err(BlobError::Panicked))
    }

    async fn take(
        &self,
        blob: Blob,
        offset: u64,
        pieces: impl Pieces,
        mut hold: Hold,
    ) -> Result<(Blob, u64), BlobError> {
        let mut part = self.spool.open(blob.id).await?;
        let has = part.n_bytes();
        if has != offset {
            return Err(BlobError::Offset { has });
        }
        let ended = write_all(&mut part, &blob, pieces, &mut hold).await;
        let kept = part.keep().await;
        if kept.is_err() || matches!(ended, Err(BlobError::Full | BlobError::Io(_))) {
            part.undo().await;
        }
        let has = part.n_bytes();
        drop(part);
        kept?;
        ended?;
        let is_whole = has >= u64::from(blob.n_bytes);
        let blob = if is_whole { self.finish(blob, hold).await? } else { blob };
        Ok((blob, has))
    }

    /// All bytes are here: are they what was announced, and a picture?
    async fn finish(&self, mut blob: Blob, hold: Hold) -> Result<Blob, BlobError> {
        let bytes = self.spool.read(blob.id).await?;
        // Taken before the thread, so that only one has the memory.
        let decoding = self.decoding.acquire().await.map_err(|_closed| BlobError::Panicked)?;
        let announced = blob.sha256;
        let looked = tokio::task::spawn_blocking(move || look(bytes, announced)).await;
        drop(decoding);
        let result = match looked.map_err(|_panic| BlobError::Panicked)? {
            Looked::Other if blob.n_wrong + 1 < N_WRONG_MAX => {
                blob.n_wrong += 1;
                Err(BlobError::Digest)
            }
            Looked::Other => refuse(&mut blob, BlobRefusal::Digest),
            Looked::Refused(refusal) => refuse(&mut blob, refusal),
            Looked::Picture { checked, bytes, hash } => {
                let Checked { media, drawn: _, small, width, height } = checked;
                self.keep(&hash, Size::Small, small).await?;
                self.keep(&hash, Size::Whole, bytes).await?;
                let stored_at_ms = self.clock.now_ms();
                let picture = Picture { hash, media, width, height, stored_at_ms };
                blob.state = BlobState::Arrived(picture);
                Ok(())
            }
        };
        let to_store = blob.clone();
        self.store.write(move |tx| tx.put_blob(&to_store)).await?;
        self.spool.remove(blob.id).await?;
        drop(hold);
        result.map(|()| blob)
    }

    async fn keep(&self, hash: &[u8; 32], size: Size, bytes: Vec<u8>) -> Result<(), BlobError> {
        self.kept
            .put(hash, size, bytes)
            .await
            .map_err(|error| if error.is_full() { BlobError::Full } else { BlobError::Kept(error) })
    }

    /// The phone does not want it any more. What has arrived stays: a record names it.
    ///
    /// # Errors
    /// [`BlobError::NotFound`], `Busy`, `Arrived`, or what failed.
    pub async fn terminate(&self, account: AccountId, id: BlobId) -> Result<(), BlobError> {
        self.of_account(account, id).await?;
        let hold = self.busy.take_over(id, account).await?;
        match self.of_account(account, id).await?.state {
            BlobState::Arrived(_) => return Err(BlobError::Arrived),
            BlobState::Arriving | BlobState::Refused(_) => {}
        }
        self.forget(id).await?;
        drop(hold);
        Ok(())
    }

    /// The bytes of a picture.
    ///
    /// # Errors
    /// [`KeptError`].
    pub async fn bytes(&self, picture: &Picture, size: Size) -> Result<Vec<u8>, KeptError> {
        self.kept.get(&picture.hash, size).await
    }

    /// Forgets what has been arriving for too long, and files of which nobody knows. True when there
    /// may be more.
    ///
    /// # Errors
    /// What failed; the rest is done another time.
    pub async fn tidy(&self) -> Result<bool, BlobError> {
        let before_ms = self.clock.now_ms().saturating_sub(self.limits.arriving_ms);
        let old = self.store.read(move |tx| tx.blobs_arriving_since(before_ms, TIDY_ROWS)).await?;
        let is_more = old.len() >= TIDY_ROWS as usize;
        for id in old {
            self.forget(id).await?;
        }
        for id in self.spool.old().await? {
            let known = self.store.read(move |tx| tx.blob(id)).await?;
            if known.is_none_or(|blob| blob.state != BlobState::Arriving) {
                self.spool.remove(id).await?;
            }
        }
        Ok(is_more)
    }

    async fn forget(&self, id: BlobId) -> Result<(), BlobError> {
        self.store.write(move |tx| tx.delete_blob(id)).await?;
        Ok(self.spool.remove(id).await?)
    }

    async fn of_account(&self, account: AccountId, id: BlobId) -> Result<Blob, BlobError> {
        let blob = self.store.read(move |tx| tx.blob(id)).await?;
        blob.filter(|blob| blob.account == account).ok_or(BlobError::NotFound)
    }
}

/// Writes what comes until it ends, breaks, is too long, or somebody else asks for the blob.
async fn write_all(
    part: &mut Part<'_>,
    blob: &Blob,
    mut pieces: impl Pieces,
    hold: &mut Hold,
) -> Result<(), BlobError> {
    loop {
        let piece = tokio::select! {
            piece = pieces.next() => piece.map_err(BlobError::Cut)?,
            () = hold.asked_for() => return Err(BlobError::Cut(Cut::Broken)),
        };
        let Some(piece) = piece else { return Ok(()) };
        let n_left = u64::from(blob.n_bytes).saturating_sub(part.n_bytes());
        if piece.len() as u64 > n_left {
            return Err(BlobError::TooLong);
        }
        part.write(&piece).await?;
    }
}

fn refuse(blob: &mut Blob, refusal: BlobRefusal) -> Result<(), BlobError> {
    blob.state = BlobState::Refused(refusal.code());
    Err(refusal.into())
}

/// What was found in the bytes of a blob.
enum Looked {
    /// They are not those that were announced.
    Other,
    /// They are no picture that may be kept.
    Refused(BlobRefusal),
    /// A picture, with the bytes to keep and their hash.
    Picture { checked: Checked, bytes: Vec<u8>, hash: [u8; 32] },
}

fn look(bytes: Vec<u8>, announced: [u8; 32]) -> Looked {
    let mut hash: [u8; 32] = Sha256::digest(&bytes).into();
    if hash != announced {
        return Looked::Other;
    }
    match check(&bytes) {
        Err(refusal) => Looked::Refused(refusal),
        Ok(mut checked) => {
            let mut bytes = bytes;
            if let Some(drawn) = checked.drawn.take() {
                hash = Sha256::digest(&drawn).into();
                bytes = drawn;
            }
            Looked::Picture { checked, bytes, hash }
        }
    }
}
