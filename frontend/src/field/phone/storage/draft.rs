//! The draft that is being filled: stored at every change, one write at a time.
//!
//! There is no timer to lose: a change goes to storage at once, and what is typed while a write is
//! under way goes with the next. `relaxed` hands it to the system, which survives the browser.

use client::{
    device::{DeviceError, Surroundings},
    rows::{Draft, Held},
    store::{Batch, StoreError},
};
use leptos::{prelude::*, task::spawn_local};
use shared::{
    form::{problem::Override, value::Values},
    id::RecordId,
    text::Text,
};

use super::{super::open::Phone, Storage};
use crate::browser::prefs;

/// The draft that is being filled.
pub struct Slot {
    /// As it was typed last, with the revision that was stored last.
    pub held: Held<Draft>,
    /// Changed since it was last handed to storage.
    is_dirty: bool,
    /// A write waits for its turn and will take what is typed until then.
    is_write_due: bool,
}

/// A draft with what its conditions look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenDraft {
    /// What is being filled.
    pub draft: Draft,
    /// Its visit's answers and the previous form about the same person.
    pub around: Surroundings,
}

/// How the open draft is saved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Saving {
    /// Nothing was typed yet.
    #[default]
    Untouched,
    /// On its way to the device, for some milliseconds.
    Pending,
    /// On the device.
    Saved,
    /// Not on the device; the words say why. Tried again at the next change.
    Failed(Text),
}

impl Storage {
    /// Opens a draft with what its conditions look at; `None` when there is none. First
    /// [`Self::settle`] the one that is open.
    ///
    /// # Errors
    /// [`DeviceError::Damaged`]: offer [`Self::set_aside`]; others with words.
    pub fn open_draft(self, record: RecordId) -> Result<Option<OpenDraft>, DeviceError> {
        let open = self.open()?;
        let Some(held) = open.phone.draft(record)? else { return Ok(None) };
        let around = open.phone.surroundings(&held.value)?;
        let draft = held.value.clone();
        self.saving.set(Saving::Untouched);
        let slot = Slot { held, is_dirty: false, is_write_due: false };
        if let Some(before) = self.inner().slot.replace(Some(slot))
            && before.held.value.record != record
        {
            self.drop_if_untouched(before.held);
        }
        prefs::set_open_draft(Some(record));
        self.resume.set(None);
        Ok(Some(OpenDraft { draft, around }))
    }

    /// Takes the open draft as it is now and stores it; [`Self::saving`] tells when it is stored.
    pub fn save_draft(
        self,
        record: RecordId,
        (values, overrides): (&Values, &[Override]),
        section_idx: u16,
    ) {
        let inner = self.inner();
        let mut slot = inner.slot.borrow_mut();
        // A page that was left may still speak of the draft before.
        let Some(slot) = slot.as_mut().filter(|slot| slot.held.value.record == record) else {
            return;
        };
        let draft = &mut slot.held.value;
        draft.values.clone_from(values);
        draft.overrides = overrides.to_vec();
        draft.section_idx = section_idx;
        slot.is_dirty = true;
        if !core::mem::replace(&mut slot.is_write_due, true) {
            // Where it cannot be stored, `saving` says so at the form.
            spawn_local(async move { drop(self.flush().await) });
        }
    }

    /// Waits until everything that was typed is stored.
    ///
    /// # Errors
    /// [`DeviceError`], with words.
    pub async fn flush(self) -> Result<(), DeviceError> {
        let inner = self.inner();
        let _turn = inner.turns.turn().await;
        Ok(self.write_draft().await?)
    }

    /// As [`Self::flush`], before another draft takes the place. What another tab changed meanwhile
    /// cannot be stored from here, which the person was told; it must not bar the way to everything
    /// else.
    ///
    /// # Errors
    /// [`DeviceError`], with words.
    pub async fn settle(self) -> Result<(), DeviceError> {
        match self.flush().await {
            Err(DeviceError::Store(StoreError::Stale)) => Ok(()),
            other => other,
        }
    }

    /// Writes until nothing is dirty. The caller has the turn.
    pub(super) async fn write_draft(self) -> Result<(), StoreError> {
        let Ok(open) = self.open() else { return Ok(()) };
        while let Some((record, batch)) = self.next_write() {
            if self.saving.get_untracked() != Saving::Pending {
                self.saving.set(Saving::Pending);
            }
            let done = open.phone.keep((batch, ())).await;
            let inner = self.inner();
            let mut slot = inner.slot.borrow_mut();
            // The slot may have been emptied meanwhile; then there is nobody to tell.
            let Some(slot) = slot.as_mut().filter(|slot| slot.held.value.record == record) else {
                return done;
            };
            if let Err(error) = done {
                slot.is_dirty = true;
                self.saving.set(Saving::Failed(DeviceError::Store(error.clone()).words()));
                return Err(error);
            }
            slot.held.revision += 1;
            if !slot.is_dirty {
                self.saving.set(Saving::Saved);
            }
        }
        Ok(())
    }

    /// What to write now, if anything.
    fn next_write(self) -> Option<(RecordId, Batch)> {
        let open = self.open().ok()?;
        let inner = self.inner();
        let mut slot = inner.slot.borrow_mut();
        let slot = slot.as_mut()?;
        slot.is_write_due = false;
        if !core::mem::take(&mut slot.is_dirty) {
            return None;
        }
        slot.held.value.updated_ms = open.phone.now_ms();
        Some((slot.held.value.record, open.phone.put_draft(&slot.held)))
    }

    /// A page was left: stores what is left of its draft. By now the next page may have opened another,
    /// which is not touched.
    pub(in crate::field::phone) async fn close_draft(self, record: RecordId) {
        // What could not be stored stays in the slot, and is tried again by the next change.
        if self.settle().await.is_err() {
            return;
        }
        if let Some(left) = self.take_slot(record) {
            prefs::set_open_draft(None);
            self.saving.set(Saving::Untouched);
            self.drop_if_untouched(left.held);
        }
        self.drafts_changed();
    }

    /// Takes a draft out of the slot, if it is that one: a page that still shows it stores it no more.
    pub(super) fn take_slot(self, record: RecordId) -> Option<Slot> {
        self.inner().slot.borrow_mut().take_if(|slot| slot.held.value.record == record)
    }

    /// Drops a draft in which nobody answered anything; others stay as they are. One that could not be
    /// dropped stands in the list, where a person can delete it.
    fn drop_if_untouched(self, held: Held<Draft>) {
        spawn_local(async move {
            let world = self.clock.world_untracked();
            let mut plan = |phone: &Phone| Ok((phone.drop_untouched(&held, world)?, None));
            drop(self.change(&mut plan).await);
        });
    }
}
