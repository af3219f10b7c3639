//! tus-js-client, the client that most programs use, sends to the real server.
//!
//! `cargo xtask test` installs it with npm and says where; by hand, `MUTAKHIR_TUS` names its
//! `package.json`. Where there is no node, the test says so and looks at nothing.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::path::PathBuf;
use std::process::Stdio;

use reqwest::StatusCode;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use shared::hex;
use shared::region::VillageCode;
use tests::proxy::Proxy;
use tests::server::{Phone, TestServer};
use tests::tus::{PLACE, Photo, Sender, jpeg};
use tokio::process::Command;

const VILLAGE: VillageCode = VillageCode::from_number(3_523_172_001);
/// Where `cargo xtask test` puts it, below a folder that is named by its version.
const INSTALLED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/tools");
const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/js/tus.mjs");

/// The client's `package.json`; `None` where there is no node to run it.
fn client() -> Option<PathBuf> {
    let node = std::process::Command::new("node").arg("--version").stdout(Stdio::null()).status();
    if !node.is_ok_and(|status| status.success()) {
        println!("There is no node on this machine, so tus-js-client was not tried.");
        return None;
    }
    let named = std::env::var_os("MUTAKHIR_TUS").map(PathBuf::from);
    let installed = || {
        let folders = std::fs::read_dir(INSTALLED).ok()?.flatten();
        let file = |folder: std::fs::DirEntry| {
            folder.path().join("node_modules/tus-js-client/package.json")
        };
        folders.map(file).find(|file| file.is_file())
    };
    let found = named.or_else(installed);
    Some(found.expect("tus-js-client is not there: run `cargo xtask test` once"))
}

async fn send(client: &PathBuf, proxy: &Proxy, phone: &Phone, photo: &Photo, end: bool) -> Value {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("photo.jpg");
    std::fs::write(&file, &photo.bytes).unwrap();
    let what = json!({
        "client": client,
        "endpoint": proxy.url(PLACE),
        "origin": proxy.url(""),
        "cookie": phone.cookie,
        "file": file,
        "chunk": 30_000,
        "metadata": {
            "blob": photo.blob.to_string(),
            "record": photo.record.to_string(),
            "device": phone.device.to_string(),
            "sha256": hex::encode(&Sha256::digest(&photo.bytes)),
        },
        "terminate": end,
    });
    let done = Command::new("node").arg(SCRIPT).arg(what.to_string()).output().await.unwrap();
    let errors = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{errors}");
    serde_json::from_slice(&done.stdout).unwrap_or_else(|_| panic!("{errors}"))
}

#[tokio::test]
async fn a_client_of_others_sends_over_a_line_that_is_cut_and_takes_back() {
    let Some(client) = client() else { return };
    let server = TestServer::start().await;
    let phone = server.phone(&[VILLAGE]).await;
    let proxy = Proxy::start(server.running.addr).await.unwrap();
    let sender = Sender { server: &server, phone: &phone };

    let photo = Photo::new(1, jpeg(308));
    proxy.cut_after(Some(20_000));
    let told = send(&client, &proxy, &phone, &photo, false).await;
    assert!(told["resumed"].as_u64().unwrap() >= 4, "{told}");
    assert!(told["place"].as_str().unwrap().ends_with(&photo.place()), "{told}");
    assert_eq!(sender.offset(&photo.place()).await, photo.bytes.len() as u64);
    let blob = photo.blob;
    let stored = server.running.store.read(move |tx| tx.blob(blob)).await.unwrap().unwrap();
    assert!(matches!(stored.state, server::store::blobs::BlobState::Arrived(_)), "{stored:?}");

    proxy.cut_after(None);
    let other = Photo::new(2, jpeg(308));
    send(&client, &proxy, &phone, &other, true).await;
    assert_eq!(sender.head(&other.place()).await.status, StatusCode::NOT_FOUND);
}
