//! Access to schooling: needs, costs, risks and proposals.

use crate::forms::{
    akses_pendidikan::{self, AKSES_PENDIDIKAN},
    lists::school,
    tests::{
        Answers, Filled, Situation, Slip, check_required, check_situations, check_slips, situation,
        slip,
    },
    visit::{VISIT, tests::HOME},
};

/// A boy of 14 in the second year of SMP.
const PUPIL: Answers = &[
    ("keadaan_siswa", "masih_sekolah"),
    ("jenjang", "smp"),
    ("kelas", "8"),
    ("sekolah", "SMPN 1 Kerek"),
    ("siswa.nama", "Agus"),
    ("siswa.nik", "3523160203129999"),
    ("siswa.sumber_nik", "kk"),
    ("siswa.jk", "L"),
    ("siswa.tgl_lahir", "2012-03-02"),
    ("siswa.shdk", "anak"),
    ("kebutuhan", "seragam,buku"),
    ("ijazah_ditahan", "tidak"),
    ("pip_status", "belum"),
    ("usulan", "pip"),
];

const FULL: &str = "with all that is optional";

pub(in crate::forms) const SITUATIONS: &[Situation] = &[
    Situation { name: "pupil", answers: PUPIL, visit: HOME, n_answers: 14 },
    Situation {
        name: FULL,
        answers: &[
            ("keadaan_siswa", "masih_sekolah"),
            ("jenjang", "sma"),
            ("kelas", "10"),
            ("sekolah", "SMAN 1 Tuban"),
            ("nisn", "0112345678"),
            ("siswa.nama", "Sri"),
            ("siswa.alasan_tanpa_nik", "belum_dilihat"),
            ("siswa.jk", "P"),
            ("siswa.perkiraan_umur", "16"),
            ("siswa.shdk", "cucu"),
            ("kebutuhan", "spp,lainnya"),
            ("penjelasan", "Kacamata"),
            ("tunggakan_rp", "750000"),
            ("ijazah_ditahan", "ya"),
            ("pip_status", "terdaftar_belum_cair"),
            ("punya_kip", "ya"),
            ("rekening_aktif", "tidak"),
            ("usulan", "sekolah_rakyat"),
            ("usulan_lain", "bantu_ijazah"),
            ("desil", "2"),
            ("risiko_putus", "sering_bolos,bekerja"),
            ("jarak_100m", "3,5"),
            ("transportasi", "sepeda"),
            ("abk", "tidak"),
        ],
        visit: HOME,
        n_answers: 24,
    },
    Situation {
        name: "to university, from the register",
        answers: &[
            ("keadaan_siswa", "lulus_ingin_kuliah"),
            ("kip_kuliah", "ya"),
            ("siswa.orang", "a child of the family"),
            ("siswa.nama", "Sri"),
            ("siswa.nik_cocok", "ya"),
            ("siswa.jk", "P"),
            ("siswa.tgl_lahir", "2008-03-02"),
            ("siswa.shdk", "anak"),
            ("kebutuhan", "tidak_ada"),
            ("ijazah_ditahan", "tidak"),
            ("usulan", "kip_kuliah"),
        ],
        visit: HOME,
        n_answers: 11,
    },
    Situation {
        name: "before school",
        answers: &[
            ("keadaan_siswa", "masih_sekolah"),
            ("jenjang", "paud"),
            ("sekolah", "TK Melati"),
            ("siswa.nama", "Budi"),
            ("siswa.alasan_tanpa_nik", "belum_dilihat"),
            ("siswa.jk", "L"),
            ("siswa.tgl_lahir", "2021-03-02"),
            ("siswa.shdk", "anak"),
            ("kebutuhan", "seragam"),
            ("ijazah_ditahan", "tidak"),
            ("usulan", "dicatat_saja"),
        ],
        visit: HOME,
        n_answers: 11,
    },
];

#[test]
fn every_situation_is_whole() {
    check_situations(&AKSES_PENDIDIKAN, SITUATIONS);
}

#[test]
fn what_must_be_said_is_missed() {
    check_required(&AKSES_PENDIDIKAN, situation(SITUATIONS, "pupil"), &[]);
}

const SLIPS: &[Slip] = &[
    slip("before school", &[("keadaan_siswa", "tidak_sekolah")], "keadaan_siswa", "use_ats_form"),
    slip("pupil", &[("kelas", "6")], "kelas", "grade_outside_level"),
    slip("pupil", &[("jenjang", "sma"), ("kelas", "11")], "kelas", "age_below_grade"),
    slip("pupil", &[("nisn", "123")], "nisn", "nisn_digits"),
    slip("pupil", &[("tunggakan_rp", "500")], "tunggakan_rp", "arrears_small"),
    slip("pupil", &[("tunggakan_rp", "100000001")], "tunggakan_rp", "out_of_range"),
    slip("pupil", &[("kebutuhan", "lainnya")], "penjelasan", "required"),
    slip("pupil", &[("kebutuhan", "tidak_ada,buku")], "kebutuhan", "none_and_more"),
    slip("pupil", &[("abk", "ya")], "abk", "disability_form"),
    slip(
        "pupil",
        &[("siswa.nik", ""), ("siswa.alasan_tanpa_nik", "")],
        "siswa.nik",
        "required_or_why",
    ),
    slip(FULL, &[("desil", "11")], "desil", "out_of_range"),
    slip(
        "to university, from the register",
        &[("siswa.tgl_lahir", "2011-11-21")],
        "siswa.tgl_lahir",
        "not_senior_age",
    ),
    slip("to university, from the register", &[("kip_kuliah", "")], "kip_kuliah", "required"),
];

#[test]
fn each_slip_is_named_where_it_is() {
    check_slips(&AKSES_PENDIDIKAN, SITUATIONS, SLIPS);
}

#[test]
fn at_the_limits_nothing_is_said() {
    let fine: &[(&str, Answers)] = &[
        ("pupil", &[("tunggakan_rp", "0")]),
        ("pupil", &[("tunggakan_rp", "1000")]),
        ("pupil", &[("jenjang", "sma"), ("kelas", "10")]),
        ("pupil", &[("tunggakan_rp", "100.000.000")]),
        ("to university, from the register", &[("siswa.tgl_lahir", "2011-11-20")]),
    ];
    for (name, change) in fine {
        let filled = Filled::of(&AKSES_PENDIDIKAN, situation(SITUATIONS, name), change).settled();
        assert_eq!(filled.problems(), [], "{name} with {change:?}");
    }
}

#[test]
fn pip_is_not_asked_before_school_or_at_a_university() {
    let levels: [Answers; 2] = [&[("jenjang", "paud")], &[("jenjang", "d4_s1")]];
    for change in levels {
        let filled = Filled::of(&AKSES_PENDIDIKAN, situation(SITUATIONS, "pupil"), change);
        let settled = filled.settled();
        assert_eq!(settled.problems(), [], "{change:?}");
        assert_eq!((settled.words("pip_status"), settled.words("kelas")), (None, None));
    }
}

#[test]
fn work_below_fifteen_is_to_be_looked_at() {
    let flags = |name, change| {
        let filled = Filled::of(&AKSES_PENDIDIKAN, situation(SITUATIONS, name), change);
        filled.settled().values.get(akses_pendidikan::FLAGS)
    };
    let flagged = Some(vec![school::FLAG_CHILD_WORKER]);
    assert_eq!(flags("pupil", &[("risiko_putus", "bekerja")]), flagged);
    assert_eq!(flags("pupil", &[("risiko_putus", "biaya")]), None);
    assert_eq!(flags(FULL, &[]), None);
}

#[test]
fn a_list_says_the_proposal_and_why() {
    let said = |name, change| {
        let filled = Filled::of(&AKSES_PENDIDIKAN, situation(SITUATIONS, name), change).settled();
        let says = AKSES_PENDIDIKAN.says(&filled.values).map(|(text, _)| text.id);
        (says, AKSES_PENDIDIKAN.why(&filled.values).map(|why| why.id))
    };
    assert_eq!(said("pupil", &[]), (Some("PIP (Program Indonesia Pintar)"), None));
    let risks = (Some("Sekolah Rakyat"), Some("Ada risiko putus sekolah."));
    assert_eq!(said(FULL, &[]), risks);
    let held = (Some("Sekolah Rakyat"), Some("Ijazah ditahan sekolah."));
    assert_eq!(said(FULL, &[("risiko_putus", "tidak_ada")]), held);
}

#[test]
fn a_pupil_is_recorded_only_if_the_family_agrees() {
    let mut filled = Filled::of(&AKSES_PENDIDIKAN, situation(SITUATIONS, "pupil"), &[]);
    let visit = Situation { name: "", answers: HOME, visit: &[], n_answers: 0 };
    let told: Answers = &[("responden.hubungan", "perangkat_desa")];
    filled.visit = Some(Filled::of(&VISIT, &visit, told).settled().values);
    let closed = [(String::from("keadaan_siswa"), "child_on_task_alone")];
    assert_eq!(filled.settled().problems(), closed);
}
