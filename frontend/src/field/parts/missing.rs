//! Pages for what is not there.

use leptos::prelude::*;
use shared::text::Text;

use crate::{
    browser,
    field::{
        route::{Route, Show},
        shell::frame::{HOME, PlainPage},
        words,
    },
    ui::{button::Button, lang::t},
};

/// No such address.
pub fn no_page() -> AnyView {
    nothing_here(&words::NOT_FOUND, &words::NOT_FOUND_HELP)
}

/// Something is not on this phone, or not any more.
pub fn nothing_here(title: &Text, help: &Text) -> AnyView {
    let (title, help) = (t(title), t(help));
    view! {
        <PlainPage title back=HOME>
            <p>{help}</p>
            <a class="button first" href=Route::Home.href()>{t(&words::TO_HOME)}</a>
            <a class="button second" href=Route::Records(Show::All).href()>
                {t(&words::ALL_RECORDS)}
            </a>
        </PlainPage>
    }
    .into_any()
}

/// The browser refuses storage.
pub fn no_storage() -> AnyView {
    // A page that cannot be loaded again stays as it is.
    let reload = || drop(browser::window().location().reload());
    view! {
        <PlainPage title=t(&words::NO_STORAGE)>
            <p>{t(&words::NO_STORAGE_HELP)}</p>
            <Button class="first" on_press=reload>{t(&words::RELOAD)}</Button>
            <a class="button second" href=Route::Settings.href()>{t(&words::SETTINGS_TITLE)}</a>
        </PlainPage>
    }
    .into_any()
}
