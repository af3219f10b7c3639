//! What a tired thumb types: each kind of question says at its place what is wrong.

use tests::{
    chromium::Screen,
    story::{Person, value_of},
};
use thirtyfour::{By, Key};

use crate::stage::{self, Stage};

/// A practice form needs no account; the checks are the same.
async fn practises(kind: &str, story: &'static str, test: impl AsyncFn(&Person<'_>)) {
    let stage = Stage::start().await;
    let browser = stage.chromium.open(Screen::Phone).await;
    let person = Person::new(&browser, story);
    person.open(&stage.proxy.url(&format!("/latihan/{kind}"))).await;
    test(&person).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn names_dates_numbers_and_identity_numbers_are_told_at_their_field() {
    practises("balita", "bad-child", async |person| {
        // Nothing typed at all: what is required says so. Enter is a press on the button.
        let name = person.finds("[name='anak.nama']").await;
        name.send_keys(Key::Enter + "").await.expect("a key is pressed");
        person.is_told("anak.nama", "required").await;
        person.is_told("anak.jk", "required").await;
        person.is_told("anak.tgl_lahir", "required").await;
        let invalid = person.finds("[name='anak.nama']").await.attr("aria-invalid").await;
        assert_eq!(invalid.ok().flatten().as_deref(), Some("true"));
        // What is mended leaves the list at once.
        let n_listed = n_listed(person).await;
        assert!(n_listed > 1, "{n_listed} lines");
        person.chooses("anak.jk", "P").await;
        person.until("one line less", async || self::n_listed(person).await < n_listed).await;

        person.types("anak.nama", "7").await;
        person.touches("next").await;
        person.is_told("anak.nama", "name").await;
        person.types("anak.nama", "Siti").await;
        person.chooses("anak.jk", "P").await;

        person.types_day("anak.tgl_lahir", (31, 2, 2025)).await;
        person.touches("next").await;
        person.is_told("anak.tgl_lahir", "not_a_date").await;
        person.types_day("anak.tgl_lahir", stage::boxes(stage::today().plus(40))).await;
        person.touches("next").await;
        person.is_told("anak.tgl_lahir", "birth_after_visit").await;
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
        person.is_told("berat_g", "unit_slip").await;
        // What was typed wrongly is still there to be mended.
        let kept = person.finds("[name='berat_g']").await.prop("value").await;
        assert_eq!(kept.ok().flatten().as_deref(), Some("9500"));
        person.types("berat_g", "9,5").await;
        // Nothing that must be looked at begins with an answer.
        person.touches("next").await;
        person.is_told("edema", "required").await;
        person.chooses("edema", "tidak").await;
        person.touches("next").await;

        // What may be left out shares one screen, folded away.
        person.finds("[data-fold='ukuran_lain']").await;
        person.opens_details().await;
        person.types("lila_01mm", "dua").await;
        person.touches("next").await;
        person.is_told("lila_01mm", "not_a_number").await;
        person.types("lila_01mm", "").await;
        person.types("berat_lahir_g", "tiga ribu").await;
        person.touches("next").await;
        person.is_told("berat_lahir_g", "not_a_whole_number").await;
        person.types("berat_lahir_g", "").await;

        // "None" beside others cannot be: the last that was ticked counts.
        person.chooses("layanan", "posyandu_rutin").await;
        person.chooses("layanan", "tidak_ada").await;
        person
            .until("“none” to stand alone", async || !is_ticked(person, "posyandu_rutin").await)
            .await;
        person.chooses("layanan", "posyandu_rutin").await;
        person.until("“none” to be gone", async || !is_ticked(person, "tidak_ada").await).await;
    })
    .await;
}

/// How many lines the list of what is wrong has.
async fn n_listed(person: &Person<'_>) -> usize {
    let lines = person.browser.web.find_all(By::Css("[role='alert'] li")).await;
    lines.map_or(0, |lines| lines.len())
}

async fn is_ticked(person: &Person<'_>, option: &str) -> bool {
    let css = format!("input[name='layanan'][value='{}']", value_of("layanan", option));
    let tick = person.browser.web.find(By::Css(css)).await;
    tick.expect("the option is there").is_selected().await.expect("it can be ticked")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn family_cards_addresses_and_consents_are_told_at_their_field() {
    practises("kunjungan", "bad-visit", async |person| {
        person.chooses("jenis_kunjungan", "keluarga").await;
        person.touches("next").await;
        person.is_told("cara_data", "required").await;
        person.chooses("cara_data", "kunjungan_rumah").await;
        person.chooses("ada_keterangan", "ya").await;
        person.touches("next").await;

        person.finds("[name='responden.nama']").await;
        person.touches("next").await;
        person.is_told("responden.nama", "required").await;
        person.is_told("responden.hubungan", "required").await;
        person.is_told("persetujuan", "required").await;
        person.types("responden.nama", "Sulastri").await;
        person.chooses("responden.hubungan", "istri").await;
        person.chooses("persetujuan", "diberikan").await;
        person.touches("next").await;
        person.is_told("saksi", "required").await;
        person.chooses("tanpa_saksi", "tidak_ada").await;
        person.touches("next").await;

        person.finds("[name='no_kk']").await;
        person.touches("next").await;
        person.is_told("no_kk", "required_or_why").await;
        person.is_told("alamat", "required").await;
        for (wrong, code) in [
            ("35231601ABCD", "kk_format"),
            ("352316020312999", "kk_format"),
            ("35231602031299912", "nomor_kelebihan"),
        ] {
            person.types("no_kk", wrong).await;
            person.touches("next").await;
            person.is_told("no_kk", code).await;
        }
        person.types("no_kk", "1111111111111111").await;
        person.is_told("no_kk", "kk_palsu").await;
        person.types("no_kk", "3523160203129991").await;
        person.types("rt", "tiga").await;
        person.touches("next").await;
        person.is_told("rt", "not_a_whole_number").await;
        person.types("rt", "1000").await;
        person.is_told("rt", "out_of_range").await;
        person.types("rt", "3").await;
        person.types("nama_kepala_keluarga", "Sukirman").await;
        person.types("alamat", "Utara musala, cat hijau").await;
        person.touches("next").await;
        person.is_told("rw", "required").await;
        person.types("rw", "1").await;
        person.touches("next").await;

        person.chooses("hasil_pendataan", "tidak_ada_responden").await;
        person.is_told("hasil_pendataan", "outcome_differs").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn yes_or_no_ticks_and_months_are_told_at_their_field() {
    practises("bansos", "bad-kept", async |person| {
        person.chooses("usulan", "tetap_layak").await;
        person.touches("next").await;
        person.is_told("masih_tinggal", "required").await;
        person.is_told("ada_perubahan", "required").await;
        person.chooses("masih_tinggal", "tidak").await;
        person.is_told("masih_tinggal", "gone_but_kept").await;
        person.chooses("masih_tinggal", "ya").await;
        person.chooses("ada_perubahan", "ya").await;
        person.touches("next").await;
        person.is_told("perubahan", "required").await;
        person.chooses("perubahan", "bantuan").await;
        person.touches("next").await;
        person.types("subjek.nama", "Karsinah").await;
        person.chooses("subjek.alasan_tanpa_nik", "belum_dilihat").await;
        person.touches("next").await;

        person.touches_css("[data-add='program']").await;
        person.chooses("program.0.program", "pkh").await;
        person.chooses("program.0.status", "menerima").await;
        for ((month, year), code) in
            [(("13", "2024"), "not_a_date"), (("12", "1989"), "month"), (("1", "2099"), "month")]
        {
            person.types("program.0.bulan_terakhir.bulan", month).await;
            person.types("program.0.bulan_terakhir.tahun", year).await;
            person.touches("next").await;
            person.is_told("program.0.bulan_terakhir", code).await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn choices_rows_and_digits_are_told_at_their_field() {
    practises("bansos", "bad-aid", async |person| {
        person.touches("next").await;
        person.is_told("usulan", "required").await;
        person.chooses("usulan", "usul_hapus").await;
        person.chooses("desil_tanpa", "tidak_tahu").await;
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

/// Puts words into a box at once, as a paste does.
async fn pastes(person: &Person<'_>, name: &str, words: &str) {
    let element = person.finds(&format!("[name='{name}']")).await;
    element.focus().await.expect("it can have the focus");
    let paste = serde_json::json!({ "text": words });
    person.browser.devtools("Input.insertText", paste).await.expect("it is put there");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_pasted_is_bounded_and_tidied_and_nothing_before_it_is_lost() {
    practises("balita", "bad-paste", async |person| {
        // A hundred thousand letters behind a name: the name stays, and the box says that it is full.
        person.types("anak.nama", "Bagas ").await;
        pastes(person, "anak.nama", &"panjang ".repeat(12_500)).await;
        person.reads("Kotak ini penuh.").await;
        let kept = stage::typed(person, "anak.nama").await;
        assert!(kept.starts_with("Bagas panjang"), "{kept}");
        assert!(kept.len() <= 200, "{} letters", kept.len());

        // A picture is no letter: it is asked about, and stays.
        person.types("anak.nama", "Bagas ").await;
        pastes(person, "anak.nama", "👶🏽").await;
        person.touches("next").await;
        person.is_told("anak.nama", "name_unusual").await;
        assert_eq!(stage::typed(person, "anak.nama").await, "Bagas 👶🏽");

        // Cells of a table, and a sign that turns the words around.
        person.types("anak.nama", "Bagas").await;
        pastes(person, "anak.nama", "\tPratama\u{202e}").await;
        person.touches("next").await;
        person.is_told("anak.nama", "control_character").await;
        person.touches("tidy").await;
        person
            .until("the name to be tidy", async || {
                stage::typed(person, "anak.nama").await == "Bagas Pratama"
            })
            .await;
        assert!(!person.sees("[data-code='control_character']").await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_family_has_forty_members_and_a_41st_is_told() {
    practises("bansos", "bad-members", async |person| {
        person.chooses("usulan", "usul_baru").await;
        person.chooses("desil_tanpa", "tidak_tahu").await;
        person.touches("next").await;
        person.types("subjek.nama", "Karsinah").await;
        person.chooses("subjek.alasan_tanpa_nik", "belum_dilihat").await;
        person.chooses("subjek.jk", "P").await;
        person.types_day("subjek.tgl_lahir", (1, 10, 1990)).await;
        person.chooses("subjek.shdk", "kepala_keluarga").await;
        person.touches("next").await;
        person.chooses("menerima_bantuan", "tidak").await;
        person.touches("next").await;
        person.chooses("alamat_ktp_sama", "ya").await;
        person.chooses("pekerjaan_kk", "tidak_bekerja").await;
        person.touches("next").await;
        // Who is proposed is a member already.
        person.finds("[name='anggota.0.nama']").await;
        for _ in 1..40 {
            person.touches_css("[data-add='anggota']").await;
        }
        person.reads("Sudah penuh, paling banyak 40.").await;
        assert!(!person.sees("[data-add='anggota']").await, "no room for a 41st");
        // Folded to a line each, and the first still says who it is.
        let first = person.finds("[data-open='anggota.0']").await;
        let words = first.text().await.unwrap_or_default();
        assert!(words.contains("Karsinah"), "{words}");
    })
    .await;
}
