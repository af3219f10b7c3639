//! The desk: signing in, and who sees what.
#![expect(clippy::unwrap_used, reason = "tests")]

use reqwest::{Method, StatusCode, header};
use serde_json::{Value, json};
use server::auth::limiter::Patience;
use server::store::account::Role;
use shared::form::content::Content;
use shared::forms::balita;
use shared::id::{BlobId, ChangeId};
use shared::region::VillageCode;
use shared::text::Lang;
use tests::sample::{parcel, report, session};
use tests::server::{PASSWORD, TestServer, send, with_cookie};
use tests::tus::{Photo, Sender, jpeg};

const PLUMPANG_1: VillageCode = VillageCode::from_number(3_523_172_001);
const PLUMPANG_2: VillageCode = VillageCode::from_number(3_523_172_002);
const KENDURUAN: VillageCode = VillageCode::from_number(3_523_012_001);
const HOUR_MS: u64 = 3_600_000;

/// A server with a session and a child in each of three villages, each with a photo under the same
/// identifier, and what the records are called.
async fn with_records() -> (TestServer, Vec<(VillageCode, String)>) {
    let server = TestServer::start().await;
    let mut records = Vec::new();
    for (number, village) in [PLUMPANG_1, PLUMPANG_2, KENDURUAN].into_iter().enumerate() {
        let phone = server.phone(&[village]).await;
        let session = session(village, server.clock.now_ms(), u8::try_from(number).unwrap());
        server.push(&phone, vec![session.parcel()]).await;
        for header in [&session.visit.header, &session.child.header] {
            let (blob, record) = (BlobId(header.record.0), header.record);
            let photo = Photo { blob, record, bytes: jpeg(20) };
            Sender { server: &server, phone: &phone }.send_all(&photo).await;
        }
        records.push((village, session.visit.header.record.to_string()));
        records.push((village, session.child.header.record.to_string()));
    }
    (server, records)
}

async fn list(server: &TestServer, cookie: &str, query: &str) -> Value {
    let answer = server.get(&format!("/api/v1/desk/records{query}"), Some(cookie)).await;
    assert_eq!(answer.status, StatusCode::OK, "{query}");
    answer.json()
}

async fn search(server: &TestServer, cookie: &str, filter: Value) -> Value {
    let answer = server.post_json("/api/v1/desk/records", &filter, Some(cookie)).await;
    assert_eq!(answer.status, StatusCode::OK, "{filter}");
    answer.json()
}

fn names(list: &Value) -> Vec<&str> {
    let lines = list["records"].as_array().unwrap();
    lines.iter().map(|line| line["record"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn each_role_sees_its_area_in_every_endpoint_and_nothing_else() {
    let (server, records) = with_records().await;
    let everywhere = [PLUMPANG_1, PLUMPANG_2, KENDURUAN];
    for (role, area, villages) in [
        (Role::Desa, Some(PLUMPANG_1.number()), &everywhere[..1]),
        (Role::Kecamatan, Some(PLUMPANG_1.kecamatan().number()), &everywhere[..2]),
        (Role::Kecamatan, Some(KENDURUAN.kecamatan().number()), &everywhere[2..]),
        (Role::Dinsos, None, &everywhere[..]),
        (Role::Admin, None, &everywhere[..]),
    ] {
        let user = format!("{}{}", role.name(), area.unwrap_or(0));
        let cookie = server.desk(role, &user, area).await;
        let seen = list(&server, &cookie, "").await;
        for (village, record) in &records {
            let may_see = villages.contains(village);
            let context = format!("{user} {village}");
            assert_eq!(names(&seen).contains(&record.as_str()), may_see, "{context}");
            let expected = if may_see { StatusCode::OK } else { StatusCode::NOT_FOUND };
            let picture = format!("desk/blobs/{record}");
            for path in ["desk/records", "records", &picture] {
                let path = format!("/api/v1/{path}/{record}");
                let answer = server.get(&path, Some(&cookie)).await;
                assert_eq!(answer.status, expected, "{context} {path}");
            }
            // Asking for the village by name opens nothing either.
            let query = format!("?village={village}");
            let of_village = list(&server, &cookie, &query).await;
            assert_eq!(names(&of_village).len(), if may_see { 2 } else { 0 }, "{context}");
            let kecamatan = format!("?kecamatan={}", village.kecamatan());
            let of_kecamatan = list(&server, &cookie, &kecamatan).await;
            let in_both =
                villages.iter().filter(|seen| seen.kecamatan() == village.kecamatan()).count();
            assert_eq!(names(&of_kecamatan).len(), 2 * in_both, "{context}");
        }
        let n_seen: u64 = seen["counts"]
            .as_array()
            .unwrap()
            .iter()
            .map(|count| count["n"].as_u64().unwrap())
            .sum();
        assert_eq!(n_seen, 2 * villages.len() as u64, "{user}");
        let me = server.get("/api/v1/desk/me", Some(&cookie)).await.json();
        assert_eq!(me["role"], role.name());
        let n_villages = me["villages"].as_array().unwrap().len();
        assert_eq!(
            n_villages,
            match role {
                Role::Psm | Role::Desa => 1,
                Role::Kecamatan if area == Some(352_317) => 18,
                Role::Kecamatan => 9,
                Role::Dinsos | Role::Admin => 328,
            }
        );
    }
}

#[tokio::test]
async fn results_are_the_servers_own_whatever_the_phone_computed() {
    let server = TestServer::start().await;
    let cookie = server.desk(Role::Dinsos, "dinsos", None).await;
    let phone = server.phone(&[PLUMPANG_1]).await;
    // One phone had no growth tables yet, one sent an invented result.
    for (number, is_forged) in [(1, false), (2, true)] {
        let mut session = session(PLUMPANG_1, server.clock.now_ms(), number);
        let mut content = Content::from_bytes(&session.child.content).unwrap();
        let ours = content.values.get(balita::HAZ).unwrap();
        if is_forged {
            content.values.set(balita::HAZ, ours - 500);
        } else {
            content.values.retain(|tag, _| tag < balita::AGE_DAYS.tag);
        }
        session.child.content = content.to_bytes();
        server.push(&phone, vec![session.parcel()]).await;

        let record = session.child.header.record;
        let read = |path: &str| {
            let path = format!("/api/v1/{path}/{record}");
            let (server, cookie) = (&server, &cookie);
            async move { server.get(&path, Some(cookie)).await.json() }
        };
        let n_notes = read("records").await["notes"].as_array().unwrap().len();
        assert_eq!(n_notes, usize::from(is_forged));
        let shown = read("records").await["values"]["haz"].as_f64().unwrap();
        #[expect(clippy::cast_precision_loss, reason = "a z-score in hundredths")]
        let expected = ours as f64 / 100.0;
        assert!((shown - expected).abs() < 1e-9, "{shown} is not {expected}");
        let detail = read("desk/records").await;
        let sections = detail["sections"].as_array().unwrap();
        let mut fields = sections.iter().flat_map(|section| section["fields"].as_array().unwrap());
        let haz = fields.find(|field| field["name"] == "haz").unwrap();
        let words = shared::quantity::format_decimal(ours, 2, Lang::Id);
        assert_eq!(haz["value"]["id"], words);
    }
}

#[tokio::test]
async fn every_door_refuses_every_other_cookie() {
    let (server, records) = with_records().await;
    let phone = server.phone(&[PLUMPANG_1]).await;
    let desk = server.desk(Role::Admin, "admin", None).await;
    let record = &records[0].1;
    let of_desk = [
        String::from("/api/v1/desk/me"),
        String::from("/api/v1/desk/records"),
        format!("/api/v1/desk/records/{record}"),
        format!("/api/v1/records/{record}"),
    ];
    let pull = format!("/api/v1/sync/pull?device={}", phone.device);
    let of_phone = [String::from("/api/v1/me"), pull];
    // A desk's secret under the phone's name, and the other way round.
    let renamed_desk = desk.replace("__Host-kantor", "__Host-psm");
    let renamed_phone = phone.cookie.replace("__Host-psm", "__Host-kantor");
    for (paths, right, wrong) in [
        (&of_desk[..], &desk, [&phone.cookie, &renamed_phone]),
        (&of_phone[..], &phone.cookie, [&desk, &renamed_desk]),
    ] {
        for path in paths {
            assert_eq!(server.get(path, Some(right)).await.status, StatusCode::OK, "{path}");
            let wrong = wrong.map(|cookie| Some(cookie.as_str()));
            for cookie in wrong.into_iter().chain([None, Some("__Host-kantor=; __Host-psm=")]) {
                let answer = server.get(path, cookie).await;
                assert_eq!(answer.problem(), (401, "signed_out".into()), "{path} {cookie:?}");
            }
        }
    }
    for cookie in [&desk, &renamed_desk] {
        let answer = server.post_bytes("/api/v1/sync/push", Vec::new(), Some(cookie)).await;
        assert_eq!(answer.problem(), (401, "signed_out".into()));
    }
}

#[tokio::test]
async fn a_psm_has_no_desk_and_a_desk_without_an_area_sees_nothing() {
    let server = TestServer::start().await;
    server.account(Role::Psm, Some("psm"), None).await;
    server.account(Role::Kecamatan, Some("nowhere"), None).await;
    for user in ["psm", "nowhere"] {
        let answer = server.sign_in(user, PASSWORD).await;
        assert_eq!(answer.problem(), (401, "wrong_password".into()), "{user}");
    }
}

#[tokio::test]
async fn wrong_user_and_wrong_password_are_told_the_same() {
    let server = TestServer::start().await;
    server.account(Role::Dinsos, Some("dinsos"), None).await;
    let wrong = server.sign_in("dinsos", "salah").await;
    let nobody = server.sign_in("nobody", PASSWORD).await;
    assert_eq!(wrong.problem(), (401, "wrong_password".into()));
    assert_eq!(wrong.body, nobody.body);
    assert_eq!(server.sign_in(" Dinsos ", PASSWORD).await.status, StatusCode::OK);
    let long = server.sign_in("dinsos", &"x".repeat(2_000)).await;
    assert_eq!(long.problem().1, "wrong_password");
    let path = "/api/v1/desk/session";
    let json = server.post_json(path, &json!({"user": "x"}), None).await;
    assert_eq!(json.problem(), (400, "bad_request".into()));
    let bytes = server.post_bytes(path, vec![1], None).await;
    assert_eq!(bytes.problem(), (415, "wrong_media_type".into()));
}

#[tokio::test]
async fn guessing_passwords_gets_slower_and_slower() {
    let server = TestServer::start().await;
    server.account(Role::Dinsos, Some("dinsos"), None).await;
    let mut wait_s = 0;
    for round in 0..8 {
        let answer = server.sign_in("dinsos", "salah").await;
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            assert_eq!(answer.problem().1, "too_many_tries");
            // Also the right password has to wait.
            assert_eq!(server.sign_in("dinsos", PASSWORD).await.status.as_u16(), 429);
            let longer: u64 = answer.headers["retry-after"].to_str().unwrap().parse().unwrap();
            assert!(longer >= wait_s, "{longer} s after {wait_s} s in round {round}");
            wait_s = longer;
            server.clock.advance_ms(longer * 1_000);
        }
    }
    assert!(wait_s >= 2, "{wait_s}");
    server.clock.advance_ms(60_000);
    assert_eq!(server.sign_in("dinsos", PASSWORD).await.status, StatusCode::OK);
    // Who got in has no tries to its name any more.
    assert_eq!(server.sign_in("dinsos", "salah").await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn setting_the_clock_neither_lengthens_a_wait_nor_ends_it() {
    let server = TestServer::start().await;
    server.account(Role::Dinsos, Some("dinsos"), None).await;
    let wait_s = async || {
        let mut answer = server.sign_in("dinsos", "salah").await;
        while answer.status != StatusCode::TOO_MANY_REQUESTS {
            answer = server.sign_in("dinsos", "salah").await;
        }
        answer.headers["retry-after"].to_str().unwrap().parse::<u64>().unwrap()
    };
    let longest_s = Patience::USER.max_ms / 1_000;
    assert!(wait_s().await <= longest_s);
    server.clock.set_forward_ms(-86_400_000);
    assert!(wait_s().await <= longest_s);
    server.clock.set_forward_ms(2 * 86_400_000);
    assert_eq!(server.sign_in("dinsos", PASSWORD).await.status.as_u16(), 429);
    server.clock.advance_ms(longest_s * 1_000);
    assert_eq!(server.sign_in("dinsos", PASSWORD).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_session_of_the_desk_ends_after_a_working_day_or_when_told_to() {
    let server = TestServer::start().await;
    let cookie = server.desk(Role::Dinsos, "dinsos", None).await;
    let me = "/api/v1/desk/me";
    server.clock.advance_ms(11 * HOUR_MS);
    let answer = server.get(me, Some(&cookie)).await;
    assert_eq!(answer.status, StatusCode::OK);
    let fresh = answer.cookie().unwrap();
    assert_ne!(fresh, cookie);
    server.clock.advance_ms(HOUR_MS);
    assert_eq!(server.get(me, Some(&fresh)).await.problem(), (401, "signed_out".into()));

    // Opened while the clock stood a year ahead, it ends after a working day all the same.
    let year_ms = 365 * 86_400_000;
    server.clock.set_forward_ms(year_ms);
    let cookie = server.sign_in("dinsos", PASSWORD).await.cookie().unwrap();
    server.clock.set_forward_ms(-year_ms);
    assert_eq!(server.get(me, Some(&cookie)).await.status, StatusCode::OK);
    server.clock.advance_ms(12 * HOUR_MS);
    assert_eq!(server.get(me, Some(&cookie)).await.problem(), (401, "signed_out".into()));

    let cookie = server.sign_in("dinsos", PASSWORD).await.cookie().unwrap();
    let request = server
        .request(Method::DELETE, "/api/v1/desk/session")
        .header(header::ORIGIN, server.url(""));
    let ended = send(with_cookie(request, Some(&cookie))).await;
    assert_eq!(
        (ended.status, ended.cookie()),
        (StatusCode::NO_CONTENT, Some("__Host-kantor=".into()))
    );
    assert_eq!(server.get(me, Some(&cookie)).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn an_account_that_is_switched_off_has_no_desk() {
    let server = TestServer::start().await;
    let account = server.account(Role::Dinsos, Some("dinsos"), None).await;
    let cookie = server.sign_in("dinsos", PASSWORD).await.cookie().unwrap();
    let off = server.running.store.write(move |tx| tx.set_account_active(account, false));
    off.await.unwrap();
    let answer = server.get("/api/v1/desk/records", Some(&cookie)).await;
    assert_eq!(answer.problem(), (403, "account_off".into()));
    assert_eq!(server.sign_in("dinsos", PASSWORD).await.problem().1, "account_off");
    assert_eq!(server.sign_in("dinsos", "salah").await.problem().1, "wrong_password");
}

#[tokio::test]
async fn the_list_is_filtered_and_paged_on_the_server() {
    let (server, records) = with_records().await;
    let cookie = server.desk(Role::Dinsos, "dinsos", None).await;
    for (query, n_expected) in [
        ("", 6),
        ("?kind=balita", 3),
        ("?kind=kunjungan&village=35.23.17.2001", 1),
        ("?state=sent", 6),
        ("?state=withdrawn", 0),
        ("?kecamatan=35.23.17&kind=balita&state=sent", 2),
    ] {
        let found = list(&server, &cookie, query).await;
        assert_eq!(names(&found).len(), n_expected, "{query}");
        assert_eq!(found["next"], Value::Null, "{query}");
    }
    // Page by page, newest first, none twice and none left out.
    let mut seen = Vec::new();
    let mut query = String::from("?limit=4");
    loop {
        let page = list(&server, &cookie, &query).await;
        seen.extend(names(&page).into_iter().map(String::from));
        let Some(next) = page["next"].as_u64() else { break };
        query = format!("?limit=4&before={next}");
    }
    let newest_first: Vec<_> = records.iter().rev().map(|(_, record)| record.clone()).collect();
    assert_eq!(seen, newest_first);
    for query in ["?village=x", "?state=x", "?kind=x", "?before=x", "?limit=x", "?kecamatan=1"] {
        let answer = server.get(&format!("/api/v1/desk/records{query}"), Some(&cookie)).await;
        assert_eq!(answer.problem(), (400, "bad_request".into()), "{query}");
        assert_eq!(answer.json()["field"], query[1..].split('=').next().unwrap());
    }
}

#[tokio::test]
async fn words_are_searched_for_in_a_body_and_never_in_an_address() {
    let (server, _) = with_records().await;
    let path = "/api/v1/desk/records";
    let everywhere = server.desk(Role::Dinsos, "dinsos", None).await;
    let village = server.desk(Role::Desa, "desa", Some(PLUMPANG_1.number())).await;
    let today = server.clock.today();
    let day = |days: i32| today.plus(days).to_string();
    for (filter, n_everywhere, n_village) in [
        (json!({}), 6, 2),
        (json!({"q": "KIRANA àisyah"}), 3, 1),
        (json!({"from": day(-1), "to": day(1)}), 6, 2),
        (json!({"from": day(2)}), 0, 0),
        (json!({"to": day(-2), "q": "aisyah"}), 0, 0),
        (json!({"q": "aisyah"}), 3, 1),
        (json!({"q": "tidak ada"}), 0, 0),
        (json!({"q": "%"}), 0, 0),
        (json!({"q": "Kirana", "kecamatan": "35.23.17", "kind": "balita", "state": "sent"}), 2, 1),
        (json!({"q": "Kirana", "village": KENDURUAN.to_string()}), 1, 0),
    ] {
        for (cookie, n_expected) in [(&everywhere, n_everywhere), (&village, n_village)] {
            let found = search(&server, cookie, filter.clone()).await;
            assert_eq!(names(&found).len(), n_expected, "{filter}");
        }
    }
    let newest = search(&server, &everywhere, json!({"order": "newest"})).await;
    let oldest = search(&server, &everywhere, json!({"order": "oldest"})).await;
    let mut turned = names(&oldest);
    turned.reverse();
    assert_eq!(names(&newest), turned);
    let page = search(&server, &everywhere, json!({"q": "aisyah", "limit": "2"})).await;
    let next = page["next"].as_u64().unwrap().to_string();
    let rest = search(&server, &everywhere, json!({"q": "aisyah", "before": next})).await;
    assert_eq!((names(&page).len(), names(&rest).len()), (2, 1));

    let in_address = server.get(&format!("{path}?q=aisyah"), Some(&everywhere)).await;
    assert_eq!(in_address.problem(), (400, "bad_request".into()));
    assert_eq!(in_address.json()["field"], "q");
    for (body, expected) in [
        (json!({"q": "x".repeat(101)}), (400, "bad_request")),
        (json!({"state": "x"}), (400, "bad_request")),
        (json!({"q": 1}), (400, "bad_request")),
        (json!({"q": "x".repeat(5_000)}), (413, "body_too_large")),
    ] {
        let answer = server.post_json(path, &body, Some(&everywhere)).await;
        assert_eq!(answer.problem(), (expected.0, expected.1.into()), "{body}");
    }
    let bytes = server.post_bytes(path, vec![1], Some(&everywhere)).await;
    assert_eq!(bytes.problem(), (415, "wrong_media_type".into()));
    let nobody = server.post_json(path, &json!({}), None).await;
    assert_eq!(nobody.problem(), (401, "signed_out".into()));
}

/// Finds a field anywhere in the sections.
fn find<'a>(fields: &'a Value, name: &str) -> Option<&'a Value> {
    fields.as_array()?.iter().find_map(|field| {
        if field["name"] == name {
            return Some(field);
        }
        find(&field["children"], name)
    })
}

fn field<'a>(sections: &'a Value, name: &str) -> Option<&'a Value> {
    sections.as_array()?.iter().find_map(|section| find(&section["fields"], name))
}

#[tokio::test]
async fn the_detail_shows_answers_results_visit_and_history_in_both_languages() {
    let server = TestServer::start().await;
    let phone = server.phone(&[PLUMPANG_1]).await;
    let now_ms = server.clock.now_ms();
    let session = session(PLUMPANG_1, now_ms, 1);
    server.push(&phone, vec![session.parcel()]).await;
    let mut changed = session.child.clone();
    changed.header.parent = Some(session.child.header.change);
    changed.header.change = ChangeId::new(now_ms, [77; 10]);
    server.push(&phone, vec![parcel(&[&changed])]).await;

    let cookie = server.desk(Role::Dinsos, "dinsos", None).await;
    let child = session.child.header.record;
    let path = format!("/api/v1/desk/records/{child}");
    let detail = server.get(&path, Some(&cookie)).await.json();
    assert_eq!(detail["kind"], "balita");
    assert_eq!(detail["subject"], "Aisyah Kirana");
    assert_eq!(detail["state_words"]["id"], "Terkirim · sedang diperiksa");
    assert_eq!(detail["village_title"], "Trutup — Kec. Plumpang");
    assert_eq!(detail["receipt"]["hash"].as_str().unwrap().len(), 64);
    assert_eq!(detail["unreadable"], false);

    let weight = field(&detail["sections"], "berat_g").unwrap();
    assert_eq!(weight["label"]["en"], "Weight");
    assert_eq!(weight["value"]["id"], "11 kg");
    let sex = field(&detail["sections"], "jk").unwrap();
    assert_eq!((&sex["value"]["id"], &sex["value"]["en"]), (&"Perempuan".into(), &"Female".into()));
    let haz = field(&detail["sections"], "haz").unwrap();
    assert_eq!(haz["computed"], true);
    assert!(haz["value"]["id"].as_str().is_some(), "{haz}");
    // A question that was left open is shown as open; one that was not asked is not shown.
    assert_eq!(field(&detail["sections"], "nik").unwrap()["value"], Value::Null);
    assert!(field(&detail["sections"], "kelahiran").is_none());

    let visit = &detail["visit_record"];
    assert_eq!(visit["record"], session.visit.header.record.to_string());
    assert_eq!(field(&visit["sections"], "tempat").unwrap()["value"]["id"], "Posyandu Melati");
    let revisions = detail["revisions"].as_array().unwrap();
    assert_eq!(revisions.len(), 2);
    assert_eq!(revisions[1]["parent"], session.child.header.change.to_string());

    let visit_path = format!("/api/v1/desk/records/{}", session.visit.header.record);
    let visit = server.get(&visit_path, Some(&cookie)).await.json();
    let forms = visit["forms"].as_array().unwrap();
    assert_eq!((forms.len(), &forms[0]["record"]), (1, &child.to_string().into()));
}

#[tokio::test]
async fn held_and_unreadable_records_say_in_words_why() {
    let server = TestServer::start().await;
    let phone = server.phone(&[PLUMPANG_1]).await;
    let now_ms = server.clock.now_ms();
    let mut unreadable = session(PLUMPANG_1, now_ms, 1).visit;
    unreadable.content = vec![1, 2, 3];
    let mut unknown = session(PLUMPANG_1, now_ms, 2).visit;
    unknown.header.kind = 99;
    server.push(&phone, vec![parcel(&[&unreadable, &unknown])]).await;
    let cookie = server.desk(Role::Desa, "desa", Some(PLUMPANG_1.number())).await;

    let path = |record| format!("/api/v1/desk/records/{record}");
    let detail = server.get(&path(unreadable.header.record), Some(&cookie)).await.json();
    assert_eq!(detail["unreadable"], true);
    assert_eq!(detail["problems"][0]["code"], "content_unreadable");
    assert!(detail["problems"][0]["words"]["id"].as_str().unwrap().starts_with("Isi formulir"));

    let detail = server.get(&path(unknown.header.record), Some(&cookie)).await.json();
    assert_eq!(
        (&detail["kind"], &detail["kind_title"]["en"]),
        (&Value::Null, &"Form no. 99 (not known here)".into())
    );
    // The answers are shown by their numbers: nothing that arrived is hidden.
    let fields = detail["sections"][0]["fields"].as_array().unwrap();
    assert!(fields.iter().any(|field| field["value"]["id"] == "Posyandu Melati"), "{fields:?}");
    let json =
        server.get(&format!("/api/v1/records/{}", unknown.header.record), Some(&cookie)).await;
    assert_eq!(json.json()["kind_code"], 99);
}

#[tokio::test]
async fn an_address_that_names_no_record_leads_nowhere() {
    let server = TestServer::start().await;
    let cookie = server.desk(Role::Admin, "admin", None).await;
    let nobody = "01a200d5-7839-794c-b262-1954c097b2cb";
    for id in ["x", nobody, "..%2f..%2fetc", "'%20OR%201=1"] {
        for path in ["desk/records", "records"] {
            let answer = server.get(&format!("/api/v1/{path}/{id}"), Some(&cookie)).await;
            assert_eq!(answer.problem(), (404, "not_found".into()), "{path}/{id}");
        }
    }
}

#[tokio::test]
async fn a_confidential_report_is_for_the_district_and_the_regency_and_names_nobody_in_a_list() {
    let (server, records) = with_records().await;
    let phone = server.phone(&[PLUMPANG_1]).await;
    let report = report(PLUMPANG_1, server.clock.now_ms(), 1);
    let reply = server.push(&phone, vec![parcel(&[&report])]).await;
    assert_eq!(reply.answers.len(), 1);
    let verdict = &reply.answers[0].verdict;
    assert!(verdict.problems.is_empty() && verdict.notes.is_empty(), "{verdict:?}");
    // The phone that sent it hears nothing of it any more.
    assert_eq!(server.pull(&phone, 0).await.events, Vec::<Vec<u8>>::new());

    let id = report.header.record.to_string();
    for (role, area, sees) in [
        (Role::Desa, Some(PLUMPANG_1.number()), false),
        (Role::Kecamatan, Some(PLUMPANG_1.kecamatan().number()), true),
        (Role::Kecamatan, Some(KENDURUAN.kecamatan().number()), false),
        (Role::Dinsos, None, true),
    ] {
        let user = format!("{}{}", role.name(), area.unwrap_or(0));
        let cookie = server.desk(role, &user, area).await;
        let all = list(&server, &cookie, "").await;
        let of_kind = list(&server, &cookie, "?kind=perlu_petugas").await;
        let found = search(&server, &cookie, json!({ "q": "Balai desa" })).await;
        assert_eq!(names(&all).contains(&id.as_str()), sees, "{user}");
        assert_eq!(names(&of_kind), if sees { vec![id.as_str()] } else { Vec::new() }, "{user}");
        assert!(names(&found).is_empty(), "{user}: no words of it can be searched for");
        if sees {
            assert_eq!(of_kind["records"][0]["subject"], "", "{user}");
            assert!(!of_kind.to_string().contains("Balai desa"), "{user}: a list says nothing");
        }
        let expected = if sees { StatusCode::OK } else { StatusCode::NOT_FOUND };
        let change = report.header.change;
        for path in [
            format!("/api/v1/desk/records/{id}"),
            format!("/api/v1/desk/records/{id}?change={change}"),
            format!("/api/v1/records/{id}"),
        ] {
            let answer = server.get(&path, Some(&cookie)).await;
            assert_eq!(answer.status, expected, "{user} {path}");
        }
        // The office of the village sees its other records as before.
        let own = records.iter().find(|(village, _)| *village == PLUMPANG_1).unwrap();
        if area == Some(PLUMPANG_1.number()) {
            assert!(names(&all).contains(&own.1.as_str()));
        }
    }
}
