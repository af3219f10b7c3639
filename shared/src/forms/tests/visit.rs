//! The visit: one family or a session, met or not.

use super::{
    super::visit::{self, VISIT},
    Answers, Filled, Situation, Slip, check_required, check_situations, check_slips, slip,
};
use crate::form::{
    model::Field,
    problem::{Override, Path},
    value::{Tag, Value},
};

pub(super) const HOME: Answers = &[
    ("jenis_kunjungan", "keluarga"),
    ("tanggal_kunjungan", "2026-11-20"),
    ("cara_data", "kunjungan_rumah"),
    ("hasil_pendataan", "lengkap"),
    ("nama_kepala_keluarga", "Wartini"),
    ("no_kk", "3523161203159999"),
    ("alamat", "Utara masjid, cat hijau"),
    ("responden.nama", "Wartini"),
    ("responden.hubungan", "kepala_keluarga"),
    ("persetujuan", "diberikan"),
    ("saksi", "Pak Kasun"),
];

pub(super) const SESSION: Answers = &[
    ("jenis_kunjungan", "posyandu_balai"),
    ("tanggal_kunjungan", "2026-11-20"),
    ("tempat", "Posyandu Melati 2"),
    ("persetujuan", "diberikan"),
    ("saksi", "Bu Kader"),
];

pub(super) const SITUATIONS: &[Situation] = &[
    Situation { name: "home", answers: HOME, visit: &[], n_answers: 11 },
    Situation { name: "session", answers: SESSION, visit: &[], n_answers: 5 },
    Situation {
        name: "nobody",
        answers: &[
            ("jenis_kunjungan", "keluarga"),
            ("tanggal_kunjungan", "2026-11-24"),
            ("cara_data", "kunjungan_rumah"),
            ("hasil_pendataan", "tidak_ada_responden"),
            ("nama_kepala_keluarga", "Wartini"),
            ("alamat", "Utara masjid"),
            ("tgl_kembali", "2026-12-01"),
            ("catatan", "Kata tetangga ke sawah"),
        ],
        visit: &[],
        n_answers: 8,
    },
    Situation {
        name: "refused",
        answers: &[
            ("jenis_kunjungan", "keluarga"),
            ("tanggal_kunjungan", "2026-11-20"),
            ("cara_data", "kunjungan_rumah"),
            ("hasil_pendataan", "menolak"),
            ("nama_kepala_keluarga", "Wartini"),
            ("alamat", "Utara masjid"),
            ("catatan", "Tidak mau didata"),
        ],
        visit: &[],
        n_answers: 7,
    },
    Situation {
        name: "with all that is optional",
        answers: &[
            ("jenis_kunjungan", "keluarga"),
            ("tanggal_kunjungan", "2026-11-20"),
            ("cara_data", "balai_desa"),
            ("hasil_pendataan", "tidak_lengkap"),
            ("nama_kepala_keluarga", "Wartini"),
            ("alasan_tanpa_kk", "belum_dilihat"),
            ("alamat", "Utara masjid"),
            ("rt", "3"),
            ("rw", "1"),
            ("dusun", "Krajan"),
            ("responden.nama", "Siti"),
            ("responden.hubungan", "tetangga"),
            ("responden.hp", "0812-3456-7890"),
            ("persetujuan", "ditolak"),
            ("tgl_kembali", "2026-11-30"),
            ("catatan", "KK di rumah anak"),
        ],
        visit: &[],
        n_answers: 16,
    },
];

const OPTIONAL: &[&str] = &["tgl_kembali"];

#[test]
fn a_visit_asks_what_its_kind_and_outcome_need() {
    check_situations(&VISIT, SITUATIONS);
}

#[test]
fn what_a_visit_must_say_is_missed() {
    for one in SITUATIONS.iter().filter(|one| one.name != "with all that is optional") {
        check_required(&VISIT, one, OPTIONAL);
    }
}

const SLIPS: &[Slip] = &[
    slip("home", &[("tanggal_kunjungan", "2026-10-24")], "tanggal_kunjungan", "visit_old"),
    slip("with all that is optional", &[("alasan_tanpa_kk", "")], "no_kk", "required_or_why"),
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
        super::fill(&VISIT, &mut filled.values, Box::leak(Box::new(change)));
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
fn whoever_agreed_did_so_in_words_before_a_witness() {
    let agreed = Filled::of(&VISIT, &SITUATIONS[0], &[]).settled();
    assert_eq!(agreed.words("cara_persetujuan").as_deref(), Some("Lisan, ada saksi"));
    let change: Answers = &[("persetujuan", "ditolak")];
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
    assert_eq!(suggested, Some(Value::Day(super::today())));
    let answered = Filled::of(&VISIT, &SITUATIONS[0], &[]);
    assert_eq!(answered.scene().suggestion(&answered.values, date), None);
}

#[test]
fn numbers_kept_for_later_are_not_accepted_yet() {
    let mut filled = Filled::of(&VISIT, &SITUATIONS[0], &[]);
    filled.values.put(Tag(30), Some(Value::Bytes(vec![1])));
    assert_eq!(filled.problems(), [("foto_rumah_depan".into(), "unknown_field")]);
    filled.values.put(Tag(30), None);
    filled.values.put(Tag(999), Some(Value::Bool(true)));
    assert_eq!(filled.problems(), [("#999".into(), "unknown_field")]);
}

#[test]
fn the_notice_can_be_read_aloud_in_sixty_words() {
    let consent: &Field = VISIT.field(visit::CONSENT.tag).unwrap();
    for words in [consent.hint.id, consent.hint.en] {
        assert!(words.split_whitespace().count() <= 60, "{words}");
    }
}
