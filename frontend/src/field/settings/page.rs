//! The page of settings.

use leptos::{prelude::*, task::spawn_local};
use shared::text::Lang;

use super::{log::LogBlock, sign_out::SignOut, words};
use crate::{
    app::language::Language,
    field::{
        parts::{install::InstallBlock, office::Office, room::RoomBlock},
        phone::{self, session::Session, toasts::Toasts},
        route::Route,
        shell::{frame::MainPage, text_size::TextSize},
        words as common,
    },
    ui::{
        lang::t,
        pairs::{Pair, Pairs},
    },
};

/// The page.
#[component]
pub fn Settings() -> impl IntoView {
    let version = [t(&words::VERSION), " ", env!("CARGO_PKG_VERSION")].concat();
    view! {
        <MainPage here=Route::Settings>
            <h1>{t(&common::SETTINGS_TITLE)}</h1>
            <section class="block">
                <h2>{t(&words::LANGUAGE)}</h2>
                <Languages/>
            </section>
            <section class="block">
                <h2>{t(&words::TEXT_SIZE)}</h2>
                <TextSizes/>
            </section>
            <Account/>
            <InstallBlock/>
            <RoomBlock/>
            <LogBlock/>
            <p class="small">{version}</p>
            // In a window of its own: the page is the server's and has no way back.
            <a class="small" href="/notice.txt" target="_blank">
                {t(&words::SOURCES)}
            </a>
        </MainPage>
    }
}

/// Each language in itself.
#[component]
fn Languages() -> impl IntoView {
    let (language, toasts) = (expect_context::<Language>(), expect_context::<Toasts>());
    let names = [(Lang::Id, "Bahasa Indonesia"), (Lang::En, "English")];
    let buttons = names.map(|(lang, name)| {
        let choose = move |_| spawn_local(phone::choose_language(language, toasts, lang));
        view! {
            <button
                type="button"
                class="filter"
                aria-pressed=move || (language.get() == lang).then_some("true")
                on:click=choose
            >
                {name}
            </button>
        }
        .into_any()
    });
    view! { <div class="filters">{buttons.into_iter().collect_view()}</div> }
}

#[component]
fn TextSizes() -> impl IntoView {
    let size = expect_context::<TextSize>();
    let buttons = (0_u8..).zip(words::TEXT_SIZES).map(|(steps, name)| {
        view! {
            <button
                type="button"
                class="filter"
                aria-pressed=move || (size.get() == steps).then_some("true")
                on:click=move |_| size.choose(steps)
            >
                {t(&name)}
            </button>
        }
        .into_any()
    });
    view! { <div class="filters">{buttons.collect_view()}</div> }
}

/// Who works here; nothing while nobody does.
#[component]
fn Account() -> impl IntoView {
    let session = expect_context::<Session>();
    move || {
        let profile = session.profile.get()?;
        let villages = profile.villages.into_iter().map(|assignment| {
            view! { <Pair term=t(&common::VILLAGE) value=assignment.title/> }
        });
        let villages = villages.collect_view();
        Some(view! {
            <section class="block">
                <h2>{t(&words::ACCOUNT)}</h2>
                <Pairs>
                    <Pair term=t(&words::NAME) value=profile.name/>
                    {villages}
                </Pairs>
                <Office/>
                <SignOut/>
            </section>
        })
    }
}
