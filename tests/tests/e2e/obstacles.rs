//! Each press of "Kirim sekarang" is answered, with the name of what stands in the way.

use serde_json::json;
use tests::{proxy::Line, story::Person};

use crate::stage::Stage;

/// What stands above the page after a press, once it is there.
async fn presses_and_reads(person: &Person<'_>, words: &str) {
    let clear = "document.querySelectorAll('.toast').forEach(one => one.dataset.old = 'yes')";
    person.browser.web.execute(clear, vec![]).await.expect("the page is there");
    person.touches("send").await;
    let script = "return [...document.querySelectorAll('.toast:not([data-old])')] \
                  .map(one => one.textContent).join()";
    person
        .until(&format!("a press to be answered by “{words}”"), async || {
            let answer = person.browser.web.execute(script, vec![]).await;
            answer.is_ok_and(|answer| answer.json().as_str().unwrap_or_default().contains(words))
        })
        .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_press_is_answered_with_the_name_of_the_obstacle() {
    let stage = Stage::start().await;
    let browser = stage.activated_phone("obstacles").await;
    let person = Person::new(&browser, "obstacles");
    person.open(&stage.proxy.url("/kirim")).await;
    person.reads("Semua data sudah diterima kantor.").await;
    presses_and_reads(&person, "Tersambung. Semua data sudah diterima kantor.").await;

    // The phone has a network, and nothing answers: also twice in a row, and with nothing waiting.
    stage.proxy.set_line(Line::Down);
    presses_and_reads(&person, "Server tidak terhubung.").await;
    presses_and_reads(&person, "tanggal HP").await;
    // It has none.
    browser.set_online(false).await;
    presses_and_reads(&person, "HP sedang tanpa sinyal.").await;
    presses_and_reads(&person, "HP sedang tanpa sinyal.").await;
    person.reads("tanpa sinyal").await;
    browser.set_online(true).await;

    // Somebody else answers.
    stage.proxy.stand_in("/api/", "<html><body>Selamat datang di Wi-Fi kami</body></html>");
    stage.proxy.set_line(Line::Up);
    presses_and_reads(&person, "Yang menjawab bukan server Mutakhir.").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_phone_whose_clock_is_wrong_is_told_so_and_not_that_the_signal_is_weak() {
    let stage = Stage::start().await;
    let browser = stage.activated_phone("clock").await;
    let person = Person::new(&browser, "clock");
    let years_ago = "const now = Date.now; Date.now = () => now() - 3 * 365 * 86400000;";
    let script = json!({ "source": years_ago });
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", script).await.expect("it is heard");
    person.open(&stage.proxy.url("/kirim")).await;
    person.finds("[data-action='send']").await;
    // At such a time no certificate is valid: the connection is refused.
    stage.proxy.set_line(Line::Down);
    presses_and_reads(&person, "Tanggal atau jam HP salah").await;
}
