//! Changes in a family: each kind of change with its own questions and rules.

#![expect(clippy::unwrap_used, reason = "tests")]

mod situations;

use crate::{
    form::value::Chosen,
    forms::{
        contradiction::contradictions,
        lists::change,
        mutasi_keluarga::{self, MUTASI_KELUARGA},
        tests::{
            self as trying, Answers, Filled, Slip, check_required, check_situations, check_slips,
            slip,
        },
        visit::{self, tests::SESSION},
    },
};
pub(in crate::forms) use situations::SITUATIONS;

fn filled(name: &str, change: Answers) -> Filled {
    Filled::of(&MUTASI_KELUARGA, trying::situation(SITUATIONS, name), change)
}

#[test]
fn each_change_asks_for_its_own() {
    check_situations(&MUTASI_KELUARGA, SITUATIONS);
}

#[test]
fn each_kind_of_change_has_a_situation() {
    for option in change::KIND.options {
        let tells = |answers: Answers| answers.contains(&("jenis", option.name));
        assert!(SITUATIONS.iter().any(|one| tells(one.answers)), "{}", option.name);
    }
}

#[test]
fn what_a_change_must_say_is_missed() {
    let optional = [
        "sebab_meninggal",
        "berat_lahir_g",
        "panjang_lahir_01mm",
        "tempat_persalinan",
        "penolong_persalinan",
        "ayah.nama",
        "ayah.nik",
        "ibu.tgl_lahir",
        "nama_tempat",
        "alasan_pindah",
        "tujuan_pindah",
        "no_kk_baru",
    ];
    for name in ["died", "born", "moved in with the family", "married", "divorced"] {
        let one = trying::situation(SITUATIONS, name);
        check_required(&MUTASI_KELUARGA, one, &optional);
    }
}

const SLIPS: &[Slip] = &[
    slip("died", &[("jenis", "")], "jenis", "required"),
    slip("died", &[("tgl_peristiwa", "2026-11-21")], "tgl_peristiwa", "event_after_visit"),
    slip("died", &[("tgl_peristiwa", "2021-11-10")], "tgl_peristiwa", "event_long_ago"),
    slip("died", &[("penerima_bansos", "ya")], "penerima_bansos", "heir_may_take_over"),
    slip(
        "died",
        &[("penerima_bansos", "ya"), ("ahli_waris_dalam_kk", "tidak")],
        "penerima_bansos",
        "assistance_ends",
    ),
    slip("born", &[("bayi.tgl_lahir", "2026-11-21")], "bayi.tgl_lahir", "birth_after_visit"),
    slip("born", &[("bayi.tgl_lahir", "2021-11-10")], "bayi.tgl_lahir", "event_long_ago"),
    slip("born", &[("bayi.nama", "")], "bayi.nama", "required"),
    slip("born", &[("berat_lahir_g", "2,4")], "berat_lahir_g", "unit_slip"),
    slip("born", &[("berat_lahir_g", "299")], "berat_lahir_g", "out_of_range"),
    slip("born with a number", &[("ibu.perkiraan_umur", "56")], "ibu.nama", "mother_age"),
    slip("born with a number", &[("ibu.tgl_lahir", "2014-11-11")], "ibu.nama", "mother_age"),
    slip("born with a number", &[("ibu.alasan_tanpa_nik", "")], "ibu.nik", "required_or_why"),
    slip("moved out, known in the register", &[("tujuan_pindah", "")], "tujuan_pindah", "required"),
    slip("moved in with the family", &[("anggota", "")], "anggota", "required"),
    slip(
        "moved in with the family",
        &[("anggota.1.orang", "a wife"), ("anggota.1.nik_cocok", "tidak")],
        "anggota.1.nama",
        "person_twice_in_family",
    ),
    slip(
        "married",
        &[("pasangan.nik", "3523160101909999"), ("pasangan.jk", "L")],
        "pasangan.nama",
        "same_person",
    ),
    slip("divorced", &[("jenis_cerai", "mati")], "jenis_cerai", "record_death_too"),
    slip("own card", &[("no_kk_baru", "3523161203159999")], "no_kk_baru", "same_card"),
    slip("another card", &[("alasan_tanpa_kk_lama", "")], "no_kk_lama", "required_or_why"),
    slip("missing", &[("dilaporkan", "")], "dilaporkan", "required"),
    slip("corrected words", &[("nilai_lama", "Slamet ")], "nilai_baru", "nothing_changes"),
    slip("corrected words", &[("nilai_baru", "")], "nilai_baru", "required"),
    slip("corrected words", &[("dokumen_dasar", "")], "dokumen_dasar", "required"),
    slip("corrected number", &[("nik_baru", "")], "nik_baru", "required_or_why"),
    slip("corrected number", &[("nik_baru", "3523160101900000")], "nik_baru", "nik_urut"),
    slip("corrected day", &[("tgl_lahir_baru", "")], "tgl_lahir_baru", "required"),
];

#[test]
fn each_slip_is_named_where_it_is() {
    check_slips(&MUTASI_KELUARGA, SITUATIONS, SLIPS);
}

#[test]
fn nothing_happens_to_somebody_before_the_birth() {
    let change: Answers = &[
        ("subjek.tgl_lahir", "2026-11-11"),
        ("subjek.nik", ""),
        ("subjek.alasan_tanpa_nik", "belum_dilihat"),
    ];
    let found = filled("missing", change).settled().problems();
    assert_eq!(found, [("tgl_peristiwa".into(), "event_before_birth")]);
}

#[test]
fn a_marriage_below_nineteen_is_confirmed_and_asks_for_the_leave_of_a_court() {
    let young: Answers = &[
        ("pasangan.perkiraan_umur", ""),
        ("pasangan.tgl_lahir", "2007-11-11"),
        ("dispensasi", "tidak"),
    ];
    let found = filled("married, no papers", young).settled();
    assert_eq!(found.problems(), [("dispensasi".into(), "marriage_young")]);
    let guessed: Answers = &[("pasangan.perkiraan_umur", "18"), ("dispensasi", "")];
    let missing = filled("married, no papers", guessed).settled().problems();
    assert!(missing.contains(&("dispensasi".into(), "required")), "{missing:?}");
    let nineteen: Answers =
        &[("pasangan.perkiraan_umur", ""), ("pasangan.tgl_lahir", "2007-11-10")];
    assert_eq!(filled("married, no papers", nineteen).settled().problems(), []);
}

#[test]
fn after_a_death_only_data_are_corrected() {
    for (name, expected) in [
        ("missing", &[("jenis".into(), "change_after_death")][..]),
        ("died", &[("jenis".into(), "change_after_death")][..]),
        ("corrected words", &[][..]),
    ] {
        let mut later = filled(name, &[]).settled();
        later.previous = Some(filled("died", &[]).settled().values);
        assert_eq!(later.problems(), expected, "{name}");
        later.previous = Some(filled("away", &[]).settled().values);
        assert_eq!(later.problems(), [], "{name}");
    }
}

#[test]
fn what_the_forms_of_one_visit_say_of_one_person_is_compared() {
    let of = |name: &str| filled(name, &[]).settled().values;
    let forms = [of("died"), of("missing"), of("corrected words"), of("married"), of("died")];
    let listed: Vec<_> = forms.iter().map(|values| (MUTASI_KELUARGA.id, values)).collect();
    let found: Vec<_> = contradictions(&listed)
        .into_iter()
        .map(|found| (found.first, found.second, found.code.name()))
        .collect();
    let expected = [
        (0, 1, "changes_differ"),
        (0, 3, "changes_differ"),
        (0, 4, "same_form_twice"),
        (1, 4, "changes_differ"),
        (3, 4, "changes_differ"),
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_low_weight_at_birth_is_hinted_at() {
    for (weight, hint) in [("2499", Some(Chosen(1))), ("2500", None), ("", None)] {
        let mut born = filled("born", &[("berat_lahir_g", "")]);
        let value = trying::answer(
            &MUTASI_KELUARGA.field(mutasi_keluarga::BIRTH_WEIGHT.tag).unwrap().kind,
            weight,
        );
        born.values.put(mutasi_keluarga::BIRTH_WEIGHT.tag, value);
        assert_eq!(born.settled().values.get(mutasi_keluarga::WEIGHT_HINT), hint, "{weight}");
    }
}

#[test]
fn where_nobody_of_the_family_agreed_nothing_is_asked_about_health() {
    let mut told = filled("born", &[]);
    let visit = told.visit.as_mut().unwrap();
    visit.set(visit::BASIS, Chosen(crate::forms::lists::BASIS_TASK));
    let told = told.settled();
    assert_eq!(told.problems(), []);
    for name in ["berat_lahir_g", "panjang_lahir_01mm", "penolong_persalinan"] {
        assert_eq!(told.words(name), None, "{name}");
    }
    assert_eq!(told.words("bayi.nama").as_deref(), Some("belum bernama"));
}

#[test]
fn a_change_belongs_to_a_family_that_agreed() {
    let one = trying::situation(SITUATIONS, "missing");
    let mut session = Filled::of(&MUTASI_KELUARGA, one, &[]);
    session.visit = Filled::new(&MUTASI_KELUARGA, one.answers, SESSION).visit;
    assert_eq!(session.settled().problems(), [("jenis".into(), "needs_family")]);
    let mut refused = filled("missing", &[]);
    trying::fill(&visit::VISIT, refused.visit.as_mut().unwrap(), &[("persetujuan", "ditolak")]);
    assert_eq!(refused.settled().blocking(), [("jenis".into(), "consent_refused")]);
}

#[test]
fn the_day_of_a_birth_is_that_of_the_child() {
    for (name, day) in
        [("born", Some("2026-11-10")), ("missing", Some("2026-11-10")), ("corrected day", None)]
    {
        let event = mutasi_keluarga::event_day(&filled(name, &[]).settled().values);
        assert_eq!(event.map(|day| day.to_string()).as_deref(), day, "{name}");
    }
}
