//! One record at the desk: its versions, what was withdrawn, and where else its NIK stands.
#![expect(clippy::unwrap_used, reason = "tests")]

use reqwest::StatusCode;
use serde_json::Value;
use server::store::account::Role;
use shared::day::Day;
use shared::form::content::Content;
use shared::form::problem::{Override, Path};
use shared::form::value::{Chosen, Values};
use shared::forms::balita::{self, BALITA};
use shared::forms::{codes, lists, person, visit};
use shared::id::ChangeId;
use shared::region::VillageCode;
use shared::sync::wire::{Change1, OP_WITHDRAW};
use tests::sample::{Session, child_values, parcel, session, settled, visit_values};
use tests::server::{Phone, TestServer};

const PLUMPANG_1: VillageCode = VillageCode::from_number(3_523_172_001);
const PLUMPANG_2: VillageCode = VillageCode::from_number(3_523_172_002);
const KENDURUAN: VillageCode = VillageCode::from_number(3_523_012_001);
const NIK: i64 = 3_523_175_204_240_001;

async fn detail(server: &TestServer, cookie: &str, change: &Change1, query: &str) -> Value {
    let path = format!("/api/v1/desk/records/{}{query}", change.header.record);
    let answer = server.get(&path, Some(cookie)).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}");
    answer.json()
}

fn find<'a>(fields: &'a Value, name: &str) -> Option<&'a Value> {
    fields.as_array()?.iter().find_map(|field| {
        if field["name"] == name {
            return Some(field);
        }
        find(&field["children"], name)
    })
}

fn field<'a>(view: &'a Value, name: &str) -> &'a Value {
    let mut sections = view["sections"].as_array().unwrap().iter();
    sections.find_map(|section| find(&section["fields"], name)).unwrap()
}

/// The child of a session with other answers.
fn with_answers(server: &TestServer, child: &Change1, change: impl FnOnce(&mut Values)) -> Change1 {
    let today = Day::in_tuban(server.clock.now_ms());
    let mut values = child_values(today);
    change(&mut values);
    let visit = visit_values(today);
    let values = settled(&BALITA, &values, Some(&visit), today);
    let content = Content { values, overrides: Vec::new() }.to_bytes();
    Change1 { content, ..child.clone() }
}

/// The next version of a record.
fn next(of: &Change1, number: u8) -> Change1 {
    let mut next = of.clone();
    next.header.parent = Some(of.header.change);
    next.header.change = ChangeId::new(next.header.made_at_ms, [number; 10]);
    next
}

async fn sent(server: &TestServer, village: VillageCode, number: u8) -> (Phone, Session) {
    let phone = server.phone(&[village]).await;
    let session = session(village, server.clock.now_ms(), number);
    server.push(&phone, vec![session.parcel()]).await;
    (phone, session)
}

#[tokio::test]
async fn every_version_can_be_opened_and_tells_what_changed() {
    let server = TestServer::start().await;
    let (phone, session) = sent(&server, PLUMPANG_1, 1).await;
    let first = &session.child;
    let second = with_answers(&server, &next(first, 77), |values| {
        values.set(balita::WEIGHT, 11_500);
    });
    server.clock.advance_ms(60_000);
    server.push(&phone, vec![parcel(&[&second])]).await;

    let cookie = server.desk(Role::Desa, "desa", Some(PLUMPANG_1.number())).await;
    let newest = detail(&server, &cookie, first, "").await;
    let weight = field(&newest, "berat_g");
    assert_eq!(
        (&weight["value"]["id"], &weight["before"]["id"]),
        (&"11,5 kg".into(), &"11 kg".into())
    );
    assert_eq!(field(&newest, "jk").get("before"), None);
    assert_eq!((&newest["old"], &newest["state"]), (&Value::Null, &"sent".into()));
    let standing: Vec<_> = newest["revisions"].as_array().unwrap().iter().collect();
    assert_eq!(
        (&standing[0]["state"], &standing[1]["state"]),
        (&"superseded".into(), &"sent".into())
    );
    assert_eq!(standing[0]["state_words"]["id"], "Digantikan");
    assert_eq!((&standing[0]["current"], &standing[1]["current"]), (&false.into(), &true.into()));

    let query = format!("?change={}", first.header.change);
    let old = detail(&server, &cookie, first, &query).await;
    assert_eq!(field(&old, "berat_g")["value"]["id"], "11 kg");
    assert_eq!(old["state_words"]["en"], "Superseded");
    assert_eq!((&old["old"]["number"], &old["old"]["is_withdrawn"]), (&1.into(), &false.into()));
    assert_eq!(old["old"]["ended_at_ms"], standing[1]["stored_at_ms"]);
    assert_eq!(old["receipt"]["stored_at_ms"], standing[0]["stored_at_ms"]);

    // Neither a version of another record nor one of another village is found.
    let elsewhere = server.desk(Role::Desa, "lain", Some(PLUMPANG_2.number())).await;
    let of_visit = format!("?change={}", session.visit.header.change);
    for (cookie, query) in
        [(&elsewhere, &query), (&cookie, &of_visit), (&cookie, &"?change=x".into())]
    {
        let path = format!("/api/v1/desk/records/{}{query}", first.header.record);
        let answer = server.get(&path, Some(cookie)).await;
        assert_eq!(answer.problem(), (404, "not_found".into()), "{path}");
    }
}

#[tokio::test]
async fn a_withdrawn_record_shows_what_was_withdrawn() {
    let server = TestServer::start().await;
    let (phone, session) = sent(&server, PLUMPANG_1, 1).await;
    let second = with_answers(&server, &next(&session.child, 77), |values| {
        values.set(balita::WEIGHT, 11_500);
    });
    let mut withdrawal = next(&second, 78);
    withdrawal.header.op = OP_WITHDRAW;
    withdrawal.content = Vec::new();
    server.clock.advance_ms(60_000);
    server.push(&phone, vec![parcel(&[&second, &withdrawal])]).await;

    let cookie = server.desk(Role::Dinsos, "dinsos", None).await;
    let view = detail(&server, &cookie, &withdrawal, "").await;
    assert_eq!((&view["state"], &view["unreadable"]), (&"withdrawn".into(), &false.into()));
    assert_eq!(view["withdrawn_at_ms"], view["receipt"]["stored_at_ms"]);
    assert_eq!(field(&view, "berat_g")["value"]["id"], "11,5 kg");
    assert_eq!(field(&view, "berat_g")["before"]["id"], "11 kg");
    assert_eq!(view["visit_record"]["record"], session.visit.header.record.to_string());
    let states: Vec<_> = view["revisions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["state"].as_str().unwrap())
        .collect();
    assert_eq!(states, ["superseded", "withdrawn", "withdrawn"]);
    let query = format!("?change={}", second.header.change);
    let old = detail(&server, &cookie, &second, &query).await;
    assert_eq!(
        (&old["old"]["is_withdrawn"], &old["withdrawn_at_ms"]),
        (&true.into(), &Value::Null)
    );
}

#[tokio::test]
async fn confirmed_doubts_are_counted_in_the_list() {
    let server = TestServer::start().await;
    let phone = server.phone(&[PLUMPANG_1]).await;
    let session = session(PLUMPANG_1, server.clock.now_ms(), 1);
    let mut child = session.child.clone();
    let mut content = Content::from_bytes(&child.content).unwrap();
    content.overrides.push(Override {
        path: Path::root(),
        code: codes::CHILD_CONSENT.0,
        reason: String::from("Ibunya datang besok."),
    });
    child.content = content.to_bytes();
    server.push(&phone, vec![parcel(&[&session.visit, &child])]).await;
    let cookie = server.desk(Role::Desa, "desa", Some(PLUMPANG_1.number())).await;
    let list = server.get("/api/v1/desk/records", Some(&cookie)).await.json();
    let count = |idx: usize| list["records"][idx]["n_overrides"].as_u64();
    assert_eq!((count(0), count(1)), (Some(1), Some(0)));
}

#[tokio::test]
async fn a_question_with_a_reason_for_its_absence_is_not_an_open_one() {
    let server = TestServer::start().await;
    let phone = server.phone(&[PLUMPANG_1]).await;
    let today = Day::in_tuban(server.clock.now_ms());
    let cookie = server.desk(Role::Desa, "desa", Some(PLUMPANG_1.number())).await;
    for (number, has_reason) in [(1, false), (2, true)] {
        let mut visit = session(PLUMPANG_1, server.clock.now_ms(), number).visit;
        let mut values = Values::new();
        values.set(visit::KIND, Chosen(lists::VISIT_FAMILY));
        values.set(visit::DATE, today);
        values.set(visit::MET_SOMEBODY, true);
        if has_reason {
            values.set(visit::NO_KK, Chosen(1));
        }
        visit.content = Content { values, overrides: Vec::new() }.to_bytes();
        server.push(&phone, vec![parcel(&[&visit])]).await;
        let view = detail(&server, &cookie, &visit, "").await;
        let sections = view["sections"].as_array().unwrap();
        let find = |name| sections.iter().find_map(|section| find(&section["fields"], name));
        assert_eq!(find("no_kk").is_none(), has_reason);
        assert!(find("alasan_tanpa_kk").is_some() && find("dusun").is_some());
    }
}

#[tokio::test]
async fn a_note_on_a_nik_stands_at_the_nik_and_leads_only_to_what_may_be_seen() {
    let server = TestServer::start().await;
    let mut children = Vec::new();
    for (number, village) in (1..).zip([PLUMPANG_1, KENDURUAN, PLUMPANG_2]) {
        let phone = server.phone(&[village]).await;
        let session = session(village, server.clock.now_ms(), number);
        let child = with_answers(&server, &session.child, |values| {
            let mut girl = values.get(balita::CHILD).unwrap();
            girl.set(person::NIK, NIK);
            girl.set(person::NIK_SOURCE, Chosen(2));
            values.set(balita::CHILD, girl);
        });
        server.push(&phone, vec![parcel(&[&session.visit, &child])]).await;
        children.push(child);
    }
    let last = &children[2];
    let village = Some(PLUMPANG_2.number());
    let kecamatan = Some(PLUMPANG_2.kecamatan().number());
    for (role, user, area, expected, is_outside) in [
        (Role::Desa, "desa", village, &children[..0], true),
        (Role::Kecamatan, "kecamatan", kecamatan, &children[..1], true),
        (Role::Dinsos, "dinsos", None, &children[..2], false),
    ] {
        let cookie = server.desk(role, user, area).await;
        let view = detail(&server, &cookie, last, "").await;
        let notes = view["notes"].as_array().unwrap();
        let note = notes.iter().find(|note| note["code"] == "nik_ganda").unwrap();
        assert_eq!(note["field_id"], field(&view, "nik")["field_id"], "{user}");
        let others = note["others"]["records"].as_array().unwrap();
        // The note on the pair is the last event of each, so their order is that of the notes.
        let mut seen: Vec<_> = others.iter().map(|one| one["record"].as_str().unwrap()).collect();
        seen.sort_unstable();
        let mut expected: Vec<_> =
            expected.iter().map(|child| child.header.record.to_string()).collect();
        expected.sort_unstable();
        assert_eq!(seen, expected, "{user}");
        assert_eq!(note["others"]["is_outside"], is_outside, "{user}");
        let told = view.to_string();
        let hidden = children.iter().filter(|child| {
            let record = child.header.record.to_string();
            record != last.header.record.to_string() && !seen.contains(&record.as_str())
        });
        for child in hidden {
            assert!(!told.contains(&child.header.record.to_string()), "{user}");
            assert!(!told.contains(&child.header.village.to_string()), "{user}");
        }
    }
}

#[tokio::test]
async fn a_childs_growth_is_drawn_from_the_records_that_may_be_seen() {
    let server = TestServer::start().await;
    let birth = Day::in_tuban(server.clock.now_ms()).plus(-750);
    let mut children = Vec::new();
    let places = [(PLUMPANG_1, 11_000), (KENDURUAN, 11_400), (PLUMPANG_2, 11_400)];
    for (number, (village, weight_g)) in (1..).zip(places) {
        let phone = server.phone(&[village]).await;
        let session = session(village, server.clock.now_ms(), number);
        let child = with_answers(&server, &session.child, |values| {
            let mut girl = values.get(balita::CHILD).unwrap();
            girl.set(person::NIK, NIK);
            girl.set(person::NIK_SOURCE, Chosen(2));
            girl.set(person::BIRTH, birth);
            values.set(balita::CHILD, girl);
            values.set(balita::WEIGHT, weight_g);
        });
        server.push(&phone, vec![parcel(&[&session.visit, &child])]).await;
        children.push(child);
        server.clock.advance_ms(40 * 86_400_000);
    }
    let last = &children[2];
    for (role, user, area, n_rows, gain) in [
        (Role::Desa, "desa", Some(PLUMPANG_2.number()), 1, Value::Null),
        (Role::Kecamatan, "kecamatan", Some(PLUMPANG_2.kecamatan().number()), 2, "N".into()),
        (Role::Dinsos, "dinsos", None, 3, "T".into()),
    ] {
        let cookie = server.desk(role, user, area).await;
        let view = detail(&server, &cookie, last, "").await;
        let growth = &view["growth"];
        assert_eq!(growth["rows"].as_array().unwrap().len(), n_rows, "{user}");
        assert_eq!(growth["gain"], gain, "{user}");
        let pictures = growth["pictures"].as_array().unwrap();
        assert_eq!(pictures.len(), 3, "{user}");
        assert_eq!(pictures[0]["dots"].as_array().unwrap().len(), n_rows, "{user}");
    }
    // A visit measures nobody.
    let cookie = server.desk(Role::Dinsos, "dinsos-2", None).await;
    let visit = last.header.visit.unwrap();
    let answer = server.get(&format!("/api/v1/desk/records/{visit}"), Some(&cookie)).await;
    assert_eq!(answer.json().get("growth"), None);
}
