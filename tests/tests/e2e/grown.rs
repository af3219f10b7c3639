//! A phone whose database is of an earlier schema, or of a later one.

use client::rows::{Book1, KEY_BOOK, Stored as _};
use serde_json::{Value, json};
use tests::{
    chromium::{Browser, Screen},
    proxy::Line,
    story::Person,
};

use crate::stage::{self, Stage};

const VISIT: u16 = 1;

/// Puts the rows of this account's database into one of the first schema, with the first version of the
/// row that has another one now. Says how many rows there were.
const BACK_TO_FIRST: &str = r"
    const [bookKey, book, done] = arguments;
    const tables = ['meta', 'draft', 'record', 'outbox'];
    const answer = request => new Promise((keep, fail) => {
        request.onsuccess = () => keep(request.result);
        request.onerror = () => fail(request.error);
    });
    (async () => {
        const names = (await indexedDB.databases()).map(({ name }) => name);
        const name = names.find(name => name.startsWith('mutakhir-'));
        const now = await answer(indexedDB.open(name));
        const tx = now.transaction(tables);
        const rows = await Promise.all(tables.map(t => answer(tx.objectStore(t).getAll())));
        now.close();
        await answer(indexedDB.deleteDatabase(name));
        const asked = indexedDB.open(name, 1);
        asked.onupgradeneeded = () => {
            for (const t of tables) asked.result.createObjectStore(t, { keyPath: 'k' });
        };
        const first = await answer(asked);
        const into = first.transaction(tables, 'readwrite', { durability: 'strict' });
        tables.forEach((t, idx) => {
            for (const row of rows[idx]) {
                if (row.k === bookKey) row.b = new Uint8Array(book);
                into.objectStore(t).put(row);
            }
        });
        await new Promise(keep => (into.oncomplete = keep));
        first.close();
        return rows.flat().length;
    })().then(done, error => done(String(error)));
";

/// The version of this account's database, and its object stores; sets it to `version` unless that is 0.
const VERSION: &str = r"
    const [version, done] = arguments;
    indexedDB.databases().then(list => {
        const { name } = list.find(({ name }) => name.startsWith('mutakhir-'));
        const asked = version ? indexedDB.open(name, version) : indexedDB.open(name);
        asked.onsuccess = () => {
            const db = asked.result;
            const found = [db.version, ...db.objectStoreNames].join(' ');
            db.close();
            done(found);
        };
        asked.onerror = () => done(String(asked.error));
    });
";

async fn ask(browser: &Browser, script: &str, arguments: Vec<Value>) -> Value {
    let answer = browser.web.execute_async(script, arguments).await.expect("the script runs");
    answer.json().clone()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_old_database_opens_and_a_browser_killed_while_it_grows_loses_nothing() {
    let stage = Stage::start().await;
    let browser = stage.activated_phone("grown").await;
    stage.proxy.set_line(Line::Down);
    let person = Person::new(&browser, "grown");
    stage::makes_a_visit(&person, "Karsinah").await;
    // A page of the same server without the app, so that nobody holds the database open.
    stage.proxy.set_line(Line::Up);
    person.open(&stage.proxy.url("/notice.txt")).await;
    let book =
        Book1 { epoch: 1, cursor: 0, offset_ms: 0, server_ms: 0, last_ok_ms: 0, events_known: 1 };
    let book = vec![json!(KEY_BOOK), json!(book.to_row_bytes())];
    let n_rows = ask(&browser, BACK_TO_FIRST, book).await;
    assert!(n_rows.as_u64().is_some_and(|n_rows| n_rows >= 3), "{n_rows}");
    let version = ask(&browser, VERSION, vec![json!(0)]).await;
    assert_eq!(version, json!("1 draft meta outbox record"));

    // The app begins to open it, and the phone dies.
    let go = format!("location.href = '{}'", stage.proxy.url("/data"));
    browser.web.execute(go, Vec::new()).await.expect("the script runs");
    browser.kill();

    let browser = stage.chromium.open(Screen::Phone).await;
    let person = Person::new(&browser, "grown-again");
    person.open(&stage.proxy.url("/data")).await;
    person.reads("Karsinah").await;
    let version = ask(&browser, VERSION, vec![json!(0)]).await;
    assert_eq!(version, json!("2 blob blob_part chunk draft meta outbox record"));
    person.open(&stage.proxy.url("/kirim")).await;
    person.touches("send").await;
    stage.until("the record arrives", || stage.n_records(VISIT) == 1).await;

    // A database that a newer program has opened is left alone, and the person is told.
    person.open(&stage.proxy.url("/notice.txt")).await;
    ask(&browser, VERSION, vec![json!(3)]).await;
    person.open(&stage.proxy.url("/data")).await;
    person.finds("h1").await;
    let version = ask(&browser, VERSION, vec![json!(0)]).await;
    assert_eq!(version, json!("3 blob blob_part chunk draft meta outbox record"));
}
