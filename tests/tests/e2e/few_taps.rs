//! How many touches a form takes, counted at the screen.

use tests::story::Person;

use crate::stage::{self, LENGTH, Stage, WEIGHT};

/// A boy who is a year old, by his NIK.
fn boy() -> String {
    let (day, month, year) = stage::boxes(stage::today().plus(-365));
    format!("352316{day:02}{month:02}{:02}0003", year % 100)
}

/// A woman born on 1 October 1990.
const WOMAN: &str = "3523164110900004";

/// A visit of a family that agrees, from home to the page with its forms. The first of a day answers
/// what the others remember.
async fn visits(person: &Person<'_>, is_first: bool) {
    person.touches("new-visit").await;
    if is_first {
        person.chooses("cara_data", "kunjungan_rumah").await;
    }
    person.touches("next").await;
    person.types("responden.nama", "Sulastri").await;
    person.chooses("responden.hubungan", "kepala_keluarga").await;
    person.chooses("persetujuan", "diberikan").await;
    person.chooses("tanpa_saksi", "tidak_ada").await;
    person.touches("next").await;
    person
        .until("the head to be named", async || {
            stage::typed(person, "nama_kepala_keluarga").await == "Sulastri"
        })
        .await;
    person.types("no_kk", "3523160203129991").await;
    person.types("alamat", "Utara musala, cat hijau").await;
    if is_first {
        person.types("rt", "3").await;
        person.types("rw", "1").await;
    } else {
        assert_eq!(stage::typed(person, "rt").await, "3", "the RT is remembered");
        assert!(person.sees("[data-field='rt'] .as-last").await, "and says that it is");
    }
    person.touches("next").await;
    person.finds("[name='hasil_pendataan']").await;
    person.touches("next").await;
    person.touches("finish").await;
    person.finds("[data-kind='balita']").await;
}

/// A child of that visit, from its page to saved.
async fn records_a_child(person: &Person<'_>, is_first: bool) {
    person.touches_css("[data-kind='balita']").await;
    person.types("anak.nama", "Bagas Pratama").await;
    person.types("anak.nik", &boy()).await;
    if is_first {
        person.chooses("anak.sumber_nik", "kk").await;
    }
    person.reads("Umur 1 tahun").await;
    person.touches("next").await;
    person.touches("same").await;
    person
        .until("the carer to be named", async || {
            stage::typed(person, "pengasuh.nama").await == "Sulastri"
        })
        .await;
    person.chooses("pengasuh.hubungan", "ibu").await;
    person.touches("next").await;
    if is_first {
        person.chooses("sumber_ukur", "diukur_psm").await;
    }
    person.types("berat_g", WEIGHT).await;
    person.types("panjang_tinggi_01mm", LENGTH).await;
    person.chooses("edema", "tidak").await;
    person.touches("next").await;
    stage::finishes_the_child(person).await;
}

/// A family that keeps what it receives, from the page of the visit to saved.
async fn keeps(person: &Person<'_>, is_first: bool) {
    person.touches_css("[data-kind='bansos']").await;
    person.chooses("usulan", "tetap_layak").await;
    person.chooses("masih_tinggal", "ya").await;
    person.chooses("ada_perubahan", "tidak").await;
    person.touches("next").await;
    person.touches("same").await;
    person.types("subjek.nik", WOMAN).await;
    if is_first {
        person.chooses("subjek.sumber_nik", "kk").await;
    }
    person.touches("next").await;
    person.touches("finish").await;
    person.finds("[data-kind='bansos']").await;
}

async fn goes_home(person: &Person<'_>) {
    person.presses("Selesai, ke beranda").await;
    person.finds("[data-action='new-visit']").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_child_at_home_takes_28_touches_and_a_family_that_keeps_its_aid_22() {
    let stage = Stage::start().await;
    let browser = stage.activated_phone("taps").await;
    let person = Person::new(&browser, "taps");
    visits(&person, true).await;
    records_a_child(&person, true).await;
    goes_home(&person).await;
    visits(&person, false).await;
    keeps(&person, true).await;
    let first = person.taps();

    goes_home(&person).await;
    let _home = person.taps();
    visits(&person, false).await;
    let visit = person.taps();
    records_a_child(&person, false).await;
    let child = person.taps();
    goes_home(&person).await;
    visits(&person, false).await;
    let _visit = person.taps();
    keeps(&person, false).await;
    let kept = person.taps();
    println!("visit {visit}, child {child}, tetap {kept}; the first of each {first}");
    assert!(visit + child <= 28, "{} touches for a child at home", visit + child);
    assert!(visit + kept <= 22, "{} touches for a family that keeps its aid", visit + kept);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_child_of_a_session_takes_7_touches_on_one_screen() {
    let stage = Stage::start().await;
    let browser = stage.activated_phone("strip").await;
    let person = Person::new(&browser, "strip");
    person.touches("new-session").await;
    person.types("tempat", "Posyandu Melati").await;
    person.touches("next").await;
    person.finds("[name='catatan']").await;
    person.touches("next").await;
    person.touches("finish").await;
    person.touches("next-child").await;
    for (number, name) in ["Ahmad Lestari", "Bunga Lestari", "Candra Lestari"].iter().enumerate() {
        let is_focused = "return document.activeElement?.name === 'anak.nama' \
                          && document.activeElement.value === ''";
        person
            .until("the name to have the focus", async || {
                let answer = browser.web.execute(is_focused, vec![]).await;
                answer.is_ok_and(|answer| answer.json().as_bool() == Some(true))
            })
            .await;
        let _before = person.taps();
        person.types("anak.nama", name).await;
        person.chooses("anak.jk", "L").await;
        person.types_day("anak.tgl_lahir", stage::boxes(stage::today().plus(-400))).await;
        person.reads("Umur 1 tahun 1 bulan").await;
        person.types("berat_g", "10,2").await;
        person.types("panjang_tinggi_01mm", "79,5").await;
        person.chooses("persetujuan_anak", "setuju").await;
        person.finds(".result[data-tone='well']").await;
        person.touches("finish-next").await;
        let taps = person.taps();
        println!("child {}: {taps} touches", number + 1);
        assert!(taps <= 7, "{taps} touches for a child of a session");
        person.reads(&format!("{name} tersimpan · anak ke-{}", number + 1)).await;
        assert!(!person.sees(".toast").await, "nothing covers the form");
    }
}
