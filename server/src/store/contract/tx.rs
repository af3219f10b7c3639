//! What every engine does with records and changes. One that passes may carry the merge rules.

use shared::{
    day::Day,
    form::problem::Path,
    forms::codes,
    id::{ChangeId, DeviceId, RecordId},
    kk::NoKk,
    region::VillageCode,
    sync::{
        state::RecordState,
        verdict::Receipt,
        wire::{self, Change1, Header1, OP_PUT, OP_WITHDRAW},
    },
};

use super::{
    super::{
        StoreError, Tx,
        account::Assignment,
        record::{Again, Change, Position, Recheck, Record},
    },
    Engine, account, commit, engines,
};

const VILLAGE: VillageCode = VillageCode::from_number(3_523_161_003);
const OTHER_VILLAGE: VillageCode = VillageCode::from_number(3_523_161_004);

fn change(number: u8, record: u8, parent: Option<u8>, seq: u64) -> Change {
    let id = |number: u8| ChangeId::new(2, [number; 10]);
    let header = Header1 {
        change: id(number),
        record: RecordId::new(3, [record; 10]),
        parent: parent.map(id),
        visit: Some(RecordId::new(3, [99; 10])),
        kind: 12,
        kind_version: 1,
        village: VILLAGE,
        // More than an engine's number may hold: what was stored comes back as it was all the same.
        made_at_ms: u64::MAX,
        op: OP_PUT,
    };
    let bytes = wire::encode(&Change1 { header: header.clone(), content: vec![number; 3] });
    Change {
        header,
        author: account(1),
        device: DeviceId::new(4, [4; 10]),
        bytes,
        receipt: Receipt { seq, hash: [number; 32], stored_at_ms: 1_795_505_308_000 },
        state: RecordState::HeldForOffice,
        position: Position::Beside,
        other: Some(id(77)),
        problems: vec![codes::VILLAGE_NOT_YOURS.at(Path::root(), Vec::new())],
        notes: vec![codes::CLOCK_OFF.at(Path::root(), Vec::new())],
    }
}

fn record_of(change: &Change) -> Record {
    Record {
        id: change.header.record,
        kind: change.header.kind,
        kind_version: change.header.kind_version,
        village: change.header.village,
        author: change.author,
        visit: change.header.visit,
        head: change.header.change,
        state: RecordState::Sent,
        subject: String::from("Anak Siti"),
        nik: Some(3_523_161_411_240_001),
        made_at_ms: 1_795_505_308_000,
        first_seq: change.receipt.seq,
        last_seq: change.receipt.seq,
        problems: change.problems.clone(),
        notes: change.notes.clone(),
        comment: String::from("Lengkapi alamat."),
        n_beside: 2,
        urgency: 1,
    }
}

/// Runs a story on every engine, each with one account that has one village.
fn check(story: impl Fn(&mut dyn Engine)) {
    for (name, mut engine) in engines() {
        println!("engine: {name}");
        engine.set_account(account(1), true);
        story(&mut *engine);
    }
}

/// Stores a change with its record, under the next number.
fn store(tx: &mut dyn Tx, number: u8, record: u8) -> Record {
    let seq = tx.next_seq().unwrap();
    let change = change(number, record, None, seq);
    tx.add_change(&change).unwrap();
    let record = record_of(&change);
    tx.put_record(&record).unwrap();
    record
}

#[test]
fn what_was_stored_comes_back_as_it_was() {
    check(|engine| {
        let change = change(1, 1, Some(9), 1);
        let record = record_of(&change);
        commit(engine, |tx| {
            assert_eq!(tx.next_seq().unwrap(), 1);
            tx.add_change(&change).unwrap();
            tx.put_record(&record).unwrap();
        });
        commit(engine, |tx| {
            assert_eq!(tx.epoch().unwrap(), 7);
            assert_eq!(tx.change(change.header.change).unwrap(), Some(change.clone()));
            assert_eq!(tx.record(record.id).unwrap(), Some(record.clone()));
            assert_eq!(tx.change(ChangeId([0; 16])).unwrap(), None);
            assert_eq!(tx.record(RecordId([0; 16])).unwrap(), None);
            let moved = Record {
                state: RecordState::Checked,
                last_seq: 5,
                problems: Vec::new(),
                notes: Vec::new(),
                comment: String::new(),
                nik: None,
                ..record.clone()
            };
            tx.put_record(&moved).unwrap();
            assert_eq!(tx.record(record.id).unwrap(), Some(moved));
        });
    });
}

#[test]
fn a_transaction_that_is_given_up_leaves_nothing() {
    check(|engine| {
        commit(engine, |tx| store(tx, 1, 1));
        engine.abandon(&mut |tx| {
            store(tx, 2, 2);
            let head = tx.record(RecordId::new(3, [1; 10])).unwrap().unwrap();
            tx.put_record(&Record { state: RecordState::Checked, ..head }).unwrap();
        });
        commit(engine, |tx| {
            assert_eq!(tx.last_seq().unwrap(), 1);
            assert_eq!(tx.change(ChangeId::new(2, [2; 10])).unwrap(), None);
            assert_eq!(tx.record(RecordId::new(3, [2; 10])).unwrap(), None);
            assert_eq!(
                tx.record(RecordId::new(3, [1; 10])).unwrap().unwrap().state,
                RecordState::Sent
            );
        });
    });
}

#[test]
fn an_item_is_undone_alone_and_gives_its_number_back() {
    check(|engine| {
        commit(engine, |tx| {
            tx.begin_item().unwrap();
            store(tx, 1, 1);
            tx.keep_item().unwrap();
            tx.begin_item().unwrap();
            store(tx, 2, 2);
            tx.undo_item().unwrap();
            tx.begin_item().unwrap();
            assert_eq!(store(tx, 3, 3).last_seq, 2);
            tx.keep_item().unwrap();
        });
        commit(engine, |tx| {
            assert_eq!(tx.last_seq().unwrap(), 2);
            let found = tx.records_after(account(1), 0, 10).unwrap();
            let ids: Vec<RecordId> = found.iter().map(|(record, _)| record.id).collect();
            assert_eq!(ids, [RecordId::new(3, [1; 10]), RecordId::new(3, [3; 10])]);
        });
    });
}

#[test]
fn a_broken_constraint_costs_its_item_only() {
    check(|engine| {
        commit(engine, |tx| {
            store(tx, 1, 1);
            tx.begin_item().unwrap();
            let twice = tx.add_change(&change(1, 1, None, 9));
            assert!(matches!(twice, Err(StoreError::Constraint(_))), "{twice:?}");
            tx.undo_item().unwrap();
            tx.begin_item().unwrap();
            let headless = tx.put_record(&record_of(&change(5, 5, None, 9)));
            assert!(matches!(headless, Err(StoreError::Constraint(_))), "{headless:?}");
            tx.undo_item().unwrap();
            tx.begin_item().unwrap();
            let stranger = Change { author: account(9), ..change(6, 6, None, 9) };
            let stranger = tx.add_change(&stranger);
            assert!(matches!(stranger, Err(StoreError::Constraint(_))), "{stranger:?}");
            tx.undo_item().unwrap();
            store(tx, 2, 2);
        });
        commit(engine, |tx| assert_eq!(tx.records_after(account(1), 0, 10).unwrap().len(), 2));
    });
}

#[test]
fn an_account_works_where_and_when_it_was_assigned() {
    check(|engine| {
        let day = Day::from_number;
        engine
            .assign(account(1), Assignment { village: VILLAGE, from: day(10), to: Some(day(20)) });
        engine.assign(account(1), Assignment { village: OTHER_VILLAGE, from: day(15), to: None });
        let cases = [
            (VILLAGE, 9, false),
            (VILLAGE, 10, true),
            (VILLAGE, 20, true),
            (VILLAGE, 21, false),
            (OTHER_VILLAGE, 14, false),
            (OTHER_VILLAGE, 90_000, true),
        ];
        commit(engine, |tx| {
            for (village, number, expected) in cases {
                let is_assigned = tx.is_assigned(account(1), village, day(number)).unwrap();
                assert_eq!(is_assigned, expected, "{village} on day {number}");
                assert!(!tx.is_assigned(account(2), village, day(number)).unwrap());
            }
        });
    });
}

#[test]
fn an_account_is_active_until_it_is_switched_off() {
    check(|engine| {
        assert!(commit(engine, |tx| tx.is_active(account(1))).unwrap());
        assert!(!commit(engine, |tx| tx.is_active(account(2))).unwrap());
        engine.set_account(account(1), false);
        assert!(!commit(engine, |tx| tx.is_active(account(1))).unwrap());
    });
}

#[test]
fn an_account_has_the_family_card_that_was_set_last() {
    check(|engine| {
        let own = |engine: &mut dyn Engine, number| {
            commit(engine, |tx| tx.own_kk(account(number))).unwrap().map(NoKk::number)
        };
        assert_eq!((own(engine, 1), own(engine, 2)), (None, None));
        // Both ends of what sixteen digits can be.
        for number in [0, 9_999_999_999_999_999] {
            engine.set_own_kk(account(1), NoKk::from_number(number).ok());
            assert_eq!((own(engine, 1), own(engine, 2)), (Some(number), None));
        }
        engine.set_own_kk(account(1), None);
        assert_eq!(own(engine, 1), None);
    });
}

#[test]
fn a_child_is_a_revision_by_the_author_of_the_record() {
    check(|engine| {
        engine.set_account(account(2), true);
        commit(engine, |tx| {
            let record = store(tx, 1, 1);
            let seq = tx.next_seq().unwrap();
            tx.add_change(&change(2, 1, Some(8), seq)).unwrap();
            let seq = tx.next_seq().unwrap();
            tx.add_change(&Change { author: account(2), ..change(3, 1, Some(7), seq) }).unwrap();
            let has_child = |tx: &mut dyn Tx, number: u8| {
                tx.has_child(record.id, ChangeId::new(2, [number; 10])).unwrap()
            };
            assert!(has_child(tx, 8));
            assert!(!has_child(tx, 7), "made by a stranger");
            assert!(!has_child(tx, 1));
            assert!(!tx.has_child(RecordId([0; 16]), ChangeId::new(2, [8; 10])).unwrap());
        });
    });
}

#[test]
fn a_nik_is_elsewhere_in_another_village_or_with_another_author() {
    check(|engine| {
        let nik = commit(engine, |tx| store(tx, 1, 1)).nik.unwrap();
        commit(engine, |tx| {
            assert!(!tx.nik_elsewhere(nik, VILLAGE, account(1)).unwrap());
            assert!(tx.nik_elsewhere(nik, OTHER_VILLAGE, account(1)).unwrap());
            assert!(tx.nik_elsewhere(nik, VILLAGE, account(2)).unwrap());
            assert!(!tx.nik_elsewhere(nik + 1, OTHER_VILLAGE, account(2)).unwrap());
            let record = tx.record(RecordId::new(3, [1; 10])).unwrap().unwrap();
            tx.put_record(&Record { state: RecordState::Withdrawn, ..record }).unwrap();
            assert!(!tx.nik_elsewhere(nik, OTHER_VILLAGE, account(2)).unwrap());
        });
    });
}

#[test]
fn a_pair_of_records_is_found_from_either_side() {
    check(|engine| {
        engine.set_account(account(2), true);
        commit(engine, |tx| {
            let visit = Some(RecordId([7; 16]));
            let [one, other, stranger] = [1, 2, 3].map(|number| {
                let record = store(tx, number, number);
                let record = Record { nik: Some(7), visit, ..record };
                tx.put_record(&record).unwrap();
                record
            });
            let stranger = Record { author: account(2), ..stranger };
            tx.put_record(&stranger).unwrap();
            let ids = |found: Vec<Record>| found.iter().map(|record| record.id).collect::<Vec<_>>();
            let of = (RecordId([7; 16]), one.author);
            assert_eq!(ids(tx.forms_of_person(of, 7, one.id, 9).unwrap()), [other.id]);
            assert_eq!(ids(tx.forms_of_person(of, 7, other.id, 9).unwrap()), [one.id]);
            assert_eq!(tx.forms_of_person(of, 8, one.id, 9).unwrap(), []);
            let elsewhere = tx.records_elsewhere(7, (VILLAGE, one.author), 9).unwrap();
            assert_eq!(ids(elsewhere), [stranger.id]);
            let elsewhere = tx.records_elsewhere(7, (VILLAGE, account(2)), 9).unwrap();
            assert_eq!(elsewhere.len(), 2);
            assert_eq!(tx.records_elsewhere(7, (VILLAGE, account(2)), 1).unwrap().len(), 1);
            tx.put_record(&Record { state: RecordState::Withdrawn, ..other }).unwrap();
            tx.put_record(&Record { state: RecordState::Withdrawn, ..stranger }).unwrap();
            assert_eq!(tx.forms_of_person(of, 7, one.id, 9).unwrap(), []);
            assert_eq!(tx.records_elsewhere(7, (VILLAGE, one.author), 9).unwrap(), []);
        });
    });
}

#[test]
fn the_record_before_is_the_authors_last_one_about_the_person() {
    check(|engine| {
        commit(engine, |tx| {
            let records = [(1, 10), (2, 30), (3, 20)].map(|(number, made_at_ms)| {
                let record = store(tx, number, number);
                let record = Record { nik: Some(7), made_at_ms, ..record };
                tx.put_record(&record).unwrap();
                record
            });
            let header = |made_at_ms, record: &Record| Header1 {
                record: record.id,
                made_at_ms,
                kind: record.kind,
                ..change(8, 8, None, 8).header
            };
            let new = Record { id: RecordId([9; 16]), ..records[0].clone() };
            let found = |made_at_ms, record: &Record, author| {
                let found = tx.previous(&header(made_at_ms, record), 7, account(author)).unwrap();
                found.map(|record| record.made_at_ms)
            };
            assert_eq!(found(31, &new, 1), Some(30));
            assert_eq!(found(30, &new, 1), Some(20), "what was made later is not before");
            assert_eq!(found(31, &records[1], 1), Some(20), "a record is not before itself");
            assert_eq!(found(10, &new, 1), None);
            assert_eq!(found(31, &new, 2), None, "what others wrote is not told");
            assert_eq!(found(31, &Record { kind: new.kind + 1, ..new.clone() }, 1), None);
            tx.put_record(&Record { state: RecordState::Withdrawn, ..records[1].clone() }).unwrap();
            let found = tx.previous(&header(31, &new), 7, account(1)).unwrap();
            assert_eq!(found.map(|record| record.made_at_ms), Some(20));
            assert_eq!(tx.previous(&header(31, &new), 8, account(1)).unwrap(), None);
        });
    });
}

#[test]
fn forms_are_found_by_their_visit_and_author() {
    check(|engine| {
        commit(engine, |tx| {
            let (first, second) = (store(tx, 1, 1), store(tx, 2, 2));
            let visit = first.visit.unwrap();
            let found = |visit, number, after, limit| {
                tx.records_of_visit(visit, account(number), after, limit).unwrap()
            };
            let start = Recheck::START;
            assert_eq!(found(visit, 1, start, 9), [first.clone(), second.clone()]);
            assert_eq!(found(visit, 1, start, 1), found(visit, 1, start, 9)[..1]);
            assert_eq!(found(visit, 1, first.id, 9), found(visit, 1, start, 9)[1..]);
            assert_eq!(found(visit, 1, second.id, 9), []);
            assert_eq!(found(visit, 2, start, 9), []);
            assert_eq!(found(RecordId([0; 16]), 1, start, 9), []);
        });
    });
}

#[test]
fn held_records_are_those_of_the_author_in_both_states() {
    check(|engine| {
        engine.set_account(account(2), true);
        commit(engine, |tx| {
            let mut held = |number: u8, state: RecordState| {
                let record = store(tx, number, number);
                let record = Record { state, ..record };
                tx.put_record(&record).unwrap();
                record
            };
            let first = held(1, RecordState::HeldForOffice);
            held(2, RecordState::Sent);
            let last = held(3, RecordState::HeldForAuthor);
            held(4, RecordState::Withdrawn);
            let seq = tx.next_seq().unwrap();
            let first = Record { last_seq: seq, ..first };
            tx.put_record(&first).unwrap();
            let found =
                |number, after, limit| tx.held_records(account(number), after, limit).unwrap();
            let start = Recheck::START;
            assert_eq!(found(1, start, 9), [first.clone(), last.clone()]);
            assert_eq!(found(1, start, 1), found(1, start, 9)[..1]);
            assert_eq!(found(1, first.id, 9), found(1, start, 9)[1..]);
            assert_eq!(found(1, last.id, 9), []);
            assert_eq!(found(2, start, 9), []);
        });
    });
}

#[test]
fn the_last_answers_are_those_of_the_last_head_that_answered_something() {
    check(|engine| {
        engine.set_account(account(2), true);
        commit(engine, |tx| {
            let mut record = store(tx, 1, 1);
            let id_of_record = record.id;
            let last = |tx: &dyn Tx, number| {
                let found = tx.last_answers(id_of_record, account(number)).unwrap();
                found.map(|change| change.header.change)
            };
            let id = |number: u8| ChangeId::new(2, [number; 10]);
            assert_eq!(last(tx, 1), Some(id(1)));
            for (number, parent, op) in [(2, 1, OP_PUT), (3, 2, OP_WITHDRAW), (4, 3, OP_WITHDRAW)] {
                let seq = tx.next_seq().unwrap();
                let mut change = change(number, 1, Some(parent), seq);
                change.header.op = op;
                let content = vec![number; 3];
                change.bytes = wire::encode(&Change1 { header: change.header.clone(), content });
                tx.add_change(&change).unwrap();
                record = Record { head: change.header.change, ..record.clone() };
                tx.put_record(&record).unwrap();
                assert_eq!(last(tx, 1), Some(id(2)), "{number}");
            }
            // What lies beside the head has no say.
            let seq = tx.next_seq().unwrap();
            tx.add_change(&change(5, 1, Some(2), seq)).unwrap();
            assert_eq!(last(tx, 1), Some(id(2)));
            assert_eq!(last(tx, 2), None, "it is not theirs");
            assert_eq!(tx.last_answers(RecordId([0; 16]), account(1)).unwrap(), None);
        });
    });
}

#[test]
fn what_is_to_be_checked_again_is_remembered_until_it_is_done() {
    check(|engine| {
        let (visit, village) = (Again::Visit(RecordId([5; 16])), Again::Village(VILLAGE));
        let recheck =
            |of, number| Recheck { author: account(1), of, after: RecordId([number; 16]) };
        commit(engine, |tx| {
            assert_eq!(tx.some_recheck().unwrap(), None);
            tx.put_recheck(&recheck(visit, 0)).unwrap();
            tx.put_recheck(&recheck(village, 0)).unwrap();
            tx.put_recheck(&recheck(visit, 7)).unwrap();
        });
        engine.abandon(&mut |tx| {
            tx.put_recheck(&recheck(visit, 9)).unwrap();
            tx.end_recheck(account(1), village).unwrap();
        });
        commit(engine, |tx| {
            assert_eq!(tx.recheck(account(1), visit).unwrap(), Some(recheck(visit, 7)));
            assert_eq!(tx.recheck(account(1), village).unwrap(), Some(recheck(village, 0)));
            assert_eq!(tx.recheck(account(2), visit).unwrap(), None);
            tx.end_recheck(account(1), visit).unwrap();
            assert_eq!(tx.some_recheck().unwrap(), Some(recheck(village, 0)));
            tx.end_recheck(account(1), village).unwrap();
            tx.end_recheck(account(1), village).unwrap();
            assert_eq!(tx.some_recheck().unwrap(), None);
        });
    });
}

#[test]
fn records_come_in_order_after_a_cursor_with_the_receipt_of_their_head() {
    check(|engine| {
        commit(engine, |tx| {
            let (first, second) = (store(tx, 1, 1), store(tx, 2, 2));
            let seq = tx.next_seq().unwrap();
            tx.put_record(&Record { last_seq: seq, ..first.clone() }).unwrap();
            let found = tx.records_after(account(1), 0, 10).unwrap();
            let order: Vec<_> =
                found.iter().map(|(record, receipt)| (record.id, receipt.seq)).collect();
            assert_eq!(order, [(second.id, 2), (first.id, 1)]);
            assert_eq!(tx.records_after(account(1), 0, 1).unwrap().len(), 1);
            assert_eq!(tx.records_after(account(1), 2, 10).unwrap().len(), 1);
            assert_eq!(tx.records_after(account(1), 3, 10).unwrap().len(), 0);
            assert_eq!(tx.records_after(account(2), 0, 10).unwrap().len(), 0);
        });
    });
}
