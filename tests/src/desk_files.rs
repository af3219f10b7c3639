//! Files of the desk as tests ask for them, fetch them and read what is in them.
#![expect(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    reason = "for tests: what is not as expected ends them"
)]

use std::process::Command;
use std::time::{Duration, Instant};

use reqwest::{Method, StatusCode, header};
use serde_json::Value as Json;

use crate::server::{Answer, TestServer, send, with_cookie};

/// A file is made within so long.
const PATIENCE: Duration = Duration::from_secs(60);

/// Asks for a file.
pub async fn ask(server: &TestServer, cookie: &str, order: &Json) -> Answer {
    server.post_json("/api/v1/desk/files", order, Some(cookie)).await
}

/// One's own files.
pub async fn files(server: &TestServer, cookie: &str) -> Vec<Json> {
    let answer = server.get("/api/v1/desk/files", Some(cookie)).await;
    assert_eq!(answer.status, StatusCode::OK);
    answer.json()["exports"].as_array().unwrap().clone()
}

/// Waits until a file is made or failed.
pub async fn made(server: &TestServer, cookie: &str, id: &str) -> Json {
    let until = Instant::now() + PATIENCE;
    loop {
        let all = files(server, cookie).await;
        let one = all.into_iter().find(|file| file["id"] == id).unwrap();
        if !matches!(one["state"].as_str(), Some("waiting" | "running")) {
            return one;
        }
        assert!(Instant::now() < until, "{one}");
        tokio::task::yield_now().await;
    }
}

/// Fetches a file that is ready.
pub async fn fetch(server: &TestServer, cookie: &str, id: &str) -> Answer {
    server.get(&format!("/api/v1/desk/files/{id}"), Some(cookie)).await
}

/// Deletes a file.
pub async fn remove(server: &TestServer, cookie: &str, id: &str) -> StatusCode {
    let request = server
        .request(Method::DELETE, &format!("/api/v1/desk/files/{id}"))
        .header(header::ORIGIN, server.url(""));
    send(with_cookie(request, Some(cookie))).await.status
}

/// Asks for a file and fetches it.
pub async fn file(server: &TestServer, cookie: &str, order: Json) -> Vec<u8> {
    let answer = ask(server, cookie, &order).await;
    assert_eq!(answer.status, StatusCode::ACCEPTED, "{order} {answer:?}");
    let id = String::from(answer.json()["id"].as_str().unwrap());
    let one = made(server, cookie, &id).await;
    assert_eq!(one["state"], "ready", "{order} {one}");
    let answer = fetch(server, cookie, &id).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store");
    assert_eq!(answer.body.len() as u64, one["n_bytes"].as_u64().unwrap());
    assert_eq!(remove(server, cookie, &id).await, StatusCode::NO_CONTENT);
    answer.body
}

/// The rows of a CSV file.
#[must_use]
pub fn csv(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
    reader.records().map(|row| row.unwrap().iter().map(String::from).collect()).collect()
}

/// What stands under a heading in the first row behind it.
#[must_use]
pub fn under<'r>(rows: &'r [Vec<String>], heading: &str) -> &'r str {
    let idx = rows[0].iter().position(|cell| cell == heading);
    &rows[1][idx.unwrap_or_else(|| panic!("no column {heading} in {:?}", rows[0]))]
}

/// The sheets of a workbook as LibreOffice reads them, by name; `None` where there is no LibreOffice.
#[must_use]
pub fn sheets(bytes: &[u8]) -> Option<Vec<(String, Vec<Vec<String>>)>> {
    let office = ["soffice", "libreoffice"].into_iter().find(|name| {
        Command::new(name).arg("--version").output().is_ok_and(|output| output.status.success())
    });
    let Some(office) = office else {
        println!("LibreOffice is not there: `cargo xtask test` installs it where it may");
        return None;
    };
    let folder = tempfile::tempdir().unwrap();
    let book = folder.path().join("berkas.xlsx");
    std::fs::write(&book, bytes).unwrap();
    let profile = format!("-env:UserInstallation=file://{}", folder.path().join("p").display());
    // Comma, double quotes, UTF-8, from the first row, every cell as it is shown, each sheet.
    let filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1";
    let output = Command::new(office)
        .args([&profile, "--headless", "--convert-to", filter, "--outdir"])
        .arg(folder.path())
        .arg(&book)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut sheets = Vec::new();
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "csv") {
            let name = path.file_stem().unwrap().to_string_lossy().replace("berkas-", "");
            sheets.push((name, csv(&std::fs::read(&path).unwrap())));
        }
    }
    sheets.sort();
    Some(sheets)
}
