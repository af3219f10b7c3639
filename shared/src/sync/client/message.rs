//! What goes into the machine and what comes out of it.

use super::clock::Clock;
use crate::{
    id::{BlobId, ChangeId, ParcelId},
    region::VillageCode,
    register::{family::Families1, task::Tasks1},
    sync::{
        feed::{Cursor, Feed, PullReply2, Stream},
        own::OwnRecord1,
        review::Review1,
        verdict::Verdict,
        wire::{PushReply1, RecordStatus1},
    },
};

/// The device at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    /// The device's clock, Unix milliseconds. It may jump; the machine measures pauses by steps
    /// forward only.
    pub ms: u64,
    /// Fresh random bits, to spread the phones of a village over time.
    pub random: u32,
}

/// One change in a parcel of the outbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    /// Which.
    pub change: ChangeId,
    /// The revision it was made from: that one has to travel first.
    pub parent: Option<ChangeId>,
    /// True until a verdict settled it: a receipt, or a refusal.
    pub is_open: bool,
}

/// What the machine knows of a parcel. The bytes stay in storage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Which.
    pub parcel: ParcelId,
    /// Its length, bytes.
    pub n_bytes: u32,
    /// True when it was packed already; others may be packed together.
    pub is_packed: bool,
    /// Its changes, in the order of its payload.
    pub items: Vec<Item>,
}

/// Where the conversation with the server stands; kept in local storage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Book {
    /// The server's database; 0 before the first contact.
    pub epoch: u64,
    /// How far each stream is known; one that is not here is not known at all.
    pub cursors: Vec<Cursor>,
    /// The server's clock.
    pub clock: Clock,
    /// When the server last answered, by the device's clock, Unix milliseconds; 0 for never.
    pub last_ok_ms: u64,
}

impl Book {
    /// How far a stream is known.
    #[must_use]
    pub fn cursor(&self, stream: impl Into<Stream>) -> Cursor {
        let stream = stream.into();
        let known = self.cursors.iter().find(|cursor| cursor.stream == stream);
        known.copied().unwrap_or(Cursor { stream, seq: 0, unread_from: None })
    }

    /// Puts a cursor in place of the one of its stream.
    pub(super) fn put_cursor(&mut self, cursor: Cursor) {
        self.forget(cursor.stream);
        self.cursors.push(cursor);
    }

    /// Nothing of a stream is known any more.
    pub(super) fn forget(&mut self, stream: Stream) {
        self.cursors.retain(|other| other.stream != stream);
    }
}

/// What the machine knows of a blob. The bytes stay in storage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BlobEntry {
    /// Which.
    pub blob: BlobId,
    /// Its length.
    pub n_bytes: u64,
    /// No form that counts names it any more: it is not sent, and the server is told to forget what it
    /// has of it.
    pub is_over: bool,
}

/// One request on the way of a blob to the server. All may be repeated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlobStep {
    /// Announce it, with its length and digest; of one that the server knows, find its place again.
    Create,
    /// Ask how many of its bytes the server has.
    Offset {
        /// Where it is sent to.
        place: String,
    },
    /// Send some of its bytes.
    Append {
        /// Where it is sent to.
        place: String,
        /// The first of them.
        offset: u64,
        /// How many.
        n_bytes: u64,
    },
    /// Ask whether it is whole and stored.
    Finish {
        /// Where it is sent to.
        place: String,
    },
    /// Say that it will not come, whatever the server has of it.
    Forget,
}

/// The answer to a [`BlobStep`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlobReply {
    /// To [`BlobStep::Create`]: where to send it to.
    Created(String),
    /// To [`BlobStep::Offset`] and [`BlobStep::Append`]: how many of its bytes the server has now.
    Offset(u64),
    /// To [`BlobStep::Finish`]: all of it is stored.
    Stored,
    /// The server never takes it, or nobody can read it any more; with the code of the reason.
    Refused(u16),
    /// To [`BlobStep::Forget`]: the server waits for it no more. Or the phone does not have it any more.
    Gone,
}

/// What local storage held when the machine started.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Durable {
    /// The outbox.
    pub entries: Vec<Entry>,
    /// The blobs that wait.
    pub blobs: Vec<BlobEntry>,
    /// The conversation.
    pub book: Book,
}

/// Why a request failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The request did not get through, or the line broke.
    Offline,
    /// No answer in time.
    Timeout,
    /// The session is not valid any more (401).
    SignedOut,
    /// The request was too large (413).
    TooLarge,
    /// Too many requests, or the server asks for patience (429, 503 with Retry-After).
    Busy {
        /// When to come again, milliseconds from now.
        after_ms: u64,
    },
    /// Any other answer that is no success.
    Server {
        /// HTTP status.
        status: u16,
        /// The stable code of its problem+json; empty when there is none.
        code: String,
    },
    /// An answer that cannot be read: cut, or not ours.
    Damaged,
    /// The answer could not be kept in local storage. No transport reports this.
    Storage,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Local storage was read; the first event, and again when another tab wrote.
    Loaded(Durable),
    /// A wake-up that was asked for came.
    Tick,
    /// The phone says that there is a network, or none.
    Online(bool),
    /// A parcel was saved to the outbox.
    Saved(Entry),
    /// A blob was saved, or is over.
    BlobSaved(BlobEntry),
    /// Asked by [`Effect::Pack`]: these parcels now stand in place of those, in storage too.
    Packed {
        /// No longer there.
        from: Vec<ParcelId>,
        /// New in their place.
        into: Vec<Entry>,
    },
    /// [`Effect::Pack`] did not work out; everything is as before.
    PackFailed {
        /// Storage had no room, or another tab was quicker; otherwise something could not be read.
        by_storage: bool,
    },
    /// [`Effect::Persist`] or [`Effect::SettleBlob`] is done.
    Persisted,
    /// [`Effect::Persist`] or [`Effect::SettleBlob`] failed and wrote nothing.
    PersistFailed,
    /// These streams are to be asked for as well.
    Ask(Vec<Stream>),
    /// What the phone has of a stream cannot be read. For [`Effect::Persist`] that means that nothing
    /// was written.
    Unreadable {
        /// Which.
        stream: Stream,
        /// It was found by [`Effect::Persist`].
        is_of_persist: bool,
    },
    /// The answer to [`Effect::Push`].
    PushReply {
        /// Its request.
        request: u32,
        /// What came.
        result: Result<PushReply1, Failure>,
    },
    /// The answer to [`Effect::Pull`].
    PullReply {
        /// Its request.
        request: u32,
        /// What came.
        result: Result<PullReply2, Failure>,
    },
    /// The answer to [`Effect::SendBlob`].
    BlobReply {
        /// Its request.
        request: u32,
        /// What came.
        result: Result<BlobReply, Failure>,
    },
    /// The session was ended, here or by a 401 elsewhere.
    SignedOut,
    /// There is a session again.
    SignedIn,
    /// The person pressed "Kirim sekarang".
    Kick,
}

/// The verdict on one change, to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// The parcel it came in.
    pub parcel: ParcelId,
    /// The change.
    pub change: ChangeId,
    /// What the server said.
    pub verdict: Verdict,
}

/// What to write in one batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcomes {
    /// To be put to their records; a settled one leaves the outbox.
    pub judged: Vec<Judged>,
    /// To be put to their records.
    pub statuses: Vec<RecordStatus1>,
    /// The person's records from before this phone was theirs: those that are not here are put.
    pub own: Vec<OwnRecord1>,
    /// What the office decided, in the order in which it took effect.
    pub reviews: Vec<Review1>,
    /// What became of a village's register.
    pub register: Option<RegisterNews>,
    /// What became of what the office asks for in a village.
    pub tasks: Option<TasksNews>,
    /// A feed that has no more to tell and is not asked for again ([`Feed::is_read_once`]).
    pub ended: Option<Feed>,
    /// Takes the place of the one before.
    pub book: Book,
}

impl Outcomes {
    /// Nothing but where the conversation stands now.
    pub(super) const fn of(book: Book) -> Self {
        Self {
            judged: Vec::new(),
            statuses: Vec::new(),
            own: Vec::new(),
            reviews: Vec::new(),
            register: None,
            tasks: None,
            ended: None,
            book,
        }
    }
}

/// What became of the register of a village.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterNews {
    /// Of which.
    pub village: VillageCode,
    /// Nothing that the phone has of it holds any more; what comes is all there is.
    pub is_from_start: bool,
    /// The phone knows all of it now.
    pub is_whole: bool,
    /// What was changed.
    pub families: Families1,
}

/// What became of what the office asks for in a village.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TasksNews {
    /// In which.
    pub village: VillageCode,
    /// Nothing that the phone has of it holds any more; what comes is all there is.
    pub is_from_start: bool,
    /// The person works there today.
    pub is_here: bool,
    /// What was changed.
    pub tasks: Tasks1,
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Make new parcels of old ones, in storage, and say [`Event::Packed`].
    Pack {
        /// Parcels to open and to take away.
        from: Vec<ParcelId>,
        /// Parcels to make: which changes, in order.
        into: Vec<Vec<ChangeId>>,
    },
    /// Send parcels as they lie in storage.
    Push {
        /// To be repeated in [`Event::PushReply`].
        request: u32,
        /// Which, in order.
        parcels: Vec<ParcelId>,
    },
    /// Ask what is new.
    Pull {
        /// To be repeated in [`Event::PullReply`].
        request: u32,
        /// Of which stream.
        stream: Stream,
        /// The cursor.
        after: u64,
        /// Rows at most.
        limit: u32,
    },
    /// Write all of it or nothing.
    Persist(Outcomes),
    /// Do the next step of a blob.
    SendBlob {
        /// To be repeated in [`Event::BlobReply`].
        request: u32,
        /// Which.
        blob: BlobId,
        /// What to do.
        step: BlobStep,
    },
    /// Write that a blob is at the office or over, and take its bytes away; or that it was refused.
    SettleBlob {
        /// Which.
        blob: BlobId,
        /// Why it was refused; `None` when it is stored or over.
        refusal: Option<u16>,
    },
    /// Say [`Event::Tick`] this much later, milliseconds; takes the place of an earlier wish. A span
    /// and not a time, because the device's clock may jump.
    WakeIn(u64),
    /// Show this.
    Status(Status),
}

/// What the machine is doing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Activity {
    /// Nothing.
    #[default]
    Idle,
    /// Sending records, or blobs when no record waits.
    Sending,
    /// Asking what is new.
    Fetching,
}

/// How sending goes, as far as a person wants to know.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Status {
    /// Changes that only this phone has.
    pub n_waiting: u32,
    /// Of these, changes that were tried several times in vain while others got through.
    pub n_stuck: u32,
    /// Blobs that are not at the office yet.
    pub n_blobs_waiting: u32,
    /// Their bytes that are not.
    pub blob_bytes_waiting: u64,
    /// What goes on.
    pub activity: Activity,
    /// False while the phone itself says that there is no network.
    pub is_online: bool,
    /// The server no longer knows this phone; everything is kept.
    pub is_signed_out: bool,
    /// When the server last answered, by the device's clock, Unix milliseconds; 0 for never.
    pub last_ok_ms: u64,
    /// The same failure several times in a row; `None` while all is well.
    pub failure: Option<Failure>,
    /// What the last request failed with; `None` once one is answered. For a person who asks.
    pub last_failure: Option<Failure>,
    /// Requests that ended so far, whatever came of them.
    pub n_ended: u32,
    /// When the next try comes, by the device's clock, Unix milliseconds; `None` when none is due.
    pub next_try_ms: Option<u64>,
}
