//! Runs the sync loop in one tab, and shows in all of them how it goes.

use std::rc::Rc;

use client::{
    account,
    driver::{self, Parts, Watch},
    journal, register,
    rows::Account,
    store::patiently,
    transport::{Transport as _, tus::Tus},
};
use leptos::{prelude::*, task::spawn_local};
use shared::sync::{
    client::Status,
    feed::{Feed, Stream},
};

use super::{
    clock::Clock, log::Log, open::Open, session::Session, status::SyncStatus, storage::Storage,
    tabs::Message, transport::CheckedFetch,
};
use crate::browser::{self, host::BrowserHost, tabs, transport::Fetch};

/// Between two tries to read what another tab wrote, milliseconds.
const READ_AGAIN_MS: u32 = 1_000;

/// How sending goes. A handle: copies see the same.
#[derive(Clone, Copy)]
pub struct Sync {
    /// How it goes, as far as a person wants to know.
    pub status: RwSignal<SyncStatus>,
    session: Session,
    storage: Storage,
    clock: Clock,
    log: Log,
}

impl Sync {
    /// Nothing is sent yet.
    #[must_use]
    pub fn new(session: Session, storage: Storage, clock: Clock, log: Log) -> Self {
        let is_online = browser::window().navigator().on_line();
        let status = SyncStatus { is_online, ..SyncStatus::default() };
        Self { status: RwSignal::new(status), session, storage, clock, log }
    }

    /// How much is only on this phone, tracked: finished records, also those that no tab is sending
    /// yet; where none of them can be read, the changes that wait to be sent.
    #[must_use]
    pub fn n_waiting(self) -> usize {
        match self.storage.counts.get().n_waiting {
            0 => self.status.get().n_waiting as usize,
            n_waiting => n_waiting,
        }
    }

    /// Sends and asks what is new, now, in whichever tab does that.
    pub fn kick(self) {
        let Ok(open) = self.storage.open() else { return };
        match open.sender.borrow().as_ref() {
            Some(_) if self.is_signed_out() => spawn_local(self.ask_again()),
            Some(sender) => sender.kick(),
            None => open.tabs.tell(Message::Kick),
        }
    }

    /// Sends anew from what is stored, here or in the tab that sends: something of it was taken back.
    pub async fn anew(self) {
        if let Ok(open) = self.storage.open() {
            open.tabs.tell(Message::Rebound);
        }
        self.rebind().await;
    }

    /// True when the server no longer knows this phone.
    pub(super) fn is_signed_out(self) -> bool {
        self.status.with_untracked(|status| status.is_signed_out)
    }

    /// The phone says that there is a network, or none.
    pub(super) fn online(self, is_online: bool) {
        self.status.update(|status| status.is_online = is_online);
        if let Ok(open) = self.storage.open()
            && let Some(sender) = open.sender.borrow().as_ref()
        {
            sender.online(is_online);
        }
    }

    /// Forgets how sending went for the account that was open.
    pub(super) fn forget(self) {
        self.status.update(|status| {
            *status = SyncStatus { is_online: status.is_online, ..SyncStatus::default() };
        });
    }

    /// Sends for this account while no other tab does.
    pub(super) fn start(self, open: Rc<Open>) {
        open.tabs.tell(Message::Hello);
        spawn_local(async move {
            let name = ["mutakhir-sync-", &open.account.to_string()].concat();
            tabs::when_alone(&name, || Box::pin(self.send(Rc::clone(&open)))).await;
        });
    }

    async fn send(self, open: Rc<Open>) {
        // The lock may come long after the account was closed here, and what the tab that had it wrote
        // last is not known here yet.
        while self.storage.is_open(&open) && !self.storage.read_again().await {
            browser::sleep(READ_AGAIN_MS).await;
        }
        if !self.storage.is_open(&open) {
            return;
        }
        let (handle, inbox) = driver::channel();
        handle.online(browser::window().navigator().on_line());
        open.sender.replace(Some(handle));
        let _ends = Ends(&open);
        let transport = Rc::new(CheckedFetch::new(self.session, Rc::clone(&open)));
        let parts = Parts {
            store: open.phone.store.clone(),
            transport: Rc::clone(&transport),
            host: BrowserHost,
            device: open.key.get(),
            feeds: feeds(&open),
            blobs: Some(Rc::new(Tus(transport))),
        };
        let watcher = Watcher { sync: self, open: Rc::clone(&open) };
        driver::drive(parts, inbox, &watcher).await;
    }

    /// Hears what another tab of this account says about storage and sending.
    pub(super) fn hear(self, message: Message) {
        let Ok(open) = self.storage.open() else { return };
        let sender = open.sender.borrow().clone();
        match (message, sender) {
            (Message::Saved, Some(sender)) => spawn_local(async move {
                // What is not seen here is not sent: this tab alone sends.
                while self.storage.is_open(&open) && !self.storage.read_again().await {
                    browser::sleep(READ_AGAIN_MS).await;
                }
                sender.look_again();
            }),
            (Message::Kick, Some(_)) => self.kick(),
            (Message::Status(status), None) => self.status.set(status),
            (Message::Changed, _) => spawn_local(async move {
                self.storage.read_again().await;
            }),
            (Message::Rebound, _) => spawn_local(self.rebind()),
            (Message::Hello, Some(_)) => {
                open.tabs.tell(Message::Status(self.status.get_untracked()));
            }
            (Message::Saved | Message::Kick | Message::Hello, None)
            | (Message::Status(_), Some(_))
            | (Message::Left | Message::Leaving | Message::Staying, _) => {}
        }
    }

    /// Asks whether there is a session of this account again after all, as another tab may have got
    /// one.
    async fn ask_again(self) {
        if let Ok(open) = self.storage.open()
            && Fetch.me().await.is_ok_and(|profile| profile.account == open.account)
        {
            self.rebind().await;
        }
    }

    /// Another tab has bound this phone anew: takes its key, and sends with it.
    async fn rebind(self) {
        let Ok(open) = self.storage.open() else { return };
        let store = &open.phone.store;
        if patiently(&BrowserHost, async || store.reread().await).await.is_err() {
            return;
        }
        let Some(Account { profile, device }) = account::load(store) else { return };
        self.session.profile.set(Some(profile));
        open.key.set(device);
        self.storage.refresh();
        // A loop that sends knows the old key; one that waits for its turn takes the new one.
        let sender = open.sender.take();
        if let Some(sender) = sender {
            sender.stop();
            self.start(open);
        }
    }
}

/// What is asked for: own records, what the office decided about them, on a fresh phone their answers, and the registers.
fn feeds(open: &Open) -> Vec<Stream> {
    let store = &open.phone.store;
    let mut feeds = vec![Feed::OWN_RECORDS.into(), Feed::REVIEW.into()];
    if account::is_fresh(store) {
        feeds.push(Feed::OWN_CONTENTS.into());
    }
    if let Some(Account { profile, .. }) = account::load(store) {
        feeds.extend(register::streams(profile.villages.iter().map(|one| one.village)));
    }
    feeds
}

/// Takes the handle of a loop that ended, or was dropped because the page was left.
struct Ends<'a>(&'a Open);

impl Drop for Ends<'_> {
    fn drop(&mut self) {
        self.0.sender.take();
    }
}

struct Watcher {
    sync: Sync,
    open: Rc<Open>,
}

impl Watch for Watcher {
    fn status(&self, status: &Status) {
        let shown = SyncStatus::of(status, self.sync.clock.is_wrong());
        let before = self.sync.status.get_untracked();
        self.sync.status.set(shown);
        self.open.tabs.tell(Message::Status(shown));
        if before.last_ok_ms != shown.last_ok_ms {
            // An answer brought the server's clock.
            self.sync.clock.correct(self.open.phone.clock());
        }
    }

    fn happened(&self, event: journal::Event) {
        self.sync.log.note(event);
    }

    fn records_changed(&self) {
        self.open.tabs.tell(Message::Changed);
        self.sync.storage.refresh();
    }
}
