//! The child that is said not to go to school: what was found decides what is asked.

use crate::{
    form::model::Tone,
    forms::{
        ats::{self, ATS},
        lists::school,
        tests::{
            Answers, Filled, Situation, Slip, check_required, check_situations, check_slips,
            situation, slip,
        },
        visit::{VISIT, tests::HOME},
    },
    text::Lang,
};

/// A boy of 14 who left in the second year of SMP.
const LEFT: Answers = &[
    ("hasil_verifikasi", "benar_ats"),
    ("anak.nama", "Agus"),
    ("anak.nik", "3523160203129999"),
    ("anak.sumber_nik", "kk"),
    ("anak.jk", "L"),
    ("anak.tgl_lahir", "2012-03-02"),
    ("anak.shdk", "anak"),
    ("kategori_ats", "DO"),
    ("jenjang", "smp"),
    ("kelas", "8"),
    ("tahun_keluar", "2025"),
    ("alasan", "biaya"),
    ("keinginan", "paket"),
    ("bekerja", "tidak"),
    ("wali.nama", "Wartini"),
    ("wali.hubungan", "ibu"),
    ("wali.hp", "081234567890"),
];

pub(in crate::forms) const SITUATIONS: &[Situation] = &[
    Situation { name: "left", answers: LEFT, visit: HOME, n_answers: 17 },
    Situation {
        name: "not continued, with all that is optional",
        answers: &[
            ("hasil_verifikasi", "benar_ats"),
            ("anak.nama", "Sri"),
            ("anak.alasan_tanpa_nik", "belum_dilihat"),
            ("anak.jk", "P"),
            ("anak.perkiraan_umur", "16"),
            ("anak.shdk", "cucu"),
            ("kategori_ats", "LTM"),
            ("jenjang", "mts"),
            ("ijazah_ada", "ya"),
            ("sekolah", "MTs Al Hidayah"),
            ("tahun_keluar", "2024"),
            ("nisn", "0112345678"),
            ("alasan", "bekerja,jarak_transport,lainnya"),
            ("alasan_utama", "bekerja"),
            ("penjelasan", "Merawat nenek"),
            ("keinginan", "kursus"),
            ("penerima_pip", "ya"),
            ("bekerja", "ya"),
            ("pekerjaan", "Menjaga warung"),
            ("status_kawin", "belum_kawin"),
            ("disabilitas", "tidak"),
            ("wali.nama", "Mbah Ni"),
            ("wali.hubungan", "kakek_nenek"),
            ("tanpa_hp", "tidak_punya"),
            ("tindak_lanjut", "dibujuk,kursus"),
        ],
        visit: HOME,
        n_answers: 25,
    },
    Situation {
        name: "never, from the register",
        answers: &[
            ("hasil_verifikasi", "benar_ats"),
            ("anak.orang", "a child of the family"),
            ("anak.nama", "Agus"),
            ("anak.nik_cocok", "ya"),
            ("anak.jk", "L"),
            ("anak.tgl_lahir", "2017-03-02"),
            ("anak.shdk", "anak"),
            ("kategori_ats", "BPB"),
            ("alasan", "dokumen"),
            ("keinginan", "kembali_sekolah"),
            ("bekerja", "tidak"),
            ("wali.orang", "the mother"),
            ("wali.nama", "Wartini"),
            ("wali.hubungan", "ibu"),
            ("wali.hp", "081234567890"),
        ],
        visit: HOME,
        n_answers: 15,
    },
    Situation {
        name: "at school",
        answers: &[
            ("hasil_verifikasi", "pesantren"),
            ("anak.nama", "Agus"),
            ("anak.nik", "3523160203129999"),
            ("anak.sumber_nik", "kk"),
            ("anak.jk", "L"),
            ("anak.tgl_lahir", "2012-03-02"),
            ("anak.shdk", "anak"),
            ("jenjang", "pdf_wustha"),
            ("kelas", "8"),
            ("sekolah", "Pesantren Langitan"),
            ("nisn", "0112345678"),
        ],
        visit: HOME,
        n_answers: 11,
    },
    Situation {
        name: "finished",
        answers: &[
            ("hasil_verifikasi", "sudah_lulus_12"),
            ("anak.nama", "Agus"),
            ("anak.alasan_tanpa_nik", "belum_dilihat"),
            ("anak.jk", "L"),
            ("anak.tgl_lahir", "2007-03-02"),
            ("anak.shdk", "anak"),
        ],
        visit: HOME,
        n_answers: 6,
    },
    Situation {
        name: "not of school age",
        answers: &[
            ("hasil_verifikasi", "usia_lebih"),
            ("anak.nama", "Agus"),
            ("anak.alasan_tanpa_nik", "belum_dilihat"),
            ("anak.jk", "L"),
            ("anak.tgl_lahir", "1995-03-02"),
            ("anak.shdk", "anak"),
        ],
        visit: HOME,
        n_answers: 6,
    },
    Situation {
        name: "moved",
        answers: &[
            ("hasil_verifikasi", "pindah"),
            ("anak.nama", "Agus"),
            ("anak.nik", "3523160203129999"),
            ("anak.sumber_nik", "daftar"),
        ],
        visit: HOME,
        n_answers: 4,
    },
];

#[test]
fn every_finding_asks_no_more_than_it_must() {
    check_situations(&ATS, SITUATIONS);
}

#[test]
fn what_must_be_said_is_missed() {
    check_required(&ATS, situation(SITUATIONS, "left"), &[]);
    check_required(&ATS, situation(SITUATIONS, "moved"), &[]);
    let optional = ["jenjang", "kelas", "sekolah", "nisn"];
    check_required(&ATS, situation(SITUATIONS, "at school"), &optional);
}

const SLIPS: &[Slip] = &[
    slip(
        "left",
        &[
            ("anak.tgl_lahir", "2022-03-02"),
            ("kelas", ""),
            ("kategori_ats", "BPB"),
            ("anak.nik", ""),
            ("anak.alasan_tanpa_nik", "belum_dilihat"),
        ],
        "anak.tgl_lahir",
        "ats_age",
    ),
    slip(
        "not continued, with all that is optional",
        &[("anak.perkiraan_umur", "25")],
        "anak.perkiraan_umur",
        "ats_age",
    ),
    slip(
        "not continued, with all that is optional",
        &[("anak.perkiraan_umur", "24")],
        "anak.perkiraan_umur",
        "ats_age_unusual",
    ),
    slip(
        "not continued, with all that is optional",
        &[("anak.perkiraan_umur", "19")],
        "anak.perkiraan_umur",
        "ats_age_unusual",
    ),
    slip(
        "never, from the register",
        &[("anak.tgl_lahir", "2020-11-20")],
        "anak.tgl_lahir",
        "ats_age_unusual",
    ),
    slip(
        "never, from the register",
        &[("anak.tgl_lahir", "2026-11-21")],
        "anak.tgl_lahir",
        "birth_after_visit",
    ),
    slip("never, from the register", &[("anak.nik_cocok", "tidak")], "anak.nik", "required_or_why"),
    slip("finished", &[("anak.tgl_lahir", "2000-03-02")], "anak.tgl_lahir", "ats_age"),
    slip("left", &[("kelas", "6")], "kelas", "grade_outside_level"),
    slip("left", &[("kelas", "10")], "kelas", "grade_outside_level"),
    slip("left", &[("kelas", "13")], "kelas", "out_of_range"),
    slip("left", &[("jenjang", "sma"), ("kelas", "11")], "kelas", "age_below_grade"),
    slip("left", &[("jenjang", "paud"), ("kelas", "1")], "jenjang", "ats_level"),
    slip(
        "not continued, with all that is optional",
        &[("jenjang", "smk")],
        "jenjang",
        "ats_finished",
    ),
    slip(
        "not continued, with all that is optional",
        &[("ijazah_ada", "tidak")],
        "ijazah_ada",
        "diploma_missing",
    ),
    slip("left", &[("tahun_keluar", "25")], "tahun_keluar", "year_digits"),
    slip("left", &[("tahun_keluar", "2016")], "tahun_keluar", "year_too_early"),
    slip("left", &[("tahun_keluar", "2027")], "tahun_keluar", "year_too_late"),
    slip("left", &[("tahun_keluar", "20251")], "tahun_keluar", "too_long"),
    slip("left", &[("nisn", "12345")], "nisn", "nisn_digits"),
    slip(
        "left",
        &[("alasan", "biaya,bekerja,menikah,sakit"), ("alasan_utama", "biaya")],
        "alasan",
        "too_many_reasons",
    ),
    slip(
        "left",
        &[("alasan", "biaya,bekerja"), ("alasan_utama", "sakit")],
        "alasan_utama",
        "main_reason",
    ),
    slip("left", &[("alasan", "biaya,bekerja")], "alasan_utama", "required"),
    slip("left", &[("alasan", "lainnya")], "penjelasan", "required"),
    slip("left", &[("alasan", "4")], "alasan", "unknown_option"),
    slip("left", &[("status_kawin", "kawin")], "status_kawin", "married_young"),
    slip("left", &[("disabilitas", "ya")], "disabilitas", "disability_form"),
    slip("left", &[("wali.hp", "")], "wali.hp", "required"),
];

#[test]
fn each_slip_is_named_where_it_is() {
    check_slips(&ATS, SITUATIONS, SLIPS);
}

#[test]
fn the_first_and_last_years_and_ages_are_right() {
    let fine: &[(&str, Answers)] = &[
        ("left", &[("tahun_keluar", "2017")]),
        ("left", &[("tahun_keluar", "2026")]),
        ("left", &[("kelas", "7")]),
        ("left", &[("kelas", "9")]),
        ("left", &[("jenjang", "sma"), ("kelas", "10")]),
        ("never, from the register", &[("anak.tgl_lahir", "2019-11-20")]),
        ("not continued, with all that is optional", &[("anak.perkiraan_umur", "18")]),
        // At 19 nobody is too young to marry, though old to be looked for.
        ("left", &[("alasan", "biaya,bekerja,sakit"), ("alasan_utama", "sakit")]),
    ];
    for (name, change) in fine {
        let filled = Filled::of(&ATS, situation(SITUATIONS, name), change).settled();
        assert_eq!(filled.problems(), [], "{name} with {change:?}");
    }
}

#[test]
fn a_child_that_never_went_has_neither_level_nor_year() {
    let filled = Filled::of(&ATS, situation(SITUATIONS, "left"), &[("kategori_ats", "BPB")]);
    let settled = filled.settled();
    assert_eq!(settled.problems(), []);
    assert_eq!(settled.words("jenjang"), None);
    assert_eq!(settled.words("tahun_keluar"), None);
    assert_eq!(settled.words("partisipasi_sekolah").as_deref(), Some("Belum pernah sekolah"));
}

#[test]
fn what_bps_asks_follows_from_what_was_found() {
    let cases = [
        ("left", Some("Tidak sekolah lagi")),
        ("not continued, with all that is optional", Some("Tidak sekolah lagi")),
        ("never, from the register", Some("Belum pernah sekolah")),
        ("at school", Some("Masih sekolah")),
        ("finished", Some("Tidak sekolah lagi")),
        ("not of school age", None),
        ("moved", None),
    ];
    for (name, words) in cases {
        let filled = Filled::of(&ATS, situation(SITUATIONS, name), &[]).settled();
        assert_eq!(filled.words("partisipasi_sekolah").as_deref(), words, "{name}");
    }
}

#[test]
fn work_below_fifteen_is_to_be_looked_at() {
    let flags = |name, change| {
        Filled::of(&ATS, situation(SITUATIONS, name), change).settled().values.get(ats::FLAGS)
    };
    assert_eq!(flags("left", &[("bekerja", "ya")]), Some(vec![school::FLAG_CHILD_WORKER]));
    assert_eq!(flags("left", &[]), None);
    assert_eq!(flags("not continued, with all that is optional", &[]), None);
    let born: Answers = &[("bekerja", "ya"), ("anak.tgl_lahir", "2011-11-20")];
    assert_eq!(flags("left", born), None);
}

#[test]
fn a_list_says_what_was_found_and_how_it_came() {
    let said = |name| {
        let filled = Filled::of(&ATS, situation(SITUATIONS, name), &[]).settled();
        let (says, tone) = ATS.says(&filled.values).map(|(text, tone)| (text.id, tone)).unzip();
        (says, tone, ATS.why(&filled.values).map(|why| why.get(Lang::Id)))
    };
    let left =
        (Some("Benar, tidak sekolah"), Some(Tone::Attention), Some("Berhenti sebelum lulus."));
    assert_eq!(said("left"), left);
    assert_eq!(said("at school"), (Some("Belajar di pesantren"), Some(Tone::Well), None));
    assert_eq!(said("moved"), (Some("Pindah"), Some(Tone::Plain), None));
}

/// The problems of a situation in a visit with other answers.
fn in_visit(name: &str, change: Answers) -> Vec<(String, &'static str)> {
    let mut filled = Filled::of(&ATS, situation(SITUATIONS, name), &[]);
    let visit = Filled::of(
        &VISIT,
        &Situation { name: "", answers: HOME, visit: &[], n_answers: 0 },
        change,
    );
    filled.visit = Some(visit.settled().values);
    filled.settled().problems()
}

#[test]
fn a_neighbour_may_say_that_a_child_moved_but_not_how_it_lives() {
    let told: Answers = &[("responden.hubungan", "tetangga")];
    let closed = [(String::from("hasil_verifikasi"), "child_on_task_alone")];
    assert_eq!(in_visit("left", told), closed);
    assert_eq!(in_visit("at school", told), closed);
    assert_eq!(in_visit("moved", told), []);
    let refused = [(String::from("hasil_verifikasi"), "consent_refused")];
    assert_eq!(in_visit("left", &[("persetujuan", "ditolak")]), refused);
    assert_eq!(in_visit("moved", &[("persetujuan", "ditolak")]), refused);
    let session: Answers = &[("jenis_kunjungan", "posyandu_balai")];
    assert_eq!(in_visit("left", session), [(String::from("hasil_verifikasi"), "needs_family")]);
}
