//! A first visit over a bad line: a form can be filled while the rest is still on its way.

use tests::{chromium::Screen, story::Person};

use crate::stage::{self, Stage};

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
