//! Binds this browser to an invitation. Opening the page uses nothing up; the button does.

use client::route::Route;
use leptos::{prelude::*, task::spawn_local};
use shared::text::Text;

use super::{
    super::{state::App, text},
    shell,
};
use crate::ui::{
    dom::{div, el, live, nothing, para},
    parts,
};

/// The page that an invitation's link opens.
pub fn page(app: App, token: Option<String>) -> AnyView {
    let is_busy = RwSignal::new(false);
    let trouble: RwSignal<Option<Text>> = RwSignal::new(None);
    let agent = window().navigator().user_agent().unwrap_or_default();
    let browser = [app.t(text::ACTIVATE_BROWSER), " ", browser_name(&agent)].concat();
    let iphone = if agent.contains("iPhone") || agent.contains("iPad") {
        parts::note("note warn", vec![para("", app.t(text::ACTIVATE_IPHONE))])
    } else {
        nothing()
    };
    let children = vec![
        live(move || active_already(app)),
        para("", app.t(text::ACTIVATE_WHAT)),
        parts::note("note", vec![para("strong", browser), para("", app.t(text::ACTIVATE_SAME))]),
        iphone,
        live(move || state(app, is_busy, trouble)),
        match token {
            Some(token) => button(app, token, is_busy, trouble),
            None => parts::note("note error", vec![para("", app.t(text::LINK_CUT))]),
        },
    ];
    shell::page(app, text::ACTIVATE, None, children)
}

fn button(
    app: App,
    token: String,
    is_busy: RwSignal<bool>,
    trouble: RwSignal<Option<Text>>,
) -> AnyView {
    let press = parts::button("first wide", app.t(text::ACTIVATE_BUTTON), move || {
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        trouble.set(None);
        let token = token.clone();
        spawn_local(async move {
            let answer = app.activate(token).await;
            is_busy.try_set(false);
            if let Err(found) = answer {
                trouble.try_set(Some(found.words()));
            }
        });
    })
    .attr("data-action", "activate")
    .attr_live("disabled", move || is_busy.get().then_some("".into()));
    div("actions").kid(press).done()
}

fn state(app: App, is_busy: RwSignal<bool>, trouble: RwSignal<Option<Text>>) -> AnyView {
    if is_busy.get() {
        return parts::note("note", vec![parts::status(app.t(text::ACTIVATING))]);
    }
    match trouble.get() {
        Some(words) => {
            let words = el("p").attr("role", "alert").text(app.t(words)).done();
            parts::note("note error", vec![words])
        }
        None => nothing(),
    }
}

/// A second link on a phone that is in use.
fn active_already(app: App) -> AnyView {
    let name = app.profile.with(|profile| profile.as_ref().map(|profile| profile.name.clone()));
    let Some(name) = name else { return nothing() };
    let words = [app.t(text::ACTIVE_ALREADY), " ", &name, "."].concat();
    let home = shell::link(&Route::Home).class("plain").text(app.t(text::TO_HOME));
    parts::note("note", vec![para("", words), home.done()])
}

/// What people call the browser that sent this user agent.
fn browser_name(agent: &str) -> &'static str {
    const NAMES: [(&str, &str); 7] = [
        ("SamsungBrowser", "Samsung Internet"),
        ("OPR/", "Opera"),
        ("Edg", "Edge"),
        ("FxiOS", "Firefox"),
        ("Firefox", "Firefox"),
        ("CriOS", "Chrome"),
        ("Chrome", "Chrome"),
    ];
    let found = NAMES.iter().find(|(mark, _)| agent.contains(mark));
    found.map_or("Safari", |(_, name)| name)
}
