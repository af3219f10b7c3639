//! New versions and offline use.

use std::sync::Arc;

use leptos::{prelude::*, task::spawn_local};

use super::{storage::Storage, toasts::Toasts};
use crate::browser::{self, update};

/// Starts the new version.
pub type Start = Arc<dyn Fn() + Send + Sync>;

/// What the service worker has prepared. A handle: copies see the same.
#[derive(Clone, Copy)]
pub struct Updates {
    /// Starts the new version that lies ready; `None` when there is none.
    pub start: RwSignal<Option<Start>>,
    /// True once the app starts without a network.
    pub is_offline_ready: RwSignal<bool>,
}

impl Updates {
    /// Nothing is known yet.
    #[must_use]
    pub fn new() -> Self {
        Self { start: RwSignal::new(None), is_offline_ready: RwSignal::new(false) }
    }
}

impl Default for Updates {
    fn default() -> Self {
        Self::new()
    }
}

/// Watches the service worker for as long as the page lives.
pub(super) fn watch(updates: Updates, storage: Storage, toasts: Toasts) {
    let window = browser::window();
    browser::listen(&window, update::OFFLINE_READY, move |_| updates.is_offline_ready.set(true));
    browser::listen(&window, update::UPDATE_READY, move |_| {
        let start: Start = Arc::new(move || {
            spawn_local(async move {
                // Everything that was typed is stored first.
                match storage.flush().await {
                    Ok(()) => update::change_over(),
                    Err(error) => toasts.say(error.words()),
                }
            });
        });
        updates.start.set(Some(start));
    });
    update::watch();
}
