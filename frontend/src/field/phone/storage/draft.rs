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
use crate::browser::{self, prefs};

/// Between two tries to store what was typed, milliseconds.
const RETRY_MS: u32 = 3_000;

/// The draft that is being filled.
pub struct Slot {
    /// As it was typed last, with the revision that was stored last.
    pub held: Held<Draft>,
    /// Changed since it was last handed to storage.
    pub(super) is_dirty: bool,
    /// A write waits for its turn and will take what is typed until then.
    is_write_due: bool,
    /// A write is under way.
    pub(super) is_writing: bool,
    /// Another tab has changed this draft: what is typed here is stored as a copy.
    conflict: Option<(RecordId, Conflict)>,
}

impl Slot {
    /// The draft that the page shows.
    pub(super) fn record(&self) -> RecordId {
        self.conflict.map_or(self.held.value.record, |(original, _)| original)
    }

    /// True while what is typed here is stored as a copy.
    pub(super) const fn is_copy(&self) -> bool {
        self.conflict.is_some()
    }
}

/// What another tab did to the draft on screen. What is typed here is stored as a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conflict {
    /// It was changed there.
    Changed,
    /// It was finished or deleted there.
    Gone,
}

/// A draft with what its conditions look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenDraft {
    /// What is being filled.
    pub draft: Draft,
    /// Its visit's answers and the previous form about the same person.
    pub around: Surroundings,
    /// The record that it changes, where it is a copy of a change and so cannot be finished.
    pub copied_from: Option<RecordId>,
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
    /// Not on the device; the words say why. Tried again soon.
    Failed(Text),
    /// Another tab has the same draft, and the person has to choose.
    Conflict(Conflict),
}

impl Storage {
    /// Opens a draft with what its conditions look at; `None` when there is none. First wait until
    /// the one that is open is stored.
    ///
    /// # Errors
    /// [`DeviceError::Damaged`]: offer [`Self::set_aside`]; others with words.
    pub fn open_draft(self, record: RecordId) -> Result<Option<OpenDraft>, DeviceError> {
        let open = self.open()?;
        let Some(held) = open.phone.draft(record)? else { return Ok(None) };
        let around = open.phone.surroundings(&held.value)?;
        let draft = held.value.clone();
        let copied_from = open.phone.copied_from(&draft);
        self.saving.set(Saving::Untouched);
        let slot =
            Slot { held, is_dirty: false, is_write_due: false, is_writing: false, conflict: None };
        if let Some(before) = self.inner().slot.replace(Some(slot))
            && before.record() != record
        {
            self.drop_if_untouched(before.held);
        }
        prefs::set_open_draft(Some(record));
        self.resume.set(None);
        Ok(Some(OpenDraft { draft, around, copied_from }))
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
        let Some(slot) = slot.as_mut().filter(|slot| slot.record() == record) else {
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

    /// Writes until nothing is dirty. The caller has the turn.
    pub(super) async fn write_draft(self) -> Result<(), StoreError> {
        let Ok(open) = self.open() else { return Ok(()) };
        while let Some((record, batch)) = self.next_write() {
            let saving = self.saving.get_untracked();
            if saving != Saving::Pending && !matches!(saving, Saving::Conflict(_)) {
                self.saving.set(Saving::Pending);
            }
            let done = open.phone.keep((batch, ())).await;
            let inner = self.inner();
            let mut slot = inner.slot.borrow_mut();
            // The slot may have been emptied meanwhile; then there is nobody to tell.
            let Some(slot) = slot.as_mut().filter(|slot| slot.held.value.record == record) else {
                return done;
            };
            slot.is_writing = false;
            if done == Err(StoreError::Stale) {
                // Another tab was quicker. From now on what is typed here is stored beside it.
                let is_there = matches!(open.phone.draft(record), Ok(Some(_)) | Err(_));
                let conflict = if is_there { Conflict::Changed } else { Conflict::Gone };
                slot.conflict = Some((slot.record(), conflict));
                slot.held = open.phone.copy_of(&slot.held);
                slot.is_dirty = true;
                self.saving.set(Saving::Conflict(conflict));
                continue;
            }
            if let Err(error) = done {
                slot.is_dirty = true;
                self.try_again(&error);
                self.saving.set(Saving::Failed(DeviceError::Store(error.clone()).words()));
                return Err(error);
            }
            slot.held.revision += 1;
            match slot.conflict {
                Some((_, conflict)) => self.saving.set(Saving::Conflict(conflict)),
                None if !slot.is_dirty => self.saving.set(Saving::Saved),
                None => {}
            }
        }
        Ok(())
    }

    /// Nothing could be stored: tries again by itself, so that nobody has to type to be safe.
    fn try_again(self, error: &StoreError) {
        self.failed(error);
        if *error == StoreError::Lost {
            spawn_local(self.write_back());
        } else if !self.inner().is_retry_due.replace(true) {
            browser::after(RETRY_MS, move || {
                self.inner().is_retry_due.set(false);
                spawn_local(async move { drop(self.flush().await) });
            });
        }
    }

    /// Another tab has stored a later version of the draft on screen, and nothing was typed here since
    /// it was stored: shows that one.
    pub(super) fn follow_other_tab(self) {
        let Ok(open) = self.open() else { return };
        let is_later = self.inner().slot.borrow().as_ref().is_some_and(|slot| {
            let is_still = !slot.is_dirty && !slot.is_writing && !slot.is_copy();
            let stored = open.phone.draft(slot.held.value.record).ok().flatten();
            is_still && stored.is_some_and(|stored| stored.revision > slot.held.revision)
        });
        if is_later {
            self.reopen();
        }
    }

    fn reopen(self) {
        self.n_reopened.update(|n_reopened| *n_reopened = n_reopened.wrapping_add(1));
    }

    /// Of two tabs that changed one draft, this one counts. The other version stays as a draft of its
    /// own.
    ///
    /// # Errors
    /// [`DeviceError`], with words.
    pub async fn use_this(self, record: RecordId) -> Result<(), DeviceError> {
        let mut used = None;
        self.change(&mut |phone| {
            let inner = self.inner();
            let slot = inner.slot.borrow();
            let copy = slot.as_ref().filter(|slot| slot.record() == record && slot.is_copy());
            let copy = copy.ok_or(DeviceError::Missing)?;
            let (batch, held) = phone.use_copy(&copy.held, record)?;
            used = Some(held);
            Ok((batch, None))
        })
        .await?;
        let inner = self.inner();
        let mut slot = inner.slot.borrow_mut();
        if let (Some(held), Some(slot)) = (used, slot.as_mut()) {
            slot.conflict = None;
            // What was typed meanwhile stays.
            let revision = held.revision;
            let values = core::mem::take(&mut slot.held.value.values);
            slot.held = Held { value: Draft { values, ..held.value }, revision };
            self.saving.set(Saving::Saved);
        }
        Ok(())
    }

    /// Of two tabs that changed one draft, the other one counts. What was typed here stays as a draft
    /// of its own; its id, if there is one.
    pub fn use_that(self, record: RecordId) -> Option<RecordId> {
        let copy = self.take_slot(record).map(|slot| slot.held.value.record);
        self.saving.set(Saving::Untouched);
        self.drafts_changed();
        self.reopen();
        copy
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
        slot.is_writing = true;
        slot.held.value.updated_ms = open.phone.now_ms();
        Some((slot.held.value.record, open.phone.put_draft(&slot.held)))
    }

    /// A page was left: stores what is left of its draft. By now the next page may have opened another,
    /// which is not touched.
    pub(in crate::field::phone) async fn close_draft(self, record: RecordId) {
        // What could not be stored stays in the slot, and is tried again by the next change.
        if self.flush().await.is_err() {
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
        self.inner().slot.borrow_mut().take_if(|slot| slot.record() == record)
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
