//! What survives a power cut.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::c_int;
use std::fs::{self, File, OpenOptions};
use std::os::unix::fs::FileExt as _;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};

/// What a disk writes at once, bytes.
const SECTOR_BYTES: u64 = 512;
/// Of a hundred writes, how many the kernel writes back early, at least in part.
const EARLY_PERCENT: u64 = 20;
/// More is copied in pieces of this length, bytes.
const PIECE_BYTES: usize = 1 << 16;

use super::folders::Folders;

/// The disk below one folder.
pub struct Disk {
    data: PathBuf,
    disk: PathBuf,
    /// Syncs of files with this in their name do nothing.
    lies: Option<String>,
    pending: Mutex<Pending>,
    folders: Mutex<Folders>,
}

/// What was asked for and is not certain yet.
struct Pending {
    files: BTreeMap<PathBuf, Changed>,
    removed: BTreeSet<PathBuf>,
    dice: u64,
}

#[derive(Default)]
struct Changed {
    /// From, to.
    written: Vec<(u64, u64)>,
    /// It was cut to this length at the least.
    cut_to: Option<u64>,
    /// Another file had the name before.
    is_new: bool,
}

impl Disk {
    /// That of this program; `None` when it has none.
    pub fn of_program() -> Option<&'static Disk> {
        static DISK: OnceLock<Option<Disk>> = OnceLock::new();
        DISK.get_or_init(Self::from_environment).as_ref()
    }

    fn from_environment() -> Option<Self> {
        let folder = |name: &str| std::env::var_os(name).map(PathBuf::from);
        let seed = std::env::var("TORTURE_SEED").ok().and_then(|seed| seed.parse().ok());
        let pending = Pending {
            files: BTreeMap::new(),
            removed: BTreeSet::new(),
            // Never zero, from which the generator does not get away.
            dice: seed.unwrap_or(0_u64) | 1,
        };
        let (data, disk) = (folder("TORTURE_DATA")?, folder("TORTURE_DISK")?);
        Some(Self {
            folders: Mutex::new(Folders::new(&data, &disk)),
            data,
            disk,
            lies: std::env::var("TORTURE_LIES").ok(),
            pending: Mutex::new(pending),
        })
    }

    /// So many bytes were written where the file's own position stood before.
    pub fn appended(&self, fd: c_int, n_bytes: u64) {
        let Some(path) = self.path_of(fd) else { return };
        let position = fs::read_to_string(format!("/proc/self/fdinfo/{fd}")).unwrap_or_default();
        let position = position.lines().find_map(|line| line.strip_prefix("pos:"));
        let Some(end) = position.and_then(|text| text.trim().parse::<u64>().ok()) else { return };
        self.changed(path, end.saturating_sub(n_bytes), n_bytes);
    }

    /// So many bytes were written at a place.
    pub fn written(&self, fd: c_int, at: u64, n_bytes: u64) {
        if let Some(path) = self.path_of(fd) {
            self.changed(path, at, n_bytes);
        }
    }

    /// A file was cut, or made longer.
    pub fn cut(&self, fd: c_int, len: u64) {
        let Some(path) = self.path_of(fd) else { return };
        self.with(|pending| {
            let changed = pending.files.entry(path).or_default();
            changed.cut_to = Some(changed.cut_to.map_or(len, |before| before.min(len)));
        });
    }

    /// A file or the folder itself was synced; false when it is none of ours.
    pub fn synced(&self, fd: c_int) -> bool {
        let Some(path) = path_of(fd).filter(|path| path.starts_with(&self.data)) else {
            return false;
        };
        if self.lies.as_ref().is_some_and(|part| path.to_string_lossy().contains(part)) {
            return true;
        }
        if path.is_dir() {
            self.with_folders(|folders| folders.folder_synced(&path));
        } else if !self.is_file_of_ours(&path) {
            self.with_folders(|folders| folders.file_synced(&path));
        }
        if path != self.data && !self.is_file_of_ours(&path) {
            return true;
        }
        self.with(|pending| {
            if path == self.data {
                for gone in std::mem::take(&mut pending.removed) {
                    // It may never have reached the disk.
                    let _ = fs::remove_file(self.on_disk(&gone));
                }
            } else {
                let changed = pending.files.remove(&path).unwrap_or_default();
                self.save(&path, &changed).expect("the disk of the torture takes everything");
                pending.removed.remove(&path);
            }
        });
        true
    }

    /// A name was removed.
    pub fn removed(&self, path: &Path) {
        let Ok(folder) = fs::canonicalize(path.parent().unwrap_or(path)) else { return };
        if folder != self.data {
            return;
        }
        let Some(name) = path.file_name() else { return };
        let path = folder.join(name);
        self.with(|pending| {
            pending.removed.insert(path.clone());
            pending.files.insert(path, Changed { is_new: true, ..Changed::default() });
        });
    }

    fn changed(&self, path: PathBuf, at: u64, n_bytes: u64) {
        let end = at + n_bytes;
        self.with(|pending| {
            let changed = pending.files.entry(path.clone()).or_default();
            changed.written.push((at, end));
            // A file whose name is not certain yet has nothing on the disk either.
            let may_be_early = !changed.is_new && self.on_disk(&path).exists();
            if !may_be_early || !pending.chance(EARLY_PERCENT) {
                return;
            }
            let mut early = Changed::default();
            let mut sector = at;
            while sector < end {
                let next = (sector + SECTOR_BYTES).min(end);
                if pending.chance(50) {
                    early.written.push((sector, next));
                }
                sector = next;
            }
            self.save_pieces(&path, &early).expect("the disk takes everything");
        });
    }

    /// Copies what has changed of a file.
    fn save(&self, path: &Path, changed: &Changed) -> std::io::Result<()> {
        if changed.is_new || !self.on_disk(path).exists() {
            File::create(self.on_disk(path))?;
            let all = Changed { written: vec![(0, u64::MAX)], ..Changed::default() };
            return self.save_pieces(path, &all);
        }
        self.save_pieces(path, changed)?;
        let len = File::open(path)?.metadata()?.len();
        OpenOptions::new().write(true).open(self.on_disk(path))?.set_len(len)
    }

    fn save_pieces(&self, path: &Path, changed: &Changed) -> std::io::Result<()> {
        let from = File::open(path)?;
        let len = from.metadata()?.len();
        let to = OpenOptions::new().write(true).open(self.on_disk(path))?;
        let after_cut = changed.cut_to.map(|cut| (cut, u64::MAX));
        let mut piece = vec![0; PIECE_BYTES];
        for (begin, end) in changed.written.iter().copied().chain(after_cut) {
            let (mut at, end) = (begin, end.min(len));
            while at < end {
                let n = usize::try_from(end - at).unwrap_or(usize::MAX).min(PIECE_BYTES);
                let n = from.read_at(&mut piece[..n], at)?;
                if n == 0 {
                    break;
                }
                to.write_all_at(&piece[..n], at)?;
                at += n as u64;
            }
        }
        Ok(())
    }

    /// The file that a number stands for, when it lies in the folder itself.
    fn path_of(&self, fd: c_int) -> Option<PathBuf> {
        path_of(fd).filter(|path| self.is_file_of_ours(path))
    }

    fn is_file_of_ours(&self, path: &Path) -> bool {
        path.parent() == Some(&self.data) && !path.is_dir()
    }

    fn on_disk(&self, path: &Path) -> PathBuf {
        self.disk.join(path.file_name().unwrap_or_default())
    }

    /// The files of the disk are not ours to the functions above, so that these do not wait here for
    /// themselves.
    fn with(&self, work: impl FnOnce(&mut Pending)) {
        work(&mut self.pending.lock().unwrap_or_else(PoisonError::into_inner));
    }

    fn with_folders(&self, work: impl FnOnce(&mut Folders) -> std::io::Result<()>) {
        let mut folders = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        work(&mut folders).expect("the disk of the torture takes everything");
    }
}

/// What a number stands for; `None` for what is on no disk.
fn path_of(fd: c_int) -> Option<PathBuf> {
    let path = fs::read_link(format!("/proc/self/fd/{fd}")).ok()?;
    // What was removed and is open still has "(deleted)" behind its name.
    (!path.to_string_lossy().ends_with(" (deleted)")).then_some(path)
}

impl Pending {
    /// xorshift64: enough to choose sectors by.
    fn chance(&mut self, percent: u64) -> bool {
        self.dice ^= self.dice << 13;
        self.dice ^= self.dice >> 7;
        self.dice ^= self.dice << 17;
        self.dice % 100 < percent
    }
}
