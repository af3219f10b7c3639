//! The folder of a server: its database, and a lock that says who works with it.
//!
//! Only `serve` and `restore` put a database into a folder. Other commands need one that is there, or
//! a slip in `--data` would answer from an empty database as if all were well.
//!
//! A server holds the lock alone. A command beside it sees that, and then leaves the tables as they
//! are: bringing them up to date under a running server would pull them from under its statements.
//! Commands share the lock among themselves, and a server that starts waits for them a little.

use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::auth::secret::{self, RandomError};
use crate::store::{OpenError, Store, StoreOptions};

/// How long a server waits for commands that are at work on its folder.
const PATIENCE: Duration = Duration::from_secs(5);
/// How often it looks meanwhile.
const LOOK_AGAIN: Duration = Duration::from_millis(50);
/// What SQLite lays beside a database, by what is added to its name.
pub const BESIDE: [&str; 3] = ["-wal", "-shm", "-journal"];

/// A folder that this program works with. The lock ends when it is dropped.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    is_served: bool,
    _lock: File,
}

/// Why a folder cannot be worked with.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// The folder cannot be made.
    #[error("cannot make the folder {}", path.display())]
    Make {
        /// Which folder.
        path: PathBuf,
        /// What the system says.
        #[source]
        source: io::Error,
    },
    /// There is no database in it.
    #[error(
        "there is no database in the folder {path}; name the server's folder with --data, or begin \
         a new one with: mutakhir serve --data {path}", path = path.display()
    )]
    NoDatabase {
        /// Which folder.
        path: PathBuf,
    },
    /// Its database may not be looked at.
    #[error(
        "cannot read {}; give this command as the user that the server runs as, or as root",
        path.display()
    )]
    Read {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        #[source]
        source: io::Error,
    },
    /// A server is running on it, or a command that needs it alone.
    #[error("another mutakhir is running on the folder {}", path.display())]
    InUse {
        /// Which folder.
        path: PathBuf,
    },
    /// The system gives no lock.
    #[error(
        "cannot lock the folder {}; it must be on a disk of this machine and may belong to somebody \
         else", path.display()
    )]
    Lock {
        /// Which folder.
        path: PathBuf,
        /// What the system says.
        #[source]
        source: io::Error,
    },
    /// The file of a new database cannot be made.
    #[error("cannot make the file {}", path.display())]
    File {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        #[source]
        source: io::Error,
    },
    /// The database cannot be opened.
    #[error(transparent)]
    Store(#[from] OpenError),
    /// The machine gives no randomness.
    #[error(transparent)]
    Random(#[from] RandomError),
}

impl Folder {
    /// The folder of a server that starts: made when it is missing, with an empty database.
    ///
    /// # Errors
    /// [`FolderError::InUse`] when a server runs there, or what the system says.
    pub fn to_serve(path: &Path) -> Result<Self, FolderError> {
        let folder = Self::alone(path)?;
        let database = folder.database();
        match private().create_new(true).open(&database) {
            Ok(_) => tracing::info!(path = %database.display(), "begins with an empty database"),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(source) => return Err(FolderError::File { path: database, source }),
        }
        folder.make_private();
        Ok(folder)
    }

    /// The folder of a command that needs a database, also one that a server is running on.
    ///
    /// # Errors
    /// [`FolderError::NoDatabase`], or what the system says.
    pub fn beside(path: &Path) -> Result<Self, FolderError> {
        let database = database_path(path);
        match std::fs::metadata(&database) {
            Ok(found) if found.len() > 0 => {}
            Err(source) if source.kind() == io::ErrorKind::PermissionDenied => {
                return Err(FolderError::Read { path: database, source });
            }
            Ok(_) | Err(_) => return Err(FolderError::NoDatabase { path: path.to_path_buf() }),
        }
        let lock = lock_file(path)?;
        let is_served = match lock.try_lock_shared() {
            Ok(()) => false,
            Err(TryLockError::WouldBlock) => true,
            Err(TryLockError::Error(source)) => {
                return Err(FolderError::Lock { path: path.to_path_buf(), source });
            }
        };
        let folder = Self { path: path.to_path_buf(), is_served, _lock: lock };
        folder.make_private();
        Ok(folder)
    }

    /// A folder for one program alone: made when it is missing, with or without a database.
    ///
    /// # Errors
    /// [`FolderError::InUse`], or what the system says.
    pub fn alone(path: &Path) -> Result<Self, FolderError> {
        make_private_folder(path)
            .map_err(|source| FolderError::Make { path: path.to_path_buf(), source })?;
        let lock = lock_file(path)?;
        let until = Instant::now() + PATIENCE;
        loop {
            match lock.try_lock() {
                Ok(()) => break,
                Err(TryLockError::WouldBlock) if Instant::now() < until => {
                    std::thread::sleep(LOOK_AGAIN);
                }
                Err(TryLockError::WouldBlock) => {
                    return Err(FolderError::InUse { path: path.to_path_buf() });
                }
                Err(TryLockError::Error(source)) => {
                    return Err(FolderError::Lock { path: path.to_path_buf(), source });
                }
            }
        }
        Ok(Self { path: path.to_path_buf(), is_served: false, _lock: lock })
    }

    /// Opens its database and brings it up to date, unless a server is running on it.
    ///
    /// # Errors
    /// [`FolderError::Store`] or [`FolderError::Random`].
    pub fn open(&self, max_page_count: Option<u32>) -> Result<Store, FolderError> {
        let new_epoch = u64::from_le_bytes(secret::random()?);
        let may_migrate = !self.is_served;
        let options =
            StoreOptions { new_epoch, may_migrate, max_page_count, ..StoreOptions::default() };
        Ok(Store::open(&self.database(), &options)?)
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Its database.
    #[must_use]
    pub fn database(&self) -> PathBuf {
        database_path(&self.path)
    }

    /// Takes the rights of everybody but the owner from the database and the files beside it. Where
    /// that is not allowed, the files belong to somebody else, whose choice it is.
    fn make_private(&self) {
        #[cfg(unix)]
        for path in std::iter::once(self.database())
            .chain(BESIDE.iter().map(|name| beside(&self.database(), name)))
        {
            use std::os::unix::fs::PermissionsExt as _;
            let Ok(file) = std::fs::metadata(&path) else { continue };
            let mut permissions = file.permissions();
            if permissions.mode() & 0o077 == 0 {
                continue;
            }
            permissions.set_mode(0o600);
            if let Err(error) = std::fs::set_permissions(&path, permissions) {
                tracing::warn!(path = %path.display(), %error, "others may read this file");
            }
        }
    }
}

/// The database of a folder.
#[must_use]
pub fn database_path(folder: &Path) -> PathBuf {
    folder.join("mutakhir.db")
}

/// What SQLite lays beside a database (one of [`BESIDE`]).
#[must_use]
pub fn beside(database: &Path, name: &str) -> PathBuf {
    let mut path = database.as_os_str().to_owned();
    path.push(name);
    PathBuf::from(path)
}

/// Makes a file that only its owner may read.
#[must_use]
pub fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Gives a file to the owner of its folder: an administrator may have made it for the server, which
/// runs as somebody else.
///
/// # Errors
/// When the system refuses.
pub fn give_to_owner_of_folder(folder: &Path, file: &File) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        let (wanted, present) = (std::fs::metadata(folder)?, file.metadata()?);
        if wanted.uid() != present.uid() {
            std::os::unix::fs::fchown(file, Some(wanted.uid()), Some(wanted.gid()))?;
        }
    }
    #[cfg(not(unix))]
    let _ = (folder, file);
    Ok(())
}

/// Makes a folder inside a server's folder that only its owner may enter. A power cut does not take it
/// away again, and with it what is laid into it.
///
/// # Errors
/// When the system refuses.
pub fn make_inside(folder: &Path) -> io::Result<()> {
    make_private_folder(folder)?;
    folder.parent().map_or(Ok(()), sync_folder)
}

/// Returns once what was laid into a folder, renamed or removed there survives a power cut.
///
/// # Errors
/// When the system refuses.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    // Elsewhere than on Unix a folder cannot be opened, and its entries are saved by themselves.
    #[cfg(unix)]
    File::open(folder)?.sync_all()?;
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}

fn lock_file(folder: &Path) -> Result<File, FolderError> {
    let opened = private().create(true).truncate(false).open(folder.join("mutakhir.lock"));
    opened
        .and_then(|file| give_to_owner_of_folder(folder, &file).map(|()| file))
        .map_err(|source| FolderError::Lock { path: folder.to_path_buf(), source })
}

/// A new folder is its owner's alone; one that exists keeps its rights, which are somebody's choice.
fn make_private_folder(path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}
