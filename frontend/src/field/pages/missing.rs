//! Pages for what is not there.

use client::route::Route;
use leptos::prelude::*;
use shared::text::Text;

use super::{
    super::{state::App, text},
    shell,
};
use crate::ui::{dom::para, parts};

/// No such address.
pub fn no_page(app: App) -> AnyView {
    nothing_here(app, text::NOT_FOUND, text::NOT_FOUND_HELP)
}

/// Something is not on this phone, or not any more.
pub fn nothing_here(app: App, title: Text, help: Text) -> AnyView {
    let home = shell::link(&Route::Home).class("button first").text(app.t(text::TO_HOME));
    let records =
        shell::link(&Route::Records).class("button second").text(app.t(text::ALL_RECORDS));
    let children = vec![para("", app.t(help)), home.done(), records.done()];
    shell::page(app, title, Some((Route::Home, text::HOME)), children)
}

/// The browser refuses storage.
pub fn no_storage(app: App) -> AnyView {
    let reload = parts::button("first", app.t(text::RELOAD), || {
        // A page that cannot be loaded again stays as it is.
        drop(window().location().reload());
    });
    let children = vec![para("", app.t(text::NO_STORAGE_HELP)), reload.done()];
    shell::page(app, text::NO_STORAGE, None, children)
}
