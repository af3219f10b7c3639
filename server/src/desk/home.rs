//! Which family and person of the register a record is about, by what its answers say.

use shared::{
    desk::family::Home,
    form::{
        eval::walk,
        model::{FormKind, KindId},
        value::{Chosen, Value, Values},
    },
    forms::{
        self, lists, person,
        visit::{self, VISIT},
    },
    id::{FamilyId, PersonId},
    register::reference::{PersonRef, Reference},
};

use crate::store::{
    Reads, Scope, StoreError,
    register::{Family, PersonState},
};

/// How many families with one number are looked at.
const SAME_MAX: u32 = 8;

/// One thing that answers say about whom they mean, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    Person(PersonRef),
    Nik(u64),
    Card(u64),
}

/// What a record says about whom it means.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signs(Vec<Sign>);

impl Signs {
    /// Of a record's answers. A visit of a session is about no family, a confidential report about
    /// nobody.
    #[must_use]
    pub fn of(kind: &FormKind, values: &Values) -> Self {
        if kind.is_confidential {
            return Self::default();
        }
        if kind.id == VISIT.id {
            let is_family = values.get(visit::KIND) == Some(Chosen(lists::VISIT_FAMILY));
            let card = values.get(visit::KK).filter(|_| is_family);
            return Self(card.and_then(sixteen).map(Sign::Card).into_iter().collect());
        }
        let mut signs = Vec::new();
        let group = kind.nik.and_then(<[_]>::split_last).map(|(_, group)| group);
        if let Some(Value::Group(group)) = group.and_then(|path| walk(values, path)) {
            if let Some(Value::Bytes(bytes)) = group.at(person::REFERENCE) {
                signs.extend(PersonRef::from_bytes(bytes).map(Sign::Person));
            }
            signs.extend(group.get(person::NIK).and_then(sixteen).map(Sign::Nik));
        }
        Self(signs)
    }

    /// What the family's own visit adds: its card.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// True when a family is meant, or somebody in it.
    #[must_use]
    pub fn mean(&self, family: &Family) -> bool {
        self.0.iter().any(|sign| match *sign {
            Sign::Card(card) => {
                family.no_kk == Some(card)
                    || family.former_kk.iter().any(|former| former.digits == card)
            }
            Sign::Nik(_) | Sign::Person(_) => member(family, *sign).is_some(),
        })
    }

    /// The family that is meant, and who of it; `None` when the register has neither, or not within the
    /// scope.
    ///
    /// # Errors
    /// The store's.
    pub fn home(&self, tx: &dyn Reads, scope: Scope) -> Result<Option<Home>, StoreError> {
        for sign in &self.0 {
            let mut ids = match *sign {
                Sign::Person(Reference::Numbered { village, number }) => {
                    let found = tx.person_numbered(village, number)?;
                    found.map(|(family, _)| family).into_iter().collect()
                }
                Sign::Person(Reference::New(id)) => tx.family_of(id)?.into_iter().collect(),
                Sign::Nik(nik) => {
                    let found = tx.people_with_nik(nik, SAME_MAX)?;
                    found.into_iter().map(|(family, _)| family).collect()
                }
                Sign::Card(card) => tx.families_with_kk(card, SAME_MAX)?,
            };
            ids.dedup();
            for id in ids {
                if let Some(family) = seen(tx, scope, id)? {
                    return Ok(Some(home(&family, member(&family, *sign))));
                }
            }
        }
        Ok(None)
    }
}

/// A family, if the scope holds its village.
///
/// # Errors
/// The store's.
pub fn seen(tx: &dyn Reads, scope: Scope, id: FamilyId) -> Result<Option<Family>, StoreError> {
    Ok(tx.family(id)?.filter(|family| scope.holds(family.village)))
}

/// Whom of a family a sign means.
fn member(family: &Family, sign: Sign) -> Option<PersonId> {
    let is_it = |person: &&crate::store::register::Person| match sign {
        Sign::Person(Reference::Numbered { village, number }) => {
            village == family.village && person.number == number
        }
        Sign::Person(Reference::New(id)) => person.id == id,
        Sign::Nik(nik) => {
            person.nik == Some(nik) || person.former_nik.iter().any(|former| former.digits == nik)
        }
        Sign::Card(_) => false,
    };
    let found = family.members.iter().filter(is_it);
    // A number that two have is more likely that of the one who is still there.
    found.min_by_key(|person| person.state != PersonState::Alive).map(|person| person.id)
}

fn home(family: &Family, person: Option<PersonId>) -> Home {
    let name = |id| family.members.iter().find(|one| one.id == id).map(|one| one.name.clone());
    Home {
        family: family.id.to_string(),
        head: family.members.first().map_or_else(String::new, |head| head.name.clone()),
        person: person.and_then(name),
    }
}

fn sixteen(number: i64) -> Option<u64> {
    u64::try_from(number).ok().filter(|number| *number > 0)
}

/// The signs of a record of a kind by its code; none of a kind that is not known here.
#[must_use]
pub fn signs(kind: u16, values: &Values) -> Signs {
    forms::kind(KindId(kind)).map_or_else(Signs::default, |kind| Signs::of(kind, values))
}
