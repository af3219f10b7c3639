//! The phone's own back button, and where the focus is after a question was put aside.

use tests::story::Person;
use thirtyfour::Key;

use crate::stage::{self, Stage};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn back_is_one_step_in_a_form_and_leaves_a_finished_one_at_once() {
    let stage = Stage::start().await;
    let browser = stage.activated_phone("back").await;
    let person = Person::new(&browser, "back");
    stage::makes_a_visit(&person, "Sukirman").await;
    person.touches_css("[data-kind='balita']").await;
    stage::names_the_child(&person, "Bagas Pratama").await;
    person.touches("next").await;
    person.finds("[name='pengasuh.nama']").await;
    browser.web.back().await.expect("back is pressed");
    person.finds("[name='anak.nama']").await;
    person.touches("next").await;
    stage::measures_the_child(&person).await;
    person.finds("[data-fold='ukuran_lain']").await;
    browser.web.refresh().await.expect("the page is loaded again");
    person.finds("[data-fold='ukuran_lain']").await;
    stage::finishes_the_child(&person).await;

    // The form came from the visit's page, the visit from home: one press each.
    browser.web.back().await.expect("back is pressed");
    person.touches_css("[href='/atur']").await;

    // Escape gives the focus back to what opened the question.
    person.touches("sign-out").await;
    person.finds("dialog[open]").await;
    browser.web.action_chain().send_keys(Key::Escape + "").perform().await.expect("a key");
    person
        .until("the focus to be back", async || {
            let focused = browser.web.active_element().await;
            match focused {
                Ok(element) => {
                    element.attr("data-action").await.ok().flatten().as_deref() == Some("sign-out")
                }
                Err(_) => false,
            }
        })
        .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn kembali_and_the_browsers_back_are_one_thing_and_never_go_to_and_fro() {
    let stage = Stage::start().await;
    let browser = stage.activated_phone("to-and-fro").await;
    let person = Person::new(&browser, "to-and-fro");
    let is_first = async || {
        person.finds("[name='cara_data']").await;
    };
    let is_second = async || {
        person.finds("[name='responden.nama']").await;
    };
    for is_by_button in [true, false] {
        let goes_back = async || {
            if is_by_button {
                person.touches("back").await;
            } else {
                browser.web.back().await.expect("back is pressed");
            }
        };
        person.open(&stage.proxy.url("/")).await;
        person.touches("new-visit").await;
        person.chooses("cara_data", "kunjungan_rumah").await;
        person.touches("next").await;
        is_second().await;
        // What only repeats the last visit would be dropped with the draft.
        person.types("responden.nama", "Sulastri").await;
        person.reads("Tersimpan di HP ini").await;
        goes_back().await;
        is_first().await;
        person.touches("next").await;
        is_second().await;
        goes_back().await;
        is_first().await;
        goes_back().await;
        person.finds("[data-action='new-visit']").await;

        // Who comes back into the middle goes back step by step all the same.
        person.touches_css("[data-list='drafts'] a").await;
        is_first().await;
        person.touches("next").await;
        is_second().await;
        person.touches_css("header a").await;
        person.finds("[data-action='new-visit']").await;
        person.touches_css("[data-list='drafts'] a").await;
        is_second().await;
        goes_back().await;
        is_first().await;
        goes_back().await;
        person.finds("[data-action='new-visit']").await;
        person.touches_css("[data-list='drafts'] a").await;
        person.touches("delete").await;
        person.touches("delete-yes").await;
        person.finds("[data-action='new-visit']").await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn back_closes_a_question_and_leaves_the_page() {
    let stage = Stage::start().await;
    let browser = stage.activated_phone("question").await;
    let person = Person::new(&browser, "question");
    person.open(&stage.proxy.url("/atur")).await;
    person.touches("sign-out").await;
    person.finds("dialog[open]").await;
    browser.web.back().await.expect("back is pressed");
    let is_closed = async || !person.sees("dialog[open]").await;
    person.until("the question to close", is_closed).await;
    person.finds("[data-action='sign-out']").await;
    // Answered, it leaves no entry behind.
    person.touches("sign-out").await;
    person.presses("Batal").await;
    person.until("the question to close", is_closed).await;
    person.touches_css("a[href='/data']").await;
    person.finds("[name='cari']").await;
    browser.web.back().await.expect("back is pressed");
    person.finds("[data-action='sign-out']").await;
    person.touches("sign-out").await;
    person.touches("sign-out-yes").await;
    person.reads("HP ini belum diaktifkan").await;
}

/// How far the page is scrolled.
async fn scrolled(person: &Person<'_>) -> i64 {
    pixels(person, "scrollY").await
}

/// How far this entry of the history says that it is scrolled.
async fn kept_scroll(person: &Person<'_>) -> i64 {
    pixels(person, "history.state.y").await
}

async fn pixels(person: &Person<'_>, what: &str) -> i64 {
    let script = format!("return Math.round({what})");
    let answer = person.browser.web.execute(&script, vec![]).await;
    answer.ok().and_then(|answer| answer.json().as_i64()).unwrap_or(-1)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_is_as_far_scrolled_as_it_was_after_a_reload_and_after_back_and_forward() {
    let stage = Stage::start().await;
    let browser = stage.activated_phone("scroll").await;
    let person = Person::new(&browser, "scroll");
    stage::makes_a_visit(&person, "Sukirman").await;
    person.touches_css("[data-kind='balita']").await;
    stage::names_the_child(&person, "Bagas Pratama").await;
    person.reads("Tersimpan di HP ini").await;
    browser.web.execute("scrollTo(0, 100)", vec![]).await.expect("it scrolls");
    // What was scrolled within the last frame before a reload is not known to the page yet.
    person.until("the page to know it", async || kept_scroll(&person).await == 100).await;
    browser.web.refresh().await.expect("the page is loaded again");
    person.until("the page to be there again", async || scrolled(&person).await == 100).await;

    browser.web.back().await.expect("back is pressed");
    person.finds("[data-kind='balita']").await;
    browser.web.forward().await.expect("forward is pressed");
    person.finds("[name='anak.nama']").await;
    person.until("the page to be there once more", async || scrolled(&person).await == 100).await;
    let script = "return getComputedStyle(document.documentElement).overscrollBehaviorY";
    let answer = browser.web.execute(script, vec![]).await.expect("the page is there");
    assert_eq!(answer.json(), "none", "a pull does not load the page again");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_stays_of_a_change_that_changed_nothing_and_an_open_one_is_told() {
    let stage = Stage::start().await;
    let browser = stage.activated_phone("unchanged").await;
    let person = Person::new(&browser, "unchanged");
    stage::makes_a_visit(&person, "Sukirman").await;
    person.open(&stage.proxy.url("/data")).await;
    person.presses("Sukirman").await;
    person.touches("mend").await;
    person.finds("[data-action='next']").await;
    let record = browser.web.current_url().await.expect("it has an address");
    let record = record.path().replace("/isi/", "/data/");
    // It opens at what is still to follow, on the third step.
    person.finds("[name='nama_kepala_keluarga']").await;
    browser.web.back().await.expect("back is pressed");
    person.finds("[name='responden.nama']").await;
    browser.web.back().await.expect("back is pressed");
    person.finds("[name='cara_data']").await;
    browser.web.back().await.expect("back is pressed");
    person.finds("[data-action='mend']").await;
    person.open(&stage.proxy.url("/")).await;
    person.finds("[data-action='new-visit']").await;
    assert!(!person.sees("[data-list='drafts']").await, "nothing is unfinished");

    // One that changed something is said on the record's page, which leads to it.
    person.open(&stage.proxy.url(&record)).await;
    person.touches("mend").await;
    person.types("nama_kepala_keluarga", "Sukirman Hadi").await;
    person.reads("Tersimpan di HP ini").await;
    person.open(&stage.proxy.url(&record)).await;
    person.finds("[data-change='open']").await;
    assert!(!person.sees("[data-action='mend']").await, "no second change is offered");
    person.open(&stage.proxy.url("/")).await;
    person.reads("Kunjungan · perubahan belum disimpan").await;
    person.open(&stage.proxy.url(&record)).await;
    person.touches_css("[data-change='open'] a").await;
    person.finds("[data-action='next']").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_review_is_in_the_history_once_after_something_was_changed_from_it() {
    let stage = Stage::start().await;
    let browser = stage.activated_phone("review").await;
    let person = Person::new(&browser, "review");
    person.touches("new-visit").await;
    stage::fills_a_visit(&person, "Sukirman").await;
    // The first section, whose address has no name in it, and one in the middle.
    for (section, name) in [(1, "cara_data"), (3, "nama_kepala_keluarga")] {
        person.touches_css(&format!(".block:nth-of-type({section}) [data-action='change']")).await;
        person.finds(&format!("[name='{name}']")).await;
        person.touches("next").await;
        person.finds("[data-action='finish']").await;
    }
    browser.web.back().await.expect("back is pressed");
    person.finds("[data-action='next']").await;
    for name in ["nama_kepala_keluarga", "responden.nama", "cara_data"] {
        if !person.sees(&format!("[name='{name}']")).await {
            browser.web.back().await.expect("back is pressed");
        }
        person.finds(&format!("[name='{name}']")).await;
    }
    browser.web.back().await.expect("back is pressed");
    person.finds("[data-action='new-visit']").await;
}
