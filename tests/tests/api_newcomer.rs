//! A family that a PSM was the first to record, over HTTP: its first visit makes it one of the register.
#![expect(clippy::unwrap_used, reason = "tests")]

use reqwest::{Method, StatusCode};
use shared::{
    day::Day,
    form::value::Value,
    forms::visit::{self, VISIT},
    id::FamilyId,
    region::VillageCode,
    register::{
        family::{Family1, News, news},
        reference::FamilyRef,
    },
    sync::{
        feed::decode_reply,
        verdict::{Outcome, Verdict},
        wire::Change1,
    },
};
use tests::{
    sample::{self, content, parcel, proposal},
    server::{Phone, TestServer, send, with_cookie},
};

const VILLAGE: VillageCode = VillageCode::from_number(3_523_172_001);
const KK: i64 = 3_523_170_203_129_992;

/// A visit of a family that the phone has named itself.
fn visit_of(server: &TestServer, number: u8, id: FamilyId) -> Change1 {
    let today = Day::in_tuban(server.clock.now_ms());
    let mut values = sample::family_values(today, KK);
    let reference = FamilyRef::New(id).to_bytes();
    values.put(visit::FAMILY_REFERENCE, Some(Value::Bytes(reference)));
    let mut change = proposal(VILLAGE, server.clock.now_ms(), number, KK).visit;
    change.header.kind_version = VISIT.version;
    change.content = content(sample::settled(&VISIT, &values, None, today));
    change
}

async fn accepted(server: &TestServer, phone: &Phone, change: &Change1) {
    let reply = server.push(phone, vec![parcel(&[change])]).await;
    let outcome = Verdict::from(reply.answers[0].verdict.clone()).outcome;
    assert!(matches!(outcome, Outcome::Accepted { .. }), "{outcome:?}");
}

/// The families of the village as a phone gets them.
async fn families(server: &TestServer, phone: &Phone) -> Vec<Family1> {
    let (device, village) = (phone.device, VILLAGE.number());
    let path =
        format!("/api/v1/sync/pull?after=0&limit=500&device={device}&feed=4&village={village}");
    let request = server.request(Method::GET, &path);
    let answer = send(with_cookie(request, Some(&phone.cookie))).await;
    assert_eq!(answer.status, StatusCode::OK);
    let events = decode_reply(&answer.body).unwrap().events;
    let families = events.iter().flat_map(|event| match news(event) {
        Some(News::Families(some)) => some.families,
        other => panic!("{other:?}"),
    });
    families.collect()
}

#[tokio::test]
async fn a_family_added_in_the_field_gets_a_number_with_its_first_visit_and_is_made_once() {
    let server = TestServer::start().await;
    let phone = server.phone(&[VILLAGE]).await;
    let id = FamilyId::new(server.clock.now_ms(), [7; 10]);
    accepted(&server, &phone, &visit_of(&server, 1, id)).await;
    let found = families(&server, &phone).await;
    assert_eq!(found.len(), 1);
    assert!(found[0].number > 0);
    assert_eq!(found[0].id, Some(id), "so that the phone knows its own again");
    let head = found[0].head().unwrap();
    assert_eq!(head.id.map(|head| head.0), Some(id.0), "forms about the head name it so");
    assert!(!head.name.is_empty() && head.number > 0);

    accepted(&server, &phone, &visit_of(&server, 2, id)).await;
    assert_eq!(families(&server, &phone).await, found);
}
