//! The register of a village on its way to a phone ([`Feed::REGISTER`]): whole numbers stay here, their
//! last four digits travel.
//!
//! A first answer and a later one are the same: the families that were changed after the cursor, as
//! they are now.

use shared::{
    day::Day,
    region::VillageCode,
    register::family::{
        self, EVENT_PEOPLE, FORMER_MAX, Families1, Family1, Gone1, MEASURES_MAX, MEMBERS_MAX,
        Measure1, PROGRAMMES_MAX, Person1, TEXT_BYTES_MAX,
    },
    sync::{
        feed::{Feed, PullReply2},
        limits::PULL_BYTES_MAX,
    },
};

use crate::store::{
    Reads, StoreError,
    register::{Family, FamilyState, Person, PersonState, Programme, Source},
};

/// Families that are read at a time: those of one event, about.
const PAGE: u32 = 64;

/// The families of a village that were changed after the cursor, in events of about
/// [`EVENT_PEOPLE`] people. `is_here` says whether the asking person works in the village today;
/// whoever does not hears that and nothing else.
///
/// # Errors
/// When the engine fails.
pub fn register(
    tx: &(impl Reads + ?Sized),
    village: VillageCode,
    is_here: bool,
    after: u64,
    limit: u32,
    now_ms: u64,
) -> Result<PullReply2, StoreError> {
    let reply = |next, more, events| {
        let (epoch, feed) = (tx.epoch()?, Feed::REGISTER.0);
        Ok(PullReply2 { epoch, server_ms: now_ms, feed, next, more, events })
    };
    if !is_here {
        return reply(after, false, vec![family::not_here()]);
    }
    let (mut events, mut n_bytes) = (Vec::new(), 0);
    let mut event = Event::default();
    let (mut told, mut read_to) = (after, after);
    loop {
        let page = tx.families_changed(village, read_to, PAGE)?;
        let is_last = page.len() < PAGE as usize;
        for family in &page {
            event.put(tx, family)?;
            read_to = family.last_seq;
            if event.n_people < EVENT_PEOPLE {
                continue;
            }
            let bytes = core::mem::take(&mut event).bytes();
            n_bytes += bytes.len();
            events.push(bytes);
            told = read_to;
            let is_full = events.len() >= limit.max(1) as usize || n_bytes >= PULL_BYTES_MAX;
            if is_full {
                return reply(told, true, events);
            }
        }
        if is_last {
            break;
        }
    }
    if event.n_people > 0 || !event.families.gone.is_empty() {
        events.push(event.bytes());
    }
    // Nothing of other villages has to be looked at again.
    reply(tx.last_seq()?.max(told), false, events)
}

/// An event that is being filled.
#[derive(Default)]
struct Event {
    families: Families1,
    n_people: usize,
}

impl Event {
    fn put(&mut self, tx: &(impl Reads + ?Sized), family: &Family) -> Result<(), StoreError> {
        self.n_people += 1;
        let why = match family.state {
            FamilyState::Active => {
                let packed = packed(tx, family)?;
                self.n_people += packed.members.len() + packed.gone.len();
                self.families.families.push(packed);
                return Ok(());
            }
            FamilyState::Moved => Gone1::MOVED,
            FamilyState::Dissolved => Gone1::ENDED,
            FamilyState::Merged => Gone1::MERGED,
        };
        let into = match family.merged_into {
            Some(into) => tx.family(into)?.filter(|into| into.village == family.village),
            None => None,
        };
        let into = into.map_or(0, |into| into.number);
        self.families.gone.push(Gone1 { number: family.number, why, into });
        Ok(())
    }

    fn bytes(self) -> Vec<u8> {
        family::event(&self.families)
    }
}

/// A family as it travels.
fn packed(tx: &(impl Reads + ?Sized), family: &Family) -> Result<Family1, StoreError> {
    let has_ids = family.source == Source::Psm;
    let alive = family.members.iter().filter(|person| person.state == PersonState::Alive);
    let members = alive.take(MEMBERS_MAX).map(|person| member(family, person, has_ids));
    let mut gone = Vec::new();
    let left = family.members.iter().filter(|person| person.state != PersonState::Alive);
    for person in left.take(MEMBERS_MAX) {
        gone.push(Gone1 {
            number: person.number,
            why: match person.state {
                PersonState::Alive | PersonState::Moved => Gone1::MOVED,
                PersonState::Dead => Gone1::ENDED,
                PersonState::Merged => Gone1::MERGED,
            },
            into: into(tx, family, person)?,
        });
    }
    Ok(Family1 {
        number: family.number,
        id: has_ids.then_some(family.id),
        kk: family.no_kk.map(last_four),
        former_kk: family
            .former_kk
            .iter()
            .take(FORMER_MAX)
            .map(|kk| last_four(kk.digits))
            .collect(),
        rt: family.rt,
        rw: family.rw,
        hamlet: cut(&family.hamlet),
        address: cut(&family.address),
        programmes: programmes(family, |programme| programme.person.is_none()),
        seen: family.seen,
        members: members.collect(),
        gone,
    })
}

/// The number of the person that this one was merged into, where that one lives in the village. Who that
/// one turned out to be since the phone finds by itself: what it has of this one is not sent again.
fn into(tx: &(impl Reads + ?Sized), family: &Family, person: &Person) -> Result<u32, StoreError> {
    let Some(into) = person.merged_into else { return Ok(0) };
    let of_same = family.members.iter().find(|other| other.id == into);
    if let Some(other) = of_same {
        return Ok(other.number);
    }
    let Some(there) = tx.family_of(into)? else { return Ok(0) };
    let there = tx.family(there)?.filter(|there| there.village == family.village);
    let other = there.and_then(|there| there.members.into_iter().find(|other| other.id == into));
    Ok(other.map_or(0, |other| other.number))
}

fn member(family: &Family, person: &Person, has_id: bool) -> Person1 {
    let measure = |measure: &crate::store::register::Measure| Measure1 {
        day: measure.day,
        weight_g: measure.weight_g.unwrap_or(0),
        length_01mm: measure.length_01mm.unwrap_or(0),
        position: u8::try_from(measure.position).unwrap_or(0),
    };
    let n_before = person.measures.len().saturating_sub(MEASURES_MAX);
    Person1 {
        number: person.number,
        id: has_id.then_some(person.id),
        name: cut(&person.name),
        nickname: cut(&person.nickname),
        sex: person.sex.map_or(0, |sex| u8::try_from(sex.code()).unwrap_or(0)),
        birth: person.birth,
        birth_is_about: person.birth_is_about,
        relation: person.relation,
        nik: person.nik.map(last_four),
        no_nik: person.no_nik.unwrap_or(0),
        former_nik: person
            .former_nik
            .iter()
            .take(FORMER_MAX)
            .map(|nik| last_four(nik.digits))
            .collect(),
        programmes: programmes(family, |programme| programme.person == Some(person.id)),
        measures: person.measures[n_before..].iter().map(measure).collect(),
    }
}

/// The programmes that are received and fit.
fn programmes(family: &Family, is_it: impl Fn(&Programme) -> bool) -> Vec<u16> {
    let now = family.programmes.iter().filter(|programme| programme.until.is_none());
    now.filter(|programme| is_it(programme)).take(PROGRAMMES_MAX).map(|one| one.code).collect()
}

fn last_four(number: u64) -> u16 {
    u16::try_from(number % 10_000).unwrap_or(0)
}

fn cut(text: &str) -> String {
    String::from(&text[..text.floor_char_boundary(TEXT_BYTES_MAX)])
}

/// Whether one of these assignments holds in a village on a day.
#[must_use]
pub fn works_there(
    assignments: &[crate::store::account::Assignment],
    village: VillageCode,
    today: Day,
) -> bool {
    assignments.iter().any(|one| {
        one.village == village && one.from <= today && one.to.is_none_or(|to| today <= to)
    })
}
