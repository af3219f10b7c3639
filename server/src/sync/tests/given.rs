//! What was held for a village when that is given to its author.

use shared::{
    forms::{balita, codes},
    sync::{
        state::RecordState,
        wire::{Header1, OP_WITHDRAW},
    },
};

use super::{
    NOTHING, Server, accepted, author, check, codes as codes_of, held,
    samples::{Draft, NOW_MS, OTHER_VILLAGE, TODAY, VILLAGE, change_id, child_with, record_id},
};
use crate::{
    store::{account::Assignment, contract, record::Record},
    sync::recheck::{Released, village_given, village_slice},
};

const NOT_YOURS: u16 = codes::VILLAGE_NOT_YOURS.0;
const DAY_MS: u64 = 86_400_000;

/// In the village where account 1 does not work.
fn elsewhere(header: &mut Header1) {
    header.village = OTHER_VILLAGE;
}

impl Server {
    /// Gives account 1 the other village from so many days ago on, and has it looked at.
    fn give(&mut self, days_ago: i32) -> Released {
        let from = TODAY.plus(-days_ago);
        self.engine.assign(author(1), Assignment { village: OTHER_VILLAGE, from, to: None });
        self.look_at(1)
    }

    /// Has what the account of this number has held there looked at.
    fn look_at(&mut self, number: u8) -> Released {
        let given = (author(number), OTHER_VILLAGE);
        let (refs, now_ms) = (&self.refs, self.now_ms);
        contract::commit(&mut *self.engine, |tx| {
            village_given(tx, given).unwrap();
            let mut released = Released::default();
            while let Some(more) = village_slice(tx, given, refs, now_ms).unwrap() {
                released = released.and(more);
            }
            released
        })
    }

    /// RecordState and problems of the record of this number.
    fn stands(&mut self, number: u8) -> (RecordState, Vec<u16>) {
        let record = self.record(record_id(number));
        (record.state, codes_of(&record.problems))
    }
}

#[test]
fn records_held_for_a_village_are_released_when_it_is_given() {
    check(|server| {
        let sent = [Draft::session(), Draft::child(2)].map(|draft| draft.with(elsewhere).bytes());
        for verdict in server.push_as(1, &sent) {
            assert_eq!(held(&verdict), [NOT_YOURS]);
        }
        let before = server.record(record_id(2)).last_seq;
        assert_eq!(server.give(0), Released { n_released: 2, ..Released::default() });
        for number in [1, 2] {
            assert_eq!(server.stands(number), (RecordState::Sent, vec![]), "{number}");
            assert_eq!(server.record(record_id(number)).village, OTHER_VILLAGE);
            assert_eq!(server.found(change_id(number)).0, [NOT_YOURS], "what was told then");
        }
        // The phone hears of both by its next pull.
        let told = server.pull_all(1, 1);
        assert_eq!(told.len(), 2);
        assert!(told.iter().all(|status| status.state == RecordState::Sent.code()));
        assert!(server.record(record_id(2)).last_seq > before);

        // Given again it finds nothing more to do.
        let before = server.record(record_id(2));
        assert_eq!(server.give(0), Released::default());
        assert_eq!(server.record(record_id(2)), before);
    });
}

#[test]
fn what_is_of_another_day_or_wrong_in_itself_stays_held() {
    check(|server| {
        let heavy = child_with(|values| values.set(balita::WEIGHT, 99_000));
        let old = |number, days: u64| {
            let made_at_ms = NOW_MS - days * DAY_MS;
            Draft::child(number).with(elsewhere).with(|header| header.made_at_ms = made_at_ms)
        };
        let sent = [
            Draft::session().with(elsewhere),
            Draft::of_child(2, &heavy).with(elsewhere),
            old(3, 5),
            old(4, 6),
        ];
        server.push_as(1, &sent.map(|draft| draft.bytes()));
        let released = server.give(4);
        let expected = Released {
            n_released: 1,
            n_held: 1,
            n_of_other_days: 2,
            first_other_day: Some(TODAY.plus(-6)),
        };
        assert_eq!(released, expected);
        // Now it is the author's turn.
        assert_eq!(server.stands(2), (RecordState::HeldForAuthor, vec![codes::OUT_OF_RANGE.0]));
        for number in [3, 4] {
            assert_eq!(
                server.stands(number),
                (RecordState::HeldForOffice, vec![NOT_YOURS]),
                "{number}"
            );
        }
        assert_eq!(server.give(6), Released { n_released: 2, ..Released::default() });
    });
}

#[test]
fn what_is_anothers_of_another_village_or_decided_is_left_alone() {
    check(|server| {
        let third = shared::region::VillageCode::from_number(VILLAGE.number() + 2);
        let numbered = |number: u8| {
            Draft::session().with(|header| {
                header.record = record_id(number);
                header.change = change_id(number);
                header.village = OTHER_VILLAGE;
            })
        };
        let in_third = numbered(3).with(|header| header.village = third);
        server.push_as(1, &[numbered(2).bytes(), in_third.bytes()]);
        server.push_as(2, &[numbered(4).bytes()]);
        server.decide(record_id(2), RecordState::NotUsed);
        let before = [2, 3, 4].map(|number| server.record(record_id(number)));
        assert_eq!(server.give(0), Released::default());
        assert_eq!([2, 3, 4].map(|number| server.record(record_id(number))), before);
    });
}

#[test]
fn a_revision_moved_to_the_village_takes_its_record_along() {
    check(|server| {
        let first = Draft::session();
        assert_eq!(accepted(&server.push_one(&first.bytes())), NOTHING);
        let moved = first.revision(2).with(elsewhere);
        assert_eq!(held(&server.push_one(&moved.bytes())), [NOT_YOURS]);
        assert_eq!(server.record(record_id(1)).village, VILLAGE);
        assert_eq!(server.give(0), Released { n_released: 1, ..Released::default() });
        let record = server.record(record_id(1));
        assert_eq!((record.state, record.village), (RecordState::Sent, OTHER_VILLAGE));
    });
}

#[test]
fn a_withdrawal_of_what_never_came_and_an_unreadable_form_are_looked_at_too() {
    check(|server| {
        let withdrawal = Draft { content: Vec::new(), ..Draft::session() }
            .with(elsewhere)
            .with(|header| header.op = OP_WITHDRAW);
        let damaged = Draft { content: vec![1, 255, 255], ..Draft::child(2) }.with(elsewhere);
        server.push_as(1, &[withdrawal.bytes(), damaged.bytes()]);
        // Not given yet: a look changes nothing.
        let before = [1, 2].map(|number| server.record(record_id(number)));
        let n_of_other_days = server.look_at(1).n_of_other_days;
        assert_eq!(n_of_other_days, 2);
        assert_eq!([1, 2].map(|number| server.record(record_id(number))), before);

        assert_eq!(server.give(0), Released { n_released: 1, n_held: 1, ..Released::default() });
        assert_eq!(server.stands(1), (RecordState::Withdrawn, vec![]));
        assert_eq!(
            server.stands(2),
            (RecordState::HeldForAuthor, vec![codes::CONTENT_UNREADABLE.0])
        );
    });
}

#[test]
fn a_damaged_record_keeps_no_other_waiting() {
    check(|server| {
        let sent = [Draft::session(), Draft::child(2), Draft::child(3)];
        server.push_as(1, &sent.map(|draft| draft.with(elsewhere).bytes()));
        contract::commit(&mut *server.engine, |tx| {
            let mut change = tx.change(change_id(2)).unwrap().unwrap();
            change.header.change = change_id(9);
            change.receipt.seq = tx.next_seq().unwrap();
            change.bytes = vec![0xff];
            tx.add_change(&change).unwrap();
            let record = tx.record(record_id(2)).unwrap().unwrap();
            tx.put_record(&Record { head: change_id(9), ..record }).unwrap();
        });
        assert_eq!(server.give(0).n_released, 2);
        assert_eq!(server.stands(3).0, RecordState::Sent);
        assert_eq!(server.stands(2).0, RecordState::HeldForOffice);
    });
}
