//! A draft or a record that cannot be read: what that means, a way to save its bytes, a way to go on
//! without it, and what was set aside that way.

use client::{rows::Damaged, store::Row};
use leptos::{prelude::*, task::spawn_local};
use shared::id::RecordId;

use crate::{
    app::{dates, router::Router},
    field::{
        phone::{clock::Clock, storage::Storage, toasts::Toasts},
        route::Route,
        shell::{
            ask::{Ask, Questions},
            frame::{HOME, PlainPage},
        },
        words,
    },
    ui::{
        button::Button,
        file::data_address,
        lang::{self, t},
    },
};

/// The page of a damaged draft or record.
pub fn page(id: RecordId, damaged: &Damaged) -> AnyView {
    let (storage, toasts) = (expect_context::<Storage>(), expect_context::<Toasts>());
    let router = expect_context::<Router<Route>>();
    let (file_name, address) = (file_name(&damaged.row), data_address(&damaged.row.bytes));
    let set_aside = move || {
        spawn_local(async move {
            match storage.set_aside(id).await {
                Ok(()) => router.replace(Route::Home),
                Err(error) => toasts.say(error.words()),
            }
        });
    };
    view! {
        <PlainPage title=t(&words::DAMAGED) back=HOME>
            <p>{t(&words::DAMAGED_HELP)}</p>
            <div class="actions stacked">
                <a
                    class="button first"
                    download=file_name
                    href=address
                    data-record=id.to_string()
                >
                    {t(&words::SAVE_RAW)}
                </a>
                <Button class="second" on_press=set_aside>{t(&words::SET_ASIDE)}</Button>
            </div>
        </PlainPage>
    }
    .into_any()
}

/// What was set aside: only this phone has it, until somebody saves it and deletes it here.
#[component]
pub fn Aside() -> impl IntoView {
    let storage = expect_context::<Storage>();
    move || {
        storage.n_changes.track();
        let rows = storage.aside();
        (!rows.is_empty()).then(|| {
            view! {
                <section>
                    <h2>{t(&words::ASIDE)}</h2>
                    <p>{t(&words::DAMAGED_HELP)}</p>
                    <ul class="plain-list" data-list="aside">
                        {rows.into_iter().map(|row| view! { <AsideRow row/> }).collect_view()}
                    </ul>
                </section>
            }
        })
    }
}

#[component]
fn AsideRow(row: Row) -> impl IntoView {
    let (storage, toasts) = (expect_context::<Storage>(), expect_context::<Toasts>());
    let (questions, clock) = (expect_context::<Questions>(), expect_context::<Clock>());
    let when = dates::when(row.at_ms, clock.today(), lang::now());
    let (file_name, address) = (file_name(&row), data_address(&row.bytes));
    let forget = move || {
        let row = row.clone();
        spawn_local(async move {
            if let Err(error) = storage.forget_aside(&row).await {
                toasts.say(error.words());
            }
        });
    };
    let ask = move || {
        let (title, yes) = (words::ASIDE_SURE, words::ASIDE_DELETE);
        let ask = Ask::new(title, &words::ASIDE_WHAT, yes, "forget-yes").danger();
        questions.ask(ask, forget.clone());
    };
    view! {
        <li>
            <p>{when}</p>
            <div class="actions wrap">
                <a class="button second" download=file_name href=address>{t(&words::SAVE_RAW)}</a>
                <Button class="second" action="forget" on_press=ask>
                    {t(&words::ASIDE_DELETE)}
                </Button>
            </div>
        </li>
    }
}

fn file_name(row: &Row) -> String {
    ["mutakhir-", &row.key, ".bin"].concat()
}
