//! Language, text size, the account, and how to install.

use client::route::Route;
use leptos::{prelude::*, task::spawn_local};
use shared::text::{Lang, Text};

use super::{
    super::{state::App, text},
    shell, sync,
};
use crate::ui::{
    dom::{div, el, heading, live, nothing, para, several, words},
    parts,
};

/// Names of the languages, each in itself.
const LANGUAGES: [(Lang, &str); 2] = [(Lang::Id, "Bahasa Indonesia"), (Lang::En, "English")];

/// The page of settings.
pub fn page(app: App) -> AnyView {
    let languages = LANGUAGES
        .map(|(lang, name)| pressed(name, move || app.lang() == lang, move || app.set_lang(lang)));
    let sizes = [0_u8, 1, 2].map(|steps| {
        let name = app.t(text::TEXT_SIZES[usize::from(steps)]);
        pressed(name, move || app.text_size() == steps, move || app.set_text_size(steps))
    });
    let children = vec![
        el("h1").text(app.t(text::SETTINGS_TITLE)).done(),
        block(app, text::LANGUAGE, div("filters").kids(languages).done()),
        block(app, text::TEXT_SIZE, div("filters").kids(sizes).done()),
        live(move || account(app)),
        block(app, text::INSTALL, para("", app.t(text::INSTALL_HOW))),
        live(move || sync::storage(app)),
        para("small", [app.t(text::VERSION), " ", env!("CARGO_PKG_VERSION")].concat()),
    ];
    shell::main_page(app, &Route::Settings, children)
}

fn block(app: App, title: Text, inner: AnyView) -> AnyView {
    el("section").class("block").kid(heading(app.t(title))).kid(inner).done()
}

/// One of several buttons of which one is pressed.
fn pressed(
    name: &'static str,
    is_pressed: impl Fn() -> bool + Send + Sync + 'static,
    action: impl Fn() + Send + Sync + 'static,
) -> AnyView {
    parts::button("filter", name, action)
        .attr_live("aria-pressed", move || {
            Some(if is_pressed() { "true".into() } else { "false".into() })
        })
        .done()
}

fn account(app: App) -> AnyView {
    let Some(profile) = app.profile.get() else { return nothing() };
    let villages: Vec<&str> =
        profile.villages.iter().map(|assignment| assignment.title.as_str()).collect();
    let rows = vec![
        (app.t(text::NAME), words(profile.name.as_str())),
        (app.t(text::VILLAGE), words(villages.join(", "))),
        (app.t(text::OFFICE), words([&profile.office_name, " ", &profile.office_phone].concat())),
    ];
    block(app, text::ACCOUNT, several(vec![parts::pairs(rows), sign_out(app)]))
}

fn sign_out(app: App) -> AnyView {
    let is_asking = RwSignal::new(false);
    let refused: RwSignal<Option<Text>> = RwSignal::new(None);
    let ask = parts::button("second", app.t(text::SIGN_OUT), move || {
        refused.set(None);
        is_asking.set(true);
    })
    .attr("data-action", "sign-out");
    let why = live(move || match refused.get() {
        Some(words) => parts::note("note error", vec![parts::status(app.t(words))]),
        None => nothing(),
    });
    let dialog = live(move || {
        if !is_asking.get() {
            return nothing();
        }
        let yes = parts::button("first", app.t(text::SIGN_OUT_YES), move || {
            is_asking.set(false);
            spawn_local(async move {
                match app.sign_out().await {
                    Ok(()) => app.say(text::SIGNED_OUT_DONE),
                    Err(trouble) => {
                        refused.try_set(Some(trouble.words()));
                    }
                }
            });
        });
        parts::ask(
            app.t(text::SIGN_OUT_SURE),
            app.t(text::SIGN_OUT_WHAT),
            yes,
            app.t(text::CANCEL),
            is_asking,
        )
    });
    several(vec![why, ask.done(), dialog])
}
