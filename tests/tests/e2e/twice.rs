//! A thumb that presses twice: changes of storage wait for each other, and the second finds nothing
//! more to do.

use serde_json::Value;
use tests::{chromium::Screen, story::Person};

use crate::stage::{self, Stage};

const VISIT: u16 = 1;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_button_that_is_pressed_twice_does_its_work_once() {
    let stage = Stage::start().await;
    let browser = stage.activated_phone("twice").await;
    let person = Person::new(&browser, "twice");

    // The person has records from before this phone.
    let n_before = n_rows(&person, "record").await;
    presses_twice(&person, "new-visit").await;
    person.finds("[name='cara_data']").await;
    assert_eq!(n_rows(&person, "draft").await, 1, "one draft");
    stage::fills_a_visit(&person, "Sukirman").await;
    presses_twice(&person, "finish").await;
    person.finds("[data-kind='balita']").await;
    assert_eq!(n_rows(&person, "record").await, n_before + 1, "one record");
    assert_eq!(n_rows(&person, "draft").await, 0, "and no draft");
    let screen = person.screen().await;
    assert!(!screen.contains("tidak ditemukan"), "nobody is told of the second press:\n{screen}");
    stage.until("the record arrives", || stage.n_records(VISIT) == 1).await;

    // What is typed while the letter before is being stored is stored too.
    person.touches_css("[data-kind='balita']").await;
    person.finds("[name='anak.nama']").await;
    let types = "const box = document.querySelector(\"[name='anak.nama']\"); \
                 for (const letter of 'Bagas Pratama') { \
                     box.value += letter; \
                     box.dispatchEvent(new Event('input', { bubbles: true })); \
                 }";
    browser.web.execute(types, vec![]).await.expect("the box is there");
    person.reads("Tersimpan di HP ini").await;
    browser.crash_tab().await;
    browser.kill();
    let browser = stage.chromium.open(Screen::Phone).await;
    let person = Person::new(&browser, "twice-again");
    person.open(&stage.proxy.url("/")).await;
    person.touches_css("[data-list='drafts'] a").await;
    assert_eq!(stage::typed(&person, "anak.nama").await, "Bagas Pratama");
}

/// Presses what carries an action twice, with nothing in between.
async fn presses_twice(person: &Person<'_>, action: &str) {
    let css = format!("[data-action='{action}']");
    person.finds(&css).await;
    let script = "const button = document.querySelector(arguments[0]); \
                  button.click(); button.click();";
    let arguments = vec![Value::String(css)];
    person.browser.web.execute(script, arguments).await.expect("the button is there");
}

/// How many rows a table of the phone has.
async fn n_rows(person: &Person<'_>, table: &str) -> u64 {
    let script = "const [table, done] = arguments; \
                  indexedDB.databases().then((all) => { \
                      const { name } = all.find(({ name }) => name.startsWith('mutakhir-')); \
                      const open = indexedDB.open(name); \
                      open.onsuccess = () => { \
                          const db = open.result; \
                          const count = db.transaction(table).objectStore(table).count(); \
                          count.onsuccess = () => { db.close(); done(count.result); }; \
                      }; \
                  })";
    let arguments = vec![Value::from(table)];
    let counted = person.browser.web.execute_async(script, arguments).await.expect("it is read");
    counted.json().as_u64().expect("a number")
}
