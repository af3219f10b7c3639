//! The server does the same for phones and the desk whichever engine stores everything.
#![expect(clippy::unwrap_used, reason = "tests")]

use reqwest::StatusCode;
use serde_json::Value;
use server::store::account::Role;
use shared::region::VillageCode;
use tests::sample::session;
use tests::server::TestServer;

const VILLAGE: VillageCode = VillageCode::from_number(3_523_172_001);

/// Runs a story on a server with each of the engines.
async fn check(story: impl AsyncFn(&TestServer)) {
    for in_memory in [false, true] {
        println!("in memory: {in_memory}");
        story(&TestServer::start_with(|config| config.in_memory = in_memory).await).await;
    }
}

async fn json(server: &TestServer, path: &str, cookie: &str) -> Value {
    let answer = server.get(path, Some(cookie)).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}");
    answer.json()
}

#[tokio::test]
async fn a_visit_comes_from_a_phone_to_the_desk() {
    check(async |server| {
        let phone = server.phone(&[VILLAGE]).await;
        let session = session(VILLAGE, server.clock.now_ms(), 1);
        for repeated in [false, true] {
            let reply = server.push(&phone, vec![session.parcel()]).await;
            assert!(reply.answers.iter().all(|answer| answer.verdict.repeated == repeated));
        }
        let pulled = server.pull(&phone, 0).await;
        assert_eq!((pulled.events.len(), pulled.next, pulled.more), (2, 2, false));

        let cookie = server.desk(Role::Desa, "desa", Some(VILLAGE.number())).await;
        let list = json(server, "/api/v1/desk/records", &cookie).await;
        assert_eq!(list["records"].as_array().unwrap().len(), 2);
        assert_eq!(list["counts"][0]["n"], 2);
        let child = session.child.header.record;
        let detail = json(server, &format!("/api/v1/desk/records/{child}"), &cookie).await;
        assert_eq!(detail["visit_record"]["record"], session.visit.header.record.to_string());
        assert_eq!(detail["revisions"].as_array().unwrap().len(), 1);
        let values = json(server, &format!("/api/v1/records/{child}"), &cookie).await;
        assert_eq!(values["kind"], "balita");

        let elsewhere = server.desk(Role::Desa, "lain", Some(VILLAGE.number() + 1)).await;
        let list = json(server, "/api/v1/desk/records", &elsewhere).await;
        assert_eq!(list["records"].as_array().unwrap().len(), 0);
        let hidden = format!("/api/v1/desk/records/{child}");
        let answer = server.get(&hidden, Some(&elsewhere)).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn a_phone_that_was_taken_away_is_signed_out() {
    check(async |server| {
        let phone = server.phone(&[VILLAGE]).await;
        assert_eq!(server.get("/api/v1/me", Some(&phone.cookie)).await.status, StatusCode::OK);
        let now_ms = server.clock.now_ms();
        let store = &server.running.store;
        let revoke = server::auth::activation::revoke;
        assert!(revoke(store, phone.account, phone.device, false, now_ms).await.unwrap());
        let answer = server.get("/api/v1/me", Some(&phone.cookie)).await;
        assert_eq!(answer.problem(), (401, String::from("signed_out")));
    })
    .await;
}

#[tokio::test]
async fn the_demo_says_the_same() {
    let counts = async |in_memory| {
        let server = TestServer::start_with(|config| {
            config.demo = true;
            config.in_memory = in_memory;
            std::fs::create_dir_all(&config.data).unwrap();
        })
        .await;
        let store = &server.running.store;
        let scope = server::store::Scope::Regency;
        let filter = server::store::desk::RecordFilter::default();
        store.read(move |tx| tx.record_counts(scope, &filter)).await.unwrap()
    };
    assert_eq!(counts(false).await, counts(true).await);
}
