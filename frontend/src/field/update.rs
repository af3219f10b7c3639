//! New versions and offline use: what the service worker tells. It changes over only when the person
//! says so; what it does is in `sw.js`, who registers it in `boot.js`.

use std::cell::Cell;

use leptos::task::spawn_local;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{
    Event, EventTarget, MessageEvent, ServiceWorker, ServiceWorkerContainer,
    ServiceWorkerRegistration, ServiceWorkerState,
};

use super::state::App;
use crate::browser::{self, get};

/// How often an app that stays open asks for a new version, milliseconds: four times a day, 4 kB
/// each time at most.
const LOOK_EVERY_MS: u64 = 6 * 3_600_000;

thread_local! {
    /// The person agreed, so this tab loads itself again when the new version has taken over.
    static IS_AGREED: Cell<bool> = const { Cell::new(false) };
    /// When [`look`] last asked.
    static LOOKED_MS: Cell<u64> = const { Cell::new(0) };
}

/// `None` where the browser has no service workers, or only over https.
fn container() -> Option<ServiceWorkerContainer> {
    let container = browser::window().navigator().service_worker();
    (!container.is_undefined()).then_some(container)
}

/// Watches the worker for as long as the page lives.
pub(super) fn watch(app: App) {
    let Some(container) = container() else { return };
    LOOKED_MS.set(browser::device_ms());
    browser::listen(&container, "message", move |event: Event| {
        let message: MessageEvent = event.unchecked_into();
        if get(&message.data(), "type").as_string().as_deref() == Some("READY") {
            app.offline_ready.set(true);
        }
    });
    let had_controller = container.controller().is_some();
    browser::listen(&container, "controllerchange", move |_| {
        if IS_AGREED.get() {
            reload();
        } else if had_controller {
            // Another tab changed over: this one still runs the old version, and offers to follow.
            app.update_ready.set(true);
        }
    });
    spawn_local(async move {
        let Some(registration) = registration(&container).await else { return };
        // Before `ready` was asked a version may have been waiting already.
        if registration.waiting().is_some() {
            app.update_ready.set(true);
        }
        let found = registration.clone();
        browser::listen(&registration, "updatefound", move |_| {
            if let Some(worker) = found.installing() {
                tell_when_installed(app, &worker);
            }
        });
        if let Some(worker) = registration.installing() {
            tell_when_installed(app, &worker);
        }
    });
}

async fn registration(container: &ServiceWorkerContainer) -> Option<ServiceWorkerRegistration> {
    Some(browser::wait(container.ready().ok()?).await.ok()?.unchecked_into())
}

fn tell_when_installed(app: App, worker: &ServiceWorker) {
    let target: &EventTarget = worker.as_ref();
    let worker = worker.clone();
    browser::listen(target, "statechange", move |_| {
        // The very first worker takes over at once and is no update.
        let is_update = container().is_some_and(|container| container.controller().is_some());
        if worker.state() == ServiceWorkerState::Installed && is_update {
            app.update_ready.set(true);
        }
    });
}

/// Asks for a new version, now and then.
pub(super) fn look() {
    let now_ms = browser::device_ms();
    if now_ms.abs_diff(LOOKED_MS.get()) < LOOK_EVERY_MS {
        return;
    }
    LOOKED_MS.set(now_ms);
    spawn_local(async move {
        if let Some(container) = container()
            && let Some(registration) = registration(&container).await
            && let Ok(asked) = registration.update()
        {
            // Without a network there is simply no answer.
            drop(browser::wait(asked).await);
        }
    });
}

/// Starts the new version: everything typed is stored first.
pub(super) async fn start_new(app: App) {
    if let Err(error) = app.flush().await {
        app.say(error.words());
        return;
    }
    IS_AGREED.set(true);
    let waiting = match container() {
        Some(container) => registration(&container).await.and_then(|found| found.waiting()),
        None => None,
    };
    match waiting {
        Some(worker) => {
            let message = js_sys::Object::new();
            browser::set(&message, "type", &JsValue::from_str("SKIP_WAITING"));
            if worker.post_message(&message).is_err() {
                reload();
            }
        }
        // It has taken over already.
        None => reload(),
    }
}

fn reload() {
    // Fails only while the page is being left, which is as good.
    drop(browser::window().location().reload());
}
