//! Social assistance: as long as the proposal needs, and no longer.

#![expect(clippy::unwrap_used, reason = "tests")]

mod photo;
mod situations;
mod slips;

use crate::{
    form::value::{Chosen, Row, RowId, Value, Values},
    forms::{
        bansos::{self, BANSOS},
        contradiction::contradictions,
        lists::{self, assistance},
        person,
        tests::{self as trying, Answers, Filled, check_required, check_situations, check_slips},
        visit::{self, tests::SESSION},
    },
    kk::NoKk,
    text::Lang,
};
use situations::KEEP;
pub(in crate::forms) use situations::SITUATIONS;
use slips::{OTHER_TWICE, SLIPS};

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
        for name in ["jumlah_orang", "luas_lantai_m2", "aset", "kriteria", "luas_per_jiwa_001m2"] {
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
        "sumber_anggota",
        "anggota.0.status_kawin",
        "anggota.0.partisipasi_sekolah",
        "anggota.0.disabilitas",
        "anggota.0.penyakit_kronis",
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

/// So many people, without a number each.
fn people(n_people: u32) -> Vec<Row> {
    let person = |id| {
        let mut values = Values::new();
        values.set(person::NAME, format!("Anggota {}", "i".repeat(1 + id as usize)));
        values.set(person::NO_NIK, Chosen(lists::NOT_SEEN_YET));
        values.set(person::RELATION, Chosen(if id == 1 { lists::RELATION_HEAD } else { 9 }));
        values.set(person::SEX, Chosen(1));
        values.set(person::AGE_ABOUT, 4);
        Row { id: RowId(id), values }
    };
    (1..=n_people).map(person).collect()
}

#[test]
fn forty_people_are_a_family_and_one_more_is_refused_with_words() {
    let one = trying::situation(SITUATIONS, "new, not complete");
    let mut filled = Filled::of(&BANSOS, one, &[("subjek.nama", "Anggota ii")]);
    filled.values.set(bansos::PEOPLE, people(40));
    assert_eq!(filled.problems(), []);
    filled.values.set(bansos::PEOPLE, people(41));
    assert_eq!(filled.problems(), [("anggota".into(), "too_many_rows")]);
    let problem = &crate::form::validate::validate(&filled.scene())[0];
    assert_eq!(problem.words(Lang::Id), "Paling banyak 40. Hapus yang tidak perlu.");
}

#[test]
fn the_recipient_begins_the_family() {
    let mut filled = Filled::of(&BANSOS, &SITUATIONS[1], &[("anggota", "")]);
    let field = BANSOS.field(bansos::PEOPLE.tag).unwrap();
    let Some(Value::Rows(rows)) = filled.scene().suggestion(&filled.values, field) else {
        panic!("no row");
    };
    assert_eq!(rows.len(), 1);
    let names: Vec<_> = rows.iter().map(|row| row.values.get(person::NAME)).collect();
    assert_eq!(names, [Some("Wartini".into())]);
    // Where the number was read is said once for all.
    assert_eq!(rows[0].values.get(person::NIK_SOURCE), None);
    filled.values.put(bansos::SUBJECT.tag, None);
    assert_eq!(filled.scene().suggestion(&filled.values, field), None);
}

#[test]
fn floor_area_a_head_is_compared_with_two_lines() {
    for (area, members, per_head, hint) in [
        (35, 5, "7", "kurang_7_2"),
        (36, 5, "7,2", "kurang_8"),
        (39, 5, "7,8", "kurang_8"),
        (40, 5, "8", "minimal_8"),
        (50, 7, "7,14", "kurang_7_2"),
    ] {
        let mut filled = Filled::of(&BANSOS, &SITUATIONS[1], &[]);
        filled.values.set(bansos::FLOOR_AREA, area);
        filled.values.set(bansos::PEOPLE, people(members));
        let settled = filled.settled();
        assert_eq!(settled.values.get(bansos::N_PEOPLE), Some(members.into()));
        assert_eq!(settled.words("luas_per_jiwa_001m2").as_deref(), Some(per_head), "{area}");
        let code = settled.values.get(bansos::AREA_HINT).unwrap().0;
        let option = lists::house::AREA_HINT.option(code).unwrap();
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
        subject.set(person::NIK, nik);
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
