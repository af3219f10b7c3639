//! What an accepted record of each kind changes in the register, through the door: pushed by a phone,
//! accepted at the desk, over its minute, and told to the phones of its village.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::collections::{BTreeMap, BTreeSet};

use reqwest::StatusCode;
use serde_json::json;
use server::places;
use server::store::account::Role;
use shared::day::Day;
use shared::desk::review::PENDING_MS;
use shared::form::content::Content;
use shared::form::model::{FormKind, KindId};
use shared::form::value::Values;
use shared::forms::{self, visit::VISIT};
use shared::hex;
use shared::id::{ChangeId, RecordId};
use shared::region::VillageCode;
use shared::register::effect::{Described, RegisterChange, effect};
use shared::register::family::{Families1, Gone1, News, Person1, news};
use shared::sync::feed::PullReply2;
use shared::sync::state::RecordState;
use shared::sync::wire::{Change1, Header1, OP_PUT};
use tests::sample::{content, parcel, settled};
use tests::server::{Phone, TestServer};

/// The day on which the forms of `golden` are filled.
const DAY: (i32, u32, u32) = (2026, 11, 24);

/// What records of each kind can change, by the names below: those of `golden`, all taken together.
const EFFECTS: [(&str, &[&str]); 10] = [
    ("kunjungan", &["card", "place", "seen"]),
    ("bansos", &["died", "person", "place", "programme"]),
    ("mutasi_keluarga", &["died", "head", "moved", "nik", "own card", "person"]),
    ("balita", &["measured", "person"]),
    ("ats", &["person"]),
    ("akses_kesehatan", &["person"]),
    ("akses_pendidikan", &["person"]),
    ("disabilitas", &["person"]),
    ("ppks", &["person"]),
    // Confidential: it leaves no trace outside of its record.
    ("perlu_petugas", &[]),
];

/// A form that somebody filled rightly, with its visit.
struct Case {
    name: String,
    kind: &'static FormKind,
    visit: Option<Values>,
    values: Values,
}

fn cases() -> Vec<Case> {
    let values = |hex: &str| Content::from_bytes(&hex::bytes(hex).unwrap()).unwrap().values;
    let mut cases: Vec<Case> = Vec::new();
    let mut is_present = false;
    for line in golden::INPUTS.lines() {
        let (what, rest) = line.split_once(' ').unwrap();
        match (what, cases.last_mut()) {
            ("case", _) => {
                let mut words = rest.splitn(3, ' ');
                let kind = forms::kind(KindId(words.next().unwrap().parse().unwrap())).unwrap();
                is_present = words.next().unwrap() == kind.version.to_string();
                if is_present {
                    let (name, values) = (words.next().unwrap().into(), Values::new());
                    cases.push(Case { name, kind, visit: None, values });
                }
            }
            ("visit", Some(case)) if is_present => case.visit = Some(values(rest)),
            ("form", Some(case)) if is_present => case.values = values(rest),
            _ => {}
        }
    }
    cases
}

/// A village with one PSM, and a record there.
struct Stage<'s> {
    server: &'s TestServer,
    phone: Phone,
    desk: &'s str,
    village: VillageCode,
}

impl Stage<'_> {
    fn change(&self, kind: &FormKind, visit: Option<RecordId>, values: Values) -> Change1 {
        let now_ms = self.server.clock.now_ms();
        let village = self.village.number().to_be_bytes();
        let mut random = [0; 10];
        random[..4].copy_from_slice(&village);
        random[4] = kind.id.0.to_le_bytes()[0];
        Change1 {
            header: Header1 {
                change: ChangeId::new(now_ms, random),
                record: RecordId::new(now_ms, random),
                parent: None,
                visit,
                kind: kind.id.0,
                kind_version: kind.version,
                village: self.village,
                made_at_ms: now_ms,
                op: OP_PUT,
            },
            content: content(values),
        }
    }

    /// What phones of the village hear of its register after a number, and the next one.
    async fn hears(&self, after: u64) -> (Families1, u64) {
        let (device, village) = (self.phone.device, self.village.number());
        let path =
            format!("/api/v1/sync/pull?after={after}&device={device}&feed=4&village={village}");
        let reply: PullReply2 = self.server.get(&path, Some(&self.phone.cookie)).await.message();
        let mut all = Families1::default();
        for event in &reply.events {
            let Some(News::Families(mut some)) = news(event) else { panic!("{event:?}") };
            all.families.append(&mut some.families);
            all.gone.append(&mut some.gone);
        }
        (all, reply.next)
    }

    /// Sends a form with its visit, lets the desk accept it and its minute pass: what is heard then.
    async fn accepted(&self, case: &Case) -> Families1 {
        let today = Day::in_tuban(self.server.clock.now_ms());
        let visit_values = case.visit.as_ref().map(|visit| settled(&VISIT, visit, None, today));
        let values = settled(case.kind, &case.values, visit_values.as_ref(), today);
        let visit = visit_values.map(|values| self.change(&VISIT, None, values));
        let form = self.change(case.kind, visit.as_ref().map(|visit| visit.header.record), values);
        let changes: Vec<_> = visit.iter().chain([&form]).collect();
        self.server.push(&self.phone, vec![parcel(&changes)]).await;
        assert_eq!(self.state(&form).await, RecordState::Sent, "{}", case.name);
        let (_, cursor) = self.hears(0).await;

        let (record, change) = (form.header.record, form.header.change);
        let path = format!("/api/v1/desk/records/{record}/decision");
        let body = json!({"change": change.to_string(), "what": {"kind": "accept"}});
        let answer = self.server.post_json(&path, &body, Some(self.desk)).await;
        assert_eq!(answer.status, StatusCode::OK, "{}: {answer:?}", case.name);
        assert_eq!(
            self.hears(cursor).await.0,
            Families1::default(),
            "not before its minute is over"
        );
        self.server.clock.advance_ms(PENDING_MS);
        self.server.get("/api/v1/desk/today", Some(self.desk)).await;
        assert_eq!(self.state(&form).await, RecordState::Checked, "{}", case.name);
        self.hears(cursor).await.0
    }

    async fn state(&self, change: &Change1) -> RecordState {
        let record = change.header.record;
        let store = &self.server.running.store;
        store.read(move |tx| tx.record(record)).await.unwrap().unwrap().state
    }
}

fn name(change: &RegisterChange) -> &'static str {
    match change {
        RegisterChange::Place(_) => "place",
        RegisterChange::Seen(_) => "seen",
        RegisterChange::Card(_) => "card",
        RegisterChange::Person(_) => "person",
        RegisterChange::Measured { .. } => "measured",
        RegisterChange::Programme { .. } => "programme",
        RegisterChange::Died(_) => "died",
        RegisterChange::MovedOut(_) => "moved",
        RegisterChange::FamilyMoved => "family moved",
        RegisterChange::FamilyEnded => "family ended",
        RegisterChange::OnCard { .. } => "own card",
        RegisterChange::Head(_) => "head",
        RegisterChange::Nik(..) => "nik",
    }
}

/// True when phones hear of a change.
fn is_heard(change: &RegisterChange, heard: &Families1) -> bool {
    let families = &heard.families;
    let people = || families.iter().flat_map(|family| &family.members);
    let is_gone = |why: u8| {
        let of_families = families.iter().flat_map(|family| &family.gone);
        of_families.chain(&heard.gone).any(|gone| gone.why == why)
    };
    match change {
        RegisterChange::Place(place) => families.iter().any(|family| {
            place.rt.is_none_or(|rt| family.rt == Some(rt))
                && place.rw.is_none_or(|rw| family.rw == Some(rw))
                && place.hamlet.as_ref().is_none_or(|words| family.hamlet == *words)
                && place.address.as_ref().is_none_or(|words| family.address == *words)
        }),
        RegisterChange::Seen(day) => families.iter().any(|family| family.seen == Some(*day)),
        RegisterChange::Card(no_kk) => families.iter().any(|family| family.kk == last(*no_kk)),
        RegisterChange::Person(who) => people().any(|person| is(person, who)) || gone(heard),
        RegisterChange::Measured { child, day, weight_g, .. } => people().any(|person| {
            is(person, child)
                && person
                    .measures
                    .iter()
                    .any(|one| one.day == *day && one.weight_g == weight_g.unwrap_or(0))
        }),
        RegisterChange::Programme { code, receives } => {
            families.iter().any(|family| family.programmes.contains(code) == *receives)
                || gone(heard)
        }
        RegisterChange::Died(_) | RegisterChange::FamilyEnded => is_gone(Gone1::ENDED),
        RegisterChange::MovedOut(_) | RegisterChange::FamilyMoved => is_gone(Gone1::MOVED),
        RegisterChange::OnCard { people: who, .. } => who.iter().all(|who| {
            families.iter().any(|family| family.members.iter().any(|person| is(person, who)))
        }),
        RegisterChange::Head(who) => {
            families.iter().any(|family| family.members.first().is_some_and(|one| is(one, who)))
        }
        RegisterChange::Nik(who, nik) => {
            people().any(|person| is(person, who) && person.nik == last(*nik))
        }
    }
}

/// Whoever was the only one of a family and is not there any more takes it along.
fn gone(heard: &Families1) -> bool {
    !heard.gone.is_empty() || heard.families.iter().any(|family| !family.gone.is_empty())
}

fn is(person: &Person1, who: &Described) -> bool {
    who.name.is_empty() || person.name == who.name
}

fn last(number: u64) -> Option<u16> {
    u16::try_from(number % 10_000).ok()
}

#[tokio::test]
async fn an_accepted_record_of_each_kind_changes_what_phones_hear_of_the_register() {
    let server = TestServer::start().await;
    let (year, month, day) = DAY;
    let noon_ms =
        i64::from(Day::from_ymd(year, month, day).unwrap().number()) * 86_400_000 + 18_000_000;
    server.clock.set_forward_ms(noon_ms - i64::try_from(server.clock.now_ms()).unwrap());
    let desk = server.desk(Role::Dinsos, "dinsos", None).await;
    let mut seen: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (case, place) in cases().iter().zip(places::all()) {
        let phone = server.phone(&[place.code]).await;
        let stage = Stage { server: &server, phone, desk: &desk, village: place.code };
        let heard = stage.accepted(case).await;
        let visit = case.visit.as_ref().unwrap_or(&case.values);
        let changes = effect(case.kind.id, visit, &case.values);
        for change in &changes {
            assert!(is_heard(change, &heard), "{}: {change:?} of {heard:?}", case.name);
        }
        if changes.is_empty() {
            assert_eq!(heard, Families1::default(), "{} changes nothing", case.name);
        }
        seen.entry(case.kind.name).or_default().extend(changes.iter().map(name));
    }
    let expected = EFFECTS.map(|(kind, names)| (kind, names.iter().copied().collect()));
    assert_eq!(seen, BTreeMap::from(expected));
}
