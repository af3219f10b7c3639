//! A confidential report: begun without a network, sent, and then nowhere on the phone.

use tests::{chromium::Browser, proxy::Line, story::Person};

use crate::stage::Stage;

const PERLU_PETUGAS: u16 = 18;
/// What is typed into the report.
const WORDS: &str = "Balai desa Selasa pagi";

/// Every letter that the browser keeps for the app: all tables of all databases, and what lies beside.
async fn everything(browser: &Browser) -> String {
    let script = r"
        const done = arguments[0];
        const words = value => value instanceof Uint8Array || value instanceof ArrayBuffer
            ? new TextDecoder().decode(value)
            : value && typeof value === 'object'
                ? Object.values(value).map(words).join('\n')
                : String(value);
        const of = name => new Promise(keep => {
            const open = indexedDB.open(name);
            open.onsuccess = () => {
                const db = open.result;
                const tables = [...db.objectStoreNames];
                const rows = table => new Promise(read => {
                    const all = db.transaction(table).objectStore(table).getAll();
                    all.onsuccess = () => read(all.result.map(words).join('\n'));
                });
                Promise.all(tables.map(rows)).then(all => { db.close(); keep(all.join('\n')); });
            };
        });
        const beside = [localStorage, sessionStorage].map(kept => words({ ...kept }));
        indexedDB.databases().then(list => Promise.all(list.map(({ name }) => of(name))))
            .then(all => done([...all, ...beside, words(history.state)].join('\n')));
    ";
    let words = browser.web.execute_async(script, vec![]).await.expect("it is read");
    words.json().as_str().unwrap_or_default().to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_of_a_confidential_report_is_left_on_the_phone_once_the_office_has_it() {
    let stage = Stage::start().await;
    let browser = stage.activated_phone("confidential").await;
    let person = Person::new(&browser, "confidential");
    stage.proxy.set_line(Line::Down);
    person.touches("help").await;
    for number in ["110", "129", "119"] {
        person.finds(&format!("a[href='tel:{number}']")).await;
    }
    person.finds(".office a[href^='tel:+']").await;
    person.touches_css("[data-kind='perlu_petugas']").await;
    // The telephones stand at the form, too.
    person.finds("[data-block='hotlines'] a[href='tel:129']").await;
    person.chooses("kedaruratan", "segera").await;
    person.chooses("cara_kontak", "tempat_aman").await;
    person.types("cara_aman", WORDS).await;
    person.chooses("boleh_sebut_dinas", "tidak").await;
    person.reads("Tersimpan di HP ini").await;
    // Its row in the list says nothing.
    person.open(&stage.proxy.url("/data/belum")).await;
    person.reads("Laporan rahasia").await;
    assert!(!person.screen().await.contains(WORDS));
    person.touches_css("a[href^='/isi/']").await;
    person.touches("next").await;
    person.touches("finish").await;
    person.reads("Menunggu kirim").await;
    assert!(everything(&browser).await.contains(WORDS), "only this phone has it");

    stage.proxy.set_line(Line::Up);
    person.open(&stage.proxy.url("/kirim")).await;
    person.touches("send").await;
    stage.until("the report arrives", || stage.n_records(PERLU_PETUGAS) == 1).await;
    let is_gone = async || !everything(&browser).await.contains(WORDS);
    person.until("it to be erased", is_gone).await;
    assert!(!person.screen().await.contains(WORDS));

    person.open(&stage.proxy.url("/data/terkirim")).await;
    person.reads("Laporan rahasia").await;
    assert!(!person.screen().await.contains(WORDS));
    person.touches_css("a[href^='/data/0']").await;
    person.reads("sudah dihapus dari HP ini").await;
    assert!(!person.sees("[data-action='mend'], [data-action='withdraw']").await);

    // A fresh phone of the same person does not get it either.
    browser.close().await;
    let fresh = stage.chromium.open(tests::chromium::Screen::Phone).await;
    let person = Person::new(&fresh, "confidential, fresh");
    person.open(&stage.new_link().await).await;
    person.touches("activate").await;
    person.finds("[data-action='new-visit']").await;
    person.open(&stage.proxy.url("/data")).await;
    let words = everything(&fresh).await;
    assert!(!words.contains(WORDS));
}
