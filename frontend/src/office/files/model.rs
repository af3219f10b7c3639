//! The files of whoever is signed in, and how far they are. Lives above the pages: a file goes on while
//! another page is open.

use std::time::Duration;

use leptos::{prelude::*, task::spawn_local};
use shared::desk::files::{Ask, Export, Note};

use crate::{
    office::{
        api::{self, ApiError},
        desk::Desk,
    },
    ui::dom::focus_soon,
};

/// Where one's own files stand on the page.
pub const MINE: &str = "files-mine";
/// How often a file that is being made is looked at.
const LOOK_EVERY: Duration = Duration::from_millis(1_000);

/// The files. A handle: copies see the same.
#[derive(Clone, Copy)]
pub struct Files {
    /// The newest first.
    pub exports: RwSignal<Vec<Export>>,
    /// The day in Tuban; empty until the server has said it.
    pub today: RwSignal<String>,
    /// Why the last request failed.
    pub failure: RwSignal<Option<ApiError>>,
    /// True while one is asked for.
    pub is_asking: RwSignal<bool>,
    /// Who took out what; for those who may know.
    pub notes: RwSignal<Vec<Note>>,
    /// Where the notes go on; `None` when all are here.
    pub next: RwSignal<Option<u64>>,
    is_looking: StoredValue<bool>,
    /// Counts the people who were signed in: an answer for the last one is not shown to the next.
    person: StoredValue<u64>,
}

impl Files {
    /// Nothing is known yet.
    #[must_use]
    pub fn new() -> Self {
        Self {
            exports: RwSignal::new(Vec::new()),
            today: RwSignal::new(String::new()),
            failure: RwSignal::new(None),
            is_asking: RwSignal::new(false),
            notes: RwSignal::new(Vec::new()),
            next: RwSignal::new(None),
            is_looking: StoredValue::new(false),
            person: StoredValue::new(0),
        }
    }

    /// Forgets everything: whoever signs in next may not see what the last person made.
    pub fn forget(self) {
        self.person.update_value(|number| *number += 1);
        self.exports.set(Vec::new());
        self.notes.set(Vec::new());
        self.next.set(None);
        self.failure.set(None);
        self.is_asking.set(false);
    }

    /// Asks for a file.
    pub fn ask(self, desk: Desk, ask: Ask) {
        if self.is_asking.get_untracked() {
            return;
        }
        self.is_asking.set(true);
        self.failure.set(None);
        let person = self.person.get_value();
        spawn_local(async move {
            let answer = api::ask_file(&ask).await;
            if self.person.get_value() != person {
                return;
            }
            self.is_asking.set(false);
            match answer {
                Ok(export) => {
                    self.exports.update(|exports| exports.insert(0, export));
                    self.look(desk);
                    // The button may be far from what it has begun.
                    focus_soon(String::from(MINE));
                }
                Err(error) => self.failed(desk, error),
            }
        });
    }

    /// Cancels or deletes a file.
    pub fn remove(self, desk: Desk, id: String) {
        spawn_local(async move {
            match api::remove_file(&id).await {
                // Gone is gone, whoever deleted it.
                Ok(()) | Err(ApiError::NotFound) => {
                    self.exports.update(|exports| exports.retain(|export| export.id != id));
                }
                Err(error) => self.failed(desk, error),
            }
        });
    }

    /// Reads how far the files are, and goes on as long as one is being made.
    pub fn look(self, desk: Desk) {
        if self.is_looking.get_value() {
            return;
        }
        self.is_looking.set_value(true);
        let person = self.person.get_value();
        spawn_local(async move {
            let answer = api::files().await;
            self.is_looking.set_value(false);
            if self.person.get_value() != person {
                return;
            }
            match answer {
                Ok(files) => {
                    let is_making = files.exports.iter().any(is_being_made);
                    self.exports.set(files.exports);
                    self.today.set(files.today);
                    if is_making {
                        set_timeout(move || self.look(desk), LOOK_EVERY);
                    }
                }
                Err(error) => self.failed(desk, error),
            }
        });
    }

    /// Reads who took out what, from the newest or behind what is there.
    pub fn read_notes(self, desk: Desk, is_more: bool) {
        let before = self.next.get_untracked().filter(|_| is_more);
        let person = self.person.get_value();
        spawn_local(async move {
            let answer = api::file_notes(before).await;
            if self.person.get_value() != person {
                return;
            }
            match answer {
                Ok(page) => {
                    self.notes.update(|notes| {
                        if !is_more {
                            notes.clear();
                        }
                        notes.extend(page.notes);
                    });
                    self.next.set(page.next);
                }
                Err(error) => self.failed(desk, error),
            }
        });
    }

    fn failed(self, desk: Desk, error: ApiError) {
        desk.note(&error);
        self.failure.set(Some(error));
    }
}

/// True while there is something to wait for.
pub fn is_being_made(export: &Export) -> bool {
    matches!(export.state.as_str(), "waiting" | "running")
}
