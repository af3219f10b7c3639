//! A phone of the simulation: its storage, its wrong clock, and what runs on it.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use client::{
    device::Device,
    driver::{self, Handle, Parts, Watch},
    host::{Host, native},
    memory::{Faults, MemoryStore},
};
use shared::{
    id::{AccountId, DeviceId},
    sync::{
        client::Status,
        feed::{Feed, Stream},
    },
};

use super::{dice::Dice, laws::Broken, line::Line, office::BULLETINS, register, time::Time};

/// When the simulation begins, Unix milliseconds: 24 November 2026.
pub(super) const START_MS: u64 = 1_795_506_508_000;

/// The host of a simulated phone.
#[derive(Clone)]
pub(super) struct SimHost {
    pub(super) time: Time,
    pub(super) dice: Dice,
    /// The phone's clock minus the right time, milliseconds.
    pub(super) skew_ms: Rc<Cell<i64>>,
    /// False for a browser that cannot compress.
    pub(super) has_gzip: bool,
}

impl Host for SimHost {
    fn now_ms(&self) -> u64 {
        (START_MS + self.time.now_ms()).saturating_add_signed(self.skew_ms.get())
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        for byte in bytes {
            *byte = self.dice.number().to_le_bytes()[0];
        }
    }

    async fn sleep(&self, ms: u64) {
        self.time.sleep(ms).await;
    }

    async fn gzip(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        if self.has_gzip { native::gzip(bytes) } else { None }
    }

    async fn gunzip(&self, bytes: &[u8], max: usize) -> Option<Vec<u8>> {
        if self.has_gzip { native::gunzip(bytes, max) } else { None }
    }
}

/// A phone and its person.
pub(super) struct Phone {
    pub(super) idx: usize,
    pub(super) account: AccountId,
    pub(super) device_id: DeviceId,
    pub(super) host: SimHost,
    pub(super) store: RefCell<MemoryStore>,
    /// A second tab of the app, once it was opened: with its own copy of the rows, and no sender.
    tab: RefCell<Option<MemoryStore>>,
    /// An earlier copy of its storage.
    pub(super) backup: RefCell<Option<MemoryStore>>,
    pub(super) handle: RefCell<Option<Handle>>,
    pub(super) status: RefCell<Status>,
    /// False once the server ended its session.
    pub(super) has_session: Cell<bool>,
    /// No packet gets through before this, simulation time.
    pub(super) cut_off_until: Cell<u64>,
    /// True once its storage was set back, emptied or damaged: from then on a revision may name a
    /// parent that the office does not have.
    pub(super) is_spoiled: Cell<bool>,
    /// How often one of its parcels was damaged.
    pub(super) n_rots: Cell<u32>,
    /// How often one of its blobs was damaged.
    pub(super) n_blob_rots: Cell<u32>,
    /// A new record waits to be sent, and this many parts of blobs were begun since.
    pub(super) parts_before: Cell<Option<u32>>,
    /// A law that was seen to be broken while it happened.
    pub(super) broken: RefCell<Option<Broken>>,
    /// Dies after this many more steps of its tasks.
    pub(super) dies_in: Cell<Option<u64>>,
}

impl Phone {
    pub(super) fn new(idx: usize, host: SimHost) -> Rc<Self> {
        let number = u8::try_from(idx + 1).expect("a handful of phones");
        let phone = Self {
            idx,
            account: AccountId::new(START_MS, [number; 10]),
            device_id: DeviceId::new(START_MS, [number; 10]),
            host,
            store: RefCell::new(MemoryStore::new()),
            tab: RefCell::new(None),
            backup: RefCell::new(None),
            handle: RefCell::new(None),
            status: RefCell::new(Status::default()),
            has_session: Cell::new(true),
            cut_off_until: Cell::new(0),
            is_spoiled: Cell::new(false),
            n_rots: Cell::new(0),
            n_blob_rots: Cell::new(0),
            parts_before: Cell::new(None),
            broken: RefCell::new(None),
            dies_in: Cell::new(None),
        };
        phone.set_room(None);
        Rc::new(phone)
    }

    /// Sets how much storage there is; all of it is slow, so that tasks come between each other.
    pub(super) fn set_room(&self, room_bytes: Option<usize>) {
        self.store().set_faults(Faults { room_bytes, is_slow: true, ..Faults::default() });
    }

    pub(super) fn store(&self) -> MemoryStore {
        self.store.borrow().clone()
    }

    /// What screens work with.
    pub(super) fn device(&self) -> Device<MemoryStore, SimHost> {
        Device::new(self.store(), self.host.clone())
    }

    /// What screens of the second tab work with. It may be behind the first one.
    pub(super) fn second_tab(&self) -> Device<MemoryStore, SimHost> {
        let store = self.tab.borrow_mut().get_or_insert_with(|| self.store().tab()).clone();
        Device::new(store, self.host.clone())
    }

    pub(super) fn is_running(&self) -> bool {
        self.handle.borrow().is_some()
    }

    /// The loop of a freshly opened app.
    pub(super) fn open(self: &Rc<Self>, line: Line) -> impl Future<Output = ()> + use<> {
        self.tab.replace(None);
        self.parts_before.set(None);
        self.store().reread();
        let (handle, inbox) = driver::channel();
        self.handle.replace(Some(handle));
        self.status.replace(Status::default());
        let parts = Parts {
            store: self.store(),
            transport: line.clone(),
            host: self.host.clone(),
            device: self.device_id,
            feeds: feeds(),
            blobs: Some(Rc::new(line)),
        };
        let phone = Rc::clone(self);
        async move { driver::drive(parts, inbox, phone.as_ref()).await }
    }

    /// A new record was handed to the loop: it goes next, after the part that is under way.
    pub(super) fn record_waits(&self) {
        self.parts_before.set(Some(0));
    }

    /// Records are sent.
    pub(super) fn push_begins(&self) {
        self.parts_before.set(None);
    }

    /// A part of a blob is sent. It may have been chosen before the record was finished.
    pub(super) fn part_begins(&self) {
        match self.parts_before.get() {
            Some(0) => self.parts_before.set(Some(1)),
            Some(_) => {
                let broken = format!("phone {}: a record waits behind two parts", self.idx);
                self.broken.replace(Some(broken));
            }
            None => {}
        }
    }

    pub(super) fn tell(&self, what: impl FnOnce(&Handle)) {
        if let Some(handle) = self.handle.borrow().as_ref() {
            what(handle);
        }
    }
}

/// What every phone asks for.
fn feeds() -> Vec<Stream> {
    let own = [Feed::OWN_RECORDS.into(), Feed::REVIEW.into(), BULLETINS.into()];
    own.into_iter().chain(register::streams()).collect()
}

impl Watch for Phone {
    fn status(&self, status: &Status) {
        self.status.replace(status.clone());
    }

    fn records_changed(&self) {}
}
