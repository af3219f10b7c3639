//! What is found about a pair of records stands on both, and goes from both.

use shared::{forms::codes, sync::wire::OP_WITHDRAW};

use super::{
    NOTHING, accepted, check,
    samples::{Draft, change_id, record_id},
};

#[test]
fn a_child_that_was_recorded_twice_in_a_session_is_noted_on_both_records() {
    check(|server| {
        server.push_as(1, &[Draft::session().bytes(), Draft::child(2).bytes()]);
        let notes = |server: &mut super::Server, number: u8| {
            super::codes(&server.record(record_id(number)).notes)
        };
        assert_eq!(notes(server, 2), NOTHING);
        let seq = server.record(record_id(2)).last_seq;
        let again = server.push_one(&Draft::child(3).bytes());
        assert_eq!(accepted(&again), [codes::SAME_FORM_TWICE.0]);
        assert_eq!(notes(server, 2), [codes::SAME_FORM_TWICE.0], "the earlier one is told");
        assert!(server.record(record_id(2)).last_seq > seq, "and the phone pulls it");
        assert_eq!(server.found(change_id(2)).1, NOTHING, "what was told then stays");

        // The second is taken back: nothing is left of it on the first.
        let taken_back = Draft::child(3).revision(4).with(|header| header.op = OP_WITHDRAW);
        server.push_one(&taken_back.bytes());
        assert_eq!(notes(server, 2), NOTHING);
    });
}

#[test]
fn a_nik_that_another_records_too_is_noted_on_both_records() {
    check(|server| {
        server.push_as(1, &[Draft::session().bytes(), Draft::child(2).bytes()]);
        let session = Draft::session().with(|header| {
            (header.record, header.change) = (record_id(3), change_id(3));
        });
        let child = Draft::child(4).with(|header| header.visit = Some(record_id(3)));
        server.push_as(2, &[session.bytes(), child.bytes()]);
        for number in [2, 4] {
            let record = server.record(record_id(number));
            assert_eq!(super::codes(&record.notes), [codes::NIK_ELSEWHERE.0], "{number}");
        }
    });
}
