//! The machine by itself: each test plays driver, storage and server.
#![expect(clippy::unwrap_used, reason = "tests")]

mod blobs;
mod feeds;
mod register;

use super::*;
use crate::day::Day;
use crate::sync::{
    feed::PullReply2,
    verdict::{Outcome, Receipt, Refusal, Verdict},
    wire::{Answer1, PushReply1, WHOLE_PARCEL},
};

const EPOCH: u64 = 7;
const START_MS: u64 = 1_795_500_000_000;

/// A machine with a clock and the effects of the last step.
struct Bench {
    machine: Machine,
    now_ms: u64,
    effects: Vec<Effect>,
}

fn id(number: u8) -> [u8; 16] {
    [number; 16]
}

fn parcel(number: u8) -> ParcelId {
    ParcelId(id(number))
}

fn change(number: u8) -> ChangeId {
    ChangeId(id(number))
}

fn item(number: u8) -> Item {
    Item { change: change(number), parent: None, is_open: true }
}

fn single(number: u8, n_bytes: u32) -> Entry {
    Entry { parcel: parcel(number), n_bytes, is_packed: false, items: vec![item(number)] }
}

fn packed(number: u8, n_bytes: u32, changes: &[u8]) -> Entry {
    let items = changes.iter().map(|number| item(*number)).collect();
    Entry { parcel: parcel(number), n_bytes, is_packed: true, items }
}

fn receipt(seq: u64) -> Receipt {
    Receipt { seq, hash: [1; 32], stored_at_ms: START_MS }
}

fn accepted() -> Outcome {
    Outcome::Accepted { receipt: receipt(1), notes: Vec::new() }
}

fn answer(parcel: u16, item: u16, outcome: Outcome) -> Answer1 {
    let verdict = (&Verdict { repeated: false, outcome }).into();
    Answer1 { parcel, item, change: None, verdict }
}

fn pushed(answers: Vec<Answer1>) -> Result<PushReply1, Failure> {
    Ok(PushReply1 { epoch: EPOCH, server_ms: START_MS, answers })
}

/// The server cannot read the first parcel of a push.
fn unreadable() -> Result<PushReply1, Failure> {
    pushed(vec![answer(0, WHOLE_PARCEL, Outcome::Refused(Refusal::ParcelUnreadable))])
}

fn pulled(next: u64, more: bool) -> Result<PullReply2, Failure> {
    pulled_of(Feed::OWN_RECORDS, next, more)
}

fn pulled_of(Feed(feed): Feed, next: u64, more: bool) -> Result<PullReply2, Failure> {
    Ok(PullReply2 { epoch: EPOCH, server_ms: START_MS, feed, next, more, events: Vec::new() })
}

fn server_error() -> Failure {
    Failure::Server { status: 500, code: String::new() }
}

impl Bench {
    fn new(entries: Vec<Entry>) -> Self {
        Self::with(&[Feed::OWN_RECORDS], entries, Vec::new())
    }

    fn with(feeds: &[Feed], entries: Vec<Entry>, blobs: Vec<BlobEntry>) -> Self {
        let streams: Vec<_> = feeds.iter().map(|feed| Stream::from(*feed)).collect();
        let machine = Machine::new(&streams);
        let mut bench = Self { machine, now_ms: START_MS, effects: Vec::new() };
        let book = Book { epoch: EPOCH, ..Book::default() };
        bench.step(Event::Loaded(Durable { entries, blobs, book }));
        bench
    }

    fn step(&mut self, event: Event) {
        self.effects = self.machine.step(Now { ms: self.now_ms, random: 12_345 }, event);
    }

    fn pass(&mut self, ms: u64) {
        self.now_ms += ms;
        self.step(Event::Tick);
    }

    /// Sleeps until the machine wants to be woken.
    fn wake(&mut self) {
        let wish = self.effects.iter().find_map(|effect| match effect {
            Effect::WakeIn(ms) => Some(*ms),
            _ => None,
        });
        self.pass(wish.expect("the machine wants to be woken"));
    }

    fn push(&self) -> Option<(u32, Vec<ParcelId>)> {
        self.effects.iter().find_map(|effect| match effect {
            Effect::Push { request, parcels } => Some((*request, parcels.clone())),
            _ => None,
        })
    }

    fn pull(&self) -> Option<(u32, u64)> {
        self.effects.iter().find_map(|effect| match effect {
            Effect::Pull { request, after, .. } => Some((*request, *after)),
            _ => None,
        })
    }

    fn pack(&self) -> Option<(Vec<ParcelId>, Vec<Vec<ChangeId>>)> {
        self.effects.iter().find_map(|effect| match effect {
            Effect::Pack { from, into } => Some((from.clone(), into.clone())),
            _ => None,
        })
    }

    fn outcomes(&self) -> Option<Outcomes> {
        self.effects.iter().find_map(|effect| match effect {
            Effect::Persist(outcomes) => Some(outcomes.clone()),
            _ => None,
        })
    }

    fn status(&self) -> Status {
        self.machine.shown.clone().unwrap()
    }

    /// Answers the push that is under way.
    fn answer(&mut self, result: Result<PushReply1, Failure>) {
        let (request, _) = self.push().expect("a push is under way");
        self.step(Event::PushReply { request, result });
    }

    /// Answers the pull that is under way and keeps what came.
    fn answer_pull(&mut self, result: Result<PullReply2, Failure>) {
        let (request, _) = self.pull().expect("a pull is under way");
        self.step(Event::PullReply { request, result });
        if self.outcomes().is_some() {
            self.step(Event::Persisted);
        }
    }
}

#[test]
fn a_saved_form_is_sent_kept_and_followed_by_a_pull() {
    let mut bench = Bench::new(Vec::new());
    bench.answer_pull(pulled(5, false));
    bench.step(Event::Saved(single(1, 300)));
    assert_eq!(bench.push().unwrap().1, [parcel(1)]);
    bench.answer(pushed(vec![answer(0, 0, accepted())]));
    let outcomes = bench.outcomes().unwrap();
    assert_eq!((outcomes.judged[0].parcel, outcomes.judged[0].change), (parcel(1), change(1)));
    assert_eq!(bench.status().n_waiting, 1, "not settled before it is in storage");
    bench.step(Event::Persisted);
    assert_eq!(bench.status().n_waiting, 0);
    assert_eq!(bench.pull().unwrap().1, 5);
    bench.answer_pull(pulled(6, false));
    bench.wake();
    assert_eq!(bench.pull().unwrap().1, 6, "and again after a while");
}

#[test]
fn several_single_changes_are_packed_before_they_are_sent() {
    let mut bench = Bench::new(vec![single(1, 300), single(2, 300), single(3, 300)]);
    let (from, into) = bench.pack().unwrap();
    assert_eq!(from, [parcel(1), parcel(2), parcel(3)]);
    assert_eq!(into, [vec![change(1), change(2), change(3)]]);
    assert_eq!(bench.push(), None, "not before the new parcel is in storage");
    bench.step(Event::Packed { from, into: vec![packed(9, 450, &[1, 2, 3])] });
    assert_eq!(bench.push().unwrap().1, [parcel(9)]);
    assert_eq!(bench.status().n_waiting, 3);
}

#[test]
fn when_packing_fails_they_are_sent_as_they_are() {
    let mut bench = Bench::new(vec![single(1, 300), single(2, 300)]);
    bench.step(Event::PackFailed { by_storage: false });
    assert_eq!(bench.push().unwrap().1, [parcel(1), parcel(2)]);
}

#[test]
fn a_lost_answer_costs_a_pause_and_the_same_parcel_again() {
    let mut bench = Bench::new(vec![single(1, 300)]);
    bench.answer(Err(Failure::Timeout));
    assert_eq!(bench.pull().map(|_| ()), None);
    bench.wake();
    if bench.pull().is_some() {
        bench.answer_pull(pulled(0, false));
    }
    while bench.push().is_none() {
        bench.wake();
    }
    assert_eq!(bench.push().unwrap().1, [parcel(1)]);
}

#[test]
fn a_reply_to_an_earlier_request_is_nobodys() {
    let mut bench = Bench::new(vec![single(1, 300)]);
    let (request, _) = bench.push().unwrap();
    bench.pass(2 * limits::REQUEST_TIMEOUT_MS);
    bench.step(Event::PushReply { request, result: pushed(vec![answer(0, 0, accepted())]) });
    assert_eq!(bench.outcomes(), None);
    assert_eq!(bench.status().n_waiting, 1);
}

#[test]
fn a_request_shrinks_on_a_bad_line_and_grows_on_a_good_one() {
    let entries: Vec<_> =
        (1..=20).map(|number| packed(number, 2_000, &[number, number + 100])).collect();
    let mut bench = Bench::new(entries);
    assert_eq!(bench.push().unwrap().1.len(), 4, "8 kB at the start");
    bench.answer(Err(Failure::Timeout));
    bench.wake();
    bench.answer_pull(pulled(0, false));
    assert_eq!(bench.push().unwrap().1.len(), 2);
    let answers = || {
        let whole = |parcel| answer(parcel, WHOLE_PARCEL, accepted());
        pushed((0..30).map(whole).collect())
    };
    bench.answer(answers());
    bench.step(Event::Persisted);
    assert_eq!(bench.push().unwrap().1.len(), 4);
    bench.now_ms += limits::QUICK_ANSWER_MS + 1;
    bench.answer(answers());
    bench.step(Event::Persisted);
    assert_eq!(bench.push().unwrap().1.len(), 4, "a slow answer leaves it");
}

#[test]
fn refused_and_put_off_changes_do_not_hold_up_the_others() {
    let mut bench = Bench::new(vec![packed(9, 900, &[1, 2, 3, 4])]);
    bench.answer(pushed(vec![
        answer(0, 0, accepted()),
        answer(0, 1, Outcome::Refused(Refusal::TooLong)),
        answer(0, 2, Outcome::Later { after_ms: 60_000 }),
        answer(0, 3, Outcome::Unknown(99)),
    ]));
    let judged: Vec<_> = bench.outcomes().unwrap().judged.iter().map(|one| one.change).collect();
    assert_eq!(
        judged,
        [change(1), change(2), change(4)],
        "later says nothing that is worth keeping"
    );
    bench.step(Event::Persisted);
    assert_eq!(bench.status().n_waiting, 2);
    bench.answer_pull(pulled(0, false));
    bench.step(Event::Saved(single(5, 300)));
    assert_eq!(bench.push().unwrap().1, [parcel(5)], "a new one does not wait for them");
    bench.answer(pushed(vec![answer(0, 0, accepted())]));
    bench.step(Event::Persisted);
    bench.answer_pull(pulled(0, false));
    bench.pass(60_000);
    let (from, into) = bench.pack().unwrap();
    assert_eq!((from, into), (vec![parcel(9)], vec![vec![change(3), change(4)]]), "what is left");
}

#[test]
fn an_unreadable_parcel_is_taken_apart_before_it_counts() {
    let mut bench = Bench::new(vec![packed(9, 900, &[1, 2])]);
    let unreadable = || Outcome::Refused(Refusal::ParcelUnreadable);
    bench.answer(pushed(vec![answer(0, WHOLE_PARCEL, unreadable())]));
    assert_eq!(bench.outcomes().unwrap().judged, []);
    bench.step(Event::Persisted);
    let (from, into) = bench.pack().unwrap();
    assert_eq!(into, [vec![change(1)], vec![change(2)]]);
    bench.step(Event::Packed { from, into: vec![single(11, 300), single(12, 300)] });
    assert_eq!(bench.push().unwrap().1.len(), 2, "and not packed again");
    bench.answer(pushed(vec![answer(0, 0, accepted()), answer(1, WHOLE_PARCEL, unreadable())]));
    assert_eq!(bench.outcomes().unwrap().judged.len(), 2);
}

#[test]
fn an_unreadable_parcel_that_cannot_be_taken_apart_is_refused() {
    let mut bench = Bench::new(vec![packed(9, 900, &[1, 2])]);
    bench.answer(unreadable());
    bench.step(Event::Persisted);
    bench.step(Event::PackFailed { by_storage: false });
    bench.answer(unreadable());
    assert_eq!(bench.outcomes().unwrap().judged.len(), 2);
}

#[test]
fn one_unreadable_change_is_made_anew_once_before_it_counts() {
    for refusal in [Refusal::ParcelUnreadable, Refusal::ChangeUnreadable] {
        let mut bench = Bench::new(vec![single(9, 300)]);
        let unreadable = || pushed(vec![answer(0, WHOLE_PARCEL, Outcome::Refused(refusal))]);
        bench.answer(unreadable());
        assert_eq!(bench.outcomes().unwrap().judged, [], "{refusal:?}");
        bench.step(Event::Persisted);
        let (from, into) = bench.pack().unwrap();
        assert_eq!((from.clone(), into), (vec![parcel(9)], vec![vec![change(9)]]));
        bench.step(Event::Packed { from, into: vec![single(9, 300)] });
        bench.answer(unreadable());
        assert_eq!(bench.outcomes().unwrap().judged.len(), 1, "{refusal:?}: now it does");
    }
}

#[test]
fn what_must_be_made_anew_waits_for_room_and_others_do_not() {
    let mut bench = Bench::new(vec![single(9, 300)]);
    bench.answer(unreadable());
    bench.step(Event::Persisted);
    bench.step(Event::PackFailed { by_storage: true });
    assert!(bench.push().is_none(), "the same bytes are not sent again");
    bench.answer_pull(pulled(0, false));
    bench.step(Event::Saved(single(1, 300)));
    assert_eq!(bench.push().unwrap().1, [parcel(1)]);
    bench.answer(pushed(vec![answer(0, 0, accepted())]));
    bench.step(Event::Persisted);
    bench.answer_pull(pulled(1, false));
    bench.pass(limits::BACKOFF_MAX_MS);
    let (from, into) = bench.pack().unwrap();
    assert_eq!((from.clone(), into), (vec![parcel(9)], vec![vec![change(9)]]));
    bench.step(Event::Packed { from, into: vec![single(9, 300)] });
    bench.answer(pushed(vec![answer(0, 0, accepted())]));
    assert_eq!(bench.outcomes().unwrap().judged.len(), 1);
}

#[test]
fn what_cannot_be_made_anew_is_judged_beside_what_can() {
    let mut bench = Bench::new(vec![packed(9, 900, &[1, 2])]);
    bench.answer(unreadable());
    bench.step(Event::Persisted);
    let (from, into) = bench.pack().unwrap();
    assert_eq!(into.len(), 2);
    // One is made anew; the other is nowhere but in the damaged bytes.
    bench.step(Event::Packed { from, into: vec![single(1, 300), packed(2, 900, &[2])] });
    bench.answer(pushed(vec![
        answer(0, 0, accepted()),
        answer(1, WHOLE_PARCEL, Outcome::Refused(Refusal::ParcelUnreadable)),
    ]));
    assert_eq!(bench.outcomes().unwrap().judged.len(), 2, "each is judged, and no loop");
}

#[test]
fn what_is_too_large_is_taken_apart_once_there_is_room() {
    let mut bench = Bench::new(vec![packed(9, 900, &[1, 2])]);
    let (request, _) = bench.push().unwrap();
    bench.step(Event::PushReply { request, result: Err(Failure::TooLarge) });
    bench.pass(limits::BACKOFF_MAX_MS);
    bench.answer_pull(pulled(0, false));
    assert!(bench.pack().is_some());
    bench.step(Event::PackFailed { by_storage: true });
    bench.pass(limits::BACKOFF_MAX_MS);
    let (_, into) = bench.pack().expect("it is tried again");
    assert_eq!(into, [vec![change(1)], vec![change(2)]]);
}

#[test]
fn one_change_that_the_server_chokes_on_lets_all_others_pass_and_is_shown() {
    const POISON: u8 = 3;
    let mut bench = Bench::new(vec![packed(100, 900, &[1, 2, POISON]), packed(101, 900, &[4, 5])]);
    let mut contents = vec![(parcel(100), vec![1, 2, POISON]), (parcel(101), vec![4, 5])];
    for _ in 0..60 {
        if let Some((request, parcels)) = bench.push() {
            let is_poisoned = parcels.iter().any(|parcel| {
                contents.iter().any(|(id, changes)| id == parcel && changes.contains(&POISON))
            });
            let answers = (0..).zip(&parcels).map(|(idx, _)| answer(idx, WHOLE_PARCEL, accepted()));
            let result = if is_poisoned { Err(server_error()) } else { pushed(answers.collect()) };
            bench.step(Event::PushReply { request, result });
        } else if bench.pull().is_some() {
            bench.answer_pull(pulled(0, false));
        } else if let Some((from, into)) = bench.pack() {
            let entries: Vec<_> = into.iter().map(|group| single(group[0].0[0], 300)).collect();
            contents.extend(entries.iter().map(|entry| (entry.parcel, vec![entry.parcel.0[0]])));
            bench.step(Event::Packed { from, into: entries });
        } else if bench.outcomes().is_some() {
            bench.step(Event::Persisted);
        } else {
            bench.wake();
        }
    }
    let status = bench.status();
    assert_eq!((status.n_waiting, status.n_stuck), (1, 1));
    assert_eq!(status.failure, Some(server_error()));
}

#[test]
fn a_request_that_is_too_large_is_made_smaller_down_to_one_change() {
    let mut bench = Bench::new(vec![packed(9, 8_000, &[1, 2])]);
    bench.answer(Err(Failure::TooLarge));
    for _ in 0..4 {
        if bench.pull().is_some() {
            bench.answer_pull(pulled(0, false));
        } else if bench.pack().is_none() {
            bench.wake();
        }
    }
    assert_eq!(bench.pack().unwrap().1, [vec![change(1)], vec![change(2)]]);
}

#[test]
fn a_401_stops_everything_and_keeps_everything_until_there_is_a_session() {
    let mut bench = Bench::new(vec![single(1, 300)]);
    bench.answer(Err(Failure::SignedOut));
    assert!(bench.status().is_signed_out);
    bench.pass(3_600_000);
    assert_eq!((bench.push(), bench.pull()), (None, None));
    assert_eq!(bench.status().n_waiting, 1);
    bench.step(Event::SignedIn);
    assert_eq!(bench.push().unwrap().1, [parcel(1)]);
    assert!(!bench.status().is_signed_out);
}

#[test]
fn the_servers_wish_for_silence_is_honoured_even_when_a_person_presses() {
    let mut bench = Bench::new(vec![single(1, 300)]);
    bench.answer(Err(Failure::Busy { after_ms: 100_000 }));
    bench.pass(99_000);
    bench.step(Event::Kick);
    assert_eq!(bench.push(), None);
    bench.pass(2_000);
    assert!(bench.push().is_some());
}

#[test]
fn a_wish_for_silence_has_an_end() {
    let mut bench = Bench::new(vec![single(1, 300)]);
    bench.answer(Err(Failure::Busy { after_ms: u64::MAX }));
    bench.pass(limits::RETRY_AFTER_MAX_MS + 1_000);
    assert!(bench.push().is_some());
}

#[test]
fn pauses_grow_to_their_cap_and_a_person_ends_them() {
    let mut bench = Bench::new(vec![single(1, 300)]);
    let mut pauses = Vec::new();
    for _ in 0..12 {
        bench.answer(Err(Failure::Offline));
        let before = bench.now_ms;
        bench.wake();
        pauses.push(bench.now_ms - before);
    }
    assert!(pauses[0] >= limits::BACKOFF_FIRST_MS / 2 && pauses[0] <= limits::BACKOFF_FIRST_MS);
    assert!(pauses.iter().all(|pause| *pause <= limits::BACKOFF_MAX_MS), "{pauses:?}");
    assert!(pauses[11] >= limits::BACKOFF_MAX_MS / 2, "{pauses:?}");
    bench.answer(Err(Failure::Offline));
    bench.step(Event::Kick);
    assert!(bench.push().is_some());
}

#[test]
fn the_same_failure_again_and_again_is_shown_and_a_single_one_is_not() {
    let mut bench = Bench::new(vec![single(1, 300)]);
    for n_failures in 1..=limits::FAILURES_UNTIL_SHOWN {
        assert_eq!(bench.status().failure, None, "{n_failures}");
        bench.answer(Err(Failure::Offline));
        bench.wake();
    }
    assert_eq!(bench.status().failure, Some(Failure::Offline));
    bench.answer(pushed(vec![answer(0, 0, accepted())]));
    bench.step(Event::Persisted);
    assert_eq!(bench.status().failure, None);
}

#[test]
fn full_storage_pauses_and_is_shown_although_the_server_answers() {
    let mut bench = Bench::new(vec![single(1, 300)]);
    for _ in 0..limits::FAILURES_UNTIL_SHOWN {
        bench.answer(pushed(vec![answer(0, 0, accepted())]));
        bench.step(Event::PersistFailed);
        assert_eq!(bench.push(), None, "there is a pause");
        bench.wake();
    }
    assert_eq!(bench.status().failure, Some(Failure::Storage));
    assert_eq!(bench.status().n_waiting, 1);
}

#[test]
fn another_database_starts_the_cursor_anew() {
    let mut bench = Bench::new(Vec::new());
    bench.answer_pull(pulled(50, false));
    bench.wake();
    let (request, after) = bench.pull().unwrap();
    assert_eq!(after, 50);
    let other = PullReply2 { epoch: 8, ..pulled(90, false).unwrap() };
    bench.step(Event::PullReply { request, result: Ok(other) });
    let book = bench.outcomes().unwrap().book;
    assert_eq!((book.epoch, book.cursor(Feed::OWN_RECORDS).seq), (8, 0));
    bench.step(Event::Persisted);
    assert_eq!(bench.pull().unwrap().1, 0, "at once");
}

#[test]
fn a_push_tells_of_another_database_too() {
    let mut bench = Bench::new(vec![single(1, 300)]);
    let seq = 50;
    bench.machine.book.put_cursor(Cursor {
        stream: Feed::OWN_RECORDS.into(),
        seq,
        unread_from: None,
    });
    let reply = PushReply1 { epoch: 8, ..pushed(vec![answer(0, 0, accepted())]).unwrap() };
    bench.answer(Ok(reply));
    let book = bench.outcomes().unwrap().book;
    assert_eq!((book.epoch, book.cursor(Feed::OWN_RECORDS).seq), (8, 0));
}

#[test]
fn more_rows_are_fetched_at_once_but_not_round_and_round() {
    let mut bench = Bench::new(Vec::new());
    bench.answer_pull(pulled(500, true));
    assert_eq!(bench.pull().unwrap().1, 500);
    bench.answer_pull(pulled(500, true));
    assert_eq!(bench.pull(), None, "more without a step forward");
}

#[test]
fn the_servers_clock_corrects_ours_and_never_runs_back() {
    let mut bench = Bench::new(Vec::new());
    let (request, _) = bench.pull().unwrap();
    let year_ms = 365 * 86_400_000;
    let server_ms = START_MS + year_ms;
    let reply = PullReply2 { server_ms, ..pulled(0, false).unwrap() };
    bench.step(Event::PullReply { request, result: Ok(reply) });
    let clock = bench.outcomes().unwrap().book.clock;
    assert_eq!(clock.corrected_ms(START_MS + 5), server_ms + 5);
    assert_eq!(clock.corrected_ms(START_MS - 9 * year_ms), server_ms, "a clock set back");
    let built = Day::in_tuban(server_ms + 2 * year_ms);
    assert_eq!(clock.today(START_MS, built), built);
    assert_eq!(clock.today(START_MS, Day::from_number(0)), Day::in_tuban(server_ms));
}

#[test]
fn a_clock_that_leaps_does_not_silence_the_phone() {
    let mut bench = Bench::new(vec![single(1, 300)]);
    bench.answer(Err(Failure::Offline));
    bench.now_ms -= 9 * 365 * 86_400_000;
    bench.step(Event::Tick);
    bench.wake();
    assert!(bench.push().is_some());
}

#[test]
fn a_revision_never_overtakes_the_one_it_was_made_from() {
    let mut child = single(2, 300);
    child.items[0].parent = Some(change(1));
    let mut bench = Bench::new(vec![child, single(1, 300)]);
    assert_eq!(bench.push().unwrap().1, [parcel(1)]);
    bench.answer(pushed(vec![answer(0, 0, Outcome::Later { after_ms: 30_000 })]));
    bench.step(Event::Persisted);
    bench.answer_pull(pulled(0, false));
    assert_eq!(bench.push(), None, "the child waits");
    while bench.push().is_none() {
        bench.wake();
        assert!(bench.now_ms < START_MS + 3_600_000);
        if bench.pull().is_some() {
            bench.answer_pull(pulled(0, false));
        }
    }
    assert_eq!(bench.push().unwrap().1[0], parcel(1));
}

#[test]
fn without_a_network_nothing_is_tried_and_with_it_at_once() {
    let mut bench = Bench::new(Vec::new());
    bench.answer_pull(Err(Failure::Offline));
    bench.step(Event::Online(false));
    bench.step(Event::Saved(single(1, 300)));
    bench.pass(3_600_000);
    assert_eq!((bench.push(), bench.pull()), (None, None));
    assert!(!bench.status().is_online);
    bench.step(Event::Online(true));
    assert!(bench.push().is_some());
}

#[test]
fn an_answer_about_nothing_that_was_sent_is_dropped() {
    let mut bench = Bench::new(vec![single(1, 300)]);
    let foreign = Answer1 { change: Some(change(77)), ..answer(0, 0, accepted()) };
    bench.answer(pushed(vec![foreign, answer(9, 0, accepted()), answer(0, 9, accepted())]));
    assert_eq!(bench.outcomes().unwrap().judged, []);
    bench.step(Event::Persisted);
    assert_eq!(bench.status().n_waiting, 1);
}
