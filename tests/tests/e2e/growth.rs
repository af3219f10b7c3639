//! A child's growth: earlier measures of the same NIK stand beside the new one, on the phone and at
//! the desk.

use tests::{chromium::Screen, story::Person};

use crate::stage::{self, LENGTH, Stage, WEIGHT};

/// How long ago the book of the mother was written.
const DAYS_BEFORE: i32 = 40;

/// A boy who is a year old, by his NIK.
fn boy() -> String {
    let (day, month, year) = stage::boxes(stage::today().plus(-365));
    format!("352316{day:02}{month:02}{:02}0005", year % 100)
}

/// Fills a form about the boy up to its result.
async fn measures(person: &Person<'_>, source: &str, is_first: bool) {
    person.touches_css("[data-kind='balita']").await;
    person.types("anak.nama", "Bagas Pratama").await;
    person.types("anak.nik", &boy()).await;
    if is_first {
        person.chooses("anak.sumber_nik", "kk").await;
    }
    person.reads("Umur 1 tahun").await;
    person.touches("next").await;
    person.types("pengasuh.nama", "Sulastri").await;
    person.chooses("pengasuh.hubungan", "ibu").await;
    person.touches("next").await;
    person.chooses("sumber_ukur", source).await;
    if source == "posyandu" {
        let day = stage::today().plus(-DAYS_BEFORE);
        person.types_day("tgl_ukur", stage::boxes(day)).await;
    }
    person.types("berat_g", WEIGHT).await;
    person.types("panjang_tinggi_01mm", LENGTH).await;
    person.chooses("edema", "tidak").await;
    person.touches("next").await;
    stage::comes_to_the_result(person).await;
    person.finds("[data-chart='bbu'] svg").await;
}

/// How many dots the first picture has, earlier ones and the last.
async fn n_dots(person: &Person<'_>) -> (i64, i64) {
    let count = "return ['dots', 'last'].map(name => document \
        .querySelector(`[data-chart=bbu] .${name}`).getAttribute('d').split('z').length - 1)";
    let counts = person.browser.web.execute(count, vec![]).await.expect("the picture is there");
    counts.convert::<Vec<i64>>().map(|counts| (counts[0], counts[1])).expect("two numbers")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_weight_that_stays_is_seen_on_the_phone_and_at_the_desk() {
    let stage = Stage::start().await;
    let browser = stage.activated_phone("growth").await;
    let person = Person::new(&browser, "growth");
    stage::makes_a_visit(&person, "Sukirman").await;
    measures(&person, "posyandu", true).await;
    assert_eq!(n_dots(&person).await, (0, 1));
    assert!(!person.sees("[data-gain]").await, "one measure says nothing about gaining");
    person.touches("next").await;
    person.touches("finish").await;
    person.finds("[data-kind='balita']").await;

    // The same weight forty days later, in a visit without signal.
    stage.proxy.set_line(tests::proxy::Line::Down);
    person.presses("Selesai, ke beranda").await;
    person.finds("[data-action='new-visit']").await;
    stage::makes_a_visit(&person, "Sukirman").await;
    measures(&person, "diukur_psm", false).await;
    person.finds("[data-gain='T']").await;
    person.reads("Berat tidak naik cukup (T)").await;
    person.reads("di antara garis").await;
    assert_eq!(n_dots(&person).await, (1, 1));
    browser.shoot("growth").await;
    browser.picture("result").await;
    person.opens_details().await;
    person.reads("Semua ukuran").await;
    browser.shoot("growth open").await;
    person.touches("next").await;
    person.touches("finish").await;
    person.finds("[data-kind='balita']").await;
    stage.proxy.set_line(tests::proxy::Line::Up);
    person.open(&stage.proxy.url("/kirim")).await;
    person.touches("send").await;
    stage.until("both forms arrive", || stage.n_records(12) == 2).await;

    browser.close().await;
    let desk = stage.chromium.open(Screen::Desk).await;
    let supervisor = Person::new(&desk, "growth-desk");
    let (user, password) = stage.process.desk("dinsos");
    supervisor.open(&stage.proxy.url("/kantor/data")).await;
    supervisor.types("user", &user).await;
    supervisor.types("password", &password).await;
    supervisor.presses("Masuk").await;
    supervisor.reads("dari").await;
    supervisor.presses("Bagas Pratama").await;
    supervisor.finds("[data-gain='T']").await;
    supervisor.finds("[data-chart='tbu'] svg").await;
    assert_eq!(n_dots(&supervisor).await, (1, 1));
    desk.shoot("growth desk").await;
}
