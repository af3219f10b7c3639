//! Families of the register, as the desk gets them.

use std::collections::BTreeSet;

use shared::{
    day::Day,
    desk::{
        Words,
        family::{self as api, FamilyRow, Member, Programme, Task},
        list::Row,
    },
    form::{content::Content, model::KindId, value::Chosen},
    forms::{
        self, lists,
        visit::{self, VISIT},
    },
    id::{FamilyId, RecordId},
    text::{Text, t},
};

use super::{
    home::{self, Signs},
    records,
};
use crate::places;
use crate::store::{
    Reads, Scope, Store, StoreError,
    desk::{FamilyFilter, FamilyPlace, RECORDS_MAX, RecordFilter},
    find::FamilySearch,
    register::{Family, FamilyState, Person, PersonState, Source},
    tasks,
};

/// Open tasks of one family that are shown.
const TASKS_MAX: u32 = 50;
/// Records of one family that are shown, the newest.
const SHOWN_MAX: usize = 100;
/// So many of the village's newest records are looked through for those of a family: what one worker
/// makes in two years. Records know their family only by their answers.
const LOOKED_THROUGH_MAX: usize = 2_000;

/// One page of families within the scope.
///
/// # Errors
/// The store's.
pub async fn list(
    store: &Store,
    scope: Scope,
    filter: FamilyFilter,
) -> Result<api::FamilyPage, StoreError> {
    let search = FamilySearch::of(&filter.words);
    let page = store.read_for_desk(move |tx| tx.find_families(scope, &filter)).await?;
    Ok(api::FamilyPage {
        families: page.families.iter().map(|family| row(family, &search)).collect(),
        next: page.next.map(|(village, number)| format!("{village}-{number}")),
    })
}

/// Reads where the next page begins.
#[must_use]
pub fn place(text: &str) -> Option<FamilyPlace> {
    let (village, number) = text.split_once('-')?;
    Some((shared::region::VillageCode::parse(village).ok()?, number.parse().ok()?))
}

/// One family within the scope; `None` when there is none there.
///
/// # Errors
/// The store's.
pub async fn detail(
    store: &Store,
    scope: Scope,
    id: FamilyId,
) -> Result<Option<api::Family>, StoreError> {
    store
        .read_for_desk(move |tx| {
            let Some(mut family) = home::seen(tx, scope, id)? else { return Ok(None) };
            let tasks = tx.open_tasks_of(id, TASKS_MAX)?;
            let (records, visited, has_older) = records_of(tx, scope, &family)?;
            // A visit took place also before anybody has checked what was recorded.
            family.seen = family.seen.max(visited);
            Ok(Some(view(&family, &tasks, records, has_older)))
        })
        .await
}

/// What is kept of a record while others are looked through.
struct Seen {
    row: Row,
    record: RecordId,
    visit: Option<RecordId>,
    is_about: bool,
    /// The day of a visit.
    visited: Option<Day>,
    /// A visit that is not of one family: its other forms are about others.
    is_session: bool,
}

/// The records about a family and its members, the newest first: by what their answers say, and with a
/// visit all its forms; when the family was visited last; and whether older ones were not looked at.
fn records_of(
    tx: &dyn Reads,
    scope: Scope,
    family: &Family,
) -> Result<(Vec<Row>, Option<Day>, bool), StoreError> {
    let village = Some(family.village);
    let mut filter = RecordFilter { village, limit: RECORDS_MAX, ..RecordFilter::default() };
    let mut all: Vec<Seen> = Vec::new();
    let has_older = loop {
        let page = tx.records(scope, &filter)?;
        for line in &page.lines {
            let values = Content::from_bytes(&line.content).ok().map(|content| content.values);
            let signs = values.as_ref().map_or_else(Signs::default, |v| home::signs(line.kind, v));
            let kind = values.as_ref().and_then(|values| values.get(visit::KIND));
            let is_visit = line.kind == VISIT.id.0;
            all.push(Seen {
                row: records::row(line),
                record: line.record,
                visit: line.visit,
                is_about: signs.mean(family),
                visited: values.as_ref().filter(|_| is_visit).and_then(|v| v.get(visit::DATE)),
                is_session: is_visit && kind != Some(Chosen(lists::VISIT_FAMILY)),
            });
        }
        filter.before = page.next;
        if page.next.is_none() || all.len() >= LOOKED_THROUGH_MAX {
            break page.next.is_some();
        }
    };
    let sessions: BTreeSet<RecordId> =
        all.iter().filter(|seen| seen.is_session).map(|seen| seen.record).collect();
    let visits: BTreeSet<RecordId> = all
        .iter()
        .filter(|seen| seen.is_about)
        .map(|seen| seen.visit.unwrap_or(seen.record))
        .filter(|visit| !sessions.contains(visit))
        .collect();
    let is_its = |seen: &Seen| seen.is_about || visits.contains(&seen.visit.unwrap_or(seen.record));
    let visited = all.iter().filter(|seen| is_its(seen)).filter_map(|seen| seen.visited).max();
    let its = all.into_iter().filter(is_its).take(SHOWN_MAX).map(|seen| seen.row);
    Ok((its.collect(), visited, has_older))
}

fn row(family: &Family, search: &FamilySearch) -> FamilyRow {
    let found = search.finds(family).unwrap_or_default();
    let (state, words) = family_state(family.state);
    let n_alive = family.members.iter().filter(|person| person.state == PersonState::Alive).count();
    let numbered = |what: &str, number: Option<u16>| number.map(|n| format!("{what} {n:02}"));
    let neighbourhood = [numbered("RT", family.rt), numbered("RW", family.rw)];
    let address = [family.hamlet.as_str(), family.address.as_str()];
    FamilyRow {
        family: family.id.to_string(),
        head: family.members.first().map_or_else(String::new, |head| head.name.clone()),
        neighbourhood: neighbourhood.into_iter().flatten().collect::<Vec<_>>().join(" / "),
        address: address.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", "),
        village_title: places::village_title(family.village),
        card_end: family.no_kk.map(|card| format!("{:04}", card % 10_000)),
        n_members: n_alive as u64,
        found: found.into_iter().map(|person| person.name.clone()).collect(),
        state: state.into(),
        state_words: words.into(),
        seen: day(family.seen),
    }
}

fn view(family: &Family, tasks: &[tasks::Task], records: Vec<Row>, has_older: bool) -> api::Family {
    let name_of = |id| {
        let member = family.members.iter().find(|person| person.id == id);
        member.map_or_else(String::new, |person| person.name.clone())
    };
    let programme = |one: &crate::store::register::Programme| Programme {
        title: option(&lists::assistance::PROGRAM, one.code)
            .unwrap_or_else(|| Words::same(one.code.to_string())),
        person: one.person.map_or_else(String::new, name_of),
        since: day(one.since),
        until: day(one.until),
    };
    let task = |task: &tasks::Task| Task {
        name: task.name.clone(),
        reason: task.reason.clone(),
        kind_title: forms::kind(KindId(task.kind)).map(|kind| kind.title.into()),
        due: day(task.due),
    };
    api::Family {
        row: row(family, &FamilySearch::of("")),
        card: family.no_kk.map(digits),
        n_former_cards: family.former_kk.len() as u64,
        source: source(family.source).into(),
        verified: day(family.verified),
        merged_into: family.merged_into.map(|id| id.to_string()),
        members: family.members.iter().map(member).collect(),
        programmes: family.programmes.iter().map(programme).collect(),
        tasks: tasks.iter().map(task).collect(),
        records,
        has_older,
    }
}

fn member(person: &Person) -> Member {
    let (state, words) = person_state(person.state);
    Member {
        person: person.id.to_string(),
        name: person.name.clone(),
        nickname: person.nickname.clone(),
        relation: option(&lists::RELATION, person.relation),
        sex: person.sex.map(|sex| sex.label().into()),
        birth: day(person.birth),
        birth_is_about: person.birth_is_about,
        nik: person.nik.map(digits),
        no_nik: person.no_nik.and_then(|code| option(&lists::NO_NIK, code)),
        n_former_niks: person.former_nik.len() as u64,
        state: state.into(),
        state_words: words.into(),
        verified: day(person.verified),
    }
}

fn option(list: &shared::form::model::ChoiceList, code: u16) -> Option<Words> {
    list.option(code).map(|option| option.label.into())
}

fn day(day: Option<Day>) -> Option<String> {
    day.map(|day| day.to_string())
}

fn digits(number: u64) -> String {
    format!("{number:016}")
}

const fn family_state(state: FamilyState) -> (&'static str, Text) {
    match state {
        FamilyState::Active => ("active", t("Tinggal di sini", "Lives here")),
        FamilyState::Moved => ("moved", t("Sudah pindah", "Has moved away")),
        FamilyState::Dissolved => ("dissolved", t("Tidak ada anggota lagi", "Nobody is left")),
        FamilyState::Merged => ("merged", t("Sama dengan keluarga lain", "Same as another family")),
    }
}

const fn person_state(state: PersonState) -> (&'static str, Text) {
    match state {
        PersonState::Alive => ("alive", t("Tinggal di sini", "Lives here")),
        PersonState::Dead => ("dead", t("Meninggal", "Has died")),
        PersonState::Moved => ("moved", t("Sudah pindah", "Has moved away")),
        PersonState::Merged => ("merged", t("Sama dengan orang lain", "Same as another person")),
    }
}

const fn source(source: Source) -> Text {
    match source {
        Source::List => t("Daftar kantor", "A list of the office"),
        Source::Psm => t("Ditambah PSM", "Added by a worker"),
        Source::Record => t("Kunjungan PSM", "A worker's visit"),
    }
}
