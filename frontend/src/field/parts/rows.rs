//! Rows of lists: records and drafts, the same on every page.

use client::rows::{DraftItem, RecordItem};
use leptos::prelude::*;
use shared::{
    form::model::{KindId, Pictogram, Tone},
    forms,
    sync::state::RecordState,
};

use crate::{
    app::dates,
    field::{
        phone::{clock::Clock, storage::Storage},
        route::Route,
        words,
    },
    ui::{
        each::Item,
        icon::{Icon, Sign},
        lang::{self, t},
        list::LinkRow,
        pictogram::KindIcon,
        result_card::ToneSign,
    },
};

/// A row in words.
#[derive(Clone, PartialEq, Eq)]
pub struct Row {
    href: String,
    pictogram: Pictogram,
    title: String,
    below: String,
    /// What the record says, and how that is marked.
    says: Option<(&'static str, Tone)>,
    state: Option<RecordState>,
    /// The office, which was set back, has not named it again: its state proves nothing.
    is_unlisted: bool,
}

impl Row {
    /// A finished record; tracked.
    pub fn of_record(item: &RecordItem, clock: Clock) -> Self {
        let note = if item.is_damaged {
            String::from(t(&words::DAMAGED))
        } else if item.is_withdrawal && item.state != RecordState::Withdrawn {
            // Its state says where the withdrawal is, and not that it is one.
            [kind_title(item.kind), " · ", t(&words::WITHDRAWAL)].concat()
        } else {
            String::from(kind_title(item.kind))
        };
        let is_unlisted = expect_context::<Storage>().is_unlisted(item.record);
        let place = (Route::Record(item.record), item.kind);
        let subject = subject(&item.subject, item.kind);
        let row = Self::new(place, subject, (&note, item.made_at_ms), clock);
        Self { is_unlisted, ..row.saying(item).with_state(item.state) }
    }

    fn saying(self, item: &RecordItem) -> Self {
        Self { says: item.says.map(|(words, tone)| (t(&words), tone)), ..self }
    }

    /// Something that is being filled; tracked.
    pub fn of_draft(item: &DraftItem, clock: Clock) -> Self {
        let note = if item.is_damaged {
            String::from(t(&words::DAMAGED))
        } else if item.is_mending {
            let is_there = expect_context::<Storage>()
                .records
                .with(|records| records.items().iter().any(|record| record.record == item.record));
            let what = if is_there { &words::CHANGE_OPEN } else { &words::CHANGE_COPY };
            [kind_title(item.kind), " · ", t(what)].concat()
        } else {
            String::from(kind_title(item.kind))
        };
        let route = Route::Fill { draft: item.record, section: String::new() };
        let subject = subject(&item.subject, item.kind);
        Self::new((route, item.kind), subject, (&note, item.updated_ms), clock)
    }

    fn new(
        (to, kind): (Route, u16),
        subject: &str,
        (note, at_ms): (&str, u64),
        clock: Clock,
    ) -> Self {
        let title = if subject.is_empty() { t(&words::UNTITLED) } else { subject };
        let when = dates::when(at_ms, clock.today(), lang::now());
        Self {
            href: to.href(),
            pictogram: forms::kind(KindId(kind)).map_or(Pictogram::Sheet, |kind| kind.pictogram),
            title: String::from(title),
            below: [note, " · ", &when].concat(),
            says: None,
            state: None,
            is_unlisted: false,
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
        let state = if self.is_unlisted { UNLISTED } else { state };
        let says = self.says.map_or("", |(words, _)| words);
        let key =
            [&self.href, "\n", &self.title, "\n", &self.below, "\n", says, "\n", state].concat();
        Item::new(key, || self.draw())
    }

    fn draw(self) -> AnyView {
        view! {
            <LinkRow href=self.href>
                <KindIcon pictogram=self.pictogram/>
                <span class="row-words">
                    <strong>{self.title}</strong>
                    <span class="below">{self.below}</span>
                    {self.says.map(|(words, tone)| view! { <Says words tone/> })}
                    {self.state.map(|state| view! { <Badge state is_unlisted=self.is_unlisted/> })}
                </span>
            </LinkRow>
        }
        .into_any()
    }
}

/// What a record says in one line, with the colour and sign of its tone.
#[component]
pub fn Says(
    /// What it says.
    #[prop(into)]
    words: String,
    /// How it is marked.
    tone: Tone,
) -> impl IntoView {
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

/// In place of the name of a state.
const UNLISTED: &str = "unlisted";

/// The state of a record in words, with a colour and a sign that say the same.
#[component]
pub fn Badge(
    state: RecordState,
    /// The office has not named the record again, and only this phone has it for sure.
    is_unlisted: bool,
) -> impl IntoView {
    let is_at_office = !matches!(state, RecordState::Waiting | RecordState::Refused);
    if is_unlisted && is_at_office {
        return view! {
            <span class="state waits" data-state=UNLISTED>
                <Icon sign=Sign::Alert/>
                <span>{t(&words::UNLISTED)}</span>
            </span>
        };
    }
    let (class, sign) = match state {
        RecordState::HeldForAuthor | RecordState::Returned | RecordState::Refused => {
            ("state mend", Sign::Alert)
        }
        RecordState::Draft => ("state", Sign::Sheet),
        RecordState::Waiting => ("state waits", Sign::Up),
        RecordState::HeldForOffice => ("state waits", Sign::Alert),
        RecordState::Sent => ("state sent", Sign::Check),
        RecordState::Checked | RecordState::Forwarded => ("state done", Sign::Check),
        RecordState::NotUsed | RecordState::Withdrawn => ("state off", Sign::Sheet),
    };
    view! {
        <span class=class data-state=state.name()>
            <Icon sign/>
            <span>{t(&state.words())}</span>
        </span>
    }
}
