//! Files of what is arriving, one for each blob. How much of a blob is here is the length of its file,
//! so that nothing else has to be written while it comes.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use shared::id::BlobId;
use tokio::fs::{self, File};
use tokio::io::AsyncWriteExt as _;

use crate::folder::{make_inside, private, sync_folder};

/// Files that nobody knows of are removed when they are this old: one that was just begun is known in
/// a moment.
const UNKNOWN_FOR: Duration = Duration::from_secs(86_400);

/// The folder of what is arriving. It is made with its first file.
pub struct Spool {
    folder: PathBuf,
    bytes_max: u64,
    n_bytes: AtomicU64,
}

/// Why something was not spooled.
#[derive(Debug, thiserror::Error)]
pub enum SpoolError {
    /// There is no room for what is arriving.
    #[error("the spool is full")]
    Full,
    /// What the system says.
    #[error("the spool failed")]
    Io(#[from] io::Error),
}

/// The file of one blob, open at its end.
pub struct Part<'s> {
    spool: &'s Spool,
    file: File,
    /// Its name may not be on the disk yet.
    is_new: bool,
    /// How much is here for good.
    n_safe: u64,
    /// How much was written.
    n_bytes: u64,
}

impl Spool {
    /// The spool of a server's folder.
    #[must_use]
    pub fn new(data: &Path, bytes_max: u64) -> Self {
        let folder = data.join("spool");
        let files = std::fs::read_dir(&folder).into_iter().flatten().flatten();
        let n_bytes = files.filter_map(|file| file.metadata().ok()).map(|file| file.len()).sum();
        Self { folder, bytes_max, n_bytes: AtomicU64::new(n_bytes) }
    }

    /// How many bytes of a blob are here.
    ///
    /// # Errors
    /// What the system says.
    pub async fn n_bytes(&self, blob: BlobId) -> io::Result<u64> {
        match fs::metadata(self.path(blob)).await {
            Ok(file) => Ok(file.len()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(0),
            Err(error) => Err(error),
        }
    }

    /// Opens the file of a blob at its end, and makes it where it is not there.
    ///
    /// # Errors
    /// What the system says.
    pub async fn open(&self, blob: BlobId) -> io::Result<Part<'_>> {
        let mut options = private();
        options.read(false).write(false).append(true).create(true);
        let options = fs::OpenOptions::from(options);
        let file = match options.open(self.path(blob)).await {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                make_inside(&self.folder)?;
                options.open(self.path(blob)).await?
            }
            opened => opened?,
        };
        let n_bytes = file.metadata().await?.len();
        Ok(Part { spool: self, file, is_new: n_bytes == 0, n_safe: n_bytes, n_bytes })
    }

    /// All that is here of a blob.
    ///
    /// # Errors
    /// What the system says.
    pub async fn read(&self, blob: BlobId) -> io::Result<Vec<u8>> {
        fs::read(self.path(blob)).await
    }

    /// Removes the file of a blob; one that is not there is no error.
    ///
    /// # Errors
    /// What the system says.
    pub async fn remove(&self, blob: BlobId) -> io::Result<()> {
        let n_bytes = self.n_bytes(blob).await?;
        match fs::remove_file(self.path(blob)).await {
            Ok(()) => self.give_back(n_bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// Old files, by the blobs that they are of: what the database forgot, or never knew after it was
    /// set back.
    ///
    /// # Errors
    /// What the system says.
    pub async fn old(&self) -> io::Result<Vec<BlobId>> {
        let mut old = Vec::new();
        let mut files = match fs::read_dir(&self.folder).await {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(old),
            files => files?,
        };
        while let Some(file) = files.next_entry().await? {
            let Some(blob) = file.file_name().to_str().and_then(BlobId::parse) else { continue };
            let changed = file.metadata().await.and_then(|file| file.modified());
            let age = changed.ok().and_then(|at| SystemTime::now().duration_since(at).ok());
            if age.is_some_and(|age| age > UNKNOWN_FOR) {
                old.push(blob);
            }
        }
        Ok(old)
    }

    fn path(&self, blob: BlobId) -> PathBuf {
        self.folder.join(blob.to_string())
    }

    fn take(&self, n_bytes: u64) -> Result<(), SpoolError> {
        let before = self.n_bytes.fetch_add(n_bytes, Ordering::SeqCst);
        if before.saturating_add(n_bytes) > self.bytes_max {
            self.give_back(n_bytes);
            return Err(SpoolError::Full);
        }
        Ok(())
    }

    fn give_back(&self, n_bytes: u64) {
        let less = |now: u64| Some(now.saturating_sub(n_bytes));
        // The closure always has a number.
        let _ = self.n_bytes.fetch_update(Ordering::SeqCst, Ordering::SeqCst, less);
    }
}

impl Part<'_> {
    /// How much of the blob was written.
    #[must_use]
    pub const fn n_bytes(&self) -> u64 {
        self.n_bytes
    }

    /// Writes some more.
    ///
    /// # Errors
    /// [`SpoolError`]; then [`Part::undo`].
    pub async fn write(&mut self, bytes: &[u8]) -> Result<(), SpoolError> {
        let n_bytes = bytes.len() as u64;
        self.spool.take(n_bytes)?;
        self.n_bytes += n_bytes;
        Ok(self.file.write_all(bytes).await?)
    }

    /// Returns once all that was written is on the disk: what is told to have arrived has arrived.
    ///
    /// # Errors
    /// What the system says; then [`Part::undo`].
    pub async fn keep(&mut self) -> io::Result<()> {
        self.file.flush().await?;
        self.file.sync_data().await?;
        if self.is_new {
            let folder = self.spool.folder.clone();
            tokio::task::spawn_blocking(move || sync_folder(&folder)).await??;
            self.is_new = false;
        }
        self.n_safe = self.n_bytes;
        Ok(())
    }

    /// Cuts off what was not kept.
    pub async fn undo(&mut self) {
        // Where not even this works, the digest at the end finds it.
        let _ = self.file.set_len(self.n_safe).await;
        self.spool.give_back(self.n_bytes - self.n_safe);
        self.n_bytes = self.n_safe;
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    const BLOB: BlobId = BlobId([1; 16]);

    #[tokio::test]
    async fn a_file_grows_until_the_spool_is_full_and_gives_its_room_back() {
        let data = tempfile::tempdir().unwrap();
        let spool = Spool::new(data.path(), 100);
        assert_eq!(spool.n_bytes(BLOB).await.unwrap(), 0);
        let mut part = spool.open(BLOB).await.unwrap();
        part.write(&[7; 60]).await.unwrap();
        part.keep().await.unwrap();
        let refused = part.write(&[8; 50]).await;
        assert!(matches!(refused, Err(SpoolError::Full)), "{refused:?}");
        part.write(&[9; 40]).await.unwrap();
        part.undo().await;
        assert_eq!(spool.read(BLOB).await.unwrap(), [7; 60]);
        // A server that starts again counts what is there.
        let again = Spool::new(data.path(), 100);
        assert!(again.take(40).is_ok() && again.take(1).is_err());
        spool.remove(BLOB).await.unwrap();
        spool.remove(BLOB).await.unwrap();
        assert!(spool.take(100).is_ok());
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn nobody_else_may_read_what_arrives() {
        use std::os::unix::fs::PermissionsExt as _;
        let data = tempfile::tempdir().unwrap();
        let spool = Spool::new(data.path(), 100);
        spool.open(BLOB).await.unwrap();
        for path in [data.path().join("spool"), spool.path(BLOB)] {
            let mode = std::fs::metadata(&path).unwrap().permissions().mode();
            assert_eq!(mode & 0o077, 0, "{}", path.display());
        }
    }
}
