//! Disability: what is asked of whom, what does not fit, what it comes to.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::{
    form::model::Tone,
    forms::{
        disabilitas::{self, DISABILITAS},
        lists::disability,
        tests::{
            Answers, Filled, Situation, Slip, check_required, check_situations, check_slips,
            situation, slip,
        },
        visit::tests::{HOME, SESSION},
    },
};

/// A grown-up who walks with difficulty and needs a wheelchair.
const WHEELCHAIR: Answers = &[
    ("subjek.nama", "Sukarno"),
    ("subjek.nik", "3523160101909999"),
    ("subjek.sumber_nik", "kk"),
    ("subjek.jk", "L"),
    ("subjek.tgl_lahir", "1990-01-01"),
    ("subjek.shdk", "anak"),
    ("penglihatan", "tidak_ada"),
    ("pendengaran", "tidak_ada"),
    ("berjalan", "sama_sekali_tidak_bisa"),
    ("tangan", "sedikit_kesulitan"),
    ("komunikasi", "tidak_ada"),
    ("belajar", "tidak_ada"),
    ("ingatan", "tidak_ada"),
    ("perilaku", "tidak_ada"),
    ("mandiri", "banyak_kesulitan"),
    ("ragam", "fisik"),
    ("tingkat_mandiri", "sebagian"),
    ("pendamping", "orang_tua"),
    ("umur_pendamping", "60"),
    ("punya_alat", "tidak"),
    ("perlu_alat", "ya"),
    ("alat_dibutuhkan.0.alat", "kursi_roda_dewasa"),
    ("alat_dibutuhkan.0.jumlah", "1"),
    ("usulan", "alat,aspd"),
];

/// A child of two years.
const CHILD: Answers = &[
    ("subjek.nama", "Budi"),
    ("subjek.alasan_tanpa_nik", "bayi_belum_terdaftar"),
    ("subjek.jk", "L"),
    ("subjek.tgl_lahir", "2024-11-01"),
    ("subjek.shdk", "anak"),
    ("penglihatan", "tidak_ada"),
    ("pendengaran", "banyak_kesulitan"),
    ("berjalan", "tidak_ada"),
    ("tangan", "tidak_ada"),
    ("komunikasi", "banyak_kesulitan"),
    ("ragam", "belum_diperiksa"),
    ("tingkat_mandiri", "sebagian"),
    ("pendamping", "orang_tua"),
    ("umur_pendamping", "30"),
    ("punya_alat", "tidak"),
    ("perlu_alat", "tidak"),
    ("usulan", "terapi"),
];

pub(in crate::forms) const SITUATIONS: &[Situation] = &[
    Situation { name: "wheelchair", answers: WHEELCHAIR, visit: HOME, n_answers: 24 },
    Situation { name: "small child", answers: CHILD, visit: HOME, n_answers: 17 },
    Situation {
        name: "old, with all that is optional",
        answers: &[
            ("subjek.nama", "Mbah Karsi"),
            ("subjek.alasan_tanpa_nik", "belum_dilihat"),
            ("subjek.jk", "P"),
            ("subjek.perkiraan_umur", "80"),
            ("subjek.shdk", "orang_tua"),
            ("penglihatan", "banyak_kesulitan"),
            ("pendengaran", "banyak_kesulitan"),
            ("berjalan", "banyak_kesulitan"),
            ("tangan", "sedikit_kesulitan"),
            ("komunikasi", "tidak_ada"),
            ("belajar", "tidak_ada"),
            ("ingatan", "banyak_kesulitan"),
            ("perilaku", "tidak_ada"),
            ("mandiri", "sama_sekali_tidak_bisa"),
            ("ragam", "sensorik_netra,sensorik_rungu"),
            ("sejak", "usia"),
            ("tingkat_mandiri", "total"),
            ("pendamping", "anak"),
            ("umur_pendamping", "55"),
            ("surat_disabilitas", "tidak"),
            ("punya_alat", "ya"),
            ("alat_dimiliki.0.alat", "walker"),
            ("alat_dimiliki.0.kondisi", "rusak"),
            ("alat_dimiliki.0.sumber_alat", "beli_sendiri"),
            ("perlu_alat", "ya"),
            ("alat_dibutuhkan.0.alat", "kursi_roda_dewasa"),
            ("alat_dibutuhkan.0.jumlah", "1"),
            ("alat_dibutuhkan.0.berat_g", "42,5"),
            ("alat_dibutuhkan.0.tinggi_01mm", "148"),
            ("alat_dibutuhkan.0.lebar_pinggul_01mm", "34"),
            ("alat_dibutuhkan.1.alat", "lainnya"),
            ("alat_dibutuhkan.1.alat_lain", "Kursi mandi"),
            ("alat_dibutuhkan.1.jumlah", "1"),
            ("terapi", "belum"),
            ("kegiatan", "di_rumah"),
            ("bantuan", "tidak_ada"),
            ("usulan", "alat"),
        ],
        visit: HOME,
        n_answers: 37,
    },
    Situation {
        name: "another device",
        answers: &[
            ("subjek.nama", "Sukarno"),
            ("subjek.orang", "somebody known"),
            ("subjek.nik_cocok", "ya"),
            ("subjek.jk", "L"),
            ("subjek.tgl_lahir", "1990-01-01"),
            ("subjek.shdk", "anak"),
            ("penglihatan", "tidak_ada"),
            ("pendengaran", "banyak_kesulitan"),
            ("berjalan", "tidak_ada"),
            ("tangan", "tidak_ada"),
            ("komunikasi", "tidak_ada"),
            ("belajar", "tidak_ada"),
            ("ingatan", "tidak_ada"),
            ("perilaku", "tidak_ada"),
            ("mandiri", "tidak_ada"),
            ("ragam", "sensorik_rungu"),
            ("tingkat_mandiri", "mandiri"),
            ("pendamping", "tidak_ada"),
            ("punya_alat", "tidak"),
            ("perlu_alat", "ya"),
            ("alat_dibutuhkan.0.alat", "lainnya"),
            ("alat_dibutuhkan.0.alat_lain", "Jam getar"),
            ("alat_dibutuhkan.0.jumlah", "1"),
            ("usulan", "alat"),
        ],
        visit: HOME,
        n_answers: 24,
    },
];

const SLIPS: &[Slip] = &[
    slip("wheelchair", &[("ragam", "")], "ragam", "required"),
    slip("wheelchair", &[("ragam", "fisik,belum_diperiksa")], "ragam", "kind_and_unchecked"),
    slip(
        "wheelchair",
        &[("alat_dibutuhkan.0.alat", "alat_bantu_dengar")],
        "alat_dibutuhkan.0.alat",
        "device_of_another_kind",
    ),
    slip(
        "wheelchair",
        &[("alat_dibutuhkan.0.alat", "tongkat_netra")],
        "alat_dibutuhkan.0.alat",
        "device_of_another_kind",
    ),
    slip(
        "wheelchair",
        &[("ragam", "sensorik_netra"), ("alat_dibutuhkan.0.alat", "kaki_palsu")],
        "alat_dibutuhkan.0.alat",
        "device_of_another_kind",
    ),
    slip(
        "wheelchair",
        &[("berjalan", "tidak_ada"), ("tangan", "tidak_ada"), ("mandiri", "tidak_ada")],
        "perlu_alat",
        "device_without_difficulty",
    ),
    slip(
        "wheelchair",
        &[("alat_dibutuhkan.1.alat", "kursi_roda_dewasa"), ("alat_dibutuhkan.1.jumlah", "1")],
        "alat_dibutuhkan",
        "device_twice",
    ),
    slip(
        "wheelchair",
        &[
            ("punya_alat", "ya"),
            ("alat_dimiliki.0.alat", "kruk"),
            ("alat_dimiliki.0.kondisi", "baik"),
            ("alat_dimiliki.1.alat", "kruk"),
            ("alat_dimiliki.1.kondisi", "rusak"),
        ],
        "alat_dimiliki",
        "device_twice",
    ),
    slip(
        "wheelchair",
        &[("alat_dibutuhkan.0.jumlah", "5")],
        "alat_dibutuhkan.0.jumlah",
        "out_of_range",
    ),
    slip(
        "wheelchair",
        &[("alat_dibutuhkan.0.alat", "lainnya")],
        "alat_dibutuhkan.0.alat_lain",
        "required",
    ),
    slip("wheelchair", &[("usulan", "tidak_ada,alat")], "usulan", "none_and_more"),
    slip("wheelchair", &[("subjek.jk", "P")], "subjek.nik", "nik_jk"),
    slip(
        "small child",
        &[("subjek.tgl_lahir", "2026-11-21")],
        "subjek.tgl_lahir",
        "birth_after_visit",
    ),
];

#[test]
fn every_situation_is_valid() {
    check_situations(&DISABILITAS, SITUATIONS);
}

#[test]
fn every_rule_fires_at_its_place() {
    check_slips(&DISABILITAS, SITUATIONS, SLIPS);
}

#[test]
fn what_must_be_answered_is_asked_for() {
    check_required(&DISABILITAS, situation(SITUATIONS, "wheelchair"), &[]);
}

#[test]
fn a_rule_does_not_fire_where_its_reason_is_missing() {
    for change in [
        // Nobody has examined it, so any device may be right.
        [("ragam", "belum_diperiksa"), ("alat_dibutuhkan.0.alat", "alat_bantu_dengar")].as_slice(),
        &[("ragam", "sensorik_rungu"), ("alat_dibutuhkan.0.alat", "alat_bantu_dengar")],
        &[("ragam", "fisik,sensorik_netra"), ("alat_dibutuhkan.0.alat", "tongkat_netra")],
        &[("alat_dibutuhkan.0.alat", "tangan_palsu")],
        // No great difficulty: nobody has to name a kind.
        &[("berjalan", "sedikit_kesulitan"), ("mandiri", "sedikit_kesulitan"), ("ragam", "")],
    ] {
        let mut filled = Filled::of(&DISABILITAS, situation(SITUATIONS, "wheelchair"), &[]);
        crate::forms::tests::fill(&DISABILITAS, &mut filled.values, change);
        assert_eq!(filled.settled().problems(), [], "{change:?}");
    }
}

#[test]
fn a_small_child_is_asked_only_what_it_can_do() {
    let change = &[("belajar", "banyak_kesulitan"), ("mandiri", "sama_sekali_tidak_bisa")];
    let child = situation(SITUATIONS, "small child");
    let filled = Filled::of(&DISABILITAS, child, change).settled();
    assert!(filled.values.get(disabilitas::LEARNING).is_none());
    assert!(filled.values.get(disabilitas::SELF_CARE).is_none());
}

#[test]
fn only_a_visit_of_a_family_that_agreed_has_this_form() {
    let one = situation(SITUATIONS, "wheelchair");
    for (visit, code) in [
        (SESSION, "needs_family"),
        (
            &[
                ("jenis_kunjungan", "keluarga"),
                ("tanggal_kunjungan", "2026-11-20"),
                ("ada_keterangan", "ya"),
                ("responden.nama", "Bu Tini"),
                ("responden.hubungan", "tetangga"),
            ],
            "disability_on_task_alone",
        ),
    ] {
        let filled = Filled::new(&DISABILITAS, one.answers, visit).settled();
        let problems = filled.problems();
        assert!(problems.contains(&("subjek.nama".into(), code)), "{problems:?}");
    }
}

#[test]
fn what_it_comes_to_is_called_an_estimate_and_says_what_to_do() {
    let summary = |name: &str, change: Answers| {
        let filled = Filled::of(&DISABILITAS, situation(SITUATIONS, name), change).settled();
        let (_, tone) = DISABILITAS.says(&filled.values).unwrap();
        (filled.values.get(disabilitas::SUMMARY).unwrap().0, tone)
    };
    for (name, change, expected) in [
        ("wheelchair", [].as_slice(), (disability::SUMMARY_DEVICE, Tone::Attention)),
        ("small child", &[], (disability::SUMMARY_UNCHECKED, Tone::Attention)),
        ("old, with all that is optional", &[], (disability::SUMMARY_DEPENDS, Tone::Attention)),
        ("wheelchair", &[("perlu_alat", "tidak")], (disability::SUMMARY_DIFFICULTY, Tone::Plain)),
        (
            "small child",
            &[("pendengaran", "tidak_ada"), ("komunikasi", "tidak_ada")],
            (disability::SUMMARY_NONE, Tone::Plain),
        ),
    ] {
        let change: Answers = change;
        assert_eq!(summary(name, change), expected, "{name} {change:?}");
    }
    let old = situation(SITUATIONS, "old, with all that is optional");
    let old = Filled::of(&DISABILITAS, old, &[]).settled();
    assert_eq!(
        old.values.get(disabilitas::HINTS),
        Some(vec![disability::HINT_SEVERAL, disability::HINT_SEVERE])
    );
    assert!(DISABILITAS.why(&old.values).is_some());
    for option in disability::HINT.options {
        assert!(option.label.id.contains("perkiraan"), "{}", option.name);
    }
}
