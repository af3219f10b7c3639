//! The record that is open, as it was loaded.

use std::sync::Arc;

use leptos::{prelude::*, task::spawn_local};
use shared::{
    desk::record::Record,
    id::{ChangeId, RecordId},
};

use crate::office::{
    api::{self, ApiError},
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

/// A record, or one revision of it.
pub type Page = (RecordId, Option<ChangeId>);

/// The open record. A handle: copies see the same.
#[derive(Clone, Copy)]
pub struct Detail {
    /// What to show.
    pub loaded: RwSignal<Loaded>,
    /// Whose; also tells an answer to an older request from the last.
    page: StoredValue<Option<Page>>,
}

impl Detail {
    /// No record yet.
    #[must_use]
    pub fn new() -> Self {
        Self { loaded: RwSignal::new(Loaded::Loading), page: StoredValue::new(None) }
    }

    /// Forgets everything: the next time the record is asked for anew.
    pub fn forget(self) {
        self.page.set_value(None);
        self.loaded.set(Loaded::Loading);
    }

    /// Shows a record; the one that is there, if it is that one: another language is no reason to
    /// ask again.
    pub fn show(self, desk: Desk, page: Page) {
        if self.page.get_value() != Some(page) {
            self.open(desk, page);
        }
    }

    /// Loads a record, also when it is there already: it may have changed since.
    pub fn open(self, desk: Desk, page: Page) {
        self.page.set_value(Some(page));
        self.loaded.set(Loaded::Loading);
        spawn_local(async move {
            let (record, change) = page;
            let answer = api::record(record, change).await;
            if self.page.get_value() != Some(page) {
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
