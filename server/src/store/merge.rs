//! Two entries of one person, or of one family, become one.
//!
//! What goes stays as a row that says which one it is now, so that whatever named it is still understood:
//! references in records, keys of lists, names under which lists have it. All else goes over to the one
//! that stays: numbers, programmes, measures, tasks, members.

use shared::{
    day::Day,
    id::{FamilyId, PersonId},
};

use super::{
    StoreError,
    register::{
        Family, FamilyState, Former, MEASURES_MAX, Person, PersonState, Programme, Register,
        RegisterReads, folded, keep_former,
    },
    tasks::{Task, TaskEnd, Tasks},
};

/// Members of a family after a merge, merged ones and all: lists take as many.
pub const MEMBERS_MAX: usize = 100;
/// Open tasks of one family that go along. Nobody is asked for the same family so often.
const TASKS_MAX: u32 = 1_000;

/// Two entries of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair<Id> {
    /// The one that is given up.
    pub goes: Id,
    /// The one that stays.
    pub stays: Id,
}

/// How entries are merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct How {
    /// The day on which numbers of the one that goes are former ones.
    pub day: Day,
    /// Also people with two different NIKs.
    pub is_forced: bool,
}

/// What was done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// Who is one with whom now.
    pub people: Vec<Pair<PersonId>>,
    /// Which family is one with which now.
    pub family: Option<Pair<FamilyId>>,
    /// Members that came to the family that stays.
    pub n_came: u32,
    /// Open tasks that are asked of the one that stays.
    pub n_tasks_moved: u32,
    /// Tasks that ended, because the same is asked there already, or the one that stays is elsewhere.
    pub n_tasks_ended: u32,
}

/// Why nothing was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// One of both is not in the register.
    Unknown,
    /// Both are one already.
    Same,
    /// The families are of two villages: who moves founds or joins a family there.
    TwoVillages,
    /// Both have a NIK, and not the same.
    TwoNiks,
    /// The family would have more than [`MEMBERS_MAX`] members.
    TooLarge,
}

/// The store, as far as merging needs it.
pub trait Merges: Register + Tasks {}

impl<T: Register + Tasks + ?Sized> Merges for T {}

/// Makes two entries of one person one. A family of which nobody else is left goes along when the other
/// one is of the same village.
///
/// # Errors
/// When the engine fails; nothing may be kept then.
pub fn people(
    tx: &mut (impl Merges + ?Sized),
    pair: Pair<PersonId>,
    how: How,
) -> Result<Result<Done, Refusal>, StoreError> {
    let (Some((from, goes)), Some((to, stays))) =
        (tx.person_that_stays(pair.goes)?, tx.person_that_stays(pair.stays)?)
    else {
        return Ok(Err(Refusal::Unknown));
    };
    if goes == stays {
        return Ok(Err(Refusal::Same));
    }
    let (mut left, mut kept) = (whole(tx, from)?, whole(tx, to)?);
    let is_alone = from != to
        && left.village == kept.village
        && kept.merged_into.is_none()
        && left.members.iter().all(|one| one.id == goes || one.merged_into.is_some());
    if is_alone {
        return families_of(tx, (left, kept), &[Pair { goes, stays }], how);
    }
    if !how.is_forced && two_niks(member(&left, goes)?, member(&kept, stays)?) {
        return Ok(Err(Refusal::TwoNiks));
    }
    let mut done = Done { people: vec![Pair { goes, stays }], ..Done::default() };
    if from == to {
        // Both copies are of the same family: one of them is stored.
        join(&mut kept, goes, stays, how.day)?;
        tx.put_family(kept)?;
    } else {
        give(&mut left, &mut kept, Pair { goes, stays }, how.day)?;
        let same_village = left.village == kept.village;
        if left.state == FamilyState::Active && !left.members.iter().any(is_here) {
            left.state = if same_village { FamilyState::Dissolved } else { FamilyState::Moved };
        }
        tx.put_family(left)?;
        tx.put_family(kept)?;
        if !same_village {
            end_tasks(tx, from, goes, &mut done)?;
        }
    }
    move_tasks(tx, (from, to), &mut done)?;
    Ok(Ok(done))
}

/// Makes two entries of one family one. Members who are the same become one too: by NIK, or by name where
/// neither day of birth, sex nor NIK says otherwise.
///
/// # Errors
/// When the engine fails; nothing may be kept then.
pub fn families(
    tx: &mut (impl Merges + ?Sized),
    pair: Pair<FamilyId>,
    how: How,
) -> Result<Result<Done, Refusal>, StoreError> {
    let (Some(from), Some(to)) =
        (tx.family_that_stays(pair.goes)?, tx.family_that_stays(pair.stays)?)
    else {
        return Ok(Err(Refusal::Unknown));
    };
    if from == to {
        return Ok(Err(Refusal::Same));
    }
    let (left, kept) = (whole(tx, from)?, whole(tx, to)?);
    if left.village != kept.village {
        return Ok(Err(Refusal::TwoVillages));
    }
    let people = same_people(&left, &kept);
    families_of(tx, (left, kept), &people, how)
}

/// Two families of one village, of which these people are known to be the same.
fn families_of(
    tx: &mut (impl Merges + ?Sized),
    (mut left, mut kept): (Family, Family),
    people: &[Pair<PersonId>],
    how: How,
) -> Result<Result<Done, Refusal>, StoreError> {
    for pair in people {
        if !how.is_forced && two_niks(member(&left, pair.goes)?, member(&kept, pair.stays)?) {
            return Ok(Err(Refusal::TwoNiks));
        }
    }
    let is_one = |id: PersonId| people.iter().any(|pair| pair.goes == id);
    let comes = |one: &&Person| one.merged_into.is_none() && !is_one(one.id);
    let n_came = left.members.iter().filter(comes).count();
    for pair in people {
        give(&mut left, &mut kept, *pair, how.day)?;
    }
    for programme in left.programmes.clone() {
        if programme.person.is_none_or(|person| !is_one(person)) {
            add_programme(&mut kept, programme);
        }
    }
    let has_head = kept.members.iter().any(|one| is_here(one) && one.relation == HEAD);
    if kept.members.len() + left.members.len() > MEMBERS_MAX {
        return Ok(Err(Refusal::TooLarge));
    }
    // Those who are another one come too: of a family that is not there any more a phone hears nothing
    // but its number.
    for mut person in left.members.drain(..) {
        if has_head && is_here(&person) && person.relation == HEAD {
            // What he is to the other head nobody said.
            person.relation = 0;
        }
        kept.members.push(person);
    }
    take_place(&mut kept, &mut left, how.day);
    let pair = Pair { goes: left.id, stays: kept.id };
    let mut done = Done {
        people: people.to_vec(),
        family: Some(pair),
        n_came: u32::try_from(n_came).unwrap_or(u32::MAX),
        ..Done::default()
    };
    tx.put_family(kept)?;
    tx.put_family(left)?;
    move_tasks(tx, (pair.goes, pair.stays), &mut done)?;
    Ok(Ok(done))
}

/// Code of the relation of a head of the family to himself.
const HEAD: u16 = 1;

fn whole(tx: &(impl RegisterReads + ?Sized), id: FamilyId) -> Result<Family, StoreError> {
    tx.family(id)?.ok_or(StoreError::Damaged("a family is missing"))
}

fn place(family: &Family, id: PersonId) -> Result<usize, StoreError> {
    let place = family.members.iter().position(|one| one.id == id);
    place.ok_or(StoreError::Damaged("a person is missing in his family"))
}

fn member(family: &Family, id: PersonId) -> Result<&Person, StoreError> {
    place(family, id).map(|at| &family.members[at])
}

fn is_here(person: &Person) -> bool {
    person.state == PersonState::Alive
}

fn two_niks(one: &Person, other: &Person) -> bool {
    one.nik.zip(other.nik).is_some_and(|(one, other)| one != other)
}

/// Members of one family who are members of the other, each once.
fn same_people(left: &Family, kept: &Family) -> Vec<Pair<PersonId>> {
    let mut pairs: Vec<Pair<PersonId>> = Vec::new();
    let is_free = |pairs: &[Pair<PersonId>], other: &Person| {
        other.merged_into.is_none() && pairs.iter().all(|pair| pair.stays != other.id)
    };
    let differ = |one: &Person, other: &Person| {
        one.birth.zip(other.birth).is_some_and(|(day, theirs)| {
            day != theirs && !one.birth_is_about && !other.birth_is_about
        }) || one.sex.zip(other.sex).is_some_and(|(sex, theirs)| sex != theirs)
            || two_niks(one, other)
    };
    for one in left.members.iter().filter(|one| one.merged_into.is_none()) {
        let free = || kept.members.iter().filter(|other| is_free(&pairs, other));
        let by_nik = free().find(|other| one.nik.is_some() && one.nik == other.nik);
        let name = folded(&one.name);
        let mut named = free().filter(|other| folded(&other.name) == name && !differ(one, other));
        let by_name = named.next().filter(|_| named.next().is_none());
        let same = by_nik.or(by_name).map(|other| Pair { goes: one.id, stays: other.id });
        pairs.extend(same);
    }
    pairs
}

/// One member becomes another one of the same family.
fn join(family: &mut Family, goes: PersonId, stays: PersonId, day: Day) -> Result<(), StoreError> {
    let at = place(family, goes)?;
    // Taken out and put back, because both are borrowed.
    let mut gone = family.members.remove(at);
    let to = place(family, stays)?;
    take_person(&mut family.members[to], &mut gone, day);
    family.members.insert(at, gone);
    for programme in family.programmes.clone() {
        if programme.person == Some(goes) {
            add_programme(family, Programme { person: Some(stays), ..programme });
        }
    }
    Ok(())
}

/// A member of one family becomes one of another family.
fn give(
    left: &mut Family,
    kept: &mut Family,
    Pair { goes, stays }: Pair<PersonId>,
    day: Day,
) -> Result<(), StoreError> {
    let (at, to) = (place(left, goes)?, place(kept, stays)?);
    take_person(&mut kept.members[to], &mut left.members[at], day);
    for programme in &left.programmes {
        if programme.person == Some(goes) {
            add_programme(kept, Programme { person: Some(stays), ..*programme });
        }
    }
    Ok(())
}

/// What is received now goes before what was.
fn add_programme(family: &mut Family, programme: Programme) {
    let is_it = |one: &&mut Programme| (one.person, one.code) == (programme.person, programme.code);
    match family.programmes.iter_mut().find(is_it) {
        Some(known) => {
            known.since = known.since.or(programme.since);
            known.until = known.until.zip(programme.until).map(|(one, other)| one.max(other));
        }
        None => family.programmes.push(programme),
    }
}

/// What is known of the one that goes and not of the one that stays.
fn take_person(stays: &mut Person, goes: &mut Person, day: Day) {
    match (stays.nik, goes.nik.take()) {
        (None, Some(nik)) => stays.set_nik(nik, day),
        (Some(own), Some(nik)) if own != nik => {
            keep_former(&mut stays.former_nik, Former { digits: nik, until: Some(day) });
        }
        _ => {}
    }
    for former in &goes.former_nik {
        if stays.nik != Some(former.digits) {
            keep_former(&mut stays.former_nik, *former);
        }
    }
    if stays.nik.is_none() {
        stays.no_nik = stays.no_nik.or(goes.no_nik);
    }
    if stays.nickname.is_empty() {
        stays.nickname.clone_from(&goes.nickname);
    }
    stays.sex = stays.sex.or(goes.sex);
    if stays.birth.is_none() || stays.birth_is_about && goes.birth.is_some() && !goes.birth_is_about
    {
        (stays.birth, stays.birth_is_about) = (goes.birth, goes.birth_is_about);
    }
    if stays.relation == 0 {
        stays.relation = goes.relation;
    }
    stays.verified = stays.verified.max(goes.verified);
    for measure in &goes.measures {
        if stays.measures.iter().all(|one| one.day != measure.day) {
            stays.measures.push(*measure);
        }
    }
    stays.measures.sort_by_key(|one| one.day);
    let n_surplus = stays.measures.len().saturating_sub(MEASURES_MAX);
    stays.measures.drain(..n_surplus);
    goes.state = PersonState::Merged;
    goes.merged_into = Some(stays.id);
}

/// The same of a family.
fn take_place(stays: &mut Family, goes: &mut Family, day: Day) {
    match (stays.no_kk, goes.no_kk.take()) {
        (None, Some(no_kk)) => stays.set_no_kk(no_kk, day),
        (Some(own), Some(no_kk)) if own != no_kk => {
            keep_former(&mut stays.former_kk, Former { digits: no_kk, until: Some(day) });
        }
        _ => {}
    }
    for former in &goes.former_kk {
        if stays.no_kk != Some(former.digits) {
            keep_former(&mut stays.former_kk, *former);
        }
    }
    stays.rt = stays.rt.or(goes.rt);
    stays.rw = stays.rw.or(goes.rw);
    for (own, other) in [(&mut stays.hamlet, &goes.hamlet), (&mut stays.address, &goes.address)] {
        if own.is_empty() {
            own.clone_from(other);
        }
    }
    if goes.state == FamilyState::Active {
        // Somebody of it is there.
        stays.state = FamilyState::Active;
    }
    stays.verified = stays.verified.max(goes.verified);
    stays.seen = stays.seen.max(goes.seen);
    goes.state = FamilyState::Merged;
    goes.merged_into = Some(stays.id);
}

/// Ends the tasks about somebody who is another one of another village: nobody is pointed there.
fn end_tasks(
    tx: &mut (impl Merges + ?Sized),
    family: FamilyId,
    person: PersonId,
    done: &mut Done,
) -> Result<(), StoreError> {
    for task in tx.open_tasks_of(family, TASKS_MAX)? {
        if task.person == Some(person) {
            tx.put_task(&Task { ended: TaskEnd::Merged, ..task })?;
            done.n_tasks_ended += 1;
        }
    }
    Ok(())
}

/// Asks of those who stay what was asked of those who went. What is asked there already is not asked
/// twice.
fn move_tasks(
    tx: &mut (impl Merges + ?Sized),
    (from, to): (FamilyId, FamilyId),
    done: &mut Done,
) -> Result<(), StoreError> {
    let is_gone = done.family.is_some();
    for task in tx.open_tasks_of(from, TASKS_MAX)? {
        let pair = done.people.iter().find(|pair| task.person == Some(pair.goes));
        if pair.is_none() && !is_gone {
            continue;
        }
        let person = pair.map_or(task.person, |pair| Some(pair.stays));
        let is_asked = tx.open_tasks_of(to, TASKS_MAX)?.iter().any(|one| {
            one.id != task.id
                && (one.person, one.kind, one.due) == (person, task.kind, task.due)
                && one.reason == task.reason
        });
        if is_asked {
            tx.put_task(&Task { ended: TaskEnd::Merged, ..task })?;
            done.n_tasks_ended += 1;
        } else {
            tx.put_task(&Task { family: Some(to), person, ..task })?;
            done.n_tasks_moved += 1;
        }
    }
    Ok(())
}
