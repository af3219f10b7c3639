//! What a tired thumb types: each kind of question says at its place what is wrong.

use tests::{chromium::Screen, story::Person};

use crate::stage::{self, Stage};

/// A practice form needs no account, nor the rest of the program: the checks are the same.
async fn practises(kind: &str, story: &'static str, test: impl AsyncFn(&Person<'_>)) {
    let stage = Stage::start().await;
    stage.proxy.withhold(Some(stage::REST));
    let browser = stage.chromium.open(Screen::Phone).await;
    let person = Person::new(&browser, story);
    person.open(&stage.proxy.url(&format!("/latihan/{kind}"))).await;
    test(&person).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn names_dates_numbers_and_identity_numbers_are_told_at_their_field() {
    practises("balita", "bad-child", async |person| {
        // Nothing typed at all: what is required says so.
        person.touches("next").await;
        person.is_told("anak.nama", "required").await;
        person.is_told("anak.jk", "required").await;
        person.is_told("anak.tgl_lahir", "required").await;
        let invalid = person.finds("[name='anak.nama']").await.attr("aria-invalid").await;
        assert_eq!(invalid.ok().flatten().as_deref(), Some("true"));

        person.types("anak.nama", "S1ti").await;
        person.touches("next").await;
        person.is_told("anak.nama", "name").await;
        person.types("anak.nama", "Siti").await;
        person.chooses("anak.jk", "P").await;

        person.types_day("anak.tgl_lahir", (31, 2, 2025)).await;
        person.touches("next").await;
        person.is_told("anak.tgl_lahir", "not_a_date").await;
        person.types_day("anak.tgl_lahir", stage::boxes(stage::today().plus(40))).await;
        person.touches("next").await;
        person.is_told("anak.tgl_lahir", "future").await;
        person.types_day("anak.tgl_lahir", stage::boxes(stage::today().plus(-2_500))).await;
        person.touches("next").await;
        person.is_told("anak.tgl_lahir", "not_balita").await;
        person.types_day("anak.tgl_lahir", stage::boxes(stage::today().plus(-365))).await;

        person.types("anak.nik", "35231601ABCD").await;
        person.touches("next").await;
        person.is_told("anak.nik", "nik_format").await;
        person.types("anak.nik", "").await;
        person.chooses("anak.alasan_tanpa_nik", "belum_dilihat").await;
        person.touches("next").await;

        person.types("pengasuh.hp", "telepon").await;
        person.touches("next").await;
        person.is_told("pengasuh.hp", "hp_format").await;
        person.types("pengasuh.hp", "").await;
        person.types("pengasuh.nama", "Sulastri").await;
        person.chooses("pengasuh.hubungan", "ibu").await;
        person.touches("next").await;

        person.chooses("sumber_ukur", "diukur_psm").await;
        person.touches("next").await;
        person.is_told("berat_g", "no_measure").await;
        person.types("berat_g", "9,5x").await;
        person.touches("next").await;
        person.is_told("berat_g", "not_a_number").await;
        person.types("berat_g", "9500").await;
        person.touches("next").await;
        person.is_told("berat_g", "out_of_range").await;
        // What was typed wrongly is still there to be mended.
        let kept = person.finds("[name='berat_g']").await.prop("value").await;
        assert_eq!(kept.ok().flatten().as_deref(), Some("9500"));
        person.types("berat_g", "9,5").await;
        person.touches("next").await;

        person.chooses("edema", "tidak").await;
        person.types("lila_01mm", "dua").await;
        person.touches("next").await;
        person.is_told("lila_01mm", "not_a_number").await;
        person.types("lila_01mm", "").await;
        person.touches("next").await;
        person.types("berat_lahir_g", "tiga ribu").await;
        person.touches("next").await;
        person.is_told("berat_lahir_g", "not_a_whole_number").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn choices_rows_and_digits_are_told_at_their_field() {
    practises("bansos", "bad-aid", async |person| {
        person.touches("next").await;
        person.is_told("usulan", "required").await;
        person.chooses("usulan", "usul_hapus").await;
        person.touches("next").await;
        person.types("subjek.nama", "Karsinah").await;
        person.chooses("subjek.alasan_tanpa_nik", "belum_dilihat").await;
        person.touches("next").await;
        person.touches("next").await;
        person.is_told("alasan_hapus", "required").await;
        person.types("kks_akhir", "12").await;
        person.touches("next").await;
        person.is_told("kks_akhir", "kks_digits").await;
        person.types("kks_akhir", "1234").await;
        person.chooses("alasan_hapus", "mampu").await;
        person.touches("next").await;
        // Programmes are rows: none, then one without answers.
        person.touches("next").await;
        person.is_told("program", "required").await;
        person.touches_css("[data-add='program']").await;
        person.touches("next").await;
        person.is_told("program.0.program", "required").await;
    })
    .await;
}
