//! Home opens with whom to visit: what is late, where a touch leads, and all of it without a network.

use tests::{proxy::Line, story::Person};

use crate::stage::{self, Stage};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn home_says_whom_to_visit_and_how_many_are_late_without_a_network() {
    let stage = Stage::start().await;
    let browser = stage.activated_phone("tasks").await;
    let person = Person::new(&browser, "tasks");
    person.finds("[data-list='today'] a").await;
    stage.proxy.set_line(Line::Down);
    browser.set_online(false).await;
    person.open(&stage.proxy.url("/")).await;
    person.finds("[data-list='today'] a").await;
    // The demo asks for seven visits in each village; what it has not answered itself is late.
    person.reads(" terlambat").await;
    person.reads("Terlambat 6 hari").await;
    save_picture(&browser, "tasks-home.png").await;

    person.touches("all-tasks").await;
    person.finds("[data-list='tasks'] a").await;
    person.reads("Dari Dinsos").await;
    person.opens_details().await;
    person.reads("Sudah dikunjungi setahun ini").await;
    save_picture(&browser, "tasks-all.png").await;
    person.touches_css("[data-section='rt'] .filter:nth-child(2)").await;
    person.finds("[data-section='rt'] .filter[aria-pressed='true']").await;
    person.touches_css("[data-section='rt'] .filter:nth-child(1)").await;

    // A touch leads to the family, where a visit is begun.
    person.open(&stage.proxy.url("/")).await;
    person.touches_css("[data-list='today'] li:first-child a").await;
    person.finds("[data-action='visit-family']").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_number_to_follow_is_a_task_that_lands_on_its_field() {
    let stage = Stage::start().await;
    let browser = stage.activated_phone("tasks-follow").await;
    let person = Person::new(&browser, "tasks-follow");
    stage::makes_a_visit(&person, "Sukirman").await;
    person.open(&stage.proxy.url("/tugas")).await;
    person.types("cari-tugas", "sukirman").await;
    person.reads("NIK atau KK menyusul").await;
    person.touches("mend-row").await;
    person.finds("[name='no_kk']").await;
    person
        .until("the field that is missing", async || {
            let script = "return document.activeElement?.getAttribute('name')";
            let name = browser.web.execute(script, vec![]).await;
            name.is_ok_and(|name| name.json().as_str() == Some("no_kk"))
        })
        .await;
}

async fn save_picture(browser: &tests::chromium::Browser, name: &str) {
    if std::env::var_os("UPDATE").is_some() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/shots");
        std::fs::create_dir_all(&folder).expect("the folder can be made");
        browser.screenshot(&folder.join(name)).await;
    }
}
