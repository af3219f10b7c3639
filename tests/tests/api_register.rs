//! The register over HTTP: of the villages where the person works today, in few bytes.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::io::Read as _;

use reqwest::{Method, StatusCode, header};
use shared::{
    day::Day,
    region::VillageCode,
    register::family::{Families1, News, news},
    sync::feed::{Feed, PullReply2, decode_reply},
};
use tests::{
    people,
    server::{Phone, TestServer, send, with_cookie},
};

const VILLAGE: VillageCode = VillageCode::from_number(3_523_161_003);
const OTHER: VillageCode = VillageCode::from_number(3_523_161_004);

async fn import(server: &TestServer, village: VillageCode, n_people: usize) -> usize {
    let families = people::village(village, n_people, Day::in_tuban(server.clock.now_ms()));
    let n_people = families.iter().map(|family| family.members.len()).sum();
    let write = server.running.store.write(move |tx| {
        families.iter().try_for_each(|family| tx.put_family(family.clone()).map(drop))
    });
    write.await.unwrap();
    n_people
}

/// One answer, and how many bytes it took on the line.
async fn pull(
    server: &TestServer,
    phone: &Phone,
    village: VillageCode,
    after: u64,
) -> (PullReply2, usize) {
    let (device, village) = (phone.device, village.number());
    let path = format!(
        "/api/v1/sync/pull?after={after}&limit=500&device={device}&feed=4&village={village}"
    );
    let request = server.request(Method::GET, &path).header(header::ACCEPT_ENCODING, "gzip, br");
    let answer = send(with_cookie(request, Some(&phone.cookie))).await;
    assert_eq!(answer.status, StatusCode::OK);
    let mut body = answer.body.clone();
    if answer.headers.get(header::CONTENT_ENCODING).is_some() {
        body.clear();
        flate2::read::GzDecoder::new(&answer.body[..]).read_to_end(&mut body).unwrap();
    }
    (decode_reply(&body).unwrap(), answer.body.len())
}

/// All from a cursor on: families, the next cursor, and the bytes that it took.
async fn all(
    server: &TestServer,
    phone: &Phone,
    village: VillageCode,
    mut after: u64,
) -> (Families1, u64, usize) {
    let (mut all, mut n_bytes) = (Families1::default(), 0);
    loop {
        let (reply, n) = pull(server, phone, village, after).await;
        n_bytes += n;
        for event in &reply.events {
            match news(event) {
                Some(News::Families(some)) => all.take(some),
                other => panic!("{other:?}"),
            }
        }
        after = reply.next;
        if !reply.more {
            return (all, after, n_bytes);
        }
    }
}

#[tokio::test]
async fn a_village_comes_in_less_than_fifty_bytes_a_person_and_a_change_in_less_than_a_kilobyte() {
    let server = TestServer::start().await;
    let phone = server.phone(&[VILLAGE]).await;
    let n_people = import(&server, VILLAGE, 3_000).await;
    import(&server, OTHER, 50).await;
    let (village, cursor, n_bytes) = all(&server, &phone, VILLAGE, 0).await;
    let n_here: usize = village.families.iter().map(|family| family.members.len()).sum();
    assert_eq!(n_here, n_people);
    println!("{n_people} people in {n_bytes} bytes: {} each", n_bytes / n_people);
    assert!(n_bytes <= 50 * n_people, "{n_bytes} for {n_people}");

    let number = village.families[7].number;
    let write = server.running.store.write(move |tx| {
        let id = tx.family_numbered(VILLAGE, number)?.unwrap();
        let mut family = tx.family(id)?.unwrap();
        family.address = String::from("Pindah ke barat masjid");
        tx.put_family(family).map(drop)
    });
    write.await.unwrap();
    let (news, next, n_bytes) = all(&server, &phone, VILLAGE, cursor).await;
    assert_eq!(news.families.len(), 1);
    assert!(next > cursor);
    println!("one change in {n_bytes} bytes");
    assert!(n_bytes <= 1_000, "{n_bytes}");
}

#[tokio::test]
async fn nobody_gets_the_register_of_a_village_where_he_does_not_work_today() {
    let server = TestServer::start().await;
    let phone = server.phone(&[OTHER]).await;
    import(&server, VILLAGE, 50).await;
    let (reply, _) = pull(&server, &phone, VILLAGE, 0).await;
    assert_eq!(reply.feed, Feed::REGISTER.0);
    assert_eq!(news(&reply.events[0]), Some(News::NotHere));
    assert_eq!(reply.events.len(), 1);

    // Nor of one where he worked until yesterday.
    let (account, today) = (phone.account, Day::in_tuban(server.clock.now_ms()));
    let assign = |to: Day| {
        let (from, to) = (today.plus(-100), Some(to));
        let assignment = server::store::account::Assignment { village: VILLAGE, from, to };
        server.running.store.write(move |tx| tx.set_assignment(account, &assignment))
    };
    assign(today.plus(-1)).await.unwrap();
    let (reply, _) = pull(&server, &phone, VILLAGE, 0).await;
    assert_eq!(news(&reply.events[0]), Some(News::NotHere));
    assign(today).await.unwrap();
    let (families, ..) = all(&server, &phone, VILLAGE, 0).await;
    assert!(!families.families.is_empty());
}
