//! Whom a reference in answers means now: the person with that number or id, or the one that he turned
//! out to be.

use shared::{
    id::{FamilyId, PersonId},
    region::VillageCode,
    register::reference::{PersonRef, Reference},
};

use crate::store::{StoreError, register::RegisterReads};

/// The person and his family. Nobody of another village but by an id that a phone made: a record changes
/// nothing where its author has nothing to do.
pub(super) fn referred(
    tx: &(impl RegisterReads + ?Sized),
    village: VillageCode,
    reference: PersonRef,
) -> Result<Option<(FamilyId, PersonId)>, StoreError> {
    let (person, is_numbered) = match reference {
        Reference::Numbered { village: there, number } if there == village => {
            (tx.person_numbered(there, number)?, true)
        }
        Reference::Numbered { .. } => (None, true),
        Reference::New(id) => (tx.family_of(id)?.map(|family| (family, id)), false),
    };
    let Some((before, id)) = person else { return Ok(None) };
    let Some((family, person)) = tx.person_that_stays(id)? else { return Ok(None) };
    if is_numbered
        && family != before
        && tx.family(family)?.is_none_or(|family| family.village != village)
    {
        return Ok(None);
    }
    Ok(Some((family, person)))
}
