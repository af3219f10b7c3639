//! Everything that was filled on this phone: by state and by name.

use client::route::{Route, Show};
use shared::{sync::state::State, text::Text};

use super::{
    super::{state::App, text},
    lists, shell, when,
};
use crate::ui::{
    dom::{View, div, el, live, live_words, of, say, several, value_of},
    lang::t,
    parts,
    words::contains,
};

/// Most lines on screen; a phone with thousands searches.
const LINES_MAX: usize = 200;

const fn words(show: Show) -> Text {
    match show {
        Show::All => text::ALL,
        Show::Drafts => text::DRAFTS,
        Show::ToMend => text::COUNT_TO_MEND,
        Show::ToFollow => text::COUNT_TO_FOLLOW,
        Show::Waiting => State::Waiting.words(),
        Show::Sent => State::Sent.words(),
        Show::Done => text::COUNT_DONE,
        Show::Withdrawn => text::COUNT_WITHDRAWN,
    }
}

/// What is shown now, tracked.
fn shown(app: App) -> Show {
    match app.route.get() {
        Route::Records(show) => show,
        _ => Show::All,
    }
}

/// How many there are, tracked.
fn count(app: App, show: Show) -> usize {
    let counts = app.counts.get();
    match show {
        Show::All => app.records.with(Vec::len) + counts.n_drafts,
        Show::Drafts => counts.n_drafts,
        Show::ToMend => counts.n_to_mend,
        Show::ToFollow => counts.n_to_follow,
        Show::Waiting => counts.n_waiting,
        Show::Sent => counts.n_sent,
        Show::Done => counts.n_done,
        Show::Withdrawn => counts.n_withdrawn,
    }
}

/// The list of finished records.
pub fn page(app: App) -> View {
    app.search.set(String::new());
    let mut filters = div("filters");
    for show in Show::EACH {
        let choose = parts::button_of("filter", "", move || app.replace(Route::Records(show)))
            .attr("data-filter", show.name())
            .kid(live_words(move || when::counted(count(app, show), t(&words(show)))))
            .flag("hidden", move || {
                show != Show::All && show != shown(app) && count(app, show) == 0
            })
            .flag_of("aria-pressed", "true", move || shown(app) == show);
        filters = filters.put(choose);
    }
    let find = el("input")
        .attr("type", "search")
        .id("cari")
        .attr("name", "cari")
        .attr("autocomplete", "off")
        .on("input", move |event| app.search.set(value_of(&event)));
    let label = of("label", "label").attr("for", "cari").say(&text::SEARCH);
    let children = vec![
        el("h1").say(&text::ALL_RECORDS).done(),
        div("field").put(label).put(find).done(),
        filters.done(),
        live(move || list(app, shown(app), &app.search.get())),
    ];
    shell::main_page(app, &Route::Records(Show::All), children)
}

fn list(app: App, show: Show, search: &str) -> View {
    let wanted = search.trim();
    let mut lines = Vec::new();
    // What is being filled comes first: only this phone has it.
    for item in app.drafts.look().iter() {
        if matches!(show, Show::All | Show::Drafts) && contains(&item.subject, wanted) {
            lines.push(lists::draft(app, item, true));
        }
    }
    for item in app.records.look().iter() {
        // One more than fits tells that there are more.
        if lines.len() > LINES_MAX {
            break;
        }
        let is_shown = match show {
            Show::All => true,
            Show::ToFollow => item.is_to_follow,
            show => show == Show::of(item.state),
        };
        if is_shown && contains(&item.subject, wanted) {
            lines.push(lists::record(app, item));
        }
    }
    let is_cut = lines.len() > LINES_MAX;
    lines.truncate(LINES_MAX);
    let below = match (lines.is_empty(), is_cut) {
        (true, _) if count(app, Show::All) == 0 => text::NOTHING_YET,
        (true, _) => text::NONE_FOUND,
        (_, true) => text::MORE_THAN,
        (_, false) => Text::EMPTY,
    };
    several(vec![lists::rows("records", lines).done(), say("quiet-words", &below)])
}
