//! The register in memory, behind the pages that search it.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use client::{
    device::DeviceError,
    register::{self, NewFamily, Shelf},
    store::LocalStore as _,
};
use leptos::{prelude::*, task::spawn_local};
use shared::{
    day::Day,
    form::{model::Compared, value::Values},
    id::{AccountId, FamilyId},
    region::VillageCode,
    register::{
        family::Person1,
        prefill,
        reference::{FamilyRef, PersonRef},
        search::Register,
    },
    sync::feed::Stream,
};

use super::storage::Storage;
use crate::browser::host::BrowserHost;

/// Families and people of the person's villages. A handle: copies see the same.
#[derive(Clone, Copy)]
pub struct PhoneRegister {
    /// Grows when more is here.
    n_changes: RwSignal<u32>,
    /// Grows when all that is stored was read.
    n_settled: RwSignal<u32>,
    /// False while something that is stored is not read yet.
    is_read: RwSignal<bool>,
    /// The number of the person whose row was touched last in the search; the family's page begins there.
    pub found: RwSignal<Option<u32>>,
    storage: Storage,
    inner: StoredValue<Rc<Inner>, LocalStorage>,
}

#[derive(Default)]
struct Inner {
    shelf: RefCell<Shelf>,
    /// Whose it is.
    account: Cell<Option<AccountId>>,
    is_reading: Cell<bool>,
}

impl PhoneRegister {
    /// Nothing is read yet.
    #[must_use]
    pub fn new(storage: Storage) -> Self {
        Self {
            n_changes: RwSignal::default(),
            n_settled: RwSignal::default(),
            is_read: RwSignal::default(),
            found: RwSignal::default(),
            storage,
            inner: StoredValue::new_local(Rc::default()),
        }
    }

    /// Reads what is stored, and from now on what comes, while the page is there that asks.
    pub fn follow(self) {
        Effect::new(move || {
            self.storage.n_changes.track();
            spawn_local(self.read());
        });
    }

    async fn read(self) {
        let inner = self.inner.get_value();
        if inner.is_reading.replace(true) {
            return;
        }
        while let Ok(open) = self.storage.open() {
            if inner.account.replace(Some(open.account)) != Some(open.account) {
                inner.shelf.take();
            }
            let wanted = inner.shelf.borrow_mut().next(&open.phone.store.rows());
            let Some(wanted) = wanted else { break };
            self.is_read.set(false);
            let Ok(families) = register::fetch(&open.phone.store, wanted).await else { break };
            if families.is_none()
                && let Some(sender) = open.sender.borrow().as_ref()
            {
                sender.unreadable(Stream::register(wanted.village));
            }
            inner.shelf.borrow_mut().put(wanted, families);
            self.n_changes.update(|n_changes| *n_changes = n_changes.wrapping_add(1));
        }
        inner.is_reading.set(false);
        self.is_read.set(true);
        for count in [self.n_changes, self.n_settled] {
            count.update(|count| *count = count.wrapping_add(1));
        }
    }

    /// Asks something of the register, tracked.
    pub fn with<T>(self, ask: impl FnOnce(&Register) -> T) -> T {
        self.n_changes.track();
        ask(&self.inner.get_value().shelf.borrow().register)
    }

    /// The last four digits of a number of whom a reference names; tracked. `None` where nobody is known
    /// by it, `Some(None)` where the register has no number.
    pub fn number(self, compared: Compared, reference: &[u8]) -> Option<Option<u16>> {
        self.with(|people| match compared {
            Compared::Nik(_) => {
                let (_, _, person) = people.person(PersonRef::from_bytes(reference)?)?;
                Some(person.nik)
            }
            Compared::Card(_) => {
                let (_, family) = people.family(FamilyRef::from_bytes(reference)?)?;
                Some(family.kk)
            }
        })
    }

    /// The members of a family, each as the answers of a form about them; tracked.
    pub fn members(
        self,
        family: FamilyRef,
        today: Day,
        who: fn(&Person1, Day) -> bool,
    ) -> Vec<Values> {
        self.with(|people| {
            let Some((village, family)) = people.family(family) else { return Vec::new() };
            let members = family.members.iter().filter(|person| who(person, today));
            members.map(|person| prefill::person(village, person, today)).collect()
        })
    }

    /// As [`Self::with`], but asked again only when all that is stored has been read: for what looks at
    /// everybody. Before that it asks of nobody or of what was read before.
    pub fn with_settled<T>(self, ask: impl FnOnce(&Register) -> T) -> T {
        self.n_settled.track();
        ask(&self.inner.get_value().shelf.borrow().register)
    }

    /// True when all of these villages is here, tracked.
    pub fn is_whole(self, villages: &[VillageCode]) -> bool {
        self.n_changes.track();
        let inner = self.inner.get_value();
        let shelf = inner.shelf.borrow();
        self.is_read.get() && villages.iter().all(|village| shelf.whole.contains(village))
    }

    /// Adds a family.
    ///
    /// # Errors
    /// [`DeviceError`], with words.
    pub async fn add(self, village: VillageCode, new: NewFamily) -> Result<FamilyId, DeviceError> {
        let open = self.storage.open()?;
        let id = register::add(&open.phone.store, &BrowserHost, village, &new).await?;
        self.read().await;
        Ok(id)
    }
}
