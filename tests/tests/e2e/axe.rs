//! No barrier that a machine can find, on the pages of the phone and of the desk, in light and in dark.

use shared::{form::model::FormKind, forms};
use tests::{axe::Axe, chromium::Screen, story::Person};

use crate::stage::{self, Stage};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_pages_of_the_phone_have_no_barriers() {
    let stage = Stage::start().await;
    let browser = stage.activated_phone("axe-phone").await;
    let person = Person::new(&browser, "axe-phone");
    let mut axe = Axe::load();
    axe.look(&browser, "home").await;
    person.touches("new-visit").await;
    person.finds("[name='cara_data']").await;
    axe.look(&browser, "the visit").await;
    stage::fills_a_visit(&person, "Sukirman").await;
    axe.look(&browser, "the review of a visit").await;
    person.touches("finish").await;
    person.finds("[data-kind='balita']").await;
    axe.look(&browser, "the page of a visit").await;
    person.touches_css("[data-kind='balita']").await;
    stage::names_the_child(&person, "Bagas Pratama").await;
    axe.look(&browser, "the child").await;
    person.touches("next").await;
    person.types("pengasuh.nama", "Sulastri").await;
    person.chooses("pengasuh.hubungan", "ibu").await;
    person.touches("next").await;
    person.chooses("sumber_ukur", "diukur_psm").await;
    person.types("berat_g", "4").await;
    person.types("panjang_tinggi_01mm", "75,7").await;
    person.chooses("posisi_ukur", "L").await;
    person.touches("next").await;
    person.finds("[role=alert]").await;
    axe.look(&browser, "measures with something wrong").await;
    person.types("berat_g", "9,5").await;
    person.chooses("edema", "tidak").await;
    person.touches("next").await;
    stage::comes_to_the_result(&person).await;
    person.finds("[data-chart='bbu']").await;
    person.opens_details().await;
    axe.look(&browser, "the result").await;
    person.touches("next").await;
    person.finds("[data-action='finish']").await;
    axe.look(&browser, "the review of a child").await;
    person.touches("finish").await;
    person.finds("[data-kind='balita']").await;
    for path in [
        "/data",
        "/tugas",
        "/kirim",
        "/atur",
        "/tidak-ada",
        "/aktivasi",
        "/bantuan",
        "/warga",
        "/warga/tambah",
    ] {
        person.open(&stage.proxy.url(path)).await;
        person.finds("h1").await;
        person.opens_details().await;
        axe.look(&browser, path).await;
    }
    person.open(&stage.proxy.url("/data")).await;
    person.presses("Bagas Pratama").await;
    person.finds("[data-chart='bbu']").await;
    person.opens_details().await;
    axe.look(&browser, "a record").await;
    for kind in forms::ALL {
        person.open(&stage.proxy.url(&format!("/latihan/{}", kind.name))).await;
        person.finds("h1").await;
        axe.look(&browser, kind.name).await;
    }
    assert!(axe.found.is_empty(), "{}", axe.found.join("\n"));
    println!("{} pages of the phone", axe.n_pages);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_pages_of_the_desk_have_no_barriers() {
    let stage = Stage::start().await;
    let desk = stage.chromium.open(Screen::Desk).await;
    let supervisor = Person::new(&desk, "axe-desk");
    let mut axe = Axe::load();
    let (user, password) = stage.process.desk("dinsos");
    supervisor.open(&stage.proxy.url("/kantor/data")).await;
    supervisor.finds("[name='user']").await;
    axe.look(&desk, "signing in").await;
    supervisor.types("user", &user).await;
    supervisor.types("password", &password).await;
    supervisor.presses("Masuk").await;
    supervisor.reads("dari").await;
    axe.look(&desk, "the list").await;
    // Of each kind that the demo has, one record.
    let is_there = |kind: &&&FormKind| {
        let sql = format!("SELECT COUNT(*) FROM record WHERE kind = {}", kind.id.0);
        stage.process.count(&sql) > 0
    };
    for kind in forms::ALL.iter().filter(is_there) {
        let choose = "const list = document.getElementById('by-kind'); list.value = arguments[0]; \
                      list.dispatchEvent(new Event('change', { bubbles: true }))";
        desk.web.execute(choose, vec![kind.name.into()]).await.expect("it is chosen");
        supervisor.reads("Hapus saringan").await;
        supervisor.touches_css(".row-link").await;
        supervisor.finds(".detail-head").await;
        axe.look(&desk, &format!("desk {}", kind.name)).await;
        supervisor.presses("Kembali ke daftar").await;
        supervisor.finds("#by-kind").await;
    }
    supervisor.touches_css(".bar-page[href$='/keluarga']").await;
    supervisor.finds(".families .row-link").await;
    axe.look(&desk, "the families").await;
    supervisor.touches_css(".row-link").await;
    supervisor.finds(".people").await;
    axe.look(&desk, "a family").await;
    assert!(axe.found.is_empty(), "{}", axe.found.join("\n"));
    println!("{} pages of the desk", axe.n_pages);
}
