//! Nobody proposes something about the own family unseen: it is taken, noted, and told to both sides.
#![expect(clippy::unwrap_used, reason = "tests")]

use reqwest::StatusCode;
use serde_json::Value;
use server::store::account::Role;
use shared::day::Day;
use shared::forms::codes;
use shared::forms::visit::VISIT;
use shared::id::ChangeId;
use shared::kk::NoKk;
use shared::region::VillageCode;
use shared::sync::state::RecordState;
use shared::sync::verdict::{Outcome, Verdict};
use shared::sync::wire::{self, Change1};
use tests::sample::{self, Proposal, content, parcel, proposal};
use tests::server::{Phone, TestServer};

const VILLAGE: VillageCode = VillageCode::from_number(3_523_172_001);
/// The card of the PSM's own family.
const OWN: i64 = 3_523_170_203_129_991;
/// Of another family.
const OTHER: i64 = 3_523_170_203_129_992;
const NOTHING: [&str; 0] = [];

/// A server and a PSM whose own family card it knows, or not.
async fn with_card(own: Option<i64>) -> (TestServer, Phone) {
    let server = TestServer::start().await;
    let phone = server.phone(&[VILLAGE]).await;
    set_card(&server, &phone, own).await;
    (server, phone)
}

async fn set_card(server: &TestServer, phone: &Phone, own: Option<i64>) {
    let (account, own) = (phone.account, own.map(|number| NoKk::from_number(number).unwrap()));
    server.running.store.write(move |tx| tx.set_own_kk(account, own)).await.unwrap();
}

/// Hands in a change that must be accepted; the names of its notes.
async fn accepted(server: &TestServer, phone: &Phone, change: &Change1) -> Vec<&'static str> {
    let reply = server.push(phone, vec![parcel(&[change])]).await;
    match Verdict::from(reply.answers[0].verdict.clone()).outcome {
        Outcome::Accepted { notes, .. } => notes.iter().map(|note| note.code.name()).collect(),
        other => panic!("not accepted: {other:?}"),
    }
}

/// What the phone is told of a record by its next pull: its state and the codes of its notes.
async fn told(server: &TestServer, phone: &Phone, change: &Change1) -> (RecordState, Vec<u16>) {
    let statuses = server.pull(phone, 0).await.events;
    let mut statuses = statuses.iter().map(|event| wire::record_status(event).unwrap());
    let status = statuses.find(|status| status.record == change.header.record).unwrap();
    let notes = status.notes.iter().map(|note| note.code).collect();
    (RecordState::from_code(status.state).unwrap(), notes)
}

/// The visit as its next revision, of the family with another card.
fn of_family(server: &TestServer, from: &Change1, number: u8, kk: i64) -> Change1 {
    let today = Day::in_tuban(server.clock.now_ms());
    let values = sample::settled(&VISIT, &sample::family_values(today, kk), None, today);
    let mut next = from.clone();
    next.header.parent = Some(from.header.change);
    next.header.change = ChangeId::new(server.clock.now_ms(), [number; 10]);
    next.content = content(values);
    next
}

fn proposal_of(server: &TestServer, number: u8, kk: i64) -> Proposal {
    proposal(VILLAGE, server.clock.now_ms(), number, kk)
}

#[tokio::test]
async fn a_proposal_about_the_own_family_is_taken_and_noted_for_both_sides() {
    let (server, phone) = with_card(Some(OWN)).await;
    let own = proposal_of(&server, 1, OWN);
    assert_eq!(accepted(&server, &phone, &own.visit).await, NOTHING, "a visit is no proposal");
    assert_eq!(accepted(&server, &phone, &own.bansos).await, ["own_family"]);
    let status = told(&server, &phone, &own.bansos).await;
    assert_eq!(status, (RecordState::Sent, vec![codes::OWN_FAMILY.0]));

    let cookie = server.desk(Role::Kecamatan, "plumpang", Some(352_317)).await;
    let path = format!("/api/v1/desk/records/{}", own.bansos.header.record);
    let answer = server.get(&path, Some(&cookie)).await;
    assert_eq!(answer.status, StatusCode::OK);
    let view: Value = answer.json();
    assert_eq!(view["state"], "sent");
    assert_eq!(view["problems"], serde_json::json!([]));
    let notes = view["notes"].as_array().unwrap();
    assert_eq!(notes.len(), 1, "{notes:?}");
    assert_eq!(
        (&notes[0]["code"], &notes[0]["severity"]),
        (&"own_family".into(), &"warning".into())
    );
    for (lang, words) in [("id", "minta PSM lain"), ("en", "ask another worker")] {
        assert!(notes[0]["words"][lang].as_str().unwrap().contains(words), "{notes:?}");
    }
    let list = server.get("/api/v1/desk/records?kind=bansos", Some(&cookie)).await.json();
    assert_eq!(list["records"][0]["n_notes"], 1);
}

#[tokio::test]
async fn another_family_and_an_account_without_a_card_are_not_noted() {
    for (own, visited) in [(Some(OWN), OTHER), (None, OWN)] {
        let (server, phone) = with_card(own).await;
        let one = proposal_of(&server, 1, visited);
        for change in [&one.visit, &one.bansos] {
            assert_eq!(accepted(&server, &phone, change).await, NOTHING, "{own:?} {visited}");
        }
        assert_eq!(told(&server, &phone, &one.bansos).await, (RecordState::Sent, vec![]));
    }
}

#[tokio::test]
async fn somebody_elses_card_is_nothing_to_a_phone() {
    let (server, _) = with_card(Some(OWN)).await;
    let other = server.phone(&[VILLAGE]).await;
    let one = proposal_of(&server, 1, OWN);
    for change in [&one.visit, &one.bansos] {
        assert_eq!(accepted(&server, &other, change).await, NOTHING);
    }
}

#[tokio::test]
async fn a_visit_mended_to_another_card_is_looked_at_again() {
    let (server, phone) = with_card(Some(OWN)).await;
    let one = proposal_of(&server, 1, OTHER);
    for change in [&one.visit, &one.bansos] {
        assert_eq!(accepted(&server, &phone, change).await, NOTHING);
    }
    let to_own = of_family(&server, &one.visit, 2, OWN);
    assert_eq!(accepted(&server, &phone, &to_own).await, NOTHING);
    let noted = (RecordState::Sent, vec![codes::OWN_FAMILY.0]);
    assert_eq!(told(&server, &phone, &one.bansos).await, noted);

    // The card of the account is of another family after all: seen with the next look.
    set_card(&server, &phone, Some(OTHER)).await;
    assert_eq!(told(&server, &phone, &one.bansos).await, noted, "nobody looked yet");
    let same = of_family(&server, &to_own, 3, OWN);
    assert_eq!(accepted(&server, &phone, &same).await, NOTHING);
    assert_eq!(told(&server, &phone, &one.bansos).await, (RecordState::Sent, vec![]));
}

#[tokio::test]
async fn a_proposal_that_comes_before_its_visit_is_noted_once_that_is_there() {
    let (server, phone) = with_card(Some(OWN)).await;
    let own = proposal_of(&server, 1, OWN);
    assert_eq!(accepted(&server, &phone, &own.bansos).await, ["visit_missing"]);
    assert_eq!(accepted(&server, &phone, &own.visit).await, NOTHING);
    let status = told(&server, &phone, &own.bansos).await;
    assert_eq!(status, (RecordState::Sent, vec![codes::OWN_FAMILY.0]));
}
