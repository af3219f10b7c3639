//! The moments in which records are lost elsewhere.

use tests::{
    chromium::{Browser, Screen},
    proxy::Line,
    story::Person,
};

use crate::stage::{self, Stage};

const VISIT: u16 = 1;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_killed_after_its_commit_and_before_its_answer_has_the_record_once() {
    let mut stage = Stage::start().await;
    let browser = stage.activated_phone("killed-server").await;
    let person = Person::new(&browser, "killed-server");
    let before = stage.n_records(VISIT);

    // The first byte of the answer means that the commit is done; nobody will ever see the rest.
    let killer = stage.process.killer();
    stage.proxy.arm(Box::new(move || killer.kill()));
    stage::makes_a_visit(&person, "Sukirman").await;
    stage.until("the answer was on its way", || !stage.proxy.is_armed()).await;
    assert_eq!(stage.n_records(VISIT), before + 1, "it was stored before the server died");
    person.open(&stage.proxy.url("/data")).await;
    person.reads("Menunggu kirim · aman di HP ini").await;

    stage.process.restart();
    stage.proxy.set_upstream(stage.process.address);
    stage.proxy.set_line(Line::Up);
    person.open(&stage.proxy.url("/kirim")).await;
    person.touches("send").await;
    person.open(&stage.proxy.url("/data")).await;
    person.reads("Terkirim · sedang diperiksa").await;
    assert_eq!(stage.n_records(VISIT), before + 1, "still once");
    let n_changes = stage.count_from_phone("COUNT(*)", "r.kind = 1");
    assert_eq!(n_changes, before + 1, "and so is its only revision");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_browser_killed_right_after_saved_still_has_the_record() {
    let stage = Stage::start().await;
    let browser = stage.activated_phone("killed-browser").await;
    stage.proxy.set_line(Line::Down);
    let person = Person::new(&browser, "killed-browser");
    stage::makes_a_visit(&person, "Karsinah").await;
    // The visit's page is there, so it was said to be safe: now.
    browser.kill();

    let browser = stage.chromium.open(Screen::Phone).await;
    let person = Person::new(&browser, "killed-browser-again");
    person.open(&stage.proxy.url("/data")).await;
    person.reads("Karsinah").await;
    person.reads("Menunggu kirim · aman di HP ini").await;
    stage.proxy.set_line(Line::Up);
    person.open(&stage.proxy.url("/kirim")).await;
    person.touches("send").await;
    stage.until("the record arrives", || stage.n_records(VISIT) == 1).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_browser_killed_right_after_its_activation_may_use_its_link_again() {
    let stage = Stage::start().await;
    let link = stage.proxy.url(&stage.process.activation(stage.psm_of_one_village()));
    let browser = stage.chromium.open(Screen::Phone).await;
    let person = Person::new(&browser, "killed-new");
    person.open(&link).await;
    person.touches("activate").await;
    person.finds("[data-action='new-visit']").await;
    // Its cookie is not on disk yet, and perhaps not even its preferences.
    browser.kill();

    let browser = stage.chromium.open(Screen::Phone).await;
    let person = Person::new(&browser, "killed-new-again");
    person.open(&link).await;
    person.touches("activate").await;
    person.finds("[data-action='new-visit']").await;
    stage::makes_a_visit(&person, "Sukirman").await;
    stage.until("the record arrives", || stage.n_records(VISIT) == 1).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_used_link_is_refused_on_another_phone_and_a_second_account_while_work_is_unsent() {
    let stage = Stage::start().await;
    let link = stage.process.activation(stage.psm_of_one_village());
    let browser = stage.activated_phone("links").await;
    let person = Person::new(&browser, "links");
    stage.proxy.set_line(Line::Down);
    stage::makes_a_visit(&person, "Sukirman").await;
    stage.proxy.set_line(Line::Up);
    stage.proxy.set_line(Line::Down);

    // Somebody opens another person's link on this phone while a visit waits.
    let other = usize::from(stage.psm_of_one_village() == 0);
    person.open(&stage.proxy.url(&stage.process.activation(other))).await;
    person.touches("activate").await;
    person.reads("belum terkirim").await;
    person.open(&stage.proxy.url("/data")).await;
    person.reads("Sukirman").await;
    browser.kill();

    // The used link on a phone of its own.
    stage.proxy.set_line(Line::Up);
    let foreign = tests::chromium::Chromium::start().await;
    let browser = foreign.open(Screen::Phone).await;
    let person = Person::new(&browser, "used-link");
    person.open(&stage.proxy.url(&link)).await;
    person.touches("activate").await;
    person.reads("sudah dipakai").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_damaged_draft_is_shown_and_its_bytes_are_kept() {
    let stage = Stage::start().await;
    let browser = stage.activated_phone("damaged").await;
    let person = Person::new(&browser, "damaged");
    person.touches("new-visit").await;
    person.chooses("cara_data", "kunjungan_rumah").await;
    person.reads("Tersimpan di HP ini").await;
    let script = r"
        const done = arguments[arguments.length - 1];
        indexedDB.databases().then(list => {
            const open = indexedDB.open(list[0].name);
            open.onerror = () => done('cannot open');
            open.onsuccess = () => {
                const tx = open.result.transaction('draft', 'readwrite');
                const store = tx.objectStore('draft');
                let n = 0;
                store.openCursor().onsuccess = event => {
                    const cursor = event.target.result;
                    if (!cursor) return;
                    const row = cursor.value;
                    for (const key of Object.keys(row))
                        if (row[key] instanceof Uint8Array) { row[key] = new Uint8Array([1, 255, 255, 3]); n++; }
                    cursor.update(row); cursor.continue();
                };
                tx.oncomplete = () => { open.result.close(); done(n); };
            };
        });
    ";
    let n_damaged = browser.web.execute_async(script, vec![]).await.expect("the script runs");
    assert_eq!(n_damaged.json().as_i64(), Some(1));
    person.open(&stage.proxy.url("/")).await;
    person.touches_css("[data-list='drafts'] a").await;
    person.reads("Data ini rusak").await;
    person.reads("Simpan salinan mentah").await;
    assert_eq!(rows_with_damage(&browser).await, ["draft"], "looking at it changes no byte");
    let saved = person.finds("[download^='mutakhir-']").await.attr("href").await;
    let saved = saved.expect("the page is there").expect("the copy has an address");
    assert!(saved.to_ascii_lowercase().ends_with(",%01%ff%ff%03"), "{saved}");

    // Off the list it is not off the phone.
    person.presses("Singkirkan dari daftar").await;
    person.finds("[data-action='new-visit']").await;
    person.open(&stage.proxy.url("/kirim")).await;
    person.finds("[data-list='aside'] [download^='mutakhir-']").await;
    assert_eq!(rows_with_damage(&browser).await, ["meta"], "set aside, but not deleted");

    // Only a person deletes it.
    person.touches("forget").await;
    person.touches("forget-yes").await;
    let is_gone =
        async || !person.sees("dialog").await && !person.sees("[data-list='aside']").await;
    person.until("question and line to go", is_gone).await;
    assert!(rows_with_damage(&browser).await.is_empty());
}

/// The tables in which a row has exactly the bytes [`a_damaged_draft_is_shown_and_its_bytes_are_kept`]
/// damaged it with, once for each such row.
async fn rows_with_damage(browser: &Browser) -> Vec<String> {
    let script = r"
        const done = arguments[0];
        const all = request => new Promise(keep => { request.onsuccess = () => keep(request.result); });
        (async () => {
            const found = [];
            for (const { name } of await indexedDB.databases()) {
                if (!name.startsWith('mutakhir-')) continue;
                const db = await all(indexedDB.open(name));
                for (const table of db.objectStoreNames)
                    for (const row of await all(db.transaction(table).objectStore(table).getAll()))
                        if (row.b instanceof Uint8Array && row.b.join() === '1,255,255,3') found.push(table);
                db.close();
            }
            return found;
        })().then(done);
    ";
    let found = browser.web.execute_async(script, vec![]).await.expect("the script runs");
    found.convert().expect("names of tables")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_phone_says_so_and_keeps_every_letter_once_it_has_room_again() {
    let stage = Stage::start().await;
    let browser = stage.activated_phone("full").await;
    let person = Person::new(&browser, "full");
    stage.proxy.set_line(Line::Down);
    stage::makes_a_visit(&person, "Sukirman").await;
    person.touches_css("[data-kind='balita']").await;
    person.types("anak.nama", "Bagas").await;
    let is_kept = async |name: &str| stage::kept(&browser, "draft").await.contains(name);
    person.until("the name to be kept", async || is_kept("Bagas").await).await;

    // From here on the browser says to every write what it says when the disk is full. (DevTools' own
    // quota does not reach IndexedDB here.)
    let full = "const put = IDBObjectStore.prototype.put; \
                window.makeRoom = () => { IDBObjectStore.prototype.put = put; }; \
                IDBObjectStore.prototype.put = () => { \
                throw new DOMException('no room', 'QuotaExceededError'); }";
    browser.web.execute(full, vec![]).await.expect("the script runs");
    person.types("anak.nama", "Bagas Pratama").await;
    person.reads("penuh").await;
    person.types("anak.tempat_lahir", "Rengel").await;
    person.reads("penuh").await;
    assert!(!is_kept("Pratama").await, "there is no room");

    browser.web.execute("window.makeRoom()", vec![]).await.expect("the script runs");
    person.chooses("anak.jk", "L").await;
    person.reads("Tersimpan di HP ini").await;
    assert!(is_kept("Bagas Pratama").await && is_kept("Rengel").await, "every letter is kept");
    person.reads_no_more("penuh").await;
    let form = browser.web.current_url().await.expect("the form has an address");
    person.open(form.as_str()).await;
    assert_eq!(stage::typed(&person, "anak.nama").await, "Bagas Pratama");
    assert_eq!(stage::typed(&person, "anak.tempat_lahir").await, "Rengel");

    person.open(&stage.proxy.url("/data")).await;
    person.reads("Sukirman").await;
    stage.proxy.set_line(Line::Up);
    person.open(&stage.proxy.url("/kirim")).await;
    person.touches("send").await;
    stage.until("the record arrives", || stage.n_records(VISIT) == 1).await;
}
