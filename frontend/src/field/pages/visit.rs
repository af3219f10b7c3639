//! One visit: what it is, its forms, and the way to the next one.

use client::{route::Route, rows::Record};
use shared::{
    form::{model::KindId, value::Values},
    forms::{self, balita::BALITA, lists as options, visit},
    id::RecordId,
    region::VillageCode,
    sync::state::State,
};

use super::{
    super::{state::App, text},
    lists, missing,
    shell::{self, link},
};
use crate::ui::{
    dom::{View, div, el, heading, live, nothing, of, para, say},
    icon,
    lang::{self, t},
    parts,
};

/// The page of one visit.
pub fn page(app: App, id: RecordId) -> View {
    match app.record(id) {
        Some(record) => finished(app, id, &record),
        None => unfinished(app, id),
    }
}

/// The visit is still a draft, or not here at all.
fn unfinished(app: App, id: RecordId) -> View {
    if !app.drafts.with(|list| list.iter().any(|item| item.record == id)) {
        return missing::nothing_here(app, text::NO_RECORD, text::NO_DRAFT_HELP);
    }
    let route = Route::Fill { draft: id, section: String::new() };
    let on = link("button first", &route).say(&text::GO_ON);
    let note = parts::note("note warn", vec![say("", &text::VISIT_OPEN)]);
    shell::page(app, &text::VISIT, shell::HOME, vec![note, on.done()])
}

fn finished(app: App, id: RecordId, record: &Record) -> View {
    let values = record.content().map(|content| content.values).unwrap_or_default();
    let is_session = values.get(visit::KIND).is_some_and(|kind| kind.0 == options::VISIT_SESSION);
    let village = record.header.village;
    let subject = if record.subject.is_empty() { t(&text::VISIT) } else { &record.subject };
    let data = of("span", "row-words").say(&text::VISIT_DATA);
    // Nobody was met: the visit is whole without a form.
    let is_met = values.get(visit::OUTCOME).is_none_or(|outcome| {
        matches!(outcome.0, options::OUTCOME_COMPLETE | options::OUTCOME_INCOMPLETE)
    });
    let add = match (is_session, is_met) {
        _ if record.state() == State::Withdrawn => {
            parts::note("note warn", vec![say("", &text::VISIT_WITHDRAWN)])
        }
        (true, _) => next_child(app, id, village),
        (false, true) => add_form(app, id, village),
        (false, false) => nothing(),
    };
    let children = vec![
        el("h1").text(subject).done(),
        para("below", &about(app, &values, village)),
        add,
        live(move || forms_of(app, id, is_session)),
        lists::rows("visit", vec![lists::line(&Route::Record(id), data)]).done(),
        link("button second", &Route::Home).say(&text::VISIT_DONE).done(),
    ];
    shell::bare(app, shell::HOME, children)
}

/// Day, address and village in one line.
fn about(app: App, values: &Values, village: VillageCode) -> String {
    let mut words = app.village_title(village);
    if let Some(address) = values.get(visit::ADDRESS) {
        words = [&address, " · ", &words].concat();
    }
    match values.get(visit::DATE) {
        Some(day) => [&day.words(lang::now()), " · ", &words].concat(),
        None => words,
    }
}

fn add_form(app: App, id: RecordId, village: VillageCode) -> View {
    let mut buttons = div("starts");
    for kind in forms::ALL {
        if kind.id == visit::VISIT.id {
            continue;
        }
        let begin = move || begin(app, kind.id, village, id);
        let button = parts::big_button(icon::SHEET, &kind.title, &kind.purpose, begin);
        buttons = buttons.put(button.attr("data-kind", kind.name));
    }
    el("section").kid(heading(&text::ADD_FORM)).put(buttons).done()
}

fn next_child(app: App, id: RecordId, village: VillageCode) -> View {
    let begin = move || begin(app, BALITA.id, village, id);
    parts::button("first", &text::NEXT_CHILD, begin).attr("data-action", "next-child").done()
}

fn begin(app: App, kind: KindId, village: VillageCode, visit: RecordId) {
    app.new_draft((kind, village, Some(visit)), Values::new(), move |draft| {
        if let Some(draft) = draft {
            app.go(Route::Fill { draft, section: String::new() });
        }
    });
}

/// What was filled on this visit so far.
fn forms_of(app: App, id: RecordId, is_session: bool) -> View {
    let mut lines = Vec::new();
    for item in app.drafts.look().iter().filter(|item| item.visit == Some(id)) {
        lines.push(lists::draft(app, item, true));
    }
    let n_drafts = lines.len();
    for item in app.records.look().iter().filter(|item| item.visit == Some(id)) {
        lines.push(lists::record(app, item));
    }
    let (title, none) = if is_session {
        (text::CHILDREN, text::NO_CHILDREN)
    } else {
        (text::FORMS, text::NO_FORMS)
    };
    let count = [" (", &(lines.len() - n_drafts).to_string(), ")"].concat();
    let section = el("section").put(el("h2").say(&title).text(&count));
    if lines.is_empty() {
        return section.kid(say("quiet-words", &none)).done();
    }
    section.put(lists::rows("forms", lines)).done()
}
