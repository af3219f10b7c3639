//! Lines of lists: records and drafts, the same on every page.

use client::{
    route::Route,
    rows::{DraftItem, RecordItem},
};
use shared::{form::model::KindId, forms, sync::state::State};

use super::{
    super::{state::App, text},
    shell::link,
    when,
};
use crate::ui::{
    dom::{El, View, el, of},
    icon,
    lang::t,
};

/// A list; `name` is for tests.
pub fn rows(name: &str, lines: Vec<View>) -> El {
    of("ul", "rows").attr("data-list", name).kids(lines)
}

/// A finished record.
pub fn record(app: App, item: &RecordItem) -> View {
    let note = if item.is_damaged { t(&text::DAMAGED) } else { kind_title(item.kind) };
    let below = [note, " · ", &when::when(app, item.made_at_ms)].concat();
    let words = words_of(&item.subject, &below).put(badge(item.state));
    line(&Route::Record(item.record), words)
}

/// Something that is being filled; `says_so` where it stands among finished ones.
pub fn draft(app: App, item: &DraftItem, says_so: bool) -> View {
    let note = if item.is_damaged {
        t(&text::DAMAGED)
    } else if item.is_mending {
        t(&text::MENDING)
    } else {
        kind_title(item.kind)
    };
    let below = [note, " · ", &when::when(app, item.updated_ms)].concat();
    let route = Route::Fill { draft: item.record, section: String::new() };
    let words = words_of(&item.subject, &below);
    line(&route, if says_so { words.put(badge(State::Draft)) } else { words })
}

fn words_of(subject: &str, below: &str) -> El {
    let title = if subject.is_empty() { t(&text::UNTITLED) } else { subject };
    of("span", "row-words").put(el("strong").text(title)).put(of("span", "below").text(below))
}

/// A line that leads somewhere.
pub fn line(to: &Route, words: El) -> View {
    el("li").put(link("row", to).put(words).kid(icon::icon(icon::NEXT))).done()
}

/// What a kind of form is called.
pub fn kind_title(kind: u16) -> &'static str {
    t(&forms::kind(KindId(kind)).map_or(text::UNKNOWN_KIND, |kind| kind.title))
}

/// Where a record stands, in words, with a colour and a sign that say the same.
pub fn badge(state: State) -> El {
    let (class, sign) = match state {
        State::HeldForAuthor | State::Returned | State::Refused => ("state mend", icon::ALERT),
        State::Draft => ("state waits", icon::SHEET),
        State::Waiting => ("state waits", icon::UP),
        State::Sent | State::HeldForOffice | State::Checked | State::Forwarded => {
            ("state sent", icon::CHECK)
        }
        State::NotUsed | State::Withdrawn => ("state off", icon::SHEET),
    };
    of("span", class)
        .attr("data-state", state.name())
        .kid(icon::icon(sign))
        .put(el("span").say(&state.words()))
}
