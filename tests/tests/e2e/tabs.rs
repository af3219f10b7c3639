//! Two tabs of one browser, and a line that lets a person wait: what is saved meanwhile is not lost.

use std::time::Duration;

use tests::{proxy::Line, story::Person};

use crate::{
    proof::{FRONT, comes_to_the_photos, picture_on, shoots},
    stage::{self, Stage},
};

const VISIT: u16 = 1;
/// On the chip of a phone whose session has ended.
const NEEDS_LINK: &str = "Perlu tautan baru";
/// Ends the session of a phone.
const SESSION_END: &str = "/api/v1/session/end";

/// Opens an address in one more tab, which is in front from then on; returns the two.
async fn opens_a_tab(person: &Person<'_>, url: &str) -> [thirtyfour::WindowHandle; 2] {
    let web = &person.browser.web;
    let before = web.window().await.expect("there is a tab");
    let new = web.new_tab().await.expect("a tab can be opened");
    web.switch_to_window(new.clone()).await.expect("it is there");
    person.open(url).await;
    [before, new]
}

/// Puts a tab in front.
async fn looks_at(person: &Person<'_>, tab: &thirtyfour::WindowHandle) {
    let web = &person.browser.web;
    web.switch_to_window(tab.clone()).await.expect("it is there");
    // A phone says so to the page; a browser without a screen does not.
    let focus = "window.dispatchEvent(new Event('focus'))";
    web.execute(focus, vec![]).await.expect("the page is there");
}

/// Asks to be signed out, while the line keeps that from the server.
async fn begins_to_sign_out(stage: &Stage, person: &Person<'_>) {
    stage.proxy.hold(Some(SESSION_END));
    person.open(&stage.proxy.url("/atur")).await;
    person.touches("sign-out").await;
    person.touches("sign-out-yes").await;
    stage.until("the server is asked", || stage.proxy.n_held() > 0).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_can_be_filled_while_a_slow_line_signs_out() {
    let stage = Stage::start().await;
    let browser = stage.activated_phone("leaving").await;
    let person = Person::new(&browser, "leaving");
    begins_to_sign_out(&stage, &person).await;
    person.reads("Mengeluarkan akun").await;
    person.touches_css("a[href='/']").await;
    person.reads("Mengeluarkan akun").await;
    assert!(!person.sees("[data-action='new-visit']").await, "no way to a form");
    stage.proxy.hold(None);
    person.reads("HP ini belum diaktifkan").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_visit_finished_in_a_second_tab_outlives_a_signing_out_in_the_first() {
    let stage = Stage::start().await;
    let browser = stage.activated_phone("leaving-two").await;
    let person = Person::new(&browser, "leaving-two");
    // Nothing that is finished comes to the server meanwhile.
    stage.proxy.withhold(Some("/api/v1/sync/push"));
    let [first, second] = opens_a_tab(&person, &stage.proxy.url("/")).await;
    person.finds("[data-action='new-visit']").await;
    looks_at(&person, &first).await;
    begins_to_sign_out(&stage, &person).await;

    looks_at(&person, &second).await;
    stage::makes_a_visit(&person, "Sukirman").await;
    stage.proxy.hold(None);
    // The first tab finds it, says so and deletes nothing.
    looks_at(&person, &first).await;
    person.reads("tetap disimpan di HP ini").await;
    assert!(!stage::kept(&browser, "outbox").await.is_empty(), "it is still to be sent");

    stage.proxy.withhold(None);
    person.touches_css("a[href='/kirim']").await;
    person.touches("send").await;
    person.reads(NEEDS_LINK).await;
    person.reads("Sukirman").await;
    person.open(&stage.new_link().await).await;
    person.touches("activate").await;
    person.finds("[data-action='new-visit']").await;
    stage.until("the visit arrives", || stage.n_records(VISIT) == 1).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_new_link_in_a_second_tab_sends_what_the_first_could_not() {
    let stage = Stage::start().await;
    let browser = stage.activated_phone("new-link").await;
    let person = Person::new(&browser, "new-link");
    let end = "const done = arguments[0]; \
               fetch('/api/v1/session/end', { method: 'POST' }).then(answer => done(answer.status))";
    let answer = browser.web.execute_async(end, vec![]).await.expect("the script runs");
    assert_eq!(answer.json().as_i64(), Some(204), "the session has ended");
    stage::makes_a_visit(&person, "Sukirman").await;
    person.reads(NEEDS_LINK).await;

    let link = stage.new_link().await;
    let [first, second] = opens_a_tab(&person, &link).await;
    person.touches("activate").await;
    person.finds("[data-action='new-visit']").await;
    stage::makes_a_visit(&person, "Karsinah").await;
    stage.until("both visits arrive", || stage.n_records(VISIT) == 2).await;

    for tab in [first, second] {
        looks_at(&person, &tab).await;
        person.open(&stage.proxy.url("/kirim")).await;
        person.touches("send").await;
        person.reads("Semua terkirim").await;
        assert!(!person.screen().await.contains(NEEDS_LINK), "it is signed in");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_draft_that_was_empty_in_a_second_tab_keeps_what_the_first_typed() {
    let stage = Stage::start().await;
    let browser = stage.activated_phone("empty").await;
    let person = Person::new(&browser, "empty");
    stage.proxy.set_line(Line::Down);
    stage::makes_a_visit(&person, "Sukirman").await;
    person.touches_css("[data-kind='balita']").await;
    person.finds("[name='anak.nama']").await;
    let form = browser.web.current_url().await.expect("the form has an address");
    let [first, second] = opens_a_tab(&person, form.as_str()).await;
    person.finds("[name='anak.nama']").await;

    looks_at(&person, &first).await;
    person.types("anak.nama", "Bagas").await;
    let is_kept = async |name: &str| stage::kept(&browser, "draft").await.contains(name);
    person.until("the name to be kept", async || is_kept("Bagas").await).await;

    looks_at(&person, &second).await;
    person.touches_css("header a").await;
    person.finds("[data-kind='balita']").await;
    // Were it dropped, it would be by now.
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert!(is_kept("Bagas").await, "the draft is still there");

    looks_at(&person, &first).await;
    person.types("anak.nama", "Bagas Pratama").await;
    person.until("the rest to be kept", async || is_kept("Bagas Pratama").await).await;
    person.open(form.as_str()).await;
    assert_eq!(stage::typed(&person, "anak.nama").await, "Bagas Pratama");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_tab_that_sent_and_is_left_lets_another_send() {
    let stage = Stage::start().await;
    let browser = stage.activated_phone("left-tab").await;
    let person = Person::new(&browser, "left-tab");
    let [first, second] = opens_a_tab(&person, &stage.proxy.url("/")).await;
    person.finds("[data-action='new-visit']").await;
    // Browsers keep a page that is left, with whatever it holds.
    looks_at(&person, &first).await;
    person.open(&stage.proxy.url("/atur")).await;
    person.finds("[data-action='sign-out']").await;

    looks_at(&person, &second).await;
    stage::makes_a_visit(&person, "Sukirman").await;
    stage.until("the visit arrives", || stage.n_records(VISIT) == 1).await;
    person.reads_no_more("menunggu kirim").await;

    // Back to the page that was kept, and the tab that sends now is closed.
    looks_at(&person, &first).await;
    browser.web.back().await.expect("there is a page before");
    person.finds("[data-action='new-visit']").await;
    looks_at(&person, &second).await;
    browser.web.close_window().await.expect("it closes");
    looks_at(&person, &first).await;
    stage::makes_a_visit(&person, "Karsinah").await;
    stage.until("the second visit arrives", || stage.n_records(VISIT) == 2).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_tabs_that_type_into_one_draft_a_person_chooses_and_no_word_is_lost() {
    let stage = Stage::start().await;
    let browser = stage.activated_phone("two-tabs").await;
    let person = Person::new(&browser, "two-tabs");
    stage::makes_a_visit(&person, "Sukirman").await;
    person.touches_css("[data-kind='balita']").await;
    person.types("anak.nama", "Bagas").await;
    person.reads("Tersimpan di HP ini").await;
    let form = browser.web.current_url().await.expect("the form has an address");
    // What is typed in the first tab cannot be stored for a while, and so it does not follow the other.
    let full = "const put = IDBObjectStore.prototype.put; \
                window.makeRoom = () => { IDBObjectStore.prototype.put = put; }; \
                IDBObjectStore.prototype.put = () => { \
                throw new DOMException('no room', 'QuotaExceededError'); }";
    browser.web.execute(full, vec![]).await.expect("the script runs");
    person.types("anak.nama", "Bagas Pratama").await;
    person.finds("[data-unsaved='failed'] [download$='.mutakhir']").await;
    let [first, second] = opens_a_tab(&person, form.as_str()).await;
    person.types("anak.nama", "Karsinah").await;
    let is_kept = async |name: &str| stage::kept(&browser, "draft").await.contains(name);
    person.until("the name to be kept", async || is_kept("Karsinah").await).await;

    looks_at(&person, &first).await;
    assert_eq!(stage::typed(&person, "anak.nama").await, "Bagas Pratama");
    browser.web.execute("window.makeRoom()", vec![]).await.expect("the script runs");
    person.finds("[data-unsaved='conflict']").await;
    person.until("both to be kept", async || is_kept("Bagas Pratama").await).await;
    assert!(is_kept("Karsinah").await);
    let script = "const note = document.querySelector('[data-unsaved]').getBoundingClientRect(); \
                  return note.top < innerHeight && note.bottom > 0";
    let is_seen = async || person.is_true(script).await;
    browser.web.execute("scrollTo(0, 0)", vec![]).await.expect("it scrolls");
    assert!(is_seen().await, "at the top of the form");
    browser.web.execute("scrollTo(0, 200)", vec![]).await.expect("it scrolls");
    assert!(is_seen().await, "and further down");
    person.types("anak.tempat_lahir", "Rengel").await;
    person.until("what is typed on to be kept", async || is_kept("Rengel").await).await;

    person.touches("use-this").await;
    person.until("the question to be over", async || !person.sees("[data-unsaved]").await).await;
    person.open(form.as_str()).await;
    assert_eq!(stage::typed(&person, "anak.nama").await, "Bagas Pratama");
    person.open(&stage.proxy.url("/data/belum")).await;
    person.reads("Bagas Pratama").await;
    person.reads("Karsinah").await;

    // A tab that is in front again shows what is latest, and nothing is asked.
    looks_at(&person, &second).await;
    person
        .until("the other version", async || {
            stage::typed(&person, "anak.nama").await == "Bagas Pratama"
        })
        .await;
    assert!(!person.sees("[data-unsaved]").await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_tabs_with_one_photo_both_show_the_last_one_and_no_word_is_lost() {
    let stage = Stage::with_camera().await;
    let browser = stage.activated_phone("photo-tabs").await;
    let person = Person::new(&browser, "photo-tabs");
    comes_to_the_photos(&person).await;
    person.types("catatan", "Rumah di gang kedua").await;
    let is_kept = async || stage::kept(&browser, "draft").await.contains("Rumah di gang kedua");
    person.until("the words to be kept", is_kept).await;
    let form = browser.web.current_url().await.expect("the form has an address");
    let [first, second] = opens_a_tab(&person, form.as_str()).await;
    person.finds(&format!("{FRONT} [data-action='take-photo']")).await;

    looks_at(&person, &first).await;
    shoots(&person, FRONT, "take-photo").await;
    let taken_first = picture_on(&person).await;
    looks_at(&person, &second).await;
    person
        .until("the photo of the other tab", async || picture_on(&person).await == taken_first)
        .await;
    person.touches_css(&format!("{FRONT} [data-action='take-again']")).await;
    person.touches_css(&format!("{FRONT} [data-action='shoot']")).await;
    let is_another = async || {
        let now = picture_on(&person).await;
        now.is_some() && now != taken_first
    };
    person.until("another photo", is_another).await;
    let taken_second = picture_on(&person).await;
    looks_at(&person, &first).await;
    person
        .until("the photo of the other tab", async || picture_on(&person).await == taken_second)
        .await;
    assert_eq!(stage::typed(&person, "catatan").await, "Rumah di gang kedua");
}
