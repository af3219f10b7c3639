//! One family of the register.

use client::todo;
use leptos::prelude::*;
use shared::{
    day::Day,
    form::value::Values,
    forms::{self, allowed, lists},
    region::VillageCode,
    register::{
        family::{Family1, Gone1, Person1},
        prefill,
        reference::FamilyRef,
        search::family_ref,
    },
    sex::Sex,
};

use super::{digits_of, ends_with, name_of, of_family::OfFamily, place_of, words};
use crate::{
    field::{
        parts::start_form::Starter,
        phone::{clock::Clock, register::PhoneRegister, storage::Storage},
        route::Route,
        shell::frame::PlainPage,
    },
    ui::{
        button::{BigButton, Button},
        each::Anew,
        icon::Sign,
        lang::{self, t},
        pictogram::KindIcon,
        when::When,
    },
};

/// Below this age months say more than years.
const MONTHS_UNTIL_YEARS: i32 = 5;

/// The page.
#[component]
pub fn Family(reference: FamilyRef) -> impl IntoView {
    let register = expect_context::<PhoneRegister>();
    register.follow();
    let (clock, starter) = (expect_context::<Clock>(), Starter::new());
    let found = Memo::new(move |_| {
        register.with(|people| {
            people.family(reference).map(|(village, family)| (village, family.clone()))
        })
    });
    let key = move || format!("{:?}", found.get());
    let draw = move |_| match found.get_untracked() {
        Some((village, family)) => card(village, &family, clock.today(), starter),
        None => view! { <p class="quiet-words">{t(&words::GONE)}</p> }.into_any(),
    };
    view! {
        <PlainPage title=t(&words::TITLE) back=Some((Route::Register, words::TITLE))>
            <Anew key=Signal::derive(key) draw/>
        </PlainPage>
    }
}

fn card(village: VillageCode, family: &Family1, today: Day, starter: Starter) -> AnyView {
    let name = family.head().map_or_else(|| place_of(family), name_of);
    let card = match family.kk {
        Some(digits) => [t(&words::CARD), " ", &ends_with(digits)].concat(),
        None => String::from(t(&words::NO_CARD)),
    };
    let storage = expect_context::<Storage>();
    let seen = storage
        .records
        .with_untracked(|records| todo::last_visit(records.items(), village, family));
    let seen = match seen {
        Some(day) => [t(&words::SEEN), " ", &day.words(lang::now())].concat(),
        None => String::from(t(&words::NEVER_SEEN)),
    };
    let is_own = family.number == 0;
    let programmes = programmes(&family.programmes);
    let asked = RwSignal::new(looked_for(family));
    let begin = |person: &Person1| Begin {
        village,
        visit: prefill::visit(village, family),
        person: prefill::person(village, person, today),
        starter,
    };
    let rows = family.members.iter().enumerate();
    let members = rows.map(|(idx, person)| member((idx, person), today, begin(person), asked));
    let members = members.collect_view();
    let n_gone = family.gone.iter().filter(|gone| gone.why != Gone1::MERGED).count();
    let values = prefill::visit(village, family);
    let reference = family_ref(village, family);
    view! {
        <h2>{name}</h2>
        <div class="below">
            <p>{place_of(family)}</p>
            <p>{card}</p>
            <p>{seen}</p>
        </div>
        {is_own.then(|| view! { <p class="quiet-words">{t(&words::ADDED_HERE)}</p> })}
        {(!programmes.is_empty())
            .then(|| view! { <p>{[t(&words::PROGRAMMES), ": ", &programmes].concat()}</p> })}
        <BigButton
            sign=Sign::House
            title=t(&words::START_VISIT)
            below=t(&words::START_VISIT_BELOW)
            action="visit-family"
            on_press=move || starter.visit_of(village, values.clone())
        />
        <h2>{t(&words::MEMBERS)}</h2>
        <ul class="rows" data-list="members">{members}</ul>
        {(n_gone > 0)
            .then(|| view! {
                <p class="quiet-words">{[t(&words::LEFT), ": ", &n_gone.to_string()].concat()}</p>
            })}
        <OfFamily family=reference/>
    }
    .into_any()
}

/// The place of the member whom the search has led here for.
fn looked_for(family: &Family1) -> Option<u32> {
    let number = expect_context::<PhoneRegister>().found.get_untracked()?;
    let idx = family.members.iter().position(|person| person.number == number)?;
    u32::try_from(idx).ok()
}

/// What a form about a member begins with.
#[derive(Clone)]
struct Begin {
    village: VillageCode,
    visit: Values,
    person: Values,
    starter: Starter,
}

/// The kinds of form that may be about a member. What a visit does not allow is said when it is over.
fn kinds(begin: &Begin, today: Day) -> AnyView {
    let kinds = forms::ALL.iter().copied().filter(|kind| {
        let has_place = kind.person().is_some() && !kind.is_confidential;
        has_place && allowed::fits(kind, &prefill::form(kind, &begin.person), today)
    });
    let buttons = kinds.map(|kind| {
        let Begin { village, visit, person, starter } = begin.clone();
        let press = move |_| {
            let form = (kind.id, prefill::form(kind, &person));
            starter.visit_with(village, visit.clone(), form);
        };
        view! {
            <button type="button" class="big" data-kind=kind.name on:click=press>
                <KindIcon pictogram=kind.pictogram/>
                <span>
                    <strong>{t(&kind.title)}</strong>
                </span>
            </button>
        }
        .into_any()
    });
    view! {
        <h3>{t(&words::WHICH_FORM)}</h3>
        <div class="starts tight">{buttons.collect_view()}</div>
    }
    .into_any()
}

fn member(
    (idx, person): (usize, &Person1),
    today: Day,
    begin: Begin,
    asked: RwSignal<Option<u32>>,
) -> AnyView {
    let number = u32::try_from(idx).unwrap_or(u32::MAX);
    let is_asked = Signal::derive(move || asked.get() == Some(number));
    let press = move || asked.update(|asked| *asked = (*asked != Some(number)).then_some(number));
    let words = move || t(if is_asked.get() { &words::CANCEL } else { &words::BEGIN });
    let relation = lists::RELATION.option(person.relation).map(|one| String::from(t(&one.label)));
    let sex = person.sex().map(|sex: Sex| String::from(t(&sex.label())));
    let parts = [relation, sex, age(person, today), Some(digits_of(person))];
    let mut below: Vec<String> = parts.into_iter().flatten().collect();
    let programmes = programmes(&person.programmes);
    if !programmes.is_empty() {
        below.push(programmes);
    }
    view! {
        <li>
            <span class="row-words">
                <strong>{name_of(person)}</strong>
                <span class="below">{below.join(" · ")}</span>
                <Button class="small" action="begin-form" on_press=press>{words}</Button>
            </span>
            <When is=is_asked>{kinds(&begin, today)}</When>
        </li>
    }
    .into_any()
}

/// How old somebody is, in words.
pub(super) fn age(person: &Person1, today: Day) -> Option<String> {
    let birth = person.birth?;
    let years = today.years_since(birth).max(0);
    let age = if years < MONTHS_UNTIL_YEARS {
        [&today.months_since(birth).max(0).to_string(), " ", t(&words::MONTHS)].concat()
    } else {
        [&years.to_string(), " ", t(&words::YEARS)].concat()
    };
    Some(if person.birth_is_about { [t(&words::ABOUT), " ", &age].concat() } else { age })
}

fn programmes(codes: &[u16]) -> String {
    let names = codes.iter().filter_map(|code| lists::assistance::PROGRAM.option(*code));
    names.map(|one| t(&one.label)).collect::<Vec<_>>().join(", ")
}
