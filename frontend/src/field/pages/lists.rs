//! Lines of lists: records and drafts, the same on every page.

use client::{
    route::Route,
    rows::{DraftItem, RecordItem},
};
use leptos::prelude::*;
use shared::{
    form::model::{FormKind, KindId},
    forms,
    sync::state::State,
};

use super::{
    super::{state::App, text},
    shell, when,
};
use crate::ui::{
    dom::{El, el},
    icon,
};

/// A finished record.
pub fn record(app: App, item: &RecordItem) -> AnyView {
    let words = item.state.words();
    let state = el("span")
        .class(state_class(item.state))
        .attr("data-state", item.state.name())
        .kid(icon::icon(state_icon(item.state)))
        .kid(el("span").text(app.t(words)));
    let below = [kind_title(app, item.kind), " · ", &when::when(app, item.made_at_ms)].concat();
    line(app, &Route::Record(item.record), &item.subject, below, Some(state))
}

/// Something that is being filled.
pub fn draft(app: App, item: &DraftItem) -> AnyView {
    let mut below = [kind_title(app, item.kind), " · ", &when::when(app, item.updated_ms)].concat();
    if item.is_damaged {
        below = [app.t(text::DAMAGED), " · ", &below].concat();
    } else if item.is_mending {
        below = [&below, " · ", app.t(text::MENDING)].concat();
    }
    let route = Route::Fill { draft: item.record, section: String::new() };
    line(app, &route, &item.subject, below, None)
}

/// A line that leads somewhere.
fn line(app: App, to: &Route, subject: &str, below: String, state: Option<El>) -> AnyView {
    let title = if subject.is_empty() { app.t(text::UNTITLED) } else { subject };
    let mut inner = el("span")
        .class("row-words")
        .kid(el("strong").text(title))
        .kid(el("span").class("below").text(below));
    if let Some(state) = state {
        inner = inner.kid(state);
    }
    el("li").kid(shell::link(to).class("row").kid(inner).kid(icon::icon(icon::NEXT))).done()
}

/// What a kind of form is called.
pub fn kind_title(app: App, kind: u16) -> &'static str {
    let found: Option<&'static FormKind> = forms::kind(KindId(kind));
    app.t(found.map_or(text::UNKNOWN_KIND, |kind| kind.title))
}

/// Colour of a state; the words say it too.
pub fn state_class(state: State) -> &'static str {
    match state {
        State::HeldForAuthor | State::Returned | State::Refused => "state mend",
        State::Waiting | State::Draft => "state waits",
        State::Sent | State::HeldForOffice => "state sent",
        State::Checked | State::Forwarded => "state done",
        State::NotUsed | State::Withdrawn => "state off",
    }
}

fn state_icon(state: State) -> &'static str {
    match state {
        State::HeldForAuthor | State::Returned | State::Refused => icon::ALERT,
        State::Waiting | State::Draft => icon::UP,
        State::Sent | State::HeldForOffice | State::NotUsed | State::Withdrawn => icon::SHEET,
        State::Checked | State::Forwarded => icon::CHECK,
    }
}
