//! The child under five: at home, in a session, and against WHO's own results.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::{
    form::{
        model::Scene,
        settle::{computed, settle},
        value::{Chosen, Key, Value, Values},
    },
    forms::{
        balita::{self, BALITA},
        lists::child,
        person,
        tests::{
            self as trying, Answers, Filled, Situation, Slip, check_required, check_situations,
            check_slips, slip,
        },
        visit::{
            self as visits, VISIT,
            tests::{HOME, SESSION},
        },
    },
    sex::Sex,
};

/// A healthy boy of one year and no more than must be said.
const IN_SESSION: Answers = &[
    ("anak.nama", "Budi"),
    ("anak.jk", "L"),
    ("anak.tgl_lahir", "2025-11-20"),
    ("berat_g", "9,6"),
    ("panjang_tinggi_01mm", "75,7"),
    ("posisi_ukur", "L"),
    ("persetujuan_anak", "setuju"),
];

const AT_HOME: Answers = &[
    ("anak.nama", "Budi"),
    ("anak.jk", "L"),
    ("anak.tgl_lahir", "2025-11-20"),
    ("anak.nik", "3523162011259999"),
    ("anak.sumber_nik", "kk"),
    ("pengasuh.nama", "Wartini"),
    ("pengasuh.hubungan", "ibu"),
    ("sumber_ukur", "diukur_psm"),
    ("berat_g", "9,6"),
    ("panjang_tinggi_01mm", "75,7"),
    ("posisi_ukur", "L"),
    ("edema", "tidak"),
];

pub(in crate::forms) const SITUATIONS: &[Situation] = &[
    Situation { name: "session", answers: IN_SESSION, visit: SESSION, n_answers: 7 },
    Situation { name: "home", answers: AT_HOME, visit: HOME, n_answers: 12 },
    Situation {
        name: "home, from the register",
        answers: &[
            ("anak.orang", "a child of the family"),
            ("anak.nama", "Budi"),
            ("anak.nik_cocok", "ya"),
            ("anak.jk", "L"),
            ("anak.tgl_lahir", "2025-11-20"),
            ("pengasuh.nama", "Wartini"),
            ("pengasuh.hubungan", "ibu"),
            ("sumber_ukur", "diukur_psm"),
            ("berat_g", "9,6"),
            ("panjang_tinggi_01mm", "75,7"),
            ("posisi_ukur", "L"),
            ("edema", "tidak"),
        ],
        visit: HOME,
        n_answers: 12,
    },
    Situation {
        name: "book",
        answers: &[
            ("anak.nama", "Budi"),
            ("anak.jk", "L"),
            ("anak.tgl_lahir", "2025-11-20"),
            ("anak.alasan_tanpa_nik", "belum_dilihat"),
            ("pengasuh.nama", "Wartini"),
            ("pengasuh.hubungan", "ibu"),
            ("sumber_ukur", "posyandu"),
            ("tgl_ukur", "2026-11-05"),
            ("berat_g", "9,5"),
            ("edema", "tidak"),
        ],
        visit: HOME,
        n_answers: 10,
    },
    Situation {
        name: "told",
        answers: &[
            ("anak.nama", "Budi"),
            ("anak.jk", "L"),
            ("anak.tgl_lahir", "2025-11-20"),
            ("anak.alasan_tanpa_nik", "belum_dilihat"),
            ("pengasuh.nama", "Wartini"),
            ("pengasuh.hubungan", "ibu"),
            ("sumber_ukur", "keterangan_ortu"),
            ("berat_g", "5,1"),
        ],
        visit: HOME,
        n_answers: 8,
    },
    Situation {
        name: "with all that is optional",
        answers: &[
            ("anak.nama", "Sri"),
            ("anak.jk", "P"),
            ("anak.tgl_lahir", "2025-01-20"),
            ("anak.tempat_lahir", "Tuban"),
            ("anak.nik", "3523166001259999"),
            ("anak.sumber_nik", "kartu"),
            ("pengasuh.nama", "Wartini"),
            ("pengasuh.hubungan", "kakek_nenek"),
            ("pengasuh.hp", "081234567890"),
            ("sumber_ukur", "diukur_psm"),
            ("berat_g", "9,9"),
            ("panjang_tinggi_01mm", "80,5"),
            ("posisi_ukur", "L"),
            ("edema", "tidak"),
            ("lila_01mm", "14,5"),
            ("lingkar_kepala_01mm", "46"),
            ("prematur", "ya"),
            ("umur_kandungan_minggu", "35"),
            ("berat_lahir_g", "2400"),
            ("asi_eksklusif", "ya"),
            ("layanan", "buku_kia,posyandu_rutin"),
            ("penyakit_penyerta", "tidak"),
            ("rokok_di_rumah", "ya"),
            ("intervensi", "pmt"),
        ],
        visit: HOME,
        n_answers: 24,
    },
];

#[test]
fn a_child_in_a_session_takes_seven_answers_and_one_at_home_no_more_than_it_must() {
    check_situations(&BALITA, SITUATIONS);
}

#[test]
fn what_must_be_said_of_a_child_is_missed() {
    let measures = ["berat_g", "panjang_tinggi_01mm"];
    for one in SITUATIONS.iter().filter(|one| ["session", "home"].contains(&one.name)) {
        check_required(&BALITA, one, &measures);
    }
}

const SLIPS: &[Slip] = &[
    slip("session", &[("anak.tgl_lahir", "2021-11-19")], "anak.tgl_lahir", "not_balita"),
    slip("session", &[("anak.tgl_lahir", "2026-11-21")], "anak.tgl_lahir", "birth_after_visit"),
    slip("session", &[("anak.tgl_lahir", "2025-02-30")], "anak.tgl_lahir", "not_a_date"),
    slip("session", &[("anak.nama", "7")], "anak.nama", "name"),
    slip("session", &[("berat_g", "9500")], "berat_g", "unit_slip"),
    slip("session", &[("berat_g", "61")], "berat_g", "out_of_range"),
    slip("session", &[("berat_g", "9,555")], "berat_g", "too_many_decimals"),
    slip("session", &[("panjang_tinggi_01mm", "0,75")], "panjang_tinggi_01mm", "unit_slip"),
    slip("session", &[("panjang_tinggi_01mm", "755")], "panjang_tinggi_01mm", "unit_slip"),
    slip(
        "session",
        &[("panjang_tinggi_01mm", "75,55")],
        "panjang_tinggi_01mm",
        "too_many_decimals",
    ),
    slip("session", &[("berat_g", "9,5x")], "berat_g", "not_a_number"),
    slip("session", &[("berat_g", ""), ("panjang_tinggi_01mm", "")], "berat_g", "no_measure"),
    slip("session", &[("panjang_tinggi_01mm", "29,9")], "panjang_tinggi_01mm", "out_of_range"),
    slip("session", &[("posisi_ukur", "")], "posisi_ukur", "required"),
    slip("session", &[("lila_01mm", "4")], "lila_01mm", "out_of_range"),
    slip("session", &[("lingkar_kepala_01mm", "61")], "lingkar_kepala_01mm", "out_of_range"),
    slip("session", &[("edema", "ya")], "intervensi", "follow_up_missing"),
    slip("home", &[("panjang_tinggi_01mm", "68")], "intervensi", "follow_up_missing"),
    slip("home", &[("berat_g", "6,8")], "intervensi", "follow_up_missing"),
    slip("home", &[("anak.nik", "3523162111259999")], "anak.nik", "nik_tgl_beda"),
    slip("home", &[("anak.nik", "352316201125999")], "anak.nik", "nik_format"),
    slip("home", &[("anak.nik", "3523166011259999"), ("anak.jk", "L")], "anak.nik", "nik_jk"),
    slip("home", &[("anak.nik", "")], "anak.nik", "required_or_why"),
    slip("home", &[("pengasuh.nama", "")], "pengasuh.nama", "required"),
    slip("home", &[("layanan", "tidak_ada,paud")], "layanan", "none_and_more"),
    slip("home", &[("berat_lahir_g", "2,4")], "berat_lahir_g", "unit_slip"),
    slip("home", &[("berat_lahir_g", "3")], "berat_lahir_g", "unit_slip"),
    slip("home", &[("berat_lahir_g", "9")], "berat_lahir_g", "out_of_range"),
    slip("home", &[("anak.nik", "-")], "anak.nik", "required_or_why"),
    slip("home", &[("anak.nik", "3523162011250000")], "anak.nik", "nik_urut"),
    slip(
        "home",
        &[("prematur", "ya"), ("umur_kandungan_minggu", "37")],
        "umur_kandungan_minggu",
        "out_of_range",
    ),
    slip("book", &[("tgl_ukur", "2026-11-21")], "tgl_ukur", "measured_after_visit"),
    slip("book", &[("tgl_ukur", "2026-08-21")], "tgl_ukur", "measured_long_ago"),
    slip("book", &[("tgl_ukur", "")], "tgl_ukur", "required"),
];

#[test]
fn each_slip_is_named_where_it_is() {
    check_slips(&BALITA, SITUATIONS, SLIPS);
}

fn put(filled: &mut Filled, answers: Answers) {
    trying::fill(&BALITA, &mut filled.values, answers);
}

#[test]
fn everything_unusual_about_a_measure_is_remarked_but_does_not_block() {
    // What else the growth standards find is not of interest here.
    let cases: &[(Answers, &str, &str)] = &[
        (&[("berat_g", "0,85")], "berat_g", "weight_unusual"),
        (&[("berat_g", "59")], "berat_g", "weight_unusual"),
        (&[("panjang_tinggi_01mm", "37,9")], "panjang_tinggi_01mm", "length_unusual"),
        (&[("panjang_tinggi_01mm", "100")], "panjang_tinggi_01mm", "z_implausible"),
        (&[("berat_g", "25")], "berat_g", "z_implausible"),
        (&[("lila_01mm", "30")], "lila_01mm", "z_implausible"),
        (&[("lingkar_kepala_01mm", "60")], "lingkar_kepala_01mm", "z_implausible"),
    ];
    for (change, path, code) in cases {
        let mut filled = Filled::of(&BALITA, &SITUATIONS[0], change);
        put(&mut filled, &[("intervensi", "ukur_ulang")]);
        let settled = filled.settled();
        let expected = (String::from(*path), *code);
        assert!(settled.problems().contains(&expected), "{change:?}: {:?}", settled.problems());
        assert_eq!(settled.blocking(), [], "{change:?}");
    }
}

#[test]
fn an_infant_is_measured_lying_and_its_arm_later() {
    let newborn: Answers =
        &[("anak.tgl_lahir", "2026-08-22"), ("berat_g", "6"), ("panjang_tinggi_01mm", "60")];
    for (change, expected) in [
        (&[("lila_01mm", "12")] as Answers, ("lila_01mm", "arm_too_young")),
        (&[("posisi_ukur", "H")], ("posisi_ukur", "standing_too_young")),
    ] {
        let mut filled = Filled::of(&BALITA, &SITUATIONS[0], newborn);
        put(&mut filled, change);
        let expected = [(String::from(expected.0), expected.1)];
        assert_eq!(filled.settled().problems(), expected, "{change:?}");
    }
    // 91 days and 274 days are old enough.
    let arm: Answers = &[
        ("anak.tgl_lahir", "2026-08-21"),
        ("berat_g", "6"),
        ("panjang_tinggi_01mm", "60"),
        ("lila_01mm", "12"),
    ];
    assert_eq!(Filled::of(&BALITA, &SITUATIONS[0], arm).settled().problems(), []);
    let standing: Answers = &[
        ("anak.tgl_lahir", "2026-02-19"),
        ("berat_g", "8,5"),
        ("panjang_tinggi_01mm", "70"),
        ("posisi_ukur", "H"),
    ];
    assert_eq!(Filled::of(&BALITA, &SITUATIONS[0], standing).settled().problems(), []);
}

#[test]
fn a_measure_from_before_the_birth_is_a_mistake() {
    let change: Answers = &[("anak.tgl_lahir", "2026-11-06")];
    let problems = Filled::of(&BALITA, &SITUATIONS[3], change).settled().problems();
    assert_eq!(problems, [("tgl_ukur".into(), "measured_before_birth")]);
}

#[test]
fn the_last_measure_of_the_same_child_is_compared() {
    // 31 days earlier: 76.8 cm and 12.1 kg are more than 1 cm and 20 % away, 76.7 and 12.0 are not.
    for (length_01mm, weight_g, age_days, expected) in [
        (7_680, 9_600, 334, &[("panjang_tinggi_01mm", "shrunk")] as &[(&str, &str)]),
        (7_670, 9_600, 334, &[]),
        (7_400, 12_100, 334, &[("berat_g", "weight_jump")]),
        (7_400, 12_000, 334, &[]),
        (7_400, 7_900, 305, &[("berat_g", "weight_jump")]),
        (7_400, 7_900, 304, &[]),
    ] {
        let mut filled = Filled::of(&BALITA, &SITUATIONS[0], &[]);
        let mut previous = Values::new();
        previous.set(balita::LENGTH, length_01mm);
        previous.set(balita::WEIGHT, weight_g);
        previous.set(balita::AGE_DAYS, age_days);
        filled.previous = Some(previous);
        let expected: Vec<_> =
            expected.iter().map(|(path, code)| (String::from(*path), *code)).collect();
        assert_eq!(filled.settled().problems(), expected, "{length_01mm} {weight_g} {age_days}");
    }
}

#[test]
fn the_number_of_the_family_card_is_no_nik() {
    let change: Answers = &[("anak.nik", "3523161203159999"), ("anak.tgl_lahir", "2025-11-19")];
    let filled = Filled::of(&BALITA, &SITUATIONS[1], change).settled();
    assert_eq!(filled.blocking(), [("anak.nik".into(), "nik_sama_kk")]);
}

#[test]
fn a_child_is_recorded_only_if_its_family_agreed() {
    let with_visit = |change: Answers| {
        let mut filled = Filled::of(&BALITA, &SITUATIONS[1], &[]);
        trying::fill(&VISIT, filled.visit.as_mut().unwrap(), change);
        filled.settled().blocking()
    };
    let refused = [(String::from("anak.nama"), "consent_refused")];
    assert_eq!(with_visit(&[("persetujuan", "ditolak")]), refused);
    assert_eq!(with_visit(&[("hasil_pendataan", "menolak")]), refused);
    let closed = [(String::from("anak.nama"), "child_on_task_alone")];
    assert_eq!(with_visit(&[("persetujuan", "tidak_perlu")]), closed);
    assert_eq!(with_visit(&[("ada_keterangan", "tidak")]), closed);
    let neighbour: Answers = &[("responden.hubungan", "tetangga")];
    let visit = Filled::new(&VISIT, HOME, &[]);
    let mut told = visit.values.clone();
    trying::fill(&VISIT, &mut told, neighbour);
    let mut filled = Filled::of(&BALITA, &SITUATIONS[1], &[]);
    filled.visit = Some(settle(&Scene { values: &told, ..visit.scene() }));
    assert_eq!(filled.settled().blocking(), closed);
}

#[test]
fn in_a_session_each_child_is_agreed_to_by_itself() {
    let agreed = Filled::of(&BALITA, &SITUATIONS[0], &[]).settled();
    assert_eq!(agreed.values.get(balita::CHILD_NOTICE_READ), Some(visits::NOTICE_VERSION));
    let open = Filled::of(&BALITA, &SITUATIONS[0], &[("persetujuan_anak", "")]).settled();
    assert_eq!(open.problems(), [("persetujuan_anak".into(), "required")]);
    assert_eq!(open.values.get(balita::CHILD_NOTICE_READ), None);
}

#[test]
fn nothing_that_must_be_looked_at_begins_with_an_answer() {
    let filled = Filled::of(&BALITA, &SITUATIONS[1], &[("edema", "")]);
    assert_eq!(filled.scene().suggested().get(balita::OEDEMA), None);
    assert_eq!(filled.settled().problems(), [("edema".into(), "required")]);
    // In a session it may stay open, which is not "no".
    let session = Filled::of(&BALITA, &SITUATIONS[0], &[]).settled();
    assert_eq!(session.values.get(balita::OEDEMA), None);
}

#[test]
fn a_nik_fills_sex_and_birth() {
    let change: Answers = &[("anak.jk", ""), ("anak.tgl_lahir", ""), ("posisi_ukur", "")];
    let filled = Filled::of(&BALITA, &SITUATIONS[1], change);
    let whole = Filled::of(&BALITA, &SITUATIONS[1], &[]);
    assert_eq!(filled.scene().suggested(), whole.values, "with the position that follows");
}

#[test]
fn the_name_of_the_carer_is_offered() {
    let filled = Filled::of(&BALITA, &SITUATIONS[1], &[("pengasuh.nama", "Sri")]);
    let (_, tags) = trying::resolve(&BALITA, "pengasuh.nama");
    let group = filled.values.group(tags[0]).unwrap();
    let carer = BALITA.field(tags[0]).unwrap();
    let name = *trying::inner(&carer.kind).first().unwrap();
    let offers = filled.scene().offers(group, name);
    let words: Vec<_> = offers.iter().map(|(label, _)| label.id).collect();
    assert_eq!(words, ["Sama dengan kepala keluarga"], "head and respondent have one name");
}

#[test]
fn every_advice_to_act_asks_for_a_follow_up() {
    let missing = (String::from("intervensi"), "follow_up_missing");
    for (change, advice) in [
        (&[("lila_01mm", "11,4")] as Answers, "rujuk_segera"),
        (&[("lila_01mm", "12")], "periksa"),
        (&[("berat_g", "7,6"), ("panjang_tinggi_01mm", "")], "periksa"),
        (&[("panjang_tinggi_01mm", "100")], "ukur_ulang"),
        (&[("lingkar_kepala_01mm", "60")], "ukur_ulang"),
    ] {
        for one in &SITUATIONS[..2] {
            let settled = Filled::of(&BALITA, one, change).settled();
            let action = settled.values.get(balita::ACTION).unwrap().0;
            assert_eq!(child::ACTION.option(action).unwrap().name, advice, "{change:?}");
            assert!(settled.problems().contains(&missing), "{} {change:?}", one.name);
        }
    }
}

#[test]
fn no_advice_stands_beside_a_refused_measure() {
    for change in [
        &[("berat_g", "9500")] as Answers,
        &[("berat_g", "sembilan")],
        &[("panjang_tinggi_01mm", "0,75")],
        &[("lila_01mm", "145")],
        &[("lingkar_kepala_01mm", "4")],
    ] {
        let settled = Filled::of(&BALITA, &SITUATIONS[0], change).settled();
        for name in ["tindakan", "haz", "waz", "kategori_bbu"] {
            assert_eq!(settled.words(name), None, "{name} with {change:?}");
        }
    }
}

#[test]
fn the_follow_up_of_a_small_child_survives_the_end_of_a_session() {
    let small: Answers = &[("panjang_tinggi_01mm", "70"), ("intervensi", "rujuk_puskesmas,pmt")];
    let settled = Filled::of(&BALITA, &SITUATIONS[0], small).settled();
    assert_eq!(settled.problems(), []);
    assert_eq!(settled.values.get(balita::FOLLOW_UP), Some(vec![1, 2]));
    assert_eq!(settled.words("kategori_tbu").as_deref(), Some("Pendek"));
    // A healthy child in a session is not asked, and what was ticked by mistake goes.
    let healthy: Answers = &[("intervensi", "pmt")];
    let settled = Filled::of(&BALITA, &SITUATIONS[0], healthy).settled();
    assert_eq!(settled.values.get(balita::FOLLOW_UP), None);
}

#[test]
fn the_result_says_the_step_first_and_nothing_of_what_was_told() {
    let measured = Filled::of(&BALITA, &SITUATIONS[1], &[]).settled();
    assert_eq!(measured.words("tindakan").as_deref(), Some("Lanjutkan ke Posyandu tiap bulan"));
    assert_eq!(measured.words("umur_hari").as_deref(), Some("365"));
    assert_eq!(measured.words("umur_bulan").as_deref(), Some("12"));
    assert_eq!(measured.words("haz").as_deref(), Some("-0,02"));
    assert_eq!(measured.words("kategori_tbu").as_deref(), Some("Normal"));
    let version = crate::growth::ALGORITHM_VERSION.to_string();
    assert_eq!(measured.words("versi_hitungan"), Some(version));

    // 5.1 kg at one year would be far below -3 SD.
    let told = Filled::of(&BALITA, trying::situation(SITUATIONS, "told"), &[]).settled();
    for name in ["tindakan", "haz", "waz", "kategori_bbu", "tanda", "versi_hitungan"] {
        assert_eq!(told.words(name), None, "{name}");
    }

    // Without tables nothing is computed from them, and nothing old stays.
    let scene = measured.scene();
    let world = crate::form::model::World { growth: None, ..scene.world };
    let settled = settle(&Scene { world, ..scene });
    assert_eq!(settled.get(balita::HAZ), None);
    assert_eq!(settled.get(balita::AGE_DAYS), Some(365));
}

#[test]
fn a_day_in_the_book_counts_only_for_what_is_copied_from_it() {
    let book = Filled::of(&BALITA, trying::situation(SITUATIONS, "book"), &[]).settled();
    assert_eq!(book.words("umur_hari").as_deref(), Some("350"));
    // Typed before another source was chosen: still there in the draft, and without effect.
    let change: Answers = &[("sumber_ukur", "diukur_psm")];
    let filled = Filled::of(&BALITA, trying::situation(SITUATIONS, "book"), change);
    assert!(filled.values.get(balita::MEASURED_ON).is_some());
    let age = (balita::AGE_DAYS.tag, Some(Value::Int(365)));
    assert!(computed(&filled.scene()).contains(&age));
    assert_eq!(filled.settled().words("umur_hari").as_deref(), Some("365"));
}

#[test]
fn a_form_whose_visit_has_not_come_is_not_blamed_for_it() {
    for one in SITUATIONS {
        let mut settled = Filled::of(&BALITA, one, &[]).settled();
        settled.visit = None;
        assert_eq!(settled.blocking(), [], "{}", one.name);
    }
}

#[test]
fn a_practice_form_has_a_result() {
    let mut filled = Filled::of(&BALITA, &SITUATIONS[1], &[]);
    filled.visit = Some(visits::practice(trying::today()));
    let settled = filled.settled();
    assert_eq!(settled.problems(), []);
    assert_eq!(settled.words("kategori_tbu").as_deref(), Some("Normal"));
}

#[test]
fn the_position_begins_with_what_belongs_to_the_age() {
    for (birth, expected) in [("2024-11-20", child::LYING), ("2024-11-19", child::STANDING)] {
        let mut filled = Filled::of(&BALITA, &SITUATIONS[0], &[("posisi_ukur", "")]);
        let birth = trying::answer(&crate::form::model::Kind::Day, birth);
        let mut group = filled.values.get(balita::CHILD).unwrap();
        group.put(person::BIRTH.tag, birth);
        filled.values.set(balita::CHILD, group);
        let field = BALITA.field(balita::POSITION.tag).unwrap();
        let suggested = filled.scene().suggestion(&filled.values, field);
        assert_eq!(suggested, Some(Value::Choice(expected)));
    }
}

/// One line of WHO's results: the columns by their names.
struct Row<'a>(Vec<&'a str>, Vec<&'a str>);

impl Row<'_> {
    fn text(&self, column: &str) -> &str {
        let idx = self.0.iter().position(|name| *name == column).unwrap();
        self.1[idx]
    }

    /// A decimal in units of 10^-scale; `None` for an empty cell.
    fn number(&self, column: &str, scale: u8) -> Option<i64> {
        let cell = self.text(column);
        (!cell.is_empty()).then(|| crate::quantity::parse_signed_decimal(cell, scale).unwrap())
    }

    fn form(&self) -> Filled {
        let mut filled = Filled::new(&BALITA, &[], SESSION);
        let measured = filled.visit.as_ref().unwrap().get(visits::DATE).unwrap();
        let age_days = i32::try_from(self.number("age_days", 0).unwrap()).unwrap();
        let sex = if self.text("sex") == "M" { Sex::Male } else { Sex::Female };
        let mut group = Values::new();
        group.set(person::SEX, Chosen(sex.code()));
        group.set(person::BIRTH, measured.plus(-age_days));
        let values = &mut filled.values;
        values.set(balita::CHILD, group);
        for (key, column, scale) in [
            (balita::WEIGHT, "weight_kg", 3),
            (balita::LENGTH, "lenhei_cm", 2),
            (balita::ARM, "muac_cm", 2),
            (balita::HEAD, "headc_cm", 2),
        ] {
            values.put(key.tag, self.number(column, scale).map(Value::Int));
        }
        let position = match self.text("measure") {
            "L" => Some(Value::Choice(child::LYING)),
            "H" => Some(Value::Choice(child::STANDING)),
            _ => None,
        };
        values.put(balita::POSITION.tag, position);
        values.set(balita::OEDEMA, self.text("oedema") == "y");
        filled
    }
}

#[test]
fn the_form_computes_what_who_computes() {
    let csv = include_str!("../../../data/who/expected_zscores.csv");
    let mut lines = csv.lines();
    let header: Vec<&str> = lines.next().unwrap().split(',').collect();
    let mut n_compared = 0;
    for line in lines {
        let row = Row(header.clone(), line.split(',').collect());
        let settled = row.form().settled();
        let expect: [(Key<i64>, &str); 6] = [
            (balita::HAZ, "haz"),
            (balita::WAZ, "waz"),
            (balita::WHZ, "whz"),
            (balita::BAZ, "baz"),
            (balita::MUACZ, "muacz"),
            (balita::HCZ, "hcz"),
        ];
        for (key, column) in expect {
            let (ours, theirs) = (settled.values.get(key), row.number(column, 2));
            let is_near = match (ours, theirs) {
                (Some(ours), Some(theirs)) => (ours - theirs).abs() <= 1,
                (ours, theirs) => ours == theirs,
            };
            assert!(is_near, "{column}: {ours:?}, not {theirs:?}, for {line}");
            n_compared += usize::from(theirs.is_some());
        }
    }
    assert!(n_compared > 1_500, "{n_compared} compared");
}
