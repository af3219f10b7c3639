//! The journal of this phone: in memory, and as one preference, so that it is there when the database
//! is what is broken.

use client::journal::{Event, Journal};
use leptos::prelude::*;

use crate::browser::{self, prefs};

/// The journal. A handle: copies see the same.
#[derive(Clone, Copy)]
pub struct Log {
    /// What happened so far, in any tab of this browser.
    pub journal: RwSignal<Journal>,
}

impl Log {
    /// As it was kept, with this start of the app where its version is another than before.
    #[must_use]
    pub fn open() -> Self {
        let log = Self { journal: RwSignal::new(kept()) };
        let version = env!("CARGO_PKG_VERSION");
        if log.journal.with_untracked(|journal| journal.version() != Some(version)) {
            log.note(Event::Version(String::from(version)));
        }
        log
    }

    /// Takes in what happened. Another tab may have written meanwhile.
    pub fn note(self, event: Event) {
        let kept = kept();
        self.journal.update(|journal| {
            if kept.last_ms() >= journal.last_ms() {
                *journal = kept;
            }
            journal.push(browser::device_ms(), event);
            prefs::set_journal(&journal.text());
        });
    }
}

fn kept() -> Journal {
    prefs::journal().map_or_else(Journal::default, |text| Journal::parse(&text))
}
