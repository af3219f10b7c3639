//! New versions and offline use.

use std::sync::Arc;

use leptos::{prelude::*, task::spawn_local};

use super::{storage::Storage, toasts::Toasts};
use crate::browser::{self, install, update};

/// Starts the new version.
pub type Start = Arc<dyn Fn() + Send + Sync>;

/// What the service worker has prepared. A handle: copies see the same.
#[derive(Clone, Copy)]
pub struct Updates {
    /// Starts the new version that lies ready; `None` when there is none.
    pub start: RwSignal<Option<Start>>,
    /// Whether the app starts without a network.
    pub offline: RwSignal<Offline>,
    /// True while the browser offers to install the app.
    pub can_install: RwSignal<bool>,
}

/// Whether the app starts without a network.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Offline {
    /// Its files are on their way.
    #[default]
    Preparing,
    /// It does.
    Ready,
    /// Files are missing, how many if that is known; they are asked for again.
    Lacking(Option<u32>),
    /// This browser cannot.
    Never,
}

impl Offline {
    /// Reads what `boot.js` says.
    fn parse(words: &str) -> Self {
        match words {
            "ready" => Offline::Ready,
            "never" => Offline::Never,
            _ => match words.strip_prefix("lacking") {
                Some(n_files) => Offline::Lacking(n_files.trim().parse().ok()),
                None => Offline::Preparing,
            },
        }
    }
}

impl Updates {
    /// Nothing is known yet.
    #[must_use]
    pub fn new() -> Self {
        Self {
            start: RwSignal::new(None),
            offline: RwSignal::default(),
            can_install: RwSignal::new(false),
        }
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
    let follow = move || {
        updates.offline.set(Offline::parse(&update::offline()));
        updates.can_install.set(install::is_offered());
    };
    follow();
    browser::listen(&window, update::OFFLINE, move |_| follow());
    browser::listen(&window, install::OFFER, move |_| follow());
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_without_a_network_is_read() {
        for (words, expected) in [
            ("", Offline::Preparing),
            ("of a later version", Offline::Preparing),
            ("ready", Offline::Ready),
            ("lacking", Offline::Lacking(None)),
            ("lacking 3", Offline::Lacking(Some(3))),
            ("never", Offline::Never),
        ] {
            assert_eq!(Offline::parse(words), expected, "{words}");
        }
    }
}
