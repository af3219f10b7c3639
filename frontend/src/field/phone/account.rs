//! Whose phone this is: opening at the start, activation, signing out.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use client::{
    account::{self, Unsent, database_name},
    device::{Device, DeviceError},
    rows,
    store::{StoreError, patiently},
    transport::{Failure, Transport as _},
};
use leptos::{prelude::*, task::spawn_local};
use shared::{
    id::AccountId,
    sync::account::Activate1,
    text::{Text, t},
};

use super::{
    clock::Clock,
    open::Open,
    session::{Alarm, Phase, Session},
    storage::Storage,
    sync::Sync,
    tabs::{Message, Tabs},
    toasts::Toasts,
    trouble::AccountTrouble,
};
use crate::{
    app::router::Router,
    browser::{
        self,
        host::BrowserHost,
        indexed_db::{IndexedDb, PhoneStore},
        prefs,
        transport::Fetch,
    },
    field::route::Route,
};

const WORK_STAYS: Text = t(
    "Ada isian baru dari tab lain. Isian itu tetap disimpan di HP ini, tetapi sesi sudah berakhir: minta tautan baru untuk mengirimnya.",
    "Another tab has saved something new. It stays on this phone, but the session has ended: ask for a new link to send it.",
);
/// Between two tries to ask whose the work in a database is, milliseconds.
const ASK_AGAIN_MS: u32 = 5_000;
/// What every database of ours is called before its account; the same as in [`database_name`].
const DATABASE_PREFIX: &str = "mutakhir-";

/// The ways in and out. A handle: copies see the same.
#[derive(Clone, Copy)]
pub struct Account {
    /// Why the last activation or signing out failed; empty when none did since the page was opened.
    pub trouble: RwSignal<Text>,
    session: Session,
    storage: Storage,
    sync: Sync,
    clock: Clock,
    toasts: Toasts,
    router: Router<Route>,
}

impl Account {
    /// Over the rest of the phone.
    #[must_use]
    pub fn new(
        session: Session,
        storage: Storage,
        (sync, clock): (Sync, Clock),
        toasts: Toasts,
        router: Router<Route>,
    ) -> Self {
        let trouble = RwSignal::new(Text::EMPTY);
        Self { trouble, session, storage, sync, clock, toasts, router }
    }

    /// Opens the account of this phone, if there is one.
    pub(super) async fn start(self) {
        let phase = match patiently(&BrowserHost, async || self.find().await).await {
            Ok(true) => Phase::Ready,
            Ok(false) => Phase::SignedOut,
            Err(_) => Phase::NoStorage,
        };
        self.session.phase.set(phase);
        self.look_at_others();
    }

    async fn find(self) -> Result<bool, StoreError> {
        if let Some(account) = prefs::account() {
            if self.open(account).await? {
                return Ok(true);
            }
            // This browser has had an account, and its database is not there, or not whole.
            if self.session.alarm.get_untracked().is_none() {
                self.session.alarm.set(Some(Alarm::Lost { n_unsent: prefs::unsent() }));
            }
            return Ok(false);
        }
        // localStorage may have lost what was written shortly before a crash; the databases have not.
        for name in IndexedDb::names().await? {
            let account = name.strip_prefix(DATABASE_PREFIX).and_then(AccountId::parse);
            if let Some(account) = account
                && self.open(account).await?
            {
                prefs::set_account(Some(account));
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Opens the database of an account; false when it holds none.
    async fn open(self, id: AccountId) -> Result<bool, StoreError> {
        let store = IndexedDb::open(&database_name(id)).await?;
        let Some(rows::Account { profile, device }) = account::load(&store) else {
            if account::has_work(&store) {
                self.session.alarm.set(Some(Alarm::Nameless));
                spawn_local(self.ask_whose(id, store));
            }
            return Ok(false);
        };
        // An older database has no identity; one that takes none now gets it at the next start.
        drop(account::identify(&store, &BrowserHost).await);
        let phone = Device::new(store, BrowserHost);
        self.clock.follow(phone.clock(), Rc::clone(&phone.timing));
        let open = Rc::new(Open {
            account: id,
            key: Cell::new(device),
            phone,
            tabs: Tabs::open(&database_name(id), move |message| self.hear(message)),
            is_leaving: Cell::new(false),
            sender: RefCell::default(),
        });
        self.session.alarm.set(None);
        self.session.profile.set(Some(profile));
        self.storage.show(Rc::clone(&open));
        self.sync.start(open);
        spawn_local(self.storage.forget_loose_pictures());
        Ok(true)
    }

    /// There is work in a database that has lost the row that says whose it is: asks the server who this
    /// phone's session is, until it answers.
    async fn ask_whose(self, id: AccountId, store: PhoneStore) {
        while self.session.alarm.get_untracked() == Some(Alarm::Nameless) {
            match Fetch.bound().await {
                Ok(bound) if bound.profile.account == id => {
                    let is_bound = account::bind_again(&store, bound.profile, bound.device).await;
                    if is_bound.is_ok() && self.open(id).await == Ok(true) {
                        prefs::set_account(Some(id));
                        self.session.phase.set(Phase::Ready);
                        return;
                    }
                }
                // Nobody's session, or somebody else's: a new link brings its person back.
                Ok(_) | Err(Failure::SignedOut) => {
                    self.session.alarm.set(Some(Alarm::NeedsLink));
                    return;
                }
                Err(_) => {}
            }
            browser::sleep(ASK_AGAIN_MS).await;
        }
    }

    /// Finds out what the other accounts of this phone have that is not at the office.
    pub(super) fn look_at_others(self) {
        spawn_local(async move {
            let open = self.storage.open().ok().map(|open| database_name(open.account));
            let mut others = Vec::new();
            for name in IndexedDb::names().await.unwrap_or_default() {
                if !name.starts_with(DATABASE_PREFIX) || Some(&name) == open.as_ref() {
                    continue;
                }
                if let Ok(store) = IndexedDb::open(&name).await {
                    others.push(Unsent::of(&store));
                    store.disk().close();
                }
            }
            others.retain(|other| !other.is_none());
            if self.storage.others.with_untracked(|before| *before != others) {
                self.storage.others.set(others);
            }
        });
    }

    /// Hears what another tab of this account says.
    fn hear(self, message: Message) {
        match message {
            Message::Left => self.left_elsewhere(),
            Message::Leaving | Message::Staying => {
                if let Ok(open) = self.storage.open() {
                    open.is_leaving.set(message == Message::Leaving);
                }
            }
            other => self.sync.hear(other),
        }
    }

    /// Closes the open account. Nothing is deleted.
    fn close(self) {
        if let Some(open) = self.storage.close() {
            if let Some(sender) = open.sender.take() {
                sender.stop();
            }
            open.tabs.close();
        }
        self.session.profile.set(None);
        self.toasts.clear();
        self.sync.forget();
    }

    /// Binds this browser to an invitation and opens the account's database.
    ///
    /// # Errors
    /// [`AccountTrouble`], with words. Nothing is used up by a try that got no answer.
    pub async fn activate(self, token: String) -> Result<(), AccountTrouble> {
        let is_signed_out = self.sync.is_signed_out();
        let opened = self.storage.open();
        let store = opened.as_ref().ok().map(|open| &open.phone.store);
        let known = store.and_then(|store| account::key_of_link(store, &token));
        if let Some(store) = store {
            self.storage.flush().await?;
            // Its own link once more takes nobody's place.
            account::make_room(store, is_signed_out || known.is_some())?;
        }
        let device = known.unwrap_or_else(|| prefs::device(&token));
        let profile = match Fetch.activate(&Activate1 { token: token.clone(), device }).await {
            Ok(profile) => profile,
            Err(failure) => {
                let trouble = AccountTrouble::from(failure);
                let is_here = trouble == AccountTrouble::Used && known.is_some() && !is_signed_out;
                return Err(if is_here { AccountTrouble::UsedHere } else { trouble });
            }
        };
        let id = profile.account;
        let bound = async {
            let store = IndexedDb::open(&database_name(id)).await?;
            account::bind(&store, profile, device, &token).await?;
            self.close();
            self.open(id).await
        };
        bound.await.map_err(DeviceError::Store)?;
        if let Ok(open) = self.storage.open() {
            open.tabs.tell(Message::Rebound);
        }
        prefs::forget_device();
        prefs::set_account(Some(id));
        self.session.phase.set(Phase::Ready);
        self.look_at_others();
        self.storage.check_room(true);
        self.router.replace(Route::Home);
        Ok(())
    }

    /// Ends the session and takes this account's data off the phone; refused while anything of it is
    /// only here ([`account::may_leave`]).
    ///
    /// # Errors
    /// [`AccountTrouble`], with words.
    pub async fn sign_out(self) -> Result<(), AccountTrouble> {
        let open = self.storage.open()?;
        self.storage.flush().await?;
        self.storage.drop_unchanged().await?;
        account::may_leave(&open.phone.store)?;
        open.phone.change(|phone| Ok((account::forget_pictures(&phone.store), ()))).await?;
        // From here on nothing can be filled in this tab.
        self.session.phase.set(Phase::Leaving);
        self.tell_leaving(&open, true);
        let left = self.end(&open).await;
        match &left {
            Ok(()) => self.leave(),
            Err(_) => {
                self.tell_leaving(&open, false);
                self.session.phase.set(Phase::Ready);
            }
        }
        left
    }

    /// What is taken away by us is not lost, here and in other tabs, also when this one dies in between.
    fn tell_leaving(self, open: &Open, is_leaving: bool) {
        open.is_leaving.set(is_leaving);
        open.tabs.tell(if is_leaving { Message::Leaving } else { Message::Staying });
        prefs::set_account((!is_leaving).then_some(open.account));
    }

    async fn end(self, open: &Open) -> Result<(), AccountTrouble> {
        if !self.sync.is_signed_out() {
            match Fetch.end_session().await {
                // There is none any more.
                Ok(()) | Err(Failure::SignedOut) => {}
                Err(failure) => return Err(failure.into()),
            }
        }
        match open.phone.store.disk().delete().await {
            Ok(()) => {
                open.tabs.tell(Message::Left);
                Ok(())
            }
            Err(StoreError::Stale) => {
                // Another tab has saved something meanwhile. The session is gone, the work stays.
                if let Some(sender) = open.sender.borrow().as_ref() {
                    sender.signed_out();
                }
                self.storage.read_again().await;
                Err(AccountTrouble::Device(WORK_STAYS))
            }
            Err(error) => Err(DeviceError::Store(error).into()),
        }
    }

    /// The account was signed out in another tab.
    fn left_elsewhere(self) {
        if let Ok(open) = self.storage.open() {
            open.phone.store.disk().close();
        }
        self.leave();
    }

    fn leave(self) {
        self.close();
        prefs::set_account(None);
        prefs::set_open_draft(None);
        self.session.phase.set(Phase::SignedOut);
        self.router.replace(Route::Home);
    }
}
