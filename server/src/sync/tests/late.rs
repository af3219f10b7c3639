//! Forms that come before their visit.

use shared::{
    forms::{balita, codes},
    sync::state::RecordState,
};

use super::{
    NOTHING, accepted, check, held,
    samples::{Draft, change_id, child_with, record_id},
};

#[test]
fn a_form_without_its_visit_is_noted_and_completed_later() {
    check(|server| {
        let early = server.push_one(&Draft::child(2).bytes());
        assert_eq!(accepted(&early), [codes::VISIT_MISSING.0]);
        let first_seq = server.record(record_id(2)).last_seq;

        assert_eq!(accepted(&server.push_one(&Draft::session().bytes())), NOTHING);
        let record = server.record(record_id(2));
        assert_eq!((record.state, record.notes.len()), (RecordState::Sent, 0));
        assert!(record.last_seq > first_seq, "the phone hears of it by a pull");
        assert_eq!(server.found(change_id(2)).1, [codes::VISIT_MISSING.0], "what was told then");
        assert!(server.push_one(&Draft::child(2).bytes()).repeated);
    });
}

#[test]
fn what_hangs_on_the_visit_is_asked_once_it_is_there() {
    check(|server| {
        // Neither weight nor length: a rule of the kind, which is not asked without the visit.
        let nothing = child_with(|values| {
            values.put(balita::WEIGHT.tag, None);
            values.put(balita::LENGTH.tag, None);
        });
        let early = server.push_one(&Draft::of_child(2, &nothing).bytes());
        assert_eq!(accepted(&early), [codes::VISIT_MISSING.0]);
        server.push_one(&Draft::session().bytes());
        let record = server.record(record_id(2));
        assert_eq!(record.state, RecordState::HeldForAuthor);
        assert_eq!(super::codes(&record.problems), [codes::NO_MEASURE.0]);
        let told = server.pull_all(1, 10);
        let status = told.iter().find(|status| status.record == record_id(2));
        assert_eq!(status.map(|status| status.state), Some(RecordState::HeldForAuthor.code()));
    });
}

#[test]
fn an_answer_that_cannot_be_is_held_without_the_visit_too() {
    check(|server| {
        let heavy = child_with(|values| values.set(balita::WEIGHT, 99_000));
        let verdict = server.push_one(&Draft::of_child(2, &heavy).bytes());
        assert_eq!(held(&verdict), [codes::OUT_OF_RANGE.0]);
    });
}

#[test]
fn a_decided_form_is_left_alone_when_its_visit_comes() {
    check(|server| {
        server.push_one(&Draft::child(2).bytes());
        server.decide(record_id(2), RecordState::Checked);
        server.push_one(&Draft::session().bytes());
        assert_eq!(server.record(record_id(2)).state, RecordState::Checked);
    });
}

#[test]
fn the_visit_of_a_stranger_counts_as_missing() {
    check(|server| {
        server.push_as(2, &[Draft::session().bytes()]);
        let verdict = server.push_one(&Draft::child(2).bytes());
        assert_eq!(accepted(&verdict), [codes::VISIT_MISSING.0]);
    });
}

#[test]
fn a_form_that_names_no_visit_is_noted() {
    check(|server| {
        let orphan = Draft::child(2).with(|header| header.visit = None);
        assert_eq!(accepted(&server.push_one(&orphan.bytes())), [codes::VISIT_MISSING.0]);
    });
}
