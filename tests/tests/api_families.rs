//! Families of the register at the desk: who finds and sees which, and how a record leads to its own.
#![expect(clippy::unwrap_used, reason = "tests")]

use reqwest::StatusCode;
use serde_json::{Value as Json, json};
use server::store::{
    account::Role,
    register::{Family, Former, Person, Programme},
    tasks::{Task, TaskEnd, TaskSource},
};
use shared::{
    day::Day,
    form::{content::Content, value::Value},
    forms::{balita, person},
    id::{FamilyId, PersonId, TaskId},
    region::VillageCode,
    register::reference::PersonRef,
};
use tests::{
    sample::session,
    server::{Answer, TestServer},
};

const OWN: VillageCode = VillageCode::from_number(3_523_172_001);
const NEIGHBOUR: VillageCode = VillageCode::from_number(3_523_172_002);
const NIK: u64 = 3_523_164_111_249_990;
const FAR: VillageCode = VillageCode::from_number(3_523_012_001);

/// One family in each of the villages, each with a head and a daughter.
async fn with_families() -> TestServer {
    let server = TestServer::start().await;
    let write = server.running.store.write(|tx| {
        for (number, village) in (1_u8..).zip([OWN, NEIGHBOUR, FAR]) {
            let mut head =
                Person::new(PersonId([number + 20; 16]), format!("Djoko Soesilo {number}"));
            head.nik = Some(3_523_160_000_000_000 + u64::from(number));
            let digits = 3_523_160_000_007_770 + u64::from(number);
            head.former_nik = vec![Former { digits, until: None }];
            let mut girl = Person::new(PersonId([number + 10; 16]), String::from("Aisyah"));
            girl.nickname = String::from("Ais");
            girl.birth = Some(Day::from_number(20_000));
            let no_kk = Some(3_523_160_203_120_000 + u64::from(number));
            let programme = Programme { person: None, code: 1, since: None, until: None };
            tx.put_family(Family {
                no_kk,
                rt: Some(3),
                rw: Some(1),
                address: String::from("Utara musala"),
                members: vec![head, girl],
                programmes: vec![programme],
                ..Family::new(FamilyId([number; 16]), village)
            })?;
        }
        Ok(())
    });
    write.await.unwrap();
    server
}

async fn search(server: &TestServer, cookie: &str, filter: Json) -> Json {
    let answer = server.post_json("/api/v1/desk/families", &filter, Some(cookie)).await;
    assert_eq!(answer.status, StatusCode::OK, "{filter}");
    answer.json()
}

fn ids(page: &Json) -> Vec<&str> {
    let families = page["families"].as_array().unwrap();
    families.iter().map(|family| family["family"].as_str().unwrap()).collect()
}

async fn open(server: &TestServer, cookie: &str, number: u8) -> Answer {
    let path = format!("/api/v1/desk/families/{}", FamilyId([number; 16]));
    server.get(&path, Some(cookie)).await
}

#[tokio::test]
async fn each_role_finds_and_opens_the_families_of_its_area_and_no_other() {
    let server = with_families().await;
    for (role, area, may_see) in [
        (Role::Desa, Some(OWN.number()), &[1][..]),
        (Role::Kecamatan, Some(OWN.kecamatan().number()), &[1, 2]),
        (Role::Kecamatan, Some(FAR.kecamatan().number()), &[3]),
        (Role::Dinsos, None, &[1, 2, 3]),
        (Role::Admin, None, &[1, 2, 3]),
    ] {
        let user = format!("{}{}", role.name(), area.unwrap_or(0));
        let cookie = server.desk(role, &user, area).await;
        for words in ["joko susilo", "aisyah rt 3", "utara", ""] {
            let page = search(&server, &cookie, json!({ "q": words })).await;
            assert_eq!(ids(&page).len(), may_see.len(), "{user} {words}");
        }
        for (number, village) in (1_u8..).zip([OWN, NEIGHBOUR, FAR]) {
            let is_seen = may_see.contains(&number);
            let expected = if is_seen { StatusCode::OK } else { StatusCode::NOT_FOUND };
            assert_eq!(open(&server, &cookie, number).await.status, expected, "{user} {number}");
            let filters = [
                json!({ "village": village.to_string() }),
                json!({ "q": format!("352316000000000{number}") }),
                json!({ "q": format!("352316020312000{number}") }),
                json!({ "q": format!("777{number}") }),
            ];
            for filter in filters {
                let page = search(&server, &cookie, filter.clone()).await;
                assert_eq!(ids(&page).len(), usize::from(is_seen), "{user} {filter}");
            }
        }
    }
    // A worker's phone is no desk, and nobody is nobody.
    let phone = server.phone(&[OWN]).await;
    assert_eq!(open(&server, &phone.cookie, 1).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(open(&server, "", 1).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_family_shows_its_people_tasks_and_records() {
    let server = with_families().await;
    let cookie = server.desk(Role::Desa, "desa", Some(OWN.number())).await;
    let task = |number: u8, ended| Task {
        id: TaskId([number; 16]),
        village: OWN,
        family: Some(FamilyId([1; 16])),
        person: None,
        kind: 0,
        name: String::from("Djoko"),
        reason: String::from("Cek DTSEN"),
        due: Some(Day::from_number(20_500)),
        source: TaskSource::Dinsos,
        made: Day::from_number(20_000),
        ended,
        ended_by: None,
        last_seq: 0,
    };
    let write = server.running.store.write(move |tx| {
        tx.put_task(&task(1, TaskEnd::Open))?;
        tx.put_task(&task(2, TaskEnd::Answered))
    });
    write.await.unwrap();
    let family = open(&server, &cookie, 1).await.json();
    assert_eq!(family["head"], "Djoko Soesilo 1");
    assert_eq!(family["neighbourhood"], "RT 03 / RW 01");
    assert_eq!(family["card"], "3523160203120001");
    assert_eq!(family["card_end"], "0001");
    let members = family["members"].as_array().unwrap();
    assert_eq!(members[0]["nik"], "3523160000000001");
    assert_eq!(members[0]["n_former_niks"], 1);
    assert_eq!(members[1]["nickname"], "Ais");
    assert_eq!(family["tasks"].as_array().unwrap().len(), 1);
    assert_eq!(family["tasks"][0]["reason"], "Cek DTSEN");
    assert_eq!(family["programmes"].as_array().unwrap().len(), 1);
    assert_eq!(family["records"], json!([]));
}

/// The sample's child, as somebody of the register or with a NIK.
fn child(content: &[u8], who: Option<PersonRef>, nik: Option<u64>) -> Vec<u8> {
    let mut content = Content::from_bytes(content).unwrap();
    if let Some(Value::Group(girl)) = content.values.at_mut(balita::CHILD.tag) {
        girl.put(person::REFERENCE, who.map(|who| Value::Bytes(who.to_bytes())));
        girl.put(person::NIK.tag, nik.map(|nik| Value::Int(nik.cast_signed())));
    }
    content.to_bytes()
}

#[tokio::test]
async fn a_record_leads_to_its_family_by_reference_or_nik_and_back() {
    let server = with_families().await;
    let cookie = server.desk(Role::Kecamatan, "camat", Some(352_317)).await;
    let phone = server.phone(&[OWN, NEIGHBOUR]).await;
    let numbered = |village| {
        let find = move |tx: &dyn server::store::Reads| {
            let family = tx.family(FamilyId([1; 16]))?.unwrap();
            Ok(PersonRef::Numbered { village, number: family.members[1].number })
        };
        server.running.store.read(find)
    };
    let who = numbered(OWN).await.unwrap();
    let mut by_reference = session(OWN, server.clock.now_ms(), 1);
    by_reference.child.content = child(&by_reference.child.content, Some(who), None);
    let mut of_nobody = session(OWN, server.clock.now_ms(), 2);
    of_nobody.child.content = child(&of_nobody.child.content, None, Some(NIK));
    for sent in [&by_reference, &of_nobody] {
        server.push(&phone, vec![sent.parcel()]).await;
    }
    let record = |sent: &tests::sample::Session| {
        let path = format!("/api/v1/desk/records/{}", sent.child.header.record);
        let (server, cookie) = (&server, &cookie);
        async move { server.get(&path, Some(cookie)).await.json() }
    };
    let home = record(&by_reference).await["home"].clone();
    assert_eq!(home["family"], FamilyId([1; 16]).to_string());
    assert_eq!(
        (home["head"].as_str(), home["person"].as_str()),
        (Some("Djoko Soesilo 1"), Some("Aisyah"))
    );
    assert_eq!(record(&of_nobody).await["home"], Json::Null);

    // The family shows the form about its daughter, and not the session of many families.
    let family = open(&server, &cookie, 1).await.json();
    let records = family["records"].as_array().unwrap();
    let expected = by_reference.child.header.record.to_string();
    assert_eq!(records.len(), 1);
    assert_eq!(records[0]["record"], expected);

    // By the NIK, as soon as the register has it, but not in another's area.
    let write = server.running.store.write(|tx| {
        let mut family = tx.family(FamilyId([2; 16]))?.unwrap();
        family.members[1].nik = Some(NIK);
        tx.put_family(family).map(drop)
    });
    write.await.unwrap();
    let home = record(&of_nobody).await["home"].clone();
    assert_eq!(home["family"], FamilyId([2; 16]).to_string());
    let desa = server.desk(Role::Desa, "desa", Some(OWN.number())).await;
    let path = format!("/api/v1/desk/records/{}", of_nobody.child.header.record);
    assert_eq!(server.get(&path, Some(&desa)).await.json()["home"], Json::Null);
}

#[tokio::test]
async fn what_is_too_long_or_no_place_is_refused() {
    let server = with_families().await;
    let cookie = server.desk(Role::Admin, "admin", None).await;
    for filter in [
        json!({ "q": "x".repeat(101) }),
        json!({ "village": "1" }),
        json!({ "kecamatan": "x" }),
        json!({ "after": "3523172001" }),
        json!({ "after": "x-1" }),
        json!({ "q": 1 }),
        json!("q"),
    ] {
        let answer = server.post_json("/api/v1/desk/families", &filter, Some(&cookie)).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{filter}");
    }
    let long = json!({ "q": "", "after": "x".repeat(3_000) });
    let answer = server.post_json("/api/v1/desk/families", &long, Some(&cookie)).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    for id in ["1", "x", "0198c2f0-1234-7abc-8def-0123456789ab"] {
        let answer = server.get(&format!("/api/v1/desk/families/{id}"), Some(&cookie)).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{id}");
    }
}
