//! Social assistance: as long as the proposal needs, and no longer.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::{
    form::value::{Chosen, Value},
    forms::{
        bansos::{self, BANSOS},
        contradiction::contradictions,
        lists::assistance,
        tests::{
            self as trying, Answers, Filled, Situation, Slip, check_required, check_situations,
            check_slips, slip,
        },
        visit::{
            self,
            tests::{HOME, SESSION},
        },
    },
    kk::NoKk,
};

const KEEP: Answers = &[
    ("usulan", "tetap_layak"),
    ("masih_tinggal", "ya"),
    ("ada_perubahan", "tidak"),
    ("subjek.nama", "Wartini"),
    ("subjek.nik", "3523164101909999"),
    ("subjek.sumber_nik", "daftar"),
];

const NEW: Answers = &[
    ("usulan", "usul_baru"),
    ("subjek.nama", "Wartini"),
    ("subjek.jk", "P"),
    ("subjek.tgl_lahir", "1990-01-01"),
    ("subjek.nik", "3523164101909999"),
    ("subjek.sumber_nik", "kartu"),
    ("subjek.shdk", "kepala_keluarga"),
    ("menerima_bantuan", "tidak"),
    ("alamat_ktp_sama", "ya"),
    ("jumlah_anggota", "5"),
    ("pekerjaan_kk", "tidak_bekerja"),
    ("kepemilikan_rumah", "milik_sendiri"),
    ("bukti_lahan", "girik_letter_c"),
    ("luas_lantai_m2", "35"),
    ("lantai", "tanah"),
    ("dinding", "anyaman_bambu"),
    ("atap", "genteng"),
    ("air_minum", "sumur_bor"),
    ("jarak_tinja", "minimal_10"),
    ("penerangan", "pln_meteran"),
    ("daya_listrik", "450"),
    ("bahan_bakar", "gas_3"),
    ("fasilitas_bab", "bersama"),
    ("kloset", "leher_angsa"),
    ("pembuangan_tinja", "tangki_septik"),
    ("aset", "motor,kambing_domba"),
    ("kambing_domba", "3"),
    ("kriteria", "kk_tidak_bekerja,lantai_tanah_plester"),
];

pub(in crate::forms) const SITUATIONS: &[Situation] = &[
    Situation { name: "keep", answers: KEEP, visit: HOME, n_answers: 6 },
    Situation { name: "new", answers: NEW, visit: HOME, n_answers: 28 },
    Situation {
        name: "keep without card",
        answers: &[
            ("usulan", "tetap_layak"),
            ("masih_tinggal", "ya"),
            ("ada_perubahan", "tidak"),
            ("subjek.nama", "Wartini"),
            ("subjek.alasan_tanpa_nik", "belum_dilihat"),
        ],
        visit: HOME,
        n_answers: 5,
    },
    Situation {
        name: "keep, programmes changed",
        answers: &[
            ("usulan", "tetap_layak"),
            ("masih_tinggal", "ya"),
            ("ada_perubahan", "ya"),
            ("perubahan", "bantuan,lainnya"),
            ("penjelasan", "Anak pertama lulus"),
            ("subjek.nama", "Wartini"),
            ("subjek.nik", "3523164101909999"),
            ("subjek.sumber_nik", "kk"),
            ("program.0.program", "pkh"),
            ("program.0.status", "pernah"),
            ("program.0.bulan_terakhir", "10/2026"),
        ],
        visit: HOME,
        n_answers: 11,
    },
    Situation {
        name: "remove, died",
        answers: &[
            ("usulan", "usul_hapus"),
            ("subjek.nama", "Wartini"),
            ("subjek.nik", "3523164101909999"),
            ("subjek.sumber_nik", "kk"),
            ("alasan_hapus", "meninggal_tanpa_ahli_waris"),
            ("tgl_meninggal", "2026-11-01"),
            ("program.0.program", "sembako"),
            ("program.0.status", "menerima"),
            ("kks_akhir", "0123"),
        ],
        visit: HOME,
        n_answers: 9,
    },
    Situation {
        name: "remove, moved, no number",
        answers: &[
            ("usulan", "usul_hapus"),
            ("subjek.nama", "Wartini"),
            ("subjek.jk", "P"),
            ("subjek.perkiraan_umur", "60"),
            ("subjek.tempat_lahir", "Tuban"),
            ("subjek.alasan_tanpa_nik", "dokumen_hilang"),
            ("alasan_hapus", "pindah"),
            ("tujuan_pindah", "luar_negeri"),
            ("program.0.program", "sembako"),
            ("program.0.status", "menerima"),
        ],
        visit: HOME,
        n_answers: 10,
    },
    Situation {
        name: "replace",
        answers: &[
            ("usulan", "ganti_pengurus"),
            ("subjek.nama", "Wartini"),
            ("subjek.nik", "3523164101909999"),
            ("subjek.sumber_nik", "kk"),
            ("alasan_ganti", "meninggal_ganti_pengurus"),
            ("tgl_meninggal", "2026-11-01"),
            ("pengurus_baru.nama", "Slamet"),
            ("pengurus_baru.jk", "L"),
            ("pengurus_baru.tgl_lahir", "1990-01-01"),
            ("pengurus_baru.nik", "3523160101909999"),
            ("pengurus_baru.sumber_nik", "kk"),
            ("pengurus_baru.shdk", "anak"),
            ("pengurus_baru.hp", "081234567890"),
            ("program.0.program", "pkh"),
            ("program.0.status", "menerima"),
            ("program.1.program", "sembako"),
            ("program.1.status", "tidak_tahu"),
        ],
        visit: HOME,
        n_answers: 17,
    },
    Situation {
        name: "replace, both in the register",
        answers: &[
            ("usulan", "ganti_pengurus"),
            ("subjek.orang", "a family's recipient"),
            ("subjek.nama", "Wartini"),
            ("subjek.nik_cocok", "ya"),
            ("alasan_ganti", "tidak_sanggup"),
            ("pengurus_baru.orang", "her son"),
            ("pengurus_baru.nama", "Slamet"),
            ("pengurus_baru.nik_cocok", "ya"),
            ("pengurus_baru.jk", "L"),
            ("pengurus_baru.tgl_lahir", "1990-01-01"),
            ("pengurus_baru.shdk", "anak"),
            ("program.0.program", "pkh"),
            ("program.0.status", "menerima"),
        ],
        visit: HOME,
        n_answers: 13,
    },
    Situation {
        name: "correct",
        answers: &[
            ("usulan", "perbaikan_data"),
            ("subjek.nama", "Wartini"),
            ("subjek.nik", "3523164101909999"),
            ("subjek.sumber_nik", "kartu"),
            ("alasan_perbaikan", "nik_tidak_padan"),
            ("penjelasan", "Nama di KKS tertulis Wartinah"),
        ],
        visit: HOME,
        n_answers: 6,
    },
    Situation {
        name: "new, not complete",
        answers: &[
            ("usulan", "usul_baru"),
            ("subjek.nama", "Wartini"),
            ("subjek.jk", "P"),
            ("subjek.perkiraan_umur", "60"),
            ("subjek.alasan_tanpa_nik", "belum_rekam"),
            ("subjek.shdk", "kepala_keluarga"),
            ("menerima_bantuan", "ya"),
            ("program.0.program", "bantuan_beras"),
            ("program.0.status", "menerima"),
            ("desil", "2"),
            ("alamat_ktp_sama", "tidak"),
            ("jumlah_anggota", "1"),
            ("pekerjaan_kk", "bebas_pertanian"),
            ("penghasilan_kisaran", "kurang_500_ribu"),
            ("aset", "sapi,kerbau,kuda,unggas,ternak_lain"),
            ("sapi", "1"),
            ("kerbau", "1"),
            ("kuda", "1"),
            ("unggas", "200"),
            ("ternak_lain", "2"),
            ("kirim_tidak_lengkap", "ya"),
        ],
        visit: HOME,
        n_answers: 21,
    },
    Situation {
        name: "keep, everything changed",
        answers: &[
            ("usulan", "tetap_layak"),
            ("masih_tinggal", "ya"),
            ("ada_perubahan", "ya"),
            ("perubahan", "anggota_keluarga,alamat,pekerjaan,rumah_aset"),
            ("subjek.nama", "Wartini"),
            ("subjek.nik", "3523164101909999"),
            ("subjek.sumber_nik", "kk"),
            ("perubahan_anggota", "lahir,pindah_keluar"),
            ("alamat_baru", "Pindah ke selatan balai desa"),
            ("pekerjaan_baru", "bebas_pertanian"),
            ("rumah_aset_baru", "Beli motor"),
        ],
        visit: HOME,
        n_answers: 11,
    },
];

#[test]
fn keeping_takes_six_answers_and_each_proposal_no_more_than_it_must() {
    check_situations(&BANSOS, SITUATIONS);
}

#[test]
fn what_a_proposal_must_say_is_missed() {
    let kept_open = ["kks_akhir", "program.0.bulan_terakhir", "pengurus_baru.hp"];
    for name in ["keep", "new", "remove, died", "replace", "correct"] {
        check_required(&BANSOS, trying::situation(SITUATIONS, name), &kept_open);
    }
}

const TWICE: Answers = &[("program.1.program", "sembako"), ("program.1.status", "pernah")];
const OTHER_TWICE: Answers = &[
    ("program.1.program", "lainnya"),
    ("program.1.status", "pernah"),
    ("program.2.program", "lainnya"),
    ("program.2.status", "belum"),
];
const PKH_TOO: Answers =
    &[("menerima_bantuan", "ya"), ("program.0.program", "pkh"), ("program.0.status", "menerima")];

const SLIPS: &[Slip] = &[
    slip("keep", &[("usulan", "")], "usulan", "required"),
    slip("keep", &[("usulan", "4")], "usulan", "unknown_option"),
    slip("keep", &[("masih_tinggal", "tidak")], "masih_tinggal", "gone_but_kept"),
    slip("keep", &[("ada_perubahan", "ya")], "perubahan", "required"),
    slip("keep", &[("subjek.nik", "1234567890123456")], "subjek.nik", "nik_palsu"),
    slip(
        "replace, both in the register",
        &[("subjek.nik_cocok", "tidak")],
        "subjek.nik",
        "required_or_why",
    ),
    slip(
        "replace, both in the register",
        &[("subjek.orang", "longer than a reference of any kind")],
        "subjek.orang",
        "wrong_shape",
    ),
    slip("keep", &[("subjek.nik", "3523164101900000")], "subjek.nik", "nik_urut"),
    slip("keep", &[("subjek.nik", "3523162902019997")], "subjek.nik", "nik_tanggal"),
    slip("keep", &[("subjek.nik", "9923164101909999")], "subjek.nik", "nik_provinsi"),
    slip("keep", &[("subjek.nik", "3523161203159999")], "subjek.nik", "nik_sama_kk"),
    slip("keep, programmes changed", &[("penjelasan", "")], "penjelasan", "required"),
    slip("keep, everything changed", &[("alamat_baru", "")], "alamat_baru", "required"),
    slip("keep, everything changed", &[("pekerjaan_baru", "")], "pekerjaan_baru", "required"),
    slip("keep, everything changed", &[("rumah_aset_baru", "")], "rumah_aset_baru", "required"),
    slip("keep, everything changed", &[("perubahan_anggota", "")], "perubahan_anggota", "required"),
    slip("new", &[("alamat_ktp_sama", "")], "alamat_ktp_sama", "required"),
    slip("keep, programmes changed", &[("program", "")], "program", "required"),
    slip("keep, programmes changed", &[("program.0.status", "")], "program.0.status", "required"),
    slip(
        "keep, programmes changed",
        &[("program.0.bulan_terakhir", "12/2026")],
        "program.0.bulan_terakhir",
        "month",
    ),
    slip(
        "keep, programmes changed",
        &[("program.0.bulan_terakhir", "13/2026")],
        "program.0.bulan_terakhir",
        "not_a_date",
    ),
    slip("remove, died", TWICE, "program", "program_twice"),
    slip("remove, died", &[("kks_akhir", "123")], "kks_akhir", "kks_digits"),
    slip("remove, died", &[("kks_akhir", "12345")], "kks_akhir", "too_long"),
    slip("remove, died", &[("tgl_meninggal", "2026-11-21")], "tgl_meninggal", "died_after_visit"),
    slip("remove, died", &[("alasan_hapus", "lainnya")], "penjelasan", "required"),
    slip("remove, died", &[("alasan_hapus", "pindah")], "tujuan_pindah", "required"),
    slip("remove, moved, no number", &[("tujuan_pindah", "")], "tujuan_pindah", "required"),
    slip(
        "remove, moved, no number",
        &[("subjek.alasan_tanpa_nik", "")],
        "subjek.nik",
        "required_or_why",
    ),
    slip("remove, moved, no number", &[("program", "")], "program", "required"),
    slip(
        "replace",
        &[
            ("pengurus_baru.tgl_lahir", "2026-11-21"),
            ("pengurus_baru.nik", ""),
            ("pengurus_baru.alasan_tanpa_nik", "belum_dilihat"),
        ],
        "pengurus_baru.tgl_lahir",
        "birth_after_visit",
    ),
    slip("replace", &[("pengurus_baru.jk", "P")], "pengurus_baru.nik", "nik_jk"),
    slip("replace", &[("pengurus_baru.hp", "12")], "pengurus_baru.hp", "hp_format"),
    slip("new", &[("pekerjaan_kk", "pns_tni_polri_bumn")], "pekerjaan_kk", "pns_eligible"),
    slip("new", &[("aset", "mobil")], "aset", "car_eligible"),
    slip("new", &[("aset", "rumah_lain")], "aset", "car_eligible"),
    slip("new", &[("aset", "motor,tidak_ada")], "aset", "none_and_more"),
    slip("new", &[("kriteria", "tidak_ada,tanpa_jamban")], "kriteria", "none_and_more"),
    slip("new", PKH_TOO, "program", "new_but_receives"),
    slip("new", &[("menerima_bantuan", "ya")], "program", "required"),
    slip("new", &[("desil", "11")], "desil", "out_of_range"),
    slip("new", &[("jumlah_anggota", "0")], "jumlah_anggota", "out_of_range"),
    slip("new", &[("luas_lantai_m2", "1000")], "luas_lantai_m2", "out_of_range"),
    slip("new", &[("luas_lantai_m2", "3,5")], "luas_lantai_m2", "whole_number_only"),
    slip("new", &[("aset", "sapi")], "sapi", "required"),
    slip("new, not complete", &[("jumlah_anggota", "")], "jumlah_anggota", "required"),
];

#[test]
fn each_slip_is_named_where_it_is() {
    check_slips(&BANSOS, SITUATIONS, SLIPS);
}

#[test]
fn two_open_words_and_two_programmes_may_stand_together() {
    let filled = Filled::of(&BANSOS, trying::situation(SITUATIONS, "remove, died"), OTHER_TWICE);
    assert_eq!(filled.settled().problems(), []);
}

#[test]
fn somebody_dies_after_being_born() {
    let one = trying::situation(SITUATIONS, "remove, moved, no number");
    let change: Answers = &[
        ("subjek.perkiraan_umur", ""),
        ("subjek.tgl_lahir", "1990-01-02"),
        ("alasan_hapus", "meninggal_tanpa_ahli_waris"),
        ("tujuan_pindah", ""),
        ("tgl_meninggal", "1990-01-01"),
    ];
    let found = Filled::of(&BANSOS, one, change).settled().problems();
    assert_eq!(found, [("tgl_meninggal".into(), "died_before_birth")]);
}

#[test]
fn a_last_month_lies_not_after_the_visit() {
    let one = trying::situation(SITUATIONS, "keep, programmes changed");
    let mut filled = Filled::of(&BANSOS, one, &[("program.0.bulan_terakhir", "11/2026")]);
    assert_eq!(filled.problems(), []);
    let visit = filled.visit.as_mut().unwrap();
    visit.set(visit::DATE, crate::day::Day::from_ymd(2026, 10, 31).unwrap());
    assert_eq!(filled.problems(), [("program.0.bulan_terakhir".into(), "program_month_late")]);
}

#[test]
fn a_session_has_no_family_to_propose() {
    let filled = Filled::new(&BANSOS, KEEP, SESSION).settled();
    assert_eq!(filled.problems(), [("usulan".into(), "needs_family")]);
}

#[test]
fn a_proposal_about_ones_own_family_is_noted_and_holds_nothing_up() {
    let own = NoKk::parse("3523161203159999").unwrap();
    let other = NoKk::parse("3523161203159998").unwrap();
    let noted = [("usulan".into(), "own_family")];
    for one in SITUATIONS {
        for (own_kk, expected) in [(None, &[][..]), (Some(own), &noted[..]), (Some(other), &[][..])]
        {
            let mut filled = Filled::of(&BANSOS, one, &[]);
            filled.own_kk = own_kk;
            let filled = filled.settled();
            assert_eq!(filled.problems(), expected, "{} {own_kk:?}", one.name);
            assert_eq!(filled.blocking(), [], "{} {own_kk:?}", one.name);
        }
    }
    // A family without a card, and a form whose visit is not known.
    let mut filled = Filled::of(&BANSOS, &SITUATIONS[0], &[]);
    filled.own_kk = Some(own);
    filled.visit.as_mut().unwrap().put(visit::KK.tag, None);
    assert_eq!(filled.problems(), []);
    filled.visit = None;
    assert_eq!(filled.problems(), []);
}

#[test]
fn only_a_new_family_is_asked_about_house_and_belongings() {
    for (_, code) in [
        ("keep", assistance::KEEP),
        ("remove", assistance::REMOVE),
        ("correct", assistance::CORRECT),
        ("replace", assistance::REPLACE),
    ] {
        let mut filled = Filled::of(&BANSOS, trying::situation(SITUATIONS, "new"), &[]);
        filled.values.set(bansos::PROPOSAL, Chosen(code));
        let settled = filled.settled();
        for name in ["jumlah_anggota", "luas_lantai_m2", "aset", "kriteria", "luas_per_jiwa_001m2"]
        {
            assert_eq!(settled.words(name), None, "{name} with proposal {code}");
        }
        let shown = BANSOS.sections.iter().filter(|section| settled.scene().is_shown(section));
        assert!(shown.count() <= 5, "proposal {code}");
    }
}

#[test]
fn what_is_not_complete_can_be_sent_when_it_says_so() {
    let one = trying::situation(SITUATIONS, "new, not complete");
    let filled = Filled::of(&BANSOS, one, &[("kirim_tidak_lengkap", "tidak")]).settled();
    let missed = filled.blocking();
    assert!(missed.iter().all(|(_, code)| code.starts_with("required")), "{missed:?}");
    let places: Vec<_> = missed.iter().map(|(path, _)| path.as_str()).collect();
    let expected = [
        "kepemilikan_rumah",
        "luas_lantai_m2",
        "lantai",
        "dinding",
        "atap",
        "air_minum",
        "penerangan",
        "bahan_bakar",
        "fasilitas_bab",
        "kriteria",
    ];
    assert_eq!(places, expected);
}

#[test]
fn floor_area_a_head_is_compared_with_two_lines() {
    for (area, members, per_head, hint) in [
        ("35", "5", "7", "kurang_7_2"),
        ("36", "5", "7,2", "kurang_8"),
        ("39", "5", "7,8", "kurang_8"),
        ("40", "5", "8", "minimal_8"),
        ("50", "7", "7,14", "kurang_7_2"),
    ] {
        let change: &'static [(&str, &str); 2] =
            Box::leak(Box::new([("luas_lantai_m2", area), ("jumlah_anggota", members)]));
        let settled = Filled::of(&BANSOS, &SITUATIONS[1], change).settled();
        assert_eq!(settled.words("luas_per_jiwa_001m2").as_deref(), Some(per_head), "{area}");
        let code = settled.values.get(bansos::AREA_HINT).unwrap().0;
        let option = super::super::lists::house::AREA_HINT.option(code).unwrap();
        assert_eq!(option.name, hint, "{area}/{members}");
    }
}

#[test]
fn the_criteria_begin_with_what_the_house_shows() {
    let field = BANSOS.field(bansos::CRITERIA.tag).unwrap();
    let mut filled = Filled::of(&BANSOS, &SITUATIONS[1], &[("kriteria", "")]);
    let suggested = filled.scene().suggestion(&filled.values, field);
    let expected = vec![
        assistance::CRITERION_NO_WORK,
        assistance::CRITERION_FLOOR,
        assistance::CRITERION_WALL,
        assistance::CRITERION_TOILET,
        assistance::CRITERION_POWER,
    ];
    assert_eq!(suggested, Some(Value::Choices(expected)));

    let decent: Answers = &[
        ("pekerjaan_kk", "buruh_swasta"),
        ("lantai", "keramik"),
        ("dinding", "tembok"),
        ("fasilitas_bab", "sendiri"),
        ("daya_listrik", "900"),
    ];
    trying::fill(&BANSOS, &mut filled.values, decent);
    assert_eq!(filled.scene().suggestion(&filled.values, field), None);
}

#[test]
fn a_family_that_did_not_agree_has_no_proposal() {
    let mut filled = Filled::of(&BANSOS, &SITUATIONS[0], &[]);
    trying::fill(&visit::VISIT, filled.visit.as_mut().unwrap(), &[("persetujuan", "ditolak")]);
    assert_eq!(filled.settled().blocking(), [("usulan".into(), "consent_refused")]);
}

#[test]
fn forms_of_one_person_that_contradict_each_other_are_found() {
    let form = |proposal: u16, nik: i64| {
        let mut filled = Filled::of(&BANSOS, &SITUATIONS[0], &[]);
        filled.values.set(bansos::PROPOSAL, Chosen(proposal));
        let mut subject = filled.values.get(bansos::SUBJECT).unwrap();
        subject.set(super::super::person::NIK, nik);
        filled.values.set(bansos::SUBJECT, subject);
        filled.values
    };
    let one = 3_523_164_101_909_999;
    let forms = [
        form(assistance::NEW, one),
        form(assistance::REMOVE, one),
        form(assistance::CORRECT, one),
        form(assistance::REPLACE, one),
        form(assistance::REMOVE, one - 1),
        form(assistance::CORRECT, one),
    ];
    let listed: Vec<_> = forms.iter().map(|values| (BANSOS.id, values)).collect();
    let found: Vec<_> = contradictions(&listed)
        .into_iter()
        .map(|found| (found.first, found.second, found.code.name()))
        .collect();
    let expected = [
        (0, 1, "proposals_differ"),
        (0, 2, "proposals_differ"),
        (0, 3, "proposals_differ"),
        (0, 5, "proposals_differ"),
        (1, 2, "proposals_differ"),
        (1, 3, "proposals_differ"),
        (1, 5, "proposals_differ"),
        (2, 5, "same_form_twice"),
    ];
    assert_eq!(found, expected);
    assert_eq!(
        contradictions(&listed[2..4]),
        [],
        "data are corrected and another person takes over"
    );
}
