//! What an author may do with a record: change it, withdraw it.

use leptos::{prelude::*, task::spawn_local};
use shared::{id::RecordId, sync::state::State};

use super::{notes::is_to_mend, words};
use crate::{
    app::router::Router,
    field::{
        phone::{storage::Storage, toasts::Toasts},
        route::Route,
        shell::ask::{Ask, Questions},
        words as common,
    },
    ui::{button::Button, lang::t},
};

/// The buttons; none where the author may not change it any more.
#[component]
pub fn Actions(id: RecordId, state: State, is_visit: bool) -> impl IntoView {
    let (storage, toasts) = (expect_context::<Storage>(), expect_context::<Toasts>());
    let (router, questions) = (expect_context::<Router<Route>>(), expect_context::<Questions>());
    if !state.may_change() {
        return None;
    }
    let mend = move || {
        spawn_local(async move {
            match storage.mend(id).await {
                Ok(()) => router.go(Route::Fill { draft: id, section: String::new() }),
                Err(error) => toasts.say(error.words()),
            }
        });
    };
    let withdraw = move || {
        spawn_local(async move {
            match storage.withdraw(id).await {
                Ok(()) => toasts.say(words::WITHDRAWN),
                Err(error) => toasts.say(error.words()),
            }
        });
    };
    let ask = move || {
        let what = if is_visit { &words::WITHDRAW_VISIT } else { &words::WITHDRAW_WHAT };
        let (title, yes) = (words::WITHDRAW_SURE, words::WITHDRAW_YES);
        questions.ask(Ask::new(title, what, yes, "withdraw-yes"), withdraw);
    };
    let (class, label) =
        if is_to_mend(state) { ("first", &words::MEND) } else { ("second", &common::CHANGE) };
    Some(view! {
        <div class="actions wrap">
            <Button class action="mend" on_press=mend>{t(label)}</Button>
            <Button class="quiet danger" action="withdraw" on_press=ask>{t(&words::WITHDRAW)}</Button>
        </div>
    })
}
