//! Deciding on records at the desk: who may, what it does, and what cannot be.
#![expect(clippy::unwrap_used, reason = "tests")]

use reqwest::{Method, StatusCode, header};
use serde_json::{Value, json};
use server::store::account::Role;
use server::store::review::End;
use shared::desk::review::{BULK_MAX, PENDING_MS};
use shared::form::content::Content;
use shared::form::value::{Tag, Value as Answer};
use shared::forms::{bansos, codes, visit};
use shared::hex;
use shared::id::{ChangeId, RecordId};
use shared::region::VillageCode;
use shared::register::family::{News, news};
use shared::sync::feed::{Feed, PullReply2};
use shared::sync::review::{Deed, Review1, review};
use shared::sync::state::RecordState;
use shared::sync::wire::{Change1, RecordStatus1, record_status};
use tests::sample::{Proposal, parcel, proposal, report, session};
use tests::server::{Phone, TestServer, send, with_cookie};

const VILLAGE: VillageCode = VillageCode::from_number(3_523_172_001);
const OTHER: VillageCode = VillageCode::from_number(3_523_012_001);
const KK: i64 = 3_523_171_203_140_001;

/// A server, a PSM's phone that has sent a proposal, and somebody of the kecamatan.
struct Stage {
    server: TestServer,
    phone: Phone,
    desk: String,
    sent: Proposal,
    /// The one of both that is decided on.
    about: Change1,
}

impl Stage {
    async fn new() -> Self {
        let server = TestServer::start().await;
        let phone = server.phone(&[VILLAGE]).await;
        let area = Some(VILLAGE.kecamatan().number());
        let desk = server.desk(Role::Kecamatan, "camat", area).await;
        let sent = proposal(VILLAGE, server.clock.now_ms(), 1, KK);
        server.push(&phone, vec![parcel(&[&sent.visit, &sent.bansos])]).await;
        let about = sent.bansos.clone();
        Self { server, phone, desk, sent, about }
    }

    fn record(&self) -> RecordId {
        self.about.header.record
    }

    fn change(&self) -> ChangeId {
        self.about.header.change
    }

    async fn decide(&self, what: Value) -> Value {
        decide(&self.server, &self.desk, (self.record(), self.change()), what).await
    }

    async fn undo(&self, cookie: &str, decided: &Value) -> Value {
        let id = decided["decision"]["decision"].as_str().unwrap();
        let path = format!("/api/v1/desk/decisions/{id}");
        let request = self.server.request(Method::DELETE, &path);
        let request = request.header(header::ORIGIN, self.server.url(""));
        let answer = send(with_cookie(request, Some(cookie))).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        answer.json()
    }

    async fn detail(&self) -> Value {
        let path = format!("/api/v1/desk/records/{}", self.record());
        self.server.get(&path, Some(&self.desk)).await.json()
    }

    async fn today(&self) -> Value {
        let answer = self.server.get("/api/v1/desk/today", Some(&self.desk)).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        answer.json()
    }

    fn pass(&self, ms: u64) {
        self.server.clock.advance_ms(ms);
    }

    async fn statuses(&self, after: u64) -> (Vec<RecordStatus1>, u64) {
        let reply = self.server.pull(&self.phone, after).await;
        (reply.events.iter().map(|event| record_status(event).unwrap()).collect(), reply.next)
    }

    async fn reviews(&self, after: u64) -> Vec<Review1> {
        let device = self.phone.device;
        let feed = Feed::REVIEW.0;
        let path = format!("/api/v1/sync/pull?after={after}&limit=100&device={device}&feed={feed}");
        let reply: PullReply2 = self.server.get(&path, Some(&self.phone.cookie)).await.message();
        assert_eq!(reply.feed, feed);
        reply.events.iter().map(|event| review(event).unwrap()).collect()
    }

    /// Where the record stands at the office.
    async fn state(&self) -> RecordState {
        let record = self.record();
        let store = &self.server.running.store;
        store.read(move |tx| tx.record(record)).await.unwrap().unwrap().state
    }
}

async fn decide(
    server: &TestServer,
    cookie: &str,
    (record, change): (RecordId, ChangeId),
    what: Value,
) -> Value {
    let path = format!("/api/v1/desk/records/{record}/decision");
    let body = json!({"change": change.to_string(), "what": what});
    let answer = server.post_json(&path, &body, Some(cookie)).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    answer.json()
}

fn code(decided: &Value) -> &str {
    assert!(decided["decision"].is_null(), "{decided}");
    decided["refusal"]["code"].as_str().unwrap()
}

#[tokio::test]
async fn an_accepted_record_counts_after_a_minute_and_changes_the_register_once() {
    let stage = Stage::new().await;
    let decided = stage.decide(json!({"kind": "accept"})).await;
    let decision = &decided["decision"];
    assert_eq!((&decision["state"], &decision["is_mine"]), (&json!("pending"), &json!(true)));
    assert!(decision["left_ms"].as_u64().unwrap() > 50_000, "{decision}");
    assert_eq!(stage.state().await, RecordState::Sent, "not before the minute is over");
    let row = &stage.detail().await;
    assert_eq!((&row["waiting"]["kind"], &row["may"]), (&json!("accept"), &Value::Null));
    let store = &stage.server.running.store;
    let n_families = || store.read(|tx| Ok(tx.families_with_kk(KK.unsigned_abs(), 9)?.len()));
    assert_eq!(n_families().await.unwrap(), 0);

    stage.pass(PENDING_MS);
    let detail = stage.detail().await;
    assert_eq!(detail["state"], "checked", "the next request lets it happen");
    assert_eq!(detail["decisions"][0]["state"], "done");
    // The visit says what the family's card is; the proposal is about it.
    let visit = (stage.sent.visit.header.record, stage.sent.visit.header.change);
    decide(&stage.server, &stage.desk, visit, json!({"kind": "accept"})).await;
    stage.pass(PENDING_MS);
    stage.today().await;
    assert_eq!(n_families().await.unwrap(), 1, "one family, though two records name it");
    let again = stage.decide(json!({"kind": "accept"})).await;
    assert_eq!((code(&again), &again["refusal"]["by"]), ("taken", &detail["decisions"][0]["by"]));
    let (statuses, _) = stage.statuses(0).await;
    let status = statuses.iter().find(|status| status.record == stage.record()).unwrap();
    assert_eq!(status.state, RecordState::Checked.code());
    // What the register has of it now reaches another phone of the village.
    let neighbour = stage.server.phone(&[VILLAGE]).await;
    let (device, village) = (neighbour.device, VILLAGE.number());
    let path = format!("/api/v1/sync/pull?after=0&device={device}&feed=4&village={village}");
    let reply: PullReply2 = stage.server.get(&path, Some(&neighbour.cookie)).await.message();
    let families = reply.events.iter().filter_map(|event| match news(event) {
        Some(News::Families(some)) => Some(some.families.len()),
        _ => None,
    });
    assert_eq!(families.sum::<usize>(), 1);
    let reviews = stage.reviews(0).await;
    assert_eq!(reviews.len(), 2);
    assert!(
        reviews.iter().all(|review| review.deed == Deed::Accept.code() && review.now.is_none())
    );
}

#[tokio::test]
async fn a_decision_is_undone_within_the_minute_by_the_one_who_made_it_and_by_nobody_later() {
    let stage = Stage::new().await;
    let other = stage.server.desk(Role::Dinsos, "dinsos", None).await;
    let decided = stage.decide(json!({"kind": "accept"})).await;
    let by_other = stage.undo(&other, &decided).await;
    assert_eq!(by_other["refusal"]["code"], "not_yours");
    stage.pass(PENDING_MS - 5_000);
    let undone = stage.undo(&stage.desk, &decided).await;
    assert_eq!(undone["decision"]["state"], "undone");
    let again = stage.undo(&stage.desk, &decided).await;
    assert_eq!(again["decision"]["state"], "undone", "the answer may have been lost");
    stage.pass(PENDING_MS);
    assert_eq!(stage.detail().await["state"], "sent");
    assert_eq!(stage.state().await, RecordState::Sent);

    let decided = stage.decide(json!({"kind": "not_use", "reason": "trial"})).await;
    stage.pass(PENDING_MS);
    let late = stage.undo(&stage.desk, &decided).await;
    assert_eq!(late["refusal"]["code"], "too_late");
    assert_eq!(stage.state().await, RecordState::NotUsed, "and it counts");
    let (statuses, _) = stage.statuses(0).await;
    let status = statuses.iter().find(|status| status.record == stage.record()).unwrap();
    assert_eq!(status.comment, "Hanya percobaan", "phones of before read why");
}

#[tokio::test]
async fn a_clock_that_is_set_back_gives_a_decision_its_minute_again_and_not_a_day() {
    let stage = Stage::new().await;
    let decided = stage.decide(json!({"kind": "accept"})).await;
    stage.server.clock.set_forward_ms(-86_400_000);
    let waits = &stage.detail().await["waiting"];
    assert!(waits["left_ms"].as_u64().unwrap() > PENDING_MS - 5_000, "{waits}");
    stage.pass(PENDING_MS - 5_000);
    assert_eq!(stage.undo(&stage.desk, &decided).await["decision"]["state"], "undone");

    stage.decide(json!({"kind": "accept"})).await;
    stage.server.clock.set_forward_ms(-86_400_000);
    stage.detail().await;
    stage.pass(PENDING_MS);
    assert_eq!(stage.detail().await["state"], "checked");
}

#[tokio::test]
async fn of_two_people_one_decides_and_the_other_is_told_who_and_when() {
    let stage = Stage::new().await;
    let other = stage.server.desk(Role::Dinsos, "dinsos", None).await;
    let seen = (stage.record(), stage.change());
    let (one, two) = tokio::join!(
        decide(&stage.server, &stage.desk, seen, json!({"kind": "accept"})),
        decide(&stage.server, &other, seen, json!({"kind": "return", "comment": "Periksa lagi."})),
    );
    let refused: Vec<_> = [&one, &two].into_iter().filter(|it| it["decision"].is_null()).collect();
    assert_eq!(refused.len(), 1, "{one} {two}");
    assert_eq!(code(refused[0]), "taken");
    let made = if one["decision"].is_null() { &two } else { &one };
    assert_eq!(refused[0]["refusal"]["by"], made["decision"]["by"]);
    assert_eq!(refused[0]["refusal"]["at_ms"], made["decision"]["at_ms"]);
}

#[tokio::test]
async fn a_record_that_changes_within_the_minute_is_not_decided_and_nothing_is_lost() {
    let stage = Stage::new().await;
    stage.decide(json!({"kind": "accept"})).await;
    let mut next = stage.sent.bansos.clone();
    next.header.parent = Some(stage.change());
    next.header.change = ChangeId::new(stage.server.clock.now_ms(), [77; 10]);
    stage.server.push(&stage.phone, vec![parcel(&[&next])]).await;
    let late = stage.decide(json!({"kind": "accept"})).await;
    assert_eq!(code(&late), "changed", "and the one before has fallen away");
    stage.pass(PENDING_MS);
    let detail = stage.detail().await;
    assert_eq!(
        (&detail["state"], &detail["decisions"][0]["state"]),
        (&json!("sent"), &json!("fell_away"))
    );
    let today = stage.today().await;
    assert_eq!(today["fell_away"]["rows"][0]["record"], stage.record().to_string());
    let seen = (stage.record(), next.header.change);
    decide(&stage.server, &stage.desk, seen, json!({"kind": "accept"})).await;
    stage.pass(PENDING_MS);
    let today = stage.today().await;
    assert_eq!((&today["fell_away"]["n"], stage.state().await), (&json!(0), RecordState::Checked));
}

#[tokio::test]
async fn a_returned_record_reaches_its_phone_with_comments_at_fields_and_comes_back_mended() {
    let stage = Stage::new().await;
    let typed = " =HYPERLINK(\"x\")\u{202e}\r\nKedua\u{7} ";
    let field = format!("f-{}", bansos::PROPOSAL.tag.0);
    let fields = json!([{"field_id": field, "text": typed}, {"field_id": "f-999", "text": "x"}]);
    let bad = stage.decide(json!({"kind": "return", "fields": fields})).await;
    assert_eq!(code(&bad), "no_such_field");
    let empty = stage.decide(json!({"kind": "return", "comment": " \n"})).await;
    assert_eq!(code(&empty), "comment_missing");
    let long = stage.decide(json!({"kind": "return", "comment": "x".repeat(1_001)})).await;
    assert_eq!(code(&long), "comment_too_long");
    let fields = json!([{"field_id": field, "text": typed}]);
    stage.decide(json!({"kind": "return", "comment": typed, "fields": fields})).await;
    stage.pass(PENDING_MS);
    let today = stage.today().await;
    assert_eq!(today["unreached"]["rows"][0]["row"]["record"], stage.record().to_string());

    let (statuses, cursor) = stage.statuses(0).await;
    let status = statuses.iter().find(|status| status.record == stage.record()).unwrap();
    assert_eq!(status.state, RecordState::Returned.code());
    assert_eq!(status.comment, "=HYPERLINK(\"x\") \nKedua");
    let said = &status.problems[0];
    assert_eq!((said.code, said.path.dom_id()), (codes::OFFICE_COMMENT.0, field));
    assert!(format!("{:?}", said.params).contains("=HYPERLINK(\\\"x\\\") Kedua"), "{said:?}");
    let reviews = stage.reviews(0).await;
    assert_eq!((reviews[0].deed, reviews[0].fields.len()), (Deed::Return.code(), 1));
    assert_eq!(stage.today().await["unreached"]["n"], 1, "asked once, it may have been lost");
    stage.statuses(cursor).await;
    assert_eq!(stage.today().await["unreached"]["n"], 0, "it asks from beyond it");
    assert!(stage.detail().await["decisions"][0]["delivered_at_ms"].is_u64());

    let mut mended = stage.sent.bansos.clone();
    mended.header.parent = Some(stage.change());
    mended.header.change = ChangeId::new(stage.server.clock.now_ms(), [78; 10]);
    stage.server.push(&stage.phone, vec![parcel(&[&mended])]).await;
    let detail = stage.detail().await;
    assert_eq!((&detail["state"], &detail["problems"]), (&json!("sent"), &json!([])));
}

#[tokio::test]
async fn a_plain_slip_is_mended_by_the_office_and_the_phone_gets_the_answers() {
    let mut stage = Stage::new().await;
    stage.about = stage.sent.visit.clone();
    let path = format!("/api/v1/desk/records/{}/content", stage.record());
    let raw = stage.server.get(&path, Some(&stage.desk)).await.json();
    let content = hex::bytes(raw["content"].as_str().unwrap()).unwrap();
    let mend = |content: &Content| {
        let content = hex::encode(&content.to_bytes());
        json!({"kind": "mend", "content": content, "comment": "Salah ketik."})
    };
    let before = Content::from_bytes(&content).unwrap();
    assert_eq!(code(&stage.decide(mend(&before)).await), "nothing_changed");
    let garbage = json!({"kind": "mend", "content": "00zz"});
    assert_eq!(code(&stage.decide(garbage).await), "unreadable");
    let mut broken = before.clone();
    broken.values.put(visit::DATE.tag, None);
    let blocked = stage.decide(mend(&broken)).await;
    assert_eq!(code(&blocked), "blocked");
    assert!(!blocked["refusal"]["problems"].as_array().unwrap().is_empty());

    let (tag, text) = text_of(&before);
    let mut now = before.clone();
    now.values.put(tag, Some(Answer::Text(format!("{text} benar"))));
    let decided = stage.decide(mend(&now)).await;
    let revision = ChangeId::parse(decided["decision"]["revision"].as_str().unwrap()).unwrap();
    // Whoever has mended a slip goes on with what came of it.
    let seen = (stage.record(), revision);
    let accepted = decide(&stage.server, &stage.desk, seen, json!({"kind": "accept"})).await;
    assert_eq!(accepted["decision"]["state"], "pending", "{accepted}");
    let reviews = stage.reviews(0).await;
    let own = reviews[0].now.as_ref().unwrap();
    let change: Change1 = shared::sync::wire::decode(&own.change).unwrap();
    assert_eq!((change.header.change, change.header.parent), (revision, Some(stage.change())));
    assert_eq!(Content::from_bytes(&change.content).unwrap().values, now.values);
    assert_eq!(reviews[0].fields[0].dom_id(), format!("f-{}", tag.0));
    stage.pass(PENDING_MS);
    let detail = stage.detail().await;
    assert_eq!(
        (&detail["state"], &detail["change"]),
        (&json!("checked"), &json!(revision.to_string()))
    );

    // A phone that has not heard of it stands beside it, and somebody settles that.
    let mut late = stage.about.clone();
    late.header.parent = Some(stage.change());
    late.header.change = ChangeId::new(stage.server.clock.now_ms(), [79; 10]);
    stage.server.push(&stage.phone, vec![parcel(&[&late])]).await;
    assert_eq!(stage.today().await["conflicts"]["n"], 1);
    let settle = json!({"kind": "settle", "keep": late.header.change.to_string()});
    let decided = decide(&stage.server, &stage.desk, seen, settle).await;
    assert_eq!(decided["decision"]["state"], "pending", "{decided}");
    stage.pass(PENDING_MS);
    let detail = stage.detail().await;
    assert_eq!((&detail["state"], &detail["n_beside"]), (&json!("sent"), &json!(0)));
    assert_eq!(detail["change"], late.header.change.to_string());
    assert_eq!(detail["revisions"].as_array().unwrap().len(), 3, "nothing is deleted");
    assert!(detail["revisions"].as_array().unwrap().iter().all(|one| one["beside"] == false));
}

/// An answer in words of a form, with its number.
fn text_of(content: &Content) -> (Tag, String) {
    let texts = content.values.iter().filter_map(|(tag, value)| match value {
        Answer::Text(text) => Some((tag, text.clone())),
        _ => None,
    });
    texts.last().expect("the sample has words")
}

#[tokio::test]
async fn a_bulk_answers_each_record_by_itself() {
    let stage = Stage::new().await;
    let mut records = Vec::new();
    for number in 2..30 {
        let sent = proposal(VILLAGE, stage.server.clock.now_ms(), number, KK + i64::from(number));
        stage.server.push(&stage.phone, vec![parcel(&[&sent.visit, &sent.bansos])]).await;
        for change in [&sent.visit, &sent.bansos] {
            let (record, change) = (change.header.record, change.header.change);
            records.push(json!({"record": record.to_string(), "change": change.to_string()}));
        }
    }
    let nobody =
        json!({"record": RecordId([9; 16]).to_string(), "change": stage.change().to_string()});
    let old =
        json!({"record": stage.record().to_string(), "change": ChangeId([9; 16]).to_string()});
    records.insert(1, nobody);
    records.insert(3, old);
    let body = json!({ "records": records });
    let answer = stage.server.post_json("/api/v1/desk/decisions", &body, Some(&stage.desk)).await;
    let answers = answer.json()["answers"].as_array().unwrap().clone();
    assert_eq!(answers.len(), records.len());
    for (idx, answer) in answers.iter().enumerate() {
        let expected = match idx {
            1 => json!("not_found"),
            3 => json!("changed"),
            _ => Value::Null,
        };
        assert_eq!(answer["refusal"].get("code").cloned().unwrap_or_default(), expected, "{idx}");
    }
    stage.pass(PENDING_MS);
    stage.today().await;
    stage.today().await;
    stage.today().await;
    let list = stage.server.get("/api/v1/desk/records?state=checked&limit=200", Some(&stage.desk));
    assert_eq!(list.await.json()["records"].as_array().unwrap().len(), 56);

    let many = vec![records[0].clone(); BULK_MAX + 1];
    let body = json!({ "records": many });
    let answer = stage.server.post_json("/api/v1/desk/decisions", &body, Some(&stage.desk)).await;
    assert_eq!(answer.problem(), (400, "bad_request".into()));
}

#[tokio::test]
async fn only_the_offices_of_the_place_decide_and_others_are_told_nothing() {
    let stage = Stage::new().await;
    let server = &stage.server;
    let path = format!("/api/v1/desk/records/{}/decision", stage.record());
    let body = json!({"change": stage.change().to_string(), "what": {"kind": "accept"}});
    let bulk = json!({"records": []});
    for (role, area, status) in [
        (Role::Desa, Some(VILLAGE.number()), 403),
        (Role::Admin, None, 403),
        (Role::Kecamatan, Some(OTHER.kecamatan().number()), 404),
    ] {
        let cookie = server.desk(role, role.name(), area).await;
        assert_eq!(server.post_json(&path, &body, Some(&cookie)).await.problem().0, status);
        let bulk = server.post_json("/api/v1/desk/decisions", &bulk, Some(&cookie)).await;
        assert_eq!(bulk.status.as_u16(), if status == 403 { 403 } else { 200 });
        let content = format!("/api/v1/desk/records/{}/content", stage.record());
        let content = server.get(&content, Some(&cookie)).await;
        assert_eq!(content.status.as_u16(), if status == 404 { 404 } else { 200 });
        let detail = format!("/api/v1/desk/records/{}", stage.record());
        let detail = server.get(&detail, Some(&cookie)).await;
        if detail.status == StatusCode::OK {
            assert!(detail.json()["may"].is_null(), "{role:?} may decide nothing");
        }
        let today = server.get("/api/v1/desk/today", Some(&cookie)).await.json();
        assert_eq!(today["to_review"]["n"], if status == 404 { 0 } else { 2 }, "{role:?}");
    }
    assert_eq!(server.post_json(&path, &body, None).await.problem().0, 401);
    let from_elsewhere = server
        .request(Method::POST, &path)
        .header(header::ORIGIN, "https://evil.example")
        .header(header::CONTENT_TYPE, "application/json")
        .body(body.to_string());
    let answer = send(with_cookie(from_elsewhere, Some(&stage.desk))).await;
    assert_eq!(answer.problem(), (403, "other_origin".into()));
}

#[tokio::test]
async fn a_confidential_report_is_decided_on_and_its_phone_hears_nothing() {
    let stage = Stage::new().await;
    let sent = report(VILLAGE, stage.server.clock.now_ms(), 3);
    stage.server.push(&stage.phone, vec![parcel(&[&sent])]).await;
    let seen = (sent.header.record, sent.header.change);
    let of = |what: Value| decide(&stage.server, &stage.desk, seen, what);
    let returned = of(json!({"kind": "return", "comment": "x"})).await;
    assert_eq!(code(&returned), "confidential");
    of(json!({"kind": "accept", "comment": "Sudah ditangani."})).await;
    stage.pass(PENDING_MS);
    assert!(stage.reviews(0).await.is_empty());
    let (statuses, _) = stage.statuses(0).await;
    assert!(statuses.iter().all(|status| status.record != sent.header.record));
}

#[tokio::test]
async fn a_server_that_was_killed_finds_the_decision_again() {
    let stage = Stage::new().await;
    let decided = stage.decide(json!({"kind": "accept"})).await;
    let id = decided["decision"]["decision"].as_str().unwrap();
    let id = shared::id::DecisionId::parse(id).unwrap();
    // Nobody has asked for anything since: it lies in the store as it was made.
    let store = stage.server.running.store.clone();
    let stored = store.read(move |tx| tx.decision(id)).await.unwrap().unwrap();
    assert_eq!(stored.end, End::Pending);
    let dir = tempfile::tempdir().unwrap();
    let copy = server::folder::database_path(dir.path());
    stage.server.running.stop().await;
    std::fs::copy(server::folder::database_path(&stage.server.data.path().join("data")), &copy)
        .unwrap();
    let options = server::store::StoreOptions::default();
    let store = server::store::Store::open(&copy, &options).unwrap();
    let later_ms = stored.made_at_ms + PENDING_MS;
    let refs = std::sync::Arc::new(server::sync::References::bundled());
    let work = store.write(move |tx| server::sync::review::take_due(tx, &refs, later_ms));
    assert!(!work.await.unwrap());
    let record = store.read(move |tx| tx.record(stored.record)).await.unwrap().unwrap();
    assert_eq!(record.state, RecordState::Checked);
}

#[tokio::test]
async fn whoever_is_silent_and_what_is_urgent_is_named_today() {
    let stage = Stage::new().await;
    let session = session(VILLAGE, stage.server.clock.now_ms(), 9);
    stage.server.push(&stage.phone, vec![session.parcel()]).await;
    let today = stage.today().await;
    assert_eq!(today["to_review"]["n"], 4);
    assert_eq!(today["silent"]["n"], 0);
    let account = stage.phone.account;
    stage.pass(15 * 86_400_000);
    let desk = stage.server.sign_in("camat", tests::server::PASSWORD).await.cookie().unwrap();
    let today = stage.server.get("/api/v1/desk/today", Some(&desk)).await.json();
    assert_eq!(today["silent"]["rows"][0]["villages"].as_array().unwrap().len(), 1);
    assert_eq!(today["silent"]["n"], 1, "{account}");
    assert!(today["silent"]["rows"][0]["last_contact_ms"].is_u64());
}
