//! The root of the phone app: starts what runs beside the pages, and shows the page of the route.

use client::route::Route;
use leptos::{mount::mount_to_renderer, prelude::*, task::spawn_local};

use super::{account, history, pages, quota, state::App, sync, tables, update, view::Phase};
use crate::{
    browser, rest,
    store::prefs,
    ui::{
        cell::saying,
        dom::{View, live},
    },
};

/// After this long without the rest the person is told why nothing happens, milliseconds.
const REST_SLOW_MS: u32 = 8_000;
/// Between two tries to fetch the rest of the program, milliseconds.
const REST_AGAIN_MS: u32 = 3_000;

/// Starts the phone app in the element `#app` of the page.
///
/// # Panics
/// When the page has no such element.
pub fn start() {
    let root = browser::document().get_element_by_id("app").expect("index.html has #app");
    mount_to_renderer(&root, || {
        let app = App::new(history::here());
        begin(app);
        view(app)
    })
    .forget();
}

/// What runs beside the pages: links at once, everything else when the rest of the program is here.
fn begin(app: App) {
    history::listen(app);
    let slow = browser::after(REST_SLOW_MS, move || app.phase.set(Phase::Incomplete));
    spawn_local(async move {
        while !rest::load().await {
            app.phase.set(Phase::Incomplete);
            browser::sleep(REST_AGAIN_MS).await;
        }
        browser::cancel(slow);
        run(app);
    });
}

/// A gate into the rest of the program.
#[inline(never)]
fn run(app: App) {
    app.phase.set(Phase::Opening);
    sync::listen(app);
    update::watch(app);
    app.set_lang(prefs::lang());
    spawn_local(async move {
        account::start(app).await;
        tables::load(app);
        quota::look(app);
    });
}

/// The page of the route. Another section of the same form is the same page and stays as it is.
fn view(app: App) -> View {
    let page = saying(move || app.route.with(Route::page));
    live(move || {
        // Asked, because a memo that nobody asked follows nothing.
        drop(page.get());
        app.route.with_untracked(|route| pages::view(app, route))
    })
}
