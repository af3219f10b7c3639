//! Orphans and others who need social welfare.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::{
    form::model::{Kind, Tone},
    forms::{
        lists::welfare,
        ppks::{self, PPKS},
        tests::{
            Answers, Filled, Situation, Slip, check_required, check_situations, check_slips, fill,
            situation, slip,
        },
        visit::tests::{HOME, SESSION},
    },
};

const ORPHAN: Answers = &[
    ("kategori", "yatim_piatu"),
    ("subjek.nama", "Budi"),
    ("subjek.nik", "3523160101159999"),
    ("subjek.sumber_nik", "kk"),
    ("subjek.jk", "L"),
    ("subjek.tgl_lahir", "2015-01-01"),
    ("subjek.shdk", "cucu"),
    ("status_orang_tua", "yatim"),
    ("akta_kematian", "ya"),
    ("ortu_menikah_lagi", "tidak"),
    ("pengasuh", "kakek_nenek"),
    ("wali.nama", "Mbah Karsi"),
    ("status_yapi", "belum"),
    ("risiko_segera", "tidak"),
    ("tempat_sekarang", "rumah_keluarga"),
    ("kebutuhan", "pendidikan"),
];

const OLD: Answers = &[
    ("kategori", "ppks_08"),
    ("subjek.nama", "Mbah Karsi"),
    ("subjek.alasan_tanpa_nik", "dokumen_hilang"),
    ("subjek.jk", "P"),
    ("subjek.perkiraan_umur", "80"),
    ("subjek.shdk", "kepala_keluarga"),
    ("tinggal_sendiri", "ya"),
    ("adl", "sebagian"),
    ("risiko_segera", "tidak"),
    ("situasi", "tanpa_pengasuh,tidak_cukup_makan"),
    ("tempat_sekarang", "rumah_sendiri"),
    ("kebutuhan", "permakanan,dokumen"),
];

pub(in crate::forms) const SITUATIONS: &[Situation] = &[
    Situation { name: "orphan", answers: ORPHAN, visit: HOME, n_answers: 16 },
    Situation { name: "old", answers: OLD, visit: HOME, n_answers: 12 },
    Situation {
        name: "both parents died, all that is optional",
        answers: &[
            ("kategori", "yatim_piatu,ppks_02"),
            ("subjek.nama", "Budi"),
            ("subjek.nik", "3523160101159999"),
            ("subjek.sumber_nik", "kk"),
            ("subjek.jk", "L"),
            ("subjek.tgl_lahir", "2015-01-01"),
            ("subjek.shdk", "famili_lain"),
            ("status_orang_tua", "yatim_piatu"),
            ("tgl_meninggal_ayah", "2014-09-01"),
            ("tgl_meninggal_ibu", "2020-05-01"),
            ("akta_kematian", "tidak"),
            ("pengasuh", "paman_bibi"),
            ("wali.nama", "Pak Tarno"),
            ("wali.hp", "081234567890"),
            ("status_sekolah", "masih_sekolah"),
            ("status_yapi", "menerima"),
            ("risiko_segera", "tidak"),
            ("situasi", "tanpa_dokumen"),
            ("tempat_sekarang", "rumah_keluarga"),
            ("dilaporkan_ke", "desa,tksk"),
            ("kebutuhan", "dokumen"),
            ("rujukan", "lksa"),
            ("setuju_dirujuk", "ya"),
        ],
        visit: HOME,
        n_answers: 23,
    },
    Situation {
        name: "old, receives meals",
        answers: &[
            ("kategori", "ppks_08"),
            ("subjek.nama", "Mbah Karsi"),
            ("subjek.orang", "somebody known"),
            ("subjek.nik_cocok", "ya"),
            ("subjek.jk", "P"),
            ("subjek.perkiraan_umur", "80"),
            ("subjek.shdk", "kepala_keluarga"),
            ("tinggal_sendiri", "tidak"),
            ("adl", "mandiri"),
            ("permakanan", "menerima"),
            ("risiko_segera", "tidak"),
            ("situasi", "lainnya"),
            ("tempat_sekarang", "rumah_sendiri"),
            ("dilaporkan_ke", "tidak_ada"),
            ("kebutuhan", "tidak_ada"),
            ("rujukan", "tidak_ada"),
        ],
        visit: HOME,
        n_answers: 16,
    },
];

const SLIPS: &[Slip] = &[
    // Age gates.
    slip("old", &[("subjek.perkiraan_umur", "59")], "kategori", "ppks_age"),
    slip("old", &[("kategori", "ppks_08,ppks_23")], "kategori", "ppks_age"),
    slip("old", &[("kategori", "ppks_08,ppks_01")], "kategori", "ppks_age"),
    slip("orphan", &[("kategori", "yatim_piatu,ppks_01")], "kategori", "ppks_age"),
    slip("old", &[("kategori", "ppks_08,ppks_02")], "kategori", "ppks_age"),
    slip("old", &[("kategori", "ppks_08,ppks_04")], "kategori", "ppks_age"),
    slip("old", &[("kategori", "ppks_08,ppks_05")], "kategori", "ppks_age"),
    // Orphans.
    slip(
        "both parents died, all that is optional",
        &[("tgl_meninggal_ibu", "2014-12-31")],
        "tgl_meninggal_ibu",
        "died_before_birth",
    ),
    slip(
        "both parents died, all that is optional",
        &[("tgl_meninggal_ibu", "2026-11-22")],
        "tgl_meninggal_ibu",
        "died_after_visit",
    ),
    slip(
        "both parents died, all that is optional",
        &[("tgl_meninggal_ayah", "2026-11-22")],
        "tgl_meninggal_ayah",
        "died_after_visit",
    ),
    slip(
        "both parents died, all that is optional",
        &[("tgl_meninggal_ayah", "2014-02-01")],
        "tgl_meninggal_ayah",
        "father_died_long_before",
    ),
    slip(
        "orphan",
        &[
            ("subjek.nik", ""),
            ("subjek.alasan_tanpa_nik", "belum_dilihat"),
            ("subjek.tgl_lahir", "2008-11-20"),
        ],
        "status_orang_tua",
        "orphan_grown_up",
    ),
    // Cases.
    slip("old", &[("risiko_segera", "ya")], "risiko_segera", "call_first"),
    slip("old", &[("situasi", "")], "situasi", "required"),
    slip("old", &[("rujukan", "lksa")], "setuju_dirujuk", "required"),
    slip("old", &[("kebutuhan", "tidak_ada,medis")], "kebutuhan", "none_and_more"),
];

#[test]
fn every_situation_is_valid() {
    check_situations(&PPKS, SITUATIONS);
}

#[test]
fn every_rule_fires_at_its_place() {
    check_slips(&PPKS, SITUATIONS, SLIPS);
}

#[test]
fn what_must_be_answered_is_asked_for() {
    check_required(&PPKS, situation(SITUATIONS, "orphan"), &[]);
}

#[test]
fn a_child_with_both_parents_is_no_orphan() {
    let change = &[("status_orang_tua", "lengkap")];
    let filled = Filled::of(&PPKS, situation(SITUATIONS, "orphan"), change).settled();
    let expected = [("status_orang_tua".into(), "orphan_with_parents")];
    assert_eq!(filled.problems(), expected);
}

#[test]
fn the_age_gates_hold_at_their_edges() {
    for (group, birth, fits) in [
        ("ppks_01", "2020-11-21", true),
        ("ppks_01", "2020-11-20", false),
        ("ppks_02", "2020-11-20", true),
        ("ppks_02", "2020-11-21", false),
        ("ppks_02", "2007-11-21", true),
        ("ppks_02", "2007-11-20", false),
        ("ppks_04", "2021-11-20", true),
        ("ppks_04", "2021-11-21", false),
        ("ppks_05", "2008-11-21", true),
        ("ppks_05", "2008-11-20", false),
        ("ppks_08", "1966-11-20", true),
        ("ppks_08", "1966-11-21", false),
        ("ppks_23", "2008-11-20", true),
        ("ppks_23", "2008-11-21", false),
        ("ppks_23", "1966-11-21", true),
        ("ppks_23", "1966-11-20", false),
        ("ppks_24", "1950-01-01", true),
    ] {
        let mut filled = Filled::of(&PPKS, situation(SITUATIONS, "old"), &[]);
        for (path, typed) in [("kategori", group), ("subjek.tgl_lahir", birth)] {
            let kind = crate::forms::tests::resolve(&PPKS, path);
            let value = crate::forms::tests::answer(kind.0, typed);
            let steps = kind.1.iter().map(|tag| crate::form::problem::Step::Field(*tag)).collect();
            crate::form::place::put(&mut filled.values, &crate::form::problem::Path(steps), value);
        }
        let problems = filled.settled().problems();
        let is_told = problems.iter().any(|(_, code)| *code == "ppks_age");
        assert_eq!(is_told, !fits, "{group} {birth}: {problems:?}");
    }
}

#[test]
fn what_a_volunteer_must_not_tell_cannot_be_chosen() {
    let (kind, _) = crate::forms::tests::resolve(&PPKS, "kategori");
    let Kind::Choices { list, .. } = kind else { panic!("the groups are a list") };
    for secret in [3, 6, 7, 10, 15, 16, 17, 18, 19] {
        assert!(list.option(secret).is_none(), "{secret}");
        let mut filled = Filled::of(&PPKS, situation(SITUATIONS, "old"), &[]);
        filled.values.set(ppks::GROUPS, vec![secret]);
        let problems = filled.settled().problems();
        assert!(problems.contains(&("kategori".into(), "unknown_option")), "{problems:?}");
    }
}

#[test]
fn a_neighbour_may_tell_of_an_old_person_but_not_of_a_child() {
    const NEIGHBOUR: Answers = &[
        ("jenis_kunjungan", "keluarga"),
        ("tanggal_kunjungan", "2026-11-20"),
        ("ada_keterangan", "ya"),
        ("responden.nama", "Bu Tini"),
        ("responden.hubungan", "tetangga"),
    ];
    let problems = |name: &str, visit| {
        Filled::new(&PPKS, situation(SITUATIONS, name).answers, visit).settled().problems()
    };
    assert_eq!(problems("old", NEIGHBOUR), []);
    assert!(problems("orphan", NEIGHBOUR).contains(&("kategori".into(), "child_on_task_alone")));
    assert!(problems("old", SESSION).contains(&("kategori".into(), "needs_family")));
}

#[test]
fn a_record_says_the_gravest_thing_first() {
    for (name, change, expected, tone) in [
        ("orphan", [].as_slice(), welfare::SUMMARY_NO_YAPI, Tone::Attention),
        ("orphan", &[("status_yapi", "menerima")], welfare::SUMMARY_NEEDS, Tone::Plain),
        ("orphan", &[("risiko_segera", "ya")], welfare::SUMMARY_DANGER, Tone::Attention),
        ("both parents died, all that is optional", &[], welfare::SUMMARY_REFER, Tone::Attention),
        ("old, receives meals", &[], welfare::SUMMARY_RECORDED, Tone::Plain),
    ] {
        let mut filled = Filled::of(&PPKS, situation(SITUATIONS, name), &[]);
        fill(&PPKS, &mut filled.values, change);
        let values = filled.settled().values;
        assert_eq!(values.get(ppks::SUMMARY).unwrap().0, expected, "{name} {change:?}");
        assert_eq!(PPKS.says(&values).unwrap().1, tone, "{name} {change:?}");
    }
}
