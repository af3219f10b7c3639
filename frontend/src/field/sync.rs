//! Runs the sync loop in one tab, and shows in all of them how it goes.

use std::cell::Cell;
use std::rc::Rc;

use client::driver::{self, Parts, Watch};
use leptos::task::spawn_local;
use shared::sync::{client::Status, feed::Feed};
use web_sys::VisibilityState;

use super::{
    core::Open,
    line::Line,
    records,
    state::App,
    tabs::{self, Said},
    update,
    view::{SyncStatus, Trouble},
};
use crate::{browser, net::host::BrowserHost};

/// A person who looks at the app asks by that what is new, but not more often than this,
/// milliseconds: half a kilobyte of prepaid data each time.
const LOOK_KICK_EVERY_MS: u64 = 30_000;
/// Between two tries to read what another tab left, milliseconds.
const LOOK_AGAIN_MS: u32 = 1_000;

/// Listens to the browser for as long as the page lives.
pub(super) fn listen(app: App) {
    let window = browser::window();
    app.status.update(|status| status.is_online = window.navigator().on_line());
    browser::listen(&window, "online", move |_| is_online(app, true));
    browser::listen(&window, "offline", move |_| is_online(app, false));
    let last_kick_ms = Rc::new(Cell::new(browser::device_ms()));
    for event in ["focus", "pageshow"] {
        let last_kick_ms = Rc::clone(&last_kick_ms);
        browser::listen(&window, event, move |_| looked_at(app, &last_kick_ms));
    }
    browser::listen(&browser::document(), "visibilitychange", move |_| {
        if browser::document().visibility_state() == VisibilityState::Visible {
            looked_at(app, &last_kick_ms);
        } else {
            spawn_local(async move { drop(app.flush().await) });
        }
    });
    browser::listen(&window, "pagehide", move |_| {
        spawn_local(async move { drop(app.flush().await) });
    });
}

fn is_online(app: App, is_online: bool) {
    app.status.update(|status| status.is_online = is_online);
    if let Ok(open) = app.core().open()
        && let Some(sender) = open.sender.borrow().as_ref()
    {
        sender.online(is_online);
    }
    if is_online {
        super::tables::load(app);
    }
}

fn looked_at(app: App, last_kick_ms: &Cell<u64>) {
    // Another tab may have changed what this one shows.
    look(app);
    if let Ok(open) = app.core().open() {
        open.tabs.hello();
    }
    update::look();
    let now_ms = browser::device_ms();
    if now_ms.abs_diff(last_kick_ms.get()) >= LOOK_KICK_EVERY_MS {
        last_kick_ms.set(now_ms);
        kick(app);
    }
}

fn look(app: App) {
    spawn_local(async move {
        records::look(app).await;
    });
}

/// Sends and asks what is new, now, in whichever tab does that.
pub(super) fn kick(app: App) {
    let Ok(open) = app.core().open() else { return };
    match open.sender.borrow().as_ref() {
        Some(_) if app.status.with_untracked(|status| status.is_signed_out) => {
            spawn_local(super::account::ask_again(app));
        }
        Some(sender) => sender.kick(),
        None => open.tabs.kick(),
    }
}

/// Sends for this account while no other tab does.
pub(super) fn start(app: App, open: Rc<Open>) {
    open.tabs.hello();
    spawn_local(async move {
        let name = ["mutakhir-sync-", &open.account.to_string()].concat();
        tabs::when_alone(&name, || Box::pin(send(app, Rc::clone(&open)))).await;
    });
}

async fn send(app: App, open: Rc<Open>) {
    // The lock may come long after the account was closed here, and what the tab that had it wrote
    // last is not known here yet.
    while app.core().is_open(&open) && open.phone.store.reread().await.is_err() {
        browser::sleep(LOOK_AGAIN_MS).await;
    }
    if !app.core().is_open(&open) {
        return;
    }
    let (handle, inbox) = driver::channel();
    handle.online(browser::window().navigator().on_line());
    open.sender.replace(Some(handle));
    let _ends = Ends(&open);
    let parts = Parts {
        store: open.phone.store.clone(),
        transport: Line::new(app, Rc::clone(&open)),
        host: BrowserHost,
        device: open.key.get(),
        feeds: &[Feed::OWN_RECORDS],
        blobs: None,
    };
    driver::drive(parts, inbox, &Watcher { app, open: Rc::clone(&open) }).await;
}

/// Takes the handle of a loop that ended, or was dropped because the page was left.
struct Ends<'a>(&'a Open);

impl Drop for Ends<'_> {
    fn drop(&mut self) {
        self.0.sender.take();
    }
}

/// Hears what another tab of this account says.
pub(super) fn heard(app: App, said: Said) {
    let Ok(open) = app.core().open() else { return };
    let sender = open.sender.borrow();
    match (said, sender.as_ref()) {
        (Said::Saved, Some(sender)) => {
            let (sender, open) = (sender.clone(), Rc::clone(&open));
            spawn_local(async move {
                // What is not seen here is not sent: this tab alone sends.
                while app.core().is_open(&open) && !records::look(app).await {
                    browser::sleep(LOOK_AGAIN_MS).await;
                }
                sender.look_again();
            });
        }
        (Said::Kick, Some(_)) => {
            drop(sender);
            kick(app);
        }
        (Said::Status(status), None) => app.status.set(status),
        (Said::Changed, _) => look(app),
        (Said::Rebound, _) => spawn_local(super::account::rebind(app)),
        (Said::Left, _) => {
            drop(sender);
            super::account::left_elsewhere(app);
        }
        (Said::Hello, Some(_)) => open.tabs.status(&app.status.get_untracked()),
        (Said::Saved | Said::Kick | Said::Hello, None) | (Said::Status(_), Some(_)) => {}
    }
}

struct Watcher {
    app: App,
    open: Rc<Open>,
}

impl Watch for Watcher {
    fn status(&self, status: &Status) {
        let shown = SyncStatus {
            is_online: status.is_online,
            activity: status.activity,
            n_waiting: status.n_waiting,
            n_stuck: status.n_stuck,
            last_ok_ms: status.last_ok_ms,
            is_signed_out: status.is_signed_out,
            trouble: status.failure.as_ref().map(Trouble::from),
            next_try_ms: status.next_try_ms,
        };
        let before = self.app.status.get_untracked();
        self.app.status.set(shown);
        self.open.tabs.status(&shown);
        if before.last_ok_ms != shown.last_ok_ms {
            let (app, phone) = (self.app, &self.open.phone);
            // An answer brought the server's clock.
            app.core().clock.set(phone.clock());
        }
    }

    fn records_changed(&self) {
        self.open.tabs.changed();
        records::refresh(self.app);
    }
}
