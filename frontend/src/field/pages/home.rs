//! What there is to do.

use client::route::{Route, Show};
use shared::forms::{self, lists as options, visit};

use super::{
    super::{state::App, text},
    lists, new_visit,
    shell::{self, link},
    when,
};
use crate::ui::{
    dom::{El, View, div, el, heading, live, nothing, of, para, say},
    icon,
    lang::t,
    parts,
};

/// Most drafts on the first screen.
const DRAFTS_MAX: usize = 20;

/// The home page of an account.
pub fn page(app: App) -> View {
    let children = vec![
        live(move || greeting(app)),
        starts(app),
        live(move || drafts(app)),
        live(move || counts(app)),
        live(move || storage(app)),
        practice().done(),
        live(move || state_line(app)),
    ];
    shell::main_page(app, &Route::Home, children)
}

/// The home page while nobody is activated.
pub fn welcome(app: App) -> View {
    let children = vec![
        say("", &text::APP_PURPOSE),
        parts::note("note", vec![say("", &text::NOT_ACTIVE_HELP)]),
        practice().attr("open", "").done(),
        link("plain", &Route::Settings).say(&text::SETTINGS_TITLE).done(),
    ];
    shell::page(app, &text::NOT_ACTIVE, None, children)
}

fn greeting(app: App) -> View {
    let name = app
        .profile
        .with(|profile| profile.as_ref().map_or_else(String::new, |profile| profile.name.clone()));
    let mut greeting = div("greeting").put(el("h1").text(&[t(&text::HELLO), " ", &name].concat()));
    let villages = app.villages_today();
    for village in &villages {
        greeting = greeting.kid(para("below", &village.title));
    }
    if villages.is_empty() {
        let note = parts::note("note warn", vec![say("", &text::NO_VILLAGE)]);
        greeting = greeting.kid(note);
    }
    greeting.done()
}

/// What endangers the data on this phone.
fn storage(app: App) -> View {
    let storage = app.storage.get();
    if storage.is_nearly_full() {
        return parts::note("note warn", vec![say("", &text::NEARLY_FULL)]);
    }
    if storage.is_persisted != Some(false) {
        return nothing();
    }
    let keep = parts::button("small", &text::KEEP, move || app.ask_to_persist());
    parts::note("note", vec![say("", &text::NOT_KEPT), keep.done()])
}

fn starts(app: App) -> View {
    let mut starts = div("starts lead");
    for (kind, name) in
        [(options::VISIT_FAMILY, "new-visit"), (options::VISIT_SESSION, "new-session")]
    {
        let begin = new_visit::button(kind, move || {
            // Begins at once where there is one village; otherwise asks which.
            match app.villages_today().as_slice() {
                [only] => new_visit::begin(app, kind, only.village),
                _ => app.go(Route::NewVisit { is_session: kind == options::VISIT_SESSION }),
            }
        });
        starts = starts.put(begin.attr("data-action", name));
    }
    starts.done()
}

fn drafts(app: App) -> View {
    let mut lines = Vec::new();
    for item in app.drafts.look().iter().take(DRAFTS_MAX) {
        lines.push(lists::draft(app, item, false));
    }
    if lines.is_empty() {
        return nothing();
    }
    let section = el("section");
    // The one that was open when the app was closed or killed.
    let section = match app.resume.get() {
        Some(draft) => {
            let route = Route::Fill { draft, section: String::new() };
            let on = link("button first", &route).say(&text::GO_ON).done();
            section.kid(parts::note("note", vec![say("", &text::RESUME), on]))
        }
        None => section,
    };
    section.kid(heading(&text::DRAFTS)).put(lists::rows("drafts", lines)).done()
}

fn counts(app: App) -> View {
    let counts = app.counts.get();
    let mut lines = Vec::new();
    for (count, words, class, to) in [
        (counts.n_to_mend, text::COUNT_TO_MEND, "count mend", Route::Records(Show::ToMend)),
        (counts.n_to_follow, text::COUNT_TO_FOLLOW, "count", Route::Records(Show::ToFollow)),
        (counts.n_waiting, text::COUNT_WAITING, "count waits", Route::Sync),
        (counts.n_sent, text::COUNT_SENT, "count", Route::Records(Show::Sent)),
        (counts.n_done, text::COUNT_DONE, "count", Route::Records(Show::Done)),
        (counts.n_withdrawn, text::COUNT_WITHDRAWN, "count", Route::Records(Show::Withdrawn)),
    ] {
        if count == 0 {
            continue;
        }
        let number = of("strong", class).text(&count.to_string());
        let words = of("span", "row-words").say(&words);
        let link = link("row", &to).put(number).put(words).kid(icon::icon(icon::NEXT));
        lines.push(el("li").put(link).done());
    }
    let section = el("section").kid(heading(&text::MY_RECORDS));
    if lines.is_empty() {
        return section.kid(say("quiet-words", &text::NOTHING_YET)).done();
    }
    section.put(lists::rows("counts", lines)).done()
}

/// Forms to try.
fn practice() -> El {
    let mut links = div("actions wrap");
    for kind in forms::ALL {
        if kind.id != visit::VISIT.id {
            let route = Route::Practice { kind: kind.id, section: String::new() };
            links = links.put(link("button second", &route).say(&kind.title));
        }
    }
    of("details", "practice")
        .put(el("summary").say(&text::PRACTICE))
        .kid(say("", &text::PRACTICE_WHAT))
        .put(links)
}

fn state_line(app: App) -> View {
    let offline = if app.offline_ready.get() { text::OFFLINE_READY } else { text::OFFLINE_NOT_YET };
    let contact = when::contact(app);
    of("p", "small")
        .say(&offline)
        .put(el("br"))
        .text(&[t(&text::LAST_CONTACT), ": ", &contact].concat())
        .done()
}
