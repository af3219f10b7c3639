//! The pictures of the README, taken from the demo. Where `MUTAKHIR_SHOTS` names a folder they are kept
//! there; each is what a screen shows, not the whole page.

use tests::{
    chromium::{Browser, Screen},
    story::Person,
};

use crate::stage::{self, READY, Stage};

/// Scrolls to something, so that the picture shows it below the bar.
async fn scrolls_to(browser: &Browser, css: &str) {
    let script = "const one = document.querySelector(arguments[0]); \
                  window.scrollBy(0, one.getBoundingClientRect().top - 76)";
    browser.web.execute(script, vec![css.into()]).await.expect("it is on the page");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_readme_shows_the_demo_at_the_doorstep() {
    let stage = Stage::start().await;
    let browser = stage.chromium.open(Screen::Phone).await;
    let person = Person::new(&browser, "pictures");
    // The first PSM has two villages, something to mend, and something to follow.
    person.open(&stage.proxy.url(&stage.process.activation(0))).await;
    person.touches("activate").await;
    person.finds("[data-action='new-visit']").await;
    person.reads(READY).await;
    person.reads("perbaiki").await;
    browser.picture("home").await;

    person.open(&stage.proxy.url("/warga")).await;
    person.types("cari-warga", "rudi").await;
    person.finds("[data-list='people'] a").await;
    browser.picture("register").await;
    person.touches_css("[data-list='people'] a").await;
    person.finds("[data-list='members']").await;
    browser.picture("family").await;

    person.open(&stage.proxy.url("/latihan/balita")).await;
    stage::names_the_child(&person, "Bagas Pratama").await;
    browser.picture("form").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_readme_shows_the_demo_at_the_desk() {
    let stage = Stage::start().await;
    let desk = stage.chromium.open(Screen::Desk).await;
    let supervisor = Person::new(&desk, "pictures-desk");
    let (user, password) = stage.process.desk("kecamatan");
    supervisor.open(&stage.proxy.url("/kantor/data")).await;
    supervisor.types("user", &user).await;
    supervisor.types("password", &password).await;
    supervisor.presses("Masuk").await;
    supervisor.reads("dari").await;
    supervisor.finds(".row-link").await;
    desk.picture("desk").await;

    // A child with months of measures.
    supervisor.open(&stage.proxy.url("/kantor/data?kind=balita")).await;
    supervisor.finds(".row-link").await;
    supervisor.touches_css(".row-link").await;
    supervisor.finds("[data-chart] svg").await;
    scrolls_to(&desk, "[data-chart]").await;
    desk.picture("desk-record").await;
}
