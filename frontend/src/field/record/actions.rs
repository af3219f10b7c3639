//! What an author may do with a record: change it, withdraw it.

use std::sync::Arc;

use leptos::{prelude::*, task::spawn_local};
use shared::{
    id::RecordId,
    sync::{client::Activity, state::RecordState},
};

use super::{notes::is_to_mend, words};
use crate::{
    app::router::Router,
    field::{
        phone::{
            storage::Storage,
            sync::Sync,
            toasts::{Toasts, Undo},
        },
        route::Route,
        shell::ask::{Ask, Questions},
        words as common,
    },
    ui::{
        button::Button,
        lang::t,
        note::{Note, NoteKind},
    },
};

/// The buttons; none where the author may not change it any more.
#[component]
pub fn Actions(
    id: RecordId,
    state: RecordState,
    is_visit: bool,
    /// It must not be read here once the office has it.
    is_confidential: bool,
    /// Its latest revision is a withdrawal.
    is_withdrawal: bool,
) -> impl IntoView {
    let sync = expect_context::<Sync>();
    let (storage, toasts) = (expect_context::<Storage>(), expect_context::<Toasts>());
    let (router, questions) = (expect_context::<Router<Route>>(), expect_context::<Questions>());
    if is_withdrawal && state == RecordState::Waiting && !is_confidential {
        let undo = move || take_back(id, (storage, sync), toasts);
        return Some(
            view! {
                <div class="actions wrap">
                    <Button class="second" action="take-back" on_press=undo>
                        {t(&words::TAKE_BACK)}
                    </Button>
                </div>
            }
            .into_any(),
        );
    }
    // What was decided is not changed any more, but a change of it can be proposed.
    let is_proposal =
        matches!(state, RecordState::Checked | RecordState::NotUsed | RecordState::Forwarded);
    if !(state.may_change() || is_proposal && !is_confidential) {
        return None;
    }
    let is_open = storage.drafts.with(|drafts| drafts.items().iter().any(|item| item.record == id));
    if is_open {
        let route = Route::Fill { draft: id, section: String::new() };
        let open = view! {
            <div data-change="open">
                <Note kind=NoteKind::Warn>
                    <p>{t(&words::CHANGE_OPEN)}</p>
                    <a class="button first" href=route.href()>{t(&words::GO_ON_CHANGING)}</a>
                </Note>
            </div>
        };
        return Some(open.into_any());
    }
    let mend = move || {
        spawn_local(async move {
            match storage.mend(id).await {
                Ok(()) => router.go(Route::Fill { draft: id, section: String::new() }),
                Err(error) => toasts.say(error.words()),
            }
        });
    };
    if is_proposal {
        let (title, what) = (words::PROPOSE_SURE, &words::PROPOSE_WHAT);
        let ask = move || {
            questions.ask(Ask::new(title, what, words::PROPOSE_YES, "propose-yes"), mend);
        };
        let actions = view! {
            <div class="actions wrap">
                <Button class="second" action="propose" on_press=ask>{t(&words::PROPOSE)}</Button>
            </div>
        };
        return Some(actions.into_any());
    }
    let withdraw = move || {
        let undo: Undo = Arc::new(move || take_back(id, (storage, sync), toasts));
        spawn_local(async move {
            match storage.withdraw(id).await {
                // Of a confidential one nothing is left to take that back.
                Ok(()) if is_confidential => toasts.say(words::WITHDRAWN),
                Ok(()) => toasts.say_with_undo(words::WITHDRAWN, undo),
                Err(error) => toasts.say(error.words()),
            }
        });
    };
    let ask = move || {
        let what = if is_visit { &words::WITHDRAW_VISIT } else { &words::WITHDRAW_WHAT };
        let (title, yes) = (words::WITHDRAW_SURE, words::WITHDRAW_YES);
        questions.ask(Ask::new(title, what, yes, "withdraw-yes").danger(), withdraw);
    };
    let (class, label) =
        if is_to_mend(state) { ("first", &words::MEND) } else { ("second", &common::CHANGE) };
    let may_mend = !is_confidential || state == RecordState::Refused;
    let mend_button = may_mend.then(|| {
        view! { <Button class action="mend" on_press=mend>{t(label)}</Button> }
    });
    let actions = view! {
        <div class="actions wrap">
            {mend_button}
            <Button class="quiet danger" action="withdraw" on_press=ask>{t(&words::WITHDRAW)}</Button>
        </div>
    };
    Some(actions.into_any())
}

/// Takes a withdrawal back, unless it is just being sent.
fn take_back(id: RecordId, (storage, sync): (Storage, Sync), toasts: Toasts) {
    if sync.status.with_untracked(|status| status.activity) == Activity::Sending {
        toasts.say(words::BEING_SENT);
        return;
    }
    spawn_local(async move {
        match storage.take_back(id).await {
            Ok(()) => {
                sync.anew().await;
                toasts.say(words::TAKEN_BACK);
            }
            Err(error) => toasts.say(error.words()),
        }
    });
}
