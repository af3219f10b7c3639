//! Folders inside the program's folder, of photos: what of them survives a power cut.
//!
//! Stricter than most file systems: the bytes of a file are safe once it was synced, its name once its
//! folder was, and a folder once the one above it was.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs::{self, Metadata};
use std::io;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// A file whatever its name: its number, which may come again, and when it was made.
type File = (u64, Option<SystemTime>);

/// What lies in a folder.
enum Entry {
    File(File),
    Folder,
}

/// The folders inside of one.
pub struct Folders {
    data: PathBuf,
    disk: PathBuf,
    /// Bytes that were synced.
    safe: BTreeMap<File, Vec<u8>>,
    /// Folders that were synced and whose own name is not safe yet, with what lay in them then.
    waiting: BTreeMap<PathBuf, Vec<(OsString, Entry)>>,
}

impl Folders {
    /// Those inside `data`, of which `disk` holds what is safe.
    pub fn new(data: &Path, disk: &Path) -> Self {
        let (data, disk) = (data.to_path_buf(), disk.to_path_buf());
        Self { data, disk, safe: BTreeMap::new(), waiting: BTreeMap::new() }
    }

    /// A file in one of them was synced.
    pub fn file_synced(&mut self, path: &Path) -> io::Result<()> {
        let bytes = fs::read(path)?;
        let on_disk = self.on_disk(path);
        if on_disk.exists() {
            fs::write(on_disk, &bytes)?;
        }
        self.safe.insert(file(&fs::metadata(path)?), bytes);
        Ok(())
    }

    /// One of them was synced, or the folder that they lie in.
    pub fn folder_synced(&mut self, folder: &Path) -> io::Result<()> {
        let mut entries = Vec::new();
        for entry in fs::read_dir(folder)?.flatten() {
            // Another thread may have removed it.
            let Ok(found) = entry.metadata() else { continue };
            if found.is_dir() {
                entries.push((entry.file_name(), Entry::Folder));
            } else if folder != self.data {
                entries.push((entry.file_name(), Entry::File(file(&found))));
            }
        }
        if self.on_disk(folder).is_dir() {
            self.save(folder, entries)
        } else {
            self.waiting.insert(folder.to_path_buf(), entries);
            Ok(())
        }
    }

    fn save(&mut self, folder: &Path, entries: Vec<(OsString, Entry)>) -> io::Result<()> {
        if folder != self.data {
            for old in fs::read_dir(self.on_disk(folder))?.flatten() {
                if entries.iter().all(|(name, _)| *name != old.file_name()) {
                    fs::remove_file(old.path())?;
                }
            }
        }
        for (name, entry) in entries {
            let path = folder.join(name);
            let on_disk = self.on_disk(&path);
            match entry {
                Entry::File(file) => match self.safe.get(&file) {
                    Some(bytes) => fs::write(on_disk, bytes)?,
                    // It was there before the program began, or nothing of it is safe but its name.
                    None if on_disk.exists() => {}
                    None => fs::write(on_disk, b"")?,
                },
                Entry::Folder if on_disk.is_dir() => {}
                Entry::Folder => {
                    fs::create_dir(on_disk)?;
                    if let Some(entries) = self.waiting.remove(&path) {
                        self.save(&path, entries)?;
                    }
                }
            }
        }
        Ok(())
    }

    fn on_disk(&self, path: &Path) -> PathBuf {
        self.disk.join(path.strip_prefix(&self.data).unwrap_or(path))
    }
}

fn file(found: &Metadata) -> File {
    (found.ino(), found.created().ok())
}
