//! Takes the account off this phone, after a question.

use leptos::{prelude::*, task::spawn_local};
use shared::text::Text;

use super::words;
use crate::{
    app::router::Router,
    field::{
        phone::{account::Account, storage::Storage, sync::Sync, toasts::Toasts},
        route::Route,
        shell::{
            ask::{Ask, Questions},
            trouble::TroubleNote,
        },
        words as common,
    },
    ui::{button::Button, lang::t},
};

/// What keeps from signing out.
#[derive(Clone, Copy)]
struct OnlyHere {
    n_unsent: usize,
    n_drafts: usize,
}

/// The button, and why it failed.
#[component]
pub fn SignOut() -> impl IntoView {
    let (storage, sync) = (expect_context::<Storage>(), expect_context::<Sync>());
    let (account, toasts) = (expect_context::<Account>(), expect_context::<Toasts>());
    let (questions, router) = (expect_context::<Questions>(), expect_context::<Router<Route>>());
    let sign_out = move || {
        spawn_local(async move {
            match account.sign_out().await {
                Ok(()) => toasts.say(words::SIGNED_OUT_DONE),
                // Who has gone on meanwhile is told as well.
                Err(why) if router.with_untracked(|route| *route != Route::Settings) => {
                    toasts.say(why.words());
                }
                Err(why) => account.trouble.set(why.words()),
            }
        });
    };
    let press = move || {
        account.trouble.set(Text::EMPTY);
        spawn_local(async move {
            // A change that changed nothing bars nobody's way. One that cannot be dropped does.
            drop(storage.drop_unchanged().await);
            let n_unsent = untrack(|| sync.n_waiting());
            let n_drafts = storage.drafts.with_untracked(|drafts| drafts.items().len());
            if n_unsent + n_drafts > 0 {
                let only_here = OnlyHere { n_unsent, n_drafts };
                questions.ask(only_here.ask(), move || only_here.show(sync, router));
                return;
            }
            let (title, yes) = (words::SIGN_OUT_SURE, words::SIGN_OUT_YES);
            let ask = Ask::new(title, &words::SIGN_OUT_WHAT, yes, "sign-out-yes").danger();
            questions.ask(ask, sign_out);
        });
    };
    view! {
        <TroubleNote trouble=account.trouble/>
        <Button class="second" action="sign-out" on_press=press>{t(&words::SIGN_OUT)}</Button>
    }
}

impl OnlyHere {
    /// Says what is only on this phone: signing out would be refused.
    fn ask(self) -> Ask {
        let mut words = String::new();
        for (count, what) in
            [(self.n_unsent, common::WAITING), (self.n_drafts, common::UNFINISHED_HERE)]
        {
            if count > 0 {
                words = [&words, &common::counted(count, &what), ". "].concat();
            }
        }
        words.push_str(t(&words::SIGN_OUT_FIRST));
        let yes = if self.n_unsent > 0 { words::SEND_FIRST } else { common::LOOK };
        Ask {
            title: words::SIGN_OUT_LATER,
            words,
            yes,
            no: common::CANCEL,
            action: "stay",
            is_danger: false,
        }
    }

    /// Leads there.
    fn show(self, sync: Sync, router: Router<Route>) {
        if self.n_unsent > 0 {
            sync.kick();
            router.go(Route::Sync);
        } else {
            router.go(Route::Home);
        }
    }
}
