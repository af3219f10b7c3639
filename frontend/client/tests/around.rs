//! What stands around a draft: its version, the last form, and the other forms of its visit.
#![expect(clippy::unwrap_used, reason = "tests")]

mod common;

use common::*;
use shared::{
    form::value::{Chosen, Values},
    forms::{
        balita::BALITA,
        lists,
        visit::{self, VISIT},
    },
    region::VillageCode,
};

#[test]
fn a_draft_of_an_earlier_version_is_finished_and_mended_as_that() {
    let device = device();
    let mut draft = device.begin(VISIT.id, None, VILLAGE).unwrap();
    draft.value.kind_version = 1;
    draft.value.values = family();
    // What version 2 brought is not known to it.
    for tag in [visit::MET_SOMEBODY.tag, visit::NO_RT.tag] {
        draft.value.values.put(tag, None);
    }
    run(device.save_draft(&mut draft)).unwrap();
    let visit = kept(&device, device.finish(&draft, WORLD)).unwrap().record;
    let record = device.record(visit).unwrap().unwrap().value;
    assert_eq!(record.header.kind_version, 1);
    assert_eq!(record.content().unwrap().values.get(visit::BASIS), None);
    let mended = kept(&device, device.mend(visit)).unwrap();
    assert_eq!(mended.value.kind_version, 1);
    let again = kept(&device, device.finish(&mended, WORLD)).unwrap().record;
    assert_eq!(device.record(again).unwrap().unwrap().value.header.kind_version, 1);
}

#[test]
fn a_new_form_begins_with_the_last_one_of_its_kind_and_village() {
    let device = device();
    let family = |rt: i64| {
        let mut values = family();
        values.set(visit::RT, rt);
        values.set(visit::RW, 1);
        values.put(visit::NO_RT.tag, None);
        values
    };
    let last = |village: VillageCode, kind: u16| {
        let mut draft = device.begin(VISIT.id, None, village).unwrap();
        draft.value.values.set(visit::KIND, Chosen(kind));
        device.surroundings(&draft.value).unwrap().last.and_then(|last| last.get(visit::RT))
    };
    assert_eq!(last(VILLAGE, lists::VISIT_FAMILY), None);
    for rt in [2, 3] {
        let mut draft = device.begin(VISIT.id, None, VILLAGE).unwrap();
        draft.value.values = family(rt);
        run(device.save_draft(&mut draft)).unwrap();
        kept(&device, device.finish(&draft, WORLD)).unwrap();
    }
    assert!(last(VILLAGE, lists::VISIT_FAMILY).is_some());
    assert_eq!(last(VILLAGE, lists::VISIT_SESSION), None, "begun by another button");
    let elsewhere = VillageCode::from_number(VILLAGE.number() + 1);
    assert_eq!(last(elsewhere, lists::VISIT_FAMILY), None);

    // What only repeats it is no answer of a person: the draft goes when it is left.
    let mut draft = device.begin(VISIT.id, None, VILLAGE).unwrap();
    draft.value.values.set(visit::KIND, Chosen(lists::VISIT_FAMILY));
    let known = device.surroundings(&draft.value).unwrap().last.unwrap();
    draft.value.values.put(visit::RT.tag, known.at(visit::RT.tag).cloned());
    run(device.save_draft(&mut draft)).unwrap();
    assert_eq!(device.drop_untouched(&draft, WORLD).unwrap().writes.len(), 1);
    draft.value.values.set(visit::RT, 9);
    run(device.save_draft(&mut draft)).unwrap();
    assert_eq!(device.drop_untouched(&draft, WORLD).unwrap().writes.len(), 0);
}

#[test]
fn the_other_forms_of_a_visit_are_drafts_and_records_that_count() {
    let device = device();
    let visit = run(finished_visit(&device)).unwrap().record;
    let first = run(finished_child(&device, visit, 9_000)).unwrap().record;
    let second = run(finished_child(&device, visit, 9_100)).unwrap().record;
    let others = |except| device.forms_of_visit(visit, except);
    let all = |forms: Vec<(shared::form::model::KindId, Values)>| {
        assert!(forms.iter().all(|(kind, _)| *kind == BALITA.id));
        forms.len()
    };
    assert_eq!(all(others(first)), 1);
    // The draft that mends a record stands in its place.
    kept(&device, device.mend(second)).unwrap();
    assert_eq!(all(others(first)), 1);
    assert_eq!(all(others(visit)), 2);
    kept(&device, device.withdraw(second)).unwrap();
    assert_eq!(all(others(first)), 0);
}
