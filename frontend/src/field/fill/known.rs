//! What a form is told of the register, and the note where whom it is about is not there any more.

use leptos::prelude::*;
use shared::{
    day::Day,
    form::value::Values,
    forms::visit::VISIT,
    register::{
        family::Person1,
        prefill,
        reference::{About, FamilyRef, about},
    },
};

use super::{draft::DraftFacts, words};
use crate::{
    field::parts::people::ends_with,
    field::phone::{clock::Clock, register::PhoneRegister, session::Session},
    ui::{
        form::{Filling, FromRegister, Known},
        lang::t,
        note::{Note, NoteKind},
    },
};

/// Tells the form that is drawn next what the register knows of the family of its visit, which may be
/// itself.
pub fn tell(visit: Option<&Values>) {
    let (register, clock) = (expect_context::<PhoneRegister>(), expect_context::<Clock>());
    register.follow();
    let family: Option<FamilyRef> = visit.and_then(|visit| about(&VISIT, visit).family);
    let people = move |who: fn(&Person1, Day) -> bool| {
        let family = family.map(|family| register.members(family, clock.today(), who));
        family.unwrap_or_default()
    };
    provide_context(FromRegister {
        number: Callback::new(move |(compared, reference): (_, Vec<u8>)| {
            match register.number(compared, &reference) {
                None => Known::Nobody,
                Some(None) => Known::Nothing,
                Some(Some(digits)) => Known::Digits(ends_with(digits)),
            }
        }),
        people: Callback::new(move |()| people(|_, _| true)),
        speakers: Callback::new(move |()| people(prefill::may_speak)),
    });
}

/// Says that whom the form is about has left the register of this phone, or that its village is not the
/// person's any more. What was typed stays.
#[component]
pub fn Whereabouts(form: Filling, facts: DraftFacts) -> impl IntoView {
    let (register, session) = (expect_context::<PhoneRegister>(), expect_context::<Session>());
    let whom = form.follow(move |_, state| about(form.kind, &state.values));
    let words = Memo::new(move |_| {
        let About { family, person } = whom.get();
        if family.is_none() && person.is_none() {
            return None;
        }
        if session.villages_today().iter().all(|mine| mine.village != facts.village) {
            return Some(words::NOT_YOUR_VILLAGE);
        }
        let is_here = register.with(|people| {
            family.is_none_or(|family| people.family(family).is_some())
                && person.is_none_or(|person| people.person(person).is_some())
        });
        let is_gone = !is_here && register.is_whole(&[facts.village]);
        is_gone.then_some(words::NOT_THERE)
    });
    move || {
        words.get().map(|words| {
            view! {
                <Note kind=NoteKind::Warn>
                    <p data-whereabouts="">{t(&words)}</p>
                </Note>
            }
        })
    }
}
