//! The home page while nobody is activated.

use leptos::prelude::*;

use super::words;
use crate::{
    field::{
        parts::practice_links::PracticeLinks,
        phone::session::{Alarm, Session},
        route::Route,
        shell::frame::PlainPage,
        words as common,
    },
    ui::{
        lang::t,
        note::{Note, NoteKind},
    },
};

/// Says how to begin, and offers to practise meanwhile.
#[component]
pub fn Welcome() -> impl IntoView {
    let session = expect_context::<Session>();
    move || match session.alarm.get() {
        Some(alarm) => view! { <Alarmed alarm/> }.into_any(),
        None => view! { <NotActive/> }.into_any(),
    }
}

/// Work was here, or is here and cannot be opened: says what happened and what to do.
#[component]
fn Alarmed(alarm: Alarm) -> impl IntoView {
    let (title, name, what, help) = match alarm {
        Alarm::Lost { .. } => (&words::LOST, "lost", &words::LOST_WHAT, &words::LOST_HELP),
        Alarm::Nameless => {
            (&words::NAMELESS, "nameless", &words::NAMELESS_WHAT, &words::NAMELESS_HELP)
        }
        Alarm::NeedsLink => {
            (&words::NAMELESS, "needs-link", &words::NEEDS_LINK_WHAT, &words::NEEDS_LINK_HELP)
        }
    };
    let n_unsent = match alarm {
        Alarm::Lost { n_unsent } => n_unsent,
        Alarm::Nameless | Alarm::NeedsLink => 0,
    };
    let unsent = (n_unsent > 0).then(|| {
        let words = common::counted(n_unsent, &words::LOST_UNSENT);
        view! { <p class="strong">{words}</p> }
    });
    view! {
        <PlainPage title=t(title)>
            <div role="alert" data-alarm=name>
                <Note kind=NoteKind::Error>
                    <p>{t(what)}</p>
                    {unsent}
                </Note>
            </div>
            <p>{t(help)}</p>
            <a class="plain" href=Route::Settings.href()>{t(&common::SETTINGS_TITLE)}</a>
        </PlainPage>
    }
}

/// Says how to begin.
#[component]
fn NotActive() -> impl IntoView {
    view! {
        <PlainPage title=t(&words::NOT_ACTIVE)>
            <p>{t(&words::APP_PURPOSE)}</p>
            <Note kind=NoteKind::Plain>
                <p>{t(&words::NOT_ACTIVE_HELP)}</p>
            </Note>
            <PracticeLinks is_open=true/>
            <a class="plain" href=Route::Settings.href()>{t(&common::SETTINGS_TITLE)}</a>
        </PlainPage>
    }
}
