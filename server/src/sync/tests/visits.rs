//! What becomes of the forms of a visit that is corrected or withdrawn.

use shared::{
    form::{
        content::Content,
        value::{Chosen, Value, Values},
    },
    forms::{balita, codes, lists, person, visit},
    sync::{state::RecordState, wire::OP_WITHDRAW},
};

use super::{
    NOTHING, Server, accepted, check, codes as codes_of, held,
    samples::{Draft, TODAY, change_id, child_with, record_id, session},
};

/// The session with other answers, as its next revision.
fn corrected(number: u8, change: impl FnOnce(&mut Values)) -> Draft {
    let mut values = session();
    change(&mut values);
    let content = Content { values, overrides: Vec::new() };
    Draft { content: content.to_bytes(), ..Draft::session().revision(number) }
}

fn withdrawal(number: u8) -> Draft {
    let revision = Draft::session().revision(number).with(|header| header.op = OP_WITHDRAW);
    Draft { content: Vec::new(), ..revision }
}

/// What a phone is told now of the child with this number: state, problems, notes.
fn told(server: &mut Server, number: u8) -> (Option<RecordState>, Vec<u16>, Vec<u16>) {
    let statuses = server.pull_all(1, 10);
    let status = statuses.iter().find(|status| status.record == record_id(number)).unwrap();
    let of = |problems: &[shared::sync::wire::Problem1]| {
        problems.iter().map(|problem| problem.code).collect()
    };
    (RecordState::from_code(status.state), of(&status.problems), of(&status.notes))
}

#[test]
fn a_visit_on_another_day_makes_its_children_others() {
    check(|server| {
        let newborn = child_with(|values| {
            if let Some(Value::Group(child)) = values.at_mut(balita::CHILD.tag) {
                child.set(person::BIRTH, TODAY.plus(-100));
                child.put(person::NIK.tag, None);
                child.put(person::NIK_SOURCE.tag, None);
            }
            values.set(balita::WEIGHT, 6_000);
            values.set(balita::LENGTH, 6_000);
            values.set(balita::POSITION, Chosen(lists::child::LYING));
        });
        let forms = [Draft::child(2), Draft::of_child(3, &newborn)];
        server.push_one(&Draft::session().bytes());
        for form in &forms {
            assert_eq!(accepted(&server.push_one(&form.bytes())), NOTHING);
        }
        let before = server.record(record_id(2));

        let moved = corrected(4, |values| values.set(visit::DATE, TODAY.plus(-200)));
        server.push_one(&moved.bytes());
        // Aged two now, not two and a half: the results of the phone are not the server's any more.
        assert_eq!(
            told(server, 2),
            (Some(RecordState::Sent), vec![], vec![codes::RESULT_DIFFERS.0])
        );
        // A child that was not born yet: its author has to mend that.
        let (state, problems, _) = told(server, 3);
        assert_eq!(state, Some(RecordState::HeldForAuthor));
        assert!(problems.contains(&codes::BIRTH_AFTER_VISIT.0), "{problems:?}");
        assert!(server.record(record_id(2)).last_seq > before.last_seq);
        assert_eq!(server.found(change_id(2)), (vec![], vec![]), "what was told then");

        // The same again changes nothing, and the old day puts all of it right.
        let seq = server.record(record_id(3)).last_seq;
        assert!(server.push_one(&moved.bytes()).repeated);
        assert_eq!(server.record(record_id(3)).last_seq, seq);
        let back = corrected(5, |_| {}).with(|header| header.parent = Some(change_id(4)));
        assert_eq!(accepted(&server.push_one(&back.bytes())), NOTHING);
        for number in [2, 3] {
            assert_eq!(told(server, number), (Some(RecordState::Sent), vec![], vec![]), "{number}");
        }
    });
}

#[test]
fn a_correction_that_means_nothing_to_the_forms_leaves_them_alone() {
    check(|server| {
        server.push_as(1, &[Draft::session().bytes(), Draft::child(2).bytes()]);
        let before = server.record(record_id(2));
        let renamed =
            corrected(3, |values| values.set(visit::PLACE, String::from("Posyandu Mawar")));
        assert_eq!(accepted(&server.push_one(&renamed.bytes())), NOTHING);
        assert_eq!(server.record(record_id(2)), before);
    });
}

#[test]
fn a_corrected_visit_leaves_what_is_decided_or_anothers_alone() {
    check(|server| {
        server.push_as(1, &[Draft::session().bytes(), Draft::child(2).bytes()]);
        // Somebody else's form names the visit, and somebody else corrects it.
        server.push_as(2, &[Draft::child(3).bytes()]);
        server.decide(record_id(2), RecordState::Checked);
        let before = [2, 3].map(|number| server.record(record_id(number)));
        let moved = corrected(4, |values| values.set(visit::DATE, TODAY.plus(-200)));
        server.push_one(&moved.bytes());
        assert_eq!([2, 3].map(|number| server.record(record_id(number))), before);

        server.push_one(&Draft::child(5).bytes());
        let open = server.record(record_id(5));
        let strangers = corrected(6, |values| values.set(visit::DATE, TODAY.plus(-900)));
        assert_eq!(held(&server.push_as(2, &[strangers.bytes()])[0]), [codes::RECORD_NOT_YOURS.0]);
        assert_eq!(server.record(record_id(5)), open);
    });
}

#[test]
fn what_was_seen_of_the_sending_stays_when_a_form_is_looked_at_again() {
    check(|server| {
        server.push_one(&Draft::session().bytes());
        server.engine.set_account(super::author(1), false);
        assert_eq!(held(&server.push_one(&Draft::child(2).bytes())), [codes::ACCOUNT_OFF.0]);
        server.engine.set_account(super::author(1), true);
        let second = accepted(&server.push_one(&Draft::child(3).bytes()));
        assert_eq!(second, [codes::SAME_FORM_TWICE.0]);
        let moved = corrected(4, |values| values.set(visit::DATE, TODAY.plus(-30)));
        server.push_one(&moved.bytes());
        let (state, problems, _) = told(server, 2);
        assert_eq!(
            (state, problems),
            (Some(RecordState::HeldForOffice), vec![codes::ACCOUNT_OFF.0])
        );
        server.engine.set_account(super::author(1), false);
        let back = corrected(5, |_| {}).with(|header| header.parent = Some(change_id(4)));
        server.push_one(&back.bytes());
        assert_eq!(told(server, 3), (Some(RecordState::Sent), vec![], second));
    });
}

#[test]
fn an_unreadable_correction_of_a_visit_frees_none_of_its_forms() {
    check(|server| {
        let nothing = child_with(|values| {
            values.put(balita::WEIGHT.tag, None);
            values.put(balita::LENGTH.tag, None);
        });
        server.push_as(1, &[Draft::session().bytes(), Draft::of_child(2, &nothing).bytes()]);
        let before = server.record(record_id(2));
        assert_eq!(codes_of(&before.problems), [codes::NO_MEASURE.0]);
        let damaged = Draft { content: vec![1, 255, 255], ..Draft::session().revision(3) };
        assert_eq!(held(&server.push_one(&damaged.bytes())), [codes::CONTENT_UNREADABLE.0]);
        assert_eq!(server.record(record_id(2)), before);
    });
}

#[test]
fn forms_of_a_withdrawn_visit_are_noted_and_checked_with_its_last_answers() {
    check(|server| {
        let moved = corrected(3, |values| values.set(visit::DATE, TODAY.plus(-1)));
        server.push_as(1, &[Draft::session().bytes(), Draft::child(2).bytes(), moved.bytes()]);
        server.push_one(&withdrawal(4).with(|header| header.parent = Some(change_id(3))).bytes());
        assert_eq!(server.record(record_id(1)).state, RecordState::Withdrawn);
        let noted = codes::VISIT_WITHDRAWN.0;
        let (state, problems, notes) = told(server, 2);
        assert_eq!((state, problems), (Some(RecordState::Sent), vec![]));
        // A day older than the phone thought: the last answers are those of the correction.
        assert_eq!(notes, [noted, codes::RESULT_DIFFERS.0]);

        // A new one is noted, too, and what is required is required.
        let nothing = child_with(|values| {
            values.put(balita::WEIGHT.tag, None);
            values.put(balita::LENGTH.tag, None);
        });
        let verdict = server.push_one(&Draft::of_child(5, &nothing).bytes());
        assert_eq!(held(&verdict), [codes::NO_MEASURE.0]);
        assert!(server.found(change_id(5)).1.contains(&noted));

        // Withdrawn again, with a header that says it were a form: nothing new.
        let before = server.record(record_id(2));
        let again = withdrawal(6).with(|header| {
            header.parent = Some(change_id(4));
            header.visit = Some(record_id(9));
        });
        server.push_one(&again.bytes());
        assert_eq!(server.record(record_id(1)).visit, None);
        assert_eq!(server.record(record_id(2)), before);
    });
}

#[test]
fn the_last_answers_of_a_visit_are_never_those_of_another_record() {
    check(|server| {
        // The visit is first heard of by its withdrawal, which claims a stranger's session as parent.
        server.push_as(2, &[Draft::session().bytes()]);
        let forged = withdrawal(4).with(|header| {
            header.record = record_id(4);
            header.parent = Some(change_id(1));
        });
        assert_eq!(accepted(&server.push_one(&forged.bytes())), NOTHING);
        let form = Draft::child(5).with(|header| header.visit = Some(record_id(4)));
        assert_eq!(accepted(&server.push_one(&form.bytes())), [codes::VISIT_WITHDRAWN.0]);
    });
}
