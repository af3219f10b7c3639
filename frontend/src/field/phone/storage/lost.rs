//! A database that was cleared while the app is open: what memory holds is written back, or offered as
//! a file where that fails.

use std::sync::Arc;

use client::{
    account,
    rows::Stored as _,
    store::{LocalStore as _, Row, Table},
};
use leptos::prelude::*;
use shared::sync::{rescue::FILE_EXTENSION, state::RecordState, wire};

use super::Storage;
use crate::browser;

/// Between two tries to write back, milliseconds.
const AGAIN_MS: u32 = 5_000;

/// Whether the database was cleared while the app is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Loss {
    /// It was not.
    #[default]
    None,
    /// It was, and what memory held is in it again.
    WrittenBack,
    /// It was, and nothing can be written: only this tab has what it shows.
    OnlyInMemory,
}

/// A file that a person can save.
pub struct RescueFile {
    /// What it is called.
    pub name: String,
    /// All of it.
    pub bytes: Arc<[u8]>,
    /// How many pictures are not in it that only this phone had. Their bytes are never in memory, and
    /// this file is made where storage cannot be relied on.
    pub n_pictures: usize,
}

impl Storage {
    /// Writes back what memory holds, again and again until it is stored.
    pub(super) async fn write_back(self) {
        let Ok(open) = self.open() else { return };
        if open.is_leaving.get() || self.inner().is_writing_back.replace(true) {
            return;
        }
        while self.is_open(&open) && !open.is_leaving.get() {
            if open.phone.store.write_back().await.is_ok() {
                self.loss.set(Loss::WrittenBack);
                self.take_revision();
                self.refresh();
                drop(self.flush().await);
                break;
            }
            self.loss.set(Loss::OnlyInMemory);
            browser::sleep(AGAIN_MS).await;
        }
        self.inner().is_writing_back.set(false);
    }

    /// The open draft counts from the revision that it has in the database as it is now.
    fn take_revision(self) {
        let Ok(open) = self.open() else { return };
        let inner = self.inner();
        let mut slot = inner.slot.borrow_mut();
        let Some(slot) = slot.as_mut() else { return };
        let draft = open.phone.draft(slot.held.value.record).ok().flatten();
        slot.held.revision = draft.map_or(0, |held| held.revision);
        // What was typed while nothing could be stored goes with the next write.
        slot.is_dirty = true;
    }

    /// What only this phone has, with what is typed at this moment, as a file to save; `None` when
    /// that is nothing. By a pointer, because every page can ask for it and none should carry the code.
    #[must_use]
    pub fn rescue_file(self) -> Option<RescueFile> {
        (self.make_rescue_file)(self)
    }

    pub(super) fn make_rescue_file(self) -> Option<RescueFile> {
        let open = self.open().ok()?;
        let now_ms = open.phone.now_ms();
        let rows = open.phone.store.rows();
        let mut rescue = account::rescue(&rows, &open.phone.host, now_ms)?;
        let only_here = [RecordState::Draft, RecordState::Waiting, RecordState::Refused];
        let is_only_here = |row: &&Row| only_here.iter().any(|state| state.code() == row.state);
        let n_pictures = rows.of(Table::Blob).iter().filter(is_only_here).count();
        drop(rows);
        if let Some(slot) = self.inner().slot.borrow().as_ref().filter(|slot| slot.is_dirty) {
            rescue.drafts.push(slot.held.value.to_row_bytes());
        }
        if rescue.parcels.is_empty() && rescue.drafts.is_empty() {
            return None;
        }
        let name = ["mutakhir-", &now_ms.to_string(), FILE_EXTENSION].concat();
        Some(RescueFile { name, bytes: wire::encode(&rescue).into(), n_pictures })
    }

    /// The person has read that the database was cleared.
    pub fn forget_loss(self) {
        self.loss.set(Loss::None);
    }

    /// Remembers outside of the database how much is only here, so that the app can say what is gone
    /// when it finds no database at its next start.
    pub(super) fn remember_unsent(self) {
        let Ok(open) = self.open() else { return };
        let rows = open.phone.store.rows();
        let n_unsent = self.counts.with_untracked(|counts| counts.n_waiting);
        browser::prefs::set_unsent(n_unsent + rows.of(Table::Draft).len());
    }
}
