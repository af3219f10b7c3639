//! The search in the register.

use leptos::prelude::*;
use shared::register::{
    query::Query,
    search::{Hit, family_ref},
};

use super::{digits_of, name_of, place_of, words};
use crate::{
    app::router::Router,
    field::{
        phone::{clock::Clock, register::PhoneRegister, session::Session},
        route::Route,
        shell::frame::{HOME, PlainPage},
    },
    ui::{
        button::BigButton,
        each::{Each, Item},
        icon::Sign,
        lang::t,
        list::{LinkList, LinkRow},
        live::Live,
    },
};

/// Most rows on screen.
const ROWS_MAX: usize = 50;

/// The page: a box to search and what is found.
#[component]
pub fn Search() -> impl IntoView {
    let register = expect_context::<PhoneRegister>();
    register.follow();
    let router = expect_context::<Router<Route>>();
    let search = RwSignal::new(String::new());
    view! {
        <PlainPage title=t(&words::TITLE) back=HOME>
            <div class="field">
                <label class="label" for="cari-warga">
                    {t(&words::SEARCH)}
                </label>
                <p class="hint" id="cari-warga-hint">
                    {t(&words::SEARCH_HINT)}
                </p>
                <input
                    type="search"
                    id="cari-warga"
                    name="cari-warga"
                    autocomplete="off"
                    autocapitalize="off"
                    aria-describedby="cari-warga-hint"
                    on:input=move |event| search.set(event_target_value(&event))
                />
            </div>
            <Found register search/>
            <BigButton
                sign=Sign::House
                title=t(&words::ADD)
                below=t(&words::ADD_BELOW)
                action="add-family"
                on_press=move || router.go(Route::AddFamily)
            />
        </PlainPage>
    }
}

#[component]
fn Found(register: PhoneRegister, search: RwSignal<String>) -> impl IntoView {
    let (clock, session) = (expect_context::<Clock>(), expect_context::<Session>());
    let rows = Memo::new(move |_| {
        let query = search.with(|typed| Query::parse(typed));
        register.with(|people| {
            let hits = people.search(&query, ROWS_MAX + 1);
            hits.iter().map(|hit| Row::of(hit, clock)).collect::<Vec<_>>()
        })
    });
    let items =
        move || -> Vec<Item> { rows.get().into_iter().take(ROWS_MAX).map(Row::item).collect() };
    let below = move || {
        let villages: Vec<_> =
            session.villages_today().iter().map(|assigned| assigned.village).collect();
        let n_people = register.with(shared::register::search::Register::n_people);
        let is_asked = search.with(|typed| !Query::parse(typed).is_empty());
        match rows.with(Vec::len) {
            n_rows if n_rows > ROWS_MAX => String::from(t(&words::MORE)),
            1.. => String::new(),
            _ if n_people == 0 => String::from(t(&words::EMPTY)),
            _ if !register.is_whole(&villages) => String::from(t(&words::ARRIVING)),
            _ if is_asked => String::from(t(&words::NONE_FOUND)),
            _ => [&n_people.to_string(), " ", t(&words::N_PEOPLE)].concat(),
        }
    };
    view! {
        <LinkList name="people">
            <Each items/>
        </LinkList>
        <p class="quiet-words" role="status">
            <Live words=below/>
        </p>
    }
}

/// A row in words.
#[derive(Clone, PartialEq, Eq)]
struct Row {
    href: String,
    title: String,
    below: String,
    /// Tells members of one family apart.
    number: u32,
}

impl Row {
    fn of(hit: &Hit<'_>, clock: Clock) -> Self {
        let Hit { village, family, member, is_near } = *hit;
        let href = Route::Family(family_ref(village, family)).href();
        let mut below = Vec::new();
        if is_near {
            below.push(String::from(t(&words::NEAR)));
        }
        below.push(place_of(family));
        if let Some(person) = member {
            below.extend(super::family::age(person, clock.today()));
            below.push(digits_of(person));
        }
        below.retain(|part| !part.is_empty());
        Self {
            href,
            title: member.map_or_else(|| place_of(family), name_of),
            below: below.join(" · "),
            number: member.map_or(0, |person| person.number),
        }
    }

    /// For an `Each`: the key holds all that is shown.
    fn item(self) -> Item {
        let found = expect_context::<PhoneRegister>().found;
        let person = Some(self.number).filter(|number| *number != 0);
        let number = self.number.to_string();
        let key = [&self.href, "\n", &number, "\n", &self.title, "\n", &self.below].concat();
        Item::new(key, move || {
            view! {
                <LinkRow href=self.href on_press=Callback::new(move |()| found.set(person))>
                    <span class="row-words">
                        <strong>{self.title}</strong>
                        <span class="below">{self.below}</span>
                    </span>
                </LinkRow>
            }
            .into_any()
        })
    }
}
