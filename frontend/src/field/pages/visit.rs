//! One visit: what it is, its forms, and the way to the next one.

use client::{
    route::Route,
    rows::{DraftItem, Record, RecordItem},
};
use leptos::{prelude::*, task::spawn_local};
use shared::{
    form::{
        model::{FormKind, KindId},
        value::Values,
    },
    forms::{self, balita::BALITA, lists as options, visit},
    id::RecordId,
    region::VillageCode,
};

use super::{
    super::{state::App, text},
    home, lists, missing, shell, wait,
};
use crate::ui::{
    dom::{div, el, heading, live, para, several},
    icon, parts,
};

/// The page of one visit.
pub fn page(app: App, id: RecordId) -> AnyView {
    let found: RwSignal<Option<Option<Record>>> = RwSignal::new(None);
    spawn_local(async move {
        let record = app.record(id).await.ok().flatten();
        found.try_set(Some(record));
    });
    live(move || match found.get() {
        None => shell::bare(app, None, vec![wait(app)]),
        Some(Some(record)) => untrack(|| finished(app, id, &record)),
        Some(None) => untrack(|| unfinished(app, id)),
    })
}

/// The visit is still a draft, or not here at all.
fn unfinished(app: App, id: RecordId) -> AnyView {
    if !app.drafts.with(|list| list.iter().any(|item| item.record == id)) {
        return missing::nothing_here(app, text::NO_RECORD, text::NO_DRAFT_HELP);
    }
    let route = Route::Fill { draft: id, section: String::new() };
    let on = shell::link(&route).class("button first").text(app.t(text::GO_ON));
    let note = parts::note("note warn", vec![para("", app.t(text::VISIT_OPEN))]);
    shell::page(app, text::VISIT, Some((Route::Home, text::HOME)), vec![note, on.done()])
}

fn finished(app: App, id: RecordId, record: &Record) -> AnyView {
    let values = record.content().map(|content| content.values).unwrap_or_default();
    let is_session = values.get(visit::KIND).is_some_and(|kind| kind.0 == options::VISIT_SESSION);
    let village = record.header.village;
    let subject =
        if record.subject.is_empty() { app.t(text::VISIT).into() } else { record.subject.clone() };
    let data = shell::link(&Route::Record(id))
        .class("row")
        .kid(el("span").class("row-words").text(app.t(text::VISIT_DATA)))
        .kid(icon::icon(icon::NEXT));
    let children = vec![
        el("h1").text(subject).done(),
        para("below", about(app, &values, village)),
        if is_session { next_child(app, id, village) } else { add_form(app, id, village) },
        live(move || forms_of(app, id, is_session)),
        el("ul").class("rows").kid(el("li").kid(data)).done(),
        shell::link(&Route::Home).class("button second").text(app.t(text::VISIT_DONE)).done(),
    ];
    shell::bare(app, Some((Route::Home, text::HOME)), children)
}

/// Day, address and village in one line.
fn about(app: App, values: &Values, village: VillageCode) -> String {
    let day = values.get(visit::DATE).map(|day| day.words(app.lang()));
    let parts = [day, values.get(visit::ADDRESS), Some(app.village_title(village))];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn add_form(app: App, id: RecordId, village: VillageCode) -> AnyView {
    let buttons = forms::ALL.iter().filter(|kind| kind.id != visit::VISIT.id).map(|kind| {
        let kind: &'static FormKind = kind;
        parts::big_button(icon::SHEET, app.t(kind.title), app.t(kind.purpose), move || {
            begin(app, kind.id, village, id);
        })
        .attr("data-kind", kind.name)
        .done()
    });
    el("section").kid(heading(app.t(text::ADD_FORM))).kid(div("starts").kids(buttons)).done()
}

fn next_child(app: App, id: RecordId, village: VillageCode) -> AnyView {
    parts::button("first wide", app.t(text::NEXT_CHILD), move || {
        begin(app, BALITA.id, village, id);
    })
    .attr("data-action", "next-child")
    .done()
}

fn begin(app: App, kind: KindId, village: VillageCode, visit: RecordId) {
    home::attempt(app, async move {
        let draft = app.new_draft(kind, village, Some(visit)).await?;
        app.go(Route::Fill { draft, section: String::new() });
        Ok(())
    });
}

/// What was filled on this visit so far.
fn forms_of(app: App, id: RecordId, is_session: bool) -> AnyView {
    let drafts: Vec<DraftItem> = app
        .drafts
        .with(|list| list.iter().filter(|item| item.visit == Some(id)).cloned().collect());
    let records: Vec<RecordItem> = app
        .records
        .with(|list| list.iter().filter(|item| item.visit == Some(id)).cloned().collect());
    let (title, none) = if is_session {
        (text::CHILDREN, text::NO_CHILDREN)
    } else {
        (text::FORMS, text::NO_FORMS)
    };
    let n_forms = records.len();
    let heading = if n_forms > 0 {
        heading([app.t(title), " (", &n_forms.to_string(), ")"].concat())
    } else {
        heading(app.t(title))
    };
    if drafts.is_empty() && records.is_empty() {
        return several(vec![heading, para("quiet-words", app.t(none))]);
    }
    let mut lines: Vec<AnyView> = drafts.iter().map(|item| lists::draft(app, item)).collect();
    lines.extend(records.iter().map(|item| lists::record(app, item)));
    el("section")
        .kid(heading)
        .kid(el("ul").class("rows").attr("data-list", "forms").kids(lines))
        .done()
}
