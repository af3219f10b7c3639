//! What was finished: all of it, by state and by name.

use client::route::Route;
use leptos::prelude::*;
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

/// Which records are shown: words, and a name for tests. The position is the choice.
static FILTERS: [(Text, &str); 5] = [
    (text::ALL, "all"),
    (text::COUNT_TO_MEND, "mend"),
    (State::Waiting.words(), "waiting"),
    (State::Sent.words(), "sent"),
    (text::COUNT_DONE, "done"),
];

/// True for a record that a filter shows.
fn takes(filter: u8, state: State) -> bool {
    let place = match state {
        State::HeldForAuthor | State::Returned | State::Refused => 1,
        State::Waiting | State::Draft => 2,
        State::Sent | State::HeldForOffice => 3,
        State::Checked | State::NotUsed | State::Withdrawn | State::Forwarded => 4,
    };
    filter == 0 || filter == place
}

/// The list of finished records.
pub fn page(app: App) -> View {
    let filter = RwSignal::new(0_u8);
    let search = RwSignal::new(String::new());
    let mut filters = div("filters");
    for (which, (words, name)) in (0_u8..).zip(FILTERS) {
        let count = move || {
            let mut count = 0;
            app.records.with(|list| {
                for item in list {
                    count += usize::from(takes(which, item.state));
                }
            });
            count
        };
        let choose = parts::button_of("filter", "", move || filter.set(which))
            .attr("data-filter", name)
            .kid(live_words(move || when::counted(count(), t(&words))))
            .flag("hidden", move || which > 0 && count() == 0)
            .flag_of("aria-pressed", "true", move || filter.get() == which);
        filters = filters.put(choose);
    }
    let find = el("input")
        .attr("type", "search")
        .id("cari")
        .attr("name", "cari")
        .attr("autocomplete", "off")
        .on("input", move |event| search.set(value_of(&event)));
    let label = of("label", "label").attr("for", "cari").say(&text::SEARCH);
    let children = vec![
        el("h1").say(&text::ALL_RECORDS).done(),
        div("field").put(label).put(find).done(),
        filters.done(),
        live(move || list(app, filter.get(), &search.get())),
    ];
    shell::main_page(app, &Route::Records, children)
}

fn list(app: App, filter: u8, search: &str) -> View {
    let wanted = search.trim();
    let mut lines = Vec::new();
    let mut is_cut = false;
    for item in &app.records.get() {
        if takes(filter, item.state) && contains(&item.subject, wanted) {
            is_cut = lines.len() == LINES_MAX;
            if is_cut {
                break;
            }
            lines.push(lists::record(app, item));
        }
    }
    let below = match (lines.is_empty(), is_cut) {
        (true, _) if app.records.with(Vec::is_empty) => text::NOTHING_YET,
        (true, _) => text::NONE_FOUND,
        (_, true) => text::MORE_THAN,
        (_, false) => Text::EMPTY,
    };
    several(vec![lists::rows("records", lines).done(), say("quiet-words", &below)])
}
