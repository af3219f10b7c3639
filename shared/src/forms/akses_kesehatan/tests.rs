//! Access to health care: the insurance, the pregnancy, and what stands in the way.

use crate::{
    form::model::Scene,
    forms::{
        akses_kesehatan::{self, AKSES_KESEHATAN},
        lists::health,
        tests::{
            Answers, Filled, Situation, Slip, check_required, check_situations, check_slips,
            situation, slip,
        },
        visit::{VISIT, tests::HOME},
    },
};

/// A woman whose free insurance was switched off in the summer.
const REACTIVATE: Answers = &[
    ("usulan", "reaktivasi_pbi"),
    ("darurat", "tidak"),
    ("subjek.nama", "Wartini"),
    ("subjek.nik", "3523164101909999"),
    ("subjek.sumber_nik", "kartu"),
    ("subjek.jk", "P"),
    ("subjek.tgl_lahir", "1990-01-01"),
    ("subjek.shdk", "kepala_keluarga"),
    ("segmen_jkn", "pbi_jk"),
    ("status_jkn", "nonaktif_dinonaktifkan"),
    ("alasan_pbi_nonaktif", "tidak_di_dtsen"),
    ("nonaktif_sejak", "8/2026"),
    ("kelompok", "umum"),
    ("hambatan", "tidak_punya_jkn"),
];

const PREGNANT: Answers = &[
    ("usulan", "kunjungan_nakes"),
    ("darurat", "tidak"),
    ("subjek.nama", "Siti"),
    ("subjek.nik", "3523164101909999"),
    ("subjek.sumber_nik", "kartu"),
    ("subjek.jk", "P"),
    ("subjek.tgl_lahir", "1990-01-01"),
    ("subjek.shdk", "istri"),
    ("hp", "081234567890"),
    ("segmen_jkn", "ppu"),
    ("status_jkn", "aktif"),
    ("no_jkn", "0001234567890"),
    ("kelompok", "ibu_hamil"),
    ("sakit_sekarang", "tidak"),
    ("penyakit_kronis", "tidak_ada"),
    ("hpht", "2026-07-03"),
    ("usia_kehamilan_minggu", "20"),
    ("lila_01mm", "24,5"),
    ("anc_kali", "3"),
    ("tablet_fe", "ya"),
    ("risiko_4t", "tidak_ada"),
    ("menurut_bidan", "normal"),
    ("hambatan", "jarak,lainnya"),
    ("penjelasan", "Jembatan putus"),
    ("faskes_terdekat", "Puskesmas Kerek"),
    ("jarak_100m", "7,5"),
    ("usulan_lain", "rujukan"),
];

pub(in crate::forms) const SITUATIONS: &[Situation] = &[
    Situation { name: "reactivate", answers: REACTIVATE, visit: HOME, n_answers: 14 },
    Situation {
        name: "pregnant, with all that is optional",
        answers: PREGNANT,
        visit: HOME,
        n_answers: 27,
    },
    Situation {
        name: "old and without insurance, little known",
        answers: &[
            ("usulan", "usul_pbi"),
            ("darurat", "tidak"),
            ("subjek.nama", "Mbah Ni"),
            ("subjek.alasan_tanpa_nik", "belum_dilihat"),
            ("subjek.jk", "P"),
            ("subjek.perkiraan_umur", "80"),
            ("subjek.shdk", "orang_tua"),
            ("segmen_jkn", "bukan_peserta"),
            ("sktm", "ya"),
            ("kelompok", "lansia"),
            ("kemandirian", "sebagian"),
            ("hambatan", "tidak_ada"),
        ],
        visit: HOME,
        n_answers: 12,
    },
    Situation {
        name: "from the register, the month to follow",
        answers: &[
            ("usulan", "reaktivasi_pbi"),
            ("darurat", "tidak"),
            ("subjek.orang", "a person"),
            ("subjek.nama", "Wartini"),
            ("subjek.nik_cocok", "ya"),
            ("subjek.jk", "P"),
            ("subjek.tgl_lahir", "1990-01-01"),
            ("subjek.shdk", "kepala_keluarga"),
            ("segmen_jkn", "tidak_tahu"),
            ("status_jkn", "tidak_tahu"),
            ("bulan_belum_tahu", "belum_tahu"),
            ("kelompok", "penyakit_kronis"),
            ("penyakit_kronis", "hipertensi,diabetes"),
            ("hambatan", "biaya_obat"),
        ],
        visit: HOME,
        n_answers: 14,
    },
];

#[test]
fn every_situation_is_whole() {
    check_situations(&AKSES_KESEHATAN, SITUATIONS);
}

#[test]
fn what_must_be_said_is_missed() {
    check_required(&AKSES_KESEHATAN, situation(SITUATIONS, "reactivate"), &[]);
    let old = situation(SITUATIONS, "old and without insurance, little known");
    // Without a reason the number is missed, and without an age the day of birth.
    check_required(
        &AKSES_KESEHATAN,
        &Situation {
            answers: &[
                ("usulan", "usul_pbi"),
                ("darurat", "tidak"),
                ("subjek.nama", "Mbah Ni"),
                ("subjek.jk", "P"),
                ("subjek.shdk", "orang_tua"),
                ("segmen_jkn", "bukan_peserta"),
                ("kelompok", "lansia"),
                ("kemandirian", "sebagian"),
                ("hambatan", "tidak_ada"),
                ("subjek.nik", "3523164101509999"),
                ("subjek.sumber_nik", "kk"),
                ("subjek.tgl_lahir", "1950-01-01"),
            ],
            ..Situation { name: old.name, answers: &[], visit: HOME, n_answers: 12 }
        },
        &[],
    );
}

const OLD: &str = "old and without insurance, little known";
const LONG: &str = "pregnant, with all that is optional";

const SLIPS: &[Slip] = &[
    slip("reactivate", &[("darurat", "ya")], "darurat", "emergency"),
    slip(
        "reactivate",
        &[("status_jkn", "belum_terdaftar")],
        "status_jkn",
        "not_registered_but_insured",
    ),
    slip("reactivate", &[("status_jkn", "nonaktif_menunggak")], "status_jkn", "reactivate_what"),
    slip("reactivate", &[("segmen_jkn", "pbpu_mandiri")], "status_jkn", "reactivate_what"),
    slip("reactivate", &[("nonaktif_sejak", "")], "nonaktif_sejak", "required"),
    slip("reactivate", &[("nonaktif_sejak", "4/2026")], "nonaktif_sejak", "off_for_long"),
    slip("reactivate", &[("nonaktif_sejak", "13/2026")], "nonaktif_sejak", "not_a_date"),
    slip("reactivate", &[("nonaktif_sejak", "12/2026")], "nonaktif_sejak", "month"),
    slip("reactivate", &[("no_jkn", "12345")], "no_jkn", "jkn_digits"),
    slip("reactivate", &[("kelompok", "balita")], "kelompok", "group_age"),
    slip(
        "reactivate",
        &[("kelompok", "lansia"), ("kemandirian", "mandiri")],
        "kelompok",
        "group_age",
    ),
    slip(
        "reactivate",
        &[
            ("kelompok", "lansia"),
            ("kemandirian", "mandiri"),
            ("subjek.nik", ""),
            ("subjek.alasan_tanpa_nik", "belum_dilihat"),
            ("subjek.tgl_lahir", "1966-11-21"),
        ],
        "kelompok",
        "group_age",
    ),
    slip(OLD, &[("kelompok", "ibu_hamil")], "kelompok", "pregnant_age"),
    slip(OLD, &[("subjek.perkiraan_umur", "121")], "subjek.perkiraan_umur", "out_of_range"),
    slip(OLD, &[("kemandirian", "")], "kemandirian", "required"),
    slip(
        LONG,
        &[("subjek.jk", "L"), ("subjek.nik", ""), ("subjek.alasan_tanpa_nik", "belum_dilihat")],
        "kelompok",
        "pregnant_man",
    ),
    slip(LONG, &[("hpht", "2026-11-21")], "hpht", "lmp_after_visit"),
    slip(LONG, &[("hpht", "2026-01-01")], "hpht", "lmp_long_ago"),
    slip(LONG, &[("usia_kehamilan_minggu", "23")], "usia_kehamilan_minggu", "weeks_differ"),
    slip(LONG, &[("usia_kehamilan_minggu", "46")], "usia_kehamilan_minggu", "out_of_range"),
    slip(LONG, &[("lila_01mm", "2,35")], "lila_01mm", "too_many_decimals"),
    slip(LONG, &[("lila_01mm", "235")], "lila_01mm", "unit_slip"),
    slip(LONG, &[("lila_01mm", "51")], "lila_01mm", "out_of_range"),
    slip(LONG, &[("anc_kali", "31")], "anc_kali", "out_of_range"),
    slip(LONG, &[("hambatan", "tidak_ada,jarak")], "hambatan", "none_and_more"),
    slip(LONG, &[("hambatan", "tidak_punya_jkn")], "hambatan", "barrier_but_active"),
    slip(LONG, &[("penjelasan", "")], "penjelasan", "required"),
    slip(LONG, &[("penyakit_kronis", "12")], "penyakit_kronis", "unknown_option"),
    slip(LONG, &[("jarak_100m", "201")], "jarak_100m", "out_of_range"),
    slip(
        LONG,
        &[("segmen_jkn", "pbi_jk"), ("usulan", "usul_pbi")],
        "status_jkn",
        "already_covered",
    ),
    slip(
        LONG,
        &[("segmen_jkn", "pbpu_pemda"), ("usulan", "pbi_daerah")],
        "status_jkn",
        "already_covered",
    ),
];

#[test]
fn each_slip_is_named_where_it_is() {
    check_slips(&AKSES_KESEHATAN, SITUATIONS, SLIPS);
}

#[test]
fn at_the_limits_nothing_is_said() {
    let fine: &[(&str, Answers)] = &[
        ("reactivate", &[("nonaktif_sejak", "5/2026")]),
        ("reactivate", &[("nonaktif_sejak", "11/2026")]),
        ("reactivate", &[("nonaktif_sejak", ""), ("bulan_belum_tahu", "belum_tahu")]),
        (LONG, &[("usia_kehamilan_minggu", "18")]),
        (LONG, &[("usia_kehamilan_minggu", "22")]),
        (LONG, &[("hpht", "")]),
        (LONG, &[("segmen_jkn", "pbi_jk")]),
        (OLD, &[("subjek.perkiraan_umur", "60")]),
        (OLD, &[("kelompok", "ibu_hamil"), ("subjek.perkiraan_umur", "54")]),
        (OLD, &[("kelompok", "balita"), ("subjek.perkiraan_umur", "4")]),
    ];
    for (name, change) in fine {
        let filled = Filled::of(&AKSES_KESEHATAN, situation(SITUATIONS, name), change).settled();
        assert_eq!(filled.problems(), [], "{name} with {change:?}");
    }
}

#[test]
fn a_month_between_the_visit_and_today_is_named() {
    let mut filled = Filled::of(
        &AKSES_KESEHATAN,
        situation(SITUATIONS, "reactivate"),
        &[("nonaktif_sejak", "11/2026")],
    );
    let earlier: Answers = &[("tanggal_kunjungan", "2026-10-30")];
    super::super::tests::fill(&VISIT, filled.visit.as_mut().expect("a visit"), earlier);
    let named = (String::from("nonaktif_sejak"), "month_after_visit");
    assert_eq!(filled.settled().problems(), [named]);
}

#[test]
fn a_pregnancy_is_estimated_from_the_arm_and_the_risks() {
    let cases: &[(Answers, Option<u16>)] = &[
        (&[], Some(health::PREGNANCY_NORMAL)),
        (&[("lila_01mm", "23,5")], Some(health::PREGNANCY_NORMAL)),
        (&[("lila_01mm", "23,4")], Some(health::PREGNANCY_THIN)),
        (&[("lila_01mm", "23,4"), ("risiko_4t", "terlalu_tua")], Some(health::PREGNANCY_THIN)),
        (&[("risiko_4t", "terlalu_tua")], Some(health::PREGNANCY_RISK)),
        (&[("lila_01mm", ""), ("risiko_4t", "terlalu_dekat")], Some(health::PREGNANCY_RISK)),
        // One of the two alone does not say that all is well, and a slip says nothing.
        (&[("lila_01mm", "")], None),
        (&[("risiko_4t", "")], None),
        (&[("lila_01mm", "235"), ("risiko_4t", "")], None),
        (&[("kelompok", "umum")], None),
    ];
    for (change, expected) in cases {
        let filled = Filled::of(&AKSES_KESEHATAN, situation(SITUATIONS, LONG), change).settled();
        let found = filled.values.get(akses_kesehatan::PREGNANCY).map(|chosen| chosen.0);
        assert_eq!(found, *expected, "{change:?}");
    }
}

#[test]
fn the_weeks_follow_from_the_last_period() {
    let change: Answers = &[("usia_kehamilan_minggu", "")];
    let filled = Filled::of(&AKSES_KESEHATAN, situation(SITUATIONS, LONG), change);
    let suggested = Scene::suggested(&filled.scene());
    assert_eq!(suggested.get(akses_kesehatan::WEEKS), Some(20));
}

#[test]
fn what_is_to_follow_is_told() {
    let is_to_follow = |name| {
        let filled = Filled::of(&AKSES_KESEHATAN, situation(SITUATIONS, name), &[]);
        AKSES_KESEHATAN.is_to_follow(&filled.settled().values)
    };
    assert!(is_to_follow("from the register, the month to follow"));
    assert!(is_to_follow(OLD));
    assert!(!is_to_follow("reactivate"));
}

#[test]
fn a_list_says_the_proposal_and_first_what_is_urgent() {
    let why = |change| {
        let filled = Filled::of(&AKSES_KESEHATAN, situation(SITUATIONS, LONG), change).settled();
        AKSES_KESEHATAN.why(&filled.values).map(|why| why.id)
    };
    assert_eq!(why(&[]), None);
    assert_eq!(why(&[("darurat", "ya")]), Some("Darurat saat dicatat."));
    let thin: Answers = &[("menurut_bidan", ""), ("lila_01mm", "22")];
    assert_eq!(why(thin), Some("Perkiraan KEK: LiLA ibu hamil di bawah 23,5 cm."));
    let risk: Answers = &[("menurut_bidan", ""), ("risiko_4t", "terlalu_muda")];
    assert_eq!(why(risk), Some("Perkiraan ibu hamil berisiko."));
    assert_eq!(why(&[("menurut_bidan", "kek")]), Some("Ibu hamil, KEK menurut bidan."));
    let said: Answers = &[("menurut_bidan", "risti")];
    assert_eq!(why(said), Some("Ibu hamil, risiko tinggi menurut bidan."));
}

#[test]
fn health_is_recorded_only_if_the_family_agrees() {
    let cases: &[(Answers, &str)] = &[
        (&[("responden.hubungan", "tetangga")], "health_on_task_alone"),
        (&[("persetujuan", "tidak_perlu")], "health_on_task_alone"),
        (&[("persetujuan", "ditolak")], "consent_refused"),
        (&[("jenis_kunjungan", "posyandu_balai")], "needs_family"),
    ];
    for (change, code) in cases {
        let mut filled = Filled::of(&AKSES_KESEHATAN, situation(SITUATIONS, "reactivate"), &[]);
        let visit = Situation { name: "", answers: HOME, visit: &[], n_answers: 0 };
        filled.visit = Some(Filled::of(&VISIT, &visit, change).settled().values);
        let expected = [(String::from("usulan"), *code)];
        assert_eq!(filled.settled().problems(), expected, "{change:?}");
    }
}
