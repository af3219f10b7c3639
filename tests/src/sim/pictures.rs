//! The server's side of photos in the simulation: the real one, over the office's database and a folder
//! of its own, with the ways in which it dies.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    sync::{Arc, LazyLock},
    time::{Duration, SystemTime},
};

use bytes::Bytes;
use client::transport::{Failure, blobs::BlobReply, failure_of};
use server::{
    blobs::{Announced, BlobError, Blobs, Cut, Pieces, Size, limits::Limits},
    clock::Clock,
    desk::photos,
    store::{
        Scope,
        blobs::{Blob, BlobState},
    },
};
use shared::{
    hex,
    id::{AccountId, BlobId, RecordId},
};
use tempfile::TempDir;
use tokio::{
    runtime::{Builder, Runtime},
    sync::oneshot,
};

use super::{
    blobs::{BlobRequest, digest},
    dice::Dice,
    laws::Broken,
    office::{Mood, Office},
};

/// Pieces in which a body comes, bytes.
const PIECE_BYTES: usize = 4_096;
/// More than the longest time that a blob may be arriving, milliseconds.
const VERY_LONG_MS: u64 = 40 * 86_400_000;
/// When a server without room, or with too much under way, is asked again, seconds.
const LATER_S: &str = "600";

/// Pictures that people take: small, larger than what a phone sends at once, larger than what it stores
/// at once, and one with something behind its end, which the server draws anew.
pub(super) static PICTURES: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let mut pictures: Vec<_> = [16, 40, 90, 140, 320].map(crate::tus::jpeg).into();
    pictures.push([crate::tus::jpeg(50), b"where somebody lives".to_vec()].concat());
    pictures
});

/// The server's side of photos.
pub(super) struct BlobOffice {
    clock: Clock,
    /// Where they arrive and are kept; made with the first one.
    folder: Option<TempDir>,
    runtime: Option<Runtime>,
    /// The running server, and over which opening of the office's database.
    running: Option<(u64, Arc<Blobs>)>,
    /// The pictures that were kept by now, by their hashes, whatever the database has forgotten since.
    kept: BTreeSet<[u8; 32]>,
}

impl Default for BlobOffice {
    fn default() -> Self {
        let (clock, kept) = (Clock::system(), BTreeSet::new());
        Self { clock, folder: None, runtime: None, running: None, kept }
    }
}

impl BlobOffice {
    /// Answers a request of an account.
    pub(super) fn answer(
        &mut self,
        office: &Office,
        account: AccountId,
        request: &BlobRequest,
        (mood, dice): (Mood, &Dice),
    ) -> Result<BlobReply, Failure> {
        let done = match mood {
            Mood::Well | Mood::Newer => self.ask(office, account, request),
            Mood::Dies => {
                self.die(office, account, request, dice);
                return Err(Failure::Offline);
            }
            Mood::Full => self.ask_when_full(office, account, request, dice),
        };
        self.remember(office, request);
        done.or_else(failure)
    }

    fn ask(
        &mut self,
        office: &Office,
        account: AccountId,
        request: &BlobRequest,
    ) -> Result<BlobReply, BlobError> {
        let blobs = self.running(office);
        match request {
            BlobRequest::Create(blob) => {
                let announced = Announced {
                    id: blob.blob,
                    record: blob.record,
                    n_bytes: blob.n_bytes,
                    sha256: blob.sha256,
                };
                let blob = self.runtime().block_on(blobs.announce(account, announced))?;
                Ok(BlobReply::Created(blob.id.to_string()))
            }
            BlobRequest::Offset(place) => {
                let (_, n_here) = self.runtime().block_on(blobs.stand(account, id(place)?))?;
                Ok(BlobReply::Offset(n_here))
            }
            BlobRequest::Append { place, offset, part } => {
                let pieces = Body::of(part);
                let appended = blobs.append(account, id(place)?, *offset, pieces);
                let (_, n_here) = self.runtime().block_on(appended)?;
                Ok(BlobReply::Offset(n_here))
            }
            BlobRequest::Finish(place) => {
                let (blob, n_here) = self.runtime().block_on(blobs.stand(account, id(place)?))?;
                let is_whole = n_here == u64::from(blob.n_bytes);
                Ok(if is_whole { BlobReply::Stored } else { BlobReply::Offset(n_here) })
            }
            BlobRequest::Terminate(place) => {
                self.runtime().block_on(blobs.terminate(account, id(place)?))?;
                Ok(BlobReply::Gone)
            }
        }
    }

    /// As many bytes as there is room for are taken, and no more.
    fn ask_when_full(
        &mut self,
        office: &Office,
        account: AccountId,
        request: &BlobRequest,
        dice: &Dice,
    ) -> Result<BlobReply, BlobError> {
        let BlobRequest::Append { part, .. } = request else { return Err(BlobError::Full) };
        let n_used: u64 = files(&self.spool()).iter().map(|(_, bytes)| bytes.len() as u64).sum();
        let room = dice.between(0, part.len().saturating_sub(1) as u64);
        self.start(office, Limits { spool_bytes_max: n_used + room, ..Limits::default() });
        let done = self.ask(office, account, request);
        self.running = None;
        done
    }

    /// The server dies while it does what it was asked for: in the middle of a body, or after the last
    /// byte, before the row of the picture is committed or before its file leaves the spool.
    fn die(&mut self, office: &Office, account: AccountId, request: &BlobRequest, dice: &Dice) {
        match request {
            BlobRequest::Append { place, offset, part } if dice.percent(60) => {
                let n_bytes = usize::try_from(dice.between(0, part.len() as u64)).unwrap_or(0);
                self.die_in_body(office, account, (place, *offset), &part[..n_bytes]);
            }
            BlobRequest::Append { place, .. }
            | BlobRequest::Offset(place)
            | BlobRequest::Finish(place) => {
                let Ok(id) = id(place) else { return };
                let (file, before) = (self.spool().join(place), office.blob(id));
                let mut whole = fs::read(&file).unwrap_or_default();
                if let BlobRequest::Append { offset, part, .. } = request
                    && *offset == whole.len() as u64
                {
                    whole.extend_from_slice(part);
                }
                let _nobody_hears = self.ask(office, account, request);
                self.remember(office, request);
                // Its row was written by this: the file is still there, and the row may not be.
                if let Some(before) =
                    before.filter(|before| office.blob(id).as_ref() != Some(before))
                {
                    fs::write(&file, whole).expect("there is room");
                    if dice.percent(50) {
                        office.put_blob(before);
                    }
                }
            }
            BlobRequest::Create(_) | BlobRequest::Terminate(_) => {}
        }
        self.runtime = None;
        self.running = None;
    }

    /// Some bytes of a part are in the file, not all of them, and nobody was told.
    fn die_in_body(
        &mut self,
        office: &Office,
        account: AccountId,
        (place, offset): (&str, u64),
        part: &[u8],
    ) {
        let Ok(id) = id(place) else { return };
        let blobs = self.running(office);
        let (reached, is_reached) = oneshot::channel();
        let hangs = Hangs {
            until: (self.spool().join(place), offset + part.len() as u64),
            reached: Some(reached),
        };
        let body = Body { hangs: Some(hangs), ..Body::of(part) };
        self.runtime().block_on(async {
            tokio::select! {
                _refused = blobs.append(account, id, offset, body) => {}
                _ = is_reached => {}
            }
        });
        self.runtime = None;
        self.running = None;
    }

    /// What is not whole yet is dropped, as after some weeks; false when there is nothing.
    pub(super) fn expire(&mut self, office: &Office) -> bool {
        if self.folder.is_none() {
            return false;
        }
        let arriving = files(&self.spool());
        for (path, _) in &arriving {
            let long_ago = SystemTime::now() - Duration::from_millis(VERY_LONG_MS);
            let file = fs::File::options().append(true).open(path).expect("it was just read");
            file.set_modified(long_ago).expect("the time of a file of ours can be set");
        }
        self.clock.advance_ms(VERY_LONG_MS);
        let blobs = self.running(office);
        self.runtime().block_on(blobs.tidy()).expect("old blobs can be removed");
        assert_eq!(files(&self.spool()).len(), 0, "what is arriving is gone");
        !arriving.is_empty()
    }

    /// When all is quiet: what arrived is kept under its hash and the desk shows it, and nothing else is
    /// kept.
    pub(super) fn is_settled(
        &mut self,
        office: &Office,
        arrived: &[(RecordId, BlobId)],
    ) -> Result<(), Broken> {
        for (record, id) in arrived {
            let shown = photos::picture(&office.store, Scope::Regency, (*record, *id));
            let shown = self.runtime().block_on(shown).map_err(|error| error.to_string())?;
            let picture = shown.ok_or_else(|| format!("the desk does not show blob {id}"))?;
            let blobs = self.running(office);
            for size in [Size::Whole, Size::Small] {
                let bytes = self.runtime().block_on(blobs.bytes(&picture, size));
                let bytes = bytes.map_err(|error| format!("{size:?} of blob {id}: {error}"))?;
                if size == Size::Whole && digest(&bytes) != picture.hash {
                    return Err(format!("blob {id} is kept under another hash"));
                }
            }
        }
        let Some(folder) = &self.folder else { return Ok(()) };
        let mut here = BTreeSet::new();
        for (path, bytes) in files(&folder.path().join("blobs")) {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            match name.strip_suffix(".small") {
                Some(_) => {}
                None if name == hex::encode(&digest(&bytes)) => drop(here.insert(digest(&bytes))),
                None => return Err(format!("{name} is kept, and its bytes are others")),
            }
        }
        if here == self.kept { Ok(()) } else { Err(String::from("other pictures are kept")) }
    }

    /// Which picture was kept by this, if any.
    fn remember(&mut self, office: &Office, request: &BlobRequest) {
        let (BlobRequest::Append { place, .. }
        | BlobRequest::Offset(place)
        | BlobRequest::Finish(place)) = request
        else {
            return;
        };
        let blob = id(place).ok().and_then(|id| office.blob(id));
        if let Some(Blob { state: BlobState::Arrived(picture), .. }) = blob {
            self.kept.insert(picture.hash);
        }
    }

    fn running(&mut self, office: &Office) -> Arc<Blobs> {
        let known = self.running.as_ref().filter(|(opened, _)| *opened == office.n_opened);
        match known {
            Some((_, blobs)) => Arc::clone(blobs),
            None => self.start(office, Limits::default()),
        }
    }

    fn start(&mut self, office: &Office, limits: Limits) -> Arc<Blobs> {
        let folder = self.folder.get_or_insert_with(in_memory);
        let blobs = Blobs::new(office.store.clone(), self.clock.clone(), folder.path(), limits);
        self.running = Some((office.n_opened, Arc::clone(&blobs)));
        blobs
    }

    fn runtime(&mut self) -> &Runtime {
        self.runtime.get_or_insert_with(|| {
            Builder::new_current_thread().enable_time().build().expect("a thread can be had")
        })
    }

    fn spool(&mut self) -> PathBuf {
        self.folder.get_or_insert_with(in_memory).path().join("spool")
    }
}

/// A folder in memory where the system has one: nobody waits for a disk that loses nothing here. The
/// torture is on a real one.
fn in_memory() -> TempDir {
    let memory = Path::new("/dev/shm");
    let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
    folder.expect("a temporary folder can be made")
}

/// All files below a folder, with their bytes.
fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.append(&mut files(&path));
        } else {
            let bytes = fs::read(&path).expect("a file of ours can be read");
            found.push((path, bytes));
        }
    }
    found
}

fn id(place: &str) -> Result<BlobId, BlobError> {
    BlobId::parse(place).ok_or(BlobError::NotFound)
}

/// What `http/tus.rs` answers.
fn failure(error: BlobError) -> Result<BlobReply, Failure> {
    let (status, retry_after) = match error {
        BlobError::Refused(reason) => return Ok(BlobReply::Refused(reason)),
        BlobError::NotFound => (404, None),
        BlobError::Busy => (423, None),
        BlobError::TooMany => (429, Some(LATER_S)),
        BlobError::Offset { .. } | BlobError::Arrived => (409, None),
        BlobError::TooLong => (413, None),
        BlobError::Full => (507, Some(LATER_S)),
        BlobError::Cut(_) => (400, None),
        BlobError::Digest => (422, None),
        error @ (BlobError::Store(_)
        | BlobError::Io(_)
        | BlobError::Kept(_)
        | BlobError::Panicked) => panic!("photos failed by themselves: {error:?}"),
    };
    Err(failure_of(status, retry_after, b""))
}

/// A body in pieces.
struct Body {
    pieces: std::vec::IntoIter<Bytes>,
    /// It never ends.
    hangs: Option<Hangs>,
}

/// What is told, and when, by a body that never ends: its bytes are in this file.
struct Hangs {
    until: (PathBuf, u64),
    reached: Option<oneshot::Sender<()>>,
}

impl Body {
    fn of(part: &[u8]) -> Self {
        let pieces: Vec<_> = part.chunks(PIECE_BYTES).map(Bytes::copy_from_slice).collect();
        Self { pieces: pieces.into_iter(), hangs: None }
    }
}

impl Pieces for Body {
    async fn next(&mut self) -> Result<Option<Bytes>, Cut> {
        if let Some(piece) = self.pieces.next() {
            return Ok(Some(piece));
        }
        let Some(hangs) = &mut self.hangs else { return Ok(None) };
        let (path, n_bytes) = &hangs.until;
        // Another thread is writing them.
        while fs::metadata(path).map_or(0, |file| file.len()) < *n_bytes {
            std::thread::yield_now();
        }
        let _ = hangs.reached.take().map(|reached| reached.send(()));
        std::future::pending().await
    }
}
