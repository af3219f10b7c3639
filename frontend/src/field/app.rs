//! The root of the phone app: starts what runs beside the pages, and shows the page of the route.

use client::route::Route;
use leptos::{mount::mount_to_renderer, prelude::*, task::spawn_local};

use super::{account, history, pages, quota, state::App, sync, tables, update, view::Phase};
use crate::{
    browser,
    store::prefs,
    ui::{
        cell::saying,
        dom::{View, live},
    },
};

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

/// What runs beside the pages.
fn begin(app: App) {
    history::listen(app);
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
