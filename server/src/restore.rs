//! Going back to a copy of the database.
//!
//! The copy is checked, brought up to date and given a new name (epoch) before it takes the place of
//! the present database, in one rename. A program that is killed at any step leaves either the old or
//! the new database whole, and the command can be given again. The old one is kept under another name.
//!
//! Photos lie in files of their own and stay; rows of those that arrived after the copy was made are taken
//! over from the old database, because no phone has them any more.
//!
//! Phones that meet the new epoch read everything anew: numbers are given out a second time from where
//! the copy ends, so their cursors say nothing any more.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use shared::day::Day;
use shared::id::RecordId;

use crate::auth::secret::{self, RandomError};
use crate::blobs::is_kept;
use crate::clock::Clock;
use crate::folder::{
    BESIDE, Folder, FolderError, beside, give_to_owner_of_folder, private, sync_folder,
};
use crate::store::copy::{self, Contents, CopyError};

/// What was done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Restored {
    /// What is in place now.
    pub contents: Option<Contents>,
    /// Where the database lies that was in place before; `None` when there was none.
    pub old: Option<PathBuf>,
    /// Of its photos.
    pub photos: Photos,
    /// True when the log of the old database could not be moved into its file: it lies beside it.
    pub is_old_damaged: bool,
}

/// How the photos stand that a database names. A phone has none of them any more.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Photos {
    /// Photos that have arrived.
    pub n_named: u64,
    /// Of these, those that came after the copy was made.
    pub n_after: u64,
    /// Of these, those whose file is not in the folder.
    pub n_missing: u64,
    /// The first records with a file that is missing.
    pub records: Vec<RecordId>,
}

/// So many records are named.
const RECORDS_NAMED: usize = 10;

/// Why nothing was changed, or what is to be done again.
#[derive(Debug, thiserror::Error)]
pub enum RestoreError {
    /// The folder cannot be used, or a server is running on it.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// The copy is of no use.
    #[error(transparent)]
    Copy(#[from] CopyError),
    /// The copy is the database itself.
    #[error("{} is the database itself, not a copy of it", path.display())]
    Itself {
        /// Which file.
        path: PathBuf,
    },
    /// It is a folder, a device or a pipe.
    #[error("{} is no file", path.display())]
    NoFile {
        /// Which.
        path: PathBuf,
    },
    /// The machine gives no randomness.
    #[error(transparent)]
    Random(#[from] RandomError),
    /// A file cannot be read, written or moved.
    #[error("cannot {what} {}", path.display())]
    File {
        /// What was tried.
        what: &'static str,
        /// With which file.
        path: PathBuf,
        /// What the system says.
        #[source]
        source: io::Error,
    },
}

/// Puts a copy in place of the database of a folder, which may be empty or missing.
///
/// # Errors
/// [`RestoreError`]; until the last step the old database is in place.
pub fn restore(copy: &Path, data: &Path, clock: &Clock) -> Result<Restored, RestoreError> {
    let copy_found = std::fs::canonicalize(copy).map_err(failed("read", copy))?;
    let found = std::fs::metadata(&copy_found).map_err(failed("read", copy))?;
    if !found.is_file() {
        // A pipe would be waited for, and a device read without end.
        return Err(RestoreError::NoFile { path: copy.to_path_buf() });
    }
    let folder = Folder::alone(data)?;
    if std::fs::canonicalize(folder.database()).is_ok_and(|database| database == copy_found) {
        return Err(RestoreError::Itself { path: copy.to_path_buf() });
    }
    let plan = Plan::new(copy_found, &folder, clock)?;
    let mut done = Restored::default();
    for step in STEPS {
        if let Err(error) = step(&plan, &mut done) {
            // The copy that was not taken is of no use; its removal is tried again next time.
            let _ = clear(&plan, &mut done);
            return Err(error);
        }
    }
    Ok(done)
}

/// What goes where.
struct Plan {
    folder: PathBuf,
    copy: PathBuf,
    /// The database in place.
    database: PathBuf,
    /// The copy until it is in place.
    new: PathBuf,
    /// The old database afterwards.
    old: PathBuf,
    epoch: u64,
}

impl Plan {
    fn new(copy: PathBuf, folder: &Folder, clock: &Clock) -> Result<Self, RandomError> {
        let database = folder.database();
        Ok(Self {
            folder: folder.path().to_path_buf(),
            copy,
            new: beside(&database, ".new"),
            old: free_name(folder.path(), clock.now_ms()),
            database,
            epoch: u64::from_le_bytes(secret::random()?),
        })
    }
}

type Step = fn(&Plan, &mut Restored) -> Result<(), RestoreError>;

/// In order. Between any two of them the program may be killed.
const STEPS: [Step; 8] = [clear, copy_in, renew, fold_old, keep_photos, name_old, drop_log, put];

/// Removes what an earlier try has left behind.
fn clear(plan: &Plan, _done: &mut Restored) -> Result<(), RestoreError> {
    for path in with_beside(&plan.new) {
        remove(&path)?;
    }
    drop_second_names(plan)
}

/// Copies the file, with a log that may lie beside it.
fn copy_in(plan: &Plan, _done: &mut Restored) -> Result<(), RestoreError> {
    for (from, to) in with_beside(&plan.copy).zip(with_beside(&plan.new)) {
        // SQLite makes the index of the log anew.
        if from == beside(&plan.copy, "-shm") {
            continue;
        }
        let mut source = match File::open(&from) {
            Err(error) if error.kind() == io::ErrorKind::NotFound && from != plan.copy => continue,
            opened => opened.map_err(failed("read", &from))?,
        };
        let copied = private().create_new(true).open(&to).and_then(|mut file| {
            io::copy(&mut source, &mut file)?;
            give_to_owner_of_folder(&plan.folder, &file)?;
            file.sync_all()
        });
        copied.map_err(failed("copy into", &to))?;
    }
    Ok(())
}

/// Checks the copy and gives it its new name.
fn renew(plan: &Plan, done: &mut Restored) -> Result<(), RestoreError> {
    let renewed = copy::renew(&plan.new, plan.epoch);
    // The person knows the file by the name that was given.
    done.contents = Some(renewed.map_err(|error| error.of(&plan.copy))?);
    let synced = File::open(&plan.new).and_then(|file| file.sync_all());
    synced.map_err(failed("save", &plan.new))
}

/// Makes the old database one file. One that is damaged stays as it is.
fn fold_old(plan: &Plan, done: &mut Restored) -> Result<(), RestoreError> {
    if plan.database.exists() {
        match copy::fold_log(&plan.database) {
            Ok(()) => {}
            Err(error @ CopyError::InUse { .. }) => return Err(error.into()),
            Err(_) => done.is_old_damaged = true,
        }
    }
    Ok(())
}

/// Takes over the photos that came after the copy, and looks for the files of all.
fn keep_photos(plan: &Plan, done: &mut Restored) -> Result<(), RestoreError> {
    let mut photos = Photos::default();
    if plan.database.exists() && !done.is_old_damaged {
        let kept = copy::keep_photos(&plan.new, &plan.database);
        photos.n_after = kept.map_err(|error| error.of(&plan.copy))?;
        let synced = File::open(&plan.new).and_then(|file| file.sync_all());
        synced.map_err(failed("save", &plan.new))?;
    }
    let looked = copy::photos(&plan.new, |record, hash| {
        photos.n_named += 1;
        if !is_kept(&plan.folder, &hash) {
            photos.n_missing += 1;
            if photos.records.len() < RECORDS_NAMED && photos.records.last() != Some(&record) {
                photos.records.push(record);
            }
        }
    });
    looked.map_err(|error| error.of(&plan.copy))?;
    done.photos = photos;
    Ok(())
}

/// Gives the old database a second name, which it keeps.
fn name_old(plan: &Plan, done: &mut Restored) -> Result<(), RestoreError> {
    for (from, to) in with_beside(&plan.database).zip(with_beside(&plan.old)) {
        match std::fs::hard_link(&from, &to) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(source) => {
                return Err(RestoreError::File {
                    what: "keep the old database as",
                    path: to,
                    source,
                });
            }
        }
        if from == plan.database {
            done.old = Some(to);
        }
    }
    sync(plan)
}

/// Removes a log of the old database, which would be played into the new one.
fn drop_log(plan: &Plan, _done: &mut Restored) -> Result<(), RestoreError> {
    for name in BESIDE {
        remove(&beside(&plan.database, name))?;
    }
    sync(plan)
}

/// Puts the new database in place.
fn put(plan: &Plan, _done: &mut Restored) -> Result<(), RestoreError> {
    std::fs::rename(&plan.new, &plan.database).map_err(failed("replace", &plan.database))?;
    sync(plan)
}

/// Takes a second name away from a database that is still in place: a try that was cut off gave it.
/// One with a log beside it is kept, since the log may be nowhere else any more.
fn drop_second_names(plan: &Plan) -> Result<(), RestoreError> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        let Ok(present) = std::fs::metadata(&plan.database) else { return Ok(()) };
        let files = std::fs::read_dir(&plan.folder).map_err(failed("read", &plan.folder))?;
        for file in files.flatten().filter(|_| present.nlink() > 1) {
            let is_second = file.file_name().to_string_lossy().starts_with(OLD)
                && file.metadata().is_ok_and(|other| other.ino() == present.ino());
            if is_second && !beside(&file.path(), "-wal").exists() {
                remove(&file.path())?;
            }
        }
    }
    #[cfg(not(unix))]
    let _ = plan;
    Ok(())
}

/// How names of databases begin that were replaced.
const OLD: &str = "mutakhir-replaced-";

/// A name that says when, in Tuban, and is not taken.
fn free_name(folder: &Path, now_ms: u64) -> PathBuf {
    // Tuban is seven hours ahead of UTC.
    let minutes = (now_ms / 60_000 + 7 * 60) % (24 * 60);
    let when = format!("{}-{:02}{:02}", Day::in_tuban(now_ms), minutes / 60, minutes % 60);
    let mut number = 1;
    loop {
        let name = match number {
            1 => format!("{OLD}{when}.db"),
            _ => format!("{OLD}{when}-{number}.db"),
        };
        let path = folder.join(name);
        if !path.exists() {
            return path;
        }
        number += 1;
    }
}

/// A database and what may lie beside it.
fn with_beside(database: &Path) -> impl Iterator<Item = PathBuf> {
    let files: Vec<_> = BESIDE.iter().map(|name| beside(database, name)).collect();
    std::iter::once(database.to_path_buf()).chain(files)
}

fn remove(path: &Path) -> Result<(), RestoreError> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(failed("remove", path)(error)),
        _ => Ok(()),
    }
}

/// What was renamed or removed so far survives a power cut from here on.
fn sync(plan: &Plan) -> Result<(), RestoreError> {
    sync_folder(&plan.folder).map_err(failed("save", &plan.folder))
}

fn failed(what: &'static str, path: &Path) -> impl FnOnce(io::Error) -> RestoreError {
    let path = path.to_path_buf();
    move |source| RestoreError::File { what, path, source }
}

#[cfg(test)]
mod tests;
