//! Puts the app on the home screen: by a button where the browser offers it, otherwise by words.

use leptos::prelude::*;

use crate::{
    browser::install,
    field::{phone::updates::Updates, words},
    ui::{button::Button, lang::t},
};

/// The block of the settings.
#[component]
pub fn InstallBlock() -> impl IntoView {
    let updates = expect_context::<Updates>();
    let body = move || {
        if install::is_installed() {
            return view! { <p>{t(&words::INSTALLED)}</p> }.into_any();
        }
        if updates.can_install.get() {
            return view! {
                <p>{t(&words::INSTALL_WHY)}</p>
                <InstallButton/>
            }
            .into_any();
        }
        view! { <p>{t(&words::INSTALL_HOW)}</p> }.into_any()
    };
    view! {
        <section class="block">
            <h2>{t(&words::INSTALL)}</h2>
            {body}
        </section>
    }
}

/// The button; nothing where the browser does not offer it.
#[component]
pub fn InstallButton() -> impl IntoView {
    let updates = expect_context::<Updates>();
    move || {
        updates.can_install.get().then(|| {
            view! {
                <Button class="second" action="install" on_press=install::ask>
                    {t(&words::INSTALL_NOW)}
                </Button>
            }
        })
    }
}
