//! A report for an officer: urgent or not, and how to make contact.

use crate::forms::{
    perlu_petugas::PERLU_PETUGAS,
    tests::{
        Answers, Filled, Situation, Slip, check_required, check_situations, check_slips, situation,
        slip,
    },
};

const BY_PHONE: Answers = &[
    ("kedaruratan", "segera"),
    ("cara_kontak", "telepon"),
    ("hp", "081234567890"),
    ("cara_aman", "Pagi, sebelum jam 9"),
    ("boleh_sebut_dinas", "tidak"),
];

pub(in crate::forms) const SITUATIONS: &[Situation] = &[
    Situation { name: "by phone", answers: BY_PHONE, visit: &[], n_answers: 5 },
    Situation {
        name: "by the reporter",
        answers: &[("kedaruratan", "minggu_ini"), ("cara_kontak", "lewat_psm")],
        visit: &[],
        n_answers: 2,
    },
    Situation {
        name: "at a place",
        answers: &[
            ("kedaruratan", "segera"),
            ("cara_kontak", "tempat_aman"),
            ("cara_aman", "Balai desa, Selasa pagi"),
            ("boleh_sebut_dinas", "ya"),
        ],
        visit: &[],
        n_answers: 4,
    },
];

const SLIPS: &[Slip] = &[
    slip("by phone", &[("kedaruratan", "sekarang")], "kedaruratan", "call_first"),
    slip("by phone", &[("hp", "0356123")], "hp", "hp_format"),
    slip("at a place", &[("cara_kontak", "orang_tepercaya")], "hp", "required"),
];

#[test]
fn every_situation_is_valid() {
    check_situations(&PERLU_PETUGAS, SITUATIONS);
}

#[test]
fn every_rule_fires_at_its_place() {
    check_slips(&PERLU_PETUGAS, SITUATIONS, SLIPS);
}

#[test]
fn what_must_be_answered_is_asked_for() {
    check_required(&PERLU_PETUGAS, situation(SITUATIONS, "by phone"), &[]);
}

#[test]
fn danger_keeps_no_report_back() {
    let change = &[("kedaruratan", "sekarang")];
    let filled = Filled::of(&PERLU_PETUGAS, situation(SITUATIONS, "by phone"), change).settled();
    assert_eq!(filled.blocking(), []);
}

#[test]
fn nothing_of_it_stands_in_a_list() {
    let filled = Filled::of(&PERLU_PETUGAS, situation(SITUATIONS, "by phone"), &[]).settled();
    assert_eq!(PERLU_PETUGAS.subject_of(&filled.values), "");
    assert_eq!(PERLU_PETUGAS.says(&filled.values), None);
    assert!(PERLU_PETUGAS.nik.is_none());
}
