//! How much room there is, and the browser's promise not to clear our storage by itself.

use leptos::task::spawn_local;
use wasm_bindgen::JsCast as _;
use web_sys::{StorageEstimate, StorageManager};

use super::{state::App, view::Storage};
use crate::browser;

/// `None` where the browser has no such thing, or only over https.
fn manager() -> Option<StorageManager> {
    let manager = browser::window().navigator().storage();
    (!manager.is_undefined()).then_some(manager)
}

/// Looks how things stand.
pub(super) fn look(app: App) {
    spawn_local(async move { show(app).await });
}

/// Asks for the promise unless it is given. Chromium decides by itself, Firefox asks the person: so
/// only when the person has just done something worth keeping.
pub(super) fn ask_to_persist(app: App) {
    spawn_local(async move {
        if app.storage.with_untracked(|storage| storage.is_persisted) != Some(true)
            && let Some(asked) = manager().and_then(|manager| manager.persist().ok())
        {
            drop(browser::wait(asked).await);
        }
        show(app).await;
    });
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "bytes of a disk, whole and positive"
)]
async fn show(app: App) {
    let Some(manager) = manager() else { return };
    let mut storage = Storage::default();
    if let Ok(asked) = manager.persisted() {
        storage.is_persisted = browser::wait(asked).await.ok().and_then(|told| told.as_bool());
    }
    if let Ok(asked) = manager.estimate()
        && let Ok(told) = browser::wait(asked).await
    {
        let estimate: StorageEstimate = told.unchecked_into();
        storage.used_bytes = estimate.get_usage().unwrap_or_default() as u64;
        storage.quota_bytes = estimate.get_quota().unwrap_or_default() as u64;
    }
    app.storage.set(storage);
}
