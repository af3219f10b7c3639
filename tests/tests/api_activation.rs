//! Invitations and the sessions of phones.
#![expect(clippy::unwrap_used, reason = "tests")]

use reqwest::{Method, StatusCode, header};
use server::auth::activation::revoke;
use server::auth::session::{PSM_IDLE_MS, SETTLED_MS};
use shared::id::DeviceId;
use shared::region::VillageCode;
use shared::sync::account::{Activate1, Profile1};
use shared::sync::wire::{self, Push1};
use tests::sample::session;
use tests::server::{Phone, TestServer, send, with_cookie};

const VILLAGE: VillageCode = VillageCode::from_number(3_523_172_001);
const FIRST: DeviceId = DeviceId([1; 16]);
const SECOND: DeviceId = DeviceId([2; 16]);
const HOUR_MS: u64 = 3_600_000;

#[tokio::test]
async fn an_invitation_binds_one_device_and_is_repeatable_until_that_keeps_its_session() {
    let server = TestServer::start().await;
    let account = server.psm(&[VILLAGE]).await;
    let token = server.invitation(account).await;

    // The answer was lost: the same device asks again, and the first session is over.
    let lost = server.activate(&token, FIRST).await;
    assert_eq!(lost.status, StatusCode::OK);
    let again = server.activate(&token, FIRST).await;
    assert_eq!(again.status, StatusCode::OK);
    let (lost, cookie) = (lost.cookie().unwrap(), again.cookie().unwrap());
    assert_eq!(server.get("/api/v1/me", Some(&lost)).await.problem(), (401, "signed_out".into()));

    // Somebody else opens the forwarded link.
    assert_eq!(server.activate(&token, SECOND).await.problem(), (410, "link_used".into()));

    let me = server.get("/api/v1/me", Some(&cookie)).await;
    let profile: Profile1 = me.message();
    assert_eq!(profile.account, account);
    assert_eq!(profile.villages[0].village, VILLAGE);
    assert_eq!(profile.villages[0].title, "Trutup — Kec. Plumpang");
    assert_eq!(profile.epoch, server.running.store.epoch());

    // The phone was killed before its cookie was on disk, long ago or not: it may once more.
    server.clock.advance_ms(HOUR_MS);
    let cookie = server.activate(&token, FIRST).await.cookie().unwrap();
    server.clock.advance_ms(SETTLED_MS - 5_000);
    assert_eq!(server.get("/api/v1/me", Some(&cookie)).await.status, StatusCode::OK);
    let cookie = server.activate(&token, FIRST).await.cookie().unwrap();

    // It shows a cookie that is a minute old: from now on a repetition is somebody who found the link.
    server.clock.advance_ms(SETTLED_MS);
    assert_eq!(server.activate(&token, SECOND).await.problem(), (410, "link_used".into()));
    assert_eq!(server.get("/api/v1/me", Some(&cookie)).await.status, StatusCode::OK);
    assert_eq!(server.activate(&token, FIRST).await.problem(), (410, "link_used".into()));
    assert_eq!(server.get("/api/v1/me", Some(&cookie)).await.status, StatusCode::OK);
}

#[tokio::test]
async fn opening_the_page_uses_nothing_up() {
    let server = TestServer::start().await;
    let token = server.invitation(server.psm(&[VILLAGE]).await).await;
    for _ in 0..3 {
        let page = server.get("/aktivasi", None).await;
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(page.cookie(), None);
    }
    assert_eq!(server.activate(&token, FIRST).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_link_that_is_too_old_foreign_or_damaged_is_refused_with_words_of_its_own() {
    let server = TestServer::start().await;
    let other = TestServer::start().await;
    let foreign = other.invitation(other.psm(&[VILLAGE]).await).await;
    for token in [foreign.as_str(), "", "abc", "%%%", &"A".repeat(500)] {
        let answer = server.activate(token, FIRST).await;
        assert_eq!(answer.problem(), (404, "link_unknown".into()), "{token}");
    }

    let token = server.invitation(server.psm(&[VILLAGE]).await).await;
    server.clock.advance_ms(71 * HOUR_MS);
    // One device used it in time ...
    let in_time = server.invitation(server.psm(&[VILLAGE]).await).await;
    assert_eq!(server.activate(&in_time, FIRST).await.status, StatusCode::OK);
    server.clock.advance_ms(HOUR_MS);
    assert_eq!(server.activate(&token, SECOND).await.problem(), (410, "link_expired".into()));
    // ... and a link that was used is told as used, however old.
    server.clock.advance_ms(100 * HOUR_MS);
    assert_eq!(server.activate(&in_time, SECOND).await.problem(), (410, "link_used".into()));
}

#[tokio::test]
async fn a_body_that_is_no_activation_is_refused() {
    let server = TestServer::start().await;
    let path = "/api/v1/activation";
    let whole = wire::encode(&Activate1 { token: "x".into(), device: FIRST });
    for (bytes, code) in [
        (vec![], "body_damaged"),
        (vec![1], "body_damaged"),
        (whole[..whole.len() - 1].to_vec(), "body_damaged"),
        ([&whole[..], &[0]].concat(), "body_damaged"),
        (vec![9, 1, 2, 3], "version_unknown"),
    ] {
        assert_eq!(server.post_bytes(path, bytes, None).await.problem(), (400, code.into()));
    }
    let large = server.post_bytes(path, vec![1; 2_000], None).await;
    assert_eq!(large.problem(), (413, "body_too_large".into()));
    let json = server.post_json(path, &serde_json::json!({}), None).await;
    assert_eq!(json.problem(), (415, "wrong_media_type".into()));
}

#[tokio::test]
async fn an_address_that_tries_many_links_has_to_wait() {
    let server = TestServer::start().await;
    let mut waits = 0;
    for _ in 0..70 {
        let answer = server.activate("nothing", FIRST).await;
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            assert_eq!(answer.problem().1, "too_many_tries");
            assert!(answer.headers["retry-after"].to_str().unwrap().parse::<u64>().unwrap() >= 1);
            waits += 1;
        }
    }
    assert!((1..=11).contains(&waits), "{waits}");
    // After the wait an honest phone gets in, and its success forgets the tries.
    let token = server.invitation(server.psm(&[VILLAGE]).await).await;
    server.clock.advance_ms(60_000);
    assert_eq!(server.activate(&token, FIRST).await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_secret_of_a_session_is_replaced_without_losing_anybody() {
    let server = TestServer::start().await;
    let phone = server.phone(&[VILLAGE]).await;
    assert_eq!(server.get("/api/v1/me", Some(&phone.cookie)).await.cookie(), None);

    server.clock.advance_ms(8 * 24 * HOUR_MS);
    // Two requests under way at once are told the same successor; the old secret stays valid.
    let (one, two) = tokio::join!(
        server.get("/api/v1/me", Some(&phone.cookie)),
        server.get("/api/v1/me", Some(&phone.cookie)),
    );
    let fresh = one.cookie().unwrap();
    assert_ne!(fresh, phone.cookie);
    assert_eq!(two.cookie().unwrap(), fresh);
    let late = server.get("/api/v1/me", Some(&phone.cookie)).await;
    assert_eq!((late.status, late.cookie()), (StatusCode::OK, Some(fresh.clone())));

    // Once the new one was seen, the old one opens nothing.
    assert_eq!(server.get("/api/v1/me", Some(&fresh)).await.status, StatusCode::OK);
    let stolen = server.get("/api/v1/me", Some(&phone.cookie)).await;
    assert_eq!(stolen.problem(), (401, "signed_out".into()));
    assert_eq!(server.get("/api/v1/me", Some(&fresh)).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_successor_that_nobody_saw_is_replaced_after_a_restart() {
    let server = TestServer::start().await;
    let phone = server.phone(&[VILLAGE]).await;
    server.clock.advance_ms(8 * 24 * HOUR_MS);
    let lost = server.get("/api/v1/me", Some(&phone.cookie)).await.cookie().unwrap();

    // After a restart its salt is another.
    let TestServer { running, clock, data: folder, .. } = server;
    running.stop().await;
    let data = folder.path().join("data");
    let restarted = TestServer::start_with(|config| {
        config.data = data;
        config.clock = clock;
    })
    .await;
    let fresh = restarted.get("/api/v1/me", Some(&phone.cookie)).await.cookie().unwrap();
    assert_ne!(fresh, lost);
    assert_eq!(restarted.get("/api/v1/me", Some(&lost)).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(restarted.get("/api/v1/me", Some(&fresh)).await.status, StatusCode::OK);
    let old = restarted.get("/api/v1/me", Some(&phone.cookie)).await;
    assert_eq!(old.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_phone_in_use_stays_signed_in_and_one_long_silent_does_not() {
    let server = TestServer::start().await;
    let phone = server.phone(&[VILLAGE]).await;
    let mut cookie = phone.cookie;
    for _ in 0..3 {
        server.clock.advance_ms(PSM_IDLE_MS - HOUR_MS);
        let me = server.get("/api/v1/me", Some(&cookie)).await;
        assert_eq!(me.status, StatusCode::OK);
        cookie = me.cookie().unwrap();
    }
    server.clock.advance_ms(PSM_IDLE_MS + HOUR_MS);
    assert_eq!(server.get("/api/v1/me", Some(&cookie)).await.problem().1, "signed_out");
}

#[tokio::test]
async fn what_a_clock_far_ahead_has_given_ends_once_the_clock_is_right() {
    const TEN_YEARS_MS: i64 = 10 * 365 * 86_400_000;
    let server = TestServer::start().await;
    let me = "/api/v1/me";
    server.clock.set_forward_ms(TEN_YEARS_MS);
    let [used, unused] = [server.phone(&[VILLAGE]).await, server.phone(&[VILLAGE]).await];
    let link = server.invitation(used.account).await;
    server.clock.set_forward_ms(-TEN_YEARS_MS);

    // A phone in use notices nothing: the office need not give it a new link.
    let answer = server.get(me, Some(&used.cookie)).await;
    assert_eq!((answer.status, answer.cookie()), (StatusCode::OK, None));
    let late = server.activate(&link, DeviceId([9; 16])).await;
    assert_eq!(late.problem(), (410, "link_expired".into()));
    // One that is used no more ends as any other does, also one that was not heard of since.
    server.clock.advance_ms(PSM_IDLE_MS + HOUR_MS);
    for phone in [used, unused] {
        assert_eq!(server.get(me, Some(&phone.cookie)).await.problem().1, "signed_out");
    }
}

#[tokio::test]
async fn a_clock_far_behind_that_is_put_right_ends_no_session_of_a_phone() {
    const A_YEAR_MS: i64 = 365 * 86_400_000;
    let server = TestServer::start().await;
    let me = "/api/v1/me";
    let before = server.phone(&[VILLAGE]).await;
    // A machine that forgot the time starts with that of years ago.
    server.clock.set_forward_ms(-2 * A_YEAR_MS);
    let meanwhile = server.phone(&[VILLAGE]).await;
    assert_eq!(server.get(me, Some(&before.cookie)).await.status, StatusCode::OK);
    server.clock.set_forward_ms(2 * A_YEAR_MS);
    for phone in [&before, &meanwhile] {
        assert_eq!(server.get(me, Some(&phone.cookie)).await.status, StatusCode::OK);
    }
    // They end as others do.
    server.clock.advance_ms(PSM_IDLE_MS + HOUR_MS);
    for phone in [&before, &meanwhile] {
        assert_eq!(server.get(me, Some(&phone.cookie)).await.problem().1, "signed_out");
    }
}

#[tokio::test]
async fn a_phone_taken_away_by_a_clock_far_ahead_hands_in_no_longer_than_others() {
    const TEN_YEARS_MS: i64 = 10 * 365 * 86_400_000;
    let server = TestServer::start().await;
    let phone = server.phone(&[VILLAGE]).await;
    let (account, device) = (phone.account, phone.device);
    server.clock.set_forward_ms(TEN_YEARS_MS);
    let now_ms = server.clock.now_ms();
    assert!(revoke(&server.running.store, account, device, true, now_ms).await.unwrap());
    server.clock.set_forward_ms(-TEN_YEARS_MS);
    assert!(server.push(&phone, Vec::new()).await.answers.is_empty());

    server.clock.advance_ms(31 * 24 * HOUR_MS);
    let push = Push1 { device, parcels: Vec::new() };
    let late = server.post("/api/v1/sync/push", &push, Some(&phone.cookie)).await;
    assert_eq!(late.problem(), (401, "signed_out".into()));
}

#[tokio::test]
async fn sessions_of_a_clock_far_ahead_are_bounded_at_the_next_start() {
    let server = TestServer::start().await;
    server.clock.set_forward_ms(10 * 365 * 86_400_000);
    let phone = server.phone(&[VILLAGE]).await;
    let TestServer { running, data: folder, .. } = server;
    running.stop().await;
    let data = folder.path().join("data");
    let restarted = TestServer::start_with(|config| config.data = data).await;
    restarted.clock.advance_ms(PSM_IDLE_MS + HOUR_MS);
    let answer = restarted.get("/api/v1/me", Some(&phone.cookie)).await;
    assert_eq!(answer.problem().1, "signed_out");
}

#[tokio::test]
async fn who_signs_out_is_out() {
    let server = TestServer::start().await;
    let phone = server.phone(&[VILLAGE]).await;
    let end = || {
        let request = server.request(Method::POST, "/api/v1/session/end");
        request.header(header::ORIGIN, server.url(""))
    };
    let ended = send(with_cookie(end(), Some(&phone.cookie))).await;
    assert_eq!(ended.status, StatusCode::NO_CONTENT);
    assert_eq!(ended.cookie().unwrap(), "__Host-psm=");
    assert_eq!(server.get("/api/v1/me", Some(&phone.cookie)).await.problem().1, "signed_out");
    // Again, and without any cookie: it is done already.
    for cookie in [Some(phone.cookie.as_str()), None] {
        assert_eq!(send(with_cookie(end(), cookie)).await.status, StatusCode::NO_CONTENT);
    }
}

#[tokio::test]
async fn a_phone_taken_from_an_account_is_out_and_what_it_sent_stays() {
    let server = TestServer::start().await;
    let account = server.psm(&[VILLAGE]).await;
    let token = server.invitation(account).await;
    let cookie = server.activate(&token, FIRST).await.cookie().unwrap();
    let phone = Phone { cookie, device: FIRST, account };
    let kept = server.phone_of(account).await;
    server.push(&phone, vec![session(VILLAGE, server.clock.now_ms(), 1).parcel()]).await;

    let (store, now_ms) = (&server.running.store, server.clock.now_ms());
    assert!(!revoke(store, account, SECOND, false, now_ms).await.unwrap(), "it is nobody's");
    assert!(revoke(store, account, FIRST, false, now_ms).await.unwrap());
    let me = server.get("/api/v1/me", Some(&phone.cookie)).await;
    assert_eq!(me.problem(), (401, "signed_out".into()));
    let push = Push1 { device: FIRST, parcels: Vec::new() };
    let pushed = server.post("/api/v1/sync/push", &push, Some(&phone.cookie)).await;
    assert_eq!(pushed.problem(), (401, "signed_out".into()));
    // Its link was not settled yet, and is no way back.
    assert_eq!(server.activate(&token, FIRST).await.problem(), (410, "link_used".into()));

    assert_eq!(server.pull(&kept, 0).await.events.len(), 2, "another phone of the same person");
    let devices = store.read(move |tx| tx.devices(account)).await.unwrap();
    let revoked: Vec<_> = devices.iter().map(|one| (one.id, one.revoked_at_ms)).collect();
    assert_eq!(revoked, [(FIRST, Some(now_ms)), (kept.device, None)]);
    assert!(devices.iter().all(|one| one.seen_at_ms.is_some()));
}

#[tokio::test]
async fn a_revoked_phone_hands_in_for_a_while_and_reads_nothing() {
    let server = TestServer::start().await;
    let phone = server.phone(&[VILLAGE]).await;
    let (account, device, now_ms) = (phone.account, phone.device, server.clock.now_ms());
    assert!(revoke(&server.running.store, account, device, true, now_ms).await.unwrap());

    for path in ["/api/v1/me", "/api/v1/sync/pull"] {
        let answer = server.get(path, Some(&phone.cookie)).await;
        assert_eq!(answer.problem(), (403, "device_revoked".into()), "{path}");
    }
    assert!(server.push(&phone, Vec::new()).await.answers.is_empty());

    server.clock.advance_ms(31 * 24 * HOUR_MS);
    let push = Push1 { device, parcels: Vec::new() };
    let late = server.post("/api/v1/sync/push", &push, Some(&phone.cookie)).await;
    assert_eq!(late.problem(), (401, "signed_out".into()));
}
