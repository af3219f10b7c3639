//! What the office decides comes back to the phone, and what the phone proposes after that.

use serde_json::json;
use server::{
    auth::password,
    store::account::{Account, Role},
};
use shared::id::AccountId;
use tests::{
    chromium::{Browser, Screen},
    story::Person,
};

use crate::{
    fits,
    review::{has_read, opens_the_address, signs_in},
    stage::{self, Stage},
};

/// A PSM has sent the visit of a family called Sukirman, and closed the app.
async fn sends_a_visit(stage: &Stage, story: &'static str) {
    let browser = stage.activated_phone(story).await;
    stage::makes_a_visit(&Person::new(&browser, story), "Sukirman").await;
    stage.until("the visit arrives", || stage.n_records(1) == 1).await;
    browser.close().await;
}

/// Somebody of Dinsos has that visit on the screen.
async fn opens_the_visit(stage: &Stage, supervisor: &Person<'_>) {
    signs_in(stage, supervisor, "/kantor/data?state=sent&kind=kunjungan").await;
    supervisor.presses("Sukirman").await;
    has_read(supervisor).await;
}

/// The PSM opens the app and that visit again.
async fn finds_the_visit(stage: &Stage, person: &Person<'_>) {
    person.open(&stage.proxy.url("/data")).await;
    person.presses("Sukirman").await;
    person.finds("[data-receipt]").await;
}

/// Goes on to the last screen of a form and finishes it.
async fn goes_on_and_finishes(person: &Person<'_>) {
    while !person.sees("[data-action='finish']").await {
        person.touches("next").await;
        person
            .until("the next screen", async || {
                person.sees("[data-action='finish']").await
                    || person.sees("[data-action='next']").await
            })
            .await;
    }
    person.touches("finish").await;
}

/// Puts words into a box as if they were pasted.
async fn pastes(browser: &Browser, id: &str, words: &str) {
    let script = "const box = document.getElementById(arguments[0]); box.focus(); \
                  document.execCommand('insertText', false, arguments[1])";
    browser.web.execute(script, vec![id.into(), words.into()]).await.expect("it is pasted");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_of_an_accepted_visit_is_proposed_and_waits_at_the_desk() {
    let stage = Stage::start().await;
    sends_a_visit(&stage, "propose").await;
    let desk = stage.chromium.open(Screen::Desk).await;
    let supervisor = Person::new(&desk, "propose-desk");
    opens_the_visit(&stage, &supervisor).await;
    supervisor.touches("accept").await;
    supervisor.reads("Diterima").await;
    stage.the_minute_is_over();
    supervisor.open(&stage.proxy.url("/kantor")).await;
    stage.until("it is accepted", || stage.count_from_phone("COUNT(*)", "r.state = 7") == 1).await;
    desk.close().await;

    let browser = stage.chromium.open(Screen::Phone).await;
    let person = Person::new(&browser, "propose-phone");
    finds_the_visit(&stage, &person).await;
    person.finds("[data-deed='accept']").await;
    browser.shoot("phone accepted record").await;
    person.touches("propose").await;
    person.finds("dialog[open]").await;
    browser.picture("phone propose question").await;
    person.touches("propose-yes").await;
    person.finds("[data-action='next']").await;
    while !person.sees("[name='alamat']").await {
        person.touches("next").await;
        person.until("the next screen", async || person.sees("[data-action='next']").await).await;
    }
    person.types("alamat", "Pindah ke Dusun Krajan").await;
    goes_on_and_finishes(&person).await;
    let proposed = "r.kind = 1 AND c.parent IS NOT NULL";
    stage.until("the proposal arrives", || stage.count_from_phone("COUNT(*)", proposed) == 1).await;
    finds_the_visit(&stage, &person).await;
    browser.shoot("phone proposed change").await;
    browser.close().await;

    let desk = stage.chromium.open(Screen::Desk).await;
    let supervisor = Person::new(&desk, "propose-settled");
    supervisor.open(&stage.proxy.url("/kantor")).await;
    supervisor.finds("[data-pile='conflicts']").await;
    desk.shoot("desk today with a proposal").await;
    supervisor.open(&stage.proxy.url("/kantor/data?state=held_office&kind=kunjungan")).await;
    supervisor.presses("Sukirman").await;
    supervisor.finds("[data-card='settle'] [data-action='keep']").await;
    supervisor.reads("Utara musala, cat hijau").await;
    supervisor.reads("Pindah ke Dusun Krajan").await;
    desk.shoot("desk proposal").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_office_mended_stands_before_and_after_on_the_phone() {
    let stage = Stage::start().await;
    sends_a_visit(&stage, "mended").await;
    let desk = stage.chromium.open(Screen::Desk).await;
    let supervisor = Person::new(&desk, "mended-desk");
    opens_the_visit(&stage, &supervisor).await;
    supervisor.touches("mend").await;
    opens_the_address(&supervisor).await;
    supervisor.types("alamat", "Sebelah timur balai desa").await;
    supervisor.reads("Menjadi: Sebelah timur balai desa").await;
    supervisor.touches("mend-yes").await;
    supervisor.reads("Diperbaiki petugas").await;
    stage.the_minute_is_over();
    supervisor.open(&stage.proxy.url("/kantor")).await;
    let mended = "SELECT COUNT(*) FROM decision WHERE deed = 4 AND ended = 0";
    stage.until("it takes effect", || stage.process.count(mended) == 0).await;
    desk.close().await;

    let browser = stage.chromium.open(Screen::Phone).await;
    let person = Person::new(&browser, "mended-phone");
    finds_the_visit(&stage, &person).await;
    person.finds("[data-mended] del").await;
    let words = async |css: &str| person.finds(css).await.text().await.unwrap_or_default();
    assert_eq!(words("[data-mended] del").await, "Utara musala, cat hijau");
    assert_eq!(words("[data-mended] ins").await, "Sebelah timur balai desa");
    browser.shoot("phone mended by the office").await;
    let mut all = String::new();
    fits::look(&person, "what the office mended", &mut all).await;
    assert!(all.is_empty(), "{all}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_desk_at_which_nothing_waits_says_so() {
    let stage = Stage::start().await;
    // An office that has no village yet.
    let account = Account {
        id: AccountId([9; 16]),
        name: String::from("Kasi Baru"),
        role: Role::Kecamatan,
        user_name: Some(String::from("kasi-baru")),
        password_hash: Some(password::hash("sandi kasi baru").expect("it can be hashed")),
        phone: None,
        area: Some(352_399),
        own_kk: None,
        is_active: true,
    };
    stage.changes(move |tx| tx.add_account(&account)).await;
    let desk = stage.chromium.open(Screen::Desk).await;
    let supervisor = Person::new(&desk, "nothing-waits");
    supervisor.open(&stage.proxy.url("/kantor")).await;
    supervisor.types("user", "kasi-baru").await;
    supervisor.types("password", "sandi kasi baru").await;
    supervisor.presses("Masuk").await;
    supervisor.finds("[data-pile='none']").await;
    supervisor.reads("Semua sudah beres").await;
    desk.picture("desk nothing waits").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_odd_comment_is_plain_words_on_both_sides_and_fits_a_narrow_phone() {
    let stage = Stage::start().await;
    sends_a_visit(&stage, "odd-comment").await;
    let desk = stage.chromium.open(Screen::Desk).await;
    let supervisor = Person::new(&desk, "odd-comment-desk");
    opens_the_visit(&stage, &supervisor).await;
    supervisor.touches("return").await;
    supervisor.finds("#review-comment").await;
    let odd = "=HYPERLINK(\"http://contoh.test\")\nBaris \u{202e}kedua <b>tebal</b> \
               https://contoh.test/sebuah-alamat-yang-panjang-sekali-tanpa-satu-spasi-pun";
    pastes(&desk, "review-comment", odd).await;
    supervisor.touches("return-yes").await;
    supervisor.reads("Dikembalikan untuk diperbaiki").await;
    stage.the_minute_is_over();
    let returned = "SELECT COUNT(*) FROM decision WHERE deed = 2 AND ended = 1";
    let n_before = stage.process.count(returned);
    supervisor.open(&stage.proxy.url("/kantor")).await;
    stage.until("it takes effect", || stage.process.count(returned) > n_before).await;
    supervisor.open(&stage.proxy.url("/kantor/data?kind=kunjungan&state=returned")).await;
    supervisor.presses("Sukirman").await;
    has_read(&supervisor).await;
    is_plain(&supervisor).await;
    desk.shoot("desk odd comment").await;
    desk.close().await;

    let browser = stage.chromium.open(Screen::Phone).await;
    let person = Person::new(&browser, "odd-comment-phone");
    let narrow = json!({ "width": 320, "height": 640, "deviceScaleFactor": 2, "mobile": true });
    browser.devtools("Emulation.setDeviceMetricsOverride", narrow).await.expect("it is heard");
    let mut all = String::new();
    person.open(&stage.proxy.url("/")).await;
    person.reads("Perbaiki: ").await;
    fits::look(&person, "home with a return", &mut all).await;
    finds_the_visit(&stage, &person).await;
    is_plain(&person).await;
    fits::look(&person, "a returned record", &mut all).await;
    let large = "document.documentElement.style.fontSize = '36px'";
    browser.web.execute(large, vec![]).await.expect("the page is there");
    browser.shoot("phone returned large").await;
    person.touches("mend").await;
    person.finds("[data-from-office]").await;
    is_plain(&person).await;
    fits::look(&person, "mending it", &mut all).await;
    // An address without a space has to break somewhere.
    let is_fault = |line: &&str| {
        !line.is_empty()
            && !line.ends_with(':')
            && !line.starts_with("Baris")
            && !line.contains("as-written")
    };
    let faults: Vec<&str> = all.lines().filter(is_fault).collect();
    assert!(faults.is_empty(), "{all}");
}

/// The comment reads as it was written, but for what turns words around, and is no link and no markup.
async fn is_plain(person: &Person<'_>) {
    person.reads("=HYPERLINK(\"http://contoh.test\")\nBaris kedua <b>tebal</b>").await;
    let script = "return [...document.querySelectorAll('main b, main a')] \
                  .filter(one => /tebal|contoh/.test(one.textContent + one.href)).length";
    let n_live = person.browser.web.execute(script, vec![]).await.expect("the page is there");
    assert_eq!(n_live.json(), &json!(0));
    assert!(!person.screen().await.contains('\u{202e}'));
}
