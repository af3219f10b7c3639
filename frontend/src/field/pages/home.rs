//! What there is to do.

use client::route::Route;
use leptos::{prelude::*, task::spawn_local};
use shared::{
    form::value::Values,
    forms::{self, lists as options, visit},
    text::Text,
};

use super::{
    super::{state::App, text},
    lists, new_visit, shell, when,
};
use crate::ui::{
    dom::{El, div, el, heading, live, nothing, para},
    icon, parts,
};

/// Most drafts on the first screen.
const DRAFTS_MAX: usize = 20;

/// The home page of an account.
pub fn page(app: App) -> AnyView {
    let children = vec![
        live(move || greeting(app)),
        live(move || storage(app)),
        live(move || starts(app)),
        live(move || drafts(app)),
        live(move || counts(app)),
        practice(app),
        live(move || state_line(app)),
    ];
    shell::main_page(app, &Route::Home, children)
}

/// The home page while nobody is activated.
pub fn welcome(app: App) -> AnyView {
    let children = vec![
        el("h1").text(app.t(text::NOT_ACTIVE)).done(),
        para("", app.t(text::APP_PURPOSE)),
        parts::note("note", vec![para("", app.t(text::NOT_ACTIVE_HELP))]),
        practice(app),
        shell::link(&Route::Settings).class("plain").text(app.t(text::SETTINGS_TITLE)).done(),
    ];
    shell::bare(app, None, children)
}

fn greeting(app: App) -> AnyView {
    let name = app
        .profile
        .with(|profile| profile.as_ref().map_or_else(String::new, |profile| profile.name.clone()));
    let villages = app.villages_today();
    let places = villages
        .iter()
        .map(|assignment| el("li").text(assignment.title.as_str()).done())
        .collect::<Vec<_>>();
    let below = if places.is_empty() {
        parts::note("note warn", vec![para("", app.t(text::NO_VILLAGE))])
    } else {
        el("ul").class("villages").kids(places).done()
    };
    div("greeting").kid(el("h1").text([app.t(text::HELLO), " ", &name].concat())).kid(below).done()
}

/// What endangers the data on this phone.
fn storage(app: App) -> AnyView {
    let storage = app.storage.get();
    if storage.is_nearly_full() {
        return parts::note("note warn", vec![para("", app.t(text::NEARLY_FULL))]);
    }
    if storage.is_persisted != Some(false) {
        return nothing();
    }
    let keep = parts::button("small", app.t(text::KEEP), move || app.ask_to_persist());
    parts::note("note", vec![para("", app.t(text::NOT_KEPT)), keep.done()])
}

fn starts(app: App) -> AnyView {
    if app.villages_today().is_empty() {
        return nothing();
    }
    let visit = parts::big_button(
        icon::HOUSE,
        app.t(text::NEW_VISIT),
        app.t(text::NEW_VISIT_BELOW),
        move || start(app, options::VISIT_FAMILY),
    )
    .attr("data-action", "new-visit");
    let session = parts::big_button(
        icon::GROUP,
        app.t(text::NEW_SESSION),
        app.t(text::NEW_SESSION_BELOW),
        move || start(app, options::VISIT_SESSION),
    )
    .attr("data-action", "new-session");
    div("starts").kid(visit).kid(session).done()
}

/// Begins at once where there is one village; otherwise asks which.
fn start(app: App, kind: u16) {
    let villages = app.villages_today();
    match villages.as_slice() {
        [only] => new_visit::begin(app, kind, only.village),
        _ => app.go(Route::NewVisit),
    }
}

fn drafts(app: App) -> AnyView {
    let drafts = app.drafts.get();
    if drafts.is_empty() {
        return nothing();
    }
    let lines: Vec<AnyView> =
        drafts.iter().take(DRAFTS_MAX).map(|item| lists::draft(app, item)).collect();
    el("section")
        .kid(heading(app.t(text::DRAFTS)))
        .kid(el("ul").class("rows").attr("data-list", "drafts").kids(lines))
        .done()
}

fn counts(app: App) -> AnyView {
    let counts = app.counts.get();
    let section = el("section").kid(heading(app.t(text::MY_RECORDS)));
    let lines: Vec<AnyView> = [
        (counts.n_to_mend, text::COUNT_TO_MEND, "count mend", Route::Records),
        (counts.n_waiting, text::COUNT_WAITING, "count waits", Route::Sync),
        (counts.n_sent, text::COUNT_SENT, "count sent", Route::Records),
        (counts.n_done, text::COUNT_DONE, "count done", Route::Records),
    ]
    .into_iter()
    .filter(|(count, ..)| *count > 0)
    .map(|(count, words, class, to)| count_line(app, count, words, (class, &to)))
    .collect();
    if lines.is_empty() {
        return section.kid(para("quiet-words", app.t(text::NOTHING_YET))).done();
    }
    section.kid(el("ul").class("rows").kids(lines)).done()
}

fn count_line(app: App, count: usize, words: Text, (class, to): (&'static str, &Route)) -> AnyView {
    let number = el("strong").class(class).text(count.to_string());
    let link = shell::link(to)
        .class("row")
        .kid(number)
        .kid(el("span").class("row-words").text(app.t(words)))
        .kid(icon::icon(icon::NEXT));
    el("li").kid(link).done()
}

/// Forms to try.
fn practice(app: App) -> AnyView {
    let links = forms::ALL.iter().filter(|kind| kind.id != visit::VISIT.id).map(|kind| {
        let route = Route::Practice { kind: kind.id, section: String::new() };
        shell::link(&route).class("button second").text(app.t(kind.title)).done()
    });
    el("details")
        .class("practice")
        .kid(el("summary").text(app.t(text::PRACTICE)))
        .kid(para("", app.t(text::PRACTICE_WHAT)))
        .kid(div("actions wrap").kids(links))
        .done()
}

fn state_line(app: App) -> AnyView {
    let offline = if app.offline_ready.get() { text::OFFLINE_READY } else { text::OFFLINE_NOT_YET };
    let status = app.status.get();
    let contact = if status.last_ok_ms == 0 {
        String::from(app.t(text::NEVER))
    } else {
        when::when(app, status.last_ok_ms)
    };
    let words: El = el("p")
        .class("small")
        .text(app.t(offline))
        .kid(el("br"))
        .text([app.t(text::LAST_CONTACT), ": ", &contact].concat());
    words.done()
}

/// Kept for [`new_visit`]: the answers a visit of a kind begins with.
pub fn first_answers(kind: u16) -> Values {
    let mut values = Values::new();
    values.set(visit::KIND, shared::form::value::Chosen(kind));
    values
}

/// Runs what may fail and says why it did.
pub fn attempt(
    app: App,
    work: impl Future<Output = Result<(), client::device::DeviceError>> + 'static,
) {
    spawn_local(async move {
        if let Err(error) = work.await {
            app.say(error.words());
        }
    });
}
