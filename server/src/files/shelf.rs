//! Files that are being made or wait to be fetched.
//!
//! Each is made on a thread of its own, one at a time, into a file with another ending; only when that is
//! on the disk and noted it gets its name. What a killed server leaves behind is deleted at the next
//! start: whoever wants it asks again.

use std::fs::{self, DirBuilder, File};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use shared::{
    desk::{Words, files::Export},
    forms, hex,
    id::AccountId,
    text::{Text, t},
};
use tokio::sync::Semaphore;

use super::{
    FileError,
    limits::{AT_ONCE, BYTES_MAX, FILE_BYTES_MAX, FILES_MAX, FILES_PER_ACCOUNT, LIVES_MS},
    list, one, operator,
    order::{Order, What},
    photos::Photos,
    read,
};
use crate::auth::secret::{self, RandomError};
use crate::blobs::Blobs;
use crate::clock::Clock;
use crate::folder::private;
use crate::store::{Scope, Store, exports::Exported};
use crate::sync::References;

/// All files of a server.
pub struct Shelf {
    folder: PathBuf,
    store: Store,
    blobs: Arc<Blobs>,
    references: Arc<References>,
    clock: Clock,
    lists: Arc<Semaphore>,
    short: Arc<Semaphore>,
    jobs: Mutex<Vec<Arc<Job>>>,
}

/// One file.
pub struct Job {
    id: [u8; 16],
    order: Order,
    made_at_ms: u64,
    state: Mutex<State>,
    n_done: AtomicU64,
    n_all: AtomicU64,
    is_cancelled: AtomicBool,
}

#[derive(Clone, Copy)]
enum State {
    Waiting,
    Running,
    Ready { n_bytes: u64, at_ms: u64 },
    Failed { why: Text, at_ms: u64 },
}

/// Why a file is not begun.
#[derive(Debug, thiserror::Error)]
pub enum ShelfError {
    /// So many are being made or kept already.
    #[error("there are too many files")]
    Full,
    /// The machine has no randomness.
    #[error(transparent)]
    Random(#[from] RandomError),
}

const TOO_MANY: Text = t(
    "Terlalu banyak data untuk satu berkas. Persempit saringannya.",
    "Too many records for one file. Narrow the filter.",
);
const NOTHING: Text = t(
    "Belum ada catatan yang selesai diperiksa untuk berkas ini.",
    "No record for this file has been checked yet.",
);
const ALL_TYPED: Text = t(
    "Semua usulan untuk berkas ini sudah diketik.",
    "All proposals for this file are typed already.",
);
const TROUBLE: Text = t(
    "Berkas tidak jadi karena ada gangguan. Coba lagi.",
    "The file was not made because of a problem. Try again.",
);

impl Shelf {
    /// An empty shelf in this folder of the server's, which is made when it is needed. What lies there
    /// is of another run, and deleted.
    #[must_use]
    pub fn new(
        data: &Path,
        (store, blobs): (Store, Arc<Blobs>),
        references: Arc<References>,
        clock: Clock,
    ) -> Self {
        let folder = data.join("exports");
        if let Err(error) = fs::remove_dir_all(&folder)
            && error.kind() != io::ErrorKind::NotFound
        {
            tracing::warn!(%error, "files of an earlier run could not be deleted");
        }
        let [lists, short] = [(); 2].map(|()| Arc::new(Semaphore::new(AT_ONCE)));
        Self { folder, store, blobs, references, clock, lists, short, jobs: Mutex::default() }
    }

    /// Begins to make a file.
    ///
    /// # Errors
    /// [`ShelfError`].
    pub fn add(self: &Arc<Self>, order: Order) -> Result<Export, ShelfError> {
        self.sweep();
        let id = secret::random()?;
        let job = Arc::new(Job {
            id,
            order,
            made_at_ms: self.clock.now_ms(),
            state: Mutex::new(State::Waiting),
            n_done: AtomicU64::new(0),
            n_all: AtomicU64::new(0),
            is_cancelled: AtomicBool::new(false),
        });
        {
            let mut jobs = self.jobs();
            let own = jobs.iter().filter(|one| one.order.account == job.order.account).count();
            let n_bytes: u64 = jobs.iter().map(|job| job.n_bytes()).sum();
            if own >= FILES_PER_ACCOUNT || jobs.len() >= FILES_MAX || n_bytes >= BYTES_MAX {
                return Err(ShelfError::Full);
            }
            jobs.push(Arc::clone(&job));
        }
        let (shelf, making) = (Arc::clone(self), Arc::clone(&job));
        let turn = match job.order.what {
            What::Xlsx(_) | What::Csv(..) => Arc::clone(&self.lists),
            // Whoever wants one record does not wait for somebody's list of all.
            What::Record { .. } | What::Operator { .. } => Arc::clone(&self.short),
        };
        tokio::spawn(async move {
            // Never closed.
            let Ok(_turn) = turn.acquire_owned().await else { return };
            let failed = Arc::clone(&making);
            let at_ms = shelf.clock.now_ms();
            let made = tokio::task::spawn_blocking(move || shelf.make(&making));
            if made.await.is_err() {
                failed.set(State::Failed { why: TROUBLE, at_ms });
            }
        });
        Ok(job.view())
    }

    /// The files of one person, the newest first.
    #[must_use]
    pub fn of(&self, account: AccountId) -> Vec<Export> {
        self.sweep();
        let jobs = self.jobs();
        let own = jobs.iter().rev().filter(|job| job.order.account == account);
        own.map(|job| job.view()).collect()
    }

    /// A file that is ready, of this person: its name, its length and itself.
    /// Not once he sees another area than when he asked.
    #[must_use]
    pub fn open(
        &self,
        (account, scope): (AccountId, Scope),
        id: &str,
    ) -> Option<(String, u64, File)> {
        self.sweep();
        let job = self.find(account, id).filter(|job| job.order.what.scope() == scope)?;
        let State::Ready { n_bytes, .. } = job.state() else { return None };
        let file = File::open(self.path(&job, "")).ok()?;
        Some((job.order.name.clone(), n_bytes, file))
    }

    /// Ends the making of a file, or deletes it; false when this person has no such file.
    pub fn remove(&self, account: AccountId, id: &str) -> bool {
        let Some(job) = self.find(account, id) else { return false };
        job.is_cancelled.store(true, Ordering::Relaxed);
        self.jobs().retain(|one| one.id != job.id);
        self.delete(&job);
        true
    }

    /// Deletes the files whose time is over.
    pub fn sweep(&self) {
        let now_ms = self.clock.now_ms();
        let mut over = Vec::new();
        self.jobs().retain(|job| {
            let is_over = job.ends_at_ms().is_some_and(|ends_at_ms| now_ms >= ends_at_ms);
            if is_over {
                over.push(Arc::clone(job));
            }
            !is_over
        });
        for job in over {
            self.delete(&job);
        }
    }

    /// Ends whatever is being made.
    pub fn close(&self) {
        for job in self.jobs().iter() {
            job.is_cancelled.store(true, Ordering::Relaxed);
        }
    }

    fn make(&self, job: &Job) {
        if job.is_cancelled.load(Ordering::Relaxed) {
            return;
        }
        job.set(State::Running);
        let at_ms = self.clock.now_ms();
        let state = match self.write(job) {
            Ok(n_bytes) => State::Ready { n_bytes, at_ms: self.clock.now_ms() },
            Err(error) => {
                let _ = fs::remove_file(self.path(job, ".part"));
                let why = match error {
                    FileError::TooMany => TOO_MANY,
                    FileError::Nothing => NOTHING,
                    FileError::AllTyped => ALL_TYPED,
                    FileError::Cancelled => return,
                    error => {
                        tracing::error!(error = chain(&error), "a file could not be made");
                        TROUBLE
                    }
                };
                State::Failed { why, at_ms }
            }
        };
        job.set(state);
        if job.is_cancelled.load(Ordering::Relaxed) {
            // It was removed while it got its name.
            self.delete(job);
        }
    }

    /// Writes the file, notes it and gives it its name; how long it is.
    fn write(&self, job: &Job) -> Result<u64, FileError> {
        make_folder(&self.folder)?;
        let part = self.path(job, ".part");
        let mut file = Bounded { file: private().create_new(true).open(&part)?, n_bytes: 0 };
        let n_rows = self.fill(job, &mut file)?;
        job.go_on(n_rows)?;
        file.file.sync_all()?;
        let n_bytes = file.file.metadata()?.len();
        let exported = Exported {
            number: 0,
            account: job.order.account,
            at_ms: self.clock.now_ms(),
            what: job.order.what.kind(),
            filter: job.order.words.clone(),
            reason: job.order.reason.clone(),
            is_masked: job.order.what.is_masked(),
            n_rows,
        };
        // First the note, then the name: nothing can be fetched that is not noted.
        self.store.write(move |tx| tx.add_export(&exported)).wait()?;
        fs::rename(&part, self.path(job, ""))?;
        Ok(n_bytes)
    }

    fn fill(&self, job: &Job, file: &mut Bounded) -> Result<u64, FileError> {
        let world = self.references.world(self.clock.today());
        let (store, folder) = (&self.store, self.folder.as_path());
        let progress = |n_done| job.go_on(n_done);
        let expect = |wanted: &list::Wanted| {
            let n_all = read::count(store, wanted.scope, &wanted.filter)?;
            job.n_all.store(n_all, Ordering::Relaxed);
            Ok::<_, FileError>(())
        };
        match &job.order.what {
            What::Xlsx(wanted) => {
                expect(wanted)?;
                list::write_xlsx(store, wanted, world, (folder, file), &progress)
            }
            What::Csv(wanted, kind) => {
                expect(wanted)?;
                let kind = forms::kind(*kind).ok_or(FileError::Nothing)?;
                list::write_csv(store, wanted, (kind, world), file, &progress)
            }
            What::Record { scope, record, is_masked } => {
                let taken = one::read(store, *scope, *record)?.ok_or(FileError::Nothing)?;
                one::write(&taken, world, *is_masked, (folder, file))
            }
            What::Operator { scope, typed } => {
                let photos = Photos { store, blobs: &self.blobs };
                operator::write(*scope, typed, world, (folder, file), &photos, &progress)
            }
        }
    }

    fn find(&self, account: AccountId, id: &str) -> Option<Arc<Job>> {
        let is_it = |job: &&Arc<Job>| job.order.account == account && hex::encode(&job.id) == id;
        self.jobs().iter().find(is_it).cloned()
    }

    fn delete(&self, job: &Job) {
        for ending in ["", ".part"] {
            // Not there is deleted, too; what cannot be deleted now is at the next start.
            let _ = fs::remove_file(self.path(job, ending));
        }
    }

    fn path(&self, job: &Job, ending: &str) -> PathBuf {
        self.folder.join([&hex::encode(&job.id), ending].concat())
    }

    fn jobs(&self) -> MutexGuard<'_, Vec<Arc<Job>>> {
        self.jobs.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Job {
    /// Says how many records are done.
    fn go_on(&self, n_done: u64) -> Result<(), FileError> {
        self.n_done.store(n_done, Ordering::Relaxed);
        if self.is_cancelled.load(Ordering::Relaxed) { Err(FileError::Cancelled) } else { Ok(()) }
    }

    fn state(&self) -> State {
        *self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set(&self, state: State) {
        *self.state.lock().unwrap_or_else(PoisonError::into_inner) = state;
    }

    fn n_bytes(&self) -> u64 {
        match self.state() {
            State::Ready { n_bytes, .. } => n_bytes,
            // It may become as long as one may be.
            State::Waiting | State::Running => FILE_BYTES_MAX / 4,
            State::Failed { .. } => 0,
        }
    }

    fn ends_at_ms(&self) -> Option<u64> {
        match self.state() {
            State::Ready { at_ms, .. } | State::Failed { at_ms, .. } => {
                Some(at_ms.saturating_add(LIVES_MS))
            }
            State::Waiting | State::Running => None,
        }
    }

    fn view(&self) -> Export {
        let (state, failure) = match self.state() {
            State::Waiting => ("waiting", Words::default()),
            State::Running => ("running", Words::default()),
            State::Ready { .. } => ("ready", Words::default()),
            State::Failed { why, .. } => ("failed", why.into()),
        };
        let is_ready = state == "ready";
        Export {
            id: hex::encode(&self.id),
            name: self.order.name.clone(),
            state: state.into(),
            n_done: self.n_done.load(Ordering::Relaxed),
            n_all: self.n_all.load(Ordering::Relaxed),
            n_bytes: if is_ready { self.n_bytes() } else { 0 },
            made_at_ms: self.made_at_ms,
            ends_at_ms: self.ends_at_ms().unwrap_or_default(),
            is_masked: self.order.what.is_masked(),
            failure,
        }
    }
}

/// A file that does not grow beyond its limit.
struct Bounded {
    file: File,
    n_bytes: u64,
}

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let n_written = self.file.write(bytes)?;
        self.n_bytes = self.n_bytes.saturating_add(n_written as u64);
        if self.n_bytes > FILE_BYTES_MAX {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        Ok(n_written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Seek for Bounded {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

/// The folder of the files, its owner's alone.
fn make_folder(path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// An error with all that caused it.
fn chain(error: &dyn core::error::Error) -> String {
    let mut words = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        words.push_str(": ");
        words.push_str(&cause.to_string());
        source = cause.source();
    }
    words
}
