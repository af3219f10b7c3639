//! Photos by tus: how they arrive, what is refused, and what strangers may not.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::time::Duration;

use reqwest::{Method, StatusCode, header};
use server::clock::Clock;
use server::store::account::Role;
use sha2::{Digest as _, Sha256};
use shared::form::value::Value;
use shared::forms::visit::VISIT;
use shared::hex;
use shared::region::VillageCode;
use shared::sync::blob::BlobRefusal;
use shared::sync::limits::BLOB_BYTES_MAX;
use tests::sample::{content, family_values, parcel, session};
use tests::server::{Answer, Phone, TestServer, send, with_cookie};
use tests::tus::{PLACE, Photo, Sender, jpeg, metadata, offset_of, refusal_of};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

const VILLAGE: VillageCode = VillageCode::from_number(3_523_172_001);
const ELSEWHERE: VillageCode = VillageCode::from_number(3_523_012_001);

async fn with_phone() -> (TestServer, Phone) {
    let server = TestServer::start().await;
    let phone = server.phone(&[VILLAGE]).await;
    (server, phone)
}

fn spooled(server: &TestServer) -> usize {
    let files = std::fs::read_dir(server.data.path().join("data/spool"));
    files.map_or(0, Iterator::count)
}

fn kept(server: &TestServer, bytes: &[u8]) -> Option<Vec<u8>> {
    let hash = hex::encode(&Sha256::digest(bytes));
    let folder = server.data.path().join("data/blobs").join(&hash[..2]).join(&hash[2..4]);
    std::fs::read(folder.join(hash)).ok()
}

#[track_caller]
fn refused(answer: &Answer, status: u16, code: &str) {
    assert_eq!(answer.problem(), (status, code.into()));
}

#[tokio::test]
async fn a_photo_arrives_in_parts_and_is_kept_by_its_hash() {
    let (server, phone) = with_phone().await;
    let sender = Sender { server: &server, phone: &phone };
    let photo = Photo::new(1, jpeg(200));
    let place = photo.place();
    let created = sender.create(&photo).await;
    assert_eq!(created.status, StatusCode::CREATED, "{created:?}");
    assert_eq!(created.headers[header::LOCATION], place.as_str());
    assert_eq!(created.headers["tus-resumable"], "1.0.0");
    assert!(created.headers["upload-expires"].to_str().unwrap().ends_with(" GMT"));
    assert_eq!(sender.offset(&place).await, 0);
    let mut has = 0;
    for part in photo.bytes.chunks(10_000) {
        let answer = sender.patch(&place, has, part).await;
        assert_eq!(answer.status, StatusCode::NO_CONTENT, "{answer:?}");
        has += part.len() as u64;
        assert_eq!(offset_of(&answer), has);
        assert_eq!(sender.offset(&place).await, has);
    }
    assert_eq!(kept(&server, &photo.bytes).as_ref(), Some(&photo.bytes));
    assert_eq!(spooled(&server), 0, "nothing is left where it arrived");
    // Announced once more, as by a phone that did not hear of it.
    assert_eq!(sender.create(&photo).await.status, StatusCode::CREATED);
    let head = sender.head(&place).await;
    assert_eq!(offset_of(&head), photo.bytes.len() as u64);
    assert!(!head.headers.contains_key("upload-expires"), "it has arrived");
    refused(&sender.delete(&place).await, 409, "upload_arrived");
}

#[tokio::test]
async fn a_cut_body_keeps_what_came_and_an_empty_one_changes_nothing() {
    let (server, phone) = with_phone().await;
    let sender = Sender { server: &server, phone: &phone };
    let photo = Photo::new(1, jpeg(200));
    let place = photo.place();
    sender.create(&photo).await;
    let head = format!(
        "PATCH {place} HTTP/1.1\r\nHost: {}\r\nOrigin: {}\r\nCookie: {}\r\nTus-Resumable: 1.0.0\r\n\
         Upload-Offset: 0\r\nContent-Type: application/offset+octet-stream\r\nContent-Length: {}\r\n\r\n",
        server.running.addr,
        server.url(""),
        phone.cookie,
        photo.bytes.len(),
    );
    let mut line = TcpStream::connect(server.running.addr).await.unwrap();
    line.write_all(head.as_bytes()).await.unwrap();
    line.write_all(&photo.bytes[..5_000]).await.unwrap();
    // The phone goes away without a word; whoever asks next stops the request that still waits. It
    // asks once the first bytes are there.
    let file = server.data.path().join("data/spool").join(photo.blob.to_string());
    let deadline = tokio::time::Instant::now() + Duration::from_secs(20);
    while std::fs::metadata(&file).map_or(0, |file| file.len()) < 5_000 {
        assert!(tokio::time::Instant::now() < deadline, "nothing arrives");
        tokio::task::yield_now().await;
    }
    assert_eq!(sender.offset(&place).await, 5_000);
    // Not to the end: the server waits a while for the rest of the body before it closes the line.
    let mut answer = [0; 12];
    line.read_exact(&mut answer).await.unwrap();
    assert_eq!(&answer, b"HTTP/1.1 400");
    drop(line);
    let empty = sender.patch(&place, 5_000, &[]).await;
    assert_eq!((empty.status, offset_of(&empty)), (StatusCode::NO_CONTENT, 5_000));
    let rest = sender.patch(&place, 5_000, &photo.bytes[5_000..]).await;
    assert_eq!(rest.status, StatusCode::NO_CONTENT, "{rest:?}");
    assert!(kept(&server, &photo.bytes).is_some());
}

#[tokio::test]
async fn a_slow_body_lives_as_long_as_it_makes_progress() {
    let server = TestServer::start_with(|config| {
        // All of it takes longer than a request may, each piece much less.
        config.limits.answer_ms = 300;
        config.limits.body_ms = 300;
        config.blobs.idle = Duration::from_secs(20);
    })
    .await;
    let phone = server.phone(&[VILLAGE]).await;
    let sender = Sender { server: &server, phone: &phone };
    let photo = Photo::new(1, jpeg(60));
    sender.create(&photo).await;
    let head = format!(
        "PATCH {} HTTP/1.1\r\nHost: {}\r\nOrigin: {}\r\nCookie: {}\r\nTus-Resumable: 1.0.0\r\n\
         Upload-Offset: 0\r\nConnection: close\r\nContent-Type: application/offset+octet-stream\r\n\
         Content-Length: {}\r\n\r\n",
        photo.place(),
        server.running.addr,
        server.url(""),
        phone.cookie,
        photo.bytes.len(),
    );
    let mut line = TcpStream::connect(server.running.addr).await.unwrap();
    line.write_all(head.as_bytes()).await.unwrap();
    let mut pause = tokio::time::interval(Duration::from_millis(100));
    for part in photo.bytes.chunks(photo.bytes.len() / 8) {
        pause.tick().await;
        line.write_all(part).await.unwrap();
    }
    let mut answer = String::new();
    line.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 204"), "{answer}");
}

#[tokio::test]
async fn a_body_that_stops_ends_and_its_bytes_stay() {
    let server =
        TestServer::start_with(|config| config.blobs.idle = Duration::from_millis(50)).await;
    let phone = server.phone(&[VILLAGE]).await;
    let sender = Sender { server: &server, phone: &phone };
    let photo = Photo::new(1, jpeg(60));
    sender.create(&photo).await;
    let mut line = TcpStream::connect(server.running.addr).await.unwrap();
    let head = format!(
        "PATCH {} HTTP/1.1\r\nHost: {}\r\nOrigin: {}\r\nCookie: {}\r\nTus-Resumable: 1.0.0\r\n\
         Upload-Offset: 0\r\nConnection: close\r\nContent-Type: application/offset+octet-stream\r\n\
         Content-Length: 2000\r\n\r\n",
        photo.place(),
        server.running.addr,
        server.url(""),
        phone.cookie,
    );
    line.write_all(head.as_bytes()).await.unwrap();
    line.write_all(&photo.bytes[..1_000]).await.unwrap();
    let mut answer = String::new();
    line.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
    assert!(answer.contains("body_slow"), "{answer}");
    assert_eq!(sender.offset(&photo.place()).await, 1_000);
}

#[tokio::test]
async fn offsets_lengths_and_versions_that_are_wrong_are_refused_and_change_nothing() {
    let (server, phone) = with_phone().await;
    let sender = Sender { server: &server, phone: &phone };
    let photo = Photo::new(1, jpeg(60));
    let place = photo.place();
    sender.create(&photo).await;
    sender.patch(&place, 0, &photo.bytes[..1_000]).await;
    for offset in [0, 999, 1_001, u64::MAX] {
        refused(&sender.patch(&place, offset, &[7; 10]).await, 409, "upload_offset");
    }
    let longer = vec![7; photo.bytes.len()];
    refused(&sender.patch(&place, 1_000, &longer).await, 413, "body_too_large");
    assert!(sender.offset(&place).await >= 1_000);
    let has = sender.offset(&place).await;

    let patch = || server.request(Method::PATCH, &place).header(header::ORIGIN, server.url(""));
    let old = patch().header("tus-resumable", "0.2.2").header("upload-offset", has);
    let answer = send(with_cookie(old, Some(&phone.cookie))).await;
    refused(&answer, 412, "tus_version");
    assert_eq!(answer.headers["tus-version"], "1.0.0");
    let none = with_cookie(patch().header("upload-offset", has), Some(&phone.cookie));
    refused(&send(none).await, 412, "tus_version");
    let typed = sender.request(Method::PATCH, &place).header("upload-offset", has);
    refused(&send(typed.header("content-type", "image/jpeg")).await, 415, "wrong_media_type");
    let bare = sender.request(Method::PATCH, &place);
    let bare = bare.header("content-type", "application/offset+octet-stream");
    refused(&send(bare).await, 400, "bad_request");
    assert_eq!(sender.offset(&place).await, has);

    let can = send(server.request(Method::OPTIONS, PLACE)).await;
    assert_eq!(can.status, StatusCode::NO_CONTENT);
    assert_eq!(can.headers["tus-extension"], "creation,termination,expiration");
    assert_eq!(can.headers["tus-max-size"], BLOB_BYTES_MAX.to_string().as_str());
}

#[tokio::test]
async fn an_announcement_that_says_too_little_or_too_much_is_refused() {
    let (server, phone) = with_phone().await;
    let sender = Sender { server: &server, phone: &phone };
    let photo = Photo::new(1, jpeg(60));
    let digest = [7; 32];
    let too_long = sender.create_as(&photo, BLOB_BYTES_MAX as u64 + 1, digest).await;
    refused(&too_long, 413, "body_too_large");
    let empty = sender.create_as(&photo, 0, digest).await;
    refused(&empty, 422, "blob_refused");
    assert_eq!(refusal_of(&empty), Some(BlobRefusal::TooSmall.code()));
    let (blob, record) = (photo.blob.to_string(), photo.record.to_string());
    let (device, sha256) = (phone.device.to_string(), hex::encode(&digest));
    let all = [("blob", &blob), ("record", &record), ("device", &device), ("sha256", &sha256)];
    for missing in 0..all.len() {
        let pairs: Vec<(&str, &str)> = (0..all.len())
            .filter(|idx| *idx != missing)
            .map(|idx| (all[idx].0, all[idx].1.as_str()))
            .collect();
        let request = sender.request(Method::POST, PLACE).header("upload-length", 10);
        let answer = send(request.header("upload-metadata", metadata(&pairs))).await;
        refused(&answer, 400, "bad_request");
        assert_eq!(answer.json()["field"], all[missing].0);
    }
    refused(&send(sender.request(Method::POST, PLACE)).await, 400, "bad_request");
    assert_eq!(sender.head(&photo.place()).await.status, StatusCode::NOT_FOUND);
    // The same identifier for other bytes.
    sender.create(&photo).await;
    let other = sender.create_as(&photo, 10, digest).await;
    assert_eq!(refusal_of(&other), Some(BlobRefusal::OtherBytes.code()));
    assert_eq!(sender.offset(&photo.place()).await, 0, "the first one is not disturbed");
}

#[tokio::test]
async fn nobody_else_sees_sends_or_removes_a_blob() {
    let (server, phone) = with_phone().await;
    let sender = Sender { server: &server, phone: &phone };
    let photo = Photo::new(1, jpeg(60));
    let place = photo.place();
    sender.create(&photo).await;
    let stranger = server.phone(&[VILLAGE]).await;
    let theirs = Sender { server: &server, phone: &stranger };
    for answer in [
        theirs.create(&photo).await,
        theirs.patch(&place, 0, &photo.bytes).await,
        theirs.delete(&place).await,
    ] {
        refused(&answer, 404, "not_found");
    }
    assert_eq!(theirs.head(&place).await.status, StatusCode::NOT_FOUND);
    // A browser that is signed in as somebody else, and a page of another site.
    let as_other = Phone { device: phone.device, ..stranger.clone() };
    let answer =
        Sender { server: &server, phone: &as_other }.create(&Photo::new(9, jpeg(60))).await;
    refused(&answer, 401, "signed_out");
    let desk = server.desk(Role::Admin, "admin", None).await;
    for (method, path) in [
        (Method::POST, PLACE),
        (Method::PATCH, place.as_str()),
        (Method::HEAD, place.as_str()),
        (Method::DELETE, place.as_str()),
    ] {
        for cookie in [None, Some(&desk)] {
            let request = server.request(method.clone(), path).header("tus-resumable", "1.0.0");
            let request = request.header(header::ORIGIN, server.url(""));
            let answer = send(with_cookie(request, cookie.map(String::as_str))).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{method}");
        }
        if method != Method::HEAD {
            let request = server.request(method.clone(), path).header("tus-resumable", "1.0.0");
            let request = request.header(header::ORIGIN, "https://elsewhere.example");
            refused(&send(with_cookie(request, Some(&phone.cookie))).await, 403, "other_origin");
        }
    }
    assert_eq!(sender.offset(&place).await, 0);
    assert_eq!(sender.delete(&place).await.status, StatusCode::NO_CONTENT);
    assert_eq!(sender.head(&place).await.status, StatusCode::NOT_FOUND);
    assert_eq!(sender.send_all(&photo).await.status, StatusCode::NO_CONTENT, "it begins anew");
}

#[tokio::test]
async fn two_requests_never_write_one_blob_together() {
    let (server, phone) = with_phone().await;
    let sender = Sender { server: &server, phone: &phone };
    let photo = Photo::new(1, jpeg(300));
    sender.create(&photo).await;
    let place = photo.place();
    let answers = tokio::join!(
        sender.patch(&place, 0, &photo.bytes),
        sender.patch(&place, 0, &photo.bytes),
        sender.patch(&place, 0, &photo.bytes),
    );
    let statuses = [answers.0.status, answers.1.status, answers.2.status].map(|one| one.as_u16());
    assert_eq!(statuses.iter().filter(|status| **status == 204).count(), 1, "{statuses:?}");
    let others = statuses.iter().filter(|status| **status != 204);
    assert!(others.into_iter().all(|status| matches!(status, 423 | 409)), "{statuses:?}");
    assert_eq!(kept(&server, &photo.bytes), Some(photo.bytes));
}

#[tokio::test]
async fn bytes_that_are_not_those_announced_begin_anew_and_are_then_refused() {
    let (server, phone) = with_phone().await;
    let sender = Sender { server: &server, phone: &phone };
    let photo = Photo::new(1, jpeg(60));
    let place = photo.place();
    sender.create(&photo).await;
    let mut damaged = photo.bytes.clone();
    damaged[500] ^= 1;
    refused(&sender.patch(&place, 0, &damaged).await, 422, "upload_digest");
    assert_eq!(sender.offset(&place).await, 0);
    let again = sender.patch(&place, 0, &damaged).await;
    refused(&again, 422, "blob_refused");
    assert_eq!(refusal_of(&again), Some(BlobRefusal::Digest.code()));
    for answer in [sender.head(&place).await, sender.create(&photo).await] {
        assert_eq!(refusal_of(&answer), Some(BlobRefusal::Digest.code()));
    }
    assert_eq!(spooled(&server), 0);
}

#[tokio::test]
async fn what_is_no_picture_is_refused_and_does_not_stop_the_next() {
    let (server, phone) = with_phone().await;
    let sender = Sender { server: &server, phone: &phone };
    for (number, bytes, reason) in [
        (1, b"%PDF-1.7 named kk.jpg".to_vec(), BlobRefusal::NoPicture),
        (2, jpeg(1), BlobRefusal::TooSmall),
        (3, jpeg(60)[..200].to_vec(), BlobRefusal::Damaged),
    ] {
        let photo = Photo::new(number, bytes);
        let answer = sender.send_all(&photo).await;
        refused(&answer, 422, "blob_refused");
        assert_eq!(refusal_of(&answer), Some(reason.code()));
        assert_eq!(answer.json()["detail"], reason.words().id);
        assert!(kept(&server, &photo.bytes).is_none());
    }
    let good = Photo::new(9, jpeg(60));
    assert_eq!(sender.send_all(&good).await.status, StatusCode::NO_CONTENT);
    assert_eq!(spooled(&server), 0);
}

#[tokio::test]
async fn a_place_in_a_picture_is_never_stored() {
    let (server, phone) = with_phone().await;
    let sender = Sender { server: &server, phone: &phone };
    let plain = jpeg(60);
    let exif =
        b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0 0.0,0.0";
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    let bytes = [&plain[..2], &[0xff, 0xe1], &length, exif, &plain[2..]].concat();
    let photo = Photo::new(1, bytes);
    assert_eq!(sender.send_all(&photo).await.status, StatusCode::NO_CONTENT);
    assert!(kept(&server, &photo.bytes).is_none(), "not as it came");
    let mut folders = vec![server.data.path().join("data/blobs")];
    let mut n_files = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            n_files += 1;
            let bytes = std::fs::read(&path).unwrap();
            assert!(!bytes.windows(4).any(|word| word == b"Exif"), "{}", path.display());
        }
    }
    assert_eq!(n_files, 2, "the picture and its small one");
}

#[tokio::test]
async fn there_is_a_bound_to_what_is_announced_and_to_what_lies_in_the_spool() {
    let server = TestServer::start_with(|config| {
        config.blobs.n_arriving_max = 2;
        config.blobs.spool_bytes_max = 1_500;
        config.blobs.day_bytes_max = 20_000;
    })
    .await;
    let phone = server.phone(&[VILLAGE]).await;
    let sender = Sender { server: &server, phone: &phone };
    let photos: Vec<_> = (1..=4).map(|number| Photo::new(number, jpeg(60))).collect();
    for photo in &photos[..2] {
        assert_eq!(sender.create(photo).await.status, StatusCode::CREATED);
    }
    let third = sender.create(&photos[2]).await;
    refused(&third, 429, "uploads_too_many");
    assert!(third.headers.contains_key(header::RETRY_AFTER));
    // The spool is full: what was there before stays, and no half of what came.
    let place = photos[0].place();
    let first = sender.patch(&place, 0, &photos[0].bytes[..1_000]).await;
    assert_eq!(first.status, StatusCode::NO_CONTENT);
    refused(&sender.patch(&place, 1_000, &photos[0].bytes[1_000..2_000]).await, 507, "disk_full");
    assert_eq!(sender.offset(&place).await, 1_000);
    let last = sender.create_as(&photos[3], 19_000, [1; 32]).await;
    refused(&last, 429, "uploads_too_many");
    assert_eq!(sender.delete(&place).await.status, StatusCode::NO_CONTENT);
    assert_eq!(sender.create(&photos[2]).await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn what_is_refused_counts_for_the_day_too() {
    let server = TestServer::start_with(|config| config.blobs.day_blobs_max = 3).await;
    let phone = server.phone(&[VILLAGE]).await;
    let sender = Sender { server: &server, phone: &phone };
    for number in 1..=3 {
        let no_picture = Photo::new(number, vec![number; 100]);
        assert_eq!(sender.create(&no_picture).await.status, StatusCode::CREATED);
        let sent = sender.patch(&no_picture.place(), 0, &no_picture.bytes).await;
        assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let photo = Photo::new(4, jpeg(60));
    refused(&sender.create(&photo).await, 429, "uploads_too_many");
    server.clock.advance_ms(86_400_001);
    assert_eq!(sender.create(&photo).await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn a_server_that_was_stopped_goes_on_and_forgets_what_never_came() {
    let (server, phone) = with_phone().await;
    let sender = Sender { server: &server, phone: &phone };
    let [half, whole] = [Photo::new(1, jpeg(60)), Photo::new(2, jpeg(64))];
    for photo in [&half, &whole] {
        sender.create(photo).await;
    }
    sender.patch(&half.place(), 0, &half.bytes[..1_000]).await;
    // All bytes of the other one came, and the server died before it looked at them.
    let spool = server.data.path().join("data/spool");
    std::fs::write(spool.join(whole.blob.to_string()), &whole.bytes).unwrap();
    let TestServer { running, data, .. } = server;
    running.stop().await;
    let path = data.path().join("data");
    let server = TestServer::start_with(|config| config.data.clone_from(&path)).await;
    let sender = Sender { server: &server, phone: &phone };
    assert_eq!(sender.offset(&half.place()).await, 1_000);
    assert_eq!(sender.offset(&whole.place()).await, whole.bytes.len() as u64);
    assert!(!spool.join(whole.blob.to_string()).exists());
    server.running.stop().await;
    let later = Clock::system();
    later.advance_ms(31 * 86_400_000);
    let server = TestServer::start_with(|config| {
        config.data.clone_from(&path);
        config.clock = later;
    })
    .await;
    let deadline = tokio::time::Instant::now() + Duration::from_secs(20);
    while spool.join(half.blob.to_string()).exists() {
        assert!(tokio::time::Instant::now() < deadline, "it is never forgotten");
        tokio::task::yield_now().await;
    }
    let sender = Sender { server: &server, phone: &phone };
    assert_eq!(sender.offset(&whole.place()).await, whole.bytes.len() as u64, "it has arrived");
}

#[tokio::test]
async fn the_desk_counts_the_photos_that_a_record_promises_and_those_that_are_here() {
    let (server, phone) = with_phone().await;
    let today = server.clock.today();
    let mut values = family_values(today, 3_523_164_111_249_990);
    let named = [(1, "foto_rumah_depan"), (2, "foto_rumah_dalam"), (3, "tanda_tangan")];
    for (number, name) in named {
        let mut fields = VISIT.fields().map(|(_, field)| field);
        let field = fields.find(|field| field.name == name).unwrap();
        values.put(field.tag, Some(Value::Bytes(vec![number; 16])));
    }
    let mut visit = session(VILLAGE, server.clock.now_ms(), 1).visit;
    visit.content = content(values);
    server.push(&phone, vec![parcel(&[&visit])]).await;
    let record = visit.header.record;
    let sender = Sender { server: &server, phone: &phone };
    let of = |number, bytes| Photo { record, ..Photo::new(number, bytes) };
    sender.send_all(&of(1, jpeg(60))).await;
    sender.create(&of(2, jpeg(60))).await;
    // What no answer names is not told.
    sender.send_all(&of(9, jpeg(60))).await;
    let desk = server.desk(Role::Dinsos, "dinsos", None).await;
    let path = format!("/api/v1/desk/records/{record}");
    let standing = async || {
        let detail = server.get(&path, Some(&desk)).await.json();
        let state = |photo: &serde_json::Value| {
            let label = photo["label"]["id"].as_str().unwrap();
            format!("{label}: {}", photo["state"].as_str().unwrap())
        };
        detail["photos"].as_array().unwrap().iter().map(state).collect::<Vec<_>>().join(", ")
    };
    let before = standing().await;
    for words in ["rumah dari depan: arrived", "dalam rumah: arriving", "Tanda tangan: promised"] {
        assert!(before.contains(words), "{before}");
    }
    assert_eq!(before.matches(", ").count(), 2, "{before}");
    sender.send_all(&of(3, b"%PDF-1.7 named ttd.png".to_vec())).await;
    assert!(standing().await.contains("Tanda tangan: refused"));
}

#[tokio::test]
async fn the_desk_sees_a_picture_of_its_area_and_nothing_can_run_in_it() {
    let (server, phone) = with_phone().await;
    let session = session(VILLAGE, server.clock.now_ms(), 1);
    server.push(&phone, vec![session.parcel()]).await;
    let record = session.child.header.record;
    let photo = Photo { record, ..Photo::new(1, jpeg(400)) };
    let sender = Sender { server: &server, phone: &phone };
    sender.create(&photo).await;
    let path = format!("/api/v1/desk/blobs/{record}/{}", photo.blob);
    let near = server.desk(Role::Desa, "desa", Some(VILLAGE.number())).await;
    refused(&server.get(&path, Some(&near)).await, 404, "not_found");
    sender.patch(&photo.place(), 0, &photo.bytes).await;
    let answer = server.get(&path, Some(&near)).await;
    assert_eq!((answer.status, &answer.body), (StatusCode::OK, &photo.bytes));
    let header = |name: &str| answer.headers[name].to_str().unwrap();
    assert_eq!(header("content-type"), "image/jpeg");
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert_eq!(header("cache-control"), "private, no-cache");
    assert!(header("content-security-policy").contains("sandbox"));
    let small = server.get(&format!("{path}?small=1"), Some(&near)).await;
    assert!(small.body.len() < photo.bytes.len() && small.body.starts_with(&[0xff, 0xd8]));
    let again = server.request(Method::GET, &path).header("if-none-match", header("etag"));
    let again = send(with_cookie(again, Some(&near))).await;
    assert_eq!((again.status, again.body.len()), (StatusCode::NOT_MODIFIED, 0));

    let far = server.desk(Role::Desa, "jauh", Some(ELSEWHERE.number())).await;
    refused(&server.get(&path, Some(&far)).await, 404, "not_found");
    for cookie in [None, Some(phone.cookie.as_str())] {
        refused(&server.get(&path, cookie).await, 401, "signed_out");
    }
    let of_visit = format!("/api/v1/desk/blobs/{}/{}", session.visit.header.record, photo.blob);
    refused(&server.get(&of_visit, Some(&near)).await, 404, "not_found");
    // Somebody who sends a picture for another's record does not put it there.
    let stranger = server.phone(&[VILLAGE]).await;
    let theirs = Photo { record, ..Photo::new(2, jpeg(60)) };
    Sender { server: &server, phone: &stranger }.send_all(&theirs).await;
    let path = format!("/api/v1/desk/blobs/{record}/{}", theirs.blob);
    refused(&server.get(&path, Some(&near)).await, 404, "not_found");
}
