//! Handing in: what is taken, what is held, what is refused, and that nothing is lost or doubled.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::io::Write as _;
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;
use reqwest::{Method, StatusCode, header};
use shared::form::problem::Problem;
use shared::form::value::{Tag, Value};
use shared::forms::visit::VISIT;
use shared::forms::{codes, person};
use shared::id::ChangeId;
use shared::region::VillageCode;
use shared::sync::state::RecordState;
use shared::sync::verdict::{Outcome, Refusal, Verdict};
use shared::sync::wire::{self, Answer1, CODING_GZIP, Change1, OP_WITHDRAW, Push1, WHOLE_PARCEL};
use tests::sample::{self, parcel, payload, session};
use tests::server::{Phone, TestServer, send, with_cookie};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

const VILLAGE: VillageCode = VillageCode::from_number(3_523_172_001);
const ELSEWHERE: VillageCode = VillageCode::from_number(3_523_012_001);
const PUSH: &str = "/api/v1/sync/push";

fn outcome(answer: &Answer1) -> Outcome {
    Verdict::from(answer.verdict.clone()).outcome
}

fn codes_of(problems: &[Problem]) -> Vec<&'static str> {
    problems.iter().map(|problem| problem.code.name()).collect()
}

/// Pushes one change alone and returns what became of it.
async fn push_one(server: &TestServer, phone: &Phone, change: &Change1) -> Outcome {
    let reply = server.push(phone, vec![parcel(&[change])]).await;
    assert_eq!(reply.answers.len(), 1);
    outcome(&reply.answers[0])
}

/// The codes of the problems that hold a change which was pushed alone.
async fn held_by(server: &TestServer, phone: &Phone, change: &Change1) -> Vec<&'static str> {
    match push_one(server, phone, change).await {
        Outcome::Held { problems, .. } => codes_of(&problems),
        other => panic!("not held: {other:?}"),
    }
}

/// Where the records of a phone stand, as its pull tells.
async fn states(server: &TestServer, phone: &Phone) -> Vec<RecordState> {
    let reply = server.pull(phone, 0).await;
    let status = |event: &Vec<u8>| wire::record_status(event).unwrap();
    reply.events.iter().map(|event| RecordState::from_code(status(event).state).unwrap()).collect()
}

/// Begins a push whose body does not come.
async fn slow_push(server: &TestServer, phone: &Phone, n_bytes: usize) -> TcpStream {
    let mut stream = TcpStream::connect(server.running.addr).await.unwrap();
    let head = format!(
        "POST {PUSH} HTTP/1.1\r\nHost: x\r\nCookie: {}\r\nSec-Fetch-Site: same-origin\r\nContent-Type: {}\r\nContent-Length: {n_bytes}\r\n\r\n",
        phone.cookie,
        wire::MEDIA_TYPE,
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    stream
}

#[tokio::test]
async fn what_is_handed_in_twice_is_stored_once_and_told_the_same() {
    let server = TestServer::start().await;
    let phone = server.phone(&[VILLAGE]).await;
    let session = session(VILLAGE, server.clock.now_ms(), 1);
    let first = server.push(&phone, vec![session.parcel()]).await;
    assert_eq!(first.answers.len(), 2);
    for answer in &first.answers {
        assert!(matches!(outcome(answer), Outcome::Accepted { notes, .. } if notes.is_empty()));
        assert!(!answer.verdict.repeated);
    }
    let again = server.push(&phone, vec![session.parcel()]).await;
    for (first, again) in first.answers.iter().zip(&again.answers) {
        assert!(again.verdict.repeated);
        assert_eq!(first.verdict.receipt, again.verdict.receipt);
    }
    let reply = server.pull(&phone, 0).await;
    assert_eq!((reply.events.len(), reply.more, reply.next), (2, false, 2));
    assert!(server.pull(&phone, reply.next).await.events.is_empty());
}

#[tokio::test]
async fn the_same_request_racing_itself_is_stored_once() {
    let server = TestServer::start().await;
    let phone = server.phone(&[VILLAGE]).await;
    let session = session(VILLAGE, server.clock.now_ms(), 1);
    let push = || server.push(&phone, vec![session.parcel()]);
    let (one, two, three, four) = tokio::join!(push(), push(), push(), push());
    let receipts: Vec<_> = [one, two, three, four]
        .into_iter()
        .map(|reply| {
            let receipts = reply.answers.into_iter().map(|answer| answer.verdict.receipt.unwrap());
            receipts.collect::<Vec<_>>()
        })
        .collect();
    assert!(receipts.iter().all(|same| *same == receipts[0]));
    assert_eq!(server.pull(&phone, 0).await.events.len(), 2);
}

#[tokio::test]
async fn who_is_signed_out_hands_nothing_in_and_loses_nothing() {
    let server = TestServer::start().await;
    let phone = server.phone(&[VILLAGE]).await;
    let session = session(VILLAGE, server.clock.now_ms(), 1);
    let push = Push1 { device: phone.device, parcels: vec![session.parcel()] };
    let none = server.post(PUSH, &push, None).await;
    assert_eq!(none.problem(), (401, "signed_out".into()));
    let damaged = server.post(PUSH, &push, Some("__Host-psm=xyz")).await;
    assert_eq!(damaged.problem(), (401, "signed_out".into()));
    assert!(server.pull(&phone, 0).await.events.is_empty());
    assert_eq!(server.push(&phone, push.parcels).await.answers.len(), 2);
}

#[tokio::test]
async fn a_body_that_is_no_push_is_refused_and_harms_nothing() {
    let server = TestServer::start().await;
    let phone = server.phone(&[VILLAGE]).await;
    let cookie = Some(phone.cookie.as_str());
    let parcels = vec![session(VILLAGE, server.clock.now_ms(), 1).parcel()];
    let whole = wire::encode(&Push1 { device: phone.device, parcels: parcels.clone() });
    for (bytes, code) in [
        (Vec::new(), "body_damaged"),
        (whole[..whole.len() / 2].to_vec(), "body_damaged"),
        ([&whole[..], b"more"].concat(), "body_damaged"),
        (b"{\"json\": true}".to_vec(), "version_unknown"),
        ([&[7], &whole[1..]].concat(), "version_unknown"),
    ] {
        assert_eq!(server.post_bytes(PUSH, bytes, cookie).await.problem(), (400, code.into()));
    }
    let json = server.post_json(PUSH, &serde_json::json!({}), cookie).await;
    assert_eq!(json.problem(), (415, "wrong_media_type".into()));
    assert!(server.pull(&phone, 0).await.events.is_empty());
    assert_eq!(server.push(&phone, parcels).await.answers.len(), 2);
}

#[tokio::test]
async fn ten_megabytes_are_refused_in_words_and_not_by_a_cut_line() {
    let server = TestServer::start().await;
    let phone = server.phone(&[VILLAGE]).await;
    for n_bytes in [1_000_001, 10_000_000, 20_000_000] {
        let body = vec![1; n_bytes];
        let answer = server.post_bytes(PUSH, body, Some(&phone.cookie)).await;
        assert_eq!(answer.problem(), (413, "body_too_large".into()), "{n_bytes}");
    }
    assert!(server.pull(&phone, 0).await.events.is_empty());
}

#[tokio::test]
async fn a_body_that_drips_is_cut_and_the_server_goes_on() {
    let server = TestServer::start_with(|config| config.limits.body_ms = 200).await;
    let phone = server.phone(&[VILLAGE]).await;
    let mut stream = slow_push(&server, &phone, 9_000).await;
    stream.write_all(&[1]).await.unwrap();
    let mut answer = String::new();
    let read = stream.read_to_string(&mut answer);
    tokio::time::timeout(Duration::from_secs(10), read).await.unwrap().unwrap();
    assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
    assert!(answer.contains("\"code\":\"body_slow\""), "{answer}");
    assert_eq!(server.get("/healthz", None).await.body, b"ok");
}

#[tokio::test]
async fn a_gzip_bomb_is_refused_alone() {
    let server = TestServer::start().await;
    let phone = server.phone(&[VILLAGE]).await;
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    let zeros = vec![0; 1_000_000];
    for _ in 0..300 {
        encoder.write_all(&zeros).unwrap();
    }
    let bomb = wire::parcel(CODING_GZIP, &encoder.finish().unwrap());
    assert!(bomb.len() < 400_000, "it must fit into a request");
    let session = session(VILLAGE, server.clock.now_ms(), 1);
    let reply = server.push(&phone, vec![bomb, session.parcel()]).await;
    let of_bomb: Vec<_> = reply.answers.iter().filter(|answer| answer.parcel == 0).collect();
    assert_eq!((of_bomb.len(), of_bomb[0].item), (1, WHOLE_PARCEL));
    assert!(matches!(outcome(of_bomb[0]), Outcome::Refused(_)), "{of_bomb:?}");
    let others = reply.answers.iter().filter(|answer| answer.parcel == 1);
    assert!(others.map(outcome).all(|outcome| matches!(outcome, Outcome::Accepted { .. })));
}

#[tokio::test]
async fn a_zipped_parcel_is_as_good_as_a_plain_one() {
    let server = TestServer::start().await;
    let phone = server.phone(&[VILLAGE]).await;
    let session = session(VILLAGE, server.clock.now_ms(), 1);
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&payload(&[&session.visit, &session.child])).unwrap();
    let zipped = wire::parcel(CODING_GZIP, &encoder.finish().unwrap());
    let first = server.push(&phone, vec![zipped]).await;
    let plain = server.push(&phone, vec![session.parcel()]).await;
    assert!(plain.answers.iter().all(|answer| answer.verdict.repeated));
    assert_eq!(first.answers.len(), 2);
}

#[tokio::test]
async fn a_damaged_parcel_or_change_is_refused_and_those_beside_it_are_stored() {
    let server = TestServer::start().await;
    let phone = server.phone(&[VILLAGE]).await;
    let session = session(VILLAGE, server.clock.now_ms(), 1);
    let half = wire::encode(&session.child);
    let mixed = wire::payload(&[wire::encode(&session.visit), half[..half.len() / 2].to_vec()]);
    let parcels = vec![vec![1, 0, 0xff, 0xff], vec![1, 77, 1], wire::parcel(0, &mixed)];
    let reply = server.push(&phone, parcels).await;
    let mut refused = 0;
    for answer in &reply.answers {
        match outcome(answer) {
            Outcome::Refused(Refusal::ParcelUnreadable | Refusal::ChangeUnreadable) => refused += 1,
            Outcome::Accepted { .. } => {
                assert_eq!(answer.change, Some(session.visit.header.change));
            }
            other => panic!("{other:?}"),
        }
    }
    assert_eq!((refused, reply.answers.len()), (3, 4));
}

#[tokio::test]
async fn a_village_that_is_not_theirs_is_held_for_the_office() {
    let server = TestServer::start().await;
    let phone = server.phone(&[VILLAGE]).await;
    let session = session(ELSEWHERE, server.clock.now_ms(), 1);
    assert_eq!(held_by(&server, &phone, &session.visit).await, ["village_not_yours"]);
    assert_eq!(states(&server, &phone).await, [RecordState::HeldForOffice]);
}

#[tokio::test]
async fn an_unknown_kind_or_version_is_held_and_never_dropped() {
    let server = TestServer::start().await;
    let phone = server.phone(&[VILLAGE]).await;
    let mut later_kind = session(VILLAGE, server.clock.now_ms(), 1).visit;
    later_kind.header.kind = 4_000;
    later_kind.content = b"what a later version writes".to_vec();
    assert_eq!(held_by(&server, &phone, &later_kind).await, ["kind_unknown"]);
    let mut later_version = session(VILLAGE, server.clock.now_ms(), 2).visit;
    later_version.header.kind_version = VISIT.version + 1;
    assert_eq!(held_by(&server, &phone, &later_version).await, ["kind_unknown"]);
}

#[tokio::test]
async fn a_nik_with_letters_and_an_unreadable_content_are_held_for_their_author() {
    let server = TestServer::start().await;
    let phone = server.phone(&[VILLAGE]).await;
    let now_ms = server.clock.now_ms();
    let good = session(VILLAGE, now_ms, 1);
    server.push(&phone, vec![parcel(&[&good.visit])]).await;

    let today = server.clock.today();
    let mut values = sample::child_values(today);
    let mut girl = values.get(shared::forms::balita::CHILD).unwrap();
    girl.put(person::NIK.tag, Some(Value::Text("35231O0101909999".into())));
    values.set(shared::forms::balita::CHILD, girl);
    let mut letters = good.child.clone();
    letters.content = sample::content(values);
    assert!(held_by(&server, &phone, &letters).await.contains(&codes::NUMBER_LETTERS.name()));

    let mut damaged = session(VILLAGE, now_ms, 2).visit;
    damaged.content = vec![1, 2, 3];
    assert_eq!(held_by(&server, &phone, &damaged).await, ["content_unreadable"]);
    let states = states(&server, &phone).await;
    assert_eq!(states, [RecordState::Sent, RecordState::HeldForAuthor, RecordState::HeldForAuthor]);
}

#[tokio::test]
async fn a_date_in_the_future_is_held_until_a_reason_is_given() {
    let server = TestServer::start().await;
    let phone = server.phone(&[VILLAGE]).await;
    let today = server.clock.today();
    let mut values = sample::visit_values(today);
    values.set(shared::forms::visit::DATE, today.plus(3));
    let mut visit = session(VILLAGE, server.clock.now_ms(), 1).visit;
    visit.content = sample::content(sample::settled(&VISIT, &values, None, today));
    assert_eq!(held_by(&server, &phone, &visit).await, ["future"]);
}

#[tokio::test]
async fn an_id_that_comes_again_with_other_content_is_refused() {
    let server = TestServer::start().await;
    let phone = server.phone(&[VILLAGE]).await;
    let mut visit = session(VILLAGE, server.clock.now_ms(), 1).visit;
    assert!(matches!(push_one(&server, &phone, &visit).await, Outcome::Accepted { .. }));
    visit.header.made_at_ms -= 1;
    let again = push_one(&server, &phone, &visit).await;
    assert_eq!(again, Outcome::Refused(Refusal::IdReused));
}

#[tokio::test]
async fn a_withdrawn_record_is_withdrawn_for_everybody() {
    let server = TestServer::start().await;
    let phone = server.phone(&[VILLAGE]).await;
    let visit = session(VILLAGE, server.clock.now_ms(), 1).visit;
    push_one(&server, &phone, &visit).await;
    let mut taken_back = visit.clone();
    taken_back.header.parent = Some(visit.header.change);
    taken_back.header.change = ChangeId::new(server.clock.now_ms(), [9; 10]);
    taken_back.header.op = OP_WITHDRAW;
    taken_back.content = Vec::new();
    assert!(matches!(push_one(&server, &phone, &taken_back).await, Outcome::Accepted { .. }));
    assert_eq!(states(&server, &phone).await, [RecordState::Withdrawn]);
}

#[tokio::test]
async fn an_account_that_is_switched_off_hands_in_and_reads_nothing() {
    let server = TestServer::start().await;
    let phone = server.phone(&[VILLAGE]).await;
    let account = phone.account;
    let switch = |on| server.running.store.write(move |tx| tx.set_account_active(account, on));
    switch(false).await.unwrap();

    let visit = session(VILLAGE, server.clock.now_ms(), 1).visit;
    assert_eq!(held_by(&server, &phone, &visit).await, ["account_off"]);
    for path in ["/api/v1/me", "/api/v1/sync/pull?after=0"] {
        let answer = server.get(path, Some(&phone.cookie)).await;
        assert_eq!(answer.problem(), (403, "account_off".into()), "{path}");
    }
    switch(true).await.unwrap();
    assert_eq!(states(&server, &phone).await, [RecordState::HeldForOffice]);
}

#[tokio::test]
async fn a_session_hands_in_and_asks_for_its_own_device_only() {
    let server = TestServer::start().await;
    let (one, two) = (server.phone(&[VILLAGE]).await, server.phone(&[VILLAGE]).await);
    // Both accounts are in one browser, and the cookie is the second one's.
    let session = session(VILLAGE, server.clock.now_ms(), 1);
    let unsent = Push1 { device: one.device, parcels: vec![session.parcel()] };
    let refused = server.post(PUSH, &unsent, Some(&two.cookie)).await;
    assert_eq!(refused.problem(), (401, "signed_out".into()));
    assert!(states(&server, &one).await.is_empty(), "nothing was stored");
    assert!(states(&server, &two).await.is_empty());

    for path in ["/api/v1/sync/pull", "/api/v1/me"] {
        let of_one = format!("{path}?device={}", one.device);
        let refused = server.get(&of_one, Some(&two.cookie)).await;
        assert_eq!(refused.problem(), (401, "signed_out".into()), "{path}");
        assert_eq!(server.get(&of_one, Some(&one.cookie)).await.status, StatusCode::OK, "{path}");
        let damaged = server.get(&format!("{path}?device=x"), Some(&two.cookie)).await;
        assert_eq!(damaged.problem(), (400, "bad_request".into()), "{path}");
    }
    let unnamed = server.get("/api/v1/sync/pull?after=0", Some(&two.cookie)).await;
    assert_eq!(unnamed.problem(), (400, "bad_request".into()));
    // Whoever does not know yet which device it is may ask who is signed in.
    let me = server.get("/api/v1/me", Some(&two.cookie)).await;
    assert_eq!(me.status, StatusCode::OK);

    assert!(matches!(push_one(&server, &one, &session.visit).await, Outcome::Accepted { .. }));
}

#[tokio::test]
async fn nobody_is_told_of_the_records_of_others() {
    let server = TestServer::start().await;
    let (one, two) = (server.phone(&[VILLAGE]).await, server.phone(&[VILLAGE]).await);
    let session = session(VILLAGE, server.clock.now_ms(), 1);
    server.push(&one, vec![session.parcel()]).await;
    let reply = server.pull(&two, 0).await;
    assert!(reply.events.is_empty());
    assert_eq!(reply.next, 2, "the cursor passes what is not theirs");
}

#[tokio::test]
async fn a_pull_with_a_cursor_that_is_none_is_refused() {
    let server = TestServer::start().await;
    let phone = server.phone(&[VILLAGE]).await;
    for query in ["after=-1", "after=x", "limit=4294967296", "after=18446744073709551616"] {
        let path = format!("/api/v1/sync/pull?device={}&{query}", phone.device);
        let answer = server.get(&path, Some(&phone.cookie)).await;
        assert_eq!(answer.problem(), (400, "bad_request".into()), "{query}");
    }
    let far = server.pull(&phone, u64::MAX / 2).await;
    assert!(far.events.is_empty());
}

async fn pages_of_an_empty_database() -> u32 {
    let server = TestServer::start().await;
    let file = server::folder::database_path(&server.data.path().join("data"));
    server.running.stop().await;
    u32::try_from(std::fs::metadata(file).unwrap().len() / 4_096).unwrap()
}

#[tokio::test]
async fn a_full_database_asks_to_come_later_and_lets_everybody_read() {
    let n_pages = pages_of_an_empty_database().await;
    let server = TestServer::start_with(|config| config.max_page_count = Some(n_pages + 20)).await;
    let phone = server.phone(&[VILLAGE]).await;
    let now_ms = server.clock.now_ms();
    let mut n_stored = 0;
    let mut refused = None;
    for number in 0..200 {
        let session = session(VILLAGE, now_ms, number);
        let reply = server.push(&phone, vec![session.parcel()]).await;
        let outcomes: Vec<_> = reply.answers.iter().map(outcome).collect();
        if outcomes.iter().any(|outcome| matches!(outcome, Outcome::Later { .. })) {
            assert!(outcomes.iter().all(|outcome| matches!(outcome, Outcome::Later { .. })));
            refused = Some(session);
            break;
        }
        assert!(outcomes.iter().all(|outcome| matches!(outcome, Outcome::Accepted { .. })));
        n_stored += 2;
    }
    let refused = refused.expect("twenty pages fill up");
    assert!(n_stored > 0);
    let mut n_told = 0;
    let mut after = 0;
    loop {
        let reply = server.pull(&phone, after).await;
        n_told += reply.events.len();
        after = reply.next;
        if !reply.more {
            break;
        }
    }
    assert_eq!(n_told, n_stored, "what was acknowledged is there, the rest is not");
    assert_eq!(server.get("/healthz", None).await.body, b"ok");

    // Somebody makes room: the server is started again with more.
    let (data, clock) = (server.data.path().join("data"), server.clock.clone());
    let Phone { cookie, device, account } = phone;
    server.running.stop().await;
    let roomy = TestServer::start_with(|config| {
        config.data = data;
        config.clock = clock;
    })
    .await;
    let phone = Phone { cookie, device, account };
    let reply = roomy.push(&phone, vec![refused.parcel()]).await;
    assert!(reply.answers.iter().all(|answer| answer.verdict.receipt.is_some()));
}

#[tokio::test]
async fn more_requests_than_there_are_places_are_told_when_to_come_back() {
    let server = TestServer::start_with(|config| config.limits.requests_max = 1).await;
    let phone = server.phone(&[VILLAGE]).await;
    // One request takes the only place by not sending its body.
    let slow = slow_push(&server, &phone, 9).await;
    let deadline = tokio::time::Instant::now() + Duration::from_secs(10);
    let busy = loop {
        let answer = server.get("/api/v1/me", Some(&phone.cookie)).await;
        if answer.status == StatusCode::SERVICE_UNAVAILABLE {
            break answer;
        }
        assert!(tokio::time::Instant::now() < deadline, "the place is never taken");
    };
    assert_eq!(busy.problem(), (503, "overloaded".into()));
    assert_eq!(busy.headers[header::RETRY_AFTER], "5");
    drop(slow);
    loop {
        if server.get("/api/v1/me", Some(&phone.cookie)).await.status == StatusCode::OK {
            break;
        }
        assert!(tokio::time::Instant::now() < deadline, "the place is never free again");
    }
}

#[tokio::test]
async fn bodies_beyond_the_memory_for_them_are_told_when_to_come_back() {
    let server = TestServer::start_with(|config| config.limits.bodies_bytes_max = 170_000).await;
    let phone = server.phone(&[VILLAGE]).await;
    let session = session(VILLAGE, server.clock.now_ms(), 1);
    let push = Push1 { device: phone.device, parcels: vec![session.parcel()] };
    let deadline = tokio::time::Instant::now() + Duration::from_secs(30);
    let mut slow = 'taken: loop {
        // Stated, but not sent: the room is taken, unless a small push was there first.
        let slow = slow_push(&server, &phone, 169_000).await;
        for _ in 0..100 {
            let answer = server.post(PUSH, &push, Some(&phone.cookie)).await;
            if answer.status == StatusCode::SERVICE_UNAVAILABLE {
                assert_eq!(answer.problem(), (503, "overloaded".into()));
                break 'taken slow;
            }
        }
        assert!(tokio::time::Instant::now() < deadline, "the room is never taken");
    };
    // Who reads needs no such room.
    assert_eq!(server.get("/api/v1/me", Some(&phone.cookie)).await.status, StatusCode::OK);
    slow.shutdown().await.unwrap();
    drop(slow);
    loop {
        if server.post(PUSH, &push, Some(&phone.cookie)).await.status == StatusCode::OK {
            break;
        }
        assert!(tokio::time::Instant::now() < deadline, "the room is never free again");
    }
}

#[tokio::test]
async fn tags_that_no_version_has_yet_are_held_and_kept() {
    let server = TestServer::start().await;
    let phone = server.phone(&[VILLAGE]).await;
    let today = server.clock.today();
    let mut values = sample::settled(&VISIT, &sample::visit_values(today), None, today);
    values.put(Tag(999), Some(Value::Text("baru".into())));
    let mut visit = session(VILLAGE, server.clock.now_ms(), 1).visit;
    visit.content = sample::content(values);
    assert_eq!(held_by(&server, &phone, &visit).await, ["unknown_field"]);
}

#[tokio::test]
async fn a_page_of_another_site_hands_nothing_in() {
    let server = TestServer::start().await;
    let phone = server.phone(&[VILLAGE]).await;
    let body = wire::encode(&Push1 { device: phone.device, parcels: Vec::new() });
    for (name, value, expected) in [
        ("sec-fetch-site", "cross-site", 403),
        ("sec-fetch-site", "same-site", 403),
        ("origin", "https://evil.example", 403),
        ("origin", "null", 403),
        ("sec-fetch-site", "same-origin", 200),
        ("origin", &server.url(""), 200),
    ] {
        let request = server
            .request(Method::POST, PUSH)
            .header(header::CONTENT_TYPE, wire::MEDIA_TYPE)
            .header(name, value)
            .body(body.clone());
        let answer = send(with_cookie(request, Some(&phone.cookie))).await;
        assert_eq!(answer.status.as_u16(), expected, "{name}: {value}");
    }
    // A session without a word of where it is used.
    let request = server.request(Method::POST, PUSH).header(header::CONTENT_TYPE, wire::MEDIA_TYPE);
    let answer = send(with_cookie(request.body(body), Some(&phone.cookie))).await;
    assert_eq!(answer.problem().1, "other_origin");
}
