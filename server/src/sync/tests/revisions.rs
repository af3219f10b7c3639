//! Revisions of one record: repeats, corrections, conflicts, decisions, strangers.

use shared::{
    forms::codes,
    sync::{
        state::RecordState,
        verdict::{Outcome, Refusal},
        wire::OP_WITHDRAW,
    },
};

use super::{
    NOTHING, accepted, check, held,
    samples::{Draft, OTHER_VILLAGE, change_id, record_id},
};

#[test]
fn a_repeated_change_is_stored_once_and_answered_as_then() {
    check(|server| {
        let held_one = Draft::session().with(|header| header.village = OTHER_VILLAGE).bytes();
        let first = server.push_one(&held_one);
        server.now_ms += 60_000;
        let second = server.push_one(&held_one);
        assert!(second.repeated);
        assert_eq!(second.outcome, first.outcome);
        assert_eq!(server.pull_all(1, 10).len(), 1);
        assert_eq!(server.record(record_id(1)).last_seq, 1);
    });
}

#[test]
fn a_change_twice_in_one_request_is_stored_once() {
    check(|server| {
        let bytes = Draft::session().bytes();
        let verdicts = server.push_as(1, &[bytes.clone(), bytes]);
        assert_eq!(verdicts.iter().map(|one| one.repeated).collect::<Vec<_>>(), [false, true]);
        assert_eq!(verdicts[0].outcome, verdicts[1].outcome);
    });
}

#[test]
fn other_content_under_a_used_id_is_refused() {
    check(|server| {
        server.push_one(&Draft::session().bytes());
        let forged = Draft::session().with(|header| header.made_at_ms += 1);
        let verdict = server.push_one(&forged.bytes());
        assert_eq!(verdict.outcome, Outcome::Refused(Refusal::IdReused));
        assert!(!verdict.repeated);
        assert_eq!(server.record(record_id(1)).made_at_ms, Draft::session().header.made_at_ms);
    });
}

#[test]
fn a_revision_of_an_older_one_stands_beside_the_head() {
    check(|server| {
        let first = Draft::session();
        server.push_as(1, &[first.bytes(), first.revision(2).bytes()]);
        let verdict = server.push_one(&first.revision(3).bytes());
        let Outcome::Conflict { other, .. } = verdict.outcome else { panic!("{verdict:?}") };
        assert_eq!(other, change_id(2));
        let record = server.record(record_id(1));
        assert_eq!(
            (record.head, record.state, record.n_beside),
            (change_id(2), RecordState::Sent, 1)
        );
        assert_eq!(server.n_stored(&[change_id(1), change_id(2), change_id(3)]), 3);
        // Told again, it is still that conflict.
        let again = server.push_one(&first.revision(3).bytes());
        assert!(again.repeated && matches!(again.outcome, Outcome::Conflict { .. }));
    });
}

#[test]
fn revisions_that_come_in_another_order_end_the_same() {
    check(|server| {
        let first = Draft::session();
        let second = first.revision(2);
        let third = second.revision(3);
        for draft in [&third, &second, &first] {
            assert_eq!(accepted(&server.push_one(&draft.bytes())), NOTHING);
        }
        let record = server.record(record_id(1));
        assert_eq!(
            (record.head, record.state, record.n_beside),
            (change_id(3), RecordState::Sent, 0)
        );
    });
}

#[test]
fn a_change_after_the_decision_is_kept_and_held() {
    check(|server| {
        let first = Draft::session();
        server.push_one(&first.bytes());
        server.decide(record_id(1), RecordState::Checked);
        let verdict = server.push_one(&first.revision(2).bytes());
        assert_eq!(held(&verdict), [codes::ALREADY_DECIDED.0]);
        let withdrawal = first.revision(3).with(|header| header.op = OP_WITHDRAW);
        assert_eq!(held(&server.push_one(&withdrawal.bytes())), [codes::ALREADY_DECIDED.0]);
        let record = server.record(record_id(1));
        assert_eq!(
            (record.head, record.state, record.n_beside),
            (change_id(1), RecordState::Checked, 2)
        );
    });
}

#[test]
fn a_returned_record_may_be_changed() {
    check(|server| {
        let first = Draft::session();
        server.push_one(&first.bytes());
        server.decide(record_id(1), RecordState::Returned);
        assert_eq!(accepted(&server.push_one(&first.revision(2).bytes())), NOTHING);
        assert_eq!(server.record(record_id(1)).state, RecordState::Sent);
    });
}

#[test]
fn a_withdrawn_record_can_be_withdrawn_again_and_not_revived() {
    check(|server| {
        let first = Draft::session();
        let withdrawal = first.revision(2).with(|header| header.op = OP_WITHDRAW);
        server.push_as(1, &[first.bytes(), withdrawal.bytes()]);
        let again = withdrawal.revision(3);
        assert_eq!(accepted(&server.push_one(&again.bytes())), NOTHING);
        let revival =
            Draft::session().revision(4).with(|header| header.parent = Some(change_id(3)));
        assert_eq!(held(&server.push_one(&revival.bytes())), [codes::ALREADY_DECIDED.0]);
        assert_eq!(server.record(record_id(1)).state, RecordState::Withdrawn);
    });
}

#[test]
fn a_change_of_anothers_record_is_kept_beside_it_and_tells_nothing() {
    check(|server| {
        let first = Draft::session();
        server.push_one(&first.bytes());
        let before = server.record(record_id(1));
        let verdict = server.push_as(2, &[first.revision(2).bytes()]).remove(0);
        assert_eq!(held(&verdict), [codes::RECORD_NOT_YOURS.0]);
        assert_eq!(verdict.outcome.state(), Some(RecordState::HeldForOffice));
        let record = server.record(record_id(1));
        assert_eq!((record.head, record.author), (before.head, before.author));
        assert_eq!((record.state, record.n_beside), (RecordState::Sent, 1));
        assert_eq!(server.pull_all(2, 10), []);
    });
}

#[test]
fn pulls_tell_everything_in_order_and_only_to_the_author() {
    check(|server| {
        let number = |number: u8| {
            Draft::session().with(|header| {
                header.record = record_id(number);
                header.change = change_id(number);
            })
        };
        for n in 1..=7 {
            server.push_as(if n % 3 == 0 { 2 } else { 1 }, &[number(n).bytes()]);
        }
        server.push_one(&number(1).revision(8).bytes());
        let expected: Vec<_> = [2, 4, 5, 7, 1].into_iter().map(record_id).collect();
        for page in [1, 2, 3, 500] {
            let told: Vec<_> =
                server.pull_all(1, page).iter().map(|status| status.record).collect();
            assert_eq!(told, expected, "{page} a page");
        }
        assert_eq!(server.pull_all(2, 1).len(), 2);
        let status = server.pull_all(1, 10).remove(4);
        assert_eq!((status.change, status.state), (change_id(8), RecordState::Sent.code()));
        assert_eq!(status.receipt.seq, 8);
    });
}
