//! The page with files: a list is taken out with a reason and noted, a village of others is refused, an
//! operator fetches a file and ticks what is typed.

use serde_json::json;
use tests::{
    axe::Axe,
    chromium::{Browser, Screen},
    story::Person,
};

use crate::{fits::look_at_desk, stage::Stage};

async fn signs_in(stage: &Stage, person: &Person<'_>, (role, path): (&str, &str)) {
    let (user, password) = stage.process.desk(role);
    person.open(&stage.proxy.url(path)).await;
    person.types("user", &user).await;
    person.types("password", &password).await;
    person.presses("Masuk").await;
    person.finds("#files-mine-t").await;
}

/// Waits for a file whose name holds these words, and fetches it as the link does; how long it is.
async fn fetches(person: &Person<'_>, browser: &Browser, name: &str) -> u64 {
    let css = format!(".files-line a[download*='{name}']");
    person.finds(&css).await;
    let script = "const [css, done] = arguments; \
                  fetch(document.querySelector(css).href) \
                  .then(answer => answer.ok ? answer.arrayBuffer() : new ArrayBuffer(0)) \
                  .then(bytes => done(bytes.byteLength))";
    let length = browser.web.execute_async(script, vec![json!(css)]).await;
    length.expect("it is fetched").json().as_u64().expect("a length")
}

/// True when all of the first such element is within the window.
async fn is_on_screen(browser: &Browser, css: &str) -> bool {
    let script = "const box = document.querySelector(arguments[0]).getBoundingClientRect(); \
                  return box.top >= 0 && box.bottom <= innerHeight";
    let is_on = browser.web.execute(script, vec![json!(css)]).await;
    is_on.expect("it is there").json() == true
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_with_names_needs_a_reason_that_is_read_on_the_page_of_who_took_what() {
    let stage = Stage::start().await;
    let browser = stage.chromium.open(Screen::Desk).await;
    let office = Person::new(&browser, "files-list");
    signs_in(&stage, &office, ("dinsos", "/kantor/berkas")).await;
    office.types("files-reason", "ok").await;
    office.presses("Buat XLSX (untuk dibaca)").await;
    office.reads("Tulis alasan sedikitnya 5 huruf.").await;
    office.types("files-reason", "dicocokkan dengan KK").await;
    browser.shoot("files list").await;
    office.presses("Buat XLSX (untuk dibaca)").await;
    assert!(fetches(&office, &browser, "mutakhir_daftar").await > 5_000);
    assert!(is_on_screen(&browser, ".files-line").await, "what was begun is seen");
    office.reads("Siapa mengambil berkas").await;
    office.finds(".files-notes tbody tr").await;
    office.reads("dicocokkan dengan KK").await;
    browser.shoot("files notes").await;
    // CSV is of one kind, as is said before anything is asked for.
    office.presses("Buat CSV (untuk program)").await;
    office.reads("Untuk CSV pilih satu jenis formulir.").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_village_of_others_is_refused_in_words_and_nothing_is_made() {
    let stage = Stage::start().await;
    let browser = stage.chromium.open(Screen::Desk).await;
    let office = Person::new(&browser, "files-foreign");
    signs_in(&stage, &office, ("desa", "/kantor/berkas?village=35.23.01.2001")).await;
    let n_files = "return document.querySelectorAll('.files-line').length";
    let n_before = browser.web.execute(n_files, vec![]).await.expect("the page is there");
    office.presses("Buat XLSX (untuk dibaca)").await;
    office.reads("Mungkin bukan di wilayah Anda").await;
    assert!(is_on_screen(&browser, ".list-failed").await, "the refusal is seen");
    browser.shoot("files refused").await;
    let n_after = browser.web.execute(n_files, vec![]).await.expect("the page is there");
    assert_eq!(n_before.json(), n_after.json());
    let noted = "SELECT COUNT(*) FROM export WHERE what = 1";
    assert_eq!(stage.process.count(noted), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_operator_fetches_the_file_ticks_what_is_typed_and_takes_one_back() {
    let stage = Stage::start().await;
    let browser = stage.chromium.open(Screen::Desk).await;
    let operator = Person::new(&browser, "files-operator");
    signs_in(&stage, &operator, ("desa", "/kantor/berkas")).await;
    // The demo has asked for one.
    assert!(fetches(&operator, &browser, "siksng_usul").await > 20_000);
    operator.reads("1 dari 3 sudah diketik.").await;
    let scroll = "document.querySelector('.typing').scrollIntoView()";
    browser.web.execute(scroll, vec![]).await.expect("the list is there");
    browser.shoot("files operator").await;
    let typed = "SELECT COUNT(*) FROM typing WHERE is_typed = 1";
    let open = ".typing-tick input:not(:checked)";
    operator.touches_css(open).await;
    operator.reads("2 dari 3 sudah diketik.").await;
    assert_eq!(stage.process.count(typed), 2);
    operator.touches_css(open).await;
    operator.reads("3 dari 3 sudah diketik.").await;
    // All are typed: the next file has nothing, and says so.
    operator.presses("Buat berkas operator").await;
    operator.reads("Semua usulan untuk berkas ini sudah diketik.").await;
    operator.touches_css(".typing-tick input:checked").await;
    operator.reads("2 dari 3 sudah diketik.").await;
    assert_eq!(stage.process.count(typed), 2);
    // On the record, too.
    operator.touches_css(".typing-row:has(input:checked) a").await;
    operator.finds(".detail-head").await;
    operator.reads("Sudah diketik di SIKS-NG").await;
    browser.shoot("files typed record").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_page_with_files_fits_a_small_screen_and_has_no_barriers() {
    let stage = Stage::start().await;
    let browser = stage.chromium.open(Screen::Phone).await;
    let office = Person::new(&browser, "files-fits");
    signs_in(&stage, &office, ("desa", "/kantor/berkas")).await;
    office.finds(".files-line a[download]").await;
    office.finds(".typing-tick input").await;
    let scroll = "document.querySelector('#files-operator-t').scrollIntoView()";
    browser.web.execute(scroll, vec![]).await.expect("the page is there");
    browser.shoot("files phone").await;
    let narrow = json!({ "width": 320, "height": 640, "deviceScaleFactor": 2, "mobile": true });
    browser.devtools("Emulation.setDeviceMetricsOverride", narrow).await.expect("it is heard");
    let mut all = String::new();
    look_at_desk(&office, "files", &mut all).await;
    assert!(all.is_empty(), "{all}");
    let mut axe = Axe::load();
    axe.look(&browser, "files").await;
    assert!(axe.found.is_empty(), "{}", axe.found.join("\n"));
}
