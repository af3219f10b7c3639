//! A first visit over a bad line: the first half of the program is here, the rest does not come.

use tests::{chromium::Screen, story::Person};

use crate::stage::{self, Stage};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_can_be_filled_to_its_end_before_the_rest_of_the_program_is_here() {
    let stage = Stage::start().await;
    if !stage.has_rest().await {
        return;
    }
    stage.proxy.withhold(Some(stage::REST));
    let browser = stage.chromium.open(Screen::Phone).await;
    let person = Person::new(&browser, "early");
    person.open(&stage.proxy.url("/latihan/balita")).await;
    stage::names_the_child(&person, "Bagas Pratama").await;
    person.touches("next").await;
    person.touches("back").await;
    person.finds("[name='anak.nama']").await;
    person.touches("next").await;
    stage::measures_the_child(&person).await;
    stage::comes_to_the_result(&person).await;
    person.reads("Hasil muncul setelah tabel hitungan termuat.").await;
    person.touches("next").await;
    person.touches("finish").await;
    person.reads("Latihan selesai").await;

    // Home needs the rest, and says so until it comes.
    person.presses("Buka beranda").await;
    person.reads("Sinyal belum cukup untuk membuka aplikasi.").await;
    stage.proxy.withhold(None);
    person.reads("HP ini belum diaktifkan").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_typed_into_a_practice_form_stays_when_the_rest_of_the_program_comes() {
    const IS_RUNNING: &str = "return performance.getEntriesByType('resource')\
                              .some(entry => entry.name.includes('/who-') && entry.responseEnd > 0)";
    let stage = Stage::start().await;
    if !stage.has_rest().await {
        return;
    }
    stage.proxy.withhold(Some(stage::REST));
    let browser = stage.chromium.open(Screen::Phone).await;
    let person = Person::new(&browser, "early-typed");
    person.open(&stage.proxy.url("/latihan/balita")).await;
    person.types("anak.nama", "Bagas Pratama").await;
    stage.proxy.withhold(None);
    // The tables are fetched by the rest of the program, once it runs.
    let runs = async || {
        let answer = browser.web.execute(IS_RUNNING, vec![]).await.expect("the script runs");
        answer.json().as_bool() == Some(true)
    };
    person.until("that the rest runs", runs).await;
    let script = "return document.querySelector(\"[name='anak.nama']\").value";
    let typed = browser.web.execute(script, vec![]).await.expect("the box is there");
    assert_eq!(typed.json().as_str(), Some("Bagas Pratama"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_typed_into_a_practice_form_stays_when_english_comes_later() {
    let stage = Stage::start().await;
    let browser = stage.chromium.open(Screen::Phone).await;
    let person = Person::new(&browser, "early-english");
    person.open(&stage.proxy.url("/latihan/balita")).await;
    person.finds("[name='anak.nama']").await;
    let choose = "localStorage.setItem('mutakhir.lang', 'en'); \
                  const done = arguments[0]; \
                  navigator.serviceWorker.getRegistrations() \
                    .then(all => Promise.all(all.map(one => one.unregister()))) \
                    .then(() => caches.keys()) \
                    .then(all => Promise.all(all.map(name => caches.delete(name)))) \
                    .then(() => done(true))";
    browser.web.execute_async(choose, vec![]).await.expect("it is chosen");
    stage.proxy.hold(Some("/english-"));
    person.open(&stage.proxy.url("/latihan/balita")).await;
    person.types("anak.nama", "Bagas Pratama").await;
    stage.until("the words are asked for", || stage.proxy.n_held() > 0).await;
    assert!(person.screen().await.contains("Nama"), "still the other words");
    stage.proxy.hold(None);
    person.reads("Name").await;
    assert_eq!(stage::typed(&person, "anak.nama").await, "Bagas Pratama");
}
