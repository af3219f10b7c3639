//! A first visit over a bad line: the first half of the program is here, the rest does not come.

use tests::{chromium::Screen, story::Person};

use crate::stage::{self, Stage};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_can_be_filled_to_its_end_before_the_rest_of_the_program_is_here() {
    let stage = Stage::start().await;
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
