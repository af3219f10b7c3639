//! The home page while nobody is activated.

use leptos::prelude::*;

use super::words;
use crate::{
    field::{
        parts::practice_links::PracticeLinks, route::Route, shell::frame::PlainPage,
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
