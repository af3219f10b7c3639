//! The demo: what it holds, and that starting it again changes nothing but secrets.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;

use reqwest::{Method, StatusCode};
use serde_json::Value;
use server::StartError;
use server::config::Config;
use server::demo::DemoError;
use server::store::Scope;
use server::store::account::Role;
use shared::id::DeviceId;
use shared::sync::account::Profile1;
use tests::server::{TestServer, send};

async fn demo() -> TestServer {
    TestServer::start_with(|config| config.demo = true).await
}

fn token(demo: &Value, idx: usize) -> String {
    demo["psm"][idx]["link"].as_str().unwrap().split_once("#t=").unwrap().1.into()
}

fn written(server: &TestServer) -> Value {
    let text = std::fs::read(server.data.path().join("data/demo.json")).unwrap();
    serde_json::from_slice(&text).unwrap()
}

async fn sign_in(server: &TestServer, demo: &Value, role: &str) -> String {
    let desk = demo["desk"].as_array().unwrap();
    let one = desk.iter().find(|one| one["role"] == role).unwrap();
    let (user, password) = (one["user"].as_str().unwrap(), one["password"].as_str().unwrap());
    let answer = server.sign_in(user, password).await;
    assert_eq!(answer.status, StatusCode::OK, "{role}");
    answer.cookie().unwrap()
}

#[tokio::test]
async fn its_links_and_passwords_open_what_they_say() {
    let server = demo().await;
    let demo = written(&server);
    assert_eq!(demo["url"], server.url(""));
    assert_eq!(demo["psm"].as_array().unwrap().len(), 3);
    for idx in 0..3 {
        let device = DeviceId([u8::try_from(idx).unwrap() + 1; 16]);
        let answer = server.activate(&token(&demo, idx), device).await;
        let profile: Profile1 = answer.message();
        let titles: Vec<_> = profile.villages.iter().map(|village| village.title.clone()).collect();
        assert_eq!(demo["psm"][idx]["villages"], serde_json::json!(titles));
        assert!(!profile.office_name.is_empty() && !profile.office_phone.is_empty());
        // A family of the register, for a proposal that is noted.
        let own_kk = demo["psm"][idx]["own_kk"].as_str().unwrap().parse().ok();
        let village = profile.villages[0].village;
        let families = server.running.store.read(move |tx| tx.families(Scope::Regency, village));
        assert!(families.await.unwrap().iter().any(|family| family.no_kk == own_kk));
    }
    let roles: Vec<_> =
        demo["desk"].as_array().unwrap().iter().map(|one| one["role"].as_str().unwrap()).collect();
    assert_eq!(roles, ["desa", "kecamatan", "dinsos", "admin"]);
    for role in roles {
        let cookie = sign_in(&server, &demo, role).await;
        let list = server.get("/api/v1/desk/records?limit=200", Some(&cookie)).await.json();
        assert!(list["records"].as_array().unwrap().len() > 5, "{role}");
    }
}

#[tokio::test]
async fn it_holds_the_regency_and_one_record_of_each_trouble() {
    let server = demo().await;
    let store = &server.running.store;
    let (n_families, n_psm) =
        store.read(|tx| Ok((tx.n_families()?, tx.accounts(Role::Psm)?.len()))).await.unwrap();
    assert_eq!((n_families, n_psm), (2_999, 328));
    for village in server::places::all() {
        let code = village.code;
        let families = store.read(move |tx| tx.families(Scope::Regency, code)).await.unwrap();
        assert!(families.len() >= 9, "{}", village.title());
    }

    let cookie = sign_in(&server, &written(&server), "dinsos").await;
    let list = server.get("/api/v1/desk/records?limit=200", Some(&cookie)).await.json();
    let lines = list["records"].as_array().unwrap();
    assert!((120..200).contains(&lines.len()), "{}", lines.len());
    // Every kind is there, and no phone of its author ever hears of the confidential one again.
    let kinds: BTreeSet<_> = lines.iter().filter_map(|line| line["kind"].as_str()).collect();
    for kind in shared::forms::ALL {
        assert!(kinds.contains(kind.name), "{} is missing: {kinds:?}", kind.name);
    }
    let mut states = BTreeMap::new();
    for line in lines {
        *states.entry(line["state"].as_str().unwrap()).or_insert(0) += 1;
    }
    assert_eq!(states.get("held_author"), Some(&1), "{states:?}");
    assert_eq!(states.get("held_office"), Some(&2), "{states:?}");
    assert_eq!(states.get("withdrawn"), Some(&1), "{states:?}");
    let noted = async |line: &Value| {
        let path = format!("/api/v1/desk/records/{}", line["record"].as_str().unwrap());
        server.get(&path, Some(&cookie)).await.json()["notes"].to_string().contains("own_family")
    };
    let mut n_own_families = 0;
    for line in lines.iter().filter(|line| line["n_notes"] != 0) {
        n_own_families += usize::from(noted(line).await);
    }
    assert_eq!(n_own_families, 1, "one proposal about the own family");
    let notes = async |code: &str| {
        let mut n_noted = 0;
        for line in lines.iter().filter(|line| line["n_notes"] != 0) {
            let path = format!("/api/v1/desk/records/{}", line["record"].as_str().unwrap());
            let detail = server.get(&path, Some(&cookie)).await.json();
            n_noted += usize::from(detail["notes"].to_string().contains(code));
        }
        n_noted
    };
    assert_eq!(notes("proposals_differ").await, 2, "both of a pair");
    assert!(notes("nik_ganda").await >= 2);
    let beside = lines.iter().filter(|line| line["n_beside"] == 1).count();
    assert_eq!(beside, 1, "one conflict");
    // It waits for the office, too, though its head is as good as any.
    let held = "/api/v1/desk/records?state=held_office";
    let found = server.get(held, Some(&cookie)).await.json();
    let found = found["records"].as_array().unwrap();
    assert_eq!(found.len(), 3);
    assert_eq!(found.iter().filter(|line| line["state"] == "sent").count(), 1);
    // No phone would have let these through, so nothing else may be held.
    // The kecamatan has looked at some: each kind of decision is there.
    let decided = ["checked", "returned", "not_used"].map(|state| *states.get(state).unwrap());
    assert_eq!(decided, [7, 1, 1], "{states:?}");
    let n_decided: i32 = decided.iter().sum();
    assert_eq!(states.values().sum::<i32>() - 4 - n_decided, *states.get("sent").unwrap());
    let mut kinds = BTreeSet::new();
    for line in lines {
        let path = format!("/api/v1/desk/records/{}", line["record"].as_str().unwrap());
        let detail = server.get(&path, Some(&cookie)).await.json();
        let decisions = detail["decisions"].as_array().cloned().unwrap_or_default();
        kinds.extend(decisions.iter().map(|one| String::from(one["kind"].as_str().unwrap())));
    }
    assert_eq!(Vec::from_iter(kinds), ["accept", "mend", "not_use", "return"]);
}

#[tokio::test]
async fn it_has_a_photo_of_each_kind_and_some_on_their_way() {
    let server = demo().await;
    let cookie = sign_in(&server, &written(&server), "dinsos").await;
    let list = server.get("/api/v1/desk/records?limit=200", Some(&cookie)).await.json();
    let mut n_with_visit = 0;
    let (mut questions, mut states, mut counts) =
        (BTreeSet::new(), BTreeMap::new(), BTreeSet::new());
    for line in list["records"].as_array().unwrap() {
        let record = line["record"].as_str().unwrap();
        let detail = server.get(&format!("/api/v1/desk/records/{record}"), Some(&cookie)).await;
        let detail = detail.json();
        let photos = detail["photos"].as_array().cloned().unwrap_or_default();
        let is_here = |photo: &&Value| photo["state"] == "arrived";
        counts.insert((photos.iter().filter(is_here).count(), photos.len()));
        for photo in &photos {
            *states.entry(String::from(photo["state"].as_str().unwrap())).or_insert(0) += 1;
        }
        for photo in photos.iter().filter(is_here) {
            questions.insert(String::from(photo["label"]["id"].as_str().unwrap()));
            let place = format!("/api/v1/desk/blobs/{record}/{}", photo["blob"].as_str().unwrap());
            let picture = server.get(&place, Some(&cookie)).await;
            assert_eq!(picture.status, StatusCode::OK);
            assert!(picture.body.len() < 60_000, "{} bytes", picture.body.len());
        }
        // Whoever decides on a form sees what was photographed on its visit.
        let visit = &detail["visit_record"];
        let of_visit = visit["photos"].as_array().into_iter().flatten();
        for photo in of_visit.filter(is_here).take(1) {
            let (record, blob) =
                (visit["record"].as_str().unwrap(), photo["blob"].as_str().unwrap());
            let picture =
                server.get(&format!("/api/v1/desk/blobs/{record}/{blob}"), Some(&cookie)).await;
            assert_eq!(picture.status, StatusCode::OK);
            n_with_visit += 1;
        }
    }
    assert!(n_with_visit > 10, "{n_with_visit}");
    // Nine kinds of picture; papers of families, of changes and of proposals are asked for apart.
    assert!(questions.len() >= 9, "{questions:?}");
    assert_eq!(
        states.keys().collect::<Vec<_>>(),
        ["arrived", "arriving", "promised"],
        "{states:?}"
    );
    assert!(states["arrived"] > 100, "{states:?}");
    assert!(counts.contains(&(2, 3)), "two of three are here: {counts:?}");
}

#[tokio::test]
async fn everybody_at_the_desk_finds_a_file_for_the_operator_with_photos() {
    let server = demo().await;
    let demo = written(&server);
    for role in ["desa", "kecamatan", "dinsos", "admin"] {
        let cookie = sign_in(&server, &demo, role).await;
        let file = loop {
            let files = server.get("/api/v1/desk/files", Some(&cookie)).await.json();
            let file = files["exports"][0].clone();
            match file["state"].as_str().unwrap() {
                "waiting" | "running" => tokio::task::yield_now().await,
                "ready" => break file,
                _ => panic!("{role}: {file}"),
            }
        };
        assert!(file["name"].as_str().unwrap().starts_with("siksng_usul_"), "{file}");
        let place = format!("/api/v1/desk/files/{}", file["id"].as_str().unwrap());
        let bytes = server.get(&place, Some(&cookie)).await.body;
        let archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let names = archive.file_names().map(|name| name.unwrap().into_owned());
        let names: Vec<String> = names.collect();
        let photos = names.iter().filter(|name| name.starts_with("foto/")).count();
        assert!(photos >= 6, "two proposals with their photos: {names:?}");
        assert!(!names.iter().any(|name| name == "FOTO_BELUM_ADA.txt"), "{names:?}");
    }
}

#[tokio::test]
async fn starting_it_again_changes_secrets_only() {
    let server = demo().await;
    let before = written(&server);
    let used = server.activate(&token(&before, 0), DeviceId([1; 16])).await;
    let cookie = used.cookie().unwrap();
    assert_eq!(server.get("/api/v1/me", Some(&cookie)).await.status, StatusCode::OK);
    let data = server.data.path().join("data");
    server.running.stop().await;

    let begun = std::time::Instant::now();
    let again = TestServer::start_with(|config| {
        config.data.clone_from(&data);
        config.demo = true;
    })
    .await;
    assert!(begun.elapsed().as_secs() < 10, "{:?}", begun.elapsed());
    let text = std::fs::read(data.join("demo.json")).unwrap();
    let after: Value = serde_json::from_slice(&text).unwrap();
    assert_ne!(token(&before, 0), token(&after, 0));
    assert_ne!(before["desk"][0]["password"], after["desk"][0]["password"]);
    assert_eq!(before["psm"][0]["villages"], after["psm"][0]["villages"]);
    let n_families = again.running.store.read(|tx| tx.n_families()).await.unwrap();
    assert_eq!(n_families, 2_999);
    // Who was signed in still is, the links of the first start still work, its passwords do not.
    assert_eq!(again.get("/api/v1/me", Some(&cookie)).await.status, StatusCode::OK);
    let other = again.activate(&token(&before, 1), DeviceId([2; 16])).await;
    assert_eq!(other.status, StatusCode::OK);
    let old = before["desk"][0]["password"].as_str().unwrap();
    assert_eq!(again.sign_in("desa", old).await.problem().1, "wrong_password");
}

#[tokio::test]
async fn it_answers_nobody_whom_a_proxy_passes_on() {
    let server = demo().await;
    assert_eq!(server.get("/healthz", None).await.status, StatusCode::OK);
    for name in ["Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP"] {
        let request = server.request(Method::GET, "/healthz").header(name, "10.0.0.7");
        let answer = send(request).await;
        assert_eq!(answer.problem(), (403, "loopback_only".into()), "{name}");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn its_secrets_are_for_their_owner_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let server = demo().await;
    let mode = |path: &str| {
        std::fs::metadata(server.data.path().join(path)).unwrap().permissions().mode() & 0o777
    };
    assert_eq!((mode("data"), mode("data/demo.json")), (0o700, 0o600));
}

#[tokio::test]
async fn it_refuses_other_addresses_and_the_database_of_real_people() {
    let data = tempfile::tempdir().unwrap();
    let everywhere: SocketAddr = "0.0.0.0:0".parse().unwrap();
    let config = Config { demo: true, ..Config::new(data.path().join("data"), everywhere) };
    let refused = server::start(config).await.err().unwrap();
    assert!(matches!(refused, StartError::DemoNotLoopback(_)), "{refused}");
    assert!(!data.path().join("data").exists());

    let loopback: SocketAddr = "127.0.0.1:0".parse().unwrap();
    let config = Config::new(data.path().join("data"), loopback);
    let refused = server::start(Config { demo: true, behind_proxy: true, ..config }).await;
    let refused = refused.err().unwrap();
    assert!(matches!(refused, StartError::DemoBehindProxy), "{refused}");
    assert!(!data.path().join("data").exists());

    let real = TestServer::start().await;
    real.account(Role::Admin, Some("admin"), None).await;
    let folder = real.data.path().join("data");
    real.running.stop().await;
    let config = Config { demo: true, ..Config::new(folder, loopback) };
    let refused = server::start(config).await.err().unwrap();
    assert!(matches!(refused, StartError::Demo(DemoError::NotEmpty)), "{refused}");
}
