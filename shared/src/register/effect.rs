//! What an accepted record changes in the register: one function per kind, from answers to changes.
//!
//! The functions decide nothing about aid and look nothing up: a person is named as the answers name
//! him, and whoever applies the changes finds him. What only proposes something, such as who should
//! receive a programme, changes nothing here.

mod change_in_family;
#[cfg(test)]
mod tests;

use crate::{
    day::Day,
    form::{
        model::KindId,
        value::{Chosen, Key, Value, Values},
    },
    forms::{
        self,
        balita::{self, BALITA},
        bansos::{self, BANSOS},
        family,
        lists::{self, assistance},
        mutasi_keluarga::MUTASI_KELUARGA,
        person,
        visit::{self, VISIT},
    },
    register::reference::PersonRef,
    sex::Sex,
};

/// One change of the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RegisterChange {
    /// Where the family lives, as far as it was answered.
    Place(Place),
    /// The family was visited on this day.
    Seen(Day),
    /// The family has this card now; the number before stays known.
    Card(u64),
    /// Somebody of the family is as described; whoever is not known is added to it.
    Person(Described),
    /// A child was measured.
    Measured {
        /// Who.
        child: Described,
        /// When.
        day: Day,
        /// Weight.
        weight_g: Option<u32>,
        /// Length or height, 0.1 mm.
        length_01mm: Option<u32>,
        /// Code of [`lists::child::POSITION`]; 0 when it is not known.
        position: u16,
    },
    /// The family receives a programme, or does not any more.
    Programme {
        /// Code of [`assistance::PROGRAM`].
        code: u16,
        /// Receives it now.
        receives: bool,
    },
    /// Somebody died.
    Died(Described),
    /// Somebody moved away.
    MovedOut(Described),
    /// The whole family moved away.
    FamilyMoved,
    /// Nobody of the family is left.
    FamilyEnded,
    /// These people have a card of their own, or are on another one; the first is its head.
    OnCard {
        /// The number, where there is one already.
        no_kk: Option<u64>,
        /// Who.
        people: Vec<Described>,
    },
    /// Somebody of the family is its head now.
    Head(Described),
    /// A NIK was corrected, or takes the place of none.
    Nik(Described, u64),
}

/// Where a family lives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// RT.
    pub rt: Option<u16>,
    /// RW.
    pub rw: Option<u16>,
    /// Hamlet.
    pub hamlet: Option<String>,
    /// Address or landmark.
    pub address: Option<String>,
}

/// A person as answers describe him.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Described {
    /// Who he is in the register, where the form says so.
    pub reference: Option<PersonRef>,
    /// NIK, where it was typed.
    pub nik: Option<u64>,
    /// Why there is none.
    pub no_nik: Option<u16>,
    /// Name; empty when it was not asked.
    pub name: String,
    /// Sex.
    pub sex: Option<Sex>,
    /// Day of birth.
    pub birth: Option<Day>,
    /// The day of birth was reckoned from an age.
    pub birth_is_about: bool,
    /// Relation to the head of the family, where the form asks for that one.
    pub relation: Option<u16>,
}

/// What an accepted record changes: its own answers, and those of its visit (the same for a visit).
#[must_use]
pub fn effect(kind: KindId, visit: &Values, form: &Values) -> Vec<RegisterChange> {
    if forms::is_confidential(kind) {
        Vec::new()
    } else if kind == VISIT.id {
        of_visit(form)
    } else if kind == BALITA.id {
        of_child(visit, form)
    } else if kind == BANSOS.id {
        of_assistance(visit, form)
    } else if kind == MUTASI_KELUARGA.id {
        change_in_family::effect(visit, form)
    } else {
        // What is confidential stays in its record; the others are about how somebody fares. That he is, and who, is all that they change.
        of_subject(visit, form, SUBJECT)
    }
}

/// Where most kinds have the person that they are about.
const SUBJECT: Key<Values> = Key::new(1);

/// Everybody was said to have died ([`lists::OUTCOME`]).
const ALL_DIED: u16 = 8;

/// A visit tells where the family lives and which card it has.
fn of_visit(form: &Values) -> Vec<RegisterChange> {
    let is_session = form.get(visit::KIND) == Some(Chosen(lists::VISIT_SESSION));
    let Some(Chosen(outcome)) = form.get(visit::OUTCOME).filter(|_| !is_session) else {
        return Vec::new();
    };
    match outcome {
        lists::OUTCOME_COMPLETE | lists::OUTCOME_INCOMPLETE => {
            let mut changes = Vec::new();
            changes.extend(form.get(visit::DATE).map(RegisterChange::Seen));
            let place = Place {
                rt: small(form, visit::RT),
                rw: small(form, visit::RW),
                hamlet: words(form, visit::HAMLET),
                address: words(form, visit::ADDRESS),
            };
            if place != Place::default() {
                changes.push(RegisterChange::Place(place));
            }
            let card = form.get(visit::KK).and_then(|number| u64::try_from(number).ok());
            changes.extend(card.map(RegisterChange::Card));
            changes
        }
        lists::OUTCOME_GONE => vec![RegisterChange::FamilyMoved],
        ALL_DIED => vec![RegisterChange::FamilyEnded],
        _ => Vec::new(),
    }
}

/// A measured child is a person with one more measure.
fn of_child(visit: &Values, form: &Values) -> Vec<RegisterChange> {
    let Some(child) = described_at(visit, form, balita::CHILD) else { return Vec::new() };
    // The relation there is of the carer to the child.
    let child = Described { relation: None, ..child };
    let day = form.get(balita::MEASURED_ON).or_else(|| visit.get(visit::DATE));
    let number = |key| form.get(key).and_then(|number: i64| u32::try_from(number).ok());
    let (weight_g, length_01mm) = (number(balita::WEIGHT), number(balita::LENGTH));
    let mut changes = vec![RegisterChange::Person(child.clone())];
    if let Some(day) = day.filter(|_| weight_g.is_some() || length_01mm.is_some()) {
        let position = form.get(balita::POSITION).map_or(0, |Chosen(code)| code);
        changes.push(RegisterChange::Measured { child, day, weight_g, length_01mm, position });
    }
    changes
}

/// A proposal about assistance tells who the family is and what it receives. What is proposed becomes
/// true where that is decided, and comes back by a list.
fn of_assistance(visit: &Values, form: &Values) -> Vec<RegisterChange> {
    let mut changes = of_subject(visit, form, bansos::SUBJECT);
    for row in form.rows(bansos::PEOPLE.tag) {
        changes.extend(described(visit, &row.values).map(RegisterChange::Person));
    }
    for row in form.rows(bansos::PROGRAMS.tag) {
        let code = row.values.get(bansos::PROGRAM);
        let participation = row.values.get(bansos::PARTICIPATION);
        let receives = match participation {
            Some(Chosen(assistance::RECEIVES)) => true,
            Some(Chosen(RECEIVED_ONCE)) => false,
            _ => continue,
        };
        changes.extend(code.map(|Chosen(code)| RegisterChange::Programme { code, receives }));
    }
    let moved = form.get(bansos::CHANGED_ADDRESS).filter(|words| !words.trim().is_empty());
    changes.extend(moved.map(|address| {
        RegisterChange::Place(Place { address: Some(address), ..Place::default() })
    }));
    if form.get(bansos::DIED_ON).is_some()
        && let Some(dead) = described_at(visit, form, bansos::SUBJECT)
    {
        changes.push(RegisterChange::Died(dead));
    }
    changes
}

/// Did receive it, not any more ([`assistance::PARTICIPATION`]).
const RECEIVED_ONCE: u16 = 2;

fn of_subject(visit: &Values, form: &Values, key: Key<Values>) -> Vec<RegisterChange> {
    described_at(visit, form, key).map(RegisterChange::Person).into_iter().collect()
}

/// The person in a group of a form.
fn described_at(visit: &Values, form: &Values, key: Key<Values>) -> Option<Described> {
    described(visit, form.group(key.tag)?)
}

/// The person that a group or row of the fields of [`person`] describes; `None` when it names nobody.
fn described(visit: &Values, group: &Values) -> Option<Described> {
    let reference = match group.at(person::REFERENCE) {
        Some(Value::Bytes(bytes)) => PersonRef::from_bytes(bytes),
        _ => None,
    };
    let name = words(group, person::NAME).unwrap_or_default();
    let age = group.get(person::AGE_ABOUT).and_then(|age| i32::try_from(age).ok());
    let reckoned = visit.get(visit::DATE).zip(age).and_then(|(day, age)| {
        // Nobody knows the day: the first of January of the year.
        Day::from_ymd(day.ymd().0 - age, 1, 1)
    });
    let birth = group.get(person::BIRTH);
    let someone = Described {
        reference,
        nik: group.get(person::NIK).and_then(|nik| u64::try_from(nik).ok()),
        no_nik: group.get(person::NO_NIK).map(|Chosen(code)| code),
        name,
        sex: group.get(person::SEX).and_then(|Chosen(code)| Sex::from_code(code)),
        birth: birth.or(reckoned),
        birth_is_about: birth.is_none() && reckoned.is_some(),
        relation: group.get(person::RELATION).map(|Chosen(code)| code),
    };
    (someone.reference.is_some() || !someone.name.is_empty()).then_some(someone)
}

/// The people in the rows of [`family::identity`].
fn people(visit: &Values, form: &Values, key: Key<Vec<crate::form::value::Row>>) -> Vec<Described> {
    let rows = form.rows(key.tag).iter().take(usize::from(family::MEMBERS_MAX));
    rows.filter_map(|row| described(visit, &row.values)).collect()
}

fn small(values: &Values, key: Key<i64>) -> Option<u16> {
    values.get(key).and_then(|number| u16::try_from(number).ok())
}

fn words(values: &Values, key: Key<String>) -> Option<String> {
    let words = values.get(key)?;
    let words = words.trim();
    (!words.is_empty()).then(|| words.to_owned())
}
