//! English is chosen once and stays, with its own way to write numbers.

use tests::{chromium::Screen, proxy::Line, story::Person};

use crate::stage::{self, Stage};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_phone_that_chose_english_speaks_it_without_a_line_too() {
    let stage = Stage::start().await;
    let browser = stage.activated_phone("english").await;
    let person = Person::new(&browser, "english");
    person.open(&stage.proxy.url("/atur")).await;
    person.reads("Pengaturan").await;
    person.presses("English").await;
    person.reads("Settings").await;
    assert!(!person.screen().await.contains("Pengaturan"), "the words have changed");

    person.open(&stage.proxy.url("/")).await;
    person.reads("New visit").await;
    stage.proxy.set_line(Line::Down);
    browser.set_online(false).await;
    person.open(&stage.proxy.url("/")).await;
    person.reads("New visit").await;
    assert!(!person.screen().await.contains("Kunjungan baru"), "and not beside the others");

    // As typed by thumb, with a comma; as read in English, with a point.
    person.open(&stage.proxy.url("/latihan/balita")).await;
    stage::names_the_child(&person, "Bagas Pratama").await;
    person.touches("next").await;
    stage::measures_the_child(&person).await;
    stage::comes_to_the_result(&person).await;
    person.finds("[data-result]").await;
    person.touches("next").await;
    person.reads("9.5 kg").await;
    person.reads("75.7 cm").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_desk_that_chose_english_speaks_it_after_a_reload_too() {
    let stage = Stage::start().await;
    let desk = stage.chromium.open(Screen::Desk).await;
    let supervisor = Person::new(&desk, "english-desk");
    supervisor.open(&stage.proxy.url("/kantor")).await;
    supervisor.reads("Masuk ke kantor").await;
    supervisor.touches_css("button[lang='en']").await;
    supervisor.reads("Sign in to the office").await;
    supervisor.open(&stage.proxy.url("/kantor/data")).await;
    supervisor.reads("Sign in to the office").await;
    assert!(!supervisor.screen().await.contains("Masuk ke kantor"));

    let (user, password) = stage.process.desk("dinsos");
    supervisor.types("user", &user).await;
    supervisor.types("password", &password).await;
    supervisor.presses("Sign in").await;
    supervisor.reads("Received").await;
}
