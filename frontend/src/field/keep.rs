//! How pages change what is stored. There is one kind of such work: what is typed is stored first, a
//! batch is planned from the rows in memory, the disk is waited for, and the page goes on. So a phone
//! carries the code that waits only once.
//!
//! One change is kept at a time: a second press of a button, while the first is being kept, is none.

use client::{
    device::{DeviceError, Plan},
    store::StoreError,
};
use leptos::task::spawn_local;
use shared::sync::client::Entry;

use super::{core::Phone, drafts, records, state::App};

/// A change to be kept, with the parcel that is to be sent if it is finished.
pub(super) type Planned = Result<Plan<Option<Entry>>, DeviceError>;

/// Plans a change from what is stored now.
type Planner = Box<dyn Fn(&Phone) -> Planned>;

/// Keeps a change and goes on with whether it is kept. Why it is not, the person is told here; for a
/// second press there is nothing to tell.
pub(super) fn keep(
    app: App,
    plan: impl Fn(&Phone) -> Planned + 'static,
    then: impl FnOnce(bool) + 'static,
) {
    keep_boxed(app, Box::new(plan), Box::new(then));
}

fn keep_boxed(app: App, plan: Planner, then: Box<dyn FnOnce(bool)>) {
    if app.core().is_keeping.replace(true) {
        return then(false);
    }
    spawn_local(async move {
        // The plan sees all that was typed. Where that cannot be stored the form itself says so.
        drop(drafts::flush(app).await);
        let kept = done(app, plan).await;
        app.core().is_keeping.set(false);
        if let Err(error) = &kept {
            app.tell(error);
        }
        then(kept.is_ok());
    });
}

/// As [`keep`], for something that nobody waits for and nobody is told of.
pub(super) fn keep_quietly(app: App, plan: impl Fn(&Phone) -> Planned + 'static) {
    let plan: Planner = Box::new(plan);
    spawn_local(async move { drop(done(app, plan).await) });
}

async fn done(app: App, plan: Planner) -> Result<(), DeviceError> {
    let phone = app.phone()?;
    let mut is_again = false;
    loop {
        let (batch, entry) = plan(&phone)?;
        if batch.writes.is_empty() {
            return Ok(());
        }
        let is_finished = entry.is_some();
        match phone.keep((batch, entry)).await {
            // An answer of the office may have come in between; what another tab did is stale again.
            Err(StoreError::Stale) if is_finished && !is_again => is_again = true,
            Ok(entry) => {
                hand_over(app, entry);
                return Ok(());
            }
            Err(error) => return Err(error.into()),
        }
    }
}

/// Tells the sender, here or in another tab, and the lists.
fn hand_over(app: App, finished: Option<Entry>) {
    let Some(entry) = finished else { return drafts::changed(app) };
    let Ok(open) = app.core().open() else { return };
    open.tabs.changed();
    match open.sender.borrow().as_ref() {
        Some(sender) => sender.saved(entry),
        None => open.tabs.saved(),
    }
    records::refresh(app);
}
