//! What every answer carries, and how the server behaves under misuse and at its end.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::io::Read as _;
use std::time::Duration;

use flate2::read::GzDecoder;
use reqwest::{Method, StatusCode, header};
use shared::region::VillageCode;
use shared::sync::wire::{self, Push1};
use tests::server::{TestServer, send, with_cookie};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

const VILLAGE: VillageCode = VillageCode::from_number(3_523_172_001);

#[tokio::test]
async fn every_answer_has_the_secure_headers_and_an_id() {
    let server = TestServer::start().await;
    let mut ids = Vec::new();
    for path in ["/", "/kantor", "/healthz", "/api/v1/me", "/api/nothing", "/missing.js"] {
        let answer = server.get(path, None).await;
        let header = |name: &str| answer.headers[name].to_str().unwrap();
        let csp = header("content-security-policy");
        assert!(csp.starts_with("default-src 'none';"), "{csp}");
        assert!(!csp.contains("unsafe-inline") && !csp.contains("'unsafe-eval'"), "{csp}");
        assert!(csp.contains("script-src 'self' 'wasm-unsafe-eval'"), "{csp}");
        assert!(csp.contains("frame-ancestors 'none'"), "{csp}");
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert_eq!(header("referrer-policy"), "no-referrer");
        assert_eq!(header("cross-origin-opener-policy"), "same-origin");
        assert!(header("permissions-policy").contains("microphone=()"));
        assert!(!header("permissions-policy").contains("bluetooth"), "Chromium does not know it");
        assert!(answer.headers.get("strict-transport-security").is_none());
        ids.push(header("request-id").to_owned());
        if path.starts_with("/api") {
            assert_eq!(header("cache-control"), "no-store");
        }
    }
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 6, "each request has an id of its own");
}

#[tokio::test]
async fn the_notice_of_the_data_and_its_licences_come_with_the_program() {
    let server = TestServer::start().await;
    let answer = server.get("/notice.txt", None).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.headers[header::CONTENT_TYPE], "text/plain; charset=utf-8");
    let text = String::from_utf8(answer.body).unwrap();
    for words in [
        "WHO Child Growth Standards, World Health Organization (2006)",
        "Copyright (c) 2017-2025, Jon Baldivieso",
        "THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS",
        "Cahya DSN",
        "The above copyright notice and this permission notice shall be included",
        "SQLite, in the server\n   It is in the public domain",
        "The standard library of Rust, in the web apps and in the server",
    ] {
        assert!(text.contains(words), "{words}");
    }
}

#[tokio::test]
async fn every_crate_inside_is_named_with_its_licence_wherever_the_apps_are_inside() {
    let server = TestServer::start().await;
    let page = String::from_utf8(server.get("/", None).await.body).unwrap();
    let text = String::from_utf8(server.get("/notice.txt", None).await.body).unwrap();
    if page.contains("Aplikasi belum dibangun") {
        assert!(text.ends_with("which collects them.\n"), "a list without the apps");
        return;
    }
    // Build `dist` anew with `cargo xtask build` when this fails.
    let is_listed = |name: &str, whose: &str| {
        text.lines().any(|line| line.starts_with(&format!("{name} ")) && line.ends_with(whose))
    };
    for name in ["leptos", "wasm-bindgen", "web-sys"] {
        assert!(is_listed(name, " [apps]"), "{name}");
    }
    for name in ["axum", "rusqlite", "libsqlite3-sys"] {
        assert!(is_listed(name, " [server]"), "{name}");
    }
    for name in ["serde", "std"] {
        assert!(is_listed(name, " [apps, server]"), "{name}");
    }
    // Ours; what only tests, tools and build scripts use.
    for name in ["shared", "thirtyfour", "reqwest", "walrus", "brotli"] {
        assert!(!is_listed(name, "]"), "{name}");
    }
    assert!(text.contains("axum Contributors\n"), "the text that is in axum's own package");
}

#[tokio::test]
async fn the_notice_travels_compressed_and_is_not_sent_twice() {
    let server = TestServer::start().await;
    let plain = server.get("/notice.txt", None).await.body;
    let ask = || server.request(Method::GET, "/notice.txt").header("accept-encoding", "gzip");
    let packed = send(ask()).await;
    assert_eq!(packed.headers[header::CONTENT_ENCODING], "gzip");
    let mut unpacked = Vec::new();
    GzDecoder::new(packed.body.as_slice()).read_to_end(&mut unpacked).unwrap();
    assert_eq!(unpacked, plain);
    let tag = packed.headers[header::ETAG].clone();
    let again = send(ask().header(header::IF_NONE_MATCH, tag)).await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
}

#[tokio::test]
async fn behind_https_browsers_are_told_to_stay_there() {
    let server = TestServer::start_with(|config| config.behind_proxy = true).await;
    let answer = server.get("/", None).await;
    assert!(answer.headers["strict-transport-security"].to_str().unwrap().contains("max-age="));
}

#[tokio::test]
async fn addresses_and_methods_that_are_not_ours_get_a_problem() {
    let server = TestServer::start().await;
    for path in ["/api", "/api/", "/api/v1", "/api/v1/nothing", "/api/v2/me", "/api/v1/me/"] {
        assert_eq!(server.get(path, None).await.problem(), (404, "not_found".into()), "{path}");
    }
    for (method, path) in [
        (Method::GET, "/api/v1/sync/push"),
        (Method::PUT, "/api/v1/activation"),
        (Method::POST, "/api/v1/me"),
        (Method::POST, "/healthz"),
        (Method::POST, "/"),
        (Method::DELETE, "/kantor"),
    ] {
        let answer = send(server.request(method.clone(), path)).await;
        // Behind a door the door speaks first.
        let is_refused = matches!(answer.status.as_u16(), 401 | 405);
        assert!(is_refused, "{method} {path}: {answer:?}");
        assert!(matches!(answer.problem().1.as_str(), "method_not_allowed" | "signed_out"));
    }
    let head = send(server.request(Method::HEAD, "/")).await;
    assert_eq!((head.status, head.body.len()), (StatusCode::OK, 0));
}

#[tokio::test]
async fn the_type_of_a_problem_leads_to_its_words() {
    let server = TestServer::start().await;
    let problem = server.get("/api/v1/me", None).await.json();
    let words = server.get(problem["type"].as_str().unwrap(), None).await.json();
    assert_eq!(words["title"]["id"], problem["title"]);
    assert_eq!(words["status"], 401);
    let unknown = server.get("/api/v1/problems/nothing", None).await;
    assert_eq!(unknown.problem(), (404, "not_found".into()));
}

#[tokio::test]
async fn a_head_that_never_ends_is_cut() {
    let server = TestServer::start_with(|config| config.limits.head_ms = 100).await;
    let mut stream = TcpStream::connect(server.running.addr).await.unwrap();
    stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: ").await.unwrap();
    let mut rest = Vec::new();
    let read = stream.read_to_end(&mut rest);
    // Cut with or without a word; what matters is that the place is free again.
    let _cut = tokio::time::timeout(Duration::from_secs(10), read).await.expect("it is cut");
    assert_eq!(server.get("/healthz", None).await.body, b"ok");
}

#[tokio::test]
async fn a_head_too_large_is_refused() {
    let server = TestServer::start().await;
    let request = server.request(Method::GET, "/healthz").header("x-large", "x".repeat(64_000));
    let status = match request.send().await {
        Ok(answer) => answer.status(),
        // The server may close before all of it is sent.
        Err(_) => StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
    };
    assert_eq!(status, StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE);
    assert_eq!(server.get("/healthz", None).await.body, b"ok");
}

#[tokio::test]
async fn connections_beyond_the_limit_wait_and_are_served() {
    let server = TestServer::start_with(|config| config.limits.connections_max = 2).await;
    let mut asking = tokio::task::JoinSet::new();
    for _ in 0..10 {
        let addr = server.running.addr;
        asking.spawn(async move {
            let mut stream = TcpStream::connect(addr).await.unwrap();
            let head = b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
            stream.write_all(head).await.unwrap();
            let mut answer = String::new();
            stream.read_to_string(&mut answer).await.unwrap();
            answer.ends_with("ok")
        });
    }
    let all = tokio::time::timeout(Duration::from_secs(20), asking.join_all()).await.unwrap();
    assert_eq!(all, [true; 10]);
}

#[tokio::test]
async fn one_address_cannot_take_all_connections() {
    let server =
        TestServer::start_with(|config| config.limits.connections_per_address_max = 2).await;
    let open = || TcpStream::connect(server.running.addr);
    let (first, _second) = (open().await.unwrap(), open().await.unwrap());
    // The third is closed without an answer ...
    let mut third = open().await.unwrap();
    let mut rest = Vec::new();
    let _closed = third.read_to_end(&mut rest).await;
    assert_eq!(rest, b"");
    // ... until one of the others has gone.
    drop(first);
    let deadline = tokio::time::Instant::now() + Duration::from_secs(10);
    loop {
        let answer = server.request(Method::GET, "/healthz").send().await;
        if answer.is_ok_and(|answer| answer.status() == StatusCode::OK) {
            break;
        }
        assert!(tokio::time::Instant::now() < deadline, "the place is never free again");
    }
}

#[tokio::test]
async fn a_request_under_way_is_answered_when_the_server_ends() {
    let server = TestServer::start().await;
    let phone = server.phone(&[VILLAGE]).await;
    let body = wire::encode(&Push1 { device: phone.device, parcels: Vec::new() });
    let mut stream = TcpStream::connect(server.running.addr).await.unwrap();
    let head = format!(
        "POST /api/v1/sync/push HTTP/1.1\r\nHost: x\r\nCookie: {}\r\nSec-Fetch-Site: same-origin\r\nContent-Type: {}\r\nContent-Length: {}\r\nExpect: 100-continue\r\n\r\n",
        phone.cookie,
        wire::MEDIA_TYPE,
        body.len(),
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    // The server asks for the body, so the request is under way.
    let mut first = [0; 25];
    stream.read_exact(&mut first).await.unwrap();
    assert!(first.starts_with(b"HTTP/1.1 100 "), "{first:?}");

    let addr = server.running.addr;
    let stopping = tokio::spawn(server.running.stop());
    while TcpStream::connect(addr).await.is_ok() {
        tokio::task::yield_now().await;
    }
    stream.write_all(&body).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    assert!(answer.starts_with(b"HTTP/1.1 200 "), "{}", String::from_utf8_lossy(&answer));
    stopping.await.unwrap();

    // The log is back in the file: nothing but the database is left.
    let folder = server.data.path().join("data");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name()).collect();
    files.sort();
    assert_eq!(files, ["mutakhir.db", "mutakhir.lock"]);
}

#[tokio::test]
async fn the_demo_answers_under_loopback_names_only() {
    let server = TestServer::start_with(|config| config.demo = true).await;
    for (host, status) in [
        ("localhost:8080", 200),
        ("127.0.0.1", 200),
        ("[::1]:8080", 200),
        ("mutakhir.example", 403),
        ("192.168.0.7:8080", 403),
        ("127.0.0.1.example:8080", 403),
    ] {
        let request = server.request(Method::GET, "/healthz").header(header::HOST, host);
        let answer = send(with_cookie(request, None)).await;
        assert_eq!(answer.status.as_u16(), status, "{host}");
        if status == 403 {
            assert_eq!(answer.problem().1, "loopback_only");
        }
    }
}
