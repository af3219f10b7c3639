//! Lays what an accepted record changes over the register: finds whom it is about, and writes. Ids of what
//! is new come from the record, so that the same record twice makes nobody twice.

use sha2::{Digest as _, Sha256};
use shared::{
    day::Day,
    form::{model::KindId, value::Values},
    forms::visit::{self, VISIT},
    id::{FamilyId, PersonId, RecordId},
    region::VillageCode,
    register::{
        effect::{Described, Place, RegisterChange, effect},
        reference::{PersonRef, Reference, about},
    },
};

use super::{newcomers::newcomer, tasks::ended, whom::referred};
use crate::store::{
    StoreError, Writes,
    register::{
        Family, FamilyState, MEASURES_MAX, Measure, Person, PersonState, Programme, Source, folded,
    },
    tasks::TaskEnd,
};

/// People with one number that are looked at.
const SAME_MAX: u32 = 8;

/// A record that was accepted.
#[derive(Clone, Copy)]
pub struct Accepted<'a> {
    /// Its kind.
    pub kind: KindId,
    /// The visit it belongs to, or itself.
    pub visit: RecordId,
    /// Where.
    pub village: VillageCode,
    /// The answers of its visit; its own for a visit.
    pub visit_values: &'a Values,
    /// Its answers.
    pub values: &'a Values,
    /// When it was made, Unix milliseconds: the time of new ids.
    pub made_at_ms: u64,
}

/// Changes the register by an accepted record; the family that it is about, if it changes one.
///
/// # Errors
/// When the engine fails; nothing may be kept then.
pub fn apply(
    tx: &mut (impl Writes + ?Sized),
    record: Accepted<'_>,
) -> Result<Option<FamilyId>, StoreError> {
    let changes = effect(record.kind, record.visit_values, record.values);
    if changes.is_empty() {
        return Ok(None);
    }
    let day = record.visit_values.get(visit::DATE).unwrap_or(Day::in_tuban(record.made_at_ms));
    let family = match family_of(tx, record, &changes)? {
        Some(id) => tx.family(id)?.ok_or(StoreError::Damaged("a family is missing"))?,
        None => match about(&VISIT, record.visit_values).family {
            Some(Reference::New(id)) => newcomer(id, record.village, record.visit_values),
            Some(Reference::Numbered { .. }) | None => Family {
                source: Source::Record,
                ..Family::new(FamilyId(derived(record, b"family", 0)), record.village)
            },
        },
    };
    let mut work = Work { tx, record, day, family, n_new: 0, ends: Vec::new() };
    for change in changes {
        work.change(change)?;
    }
    let Work { tx, mut family, ends, .. } = work;
    family.verified = family.verified.max(Some(day));
    let stored = tx.put_family(family)?;
    for (person, how) in ends {
        ended(tx, (stored.id, person), how)?;
    }
    Ok(Some(stored.id))
}

/// The family that a record is about: the one that its visit names, else that of the first person whom
/// the register knows, else that of the card, else the one that another form of the visit made.
fn family_of(
    tx: &(impl Writes + ?Sized),
    record: Accepted<'_>,
    changes: &[RegisterChange],
) -> Result<Option<FamilyId>, StoreError> {
    let named = match about(&VISIT, record.visit_values).family {
        Some(Reference::Numbered { village, number }) if village == record.village => {
            tx.family_numbered(village, number)?
        }
        // One that nobody has recorded yet is made of this visit.
        Some(Reference::New(id)) if tx.family(id)?.is_none() => return Ok(None),
        Some(Reference::New(id)) => Some(id),
        Some(Reference::Numbered { .. }) | None => None,
    };
    if let Some(named) = named
        && let Some(id) = tx.family_that_stays(named)?
        && tx.family(id)?.is_some_and(|family| family.village == record.village)
    {
        return Ok(Some(id));
    }
    for who in changes.iter().filter_map(described) {
        if let Some((family, _)) = known(tx, record.village, who)? {
            return Ok(Some(family));
        }
    }
    let card = record.visit_values.get(visit::KK).and_then(|number| u64::try_from(number).ok());
    if let Some(card) = card {
        for id in tx.families_with_kk(card, SAME_MAX)? {
            if tx.family(id)?.is_some_and(|family| family.village == record.village) {
                return Ok(Some(id));
            }
        }
    }
    tx.family_that_stays(FamilyId(derived(record, b"family", 0)))
}

/// Whom a change is about, where that is one person.
fn described(change: &RegisterChange) -> Option<&Described> {
    match change {
        RegisterChange::Person(who)
        | RegisterChange::Died(who)
        | RegisterChange::MovedOut(who)
        | RegisterChange::Head(who)
        | RegisterChange::Nik(who, _)
        | RegisterChange::Measured { child: who, .. } => Some(who),
        RegisterChange::OnCard { people, .. } => people.first(),
        RegisterChange::Place(_)
        | RegisterChange::Seen(_)
        | RegisterChange::Card(_)
        | RegisterChange::Programme { .. }
        | RegisterChange::FamilyMoved
        | RegisterChange::FamilyEnded => None,
    }
}

/// Who of the village is meant: by reference, by a present or former NIK, or by name and day of birth.
fn known(
    tx: &(impl Writes + ?Sized),
    village: VillageCode,
    who: &Described,
) -> Result<Option<(FamilyId, PersonId)>, StoreError> {
    if let Some(reference) = who.reference
        && let Some(found) = referred(tx, village, reference)?
    {
        return Ok(Some(found));
    }
    if let Some(nik) = who.nik {
        for (of, id) in tx.people_with_nik(nik, SAME_MAX)? {
            if tx.family(of)?.is_some_and(|family| family.village == village) {
                return Ok(Some((of, id)));
            }
        }
    }
    let Some(birth) = who.birth.filter(|_| !who.birth_is_about) else { return Ok(None) };
    for (of, id) in tx.people_named(village, &who.name, Some(birth), SAME_MAX)? {
        let family = tx.family(of)?;
        let named = family.iter().flat_map(|family| &family.members).find(|one| one.id == id);
        if named.is_none_or(|named| named.birth != Some(birth)) {
            continue;
        }
        let Some((of, id)) = tx.person_that_stays(id)? else { continue };
        let family = tx.family(of)?.filter(|family| family.village == village);
        let person = family.iter().flat_map(|family| &family.members).find(|one| one.id == id);
        let is_other =
            |person: &Person| person.nik.zip(who.nik).is_some_and(|(one, other)| one != other);
        if person.is_some_and(|person| !is_other(person)) {
            return Ok(Some((of, id)));
        }
    }
    Ok(None)
}

struct Work<'w, T: ?Sized> {
    tx: &'w mut T,
    record: Accepted<'w>,
    day: Day,
    family: Family,
    n_new: u32,
    /// Whose tasks end, and how.
    ends: Vec<(Option<PersonId>, TaskEnd)>,
}

impl<T: Writes + ?Sized> Work<'_, T> {
    fn change(&mut self, change: RegisterChange) -> Result<(), StoreError> {
        match change {
            RegisterChange::Place(place) => self.set_place(place),
            RegisterChange::Seen(day) => self.family.seen = self.family.seen.max(Some(day)),
            RegisterChange::Card(no_kk) => self.family.set_no_kk(no_kk, self.day),
            RegisterChange::Person(who) => self.person(&who).map(drop)?,
            RegisterChange::Measured { child, day, weight_g, length_01mm, position } => {
                let person = self.person(&child)?;
                person.measures.retain(|one| one.day != day);
                person.measures.push(Measure { day, weight_g, length_01mm, position });
                person.measures.sort_by_key(|one| one.day);
                let n_surplus = person.measures.len().saturating_sub(MEASURES_MAX);
                person.measures.drain(..n_surplus);
            }
            RegisterChange::Programme { code, receives } => self.set_programme(code, receives),
            RegisterChange::Died(who) => self.leaves(&who, PersonState::Dead, TaskEnd::Died)?,
            RegisterChange::MovedOut(who) => {
                self.leaves(&who, PersonState::Moved, TaskEnd::Moved)?;
            }
            RegisterChange::FamilyMoved => {
                self.all_leave(FamilyState::Moved, PersonState::Moved, TaskEnd::Moved);
            }
            RegisterChange::FamilyEnded => {
                self.all_leave(FamilyState::Dissolved, PersonState::Dead, TaskEnd::Died);
            }
            RegisterChange::OnCard { no_kk, people } => self.on_card(no_kk, &people)?,
            RegisterChange::Head(who) => {
                let head = self.person(&who)?;
                head.relation = 1;
                let id = head.id;
                for member in self.family.members.iter_mut().filter(|one| one.id != id) {
                    // What the others are to the new head nobody said.
                    member.relation = if member.relation == 1 { 0 } else { member.relation };
                }
                self.family.members.sort_by_key(|one| one.id != id);
            }
            RegisterChange::Nik(who, nik) => {
                let day = self.day;
                self.person(&who)?.set_nik(nik, day);
            }
        }
        Ok(())
    }

    fn set_place(&mut self, place: Place) {
        let Place { rt, rw, hamlet, address } = place;
        self.family.rt = rt.or(self.family.rt);
        self.family.rw = rw.or(self.family.rw);
        for (words, there) in
            [(hamlet, &mut self.family.hamlet), (address, &mut self.family.address)]
        {
            if let Some(words) = words {
                *there = words;
            }
        }
    }

    fn set_programme(&mut self, code: u16, receives: bool) {
        let day = self.day;
        let of_family = |one: &&mut Programme| one.person.is_none() && one.code == code;
        match self.family.programmes.iter_mut().find(of_family) {
            Some(known) if receives => known.until = None,
            Some(known) => known.until = known.until.or(Some(day)),
            None if receives => {
                self.family.programmes.push(Programme {
                    person: None,
                    code,
                    since: None,
                    until: None,
                });
            }
            None => {}
        }
    }

    fn leaves(
        &mut self,
        who: &Described,
        state: PersonState,
        how: TaskEnd,
    ) -> Result<(), StoreError> {
        let person = self.person(who)?;
        person.state = state;
        let id = person.id;
        self.ends.push((Some(id), how));
        if self.family.members.iter().all(|one| one.state != PersonState::Alive) {
            let is_moved = state == PersonState::Moved;
            self.family.state = if is_moved { FamilyState::Moved } else { FamilyState::Dissolved };
            self.ends.push((None, how));
        }
        Ok(())
    }

    fn all_leave(&mut self, family: FamilyState, person: PersonState, how: TaskEnd) {
        self.family.state = family;
        for member in &mut self.family.members {
            if member.state == PersonState::Alive {
                member.state = person;
            }
        }
        self.ends.push((None, how));
    }

    /// Puts people on a card of their own, or on that of another family of the village.
    fn on_card(&mut self, no_kk: Option<u64>, people: &[Described]) -> Result<(), StoreError> {
        let mut there = None;
        for id in no_kk
            .map(|no_kk| self.tx.families_with_kk(no_kk, SAME_MAX))
            .transpose()?
            .into_iter()
            .flatten()
        {
            let family = self.tx.family(id)?;
            there = there.or(family.filter(|one| {
                one.village == self.record.village && one.no_kk == no_kk && one.id != self.family.id
            }));
        }
        let mut other = there.unwrap_or_else(|| Family {
            no_kk,
            rt: self.family.rt,
            rw: self.family.rw,
            hamlet: self.family.hamlet.clone(),
            address: self.family.address.clone(),
            source: Source::Record,
            ..Family::new(FamilyId(derived(self.record, b"card", 0)), self.record.village)
        });
        for (idx, who) in people.iter().enumerate() {
            let id = self.person(who)?.id;
            let at = self.family.members.iter().position(|one| one.id == id);
            if let Some(at) = at {
                let mut person = self.family.members.remove(at);
                if idx == 0 && other.members.is_empty() {
                    person.relation = 1;
                }
                other.members.push(person);
            }
        }
        other.verified = other.verified.max(Some(self.day));
        self.tx.put_family(other)?;
        if self.family.members.is_empty() {
            self.family.state = FamilyState::Dissolved;
        }
        Ok(())
    }

    /// The member that is meant, as described now; a new one when the family has none.
    fn person(&mut self, who: &Described) -> Result<&mut Person, StoreError> {
        let known = known(&*self.tx, self.record.village, who)?.map(|(_, person)| person);
        let name = folded(&who.name);
        let same = |person: &Person| {
            let same_birth = person.birth.is_none()
                || who.birth.is_none()
                || who.birth_is_about
                || person.birth == who.birth;
            let other_number = person.nik.zip(who.nik).is_some_and(|(one, other)| one != other);
            person.merged_into.is_none()
                && folded(&person.name) == name
                && same_birth
                && !other_number
        };
        let members = &self.family.members;
        let at = members
            .iter()
            .position(|one| known == Some(one.id))
            .or_else(|| members.iter().position(|one| one.nik.is_some() && one.nik == who.nik))
            .or_else(|| members.iter().position(same));
        let at = match (at, known) {
            (Some(at), _) => at,
            (None, Some(id)) => {
                // He comes from another family of the village.
                let of =
                    self.tx.family_of(id)?.ok_or(StoreError::Damaged("a family is missing"))?;
                let mut before =
                    self.tx.family(of)?.ok_or(StoreError::Damaged("a family is missing"))?;
                let at = before.members.iter().position(|one| one.id == id);
                let at = at.ok_or(StoreError::Damaged("a person is missing in his family"))?;
                let person = before.members.remove(at);
                if before.members.is_empty() {
                    before.state = FamilyState::Dissolved;
                }
                self.tx.put_family(before)?;
                self.family.members.push(person);
                self.family.members.len() - 1
            }
            (None, None) => {
                let id = match who.reference {
                    Some(PersonRef::New(id)) => id,
                    Some(Reference::Numbered { .. }) | None => {
                        self.n_new += 1;
                        PersonId(derived(self.record, name.as_bytes(), self.n_new))
                    }
                };
                self.family.members.push(Person::new(id, who.name.clone()));
                self.family.members.len() - 1
            }
        };
        let day = self.day;
        let person = &mut self.family.members[at];
        describe(person, who, day);
        person.verified = person.verified.max(Some(day));
        Ok(person)
    }
}

/// Sets what was answered of somebody; what was not asked stays.
fn describe(person: &mut Person, who: &Described, day: Day) {
    if let Some(nik) = who.nik {
        person.set_nik(nik, day);
    } else if person.nik.is_none() {
        person.no_nik = who.no_nik.or(person.no_nik);
    }
    if !who.name.is_empty() {
        person.name.clone_from(&who.name);
    }
    person.sex = who.sex.or(person.sex);
    // An age never takes the place of a day.
    if who.birth.is_some() && (!who.birth_is_about || person.birth.is_none()) {
        person.birth = who.birth;
        person.birth_is_about = who.birth_is_about;
    }
    person.relation = who.relation.unwrap_or(person.relation);
}

/// An id that is the same each time for the same visit and thing.
fn derived(record: Accepted<'_>, what: &[u8], number: u32) -> [u8; 16] {
    let hash = Sha256::new()
        .chain_update(record.visit.0)
        .chain_update(number.to_be_bytes())
        .chain_update(what)
        .finalize();
    let mut random = [0; shared::id::RANDOM_BYTES];
    random.copy_from_slice(&hash[..shared::id::RANDOM_BYTES]);
    // The time of the visit would differ between its forms; that of its id does not.
    let mut time = [0; 8];
    time[2..].copy_from_slice(&record.visit.0[..6]);
    FamilyId::new(u64::from_be_bytes(time), random).0
}
