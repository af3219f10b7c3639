//! The search for families in SQLite: goes through them in order, and reads of each what is searched.

use rusqlite::named_params;
use shared::{
    id::{FamilyId, PersonId},
    region::VillageCode,
};

use super::{
    super::{
        Scope, StoreError,
        desk::{FAMILIES_MAX, FamilyFilter, FamilyPage, FamilyPlace, LOOKED_AT_MAX},
        find::FamilySearch,
        register::{Family, FamilyState, Person, PersonState, RegisterReads as _},
    },
    codec::{get, id, id_opt, number, number_opt, store_error},
    tx::SqliteTx,
};

/// Families behind a place and up to a village, with their members, in order.
pub(super) const FAMILIES_BEHIND: &str = "SELECT f.id, f.village, f.number, f.no_kk, f.rt, f.rw,
        f.hamlet, f.address, p.id AS person, p.name, p.nickname, p.nik, p.state AS person_state
    FROM family f LEFT JOIN person p ON p.family = f.id
    WHERE (f.village, f.number) > (:village, :number) AND f.village <= :last AND f.state <> 3
    ORDER BY f.village, f.number";

/// Goes on as [`super::super::desk::DeskReads::find_families`].
pub(super) fn find_families(
    tx: &SqliteTx<'_>,
    scope: Scope,
    filter: &FamilyFilter,
) -> Result<FamilyPage, StoreError> {
    let Some((first, last)) = filter.span(scope) else { return Ok(FamilyPage::default()) };
    let search = FamilySearch::of(&filter.words);
    if let Some(number) = search.number() {
        return numbered(tx, number, (first, last));
    }
    let limit = usize::try_from(filter.limit.clamp(1, FAMILIES_MAX)).unwrap_or(usize::MAX);
    // The first number of a village is 1.
    let begin = (VillageCode::from_number(first), 0);
    let (village, begin_number) = filter.after.unwrap_or(begin).max(begin);
    let mut statement = tx.conn.prepare_cached(FAMILIES_BEHIND).map_err(store_error)?;
    let params = named_params! {
        ":village": village.number(), ":number": begin_number, ":last": last,
    };
    let mut rows = statement.query(params).map_err(store_error)?;
    let (mut page, mut n_people) = (FamilyPage::default(), 0);
    let mut current: Option<Family> = None;
    loop {
        let row = rows.next().map_err(store_error)?;
        let of = row.map(|row| id(row, "id", FamilyId)).transpose()?;
        if let Some(family) = current.take_if(|family| Some(family.id) != of) {
            let place: FamilyPlace = (family.village, family.number);
            page.families.extend(found(tx, &search, family)?);
            if of.is_some() && (page.families.len() == limit || n_people >= LOOKED_AT_MAX) {
                page.next = Some(place);
                break;
            }
        }
        let Some(row) = row else { break };
        let family = match &mut current {
            Some(family) => family,
            None => current.insert(Family {
                no_kk: number_opt(row, "no_kk")?,
                rt: number_opt(row, "rt")?,
                rw: number_opt(row, "rw")?,
                hamlet: get(row, "hamlet")?,
                address: get(row, "address")?,
                number: number(row, "number")?,
                ..Family::new(
                    id(row, "id", FamilyId)?,
                    VillageCode::from_number(number(row, "village")?),
                )
            }),
        };
        n_people += 1;
        if let Some(person) = id_opt(row, "person", PersonId)? {
            let state = PersonState::from_code(number(row, "person_state")?);
            family.members.push(Person {
                nickname: get(row, "nickname")?,
                nik: number_opt(row, "nik")?,
                state: state.ok_or(StoreError::Damaged("the state of a person is not known"))?,
                ..Person::new(person, get(row, "name")?)
            });
        }
    }
    Ok(page)
}

/// The family whole, if it is found.
fn found(
    tx: &SqliteTx<'_>,
    search: &FamilySearch,
    mut family: Family,
) -> Result<Option<Family>, StoreError> {
    if search.wants_digits() {
        for (owner, former) in tx.former(family.id.0)? {
            match family.members.iter_mut().find(|person| person.id.0 == owner) {
                Some(person) => person.former_nik.push(former),
                None => family.former_kk.push(former),
            }
        }
    }
    match search.finds(&family) {
        Some(_) => tx.family(family.id),
        None => Ok(None),
    }
}

/// Families with a whole number, of these villages.
fn numbered(
    tx: &SqliteTx<'_>,
    number: u64,
    (first, last): (u32, u32),
) -> Result<FamilyPage, StoreError> {
    let mut ids = tx.families_with_kk(number, FAMILIES_MAX)?;
    ids.extend(tx.people_with_nik(number, FAMILIES_MAX)?.into_iter().map(|(family, _)| family));
    ids.sort_unstable();
    ids.dedup();
    let mut page = FamilyPage::default();
    for id in ids {
        let family = tx.family(id)?.filter(|family| {
            (first..=last).contains(&family.village.number()) && family.state != FamilyState::Merged
        });
        page.families.extend(family);
    }
    page.families.sort_by_key(|family| (family.village, family.number));
    page.families.truncate(usize::try_from(FAMILIES_MAX).unwrap_or(usize::MAX));
    Ok(page)
}
