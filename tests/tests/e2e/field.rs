//! The whole way: activate, lose the network, fill, lose the tab, finish, come back, be seen at the desk.

use tests::{chromium::Screen, proxy::Line, story::Person};

use crate::stage::{self, Stage};

/// Code of the balita kind.
const BALITA: u16 = 12;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_filled_without_a_network_reaches_the_supervisor() {
    let stage = Stage::start().await;
    let browser = stage.activated_phone("field").await;
    let person = Person::new(&browser, "field");

    // The network goes, the phone is restarted, the app opens all the same.
    stage.proxy.set_line(Line::Down);
    browser.set_online(false).await;
    person.open(&stage.proxy.url("/")).await;
    person.finds("[data-action='new-visit']").await;

    stage::makes_a_visit(&person, "Sukirman").await;
    person.touches_css("[data-kind='balita']").await;
    stage::names_the_child(&person, "Bagas Pratama").await;
    person.touches("next").await;
    person.types("pengasuh.nama", "Sulas").await;
    person.reads("Tersimpan di HP ini").await;

    // The tab dies in the middle of a form.
    browser.crash_tab().await;
    let browser = reopened(&stage, browser).await;
    let person = Person::new(&browser, "field-again");
    browser.set_online(false).await;
    person.open(&stage.proxy.url("/")).await;
    person.finds("[data-list='drafts']").await;
    person.touches_css("[data-list='drafts'] a").await;
    person.finds("[name='pengasuh.nama']").await;
    let kept = person.finds("[name='pengasuh.nama']").await.prop("value").await;
    assert_eq!(kept.ok().flatten().as_deref(), Some("Sulas"), "the draft is back as it was");

    stage::measures_the_child(&person).await;
    stage::finishes_the_child(&person).await;
    person.open(&stage.proxy.url("/data")).await;
    person.reads("Menunggu kirim · aman di HP ini").await;
    assert_eq!(stage.n_records(BALITA), 0, "nothing left the phone");

    // The network is back: it goes out by itself.
    stage.proxy.set_line(Line::Up);
    browser.set_online(true).await;
    person.reads("Terkirim · sedang diperiksa").await;
    person.reads_no_more("Menunggu kirim").await;
    assert_eq!(stage.n_records(BALITA), 1, "the server has it once");
    assert!(stage.proxy.n_pushes() >= 1);

    person.presses("Bagas Pratama").await;
    person.finds("[data-receipt='yes']").await;
    let on_the_phone = z_score(&person).await;
    save_picture(&browser, "field.png").await;
    browser.kill();

    let desk = stage.chromium.open(Screen::Desk).await;
    let supervisor = Person::new(&desk, "desk");
    let (user, password) = stage.process.desk("dinsos");
    supervisor.open(&stage.proxy.url("/kantor")).await;
    supervisor.types("user", &user).await;
    supervisor.types("password", &password).await;
    supervisor.presses("Masuk").await;
    supervisor.reads("Bagas Pratama").await;
    save_picture(&desk, "office.png").await;
    supervisor.presses("Bagas Pratama").await;
    supervisor.reads("Terkirim · sedang diperiksa").await;
    // The very same number in the supervisor's words.
    supervisor.reads(&on_the_phone).await;
    supervisor.reads("9,5 kg").await;
}

/// The height-for-age score as the phone shows it, which must be WHO's.
async fn z_score(person: &Person<'_>) -> String {
    let tables = shared::growth::Tables::parse(shared::growth::tables::WHO_BIN).expect("whole");
    let child = shared::growth::Measurement {
        sex: shared::sex::Sex::Male,
        age_days: 365,
        weight_g: Some(9_500),
        length_01mm: Some(7_570),
        position: Some(shared::growth::Position::Lying),
        oedema: false,
        muac_01mm: None,
        head_01mm: None,
    };
    let waz = shared::growth::assess(&tables, &child).waz.expect("weight for age is there");
    let words = shared::quantity::format_decimal(i64::from(waz.centi), 2, shared::text::Lang::Id);
    person.opens_details().await;
    person.reads(&words).await;
    words
}

/// Another window of the same browser profile after a crash.
async fn reopened(stage: &Stage, browser: tests::chromium::Browser) -> tests::chromium::Browser {
    // The session of a crashed tab is of no use: end the browser and open it again on its profile.
    browser.kill();
    stage.chromium.open(Screen::Phone).await
}

/// Pictures for the README, written only when asked for.
async fn save_picture(browser: &tests::chromium::Browser, name: &str) {
    if std::env::var_os("UPDATE").is_some() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/shots");
        std::fs::create_dir_all(&folder).expect("the folder can be made");
        browser.screenshot(&folder.join(name)).await;
    }
}
