//! The client that the phone runs, over HTTP, against the real server: native transport, loop,
//! storage rules. What a bad line does is the simulation's business; here the bytes are real.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::{cell::RefCell, rc::Rc, time::Duration};

use client::{
    account,
    device::Device,
    driver::{Handle, Parts, Watch, channel, drive},
    host::native::NativeHost,
    memory::MemoryStore,
    reviews::{comments, is_mended},
    rows::RecordItem,
    transport::{Asked, Failure, Transport, native::NativeTransport},
};
use serde_json::{Value, json};
use server::store::account::Role;
use shared::{
    desk::review::PENDING_MS,
    form::{
        model::{KindId, World},
        problem::Path as Place,
    },
    forms::{
        balita::{self, BALITA},
        visit::VISIT,
    },
    hex,
    id::{ChangeId, DeviceId, RecordId},
    region::VillageCode,
    sync::{
        account::Activate1,
        client::Status,
        feed::{Feed, Stream},
        review::{Deed, Officer},
        state::RecordState,
    },
};
use tests::{
    sample::{child_values, visit_values},
    server::TestServer,
};

const VILLAGE: VillageCode = VillageCode::from_number(3_523_172_001);
const ELSEWHERE: VillageCode = VillageCode::from_number(3_523_012_001);

const OWN_RECORDS: Asked =
    Asked { stream: Stream { feed: Feed::OWN_RECORDS, village: None }, after: 0, limit: 10 };

/// A phone of this test.
struct Phone {
    device: Device<MemoryStore, NativeHost>,
    transport: Rc<NativeTransport>,
    key: DeviceId,
    screen: Screen,
}

#[derive(Default)]
struct Screen {
    status: RefCell<Status>,
}

impl Watch for Screen {
    fn status(&self, status: &Status) {
        self.status.replace(status.clone());
    }

    fn records_changed(&self) {}
}

/// A phone that used an invitation.
async fn activated(server: &TestServer, villages: &[VillageCode]) -> Phone {
    let account = server.psm(villages).await;
    let token = server.invitation(account).await;
    let transport = NativeTransport::new(&server.url(""), None).unwrap();
    let key = DeviceId::new(server.clock.now_ms(), [7; 10]);
    let profile =
        transport.activate(&Activate1 { token: token.clone(), device: key }).await.unwrap();
    assert_eq!(profile.account, account);
    let store = MemoryStore::new();
    account::bind(&store, profile, key, &token).await.unwrap();
    Phone {
        device: Device::new(store, NativeHost),
        transport: Rc::new(transport),
        key,
        screen: Screen::default(),
    }
}

impl Phone {
    async fn finish(
        &self,
        kind: KindId,
        visit: Option<RecordId>,
        village: VillageCode,
    ) -> RecordId {
        let mut draft = self.device.begin(kind, visit, village).unwrap();
        let now_ms = self.device.now_ms();
        let today = shared::day::Day::in_tuban(now_ms);
        draft.value.values =
            if visit.is_some() { child_values(today) } else { visit_values(today) };
        self.device.save_draft(&mut draft).await.unwrap();
        let world = World::on(today);
        let plan = self.device.finish(&draft, world).unwrap();
        self.device.keep(plan).await.unwrap().record
    }

    /// Runs the loop until the screen shows what is waited for.
    async fn run_until(&self, meanwhile: impl FnOnce(&Handle), shows: impl Fn(&Status) -> bool) {
        let (handle, inbox) = channel();
        let parts = Parts {
            store: self.device.store.clone(),
            transport: Rc::clone(&self.transport),
            host: NativeHost,
            device: self.key,
            feeds: vec![Feed::OWN_RECORDS.into(), Feed::REVIEW.into()],
            blobs: None,
        };
        meanwhile(&handle);
        let waits = async {
            while !shows(&self.screen.status.borrow()) {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        tokio::select! {
            () = drive(parts, inbox, &self.screen) => panic!("the loop ended by itself"),
            () = waits => {}
            () = tokio::time::sleep(Duration::from_secs(30)) => {
                panic!("it never showed: {:?}", self.screen.status.borrow())
            }
        }
    }

    async fn states(&self) -> Vec<(RecordState, usize)> {
        let items = self.device.records();
        let mut states: Vec<_> = items
            .iter()
            .map(|RecordItem { state, n_problems, .. }| (*state, *n_problems))
            .collect();
        states.sort_unstable();
        states
    }
}

fn is_done(status: &Status) -> bool {
    status.n_waiting == 0 && status.last_ok_ms > 0
}

#[tokio::test]
async fn a_visit_with_children_arrives_packed_and_each_shows_its_state() {
    let server = TestServer::start().await;
    let phone = activated(&server, &[VILLAGE]).await;
    let visit = phone.finish(VISIT.id, None, VILLAGE).await;
    for _ in 0..3 {
        phone.finish(BALITA.id, Some(visit), VILLAGE).await;
    }
    phone.finish(VISIT.id, None, ELSEWHERE).await;
    phone.run_until(|_| {}, is_done).await;
    let mut expected = vec![(RecordState::Sent, 0); 4];
    expected.push((RecordState::HeldForOffice, 1));
    assert_eq!(phone.states().await, expected);

    let desk = server.desk(Role::Dinsos, "dinsos", None).await;
    let list = server.get("/api/v1/desk/records?limit=50", Some(&desk)).await.json();
    assert_eq!(list["records"].as_array().unwrap().len(), 5);
}

#[tokio::test]
async fn a_phone_goes_on_with_the_session_of_yesterday() {
    let server = TestServer::start().await;
    let phone = activated(&server, &[VILLAGE]).await;
    let session = phone.transport.session();
    assert!(session.is_some());
    let again = NativeTransport::new(&server.url("/"), session).unwrap();
    let profile = again.me().await.unwrap();
    assert_eq!(account::load(&phone.device.store).unwrap().profile.account, profile.account);
}

#[tokio::test]
async fn an_ended_session_keeps_everything_and_says_so() {
    let server = TestServer::start().await;
    let phone = activated(&server, &[VILLAGE]).await;
    phone.run_until(|_| {}, is_done).await;
    let elsewhere = NativeTransport::new(&server.url(""), phone.transport.session()).unwrap();
    elsewhere.end_session().await.unwrap();
    phone.finish(VISIT.id, None, VILLAGE).await;
    phone.run_until(|_| {}, |status| status.is_signed_out).await;
    assert_eq!(phone.device.n_unsent(), 1);
    assert_eq!(phone.states().await, [(RecordState::Waiting, 0)]);
    assert_eq!(phone.transport.me().await, Err(Failure::SignedOut));
}

#[tokio::test]
async fn what_one_account_left_unsent_waits_while_another_is_signed_in() {
    let server = TestServer::start().await;
    let phone = activated(&server, &[VILLAGE]).await;
    phone.run_until(|_| {}, is_done).await;
    // The browser's one cookie becomes that of a second account.
    let token = server.invitation(server.psm(&[VILLAGE]).await).await;
    let second = Activate1 { token, device: DeviceId::new(1, [8; 10]) };
    phone.transport.activate(&second).await.unwrap();
    phone.finish(VISIT.id, None, VILLAGE).await;
    phone.run_until(|_| {}, |status| status.is_signed_out).await;
    assert_eq!(phone.states().await, [(RecordState::Waiting, 0)]);
    let pulled = phone.transport.pull(phone.key, OWN_RECORDS).await;
    assert_eq!(pulled, Err(Failure::SignedOut));
    let desk = server.desk(Role::Dinsos, "dinsos", None).await;
    let list = server.get("/api/v1/desk/records?limit=50", Some(&desk)).await.json();
    assert!(list["records"].as_array().unwrap().is_empty());
}

#[tokio::test]
async fn a_feed_that_this_server_does_not_have_is_answered_with_the_name_of_another() {
    let server = TestServer::start().await;
    let phone = activated(&server, &[VILLAGE]).await;
    phone.finish(VISIT.id, None, VILLAGE).await;
    phone.run_until(|_| {}, is_done).await;
    let own = phone.transport.pull(phone.key, OWN_RECORDS).await.unwrap();
    assert_eq!((own.feed, own.events.len()), (0, 1));
    let asked = Asked { stream: Feed(7).into(), after: 90, limit: 10 };
    let other = phone.transport.pull(phone.key, asked).await.unwrap();
    assert_eq!((other.feed, other.events.len(), other.more), (0, 0, false));
}

#[tokio::test]
async fn a_link_that_is_no_good_says_why() {
    let server = TestServer::start().await;
    let transport = NativeTransport::new(&server.url(""), None).unwrap();
    let account = server.psm(&[VILLAGE]).await;
    let token = server.invitation(account).await;
    let request = |token: &str, number| Activate1 {
        token: token.into(),
        device: DeviceId::new(1, [number; 10]),
    };
    transport.activate(&request(&token, 1)).await.unwrap();
    let refused = |status, code: &str| Err(Failure::Server { status, code: code.into() });
    assert_eq!(transport.activate(&request(&token, 2)).await, refused(410, "link_used"));
    assert_eq!(transport.activate(&request("tidak-ada", 2)).await, refused(404, "link_unknown"));
}

#[tokio::test]
async fn without_a_server_the_line_is_offline() {
    // A port that was free a moment ago.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let nowhere = ["http://127.0.0.1:", &port.to_string()].concat();
    let transport = NativeTransport::new(&nowhere, None).unwrap();
    assert_eq!(transport.pull(DeviceId([1; 16]), OWN_RECORDS).await, Err(Failure::Offline));
}

#[tokio::test]
async fn a_fresh_phone_gets_its_persons_open_records_back_and_can_mend_them() {
    let server = TestServer::start().await;
    let first = activated(&server, &[VILLAGE]).await;
    let visit = first.finish(VISIT.id, None, VILLAGE).await;
    let child = first.finish(BALITA.id, Some(visit), VILLAGE).await;
    first.run_until(|_| {}, is_done).await;

    // The same person, another phone.
    let profile = first.transport.me().await.unwrap();
    let token = server.invitation(profile.account).await;
    let transport = NativeTransport::new(&server.url(""), None).unwrap();
    let key = DeviceId::new(server.clock.now_ms(), [8; 10]);
    let profile =
        transport.activate(&Activate1 { token: token.clone(), device: key }).await.unwrap();
    let store = MemoryStore::new();
    account::bind(&store, profile, key, &token).await.unwrap();
    assert!(account::is_fresh(&store));
    let second = Phone {
        device: Device::new(store.clone(), NativeHost),
        transport: Rc::new(transport),
        key,
        screen: Screen::default(),
    };
    let parts = Parts {
        store: store.clone(),
        transport: Rc::clone(&second.transport),
        host: NativeHost,
        device: key,
        feeds: vec![Feed::OWN_RECORDS.into(), Feed::OWN_CONTENTS.into()],
        blobs: None,
    };
    let (_handle, inbox) = channel();
    let is_over = async {
        while account::is_fresh(&store) {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::select! {
        () = drive(parts, inbox, &second.screen) => panic!("the loop ended by itself"),
        () = is_over => {}
        () = tokio::time::sleep(Duration::from_secs(30)) => panic!("the records never came"),
    }
    assert_eq!(second.states().await, first.states().await);
    let there = first.device.record(child).unwrap().unwrap().value;
    let here = second.device.record(child).unwrap().unwrap().value;
    assert_eq!((&here.header, &here.content), (&there.header, &there.content));
    assert_eq!(
        (&here.subject, here.nik, &here.receipt),
        (&there.subject, there.nik, &there.receipt)
    );

    // It can be mended: what is made of it there is the next revision of the same record.
    let plan = second.device.mend(child).unwrap();
    let draft = second.device.keep(plan).await.unwrap();
    let now_ms = second.device.now_ms();
    let today = shared::day::Day::in_tuban(now_ms);
    let world = World::on(today);
    let plan = second.device.finish(&draft, world).unwrap();
    second.device.keep(plan).await.unwrap();
    second.screen.status.replace(Status::default());
    second.run_until(|_| {}, is_done).await;
    assert_eq!(second.states().await, first.states().await, "no conflict");
}

#[tokio::test]
async fn what_the_office_decides_reaches_the_phone_and_comes_back_mended() {
    let server = TestServer::start().await;
    let phone = activated(&server, &[VILLAGE]).await;
    let desk = server.desk(Role::Dinsos, "dinsos", None).await;
    let visit = phone.finish(VISIT.id, None, VILLAGE).await;
    let child = phone.finish(BALITA.id, Some(visit), VILLAGE).await;
    phone.run_until(|_| {}, is_done).await;
    let held = || phone.device.record(child).unwrap().unwrap().value;
    let sent = held();
    let decide = async |change: ChangeId, what: Value| {
        let path = format!("/api/v1/desk/records/{child}/decision");
        let body = json!({"change": change.to_string(), "what": what});
        let answer = server.post_json(&path, &body, Some(&desk)).await.json();
        assert_eq!(answer["decision"]["state"], "pending", "{answer}");
        server.clock.advance_ms(PENDING_MS);
        answer
    };

    let weight = Place::root().field(balita::WEIGHT.tag);
    let fields = json!([{"field_id": weight.dom_id(), "text": "Timbang ulang."}]);
    let returned = json!({"kind": "return", "comment": "Mohon dicek.", "fields": fields});
    decide(sent.header.change, returned).await;
    let has_review = || phone.device.last_review(&held()).is_some();
    phone.run_until(|_| {}, |_| held().state() == RecordState::Returned && has_review()).await;
    assert_eq!(comments(&held()), [(weight.clone(), String::from("Timbang ulang."))]);
    assert_eq!(held().comment, "Mohon dicek.");
    let review = phone.device.last_review(&held()).unwrap();
    assert_eq!((review.deed, review.officer), (Deed::Return.code(), Officer::Dinsos.code()));
    assert_eq!(review.fields, [weight]);
    // The next request says that it has it.
    let after = server.running.store.read(|tx| tx.last_seq()).await.unwrap();
    phone.transport.pull(phone.key, Asked { after, ..OWN_RECORDS }).await.unwrap();
    let today = server.get("/api/v1/desk/today", Some(&desk)).await.json();
    assert_eq!(today["unreached"]["n"], 0, "{today}");

    let plan = phone.device.mend(child).unwrap();
    let draft = phone.device.keep(plan).await.unwrap();
    let today = shared::day::Day::in_tuban(phone.device.now_ms());
    let world = World::on(today);
    let plan = phone.device.finish(&draft, world).unwrap();
    phone.device.keep(plan).await.unwrap();
    assert_eq!((comments(&held()).len(), phone.device.last_review(&held())), (0, None));
    phone.run_until(|_| {}, |_| held().state() == RecordState::Sent).await;

    // The office mends a slip itself: the phone shows its answers, and keeps its own.
    let mine = held();
    let mut content = mine.content().unwrap();
    let before = content.values.get(balita::WEIGHT).unwrap();
    content.values.set(balita::WEIGHT, before + 100);
    let mend = json!({"kind": "mend", "content": hex::encode(&content.to_bytes())});
    let answer = decide(mine.header.change, mend).await;
    let made = ChangeId::parse(answer["decision"]["revision"].as_str().unwrap()).unwrap();
    phone.run_until(|_| {}, |_| held().header.change == made).await;
    let theirs = held();
    assert_eq!(theirs.content().unwrap().values.get(balita::WEIGHT), Some(before + 100));
    assert_eq!(theirs.history.last().unwrap().change, mine.header.change);
    let kept = phone.device.earlier(mine.header.change).await.unwrap().unwrap();
    assert_eq!(kept.content, mine.content);
    let review = phone.device.last_review(&theirs).unwrap();
    assert!(is_mended(&review), "{review:?}");
    assert_eq!(review.fields, [Place::root().field(balita::WEIGHT.tag)]);
}
