//! The visit: one family or a session, met or not.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::form::{
    model::Field,
    problem::{Override, Path},
    value::{Chosen, Tag, Value},
};
use crate::forms::{
    ALL, allowed, lists, person,
    tests::{
        self as trying, Answers, Filled, Situation, Slip, check_required, check_situations,
        check_slips, slip,
    },
    visit::{self, VISIT},
};

pub(in crate::forms) const HOME: Answers = &[
    ("jenis_kunjungan", "keluarga"),
    ("tanggal_kunjungan", "2026-11-20"),
    ("cara_data", "kunjungan_rumah"),
    ("ada_keterangan", "ya"),
    ("hasil_pendataan", "lengkap"),
    ("nama_kepala_keluarga", "Wartini"),
    ("no_kk", "3523161203159999"),
    ("alamat", "Utara masjid, cat hijau"),
    ("rt", "3"),
    ("rw", "1"),
    ("responden.nama", "Wartini"),
    ("responden.hubungan", "kepala_keluarga"),
    ("persetujuan", "diberikan"),
    ("saksi", "Pak Kasun"),
];

pub(in crate::forms) const SESSION: Answers = &[
    ("jenis_kunjungan", "posyandu_balai"),
    ("tanggal_kunjungan", "2026-11-20"),
    ("tempat", "Posyandu Melati 2"),
];

pub(in crate::forms) const SITUATIONS: &[Situation] = &[
    Situation { name: "home", answers: HOME, visit: &[], n_answers: 14 },
    Situation {
        name: "from the register",
        answers: &[
            ("jenis_kunjungan", "keluarga"),
            ("tanggal_kunjungan", "2026-11-20"),
            ("cara_data", "kunjungan_rumah"),
            ("ada_keterangan", "ya"),
            ("hasil_pendataan", "lengkap"),
            ("keluarga", "a family"),
            ("nama_kepala_keluarga", "Wartini"),
            ("kk_cocok", "ya"),
            ("alamat", "Utara masjid, cat hijau"),
            ("rt", "3"),
            ("rw", "1"),
            ("responden.nama", "Wartini"),
            ("responden.hubungan", "kepala_keluarga"),
            ("persetujuan", "diberikan"),
            ("saksi", "Pak Kasun"),
        ],
        visit: &[],
        n_answers: 15,
    },
    Situation { name: "session", answers: SESSION, visit: &[], n_answers: 3 },
    Situation {
        name: "nobody",
        answers: &[
            ("jenis_kunjungan", "keluarga"),
            ("tanggal_kunjungan", "2026-11-24"),
            ("cara_data", "kunjungan_rumah"),
            ("ada_keterangan", "tidak"),
            ("hasil_pendataan", "tidak_ada_responden"),
            ("alasan_tidak_ada", "ke_sawah"),
            ("nama_kepala_keluarga", "Wartini"),
            ("alamat", "Utara masjid"),
            ("tgl_kembali", "2026-12-01"),
        ],
        visit: &[],
        n_answers: 9,
    },
    Situation {
        name: "not found",
        answers: &[
            ("jenis_kunjungan", "keluarga"),
            ("tanggal_kunjungan", "2026-11-24"),
            ("cara_data", "kunjungan_rumah"),
            ("ada_keterangan", "ya"),
            ("responden.nama", "Pak Parno"),
            ("responden.hubungan", "perangkat_desa"),
            ("hasil_pendataan", "orang_tidak_ditemukan"),
            ("nama_kepala_keluarga", "Wartini"),
            ("alamat", "Utara masjid"),
            ("rt_rw_belum_tahu", "belum_tahu"),
        ],
        visit: &[],
        n_answers: 10,
    },
    Situation {
        name: "refused",
        answers: &[
            ("jenis_kunjungan", "keluarga"),
            ("tanggal_kunjungan", "2026-11-20"),
            ("cara_data", "kunjungan_rumah"),
            ("ada_keterangan", "ya"),
            ("responden.nama", "Wartini"),
            ("responden.hubungan", "kepala_keluarga"),
            ("persetujuan", "ditolak"),
            ("nama_kepala_keluarga", "Wartini"),
            ("alamat", "Utara masjid"),
            ("hasil_pendataan", "menolak"),
        ],
        visit: &[],
        n_answers: 10,
    },
    Situation {
        name: "alone, no witness",
        answers: &[
            ("jenis_kunjungan", "keluarga"),
            ("tanggal_kunjungan", "2026-11-20"),
            ("cara_data", "kunjungan_rumah"),
            ("ada_keterangan", "ya"),
            ("responden.nama", "Wartini"),
            ("responden.hubungan", "kepala_keluarga"),
            ("persetujuan", "diberikan"),
            ("tanpa_saksi", "tidak_ada"),
            ("nama_kepala_keluarga", "Wartini"),
            ("no_kk", "3523161203159999"),
            ("alamat", "Utara masjid"),
            ("rt", "3"),
            ("rw", "1"),
            ("hasil_pendataan", "lengkap"),
        ],
        visit: &[],
        n_answers: 14,
    },
    Situation {
        name: "signed, with photos and place",
        answers: &[
            ("jenis_kunjungan", "keluarga"),
            ("tanggal_kunjungan", "2026-11-20"),
            ("cara_data", "kunjungan_rumah"),
            ("ada_keterangan", "ya"),
            ("responden.nama", "Wartini"),
            ("responden.hubungan", "kepala_keluarga"),
            ("persetujuan", "diberikan"),
            ("bukti", "tanda_tangan"),
            ("tanda_tangan", "hers"),
            ("nama_kepala_keluarga", "Wartini"),
            ("no_kk", "3523161203159999"),
            ("alamat", "Utara masjid"),
            ("rt", "3"),
            ("rw", "1"),
            ("hasil_pendataan", "lengkap"),
            ("foto_rumah_depan", "the front"),
            ("foto_rumah_dalam", "inside"),
            ("foto_kk", "the card"),
            ("foto_dokumen.0.foto", "a paper"),
            ("foto_dokumen.1.foto", "another"),
            ("lokasi.lat", "-689777"),
            ("lokasi.lng", "11205012"),
            ("lokasi.akurasi_m", "12"),
            ("lokasi.umur_detik", "4"),
            ("lokasi.diambil", "2026-11-20 09:05"),
        ],
        visit: &[],
        n_answers: 25,
    },
    Situation {
        name: "signed on paper",
        answers: &[
            ("jenis_kunjungan", "keluarga"),
            ("tanggal_kunjungan", "2026-11-20"),
            ("cara_data", "balai_desa"),
            ("ada_keterangan", "ya"),
            ("responden.nama", "Wartini"),
            ("responden.hubungan", "kepala_keluarga"),
            ("persetujuan", "diberikan"),
            ("bukti", "foto_surat"),
            ("foto_persetujuan", "the paper"),
            ("nama_kepala_keluarga", "Wartini"),
            ("no_kk", "3523161203159999"),
            ("alamat", "Utara masjid"),
            ("rt", "3"),
            ("rw", "1"),
            ("hasil_pendataan", "lengkap"),
        ],
        visit: &[],
        n_answers: 15,
    },
    Situation {
        name: "with all that is optional",
        answers: &[
            ("jenis_kunjungan", "keluarga"),
            ("tanggal_kunjungan", "2026-11-20"),
            ("cara_data", "balai_desa"),
            ("ada_keterangan", "ya"),
            ("hasil_pendataan", "tidak_lengkap"),
            ("nama_kepala_keluarga", "Wartini"),
            ("alasan_tanpa_kk", "belum_dilihat"),
            ("alamat", "Utara masjid"),
            ("rt", "3"),
            ("rw", "1"),
            ("dusun", "Krajan"),
            ("responden.nama", "Siti"),
            ("responden.hubungan", "anak"),
            ("responden.hp", "0812-3456-7890"),
            ("persetujuan", "diberikan"),
            ("saksi", "Bu Kader"),
            ("pemberi_izin.nama", "Wartini"),
            ("pemberi_izin.hubungan", "kepala_keluarga"),
            ("tgl_kembali", "2026-11-30"),
            ("catatan", "KK di rumah anak"),
        ],
        visit: &[],
        n_answers: 20,
    },
];

const OPTIONAL: &[&str] = &["tgl_kembali", "tanpa_saksi", "rt_rw_belum_tahu"];

#[test]
fn a_visit_asks_what_its_kind_and_outcome_need() {
    check_situations(&VISIT, SITUATIONS);
}

#[test]
fn what_a_visit_must_say_is_missed() {
    for name in ["home", "session"] {
        check_required(&VISIT, trying::situation(SITUATIONS, name), OPTIONAL);
    }
}

const SLIPS: &[Slip] = &[
    slip("home", &[("tanggal_kunjungan", "2026-10-24")], "tanggal_kunjungan", "visit_old"),
    slip("with all that is optional", &[("alasan_tanpa_kk", "")], "no_kk", "required_or_why"),
    slip(
        "with all that is optional",
        &[("pemberi_izin.hubungan", "")],
        "pemberi_izin.hubungan",
        "required",
    ),
    slip("home", &[("tanggal_kunjungan", "2022-12-31")], "tanggal_kunjungan", "visit_too_old"),
    slip("home", &[("tanggal_kunjungan", "2026-11-25")], "tanggal_kunjungan", "future"),
    slip("home", &[("tanggal_kunjungan", "2026-11-31")], "tanggal_kunjungan", "not_a_date"),
    slip("home", &[("cara_data", "9")], "cara_data", "unknown_option"),
    slip("home", &[("no_kk", "352316120315999")], "no_kk", "kk_format"),
    slip("home", &[("no_kk", "35231612031599991")], "no_kk", "nomor_kelebihan"),
    slip("home", &[("no_kk", "-")], "no_kk", "required_or_why"),
    slip("home", &[("no_kk", "tidak ada")], "no_kk", "required_or_why"),
    slip("home", &[("responden.hp", "321123")], "responden.hp", "hp_tanpa_kode"),
    slip("home", &[("responden.hp", "+60123456789")], "responden.hp", "hp_luar_negeri"),
    slip("home", &[("rt", "0")], "rt", "out_of_range"),
    slip("home", &[("rw", "tiga")], "rw", "not_a_whole_number"),
    slip("home", &[("nama_kepala_keluarga", "W4rtini")], "nama_kepala_keluarga", "name_unusual"),
    slip("home", &[("responden.hp", "0812")], "responden.hp", "hp_format"),
    slip("alone, no witness", &[("tanpa_saksi", "")], "saksi", "required"),
    slip("nobody", &[("alasan_tidak_ada", "")], "alasan_tidak_ada", "required"),
    slip("nobody", &[("alasan_tidak_ada", "lainnya")], "catatan", "required"),
    slip("nobody", &[("hasil_pendataan", "lengkap")], "hasil_pendataan", "outcome_differs"),
    slip(
        "home",
        &[("hasil_pendataan", "tidak_ada_responden"), ("alasan_tidak_ada", "kerja")],
        "hasil_pendataan",
        "outcome_differs",
    ),
    slip("home", &[("persetujuan", "ditolak")], "hasil_pendataan", "outcome_differs"),
    slip("home", &[("hasil_pendataan", "menolak")], "hasil_pendataan", "outcome_differs"),
    slip("home", &[("ada_keterangan", "")], "ada_keterangan", "required"),
    slip("nobody", &[("tgl_kembali", "2026-11-23")], "tgl_kembali", "return_before_visit"),
];

#[test]
fn each_slip_is_named_where_it_is() {
    check_slips(&VISIT, SITUATIONS, SLIPS);
}

#[test]
fn a_visit_of_thirty_days_is_not_old_and_one_of_the_first_day_can_be_recorded() {
    for (date, expected) in [("2026-10-25", 0), ("2023-01-01", 1)] {
        let mut filled = Filled::of(&VISIT, &SITUATIONS[0], &[]);
        let change = [("tanggal_kunjungan", date)];
        trying::fill(&VISIT, &mut filled.values, Box::leak(Box::new(change)));
        let problems = filled.settled().problems();
        assert_eq!(problems.len(), expected, "{date}: {problems:?}");
        assert!(problems.iter().all(|(_, code)| *code == "visit_old"), "{date}: {problems:?}");
    }
}

#[test]
fn a_future_date_can_be_confirmed_with_a_reason() {
    let change: Answers = &[("tanggal_kunjungan", "2026-11-25")];
    let mut filled = Filled::of(&VISIT, &SITUATIONS[0], change);
    assert_eq!(filled.blocking().len(), 1);
    let path = Path::root().field(visit::DATE.tag);
    let future = crate::forms::codes::FUTURE.0;
    filled.overrides.push(Override { path, code: future, reason: "Jam HP salah".into() });
    assert_eq!(filled.blocking(), []);
}

#[test]
fn a_session_has_no_family() {
    let change: Answers = &[
        ("nama_kepala_keluarga", "Wartini"),
        ("no_kk", "3523161203159999"),
        ("hasil_pendataan", "lengkap"),
        ("responden.nama", "Wartini"),
        ("rt", "3"),
    ];
    let settled = Filled::of(&VISIT, &SITUATIONS[1], change).settled();
    let without = Filled::of(&VISIT, &SITUATIONS[1], &[]).settled();
    assert_eq!(settled.values, without.values);
}

#[test]
fn whoever_agreed_did_so_in_words() {
    let agreed = Filled::of(&VISIT, &SITUATIONS[0], &[]).settled();
    assert_eq!(agreed.words("cara_persetujuan").as_deref(), Some("Lisan"));
    assert_eq!(agreed.words("dasar_pendataan").as_deref(), Some("Persetujuan keluarga"));
    let change: Answers = &[("persetujuan", "ditolak"), ("hasil_pendataan", "menolak")];
    let declined = Filled::of(&VISIT, &SITUATIONS[0], change).settled();
    assert_eq!(declined.words("cara_persetujuan"), None);
    assert_eq!(declined.words("saksi"), None, "nobody needs to witness a no");
    assert_eq!(declined.problems(), []);
}

#[test]
fn the_words_that_were_read_stay_with_the_answer() {
    let filled = Filled::of(&VISIT, &SITUATIONS[0], &[]).settled();
    assert_eq!(filled.values.get(visit::NOTICE_READ), Some(visit::NOTICE_VERSION));
    let mut older = Filled::of(&VISIT, &SITUATIONS[0], &[]);
    older.values.set(visit::NOTICE_READ, 77);
    let read = older.settled().values.get(visit::NOTICE_READ);
    assert_eq!(read, Some(visit::NOTICE_VERSION), "no program has written this number");
    let change: Answers = &[("persetujuan", "")];
    let unasked = Filled::of(&VISIT, &SITUATIONS[0], change).settled();
    assert_eq!(unasked.values.get(visit::NOTICE_READ), None, "nobody has answered");
}

#[test]
fn a_refused_number_leaves_the_question_for_the_reason() {
    for typed in ["0", "-", "tidak ada", "352316120315999", "3523********9999"] {
        let change = [("no_kk", typed)];
        let filled = Filled::of(&VISIT, &SITUATIONS[0], Box::leak(Box::new(change)));
        let why: &Field = VISIT.field(visit::NO_KK.tag).unwrap();
        assert!(filled.scene().is_asked(&filled.values, why), "{typed}");
    }
    // With the reason, "-" is no answer and nothing is wrong.
    let change: Answers = &[("no_kk", "-"), ("alasan_tanpa_kk", "belum_punya")];
    let settled = Filled::of(&VISIT, &SITUATIONS[0], change).settled();
    assert_eq!(settled.problems(), []);
    assert_eq!(settled.values.at(visit::KK.tag), None);
}

#[test]
fn a_number_that_was_not_seen_is_to_follow_until_it_is_there() {
    let home = Filled::of(&VISIT, &SITUATIONS[0], &[]).settled();
    assert!(!VISIT.is_to_follow(&home.values));
    let change: Answers = &[("no_kk", ""), ("alasan_tanpa_kk", "belum_dilihat")];
    let later = Filled::of(&VISIT, &SITUATIONS[0], change).settled();
    assert!(VISIT.is_to_follow(&later.values));
    let change: Answers = &[("alasan_tanpa_kk", "belum_dilihat")];
    let both = Filled::of(&VISIT, &SITUATIONS[0], change).settled();
    assert!(!VISIT.is_to_follow(&both.values), "the number is there");
}

#[test]
fn a_new_visit_begins_with_today() {
    let filled = Filled::new(&VISIT, &[], &[]);
    let date: &Field = VISIT.field(visit::DATE.tag).unwrap();
    let suggested = filled.scene().suggestion(&filled.values, date);
    assert_eq!(suggested, Some(Value::Day(trying::today())));
    let answered = Filled::of(&VISIT, &SITUATIONS[0], &[]);
    assert_eq!(answered.scene().suggestion(&answered.values, date), None);
}

#[test]
fn a_number_of_a_later_version_is_not_accepted() {
    let mut filled = Filled::of(&VISIT, &SITUATIONS[0], &[]);
    filled.values.put(Tag(999), Some(Value::Bool(true)));
    assert_eq!(filled.problems(), [("#999".into(), "unknown_field")]);
    let mut older = Filled::of(&VISIT, &SITUATIONS[0], &[]).at(3);
    older.values.put(visit::HOUSE_FRONT, Some(Value::Bytes(vec![1; 16])));
    assert_eq!(older.problems(), [("foto_rumah_depan".into(), "unknown_field")]);
}

#[test]
fn the_notice_can_be_read_aloud_in_sixty_words() {
    let consent: &Field = VISIT.field(visit::CONSENT.tag).unwrap();
    for words in [consent.hint.id, consent.hint.en] {
        assert!(words.split_whitespace().count() <= 60, "{words}");
    }
}

#[test]
fn a_family_that_does_not_agree_is_asked_for_nothing_more() {
    let refused = Filled::of(&VISIT, trying::situation(SITUATIONS, "refused"), &[]);
    let asked = |tag| refused.scene().is_asked(&refused.values, VISIT.field(tag).unwrap());
    for tag in [visit::KK.tag, visit::NO_KK.tag, visit::NO_RT.tag, visit::WITNESS.tag] {
        assert!(!asked(tag), "{tag:?}");
    }
    let settled = refused.settled();
    assert_eq!(kinds_on(&settled), [""; 0]);
    assert_eq!(visit::agreed_by(&settled.values), None);
}

#[test]
fn a_neighbour_or_official_tells_and_agrees_for_nobody() {
    let told = Filled::of(&VISIT, trying::situation(SITUATIONS, "not found"), &[]).settled();
    let consent: &Field = VISIT.field(visit::CONSENT.tag).unwrap();
    assert!(!told.scene().is_asked(&told.values, consent));
    let basis = told.words("dasar_pendataan");
    assert_eq!(basis.as_deref(), Some("Tugas pemerintah (UU PDP pasal 20 huruf e)"));
    let allowed = kinds_on(&told);
    assert!(allowed.contains(&"bansos") && !allowed.contains(&"balita"), "{allowed:?}");
}

/// Names of the kinds that may be begun on a visit.
fn kinds_on(visit: &Filled) -> Vec<&'static str> {
    let today = visit.scene().world.today;
    allowed::kinds_on(&visit.values, today).map(|kind| kind.name).collect()
}

#[test]
fn a_session_has_the_kinds_with_a_strip_and_a_family_that_agreed_has_all() {
    let on =
        |name| kinds_on(&Filled::of(&VISIT, trying::situation(SITUATIONS, name), &[]).settled());
    let with_strip = ALL.iter().filter(|kind| !kind.strip.is_empty()).map(|kind| kind.name);
    assert_eq!(on("session"), with_strip.collect::<Vec<_>>());
    let home = on("home");
    assert!(home.contains(&"bansos") && home.contains(&"balita") && !home.contains(&"kunjungan"));
}

#[test]
fn who_is_neither_family_nor_neighbour_agrees_for_nobody_since_version_3() {
    let filled = Filled::of(&VISIT, trying::situation(SITUATIONS, "home"), &[]);
    let is_asked_by = |version: u16| {
        let mut values = filled.values.clone();
        let mut respondent = values.get(visit::RESPONDENT).unwrap();
        respondent.set(person::RELATION, Chosen(lists::RESPONDENT_OTHER));
        values.set(visit::RESPONDENT, respondent);
        let scene = crate::form::model::Scene { version, values: &values, ..filled.scene() };
        scene.is_asked(&values, VISIT.field(visit::CONSENT.tag).unwrap())
    };
    assert!(is_asked_by(2) && !is_asked_by(3));
}

#[test]
fn whoever_agreed_is_the_respondent_unless_somebody_else_is_named() {
    let name = |situation: &str| {
        let filled = Filled::of(&VISIT, trying::situation(SITUATIONS, situation), &[]).settled();
        visit::agreed_by(&filled.values)
    };
    let head = Some(Chosen(1));
    assert_eq!(name("home"), Some((String::from("Wartini"), head)));
    assert_eq!(name("with all that is optional"), Some((String::from("Wartini"), head)));
    assert_eq!(name("nobody"), None);
}

#[test]
fn what_was_said_before_is_offered_or_begun_with() {
    let change: Answers = &[("nama_kepala_keluarga", ""), ("hasil_pendataan", "")];
    let filled = Filled::of(&VISIT, &SITUATIONS[0], change);
    let suggested = filled.scene().suggested();
    assert_eq!(
        suggested.get(visit::HEAD).as_deref(),
        Some("Wartini"),
        "the respondent is the head"
    );
    assert_eq!(suggested.get(visit::OUTCOME).map(|chosen| chosen.0), Some(1));
    let wife: Answers = &[("nama_kepala_keluarga", ""), ("responden.hubungan", "istri")];
    let filled = Filled::of(&VISIT, &SITUATIONS[0], wife);
    let scene = filled.scene();
    assert_eq!(scene.suggested().get(visit::HEAD), None);
    let head: &Field = VISIT.field(visit::HEAD.tag).unwrap();
    let offered: Vec<_> = scene.offers(&filled.values, head).into_iter().map(|(_, v)| v).collect();
    assert_eq!(offered, [Value::Text("Wartini".into())]);
}

#[test]
fn one_of_two_is_marked_as_such_and_what_may_stay_empty_too() {
    use crate::form::model::Mark;
    let mark = |situation: &str, change: Answers, tag| {
        let filled = Filled::of(&VISIT, trying::situation(SITUATIONS, situation), change);
        let beside = VISIT.sections.iter().find(|s| s.fields.iter().any(|f| f.tag == tag)).unwrap();
        let field = VISIT.field(tag).unwrap();
        filled.scene().mark(&filled.values, beside.fields, field)
    };
    assert_eq!(mark("home", &[("no_kk", "")], visit::KK.tag), Mark::Either);
    assert_eq!(mark("home", &[("no_kk", "")], visit::NO_KK.tag), Mark::Either);
    assert_eq!(mark("home", &[], visit::KK.tag), Mark::Unmarked);
    assert_eq!(mark("nobody", &[], visit::KK.tag), Mark::Optional);
    assert_eq!(mark("nobody", &[], visit::RT.tag), Mark::Optional);
    assert_eq!(mark("home", &[], visit::HAMLET.tag), Mark::Optional);
    assert_eq!(mark("home", &[], visit::HEAD.tag), Mark::Unmarked);
}

mod proof;
