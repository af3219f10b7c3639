//! Where pictures lie for good: by the hash of their bytes, so that the same one lies there once. The
//! only place that knows `object_store`.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use object_store::local::LocalFileSystem;
use object_store::path::Path as Name;
use object_store::{Error, ObjectStoreExt as _};
use shared::hex;

use crate::folder::make_inside;

/// Their folder in that of the server.
const FOLDER: &str = "blobs";

/// Which form of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// As it is kept.
    Whole,
    /// A small one, for lists.
    Small,
}

/// Why a picture could not be kept or read.
#[derive(Debug, thiserror::Error)]
pub enum KeptError {
    /// Its file is not there: the folder was not copied along with the database.
    #[error("a picture is not in its folder")]
    Missing,
    /// The folder cannot be made.
    #[error("cannot make the folder of pictures")]
    Folder(#[from] io::Error),
    /// What the file system says.
    #[error("the folder of pictures failed")]
    Store(#[source] Error),
}

impl KeptError {
    /// True when the disk is full.
    #[must_use]
    pub fn is_full(&self) -> bool {
        let mut cause: Option<&(dyn core::error::Error + 'static)> = Some(self);
        while let Some(error) = cause {
            let io = error.downcast_ref::<io::Error>().map(io::Error::kind);
            if matches!(io, Some(io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded)) {
                return true;
            }
            cause = error.source();
        }
        false
    }
}

/// True where a server's folder holds the picture with this hash.
#[must_use]
pub fn is_kept(data: &Path, hash: &[u8; 32]) -> bool {
    data.join(FOLDER).join(name(hash, Size::Whole).as_ref()).is_file()
}

/// The pictures of a server. Their folder is made with the first one.
pub struct Kept {
    folder: PathBuf,
    files: Mutex<Option<LocalFileSystem>>,
}

impl Kept {
    /// The pictures in a server's folder.
    #[must_use]
    pub fn new(data: &Path) -> Self {
        Self { folder: data.join(FOLDER), files: Mutex::default() }
    }

    /// Keeps a picture. When this returns it is on the disk.
    ///
    /// # Errors
    /// [`KeptError`].
    pub async fn put(&self, hash: &[u8; 32], size: Size, bytes: Vec<u8>) -> Result<(), KeptError> {
        let done = self.files()?.put(&name(hash, size), bytes.into()).await;
        done.map(drop).map_err(KeptError::Store)
    }

    /// The bytes of a picture.
    ///
    /// # Errors
    /// [`KeptError`].
    pub async fn get(&self, hash: &[u8; 32], size: Size) -> Result<Vec<u8>, KeptError> {
        let (files, name) = (self.files()?, name(hash, size));
        let read = async { files.get(&name).await?.bytes().await };
        match read.await {
            Ok(bytes) => Ok(bytes.to_vec()),
            Err(Error::NotFound { .. }) => Err(KeptError::Missing),
            Err(error) => Err(KeptError::Store(error)),
        }
    }

    fn files(&self) -> Result<LocalFileSystem, KeptError> {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(files) = files.as_ref() {
            return Ok(files.clone());
        }
        // Whatever lies below is behind this folder.
        make_inside(&self.folder)?;
        let made = LocalFileSystem::new_with_prefix(&self.folder).map_err(KeptError::Store)?;
        Ok(files.insert(made.with_fsync(true)).clone())
    }
}

/// `ab/cd/abcd….` Two steps of folders, because some file systems slow down at ten thousand files.
fn name(hash: &[u8; 32], size: Size) -> Name {
    let hash = hex::encode(hash);
    let ending = match size {
        Size::Whole => "",
        Size::Small => ".small",
    };
    Name::from(format!("{}/{}/{hash}{ending}", &hash[..2], &hash[2..4]))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[tokio::test]
    async fn what_is_kept_is_found_by_its_hash() {
        let data = tempfile::tempdir().unwrap();
        let hash = [0xab; 32];
        let kept = Kept::new(data.path());
        let missing = kept.get(&hash, Size::Whole).await;
        assert!(matches!(missing, Err(KeptError::Missing)), "{missing:?}");
        for (size, bytes) in [(Size::Whole, b"whole"), (Size::Small, b"small")] {
            kept.put(&hash, size, bytes.to_vec()).await.unwrap();
            kept.put(&hash, size, bytes.to_vec()).await.unwrap();
        }
        let again = Kept::new(data.path());
        assert_eq!(again.get(&hash, Size::Whole).await.unwrap(), b"whole");
        assert_eq!(again.get(&hash, Size::Small).await.unwrap(), b"small");
        let file = data.path().join("blobs/ab/ab").join(hex::encode(&hash));
        assert_eq!(std::fs::read(file).unwrap(), b"whole");
    }
}
