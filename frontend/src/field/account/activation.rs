//! Binds this browser to an invitation. Opening the page uses nothing up; the button does.

use leptos::{prelude::*, task::spawn_local};
use shared::text::Text;

use super::words;
use crate::{
    app::router::Router,
    browser,
    field::{
        phone::{account::Account, session::Session, toasts::Toasts},
        route::Route,
        shell::{frame::PlainPage, trouble::TroubleNote},
        words as common,
    },
    ui::{
        button::Button,
        lang::t,
        live::Live,
        note::{Note, NoteKind},
        words::contains,
    },
};

/// The page that an invitation's link opens.
#[component]
pub fn Activation(token: Option<String>) -> impl IntoView {
    let agent = browser::window().navigator().user_agent().unwrap_or_default();
    let browser = [t(&words::ACTIVATE_BROWSER), " ", browser_name(&agent)].concat();
    let iphone = contains(&agent, "iPhone").then(|| {
        view! {
            <Note kind=NoteKind::Warn>
                <p>{t(&words::ACTIVATE_IPHONE)}</p>
            </Note>
        }
    });
    let trouble = expect_context::<Account>().trouble;
    let press = match token {
        Some(token) => view! { <Press token/> }.into_any(),
        None => view! {
            <Note kind=NoteKind::Error>
                <p>{t(&words::LINK_CUT)}</p>
            </Note>
        }
        .into_any(),
    };
    view! {
        <PlainPage title=t(&words::ACTIVATE)>
            <ActiveAlready/>
            <p>{t(&words::ACTIVATE_WHAT)}</p>
            <Note kind=NoteKind::Plain>
                <p class="strong">{browser}</p>
                <p>{t(&words::ACTIVATE_SAME)}</p>
            </Note>
            {iphone}
            <TroubleNote trouble/>
            {press}
        </PlainPage>
    }
}

/// The button that uses the link.
#[component]
fn Press(token: String) -> impl IntoView {
    let (account, toasts) = (expect_context::<Account>(), expect_context::<Toasts>());
    let router = expect_context::<Router<Route>>();
    let is_busy = RwSignal::new(false);
    let activate = move || {
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        account.trouble.set(Text::EMPTY);
        let token = token.clone();
        spawn_local(async move {
            let done = account.activate(token).await;
            is_busy.try_set(false);
            let is_here = router.with_untracked(|route| matches!(route, Route::Activation { .. }));
            match done {
                Err(why) if is_here => account.trouble.set(why.words()),
                // Who has gone on meanwhile is told as well.
                Err(why) => toasts.say(why.words()),
                Ok(()) => {}
            }
        });
    };
    let label = move || {
        let is_busy = is_busy.get();
        String::from(t(if is_busy { &words::ACTIVATING } else { &words::ACTIVATE_BUTTON }))
    };
    view! {
        <Button class="first" action="activate" on_press=activate>
            <Live words=label/>
        </Button>
    }
}

/// A second link on a phone that is in use.
#[component]
fn ActiveAlready() -> impl IntoView {
    let session = expect_context::<Session>();
    move || {
        let name = session.profile.with(|profile| Some(profile.as_ref()?.name.clone()))?;
        Some(view! {
            <Note kind=NoteKind::Warn>
                <p class="strong">{[t(&words::ACTIVE_ALREADY), " ", &name, "."].concat()}</p>
                <p>{t(&words::ACTIVE_OTHER)}</p>
                <a class="plain" href=Route::Home.href()>{t(&common::TO_HOME)}</a>
            </Note>
        })
    }
}

/// What people call the browser that sent this user agent.
fn browser_name(agent: &str) -> &'static str {
    for (mark, name) in [
        ("SamsungBrowser", "Samsung Internet"),
        ("OPR/", "Opera"),
        ("Firefox", "Firefox"),
        ("FxiOS", "Firefox"),
        ("Chrome", "Chrome"),
        ("CriOS", "Chrome"),
    ] {
        if contains(agent, mark) {
            return name;
        }
    }
    "Safari"
}
