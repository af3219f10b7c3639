//! One finished record: where it stands, what to correct, the receipt, every answer.

use client::{
    route::{Route, Show},
    rows::Record,
};
use leptos::prelude::*;
use shared::{
    form::{
        content::Content,
        model::{FormKind, KindId, Scene},
        problem::Problem,
        value::Values,
    },
    forms,
    id::RecordId,
    sync::{
        state::State,
        verdict::Refusal,
        wire::{Problem1, Receipt1},
    },
};

use super::{
    super::{state::App, text},
    damaged, lists, missing, shell, when,
};
use crate::ui::{
    answers::Reading,
    dom::{View, div, el, heading, live, nothing, of, para, say, several},
    lang::{self, t},
    parts, result,
};

/// Bytes of the fingerprint that are shown, as many as at the desk.
const HASH_BYTES: usize = 8;

/// The page of one record; read anew when the list changes, so that a receipt appears by itself.
pub fn page(app: App, id: RecordId) -> View {
    live(move || {
        app.records.track();
        untrack(|| match app.record(id) {
            Some(record) => show(app, id, &record),
            None => match app.damaged_record(id) {
                Some(row) => damaged::page(app, id, &row),
                None => missing::nothing_here(app, text::NO_RECORD, text::NO_DRAFT_HELP),
            },
        })
    })
}

fn show(app: App, id: RecordId, record: &Record) -> View {
    let visit = record.header.visit.and_then(|visit| app.record(visit));
    let visit = visit.and_then(|visit| visit.content().ok()).map(|content| content.values);
    let state = record.state();
    let problems = to_problems(&record.problems);
    let kind_title = lists::kind_title(record.header.kind);
    let subject = if record.subject.is_empty() { kind_title } else { &record.subject };
    let kind = forms::kind(KindId(record.header.kind));
    let answers = match (kind, record.content()) {
        (Some(kind), Ok(content)) => {
            answers(app, (kind, record.header.kind_version), &content, (visit.as_ref(), &problems))
        }
        _ => parts::note("note", vec![say("", &text::UNREADABLE)]),
    };
    let children = vec![
        para("form-name", kind_title),
        el("h1").text(subject).done(),
        div("badge").put(lists::badge(state)).done(),
        troubles(record, &problems),
        to_follow(record),
        actions(app, id, record),
        receipt(app, record),
        answers,
        history(app, record),
    ];
    let back = match record.header.visit {
        Some(visit) => (Route::Visit(visit), text::VISIT),
        None => (Route::Records(Show::All), text::RECORDS),
    };
    shell::bare(app, Some(back), children)
}

fn to_problems(list: &[Problem1]) -> Vec<Problem> {
    list.iter().cloned().map(Problem::from).collect()
}

/// Why it is not settled: what to correct, what the server noticed, what a person wrote.
fn troubles(record: &Record, problems: &[Problem]) -> View {
    let list = |title, problems: &[Problem]| {
        let mut list = of("ul", "plain-list");
        for problem in problems {
            list = list.put(el("li").text(&problem.words(lang::now())));
        }
        vec![heading(&title), list.done()]
    };
    let mut views = Vec::new();
    if !record.comment.is_empty() {
        let comment = vec![heading(&text::COMMENT), para("", &record.comment)];
        views.push(parts::note("note warn", comment));
    }
    if record.refusal != 0 {
        let why = Refusal::from_code(record.refusal).words();
        views.push(parts::note("note error", vec![say("", &why)]));
    }
    if record.conflict_with.is_some() {
        views.push(parts::note("note warn", vec![say("", &text::CONFLICT)]));
    }
    if !problems.is_empty() {
        views.push(if is_to_mend(record.state()) {
            parts::note("note error", list(text::TO_MEND, problems))
        } else {
            parts::note("note warn", list(text::OFFICE_CHECKS, problems))
        });
    }
    let notes = to_problems(&record.notes);
    if !notes.is_empty() {
        views.push(parts::note("note", list(text::NOTES, &notes)));
    }
    several(views)
}

/// What is still to be added.
fn to_follow(record: &Record) -> View {
    if !record.is_to_follow() {
        return nothing();
    }
    parts::note("note", vec![say("", &text::TO_FOLLOW)])
}

/// True while it is the author's turn.
fn is_to_mend(state: State) -> bool {
    matches!(state, State::HeldForAuthor | State::Returned | State::Refused)
}

fn actions(app: App, id: RecordId, record: &Record) -> View {
    let state = record.state();
    let is_visit = record.header.visit.is_none();
    if !state.may_change() {
        return nothing();
    }
    let (class, label) =
        if is_to_mend(state) { ("first", text::MEND) } else { ("second", text::CHANGE) };
    let mend = parts::button(class, &label, move || {
        app.mend(id, move || app.go(Route::Fill { draft: id, section: String::new() }));
    });
    let sure = move || {
        let withdraw = move || app.withdraw(id, move || app.say(text::WITHDRAWN));
        let what = if is_visit { &text::WITHDRAW_VISIT } else { &text::WITHDRAW_WHAT };
        let (titles, yes) =
            ([&text::WITHDRAW_SURE, &text::CANCEL], (&text::WITHDRAW_YES, "withdraw-yes"));
        shell::question(app, titles, t(what), yes, withdraw)
    };
    let withdraw = parts::button("quiet danger", &text::WITHDRAW, move || app.ask(sure));
    let (mend, withdraw) =
        (mend.attr("data-action", "mend"), withdraw.attr("data-action", "withdraw"));
    div("actions wrap").put(mend).put(withdraw).done()
}

fn receipt(app: App, record: &Record) -> View {
    let mut list = of("dl", "pairs")
        .put(parts::pair(&text::VILLAGE, &app.village_title(record.header.village)))
        .put(parts::pair(&text::MADE, &when::when(app, record.header.made_at_ms)));
    let mut below = nothing();
    match &record.receipt {
        Some(receipt) => {
            list = list
                .put(parts::pair(&text::RECEIPT_NUMBER, &receipt.seq.to_string()))
                .put(parts::pair(&text::RECEIPT_TIME, &when::when(app, receipt.stored_at_ms)))
                .put(parts::pair(&text::RECEIPT_HASH, &fingerprint(receipt)));
        }
        None => below = say("quiet-words", &text::NO_RECEIPT),
    }
    of("section", "block")
        .attr("data-receipt", if record.receipt.is_some() { "yes" } else { "no" })
        .kid(heading(&text::RECEIPT))
        .put(list)
        .kid(below)
        .done()
}

/// The first digits of the hash, enough to compare by telephone.
fn fingerprint(receipt: &Receipt1) -> String {
    let mut words = String::new();
    for (idx, byte) in receipt.hash.iter().take(HASH_BYTES).enumerate() {
        if idx > 0 && idx % 2 == 0 {
            words.push(' ');
        }
        damaged::push_hex(&mut words, *byte);
    }
    words
}

fn answers(
    app: App,
    (kind, version): (&'static FormKind, u16),
    content: &Content,
    (visit, problems): (Option<&Values>, &[Problem]),
) -> View {
    let scene = Scene {
        kind,
        version,
        values: &content.values,
        visit,
        previous: None,
        overrides: &content.overrides,
        world: app.world(),
    };
    let reading = Reading { scene: &scene, problems };
    let mut blocks = Vec::new();
    for section in kind.sections {
        if !scene.is_shown(section) {
            continue;
        }
        let card = result::card(section, &content.values);
        let answers = reading.section(section);
        if card.is_none() && answers.is_none() {
            continue;
        }
        let block = of("section", "block").kid(heading(&section.title));
        let block = block.kid(card.unwrap_or_else(nothing));
        blocks.push(block.kid(answers.unwrap_or_else(nothing)).done());
    }
    several(blocks)
}

/// Earlier revisions, newest first.
fn history(app: App, record: &Record) -> View {
    if record.history.is_empty() {
        return nothing();
    }
    let mut list = of("ul", "plain-list");
    for past in record.history.iter().rev() {
        let words = [t(&text::REVISION), " · ", &when::when(app, past.made_at_ms)].concat();
        list = list.put(el("li").text(&words));
    }
    el("details").put(el("summary").say(&text::HISTORY)).put(list).done()
}
