//! Pages for what is not there.

use client::route::{Route, Show};
use shared::text::Text;

use super::{
    super::{state::App, text},
    shell::{self, link},
};
use crate::{
    browser,
    ui::{
        dom::{View, say},
        parts,
    },
};

/// No such address.
pub fn no_page(app: App) -> View {
    nothing_here(app, text::NOT_FOUND, text::NOT_FOUND_HELP)
}

/// Something is not on this phone, or not any more.
pub fn nothing_here(app: App, title: Text, help: Text) -> View {
    let home = link("button first", &Route::Home).say(&text::TO_HOME);
    let records = link("button second", &Route::Records(Show::All)).say(&text::ALL_RECORDS);
    shell::page(app, &title, shell::HOME, vec![say("", &help), home.done(), records.done()])
}

/// The browser refuses storage.
pub fn no_storage(app: App) -> View {
    let reload = parts::button("first", &text::RELOAD, || {
        // A page that cannot be loaded again stays as it is.
        drop(browser::window().location().reload());
    });
    let children = vec![say("", &text::NO_STORAGE_HELP), reload.done()];
    shell::page(app, &text::NO_STORAGE, None, children)
}
