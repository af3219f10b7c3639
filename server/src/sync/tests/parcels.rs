//! Parcels: damage, bombs, limits.

use std::io::Write as _;

use flate2::{Compression, write::GzEncoder};
use shared::sync::{
    limits::{CHANGE_BYTES_MAX, PARCEL_CHANGES_MAX, PUSH_PARCELS_MAX},
    verdict::{Outcome, Refusal, Verdict},
    wire::{self, Answer1, CODING_GZIP, CODING_PLAIN, CODING_SEALED, Push1, WHOLE_PARCEL},
};

use super::{
    check,
    samples::{Draft, change_id, device, record_id},
};
use crate::sync::prepare::prepare;

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn plain(changes: &[Vec<u8>]) -> Vec<u8> {
    wire::parcel(CODING_PLAIN, &wire::payload(changes))
}

fn session(number: u8) -> Vec<u8> {
    let numbered = |header: &mut wire::Header1| {
        header.record = record_id(number);
        header.change = change_id(number);
    };
    Draft::session().with(numbered).bytes()
}

fn outcome(answer: &Answer1) -> Outcome {
    Verdict::from(answer.verdict.clone()).outcome
}

#[test]
fn a_gzipped_parcel_is_opened() {
    check(|server| {
        let payload = wire::payload(&[session(1), session(2)]);
        let parcel = wire::parcel(CODING_GZIP, &gzip(&payload));
        let answers = server.push_parcels(1, vec![parcel]);
        assert_eq!(answers.len(), 2);
        assert_eq!(server.n_stored(&[change_id(1), change_id(2)]), 2);
    });
}

#[test]
fn a_damaged_item_is_refused_alone() {
    check(|server| {
        let mut damaged = session(2);
        damaged.truncate(damaged.len() - 4);
        let nonsense = vec![1, 2, 3];
        let parcel = plain(&[session(1), damaged, nonsense, Vec::new(), session(3)]);
        let mut answers = server.push_parcels(1, vec![parcel]);
        answers.sort_by_key(|answer| answer.item);
        let refused: Vec<_> = answers
            .iter()
            .map(|answer| matches!(outcome(answer), Outcome::Refused(Refusal::ChangeUnreadable)))
            .collect();
        assert_eq!(refused, [false, true, true, true, false]);
        assert_eq!(answers[1].change, Some(change_id(2)), "its header could still be read");
        assert_eq!(answers[2].change, None);
        assert_eq!(server.n_stored(&[change_id(1), change_id(3)]), 2);
    });
}

#[test]
fn a_change_over_its_limit_is_refused_by_its_id() {
    check(|server| {
        let long = Draft { content: vec![0; CHANGE_BYTES_MAX], ..Draft::session() };
        let answers = server.push_parcels(1, vec![plain(&[long.bytes(), session(2)])]);
        let answer = answers.iter().find(|answer| answer.item == 0).unwrap();
        assert_eq!(outcome(answer), Outcome::Refused(Refusal::TooLong));
        assert_eq!(answer.change, Some(change_id(1)));
        assert_eq!(server.n_stored(&[change_id(1), change_id(2)]), 1);
    });
}

#[test]
fn a_parcel_that_cannot_be_opened_is_answered_as_a_whole() {
    check(|server| {
        let mut cut = gzip(&wire::payload(&[session(1)]));
        cut.truncate(cut.len() / 2);
        let bomb = gzip(&vec![0; 50_000_000]);
        assert!(bomb.len() < 100_000);
        let too_many = vec![Vec::new(); PARCEL_CHANGES_MAX + 1];
        let shut = [
            Vec::new(),
            vec![wire::VERSION],
            vec![9, CODING_PLAIN, 0],
            wire::parcel(CODING_SEALED, &[1, 2, 3]),
            wire::parcel(77, &[1, 2, 3]),
            wire::parcel(CODING_PLAIN, &[255; 9]),
            wire::parcel(CODING_GZIP, b"no gzip"),
            wire::parcel(CODING_GZIP, &cut),
            wire::parcel(CODING_GZIP, &bomb),
            plain(&too_many),
        ];
        let n_shut = shut.len();
        let mut parcels = shut.to_vec();
        parcels.push(plain(&[session(9)]));
        let answers = server.push_parcels(1, parcels);
        for answer in answers.iter().filter(|answer| usize::from(answer.parcel) < n_shut) {
            assert_eq!(answer.item, WHOLE_PARCEL);
            let expected = Outcome::Refused(Refusal::ParcelUnreadable);
            assert_eq!(outcome(answer), expected, "parcel {}", answer.parcel);
        }
        assert_eq!(answers.len(), n_shut + 1);
        assert_eq!(server.n_stored(&[change_id(9)]), 1);
    });
}

#[test]
fn what_is_more_than_one_request_holds_waits_for_the_next() {
    // 900 kB each, under the limit of a parcel; five of them are over that of a request.
    let filler = wire::parcel(CODING_PLAIN, &wire::payload(&vec![vec![0; 9_000]; 100]));
    let answers = prepare(&Push1 { device: device(), parcels: vec![filler; 7] }).later(5);
    let late: Vec<_> = answers
        .iter()
        .filter(|answer| outcome(answer) == Outcome::Later { after_ms: 5 })
        .map(|answer| (answer.parcel, answer.item))
        .collect();
    assert_eq!(late, [(4, WHOLE_PARCEL), (5, WHOLE_PARCEL), (6, WHOLE_PARCEL)]);
}

#[test]
fn a_request_holds_what_it_weighs_and_one_parcel_at_least() {
    let zeros = |n_changes: usize, len: usize| {
        wire::parcel(CODING_GZIP, &gzip(&wire::payload(&vec![vec![0; len]; n_changes])))
    };
    let n_late = |parcels| {
        let answers = prepare(&Push1 { device: device(), parcels }).later(5);
        let is_late = |answer: &&Answer1| outcome(answer) == Outcome::Later { after_ms: 5 };
        answers.iter().filter(is_late).count()
    };
    // Fifty kilobytes of zeros pack to next to nothing, and so do a hundred changes.
    assert_eq!(n_late(vec![zeros(5, 10_000)]), 0);
    assert_eq!(n_late(vec![zeros(5, 10_000); 4]), 3);
    assert_eq!(n_late(vec![zeros(100, 10); 4]), 3);
    // What is too much even alone is refused, or it would wait for ever.
    let answers = prepare(&Push1 { device: device(), parcels: vec![zeros(50, 10_000)] }).later(5);
    assert_eq!(outcome(&answers[0]), Outcome::Refused(Refusal::ParcelUnreadable));
}

#[test]
fn parcels_past_the_limit_are_not_answered() {
    let parcels = vec![Vec::new(); PUSH_PARCELS_MAX + 5];
    let answers = prepare(&Push1 { device: device(), parcels }).later(5);
    assert_eq!(answers.len(), PUSH_PARCELS_MAX);
}

#[test]
fn when_the_database_cannot_take_it_all_of_it_waits() {
    let parcels = vec![plain(&[session(1), vec![9]]), Vec::new()];
    let prepared = prepare(&Push1 { device: device(), parcels });
    assert_eq!(prepared.n_changes(), 1);
    let refused: Vec<_> =
        prepared.refused().map(|refused| (refused.n_bytes, refused.refusal)).collect();
    assert_eq!(refused, [(1, Refusal::ChangeUnreadable), (0, Refusal::ParcelUnreadable)]);
    let answers = prepared.later(7_000);
    assert_eq!(outcome(&answers[0]), Outcome::Later { after_ms: 7_000 });
    assert_eq!(answers[0].change, Some(change_id(1)));
    assert_eq!(outcome(&answers[1]), Outcome::Refused(Refusal::ChangeUnreadable));
    assert_eq!(outcome(&answers[2]), Outcome::Refused(Refusal::ParcelUnreadable));
}
