//! Every change of what is stored, but for the draft that is being typed into.
//!
//! A change is planned from the rows in memory as one batch, so that a phone that dies in the middle has
//! all of it or nothing.

use client::{
    device::{DeviceError, Finished, Plan},
    store::{Row, StoreError},
};
use leptos::{prelude::*, task::spawn_local};
use shared::{form::model::KindId, form::value::Values, id::RecordId, region::VillageCode};

use super::{
    super::{open::Phone, tabs::Message},
    Saving, Storage,
};
use crate::browser::prefs;

/// A change, with what is to be sent if something is finished by it.
type Planned = Result<Plan<Option<Finished>>, DeviceError>;

impl Storage {
    /// Waits for its turn, stores what was typed, plans a change and stores it.
    pub(super) async fn change(
        self,
        plan: &mut dyn FnMut(&Phone) -> Planned,
    ) -> Result<(), DeviceError> {
        let inner = self.inner();
        let _turn = inner.turns.turn().await;
        // The plan sees all that was typed. Where that cannot be stored the form itself says so.
        drop(self.write_draft().await);
        let done = self.store(plan).await;
        if let Err(DeviceError::Store(error)) = &done {
            self.failed(error);
        }
        if matches!(done, Err(DeviceError::Store(StoreError::Lost))) {
            spawn_local(self.write_back());
        }
        if matches!(done, Err(DeviceError::Store(StoreError::Stale))) {
            // What another tab wrote is in memory by now.
            self.refresh();
        }
        done
    }

    async fn store(self, plan: &mut dyn FnMut(&Phone) -> Planned) -> Result<(), DeviceError> {
        let open = self.open()?;
        let mut is_again = false;
        loop {
            let (batch, finished) = plan(&open.phone)?;
            if batch.writes.is_empty() {
                return Ok(());
            }
            match open.phone.keep((batch, ())).await {
                Ok(()) => {
                    match finished {
                        None => self.drafts_changed(),
                        Some(finished) => {
                            open.tabs.tell(Message::Changed);
                            open.saved(finished);
                            self.refresh();
                        }
                    }
                    return Ok(());
                }
                // An answer of the office may have come in between; what another tab did is stale
                // again.
                Err(StoreError::Stale) if finished.is_some() && !is_again => is_again = true,
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// Starts a draft with some answers and stores it: its address must work after a reload.
    ///
    /// # Errors
    /// [`DeviceError`], with words.
    pub async fn begin(
        self,
        (kind, village, visit): (KindId, VillageCode, Option<RecordId>),
        values: Values,
    ) -> Result<RecordId, DeviceError> {
        let mut held = self.open()?.phone.begin(kind, visit, village)?;
        held.value.values = values;
        self.change(&mut |phone| Ok((phone.put_draft(&held), None))).await?;
        Ok(held.value.record)
    }

    /// Checks and seals the open draft and stores it for sending, all in one strict write: then the
    /// form is safe on this phone. False when it was finished already, by a press before this one.
    ///
    /// # Errors
    /// [`DeviceError`], with words.
    pub async fn finish(self, record: RecordId) -> Result<bool, DeviceError> {
        let mut plan = |phone: &Phone| -> Planned {
            let inner = self.inner();
            let slot = inner.slot.borrow();
            let world = self.clock.world_untracked();
            let (batch, finished) = match slot.as_ref() {
                // Which of the two versions is finished is for the person to say first.
                Some(slot) if slot.record() == record && slot.is_copy() => {
                    return Err(DeviceError::Store(StoreError::Stale));
                }
                Some(slot) if slot.record() == record => phone.finish(&slot.held, world)?,
                // The page may have been left meanwhile, and its draft stored.
                _ => phone.finish(&phone.draft(record)?.ok_or(DeviceError::Missing)?, world)?,
            };
            Ok((batch, Some(finished)))
        };
        match self.change(&mut plan).await {
            Err(DeviceError::Missing) if matches!(self.record(record), Ok(Some(_))) => Ok(false),
            Err(error) => Err(error),
            Ok(()) => {
                // By now another draft may be open.
                if self.take_slot(record).is_some() {
                    prefs::set_open_draft(None);
                    self.saving.set(Saving::Untouched);
                }
                // Now there is something that must not vanish.
                self.check_room(true);
                Ok(true)
            }
        }
    }

    /// Opens a finished record to change it: makes a draft from it, or finds the one that does so
    /// already.
    ///
    /// # Errors
    /// [`DeviceError`], with words.
    pub async fn mend(self, record: RecordId) -> Result<(), DeviceError> {
        // A draft made from a revision that another tab has mended already could never be finished.
        self.read_again().await;
        self.change(&mut |phone| Ok((phone.mend(record)?.0, None))).await
    }

    /// Takes a copy of a change as the change that counts; the record that it changes.
    ///
    /// # Errors
    /// [`DeviceError`], with words.
    pub async fn take_over(self, copy: RecordId) -> Result<RecordId, DeviceError> {
        let mut original = Err(DeviceError::Missing);
        self.change(&mut |phone| {
            let (batch, record) = phone.take_over(copy)?;
            original = Ok(record);
            Ok((batch, None))
        })
        .await?;
        self.take_slot(copy);
        original
    }

    /// Drops drafts that change a record and have changed nothing of it.
    ///
    /// # Errors
    /// [`DeviceError`], with words.
    pub async fn drop_unchanged(self) -> Result<(), DeviceError> {
        let world = self.clock.world_untracked();
        self.change(&mut |phone| Ok((phone.drop_unchanged(world), None))).await
    }

    /// Withdraws a finished record.
    ///
    /// # Errors
    /// [`DeviceError`], with words.
    pub async fn withdraw(self, record: RecordId) -> Result<(), DeviceError> {
        self.change(&mut |phone| {
            let (batch, finished) = phone.withdraw(record)?;
            Ok((batch, Some(finished)))
        })
        .await?;
        self.take_slot(record);
        Ok(())
    }

    /// Takes a withdrawal back that was not sent. [`super::super::sync::Sync::anew`] after it: whoever
    /// sends still knows of it.
    ///
    /// # Errors
    /// [`DeviceError`], with words.
    pub async fn take_back(self, record: RecordId) -> Result<(), DeviceError> {
        self.change(&mut |phone| Ok((phone.take_back(record)?, None))).await
    }

    /// Throws a draft away and returns what [`Self::restore_draft`] takes back.
    ///
    /// # Errors
    /// [`DeviceError`], with words.
    pub async fn delete_draft(self, record: RecordId) -> Result<Option<Row>, DeviceError> {
        let mut deleted = None;
        self.change(&mut |phone| {
            let (batch, row) = phone.delete_draft(record);
            deleted = row;
            Ok((batch, None))
        })
        .await?;
        self.take_slot(record);
        Ok(deleted)
    }

    /// Takes back a deletion.
    ///
    /// # Errors
    /// [`DeviceError`], with words.
    pub async fn restore_draft(self, row: Row) -> Result<(), DeviceError> {
        self.change(&mut |phone| Ok((phone.restore_draft(row.clone()), None))).await
    }

    /// Moves a draft or a record that cannot be read out of the way, byte by byte.
    ///
    /// # Errors
    /// [`DeviceError`], with words.
    pub async fn set_aside(self, record: RecordId) -> Result<(), DeviceError> {
        let mut plan = |phone: &Phone| -> Planned {
            let mut damaged = Vec::new();
            damaged.extend(phone.draft(record).err());
            damaged.extend(phone.record(record).err());
            Ok((phone.set_aside(&damaged), None))
        };
        let done = self.change(&mut plan).await;
        self.refresh();
        done
    }

    /// Deletes a row of [`Self::aside`] for good.
    ///
    /// # Errors
    /// [`DeviceError`], with words.
    pub async fn forget_aside(self, row: &Row) -> Result<(), DeviceError> {
        let done = self.change(&mut |phone| Ok((phone.forget_aside(row), None))).await;
        self.refresh();
        done
    }
}
