//! What is found of one change: holds, notes, and what is not told.

use shared::{
    form::{
        problem::Param,
        value::{Chosen, Tag, Value, Values},
    },
    forms::{balita, codes, lists::child as child_lists, person},
    growth::{ALGORITHM_VERSION, action::Action},
    sync::{state::RecordState, verdict::Outcome, wire::OP_WITHDRAW},
};

use super::{
    NOTHING, accepted, author, check, held, of_itself,
    samples::{
        Draft, NIK, NOW_MS, OTHER_VILLAGE, TODAY, VILLAGE, change_id, child, child_with, record_id,
    },
};
use crate::store::{account::Assignment, contract, record::Record};

#[test]
fn a_visit_and_its_form_are_accepted_without_a_note() {
    check(|server| {
        let verdicts = server.push_as(1, &[Draft::session().bytes(), Draft::child(2).bytes()]);
        for verdict in &verdicts {
            assert_eq!(accepted(verdict), NOTHING);
            assert!(!verdict.repeated);
        }
        let record = server.record(record_id(2));
        assert_eq!((record.state, record.subject.as_str()), (RecordState::Sent, "Aisyah"));
        assert_eq!(record.nik, u64::try_from(NIK).ok());
        assert_eq!(server.record(record_id(1)).subject, "Posyandu Melati");
    });
}

#[test]
fn a_form_is_checked_against_a_visit_that_stands_behind_it_in_the_request() {
    check(|server| {
        let verdicts = server.push_as(1, &[Draft::child(2).bytes(), Draft::session().bytes()]);
        assert_eq!(accepted(&verdicts[0]), NOTHING);
        assert_eq!(accepted(&verdicts[1]), NOTHING);
    });
}

#[test]
fn a_failed_check_holds_and_a_correction_frees() {
    check(|server| {
        server.push_one(&Draft::session().bytes());
        let light = Draft::of_child(2, &child_with(|values| values.set(balita::WEIGHT, 5)));
        let verdict = server.push_one(&light.bytes());
        assert_eq!(held(&verdict), [codes::OUT_OF_RANGE.0]);
        assert_eq!(verdict.outcome.state(), Some(RecordState::HeldForAuthor));
        assert_eq!(server.record(record_id(2)).state, RecordState::HeldForAuthor);

        let mended = Draft { content: Draft::child(2).content, ..light.revision(3) };
        assert_eq!(accepted(&server.push_one(&mended.bytes())), NOTHING);
        let record = server.record(record_id(2));
        assert_eq!((record.state, record.head), (RecordState::Sent, change_id(3)));
        assert_eq!(record.problems, []);
    });
}

#[test]
fn a_nik_with_letters_is_held() {
    check(|server| {
        server.push_one(&Draft::session().bytes());
        let values = child_with(|values| {
            if let Some(Value::Group(person)) = values.at_mut(balita::CHILD.tag) {
                person.put(person::NIK.tag, Some(Value::Text(String::from("35231641112499OO"))));
            }
        });
        let verdict = server.push_one(&Draft::of_child(2, &values).bytes());
        assert_eq!(held(&verdict), [codes::NIK_FORMAT.0]);
    });
}

#[test]
fn a_date_in_the_future_is_held_unless_a_reason_was_given() {
    use shared::form::{
        content::Content,
        problem::{Override, Path},
    };
    use shared::forms::visit;

    check(|server| {
        let mut values = super::samples::session();
        values.set(visit::DATE, TODAY.plus(2));
        let mut draft = Draft::session();
        let mut content = Content { values, overrides: Vec::new() };
        draft.content = content.to_bytes();
        assert_eq!(held(&server.push_one(&draft.bytes())), [codes::FUTURE.0]);

        content.overrides.push(Override {
            path: Path::root().field(visit::DATE.tag),
            code: codes::FUTURE.0,
            reason: String::from("Jadwal posyandu lusa."),
        });
        let explained = Draft { content: content.to_bytes(), ..draft.revision(2) };
        assert_eq!(accepted(&server.push_one(&explained.bytes())), NOTHING);
    });
}

#[test]
fn a_village_of_another_is_held_for_the_office() {
    check(|server| {
        let elsewhere = Draft::session().with(|header| header.village = OTHER_VILLAGE);
        let verdict = server.push_one(&elsewhere.bytes());
        assert_eq!(held(&verdict), [codes::VILLAGE_NOT_YOURS.0]);
        assert_eq!(verdict.outcome.state(), Some(RecordState::HeldForOffice));
    });
}

#[test]
fn the_day_it_was_made_decides_whose_village_it_was() {
    check(|server| {
        let yesterday = TODAY.plus(-1);
        let until = Assignment { village: OTHER_VILLAGE, from: yesterday, to: Some(yesterday) };
        server.engine.assign(author(1), until);
        let made = |number, at_ms| {
            Draft::session().with(|header| {
                header.village = OTHER_VILLAGE;
                header.record = record_id(number);
                header.change = change_id(number);
                header.made_at_ms = at_ms;
            })
        };
        let day_ms = 86_400_000;
        assert_eq!(accepted(&server.push_one(&made(1, NOW_MS - day_ms).bytes())), NOTHING);
        assert_eq!(held(&server.push_one(&made(2, NOW_MS).bytes())), [codes::VILLAGE_NOT_YOURS.0]);
    });
}

#[test]
fn what_a_switched_off_account_sends_is_kept_and_held() {
    check(|server| {
        server.engine.set_account(author(1), false);
        let verdict = server.push_one(&Draft::session().bytes());
        assert_eq!(held(&verdict), [codes::ACCOUNT_OFF.0]);
        assert_eq!(verdict.outcome.state(), Some(RecordState::HeldForOffice));
    });
}

#[test]
fn an_unknown_kind_version_or_operation_is_held() {
    check(|server| {
        let spoil: [fn(&mut shared::sync::wire::Header1); 4] = [
            |header| header.kind = 999,
            |header| header.kind_version = shared::forms::visit::VISIT.version + 1,
            |header| header.kind_version = 0,
            |header| header.op = 7,
        ];
        for (number, spoil) in (1..).zip(spoil) {
            let draft = Draft::session().with(|header| {
                header.record = record_id(number);
                header.change = change_id(number);
                spoil(header);
            });
            let verdict = server.push_one(&draft.bytes());
            assert_eq!(held(&verdict), [codes::KIND_UNKNOWN.0], "case {number}");
            assert_eq!(server.record(record_id(number)).state, RecordState::HeldForOffice);
        }
    });
}

#[test]
fn answers_that_cannot_be_read_are_held_for_their_author() {
    check(|server| {
        let draft = Draft { content: vec![1, 255, 255], ..Draft::session() };
        let verdict = server.push_one(&draft.bytes());
        assert_eq!(held(&verdict), [codes::CONTENT_UNREADABLE.0]);
        assert_eq!(verdict.outcome.state(), Some(RecordState::HeldForAuthor));
    });
}

#[test]
fn a_result_that_the_server_does_not_find_is_noted() {
    check(|server| {
        server.push_one(&Draft::session().bytes());
        let mut values = child();
        values.set(balita::WAZ, -399);
        let verdict = server.push_one(&Draft::of_child(2, &values).bytes());
        assert_eq!(of_itself(&verdict), [codes::RESULT_DIFFERS.0]);

        // A result that is left out is another one, too.
        let mut values = child();
        values.put(balita::WAZ.tag, None);
        let verdict = server.push_one(&Draft::of_child(3, &values).bytes());
        assert_eq!(of_itself(&verdict), [codes::RESULT_DIFFERS.0]);

        // What the phone did not compute, its tables not being there yet, is no difference.
        let verdict = server.push_one(&Draft::of_child(4, &without_results(child())).bytes());
        assert_eq!(of_itself(&verdict), NOTHING);
    });
}

/// As a phone sends it whose growth tables are not there yet.
fn without_results(mut values: Values) -> Values {
    values.retain(|tag, _| tag < Tag(40));
    values
}

#[test]
fn results_of_other_rules_are_no_difference() {
    check(|server| {
        server.push_one(&Draft::session().bytes());
        let older = i64::from(ALGORITHM_VERSION) - 1;
        for (number, version, expected) in [
            (2, older, &NOTHING[..]),
            (3, older + 1, &[codes::RESULT_DIFFERS.0]),
            (4, older + 2, &[]),
        ] {
            let mut values = child();
            values.set(balita::ACTION, Chosen(child_lists::action_code(Action::Check)));
            values.set(balita::ALGORITHM, version);
            let verdict = server.push_one(&Draft::of_child(number, &values).bytes());
            assert_eq!(of_itself(&verdict), expected, "version {version}");
        }
    });
}

#[test]
fn what_follows_from_the_servers_results_is_asked_for_whatever_the_phone_computed() {
    check(|server| {
        server.push_one(&Draft::session().bytes());
        // 72 cm at two years: far below -3 SD.
        let short = |follow_up: Option<u16>| {
            child_with(|values| {
                values.set(balita::LENGTH, 7_200);
                if let Some(code) = follow_up {
                    values.set(balita::FOLLOW_UP, vec![code]);
                }
            })
        };
        assert!(short(None).get(balita::HAZ).unwrap() < -300);
        let bare = Draft::of_child(2, &without_results(short(None)));
        assert_eq!(held(&server.push_one(&bare.bytes())), [codes::FOLLOW_UP_MISSING.0]);
        assert_eq!(server.record(record_id(2)).state, RecordState::HeldForAuthor);

        let forged = short(None);
        let mut healthy = child();
        healthy.set(balita::LENGTH, forged.get(balita::LENGTH).unwrap());
        let verdict = server.push_one(&Draft::of_child(3, &healthy).bytes());
        assert_eq!(held(&verdict), [codes::FOLLOW_UP_MISSING.0]);
        let notes = server.found(change_id(3)).1;
        assert_eq!(notes, [codes::RESULT_DIFFERS.0, codes::SAME_FORM_TWICE.0]);

        let followed = Draft::of_child(4, &without_results(short(Some(2))));
        assert_eq!(of_itself(&server.push_one(&followed.bytes())), NOTHING);
    });
}

#[test]
fn a_nik_on_record_elsewhere_is_noted_without_a_word_of_where() {
    check(|server| {
        server.push_as(1, &[Draft::session().bytes(), Draft::child(2).bytes()]);
        let other_session = Draft::session().with(|header| {
            header.record = record_id(3);
            header.change = change_id(3);
        });
        let same_child = Draft::child(4).with(|header| header.visit = Some(record_id(3)));
        let verdicts = server.push_as(2, &[other_session.bytes(), same_child.bytes()]);
        let Outcome::Accepted { notes, .. } = &verdicts[1].outcome else {
            panic!("{:?}", verdicts[1]);
        };
        assert_eq!(super::codes(notes), [codes::NIK_ELSEWHERE.0]);
        assert_eq!(notes[0].params, []);
        assert_eq!(notes[0].path.0, []);

        // The same child again, by the same person in the same session, is noted as that.
        let again = Draft::child(5);
        let second = server.push_one(&again.bytes());
        let notes = [codes::SAME_FORM_TWICE.0, codes::NIK_ELSEWHERE.0];
        assert_eq!(accepted(&second), notes, "now account 2 has it, too");
        assert_eq!(server.found(change_id(2)), (vec![], vec![]));
    });
}

#[test]
fn a_child_that_shrank_or_changed_its_weight_by_a_fifth_is_noted() {
    check(|server| {
        let measured = |number: u8, weight_g, length_01mm, minutes_ago: u64| {
            let values = child_with(|values| {
                values.set(balita::WEIGHT, weight_g);
                values.set(balita::LENGTH, length_01mm);
                // Asked for where the advice is to have the child looked at.
                values.set(balita::FOLLOW_UP, vec![2]);
            });
            let made_at_ms = NOW_MS - minutes_ago * 60_000;
            Draft::of_child(number, &values).with(|header| header.made_at_ms = made_at_ms)
        };
        server.push_one(&Draft::session().bytes());
        assert_eq!(accepted(&server.push_one(&measured(2, 11_000, 8_500, 9).bytes())), NOTHING);
        let heavy = server.push_one(&measured(3, 13_300, 8_500, 7).bytes());
        // All of them stand in one session.
        let twice = codes::SAME_FORM_TWICE.0;
        assert_eq!(accepted(&heavy), [codes::WEIGHT_JUMP.0, twice]);
        let short = server.push_one(&measured(4, 13_300, 8_399, 5).bytes());
        assert_eq!(accepted(&short), [codes::SHRUNK.0, twice]);
        let Outcome::Accepted { notes, .. } = &short.outcome else { panic!("{short:?}") };
        assert_eq!(notes[0].params, [Param::Number(8_500, 2)]);

        // What was made before all of them and came late is compared with nothing, and a record is
        // not compared with itself.
        assert_eq!(accepted(&server.push_one(&measured(5, 11_000, 8_200, 10).bytes())), [twice]);
        let mended = measured(4, 13_300, 8_400, 5).revision(6);
        assert_eq!(accepted(&server.push_one(&mended.bytes())), [twice]);

        // What another wrote about the child is not told.
        let other = [Draft::session(), measured(8, 11_000, 8_200, 1)].map(|draft| {
            draft.with(|header| {
                if header.visit.is_some() {
                    header.visit = Some(record_id(7));
                } else {
                    (header.record, header.change) = (record_id(7), change_id(7));
                }
            })
        });
        let verdicts = server.push_as(2, &other.map(|draft| draft.bytes()));
        assert_eq!(accepted(&verdicts[1]), [codes::NIK_ELSEWHERE.0]);
    });
}

#[test]
fn an_earlier_record_that_is_damaged_holds_no_later_one_up() {
    check(|server| {
        let child = |number: u8, minutes_ago: u64| {
            Draft::child(number)
                .with(|header| header.made_at_ms = NOW_MS - minutes_ago * 60_000)
                .bytes()
        };
        server.push_as(1, &[Draft::session().bytes(), child(2, 9)]);
        // Its head is one whose bytes do not read.
        contract::commit(&mut *server.engine, |tx| {
            let mut change = tx.change(change_id(2)).unwrap().unwrap();
            change.header.change = change_id(9);
            change.header.parent = Some(change_id(2));
            change.receipt.seq = tx.next_seq().unwrap();
            change.bytes = vec![0xff];
            tx.add_change(&change).unwrap();
            let record = tx.record(record_id(2)).unwrap().unwrap();
            tx.put_record(&Record { head: change_id(9), ..record }).unwrap();
        });
        assert_eq!(accepted(&server.push_one(&child(3, 5))), NOTHING);
    });
}

#[test]
fn a_clock_that_runs_ahead_is_noted() {
    check(|server| {
        let cases = [
            (NOW_MS + 60_000, vec![]),
            (NOW_MS + 60_001, vec![codes::CLOCK_OFF.0]),
            (NOW_MS + 86_400_001, vec![codes::CLOCK_OFF.0]),
            (u64::MAX, vec![codes::CLOCK_OFF.0]),
        ];
        for (number, (made_at_ms, notes)) in (1..).zip(cases) {
            let draft = Draft::session().with(|header| {
                header.record = record_id(number);
                header.change = change_id(number);
                header.made_at_ms = made_at_ms;
            });
            assert_eq!(accepted(&server.push_one(&draft.bytes())), notes, "made at {made_at_ms}");
        }
        // 1970: before this program, and before anybody worked anywhere.
        let draft = Draft::session().with(|header| {
            header.record = record_id(9);
            header.change = change_id(9);
            header.made_at_ms = 0;
        });
        assert_eq!(held(&server.push_one(&draft.bytes())), [codes::VILLAGE_NOT_YOURS.0]);
        assert_eq!(server.found(change_id(9)).1, [codes::CLOCK_OFF.0]);
    });
}

#[test]
fn a_withdrawal_asks_for_no_answers() {
    check(|server| {
        server.push_as(1, &[Draft::session().bytes(), Draft::child(2).bytes()]);
        let withdrawal = Draft { content: Vec::new(), ..Draft::child(2).revision(3) }
            .with(|header| header.op = OP_WITHDRAW);
        assert_eq!(accepted(&server.push_one(&withdrawal.bytes())), NOTHING);
        let record = server.record(record_id(2));
        assert_eq!((record.state, record.head), (RecordState::Withdrawn, change_id(3)));
        assert_eq!((record.subject.as_str(), record.village), ("Aisyah", VILLAGE));
    });
}

#[test]
fn a_withdrawal_changes_nothing_of_where_and_what_a_record_was() {
    check(|server| {
        server.push_as(1, &[Draft::session().bytes(), Draft::child(2).bytes()]);
        let withdrawal = Draft::child(2).revision(3).with(|header| {
            header.op = OP_WITHDRAW;
            header.village = OTHER_VILLAGE;
            header.kind = 999;
            header.kind_version = 9;
            header.visit = None;
        });
        let before = server.record(record_id(2));
        assert_eq!(accepted(&server.push_one(&withdrawal.bytes())), NOTHING);
        let record = server.record(record_id(2));
        assert_eq!((record.state, record.head), (RecordState::Withdrawn, change_id(3)));
        assert_eq!((record.village, record.visit), (before.village, before.visit));
        assert_eq!((record.kind, record.kind_version), (before.kind, before.kind_version));
        assert_eq!(record.subject, before.subject);
    });
}

#[test]
fn a_withdrawal_of_what_never_came_makes_no_record_in_a_foreign_village() {
    check(|server| {
        let withdrawal = Draft::session().with(|header| header.op = OP_WITHDRAW);
        let elsewhere = withdrawal.clone().with(|header| header.village = OTHER_VILLAGE);
        assert_eq!(held(&server.push_one(&elsewhere.bytes())), [codes::VILLAGE_NOT_YOURS.0]);
        let here = withdrawal.with(|header| {
            (header.record, header.change) = (record_id(2), change_id(2));
        });
        assert_eq!(accepted(&server.push_one(&here.bytes())), NOTHING);
    });
}

#[test]
fn a_revision_in_a_foreign_village_is_held_where_the_record_was() {
    check(|server| {
        let first = Draft::session();
        server.push_one(&first.bytes());
        let moved = first.revision(2).with(|header| header.village = OTHER_VILLAGE);
        assert_eq!(held(&server.push_one(&moved.bytes())), [codes::VILLAGE_NOT_YOURS.0]);
        let record = server.record(record_id(1));
        assert_eq!((record.head, record.state), (change_id(2), RecordState::HeldForOffice));
        assert_eq!(record.village, VILLAGE);
        let back = moved.revision(3).with(|header| header.village = VILLAGE);
        assert_eq!(accepted(&server.push_one(&back.bytes())), NOTHING);
    });
}
