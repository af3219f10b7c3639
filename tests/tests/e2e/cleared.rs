//! The browser's storage is cleared: under the open app, and before it starts.

use tests::{proxy::Line, story::Person};

use crate::stage::{self, Stage};

const VISIT: u16 = 1;

/// Deletes the databases of the app, as another tab or the browser does.
async fn deletes_the_databases(person: &Person<'_>) {
    let script = r"
        const done = arguments[0];
        indexedDB.databases().then(list => Promise.all(list.map(({ name }) => new Promise(end => {
            const gone = indexedDB.deleteDatabase(name);
            gone.onsuccess = gone.onerror = end;
        })))).then(() => done(true));
    ";
    person.browser.web.execute_async(script, vec![]).await.expect("they are deleted");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_open_app_still_has_is_written_back_when_storage_is_cleared_under_it() {
    let stage = Stage::start().await;
    let browser = stage.activated_phone("cleared").await;
    let person = Person::new(&browser, "cleared");
    stage.proxy.set_line(Line::Down);
    stage::makes_a_visit(&person, "Sukirman").await;
    person.touches_css("[data-kind='balita']").await;
    person.types("anak.nama", "Bagas").await;
    person.reads("Tersimpan di HP ini").await;

    let place = person.finds("[name='anak.nama']").await.rect().await.expect("it is there");
    deletes_the_databases(&person).await;
    person.finds("[data-loss='written-back']").await;
    let after = person.finds("[name='anak.nama']").await.rect().await.expect("it is there");
    assert_eq!((place.x, place.y), (after.x, after.y), "nothing moves under a finger");
    let is_kept =
        async |table: &str, words: &str| stage::kept(&browser, table).await.contains(words);
    person.until("the draft to be back", async || is_kept("draft", "Bagas").await).await;
    assert!(is_kept("record", "Sukirman").await && is_kept("meta", "").await);
    person.types("anak.nama", "Bagas Pratama").await;
    person.until("the rest to be stored", async || is_kept("draft", "Bagas Pratama").await).await;
    person.touches("loss-read").await;

    // Everything is there after a restart, and goes out.
    person.open(&stage.proxy.url("/data")).await;
    person.reads("Sukirman").await;
    person.reads("Bagas Pratama").await;
    stage.proxy.set_line(Line::Up);
    person.open(&stage.proxy.url("/kirim")).await;
    person.touches("send").await;
    stage.until("the record arrives", || stage.n_records(VISIT) == 1).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_written_back_is_offered_as_a_file_at_once() {
    let stage = Stage::start().await;
    let browser = stage.activated_phone("rescue").await;
    let person = Person::new(&browser, "rescue");
    stage.proxy.set_line(Line::Down);
    stage::makes_a_visit(&person, "Sukirman").await;
    let refuses = "IDBObjectStore.prototype.put = () => { \
                   throw new DOMException('no room', 'QuotaExceededError'); }";
    browser.web.execute(refuses, vec![]).await.expect("the script runs");
    deletes_the_databases(&person).await;
    person.finds("[data-loss='only-in-memory']").await;
    person.reads("Berkas ini tidak disandikan").await;
    let file = person.finds("[data-loss] [download$='.mutakhir']").await.attr("href").await;
    let file = file.expect("the page is there").expect("the file has an address");
    let bytes: Vec<u8> = file
        .split('%')
        .skip(1)
        .map(|digits| u8::from_str_radix(digits, 16).expect("a byte"))
        .collect();
    let rescue: shared::sync::rescue::Rescue1 =
        shared::sync::wire::decode(&bytes).expect("it is a rescue file");
    assert_eq!((rescue.parcels.len(), rescue.drafts.len()), (1, 0));
    person.open(&stage.proxy.url("/")).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_app_whose_data_is_gone_says_what_happened_and_not_that_it_is_new() {
    let stage = Stage::start().await;
    let browser = stage.activated_phone("gone").await;
    let person = Person::new(&browser, "gone");
    stage.proxy.set_line(Line::Down);
    stage::makes_a_visit(&person, "Sukirman").await;
    stage.proxy.set_line(Line::Up);
    // A page of the same origin on which the app does not run.
    person.open(&stage.proxy.url("/notice.txt")).await;
    deletes_the_databases(&person).await;
    person.open(&stage.proxy.url("/")).await;
    person.finds("[data-alarm='lost']").await;
    person.reads("terakhir belum terkirim dari HP ini").await;
    assert!(!person.screen().await.contains("belum diaktifkan"));

    // A new link brings back what the office has, and the alarm is over.
    person.open(&stage.new_link().await).await;
    person.touches("activate").await;
    person.finds("[data-action='new-visit']").await;
    person.open(&stage.proxy.url("/")).await;
    person.finds("[data-action='new-visit']").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn work_without_the_row_that_says_whose_it_is_opens_once_the_server_has_said_so() {
    let stage = Stage::start().await;
    let browser = stage.activated_phone("nameless").await;
    let person = Person::new(&browser, "nameless");
    stage.proxy.set_line(Line::Down);
    stage::makes_a_visit(&person, "Sukirman").await;
    let script = r"
        const done = arguments[0];
        indexedDB.databases().then(([{ name }]) => {
            const open = indexedDB.open(name);
            open.onsuccess = () => {
                const tx = open.result.transaction('meta', 'readwrite');
                tx.objectStore('meta').clear();
                tx.oncomplete = () => { open.result.close(); done(true); };
            };
        });
    ";
    browser.web.execute_async(script, vec![]).await.expect("the script runs");
    person.open(&stage.proxy.url("/data")).await;
    person.finds("[data-alarm='nameless']").await;
    stage.proxy.set_line(Line::Up);
    person.reads("Sukirman").await;
    stage.until("the record arrives", || stage.n_records(VISIT) == 1).await;
}
