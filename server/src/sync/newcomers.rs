//! Families that a PSM was the first to record ("Tambah cepat"): the first visit that is sent makes them
//! families of the register, so that they get a number and come to every phone of the village.

use shared::{
    form::value::{Key, Values},
    forms::{lists, visit},
    id::{FamilyId, PersonId},
    region::VillageCode,
    register::reference::{FamilyRef, Reference},
};

use crate::store::{
    StoreError, Writes,
    register::{Family, Person, Source},
};

/// Adds the family that a visit names by an id of its phone, unless it is there.
pub(super) fn add(
    tx: &mut (impl Writes + ?Sized),
    village: VillageCode,
    (family, answers): (FamilyRef, &Values),
) -> Result<(), StoreError> {
    let Reference::New(id) = family else { return Ok(()) };
    let has_id = tx.family(id)?.is_some() || tx.family_of(head_of(id))?.is_some();
    if has_id || answers.get(visit::HEAD).is_none() {
        return Ok(());
    }
    tx.put_family(newcomer(id, village, answers)).map(drop)
}

/// The family as the visit describes it, with its head.
pub(super) fn newcomer(id: FamilyId, village: VillageCode, answers: &Values) -> Family {
    let number = |key: Key<i64>| answers.get(key).and_then(|number| u16::try_from(number).ok());
    let words = |key: Key<String>| answers.get(key).unwrap_or_default();
    let head = answers
        .get(visit::HEAD)
        .map(|name| Person { relation: lists::RELATION_HEAD, ..Person::new(head_of(id), name) });
    Family {
        source: Source::Psm,
        rt: number(visit::RT),
        rw: number(visit::RW),
        hamlet: words(visit::HAMLET),
        address: words(visit::ADDRESS),
        members: head.into_iter().collect(),
        ..Family::new(id, village)
    }
}

/// A phone gives the head the id of the family: a visit names both by it.
const fn head_of(id: FamilyId) -> PersonId {
    PersonId(id.0)
}
