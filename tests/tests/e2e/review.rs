//! The office decides: what waits, one key for each record, a minute to undo, many at once, a slip that
//! is mended, and a return that comes back to its phone and from there.

use serde_json::json;
use tests::{
    axe::Axe,
    chromium::{Browser, Chromium, Screen},
    story::Person,
};

use crate::stage::{self, Stage};

/// Somebody of Dinsos opens the desk.
pub async fn signs_in(stage: &Stage, supervisor: &Person<'_>, path: &str) {
    signs_in_as(stage, supervisor, ("dinsos", path)).await;
}

async fn signs_in_as(stage: &Stage, supervisor: &Person<'_>, (role, path): (&str, &str)) {
    let (user, password) = stage.process.desk(role);
    supervisor.open(&stage.proxy.url(path)).await;
    supervisor.types("user", &user).await;
    supervisor.types("password", &password).await;
    supervisor.presses("Masuk").await;
}

/// Where the browser is.
async fn address(browser: &Browser) -> String {
    browser.web.current_url().await.expect("the browser is there").path().to_owned()
}

/// Presses a letter where the page hears it.
async fn hits(browser: &Browser, letter: &str) {
    let body = browser.web.active_element().await.expect("something has the focus");
    body.send_keys(letter).await.expect("a key is pressed");
}

/// The record on the page was there long enough to be decided by a key.
pub async fn has_read(supervisor: &Person<'_>) {
    supervisor.finds(".detail-head").await;
    let script = "return !document.documentElement.hasAttribute('data-unread')";
    supervisor.until("the page to be read", async || supervisor.is_true(script).await).await;
}

/// Opens the box in which the address of a visit is mended.
pub async fn opens_the_address(supervisor: &Person<'_>) {
    let open = "const field = [...document.querySelectorAll('.field')] \
                .find(one => one.querySelector('dt')?.textContent.includes('Alamat')); \
                const button = field?.querySelector('.at-field'); button?.click(); return !!button";
    let is_open = async || supervisor.is_true(open).await;
    supervisor.until("to open the box of the address", is_open).await;
}

/// Opens the record of the list that has another version beside it.
async fn opens_two_versions(supervisor: &Person<'_>) {
    supervisor.reads("Ditahan · 1 versi lain").await;
    let open = "const row = [...document.querySelectorAll('.records tbody tr')] \
                .find(row => row.textContent.includes('versi lain')); \
                row.querySelector('.row-link').click()";
    supervisor.browser.web.execute(open, vec![]).await.expect("the list is there");
    supervisor.finds("[data-card='settle'] [data-action='keep']").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_supervisor_goes_through_what_waits_with_one_key_each_and_takes_one_back() {
    let stage = Stage::start().await;
    // The demo has some.
    let decisions = "SELECT COUNT(*) FROM decision";
    let n_before = stage.process.count(decisions);
    let desk = stage.chromium.open(Screen::Desk).await;
    let supervisor = Person::new(&desk, "review-keys");
    signs_in(&stage, &supervisor, "/kantor").await;
    supervisor.reads("Perlu Anda hari ini").await;
    supervisor.finds("[data-pile='review']").await;
    desk.shoot("desk today").await;
    supervisor.touches("begin").await;
    has_read(&supervisor).await;
    supervisor.finds("[data-action='next']").await;
    desk.shoot("desk record").await;

    let first = address(&desk).await;
    let is_elsewhere = async |from: &str| address(&desk).await != from;
    supervisor
        .until("to be at the next record", async || {
            if !is_elsewhere(&first).await {
                hits(&desk, "t").await;
            }
            is_elsewhere(&first).await
        })
        .await;
    supervisor.reads("Diterima").await;
    has_read(&supervisor).await;
    desk.shoot("desk next record").await;
    let second = address(&desk).await;

    // While somebody types, letters are words.
    supervisor.touches("return").await;
    supervisor.finds("#review-comment").await;
    supervisor.types("review-comment", "tkdp").await;
    assert_eq!(address(&desk).await, second);
    desk.shoot("desk return").await;
    supervisor.presses("Batal").await;

    supervisor.touches("undo").await;
    supervisor.reads("Keputusan diurungkan").await;
    let undone = "SELECT COUNT(*) FROM decision WHERE ended = 2";
    stage.until("the decision is undone", || stage.process.count(undone) == 1).await;
    assert_eq!(stage.process.count(decisions), n_before + 1, "one key, one decision");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_are_accepted_at_once_after_a_question_that_says_what() {
    let stage = Stage::start().await;
    let desk = stage.chromium.open(Screen::Desk).await;
    let supervisor = Person::new(&desk, "review-bulk");
    signs_in(&stage, &supervisor, "/kantor/data?state=sent").await;
    supervisor.finds(".tick").await;
    let tick = "const all = [...document.querySelectorAll('.tick')].slice(0, 3); \
                all.forEach(one => one.click()); return all.length";
    let n_ticked = desk.web.execute(tick, vec![]).await.expect("the list is there");
    assert_eq!(n_ticked.json(), &json!(3));
    supervisor.presses("Terima 3 terpilih").await;
    supervisor.finds("dialog[open]").await;
    desk.shoot("desk bulk").await;
    supervisor.touches("accept-yes").await;
    supervisor.reads("3 data: Diterima").await;
    supervisor.reads("masih bisa diurungkan").await;
    let pending = "SELECT COUNT(*) FROM decision WHERE ended = 0";
    assert_eq!(stage.process.count(pending), 3);
    supervisor.touches("undo").await;
    supervisor.reads("Keputusan diurungkan").await;
    supervisor.reads_no_more("masih bisa diurungkan").await;
    assert_eq!(stage.process.count(pending), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_slip_is_mended_in_the_boxes_of_the_phone() {
    let stage = Stage::start().await;
    let desk = stage.chromium.open(Screen::Desk).await;
    let supervisor = Person::new(&desk, "review-mend");
    let mended = "SELECT COUNT(*) FROM decision WHERE deed = 4";
    let n_before = stage.process.count(mended);
    signs_in(&stage, &supervisor, "/kantor/data?state=sent&kind=kunjungan").await;
    supervisor.touches_css(".row-link").await;
    has_read(&supervisor).await;
    supervisor.touches("mend").await;
    supervisor.reads("Belum ada yang diubah").await;
    // The address of a visit: plain words.
    opens_the_address(&supervisor).await;
    supervisor.finds(".mend-box input").await;
    supervisor.types("alamat", "Sebelah timur balai desa").await;
    supervisor.reads("Menjadi: Sebelah timur balai desa").await;
    desk.shoot("desk mend").await;
    supervisor.touches("mend-yes").await;
    supervisor.reads("Diperbaiki petugas").await;
    assert_eq!(stage.process.count(mended), n_before + 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_return_reaches_its_phone_is_mended_there_and_waits_again() {
    let stage = Stage::start().await;
    let browser = stage.activated_phone("review-return").await;
    let person = Person::new(&browser, "review-return");
    stage::makes_a_visit(&person, "Sukirman").await;
    stage.until("the visit arrives", || stage.n_records(1) == 1).await;
    browser.close().await;

    let desk = stage.chromium.open(Screen::Desk).await;
    let supervisor = Person::new(&desk, "review-return-desk");
    signs_in(&stage, &supervisor, "/kantor/data?state=sent&kind=kunjungan").await;
    supervisor.presses("Sukirman").await;
    has_read(&supervisor).await;
    supervisor.touches("return").await;
    supervisor.types("review-comment", "Mohon lengkapi alamat.").await;
    let open = "const field = [...document.querySelectorAll('.field')] \
                .find(one => one.querySelector('dt')?.textContent.includes('Alamat')); \
                field.querySelector('dt').click(); return !!field.querySelector('.note-box')";
    let is_open = async || supervisor.is_true(open).await;
    supervisor.until("a touch at the address to open a comment there", is_open).await;
    let boxes = supervisor.finds(".note-box input").await;
    boxes.send_keys("Sebut nama dusunnya").await.expect("it takes words");
    supervisor.reads("1 catatan").await;
    desk.shoot("desk return with a comment").await;
    supervisor.touches("return-yes").await;
    supervisor.reads("Dikembalikan untuk diperbaiki").await;
    stage.the_minute_is_over();
    supervisor.open(&stage.proxy.url("/kantor")).await;
    supervisor.reads("belum sampai sejak").await;
    desk.shoot("desk today with a return").await;
    desk.close().await;

    let browser = stage.chromium.open(Screen::Phone).await;
    let person = Person::new(&browser, "review-return-phone");
    person.open(&stage.proxy.url("/")).await;
    person.reads("Perlu diperbaiki").await;
    browser.shoot("phone home with a return").await;
    person.open(&stage.proxy.url("/data?pilih=perbaiki")).await;
    person.presses("Sukirman").await;
    person.reads("Mohon lengkapi alamat.").await;
    person.reads("Sebut nama dusunnya").await;
    browser.shoot("phone returned record").await;
    person.touches("mend").await;
    // It opens where the comment is, and says it there.
    person.finds("[name='alamat']").await;
    person.is_told("alamat", "catatan_petugas").await;
    browser.shoot("phone mending").await;
    person.types("alamat", "Dusun Krajan, cat hijau").await;
    person
        .until("the comment to be gone", async || {
            !person.sees("[data-field='alamat'] [data-code='catatan_petugas']").await
        })
        .await;
    let reached = "SELECT COUNT(*) FROM decision WHERE deed = 2 AND delivered_at IS NOT NULL";
    stage.until("the office knows that it arrived", || stage.process.count(reached) == 1).await;
    let n_before = stage.count_from_phone("COUNT(*)", "r.kind = 1");
    while !person.sees("[data-action='finish']").await {
        person.touches("next").await;
        person
            .until("the next screen", async || {
                person.sees("[data-action='finish']").await
                    || person.sees("[data-action='next']").await
            })
            .await;
    }
    person.touches("finish").await;
    stage
        .until("the mended one arrives", || {
            stage.count_from_phone("COUNT(*)", "r.kind = 1") > n_before
        })
        .await;
    assert_eq!(stage.count_from_phone("COUNT(DISTINCT c.record)", "r.state = 6"), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_who_decide_one_is_told_who_was_first() {
    let stage = Stage::start().await;
    let desk = stage.chromium.open(Screen::Desk).await;
    let first = Person::new(&desk, "review-first");
    signs_in_as(&stage, &first, ("kecamatan", "/kantor")).await;
    first.touches("begin").await;
    has_read(&first).await;
    let here = address(&desk).await;

    let other = Chromium::start().await;
    let other_desk = other.open(Screen::Desk).await;
    let second = Person::new(&other_desk, "review-second");
    signs_in(&stage, &second, &here).await;
    has_read(&second).await;

    first.touches("accept").await;
    first.reads("Diterima.").await;
    second.touches("accept").await;
    second.reads("Data ini sudah diputuskan.").await;
    let name =
        desk.web.execute("return document.querySelector('.bar-person strong').textContent", vec![]);
    let name =
        name.await.expect("somebody is signed in").json().as_str().unwrap_or_default().to_owned();
    second.reads(&name).await;
    second.touches("look-again").await;
    second.finds(".decisions").await;
    second.reads("Masih bisa diurungkan").await;
    assert!(!second.sees("[data-action='accept']").await, "nothing is left to decide");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_versions_one_is_chosen_by_what_differs() {
    let stage = Stage::start().await;
    let desk = stage.chromium.open(Screen::Desk).await;
    let supervisor = Person::new(&desk, "review-settle");
    signs_in(&stage, &supervisor, "/kantor/data?state=held_office").await;
    opens_two_versions(&supervisor).await;
    supervisor.finds(".settle tbody th").await;
    desk.shoot("desk two versions").await;
    supervisor.touches("keep").await;
    supervisor.reads("Versi yang dipakai dipilih petugas").await;
    stage.the_minute_is_over();
    let settled = "SELECT COUNT(*) FROM decision WHERE deed = 5 AND ended = 1";
    supervisor.open(&stage.proxy.url("/kantor")).await;
    stage.until("the choice takes effect", || stage.process.count(settled) == 1).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn paper_has_all_rows_of_the_filter() {
    let stage = Stage::start().await;
    let desk = stage.chromium.open(Screen::Desk).await;
    let supervisor = Person::new(&desk, "review-paper");
    signs_in(&stage, &supervisor, "/kantor/data?state=sent").await;
    supervisor.finds(".row-link").await;
    let rows = "document.querySelectorAll('.records tbody tr').length";
    let keep = format!("window.print = () => document.body.dataset.printed = {rows}");
    desk.web.execute(&keep, vec![]).await.expect("the page is there");
    supervisor.touches("print").await;
    supervisor.finds("body[data-printed]").await;
    let printed = desk.web.execute("return +document.body.dataset.printed", vec![]).await;
    let n_sent = stage.process.count("SELECT COUNT(*) FROM record WHERE state = 3");
    assert!(n_sent > 50, "more than one page: {n_sent}");
    assert_eq!(printed.expect("the page is there").json(), &json!(n_sent));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_pages_that_decide_have_no_barriers() {
    let stage = Stage::start().await;
    let desk = stage.chromium.open(Screen::Desk).await;
    let supervisor = Person::new(&desk, "axe-review");
    let mut axe = Axe::load();
    signs_in(&stage, &supervisor, "/kantor").await;
    supervisor.finds("[data-pile='review']").await;
    axe.look(&desk, "today").await;
    supervisor.touches("begin").await;
    has_read(&supervisor).await;
    axe.look(&desk, "a record that waits").await;
    for action in ["return", "not_use", "mend"] {
        supervisor.touches(action).await;
        supervisor.finds(".review-panel textarea").await;
        if action != "not_use" {
            supervisor.touches_css(".at-field").await;
            supervisor.finds(".note-box input, .mend-box .field").await;
        }
        axe.look(&desk, action).await;
        supervisor.presses("Batal").await;
    }
    supervisor.open(&stage.proxy.url("/kantor/data?state=sent")).await;
    supervisor.touches_css("#tick-all").await;
    supervisor.touches("accept-chosen").await;
    supervisor.finds("dialog[open]").await;
    axe.look(&desk, "many at once").await;
    supervisor.touches_css("dialog .second").await;
    supervisor.open(&stage.proxy.url("/kantor/data?state=held_office")).await;
    opens_two_versions(&supervisor).await;
    axe.look(&desk, "two versions").await;
    assert!(axe.found.is_empty(), "{}", axe.found.join("\n"));
}
