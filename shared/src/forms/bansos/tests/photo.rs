//! The photo of the house: required of whoever begins or stops receiving, where it can be asked for.

use super::SITUATIONS;
use crate::{
    form::value::{Chosen, Value},
    forms::{
        bansos::{self, BANSOS},
        lists,
        tests::{Answers, Filled, situation},
        visit,
    },
};

const WITHOUT: Answers = &[("foto_rumah_depan", ""), ("tanpa_foto", "")];
const MISSED: (&str, &str) = ("foto_rumah_depan", "required");

fn found(filled: &Filled) -> Vec<(String, &'static str)> {
    filled.problems()
}

#[test]
fn a_new_or_ended_recipient_at_home_is_shown_or_it_is_said_why_not() {
    for name in ["new", "new, not complete", "remove, died", "remove, moved, no number"] {
        let one = situation(SITUATIONS, name);
        let missing = [(String::from(MISSED.0), MISSED.1)];
        assert_eq!(found(&Filled::of(&BANSOS, one, WITHOUT).settled()), missing, "{name}");
        let objects = &[("foto_rumah_depan", ""), ("tanpa_foto", "keluarga_keberatan")];
        assert_eq!(found(&Filled::of(&BANSOS, one, objects).settled()), [], "{name}");
    }
}

#[test]
fn it_is_not_asked_where_the_visit_has_one_or_photos_are_closed() {
    let one = situation(SITUATIONS, "new");
    type Change = fn(&mut crate::form::value::Values);
    let visits: [(&str, Change); 5] = [
        ("the visit has it", |visit| {
            visit.put(visit::HOUSE_FRONT, Some(Value::Bytes(vec![7; 16])));
        }),
        ("nobody went there", |visit| visit.set(visit::METHOD, Chosen(2))),
        ("the family refused", |visit| {
            visit.set(visit::CONSENT, Chosen(lists::CONSENT_DECLINED));
        }),
        ("on task alone", |visit| visit.set(visit::CONSENT, Chosen(lists::CONSENT_NOT_NEEDED))),
        ("a neighbour told it", |visit| visit.put(visit::CONSENT.tag, None)),
    ];
    for (name, change) in visits {
        let mut filled = Filled::of(&BANSOS, one, WITHOUT);
        change(filled.visit.as_mut().expect("the form has a visit"));
        let settled = filled.settled();
        assert!(!found(&settled).iter().any(|(path, _)| path == MISSED.0), "{name}");
        assert_eq!(settled.values.at(bansos::HOUSE_FRONT), None, "{name}");
    }
}

#[test]
fn whoever_keeps_replaces_or_corrects_shows_no_house_and_version_3_asked_for_none() {
    for name in ["keep", "replace", "correct"] {
        let filled = Filled::of(&BANSOS, situation(SITUATIONS, name), &[]).settled();
        assert!(!filled.scene().is_shown(section()), "{name}");
    }
    let older = Filled::of(&BANSOS, situation(SITUATIONS, "new"), WITHOUT).at(3);
    assert_eq!(found(&older.settled()), []);
}

fn section() -> &'static crate::form::model::Section {
    let mut sections = BANSOS.sections.iter();
    sections.find(|section| section.name == "foto").expect("bansos has it")
}
