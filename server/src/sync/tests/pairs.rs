//! What is found about a pair of records stands on both, and goes from both.

use shared::{
    form::value::{Value, Values},
    forms::{balita, codes, person},
    sync::wire::OP_WITHDRAW,
};

use super::{
    NOTHING, accepted, check,
    samples::{Draft, change_id, child_with, record_id},
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

/// The child with a NIK that nobody else has.
fn other_child() -> Values {
    child_with(|values| {
        if let Some(Value::Group(child)) = values.at_mut(balita::CHILD.tag) {
            child.set(person::NIK, 3_523_164_111_249_981);
        }
    })
}

#[test]
fn a_note_on_a_nik_goes_from_the_other_record_with_what_it_was_about() {
    // How the later of the two goes: taken back, or with another NIK.
    let ways: [fn(Draft) -> Draft; 2] = [
        |child| child.with(|header| header.op = OP_WITHDRAW),
        |child| Draft { content: Draft::of_child(9, &other_child()).content, ..child },
    ];
    for way in ways {
        check(|server| {
            server.push_as(1, &[Draft::session().bytes(), Draft::child(2).bytes()]);
            let session = Draft::session().with(|header| {
                (header.record, header.change) = (record_id(3), change_id(3));
            });
            let child =
                |number| Draft::child(number).with(|header| header.visit = Some(record_id(3)));
            server.push_as(2, &[session.bytes(), child(4).bytes()]);
            let told = server.record(record_id(2));
            assert_eq!(super::codes(&told.notes), [codes::NIK_ELSEWHERE.0]);

            // A third one, of the same author as the second, keeps the note where it is.
            server.push_as(2, &[child(5).bytes()]);
            server.push_as(2, &[way(child(4).revision(6)).bytes()]);
            assert_eq!(server.record(record_id(2)).notes, told.notes);
            server.push_as(2, &[way(child(5).revision(7)).bytes()]);
            let now = server.record(record_id(2));
            assert_eq!(super::codes(&now.notes), NOTHING);
            assert!(now.last_seq > told.last_seq, "the phone hears of it");
        });
    }
}
