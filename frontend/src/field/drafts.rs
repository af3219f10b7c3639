//! The draft that is being filled: kept at every change, one write at a time.
//!
//! There is no timer to lose: a change goes to storage at once, and what is typed while a write is
//! under way goes with the next. `relaxed` hands it to the system, which survives the browser.

use std::{cell::RefCell, rc::Rc, sync::Arc};

use client::{
    account,
    device::DeviceError,
    rows::{Draft, Held},
    store::{LocalStore as _, Row, StoreError},
};
use leptos::task::spawn_local;
use shared::{
    form::{model::KindId, problem::Override, value::Values},
    id::RecordId,
    region::VillageCode,
    text::{Text, t},
};

use super::{
    core::{Phone, Slot},
    keep::{keep, keep_quietly},
    records,
    state::{App, LOOK_AGAIN_MS},
    view::{OpenDraft, Saving},
};
use crate::{browser, store::prefs};

const DELETED: Text = t("Isian dihapus.", "Draft deleted.");
const DISCARDED: Text = t("Perubahan dibatalkan.", "The changes were dropped.");

/// Starts a draft with some answers and keeps it: its address must work after a reload.
pub(super) fn begin(
    app: App,
    (kind, village, visit): (KindId, VillageCode, Option<RecordId>),
    values: Values,
    then: impl FnOnce(Option<RecordId>) + 'static,
) {
    let begun = app.phone().and_then(|phone| phone.begin(kind, visit, village));
    let mut held = match begun {
        Ok(held) => held,
        Err(error) => {
            app.tell(&error);
            return then(None);
        }
    };
    held.value.values = values;
    let record = held.value.record;
    let plan = move |phone: &Phone| Ok((phone.put_draft(&held), None));
    keep(app, plan, move |is_kept| then(is_kept.then_some(record)));
}

/// Opens a draft with what its conditions look at, once [`settle`] is done.
pub(super) fn open(app: App, record: RecordId) -> Result<Option<OpenDraft>, DeviceError> {
    let phone = app.phone()?;
    let Some(held) = phone.draft(record)? else { return Ok(None) };
    let around = phone.surroundings(&held.value)?;
    let draft = held.value.clone();
    app.saving.set(Saving::Untouched);
    let slot = Slot { held, is_dirty: false, is_writing: false };
    if let Some(before) = app.core().slot.replace(Some(slot))
        && before.held.value.record != record
    {
        let_go(app, before);
    }
    prefs::set_open_draft(Some(record));
    app.resume.set(None);
    Ok(Some(OpenDraft { draft, around }))
}

/// The list of drafts is another now, here and in other tabs.
pub(super) fn changed(app: App) {
    if let Ok(open) = app.core().open() {
        open.tabs.changed();
    }
    records::refresh_drafts(app);
}

/// Takes the draft as it is now and begins to store it.
pub(super) fn save(
    app: App,
    record: RecordId,
    (values, overrides): (&Values, &[Override]),
    section_idx: u16,
) {
    let is_free = {
        let core = app.core();
        let mut slot = core.slot.borrow_mut();
        // A page that was left may still speak of the draft before.
        let Some(slot) = slot.as_mut().filter(|slot| slot.held.value.record == record) else {
            return;
        };
        let draft = &mut slot.held.value;
        draft.values.clone_from(values);
        draft.overrides = overrides.to_vec();
        draft.section_idx = section_idx;
        slot.is_dirty = true;
        !slot.is_writing
    };
    if is_free {
        spawn_local(async move { drop(write(app).await) });
    }
}

/// Waits until everything that was typed is stored.
pub(super) async fn flush(app: App) -> Result<(), DeviceError> {
    loop {
        let state = app.core().slot.borrow().as_ref().map(|slot| (slot.is_writing, slot.is_dirty));
        match state {
            Some((true, _)) => browser::sleep(LOOK_AGAIN_MS).await,
            Some((false, true)) => write(app).await?,
            Some((false, false)) | None => return Ok(()),
        }
    }
}

/// As [`flush`] before another draft takes the place. What another tab changed meanwhile cannot be
/// stored from here, which the person was told; it must not bar the way to everything else.
pub(super) async fn settle(app: App) -> Result<(), DeviceError> {
    match flush(app).await {
        Err(DeviceError::Store(StoreError::Stale)) => Ok(()),
        other => other,
    }
}

/// Writes until nothing is dirty. Only one runs at a time.
async fn write(app: App) -> Result<(), StoreError> {
    loop {
        let Some((phone, mut held)) = next_write(app) else { return Ok(()) };
        if app.saving.get_untracked() != Saving::Pending {
            app.saving.set(Saving::Pending);
        }
        let done = phone.save_draft(&mut held).await;
        let is_clean = {
            let core = app.core();
            let mut slot = core.slot.borrow_mut();
            let same = slot.as_mut().filter(|slot| slot.held.value.record == held.value.record);
            // The slot may have been emptied meanwhile; then there is nobody to tell.
            let Some(slot) = same else { return done };
            slot.is_writing = false;
            match &done {
                Ok(()) => slot.held.revision = held.revision,
                Err(_) => slot.is_dirty = true,
            }
            !slot.is_dirty
        };
        if let Err(error) = done {
            app.saving.set(Saving::Failed(DeviceError::Store(error.clone()).words()));
            return Err(error);
        }
        if is_clean {
            app.saving.set(Saving::Saved);
            return Ok(());
        }
    }
}

/// What to write now, if anything.
fn next_write(app: App) -> Option<(Rc<Phone>, Held<Draft>)> {
    let core = app.core();
    let phone = core.phone().ok()?;
    let mut slot = core.slot.borrow_mut();
    let slot = slot.as_mut().filter(|slot| slot.is_dirty && !slot.is_writing)?;
    slot.is_dirty = false;
    slot.is_writing = true;
    Some((phone, slot.held.clone()))
}

/// A page was left: stores what is left of its draft. By now the next page may have opened another,
/// which is not touched.
pub(super) async fn close(app: App, record: RecordId) {
    // What could not be stored stays in the slot, and is tried again by the next change or look.
    if settle(app).await.is_err() {
        return;
    }
    if let Some(left) = drop_open(app, record) {
        prefs::set_open_draft(None);
        app.saving.set(Saving::Untouched);
        let_go(app, left);
    }
    changed(app);
}

/// Takes a draft out of the slot, if it is that one: a page that still shows it stores it no more.
pub(super) fn drop_open(app: App, record: RecordId) -> Option<Slot> {
    app.core().slot.borrow_mut().take_if(|slot| slot.held.value.record == record)
}

/// Drops a draft in which nobody answered anything; others stay as they are. One that could not be
/// dropped stands in the list, where a person can delete it.
fn let_go(app: App, Slot { held, .. }: Slot) {
    keep_quietly(app, move |phone| Ok((phone.drop_untouched(&held, app.world_now())?, None)));
}

/// Throws a draft away, to be taken back for some seconds.
pub(super) fn delete(app: App, record: RecordId, then: impl FnOnce(bool) + 'static) {
    let is_mending = app
        .drafts
        .with_untracked(|list| list.iter().any(|item| item.record == record && item.is_mending));
    let row = Rc::new(RefCell::new(None));
    let planned = Rc::clone(&row);
    let plan = move |phone: &Phone| {
        let (batch, row) = phone.delete_draft(record);
        planned.replace(row);
        Ok((batch, None))
    };
    keep(app, plan, move |is_kept| {
        if is_kept {
            drop_open(app, record);
            if let Some(row) = row.take() {
                app.core().deleted.replace(Some(row));
                app.show_toast(if is_mending { DISCARDED } else { DELETED }, true);
            }
        }
        then(is_kept);
    });
}

/// Takes back the last deletion.
pub(super) fn undo_delete(app: App) {
    let plan = move |phone: &Phone| {
        let row = app.core().deleted.borrow().clone();
        Ok((phone.restore_draft(row.ok_or(DeviceError::Missing)?), None))
    };
    keep(app, plan, move |is_kept| {
        if is_kept {
            app.core().deleted.take();
            app.toast.set(None);
        } else {
            // Beside the reason the way stays open.
            app.toast.update(|toast| {
                toast.iter_mut().for_each(|toast| toast.can_undo = true);
            });
        }
    });
}

/// Moves a draft or a record that cannot be read out of the way, byte by byte.
pub(super) fn set_aside(app: App, record: RecordId, then: impl FnOnce() + 'static) {
    let plan = move |phone: &Phone| {
        let mut damaged = Vec::new();
        damaged.extend(phone.draft(record).err());
        damaged.extend(phone.record(record).err());
        Ok((phone.set_aside(&damaged), None))
    };
    keep(app, plan, move |is_kept| {
        records::refresh(app);
        if is_kept {
            then();
        }
    });
}

/// What was set aside.
pub(super) fn aside(app: App) -> Vec<Row> {
    let Ok(phone) = app.phone() else { return Vec::new() };
    account::aside(&phone.store.rows()).cloned().collect()
}

/// Deletes a row that was set aside.
pub(super) fn forget_aside(app: App, row: Arc<Row>) {
    let plan = move |phone: &Phone| Ok((phone.forget_aside(&row), None));
    keep(app, plan, move |_| records::refresh(app));
}
