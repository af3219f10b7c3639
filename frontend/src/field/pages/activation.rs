//! Binds this browser to an invitation. Opening the page uses nothing up; the button does.

use client::route::Route;
use shared::text::Text;

use super::{
    super::{state::App, text},
    shell::{self, link},
};
use crate::{
    browser,
    ui::{
        dom::{View, live, live_words, nothing, para, say, start},
        lang::t,
        parts,
        words::contains,
    },
};

/// The page that an invitation's link opens.
pub fn page(app: App, token: Option<&str>) -> View {
    let agent = browser::window().navigator().user_agent().unwrap_or_default();
    let browser = [t(&text::ACTIVATE_BROWSER), " ", browser_name(&agent)].concat();
    let iphone = if contains(&agent, "iPhone") {
        parts::note("note warn", vec![say("", &text::ACTIVATE_IPHONE)])
    } else {
        nothing()
    };
    let press = match token {
        Some(token) => button(app, String::from(token)),
        None => parts::note("note error", vec![say("", &text::LINK_CUT)]),
    };
    let children = vec![
        live(move || active_already(app)),
        say("", &text::ACTIVATE_WHAT),
        parts::note("note", vec![para("strong", &browser), say("", &text::ACTIVATE_SAME)]),
        iphone,
        shell::trouble(app),
        press,
    ];
    shell::page(app, &text::ACTIVATE, None, children)
}

fn button(app: App, token: String) -> View {
    app.is_busy.set(false);
    let words = live_words(move || {
        let words = if app.is_busy.get() { text::ACTIVATING } else { text::ACTIVATE_BUTTON };
        String::from(t(&words))
    });
    parts::button_of("first", "", move || {
        if app.is_busy.get_untracked() {
            return;
        }
        app.is_busy.set(true);
        app.trouble.set(Text::EMPTY);
        let token = token.clone();
        start(Box::pin(async move {
            let answer = app.activate(token).await;
            let is_here =
                app.route.with_untracked(|route| matches!(route, Route::Activation { .. }));
            if is_here {
                app.is_busy.set(false);
            }
            match answer {
                Err(found) if is_here => app.trouble.set(found.words()),
                // Who has gone on meanwhile is told as well.
                Err(found) => app.say(found.words()),
                Ok(()) => {}
            }
        }));
    })
    .kid(words)
    .attr("data-action", "activate")
    .done()
}

/// A second link on a phone that is in use.
fn active_already(app: App) -> View {
    let profile = app.profile.look();
    let Some(profile) = profile.as_ref() else { return nothing() };
    let words = [t(&text::ACTIVE_ALREADY), " ", &profile.name, "."].concat();
    let home = link("plain", &Route::Home).say(&text::TO_HOME);
    let other = say("", &text::ACTIVE_OTHER);
    parts::note("note warn", vec![para("strong", &words), other, home.done()])
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
