//! One finished record: where it stands, what to correct, the receipt, every answer.

use client::{route::Route, rows::Record};
use leptos::{prelude::*, task::spawn_local};
use shared::{
    form::{
        content::Content,
        model::{FormKind, KindId, Scene},
        problem::Problem,
        value::Values,
    },
    forms,
    id::RecordId,
    sync::{state::State, verdict::Refusal, wire::Receipt1},
};

use super::{
    super::{state::App, text},
    home, lists, missing, shell, wait, when,
};
use crate::ui::{
    answers::Reading,
    dom::{div, el, heading, live, nothing, para, several, words},
    icon, parts, result,
};

/// Hexadecimal digits of the fingerprint that are shown.
const HASH_BYTES: usize = 6;

/// A record and the answers of its visit.
#[derive(Clone)]
struct Found {
    record: Record,
    visit: Option<Values>,
}

/// The page of one record; read anew when the list changes, so that a receipt appears by itself.
pub fn page(app: App, id: RecordId) -> AnyView {
    let found: RwSignal<Option<Option<Found>>> = RwSignal::new(None);
    Effect::new(move |_| {
        app.records.track();
        spawn_local(async move {
            let answer = read(app, id).await;
            found.try_set(Some(answer));
        });
    });
    live(move || match found.get() {
        None => shell::bare(app, None, vec![wait(app)]),
        Some(None) => missing::nothing_here(app, text::NO_RECORD, text::NO_DRAFT_HELP),
        Some(Some(found)) => untrack(|| show(app, id, &found)),
    })
}

async fn read(app: App, id: RecordId) -> Option<Found> {
    let record = app.record(id).await.ok().flatten()?;
    let visit = match record.header.visit {
        Some(visit) => app.record(visit).await.ok().flatten(),
        None => None,
    };
    let visit = visit.and_then(|visit| visit.content().ok()).map(|content| content.values);
    Some(Found { record, visit })
}

fn show(app: App, id: RecordId, found: &Found) -> AnyView {
    let record = &found.record;
    let state = record.state();
    let problems = to_problems(&record.problems);
    let subject = if record.subject.is_empty() {
        lists::kind_title(app, record.header.kind).into()
    } else {
        record.subject.clone()
    };
    let badge = div(lists::state_class(state))
        .attr("data-state", state.name())
        .kid(el("span").text(app.t(state.words())));
    let mut children = vec![
        para("form-name", lists::kind_title(app, record.header.kind)),
        el("h1").text(subject).done(),
        badge.done(),
        troubles(app, record, &problems),
        actions(app, id, state, !problems.is_empty()),
        receipt(app, record),
    ];
    let kind = forms::kind(KindId(record.header.kind));
    children.push(match (kind, record.content()) {
        (Some(kind), Ok(content)) => answers(app, kind, &content, found.visit.as_ref(), &problems),
        _ => parts::note("note", vec![para("", app.t(text::UNREADABLE))]),
    });
    children.push(history(app, record));
    let back = match record.header.visit {
        Some(visit) => (Route::Visit(visit), text::VISIT),
        None => (Route::Records, text::RECORDS),
    };
    shell::bare(app, Some(back), children)
}

fn to_problems(list: &[shared::sync::wire::Problem1]) -> Vec<Problem> {
    list.iter().cloned().map(Problem::from).collect()
}

/// Why it is not settled: what to correct, what the server noticed, what a person wrote.
fn troubles(app: App, record: &Record, problems: &[Problem]) -> AnyView {
    let lang = app.lang();
    let lines = |problems: &[Problem]| {
        el("ul")
            .class("plain-list")
            .kids(problems.iter().map(|problem| el("li").text(problem.words(lang)).done()))
            .done()
    };
    let mut views = Vec::new();
    if !record.comment.is_empty() {
        let comment = words(record.comment.as_str());
        views.push(parts::note("note warn", vec![heading(app.t(text::COMMENT)), comment]));
    }
    if record.refusal != 0 {
        let why = Refusal::from_code(record.refusal).words();
        views.push(parts::note("note error", vec![para("", app.t(why))]));
    }
    if record.conflict_with.is_some() {
        views.push(parts::note("note warn", vec![para("", app.t(text::CONFLICT))]));
    }
    if !problems.is_empty() {
        let title = heading(app.t(text::TO_MEND));
        views.push(parts::note("note error", vec![title, lines(problems)]));
    }
    let notes = to_problems(&record.notes);
    if !notes.is_empty() {
        views.push(parts::note("note", vec![heading(app.t(text::NOTES)), lines(&notes)]));
    }
    several(views)
}

fn actions(app: App, id: RecordId, state: State, is_to_mend: bool) -> AnyView {
    if !state.may_change() {
        return nothing();
    }
    let (class, label) = if is_to_mend { ("first", text::MEND) } else { ("second", text::CHANGE) };
    let mend = parts::button(class, app.t(label), move || {
        home::attempt(app, async move {
            let draft = app.mend(id).await?;
            app.go(Route::Fill { draft, section: String::new() });
            Ok(())
        });
    })
    .attr("data-action", "mend");
    let is_asking = RwSignal::new(false);
    let withdraw =
        parts::button("quiet danger", app.t(text::WITHDRAW), move || is_asking.set(true))
            .attr("data-action", "withdraw");
    let dialog = live(move || {
        if !is_asking.get() {
            return nothing();
        }
        let yes = parts::button("first", app.t(text::WITHDRAW_YES), move || {
            is_asking.set(false);
            home::attempt(app, async move {
                app.withdraw(id).await?;
                app.say(text::WITHDRAWN);
                Ok(())
            });
        })
        .attr("data-action", "withdraw-yes");
        parts::ask(
            app.t(text::WITHDRAW_SURE),
            app.t(text::WITHDRAW_WHAT),
            yes,
            app.t(text::CANCEL),
            is_asking,
        )
    });
    several(vec![div("actions wrap").kid(mend).kid(withdraw).done(), dialog])
}

fn receipt(app: App, record: &Record) -> AnyView {
    let made = (app.t(text::MADE), words(when::when(app, record.header.made_at_ms)));
    let village = (app.t(text::VILLAGE), words(app.village_title(record.header.village)));
    let mut rows = vec![village, made];
    let below = match &record.receipt {
        Some(receipt) => {
            rows.extend([
                (app.t(text::RECEIPT_NUMBER), words(receipt.seq.to_string())),
                (app.t(text::RECEIPT_TIME), words(when::when(app, receipt.stored_at_ms))),
                (app.t(text::RECEIPT_HASH), words(fingerprint(receipt))),
            ]);
            nothing()
        }
        None => para("quiet-words", app.t(text::NO_RECEIPT)),
    };
    el("section")
        .class("block")
        .attr("data-receipt", if record.receipt.is_some() { "yes" } else { "no" })
        .kid(heading(app.t(text::RECEIPT)))
        .kid(parts::pairs(rows))
        .kid(below)
        .done()
}

/// The first digits of the hash, enough to compare by telephone.
fn fingerprint(receipt: &Receipt1) -> String {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let mut words = String::new();
    for (idx, byte) in receipt.hash.iter().take(HASH_BYTES).enumerate() {
        if idx > 0 && idx % 2 == 0 {
            words.push(' ');
        }
        words.push(char::from(HEX[usize::from(byte >> 4)]));
        words.push(char::from(HEX[usize::from(byte & 15)]));
    }
    words
}

fn answers(
    app: App,
    kind: &'static FormKind,
    content: &Content,
    visit: Option<&Values>,
    problems: &[Problem],
) -> AnyView {
    let scene = Scene {
        kind,
        values: &content.values,
        visit,
        previous: None,
        overrides: &content.overrides,
        world: app.world(),
    };
    let reading = Reading { scene: &scene, lang: app.lang(), problems };
    let blocks = kind.sections.iter().filter(|section| scene.is_shown(section)).map(|section| {
        let card = if result::has_results(section) {
            result::card(section, &content.values, app.lang())
        } else {
            None
        };
        el("section")
            .class("block")
            .kid(heading(section.title.get(app.lang())))
            .kids(card)
            .kid(reading.section(section))
            .done()
    });
    several(blocks.collect())
}

/// Earlier revisions, newest first.
fn history(app: App, record: &Record) -> AnyView {
    if record.history.is_empty() {
        return nothing();
    }
    let lines = record.history.iter().rev().map(|past| {
        let sign = if past.receipt.is_some() { icon::CHECK } else { icon::UP };
        let text = [app.t(text::REVISION), " · ", &when::when(app, past.made_at_ms)].concat();
        el("li").kid(icon::icon(sign)).text(text).done()
    });
    el("details")
        .kid(el("summary").text(app.t(text::HISTORY)))
        .kid(el("ul").class("plain-list").kids(lines))
        .done()
}
