//! What every engine does with decisions, and with what needs somebody at the desk.

use std::slice;

use shared::{
    day::Day,
    form::problem::{Param, Path},
    forms::codes,
    id::{AccountId, DecisionId, DeviceId, RecordId},
    region::{KecamatanCode, VillageCode},
    sync::{
        review::{Deed, Officer, Reason},
        state::RecordState,
    },
};

use super::{
    super::{
        Scope, StoreError,
        account::{Assignment, Role},
        record::Record,
        review::{Decision, End},
        session::{Session, SessionKind},
    },
    AUTHOR, Db, account_of, add_author,
    desk::{VILLAGES, village},
    each, store_numbered,
};

const DECIDER: AccountId = AccountId([7; 16]);

fn decision(number: u8, record: &Record, made_at_ms: u64) -> Decision {
    Decision {
        id: DecisionId([number; 16]),
        record: record.id,
        change: record.head,
        deed: Deed::Return,
        reason: Some(Reason::Duplicate),
        same_as: Some(RecordId([9; 16])),
        by: DECIDER,
        officer: Officer::Kecamatan,
        author: AUTHOR,
        village: record.village,
        made_at_ms,
        comment: String::from("Baris satu\nbaris dua"),
        fields: vec![codes::OFFICE_COMMENT.at(Path::root(), vec![Param::Text("x".into())])],
        revision: Some(record.head),
        bytes: Some(vec![1, 2, 3]),
        end: End::Pending,
        delivered_at_ms: None,
    }
}

/// Records one to `n` of the first village, and somebody who decides.
fn with_records(db: &Db, n: u32) -> Vec<Record> {
    add_author(db);
    db.write(|tx| tx.add_account(&account_of(DECIDER, Role::Kecamatan))).unwrap();
    let store = |number| db.write(|tx| store_numbered(tx, number, VILLAGES[0], "Siti")).unwrap();
    (1..=n).map(store).collect()
}

#[test]
fn a_decision_waits_and_ends_once_and_stays_as_it_was_made() {
    each(|db| {
        let records = with_records(db, 2);
        let first = decision(1, &records[0], 100);
        db.write(|tx| tx.add_decision(&first)).unwrap();
        assert_eq!(db.read(|tx| tx.decision(first.id)).unwrap().as_ref(), Some(&first));
        let pending = db.read(|tx| tx.pending_decision(first.record)).unwrap();
        assert_eq!(pending.as_ref(), Some(&first));
        // Another one about the record, and another one with the id, are refused.
        for other in [decision(2, &records[0], 200), decision(1, &records[1], 200)] {
            let refused = db.write(|tx| tx.add_decision(&other));
            assert!(matches!(refused, Err(StoreError::Constraint(_))), "{refused:?}");
        }
        let second = decision(2, &records[1], 50);
        db.write(|tx| tx.add_decision(&second)).unwrap();
        let due = |until, limit| db.read(|tx| tx.due_decisions(until, limit)).unwrap();
        assert_eq!(due(100, 9), [second.clone(), first.clone()], "the oldest first");
        assert_eq!((due(99, 9).len(), due(100, 1).len()), (1, 1));
        assert_eq!(db.read(|tx| tx.first_pending_ms()).unwrap(), Some(50));
        db.write(|tx| tx.begin_minutes_again(100)).unwrap();
        assert_eq!(due(99, 9), slice::from_ref(&second), "neither of them was made after this");
        db.write(|tx| tx.begin_minutes_again(70)).unwrap();
        assert_eq!((due(50, 9).len(), due(69, 9).len(), due(70, 9).len()), (1, 1, 2));
        let first = Decision { made_at_ms: 70, ..first };

        let done = End::Done { seq: 9, at_ms: 300 };
        db.write(|tx| tx.end_decision(first.id, done)).unwrap();
        db.write(|tx| tx.end_decision(first.id, End::Undone { at_ms: 400 })).unwrap();
        let stored = db.read(|tx| tx.decision(first.id)).unwrap();
        assert_eq!(stored, Some(Decision { end: done, ..first.clone() }), "it ends once");
        assert_eq!(db.read(|tx| tx.pending_decision(first.record)).unwrap(), None);
        // What ended makes room for the next.
        let third = decision(3, &records[0], 500);
        db.write(|tx| tx.add_decision(&third)).unwrap();
        let of_record = |limit| {
            let found = db.read(|tx| tx.decisions_of(first.record, limit)).unwrap();
            found.iter().map(|one| one.id.0[0]).collect::<Vec<_>>()
        };
        assert_eq!((of_record(9), of_record(1)), (vec![1, 3], vec![3]));
        let nobody = Decision { by: AccountId([99; 16]), ..decision(4, &records[1], 1) };
        assert!(db.write(|tx| tx.add_decision(&nobody)).is_err());
    });
}

#[test]
fn the_feed_has_what_took_effect_in_order_and_what_was_delivered_is_noted_once() {
    each(|db| {
        let records = with_records(db, 3);
        for (number, record) in (1..).zip(&records) {
            let seq = 20 - u64::from(number);
            let end = End::Done { seq, at_ms: 1 };
            db.write(|tx| tx.add_decision(&Decision { end, ..decision(number, record, 1) }))
                .unwrap();
        }
        let undone = End::Undone { at_ms: 1 };
        db.write(|tx| tx.add_decision(&Decision { end: undone, ..decision(9, &records[0], 1) }))
            .unwrap();
        let after = |after, limit| {
            let found = db.read(|tx| tx.decisions_after(AUTHOR, after, limit)).unwrap();
            found.iter().filter_map(|one| one.end.seq()).collect::<Vec<_>>()
        };
        assert_eq!((after(0, 9), after(17, 1), after(19, 9)), (vec![17, 18, 19], vec![18], vec![]));
        let is_undelivered = |seq| db.read(|tx| tx.is_undelivered(AUTHOR, seq)).unwrap();
        assert_eq!((is_undelivered(16), is_undelivered(18)), (false, true));
        db.write(|tx| tx.deliver_decisions(AUTHOR, 18, 700)).unwrap();
        db.write(|tx| tx.deliver_decisions(AUTHOR, 18, 800)).unwrap();
        assert_eq!((is_undelivered(18), is_undelivered(19)), (false, true));
        let at = |number| db.read(|tx| tx.decision(DecisionId([number; 16]))).unwrap().unwrap();
        assert_eq!(
            [at(1), at(2), at(3)].map(|one| one.delivered_at_ms),
            [None, Some(700), Some(700)]
        );
    });
}

#[test]
fn what_was_given_up_leaves_no_decision() {
    for (name, mut engine) in super::engines() {
        println!("engine: {name}");
        let record = super::commit(&mut *engine, |tx| {
            for (id, role) in [(AUTHOR, Role::Psm), (DECIDER, Role::Kecamatan)] {
                tx.add_account(&account_of(id, role)).unwrap();
            }
            store_numbered(tx, 1, VILLAGES[0], "Siti").unwrap()
        });
        let one = decision(1, &record, 100);
        engine.abandon(&mut |tx| tx.add_decision(&one).unwrap());
        engine.look(&mut |tx| assert_eq!(tx.decision(one.id).unwrap(), None));
        super::commit(&mut *engine, |tx| tx.add_decision(&one)).unwrap();
        engine.abandon(&mut |tx| tx.end_decision(one.id, End::Undone { at_ms: 1 }).unwrap());
        engine.look(&mut |tx| {
            assert_eq!(tx.pending_decision(record.id).unwrap().as_ref(), Some(&one));
        });
    }
}

#[test]
fn a_released_revision_is_known_as_one() {
    each(|db| {
        let records = with_records(db, 1);
        let record = &records[0];
        let is_released = || db.read(|tx| tx.is_released(record.id, record.head)).unwrap();
        let one = Decision { deed: Deed::Release, ..decision(1, record, 1) };
        db.write(|tx| tx.add_decision(&one)).unwrap();
        assert!(!is_released(), "it waits");
        db.write(|tx| tx.end_decision(one.id, End::Done { seq: 5, at_ms: 1 })).unwrap();
        assert!(is_released());
        let other = db.read(|tx| tx.is_released(RecordId([3; 16]), record.head)).unwrap();
        assert!(!other);
    });
}

#[test]
fn what_nobody_has_decided_on_comes_urgent_first_and_from_the_readers_villages() {
    each(|db| {
        add_author(db);
        db.write(|tx| tx.add_account(&account_of(DECIDER, Role::Kecamatan))).unwrap();
        let urgency = [0, 1, 0, 2, 1, 0];
        let mut records = Vec::new();
        for (number, urgency) in (1..).zip(urgency) {
            let at = VILLAGES[if number % 3 == 0 { 1 } else { 0 }];
            let record = db.write(|tx| store_numbered(tx, number, at, "Siti")).unwrap();
            let record = Record { urgency, ..record };
            db.write(|tx| tx.put_record(&record)).unwrap();
            records.push(record);
        }
        let numbers = |scope, limit| {
            let found = db.read(|tx| tx.to_review(scope, limit)).unwrap();
            found.iter().map(|line| line.record.0[3]).collect::<Vec<_>>()
        };
        let n = |scope, urgency, max| db.read(|tx| tx.n_to_review(scope, urgency, max)).unwrap();
        assert_eq!(numbers(Scope::Regency, 9), [4, 2, 5, 1, 3, 6]);
        assert_eq!(numbers(Scope::Regency, 2), [4, 2]);
        assert_eq!(
            (n(Scope::Regency, 0, 99), n(Scope::Regency, 1, 99), n(Scope::Regency, 0, 4)),
            (6, 3, 4)
        );
        let one = Scope::Village(village(VILLAGES[1]));
        assert_eq!((numbers(one, 9), n(one, 0, 99)), (vec![3, 6], 2));
        let elsewhere = Scope::Kecamatan(KecamatanCode::from_number(1));
        assert_eq!((numbers(elsewhere, 9), n(elsewhere, 0, 99)), (vec![], 0));
        // What waits for its minute counts as decided.
        db.write(|tx| tx.add_decision(&decision(1, &records[3], 1))).unwrap();
        assert_eq!((numbers(Scope::Regency, 2), n(Scope::Regency, 1, 99)), (vec![2, 5], 2));
    });
}

#[test]
fn held_records_conflicts_and_returns_on_their_way_are_piles_of_their_own() {
    each(|db| {
        let records = with_records(db, 6);
        let put = |idx: usize, change: &dyn Fn(Record) -> Record| {
            db.write(|tx| tx.put_record(&change(records[idx].clone()))).unwrap();
        };
        let held = RecordState::HeldForOffice;
        put(0, &|record| Record { state: held, ..record });
        put(1, &|record| Record { state: held, n_beside: 1, ..record });
        put(2, &|record| Record { n_beside: 2, ..record });
        put(3, &|record| Record { n_beside: 1, state: RecordState::Withdrawn, ..record });
        put(4, &|record| Record { state: RecordState::Returned, ..record });
        let numbers = |lines: &[super::super::desk::RecordLine]| {
            lines.iter().map(|line| line.record.0[3]).collect::<Vec<_>>()
        };
        let (lines, n) = db.read(|tx| tx.held(Scope::Regency, 9, 99)).unwrap();
        assert_eq!((numbers(&lines), n), (vec![1, 2], 2));
        let (lines, n) = db.read(|tx| tx.conflicts(Scope::Regency, 1, 1)).unwrap();
        assert_eq!((numbers(&lines), n), (vec![2], 1), "no further than asked");
        let (lines, n) = db.read(|tx| tx.conflicts(Scope::Regency, 9, 99)).unwrap();
        assert_eq!((numbers(&lines), n), (vec![2, 3], 2));

        for (number, seq) in [(1, 40), (2, 50)] {
            let end = End::Done { seq, at_ms: 1 };
            let made_at_ms = seq * 10;
            let one = Decision { end, ..decision(number, &records[4], made_at_ms) };
            db.write(|tx| tx.add_decision(&one)).unwrap();
        }
        let unreached = |scope| db.read(|tx| tx.unreached(scope, 9, 99)).unwrap();
        let (found, n) = unreached(Scope::Regency);
        assert_eq!((found.len(), n, found[0].since_ms), (1, 1, 500), "the last return counts");
        assert_eq!(unreached(Scope::Village(village(VILLAGES[1]))).1, 0);
        db.write(|tx| tx.deliver_decisions(AUTHOR, 50, 1)).unwrap();
        assert_eq!(unreached(Scope::Regency).1, 0);
    });
}

#[test]
fn what_fell_away_is_shown_to_the_one_who_decided_until_somebody_decides() {
    each(|db| {
        let records = with_records(db, 2);
        let fell = |number, record: &Record, at_ms| {
            let end = End::FellAway { at_ms };
            Decision { end, ..decision(number, record, at_ms - 1) }
        };
        for one in [fell(1, &records[0], 100), fell(2, &records[1], 200)] {
            db.write(|tx| tx.add_decision(&one)).unwrap();
        }
        let found = |by, after| {
            let found = db.read(|tx| tx.fell_away(Scope::Regency, by, after, 9)).unwrap();
            found.iter().map(|line| line.record.0[3]).collect::<Vec<_>>()
        };
        assert_eq!(
            (found(DECIDER, 0), found(DECIDER, 100), found(AUTHOR, 0)),
            (vec![2, 1], vec![2], vec![])
        );
        db.write(|tx| tx.add_decision(&decision(3, &records[1], 300))).unwrap();
        assert_eq!(found(DECIDER, 0), [1], "somebody has decided again");
    });
}

#[test]
fn workers_are_known_with_their_villages_and_when_they_were_heard_of() {
    each(|db| {
        add_author(db);
        let (other, off) = (AccountId([2; 16]), AccountId([3; 16]));
        for id in [other, off] {
            db.write(|tx| tx.add_account(&account_of(id, Role::Psm))).unwrap();
        }
        let day = Day::from_number;
        let assign = |account, at, from, to: Option<i32>| {
            let one = Assignment { village: village(at), from: day(from), to: to.map(day) };
            db.write(|tx| tx.set_assignment(account, &one)).unwrap();
        };
        assign(AUTHOR, VILLAGES[0], 10, None);
        assign(AUTHOR, VILLAGES[1], 20, None);
        assign(other, VILLAGES[0], 10, Some(50));
        assign(off, VILLAGES[0], 10, None);
        db.write(|tx| tx.set_account_active(off, false)).unwrap();
        for (number, seen_at_ms) in [(1, 500), (2, 900)] {
            let session = Session {
                token_hash: [number; 32],
                previous_hash: None,
                account: AUTHOR,
                device: Some(DeviceId([number; 16])),
                kind: SessionKind::Psm,
                created_at_ms: 1,
                rotated_at_ms: 1,
                seen_at_ms,
                expires_at_ms: u64::from(u32::MAX),
            };
            db.write(|tx| tx.add_session(&session)).unwrap();
        }
        let workers = |scope, day| db.read(|tx| tx.workers(scope, day)).unwrap();
        let found = workers(Scope::Regency, 60);
        assert_eq!(found.len(), 1, "one has ended, one is off: {found:?}");
        let mut villages: Vec<VillageCode> = vec![village(VILLAGES[0]), village(VILLAGES[1])];
        villages.sort();
        assert_eq!(
            (&found[0].villages, found[0].seen_at_ms, found[0].since_day),
            (&villages, Some(900), 10)
        );
        let all = workers(Scope::Village(village(VILLAGES[0])), 50);
        assert_eq!(all.len(), 2);
        assert_eq!(all.iter().find(|one| one.account.id == other).unwrap().seen_at_ms, None);
        assert_eq!(db.read(|tx| tx.last_contact_ms(AUTHOR)).unwrap(), Some(900));
        // A record that came later than any session that is left was sent by somebody.
        let record = db.write(|tx| store_numbered(tx, 1, VILLAGES[0], "Siti")).unwrap();
        let head = db.read(|tx| tx.change(record.head)).unwrap().unwrap();
        assert!(head.receipt.stored_at_ms > 900);
        let seen = workers(Scope::Regency, 60)[0].seen_at_ms;
        assert_eq!(seen, Some(head.receipt.stored_at_ms));
    });
}
