//! What the app says of a record and of the phone: states that agree, the field that is missing, ways to
//! call the office, and words that a translator cannot take away.

use tests::{chromium::Screen, proxy::Line, story::Person};

use crate::stage::{self, Stage};

/// Code of the kind of a visit.
const VISIT: u16 = 1;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_number_that_is_to_follow_is_what_a_change_opens_at() {
    let stage = Stage::start().await;
    let browser = stage.activated_phone("follows").await;
    let person = Person::new(&browser, "follows");
    stage::makes_a_visit(&person, "Sukirman").await;
    person.touches_css("[data-kind='balita']").await;
    stage::names_the_child(&person, "Bagas Pratama").await;
    person.touches("next").await;
    stage::measures_the_child(&person).await;
    stage::finishes_the_child(&person).await;
    person.presses("Bagas Pratama").await;
    person.touches("mend").await;
    let focused = "return document.activeElement?.name";
    let is_there = async || {
        let name = browser.web.execute(focused, vec![]).await;
        name.is_ok_and(|name| name.json() == "anak.nik")
    };
    person.until("the NIK to have the focus", is_there).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_office_is_one_tap_away_and_the_app_is_installed_by_a_button() {
    let stage = Stage::start().await;
    let browser = stage.activated_phone("office").await;
    let person = Person::new(&browser, "office");
    person.open(&stage.proxy.url("/atur")).await;
    person.finds("a[href^='tel:+62']").await;
    // As a browser offers it.
    let offer = "window.n_asked = 0; \
                 const offer = new Event('beforeinstallprompt', { cancelable: true }); \
                 offer.prompt = () => window.n_asked++; \
                 return !dispatchEvent(offer)";
    let is_caught = browser.web.execute(offer, vec![]).await.expect("the page is there");
    assert_eq!(is_caught.json(), true);
    person.touches("install").await;
    let is_asked = browser.web.execute("return window.n_asked", vec![]).await;
    assert_eq!(is_asked.expect("the page is there").json(), 1);
    person.reads("Tambahkan ke layar utama").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_withdrawal_is_asked_about_in_red_and_taken_back_until_it_was_sent() {
    let stage = Stage::start().await;
    let browser = stage.activated_phone("withdrawn").await;
    let person = Person::new(&browser, "withdrawn");
    stage::makes_a_visit(&person, "Sukirman").await;
    stage.until("the visit arrives", || stage.n_records(VISIT) == 1).await;
    person.open(&stage.proxy.url("/data")).await;
    person.presses("Sukirman").await;
    person.finds("[data-receipt='yes']").await;

    stage.proxy.set_line(Line::Down);
    browser.set_online(false).await;
    person.touches("withdraw").await;
    person.finds("[data-action='withdraw-yes'].danger").await;
    person.touches("withdraw-yes").await;
    person.finds("[data-receipt='no']").await;
    person.touches("take-back").await;
    person.reads("Penarikan dibatalkan.").await;
    person.finds("[data-receipt='yes']").await;
    person.finds("[data-action='mend']").await;

    // Nothing of it is ever sent.
    stage.proxy.set_line(Line::Up);
    browser.set_online(true).await;
    person.open(&stage.proxy.url("/kirim")).await;
    person.touches("send").await;
    person.reads("Tersambung. Semua data sudah diterima kantor.").await;
    assert_eq!(stage.count_from_phone("COUNT(*)", "r.state = 9"), 0);
}

/// What a translator of the browser's does: every text node goes into an element of its own, as a copy.
const TRANSLATE: &str = "
    const nodes = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) if (walk.currentNode.data.trim()) nodes.push(walk.currentNode);
    for (const node of nodes) {
        const font = document.createElement('font');
        font.textContent = node.data;
        node.replaceWith(font);
    }
";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn words_that_change_survive_a_translator() {
    let stage = Stage::start().await;
    let browser = stage.chromium.open(Screen::Phone).await;
    let person = Person::new(&browser, "translated");
    person.open(&stage.proxy.url("/latihan/balita")).await;
    person.finds("[name='anak.nama']").await;
    let is_ours = browser.web.execute("return document.documentElement.translate", vec![]).await;
    assert_eq!(is_ours.expect("the page is there").json(), false, "browsers are told to leave it");

    browser.web.execute(TRANSLATE, vec![]).await.expect("the page is there");
    person.types("anak.nik", "3523").await;
    person.reads("4 dari 16 angka").await;
    stage::names_the_child(&person, "Bagas Pratama").await;
    person.reads("1 dari").await;
    person.types("anak.nik", "").await;
    person.touches("next").await;
    person.reads("2 dari").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn at_the_desk_everything_that_the_filter_of_what_is_held_finds_says_so() {
    let stage = Stage::start().await;
    let desk = stage.chromium.open(Screen::Desk).await;
    let supervisor = Person::new(&desk, "held");
    let (user, password) = stage.process.desk("dinsos");
    supervisor.open(&stage.proxy.url("/kantor?state=held_office")).await;
    supervisor.types("user", &user).await;
    supervisor.types("password", &password).await;
    supervisor.presses("Masuk").await;
    supervisor.finds(".records tbody tr").await;
    supervisor.reads("Ditahan · 1 versi lain").await;
    let silent = "return [...document.querySelectorAll('.records tbody tr')] \
                  .filter(row => !row.querySelector('.col-state').textContent.includes('Ditahan')) \
                  .map(row => row.textContent)";
    let silent = desk.web.execute(silent, vec![]).await.expect("the page is there");
    assert_eq!(silent.json(), &serde_json::json!([]), "rows that do not say why they are here");

    // Every word changes, also of a page that was translated meanwhile.
    desk.web.execute(TRANSLATE, vec![]).await.expect("the page is there");
    supervisor.touches_css("button[lang='en']").await;
    supervisor.reads("On hold · 1 other version").await;
    supervisor.reads("Sign out").await;
    let screen = supervisor.screen().await;
    assert!(!screen.contains("Ditahan") && !screen.contains("Keluar"), "{screen}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn words_of_the_desk_change_their_language_after_a_translator() {
    let stage = Stage::start().await;
    let desk = stage.chromium.open(Screen::Desk).await;
    let supervisor = Person::new(&desk, "translated-desk");
    supervisor.open(&stage.proxy.url("/kantor")).await;
    supervisor.reads("Masuk ke kantor").await;
    supervisor.presses("Masuk").await;
    supervisor.reads("Isi nama pengguna.").await;
    desk.web.execute(TRANSLATE, vec![]).await.expect("the page is there");
    supervisor.touches_css("button[lang='en']").await;
    supervisor.reads("Sign in to the office").await;
    let screen = supervisor.screen().await;
    for words in ["Skip to content", "User name", "Enter your user name.", "Data sources"] {
        assert!(screen.contains(words), "{words}: {screen}");
    }
    for words in ["Masuk", "Nama pengguna", "Sumber data"] {
        assert!(!screen.contains(words), "{words}: {screen}");
    }
}
