//! Whom a record is about, by the references among its answers. The server ends tasks by it, and a phone
//! knows by it what is done before the server has said so.

use super::reference::{FamilyRef, PersonRef};
use crate::{
    form::{
        eval::walk,
        model::{FormKind, Kind},
        value::{Chosen, Value, Values},
    },
    forms::{
        lists, person,
        visit::{self, VISIT},
    },
};

/// Whom a record is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// The family that was visited.
    pub family: Option<FamilyRef>,
    /// The person that a form is about.
    pub person: Option<PersonRef>,
    /// It is a visit at which nobody was met: what was asked for is still to be done.
    pub is_in_vain: bool,
}

impl About {
    /// What the answers of a record say.
    #[must_use]
    pub fn of(kind: &FormKind, values: &Values) -> Self {
        let is_visit = kind.id == VISIT.id;
        let outcome = values.get(visit::OUTCOME).map(|Chosen(code)| code);
        let in_vain = [lists::OUTCOME_NOBODY, lists::OUTCOME_NOT_FOUND];
        Self {
            family: if is_visit { family_in(kind, values) } else { None },
            person: person_in(kind, values),
            is_in_vain: is_visit && outcome.is_some_and(|outcome| in_vain.contains(&outcome)),
        }
    }
}

/// The family of a visit: the reference that stands in no group.
fn family_in(kind: &FormKind, values: &Values) -> Option<FamilyRef> {
    let (_, field) = kind.fields().find(|(_, field)| matches!(field.kind, Kind::Reference))?;
    match values.at(field.tag)? {
        Value::Bytes(bytes) => FamilyRef::from_bytes(bytes),
        _ => None,
    }
}

/// The person whose NIK is that of the record.
fn person_in(kind: &FormKind, values: &Values) -> Option<PersonRef> {
    let (_, group) = kind.nik?.split_last()?;
    let Value::Group(values) = walk(values, group)? else { return None };
    match values.at(person::REFERENCE)? {
        Value::Bytes(bytes) => PersonRef::from_bytes(bytes),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        forms::balita::{self, BALITA},
        region::VillageCode,
    };

    #[test]
    fn a_form_names_its_person_and_a_visit_says_whether_anybody_was_met() {
        let someone =
            PersonRef::Numbered { village: VillageCode::from_number(3_523_161_003), number: 7 };
        let mut child = Values::new();
        child.put(person::REFERENCE, Some(Value::Bytes(someone.to_bytes())));
        let mut form = Values::new();
        form.put(balita::CHILD.tag, Some(Value::Group(child)));
        let about = About::of(&BALITA, &form);
        assert_eq!((about.person, about.family, about.is_in_vain), (Some(someone), None, false));

        for (outcome, is_in_vain) in [
            (lists::OUTCOME_COMPLETE, false),
            (lists::OUTCOME_REFUSED, false),
            (lists::OUTCOME_NOBODY, true),
            (lists::OUTCOME_NOT_FOUND, true),
        ] {
            let mut visit = Values::new();
            visit.set(visit::OUTCOME, Chosen(outcome));
            assert_eq!(About::of(&VISIT, &visit).is_in_vain, is_in_vain);
        }
        assert_eq!(About::of(&BALITA, &Values::new()), About::default());
    }
}
