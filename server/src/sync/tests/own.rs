//! A fresh phone gets its person's own records back.

use shared::sync::{
    feed::Feed,
    limits::OWN_RECORD_DAYS,
    own::{OwnRecord1, own_record},
    state::RecordState,
    wire::{self, Change1},
};

use super::{
    super::own::{Owner, own_contents},
    NOTHING, Server, accepted, author, check,
    samples::{Draft, NOW_MS, TODAY, VILLAGE, change_id, record_id},
};
use crate::store::contract;

const DAY_MS: u64 = 86_400_000;

impl Server {
    /// Everything a fresh phone of the account of this number gets, page by page.
    fn own(&mut self, number: u8, villages: &[shared::region::VillageCode]) -> Vec<OwnRecord1> {
        let owner = Owner { account: author(number), villages: villages.to_vec(), today: TODAY };
        let (mut after, mut own) = (0, Vec::new());
        loop {
            let reply = contract::commit(&mut *self.engine, |tx| {
                own_contents(tx, &owner, after, 3, NOW_MS)
            });
            let reply = reply.unwrap();
            assert_eq!(reply.feed, Feed::OWN_CONTENTS.0);
            assert!(reply.next > after || !reply.more, "a page goes forward");
            own.extend(reply.events.iter().map(|event| own_record(event).unwrap()));
            after = reply.next;
            if !reply.more {
                return own;
            }
        }
    }
}

fn made(number: u8, days_ago: u64) -> Draft {
    Draft::session().with(|header| {
        header.record = record_id(number);
        header.change = change_id(number);
        header.made_at_ms = NOW_MS - days_ago * DAY_MS;
    })
}

#[test]
fn what_is_open_and_what_was_decided_lately_comes_back_with_its_answers() {
    check(|server| {
        let long_ago = u64::try_from(OWN_RECORD_DAYS).unwrap() + 1;
        for (number, days_ago) in [(1, 1), (2, 2), (3, long_ago), (4, long_ago), (5, 1)] {
            server.push_one(&made(number, days_ago).bytes());
        }
        server.decide(record_id(2), RecordState::Checked);
        server.decide(record_id(3), RecordState::Checked);
        server.decide(record_id(4), RecordState::Returned);
        let back = server.own(1, &[VILLAGE]);
        let change = |own: &OwnRecord1| wire::decode::<Change1>(&own.change).unwrap();
        let mut records: Vec<_> =
            back.iter().map(|own| (change(own).header.record, own.state)).collect();
        records.sort();
        let sent = RecordState::Sent.code();
        assert_eq!(
            records,
            [
                (record_id(1), sent),
                (record_id(2), RecordState::Checked.code()),
                (record_id(4), RecordState::Returned.code()),
                (record_id(5), sent),
            ]
        );
        for own in &back {
            let number = change(own).header.record;
            assert_eq!(change(own).content, Draft::session().content, "{number}");
            assert!(own.receipt.seq > 0);
        }
    });
}

#[test]
fn nothing_of_another_person_or_of_a_village_that_is_not_theirs_comes_back() {
    check(|server| {
        server.push_as(1, &[made(1, 1).bytes()]);
        server.push_as(2, &[made(2, 1).bytes()]);
        assert_eq!(server.own(1, &[VILLAGE]).len(), 1);
        assert_eq!(server.own(2, &[VILLAGE]).len(), 1);
        assert!(server.own(1, &[]).is_empty());
    });
}

#[test]
fn a_confidential_report_is_stored_without_a_remark_and_never_comes_back() {
    check(|server| {
        assert_eq!(accepted(&server.push_one(&Draft::confidential(1).bytes())), NOTHING);
        server.push_one(&made(2, 1).bytes());
        server.push_one(&Draft::confidential(3).bytes());
        server.push_one(&made(4, 1).bytes());
        server.decide(record_id(1), RecordState::Returned);
        let change = |own: &OwnRecord1| wire::decode::<Change1>(&own.change).unwrap();
        let back: Vec<_> =
            server.own(1, &[VILLAGE]).iter().map(|own| change(own).header.record).collect();
        assert_eq!(back, [record_id(2), record_id(4)]);
        // Nothing is told of them either, and nobody else's news is lost by it.
        for page in 1..6 {
            let told: Vec<_> =
                server.pull_all(1, page).iter().map(|status| status.record).collect();
            assert_eq!(told, [record_id(2), record_id(4)], "pages of {page}");
        }
    });
}
