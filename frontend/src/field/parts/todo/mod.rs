//! Things to do, the same on the home page and on the page of all of them.

pub mod words;

use client::todo::{Sources, Todo, Todos, Urgency, What};
use leptos::{prelude::*, task::spawn_local};
use shared::{
    day::Day,
    form::model::{KindId, Pictogram, Tone},
    forms,
    id::RecordId,
    register::{family::Family1, search::family_ref},
};

use super::{
    people::{name_of, neighbourhood},
    rows::{Says, kind_title},
};
use crate::{
    app::router::Router,
    field::{
        phone::{clock::Clock, register::PhoneRegister, storage::Storage, toasts::Toasts},
        route::Route,
        words as common,
    },
    ui::{
        each::Item,
        icon::{Icon, Sign},
        lang::{self, t},
        list::{LinkRow, PressRow},
        pictogram::KindIcon,
    },
};

/// What there is to do. A handle: copies see the same.
#[derive(Clone, Copy)]
pub struct TodoList {
    storage: Storage,
    register: PhoneRegister,
    clock: Clock,
}

impl TodoList {
    /// For the page that is being drawn; follows the register while that is there.
    pub fn follow() -> Self {
        let register = expect_context::<PhoneRegister>();
        register.follow();
        Self { storage: expect_context(), register, clock: expect_context() }
    }

    /// Asks something of the list, tracked.
    pub fn with<T>(self, ask: impl FnOnce(&Todos<'_>) -> T) -> T {
        let Self { storage, register, clock } = self;
        storage.n_changes.track();
        let (today, tasks) = (clock.today(), storage.tasks());
        let (drafts, records) = (storage.drafts.read(), storage.records.read());
        register.with_settled(|register| {
            let (records, drafts) = (records.items(), drafts.items());
            ask(&Todos::of(Sources { today, register, tasks: &tasks, records, drafts }))
        })
    }

    /// Today, as far as the list is concerned.
    pub fn today(self) -> Day {
        self.clock.today()
    }
}

/// Where a row leads.
#[derive(Clone, PartialEq, Eq)]
enum To {
    /// To an address.
    Place(String),
    /// Into the form that mends a record, at the field where something is missing or wrong.
    Mend(RecordId),
}

/// One thing to do in words.
#[derive(Clone, PartialEq, Eq)]
pub struct TodoRow {
    to: To,
    what: What,
    pictogram: Pictogram,
    title: String,
    place: String,
    why: String,
    /// By when, and how that is marked.
    when: Option<(String, Tone)>,
    is_done: bool,
    /// Tells rows apart that say the same.
    id: String,
}

impl TodoRow {
    /// Puts it in words.
    pub fn of(todo: &Todo<'_>, today: Day) -> Self {
        let member = todo.person.or_else(|| todo.family.and_then(|family| family.head()));
        let title = match member {
            Some(person) => name_of(person),
            None if !todo.name.is_empty() => String::from(todo.name),
            None => String::from(kind_title(todo.kind)),
        };
        let kind = forms::kind(KindId(todo.kind));
        let (number, record) = (member.map_or(0, |person| person.number), todo.record);
        let id = record.map_or_else(|| number.to_string(), |record| record.to_string());
        Self {
            to: to(todo),
            what: todo.what,
            pictogram: kind.map_or(Pictogram::House, |kind| kind.pictogram),
            title,
            place: todo.family.map_or_else(String::new, short_place),
            why: why(todo),
            when: when(todo, today),
            is_done: todo.urgency == Urgency::Done,
            id,
        }
    }

    /// True when it has the words in it that are looked for.
    pub fn has(&self, wanted: &str) -> bool {
        [&self.title, &self.place, &self.why]
            .into_iter()
            .any(|words| crate::ui::words::contains(words, wanted))
    }

    /// For an `Each`: the key holds all that is shown.
    pub fn item(self) -> Item {
        let to = match &self.to {
            To::Place(href) => href.as_str(),
            To::Mend(_) => "",
        };
        let when = self.when.as_ref().map_or("", |(when, _)| when);
        let what = t(&words::name(self.what));
        let done = if self.is_done { "done" } else { "" };
        let parts = [to, &self.id, what, &self.title, &self.place, &self.why, when, done];
        Item::new(parts.join("\n"), || self.draw())
    }

    fn draw(self) -> AnyView {
        let Self { to, pictogram, title, place, why, when, is_done, .. } = self;
        let inside = view! {
            <KindIcon pictogram/>
            <span class="row-words">
                <strong>{title}</strong>
                {(!place.is_empty()).then(|| view! { <span class="below">{place}</span> })}
                <span class="below">{why}</span>
                {when.map(|(words, tone)| view! { <Says words tone/> })}
                {is_done
                    .then(|| view! {
                        <span class="state waits" data-state="answered">
                            <Icon sign=Sign::Up/>
                            <span>{t(&words::DONE)}</span>
                        </span>
                    })}
            </span>
        }
        .into_any();
        match to {
            To::Place(href) => view! { <LinkRow href=href>{inside}</LinkRow> }.into_any(),
            To::Mend(record) => {
                let mend = mend(record);
                view! { <PressRow action="mend-row" on_press=mend>{inside}</PressRow> }.into_any()
            }
        }
    }
}

/// The neighbourhood and the landmark: all of an address would make the row twice as high.
fn short_place(family: &Family1) -> String {
    let landmark = if family.address.is_empty() { &family.hamlet } else { &family.address };
    match neighbourhood(family.rt, family.rw) {
        Some(rt) if landmark.is_empty() => rt,
        Some(rt) => [&rt, " · ", landmark].concat(),
        None => landmark.clone(),
    }
}

/// Opens the form that mends a record.
fn mend(record: RecordId) -> Callback<()> {
    let (storage, toasts) = (expect_context::<Storage>(), expect_context::<Toasts>());
    let router = expect_context::<Router<Route>>();
    Callback::new(move |()| {
        spawn_local(async move {
            match storage.mend(record).await {
                Ok(()) => router.go(Route::Fill { draft: record, section: String::new() }),
                Err(error) => toasts.say(error.words()),
            }
        });
    })
}

fn to(todo: &Todo<'_>) -> To {
    let family = todo.family.zip(todo.village);
    let family = family.map(|(family, village)| Route::Family(family_ref(village, family)));
    let place = match (todo.what, todo.record) {
        (What::ToMend | What::ToFollow | What::Draft, Some(draft)) if todo.has_draft => {
            Route::Fill { draft, section: String::new() }
        }
        (What::ToMend, Some(record)) if todo.is_read_first => Route::Record(record),
        (What::ToMend | What::ToFollow, Some(record)) => return To::Mend(record),
        (_, record) => match (family, record) {
            (Some(family), _) => family,
            (None, Some(visit)) => Route::Visit(visit),
            // Somebody whom the register does not have: looked for, or added.
            (None, None) => Route::Register,
        },
    };
    To::Place(place.href())
}

/// What for, in one line.
fn why(todo: &Todo<'_>) -> String {
    let what = match todo.what {
        What::Asked if !todo.reason.is_empty() => todo.reason,
        What::Draft | What::ToMend | What::ToFollow => {
            return [kind_title(todo.kind), " · ", t(&words::why(todo.what))].concat();
        }
        What::Asked | What::Appointment | What::Measure | What::NotSeen => {
            t(&words::why(todo.what))
        }
    };
    let last = match todo.what {
        What::Measure | What::NotSeen => match todo.last {
            Some(day) => [t(&words::LAST), " ", &day.words(lang::now())].concat(),
            None => String::from(t(&words::NEVER)),
        },
        What::Asked | What::Appointment | What::ToMend | What::ToFollow | What::Draft => {
            return String::from(what);
        }
    };
    [what, " · ", &last].concat()
}

/// By when.
fn when(todo: &Todo<'_>, today: Day) -> Option<(String, Tone)> {
    let due = todo.due?;
    match todo.urgency {
        Urgency::Overdue => {
            let n_days = usize::try_from(today.since(due)).unwrap_or(0);
            let words = common::counted(n_days, &words::DAYS_LATE);
            Some(([t(&words::LATE), " ", &words].concat(), Tone::Attention))
        }
        Urgency::Today => Some((String::from(t(&words::TODAY)), Tone::Attention)),
        Urgency::Later => {
            let by = if todo.what == What::Appointment { &words::ON } else { &words::UNTIL };
            Some(([t(by), " ", &due.words(lang::now())].concat(), Tone::Plain))
        }
        Urgency::Someday | Urgency::Done => None,
    }
}
