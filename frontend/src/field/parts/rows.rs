//! Rows of lists: records and drafts, the same on every page.

use client::rows::{DraftItem, RecordItem};
use leptos::prelude::*;
use shared::{
    form::model::{KindId, Tone},
    forms,
    sync::state::RecordState,
};

use crate::{
    app::dates,
    field::{phone::clock::Clock, route::Route, words},
    ui::{
        each::Item,
        icon::{Icon, Sign},
        lang::{self, t},
        list::LinkRow,
        result_card::ToneSign,
    },
};

/// A row in words.
#[derive(Clone, PartialEq, Eq)]
pub struct Row {
    href: String,
    title: String,
    below: String,
    /// What the record says, and how that is marked.
    says: Option<(&'static str, Tone)>,
    state: Option<RecordState>,
}

impl Row {
    /// A finished record.
    pub fn of_record(item: &RecordItem, clock: Clock) -> Self {
        let note = if item.is_damaged { t(&words::DAMAGED) } else { kind_title(item.kind) };
        let subject = subject(&item.subject, item.kind);
        Self::new(Route::Record(item.record), subject, (note, item.made_at_ms), clock)
            .saying(item)
            .with_state(item.state)
    }

    fn saying(self, item: &RecordItem) -> Self {
        Self { says: item.says.map(|(words, tone)| (t(&words), tone)), ..self }
    }

    /// Something that is being filled.
    pub fn of_draft(item: &DraftItem, clock: Clock) -> Self {
        let note = if item.is_damaged {
            String::from(t(&words::DAMAGED))
        } else if item.is_mending {
            [kind_title(item.kind), " · ", t(&words::CHANGE_OPEN)].concat()
        } else {
            String::from(kind_title(item.kind))
        };
        let route = Route::Fill { draft: item.record, section: String::new() };
        let subject = subject(&item.subject, item.kind);
        Self::new(route, subject, (&note, item.updated_ms), clock)
    }

    fn new(to: Route, subject: &str, (note, at_ms): (&str, u64), clock: Clock) -> Self {
        let title = if subject.is_empty() { t(&words::UNTITLED) } else { subject };
        let when = dates::when(at_ms, clock.today(), lang::now());
        Self {
            href: to.href(),
            title: String::from(title),
            below: [note, " · ", &when].concat(),
            says: None,
            state: None,
        }
    }

    /// With the state, where rows of several states stand together.
    #[must_use]
    pub fn with_state(self, state: RecordState) -> Self {
        Self { state: Some(state), ..self }
    }

    /// For an `Each`: the key holds all that is shown.
    pub fn item(self) -> Item {
        let state = self.state.map_or("", RecordState::name);
        let says = self.says.map_or("", |(words, _)| words);
        let key =
            [&self.href, "\n", &self.title, "\n", &self.below, "\n", says, "\n", state].concat();
        Item::new(key, || self.draw())
    }

    fn draw(self) -> AnyView {
        view! {
            <LinkRow href=self.href>
                <span class="row-words">
                    <strong>{self.title}</strong>
                    <span class="below">{self.below}</span>
                    {self.says.map(|(words, tone)| view! { <Says words tone/> })}
                    {self.state.map(|state| view! { <Badge state/> })}
                </span>
            </LinkRow>
        }
        .into_any()
    }
}

/// What a record says in one line, with the colour and sign of its tone.
#[component]
fn Says(words: &'static str, tone: Tone) -> impl IntoView {
    view! {
        <span class="says" data-tone=tone.name()>
            <ToneSign tone/>
            <span>{words}</span>
        </span>
    }
}

/// What tells a record from others; of a kind that names nobody, what the kind is called.
fn subject(subject: &str, kind: u16) -> &str {
    let names_nobody = forms::kind(KindId(kind)).is_some_and(|kind| kind.subject.is_empty());
    if names_nobody { kind_title(kind) } else { subject }
}

/// What a kind of form is called.
pub fn kind_title(kind: u16) -> &'static str {
    t(&forms::kind(KindId(kind)).map_or(words::UNKNOWN_KIND, |kind| kind.title))
}

/// The state of a record in words, with a colour and a sign that say the same.
#[component]
pub fn Badge(state: RecordState) -> impl IntoView {
    let (class, sign) = match state {
        RecordState::HeldForAuthor | RecordState::Returned | RecordState::Refused => {
            ("state mend", Sign::Alert)
        }
        RecordState::Draft => ("state waits", Sign::Sheet),
        RecordState::Waiting => ("state waits", Sign::Up),
        RecordState::HeldForOffice => ("state waits", Sign::Alert),
        RecordState::Sent | RecordState::Checked | RecordState::Forwarded => {
            ("state sent", Sign::Check)
        }
        RecordState::NotUsed | RecordState::Withdrawn => ("state off", Sign::Sheet),
    };
    view! {
        <span class=class data-state=state.name()>
            <Icon sign/>
            <span>{t(&state.words())}</span>
        </span>
    }
}
