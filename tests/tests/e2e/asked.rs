//! Only what is asked speaks: a refused consent ends a visit, hidden answers are silent, what follows
//! from an answer follows it, and forms that contradict each other are asked about.

use tests::{chromium::Screen, story::Person};

use crate::stage::{self, Stage};

/// A man born on 1 October 1990, and one born on 2 October 1990.
const NIKS: [&str; 2] = ["3523160110900004", "3523160210900004"];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_family_that_does_not_agree_is_a_whole_visit_without_forms() {
    let stage = Stage::start().await;
    let browser = stage.activated_phone("refused").await;
    let person = Person::new(&browser, "refused");
    person.touches("new-visit").await;
    person.chooses("cara_data", "kunjungan_rumah").await;
    person.touches("next").await;
    person.types("responden.nama", "Sulastri").await;
    person.chooses("responden.hubungan", "istri").await;
    person.chooses("persetujuan", "ditolak").await;
    person.touches("next").await;
    // No number of the state is asked of them.
    person.types("nama_kepala_keluarga", "Sukirman").await;
    person.types("alamat", "Utara musala").await;
    assert!(!person.sees("[name='no_kk']").await, "no family card is asked for");
    person.touches("next").await;
    person.finds("[name='hasil_pendataan']").await;
    person.touches("next").await;
    person.reads("Tidak mau didata").await;
    person.touches("finish").await;
    person.reads("tidak setuju didata").await;
    assert!(!person.sees("[data-kind]").await, "no form is offered");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_that_follows_from_another_follows_it_and_none_that_is_typed() {
    let stage = Stage::start().await;
    let browser = stage.chromium.open(Screen::Phone).await;
    let person = Person::new(&browser, "follows");
    person.open(&stage.proxy.url("/latihan/balita")).await;
    let (day, month, year) = stage::boxes(stage::today().plus(-365));
    let nik = |serial: &str, day: u32| format!("352316{day:02}{month:02}{:02}{serial}", year % 100);
    person.types("anak.nama", "Bagas").await;
    // The reason is hidden by the number, and silent on the review.
    person.chooses("anak.alasan_tanpa_nik", "belum_dilihat").await;
    person.types("anak.nik", &nik("0003", day)).await;
    person.chooses("anak.sumber_nik", "kk").await;
    boxes_say(&person, (day, month, year)).await;
    person.finds("[data-field='anak.jk'] .option:has(:checked)").await;
    // Another number, another day and sex.
    person.types("anak.nik", &nik("0003", day + 40)).await;
    let chosen = "return [...document.querySelectorAll('[data-field=\"anak.jk\"] :checked')] \
                  .map(one => one.parentElement.innerText.trim()).join()";
    person
        .until("the girl to be chosen", async || {
            let answer = browser.web.execute(chosen, vec![]).await;
            answer.is_ok_and(|answer| answer.json().as_str() == Some("Perempuan"))
        })
        .await;
    // What a person typed stays.
    person.types("anak.tgl_lahir.tahun", &(year - 1).to_string()).await;
    person.types("anak.nik", &nik("0004", day)).await;
    boxes_say(&person, (day, month, year - 1)).await;
    person.types("anak.tgl_lahir.tahun", &year.to_string()).await;
    person.touches("next").await;

    person.types("pengasuh.nama", "Sulastri").await;
    person.chooses("pengasuh.hubungan", "ibu").await;
    person.touches("next").await;
    person.chooses("sumber_ukur", "diukur_psm").await;
    // Grams in the place of kilograms: what was meant is one touch away.
    person.types("berat_g", "9500").await;
    person.is_told("berat_g", "unit_slip").await;
    person.touches("meant").await;
    assert_eq!(stage::typed(&person, "berat_g").await, "9,5");
    person.types("panjang_tinggi_01mm", "85").await;
    person.finds("[name='posisi_ukur']").await;
    person.chooses("edema", "ya").await;
    person.touches("next").await;
    person.finds("[data-fold='ukuran_lain']").await;
    person.touches("next").await;
    person.finds(".result[data-tone='attention']").await;
    person.reads("Ajak periksa ke Puskesmas secepatnya").await;
    person.reads("Kedua kakinya bengkak.").await;
    person.chooses("intervensi", "rujuk_puskesmas").await;
    person.touches("next").await;
    person.finds("[data-action='finish']").await;
    assert!(!person.sees("[data-answer='alasan_tanpa_nik']").await, "the reason is silent");
    // Changed on the review, and back to it.
    person.touches_css("[data-action='change']").await;
    person.finds("[name='anak.nama']").await;
    person.touches("next").await;
    person.finds("[data-action='finish']").await;
}

/// Waits until the three boxes of the birth date say so.
async fn boxes_say(person: &Person<'_>, (day, month, year): (u32, u32, i32)) {
    let expected = [day.to_string(), month.to_string(), year.to_string()];
    person
        .until(&format!("the boxes to say {expected:?}"), async || {
            let mut found = Vec::new();
            for part in ["hari", "bulan", "tahun"] {
                found.push(stage::typed(person, &format!("anak.tgl_lahir.{part}")).await);
            }
            found == expected
        })
        .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_proposals_that_do_not_go_together_are_asked_about() {
    let stage = Stage::start().await;
    let browser = stage.activated_phone("contradicts").await;
    let person = Person::new(&browser, "contradicts");
    stage::makes_a_visit(&person, "Sukirman").await;
    proposes(&person, "tetap_layak", NIKS[0]).await;
    person.finds("[data-kind='bansos']").await;
    // The list says what was proposed.
    person.reads("Tetap menerima").await;

    // Another person is another matter.
    proposes_of_another(&person, "usul_hapus", NIKS[1]).await;
    person.finds("[data-kind='bansos']").await;

    proposes_of_another(&person, "usul_hapus", NIKS[0]).await;
    person.finds("dialog[open]").await;
    person.presses("Periksa lagi").await;
    person.touches("finish").await;
    person.touches("contradiction-yes").await;
    person.finds("[data-kind='bansos']").await;
    person.reads("(3)").await;
}

/// A proposal about somebody whom no other form of the visit is about.
async fn proposes_of_another(person: &Person<'_>, proposal: &str, nik: &str) {
    person.touches_css("[data-kind='bansos']").await;
    person.touches("somebody-else").await;
    fills_the_proposal(person, proposal, nik).await;
}

/// The first proposal of a visit.
async fn proposes(person: &Person<'_>, proposal: &str, nik: &str) {
    person.touches_css("[data-kind='bansos']").await;
    fills_the_proposal(person, proposal, nik).await;
}

/// A proposal from its first question to the button that finishes.
async fn fills_the_proposal(person: &Person<'_>, proposal: &str, nik: &str) {
    person.chooses("usulan", proposal).await;
    if proposal == "tetap_layak" {
        person.chooses("masih_tinggal", "ya").await;
        person.chooses("ada_perubahan", "tidak").await;
    } else {
        person.chooses("desil_tanpa", "tidak_tahu").await;
    }
    person.touches("next").await;
    person.types("subjek.nama", "Sukirman").await;
    person.types("subjek.nik", nik).await;
    person.chooses("subjek.sumber_nik", "kk").await;
    person.touches("next").await;
    if proposal == "usul_hapus" {
        person.chooses("alasan_hapus", "mampu").await;
        person.touches("next").await;
        person.touches_css("[data-add='program']").await;
        person.chooses("program.0.program", "pkh").await;
        person.chooses("program.0.status", "menerima").await;
        person.touches("next").await;
        person.chooses("tanpa_foto", "keluarga_keberatan").await;
        person.touches("next").await;
    }
    person.touches("finish").await;
}
