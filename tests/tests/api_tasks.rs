//! What the office asks for over HTTP: it comes to whoever works there, and ends by the visit that
//! answers it.
#![expect(clippy::unwrap_used, reason = "tests")]

use reqwest::{Method, StatusCode};
use server::store::{
    register::{Family, Person},
    tasks::{Task, TaskEnd, TaskSource},
};
use shared::{
    day::Day,
    form::value::{Chosen, Values},
    forms::{
        lists,
        visit::{self, VISIT},
    },
    id::{ChangeId, FamilyId, PersonId, RecordId, TaskId},
    region::VillageCode,
    register::task::{Ended1, TaskNews, Tasks1, news},
    sync::{
        feed::decode_reply,
        verdict::{Outcome, Verdict},
        wire::{Change1, Header1, OP_PUT},
    },
};
use tests::{
    sample::{self, content, parcel},
    server::{Phone, TestServer, send, with_cookie},
};

const VILLAGE: VillageCode = VillageCode::from_number(3_523_172_001);
const KK: i64 = 3_523_170_203_129_992;
const TASK: TaskId = TaskId([1; 16]);
const FAMILY: FamilyId = FamilyId([2; 16]);

/// What a phone hears from a cursor on, and its next cursor.
async fn pull(server: &TestServer, phone: &Phone, after: u64) -> (Tasks1, u64) {
    let (device, village) = (phone.device, VILLAGE.number());
    let path = format!(
        "/api/v1/sync/pull?after={after}&limit=500&device={device}&feed=5&village={village}"
    );
    let answer = send(with_cookie(server.request(Method::GET, &path), Some(&phone.cookie))).await;
    assert_eq!(answer.status, StatusCode::OK);
    let reply = decode_reply(&answer.body).unwrap();
    let mut all = Tasks1::default();
    for event in &reply.events {
        match news(event) {
            Some(TaskNews::Tasks(tasks)) => {
                all.open.extend(tasks.open);
                all.ended.extend(tasks.ended);
            }
            other => panic!("{other:?}"),
        }
    }
    (all, reply.next)
}

async fn visits(server: &TestServer, phone: &Phone, number: u8, values: &Values) {
    let now_ms = server.clock.now_ms();
    let random = [0, 0, 0, 0, number, 50, 0, 0, 0, 0];
    let today = Day::in_tuban(now_ms);
    let change = Change1 {
        header: Header1 {
            change: ChangeId::new(now_ms, random),
            record: RecordId::new(now_ms, random),
            parent: None,
            visit: None,
            kind: VISIT.id.0,
            kind_version: VISIT.version,
            village: VILLAGE,
            made_at_ms: now_ms - 60_000,
            op: OP_PUT,
        },
        content: content(sample::settled(&VISIT, values, None, today)),
    };
    let reply = server.push(phone, vec![parcel(&[&change])]).await;
    let verdict = Verdict::from(reply.answers[0].verdict.clone());
    assert!(matches!(verdict.outcome, Outcome::Accepted { .. }), "{verdict:?}");
}

#[tokio::test]
async fn a_visit_ends_the_task_of_its_family_unless_nobody_was_met() {
    let server = TestServer::start().await;
    let phone = server.phone(&[VILLAGE]).await;
    let today = Day::in_tuban(server.clock.now_ms());
    let write = server.running.store.write(move |tx| {
        let mut family = Family::new(FAMILY, VILLAGE);
        family.no_kk = u64::try_from(KK).ok();
        family.members.push(Person::new(PersonId([3; 16]), String::from("Wartini")));
        tx.put_family(family)?;
        tx.put_task(&Task {
            id: TASK,
            village: VILLAGE,
            family: Some(FAMILY),
            person: None,
            kind: 0,
            name: String::from("Wartini"),
            reason: String::from("Belum pernah didata"),
            due: Some(today.plus(-3)),
            source: TaskSource::Dinsos,
            made: today.plus(-20),
            ended: TaskEnd::Open,
            ended_by: None,
            last_seq: 0,
        })
    });
    write.await.unwrap();
    let (tasks, cursor) = pull(&server, &phone, 0).await;
    assert_eq!((tasks.open.len(), tasks.open[0].id, tasks.ended.len()), (1, TASK, 0));

    let mut in_vain = Values::new();
    in_vain.set(visit::KIND, Chosen(lists::VISIT_FAMILY));
    in_vain.set(visit::DATE, today);
    in_vain.set(visit::METHOD, Chosen(1));
    in_vain.set(visit::MET_SOMEBODY, false);
    in_vain.set(visit::OUTCOME, Chosen(lists::OUTCOME_NOBODY));
    in_vain.set(visit::ABSENCE, Chosen(1));
    in_vain.set(visit::RETURN_DATE, today.plus(2));
    in_vain.set(visit::HEAD, String::from("Wartini"));
    in_vain.set(visit::KK, KK);
    in_vain.set(visit::ADDRESS, String::from("Utara masjid, cat hijau"));
    in_vain.set(visit::RT, 3);
    in_vain.set(visit::RW, 1);
    visits(&server, &phone, 1, &in_vain).await;
    assert_eq!(pull(&server, &phone, cursor).await.0, Tasks1::default(), "somebody goes again");

    visits(&server, &phone, 2, &sample::family_values(today, KK)).await;
    let (tasks, _) = pull(&server, &phone, cursor).await;
    let ended = Ended1 { id: TASK, how: Ended1::ANSWERED };
    assert_eq!((tasks.open, tasks.ended), (Vec::new(), vec![ended]));
}
