//! Finishing, mending, withdrawing, and the lists.

use client::{device::DeviceError, rows::Record};
use leptos::task::spawn_local;
use shared::{id::RecordId, sync::state::State};

use super::{
    core::Phone,
    drafts,
    keep::keep,
    quota,
    state::App,
    view::{Counts, Saving},
};
use crate::store::prefs;

/// Checks the open draft and keeps it for sending.
pub(super) fn finish(app: App, record: RecordId, then: impl FnOnce(bool) + 'static) {
    let plan = move |phone: &Phone| {
        let open = app.core().slot.borrow();
        let open = open.as_ref().filter(|slot| slot.held.value.record == record);
        // The page may have been left meanwhile, and its draft stored.
        let held = match open {
            Some(slot) => slot.held.clone(),
            None => phone.draft(record)?.ok_or(DeviceError::Missing)?,
        };
        let (batch, finished) = phone.finish(&held, app.world_now())?;
        Ok((batch, Some(finished.entry)))
    };
    keep(app, plan, move |is_kept| {
        if is_kept {
            // By now another draft may be open.
            if drafts::drop_open(app, record).is_some() {
                prefs::set_open_draft(None);
                app.saving.set(Saving::Untouched);
            }
            // Now there is something that must not vanish.
            quota::ask_to_persist(app);
        }
        then(is_kept);
    });
}

/// Opens a finished record to change it.
pub(super) fn mend(app: App, record: RecordId, then: impl FnOnce() + 'static) {
    spawn_local(async move {
        // A draft made from a revision that another tab has mended already could never be finished.
        look(app).await;
        let plan = move |phone: &Phone| Ok((phone.mend(record)?.0, None));
        keep(app, plan, move |is_kept| {
            if is_kept {
                then();
            }
        });
    });
}

/// Withdraws a finished record.
pub(super) fn withdraw(app: App, record: RecordId, then: impl FnOnce() + 'static) {
    let plan = move |phone: &Phone| {
        let (batch, finished) = phone.withdraw(record)?;
        Ok((batch, Some(finished.entry)))
    };
    keep(app, plan, move |is_kept| {
        if is_kept {
            drafts::drop_open(app, record);
            then();
        }
    });
}

/// One finished record.
pub(super) fn record(app: App, record: RecordId) -> Option<Record> {
    let held = app.phone().ok()?.record(record).ok()??;
    Some(held.value)
}

/// Another tab may have changed what is stored: reads it anew. False when that fails; then all stays
/// as it was.
pub(super) async fn look(app: App) -> bool {
    let Ok(phone) = app.phone() else { return false };
    let is_read = phone.store.reread().await.is_ok();
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
