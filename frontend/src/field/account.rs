//! Whose phone this is: opening at the start, activation, signing out.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use client::{
    account::{self, database_name},
    device::{Device, DeviceError},
    route::Route,
    rows::Account,
    store::{StoreError, patiently},
    transport::{Failure, Transport as _},
};
use shared::{
    id::AccountId,
    sync::account::Activate1,
    text::{Text, t},
};

use super::{
    core::Open,
    quota, records,
    state::App,
    sync,
    tabs::Tabs,
    view::{AccountTrouble, Phase, SyncStatus},
};
use crate::{
    net::{fetch::Fetch, host::BrowserHost},
    store::{indexed_db::IndexedDb, prefs},
};

const WORK_STAYS: Text = t(
    "Ada isian baru dari tab lain. Isian itu tetap disimpan di HP ini, tetapi sesi sudah berakhir: minta tautan baru untuk mengirimnya.",
    "Another tab has saved something new. It stays on this phone, but the session has ended: ask for a new link to send it.",
);
/// What every database of ours is called before its account; the same as in [`database_name`].
const DATABASE_PREFIX: &str = "mutakhir-";

/// Opens the account of this phone, if there is one.
pub(super) async fn start(app: App) {
    let phase = match patiently(&BrowserHost, async || find(app).await).await {
        Ok(true) => Phase::Ready,
        Ok(false) => Phase::SignedOut,
        Err(_) => Phase::NoStorage,
    };
    app.phase.set(phase);
}

async fn find(app: App) -> Result<bool, StoreError> {
    if let Some(account) = prefs::account()
        && open(app, account).await?
    {
        return Ok(true);
    }
    // localStorage may have lost what was written shortly before a crash; the databases have not.
    for name in IndexedDb::names().await? {
        let account = name.strip_prefix(DATABASE_PREFIX).and_then(AccountId::parse);
        if let Some(account) = account
            && open(app, account).await?
        {
            prefs::set_account(Some(account));
            return Ok(true);
        }
    }
    Ok(false)
}

/// Opens the database of an account; false when it holds none.
async fn open(app: App, id: AccountId) -> Result<bool, StoreError> {
    let store = IndexedDb::open(&database_name(id)).await?;
    let Some(Account { profile, device }) = account::load(&store) else { return Ok(false) };
    let phone = Rc::new(Device::new(store, BrowserHost));
    app.core().clock.set(phone.clock());
    let open = Rc::new(Open {
        account: id,
        key: Cell::new(device),
        phone,
        tabs: Tabs::open(&database_name(id), move |said| sync::heard(app, said)),
        sender: RefCell::default(),
    });
    app.core().open.replace(Some(Rc::clone(&open)));
    app.profile.set(Some(profile));
    records::refresh(app);
    sync::start(app, open);
    Ok(true)
}

/// Lets go of the open account. Nothing is deleted.
fn close(app: App) {
    let core = app.core();
    core.slot.take();
    core.deleted.take();
    if let Some(open) = core.open.take() {
        if let Some(sender) = open.sender.take() {
            sender.stop();
        }
        open.tabs.close();
    }
    app.profile.set(None);
    app.toast.set(None);
    app.records.set(Vec::new());
    app.drafts.set(Vec::new());
    app.status.update(|status| {
        *status = SyncStatus { is_online: status.is_online, ..SyncStatus::default() };
    });
}

/// Binds this browser to an invitation and opens the account's database.
pub(super) async fn activate(app: App, token: String) -> Result<(), AccountTrouble> {
    let is_signed_out = app.status.with_untracked(|status| status.is_signed_out);
    let opened = app.core().phone();
    let known = opened.as_ref().ok().and_then(|phone| account::key_of_link(&phone.store, &token));
    if let Ok(phone) = &opened {
        app.flush().await.map_err(|error| AccountTrouble::Device(error.words()))?;
        // Its own link once more takes nobody's place.
        account::make_room(&phone.store, is_signed_out || known.is_some())?;
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
    let kept = async {
        let store = IndexedDb::open(&database_name(id)).await?;
        account::bind(&store, profile, device, &token).await?;
        close(app);
        let is_open = open(app, id).await?;
        if let Ok(open) = app.core().open() {
            open.tabs.rebound();
        }
        Ok(is_open)
    };
    match kept.await {
        Ok(_) => prefs::forget_device(),
        Err(error) => return Err(AccountTrouble::Device(DeviceError::Store(error).words())),
    }
    prefs::set_account(Some(id));
    app.phase.set(Phase::Ready);
    quota::ask_to_persist(app);
    app.replace(Route::Home);
    Ok(())
}

/// Ends the session and takes this account's data off the phone; refused while anything of it is
/// only here ([`account::may_leave`]).
pub(super) async fn sign_out(app: App) -> Result<(), AccountTrouble> {
    let device_trouble = |error: DeviceError| AccountTrouble::Device(error.words());
    let open = app.core().open().map_err(device_trouble)?;
    app.flush().await.map_err(device_trouble)?;
    account::may_leave(&open.phone.store)?;
    // From here on nothing can be filled in this tab.
    app.phase.set(Phase::Leaving);
    let left = end(app, &open).await;
    match &left {
        Ok(()) => leave(app),
        Err(_) => app.phase.set(Phase::Ready),
    }
    left
}

async fn end(app: App, open: &Open) -> Result<(), AccountTrouble> {
    let is_signed_out = app.status.with_untracked(|status| status.is_signed_out);
    if !is_signed_out {
        match Fetch.end_session().await {
            // There is none any more.
            Ok(()) | Err(Failure::SignedOut) => {}
            Err(failure) => return Err(failure.into()),
        }
    }
    match open.phone.store.disk().delete().await {
        Ok(()) => {
            open.tabs.left();
            Ok(())
        }
        Err(StoreError::Stale) => {
            // Another tab has saved something meanwhile. The session is gone, the work stays.
            if let Some(sender) = open.sender.borrow().as_ref() {
                sender.signed_out();
            }
            records::look(app).await;
            Err(AccountTrouble::Device(WORK_STAYS))
        }
        Err(error) => Err(AccountTrouble::Device(DeviceError::Store(error).words())),
    }
}

/// Looks whether there is a session of this account again after all, as another tab may have got one.
pub(super) async fn ask_again(app: App) {
    if let Ok(open) = app.core().open()
        && Fetch.me().await.is_ok_and(|profile| profile.account == open.account)
    {
        rebind(app).await;
    }
}

/// Another tab has bound this phone anew: takes its key, and sends with it.
pub(super) async fn rebind(app: App) {
    let Ok(open) = app.core().open() else { return };
    let store = &open.phone.store;
    if patiently(&BrowserHost, async || store.reread().await).await.is_err() {
        return;
    }
    let Some(Account { profile, device }) = account::load(store) else { return };
    app.profile.set(Some(profile));
    open.key.set(device);
    records::refresh(app);
    // A loop that sends knows the old key; one that waits for its turn takes the new one.
    if let Some(sender) = open.sender.take() {
        sender.stop();
        sync::start(app, open);
    }
}

/// The account was signed out in another tab.
pub(super) fn left_elsewhere(app: App) {
    if let Ok(open) = app.core().open() {
        open.phone.store.disk().close();
    }
    leave(app);
}

fn leave(app: App) {
    close(app);
    prefs::set_account(None);
    prefs::set_open_draft(None);
    app.phase.set(Phase::SignedOut);
    app.replace(Route::Home);
}
