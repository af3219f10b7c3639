//! What the browser tells the phone for as long as the page lives.

use std::{cell::Cell, rc::Rc};

use leptos::{prelude::*, task::spawn_local};
use shared::text::Text;
use web_sys::VisibilityState;

use super::{account::Account, clock::Clock, storage::Storage, sync::Sync, tables, tabs::Message};
use crate::{
    app::router::{Route as _, Router},
    browser::{self, indexed_db, update},
    field::route::Route,
};

/// A person who comes back to the app asks by that what is new, but not more often than this,
/// milliseconds: half a kilobyte of prepaid data each time.
const KICK_EVERY_MS: u64 = 30_000;

/// Listens to network, focus and visibility.
pub(super) fn listen(storage: Storage, sync: Sync, account: Account, clock: Clock) {
    let (window, document) = (browser::window(), browser::document());
    browser::listen(&window, "online", move |_| {
        sync.online(true);
        tables::load(clock);
    });
    browser::listen(&window, "offline", move |_| sync.online(false));
    browser::listen(&window, indexed_db::GONE, move |_| {
        spawn_local(async move {
            storage.read_again().await;
        });
    });
    let last_kick_ms = Rc::new(Cell::new(browser::device_ms()));
    for event in ["focus", "pageshow"] {
        let last_kick_ms = Rc::clone(&last_kick_ms);
        browser::listen(&window, event, move |_| came_back(storage, sync, account, &last_kick_ms));
    }
    browser::listen(&document, "visibilitychange", move |_| {
        if browser::document().visibility_state() == VisibilityState::Visible {
            came_back(storage, sync, account, &last_kick_ms);
            clock.look();
        } else {
            clock.look();
            store_all(storage);
        }
    });
    browser::listen(&window, "pagehide", move |_| store_all(storage));
}

fn store_all(storage: Storage) {
    spawn_local(async move { drop(storage.flush().await) });
}

fn came_back(storage: Storage, sync: Sync, account: Account, last_kick_ms: &Cell<u64>) {
    // Another tab may have changed what this one shows.
    spawn_local(async move {
        storage.read_again().await;
    });
    if let Ok(open) = storage.open() {
        open.tabs.tell(Message::Hello);
    }
    update::check();
    let now_ms = browser::device_ms();
    if now_ms.abs_diff(last_kick_ms.get()) >= KICK_EVERY_MS {
        last_kick_ms.set(now_ms);
        sync.kick();
        account.look_at_others();
    }
}

/// When a page is left, its draft is stored and closed, and what went wrong there is forgotten.
pub(super) fn leave_pages(storage: Storage, account: Account, router: Router<Route>) {
    Effect::new(move |before: Option<Route>| {
        let now = router.get();
        if let Some(left) = before
            && !left.is_same_page(&now)
        {
            account.trouble.set(Text::EMPTY);
            if let Route::Fill { draft, .. } = left {
                spawn_local(storage.close_draft(draft));
            }
        }
        now
    });
}
