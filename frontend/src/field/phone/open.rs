//! What belongs to the account that is open on this phone.

use std::cell::{Cell, RefCell};

use client::{
    device::{Device, Finished},
    driver::Handle,
};
use shared::id::{AccountId, DeviceId};

use super::tabs::{Message, Tabs};
use crate::browser::{host::BrowserHost, indexed_db::PhoneStore};

/// The phone of an account.
pub type Phone = Device<PhoneStore, BrowserHost>;

/// An open account.
pub struct Open {
    /// Whose.
    pub account: AccountId,
    /// The device key with which it was activated last.
    pub key: Cell<DeviceId>,
    /// Storage and what is asked of it.
    pub phone: Phone,
    /// The other tabs of this account.
    pub tabs: Tabs,
    /// The account is being signed out, here or in another tab.
    pub is_leaving: Cell<bool>,
    /// The loop that sends; `None` while another tab sends, and until it is this one's turn.
    pub sender: RefCell<Option<Handle>>,
}

impl Open {
    /// Tells whoever sends, here or in another tab, of a parcel in the outbox and of the pictures that
    /// follow it.
    pub fn saved(&self, finished: Finished) {
        match self.sender.borrow().as_ref() {
            Some(sender) => {
                sender.saved(finished.entry);
                finished.blobs.into_iter().for_each(|blob| sender.blob_saved(blob));
            }
            None => self.tabs.tell(Message::Saved),
        }
    }
}
