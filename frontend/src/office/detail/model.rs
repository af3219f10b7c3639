//! The record that is open, as it was loaded.

use std::sync::Arc;

use leptos::{prelude::*, task::spawn_local};
use shared::id::RecordId;

use crate::office::{
    api::{self, ApiError, types::Record},
    desk::Desk,
};

/// How far loading is.
#[derive(Clone, Debug)]
pub enum Loaded {
    /// Under way.
    Loading,
    /// There.
    Ready(Arc<Record>),
    /// It failed.
    Failed(ApiError),
}

/// The open record. A handle: copies see the same.
#[derive(Clone, Copy)]
pub struct Detail {
    /// What to show.
    pub loaded: RwSignal<Loaded>,
    /// Whose; also tells an answer to an older request from the last.
    record: StoredValue<Option<RecordId>>,
}

impl Detail {
    /// No record yet.
    #[must_use]
    pub fn new() -> Self {
        Self { loaded: RwSignal::new(Loaded::Loading), record: StoredValue::new(None) }
    }

    /// Forgets everything: the next time the record is asked for anew.
    pub fn forget(self) {
        self.record.set_value(None);
        self.loaded.set(Loaded::Loading);
    }

    /// Shows a record; the one that is there, if it is that one: another language is no reason to
    /// ask again.
    pub fn show(self, desk: Desk, record: RecordId) {
        if self.record.get_value() != Some(record) {
            self.open(desk, record);
        }
    }

    /// Loads a record, also when it is there already: it may have changed since.
    pub fn open(self, desk: Desk, record: RecordId) {
        self.record.set_value(Some(record));
        self.loaded.set(Loaded::Loading);
        spawn_local(async move {
            let answer = api::record(record).await;
            if self.record.get_value() != Some(record) {
                return;
            }
            self.loaded.set(match answer {
                Ok(view) => Loaded::Ready(Arc::new(view)),
                Err(error) => {
                    desk.note(&error);
                    Loaded::Failed(error)
                }
            });
        });
    }
}

impl Default for Detail {
    fn default() -> Self {
        Self::new()
    }
}
