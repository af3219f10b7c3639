//! What an accepted change in a family changes.

use super::{Described, RegisterChange, described_at, people};
use crate::{
    form::value::{Chosen, Key, Values},
    forms::{
        lists::change,
        mutasi_keluarga::{
            BABY, DIVORCE, ELEMENT, KIND, MOTHER, NEW_BIRTH, NEW_HEAD, NEW_KK, NEW_NIK, NEW_VALUE,
            PARTNER, PEOPLE, SUBJECT, WHOLE_FAMILY,
        },
    },
};

/// A child of the head ([`crate::forms::lists::RELATION`]).
const CHILD: u16 = 4;
/// The name is corrected ([`change::ELEMENT`]).
const ELEMENT_NAME: u16 = 2;

/// One arm for each kind of change.
pub(super) fn effect(visit: &Values, form: &Values) -> Vec<RegisterChange> {
    let Some(Chosen(kind)) = form.get(KIND) else { return Vec::new() };
    let at = |key: Key<Values>| described_at(visit, form, key);
    let subject = || at(SUBJECT);
    let some = |change: Option<RegisterChange>| change.into_iter().collect::<Vec<_>>();
    match kind {
        change::BORN => {
            let baby = at(BABY).map(|baby| Described {
                // A child of somebody else than the head has another relation, which nobody asked.
                relation: baby.relation.or(mother_is_of_head(at(MOTHER)).then_some(CHILD)),
                ..baby
            });
            some(baby.map(RegisterChange::Person))
        }
        change::DIED => some(subject().map(RegisterChange::Died)),
        change::MOVED_OUT if form.get(WHOLE_FAMILY) == Some(true) => {
            vec![RegisterChange::FamilyMoved]
        }
        change::MOVED_OUT => {
            let mut gone = some(subject().map(RegisterChange::MovedOut));
            gone.extend(people(visit, form, PEOPLE).into_iter().map(RegisterChange::MovedOut));
            gone
        }
        change::MOVED_IN => {
            let mut here = some(subject().map(RegisterChange::Person));
            here.extend(people(visit, form, PEOPLE).into_iter().map(RegisterChange::Person));
            here
        }
        // Where the two live is another change, with its own card.
        change::MARRIED => {
            let both = [subject(), at(PARTNER)].into_iter().flatten();
            both.take(1).map(RegisterChange::Person).collect()
        }
        change::DIVORCED => {
            let by_death = form.get(DIVORCE) == Some(Chosen(change::DIVORCED_BY_DEATH));
            let dead = at(PARTNER).filter(|_| by_death).map(RegisterChange::Died);
            some(subject().map(RegisterChange::Person)).into_iter().chain(dead).collect()
        }
        change::SPLIT | change::JOINED => {
            let no_kk = form.get(NEW_KK).and_then(|number| u64::try_from(number).ok());
            let head = at(NEW_HEAD);
            let others = people(visit, form, PEOPLE);
            let is_other = |one: &Described| {
                head.as_ref()
                    .is_none_or(|head| one.name != head.name || one.reference != head.reference)
            };
            let others: Vec<_> = others.into_iter().filter(is_other).collect();
            let people = head.clone().into_iter().chain(others).collect();
            vec![RegisterChange::OnCard { no_kk, people }]
        }
        change::NEW_HEAD => {
            let mut changes = some(at(NEW_HEAD).map(RegisterChange::Head));
            let card = form.get(NEW_KK).and_then(|number| u64::try_from(number).ok());
            changes.extend(card.map(RegisterChange::Card));
            changes
        }
        // Somebody who is away or missing still belongs to the family.
        change::MISSING | change::AWAY => some(subject().map(RegisterChange::Person)),
        change::CORRECTED => some(subject().map(|subject| corrected(subject, form))),
        _ => Vec::new(),
    }
}

/// The right value in place of the wrong one, where the register has such a thing.
fn corrected(subject: Described, form: &Values) -> RegisterChange {
    let Some(Chosen(element)) = form.get(ELEMENT) else { return RegisterChange::Person(subject) };
    let nik = form.get(NEW_NIK).and_then(|nik| u64::try_from(nik).ok());
    match (element, nik, form.get(NEW_BIRTH), form.get(NEW_VALUE)) {
        (change::ELEMENT_NIK, Some(nik), ..) => RegisterChange::Nik(subject, nik),
        (change::ELEMENT_BIRTH, _, Some(birth), _) => RegisterChange::Person(Described {
            birth: Some(birth),
            birth_is_about: false,
            ..subject
        }),
        // Without a reference the wrong name would find nobody under the right one.
        (ELEMENT_NAME, _, _, Some(name))
            if subject.reference.is_some() || subject.nik.is_some() =>
        {
            RegisterChange::Person(Described { name, ..subject })
        }
        _ => RegisterChange::Person(subject),
    }
}

/// The head's wife, or the head herself.
fn mother_is_of_head(mother: Option<Described>) -> bool {
    mother.and_then(|mother| mother.relation).is_some_and(|relation| matches!(relation, 1 | 3))
}
