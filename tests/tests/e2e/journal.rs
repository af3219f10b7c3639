//! The sending log in the settings: what happened is there, what people typed is not, and it can be
//! taken along also where storage is what is broken.

use tests::{proxy::Line, story::Person};

use crate::stage::{self, Stage};

/// What the preference of this browser holds.
async fn kept(person: &Person<'_>) -> String {
    let read = "return localStorage.getItem('mutakhir.journal') ?? ''";
    let kept = person.browser.web.execute(read, vec![]).await.expect("the page answers");
    kept.json().as_str().unwrap_or_default().to_owned()
}

/// The file that the link of the block saves.
async fn file(person: &Person<'_>) -> String {
    let read = "const link = document.querySelector('[data-block=log] a[download]'); \
                link.addEventListener('click', event => event.preventDefault(), { once: true }); \
                link.click(); return decodeURIComponent(link.href.split(',')[1])";
    let file = person.browser.web.execute(read, vec![]).await.expect("the link is there");
    file.json().as_str().unwrap_or_default().to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_happened_can_be_taken_along_without_what_was_typed() {
    let stage = Stage::start().await;
    let browser = stage.activated_phone("journal").await;
    let person = Person::new(&browser, "journal");
    assert!(kept(&person).await.contains("version "), "{}", kept(&person).await);
    stage.proxy.set_line(Line::Down);
    stage::makes_a_visit(&person, "Karsinah").await;
    person.until("the obstacle is noted", async || kept(&person).await.contains("obstacle ")).await;
    stage.proxy.set_line(Line::Up);
    person.open(&stage.proxy.url("/kirim")).await;
    person.touches("send").await;
    person.until("what was sent is noted", async || kept(&person).await.contains("sent 1 ")).await;
    person.open(&stage.proxy.url("/atur")).await;
    person.finds("[data-block='log']").await;
    person.opens_details().await;
    person.reads("Terkirim: 1").await;
    person.reads("Belum terkirim (").await;
    let file = file(&person).await;
    assert!(file.contains("Terkirim: 1"), "{file}");
    for text in [file, kept(&person).await] {
        for typed in ["Karsinah", "Sulastri", "Darmo", "musala"] {
            assert!(!text.contains(typed), "{typed} in {text}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_storage_the_log_is_still_there() {
    let stage = Stage::start().await;
    let browser = stage.activated_phone("journal-broken").await;
    let person = Person::new(&browser, "journal-broken");
    // This browser refuses its database from now on.
    let refuse =
        "IDBFactory.prototype.open = () => { throw new DOMException('no', 'UnknownError') }";
    let script = serde_json::json!({ "source": refuse });
    let command = "Page.addScriptToEvaluateOnNewDocument";
    browser.devtools(command, script).await.expect("it is heard");
    person.open(&stage.proxy.url("/")).await;
    person.touches_css("a[href='/atur']").await;
    person.finds("[data-block='log']").await;
    assert!(file(&person).await.contains("Mutakhir"));
}
