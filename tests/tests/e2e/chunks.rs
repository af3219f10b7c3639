//! The parts of the phone app that are fetched when they are needed: what a person sees while one does
//! not come, and that all of them are on the phone after one visit.

use serde_json::json;
use tests::{chromium::Screen, proxy::Line, story::Person};

use crate::stage::Stage;

/// The part that holds what a phone shows that nobody is activated on.
const PART: &str = "/device-";
/// Said in its place when it could not be fetched.
const NOT_LOADED: &str = "Bagian ini belum termuat.";
/// What it shows.
const WELCOME: &str = "HP ini belum diaktifkan";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_part_that_cannot_be_fetched_is_said_in_words_and_another_try_brings_it() {
    let stage = Stage::start().await;
    stage.proxy.withhold(Some(PART));
    let browser = stage.chromium.open(Screen::Phone).await;
    let person = Person::new(&browser, "part-lost");
    person.open(&stage.proxy.url("/")).await;
    person.reads(NOT_LOADED).await;
    // The first try again fails too; only then a new release is offered.
    person.touches("load-again").await;
    person.finds("[data-action='renew']").await;
    person.reads(NOT_LOADED).await;
    // The rest of the app goes on.
    person.open(&stage.proxy.url("/latihan/balita")).await;
    person.types("anak.nama", "Bagas Pratama").await;
    person.open(&stage.proxy.url("/")).await;
    person.reads(NOT_LOADED).await;
    stage.proxy.withhold(None);
    person.touches("load-again").await;
    person.reads(WELCOME).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_part_that_hangs_is_given_up_and_another_try_is_a_fetch_of_its_own() {
    let stage = Stage::start().await;
    let browser = stage.chromium.open(Screen::Phone).await;
    let person = Person::new(&browser, "part-hangs");
    // The wait of a minute for one part takes two seconds.
    let hurry = "const wait = window.setTimeout; \
                 window.setTimeout = (work, ms, ...more) => \
                   wait(work, ms >= 50_000 ? 2_000 : ms, ...more);";
    let params = json!({ "source": hurry });
    let command = "Page.addScriptToEvaluateOnNewDocument";
    browser.devtools(command, params).await.expect("the script is taken");
    stage.proxy.hold(Some(PART));
    person.open(&stage.proxy.url("/")).await;
    stage.until("the part to be asked for", || stage.proxy.n_held() > 0).await;
    person.reads("Memuat bagian ini…").await;
    person.reads(NOT_LOADED).await;
    person.touches("load-again").await;
    person.reads("Memuat bagian ini…").await;
    stage.proxy.hold(None);
    person.reads_no_more("Memuat bagian ini…").await;
    if person.screen().await.contains(NOT_LOADED) {
        person.touches("load-again").await;
    }
    person.reads(WELCOME).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_one_visit_every_page_opens_without_a_network_in_both_languages() {
    let stage = Stage::start().await;
    let browser = stage.activated_phone("part-offline").await;
    let person = Person::new(&browser, "part-offline");
    stage.proxy.set_line(Line::Down);
    for (path, sign) in [
        ("/", "Kunjungan baru"),
        ("/kunjungan/baru", "Kunjungan baru"),
        ("/data", "Cari"),
        ("/kirim", "Semua terkirim"),
        ("/atur", "Bahasa"),
        ("/latihan/balita", "Latihan: tidak disimpan"),
        ("/tidak-ada", "Halaman tidak ada"),
    ] {
        person.open(&stage.proxy.url(path)).await;
        person.reads(sign).await;
        assert!(!person.screen().await.contains(NOT_LOADED), "{path}");
    }
    person.open(&stage.proxy.url("/atur")).await;
    person.presses("English").await;
    person.reads("Settings").await;
    person.open(&stage.proxy.url("/data")).await;
    person.reads("Search").await;
}
