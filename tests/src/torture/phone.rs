//! A phone that never rests: the real client on storage that survives, over real HTTP.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::Duration;

use client::device::{Device, NewBlob};
use client::driver::{self, Handle, Parts, Watch};
use client::host::key_of;
use client::host::native::NativeHost;
use client::memory::MemoryStore;
use client::rows::{Record, Stored as _};
use client::store::Table;
use client::transport::Transport as _;
use client::transport::native::NativeTransport;
use client::transport::tus::Tus;
use sha2::{Digest as _, Sha256};
use shared::day::Day;
use shared::form::model::{KindId, World};
use shared::form::value::Values;
use shared::forms::balita::BALITA;
use shared::forms::visit::VISIT;
use shared::id::{BlobId, ChangeId, DeviceId, RecordId};
use shared::sync::account::Activate1;
use shared::sync::client::Status;
use shared::sync::feed::Feed;
use shared::sync::verdict::Receipt;

use super::Failure;
use super::program::VILLAGE;
use crate::sample;
use crate::sim::dice::Dice;
use crate::tus::jpeg;

/// Photos are taken at most so long after each other, milliseconds.
const PHOTO_PAUSE_MS: u64 = 20;
/// Forms are finished at most so long after each other, milliseconds.
const PAUSE_MS: u64 = 4;

/// A photo with the hash of its bytes.
pub(super) type Photo = (BlobId, [u8; 32]);

/// A phone with its storage. A clone is the same phone.
#[derive(Clone)]
pub(super) struct Phone {
    store: MemoryStore,
    device: DeviceId,
    session: String,
    /// The newest visit, for forms of it.
    visit: Rc<Cell<Option<RecordId>>>,
    /// It takes photos and fills no forms: photos wait while there are forms to be sent.
    is_camera: bool,
    /// The photos that were taken, with their hashes.
    photos: Rc<RefCell<Vec<Photo>>>,
}

/// What a phone knows of one of its changes.
pub(super) struct Made {
    /// What the server told of it.
    pub(super) receipt: Option<Receipt>,
}

impl Phone {
    /// Binds a new phone with an invitation.
    pub(super) async fn activate(
        origin: &str,
        number: u8,
        token: String,
        is_camera: bool,
    ) -> Result<Self, Failure> {
        let transport = NativeTransport::new(origin, None)?;
        let device = DeviceId::new(u64::from(number), [number; 10]);
        let bound = transport.activate(&Activate1 { token, device }).await;
        bound.map_err(|failure| format!("a phone was not activated: {failure:?}"))?;
        let session = transport.session().ok_or("an activation without a session")?;
        let store = MemoryStore::new();
        let photos = Rc::default();
        Ok(Self { store, device, session, visit: Rc::default(), is_camera, photos })
    }

    /// Finishes forms, mends some and sends all of them, until it is dropped.
    pub(super) async fn work(self, origin: String, seed: u64) {
        let dice = Dice::new(seed);
        let (handle, inbox) = driver::channel();
        let sending = self.drive(&origin, inbox);
        let filling = async {
            loop {
                let pause_ms = if self.is_camera {
                    self.take_photo(&handle, &dice).await;
                    PHOTO_PAUSE_MS
                } else {
                    self.fill(&handle, &dice).await;
                    PAUSE_MS
                };
                tokio::time::sleep(Duration::from_millis(dice.between(0, pause_ms))).await;
            }
        };
        tokio::join!(sending, filling);
    }

    /// Sends what waits, until it is dropped.
    pub(super) async fn send(self, origin: String) {
        let (_handle, inbox) = driver::channel();
        self.drive(&origin, inbox).await;
    }

    async fn drive(&self, origin: &str, inbox: Rc<driver::Inbox>) {
        let transport = NativeTransport::new(origin, Some(self.session.clone()));
        let transport = Rc::new(transport.expect("a client without TLS is made"));
        let parts = Parts {
            store: self.store.clone(),
            transport: Rc::clone(&transport),
            host: NativeHost,
            device: self.device,
            feeds: vec![Feed::OWN_RECORDS.into()],
            blobs: Some(Rc::new(Tus(transport))),
        };
        driver::drive(parts, inbox, &Unwatched).await;
    }

    async fn fill(&self, handle: &Handle, dice: &Dice) {
        let app = Device::new(self.store.clone(), NativeHost);
        let today = app.today(Day::from_number(0));
        let draft = match (self.visit.get(), dice.between(0, 9)) {
            (Some(visit), 0..=5) => new(&app, BALITA.id, Some(visit), sample::child_values(today)),
            (Some(visit), 6) => match app.mend(visit) {
                Ok(plan) => app.keep(plan).await.expect("memory takes everything"),
                // The office has decided, or the answer of the server is not there yet.
                Err(_) => return,
            },
            _ => new(&app, VISIT.id, None, sample::visit_values(today)),
        };
        let world = World::on(today);
        let finished = app.finish(&draft, world).expect("a form of the samples is right");
        let finished = app.keep(finished).await.expect("memory takes everything");
        if draft.value.kind == VISIT.id.0 {
            self.visit.set(Some(finished.record));
        }
        handle.saved(finished.entry);
    }

    async fn take_photo(&self, handle: &Handle, dice: &Dice) {
        let bytes = jpeg(u32::try_from(dice.between(20, 120)).expect("it is small"));
        let sha256: [u8; 32] = Sha256::digest(&bytes).into();
        let app = Device::new(self.store.clone(), NativeHost);
        let record = RecordId([1; 16]);
        let plan = app.save_blob(&NewBlob { record, media: 1, sha256, bytes: &bytes });
        let plan = plan.expect("a small photo is taken");
        let entry = app.keep(plan).await.expect("memory takes everything");
        self.photos.borrow_mut().push((entry.blob, sha256));
        handle.blob_saved(entry);
    }

    /// How many changes and photos wait.
    pub(super) fn n_unsent(&self) -> usize {
        let n_photos = self.store.keys(Table::Blob).len();
        Device::new(self.store.clone(), NativeHost).n_unsent() + n_photos
    }

    /// Photos that are not here any more, because the server has them.
    pub(super) fn sent_photos(&self) -> Vec<Photo> {
        let here = self.store.keys(Table::Blob);
        let is_gone = |(blob, _): &&Photo| !here.contains(&key_of(blob));
        self.photos.borrow().iter().filter(is_gone).copied().collect()
    }

    /// Every change that was ever made here.
    pub(super) fn made(&self) -> Result<BTreeMap<ChangeId, Made>, Failure> {
        let mut made = BTreeMap::new();
        for row in self.store.rows(Table::Record) {
            let record = Record::from_row_bytes(&row.bytes)?;
            made.insert(record.header.change, Made { receipt: record.receipt });
            for past in record.history {
                made.insert(past.change, Made { receipt: past.receipt });
            }
        }
        Ok(made)
    }

    /// How many records there are.
    pub(super) fn n_records(&self) -> usize {
        self.store.rows(Table::Record).len()
    }
}

fn new(
    app: &Device<MemoryStore, NativeHost>,
    kind: KindId,
    visit: Option<RecordId>,
    values: Values,
) -> client::rows::Held<client::rows::Draft> {
    let mut draft = app.begin(kind, visit, VILLAGE).expect("the kind is known");
    draft.value.values = values;
    draft
}

struct Unwatched;

impl Watch for Unwatched {
    fn status(&self, _status: &Status) {}

    fn records_changed(&self) {}
}
