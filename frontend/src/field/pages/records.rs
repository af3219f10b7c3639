//! What was finished: all of it, by state and by name.

use client::{route::Route, rows::RecordItem};
use leptos::prelude::*;
use shared::{sync::state::State, text::Text};
use wasm_bindgen::JsValue;

use super::{
    super::{state::App, text},
    lists, shell,
};
use crate::ui::{
    dom::{div, el, live, para, several, value_of},
    parts,
};

/// Most lines on screen; a phone with thousands searches.
const LINES_MAX: usize = 200;

/// Which records are shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Filter {
    All,
    ToMend,
    Waiting,
    Sent,
    Done,
}

static FILTERS: [(Filter, Text, &str); 5] = [
    (Filter::All, text::ALL, "all"),
    (Filter::ToMend, text::COUNT_TO_MEND, "mend"),
    (Filter::Waiting, State::Waiting.words(), "waiting"),
    (Filter::Sent, State::Sent.words(), "sent"),
    (Filter::Done, text::COUNT_DONE, "done"),
];

impl Filter {
    fn takes(self, state: State) -> bool {
        match self {
            Filter::All => true,
            Filter::ToMend => {
                matches!(state, State::HeldForAuthor | State::Returned | State::Refused)
            }
            Filter::Waiting => state == State::Waiting,
            Filter::Sent => matches!(state, State::Sent | State::HeldForOffice),
            Filter::Done => !state.may_change(),
        }
    }
}

/// The list of finished records.
pub fn page(app: App) -> AnyView {
    let filter = RwSignal::new(Filter::All);
    let search = RwSignal::new(String::new());
    let choose = FILTERS.iter().map(|(which, words, name)| {
        let (which, words) = (*which, *words);
        let shown = move || {
            let count =
                app.records.with(|list| list.iter().filter(|item| which.takes(item.state)).count());
            [app.t(words), " (", &count.to_string(), ")"].concat()
        };
        parts::button("filter", "", move || filter.set(which))
            .attr("data-filter", *name)
            .kid(crate::ui::dom::live_words(shown))
            .attr_live("aria-pressed", move || {
                Some(if filter.get() == which { "true".into() } else { "false".into() })
            })
            .done()
    });
    let find = el("input")
        .attr("type", "search")
        .attr("id", "cari")
        .attr("name", "cari")
        .attr("autocomplete", "off")
        .prop_live("value", move || JsValue::from_str(&search.get()))
        .on("input", move |event| search.set(value_of(&event)));
    let children = vec![
        el("h1").text(app.t(text::ALL_RECORDS)).done(),
        div("field")
            .kid(el("label").class("label").attr("for", "cari").text(app.t(text::SEARCH)))
            .kid(find)
            .done(),
        div("filters").kids(choose).done(),
        live(move || list(app, filter.get(), &search.get())),
    ];
    shell::main_page(app, &Route::Records, children)
}

fn list(app: App, filter: Filter, search: &str) -> AnyView {
    let wanted = search.trim().to_lowercase();
    let fits = |item: &&RecordItem| {
        filter.takes(item.state) && item.subject.to_lowercase().contains(&wanted)
    };
    let (lines, n_found) = app.records.with(|records| {
        let lines: Vec<AnyView> = records
            .iter()
            .filter(fits)
            .take(LINES_MAX)
            .map(|item| lists::record(app, item))
            .collect();
        (lines, records.iter().filter(fits).count())
    });
    if n_found == 0 {
        return para("quiet-words", app.t(text::NONE_FOUND));
    }
    let more = if n_found > LINES_MAX { app.t(text::MORE_THAN) } else { "" };
    several(vec![
        el("ul").class("rows").attr("data-list", "records").kids(lines).done(),
        para("quiet-words", more),
    ])
}
