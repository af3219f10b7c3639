//! The service worker: what it answers without a network and what it never does, and how a new release
//! takes over.

use serde_json::json;
use tests::{
    chromium::Screen,
    proxy::Line,
    story::{Person, value_of},
};

use crate::stage::{READY, Stage};

/// The first line of a page that comes from the server only.
const NOTICE: &str = "WHO Child Growth Standards";

/// What a fetch from the page ends with: a status, or "failed".
async fn fetched(person: &Person<'_>, path: &str) -> String {
    let script = "const [path, done] = arguments; \
                  fetch(path).then(answer => done(`${answer.status}`), () => done('failed'));";
    let answer = person.browser.web.execute_async(script, vec![path.into()]).await;
    answer.expect("the script runs").json().as_str().unwrap_or_default().to_owned()
}

/// The names of the worker's caches, in order.
async fn caches(person: &Person<'_>) -> Vec<String> {
    let script = "caches.keys().then(arguments[0]);";
    let names = person.browser.web.execute_async(script, vec![]).await;
    // While the page loads itself again there is nobody to ask.
    let mut names: Vec<String> =
        names.ok().and_then(|names| names.convert().ok()).unwrap_or_default();
    names.sort();
    names
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_worker_opens_the_app_without_a_network_but_never_the_desk_or_the_api() {
    let stage = Stage::start().await;
    let browser = stage.activated_phone("worker").await;
    let person = Person::new(&browser, "worker");
    let script = "return !!(navigator.serviceWorker && navigator.serviceWorker.controller)";
    person.until("the worker to be in control", async || person.is_true(script).await).await;

    // With a network all of them are the server's, and whoever kept answers has them now.
    for path in ["/", "/kantor", "/api/v1/me", "/healthz", "/notice.txt"] {
        assert_eq!(fetched(&person, path).await, "200", "{path}");
    }
    person.open(&stage.proxy.url("/notice.txt")).await;
    person.reads(NOTICE).await;
    person.reads("leptos_dom").await;
    person.open(&stage.proxy.url("/kantor")).await;
    person.finds("[name='password']").await;
    // Both apps lead to the notice, the phone from its settings.
    person.finds("a[href='/notice.txt']").await;
    person.open(&stage.proxy.url("/atur")).await;
    person.finds("a[href='/notice.txt']").await;
    person.open(&stage.proxy.url("/")).await;
    person.finds("[data-action='new-visit']").await;

    stage.proxy.set_line(Line::Down);
    assert_eq!(fetched(&person, "/").await, "200", "the worker answers for the app");
    for path in ["/kantor", "/kantor/data", "/api/v1/me", "/healthz", "/notice.txt"] {
        assert_eq!(fetched(&person, path).await, "failed", "{path}");
    }
    for path in ["/kantor", "/api/v1/me", "/notice.txt"] {
        person.open(&stage.proxy.url(path)).await;
        let script = "return location.protocol === 'chrome-error:'";
        let is_refused = async || person.is_true(script).await;
        person.until(&format!("{path} not to open"), is_refused).await;
    }
    person.open(&stage.proxy.url("/")).await;
    person.finds("[data-action='new-visit']").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_new_release_waits_until_it_is_wanted_and_then_takes_over_with_every_draft() {
    let stage = Stage::start().await;
    let browser = stage.activated_phone("release").await;
    let person = Person::new(&browser, "release");
    person.touches("new-visit").await;
    person.chooses("cara_data", "kunjungan_rumah").await;
    person.reads("Tersimpan di HP ini").await;
    let old = caches(&person).await;
    assert_eq!(old.len(), 1, "one release is here: {old:?}");

    // The same files under another version: all that a phone sees of a release is this script.
    let version = old[0].trim_start_matches("mutakhir-");
    let address = format!("http://{}/sw.js", stage.process.address);
    let script = reqwest::get(address).await.expect("an answer").text().await.expect("a script");
    assert!(script.contains(version), "the script names its version");
    stage.proxy.stand_in("/sw.js", &script.replace(version, "99999999"));
    let new = [String::from("mutakhir-99999999")];

    person.open(&stage.proxy.url("/")).await;
    person.reads("Versi baru siap dipakai.").await;
    let both = caches(&person).await;
    assert!(both.contains(&old[0]) && both.contains(&new[0]), "the old one still serves: {both:?}");

    person.presses("Pakai sekarang").await;
    person.until("the new release to be the only one", async || caches(&person).await == new).await;
    person.reads_no_more("Versi baru siap dipakai.").await;

    // It opens everything without a network, and the draft is as it was.
    stage.proxy.set_line(Line::Down);
    person.open(&stage.proxy.url("/")).await;
    person.touches_css("[data-list='drafts'] a").await;
    let code = value_of("cara_data", "kunjungan_rumah");
    let css = format!("[name='cara_data'][value='{code}']");
    let is_chosen = async || match browser.web.find(thirtyfour::By::Css(css.as_str())).await {
        Ok(radio) => radio.is_selected().await.unwrap_or(false),
        Err(_) => false,
    };
    person.until("the choice of the draft", is_chosen).await;
    assert_eq!(caches(&person).await, new);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_update_fetches_only_what_changed() {
    let stage = Stage::start().await;
    let browser = stage.activated_phone("update").await;
    let person = Person::new(&browser, "update");
    let old = caches(&person).await;
    let version = old[0].trim_start_matches("mutakhir-");
    let address = format!("http://{}/sw.js", stage.process.address);
    let script = reqwest::get(address).await.expect("an answer").text().await.expect("a script");
    let is_part = |url: &&str| url.ends_with(".wasm") && !url.starts_with("/field-");
    let part = script.split('"').find(is_part).expect("the app has parts");

    // Another release: one part is another, everything else has the same name and so the same bytes.
    const PART: &str = "/part-99999999.wasm";
    stage.proxy.stand_in(PART, "another part");
    let script = script.replace(version, "99999999").replace(part, PART);
    stage.proxy.stand_in("/sw.js", &script);
    // What the browser itself may have kept is not what this is about.
    browser.devtools("Network.clearBrowserCache", json!({})).await.expect("it is cleared");
    let _before = stage.proxy.take_asked();
    person.open(&stage.proxy.url("/")).await;
    person.reads("Versi baru siap dipakai.").await;
    let asked = stage.proxy.take_asked();
    let files = asked.iter().filter(|path| path.contains('-') && !path.starts_with("/api/"));
    assert_eq!(files.collect::<Vec<_>>(), [PART], "{asked:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_worker_that_could_not_be_had_is_asked_for_again_and_the_words_say_what_is_missing() {
    let stage = Stage::start().await;
    let browser = stage.chromium.open(Screen::Phone).await;
    let person = Person::new(&browser, "refused");
    // Refused at the first visit; then a file of the release; then one that screens can do without.
    stage.proxy.withhold(Some("/sw.js"));
    let link = stage.process.activation(stage.psm_of_one_village());
    person.open(&stage.proxy.url(&link)).await;
    person.touches("activate").await;
    person.finds("[data-action='new-visit']").await;
    person.reads("Belum bisa dibuka tanpa sinyal").await;
    stage.proxy.withhold(Some("/manifest"));
    person.reads("1 bagian aplikasi belum terunduh").await;
    stage.proxy.withhold(Some("/english-"));
    person.reads(READY).await;
    stage.proxy.set_line(Line::Down);
    person.open(&stage.proxy.url("/")).await;
    person.finds("[data-action='new-visit']").await;
    person.reads(READY).await;
}
