//! What the state holds beside the values that are shown: the open database, the draft that is being
//! saved, the clock.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use client::{
    device::{Device, DeviceError},
    driver::Handle,
    route::Route,
    rows::{Draft, Held},
    store::{Row, StoreError},
};
use shared::{
    day::Day,
    id::{AccountId, DeviceId},
    sync::client::Clock,
};

use super::tabs::Tabs;
use crate::{browser, net::host::BrowserHost, store::indexed_db::PhoneStore};

/// The phone of the account that is open.
pub type Phone = Device<PhoneStore, BrowserHost>;

/// Everything that belongs to the account that is open.
pub struct Open {
    /// Whose.
    pub account: AccountId,
    /// The device key with which it was activated last.
    pub key: Cell<DeviceId>,
    /// Storage and what screens ask of it.
    pub phone: Rc<Phone>,
    /// The other tabs of this account.
    pub tabs: Tabs,
    /// The loop that sends; `None` while another tab is the sender, and until it is this one's turn.
    pub sender: RefCell<Option<Handle>>,
}

/// The draft that is being filled.
pub struct Slot {
    /// As it was typed last, with the revision that was stored last.
    pub held: Held<Draft>,
    /// Changed since it was last handed to storage.
    pub is_dirty: bool,
    /// A write is under way.
    pub is_writing: bool,
}

/// See the module.
pub struct Core {
    /// The account that is open.
    pub open: RefCell<Option<Rc<Open>>>,
    /// The draft that is being filled.
    pub slot: RefCell<Option<Slot>>,
    /// The row of the draft that was deleted last.
    pub deleted: RefCell<Option<Row>>,
    /// A change that a person asked for is being kept.
    pub is_keeping: Cell<bool>,
    /// What is known of the server's clock.
    pub clock: Cell<Clock>,
    /// The day of the build, before which no clock can rightly stand.
    pub built: Day,
    /// Where to go once the browser's history is back where a page was opened from.
    pub leaving: RefCell<Option<Route>>,
    /// Counts toasts.
    pub n_toasts: Cell<u32>,
}

impl Core {
    /// Nothing is open yet.
    pub fn new() -> Self {
        let built = browser::meta("build").and_then(|days| days.parse().ok()).unwrap_or(0);
        Self {
            open: RefCell::default(),
            slot: RefCell::default(),
            deleted: RefCell::default(),
            is_keeping: Cell::new(false),
            clock: Cell::default(),
            built: Day::from_number(built),
            leaving: RefCell::default(),
            n_toasts: Cell::new(0),
        }
    }

    /// What belongs to the account that is open.
    pub fn open(&self) -> Result<Rc<Open>, DeviceError> {
        let open = self.open.borrow().clone();
        open.ok_or(DeviceError::Store(StoreError::Closed))
    }

    /// The phone of the account that is open.
    pub fn phone(&self) -> Result<Rc<Phone>, DeviceError> {
        Ok(Rc::clone(&self.open()?.phone))
    }

    /// True while this is the account that is open.
    pub fn is_open(&self, open: &Rc<Open>) -> bool {
        self.open.borrow().as_ref().is_some_and(|current| Rc::ptr_eq(current, open))
    }

    /// Today in Tuban by the corrected clock.
    pub fn today(&self) -> Day {
        self.clock.get().today(browser::device_ms(), self.built)
    }

    /// The corrected clock, Unix milliseconds.
    pub fn now_ms(&self) -> u64 {
        self.clock.get().corrected_ms(browser::device_ms())
    }
}
