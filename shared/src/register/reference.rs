//! How a form says which family or person of the register it is about: a hidden answer of bytes.
//!
//! One tag byte, then either the village and the number within it (four bytes each, the highest first),
//! or the sixteen bytes of an id that a phone made, for one that has no number yet.

use crate::{
    form::{
        eval::walk,
        model::FormKind,
        value::{Value, Values},
    },
    forms::{person, visit},
    id::{FamilyId, PersonId},
    region::VillageCode,
};

const NUMBERED: u8 = 1;
const NEW: u8 = 2;

/// Names a family or person; `Id` says which of both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reference<Id> {
    /// One that the office has given a number.
    Numbered {
        /// Where.
        village: VillageCode,
        /// Its short name there.
        number: u32,
    },
    /// One that a phone was the first to record.
    New(Id),
}

/// Names a person.
pub type PersonRef = Reference<PersonId>;
/// Names a family.
pub type FamilyRef = Reference<FamilyId>;

/// The ids that a reference may hold.
pub trait ReferredId: Copy {
    /// From its bytes.
    fn from_bytes(bytes: [u8; 16]) -> Self;
    /// Its bytes.
    fn bytes(self) -> [u8; 16];
}

impl ReferredId for PersonId {
    fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    fn bytes(self) -> [u8; 16] {
        self.0
    }
}

impl ReferredId for FamilyId {
    fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    fn bytes(self) -> [u8; 16] {
        self.0
    }
}

impl<Id: ReferredId> Reference<Id> {
    /// Reads the bytes of an answer; `None` for anything that no phone writes.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (&tag, rest) = bytes.split_first()?;
        match tag {
            NUMBERED => {
                let (village, number) = rest.split_first_chunk()?;
                let village = VillageCode::from_number(u32::from_be_bytes(*village));
                let number = u32::from_be_bytes(number.try_into().ok()?);
                Some(Reference::Numbered { village, number })
            }
            NEW => Some(Reference::New(Id::from_bytes(rest.try_into().ok()?))),
            _ => None,
        }
    }

    /// The bytes of the answer.
    #[must_use]
    pub fn to_bytes(self) -> Vec<u8> {
        match self {
            Reference::Numbered { village, number } => {
                let mut bytes = vec![NUMBERED];
                bytes.extend(village.number().to_be_bytes());
                bytes.extend(number.to_be_bytes());
                bytes
            }
            Reference::New(id) => {
                let mut bytes = vec![NEW];
                bytes.extend(id.bytes());
                bytes
            }
        }
    }
}

/// Whom answers are about, by the register.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// The family, of a visit.
    pub family: Option<FamilyRef>,
    /// The person, of a form.
    pub person: Option<PersonRef>,
}

/// Whom the answers of a form of this kind are about, as far as they say so.
#[must_use]
pub fn about(kind: &FormKind, values: &Values) -> About {
    let family = values.at(visit::FAMILY_REFERENCE).filter(|_| kind.id == visit::VISIT.id);
    let person = person_in(kind, values).and_then(|group| group.at(person::REFERENCE));
    About { family: family.and_then(read), person: person.and_then(read) }
}

/// The group with the person that a form is about.
#[must_use]
pub fn person_in<'v>(kind: &FormKind, values: &'v Values) -> Option<&'v Values> {
    match walk(values, kind.person()?)? {
        Value::Group(values) => Some(values),
        _ => None,
    }
}

/// Reads the answer of a hidden field.
#[must_use]
pub fn read<Id: ReferredId>(value: &Value) -> Option<Reference<Id>> {
    match value {
        Value::Bytes(bytes) => Reference::from_bytes(bytes),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_survives_its_bytes_and_nothing_else_is_one() {
        let village = VillageCode::from_number(3_523_161_003);
        for reference in
            [PersonRef::Numbered { village, number: 42 }, PersonRef::New(PersonId([7; 16]))]
        {
            let bytes = reference.to_bytes();
            assert!(bytes.len() <= 32, "what an answer may hold");
            assert_eq!(PersonRef::from_bytes(&bytes), Some(reference));
            assert_eq!(PersonRef::from_bytes(&bytes[..bytes.len() - 1]), None);
            assert_eq!(PersonRef::from_bytes(&[&bytes[..], &[0]].concat()), None);
        }
        assert_eq!(FamilyRef::from_bytes(&[]), None);
        assert_eq!(FamilyRef::from_bytes(&[3; 17]), None);
    }
}
