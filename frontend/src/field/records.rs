//! Finishing, mending, withdrawing, and the lists.

use client::{
    device::{DeviceError, Finished},
    rows::{Draft, Held, Record},
    store::StoreError,
};
use shared::{id::RecordId, sync::state::State};

use super::{
    drafts, quota,
    state::App,
    view::{Counts, Saving},
};
use crate::store::prefs;

/// Checks a draft and keeps it for sending.
pub(super) async fn finish(app: App, draft: Draft) -> Result<RecordId, DeviceError> {
    drafts::save(app, &draft);
    drafts::flush(app).await?;
    let core = app.core();
    let phone = app.phone()?;
    let held = match core.slot.borrow().as_ref() {
        Some(slot) if slot.held.value.record == draft.record => slot.held.clone(),
        _ => Held { value: draft, revision: 0 },
    };
    let mut finished = phone.finish(&held, app.world_now()).await;
    if matches!(finished, Err(DeviceError::Store(StoreError::Stale))) {
        // An answer of the office may have come in between; what another tab did is stale again.
        finished = phone.finish(&held, app.world_now()).await;
    }
    let finished = finished?;
    core.slot.take();
    prefs::set_open_draft(None);
    app.saving.set(Saving::Untouched);
    let record = finished.record;
    hand_over(app, finished);
    // Now there is something that must not vanish.
    quota::ask_to_persist(app);
    Ok(record)
}

/// Opens a finished record to change it.
pub(super) async fn mend(app: App, record: RecordId) -> Result<RecordId, DeviceError> {
    // A draft made from a revision that another tab has mended already could never be finished.
    look(app).await;
    let held = app.phone()?.mend(record).await?;
    refresh_drafts(app);
    Ok(held.value.record)
}

/// Withdraws a finished record.
pub(super) async fn withdraw(app: App, record: RecordId) -> Result<(), DeviceError> {
    let core = app.core();
    let phone = app.phone()?;
    let mut finished = phone.withdraw(record).await;
    if matches!(finished, Err(DeviceError::Store(StoreError::Stale))) {
        finished = phone.withdraw(record).await;
    }
    let finished = finished?;
    core.slot.borrow_mut().take_if(|slot| slot.held.value.record == record);
    hand_over(app, finished);
    Ok(())
}

/// One finished record.
pub(super) fn record(app: App, record: RecordId) -> Option<Record> {
    let held = app.phone().ok()?.record(record).ok()??;
    Some(held.value)
}

/// Tells the sender, here or in another tab, and the lists.
fn hand_over(app: App, finished: Finished) {
    if let Ok(open) = app.core().open() {
        match open.sender.borrow().as_ref() {
            Some(sender) => sender.saved(finished.entry),
            None => open.tabs.saved(),
        }
        open.tabs.changed();
    }
    refresh(app);
}

/// Another tab may have changed what is stored: reads it anew. False when that fails; then all stays
/// as it was.
pub(super) async fn look(app: App) -> bool {
    let Ok(phone) = app.phone() else { return false };
    let is_read = phone.store.look().await.is_ok();
    if is_read {
        refresh(app);
    }
    is_read
}

/// Makes all lists anew.
pub(super) fn refresh(app: App) {
    let Ok(phone) = app.phone() else { return };
    app.records.set(phone.records());
    refresh_drafts(app);
}

/// Makes the list of drafts anew.
pub(super) fn refresh_drafts(app: App) {
    let Ok(phone) = app.phone() else { return };
    let drafts = phone.drafts();
    let is_here = |id| drafts.iter().any(|draft| draft.record == id);
    if app.resume.get_untracked().is_some_and(|id| !is_here(id)) {
        app.resume.set(None);
    }
    app.drafts.set(drafts);
    count(app);
}

fn count(app: App) {
    let mut counts = Counts::default();
    app.drafts.with_untracked(|drafts| {
        for _ in drafts {
            counts.add(State::Draft);
        }
    });
    app.records.with_untracked(|records| {
        for record in records {
            counts.add(record.state);
            counts.n_to_follow += usize::from(record.is_to_follow);
        }
    });
    app.counts.set(counts);
}
