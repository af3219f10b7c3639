//! A phone that never rests: the real client on storage that survives, over real HTTP.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::Duration;

use client::device::Device;
use client::driver::{self, Handle, Parts, Watch};
use client::host::native::NativeHost;
use client::memory::MemoryStore;
use client::rows::{Record, Stored as _};
use client::store::Table;
use client::transport::Transport as _;
use client::transport::native::NativeTransport;
use shared::day::Day;
use shared::form::model::{KindId, World};
use shared::form::value::Values;
use shared::forms::balita::BALITA;
use shared::forms::visit::VISIT;
use shared::id::{ChangeId, DeviceId, RecordId};
use shared::sync::account::Activate1;
use shared::sync::client::Status;
use shared::sync::feed::Feed;
use shared::sync::verdict::Receipt;

use super::Failure;
use super::program::VILLAGE;
use crate::sample;
use crate::sim::dice::Dice;

/// Forms are finished at most so long after each other, milliseconds.
const PAUSE_MS: u64 = 4;

/// A phone with its storage. A clone is the same phone.
#[derive(Clone)]
pub(super) struct Phone {
    store: MemoryStore,
    device: DeviceId,
    session: String,
    /// The newest visit, for forms of it.
    visit: Rc<Cell<Option<RecordId>>>,
}

/// What a phone knows of one of its changes.
pub(super) struct Made {
    /// What the server told of it.
    pub(super) receipt: Option<Receipt>,
}

impl Phone {
    /// Binds a new phone with an invitation.
    pub(super) async fn activate(origin: &str, number: u8, token: String) -> Result<Self, Failure> {
        let transport = NativeTransport::new(origin, None)?;
        let device = DeviceId::new(u64::from(number), [number; 10]);
        let bound = transport.activate(&Activate1 { token, device }).await;
        bound.map_err(|failure| format!("a phone was not activated: {failure:?}"))?;
        let session = transport.session().ok_or("an activation without a session")?;
        let store = MemoryStore::new();
        Ok(Self { store, device, session, visit: Rc::default() })
    }

    /// Finishes forms, mends some and sends all of them, until it is dropped.
    pub(super) async fn work(self, origin: String, seed: u64) {
        let dice = Dice::new(seed);
        let (handle, inbox) = driver::channel();
        let sending = self.drive(&origin, inbox);
        let filling = async {
            loop {
                self.fill(&handle, &dice).await;
                tokio::time::sleep(Duration::from_millis(dice.between(0, PAUSE_MS))).await;
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
        let parts = Parts {
            store: self.store.clone(),
            transport: transport.expect("a client without TLS is made"),
            host: NativeHost,
            device: self.device,
            feeds: vec![Feed::OWN_RECORDS.into()],
            blobs: None,
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
        let world = World { today, growth: None, regions: None, own_kk: None };
        let finished = app.finish(&draft, world).expect("a form of the samples is right");
        let finished = app.keep(finished).await.expect("memory takes everything");
        if draft.value.kind == VISIT.id.0 {
            self.visit.set(Some(finished.record));
        }
        handle.saved(finished.entry);
    }

    /// How many changes wait.
    pub(super) fn n_unsent(&self) -> usize {
        Device::new(self.store.clone(), NativeHost).n_unsent()
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
