//! Runs the sync machine over local storage, transport and host: one loop, the same in the browser
//! (`spawn_local`) and natively (a tokio `LocalSet`).
//!
//! The loop decides nothing. It carries out what [`Machine::step`] asks for and tells it what came of
//! it. Work on storage goes one piece after the other; a request runs beside it. Dropping the loop at
//! any moment loses nothing: what is not in storage yet is asked for again.

mod storage;

use core::{
    cell::{Cell, RefCell},
    future::{Future, poll_fn},
    pin::Pin,
    task::{Context, Poll, Waker},
};
use std::{collections::VecDeque, rc::Rc};

use shared::{
    id::{BlobId, DeviceId, ParcelId},
    sync::{
        client::{
            BlobEntry, BlobReply, BlobStep, Effect, Entry, Event, Failure, Machine, Now, Outcomes,
            Status,
        },
        feed::Stream,
        wire::Push1,
    },
};

use crate::{
    blob,
    host::{self, Host},
    journal,
    store::LocalStore,
    transport::{Asked, Transport, blobs::BlobTransport},
};

/// What the loop works with.
pub struct Parts<S, T, H> {
    /// Local storage of one account. Only one loop per database: hold a Web Lock.
    pub store: S,
    /// The server.
    pub transport: T,
    /// Clock, dice, timers, gzip.
    pub host: H,
    /// The device key of the account ([`crate::rows::Account1::device`]).
    pub device: DeviceId,
    /// The streams that are asked for.
    pub feeds: Vec<Stream>,
    /// The server for blobs; without one, blobs stay on the phone.
    pub blobs: Option<Rc<dyn BlobTransport>>,
}

/// Told when the loop has something to show.
pub trait Watch {
    /// How sending goes; called when it changed.
    fn status(&self, status: &Status);

    /// Records changed in local storage: lists should be read again.
    fn records_changed(&self);

    /// Something that belongs in the journal.
    fn happened(&self, _event: journal::Event) {}
}

/// How the rest of the program talks to the loop. Cheap to clone.
#[derive(Clone)]
pub struct Handle {
    inbox: Rc<Inbox>,
}

/// The loop's end of a [`Handle`].
#[derive(Default)]
pub struct Inbox {
    letters: RefCell<VecDeque<Letter>>,
    waker: Cell<Option<Waker>>,
}

enum Letter {
    Event(Event),
    LookAgain,
    Stop,
}

/// A handle and its other end, for [`drive`].
#[must_use]
pub fn channel() -> (Handle, Rc<Inbox>) {
    let inbox = Rc::new(Inbox::default());
    (Handle { inbox: Rc::clone(&inbox) }, inbox)
}

impl Handle {
    /// A form was finished ([`crate::device::Finished::entry`]).
    pub fn saved(&self, entry: Entry) {
        self.send(Letter::Event(Event::Saved(entry)));
    }

    /// A blob was saved ([`crate::device::Device::save_blob`]), or is over.
    pub fn blob_saved(&self, entry: BlobEntry) {
        self.send(Letter::Event(Event::BlobSaved(entry)));
    }

    /// The person pressed "Kirim sekarang".
    pub fn kick(&self) {
        self.send(Letter::Event(Event::Kick));
    }

    /// The phone says that there is a network, or none.
    pub fn online(&self, is_online: bool) {
        self.send(Letter::Event(Event::Online(is_online)));
    }

    /// The person has got another village: asks for these streams as well.
    pub fn ask(&self, streams: Vec<Stream>) {
        self.send(Letter::Event(Event::Ask(streams)));
    }

    /// What is stored of a stream cannot be read: it is asked for from its start.
    pub fn unreadable(&self, stream: Stream) {
        self.send(Letter::Event(Event::Unreadable { stream, is_of_persist: false }));
    }

    /// There is a session again.
    pub fn signed_in(&self) {
        self.send(Letter::Event(Event::SignedIn));
    }

    /// The session was ended.
    pub fn signed_out(&self) {
        self.send(Letter::Event(Event::SignedOut));
    }

    /// Another tab wrote to local storage: read the outbox again.
    pub fn look_again(&self) {
        self.send(Letter::LookAgain);
    }

    /// Ends the loop; what is under way is dropped and repeated next time.
    pub fn stop(&self) {
        self.send(Letter::Stop);
    }

    fn send(&self, letter: Letter) {
        self.inbox.letters.borrow_mut().push_back(letter);
        if let Some(waker) = self.inbox.waker.take() {
            waker.wake();
        }
    }
}

/// Runs until [`Handle::stop`].
pub async fn drive<S: LocalStore, T: Transport, H: Host>(
    parts: Parts<S, T, H>,
    inbox: Rc<Inbox>,
    watch: &impl Watch,
) {
    let mut running = Running {
        parts: &parts,
        machine: Machine::new(&parts.feeds),
        tasks: VecDeque::from([storage::Task::Load]),
        storage: None,
        request: None,
        alarm: None,
        epoch: 0,
    };
    loop {
        match poll_fn(|cx| running.poll(&inbox, cx)).await {
            Letter::Event(event) => {
                if event == Event::Persisted {
                    watch.records_changed();
                }
                running.step(event, watch);
            }
            Letter::LookAgain => running.tasks.push_back(storage::Task::Load),
            Letter::Stop => return,
        }
    }
}

type Job<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

struct Running<'a, S, T, H> {
    parts: &'a Parts<S, T, H>,
    machine: Machine,
    /// Work on storage that waits for its turn.
    tasks: VecDeque<storage::Task>,
    storage: Option<Job<'a, Event>>,
    request: Option<Job<'a, Event>>,
    alarm: Option<Job<'a, ()>>,
    /// The server's database, as far as it is known; 0 before that.
    epoch: u64,
}

impl<'a, S: LocalStore, T: Transport, H: Host> Running<'a, S, T, H> {
    /// Whatever comes first.
    fn poll(&mut self, inbox: &Inbox, cx: &mut Context<'_>) -> Poll<Letter> {
        inbox.waker.set(Some(cx.waker().clone()));
        if let Some(letter) = inbox.letters.borrow_mut().pop_front() {
            return Poll::Ready(letter);
        }
        if self.storage.is_none() {
            let parts = self.parts;
            self.storage = self.tasks.pop_front().map(|task| storage::run(parts, task));
        }
        for job in [&mut self.storage, &mut self.request] {
            if let Some(Poll::Ready(event)) = job.as_mut().map(|job| job.as_mut().poll(cx)) {
                *job = None;
                return Poll::Ready(Letter::Event(event));
            }
        }
        if let Some(Poll::Ready(())) = self.alarm.as_mut().map(|alarm| alarm.as_mut().poll(cx)) {
            self.alarm = None;
            return Poll::Ready(Letter::Event(Event::Tick));
        }
        Poll::Pending
    }

    /// Tells of what came to nothing.
    fn tell(&mut self, event: &Event, watch: &impl Watch) {
        match event {
            Event::Loaded(durable) => self.epoch = durable.book.epoch,
            Event::PushReply { result: Err(failure), .. }
            | Event::PullReply { result: Err(failure), .. }
            | Event::BlobReply { result: Err(failure), .. } => {
                watch.happened(journal::Event::of_failure(failure));
            }
            Event::PersistFailed | Event::PackFailed { by_storage: true } => {
                watch.happened(journal::Event::of_failure(&Failure::Storage));
            }
            Event::PushReply { .. }
            | Event::PullReply { .. }
            | Event::BlobReply { .. }
            | Event::PackFailed { .. }
            | Event::Packed { .. }
            | Event::Persisted
            | Event::Tick
            | Event::Online(_)
            | Event::Saved(_)
            | Event::BlobSaved(_)
            | Event::SignedOut
            | Event::SignedIn
            | Event::Ask(_)
            | Event::Unreadable { .. }
            | Event::Kick => {}
        }
    }

    /// Tells of what an answer brought.
    fn tell_outcomes(&mut self, outcomes: &Outcomes, watch: &impl Watch) {
        let epoch = outcomes.book.epoch;
        if self.epoch != 0 && epoch != self.epoch {
            watch.happened(journal::Event::Epoch);
        }
        self.epoch = epoch;
        journal::Event::of_outcomes(outcomes).into_iter().for_each(|event| watch.happened(event));
    }

    fn step(&mut self, event: Event, watch: &impl Watch) {
        let parts = self.parts;
        self.tell(&event, watch);
        let random = u32::from_le_bytes(host::random(&parts.host));
        let effects = self.machine.step(Now { ms: parts.host.now_ms(), random }, event);
        // Each step says anew when it wants to be woken.
        self.alarm = None;
        for effect in effects {
            match effect {
                Effect::Pack { from, into } => {
                    self.tasks.push_back(storage::Task::Pack { from, into });
                }
                Effect::Persist(outcomes) => {
                    self.tell_outcomes(&outcomes, watch);
                    self.tasks.push_back(storage::Task::Persist(Box::new(outcomes)));
                }
                // A request that the machine no longer waits for is dropped here.
                Effect::Push { request, parcels } => {
                    self.request = Some(Box::pin(push(parts, request, parcels)));
                }
                Effect::Pull { request, stream, after, limit } => {
                    let asked = Asked { stream, after, limit };
                    self.request = Some(Box::pin(async move {
                        let result = parts.transport.pull(parts.device, asked).await;
                        Event::PullReply { request, result }
                    }));
                }
                Effect::SendBlob { request, blob, step } => {
                    self.request = Some(Box::pin(async move {
                        let result = send_blob(parts, blob, step).await;
                        Event::BlobReply { request, result }
                    }));
                }
                Effect::SettleBlob { blob, refusal } => {
                    self.tasks.push_back(storage::Task::SettleBlob { blob, refusal });
                }
                Effect::WakeIn(ms) => self.alarm = Some(Box::pin(parts.host.sleep(ms))),
                Effect::Status(status) => watch.status(&status),
            }
        }
    }
}

async fn push<S: LocalStore, T: Transport, H: Host>(
    parts: &Parts<S, T, H>,
    request: u32,
    parcels: Vec<ParcelId>,
) -> Event {
    let bodies = storage::bodies(&parts.store.rows(), &parcels);
    let result = match bodies {
        Some(parcels) => parts.transport.push(&Push1 { device: parts.device, parcels }).await,
        None => Err(Failure::Storage),
    };
    Event::PushReply { request, result }
}

/// Does one step of a blob, with its bytes read from storage just before they are sent.
async fn send_blob<S: LocalStore, T, H>(
    parts: &Parts<S, T, H>,
    blob: BlobId,
    step: BlobStep,
) -> Result<BlobReply, Failure> {
    let Some(server) = parts.blobs.as_deref() else { return Err(Failure::Offline) };
    let held = blob::find_to_send(&parts.store.rows(), blob);
    match (step, held) {
        // It is over, or another tab took it away.
        (BlobStep::Forget, _) | (_, None) => server.terminate(blob).await,
        (BlobStep::Create, Some(held)) => server.create(parts.device, &held.value).await,
        (BlobStep::Offset { place }, Some(_)) => server.offset(&place).await,
        (BlobStep::Append { place, offset, n_bytes }, Some(held)) => {
            let (from, n_bytes) = (usize::try_from(offset), usize::try_from(n_bytes));
            let (Ok(from), Ok(n_bytes)) = (from, n_bytes) else { return Err(Failure::Damaged) };
            match blob::read(&parts.store, &held.value, from, n_bytes).await {
                Ok(Some(part)) => server.append(&place, offset, part).await,
                Ok(None) => Ok(BlobReply::Refused(blob::REFUSED_UNREADABLE)),
                Err(_) => Err(Failure::Storage),
            }
        }
        (BlobStep::Finish { place }, Some(_)) => server.finish(&place).await,
    }
}
