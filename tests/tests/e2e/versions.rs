//! What was said before: earlier versions of a record, and a copy of a change that another tab passed.

use tests::story::Person;

use crate::stage::{self, Stage};

/// Opens the record of the only visit to change it; its address as a draft.
async fn changes_the_visit(stage: &Stage, person: &Person<'_>) -> String {
    person.open(&stage.proxy.url("/data")).await;
    person.presses("Sukirman").await;
    person.touches("mend").await;
    // It opens at the number that is to follow.
    person.finds("[name='nama_kepala_keluarga']").await;
    let address = person.browser.web.current_url().await.expect("it has an address");
    stage.proxy.url(address.path())
}

/// From the screen of the family to the record's page.
async fn finishes_the_visit(person: &Person<'_>) {
    person.touches("next").await;
    person.finds("[name='catatan']").await;
    person.touches("next").await;
    person.touches("finish").await;
    person.finds("[data-action='mend']").await;
}

/// The words of an element.
async fn words_of(person: &Person<'_>, css: &str) -> String {
    person.finds(css).await.text().await.unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_earlier_version_opens_on_the_records_page() {
    let stage = Stage::start().await;
    let browser = stage.activated_phone("versions").await;
    let person = Person::new(&browser, "versions");
    stage::makes_a_visit(&person, "Sukirman").await;
    changes_the_visit(&stage, &person).await;
    person.types("nama_kepala_keluarga", "Karsinah").await;
    finishes_the_visit(&person).await;

    person.touches_css("details:has([data-version]) > summary").await;
    person.touches_css("[data-version] > summary").await;
    person
        .until("the earlier version to be read", async || {
            let words = words_of(&person, "[data-version]").await;
            words.contains("Sukirman") && !words.contains("Karsinah")
        })
        .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_copy_of_a_change_is_taken_over_and_finished() {
    let stage = Stage::start().await;
    let browser = stage.activated_phone("copy").await;
    let person = Person::new(&browser, "copy");
    stage::makes_a_visit(&person, "Sukirman").await;
    let form = changes_the_visit(&stage, &person).await;
    // What is typed in the first tab cannot be stored for a while, and the second finishes the change.
    let full = "const put = IDBObjectStore.prototype.put; \
                window.makeRoom = () => { IDBObjectStore.prototype.put = put; }; \
                IDBObjectStore.prototype.put = () => { \
                throw new DOMException('no room', 'QuotaExceededError'); }";
    browser.web.execute(full, vec![]).await.expect("the script runs");
    person.types("nama_kepala_keluarga", "Karsinah").await;
    person.finds("[data-unsaved='failed']").await;
    let first = browser.web.window().await.expect("there is a tab");
    let second = browser.web.new_tab().await.expect("a tab can be opened");
    browser.web.switch_to_window(second).await.expect("it is there");
    person.open(&[&form, "#keluarga"].concat()).await;
    person.types("nama_kepala_keluarga", "Wartini").await;
    finishes_the_visit(&person).await;

    browser.web.switch_to_window(first).await.expect("it is there");
    browser.web.execute("window.makeRoom()", vec![]).await.expect("the script runs");
    person.touches("open-copy").await;
    person.finds("[data-copy]").await;
    person.touches("take-over").await;
    person.until("the copy to be the change", async || !person.sees("[data-copy]").await).await;
    assert_eq!(stage::typed(&person, "nama_kepala_keluarga").await, "Karsinah");
    finishes_the_visit(&person).await;
    assert!(words_of(&person, "h1").await.contains("Karsinah"));
    person.open(&stage.proxy.url("/")).await;
    person.finds("[data-action='new-visit']").await;
    assert!(!person.sees("[data-list='drafts']").await, "nothing is unfinished");
}
